"""The luck of worlds that a page branches again for every option it plays, up to what a page may hold."""

from __future__ import annotations

from typing import ClassVar

from model.experiment.designs.remembered_luck import RememberedLuck


class KeptLuck(RememberedLuck):
    """Luck that remembers, about 54 MB for 1,000 worlds and 36 months, and no more than those of 2,000 worlds."""

    most: ClassVar[float] = 14_000_000  # numbers of 8 bytes: some 112 MB
