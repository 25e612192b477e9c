"""The Storylines page: four worlds in a sentence each, events with rule and evidence, twins, and routes that add up."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.services import runs
from dashboard.vm import stories as vm
from dashboard.vm import story_tables as rows
from dashboard.vm.evidence_index import entries
from model.analysis.stories.storylines import KINDS, REGARDED
from model.analysis.wording import banned_words
from model.charts.flow import volume
from model.experiment import Scenario, run
from model.levers import STATUS_QUO, Commitment, Option

PAGE = Path(__file__).resolve().parents[2] / "dashboard" / "app_pages" / "stories.py"
BOARDING = Option(
    "your_option", "Your option", (Commitment("maritime_interdiction", "high"), Commitment("purl", "high"))
)
LINK = re.compile(r"\[[^\]]*\]\(([^)]+)\)")
SCENARIO = {"mi": "high"}


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """Thirty prior worlds with a short past under two levers and the status quo."""
    study = Scenario(
        "Stories", (STATUS_QUO, BOARDING), decision_month=3, months=14, worlds=30, seed=11, histories="prior",
        events={6: "ceasefire_in_ukraine"},
    )  # fmt: skip
    return run(study, tmp_path_factory.mktemp("runs") / "stories")


@pytest.fixture(scope="module")
def teasers(results):
    return vm.teasers(results, "your_option")


@pytest.fixture(scope="module")
def story(results, teasers):
    return vm.told(lambda share: None, str(results.folder), "your_option", teasers[0].world)


def test_there_are_four_worlds_each_in_one_sentence(teasers):
    assert [teaser.kind for teaser in teasers] == list(KINDS)
    for teaser in teasers:
        if teaser.exists:
            assert re.match(r"By January 2025, [\d,]+ containers have been delivered, .*[^.]\.$", teaser.sentence)
            assert teaser.reason
        assert banned_words(f"{teaser.sentence} {teaser.reason}") == []


def test_a_sentence_holds_the_numbers_of_its_world(results, teasers):
    table = results.per_world((results.months[-1],), ["containers_delivered", "tension"])
    for teaser in teasers:
        if teaser.exists:
            ends = table.sel(option="your_option", world=teaser.world)
            assert f"{round(ends['containers_delivered'].item()):,} containers" in teaser.sentence


def test_a_kind_that_no_world_is_of_says_so(results):
    alone = vm.teasers(results, "status_quo")
    regret = next(teaser for teaser in alone if teaser.kind == "regret")
    assert regret.exists or regret.sentence == vm.NO_SUCH


def test_the_badge_stands_beside_every_world(results, teasers):
    assert vm.badge(results) == "1 simulated history of 30"
    assert vm.card_title(teasers[0], results) == "**Central** :gray-badge[1 simulated history of 30]"
    assert vm.pairs(teasers) == [teasers[:2], teasers[2:]]


def test_every_event_has_a_rule_and_evidence_that_resolves(story):
    table = rows.event_table(story, SCENARIO)
    assert len(table) == len(story.lines) > 3
    for cell in table["Rule and evidence"]:
        assert cell.startswith("model.")
        links = LINK.findall(cell)
        assert links
        for link in links:
            query = parse_qs(urlsplit(link).query)
            assert query["p_id"][0] in entries() and query["mi"] == ["high"]


def test_events_are_numbered_as_on_the_timeline(story, results, teasers):
    table = rows.event_table(story, SCENARIO)
    chart = vm.timeline_chart(story, teasers[0], results, "Your option")
    drawn = zip(chart.table["number"], chart.table["month"], strict=True)
    shown = [cell.replace(rows.NO_BREAK, " ") for cell in table["No. and month"]]
    assert shown == [f"{number} · {rows.short(month)}" for number, month in drawn]
    assert chart.name.startswith("1 simulated history of 30. Central history under “Your option”")


def test_an_event_s_cause_stands_in_its_sentence(story):
    lines = [line for line in story.lines if line.kind == "turn"]
    assert all("spoke most" in line.what or "luck decided" in line.what for line in lines)
    told = rows.event_table(story, SCENARIO)["What happens, and why"]
    assert "as the scenario has it" in " ".join(told)


def test_the_numbers_stand_beside_nine_in_ten_worlds(story, results):
    table = rows.numbers_table(story, results.months)
    assert len(table) == len(REGARDED)
    assert table.columns[1:3].tolist() == ["Dec 2023", "Jan 2025"]
    assert len(rows.NUMBERS_NAME) >= 20 and len(rows.events_name(story, vm.badge(results))) >= 20


def test_a_world_played_again_is_what_the_run_holds(story):
    assert vm.differing_words(story) == ""


def test_the_twin_lacks_one_lever_of_the_option(results, teasers):
    assert set(vm.levers_of(results, "your_option")) == {"maritime_interdiction", "purl"}
    told = vm.told_twins(lambda share: None, str(results.folder), "your_option", teasers[0].world, "purl")
    assert told.lever == "purl"
    assert len(rows.ends_table(told, results.months[-1])) == len(told.ends)
    assert len(rows.twin_table(told)) == len(told.lines)
    assert vm.levers_of(results, "status_quo") == ()


@pytest.fixture(scope="module")
def played(results):
    shares = []
    volumes = vm.played_volumes(shares.append, str(results.folder), "your_option")
    assert shares == sorted(shares) and shares[-1] == 1.0
    return volumes


def test_the_flow_s_table_has_the_totals_that_are_drawn(played, results):
    found = vm.month_of(played, "2024-08")
    drawn = vm.flow_charts(found, vm.titles_of(results))
    assert [option for option, _ in drawn] == ["status_quo", "your_option"]
    for option, chart in drawn:
        ribbons = vm.ribbons(found, option)
        totals = chart.table[chart.table["to"].str.startswith("total")].set_index("from")["median"]
        single = chart.table[~chart.table["to"].str.startswith("total")]
        assert single["median"].tolist() == [ribbon.median for ribbon in ribbons]
        assert all(totals[name] == volume(ribbons, name) for name in totals.index)


def test_both_diagrams_hold_the_same_ribbons(played, results):
    found = vm.month_of(played, "2024-08")
    names = [[(r.source, r.target) for r in vm.ribbons(found, option)] for option in ("status_quo", "your_option")]
    assert names[0] == names[1]


def test_every_network_has_a_row_and_every_option_a_column(played, results):
    table = rows.networks_table(vm.month_of(played, "2024-08"), vm.titles_of(results))
    assert table.columns.tolist() == ["Broker network", "Status quo", "Your option"]
    assert len(table) == 4
    assert re.match(r"\d+ % \(\d+ % to \d+ %\)", table.iloc[0, 1])


def test_the_month_shown_first_was_played(results):
    assert vm.middle(results.months) in results.months


def test_jobs_of_different_worlds_have_different_keys(results, teasers):
    keys = {vm.story_job(results, "your_option", teaser)[0] for teaser in teasers}
    keys |= {vm.twin_job(results, "your_option", teasers[0], lever)[0] for lever in ("purl", "maritime_interdiction")}
    keys |= {vm.routes_job(results, option)[0] for option in results.options}
    assert len(keys) == len({teaser.world for teaser in teasers}) + 4


@pytest.fixture
def page(results, monkeypatch):
    """The page alone on a stored study, its long work done at once."""
    from dashboard.services.jobs import DONE, Job
    from dashboard.ui import asked

    def at_once(key, work, *arguments):
        return Job(key, DONE, 1.0, result=work(lambda share: None, *arguments))

    monkeypatch.setattr(asked.jobs, "find", lambda key: None)
    monkeypatch.setattr(asked.watched, "start", at_once)
    monkeypatch.setattr(runs, "opened", lambda: results)
    return AppTest.from_file(str(PAGE), default_timeout=60)


@pytest.mark.parametrize("part", ["Its story", "One lever off", "Brokers and routes"])
def test_every_part_of_the_page_opens_from_its_address(page, part):
    page.query_params["p_part"] = part
    found = page.run()
    assert not found.exception
    assert [head.value for head in found.header] == ["Storylines"]
    said = " ".join(item.value for item in (*found.markdown, *found.caption, *found.subheader))
    assert said.count("1 simulated history of 30") >= 4
    assert found.table


def test_the_status_quo_has_no_lever_to_take_off(page):
    page.query_params["p_part"] = "One lever off"
    found = page.run()
    found.selectbox[0].set_value("status_quo").run()
    assert found.info[0].value == vm.FEW_LEVERS
