"""Which model and which data are running: what a link and the status chip say."""

from __future__ import annotations

from functools import cache

from model.experiment.manifest import installed
from model.experiment.scenario import digest
from model.parameters import EVIDENCE_SETS, content_hash, load


@cache
def model() -> str:
    """The version of the model."""
    return installed("fulcrum")


@cache
def data() -> str:
    """Fingerprint of every parameter of both evidence sets, in short."""
    return digest([content_hash(load(evidence)) for evidence in EVIDENCE_SETS])[:8]
