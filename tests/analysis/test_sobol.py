"""Sobol indices are those that are known, their intervals enclose them as often as they say, and failures are told."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import sobol_indices

from model.analysis.drivers.sobol import sobol
from tests.analysis.known_functions import g_function, g_indices, ishigami, ishigami_indices, saltelli

KNOWN = {"Ishigami": (ishigami, ishigami_indices), "g-function": (g_function, g_indices)}
NAMES = "abcd"


def found(shares, which):
    """One index of every group."""
    return np.array([getattr(share, which) for share in shares])


@pytest.mark.parametrize("name", KNOWN)
def test_indices_are_those_that_are_known(name):
    function, exact = KNOWN[name]
    shares = sobol(*saltelli(function, 4, 6000, 1), NAMES).shares
    first, total = exact()
    assert found(shares, "first") == pytest.approx(first, abs=0.035)
    assert found(shares, "total") == pytest.approx(total, abs=0.035)


@pytest.mark.parametrize("name", KNOWN)
def test_nine_in_ten_intervals_enclose_the_index(name):
    function, exact = KNOWN[name]
    inside, repetitions = np.zeros((2, 4)), 50
    for seed in range(repetitions):
        shares = sobol(*saltelli(function, 4, 400, seed), NAMES).shares
        for row, (which, indices) in enumerate(zip(("first", "total"), exact(), strict=True)):
            low, high = found(shares, which + "_low"), found(shares, which + "_high")
            inside[row] += (low - 1e-9 <= indices) & (indices <= high + 1e-9)
    assert inside.mean() / repetitions > 0.86
    assert inside.min() / repetitions > 0.75  # of 50 at 0.9, fewer than one in a thousand


def test_the_library_finds_the_same_within_a_fraction_of_the_interval():
    a, b, mixed = saltelli(ishigami, 4, 4096, 3)
    library = sobol_indices(func={"f_A": a[None], "f_B": b[None], "f_AB": mixed[:, None]}, n=4096)
    shares = sobol(a, b, mixed, NAMES).shares
    assert found(shares, "first") == pytest.approx(np.ravel(library.first_order), abs=0.03)
    assert found(shares, "total") == pytest.approx(np.ravel(library.total_order), abs=0.03)


def test_what_does_nothing_has_zero_without_noise():
    nothing = sobol(*saltelli(ishigami, 4, 64, 5), NAMES).shares[3]
    numbers = [getattr(nothing, f"{which}{end}") for which in ("first", "total") for end in ("", "_low", "_high")]
    assert numbers == pytest.approx([0.0] * 6, abs=1e-12)


def test_the_shares_of_a_sum_add_up_to_one():
    weights = np.array([1.0, 2.0, 3.0])
    result = sobol(*saltelli(lambda u: weights @ u, 3, 6000, 2), "abc")
    assert found(result.shares, "first") == pytest.approx(weights**2 / 14, abs=0.03)
    assert result.together == pytest.approx(0.0, abs=0.04)


def test_a_row_that_failed_anywhere_is_left_out_everywhere_and_counted():
    a, b, mixed = saltelli(ishigami, 4, 500, 8)
    expected = sobol(a[2:], b[2:], mixed[:, 2:], NAMES)
    a[0], mixed[2, 1] = np.nan, np.inf
    result = sobol(a, b, mixed, NAMES)
    assert (result.rows, result.dropped) == (498, 2)
    assert result.shares == expected.shares


def test_where_nearly_all_rows_failed_it_is_said():
    a, b, mixed = saltelli(ishigami, 4, 10, 8)
    a[1:] = np.nan
    with pytest.raises(ValueError, match="1 of 10 rows have a finite number in every matrix; two are needed"):
        sobol(a, b, mixed, NAMES)


def test_it_says_on_how_many_rows_the_variance_rests():
    chance = np.random.default_rng(0)
    bell = chance.normal(size=(4, 3000))
    assert sobol(bell[0], bell[1], bell[2:], "ab").carried == pytest.approx(1000, rel=0.1)
    rare = (np.arange(3000) % 100 == 0).astype(float)
    assert sobol(rare, rare, np.stack([rare]), "a").carried == pytest.approx(30, rel=0.05)


def test_where_nothing_varies_every_share_is_zero():
    same = np.full(50, 7.0)
    result = sobol(same, same, np.stack([same, same]), ["a", "b"])
    assert result.variance == 0.0
    assert found(result.shares, "first").tolist() == found(result.shares, "total").tolist() == [0.0, 0.0]


@settings(max_examples=25)
@given(st.floats(-1e3, 1e3), st.floats(0.01, 100.0))
def test_neither_the_unit_nor_the_origin_of_an_outcome_matters(origin, unit):
    a, b, mixed = saltelli(g_function, 4, 32, 4)
    one = sobol(a, b, mixed, NAMES).shares
    other = sobol(origin + unit * a, origin + unit * b, origin + unit * mixed, NAMES).shares
    assert found(other, "first") == pytest.approx(found(one, "first"), abs=1e-6)
    assert found(other, "total_high") == pytest.approx(found(one, "total_high"), abs=1e-6)
