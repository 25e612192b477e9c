"""World i is the same world for ever, bit for bit, whatever is computed beside it."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from random_worlds import EVERYTHING

from model.experiment import option_named, option_names
from model.levers import LEVERS, STATUS_QUO, Commitment, Lever, Option
from model.luck import Luck
from model.parameters import Distribution, Parameter, draw, load
from model.world import OUTCOMES, future, past, play

DECISION, MONTHS, SEED = 31, 12, 20260301
HALFWAY = Option("halfway", "Every lever at a third", tuple(Commitment(name, 1 / 3) for name in LEVERS), 0.5)
ALL_ON = (STATUS_QUO, EVERYTHING, HALFWAY)
EVIDENCE = pytest.mark.parametrize("evidence", ("articles", "record"))
EVENTS = {33: ("ceasefire_in_ukraine",), 36: ("hong_kong_route_closed", "border_clash")}


def played(worlds, evidence="articles", options=ALL_ON, parameters=None, **parts):
    """History and future of the worlds with the given numbers."""
    drawn = draw(parameters or load(evidence), SEED, np.asarray(worlds))
    return play(drawn, Luck(SEED, np.asarray(worlds)), options, DECISION, MONTHS, EVENTS, evidence, **parts)


@pytest.fixture(scope="module")
def thousand():
    """`thousand(evidence)`: 1,024 worlds under every option."""
    return cache(lambda evidence: played(np.arange(1024), evidence))


@cache
def decided(evidence="articles"):
    """The first seven worlds at the decision, to be branched again and again."""
    worlds = np.arange(7)
    return past(draw(load(evidence), SEED, worlds), Luck(SEED, worlds), DECISION, EVENTS, evidence, outcomes=())[0]


def moved(one, other, row):
    """Outcomes in which the one option of a future differs by a bit from row `row` of another, in seven worlds."""
    return sorted(name for name in OUTCOMES if one[name][0].tobytes() != other[name][row, :7].tobytes())


def apart(one, other, rows, options=slice(None)):
    """Outcomes in which `one` differs by a bit from the rows (and options) of `other`."""
    history = {name for name in OUTCOMES if one.history[name].tobytes() != other.history[name][rows].tobytes()}
    future = {name for name in OUTCOMES if one.future[name].tobytes() != other.future[name][options][:, rows].tobytes()}
    return sorted(history | future)


@EVIDENCE
@pytest.mark.parametrize("world", (0, 1023))
def test_a_world_played_alone_is_the_one_played_among_a_thousand(thousand, evidence, world):
    assert apart(played([world], evidence), thousand(evidence), [world]) == []


@EVIDENCE
@pytest.mark.parametrize("first", (3, 1017))
def test_a_world_played_among_seven_is_the_one_played_among_a_thousand(thousand, evidence, first):
    rows = np.arange(first, first + 7)
    assert apart(played(rows, evidence), thousand(evidence), rows) == []


def test_worlds_in_any_order_and_number_are_the_same_worlds(thousand):
    rows = np.array([900, 4, 4, 17, 250, 3])
    assert apart(played(rows), thousand("articles"), rows) == []


@pytest.mark.slow
@EVIDENCE
def test_a_world_played_among_four_thousand_is_the_one_played_among_a_thousand(thousand, evidence):
    rows = np.arange(1024)
    assert apart(thousand(evidence), played(np.arange(4096), evidence), rows) == []


@EVIDENCE
def test_an_option_played_alone_is_the_one_played_beside_eight_others(evidence):
    nine = tuple(option_named(name) for name in option_names())
    assert len(nine) == 9
    together = future(decided(evidence), nine, MONTHS)
    for place, option in enumerate(nine):
        assert moved(future(decided(evidence), (option,), MONTHS), together, place) == [], option.id


def test_options_in_another_order_are_the_same_options(thousand):
    backwards = played(np.arange(1024), options=ALL_ON[::-1])
    assert apart(backwards, thousand("articles"), np.arange(1024), [2, 1, 0]) == []


def test_a_parameter_that_nobody_uses_changes_no_bit(thousand):
    unused = Parameter("aaa_unused", "Nothing", "units", Distribution("uniform", (0, 1)), "assumption", "For a test.")
    rows = np.arange(7)
    assert apart(played(rows, parameters={"aaa_unused": unused, **load()}), thousand("articles"), rows) == []


@EVIDENCE
def test_a_lever_at_level_nought_changes_no_bit(thousand, evidence):
    idle = Option("idle", "Every lever held at level 0", tuple(Commitment(name, "off") for name in LEVERS), 1.0)
    assert moved(future(decided(evidence), (idle,), MONTHS), thousand(evidence).future, 0) == []


def test_a_lever_that_one_option_adds_changes_no_bit_of_the_others():
    plain = Option("plain", "", (Commitment("purl", "high"), Commitment("air_patrols", "low")))
    more = replace(plain, commitments=(*plain.commitments, Commitment("crypto_tracing", 0.0)))
    alone, beside = (future(decided(), options, MONTHS) for options in ((plain,), (plain, more, EVERYTHING)))
    assert moved(alone, beside, 0) == moved(alone, beside, 1) == []


def test_the_order_in_which_an_option_names_its_levers_changes_no_bit(thousand):
    backwards = replace(EVERYTHING, commitments=EVERYTHING.commitments[::-1])
    assert moved(future(decided(), (backwards,), MONTHS), thousand("articles").future, 1) == []


def test_a_placebo_lever_at_its_highest_moves_nothing(thousand):
    names = ("onset_placebo", "money_placebo", "politics_placebo")
    sizes = (2.0, 0.0, 0.0)
    more = {
        name: Parameter(name, "Nothing", "units", Distribution("fixed", (size,)), "assumption", "For a test.")
        for name, size in zip(names, sizes, strict=True)
    }
    placebo = placebo_lever()
    option = Option("placebo", "", (Commitment("placebo", "high"),))
    levers = {**LEVERS, "placebo": placebo}
    rows = np.arange(7)
    found = played(rows, options=(option,), parameters={**load(), **more}, levers=levers)
    assert apart(found, thousand("articles"), rows, [0]) == []


def placebo_lever():
    """A lever that costs nothing and does nothing."""
    levels = {"low": "a little of nothing", "medium": "some of nothing", "high": "all of nothing"}
    return Lever(
        id="placebo",
        family="sanctions",
        question="How much of nothing is done?",
        levels=levels,
        claims=("none",),
        acts_on=("tension",),
        side_effects="None.",
        effect=lambda level, settings, p, instruments: instruments,
    )


def fingerprint(worlds):
    """SHA-256 of every outcome of the worlds."""
    results = played(worlds)
    total = hashlib.sha256()
    for name in OUTCOMES:
        total.update(results.history[name].tobytes() + results.future[name].tobytes())
    return total.hexdigest()


def test_another_process_plays_the_same_worlds():
    code = "import test_same_world as t; print(t.fingerprint(list(range(5))))"
    paths = [path for path in sys.path if path]
    call = [sys.executable, "-c", f"import sys; sys.path[:0] = {paths!r}; {code}"]
    told = subprocess.run(call, capture_output=True, text=True, check=True, timeout=120)
    assert told.stdout.strip() == fingerprint(list(range(5)))


def test_the_same_seed_twice_gives_the_same_worlds_and_another_seed_others(thousand):
    assert apart(played(np.arange(7)), thousand("articles"), np.arange(7)) == []
    other = play(draw(load(), 8, np.arange(7)), Luck(8, np.arange(7)), ALL_ON, DECISION, MONTHS, EVENTS)
    assert len(apart(other, thousand("articles"), np.arange(7))) > len(OUTCOMES) / 2


def test_a_branch_leaves_the_past_as_it_was_so_that_it_can_be_branched_again(thousand):
    for _ in range(2):
        assert moved(future(decided(), (EVERYTHING,), MONTHS), thousand("articles").future, 1) == []
