"""Every conflict and check that the notes on the record name is carried: with both values, sources and its effect.

The notes lie beside the project (../shared/domain); where they are absent only what the seeds say is tested.
"""

import re
from pathlib import Path

import numpy as np
import pytest

from model.evidence import EVIDENCE_SETS, conflict_table, dated_events, load, summary, targets
from model.evidence.conflict import Conflict
from model.parameters import draw
from model.parameters import load as load_parameters

NOTES = Path(__file__).resolve().parents[3] / "shared" / "domain"
MARK = re.compile(
    r"(?<!wider )conflict\b|contradict|disagree|does not exist|treat as a claim|no match|\bwrong\b|late by|is weak|"
    r"understated|imprecise|corroborated|tension with|no suspension|quote differs|not matched",
    re.IGNORECASE,
)

# Where each conflict or check of the notes is carried: words of the notes, and the conflict, grade or parameter here.
CONFLICTS = {
    "(US, Kirby)": "parameter first_year_shipments",
    "source disagreement ±50 %": "parameter first_year_shipments",
    "no ICBM logged – this contradicts article A's five": "A-F13",
    "conflict between sources": "parameter russian_recruits",
    "cannot be the theatre average": "A-F04",
    'contradicts A "hard currency"': "A-F07",
    "This contradicts article A's −2.8 %": "A-F08",
    'A "over half of import volume"': "A-F19",
    'tension with A\'s "15 % of settlements"': "A-F20",
    "L01 (unified condemnation) needs no veto": "L01",
    "L07's body does not exist": "L07",
    "late by 11 years": "A-F17",
    "note: condemnation *ended* a dialogue": "L01",
    "via North Korean intermediaries* (B.P10) – treat as a claim": "M35",
    "L10 already exists at low frequency": "L10",
    '"Revised upward" is weak': "M12",
    "No suspension found": "A-F15",
    "no evidence of direct Russian role in technology": "M34",
    "ROK JCS ~900 km": "B-F02",
    "qualitative support only": "A-F10",
    "Not corroborated for those camps": "A-F03",
    "Theatre mean 4–8 %/mo": "A-F04",
    "inside FNF's ≤$1.19 bn total": "A-F07",
    "BoK +3.7 % (2024)": "A-F08",
    "0 ICBM in 2025": "A-F13",
    "| ordinal | no | Contradicted |": "A-F14",
    "Russia was *asking* OPCW": "A-F15",
    "Imprecise: arms embargo 2006": "A-F17",
    "Understated: ~95–98 %": "A-F19",
    'TRM: "as far as we know"': "A-F20",
    '"anti-personnel drones/EW" not matched': "A-F22",
    "**Wrong**: 9th Congress": "B-F03",
    "Date right; quote differs": "B-F04",
    "real PURL funds US arms for Ukraine": "L17",
    "yes (body defunct)": "L07",
    "| contradicted |": "A-F13",
    "value contradicted": "A-F08",
    "| A-F05 |": "uncorroborated A-F05",
    "| A-F06 |": "uncorroborated A-F06",
    "(ROK JCS)": "uncorroborated A-F10",
    "(ICRC)": "uncorroborated A-F12",
    "ICRC +17 %, JCS +22 %, UNIDIR barracks": "uncorroborated A-F12",
    "Corroborated as KCNA claim": "B-F02",
    "agrees with B": "relayed B-F01",
}  # fmt: skip

HEADINGS = (
    "Several are contradicted by the record",
    '"Conflict" = with',
    "| Note / conflict |",
    "| Tag | Conflict |",
    "External check |",
)


def notes(name):
    """The lines of one page of notes; the test is skipped where they do not lie beside this checkout."""
    page = NOTES / name
    if not page.is_file():
        pytest.skip("the notes on the record do not lie beside this checkout (../shared/domain)")
    return page.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("page", ["record.md", "inventory.md"])
def test_every_conflict_that_the_notes_name_is_listed_here(page):
    marked = [line for line in notes(page) if MARK.search(line) and not any(one in line for one in HEADINGS)]
    assert marked
    assert [line for line in marked if not any(words in line for words in CONFLICTS)] == []


def test_nothing_is_listed_here_that_the_notes_do_not_name():
    lines = notes("record.md") + notes("inventory.md")
    assert [words for words in CONFLICTS if not any(words in line for line in lines)] == []


