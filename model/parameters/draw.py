"""One value a world for every parameter, at addresses that adding worlds or parameters never moves."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from model.luck import Luck
from model.parameters.distribution import Distribution
from model.parameters.parameter import Parameter
from model.strict_yaml import did_you_mean


class Draw:
    """The drawn parameters of a block of worlds: ``draw.leakage`` is a read-only float64 array (worlds,).

    Raises
    ------
    AttributeError
        For a name that was not drawn, with the nearest one; and on any attempt to change the draw.
    """

    names: tuple[str, ...]

    def __init__(self, values: Mapping[str, np.ndarray]) -> None:
        for name, value in values.items():
            frozen = np.array(value, dtype=np.float64, ndmin=1)
            frozen.flags.writeable = False
            self.__dict__[name] = frozen
        self.__dict__["names"] = tuple(values)

    def __getattr__(self, name: str) -> np.ndarray:
        if name.startswith("__"):
            raise AttributeError(name)
        raise AttributeError(f"no such parameter {name!r}{did_you_mean(name, self.__dict__.get('names', ()))}")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name}: a draw cannot be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{name}: a draw cannot be changed")

    def __getitem__(self, name: str) -> np.ndarray:
        return getattr(self, name)

    def select(self, which: np.ndarray) -> Draw:
        """The draw of some of the worlds, by their places in the block; a place may stand more than once."""
        return Draw({name: self[name][which] for name in self.names})

    def __setstate__(self, state: dict) -> None:
        """A copy sent to another process is frozen too."""
        self.__init__({name: state[name] for name in state["names"]})


class Rows:
    """A draw as a world computes with it: ``rows.leakage`` is a read-only array (1, worlds).

    An array (options, worlds) and a row are of one kind to NumPy where there is one option, which is twice as quick as
    an array (worlds,) that has to be spread.
    """

    def __init__(self, of: Draw) -> None:
        self.draw = of

    def __getattr__(self, name: str) -> np.ndarray:
        if name.startswith("__"):
            raise AttributeError(name)
        row = getattr(self.draw, name).reshape(1, -1)
        self.__dict__[name] = row
        return row

    def select(self, which: np.ndarray) -> Rows:
        """The rows of some of the worlds, by their places in the block; a place may stand more than once."""
        return Rows(self.draw.select(which))


def draw(
    parameters: Mapping[str, Parameter],
    seed: int,
    worlds: np.ndarray,
    assume: Mapping[str, Distribution] | None = None,
) -> Draw:
    """Draw every parameter once for each world.

    Parameters
    ----------
    parameters : mapping of name to Parameter
        As `load` gives them.
    seed : int
        The study's seed.
    worlds : array of int (worlds,)
        Numbers of the worlds; world i's value of a parameter depends on seed, i and the parameter's name alone.
    assume : mapping of name to Distribution
        Distributions that replace the prior of the parameters named.

    Returns
    -------
    Draw

    Raises
    ------
    ValueError
        If an assumption names no parameter or leaves its physics.
    """
    assume = dict(assume or {})
    refuse_impossible(parameters, assume)
    luck = Luck(seed, np.asarray(worlds))
    return Draw({name: values(parameter, assume.get(name), luck) for name, parameter in parameters.items()})


def values(parameter: Parameter, assumed: Distribution | None, luck: Luck) -> np.ndarray:
    """One parameter's value in each of the lucky worlds, (worlds,), inside its physics."""
    u = luck.uniform("parameter/" + parameter.name)
    if assumed is None:
        return parameter.ppf(u)
    return np.clip(assumed.ppf(u), *parameter.physics)


def refuse_impossible(parameters: Mapping[str, Parameter], assume: Mapping[str, Distribution]) -> None:
    """ValueError for an assumption about no parameter, or one that physics forbids."""
    for name, distribution in assume.items():
        if name not in parameters:
            raise ValueError(f"{name}: no such parameter{did_you_mean(name, parameters)}")
        fault = parameters[name].fault_of_physics(distribution)
        if fault:
            raise ValueError(f"{name}: {fault}")
