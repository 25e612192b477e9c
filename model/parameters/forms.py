"""The shapes a distribution may have: their values, the rule these obey, and the inverse of the cumulative function.

Every inverse takes one uniform number an element and gives one value, element by element and rising with it, so a
world's value depends on that world's number alone, whatever stands beside it in the array.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, inf, log

import numpy as np
from scipy.special import betaincinv, gammaincinv, ndtri

Values = tuple[float, ...]


@dataclass(frozen=True)
class Form:
    """One shape: names of its values, the rule they obey, its inverse, its two ends, its words; a curve has tails."""

    values: tuple[str, ...]
    rule: str
    obeys: Callable[..., bool]
    inverse: Callable[..., np.ndarray]
    ends: Callable[..., tuple[float, float]]
    words: Callable[..., str]
    curve: bool = False


def number(x: float) -> str:
    """A number as a person writes it: 700,000 or 0.074."""
    if x == int(x) and abs(x) < 1e15:
        return f"{int(x):,}"
    return f"{x:.6g}"


def fixed(u: np.ndarray, x: float) -> np.ndarray:
    """The same value for every element."""
    return np.full_like(u, x)


def uniform(u: np.ndarray, low: float, high: float) -> np.ndarray:
    """Every value between two ends equally likely."""
    return low + (high - low) * u


def triangular(u: np.ndarray, low: float, mode: float, high: float) -> np.ndarray:
    """Density rising in a straight line to the mode and falling in a straight line from it."""
    width, rise = high - low, mode - low
    up = np.minimum(low + np.sqrt(u * (width * rise)), mode)
    down = np.maximum(high - np.sqrt((1 - u) * (width * (high - mode))), mode)
    return np.where(u * width < rise, up, down)


def log_uniform(u: np.ndarray, low: float, high: float) -> np.ndarray:
    """The logarithm is uniform."""
    return np.exp(log(low) + (log(high) - log(low)) * u)


def normal(u: np.ndarray, mean: float, deviation: float) -> np.ndarray:
    """The bell curve."""
    return mean + deviation * ndtri(u)


def log_normal(u: np.ndarray, median: float, sigma: float) -> np.ndarray:
    """The logarithm is normal with standard deviation sigma."""
    return median * np.exp(sigma * ndtri(u))


def chance(u: np.ndarray, p: float) -> np.ndarray:
    """One with probability p, otherwise zero; the upper part of the uniform numbers gives the ones."""
    return np.where(u > 1 - p, 1.0, 0.0)


def spike_uniform(u: np.ndarray, p_zero: float, low: float, high: float) -> np.ndarray:
    """Exactly zero with probability p_zero, otherwise uniform."""
    return np.where(u <= p_zero, 0.0, low + (high - low) * np.maximum(u - p_zero, 0.0) / (1 - p_zero))


FORMS = {
    "fixed": Form(("x",), "any number", lambda x: True, fixed, lambda x: (x, x), lambda x: f"fixed at {number(x)}"),
    "uniform": Form(
        ("low", "high"),
        "low < high",
        lambda low, high: low < high,
        uniform,
        lambda low, high: (low, high),
        lambda low, high: f"uniform from {number(low)} to {number(high)}",
    ),
    "triangular": Form(
        ("low", "mode", "high"),
        "low <= mode <= high and low < high",
        lambda low, mode, high: low <= mode <= high and low < high,
        triangular,
        lambda low, mode, high: (low, high),
        lambda low, mode, high: f"triangular from {number(low)} to {number(high)}, most likely {number(mode)}",
    ),
    "log_uniform": Form(
        ("low", "high"),
        "0 < low < high",
        lambda low, high: 0 < low < high,
        log_uniform,
        lambda low, high: (low, high),
        lambda low, high: f"log-uniform from {number(low)} to {number(high)}",
    ),
    "normal": Form(
        ("mean", "sd"),
        "sd > 0",
        lambda mean, sd: sd > 0,
        normal,
        lambda mean, sd: (-inf, inf),
        lambda mean, sd: f"normal with mean {number(mean)} and standard deviation {number(sd)}",
        curve=True,
    ),
    "beta": Form(
        ("a", "b"),
        "0 < a <= 1e6 and 0 < b <= 1e6",
        lambda a, b: 0 < a <= 1e6 and 0 < b <= 1e6,
        lambda u, a, b: betaincinv(a, b, u),
        lambda a, b: (0.0, 1.0),
        lambda a, b: f"beta ({number(a)}, {number(b)}), mean {number(a / (a + b))}",
        curve=True,
    ),
    "gamma": Form(
        ("shape", "rate"),
        "0 < shape <= 1e6 and rate >= 1e-12",
        lambda shape, rate: 0 < shape <= 1e6 and rate >= 1e-12,
        lambda u, shape, rate: gammaincinv(shape, u) / rate,
        lambda shape, rate: (0.0, inf),
        lambda shape, rate: f"gamma (shape {number(shape)}, rate {number(rate)}), mean {number(shape / rate)}",
        curve=True,
    ),
    "chance": Form(
        ("p",),
        "0 <= p <= 1",
        lambda p: 0 <= p <= 1,
        chance,
        lambda p: (0.0, 1.0),
        lambda p: f"1 with chance {number(p)}, else 0",
    ),
    "spike_uniform": Form(
        ("p_zero", "low", "high"),
        "0 <= p_zero < 1 and 0 <= low < high",
        lambda p_zero, low, high: 0 <= p_zero < 1 and 0 <= low < high,
        spike_uniform,
        lambda p_zero, low, high: (0.0, high),
        lambda p, low, high: f"0 with chance {number(p)}, else uniform from {number(low)} to {number(high)}",
    ),
    "log_normal": Form(
        ("median", "sigma"),
        "median > 0 and 0 < sigma <= 10",
        lambda median, sigma: median > 0 and 0 < sigma <= 10,
        log_normal,
        lambda median, sigma: (0.0, inf),
        lambda median, sigma: (
            f"log-normal with median {number(median)}, nine in ten from {number(median * exp(-1.645 * sigma))}"
            f" to {number(median * exp(1.645 * sigma))}"
        ),
        curve=True,
    ),
}
