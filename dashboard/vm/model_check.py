"""The Model check page: how the past fits, what results rest on, every parameter, the experts' tests, the limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from dashboard.vm import evidence, past_words
from dashboard.vm.evidence_index import distribution
from dashboard.vm.past_words import figure_name, share
from dashboard.vm.plain import text
from model.analysis.drivers.drivers import ASSUMED
from model.analysis.fit import fits
from model.analysis.wording import number
from model.charts import Chart
from model.charts.past import past_bands
from model.evidence import load as load_evidence
from model.experiment import Results
from model.experiment import Scenario as Study
from model.experiment.designs.mixed_worlds import family_of
from model.experiment.pasts.histories import stored as stored_histories
from model.experiment.pasts.past_report import SAMPLE, Histories, PastReport, comparable, past_report, predicted
from model.experiment.replay import scenario_of
from model.parameters import BASES, Parameter, load

PARTS = ("The past", "Back-cast", "What it rests on", "Parameters", "Experts' tests", "Known limits")
BEGUN = 0.1  # shown while the work cannot say how far it is
SHOWN = 30  # rows of a table of parameters; more are found with the filter, all in the download
HOW_READ = (
    f"Bands are those of seeds/targets.yaml, written before the first search and never widened. {SAMPLE:,} prior "
    "histories are played for comparison. That figures which histories were chosen by are met is no evidence; figures "
    "left out are the test."
)
MOVED_WORDS = (
    "Keeping only histories that meet the figures moves these parameters. The distance is Kolmogorov and Smirnov's, "
    "between kept draws and the prior, from 0 to 1; listed where chance would show as much in under one of 1,000 cases."
)
ALONE_WORDS = "How many prior worlds each figure leaves out by itself, and in the search, where the earliest goes first"
LIMITS = (
    "Most numbers are judgement. The bands show what follows from them, not how far the judgement itself may be off; "
    "doubt about the model's shape is in no band.",
    "Some figures that were left out are missed, as the first tab says. The two evidence sets contradict each other on "
    "the growth of 2024, so no history can meet both.",
    "Nobody inside a state acts: no leader, ministry, unit, ship, broker or firm singly, and no succession.",
    "The front has an intensity and losses, not a line. A cease-fire is a hazard, not an outcome of battle.",
    "Trade is totals over three routes: no prices and no exchange rate. Chinese and Russian leaks are one leakage.",
    "An option is carried out as written. Events do not change the coalition's resolve; only a sponsor may give up.",
    "Shippers re-route by a smooth rule; nobody plans moves ahead against the coalition.",
    "Delays are of first order or exact; no chain of stages.",
    "Levels of different levers are not equal in cost or feasibility; costs stand beside and are not weighed.",
)  # fmt: skip

Asked = tuple[Any, ...]


def study_of(results: Results | None, live: Study) -> Study:
    """The study whose past is looked at: that of an opened run, else the live one."""
    return scenario_of(results.manifest) if results else live


def titles_of(results: Results) -> dict[str, str]:
    """The titles of a run's options, by id."""
    return {name: words["title"] for name, words in results.manifest.facts["option_words"].items()}


def past_job(study: Study) -> Asked:
    """Key, work and arguments of holding the past against its figures; options and later events play no part."""
    asked = study.replace(options=study.options[:1])
    parts = (study.evidence, study.seed, study.decision_month, study.histories, study.worlds, study.lucks)
    return f"past {parts!r} {dict(study.assume)!r}", reported, asked


def reported(tell: Callable[[float], None], study: Study) -> PastReport:
    """The report on a study's past; long work for a process of its own."""
    tell(BEGUN)
    if study.histories == "prior":
        return prior_report(study)
    kept = stored_histories(study, lambda said: None)
    return past_report(study, kept) if kept and kept.numbers else prior_report(study)


def prior_report(study: Study) -> PastReport:
    """The report on a past that nothing was left out of."""
    shown = comparable(study)
    prior, after = Histories.of(study, np.arange(SAMPLE), shown), Histories({}, None)
    rows = tuple(predicted(target, False, prior, after) for target in shown)
    return PastReport(0, 0, 1.0, {}, {}, (), rows, (), len(load(study.evidence)))


def summary(report: PastReport) -> str:
    """How well the past is reproduced, in one sentence."""
    return past_words.summary(fits(report.predictive))


def misfits(report: PastReport) -> list[str]:
    """What is not reproduced, worst first."""
    return [text(said) for said in past_words.misfits(fits(report.predictive))]


def past_chart(report: PastReport) -> Chart:
    """Every figure's band beside prior and kept histories, misfits first."""
    order = [one.target for one in fits(report.predictive)]
    rows = sorted(report.predictive, key=lambda row: order.index(row["target"]))
    return past_bands(rows, {name: figure_name(name) for name in order})


def chosen_words(report: PastReport) -> str:
    """How many worlds were tried and kept, which figures fight, and that hardly any is kept where that is so."""
    said = [past_words.tried(report), past_words.fight(report) if report.together else ""]
    return text(" ".join(filter(None, said)))


