"""Derived outcomes are worked out from what is stored, for any run and by name; not a file of the run is touched."""

import json
from types import MappingProxyType

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays
from typer.testing import CliRunner

from model.analysis import compare
from model.cli import app
from model.experiment import compute as computing
from model.experiment import derived as deriving
from model.experiment import run
from model.experiment.derived import DERIVED, Derived, available, needed
from model.experiment.export import export
from model.world import OUTCOMES

SERIES = arrays(np.float32, (3, 6), elements=some.floats(0, 3, width=32))


@pytest.fixture(scope="module")
def done(tiny, tmp_path_factory):
    """Four months of the tiny study."""
    return run(tiny.replace(worlds=40, months=4), tmp_path_factory.mktemp("derived") / "tiny")


def stored(derived: Derived, values: np.ndarray) -> dict[str, np.ndarray]:
    """The same values for every outcome that a derived one needs."""
    return {name: values for name in derived.of}


def test_the_formulas_on_a_worked_example():
    series = {
        "containers_monthly": [2, 0, 3],
        "tests_missiles": [1, 0, 4],
        "tests_intercontinental": [0, 1, 0],
        "talks_phase": [1, 2, 3],
        "ceasefire": [0, 1, 1],
        "tension": [0.5, 0.25, 0.75],
        "value_sent": [10, 20, 30],
        "value_returned": [4, 25, 6],
        "policy_money": [1, 2, 3],
    }
    series = {name: np.array([values], np.float32) for name, values in series.items()}
    expected = {
        "containers_since_decision": [2, 2, 5],
        "tests_since_decision": [1, 2, 6],
        "months_with_a_deal": [0, 1, 2],
        "months_of_ceasefire": [0, 1, 2],
        "peak_tension": [0.5, 0.5, 0.75],
        "value_balance": [6, -5, 24],
        "value_returned_total": [4, 29, 35],
        "policy_money_total": [1, 3, 6],
    }
    assert {name: derived.formula(series)[0].tolist() for name, derived in DERIVED.items()} == expected


@pytest.mark.parametrize("name", DERIVED)
def test_every_entry_is_whole_and_made_of_stored_outcomes(name):
    derived = DERIVED[name]
    assert derived.id == name and name not in OUTCOMES
    assert derived.name and derived.unit and derived.source and derived.means
    assert set(derived.of) <= set(OUTCOMES)


@pytest.mark.parametrize("name", DERIVED)
@given(values=SERIES)
def test_a_formula_knows_no_other_world_and_no_later_month(name, values):
    derived = DERIVED[name]
    whole = derived.formula(stored(derived, values))
    assert whole.shape == values.shape and np.isfinite(whole).all()
    assert np.array_equal(derived.formula(stored(derived, values[[2, 0]])), whole[[2, 0]])
    assert np.array_equal(derived.formula(stored(derived, values[:, :4])), whole[:, :4])


def test_an_entry_without_a_known_sense_or_an_origin_is_refused():
    with pytest.raises(ValueError, match="odd: sense 'up' is none of lower, higher, neither"):
        Derived("odd", "Odd", "index", "up", "here", "Odd", ("tension",), lambda s: s["tension"])
    with pytest.raises(ValueError, match="odd: says of no stored outcome what it is worked out from"):
        Derived("odd", "Odd", "index", "lower", "here", "Odd", (), lambda s: s["tension"])


def test_derived_outcomes_are_read_by_name_and_left_out_where_none_is_named(done):
    tension, peak = done.array("tension"), done.array("peak_tension")
    assert np.array_equal(peak, np.maximum.accumulate(tension.values, axis=2))
    assert peak.attrs == {**DERIVED["peak_tension"].facts()}
    assert set(done.catalogue) == {*OUTCOMES, *DERIVED} and set(done.dataset()) == set(OUTCOMES)
    last = done.per_world(["2024-02", "mean"], ["months_with_a_deal", "tension"])
    assert np.array_equal(last["months_with_a_deal"].sel(when="2024-02"), done.array("months_with_a_deal")[..., -1])
    with pytest.raises(ValueError, match="no such outcome 'peak_tensoin'; did you mean 'peak_tension'"):
        done.array("peak_tensoin")


