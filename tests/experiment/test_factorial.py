"""A factorial plays every portfolio in the run's own worlds, once, the same bytes however it is divided."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from model.experiment import Scenario, run
from model.experiment.designs import factorial, factorial_play
from model.experiment.designs.factorial import Factorial, factorial_of, parts_of
from model.experiment.designs.factorial_play import PortfoliosFailed, expected_seconds, games_of, known
from model.experiment.designs.game import Game, groups_of
from model.levers import LEVERS, STATUS_QUO, Commitment, Lever, Option
from model.parameters import Distribution, Parameter, load

MIX = Option(
    "mix",
    "A mix",
    (
        Commitment("satellite_monitoring", "high"),
        Commitment("purl", "high", settings={"lethal": 1.0}),
        Commitment("intelligence_sharing", "high", ramp=2.0),
    ),
    0.5,
)
APART = Option(
    "apart", "Two levers that share nothing", (Commitment("purl", "high"), Commitment("air_patrols", "high"))
)
OUTCOMES = ("suppressed_share", "tension")


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """A run of three options in 12 worlds for eight months, decided in November 2023."""
    scenario = Scenario(
        "A small mix",
        (STATUS_QUO, MIX, APART),
        decision_month="2023-11",
        months=8,
        worlds=12,
        seed=7,
        histories="prior",
    )
    return run(scenario, tmp_path_factory.mktemp("factorial") / "run")


@pytest.fixture(scope="module")
def games(results, tmp_path_factory):
    """What comes of the mix, and where it is stored."""
    asked = factorial_of(results, "mix", OUTCOMES)
    folder = tmp_path_factory.mktemp("games")
    return asked, games_of(asked, folder=folder), folder


def test_the_parts_of_an_option_are_its_levers_in_one_order_and_then_coordination():
    assert parts_of(MIX) == ("intelligence_sharing", "satellite_monitoring", "purl", "coordination")
    assert parts_of(replace(MIX, commitments=MIX.commitments[::-1])) == parts_of(MIX)
    assert parts_of(replace(MIX, coordination=0.0)) == parts_of(MIX)[:3]
    assert parts_of(Option("idle", "", (Commitment("purl", "off"),), 1.0)) == ()


def test_no_part_and_every_part_give_what_the_run_has_stored(results, games):
    _, found, _ = games
    for name in OUTCOMES:
        stored = results.per_world(outcomes=[name])[name].sel(when=results.months[-1])
        game = found["added", name]
        assert np.array_equal(game.status_quo.astype(np.float32), stored.sel(option="status_quo").astype(np.float32))
        assert np.array_equal(game.option.astype(np.float32), stored.sel(option="mix").astype(np.float32))


@pytest.mark.parametrize("when", ["2023-12", "mean"])
def test_another_month_or_the_mean_of_all_is_read_as_the_run_reads_it(results, tmp_path, when):
    game = games_of(factorial_of(results, "apart", ["tension"], when), folder=tmp_path)["added", "tension"]
    stored = results.per_world([when], ["tension"])["tension"].sel(when=when, option="apart")
    assert game.option == pytest.approx(stored.values, rel=1e-6)


def test_shares_add_up_to_the_difference_in_every_world(games):
    for game in games[1].values():
        difference = game.option - game.status_quo
        assert np.abs(game.shapley.sum(axis=0) - difference).max() <= 1e-12 * max(1.0, np.abs(difference).max())


def test_the_same_bytes_however_pieces_and_chunks_are_cut(games, monkeypatch, tmp_path):
    asked, found, _ = games
    monkeypatch.setattr(factorial, "COLUMNS_A_PIECE", 70)
    monkeypatch.setattr(factorial_play, "COLUMNS", 37)
    pieces = []
    again = games_of(asked, finished=pieces.append, folder=tmp_path)
    assert len(pieces) > 5 and sum(pieces) == asked.columns
    assert all(again[key].to_bytes() == found[key].to_bytes() for key in found)


@pytest.mark.slow
def test_the_same_bytes_from_two_processes(games, monkeypatch, tmp_path):
    asked, found, _ = games
    monkeypatch.setattr(factorial, "COLUMNS_A_PIECE", 40)
    again = games_of(asked, 2, folder=tmp_path)
    assert all(again[key].to_bytes() == found[key].to_bytes() for key in found)


def test_a_second_time_nothing_is_played(games, monkeypatch):
    asked, found, folder = games
    monkeypatch.setattr(factorial_play, "play_piece", lambda piece: pytest.fail("played again"))
    again = games_of(asked, folder=folder)
    assert known(asked, folder) and list(again) == list(found)
    fewer = games_of(replace(asked, outcomes=OUTCOMES[:1]), folder=folder)
    assert {name for _, name in fewer} == {OUTCOMES[0]}


def test_a_damaged_game_is_played_again(games, tmp_path):
    asked, found, _ = games
    one = replace(asked, outcomes=OUTCOMES[:1], rules=("added",))
    games_of(one, folder=tmp_path)
    (path,) = tmp_path.glob("*.game")
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(ValueError, match="damaged"):
        Game.from_bytes(path.read_bytes())
    assert games_of(one, folder=tmp_path)["added", OUTCOMES[0]].to_bytes() == found["added", OUTCOMES[0]].to_bytes()


def test_the_order_in_which_an_option_names_its_levers_changes_no_byte(games, tmp_path):
    asked, found, _ = games
    backwards = replace(MIX, commitments=MIX.commitments[::-1])
    again = games_of(replace(asked, option=backwards), folder=tmp_path)
    assert all(again[key].to_bytes() == found[key].to_bytes() for key in found)


def test_a_placebo_lever_gets_exactly_nothing(results, monkeypatch, tmp_path):
    words = {"low": "a little of nothing", "medium": "some of nothing", "high": "all of nothing"}
    placebo = Lever(
        "placebo", "sanctions", "How much?", words, ("none",), ("tension",), lambda level, s, p, i: i, "None."
    )
    names = ("onset_placebo", "money_placebo", "politics_placebo")
    nothing = {
        name: Parameter(name, "Nothing", "units", Distribution("fixed", (0.0,)), "assumption", "For a test.")
        for name in names
    }
    for place in (factorial, factorial_play):
        monkeypatch.setattr(place, "load", lambda evidence: {**load(evidence), **nothing})
    monkeypatch.setattr(factorial, "LEVERS", {**LEVERS, "placebo": placebo})
    monkeypatch.setattr(factorial_play, "combined", lambda rule: {**LEVERS, "placebo": placebo})
    option = replace(MIX, commitments=(Commitment("placebo", "high"), *MIX.commitments))
    asked = replace(factorial_of(results, "mix", OUTCOMES, rivals=False), option=option)
    assert "placebo" in asked.parts and asked.design.masks.size == 32
    found = games_of(asked, folder=tmp_path)
    assert (found["added", "suppressed_share"].shapley != 0.0).any()
    for game in found.values():
        row = game.parts.index("placebo")
        beside = [k for k, pair in enumerate(combinations(range(5), 2)) if row in pair]
        for shares in (game.shapley[row], game.alone[row], game.last[row], game.synergies[beside]):
            assert (shares == 0.0).all()


def test_rivals_are_played_only_where_two_levers_change_the_same_thing(games, results):
    asked, found, _ = games
    assert asked.clash == {"sea_detection": ("intelligence_sharing", "satellite_monitoring")}
    assert asked.rules == ("added", "multiplied", "overlapping")
    together = sum(1 << asked.parts.index(lever) for lever in asked.clash["sea_detection"])
    assert asked.masks_of("multiplied").tolist() == [mask for mask in range(16) if mask & together == together]
    assert factorial_of(results, "apart", OUTCOMES).rules == ("added",)
    added, multiplied, overlapping = (found[rule, "suppressed_share"] for rule in asked.rules)
    assert np.array_equal(added.alone, multiplied.alone)
    assert (overlapping.option.mean(), added.option.mean()) < (added.option.mean(), multiplied.option.mean())


def test_drawn_orders_stand_in_for_too_many_parts(results, games, tmp_path):
    exact = games[1]["added", "tension"]
    asked = factorial_of(results, "mix", ["tension"], rivals=False, most_exact=3)
    drawn = games_of(asked, folder=tmp_path)["added", "tension"]
    assert not drawn.exact and exact.exact
    miss = np.abs(drawn.shapley.mean(axis=1) - exact.shapley.mean(axis=1))
    assert (miss <= 4 * np.sqrt(drawn.errors[:4]) + 1e-12).all()
    assert drawn.shapley.sum(axis=0) == pytest.approx(drawn.option - drawn.status_quo, abs=1e-12)
    assert np.array_equal(drawn.last, exact.last)


def test_one_luck_of_every_history_comes_first(tmp_path):
    scenario = Scenario.load("scenarios/reference.yaml").replace(
        options=(STATUS_QUO, APART), months=2, worlds=11, histories="conditioned", lucks=4
    )
    results = run(scenario, tmp_path / "run")
    asked = factorial_of(results, "apart", ["tension"], worlds=4)
    assert asked.lucks.tolist() == [0, 0, 0, 1] and asked.histories.tolist() == results.histories[[0, 4, 8, 1]].tolist()
    game = games_of(asked, folder=tmp_path)["added", "tension"]
    stored = results.per_world(outcomes=["tension"])["tension"].sel(option="apart", when=results.months[-1])
    assert game.option.astype(np.float32).tolist() == stored.values[[0, 4, 8, 1]].astype(np.float32).tolist()


def test_histories_left_out_together_are_never_divided():
    histories = np.repeat(np.arange(40) * 7, 3)
    groups = groups_of(histories)
    assert groups.max() == 15 and all(np.unique(groups[histories == h]).size == 1 for h in np.unique(histories))


def test_what_cannot_be_asked_is_refused(results):
    for message, words in {
        "holds no lever": ("status_quo", ["tension"]),
        "no such option": ("mixx", ["tension"]),
        "did you mean 'tension'": ("mix", ["tensionn"]),
        "is not among those played": ("mix", ["tension"], "2031-01"),
        "12 worlds, not 13": ("mix", ["tension"], "", 13),
    }.items():
        with pytest.raises(ValueError, match=message):
            factorial_of(results, *words)


def test_an_outcome_that_is_no_number_is_told_with_its_seed(games, monkeypatch, tmp_path):
    asked: Factorial = games[0]
    monkeypatch.setattr(factorial_play, "read_at", lambda world, masks, f: np.full((2, len(masks), 12), np.nan))
    with pytest.raises(PortfoliosFailed, match=r"16 portfolios of mix, worlds 0 to 11 \(seed 7\): suppressed_share"):
        games_of(asked, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_time_it_takes_is_told_beforehand(games):
    alone, together = expected_seconds(games[0]), expected_seconds(games[0], 2)
    assert 0.0 < alone < 60.0 and 0.0 < together < 60.0
