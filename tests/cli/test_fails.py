"""`fulcrum fails` on a small run: sentences that count, JSON that agrees with them, and one line for every mistake."""

import json
import re

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from model.analysis.discovery.uncertainties import CIRCUMSTANCES, uncertainties
from model.analysis.wording import banned_words
from model.commands.fails import fails
from model.experiment import Results
from model.parameters import draw, load
from model.world import OUTCOMES

SCENARIO = """title: A small study
decision_month: 2026-04
months: 5
worlds: 150
histories: prior
options: [mediation, purl]
"""
app = typer.Typer(pretty_exceptions_enable=False)
app.command("fails")(fails)


def ask(*words: str):
    """What the command prints and how it ends."""
    return CliRunner().invoke(app, list(words))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A run of that scenario."""
    from model.cli import app as fulcrum

    place = tmp_path_factory.mktemp("fails")
    (place / "small.yaml").write_text(SCENARIO)
    done = CliRunner().invoke(fulcrum, ["run", str(place / "small.yaml"), "--out", str(place / "run")])
    assert done.exit_code == 0, done.output
    return place / "run"


@pytest.fixture(scope="module")
def asked(folder):
    """Where tension stays above its median under mediation: half of the worlds, so that there is much to explain."""
    results = Results.open(folder)
    middle = np.median(results.array("tension").sel(option="mediation").values[:, -1])
    return (str(folder), "--option", "mediation", "--outcome", "tension", "--threshold", f"tension<={middle:.4f}")


def test_it_says_what_failing_means_and_where_it_lies(asked):
    done = ask(*asked)
    assert done.exit_code == 0, done.output
    said = re.sub(r"\s+", " ", done.stdout)
    assert re.search(r"In \d+ of 150 simulated worlds \(\d+ %\), “.*” leaves tension .* in August 2026 above", said)
    assert "this is not a forecast" in said and "Searched: 6" in said and "circumstances at the decision" in said
    assert banned_words(done.stdout) == []


def test_json_agrees_with_the_stored_worlds(asked, folder):
    facts = json.loads(ask(*asked, "--json").stdout)
    results = Results.open(folder)
    edge = float(asked[-1].split("<=")[1])
    missed = results.array("tension").sel(option="mediation").values[:, -1] > edge
    assert (facts["worlds"], facts["failing"]) == (150, int(missed.sum()))
    assert facts["sentences"] and (facts["nothing_found"] == "") == bool(facts["methods"])
    known = {u.id: u.values for u in uncertainties(results, "tension", results.months[-1])}
    assert [method["method"] for method in facts["methods"]] == ["PRIM", "CART"]
    for method in facts["methods"]:
        box = method["boxes"][0]
        inside = np.ones(150, bool)
        for limit in box["limits"]:
            values = known[limit["id"]]
            inside &= values >= (-np.inf if limit["low"] is None else limit["low"])
            inside &= values <= (np.inf if limit["high"] is None else limit["high"])
        assert (box["inside"], box["caught"]) == (int(inside.sum()), int((inside & missed).sum()))
        assert box["coverage"] == pytest.approx(box["caught"] / facts["failing"])


def test_parameters_are_those_that_the_worlds_were_played_with(folder):
    results = Results.open(folder)
    found = {u.id: u for u in uncertainties(results, "tension", "mean")}
    drawn = draw(load("articles"), results.manifest.scenario["seed"], np.arange(150))
    assert (found["sea_share"].values == drawn["sea_share"]).all()
    assert all(u.varies for u in found.values()) and "tension_most" not in found


def test_nothing_that_an_option_does_is_searched(folder):
    results = Results.open(folder)
    first = results.dataset(["chinese_support", "tension"]).sel(option="status_quo").isel(month=0)
    found = {u.id: u for u in uncertainties(results, "tension", results.months[-1])}
    assert (found["start/chinese_support"].values == first["chinese_support"].values).all()
    assert "start/tension" not in found and set(CIRCUMSTANCES) <= set(OUTCOMES)
    assert {u.kind for u in uncertainties(results, "tension", results.months[0])} == {"parameter"}


def test_a_search_may_be_restricted(asked):
    facts = json.loads(ask(*asked, "--json", "--among", "circumstances").stdout)
    assert set(facts["searched"]) <= {"circumstance", "event"}
    facts = json.loads(ask(*asked, "--json", "--among", "parameters", "--limits", "1").stdout)
    assert set(facts["searched"]) == {"parameter"}
    assert all(len(box["limits"]) == 1 for method in facts["methods"] for box in method["boxes"])


def test_an_option_that_fails_nowhere_is_no_error(folder):
    done = ask(str(folder), "--option", "purl", "--outcome", "tension", "--threshold", "tension<=1000")
    assert done.exit_code == 0 and "no world in which it fails" in done.stdout
    assert (
        json.loads(
            ask(str(folder), "--option", "purl", "--outcome", "tension", "--threshold", "<=1000", "--json").stdout
        )["failing"]
        == 0
    )


def test_the_status_quo_may_miss_a_threshold_but_is_not_worse_than_itself(folder):
    done = ask(str(folder), "--option", "status_quo", "--outcome", "tension", "--threshold", "tension<=1000")
    assert done.exit_code == 0
    assert ask(str(folder), "--option", "status_quo", "--outcome", "tension").exit_code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--option", "mediatoin", "--outcome", "tension"), "no such option 'mediatoin'; did you mean 'mediation'?"),
        (("--option", "mediation", "--outcome", "tensoin"), "no such outcome 'tensoin'; did you mean 'tension'?"),
        (("--option", "mediation"), "--option and --outcome"),
        (("--option", "mediation", "--outcome", "tension", "--month", "2031-01"), "not among those played"),
        (("--option", "mediation", "--outcome", "tension", "--threshold", "much"), "is no threshold"),
        (("--option", "mediation", "--outcome", "tension", "--worse", "--decile"), "give one"),
        (("--option", "mediation", "--outcome", "ceasefire"), "say with a threshold"),
        (("--option", "mediation", "--outcome", "tension", "--among", "parametres"), "did you mean 'parameters'?"),
    ],
)
def test_a_mistake_is_one_line_and_ends_with_two(folder, words, said):
    done = ask(str(folder), *words)
    assert done.exit_code == 2 and said in done.stderr
    assert done.stderr.count("\n") == 1 and "Traceback" not in done.output
