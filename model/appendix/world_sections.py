"""Sections of the document about single worlds, the past and the evidence."""

from __future__ import annotations

from typing import Any

from model.analysis.findings.findings_asked import PAST
from model.analysis.findings.findings_compared import past_lines
from model.analysis.stories.storylines import METHODS
from model.analysis.stories.timeline import RULE
from model.analysis.wording import number, quoted, when_text
from model.appendix.converting import blocks_of, tidy
from model.appendix.document import Block, Bullets, Paragraph, Runs, Subheading, Table
from model.appendix.document import Figure as Drawn
from model.appendix.gathering import Material
from model.appendix.remembering import TOLD, plain_stories
from model.charts import past_bands
from model.evidence import Figure, load

KIND_TITLES = {
    "central": "A central world",
    "regret": "The world of worst regret",
    "surprising": "The most surprising world",
}
EVENTS_CAPTION = "Dated events of world {world} with what tipped them"
CLAIMED = "claimed in the article; not corroborated"


def stories_section(m: Material) -> list[Block]:
    """Three worlds chosen by rule, each as dated events with causes."""
    option = m.told_option
    run = m.runs.first
    title = quoted(m.runs.titles.get(option, option))
    methods = "; ".join(f"{kind}: {METHODS[kind]}" for kind in TOLD)
    text = f"Worlds of {m.runs.sets[0]} under {title}, the option that betters most main outcomes. {RULE} Chosen by rule: {methods}."  # noqa: E501
    blocks: list[Block] = [Paragraph(m.quoted(tidy(text), "choice of worlds", option=option))]
    m.told("telling worlds")
    for story in plain_stories(run, option):
        blocks += story_blocks(m, option, story)
    return blocks


def story_blocks(m: Material, option: str, story: dict[str, Any]) -> list[Block]:
    """One world: why it was chosen, its events in a table and on a line of time."""
    about = {"option": option}
    made = f"story of world {story['world']}"
    heading = f"{KIND_TITLES[story['kind']]}: world {story['world']:,}, 1 simulated history of {m.runs.first.worlds:,}"
    blocks: list[Block] = [Subheading(m.quoted(heading, made, **about))]
    blocks += [
        Paragraph(m.quoted(tidy(said), made, **about))
        for said in (story["reason"], story["past"], story["beside"])
        if said
    ]
    rows = tuple(
        (
            m.quoted(month_words(line["month"]), made, **about),
            m.quoted(tidy(line["what"]), made, month=line["month"], **about),
            m.ledger.quoted(line["source"], "rule or passage behind an event"),
        )
        for line in story["lines"]
    )
    caption = m.quoted(EVENTS_CAPTION.format(world=f"{story['world']:,}"), made, **about)
    head = tuple(m.ledger.said(name) for name in ("month", "what happens, and why", "rule or passage"))
    return [*blocks, Table(caption, head, rows, (15, 62, 23)), *numbers_table(m, option, story)] if rows else blocks


def month_words(month: str) -> str:
    """A month without its preposition."""
    return when_text(month).removeprefix("in ")


def numbers_table(m: Material, option: str, story: dict[str, Any]) -> list[Block]:
    """A world's outcomes beside its ensemble's."""
    rows = []
    for one in story["numbers"]:
        values = {name: one[name] for name in ("first", "last", "low", "high", "status_quo")}
        found = m.about("one world beside its ensemble", values | {"world": story["world"]}, option=option, outcome=one["outcome"], month=m.runs.last)  # fmt: skip  # noqa: E501
        texts = (number(one["first"]), number(one["last"]), f"{number(one['low'])} to {number(one['high'])}", number(one["status_quo"]))  # fmt: skip  # noqa: E501
        rows.append((m.ledger.quoted(f"{one['name']}, {one['unit']}", "catalogue of outcomes"), *(m.ledger.said(text, found) for text in texts)))  # fmt: skip  # noqa: E501
    if not rows:
        return []
    first, last = month_words(m.runs.first.months[0]), month_words(m.runs.last)
    heads = ("outcome", first, last, "nine in ten worlds", "status quo here")
    caption = m.quoted(f"World {story['world']:,} beside its ensemble", f"story of world {story['world']}", option=option)  # fmt: skip  # noqa: E501
    head = tuple(m.quoted(name, "months played") for name in heads)
    return [Table(caption, head, tuple(rows), (40, 14, 14, 26, 18), frozenset({1, 2, 3, 4}))]