def alone_table(report: PastReport, address: Mapping[str, str]) -> pd.DataFrame:
    """What each figure leaves out by itself, most first, with a link to its entry."""
    order = sorted(report.alone, key=lambda name: -report.alone[name])
    rows = [
        [
            text(figure_name(name)),
            share(report.alone[name]),
            f"{report.dropped.get(name, 0):,}",
            evidence.link(name, address),
        ]
        for name in order
    ]
    columns = ["Figure of the past", f"Of {SAMPLE:,} leaves out", f"Of {report.tried:,} first to leave out", "Evidence"]
    return pd.DataFrame(rows, columns=columns)


def moved_table(report: PastReport, study: Study, address: Mapping[str, str]) -> pd.DataFrame:
    """The parameters that moved, most first, each with its evidence or the mark of an assumption."""
    known = load(study.evidence)
    rows = [
        [
            evidence.link(row["parameter"], address),
            text(known[row["parameter"]].means),
            "up" if row["shift"] > 0 else "down",
            number(row["distance"]),
            rests_on(known[row["parameter"]], address),
        ]
        for row in report.moved
    ]
    return pd.DataFrame(rows, columns=["Parameter", "Means", "Moved", "Distance", "Rests on"])


def moved_words(report: PastReport) -> str:
    """How many parameters moved and how many did not."""
    return f"{len(report.moved):,} parameters moved and {report.unmoved:,} did not. {MOVED_WORDS}"


def rests_on(parameter: Parameter, address: Mapping[str, str]) -> str:
    """Links to the evidence behind a parameter, or the word “assumption”; other references are named and not linked."""
    if parameter.basis == ASSUMED:
        return ASSUMED
    known = load_evidence().sources
    linked = [name for name in parameter.source if name in known]
    keys = ([parameter.figure] if parameter.figure else []) + [f"{evidence.SOURCE}{name}" for name in linked]
    loose = [text(name) for name in parameter.source if name not in known]
    named = ", ".join(filter(None, (evidence.links(keys, address), *loose)))
    return f"{parameter.basis}: {named or evidence.link(parameter.name, address)}"


def basis_table(which: str) -> pd.DataFrame:
    """How many parameters of each family rest on what, families with most parameters first."""
    found = Counter((family_of()[one.name], one.basis) for one in load(which).values())
    families = Counter(family_of()[name] for name in load(which))
    rows = [
        [family.replace("_", " "), f"{total:,}", *(f"{found[family, basis] or '–'}" for basis in BASES)]
        for family, total in families.most_common()
    ]
    return pd.DataFrame(rows, columns=["Family", "Parameters", *(basis.capitalize() for basis in BASES)])


def basis_words(which: str) -> str:
    """How many of all parameters are mere assumptions."""
    found = Counter(one.basis for one in load(which).values())
    return (
        f"Of {found.total():,} parameters of the {which} set, {found[ASSUMED]:,} are assumptions: no figure, record or "
        "literature informs them. Each has a unit, a range and a reason on the Evidence page."
    )


def matching(which: str, words: str, bases: Sequence[str]) -> tuple[Parameter, ...]:
    """The parameters that hold every word, of some bases or of all."""
    wanted = words.lower().split()
    return tuple(
        one
        for one in load(which).values()
        if (not bases or one.basis in bases)
        and all(word in f"{one.name} {one.means} {one.unit} {family_of()[one.name]}".lower() for word in wanted)
    )


def parameter_table(found: Sequence[Parameter], address: Mapping[str, str]) -> pd.DataFrame:
    """The first of some parameters, each with a link to its entry and what it rests on."""
    rows = [
        [
            evidence.link(one.name, address),
            text(one.means),
            text(f"{distribution(one)} {one.unit}"),
            rests_on(one, address),
        ]
        for one in found[:SHOWN]
    ]
    return pd.DataFrame(rows, columns=["Parameter", "Means", "Prior", "Rests on"])


def parameters_csv(found: Sequence[Parameter]) -> str:
    """Parameters with everything known of them, as CSV text."""
    rows = [
        [one.name, family_of()[one.name], one.means, one.unit, one.distribution.describe(), one.limits(), one.basis,
         one.figure or "", "; ".join(one.source), one.why]
        for one in found
    ]  # fmt: skip
    columns = ["parameter", "family", "means", "unit", "prior", "possible", "basis", "figure", "sources", "why"]
    return pd.DataFrame(rows, columns=columns).to_csv(index=False, lineterminator="\n")


def found_words(found: Sequence[Parameter]) -> str:
    """How many parameters were found and how many of them are shown."""
    if not found:
        return evidence.NOTHING
    more = f"; the first {SHOWN} are shown, all are in the download" if len(found) > SHOWN else ""
    return f"{len(found):,} parameter{'s' if len(found) > 1 else ''} found{more}."


def not_modelled_table(address: Mapping[str, str]) -> pd.DataFrame:
    """What the articles name and the model leaves out, with the reason."""
    rows = [[evidence.link(name, address), text(why)] for name, why in load_evidence().not_modelled.items()]
    return pd.DataFrame(rows, columns=["Named in the articles", "Why nothing in the model answers to it"])
