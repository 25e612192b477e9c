"""A scenario file says exactly what is played, and whatever is wrong with it is told at its place."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from model.evidence import month_index
from model.experiment import Scenario, read_scenario
from model.levers import LEVERS
from model.strict_yaml import InputError, scenarios

HEAD = "title: T\noptions: [status_quo, mediation]\n"
MOST_AID = LEVERS["neutral_envoys"].settings["aid"].high
SHIPPED = sorted(path.stem for path in scenarios().glob("*.yaml"))

GALLERY = {
    "a misspelt field": (HEAD + "monhts: 12\n", ["3:1: monhts: no such field; did you mean 'months'?"]),
    "a missing title": ("options: [mediation]\n", ["1:1: title: is missing and needed"]),
    "a title that is a number": ("title: 3\noptions: [mediation]\n", ["1:1: title: text is needed, not 3"]),
    "ranges left": (
        HEAD + "months: 241\nworlds: 0\nseed: -1\n",
        [
            "3:1: months: must be 240 or less, not 241 (unit: months)",
            "4:1: worlds: must be 1 or more, not 0 (unit: worlds)",
            "5:1: seed: must be 0 or more, not -1",
        ],
    ),
    "too many worlds": (
        HEAD + "worlds: 10000001\n",
        ["3:1: worlds: must be 10,000,000 or less, not 10000001 (unit: worlds)"],
    ),
    "numbers of the wrong type": (
        HEAD + "months: 12.5\nworlds: 1e3\nseed: true\n",
        [
            "3:1: months: a whole number is needed, not 12.5",
            "4:1: worlds: a whole number is needed, not 1000.0",
            "5:1: seed: a whole number is needed, not true",
        ],
    ),
    "a month that is none": (
        HEAD + "decision_month: 2026-13\n",
        ["3:1: decision_month: a month written YYYY-MM is expected, not '2026-13'"],
    ),
    "a decision before the shipments": (
        HEAD + "decision_month: 2023-09\n",
        ["3:1: decision_month: must lie from 2023-10 to 2043-09, not at 2023-09"],
    ),
    "another evidence set": (
        HEAD + "evidence: article\n",
        ["3:1: evidence: 'article' is none of 'articles' or 'record'"],
    ),
    "an unknown option": (
        "title: T\noptions: [status_quo, mediaton]\n",
        ["2:23: options[1]: no such option or lever 'mediaton'; did you mean 'mediation'?"],
    ),
    "a path for an option": (
        "title: T\noptions: [../secret]\n",
        ["2:11: options[0]: no such option or lever '../secret'"],
    ),
    "options of the wrong type": (
        "title: T\noptions: [3]\nlevers: 3\n",
        [
            "2:11: options[0]: the name of an option or a mapping with id, title and levers is needed, not 3",
            "3:1: levers: a mapping is needed, not 3",
        ],
    ),
    "no option at all": ("title: T\n", ["1:1: options: give at least one option, or levers"]),
    "an option named twice": (
        "title: T\noptions: [mediation, mediation]\n",
        ["2:22: options[1]: the option 'mediation' stands twice"],
    ),
    "a status quo with levers": (
        "title: T\noptions: [{id: status_quo, title: X, levers: {purl: high}}]\n",
        ["2:11: options[0]: status_quo holds no levers; give the option another id"],
    ),
    "an unknown lever": (
        "title: T\noptions:\n  - mediation\n  - id: mine\n    title: Mine\n    levers:\n      air_patrol: high\n",
        ["7:7: options[1].levers.air_patrol: no such lever; did you mean 'air_patrols'?"],
    ),
    "several faults of several levers at once": (
        "title: T\nlevers:\n  air_patrol: high\n  purl: {level: hihg, settings: {lethal: 1}}\n"
        "  air_patrols: 2\n  fishing_rights: {start: 2}\n  resilience: {level: low, start: -1, strat: 3}\n"
        "  dialogue_offer: {level: low, start: 12, end: 6}\n",
        [
            "3:3: levers.air_patrol: no such lever; did you mean 'air_patrols'?",
            "4:10: levers.purl.level: level 'hihg' is none of off, low, medium, high, nor a number from 0 to 1; "
            "did you mean 'high'?",
            "5:3: levers.air_patrols: must be 1 or less, not 2",
            "6:3: levers.fishing_rights.level: is missing and needed",
            "7:28: levers.resilience.start: must be 0 or more, not -1 (unit: months)",
            "7:39: levers.resilience.strat: no such field; did you mean 'start'?",
            "8:43: levers.dialogue_offer.end: must come after the start at 12, not at 6 (unit: months)",
        ],
    ),
    "rules that bind several fields": (
        "title: T\nlevers:\n  dialogue_offer: {level: low, start: 12, end: 6}\n"
        "  neutral_envoys: {level: low, settings: {aid: 9, lethal: 1}}\n"
        "  six_party_talks: {level: low, pulse: true, ramp: 2}\n",
        [
            "3:43: levers.dialogue_offer.end: must come after the start at 12, not at 6 (unit: months)",
            f"4:43: levers.neutral_envoys.settings.aid: must lie from 0 to {MOST_AID:g}, not at 9 (unit: × estimate)",
            "4:51: levers.neutral_envoys.settings.lethal: neutral_envoys has no such setting; it has aid, monitoring",
            "5:33: levers.six_party_talks.pulse: lasts one month, so it takes no ramp and no end",
        ],
    ),
    "assumptions": (
        HEAD
        + "assume:\n  relieved_unit_atrition: {fixed: 0.1}\n  relieved_unit_attrition: {triangular: [0.2, 0.1, 0.3]}\n"
        "  theatre_attrition: {uniform: [0.1, 1.5]}\n  china_will_to_press: {uniform: [0.1, 0.2], unit: share}\n",
        [
            "4:3: assume.relieved_unit_atrition: no such parameter; did you mean 'relieved_unit_attrition'?",
            "5:3: assume.relieved_unit_attrition: (share / month): triangular [0.2, 0.1, 0.3]: "
            "must obey low <= mode <= high and low < high",
            "6:3: assume.theatre_attrition: uniform from 0.1 to 1.5: leaves what is possible, [0, 1] share / month",
            "7:3: assume.china_will_to_press: unit 'share' is not this parameter's unit, 'chance / month'",
        ],
    ),
    "events": (
        HEAD + "events:\n  2026-10: ceasefire_in_ukrain\n  2026-01: ceasefire_in_ukraine\n"
        "  2029-04: ceasefire_in_ukraine\n  2026-11: [ceasefire_in_ukraine, 3]\n  soon: war_resumes\n",
        ["8:3: events.soon: a month written YYYY-MM is expected, not 'soon'"],
    ),
    "events at the wrong time": (
        HEAD + "events:\n  2026-10: ceasefire_in_ukrain\n  2026-01: ceasefire_in_ukraine\n"
        "  2029-04: ceasefire_in_ukraine\n  2026-11: [ceasefire_in_ukraine, 3]\n",
        [
            "4:3: events.2026-10: no such event 'ceasefire_in_ukrain'; did you mean 'ceasefire_in_ukraine'?",
            "5:3: events.2026-01: an event must lie inside the months played, 2026-04 to 2029-03",
            "6:3: events.2029-04: an event must lie inside the months played, 2026-04 to 2029-03",
            "7:3: events.2026-11: the id of an event or a list of ids is needed, not a list",
        ],
    ),
    "a key twice": (HEAD + "title: U\n", ["3:1: title: the key is given twice; line 1 has it already"]),
    "an empty file": ("", ["1:1: the file is empty; a mapping or a list is expected"]),
    "a list": ("[1, 2]\n", ["1:1: a mapping is needed, not a list"]),
    "aliases that explode": (
        "a: &a [x, x]\nb: &b [*a, *a]\n",
        ["1:4: a: anchors and aliases are not read; write the value out"],
    ),
    "a tag that would execute": (
        'title: !!python/object/apply:os.system ["id"]\n',
        ["1:8: title: the tag tag:yaml.org,2002:python/object/apply:os.system is not read; write a plain value"],
    ),
    "deep nesting": ("a: " + "[" * 5000 + "]" * 5000, ["1:23: a[0]: nested deeper than 20 levels"]),
    "a huge file": ("#" * 1_000_001, ["1:1: larger than 1,000,000 bytes, the most that is read"]),
}


@pytest.mark.parametrize(("text", "messages"), GALLERY.values(), ids=GALLERY)
def test_a_bad_file_is_refused_at_once_with_place_path_and_rule(tmp_path, monkeypatch, text, messages):
    monkeypatch.chdir(tmp_path)
    Path("my.yaml").write_text(text)
    start = time.perf_counter()
    with pytest.raises(InputError) as refused:
        read_scenario("my.yaml")
    assert str(refused.value).splitlines() == [f"my.yaml:{message}" for message in messages]
    assert time.perf_counter() - start < 5


def test_a_binary_file_is_refused(tmp_path):
    (tmp_path / "my.yaml").write_bytes(b"\x00\x01\xff")
    with pytest.raises(InputError, match="not UTF-8 text; is it a binary file"):
        read_scenario(tmp_path / "my.yaml")


def test_a_faulty_option_file_beside_a_scenario_is_told_by_its_own_name(tmp_path):
    (tmp_path / "options").mkdir()
    (tmp_path / "options" / "mine.yaml").write_text("title: Mine\nsummary: x\nlevers: {prul: low}\n")
    (tmp_path / "my.yaml").write_text("title: T\noptions: [mine]\n")
    with pytest.raises(InputError, match=r"options.mine\.yaml:3:10: levers\.prul: no such lever; did you mean 'purl'"):
        read_scenario(tmp_path / "my.yaml")


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_scenario_is_valid_and_begins_with_the_status_quo(name):
    scenario = read_scenario(scenarios() / f"{name}.yaml")
    assert scenario.name == name
    assert scenario.option_ids[0] == "status_quo"
    assert len(scenario.options) > 1
    assert scenario.question.endswith("?")


def test_there_are_at_least_seven_scenarios_and_an_editor_finds_their_schema():
    assert len(SHIPPED) >= 7
    for path in [*scenarios().glob("*.yaml"), *scenarios().glob("options/*.yaml")]:
        assert path.read_text().startswith("# yaml-language-server: $schema=schema.json\n")


def test_the_reference_study_is_the_one_the_product_promises():
    scenario = read_scenario(scenarios() / "reference.yaml")
    assert (scenario.decision_month, scenario.months, scenario.worlds) == (31, 36, 2000)
    assert scenario.option_ids == (
        "status_quo",
        "static_pressure",
        "dynamic_pressure",
        "interdiction",
        "mediation",
        "deterrence_and_aid",
        "reintegration",
        "article_a_in_concert",
        "article_b_engagement",
    )


def test_one_lever_at_a_time_plays_every_lever_alone_at_high():
    options = read_scenario(scenarios() / "one_lever_at_a_time.yaml").options[1:]
    assert [option.id for option in options] == list(LEVERS)
    assert all([(c.lever, c.level) for c in option.commitments] == [(option.id, 1.0)] for option in options)


def test_everything_a_file_says_reaches_the_scenario(tmp_path):
    (tmp_path / "my.yaml").write_text(
        "title: T\nquestion: Why?\ndecision_month: 2025-07\nmonths: 24\nworlds: 50\nseed: 3\nevidence: record\n"
        "options:\n  - id: mine\n    title: Mine\n    coordination: 0.5\n    levers:\n"
        "      purl: {level: 0.4, start: 2, ramp: 3, end: 12, settings: {lethal: 1}}\n"
        "      dialogue_offer: {level: high, pulse: true}\n"
        "levers: {air_patrols: low}\n"
        "assume:\n  china_will_to_press: {uniform: [0.4, 0.5]}\nevents:\n  2025-09: [war_resumes, border_clash]\n"
    )
    scenario = read_scenario(tmp_path / "my.yaml")
    mine = scenario.options[1]
    assert scenario.option_ids == ("status_quo", "mine", "these_levers")
    assert mine.coordination == 0.5
    purl = next(c for c in mine.commitments if c.lever == "purl")
    assert (purl.level, purl.start, purl.ramp, purl.end, purl.settings) == (0.4, 2, 3, 12, {"lethal": 1})
    assert next(c for c in mine.commitments if c.lever == "dialogue_offer").pulse
    assert scenario.assume["china_will_to_press"].values == (0.4, 0.5)
    assert scenario.events == {month_index("2025-09"): ("border_clash", "war_resumes")}
    assert (scenario.evidence, scenario.seed, scenario.months) == ("record", 3, 24)


def test_the_order_of_levers_in_a_file_changes_nothing(tmp_path):
    for name, order in (("a", ("purl", "air_patrols")), ("b", ("air_patrols", "purl"))):
        (tmp_path / f"{name}.yaml").write_text(f"title: T\nlevers: {{{order[0]}: low, {order[1]}: low}}\n")
    first, second = (read_scenario(tmp_path / f"{name}.yaml") for name in "ab")
    assert first.options == second.options


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"months": 0}, "months: must be a whole number from 1 to 240, not 0"),
        ({"worlds": True}, "worlds: must be a whole number from 1 to 10000000, not True"),
        ({"evidence": "rumour"}, "evidence: 'rumour' is none of articles, record"),
        ({"events": {"2026-05": "war_ends"}}, "events.2026-05: no such event 'war_ends'"),
        ({"decision_month": "2023-09"}, "decision_month: must be a whole number from 1 to 240, not 0"),
    ],
)
def test_a_scenario_cannot_be_built_wrong_in_python_either(change, message):
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        Scenario("T").replace(**change)


def test_reading_a_bad_file_takes_no_time_even_in_a_fresh_process(tmp_path):
    (tmp_path / "my.yaml").write_text("title: T\noptions: [mediaton]\n")
    script = [sys.executable, "-m", "model.cli", "check", "my.yaml"]
    done = subprocess.run(script, capture_output=True, text=True, cwd=tmp_path, timeout=60)
    assert done.returncode == 2
    assert done.stderr == ("my.yaml:2:11: options[0]: no such option or lever 'mediaton'; did you mean 'mediation'?\n")
