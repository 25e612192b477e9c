"""Stocks and flows that obey conservation, one file a subject, in the order in which a month advances them."""

from types import MappingProxyType

from model.systems.alliances import Alliances
from model.systems.arms import Arms
from model.systems.channels import Channels
from model.systems.crypto import Crypto
from model.systems.designation import Designation
from model.systems.economy import Economy
from model.systems.front import Front
from model.systems.ledger import Ledger
from model.systems.manpower import Manpower
from model.systems.missiles import Missiles
from model.systems.norms import Norms
from model.systems.outside_events import OutsideEvents
from model.systems.retaliation import Retaliation
from model.systems.system import Stocks, System
from model.systems.talks import Talks
from model.systems.tension import Tension

SYSTEMS = MappingProxyType(
    {
        "outside_events": OutsideEvents,
        "front": Front,
        "manpower": Manpower,
        "arms": Arms,
        "designation": Designation,
        "channels": Channels,
        "crypto": Crypto,
        "ledger": Ledger,
        "economy": Economy,
        "missiles": Missiles,
        "tension": Tension,
        "talks": Talks,
        "norms": Norms,
        "retaliation": Retaliation,
        "alliances": Alliances,
    }
)

__all__ = ["SYSTEMS", "Stocks", "System"]