@pytest.mark.parametrize("place", sorted(set(CONFLICTS.values())))
def test_every_conflict_is_carried_where_it_is_said_to_be(place):
    known, (kind, _, name) = load(), place.partition(" ")
    if kind == "parameter":
        assert load_parameters("record")[name].source, "a number on which sources differ names them"
    elif name:
        assert known.figures[name].grade == kind
    else:
        conflict = known.conflicts[kind]
        assert conflict.article and conflict.record and conflict.sources and conflict.effect


def test_every_conflict_of_the_seeds_is_one_that_the_notes_name():
    fishing = {"L12"}  # the notes have it among the levers' side effects (grounding §5.2)
    assert set(load().conflicts) == {place for place in CONFLICTS.values() if " " not in place} | fishing


@pytest.mark.parametrize("name", load().conflicts)
def test_what_carries_the_records_value_exists_in_its_set(name):
    conflict = load().conflicts[name]
    parameters = load_parameters("record")
    assert set(conflict.carried_by("parameter")) <= set(parameters)
    behind = {source for one in conflict.carried_by("parameter") for source in parameters[one].source}
    assert not behind or behind & set(conflict.sources)


ALIKE = {
    "A-F04": "the article speaks of relieved units, the record of the whole force; both hold in both sets",
    "B-F03": "the month is the record's in both sets; the congress's number enters nothing",
    "M34": "the sources of the record differ among themselves, and the spike at nought holds in both sets",
    "L01": "articles A and B say nothing of votes; the habit of the veto holds in both sets",
    "L10": "the article gives no number of flights",
    "L12": "the article gives no law",
}


@pytest.mark.parametrize("name", [name for name, conflict in load().conflicts.items() if conflict.acts_on])
def test_a_run_of_the_records_set_differs_in_what_carries_the_conflict(name):
    conflict = load().conflicts[name]
    drawn = {one: draw(load_parameters(one), 7, np.arange(64)) for one in EVIDENCE_SETS}
    differs = [
        one
        for one in conflict.carried_by("parameter")
        if not np.array_equal(drawn["articles"][one], drawn["record"][one])
    ]
    held = [{target.id for target in targets(one)} & set(conflict.carried_by("target")) for one in EVIDENCE_SETS]
    dated = [[one for one in dated_events(each) if one[1] in conflict.carried_by("event")] for each in EVIDENCE_SETS]
    if not ALIKE.get(name):
        assert differs or held[0] != held[1] or dated[0] != dated[1]
    else:
        assert not differs and held[0] == held[1] and dated[0] == dated[1]


def test_the_record_sees_no_currency_and_no_coins_between_the_two_states():
    articles, record = load_parameters("articles"), load_parameters("record")
    for name in ("hard_currency_share", "crypto_settlement"):
        assert record[name].distribution.median < articles[name].distribution.median / 4
        assert record[name].distribution.support[0] == 0


def test_the_record_leaves_chips_through_north_korea_and_tokyos_alarm_open_down_to_nothing():
    chips, alarm = (load_parameters("record")[name] for name in ("chips_demand", "threat_alliance"))
    drawn = chips.ppf(np.linspace(0.01, 0.99, 99))
    assert 40 <= np.count_nonzero(drawn == 0) <= 60
    assert alarm.distribution.support[0] == 0 < load_parameters("articles")["threat_alliance"].distribution.support[0]


def test_the_table_of_conflicts_gives_both_values_and_the_effect():
    rows = {row["id"]: row for row in conflict_table()}
    assert len(rows) == summary()["conflicts"] == len(load().conflicts)
    assert rows["A-F08"]["article"] == "−2.8 %" and rows["A-F08"]["record"] == "+3.7 %"
    assert rows["L07"]["acts_on"] == "parameter tracing_mandate"
    assert rows["A-F17"]["acts_on"] == "Both dates lie before the first month that is played."


def test_a_conflict_says_what_it_acts_on_or_why_on_nothing():
    with pytest.raises(ValueError, match="or why nothing"):
        Conflict("differs", "one", "two", ("bok_2024",))
    with pytest.raises(ValueError, match="needs a source"):
        Conflict("differs", "one", "two", (), ("target payments",))
    with pytest.raises(ValueError, match="'payments' is not one of parameter, target, event"):
        Conflict("differs", "one", "two", ("bok_2024",), ("payments",))
