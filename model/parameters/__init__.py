"""Takes figures and assumptions; gives parameters, and one draw of all of them for a block of worlds."""

from model.parameters.catalogue import (
    EVIDENCE_SETS,
    Parameters,
    content_hash,
    describe,
    in_words,
    load,
    merge,
    read_folder,
)
from model.parameters.distribution import Distribution
from model.parameters.draw import Draw, Rows, draw
from model.parameters.forms import FORMS
from model.parameters.parameter import BASES, Parameter

__all__ = [
    "BASES",
    "EVIDENCE_SETS",
    "FORMS",
    "Distribution",
    "Draw",
    "Parameter",
    "Parameters",
    "Rows",
    "content_hash",
    "describe",
    "draw",
    "in_words",
    "load",
    "merge",
    "read_folder",
]
