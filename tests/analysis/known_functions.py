"""Two functions whose Sobol indices are known exactly: Ishigami's, and the g-function of Sobol."""

import numpy as np

G = np.array([0.0, 1.0, 4.5, 99.0])


def ishigami(u):
    """Of three numbers between 0 and 1, (3 or more, worlds); further ones do nothing."""
    x = np.pi * (2 * u - 1)
    return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])


def ishigami_indices():
    """First-order and total indices of its three inputs and of one that does nothing."""
    alone = np.array([0.5 * (1 + 0.1 * np.pi**4 / 5) ** 2, 49 / 8, 0, 0])
    third = 0.01 * np.pi**8 * (1 / 18 - 1 / 50)
    whole = alone.sum() + third
    return alone / whole, (alone + third * np.array([1, 0, 1, 0])) / whole


def g_function(u):
    """Of four numbers between 0 and 1, (4, worlds)."""
    return np.prod((abs(4 * u - 2) + G[:, None]) / (1 + G[:, None]), axis=0)


def g_indices():
    """First-order and total indices of its four inputs."""
    part = 1 / (3 * (1 + G) ** 2)
    whole = np.prod(1 + part) - 1
    return part / whole, part * np.prod(1 + part) / (1 + part) / whole


def saltelli(function, inputs, rows, seed):
    """The outcomes of a design: A, B and A with one input from B, (inputs, rows)."""
    chance = np.random.default_rng(seed)
    a, b = chance.uniform(size=(2, inputs, rows))
    mixed = []
    for number in range(inputs):
        other = a.copy()
        other[number] = b[number]
        mixed.append(function(other))
    return function(a), function(b), np.array(mixed)
