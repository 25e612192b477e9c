"""The Storylines page: worlds chosen from the ensemble, each one sentence first, then dated events with causes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.vm import evidence
from dashboard.vm.plain import text
from model.analysis.behind import behind
from model.analysis.flows import Flows, flows
from model.analysis.phrases import ACTOR_NAMES, lever_name
from model.analysis.reasons import LUCK, term_words
from model.analysis.stories import Number, Story, stories
from model.analysis.storylines import KINDS, METHODS, Ensemble, choose
from model.analysis.telling import Dated
from model.analysis.twin_telling import Parted, TwinStory, named, twin_story
from model.analysis.why_chosen import reason
from model.analysis.wording import number, signed
from model.experiment import Results
from model.experiment.replay import scenario_of
from model.experiment.twins import twins
from model.experiment.volumes import Volumes, volumes
from model.levers import STATUS_QUO

TITLES = {
    "central": "Central",
    "diverse": "Most diverse",
    "regret": "Worst regret",
    "surprising": "Most surprising",
}
CAUSES = {"lever": "a lever of the option", "event": "an event that the scenario sets", LUCK: "luck"}
NOBODY = "—"
FEW_LEVERS = "All levers are off. Set one, and the same world can be told with it and without it."
ONE_OF_MANY = (
    "One simulated history shows how things can hang together. It is no more than one of many, so read the counts "
    "on the other pages beside it."
)
HOW_FLOWS = (
    "Medians over worlds, with the range of nine in ten; medians need not add up. What is offered on a route arrives, "
    "is turned back, is seized, or never leaves. Played again from the run's worlds, since runs do not store routes."
)
EVENT_COLUMNS = ["Month", "Actor", "What happens, and why", "Decided by", "Rule", "Evidence"]


@dataclass(frozen=True)
class Teaser:
    """A chosen world, and in a sentence why it was chosen; its number is −1 where there is none."""

    kind: str
    title: str
    world: int
    sentence: str

    @property
    def exists(self) -> bool:
        """Whether the ensemble has a world of this kind."""
        return self.world >= 0


def teasers(results: Results, option: str) -> tuple[Teaser, ...]:
    """The four worlds of a run under an option, each in one sentence; none of them is played again for it."""
    ensemble = Ensemble.of(results, option)
    titles = titles_of(results)
    made = []
    for kind in KINDS:
        found = choose(ensemble, kind)
        if not found:
            made.append(
                Teaser(kind, TITLES[kind], -1, "This ensemble has no such world: the option is nowhere behind.")
            )
            continue
        words = reason(ensemble, found[0], 0, titles[option], titles)
        made.append(Teaser(kind, TITLES[kind], found[0].world, words))
    return tuple(made)


def titles_of(results: Results) -> dict[str, str]:
    """The titles of a run's options, by id."""
    return {name: words["title"] for name, words in results.manifest.facts["option_words"].items()}


def shown_option(results: Results) -> str:
    """The option told unless another is chosen: the first that is not the status quo, if there is one."""
    return next((name for name in results.options if name != STATUS_QUO.id), STATUS_QUO.id)


def levers_of(results: Results, option: str) -> tuple[str, ...]:
    """The levers that an option of a run holds."""
    chosen = next(o for o in scenario_of(results.manifest).options if o.id == option)
    return tuple(held.lever for held in chosen.commitments if held.level > 0)


def lever_words(lever: str) -> str:
    """A lever's name as it begins a line."""
    name = lever_name(lever)
    return name[:1].upper() + name[1:]


def badge(results: Results) -> str:
    """What stands beside every story."""
    return f"1 simulated history of {results.worlds:,}"


def told(tell: Callable[[float], None], results: Results, option: str, teaser: Teaser) -> Story:
    """One chosen world played again and told; long work for a process of its own."""
    tell(0.1)
    return stories(results, option, world=teaser.world)[0]


def told_twins(tell: Callable[[float], None], results: Results, option: str, world: int, lever: str) -> TwinStory:
    """One world with and without a lever; long work for a process of its own."""
    tell(0.1)
    return twin_story(twins(results, world, option, lever))


def played_volumes(tell: Callable[[float], None], results: Results, option: str) -> Volumes:
    """What passes over each route under the status quo and an option; long work for a process of its own."""
    months = len(results.months)
    done = iter(range(1, months + 1))
    options = tuple(dict.fromkeys((STATUS_QUO.id, option)))
    return volumes(results, options, progress=lambda: tell(next(done) / months))


