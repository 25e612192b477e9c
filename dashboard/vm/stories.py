"""The Storylines page: worlds of the ensemble, each one sentence first, then told, without a lever, and by routes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.vm.plain import text
from model.analysis.flows import UNIT, Flows, flows
from model.analysis.stories.phrases import ACTOR_NAMES, lever_name, several
from model.analysis.stories.stories import Story, stories
from model.analysis.stories.storylines import KINDS, METHODS, Ensemble, choose
from model.analysis.stories.telling import Dated
from model.analysis.stories.twin_telling import TWIN_RULE, TwinStory, named, twin_story
from model.analysis.stories.why_chosen import reason
from model.analysis.wording import number
from model.charts.chart import Chart
from model.charts.flow import Flow, columns_of, flow_diagram, volume
from model.charts.timeline import Moment, timeline
from model.experiment import Results
from model.experiment.designs.twins import twins
from model.experiment.designs.volumes import Volumes, volumes
from model.experiment.replay import scenario_of
from model.levers import STATUS_QUO

TITLES = {
    "central": "Central",
    "diverse": "Most diverse",
    "regret": "Worst regret",
    "surprising": "Most surprising",
}
NO_SUCH = "No world of this kind: the option is nowhere behind another one of this run."
FEW_LEVERS = "All levers are off. Set one, and the same world can be told with it and without it."
ONE_OF_MANY = (
    "One simulated history shows how things can hang together. It is one of many, so read the counts on the other "
    "pages beside it."
)
HOW_FLOWS = (
    "Sanctioned supplies and dual-use chips: what is offered on a route arrives, is stopped (turned back or seized) or "
    "never leaves. Medians over worlds, with the range of nine in ten; medians need not add up. Played again from the "
    "run's worlds, since runs do not store routes."
)
LEVERS, EVENTS = "Levers", "Events"  # strips of the timeline for what no actor decides
BEGUN = 0.1  # of one world told: the process has started, and no more can be said until it is done
Asked = tuple[Any, ...]


@dataclass(frozen=True)
class Teaser:
    """A chosen world: how it ends, in a sentence, and why it was chosen; its number is −1 where there is none."""

    kind: str
    title: str
    world: int
    sentence: str
    reason: str

    @property
    def exists(self) -> bool:
        """Whether the ensemble has a world of this kind."""
        return self.world >= 0


def teasers(results: Results, option: str) -> tuple[Teaser, ...]:
    """The four worlds of a run under an option, each in one sentence; none of them is played again for it."""
    ensemble, titles = Ensemble.of(results, option), titles_of(results)
    made = []
    for kind in KINDS:
        found = choose(ensemble, kind)
        if not found:
            made.append(Teaser(kind, TITLES[kind], -1, NO_SUCH, ""))
            continue
        world = found[0].world
        why = reason(ensemble, found[0], 0, titles[option], titles)
        made.append(Teaser(kind, TITLES[kind], world, end_sentence(ensemble, world, results.months[-1]), why))
    return tuple(made)


def end_sentence(ensemble: Ensemble, world: int, month: str) -> str:
    """How a world ends, in one sentence."""
    ends = dict(zip(ensemble.outcomes, ensemble.values[ensemble.option, world, :, 0].tolist(), strict=True))
    incidents = round(ends["severe_incidents"])
    return (
        f"By {named(month)}, {number(round(ends['containers_delivered']))} containers have been delivered, "
        f"{number(round(ends['troops_in_theatre']))} North Korean soldiers stand in the theatre, "
        f"{number(round(ends['north_korean_casualties']))} have been killed, wounded or captured, and there "
        f"{'has' if incidents == 1 else 'have'} been {several(incidents)} severe "
        f"incident{'' if incidents == 1 else 's'}; tension stands at {number(ends['tension'])}."
    )


def pairs(found: Sequence[Teaser]) -> list[tuple[Teaser, ...]]:
    """The worlds two by two."""
    return [tuple(found[place : place + 2]) for place in range(0, len(found), 2)]


def titles_of(results: Results) -> dict[str, str]:
    """The titles of a run's options, by id."""
    return {name: words["title"] for name, words in results.manifest.facts["option_words"].items()}


def place_of_shown(results: Results) -> int:
    """Which option is told unless another is chosen: the first that is not the status quo, if there is one."""
    return min(1, len(results.options) - 1)


def option_key(results: Results) -> str:
    """The name of the control that chooses an option; another one where there are other options."""
    return f"story-option-{'-'.join(results.options)}"


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


def card_title(teaser: Teaser, results: Results) -> str:
    """The title of a world's card, in Markdown, with the badge."""
    return f"**{teaser.title}** :gray-badge[{badge(results)}]" if teaser.exists else f"**{teaser.title}**"


