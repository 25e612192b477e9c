"""The simulated world: one month of everybody, its dated events, what is reported of it, how a block is played."""

from model.world.events import EVENTS, Event
from model.world.outcome import Outcome
from model.world.outcomes import OUTCOMES
from model.world.play import Results, future, past, play
from model.world.telling import Told, explain
from model.world.world import World

__all__ = ["EVENTS", "OUTCOMES", "Event", "Outcome", "Results", "Told", "World", "explain", "future", "past", "play"]
