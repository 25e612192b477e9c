"""T28, T29 and T36: actors without reason or with nothing else, a world at rest, and the same seed in another order."""

import numpy as np
import pytest

from model.actors import ACTORS, BARRED, Logit
from model.experiment import Scenario
from model.luck import Luck
from model.parameters import draw, load
from model.world import OUTCOMES, play

PRECISIONS = tuple(f"precision_{name}" for name in ACTORS)
INERTIAS = tuple(f"inertia_{name}" for name in ACTORS)
EVEN_HABITS = dict.fromkeys(
    ("china_will_to_press", "china_no", "russia_no", "verbal_retaliation", "cyber_retaliation", "material_retaliation"),
    0.5,
)
DECISIVE = 1e-3


class Watched(Logit):
    """The decision theory in use, which writes down what was open, what was worth how much, and what was done."""

    def __init__(self):
        self.decisions = []

    def choose(self, utilities, last, precision, inertia, luck, expected=None):
        pick, after = super().choose(utilities, last, precision, inertia, luck)
        self.decisions.append((np.moveaxis(utilities, 0, -1), last.copy(), pick))
        return pick, after


def decided(played, precision, inertia, months=12, **assume):
    """Every decision of the status quo in so many months: worth of each move, last move, move made."""
    fixed = {**dict.fromkeys(PRECISIONS, precision), **dict.fromkeys(INERTIAS, inertia), **assume}
    scene = played("partnership", assume=fixed)
    branch = scene.decided.branched(scene.scenario.options[:1])
    branch.theory = Watched()
    for _ in range(months):
        branch.step()
    decisions = branch.theory.decisions
    branch.close()
    return decisions


