"""What a visitor has set: levers with their timing, the evidence, the decision, outside events and assumptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dashboard.vm.details import PLAIN, Details, settled, with_distribution
from model.evidence import month_text
from model.experiment import Scenario as Study
from model.levers import LEVEL_OF, LEVERS, STATUS_QUO, Option
from model.parameters import Distribution, load

OFF = "off"
LEVELS = tuple(LEVEL_OF)
EVIDENCE = {"articles": "what the two articles state", "record": "the public record, where it contradicts them"}
HISTORIES = {
    "conditioned": "only worlds whose past lies inside the bands of the evidence's figures",
    "prior": "all worlds, whatever their past: quick, but not conditioned on the evidence",
}
YOURS = "your_option"
TITLE = "Your option"
STUDY = "A scenario of the dashboard"
WORLDS = 1000
LUCKS = 4  # with how many a kept history is continued, as in the reference study
MONTHS = 36
SEED = 20260301
DECISION = "2026-04"


@dataclass(frozen=True)
class Scenario:
    """Everything a visitor can change, in one order; hashable, so it is its own key.

    Parameters
    ----------
    levels : (lever id, name of a level) of the levers that are on; those that are off are left out
    details : (lever id, Details) where a lever's timing, settings or exact level are not the plain ones
    coordination : how closely the levers are co-ordinated, from 0 to 1
    evidence : "articles" or "record"
    decision_month : "YYYY-MM" in which the levers begin
    events : (month "YYYY-MM", event id) of what happens outside in every world
    assume : (parameter, distribution text such as "triangular 0.1 0.2 0.3") in place of a prior
    histories : "conditioned" or "prior"
    worlds, seed, months, lucks : int

    Raises
    ------
    ValueError
        Naming what does not exist, stands twice or breaks one of the model's own rules.
    """

    levels: tuple[tuple[str, str], ...] = ()
    evidence: str = "articles"
    details: tuple[tuple[str, Details], ...] = ()
    coordination: float = 0.0
    decision_month: str = DECISION
    events: tuple[tuple[str, str], ...] = ()
    assume: tuple[tuple[str, str], ...] = ()
    histories: str = "conditioned"
    worlds: int = WORLDS
    seed: int = SEED
    months: int = MONTHS
    lucks: int = LUCKS
    _study: Study = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.evidence not in EVIDENCE:
            raise ValueError(f"evidence: {self.evidence!r} is none of {', '.join(EVIDENCE)}")
        refuse_levels(self.levels)
        given, details = dict(self.levels), dict(self.details)
        on = tuple((lever, given[lever]) for lever in LEVERS if given.get(lever, OFF) != OFF)
        kept = ((lever, details.get(lever, PLAIN).beside(level)) for lever, level in on)
        parameters = load(self.evidence)
        assumed = {name: with_distribution(parameters, name, text) for name, text in self.assume}
        values = {
            "levels": on,
            "details": tuple((lever, detail) for lever, detail in kept if detail != PLAIN),
            "coordination": float(self.coordination) if on else 0.0,
            "events": tuple(sorted(set(self.events))),
            "assume": tuple((name, settled(assumed[name])) for name in sorted(assumed)),
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_study", self.played_with(assumed))
        self.option()

    @classmethod
    def of(cls, levels: Mapping[str, str], evidence: str = "articles", **rest: object) -> Scenario:
        """The scenario with these levers, lever id to level name."""
        return cls(tuple(levels.items()), evidence, **rest)

    @property
    def is_status_quo(self) -> bool:
        """Whether no lever is on."""
        return not self.levels

    @property
    def status_quo(self) -> Scenario:
        """The same world without any lever."""
        return replace(self, levels=(), details=(), coordination=0.0)

    def level(self, lever: str) -> str:
        """The level of one lever."""
        return dict(self.levels).get(lever, OFF)

    def detail(self, lever: str) -> Details:
        """Timing, settings and exact level of one lever."""
        return dict(self.details).get(lever, PLAIN)

    def option(self) -> Option:
        """The policy option that the engine plays."""
        held = tuple(self.detail(lever).commitment(lever, level) for lever, level in self.levels)
        return Option(YOURS, TITLE, held, self.coordination)

    @property
    def key(self) -> str:
        """All of it as a text, under which what was played is kept."""
        return repr(self)

    def study(self, options: Sequence[Option] = ()) -> Study:
        """The study that `fulcrum run` would play: the status quo, your option unless it is the same, and `options`."""
        own = () if self.is_status_quo else (self.option(),)
        others = tuple(option for option in options if option.id not in (STATUS_QUO.id, YOURS))
        return self._study.replace(options=(STATUS_QUO, *own, *others))

    def played_with(self, assumed: Mapping[str, Distribution]) -> Study:
        """The study of this scenario without its option, checked by the engine's own rules."""
        events: dict[str, tuple[str, ...]] = {}
        for month, event in self.events:
            events[month] = (*events.get(month, ()), event)
        keys = ("decision_month", "months", "worlds", "seed", "evidence", "histories", "lucks")
        rest = {key: getattr(self, key) for key in keys}
        return Study(STUDY, assume=assumed, events=events, **rest)

    def yaml(self, options: Sequence[Option] = ()) -> str:
        """The study as a scenario file that `fulcrum run` accepts and that gives the same numbers."""
        from dashboard.vm.scenario_file import written

        return written(self.study(options))

    @classmethod
    def from_study(cls, study: Study, option: Option = STATUS_QUO) -> Scenario:
        """What a visitor would have set to play one option of a study."""
        held = {c.lever: Details.of(c) for c in option.commitments if c.level > 0}
        return cls(
            levels=tuple((lever, level) for lever, (level, _) in held.items()),
            details=tuple((lever, detail) for lever, (_, detail) in held.items()),
            coordination=option.coordination,
            decision_month=month_text(study.decision_month),
            events=tuple((month_text(month), event) for month, events in study.events.items() for event in events),
            assume=tuple((name, settled(distribution)) for name, distribution in study.assume.items()),
            **{key: getattr(study, key) for key in ("evidence", "histories", "worlds", "seed", "months", "lucks")},
        )


def refuse_levels(levels: Sequence[tuple[str, str]]) -> None:
    """ValueError for a lever or level that does not exist, or a lever that stands twice."""
    if len(dict(levels)) != len(levels):
        raise ValueError("levels: a lever stands twice")
    for lever, level in levels:
        if lever not in LEVERS:
            raise ValueError(f"levels: no such lever {lever!r}")
        if level not in LEVELS:
            raise ValueError(f"{lever}: level {level!r} is none of {', '.join(LEVELS)}")
