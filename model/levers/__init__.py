"""What a policymaker can set: one catalogue of levers, options made of them, and the instruments they change."""

from types import MappingProxyType

from model.levers import deterrence, interdiction, mediation, reintegration, sanctions
from model.levers.instruments import FIELDS, Instruments
from model.levers.lever import FAMILIES, LEVEL_OF, Lever, Setting
from model.levers.option import STATUS_QUO, Commitment, Option
from model.levers.plan import Plan, in_force

_FILES = (sanctions, interdiction, mediation, reintegration, deterrence)
LEVERS = MappingProxyType({lever.id: lever for file in _FILES for lever in file.LEVERS})

__all__ = [
    "FAMILIES",
    "FIELDS",
    "LEVEL_OF",
    "LEVERS",
    "STATUS_QUO",
    "Commitment",
    "Instruments",
    "Lever",
    "Option",
    "Plan",
    "Setting",
    "in_force",
]