@pytest.mark.expert("T28", doc="λ → 0: choice frequencies uniform over the moves that are open")
def test_actors_without_judgement_choose_evenly(played):
    counted = 0
    decisions = decided(played, 1e-9, 0, **EVEN_HABITS)
    for number in range(sum(len(actor.choices) for actor in ACTORS.values())):
        same = decisions[number :: len(decisions) // 12]
        worth, pick = (np.concatenate([d[part].reshape(-1, *d[part].shape[2:]) for d in same]) for part in (0, 2))
        free = (worth > BARRED / 2).all(axis=-1)
        counts, moves = np.bincount(pick[free], minlength=worth.shape[-1]), worth.shape[-1]
        noise = 4.5 * np.sqrt(free.sum() * (1 / moves) * (1 - 1 / moves))
        assert (np.abs(counts - free.sum() / moves) <= noise).all(), counts
        counted += free.sum()
    assert counted > 100_000


@pytest.mark.expert("T28", doc="λ → ∞: greedy best response")
def test_actors_of_perfect_judgement_take_the_best_move(played):
    clear = 0
    for worth, _, pick in decided(played, 1e9, 0):
        ordered = np.sort(worth, axis=-1)
        plain = ordered[..., -1] - ordered[..., -2] > DECISIVE
        assert (pick == worth.argmax(axis=-1))[plain].all()
        clear += plain.sum()
    print(f"{clear} decisions with one best move")
    assert clear > 100_000


@pytest.mark.expert("T28", doc="κ = 0: no inertia; a move is repeated as often as chance has it")
def test_without_inertia_last_month_does_not_count(played):
    for worth, last, pick in decided(played, 1e-9, 0, **EVEN_HABITS):
        free = (worth > BARRED / 2).all(axis=-1)
        chance = 1 / worth.shape[-1]
        noise = 5.0 * np.sqrt(free.sum() * chance * (1 - chance))
        assert abs((pick == last)[free].sum() - chance * free.sum()) <= noise


@pytest.mark.expert("T28", doc="κ → ∞: nobody ever changes course")
def test_with_boundless_inertia_nobody_moves(played):
    for worth, last, pick in decided(played, 1e-9, 1e6, **EVEN_HABITS):
        open_still = (np.take_along_axis(worth, last[..., None].astype(int), axis=-1) > BARRED / 2)[..., 0]
        assert (pick == last)[open_still].all()


class Habit(Logit):
    """Nobody moves."""

    def choose(self, utilities, last, precision, inertia, luck, expected=None):
        return last, expected


KICKED = {
    "tension": ("peninsula", "drills", "deterrence", "reassurance", "japanese_threat"),
    "missiles": ("emboldenment", "excitement"),
    "alliances": ("depth", "cohesion"),
    "channels": ("share", "fear"),
    "front": ("swing", "drones", "trained"),
    "designation": ("disrupted", "pressure"),
    "retaliation": ("technology", "strain"),
    "crypto": ("shift",),
    "arms": ("concealment",),
    "ledger": ("rent",),
    "norms": ("arms_control", "suspended"),
}
SLOW = {("norms", "arms_control")}  # two to twenty per thousand a month
STATES = [(system, name) for system, names in KICKED.items() for name in names]


@pytest.fixture(scope="module")
def at_rest(played):
    """A world at rest, as it is and kicked once; how far apart at first and after each of 240 months."""
    scene = played("quiet")
    branch = scene.decided.branched(scene.scenario.options)
    silence(branch)
    for system, name in STATES:
        state = getattr(branch.systems[system], name)
        state[..., 1, :] += 0.1 * (1.0 + state[..., 1, :])
    apart, tension = [gaps(branch)], []
    for _ in range(scene.scenario.months):
        branch.step()
        apart.append(gaps(branch))
        tension.append(OUTCOMES["tension"].read(branch))
    yield branch, apart, np.stack(tension)
    branch.close()


def silence(world):
    """Everybody does what was usual at the start, and goes on doing it."""
    world.theory = Habit()
    for actor in world.agents:
        actor.masks.clear()
        for choice in actor.choices:
            getattr(actor, f"pick_{choice.name}")[:] = choice.index(choice.usual)


def gaps(world):
    """How far the kicked world stands from the other, in every state (…, worlds)."""
    states = {(system, name): getattr(world.systems[system], name) for system, name in STATES}
    return {key: np.abs(state[..., 1, :] - state[..., 0, :]) for key, state in states.items()}


@pytest.mark.expert("T29", doc="No shocks, no actors: indicators decay to their baselines")
@pytest.mark.parametrize(("system", "name"), STATES)
def test_a_world_at_rest_gets_over_a_kick(at_rest, system, name):
    _, apart, _ = at_rest
    first, last = apart[0][system, name], apart[-1][system, name]
    left = (last / first).max()
    print(f"{left:.1%} of the kick is left after twenty years")
    assert left < (1.0 if (system, name) in SLOW else 0.2)


@pytest.mark.expert("T29", doc="No shocks, no actors: tension bounded in [0, 1], and it comes to rest")
def test_tension_of_a_world_at_rest_stays_in_bounds_and_settles(at_rest):
    _, _, tension = at_rest
    assert ((tension >= 0) & (tension <= 1)).all()
    drift = np.abs(tension[-1] - tension[-13]).max()
    print(f"tension moves by {drift:.4f} in the last year")
    assert drift < 0.02


@pytest.mark.expert("T29", doc="No shocks, no actors: no NaN, no negative stock")
def test_a_world_at_rest_holds_finite_stocks_and_none_below_nought(at_rest):
    world, _, _ = at_rest
    for name, system in world.systems.items():
        for held, stock in vars(system).items():
            if isinstance(stock, np.ndarray):
                assert np.isfinite(stock).all(), f"{name}.{held}"
    men, arms = world.manpower, world.arms
    stocks = (men.camps, men.theatre, men.force, arms.stock, arms.in_transit, world.crypto.dark, world.economy.trade)
    assert all((stock >= 0).all() for stock in stocks)


@pytest.fixture
def reference(checkout):
    """The reference study, cut to sixty worlds and six months."""
    return Scenario.load(checkout / "scenarios" / "reference.yaml").replace(worlds=60, months=6)


def bits(scenario, **parts):
    """All outcomes of a scenario as bytes."""
    worlds = np.arange(scenario.worlds)
    drawn, luck = draw(load(scenario.evidence), scenario.seed, worlds, scenario.assume), Luck(scenario.seed, worlds)
    results = play(drawn, luck, scenario.options, scenario.decision_month, scenario.months, scenario.events, **parts)
    return b"".join(results.history[name].tobytes() + results.future[name].tobytes() for name in OUTCOMES)


@pytest.mark.expert("T36", doc="Same seed: identical")
def test_the_same_seed_gives_the_same_worlds(reference):
    assert bits(reference) == bits(reference)
    assert bits(reference.replace(seed=1)) != bits(reference)


@pytest.mark.expert("T36", doc="Shuffling the order of actors changes no bit")
def test_actors_asked_in_another_order_give_the_same_worlds(reference):
    names = list(ACTORS)
    np.random.default_rng(36).shuffle(names)
    assert names != list(ACTORS)
    assert bits(reference, actors={name: ACTORS[name] for name in names}) == bits(reference)
