"""What every instrument promises: at 0 it is the status quo, to the bit, and above 0 somebody reads it."""

from functools import cache

import numpy as np
import pytest

from model.levers import FIELDS, LEVERS, Commitment, Instruments, Lever, Option
from model.luck import Luck
from model.parameters import Draw, draw, load
from model.world import OUTCOMES, future, past

DECISION, MONTHS, SEED, WORLDS = 31, 30, 9, 150
AMOUNTS = {"fishing_offer": 20.0, "relief_offer": 100.0, "aid_offer": 100.0, "cash_out_delay": 3.0, "purl_floor": 2.0}


def probe(field: str, at: float) -> Lever:
    """A lever that sets one instrument and nothing else, by adding to it and by raising its floor."""
    return Lever(
        id=f"probe_{field}_{at > 0:d}",
        family="sanctions",
        question=f"How much {field}?",
        levels={"low": "a third", "medium": "two thirds", "high": "all"},
        claims=("none",),
        acts_on=("tension",),
        effect=lambda level, s, p, i: i.plus(**{field: level * at}).at_least(**{field: level * at}),
        side_effects="None.",
    )


PROBES = {lever.id: lever for field in FIELDS for lever in (probe(field, 0.0), probe(field, AMOUNTS.get(field, 1.0)))}
BARE = {"denuclearisation_roadmap": {"snap_back": 0.0}, "neutral_envoys": {"monitoring": 0.0}}
BASE = tuple(Commitment(name, "medium", settings=BARE.get(name, {})) for name in LEVERS if name != "resilience")


@cache
def played():
    """Every lever at medium, and beside it one probe of each instrument: outcome -> (options, worlds, months)."""
    p, nothing = draw(load(), SEED, np.arange(WORLDS)), np.zeros(WORLDS)
    free = {f"{kind}_{name}": nothing for kind in ("onset", "money", "politics") for name in PROBES}
    drawn = Draw({**{name: p[name] for name in p.names}, **free})
    levers = {**LEVERS, **PROBES}
    world, _ = past(drawn, Luck(SEED, np.arange(WORLDS)), DECISION, outcomes=(), levers=levers)
    probed = [Option(name, "", (*BASE, Commitment(name, 1.0))) for name in PROBES]
    return future(world, (Option("base", "", BASE), *probed), MONTHS)


def moved(lever: str) -> list[str]:
    """Outcomes in which an option differs by a bit from the one without its probe."""
    row = 1 + list(PROBES).index(lever)
    return [name for name in OUTCOMES if played()[name][row].tobytes() != played()[name][0].tobytes()]


@pytest.mark.parametrize("field", FIELDS)
def test_an_instrument_is_neutral_at_0(field):
    assert getattr(Instruments(), field) == 0
    assert moved(f"probe_{field}_0") == []


@pytest.mark.parametrize("field", FIELDS)
def test_somebody_reads_every_instrument(field):
    outcomes = moved(f"probe_{field}_1")
    print(f"{field} moves {len(outcomes)} of {len(OUTCOMES)} outcomes")
    assert outcomes


def test_instruments_cannot_be_changed():
    with pytest.raises(AttributeError):
        Instruments().drone_aid = 1.0


def test_amounts_add_and_floors_take_the_higher():
    record = Instruments().plus(drone_aid=0.2).plus(drone_aid=0.3).at_least(purl_floor=1.0).at_least(purl_floor=0.5)
    assert (record.drone_aid, record.purl_floor) == (0.5, 1.0)
