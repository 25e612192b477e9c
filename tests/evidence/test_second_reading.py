"""A reader who was given only the two articles found the same figures; every difference of reading is settled."""

from pathlib import Path

import pytest

from model.evidence import load
from model.strict_yaml import read

ROOT = Path(__file__).resolve().parents[2]
DECISIONS = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
FACTOR = {"US$ million": 1e6, "%": 0.01, "%/yr": 0.01}  # the second reader writes plain units and shares
BOUNDS = {"more_than": "at_least"}  # over half, exceeding twelve: one of our words for both
SETTLED = {
    "A-F02": "value, bound",
    "A-F08": "value",
    "A-F11": "value, bound",
    "A-F14": "value, bound",
    "A-F16": "value",
    "A-F17": "bound",
    "B-F06": "bound",
    "B-F08": "not listed",
    "B-F09": "not listed",
}
ONLY_SECOND = {("B", 5, "two")}


def second() -> list[dict]:
    """Every figure of the second reading, as it was written."""
    return read(ROOT / "seeds" / "second_reading.yaml").data["figures"]


def same_place(figure, other: dict) -> bool:
    """Whether both readers mean the same words of the same paragraph."""
    there = figure.document == other["document"] and other["paragraph"] in figure.paragraphs
    words = ((one, two) for one in figure.tokens for two in other["tokens"])
    return there and any(one in two or two in one for one, two in words)


def difference(figure) -> str:
    """What the second reader has otherwise: nothing, the value, the bound, or the figure itself."""
    found = [other for other in second() if same_place(figure, other)]
    if not found:
        return "not listed"
    factor = FACTOR.get(figure.unit, 1.0)
    ours = [value if isinstance(value, str) else pytest.approx(value * factor) for value in figure.values]
    wrong = [] if any(other["values"] == ours for other in found) else ["value"]
    bounds = {BOUNDS.get(other["bound"], other["bound"]) for other in found}
    return ", ".join(wrong + ([] if figure.bound in bounds else ["bound"]))


def test_both_readers_have_the_same_value_unit_and_bound_but_for_what_is_settled():
    found = {figure.id: difference(figure) for figure in load().figures.values()}
    assert {name: what for name, what in found.items() if what} == SETTLED


def test_the_second_reader_lists_nothing_that_the_first_left_out_but_what_is_settled():
    figures = load().figures.values()
    missed = [other for other in second() if not any(same_place(figure, other) for figure in figures)]
    assert {(other["document"], other["paragraph"], other["tokens"][0]) for other in missed} == ONLY_SECOND


def test_no_number_of_the_model_rests_on_a_figure_whose_readings_differ_in_more_than_a_sign_or_a_name():
    figures = load().figures
    assert {figures[name].role for name in SETTLED} == {"context", "target"}
    assert [name for name in SETTLED if figures[name].role == "target"] == ["A-F08"]
    (contraction,) = (other for other in second() if same_place(figures["A-F08"], other))
    assert contraction["values"] == [pytest.approx(-figures["A-F08"].values[0] / 100)]
    assert "shrank" in contraction["measures"]


@pytest.mark.parametrize("name", SETTLED)
def test_every_difference_is_settled_in_the_decisions(name):
    _, _, settled = DECISIONS.partition("### Two readings of the articles")
    assert settled and name in settled.partition("\n### ")[0]
