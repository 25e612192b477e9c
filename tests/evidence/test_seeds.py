"""The shipped evidence is whole, and says of every figure what supports it and what the model does with it."""

import json

import pytest

from model.evidence import NOT_CORROBORATED, as_json, evidence_table, load, summary
from model.evidence.figures import Figure


def ids(letter, last, start=1):
    return [f"{letter}{number:02d}" for number in range(start, last + 1)]


def test_every_figure_actor_mechanism_and_claim_of_the_articles_is_there():
    evidence = load()
    assert list(evidence.figures) == ids("A-F", 28) + ids("B-F", 9)
    assert list(evidence.actors) == ids("N", 31)
    assert list(evidence.mechanisms) == ids("M", 49)
    assert list(evidence.claims) == ids("L", 26)


def test_at_most_five_things_are_left_out_and_none_stands_behind_a_lever():
    evidence = load()
    assert set(evidence.not_modelled) == {"N30", "N31", "L26"}
    behind = {name for claim in evidence.claims.values() if claim.levers for name in claim.mechanisms}
    assert behind and not behind & set(evidence.not_modelled)


def test_every_mechanism_of_the_articles_that_a_policy_uses_is_named_by_a_claim():
    evidence = load()
    used = {name for claim in evidence.claims.values() for name in claim.mechanisms}
    assert {"M20", "M22", "M23", "M24", "M25", "M26", "M27", "M28", "M29", "M30", "M31", "M32"} <= used


@pytest.mark.parametrize(
    ("figure", "parameter"),
    [
        ("A-F04", "relieved_unit_attrition"),
        ("A-F05", "barracks_count"),
        ("A-F06", "barracks_capacity"),
        ("A-F19", "china_import_share"),
        ("A-F20", "crypto_settlement"),
        ("B-F02", "hypersonic_reach"),
    ],
)
def test_an_input_figure_names_its_parameter(figure, parameter):
    assert (load().figures[figure].role, load().figures[figure].parameter) == ("input", parameter)


def test_a_figure_that_no_record_supports_says_so():
    rows = evidence_table(grade="uncorroborated")
    assert rows
    assert all(row["standing"].startswith(NOT_CORROBORATED) for row in rows)


def test_a_contradicted_figure_carries_both_values():
    growth = load().figures["A-F08"]
    assert growth.values == (-2.8,)
    assert "−2.8 %" in growth.standing and "+3.7 %" in growth.standing
    rows = evidence_table(grade="contradicted")
    assert {"A-F08", "A-F13", "B-F03"} <= {row["figure"] for row in rows}
    assert all("the record says" in row["standing"] and row["sources"] for row in rows)


def test_one_sided_and_garbled_figures_are_marked():
    figures = load().figures
    assert [name for name, figure in figures.items() if figure.sides == "one-sided"] == [
        "A-F03",
        "A-F04",
        "A-F17",
        "A-F19",
        "A-F20",
        "B-F05",
    ]
    assert all(figures[name].garbled for name in ("A-F04", "A-F07", "A-F08", "A-F10", "A-F13", "A-F20", "A-F23"))
    assert not any(figure.garbled for figure in figures.values() if figure.document == "B")


def test_a_checked_source_says_what_was_read_and_where():
    checked = [source for source in load().sources.values() if source.checked]
    assert checked and all(source.read for source in checked)
    assert not any(source.read for source in load().sources.values() if not source.checked)


def test_the_table_gives_value_unit_bound_and_what_the_figure_sets():
    rows = {row["figure"]: row for row in evidence_table()}
    assert rows["A-F06"]["value"] == "400–500 persons / complex"
    assert rows["A-F06"]["sets"] == "parameter barracks_capacity"
    assert rows["A-F03"]["bound"] == "at least (one-sided)"
    assert rows["A-F07"]["sets"] == "target payments"
    assert rows["A-F13"]["sets"] == "event icbm_test in 2025-03, 2025-04, 2025-05, 2025-06"
    assert [row["figure"] for row in evidence_table(role="event", document="B")] == ["B-F03", "B-F04"]


def test_everything_can_be_written_as_json_with_months_in_words():
    whole = json.loads(json.dumps(as_json()))
    assert {len(whole["figures"]), len(whole["actors"]), len(whole["mechanisms"])} == {37, 31, 49}
    assert whole["events"][0]["month"] == "2024-10"
    assert whole["targets"][0]["windows"] == [{"first": "2026-02", "last": "2026-02"}]
    assert summary()["figures"] == sum(summary()["by_role"].values()) == 37


def test_a_figure_cannot_be_built_with_two_roles():
    growth = load().figures["A-F08"]
    with pytest.raises(ValueError, match="the role 'target' goes with neither"):
        Figure(**{**growth.__dict__, "parameter": "growth_trend"})
