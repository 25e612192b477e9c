"""T01 to T06: how much of a broker network lists and designations keep out of action."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.systems.designation import month_of_designation, suppressed_share
from model.systems.system import LN2

RATES = st.floats(0.02, 1.0)


def cycle(disrupted, hits, rate, replacement):
    """Share out of action after one cycle of lists, its mean over the cycle, and designations a month."""
    mean = designated = 0.0
    for hit in hits:
        disrupted, now, done = month_of_designation(disrupted, hit, rate, replacement)
        mean, designated = mean + now / len(hits), designated + done / len(hits)
    return disrupted, mean, designated


def settled_cycle(hits, rate, replacement):
    """Mean share out of action and designations a month of a cycle that ends as it began; it is linear in its start."""
    from_none, from_all = cycle(np.array([0.0, 1.0]), hits, rate, replacement)[0]
    start = from_none / (1 - from_all + from_none)
    _, mean, designated = cycle(np.array([start]), hits, rate, replacement)
    return mean[0], designated[0]


@pytest.mark.expert("T01", doc="Little's law: mean disrupted share = n / r over whole update cycles, any schedule")
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12), RATES | st.just(0.0), RATES)
def test_the_mean_share_out_of_action_is_designations_times_time_out_of_action(hits, rate, replacement):
    mean, designated = settled_cycle(hits, rate, replacement)
    assert mean == pytest.approx(designated / replacement, rel=1e-9, abs=1e-12)


@pytest.mark.expert("T01", doc="Little's law in every month, channel and tier of the assembled world, with adaptation")
def test_no_designation_is_lost_in_the_assembled_world(played):
    before = None
    for world in played("stopping_goods", worlds=200).months():
        network, large = world.designation, world.p.large_tier
        if before is not None:
            replaced = network.replacement[:, None] * network.mean + network.disrupted - before
            hits = (replaced[:, 0] * large + replaced[:, 1] * (1 - large)).mean(axis=0)
            np.testing.assert_allclose(network.effective, hits, rtol=1e-9, atol=1e-14)
        before = network.disrupted.copy()


@pytest.mark.expert("T02", doc="Continuous designation: D* = u / (u + r)")
@given(RATES, RATES)
def test_steady_designation_settles_where_losses_equal_replacements(rate, replacement):
    mean, _ = settled_cycle([0.0], rate, replacement)
    assert mean == pytest.approx(suppressed_share(rate, replacement), rel=1e-9)


@pytest.mark.expert("T02", doc="Continuous designation in the assembled world: u / (u + r), approached at u + r")
def test_brokers_of_the_assembled_world_settle_at_the_same_share(played):
    scene = played("steady_designation")
    p, network = scene.decided.p, scene.decided.designation
    u, months = p.detection * p.acted_on, scene.scenario.decision_month
    for channel, half_life in enumerate((p.ship_half_life, p.front_half_life)):
        r = LN2 / half_life
        expected = (suppressed_share(u, r) * -np.expm1(-(u + r) * months))[0]
        np.testing.assert_allclose(network.disrupted[channel, :, 0], [expected, expected], rtol=1e-9)


@pytest.mark.expert("T03", doc="One-off list: D(t) = c0 exp(−r t)")
@given(st.floats(0.01, 1), RATES, st.integers(1, 60))
def test_one_list_wears_off_as_brokers_are_replaced(cover, replacement, months):
    disrupted = np.array([cover])
    for _ in range(months):
        disrupted, _, _ = month_of_designation(disrupted, np.zeros(1), np.zeros(1), np.array([replacement]))
    assert disrupted[0] == pytest.approx(cover * np.exp(-replacement * months), rel=1e-9, abs=0)


@pytest.mark.expert("T03", doc="One-off list in the assembled world, its hits aged by the lag of its information")
def test_one_list_wears_off_in_the_assembled_world(played):
    scene = played("one_list")
    p, network = scene.decided.p, scene.decided.designation
    for channel, half_life in enumerate((p.ship_half_life, p.front_half_life)):
        r = LN2 / half_life
        expected = (p.initial_coverage * np.exp(-r * (p.static_lag + scene.scenario.decision_month)))[0]
        np.testing.assert_allclose(network.disrupted[channel, :, 0], [expected, expected], rtol=1e-9, atol=0)


def suppressed(pairs, half_life):
    """Suppressed share under fresh designations and under lists, months 12 to 48."""
    assume = {"ship_half_life": half_life, "front_half_life": half_life}
    return pairs("listing", "dynamic", outcome="suppressed_share", when=(12, 48), assume=assume)


@pytest.mark.expert("T04", doc="Dynamic against static, equal raw effort, lag 1 against 6.5, half-life 2 to 6 months")
@pytest.mark.parametrize("half_life", [2, 4, 6])
def test_fresh_designations_suppress_more_where_brokers_return_fast(pairs, sign_holds, half_life):
    dynamic, static = suppressed(pairs, half_life)
    sign_holds(dynamic - static)


@pytest.mark.expert("T04", doc="The ratio of dynamic to static suppression rises as the half-life falls")
@pytest.mark.parametrize(("faster", "slower"), [(2, 4), (4, 6)])
def test_the_faster_brokers_return_the_more_freshness_is_worth(pairs, sign_holds, faster, slower):
    (dynamic, static), (other_dynamic, other_static) = suppressed(pairs, faster), suppressed(pairs, slower)
    sign_holds(dynamic / static - other_dynamic / other_static)


@pytest.mark.expert("T05", doc="The same at half-lives of 24 months and more: no material difference")
@pytest.mark.parametrize("half_life", [24, 48])
def test_fresh_designations_gain_nothing_where_brokers_return_slowly(pairs, half_life):
    dynamic, static = suppressed(pairs, half_life)
    ratio = dynamic / static
    print(f"dynamic / static: median {np.median(ratio):.3f}, 95th percentile {np.quantile(ratio, 0.95):.3f}")
    assert (ratio < 1.05).mean() >= 0.9
    assert 0.9 < np.median(ratio) < 1.05


@pytest.mark.expert("T06", doc="Equal lag and equal effective designations n: no difference")
@given(st.floats(0.05, 0.9), st.integers(1, 24), RATES)
def test_lists_and_designations_tie_at_equal_lag_and_equal_throughput(cover, interval, replacement):
    lists, throughput = settled_cycle([cover] + [0.0] * (interval - 1), 0.0, replacement)
    rate = throughput / (1 - throughput / replacement)
    designations, _ = settled_cycle([0.0], rate, replacement)
    assert designations == pytest.approx(lists, rel=1e-9)


@pytest.mark.expert("T06", doc="Equal lag and equal n on the assembled world; at thin coverage equal effort is equal n")
def test_lists_and_designations_tie_in_the_assembled_world(pairs):
    dynamic, static = pairs("equal_lag", "dynamic", outcome="suppressed_share", when=(48, 60))
    np.testing.assert_allclose(dynamic, static, rtol=1e-5, atol=0)
