"""The Evidence page: every entry resolves, counts are those of the seeds, filters and links lead where they say."""

import io
import re
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.services import runs
from dashboard.services.jobs import DONE, Job
from dashboard.ui import asked
from dashboard.vm import evidence as vm
from dashboard.vm.evidence_index import KINDS, SOURCE, Entry, entries, spans
from dashboard.vm.plain import text
from dashboard.vm.scenario import Scenario
from model.analysis.drivers.drivers import Driver, Drivers
from model.analysis.wording import banned_words
from model.evidence import load
from model.experiment import Scenario as Study
from model.experiment import run
from model.parameters import load as parameters

LINK = re.compile(r"\[[^\]]*\]\(([^)]+)\)")
SCENARIO = {"mi": "high", "n": "40"}
PAGE = Path(__file__).resolve().parents[2] / "dashboard" / "app_pages" / "evidence.py"


def driver(name: str, basis: str, above: bool = True) -> Driver:
    """A driver with an influence that says little."""
    return Driver(name, f"What {name} means", "share", "arms", basis, None, 0.3, 0.2, 0.4, 0.1, 0.2, above, 0.5, 1)


def found(*shown: Driver) -> Drivers:
    """Drivers of tension under the status quo."""
    return Drivers(
        "Study", "articles", "conditioned", "", "tension", "Tension on the peninsula", "index", "2029-03", 100, 25, 600,
        500, 2, 1, 0.5, 100, 100, 0.3, shown,
    )  # fmt: skip


@pytest.mark.parametrize("evidence", ["articles", "record"])
def test_everything_in_the_seeds_has_an_entry(evidence):
    of = Counter(entry.kind for entry in entries(evidence).values())
    known = load()
    assert of["figure"] == len(known.figures) and of["claim"] == len(known.claims)
    assert of["mechanism"] == len(known.mechanisms) and of["source"] == len(known.sources)
    assert of["target"] == len(known.targets) and of["actor"] == len(known.actors)
    assert of["parameter"] == len(parameters(evidence))
    assert set(of) == set(KINDS)


@pytest.mark.parametrize("evidence", ["articles", "record"])
def test_whatever_an_entry_is_tied_to_exists_and_is_tied_back(evidence):
    known = entries(evidence)
    for entry in known.values():
        for key in entry.tied:
            assert entry.key in known[key].tied, f"{entry.key} and {key}"


def test_every_parameter_has_evidence_or_says_that_it_is_an_assumption():
    for entry in entries().values():
        if entry.kind == "parameter" and entry.standing not in ("assumption", "derived"):
            references = dict(entry.facts).get("References")
            assert entry.tied or references, entry.id


def test_every_source_says_whether_it_was_read():
    for entry in entries().values():
        if entry.kind == "source":
            assert entry.standing == ("read" if load().sources[entry.id].checked else "not read")
            assert dict(entry.facts)["Read"]


def test_sources_and_parameters_of_one_name_are_told_apart():
    known = entries()
    assert known["soldier_pay"].kind == "parameter"
    assert known[f"{SOURCE}soldier_pay"].kind == "source"


def test_an_entry_of_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="'rumour' is none of figure, claim"):
        Entry("x", "x", "rumour", "It is said", "weak", "nowhere")


def test_passages_are_read_with_their_ranges():
    assert spans("A.P1, P4, B.P8–10") == ("A.P1", "A.P4", "B.P8", "B.P9", "B.P10")
    assert spans("B passim") == ()


def test_the_counts_are_those_of_the_seeds():
    counted = {count.kind: count for count in vm.counts()}
    grades = Counter(figure.grade for figure in load().figures.values())
    assert dict(counted["figures"].standings) == grades
    assert counted["parameters"].total == sum(count for _, count in counted["parameters"].standings)
    assumed = sum(p.basis == "assumption" for p in parameters().values())
    said = vm.counts_sentences(vm.counts())
    assert f"{assumed:,} are assumptions" in said
    assert f"contradicts {grades['contradicted']}" in said
    assert len(vm.counts_table(vm.counts())) == 5


def test_the_weakest_are_the_strongest_assumptions_and_no_others():
    shown = [driver("a", "record"), *(driver(f"x{n}", "assumption", n < 2) for n in range(7))]
    weak = vm.weakest(found(*shown))
    assert [row.key for row in weak] == ["x0", "x1", "x2", "x3", "x4"]
    assert [row.standing for row in weak] == ["above noise"] * 2 + ["within noise"] * 3
    table = vm.weakest_table(weak, SCENARIO)
    assert table.iloc[0]["Influence (90 % interval)"] == "0.3 (0.2 to 0.4)"
    assert "p_id=x0" in table.iloc[0]["Parameter"]


def test_the_weakest_are_named_for_the_outcome_shown():
    assert vm.weakest_name(found()) == (
        "The assumptions that tension on the peninsula depends on most, strongest first"
    )


def test_a_link_keeps_the_scenario_and_drops_what_belongs_to_a_page():
    address = LINK.match(vm.link("M23", {**SCENARIO, "p_id": "L04", "p_world": "Central"}))[1]
    assert urlsplit(address).path == "evidence"
    assert parse_qs(urlsplit(address).query) == {"mi": ["high"], "n": ["40"], "p_id": ["M23"]}


def test_the_table_s_links_show_the_id_they_lead_to():
    table = vm.listing(vm.find(kinds=["source", "figure"]), SCENARIO)
    shown = [re.search(vm.SHOWN_ID, address)[1] for address in table["open"]]
    assert shown == [entry.id for entry in vm.find(kinds=["source", "figure"])]


