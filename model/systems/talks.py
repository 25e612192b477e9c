"""Talks and deals: four tracks side by side, one transition table, at most one move a month on each."""

from __future__ import annotations

import numpy as np

from model.systems.bargain import surplus
from model.systems.system import LN2, System, bounded, leaving

TRACKS = ("envoy", "inter_korean", "roadmap", "six_party")
MOVES = ("refuse", "probe", "accept", "defect")
REFUSE, PROBE, ACCEPT, DEFECT = range(len(MOVES))
ENVOY, KOREAN, ROADMAP, SIX_PARTY = range(len(TRACKS))
PHASES = ("none", "talks", "partial", "full", "broken")
NONE, TALKS, PARTIAL, FULL, BROKEN = range(len(PHASES))
TRANSITIONS = (
    (NONE, TALKS, "convened"),
    (TALKS, NONE, "walked_out"),
    (TALKS, PARTIAL, "partly_agreed"),
    (TALKS, FULL, "agreed"),
    (PARTIAL, FULL, "completed"),
    (PARTIAL, BROKEN, "broke"),
    (FULL, BROKEN, "broke"),
    (BROKEN, NONE, "cooled"),
)


class Columns:
    """Some columns of the block by track: called with an array of any shape, it gives the numbers there (columns,)."""

    def __init__(self, tracks: np.ndarray, options: np.ndarray, worlds: np.ndarray) -> None:
        self.place = (tracks, options, worlds)
        self.tracks, self.options, self.worlds = self.place

    def __call__(self, x: np.ndarray) -> np.ndarray:
        *tracks, options, worlds = x.shape
        place = self.options * worlds + self.worlds if options > 1 else self.worlds
        return x.take(self.tracks * (options * worlds) + place if tracks else place)

    def parameters(self, p) -> Drawn:
        """The parameters of the columns' worlds."""
        return Drawn(p, self.worlds)


class Drawn:
    """Parameters in some worlds, in any order and number."""

    def __init__(self, p, worlds: np.ndarray) -> None:
        self.p, self.worlds = p, worlds

    def __getattr__(self, name: str) -> np.ndarray:
        return getattr(self.p, name).take(self.worlds)


def settled(phase: np.ndarray, hazards: dict[str, np.ndarray], luck: np.ndarray) -> np.ndarray:
    """Phase after this month: competing hazards, settled by one number (columns,)."""
    starts, ends, names = zip(*(way for way in TRANSITIONS if way[-1] in hazards), strict=True)
    rates = np.stack([hazards[name] for name in names])
    rates *= phase == np.array(starts)[:, None]
    passed = np.cumsum(rates, axis=0)
    before, total = np.vstack([np.zeros(phase.shape), passed[:-1]]), passed[-1]
    chance = leaving(total)
    happens = luck < chance
    aim = luck / np.where(happens, chance, 1.0) * total
    way, column = np.nonzero(happens & (aim >= before) & (aim < passed))
    after = phase.copy()
    after[column] = np.array(ends)[way]
    return after