def past_section(m: Material) -> list[Block]:
    """How the past was conditioned and how well history is reproduced, in every evidence set."""
    blocks: list[Block] = []
    for place, run in enumerate(m.runs.both):
        name = m.runs.sets[place]
        blocks.append(Subheading(m.ledger.said(f"Evidence set {name}")))
        if run.manifest.facts["histories"] != "conditioned":
            blocks.append(Paragraph(m.ledger.said("Histories are those of prior worlds; none is left out.")))
            continue
        report = m.answer(PAST, place)
        caption = f"Figures of the past, their bands, and what prior and kept histories show ({name})"

        def quote(text: str, formula: str, place: int = place) -> Runs:
            return m.quoted(text, formula, place)

        blocks += blocks_of(past_lines(report), quote, f"how the past was conditioned, {name}", caption)
        if report["predictive"]:
            chart = past_bands(report["predictive"])
            m.helpers.draw(chart)
            spoken = m.quoted(f"{chart.name}. {chart.note}", "the chart's own sentence", place)
            words = m.quoted(f"The past against its figures ({name}). {chart.note}", "the chart's own note", place)
            blocks.append(Drawn(words, spoken, chart))
    return blocks


def evidence_section(m: Material) -> list[Block]:
    """Every figure of the articles with its grade, and both values where the record differs."""
    held = load()
    used = sorted({figure.grade for figure in held.figures.values()})
    meanings = tuple(m.ledger.quoted(f"**{name}**: {held.grades[name]}.", "grades of evidence") for name in used)
    figures = list(held.figures.values())
    rows = tuple(figure_row(m, figure) for figure in figures)
    head = tuple(m.ledger.said(name) for name in ("figure", "passage", "the article says", "value", "grade"))
    text = (
        "Each figure of the two articles with its reading and how it stands against the public record. Figures that "
        "no public record supports are used as claimed; where the record differs, both values are carried, and the "
        "evidence set says which of them the worlds follow."
    )
    table = Table(m.ledger.said("Figures of the articles and their grades"), head, rows, (9, 11, 46, 18, 18))
    blocks: list[Block] = [Paragraph(m.ledger.said(text)), Bullets(meanings), table]
    return [*blocks, *conflict_table(m)]


def figure_row(m: Material, figure: Figure) -> tuple[Runs, ...]:
    """One figure: where it stands, its reading, its value and its grade, its passage."""
    from model.evidence.tables import value_text

    formula = f"figure {figure.id}"
    grade = CLAIMED if figure.grade == "uncorroborated" else figure.grade
    paragraphs = ", ".join(f"{figure.document}.P{number_of}" for number_of in figure.paragraphs)
    texts = (figure.id, paragraphs, figure.reading, value_text(figure), grade)
    return tuple(m.ledger.quoted(text, formula) for text in texts)


def conflict_table(m: Material) -> list[Block]:
    """Where the articles and the record differ: both values, what carries them, the record's sources in footnotes."""
    rows = []
    for name, conflict in load().conflicts.items():
        formula = f"conflict {name}"
        sources = "; ".join(source_words(source) for source in conflict.sources)
        said, record, carried = (
            m.ledger.quoted(x, formula) for x in (conflict.article, conflict.record, conflict.effect)
        )
        rows.append((m.ledger.quoted(name, formula), said, (*record, m.ledger.note(f"{sources}.", formula)), carried))
    head = tuple(m.ledger.said(name) for name in ("entry", "the article says", "the record says", "its value acts on"))
    caption = "Where the articles and the public record differ; both values are carried"
    return [Table(m.ledger.said(caption), head, tuple(rows), (9, 32, 34, 25))]


def source_words(name: str) -> str:
    """A source for a footnote, and whether it was read."""
    source = load().sources[name]
    read = "" if source.checked else " (not checked)"
    title = f"{source.title}, " if source.title else ""
    return f"{name}: {title}{source.says}{read}"