def job_key(what: str, results: Results, *more: object) -> str:
    """Everything that decides the result of some long work on a run."""
    return "|".join(map(str, (what, results.folder, results.manifest.facts["content"], *more)))


def event_table(story: Story, address: Mapping[str, str]) -> pd.DataFrame:
    """The dated events of a story, each with its cause, its rule and links to its evidence."""
    rows = [event_row(line, address) for line in story.lines]
    return pd.DataFrame(rows, columns=EVENT_COLUMNS)


def event_row(line: Dated, address: Mapping[str, str]) -> list[str]:
    """One dated event."""
    found = behind(line)
    who = ACTOR_NAMES.get(line.actor, NOBODY)
    links = evidence.links(found.evidence, address)
    return [named(line.month), who, text(line.what), capital(cause_words(line)), text(found.rule), links]


def cause_words(line: Dated) -> str:
    """What decided, in few words."""
    if line.cause in CAUSES:
        return CAUSES[line.cause]
    return term_words(line.actor, line.choice, line.cause)


def numbers_table(story: Story, months: Sequence[str]) -> pd.DataFrame:
    """The outcomes of a world beside its ensemble."""
    first, last = named(months[0]), named(months[-1])
    rows = [number_row(row) for row in story.numbers]
    columns = ["Outcome", "Unit", first, last, f"Nine in ten worlds, {last}", f"Same world, status quo, {last}"]
    return pd.DataFrame(rows, columns=columns)


def number_row(row: Number) -> list[str]:
    """One outcome of a world beside its ensemble."""
    ends = (number(row.first), number(row.last), band(row.low, row.high), number(row.status_quo))
    return [text(row.name), text(row.unit), *ends]


def band(low: float, high: float) -> str:
    """Two ends."""
    return f"{number(low)} to {number(high)}"


def origin_words(story: Story, results: Results) -> str:
    """Which past a world has, where pasts are shared."""
    if not results.manifest.facts["kept"]:
        return f"World {story.world:,} of the run."
    return f"World {story.world:,}: the past of prior world {story.history:,}, continued with luck {story.luck + 1}."


def differing_words(story: Story) -> str:
    """What is said where a world played again is not what is stored; empty if all is well."""
    if not story.differing:
        return ""
    return f"Played again, these outcomes differ from what the run holds: {', '.join(story.differing)}."


def method_words(kind: str) -> str:
    """How the world of a kind is chosen."""
    return f"Chosen is {METHODS[kind]}."


def twin_table(told: TwinStory) -> pd.DataFrame:
    """How two histories of one world part, line by line."""
    rows = [twin_row(line) for line in told.lines]
    return pd.DataFrame(rows, columns=["Month", "Who", "With the lever", "Without it", "What tipped it"])


def twin_row(line: Parted) -> list[str]:
    """One line of two histories."""
    both = [capital(text(words)) for words in (line.own, line.other)]
    return [named(line.month), line.who or NOBODY, *both, text(line.why) or NOBODY]


def ends_table(told: TwinStory, last: str) -> pd.DataFrame:
    """Outcomes at the end of both histories."""
    rows = [
        [text(end.name), text(end.unit), number(end.own), number(end.other), difference(end.difference)]
        for end in told.ends
    ]
    return pd.DataFrame(rows, columns=[f"Outcome in {named(last)}", "Unit", "With", "Without", "Difference"])


def difference(value: float) -> str:
    """A difference with its sign, or that there is none."""
    return "same" if value == 0 else signed(value)


def networks_table(found: Flows, titles: Mapping[str, str]) -> pd.DataFrame:
    """The share of each broker network that is out of action, option by option."""
    names = list(dict.fromkeys(row.network for row in found.networks))
    columns: dict[str, list[str]] = {"Broker network": names}
    for option in dict.fromkeys(row.option for row in found.networks):
        own = {row.network: row for row in found.networks if row.option == option}
        columns[titles[option]] = [
            f"{percent(own[n].median)} ({percent(own[n].low)} to {percent(own[n].high)})" for n in names
        ]
    return pd.DataFrame(columns)


def percent(share: float) -> str:
    """A share as a whole percentage."""
    return f"{round(100 * share)} %"


def month_of(played: Volumes, month: str) -> Flows:
    """The flows of one month."""
    return flows(played, month)


def capital(words: str) -> str:
    """Words with a capital letter first."""
    return words[:1].upper() + words[1:]
