"""Small findings for the tests of the charts, made from numbers that can be worked by hand."""

from dataclasses import replace

import numpy as np

from model.analysis.attribution.attribution import Attribution, Estimate, Share
from model.analysis.attribution.attribution_words import Why
from model.analysis.attribution.synergy import Pair
from model.analysis.bands import Bands
from model.analysis.comparison.comparison import Difference
from model.analysis.discovery.boxes import Box, Measure
from model.analysis.discovery.discovery import Discovery, Finding, Found
from model.analysis.discovery.failing import Failing
from model.analysis.discovery.failure_study import FailureStudy, Question
from model.analysis.discovery.screening import Screen
from model.analysis.discovery.uncertainties import PARAMETER, Uncertainty
from model.analysis.drivers.drivers import Driver, Drivers
from model.analysis.robustness.judgement import Judged, Judgement
from model.analysis.robustness.regret_futures import Future, RegretMap
from model.charts import (
    Chart,
    Dots,
    Flow,
    Moment,
    Subject,
    differences,
    dotplot,
    drivers_chart,
    failure_scatter,
    fan,
    flow_diagram,
    multiples,
    past_bands,
    regret,
    robustness,
    split_differences,
    synergy,
    timeline,
    tradeoffs,
)
from model.charts import attribution as attribution_chart

WORLDS = np.arange(101.0)
MONTHS = [f"2026-{month:02d}" for month in range(4, 13)]
TITLES = {"status_quo": "Status quo", "your_option": "Your option", "mediation": "Mediation", "purl": "PURL alone"}
LABELS = {
    "name": "Tension on the peninsula",
    "unit": "index",
    "sense": "lower",
    "month": "2029-03",
    "evidence": "articles",
}


def difference(option: str, shift: np.ndarray | float, outcome: str = "tension", **labels: str) -> Difference:
    """An option that moves an outcome of 101 worlds by so much."""
    return Difference.between(WORLDS, WORLDS + shift, option=option, outcome=outcome, **{**LABELS, **labels})


LESS = difference("mediation", -2.0 - WORLDS / 100)
SAME = difference("status_quo", 0.0)
UNTOLD = difference("purl", np.where(WORLDS % 2, 1.0, -1.0))
OWN = difference("your_option", -1.0)
FOUND = (SAME, OWN, LESS, UNTOLD)
COSTS = tuple(
    difference(option, shift, "policy_politics", name="Political cost of the option", unit="index / month")
    for option, shift in (("your_option", 1.0), ("mediation", 2.0), ("purl", 3.0))
)
PARTS = (
    replace(LESS, part="cease-fire", worlds=60),
    replace(UNTOLD, option="mediation", part="no cease-fire", worlds=41),
)


def subject(**changes: object) -> Subject:
    """A fan of nine months, two of them history."""
    history, quo, own = (Bands.of(WORLDS[:, None] * np.linspace(*ends)) for ends in ((1, 1, 2), (1, 2, 7), (1, 1.5, 7)))
    return replace(Subject("Tension on the peninsula", "index", MONTHS, history, quo, own), **changes)


def share(lever: str, value: float, told: bool = True) -> Share:
    """A part with its Shapley value, and half of it alone."""
    reach = 0.5 if told else 2 * abs(value) + 1
    estimate = Estimate(value, value - reach, value + reach)
    return Share(lever, estimate, Estimate(value / 2, value / 2 - 0.1, value / 2 + 0.1), estimate)


TOTAL = Estimate(-4.0, -5.0, -3.0)
SHARES = (share("neutral_envoys", -3.0), share("dialogue_offer", -1.5), share("purl", 0.5, told=False))
ATTRIBUTED = Attribution(
    "tension", "2029-03", "added", 101, 101, 8, True, 50.0, 46.0, TOTAL, SHARES, Estimate(-2.0, -3.0, -1.0)
)
PAIRS = (
    Pair(("neutral_envoys", "dialogue_offer"), Estimate(-1.0, -1.5, -0.5), True),
    Pair(("neutral_envoys", "purl"), Estimate(0.7, 0.2, 1.2), True),
    Pair(("dialogue_offer", "purl"), Estimate(0.1, -0.4, 0.6), False),
)
WHY = Why("Mediation", "Tension on the peninsula", "index", "lower", ATTRIBUTED, PAIRS, (), ())

DRIVER = Driver(
    "base_tension", "Tension to which the peninsula returns", "index", "tension", "assumption", None,
    index=0.4, low=0.3, high=0.5, dummy=0.1, floor=0.2, above=True, correlation=0.5, direction=1,
)  # fmt: skip
NOISE = replace(DRIVER, parameter="cooling_months", index=0.15, low=0.1, high=0.2, above=False, direction=0)
DRIVEN = Drivers(
    "Reference study", "articles", "prior", "", "tension", "Tension on the peninsula", "index", "2029-03",
    101, 101, 640, 500, 1, 1, 1.0, 101, 101, None, (DRIVER, NOISE),
)  # fmt: skip

