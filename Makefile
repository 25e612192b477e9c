# Fulcrum's commands. Everything needed is set up on first use in a virtual environment; `make help` lists them.
#   make test                        the default Python (3.11 or newer)
#   PYTHON=python3.13 make test      another one, with an environment of its own

PYTHON ?= python3
SCENARIO ?= scenarios/reference.yaml
VENV := .venv$(if $(filter-out python3,$(PYTHON)),-$(notdir $(PYTHON)))
BIN := $(VENV)/bin
INPUTS := pyproject.toml constraints.txt

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run dashboard test test-all test-slow test-newer bench site lint clean

help:  ## list these commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | awk -F'\t' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(VENV)/.stamp-dev  ## build the environment with the command fulcrum in it

run: setup  ## play the reference study in both evidence sets and compare its options
	$(BIN)/fulcrum run $(SCENARIO)
	$(BIN)/fulcrum run $(SCENARIO) --evidence record
	$(BIN)/fulcrum compare $(SCENARIO)

dashboard: setup  ## start the application on this machine
	$(BIN)/fulcrum dashboard

test: setup  ## everyday tests, under five minutes
	$(BIN)/python -m pytest -m "not slow" -n 2

test-all: test test-slow test-newer  ## everyday tests, then the slow ones: real browser, benchmark, newer Python

test-slow: setup $(VENV)/.stamp-browser
	$(BIN)/python -m pytest -m slow

test-newer:
	@if newer=$$(.ci/interpreter newer); then \
	    echo "The everyday tests again on $$($$newer --version):"; $(MAKE) --no-print-directory test PYTHON=$$newer; \
	else echo "No Python newer than the default one is installed; the everyday tests ran on the default one only."; fi

bench: setup $(VENV)/.stamp-peers  ## measure speed and memory, beside what others use
	$(BIN)/python benchmarks/engine.py
	$(BIN)/python benchmarks/ensemble.py
	$(BIN)/python benchmarks/analysis.py
	$(BIN)/python benchmarks/appendix.py

site: setup  ## make a static site of the documentation, without a network
	$(BIN)/python docs/static_site.py

lint: setup  ## check the style of the code
	$(BIN)/ruff check

clean:  ## remove environments, caches and stored runs
	rm -rf .venv .venv-* runs .pytest_cache .hypothesis .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.stamp-%: $(INPUTS)
	@.ci/setup $(PYTHON) $(VENV) $*
	@touch $@
