"""Each shape gives the numbers worked out by hand, stays inside its ends, rises, and ignores its neighbours."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.parameters import FORMS, Distribution

WORKED = [
    ("fixed", (4,), [(0.1, 4.0), (0.9, 4.0)]),
    ("uniform", (2, 6), [(0.0, 2.0), (0.25, 3.0), (1.0, 6.0)]),
    ("triangular", (0, 1, 4), [(1 / 16, 0.5), (0.25, 1.0), (0.75, 4 - 3**0.5), (1.0, 4.0)]),
    ("triangular", (0, 0, 1), [(0.75, 0.5)]),
    ("triangular", (0, 1, 1), [(0.25, 0.5)]),
    ("log_uniform", (1, 100), [(0.5, 10.0), (0.25, 10**0.5)]),
    ("normal", (10, 2), [(0.5, 10.0), (0.975, 13.919927969080108)]),
    ("log_normal", (5, 0.5), [(0.5, 5.0), (0.8413447460685429, 5 * np.exp(0.5))]),
    ("beta", (2, 1), [(0.25, 0.5), (0.81, 0.9)]),
    ("beta", (1, 7), [(1 - 0.5**7, 0.5)]),
    ("gamma", (1, 2), [(0.5, np.log(2) / 2)]),
    ("chance", (0.3,), [(0.7, 0.0), (0.71, 1.0)]),
    ("spike_uniform", (0.3, 10, 20), [(0.3, 0.0), (0.65, 15.0), (1.0, 20.0)]),
]

SAMPLES = {form: values for form, values, _ in WORKED}


@pytest.mark.parametrize(("form", "values", "points"), WORKED)
def test_a_shape_gives_the_numbers_worked_out_by_hand(form, values, points):
    u, x = np.array(points).T
    assert Distribution(form, values).ppf(u) == pytest.approx(x, rel=1e-12, abs=0)


def test_every_shape_has_a_worked_number():
    assert set(SAMPLES) == set(FORMS)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("block", [1, 7, 33, 256, 1000])
def test_no_bit_of_a_value_depends_on_the_size_of_the_block(form, block):
    u = np.random.default_rng(1).random(1000)
    distribution = Distribution(form, SAMPLES[form])
    pieces = [distribution.ppf(u[start : start + block]) for start in range(0, 1000, block)]
    assert np.concatenate(pieces).tobytes() == distribution.ppf(u).tobytes()


@pytest.mark.parametrize("form", FORMS)
def test_no_bit_of_a_value_depends_on_how_the_numbers_lie_in_memory(form):
    u = np.random.default_rng(2).random(999)
    distribution = Distribution(form, SAMPLES[form])
    assert distribution.ppf(u[::3]).tobytes() == distribution.ppf(u)[::3].tobytes()
    assert distribution.ppf(u[1::-1]).tobytes() == distribution.ppf(u)[1::-1].tobytes()


sizes = st.floats(1e-3, 1e6)
shares = st.floats(0, 1)
distributions = st.one_of(
    st.builds(lambda x: Distribution("fixed", (x,)), st.floats(-1e6, 1e6)),
    st.builds(lambda low, width: Distribution("uniform", (low, low + width)), st.floats(-1e6, 1e6), sizes),
    st.builds(
        lambda low, rise, fall: Distribution("triangular", (low, low + rise, low + rise + fall)),
        st.floats(-1e6, 1e6),
        sizes,
        sizes,
    ),
    st.builds(lambda low, ratio: Distribution("log_uniform", (low, low * (1 + ratio))), sizes, sizes),
    st.builds(lambda mean, sd: Distribution("normal", (mean, sd)), st.floats(-1e6, 1e6), sizes),
    st.builds(lambda median, sigma: Distribution("log_normal", (median, sigma)), sizes, st.floats(0.01, 3)),
    st.builds(lambda a, b: Distribution("beta", (a, b)), st.floats(0.2, 200), st.floats(0.2, 200)),
    st.builds(lambda shape, rate: Distribution("gamma", (shape, rate)), st.floats(0.2, 200), sizes),
    st.builds(lambda p: Distribution("chance", (p,)), shares),
    st.builds(
        lambda p, low, width: Distribution("spike_uniform", (p, low, low + width)), st.floats(0, 0.99), sizes, sizes
    ),
)
uniforms = st.lists(st.floats(1e-12, 1 - 1e-12), min_size=1, max_size=40).map(np.array)


@given(distributions, uniforms)
def test_every_value_lies_between_the_two_ends(distribution, u):
    low, high = distribution.support
    values = distribution.ppf(u)
    assert values.shape == u.shape
    assert np.isfinite(values).all()
    assert (low <= values).all() and (values <= high).all()


@given(distributions, uniforms)
def test_a_larger_number_never_gives_a_smaller_value(distribution, u):
    values = distribution.ppf(np.sort(u))
    slack = 1e-9 * np.maximum(np.abs(values[1:]), 1e-9)
    assert (np.diff(values) >= -slack).all()


@given(distributions)
def test_what_is_written_down_is_read_back_the_same(distribution):
    assert Distribution.parse(distribution.as_yaml()) == distribution


def test_a_spike_leaves_the_stated_share_of_worlds_at_zero():
    u = (np.arange(1000) + 0.5) / 1000
    assert (Distribution("spike_uniform", (0.3, 0.005, 0.04)).ppf(u) == 0).sum() == 300
    assert Distribution("chance", (0.35,)).ppf(u).sum() == 350


@pytest.mark.parametrize(
    ("form", "values", "words"),
    [
        ("fixed", (700000,), "fixed at 700,000"),
        ("uniform", (0.5, 1), "uniform from 0.5 to 1"),
        ("triangular", (0.12, 0.13, 0.2), "triangular from 0.12 to 0.2, most likely 0.13"),
        ("log_uniform", (40, 200), "log-uniform from 40 to 200"),
        ("normal", (-0.5, 0.3), "normal with mean -0.5 and standard deviation 0.3"),
        ("beta", (2, 6), "beta (2, 6), mean 0.25"),
        ("gamma", (7, 328), "gamma (shape 7, rate 328), mean 0.0213415"),
        ("chance", (0.35,), "1 with chance 0.35, else 0"),
        ("spike_uniform", (0.3, 0.005, 0.04), "0 with chance 0.3, else uniform from 0.005 to 0.04"),
        ("log_normal", (5, 0.5), "log-normal with median 5, nine in ten from 2.19666 to 11.3809"),
    ],
)
def test_a_distribution_is_told_in_words(form, values, words):
    assert Distribution(form, values).describe() == words
