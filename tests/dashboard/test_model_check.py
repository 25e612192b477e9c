"""The Model check page: misfits are said first, every parameter has evidence or is marked, limits promise nothing."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.vm import evidence, expert_tests, past_words
from dashboard.vm import model_check as vm
from dashboard.vm.evidence_index import entries
from dashboard.vm.scenario import EVIDENCE
from model.analysis.drivers.drivers import ASSUMED
from model.analysis.fit import fits
from model.analysis.wording import banned_words
from model.evidence import load as load_evidence
from model.experiment import Scenario
from model.experiment.pasts import past_report as report_of
from model.parameters import load

ENTRY = Path(__file__).resolve().parents[2] / "dashboard" / "streamlit_app.py"
LINK = re.compile(r"\]\(evidence\?[^)]*\bp_id=([^)&]+)\)")
NUMBER = re.compile(r"\d")


@pytest.fixture(scope="module")
def study():
    """The reference question, of which kept histories come with the project."""
    return Scenario.load("scenarios/reference.yaml").replace(worlds=40)


@pytest.fixture(scope="module")
def few():
    """Two hundred prior histories are enough to see how the report is told."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (vm, report_of):
            patch.setattr(module, "SAMPLE", 200)
        yield


@pytest.fixture(scope="module")
def report(study, few):
    return vm.reported(lambda share: None, study)


def test_the_summary_counts_what_was_fitted_apart_from_what_was_not(report):
    said = vm.summary(report)
    met = [one.holds for one in fits(report.predictive) if one.fitted]
    assert f"{sum(met)} of the {len(met)} that histories were chosen by" in said
    assert f"Of {len(report.predictive)} figures" in said


def test_every_figure_that_is_missed_is_said_with_its_band_and_what_is_shown(report):
    said = vm.misfits(report)
    missed = [one for one in fits(report.predictive) if one.standing != "inside"]
    assert len(said) == len(missed) > 0
    for one, sentence in zip(missed, said, strict=True):
        assert past_words.figure_name(one.target).split(",")[0] in sentence
        assert len(NUMBER.findall(sentence)) > 3


def test_the_chart_shows_misfits_first_too(report):
    order = [past_words.figure_name(one.target) for one in fits(report.predictive)]
    assert vm.past_chart(report).table["figure"].tolist() == order


def test_no_two_figures_have_the_same_name():
    names = [past_words.figure_name(name) for name in load_evidence().targets]
    assert len(set(names)) == len(names)
    assert "Soldiers sent since the start, Feb 2026" in names


def test_what_was_kept_is_counted(report):
    said = vm.chosen_words(report)
    assert f"{report.tried:,} prior worlds were tried and {report.kept:,} kept" in said
    table = vm.alone_table(report, {})
    assert len(table) == len(report.alone) == 6
    assert sum(int(cell.replace(",", "")) for cell in table.iloc[:, 2]) == report.tried - report.kept


def test_a_past_that_was_not_conditioned_says_so(study, few):
    report = vm.reported(lambda share: None, study.replace(histories="prior"))
    assert "prior histories: none was left out" in vm.chosen_words(report)
    assert "median prior history" in vm.summary(report)
    assert report.moved == () and report.alone == {}


def test_options_and_later_events_play_no_part_in_the_past(study):
    key, *_ = vm.past_job(study)
    assert vm.past_job(study.replace(options=study.options[:3]))[0] == key
    assert vm.past_job(study.replace(seed=1))[0] != key


@pytest.mark.parametrize("which", EVIDENCE)
def test_every_parameter_links_to_evidence_that_exists_or_is_marked_an_assumption(which):
    known = entries(which)
    for one in load(which).values():
        said = vm.rests_on(one, {"ds": "high"})
        found = [key.replace("%3A", ":") for key in LINK.findall(said)]
        assert (said == ASSUMED) == (one.basis == ASSUMED)
        assert all(key in known for key in found)
        assert found or one.basis == ASSUMED or one.source, one.name


def test_parameters_are_found_by_words_and_by_what_they_rest_on():
    found = vm.matching("articles", "china share", ["article"])
    assert [one.name for one in found] == ["china_import_share"]
    assert vm.parameter_table(found, {}).iloc[0, 3] == f"article: {evidence.link('A-F19', {})}"
    assert vm.found_words(()) == evidence.NOTHING
    every = vm.matching("articles", "", [])
    assert len(every) == len(load("articles"))
    assert len(vm.parameter_table(every, {})) == vm.SHOWN
    assert vm.parameters_csv(every).count("\n") >= len(every)


def test_families_add_up_to_all_parameters():
    table = vm.basis_table("articles")
    total = sum(int(cell.replace(",", "")) for cell in table["Parameters"])
    assert total == len(load("articles"))
    assert f"{total:,} parameters" in vm.basis_words("articles")


def test_the_experts_tests_are_listed_with_what_they_assert():
    found = expert_tests.demands()
    assert {"T01", "T38"} <= {one.number for one in found}
    assert len(expert_tests.table(found)) == len(found) > 36
    assert f"{len(found)} assertions" in expert_tests.words(found)


def test_without_the_tests_the_page_says_where_they_are(tmp_path):
    assert expert_tests.demands(tmp_path / "absent") == ()
    assert expert_tests.words(()) == expert_tests.ABSENT


def test_the_page_promises_nothing(report):
    said = [*vm.LIMITS, vm.HOW_READ, vm.MOVED_WORDS, vm.summary(report), vm.chosen_words(report), *vm.misfits(report)]
    said += [vm.basis_words("articles"), expert_tests.words(expert_tests.demands()), *vm.PARTS]
    assert [banned_words(text) for text in said] == [[]] * len(said)


@pytest.mark.parametrize("part", vm.PARTS[2:])
def test_the_parts_that_need_no_work_are_drawn(part):
    page = AppTest.from_file(str(ENTRY), default_timeout=120)
    for key, value in {"n": "40", "p_part": part}.items():
        page.query_params[key] = value
    page.switch_page("app_pages/model_check.py").run()
    assert not page.exception and not page.error
    assert "Model check" in [header.value for header in page.header]
