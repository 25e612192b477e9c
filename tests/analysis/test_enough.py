"""How many worlds tell a sign: what is said is kept when so many worlds are drawn, and nothing is said of nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtri

from model.analysis.comparison.comparison import Difference
from model.analysis.comparison.enough import beyond_at_most, enough, power, worlds_needed
from model.analysis.comparison.median_interval import ranks
from model.analysis.comparison.sharing import design_effect, share_bounds
from model.analysis.wording import banned_words

LABELS = {
    "option": "mediation", "outcome": "tension", "name": "Tension", "unit": "index", "sense": "lower",
    "month": "mean", "evidence": "articles",
}  # fmt: skip


def sample(rng, histories: int, lucks: int, alike: float, share: float, same: float = 0.0) -> Difference:
    """A difference above zero in `share` of worlds and zero in `same`; histories with so many lucks each, `alike`."""
    groups = np.repeat(np.arange(histories), lucks)
    common, own = rng.normal(size=histories)[groups], rng.normal(size=groups.size)
    place = np.sqrt(alike) * common + np.sqrt(1 - alike) * own
    values = np.where(place > ndtri(1 - share), 1.0, np.where(place > ndtri(1 - share - same), 0.0, -2.0))
    return Difference.between(np.zeros(groups.size), values, groups, **LABELS)


def test_known_answers():
    assert worlds_needed(1.0) == 5
    assert worlds_needed(np.array([0.6, 0.7, 0.5])).tolist() == [281, 69, np.inf]
    assert worlds_needed(0.6, design=4.0, lucks=4.0) == pytest.approx(4 * 281, rel=0.05)


@pytest.mark.parametrize("share", [0.6, 0.72, 0.9, 0.98])
def test_from_that_number_on_every_number_of_worlds_tells_the_sign(share):
    sizes = np.arange(2, 600)
    short = sizes[power(sizes, *(np.full(sizes.shape, value) for value in (share, 1.0, 1.0))) < 0.95]
    assert worlds_needed(share) == short[-1] + 1


def test_a_sign_is_told_just_where_the_interval_of_the_median_excludes_zero():
    for size in range(1, 300):
        found = ranks(size)
        assert beyond_at_most(size) == (found[0] if found else -1)


@settings(max_examples=40)
@given(st.floats(0.5, 1.0), st.floats(0.5, 1.0), st.floats(1.0, 4.0))
def test_clearer_signs_need_no_more_worlds_and_shared_histories_no_fewer(one, other, design):
    low, high = sorted((one, other))
    assert worlds_needed(high) <= worlds_needed(low)
    assert worlds_needed(high, design, 4.0) >= worlds_needed(high)


@pytest.mark.parametrize(
    ("share", "same", "lucks", "alike"),
    [(0.7, 0.0, 1, 0.0), (0.7, 0.3, 1, 0.0), (0.75, 0.0, 4, 0.0), (0.75, 0.2, 4, 0.6), (0.9, 0.05, 4, 0.9)],
)
def test_with_so_many_worlds_the_sign_is_told_rightly_as_often_as_stated(share, same, lucks, alike):
    rng = np.random.default_rng(7)
    many = sample(rng, 20_000, lucks, alike, share, same)
    needed = worlds_needed(share, many.design_effect, lucks)
    told = [sample(rng, int(np.ceil(needed / lucks)), lucks, alike, share, same).low > 0 for _ in range(400)]
    print(f"{share:.2f} of worlds above zero, {lucks} lucks: {needed:.0f} worlds tell it in {np.mean(told):.1%}")
    assert np.mean(told) >= 0.95 - 2 * np.sqrt(0.05 * 0.95 / 400)


def test_what_a_small_run_promises_a_second_run_keeps():
    rng = np.random.default_rng(11)
    pilots = [sample(rng, 60, 2, 0.5, 0.7, 0.1) for _ in range(250)]
    promised = [found.at_most for found in enough(pilots) if found.at_most]
    kept = [sample(rng, -(-worlds // 2), 2, 0.5, 0.7, 0.1).low > 0 for worlds in promised]
    print(f"{len(promised)} of 250 small runs promise a number; it tells the sign rightly in {np.mean(kept):.1%}")
    assert len(promised) > 50 and np.mean(kept) >= 0.95


def test_an_effect_that_is_nil_is_hardly_ever_promised():
    rng = np.random.default_rng(13)
    found = enough([sample(rng, 200, 1, 0.0, 0.5) for _ in range(400)])
    print(f"of 400 runs without an effect, {sum(e.resolved for e in found)} tell a sign and")
    print(f"{sum(e.at_most is not None for e in found)} promise a number of worlds")
    assert np.mean([e.resolved for e in found]) <= 0.1 + 0.03
    assert np.mean([e.at_most is not None for e in found]) <= 0.05 + 0.02


def test_where_most_worlds_are_the_same_no_number_of_worlds_is_named():
    row = Difference.between(np.zeros(200), np.repeat([1.0, 0.0], [40, 160]), **LABELS)
    (found,) = enough([row])
    assert found.never and (found.at_least, found.about, found.at_most) == (None, None, None)
    assert "by any number of worlds" in found.says


def test_a_nearly_even_split_asks_for_more_worlds_than_there_are_and_one_less_even_says_how_many():
    rows = [Difference.between(np.zeros(2000), np.repeat([1.0, -1.0], [n, 2000 - n]), **LABELS) for n in (1002, 1030)]
    even, odd = enough(rows)
    assert even.about is None and "not with 100,000 worlds either" in even.says
    assert 2000 < odd.at_least < odd.about < 20_000 and odd.at_most is None
    assert f"about {odd.about:,} would" in odd.says


def test_what_a_run_tells_says_how_few_would_have_told_it():
    (found,) = enough([Difference.between(np.zeros(2000), np.repeat([1.0, -1.0], [1200, 800]), **LABELS)])
    assert found.resolved and found.at_least <= found.about == 281 <= found.at_most
    assert found.plain()["histories_about"] == 281
    assert banned_words(found.says) == []


def test_histories_are_counted_beside_worlds():
    groups = np.repeat(np.arange(100), 4)
    row = Difference.between(np.zeros(400), np.repeat([1.0, -1.0], [280, 120]), groups, **LABELS)
    (found,) = enough([row])
    assert row.histories == 100 and row.design_effect == pytest.approx(4 * 100 / 99)
    assert found.plain()["histories_about"] == -(-found.about // 4)


def test_no_differences_no_numbers():
    assert enough([]) == ()


@given(st.integers(0, 60), st.integers(1, 4))
def test_the_bounds_of_a_share_enclose_it(count, lucks):
    low, high = share_bounds(count / 60, 60 * lucks, 60, float(lucks), 0.05)
    assert 0 <= low <= count / 60 <= high <= 1


@pytest.mark.parametrize(("histories", "alike"), [(8, 0.5), (30, 0.9), (60, 0.0)])
def test_each_bound_of_a_share_is_wrong_as_rarely_as_it_says(histories, alike):
    rng = np.random.default_rng(17)
    rows = [sample(rng, histories, 4, alike, 0.7) for _ in range(800)]
    facts = (np.array([getattr(row, key) for row in rows]) for key in ("higher", "worlds", "design_effect"))
    higher, worlds, design = facts
    low, high = share_bounds(higher / worlds, worlds, histories, design, 0.05)
    print(
        f"{histories} histories: wrong are {np.mean(low > 0.7):.1%} of lower, {np.mean(high < 0.7):.1%} of upper bounds"
    )
    assert np.mean(low > 0.7) <= 0.075 and np.mean(high < 0.7) <= 0.075


def test_one_in_four_lucks_is_worth_a_world_where_all_lucks_agree():
    groups = np.repeat(np.arange(50), 4)
    flags = (groups < 20)[:, None] & np.array([True, False])
    assert design_effect(flags, groups) == pytest.approx([4 * 50 / 49, 1.0])
    assert design_effect(flags[:, 0]) == 1.0