def job_key(what: str, results: Results, *more: object) -> str:
    """Everything that decides the result of some work on a run."""
    return "|".join(map(str, (what, results.folder, results.manifest.facts["content"], *more)))


def story_job(results: Results, option: str, teaser: Teaser) -> Asked:
    """Key, work and arguments of telling one world."""
    return job_key("story", results, option, teaser.world), told, str(results.folder), option, teaser.world


def twin_job(results: Results, option: str, teaser: Teaser, lever: str) -> Asked:
    """Key, work and arguments of telling one world with and without a lever."""
    key = job_key("twin", results, option, teaser.world, lever)
    return key, told_twins, str(results.folder), option, teaser.world, lever


def routes_job(results: Results, option: str) -> Asked:
    """Key, work and arguments of playing the routes again."""
    return job_key("routes", results, option), played_volumes, str(results.folder), option


def told(tell: Callable[[float], None], folder: str, option: str, world: int) -> Story:
    """One world of a stored run played again and told; long work for a process of its own."""
    tell(BEGUN)
    return stories(Results.open(folder), option, world=world)[0]


def told_twins(tell: Callable[[float], None], folder: str, option: str, world: int, lever: str) -> TwinStory:
    """One world of a stored run with and without a lever; long work for a process of its own."""
    tell(BEGUN)
    return twin_story(twins(Results.open(folder), world, option, lever))


def played_volumes(tell: Callable[[float], None], folder: str, option: str) -> Volumes:
    """What passes over each route under the status quo and an option; long work for a process of its own."""
    results = Results.open(folder)
    months = len(results.months)
    done = iter(range(1, months + 1))
    options = tuple(dict.fromkeys((STATUS_QUO.id, option)))
    return volumes(results, options, progress=lambda: tell(next(done) / months))


def told_words(story: Story, results: Results) -> str:
    """Which world is told, what lies behind it, and where it parts from the same world under the status quo."""
    where = f"World {story.world:,} of the run."
    if results.manifest.facts["kept"]:
        where = (
            f"World {story.world:,} has the past of prior world {story.history:,}, with luck {story.luck + 1} after it."
        )
    return text(" ".join(filter(None, (where, story.past, story.beside))))


def differing_words(story: Story) -> str:
    """What is said where a world played again is not what is stored; empty if all is well."""
    if not story.differing:
        return ""
    return f"Played again, these outcomes differ from what the run holds: {', '.join(story.differing)}."


def why_words(teaser: Teaser) -> str:
    """Why a world was chosen, and how worlds of its kind are."""
    return text(f"{teaser.reason} Chosen is {METHODS[teaser.kind]}. {ONE_OF_MANY}")


def timeline_chart(story: Story, teaser: Teaser, results: Results, title: str) -> Chart:
    """The dated events of a story on a strip for each actor."""
    moments = [
        Moment(line.month, strip_of(line), line.what, line.kind, line.cause, line.source) for line in story.lines
    ]
    return timeline(moments, results.months, f"{teaser.title} history under “{title}”", results.worlds)


def strip_of(line: Dated) -> str:
    """Whose strip of the timeline an event stands on."""
    return ACTOR_NAMES.get(line.actor) or (LEVERS if line.kind == "lever" else EVENTS)


def twin_words(teaser: Teaser) -> str:
    """How the two histories of one world are told."""
    return text(f"World {teaser.world:,}, played twice with the same luck. {TWIN_RULE}")


def middle(months: Sequence[str]) -> str:
    """The month whose routes are shown first: when every lever has had time to work."""
    return months[2 * len(months) // 3]


def month_of(played: Volumes, month: str) -> Flows:
    """The flows of one month."""
    return flows(played, month)


def flow_charts(found: Flows, titles: Mapping[str, str]) -> list[tuple[str, Chart]]:
    """A flow diagram for each option, the status quo first, drawn to one scale: (id of the option, chart)."""
    drawn = {option: ribbons(found, option) for option in dict.fromkeys(link.option for link in found.links)}
    scale = max(sum(volume(own, name) for name in column) for own in drawn.values() for column in columns_of(own))
    when = f"in {named(found.month)}"
    return [
        (option, flow_diagram(own, UNIT, f"Evasion by route {when}, {titles[option].lower()}", scale or None))
        for option, own in drawn.items()
    ]


def ribbons(found: Flows, option: str) -> list[Flow]:
    """The links of one option, without those that are nothing under every option."""
    some = {(link.source, link.target) for link in found.links if link.high > 0}
    return [
        Flow(link.source, link.target, link.low, link.median, link.high)
        for link in found.links
        if link.option == option and (link.source, link.target) in some
    ]
