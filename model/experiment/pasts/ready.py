"""Imported by the server that processes come from, so that each begins with the model loaded and once played."""

from contextlib import suppress

import numpy as np

from model.evidence import EVIDENCE_SETS
from model.experiment import compute  # noqa: F401  what processes do
from model.levers import STATUS_QUO
from model.luck import Luck
from model.parameters import draw, load
from model.world import play


def get_ready() -> None:
    """Read all seeds and play two worlds, so that nothing is left that must be done once."""
    for evidence in EVIDENCE_SETS:
        parameters, luck = draw(load(evidence), 0, np.arange(2)), Luck(0, np.arange(2))
        play(parameters, luck, (STATUS_QUO,), 1, 1, {}, evidence=evidence)


with suppress(Exception):  # a fault of the seeds is told by whoever starts the processes
    get_ready()