FUTURES = (
    Future("sea_share", "Share of containers that go by sea", "share", "lowest third", 34, 34, 0.1, 0.3),
    Future("event/ceasefire", "Cease-fire in Ukraine", "months", "yes", 67, 67, float("nan"), float("nan")),
)
REGRET = RegretMap(
    "tension", "Tension on the peninsula", "index", "2029-03", 101, ("status_quo", "mediation"), FUTURES,
    ((0.2, 0.1), (0.0, 0.05)),
)  # fmt: skip
LEADS = {"regret_max": 0.9, "maximin": 1.0}
JUDGED = tuple(
    Judged(name, {"regret_max": value, "maximin": 1.0}, {"regret_max": place, "maximin": 1}, LEADS, 0, 0, 1.0, 0.5)
    for name, value, place in (("status_quo", 0.2, 2), ("mediation", 0.05, 1))
)
JUDGEMENT = Judgement(
    "tension", "Tension on the peninsula", "index", "lower", "2029-03", "articles", 101, 101, 0.5, (), JUDGED
)

SEA = Uncertainty("sea_share", PARAMETER, "Share of containers that go by sea", "share", "derived", WORLDS / 100)
BUSY = Uncertainty("busy", PARAMETER, "Whether the world is busy", "switch", "assumption", WORLDS % 2)
FAILS = WORLDS > 60


def failed(boxes: tuple[Found, ...] | None = None) -> FailureStudy:
    """A study in which an option fails where more than 0.6 goes by sea."""
    box = Box({0: (0.6, np.inf)})
    found = (Found(box, Measure.of(box.holds(SEA.values[:, None]), FAILS), {0: 0.01}),) if boxes is None else boxes
    finding = Finding("PRIM", found, found[0].measure if found else Measure(101, 40, 0, 0), None, None, None)
    screen = Screen((0, 1), np.zeros(2), np.zeros(2), {})
    answer = Discovery(101, int(FAILS.sum()), True, screen, (), (finding,))
    question = Question("mediation", "tension", "2029-03")
    failing = Failing(FAILS, "raises tension on the peninsula in March 2029, compared with the status quo")
    return FailureStudy(
        question, "runs/x", "Mediation", "index", "articles", "prior", "2026-04", failing, (SEA, BUSY), answer, 0
    )


DOTS = Dots("Tension on the peninsula", "index", "2029-03", WORLDS, 40.0, "Your option")
FLOWS = (
    Flow("Supplies", "Sea", 4.0, 6.0, 8.0),
    Flow("Supplies", "Air", 1.0, 2.0, 3.0),
    Flow("Sea", "Arrives", 3.0, 5.0, 7.0),
    Flow("Sea", "Seized", 0.5, 1.0, 2.0),
    Flow("Air", "Arrives", 1.0, 2.0, 3.0),
)
MOMENTS = (
    Moment("2026-04", "Levers", "Neutral envoys set out", "lever"),
    Moment("2026-06", "North Korea", "sends less", "turn", "depletion", "north_korea.shipments"),
    Moment("2026-06", "North Korea", "tests", "test"),
    Moment("2026-12", "Russia", "pays more", "turn"),
)
PREDICTED = (
    {"target": "containers", "fitted": True, "unit": "containers", "low": 28.0, "high": 38.0}
    | {"prior": [5, 20, 60], "kept": [29, 32, 37]},
    {"target": "troops", "fitted": False, "unit": "persons", "low": 14.0, "high": None}
    | {"prior": [1, 8, 15], "kept": [2, 9, 16]},
)


WITH_WORLDS = {"worlds": np.ones((3, 7)), "observed": [("2026-05", 3.0, 1.0, 5.0)]}


def every() -> dict[str, Chart]:
    """One chart of every kind, by name."""
    return {
        "fan": fan(subject()),
        "brief fan": fan(subject(), size=160, brief=True),
        "pinned fan": fan(subject(pinned={"Mediation": subject().option}, **WITH_WORLDS)),
        "multiples": multiples([subject(), subject(name="Cohesion of the three allies")]),
        "dotplot": dotplot(DOTS),
        "differences": differences(FOUND, TITLES),
        "split": split_differences(PARTS, "Mediation"),
        "trade-offs": tradeoffs(FOUND[1:], COSTS, TITLES),
        "regret": regret(REGRET, TITLES),
        "robustness": robustness(JUDGEMENT, TITLES),
        "attribution": attribution_chart(WHY),
        "synergy": synergy(WHY),
        "drivers": drivers_chart(DRIVEN, TITLES),
        "failures": failure_scatter(failed()),
        "timeline": timeline(MOMENTS, MONTHS, "Central history under “Mediation”", 101),
        "flow": flow_diagram(FLOWS, "US$ m / month", "Goods in March 2029 under “Mediation”"),
        "past": past_bands(PREDICTED),
    }
