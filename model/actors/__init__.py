"""Who decides: thirteen states and institutions, one file each."""

from types import MappingProxyType

from model.actors.actor import StateActor
from model.actors.brokers import Brokers
from model.actors.china import China
from model.actors.decision import BARRED, Choice, Logit, Sampled
from model.actors.envoys import Envoys
from model.actors.japan import Japan
from model.actors.monitors import Monitors
from model.actors.nato import Nato
from model.actors.north_korea import NorthKorea
from model.actors.russia import Russia
from model.actors.security_council import SecurityCouncil
from model.actors.six_party import SixParty
from model.actors.south_korea import SouthKorea
from model.actors.ukraine import Ukraine
from model.actors.united_states import UnitedStates

ACTORS = MappingProxyType(
    {
        actor.name: actor
        for actor in (
            NorthKorea, Russia, China, SouthKorea, UnitedStates, Japan, Ukraine, Nato,
            SecurityCouncil, Monitors, Brokers, Envoys, SixParty,
        )
    }
)  # fmt: skip

__all__ = ["ACTORS", "BARRED", "Choice", "Logit", "Sampled", "StateActor"]
