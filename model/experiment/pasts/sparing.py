"""Parameters for a search through millions of worlds: the very numbers of `draw`, with less work."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from model.luck import Luck
from model.parameters import Distribution, Draw, Parameter
from model.parameters.draw import refuse_impossible, values


class SparingDraw(Draw):
    """A draw that makes each parameter's values when they are first read, for the worlds that are then still there.

    Parameters
    ----------
    parameters : mapping of name to Parameter
    luck : Luck of the worlds
    assume : mapping of name to Distribution
        Distributions that replace the prior of the parameters named.
    """

    def __init__(self, parameters: Mapping[str, Parameter], luck: Luck, assume: Mapping[str, Distribution]) -> None:
        refuse_impossible(parameters, assume)
        self.__dict__.update(names=tuple(parameters), _parameters=parameters, _luck=luck, _assume=assume)

    def __getattr__(self, name: str) -> np.ndarray:
        if name not in self.__dict__.get("_parameters", ()):
            return super().__getattr__(name)
        drawn = values(self._parameters[name], self._assume.get(name), self._luck)
        drawn.flags.writeable = False
        self.__dict__[name] = drawn
        return drawn

    def select(self, which: np.ndarray) -> SparingDraw:
        """The draw of some of the worlds, by their places in the block."""
        other = SparingDraw(self._parameters, self._luck.of(which), self._assume)
        for name, value in self.__dict__.items():
            if isinstance(value, np.ndarray):
                chosen = value[which]
                chosen.flags.writeable = False
                other.__dict__[name] = chosen
        return other

    def __reduce__(self) -> tuple:
        """How it travels to another process: drawn whole."""
        return Draw, ({name: self[name] for name in self.names},)
