"""The tutorials do what they say: every command is run, every snippet is put in its place in a copy of the project."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

ROOT = Path(__file__).resolve().parents[2]
ANALYST, MODELLER = (
    (ROOT / "docs" / f"tutorial_{who}.md").read_text(encoding="utf-8") for who in ("analyst", "modeller")
)
LEFT_OUT = ignore_patterns(".git", ".venv*", "runs", "__pycache__", ".*_cache", ".hypothesis")
SNIPPET = re.compile(
    r"^<!-- file: (\S+); (?:(before|after): (.+?)|(new|at the end)) -->\n```\w+\n(.*?)^```", re.M | re.S
)
WRITTEN = re.compile(r"^```yaml file=(\S+)\n(.*?)^```", re.M | re.S)
COMMANDS = re.compile(r"^```sh\n(.*?)^```", re.M | re.S)
LEVER_FILES = {"model/levers/interdiction.py", "seeds/parameters/levers.yaml"}


def commands(text: str) -> list[str]:
    """Every command of a page, in its order."""
    return [line for block in COMMANDS.findall(text) for line in block.splitlines() if line.strip()]


def write_files(text: str, folder: Path) -> None:
    """The scenario files that a page tells its reader to save."""
    for name, content in WRITTEN.findall(text):
        (folder / name).write_text(content, encoding="utf-8")


def fulcrum(command: str, folder: Path, source: Path = ROOT) -> subprocess.CompletedProcess:
    """A command as a reader would type it, played by the code of a checkout."""
    first, *words = shlex.split(command)
    assert first == "fulcrum", command
    there = {**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"}
    line = [sys.executable, "-m", "model.cli", *words]
    return subprocess.run(line, cwd=folder, env=there, capture_output=True, text=True, timeout=300)


def put(snippets: list[tuple[str, ...]], copy: Path) -> set[str]:
    """Put snippets in their places; the files that were touched."""
    for name, side, anchor, where, code in snippets:
        path = copy / name
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.is_file() else []
        assert where == "new" or lines, f"{name} is not there"
        at = {"new": 0, "at the end": len(lines)}.get(where, -1)
        if side:
            places = [number for number, line in enumerate(lines) if line.rstrip("\n") == anchor]
            assert places, f"{name}: no line {anchor!r}"
            at = places[-1] if side == "before" else places[0] + 1
        lines[at:at] = [*(["\n"] if where == "at the end" else []), code]
        path.write_text("".join(lines), encoding="utf-8")
    return {snippet[0] for snippet in snippets}


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """A copy of the checkout that may be changed."""
    there = tmp_path_factory.mktemp("copied") / "project"
    copytree(ROOT, there, ignore=LEFT_OUT)
    return there


def test_the_pages_hold_commands_files_and_snippets():
    assert len(commands(ANALYST)) > 15 and len(WRITTEN.findall(ANALYST)) == 2
    assert {name for name, *_ in SNIPPET.findall(MODELLER)} > LEVER_FILES
    assert MODELLER.count("<!-- file:") == len(SNIPPET.findall(MODELLER))


@pytest.mark.slow
def test_every_command_of_the_analysts_tutorial_does_what_it_says(tmp_path):
    write_files(ANALYST, tmp_path)
    for command in commands(ANALYST):
        done = fulcrum(command, tmp_path)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        assert done.stdout.strip(), command
    assert (tmp_path / "results.xlsx").is_file() and list((tmp_path / "paper").iterdir())


@pytest.mark.slow
def test_a_lever_is_added_in_one_code_file_and_one_data_file_and_keeps_every_contract(copy):
    lever = [snippet for snippet in SNIPPET.findall(MODELLER) if snippet[0] in LEVER_FILES]
    assert put(lever, copy) == LEVER_FILES
    words = ["-m", "pytest", "tests/contract/test_levers.py", "-k", "port_inspections", "-p", "no:cacheprovider"]
    there = {**os.environ, "PYTHONPATH": str(copy)}
    done = subprocess.run([sys.executable, *words], cwd=copy, env=there, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0 and "....." in done.stdout, done.stdout + done.stderr


@pytest.mark.slow
def test_an_actor_and_an_outcome_are_added_and_play_their_part(copy, tmp_path):
    rest = [snippet for snippet in SNIPPET.findall(MODELLER) if snippet[0] not in LEVER_FILES]
    assert put(rest, copy) >= {"model/actors/insurers.py", "model/world/outcomes.py"}
    write_files(MODELLER, tmp_path)
    *_, told = [fulcrum(command, tmp_path, copy) for command in commands(MODELLER)]
    compared = fulcrum("fulcrum compare runs/mine --outcome cover_refused", tmp_path, copy)
    assert compared.returncode == 0 and "Cover refused" in compared.stdout, compared.stderr
    assert told.returncode == 0 and "insurers" in told.stdout, told.stdout + told.stderr