@pytest.mark.parametrize("key", ["A-F03", "L04", "M23", "leakage", "N06", "A.P7", "source:china_trade"])
def test_a_detail_says_where_it_stands_and_links_only_to_what_exists(key):
    shown = vm.detail(key, SCENARIO)
    labels = shown.table["Detail"].tolist()
    assert "Standing" in labels and "Where" in labels and len(shown.name) >= 20
    within = [link for cell in shown.table["Says"] for link in LINK.findall(cell) if link.startswith("evidence?")]
    assert within
    assert all(parse_qs(urlsplit(link).query)["p_id"][0] in entries() for link in within)


def test_a_contradicted_figure_carries_both_values():
    says = dict(zip(*vm.detail("A-F08", {}).table[["Detail", "Says"]].T.values, strict=True))
    assert "the article says −2.8 %; the record says +3.7 %" in says["Standing"]


def test_a_noted_address_is_a_link_only_where_it_is_one_in_full():
    assert vm.page("world.kbs.co.kr/service/x?Seq=1").endswith("(https://world.kbs.co.kr/service/x?Seq=1)")
    assert vm.page("https://doi.org/10.1/x").endswith("(https://doi.org/10.1/x)")
    assert "](" not in vm.page("SCMP 3019348")
    assert "](" not in vm.page("ukranews.com/en/news/979251-…")


def test_an_unknown_id_is_named_with_the_nearest_one():
    assert vm.unknown("M233") == "p_id=M233: there is no such evidence; did you mean 'M33'?"
    assert vm.unknown("M23") == vm.unknown("") == ""


@settings(max_examples=15)
@given(st.text(alphabet="containersML 0123", max_size=8), st.sets(st.sampled_from(KINDS)))
def test_a_filter_finds_just_what_holds_every_word(words, kinds):
    shown = {entry.key for entry in vm.find(words, sorted(kinds))}
    for entry in entries().values():
        fits = all(word in vm.searched(entry) for word in words.lower().split())
        assert (entry.key in shown) == (fits and (not kinds or entry.kind in kinds))


def test_a_filter_that_fits_nothing_finds_nothing():
    assert vm.find("no such thing as this") == ()
    assert vm.find("containers", ["figure"], ["contradicted"]) == ()
    assert "Clear filters" in vm.NOTHING


def test_the_download_holds_every_detail_of_what_is_shown():
    shown = vm.find("container", ["figure", "parameter"])
    table = pd.read_csv(io.StringIO(vm.in_full(shown)))
    assert table["id"].tolist() == [entry.id for entry in shown]
    assert table["details"].str.len().min() > 20


def test_conflicts_are_all_figures_mechanisms_and_claims_that_the_record_does_not_bear_out():
    table = vm.conflicts(SCENARIO)
    with_conflict = [figure.id for figure in load().figures.values() if figure.conflict]
    shown = [LINK.match(cell)[1].split("p_id=")[1] for cell in table["Entry"]]
    assert shown[: len(with_conflict)] == with_conflict and shown == list(load().conflicts)
    assert (table[["The article says", "The record says"]] != "").all(axis=None)


def test_plain_text_is_not_read_as_markdown():
    assert text("US$ 5 m_a [x] *y*") == r"US\$ 5 m\_a \[x\] \*y\*"


def test_the_page_s_own_sentences_promise_nothing():
    said = [vm.WHY_WEAK, vm.CONFLICTS, vm.NOTHING, vm.FILTER_HELP, vm.counts_sentences(vm.counts())]
    assert [banned_words(words) for words in said] == [[]] * len(said)


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """Forty prior worlds with a short past under the status quo."""
    study = Study("Evidence", decision_month=2, months=3, worlds=40, seed=11, histories="prior")
    return run(study, tmp_path_factory.mktemp("runs") / "evidence")


@pytest.fixture
def page(results, monkeypatch):
    """The page alone on a stored study, its long work done at once."""

    def at_once(key, work, *arguments):
        return Job(key, DONE, 1.0, result=work(lambda share: None, *arguments))

    monkeypatch.setattr(asked.jobs, "find", lambda key: None)
    monkeypatch.setattr(asked.watched, "start", at_once)
    monkeypatch.setattr(runs, "opened", lambda: results)
    monkeypatch.setattr(runs, "current", lambda: (SimpleNamespace(scenario=Scenario()), "tension"))
    return AppTest.from_file(str(PAGE), default_timeout=60)


def spoken(found: AppTest) -> list[str]:
    """What the page says outside its tables."""
    return [item.value for kind in (found.markdown, found.caption, found.info, found.warning) for item in kind]


def test_the_page_opens_with_counts_weakest_and_conflicts(page):
    found = page.run()
    assert not found.exception
    heads = [head.value for head in found.subheader]
    assert heads[0] == "The weakest assumptions that matter most"
    assert "Everything that is known" in heads
    assert any("are assumptions" in words for words in spoken(found))
    assert [words for words in spoken(found) if banned_words(words)] == []


def test_a_link_opens_its_entry_at_the_top(page):
    page.query_params["p_id"] = "M23"
    found = page.run()
    assert not found.exception
    assert found.subheader[0].value == "Look something up"
    assert "**Mechanism M23**" in spoken(found)


def test_an_unknown_id_in_the_address_is_named(page):
    page.query_params["p_id"] = "M99"
    found = page.run()
    assert not found.exception
    assert found.warning[0].value.startswith("p_id=M99: there is no such evidence")


def test_filters_that_fit_nothing_are_cleared_by_a_button(page):
    found = page.run()
    found.text_input[0].set_value("no such thing").run()
    assert found.info[0].value == vm.NOTHING
    found.button[0].click().run()
    assert found.text_input[0].value == "" and not found.info
