"""The Compare page: options in words, rows that cannot be told apart, an order that the visitor picks, no score."""

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.vm import compare as vm
from dashboard.vm import compare_words as words
from dashboard.vm import compare_work as work
from dashboard.vm.scenario import Scenario
from model.analysis.comparison.comparison import Difference
from model.analysis.comparison.theories import THEORIES
from model.analysis.wording import banned_words
from model.experiment import Results, option_named, run
from model.levers import STATUS_QUO, Commitment, Option

ENTRY = Path(__file__).resolve().parents[2] / "dashboard" / "streamlit_app.py"
YOURS = Scenario((("neutral_envoys", "high"), ("dialogue_offer", "medium")), worlds=40, histories="prior", months=12)
LABELS = {
    "outcome": "tension",
    "name": "Tension",
    "unit": "index",
    "sense": "lower",
    "month": "2027-03",
    "evidence": "articles",
}
BEFORE = np.arange(101.0)


def difference(option: str, shift: float) -> Difference:
    return Difference.between(BEFORE, BEFORE + shift, option=option, **LABELS)


FOUND = vm.Compared(
    tuple(difference(option, shift) for option, shift in (("status_quo", 0.0), ("mediation", -2.0), ("purl", 1.0))),
    (),
    {"mediation": {vm.MONEY: 5.0, vm.POLITICS: 1.0}, "purl": {vm.MONEY: 2.0, vm.POLITICS: 3.0}},
    (),
    (),
)
TITLES = {"status_quo": "Status quo", "mediation": "Mediation", "purl": "PURL alone"}


@pytest.fixture(scope="module")
def results(tmp_path_factory) -> Results:
    """A small study of the visitor's option and a shipped one."""
    return run(YOURS.study((option_named("mediation"),)), tmp_path_factory.mktemp("runs") / "study")


def test_every_shipped_option_stands_beside_the_visitors_and_a_pinned_one():
    pinned = Scenario((("air_patrols", "low"),))
    ids = [option.id for option in vm.options_beside(YOURS, pinned)]
    assert ids[0] == vm.PINNED and "mediation" in ids and STATUS_QUO.id not in ids
    assert vm.PINNED not in [option.id for option in vm.options_beside(YOURS, YOURS)]
    assert vm.PINNED not in [option.id for option in vm.options_beside(YOURS, Scenario())]


def test_one_outcome_is_also_compared_under_each_theory_of_decision(results):
    compared = vm.compared(results, "tension", "displacement", results.months[-1])
    for option in results.options[1:]:
        under = vm.parts(compared.theories, option)
        assert {row.part for row in under} <= set(THEORIES) and sum(row.worlds for row in under) == results.worlds


def test_an_option_is_said_by_the_levers_that_it_changes():
    held = (
        Commitment("air_patrols", "high", start=3, ramp=6),
        Commitment("purl", 0.4),
        Commitment("resilience", "off"),
    )
    said = words.levers_words(Option("x", "X", held, coordination=0.5))
    assert said == "Air patrols high, from month 3, over 6 months; PURL 0.4; co-ordinated at 0.5 of 1"
    assert words.levers_words(STATUS_QUO) == words.NOTHING


def test_the_status_quo_beside_itself_differs_nowhere(results):
    row = vm.beside_itself(results, "tension", results.months[-1])
    assert (row.median, row.low, row.high, row.same) == (0, 0, 0, results.worlds)
    assert words.verdict(row).startswith("cannot be told apart")


def test_where_the_interval_includes_zero_the_row_says_so_and_nothing_is_added_up(results):
    found = vm.compared(results, "tension", "policy_politics", results.months[-1])
    table = vm.ranking(found.rows, found, vm.titles_of(results))
    assert len(table) == len(results.options) == 3
    for row, said in zip(found.rows, table["Verdict"], strict=True):
        assert ("cannot be told apart" in said) == (not row.resolved)
    assert not [name for name in table.columns if any(word in name.lower() for word in ("score", "rank", "total"))]


@pytest.mark.parametrize(
    ("by", "first"),
    [
        ("as in the study", "status_quo"),
        ("worlds in which it is better", "mediation"),
        ("median difference", "mediation"),
        ("money", "status_quo"),
        ("political cost", "status_quo"),
    ],
)
def test_the_order_is_that_of_the_criterion_picked(by, first):
    assert vm.ordered(FOUND, by)[0].option == first
    assert [row.option for row in vm.ordered(FOUND, "money")] == ["status_quo", "purl", "mediation"]


def test_where_more_is_better_the_median_is_ordered_from_above():
    up = replace(FOUND, rows=tuple(replace(row, sense="higher") for row in FOUND.rows))
    assert [row.option for row in vm.ordered(up, "median difference")] == ["purl", "status_quo", "mediation"]