def test_derived_outcomes_are_compared_by_name(done):
    (row,) = compare(done, ["2024-02"], ["containers_since_decision"]).rows(["purl"])
    assert (row.name, row.unit, row.sense) == ("Containers delivered since the decision", "containers", "lower")
    assert {row.outcome for row in compare(done).rows()} == set(OUTCOMES)


@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_an_export_has_the_columns_that_are_named(done, tmp_path, ending):
    path = export(done, tmp_path / f"x{ending}", ["peak_tension", "growth"])
    frame = pd.read_parquet(path) if ending == ".parquet" else pd.read_csv(path)
    assert list(frame.columns) == ["option", "world", "month", "peak_tension", "growth"]
    assert frame["peak_tension"].to_numpy() == pytest.approx(done.array("peak_tension").values.ravel(), rel=1e-6)
    if ending == ".parquet":
        assert pq.read_schema(path).field("peak_tension").metadata[b"unit"] == b"index"
    with pytest.raises(ValueError, match="no such outcome 'groth'; did you mean 'growth'"):
        export(done, path, ["groth"])


def test_adding_one_to_a_stored_run_touches_no_file_and_plays_nothing(done, monkeypatch):
    """The entry added here is one that the run, as it is stored, has never heard of."""
    calm = Derived(
        "calm_months", "Calm months", "months", "higher", "test", "Months of little tension", ("tension",),
        lambda s: np.cumsum(s["tension"] < 0.5, axis=1),
    )  # fmt: skip
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in done.folder.rglob("*") if path.is_file()}
    monkeypatch.setattr(deriving, "DERIVED", MappingProxyType({**DERIVED, "calm_months": calm}))
    monkeypatch.setattr(computing, "futures", None)
    assert np.array_equal(done.array("calm_months"), np.cumsum(done.array("tension").values < 0.5, axis=2))
    after = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in done.folder.rglob("*") if path.is_file()}
    assert after == before


def test_only_the_columns_that_are_needed_are_read(done):
    assert needed(["peak_tension", "tension", "value_balance"], OUTCOMES) == ["tension", "value_sent", "value_returned"]
    assert "peak_tension" not in available(set(OUTCOMES) - {"tension"})


def test_what_a_run_stores_under_the_name_of_a_derived_one_comes_first():
    assert "peak_tension" not in available({*OUTCOMES, "peak_tension"})
    assert needed(["peak_tension"], {*OUTCOMES, "peak_tension"}) == ["peak_tension"]


def test_the_manifest_knows_no_derived_outcome(done):
    facts = json.loads((done.folder / "manifest.json").read_text())
    assert set(facts["outcomes"]) == set(OUTCOMES)


def test_the_commands_list_compare_and_export_derived_outcomes_by_name(done, tmp_path):
    def fulcrum(*words):
        return CliRunner().invoke(app, [str(word) for word in words])

    listed = json.loads(fulcrum("list", "derived", "--json").stdout)
    assert [item["id"] for item in listed] == list(DERIVED)
    assert all(item["id"] in fulcrum("list", "derived").output for item in listed)
    assert f"derived ({len(DERIVED)})" in fulcrum("list").output
    compared = fulcrum("compare", done.folder, "--outcome", "peak_tension", "--json")
    assert {row["outcome"] for row in json.loads(compared.stdout)["differences"]} == {"peak_tension"}
    assert fulcrum("compare", done.folder, "--outcome", "peak_tension").exit_code == 0
    written = fulcrum("export", done.folder, "--to", tmp_path / "x.csv", "--outcome", "peak_tension,growth")
    assert written.exit_code == 0, written.output
    assert (tmp_path / "x.csv").read_text().startswith('"option","world","month","peak_tension","growth"\n')
    wrong = fulcrum("export", done.folder, "--to", tmp_path / "x.csv", "--outcome", "peek_tension")
    assert wrong.exit_code == 2 and "no such outcome 'peek_tension'; did you mean 'peak_tension'?" in wrong.output
