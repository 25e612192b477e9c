"""The Evidence page: how well things are known, the weakest that matter most, and every entry by its id."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from dashboard.vm.address import PAGE_PREFIX
from dashboard.vm.evidence_index import KINDS, NOT_READ, SOURCE, Entry, capital, entries
from dashboard.vm.plain import text
from model.analysis.drivers.driver_words import driver_sentences
from model.analysis.drivers.drivers import ASSUMED, Drivers, drivers
from model.analysis.stories.phrases import said
from model.analysis.wording import number
from model.evidence import Conflict, load
from model.experiment import Results
from model.levers import STATUS_QUO
from model.strict_yaml import did_you_mean

ID_KEY = f"{PAGE_PREFIX}id"
PAGE = "evidence"
BEGUN = 0.1  # the process has started, and no more can be said until it is done
RANKED = 40  # drivers ranked, among which the assumptions are sought
SHOWN = 5  # of the weakest; a reader can look after so many
MOST_TIED = 40  # ties listed in a detail; an article ties more than a reader follows
ADDRESS = re.compile(r"(https?://)?[\w-]+(\.[\w-]+)+(/\S*)?\Z")
GRADES = ("corroborated", "relayed", "imprecise", "uncorroborated", "contradicted", "unchecked", "internal")
BASES = ("article", "record", "literature", "derived", "assumption")
NOTHING = "No evidence matches. Clear filters."
PLACEHOLDER = "Choose or type an id, such as M23, L04, A-F03 or leakage"
SHOWN_ID = rf"[?&]{ID_KEY}=(?:source%3A)?([^&]+)"
COUNTS_NAME = "How many figures, parameters, claims, mechanisms and sources there are, by grade, basis or reading"
CONFLICTS = (
    "Both values are carried: the evidence set that you choose at the left says which of them the worlds follow."
)
CONFLICTS_NAME = "What the public record does not bear out: both values, what the record's acts on, and the sources"
GRADES_NAME = "What each grade of a figure means, from corroborated to internal"
FILTER_HELP = "Words that must all stand in the id, the sentence, the standing or the place."
PLURALS = {
    "figure": "figures", "claim": "claims", "mechanism": "mechanisms", "parameter": "parameters",
    "target": "targets", "actor": "actors", "source": "sources", "passage": "passages",
}  # fmt: skip
WHY_WEAK = (
    "An assumption is pure judgement: no figure, record or literature informs it. Influence is the PAWN index, from 0 "
    "to 1: how far the distribution of the outcome depends on the parameter."
)


@dataclass(frozen=True)
class Count:
    """How many entries of a kind there are, and how many of each standing: (standing, count) from firm to weak."""

    kind: str
    total: int
    standings: tuple[tuple[str, int], ...]


def counts(evidence: str = "articles") -> tuple[Count, ...]:
    """The kinds that have a grade, a basis or a reading, each with its counts."""
    found = entries(evidence).values()
    made = []
    for kind in ("figure", "parameter", "claim", "mechanism", "source"):
        of_kind = Counter(entry.standing for entry in found if entry.kind == kind)
        order = {"figure": GRADES, "parameter": BASES}.get(kind, tuple(of_kind))
        listed = tuple((name, of_kind[name]) for name in order if of_kind[name])
        made.append(Count(PLURALS[kind], of_kind.total(), listed))
    return tuple(made)


def counts_table(found: Sequence[Count]) -> pd.DataFrame:
    """The counts as a table with a row for each kind."""
    rows = [
        [capital(item.kind), f"{item.total:,}", "; ".join(f"{name} {count:,}" for name, count in item.standings)]
        for item in found
    ]
    return pd.DataFrame(rows, columns=["Kind", "In all", "By grade, basis or reading"])


def counts_sentences(found: Sequence[Count]) -> str:
    """The counts that matter most, weakest first, in a short paragraph."""
    of = {item.kind: (item.total, dict(item.standings)) for item in found}
    parameters, bases = of["parameters"]
    figures, grades = of["figures"]
    sources, readings = of["sources"]
    return (
        f"Of {parameters:,} parameters, {bases['assumption']:,} are assumptions. Of {figures:,} figures in the two "
        f"articles, the public record supports {grades['corroborated']:,} and contradicts {grades['contradicted']:,}; "
        f"for {grades['uncorroborated']:,} nothing was found. Of {sources:,} sources, "
        f"{sources - readings[NOT_READ]:,} were read for this project; the others were taken from notes."
    )


@dataclass(frozen=True)
class Weak:
    """A parameter that is a mere assumption and moves the outcome: its key, what it means, its influence in words."""

    key: str
    means: str
    influence: str
    standing: str


def weakest(found: Drivers) -> tuple[Weak, ...]:
    """The assumptions among the drivers of an outcome, the strongest first."""
    assumed = [driver for driver in found.drivers if driver.basis == ASSUMED][:SHOWN]
    return tuple(
        Weak(
            driver.parameter,
            driver.means,
            f"{number(driver.index)} ({number(driver.low)} to {number(driver.high)})",
            "above noise" if driver.above else "within noise",
        )
        for driver in assumed
    )


def weakest_job(results: Results, outcome: str) -> tuple[Any, ...]:
    """Key, work and arguments of ranking what drives an outcome, or the difference the option makes to it."""
    option = next((name for name in results.options if name != STATUS_QUO.id), "")
    key = "|".join(("drivers", str(results.folder), results.manifest.facts["content"], outcome, option))
    return key, ranked, str(results.folder), outcome, option


def ranked(tell: Callable[[float], None], folder: str, outcome: str, option: str) -> Drivers:
    """What drives an outcome in the last month; long work for a process of its own."""
    tell(BEGUN)
    return drivers(Results.open(folder), outcome, option=option, shown=RANKED)


def weakest_words(found: Drivers, results: Results) -> str:
    """What is driven, how much of that rests on assumptions, and what an assumption is."""
    titles = {name: words["title"] for name, words in results.manifest.facts["option_words"].items()}
    return text(" ".join((*driver_sentences(found, titles), WHY_WEAK)))


def weakest_name(found: Drivers) -> str:
    """What the table of the weakest parameters shows."""
    what = f"the effect of the option on {said(found.outcome)}" if found.option else said(found.outcome)
    return f"The assumptions that {what} depends on most, strongest first"


def weakest_table(rows: Sequence[Weak], address: Mapping[str, str]) -> pd.DataFrame:
    """The weakest parameters as a table, each with a link to its entry."""
    cells = [[link(row.key, address), text(row.means), row.influence, row.standing] for row in rows]
    return pd.DataFrame(cells, columns=["Parameter", "Means", "Influence (90 % interval)", "Against noise"])


def link(key: str, address: Mapping[str, str]) -> str:
    """A link, in Markdown, to an entry of this page, with the scenario that the address says."""
    shown = text(key.removeprefix(SOURCE))
    return f"[{shown}]({target(key, address)})"


def target(key: str, address: Mapping[str, str]) -> str:
    """The address of an entry, with the scenario that another address says."""
    kept = {name: value for name, value in address.items() if not name.startswith(PAGE_PREFIX)}
    return f"{PAGE}?{urlencode({**kept, ID_KEY: key})}"


def links(keys: Iterable[str], address: Mapping[str, str]) -> str:
    """Links to several entries."""
    return ", ".join(link(key, address) for key in keys)


def unknown(key: str, evidence: str = "articles") -> str:
    """What is said of an id that does not exist; empty for one that does."""
    known = entries(evidence)
    if not key or key in known:
        return ""
    near = did_you_mean(key, known)
    return f"{ID_KEY}={key}: there is no such evidence{near or '.'}"


def standings(kinds: Sequence[str], evidence: str = "articles") -> list[str]:
    """The standings that occur among entries of some kinds, or of all."""
    found = (entry.standing for entry in entries(evidence).values() if not kinds or entry.kind in kinds)
    return list(dict.fromkeys(found))


def find(
    words: str = "", kinds: Sequence[str] = (), graded: Sequence[str] = (), evidence: str = "articles"
) -> tuple[Entry, ...]:
    """The entries that hold every word, of some kinds and standings; no words, kinds or standings: all of them."""
    wanted = words.lower().split()
    return tuple(
        entry
        for entry in entries(evidence).values()
        if (not kinds or entry.kind in kinds)
        and (not graded or entry.standing in graded)
        and all(word in searched(entry) for word in wanted)
    )


def searched(entry: Entry) -> str:
    """What a search looks at."""
    return f"{entry.id} {entry.kind} {entry.says} {entry.standing} {entry.where}".lower()


def listing(found: Sequence[Entry], address: Mapping[str, str]) -> pd.DataFrame:
    """Entries as a table, one row each, with a link to each."""
    rows = [[target(entry.key, address), entry.kind, entry.says, entry.standing, entry.where] for entry in found]
    return pd.DataFrame(rows, columns=["open", "kind", "says", "standing", "where"])


def in_full(found: Sequence[Entry]) -> str:
    """Entries with everything known of them, as CSV text."""
    frame = pd.DataFrame([vars(entry) for entry in found])[["id", "kind", "says", "standing", "where"]]
    frame["details"] = [" | ".join(f"{name}: {said}" for name, said in entry.facts) for entry in found]
    frame["tied to"] = [" ".join(entry.tied) for entry in found]
    frame["pages"] = [" ".join(entry.pages) for entry in found]
    return frame.to_csv(index=False, lineterminator="\n")


def matches(found: Sequence[Entry]) -> str:
    """How many entries there are, by kind."""
    of = Counter(entry.kind for entry in found)
    kinds = ", ".join(f"{of[kind]:,} {PLURALS[kind] if of[kind] > 1 else kind}" for kind in KINDS if of[kind])
    return f"{len(found):,} {'entry' if len(found) == 1 else 'entries'}: {kinds}."


@dataclass(frozen=True)
class Detail:
    """One entry, ready to be shown: a heading, a sentence, and a table of (what, text with links)."""

    heading: str
    says: str
    table: pd.DataFrame

    @property
    def name(self) -> str:
        """What the table shows."""
        return f"{self.heading}: standing, place, details, and what it is tied to"


def detail(key: str, address: Mapping[str, str], evidence: str = "articles") -> Detail:
    """Everything known of one entry; KeyError if there is no such entry."""
    entry = entries(evidence)[key]
    more = len(entry.tied) - MOST_TIED
    tied = links(entry.tied[:MOST_TIED], address) + (f" and {more:,} more" if more > 0 else "")
    rows = [("Standing", text(entry.standing)), ("Where", text(entry.where))]
    rows += [(name, text(said)) for name, said in entry.facts if name != "Standing" or entry.kind == "figure"]
    rows += [("Pages", "; ".join(map(page, entry.pages)))] if entry.pages else []
    rows += [("Tied to", tied)] if entry.tied else []
    return Detail(
        f"{capital(entry.kind)} {entry.id}", f"“{capital(entry.says)}”", pd.DataFrame(rows, columns=["Detail", "Says"])
    )


def page(address: str) -> str:
    """A noted address as a link where it is one in full; else as it was noted."""
    if not ADDRESS.match(address) or "…" in address:
        return text(address)
    return f"[{text(address)}]({address if '://' in address else f'https://{address}'})"


def conflicts(address: Mapping[str, str]) -> pd.DataFrame:
    """Where the articles and the public record differ: both values, and what the record rests on."""
    known = entries()
    rows = [
        [
            link(name, address),
            text(conflict.article),
            text(conflict.record),
            text(known[name].standing),
            acts_on(conflict, address),
            links((SOURCE + source for source in conflict.sources), address),
        ]
        for name, conflict in load().conflicts.items()
    ]
    columns = ["Entry", "The article says", "The record says", "Standing", "The record's value acts on", "Sources"]
    return pd.DataFrame(rows, columns=columns)


def acts_on(conflict: Conflict, address: Mapping[str, str]) -> str:
    """What carries the record's value into a run, with links; or why nothing does."""
    carried = [
        f"{text(kind)} {link(name, address) if name in entries() else text(name)}"
        for kind, name in (one.split() for one in conflict.acts_on)
    ]
    return ", ".join(carried) or text(conflict.effect)


def grades_table() -> pd.DataFrame:
    """What each grade of a figure means."""
    return pd.DataFrame([(name, text(load().grades[name])) for name in GRADES], columns=["Grade", "Means"])