def test_thresholds_that_cannot_be_read_are_named_and_the_others_kept(results):
    good, faults = vm.thresholds(results, "tension<=0.5;\n tensin<=1; ", results.months[-1])
    assert good == ("tension<=0.5",) and len(faults) == 1 and "did you mean 'tension'" in faults[0]
    assert words.threshold_fault("", "tension") and words.threshold_fault("<=x", "tension")
    assert words.threshold_fault("<=0.5", "tension") == ""


def test_titles_stand_in_the_place_of_ids():
    assert (
        words.with_titles("mediation by regret, status_quo by none", TITLES)
        == "“Mediation” by regret, “Status quo” by none"
    )


def test_robustness_and_regret_are_those_of_the_analysis(results):
    told: list[float] = []
    found = work.robust(told.append, str(results.folder), "tension", results.months[-1], ("tension<=0.9*status_quo",))
    assert found.regret.options == results.options == tuple(one.option for one in found.judgement.options)
    assert len(vm.met_rows(found.met, vm.titles_of(results))) == 3
    assert told == sorted(told) and 0 < told[0] <= told[-1] <= 1


def test_interactions_are_planned_then_played_and_told(results, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    factorial = vm.factorial_for(results, "your_option", "tension", results.months[-1])
    assert words.plan_words(factorial, 2.0) == "4 portfolios of 2 parts, all there are, in 40 worlds: about 2 s."
    told: list[float] = []
    why = work.why(told.append, factorial, dict(results.outcomes["tension"]))
    assert {share.lever for share in why.attribution.shares} == {"neutral_envoys", "dialogue_offer"}
    assert told and told[-1] == 1.0


def test_a_study_is_played_into_its_folder_and_known_again(tmp_path):
    folder, told = tmp_path / "study", []
    assert not vm.is_stored(folder)
    assert work.play(told.append, YOURS.study(), str(folder)) == str(folder)
    assert vm.is_stored(folder) and told[-1] == 1.0


def test_failures_drivers_and_flips_answer_for_an_option(results):
    folder, month = str(results.folder), results.months[-1]
    study = work.fails(lambda share: None, folder, "mediation", "tension", month, "worse", "")
    assert study.found.worlds == 40
    assert work.driven(lambda share: None, folder, "tension", month, "mediation").option == "mediation"
    assert words.pair_words("mediation", vm.titles_of(results)) == "Mediation and the status quo"


def test_a_turn_says_how_far_it_is_resolved():
    turn = {"turns": True, "change": 0.25, "resolved_change": None}
    assert words.turned(turn) == "the sign only, at 0.25 of its prior"
    assert words.turned({**turn, "resolved_change": 0.4}).endswith("told apart from 0.40")
    assert words.turned({**turn, "turns": False}) == "no"


def test_the_months_offered_are_the_last_every_years_and_the_mean(results):
    assert vm.months_of(results) == ["2027-03", "mean"]
    assert words.month_name("mean") == "On average over the months played"


def test_no_fixed_sentence_promises_anything():
    for name in dir(words):
        if name.isupper() and isinstance(getattr(words, name), str):
            assert not banned_words(getattr(words, name)), name


def opened(tab: str = "", **address: str) -> AppTest:
    """The Compare page at an address, waited for until its charts are drawn."""
    page = AppTest.from_file(str(ENTRY), default_timeout=120)
    for key, value in {"n": "40", "out": "tension", **address}.items():
        page.query_params[key] = value
    page.run()
    page = page.switch_page("app_pages/compare.py")
    if tab:
        page.query_params["p_tab"] = tab
        page.session_state["p_tab"] = tab
    end = time.monotonic() + 100
    while not page.run().get("tab") and time.monotonic() < end:
        time.sleep(0.5)
    return page


@pytest.mark.slow
def test_the_page_with_all_levers_off_compares_the_shipped_options_and_the_status_quo_with_itself():
    page = opened()
    assert not page.exception and not page.main.error
    table = next(found.value for found in page.get("table") if "Verdict" in found.value)
    row = table[table["Option"] == "Status quo"].iloc[0]
    assert row["Verdict"].startswith("cannot be told apart") and row["90 % interval"] == "0 to 0"


@pytest.mark.slow
@pytest.mark.parametrize("tab", ["Trade-offs", "Interactions", "Flips"])
def test_every_tab_opens_without_an_error(tab):
    page = opened(tab, ne="high", do="medium")
    assert not page.exception and not page.main.error
    said = [button.label for button in page.get("button")]
    assert page.get("vega_lite_chart") or {"Search", "Play every portfolio"} & set(said)
