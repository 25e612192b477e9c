"""What stands in a document of findings, what is marked, what surprises, and how claims are held: planted cases."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.analysis.comparison.comparison import Comparison, Difference
from model.analysis.findings.claims import Held
from model.analysis.findings.findings import MAIN, agreeing, direction, holds, leaning, mark, marks, standing
from model.analysis.findings.findings_asked import RARE, failing_asked, plain_values
from model.analysis.findings.findings_twins import within_option
from model.analysis.findings.markdown import bullets, page, table
from model.analysis.findings.surprises import one_sided
from model.commands.compare import SHOWN
from model.world import OUTCOMES

LAST = "2029-03"
BEFORE = np.linspace(0.0, 1.0, 100)


def difference(step, sense="lower", evidence="articles", month=LAST, option="mediation", outcome="tension"):
    """A difference of one size in every world, or of one a world."""
    labels = {"option": option, "outcome": outcome, "month": month, "evidence": evidence}
    return Difference.between(BEFORE, BEFORE + step, **labels, name="Tension", unit="index", sense=sense)


def compared(*rows):
    """A comparison that holds just these differences."""
    return Comparison("A study", rows[0].evidence, 100, "prior", (LAST, "mean"), rows)


def mixed(down, up):
    """Steps: so many worlds go down by a tenth, so many up, the rest stay."""
    return np.concatenate([np.full(down, -0.1), np.full(up, 0.1), np.zeros(100 - down - up)])


def test_marks_of_a_worked_case():
    assert mark(difference(-0.1)) == "++" and mark(difference(0.1)) == "−−"
    assert mark(difference(-0.1, "higher")) == "−−" and mark(difference(0.1, "neither")) == "↑↑"
    assert mark(difference(-0.001)) == "(+)"
    assert mark(difference(mixed(80, 20))) == "+"
    assert mark(difference(mixed(40, 35))) == "?"
    assert mark(difference(0.0)) == "="
    assert marks([difference(-0.1), difference(-0.1)]) == "++"
    assert marks([difference(-0.1), difference(0.0)]) == "++ / ="


def test_a_difference_holds_at_ninety_of_a_hundred_worlds_and_not_at_eighty_nine():
    assert holds(difference(mixed(90, 10))) and not holds(difference(mixed(89, 11)))
    assert agreeing(difference(mixed(90, 10))) == 90


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_difference_has_a_direction_where_it_is_resolved_and_the_other_one_when_its_sense_turns(down, up):
    steps = mixed(down, min(up, 100 - down))
    low, high = difference(steps, "lower"), difference(steps, "higher")
    assert bool(direction(low)) == low.resolved
    assert {direction(low), direction(high)} in ({""}, {"better", "worse"})


def test_what_stands_is_resolved_more_than_slight_across_worlds_and_one_way_in_both_sets():
    one, other = difference(-0.1), difference(-0.2, evidence="record")
    (found,) = standing([compared(one), compared(other)], ["tension"])
    assert found.rows == (one, other) and found.direction == "better"
    for fellow in (0.1, -0.001, 0.0, mixed(80, 20)):
        assert standing([compared(one), compared(difference(fellow, evidence="record"))], ["tension"]) == []
    assert standing([compared(one), compared(other)], ["displacement"]) == []


def test_the_last_month_speaks_before_the_mean_which_speaks_where_the_last_month_does_not_stand():
    end, mean = difference(-0.1), difference(-0.2, month="mean")
    assert standing([compared(mean, end)], ["tension"])[0].first is end
    assert standing([compared(difference(0.0), mean)], ["tension"])[0].first is mean


def test_outcomes_stand_in_the_order_in_which_they_are_named():
    rows = [difference(-0.1, outcome=name) for name in ("tension", "displacement")]
    found = standing([compared(*rows)], ["displacement", "tension"])
    assert [one.first.outcome for one in found] == ["displacement", "tension"]


@pytest.mark.parametrize(("down", "up", "told"), [(0, 9, True), (0, 0, False), (1, 9, True), (2, 9, False)])
def test_worlds_that_change_one_way_under_a_median_of_nought_are_seen(down, up, told):
    row = difference(mixed(down, up))
    assert leaning(row) == ("worse" if told else "") and mark(row) == ("?−" if told else "=" if not up else "?")
    gathered = SimpleNamespace(
        compared=(compared(row), compared(replace(row, evidence="record"))),
        runs=SimpleNamespace(last=LAST),
        outcomes=("tension",),
    )
    assert bool(one_sided(gathered)) == told


def test_a_claim_says_in_how_many_outcomes_its_lever_goes_which_way():
    good, bad, slight, none = ((difference(step),) for step in (-0.1, 0.1, -0.001, 0.0))

    def verdict(*rows):
        return Held("L00", "a policy", "an effect", "purl", rows).verdict

    assert verdict(good, none) == "better in 1 of 2" and verdict(bad, bad) == "worse in 2 of 2"
    assert verdict(good, bad) == "both ways: 1 better, 1 worse"
    assert verdict(slight, none) == "slight only" and verdict(none) == "cannot be told apart"
    assert verdict(good, (difference(0.1, "neither"),)) == "better in 1 of 1"
    assert verdict((difference(-0.1), difference(0.1, evidence="record"))) == "cannot be told apart"


def test_an_option_stands_within_another_that_holds_all_of_it_and_more():
    lists, fresh = {"lists": {"level": 0.5}}, {"fresh": {"level": 0.5}}
    small, large = {"levers": lists, "coordination": 0.0}, {"levers": lists | fresh, "coordination": 0.0}
    assert within_option(small, large) and not within_option(large, small) and not within_option(small, small)
    assert not within_option({"levers": {"lists": {"level": 1.0}}, "coordination": 0.0}, large)
    assert not within_option(small, {**large, "coordination": 0.5})


def test_an_option_is_asked_where_it_is_worse_or_else_for_its_worst_tenth():
    runs = SimpleNamespace(last=LAST, judged=lambda outcomes: tuple(outcomes))
    often = difference(mixed(80, int(100 * RARE)))
    assert failing_asked(runs, compared(often), "mediation", ["tension"]) == ("mediation", "tension", "worse")
    rarely = difference(mixed(80, int(100 * RARE) - 1))
    assert failing_asked(runs, compared(rarely), "mediation", ["tension"]) == ("mediation", "tension", "decile")


def test_tables_say_so_when_they_are_empty_and_pages_hold_no_two_empty_lines():
    assert table(["a"], [], "Nothing stands.") == ["", "Nothing stands.", ""]
    assert bullets([]) == ["", "None.", ""]
    assert table(["a|b"], [["1"]])[1:4] == ["| a\\|b |", "|---|", "| 1 |"]
    assert page(["", "one", "", "", "two", ""]) == "one\n\ntwo\n"


def test_plain_values_hold_no_number_that_is_not_finite():
    assert plain_values({"a": (np.float64(1.5), float("nan"), [np.int64(2)])}) == {"a": [1.5, None, [2]]}


def test_the_main_outcomes_are_those_that_compare_shows_first_and_all_exist():
    assert set(SHOWN) - set(MAIN) == {"policy_money", "policy_politics"}
    assert set(MAIN) <= set(OUTCOMES)