class Talks(System):
    """Phase of each track (tracks, options, worlds), trust as a Beta count, demilitarisation, relief that flows.

    Success needs a bargaining surplus above zero, whatever the effort. Source: grounding §3.5, §3.15.
    """

    def open(self) -> None:
        w, p = self.world, self.world.p
        self.phase = np.zeros((len(TRACKS), *w.shape), dtype=np.int8)
        self.months_in_talks = np.zeros((len(TRACKS), *w.shape))
        self.surplus = np.zeros((len(TRACKS), *w.shape))
        self.kept = self.full(p.initial_trust * p.trust_strength)
        self.broken = self.full((1.0 - p.initial_trust) * p.trust_strength)
        self.progress, self.relief = self.zeros(), self.zeros()
        self.verification = self.full(p.verification_start)  # quality of monitoring, 0 to 1
        self.oversight = self.verification.copy()  # that of a halt of deployments, which imagery helps to see
        self.easing = leaving(LN2 / p.relief_lag)
        self.read()

    def read(self) -> None:
        """What the phases mean for the rest of the world, all shares from 0 to 1."""
        p = self.world.p
        level = p.partial_deal * (self.phase == PARTIAL) + (self.phase == FULL)
        self.level = level
        self.halt = np.maximum(p.halt_depth * level[ENVOY], p.six_party_halt * level[SIX_PARTY])
        self.moratorium = np.maximum(level[ROADMAP], p.six_party_moratorium * level[SIX_PARTY])
        talking = (self.phase == TALKS) * p.talking_calms
        self.calming = np.maximum(np.maximum(level[ENVOY], level[KOREAN]), np.maximum(level[ROADMAP], level[SIX_PARTY]))
        busy = np.maximum(np.maximum(talking[ENVOY], talking[KOREAN]), np.maximum(talking[ROADMAP], talking[SIX_PARTY]))
        self.calming = np.maximum(self.calming, busy)
        self.fishing_open = np.maximum(p.fishing_alone, level[ROADMAP])
        self.demilitarised = self.progress
        self.relief_flowing = self.relief
        self.trust = self.kept / (self.kept + self.broken)

    def reached(self, track: str) -> np.ndarray:
        """How far an agreement stands on a track: 0 none, 1 full."""
        return self.level[TRACKS.index(track)]

    def running(self, track: str) -> np.ndarray:
        """Whether talks run on a track, as 0 or 1."""
        return (self.phase[TRACKS.index(track)] == TALKS).astype(float)

    def advance(self) -> None:
        w, p, i = self.world, self.world.p, self.world.instruments
        imagery = p.imagery_helps * w.monitors.chose("attention", "imagery")
        self.verification = np.clip(p.verification_start + i.verification + 0.0 * self.trust, 0.0, 1.0)
        self.oversight = np.minimum(1.0, self.verification + imagery)
        self.surplus = surplus(w)
        before = self.phase
        luck = np.stack([w.luck_of(f"talks/{track}") for track in TRACKS])
        self.phase = before + ((before == NONE) & (luck < leaving(self.convening())))
        busy = Columns(*np.unravel_index(np.flatnonzero(before != NONE), before.shape))
        self.phase[busy.place] = settled(before[busy.place], self.hazards(busy), busy(luck))
        self.months_in_talks = (self.months_in_talks + 1.0) * (self.phase == TALKS)
        self.remember(before)
        self.read()

    def hazards(self, at: Columns) -> dict[str, np.ndarray]:
        """Hazard of every transition where talks run or a deal stands or broke (columns,), 1 / month."""
        w, p = self.world, at.parameters(self.world.p)
        move = at(w.north_korea.talks)
        refuses, probes, accepts, defects = ((move == m).astype(float) for m in range(len(MOVES)))
        willing = accepts + p.probing * probes
        rent, trust, joint = at(w.economy.dependence), at(self.trust), at(self.surplus)
        base = -np.log1p(-p.mediation_success) / p.attempt_months
        tries = np.minimum(1.0, at(self.months_in_talks) / p.attempt_months)
        odds = (
            p.success_surplus * bounded(joint / p.surplus_scale)
            + p.success_stalemate * np.minimum(1.0, at(w.manpower.gap) * p.gap_scale)
            + p.success_trust * trust
            - p.success_early * tries * (1.0 - tries)
            - p.success_rent * rent
        )
        succeed = base * np.exp(odds) * willing * (joint > 0)
        strain = np.exp(
            p.break_rent * rent
            + p.break_tension * bounded(at(w.tension.peninsula))
            - p.break_trust * trust
            - p.break_monitoring * at(self.verification)
        )
        alone = 1.0 + p.fragile_alone * at(w.envoys.absent) * (at.tracks == ENVOY)
        breaks = p.deal_breakdown * strain * alone + p.defection_breaks * defects
        turned = p.turnover_breaks * at(w.outside_events.turnover)
        condemned = at(w.security_council.condemned)
        return {
            "walked_out": p.walkout + p.refusal_ends * (refuses + defects) + p.council_ends * condemned,
            "partly_agreed": succeed * (1.0 - p.full_share),
            "agreed": succeed * p.full_share,
            "completed": succeed * p.full_share,
            "broke": breaks + turned,
            "cooled": 1.0 / p.cooling_months,
        }

    def convening(self) -> np.ndarray:
        """Hazard that talks convene on each track, 0 where North Korea refuses or defects (tracks, options, worlds)."""
        w, p, i = self.world, self.world.p, self.world.instruments
        envoy = w.envoys.effort / p.envoy_setup_months
        inter_korean = w.south_korea.dialogue / 2.0 / p.korean_setup_months
        summit = p.summit_opens * w.outside_events.summit
        roadmap = (i.roadmap_effort + p.summitry_opens * w.united_states.summitry) / p.roadmap_setup_months + summit
        listens = (w.north_korea.talks == PROBE) | (w.north_korea.talks == ACCEPT)
        return np.stack([envoy, inter_korean, roadmap + 0.0 * envoy, w.six_party.convening]) * listens

    def remember(self, before: np.ndarray) -> None:
        """Trust, progress and relief follow what was kept and what was broken."""
        p, i = self.world.p, self.world.instruments
        stands = (self.phase == PARTIAL) | (self.phase == FULL)
        broke = (self.phase == BROKEN) & (before != BROKEN)
        held = (stands[ENVOY] * 1.0 + stands[KOREAN] + stands[ROADMAP] + stands[SIX_PARTY]) / len(TRACKS)
        failed = broke[ENVOY] * 1.0 + broke[KOREAN] + broke[ROADMAP] + broke[SIX_PARTY]
        self.kept = self.kept + self.verification * held
        self.broken = self.broken + p.trust_loss * failed
        level = p.partial_deal * (self.phase[ROADMAP] == PARTIAL) + (self.phase[ROADMAP] == FULL)
        self.progress = self.progress + p.demilitarisation_speed * level * self.verification * (1.0 - self.progress)
        self.progress = self.progress * (1.0 - p.demilitarisation_reversal * broke[ROADMAP])
        tail = self.relief * (1.0 - self.easing) * (1.0 - i.snap_back * (level == 0))
        self.relief = np.maximum(level, tail)
