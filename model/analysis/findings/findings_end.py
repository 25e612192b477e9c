"""Last sections of a document of findings: stories, surprises, claims, limits, and how it is made again."""

from __future__ import annotations

from model.analysis.findings.claims import Held, claims_held
from model.analysis.findings.findings_asked import STORIES
from model.analysis.findings.findings_played import Gathered
from model.analysis.findings.markdown import bullets, heading, paragraph, table
from model.analysis.findings.surprises import surprises
from model.analysis.stories.storylines import KINDS, METHODS
from model.analysis.wording import when_text

TOLD = "surprising"  # the kind of world whose reason the list gives; the others are one command away


def stories_section(g: Gathered) -> list[str]:
    """Worlds worth telling, with a pointer to the command that tells them."""
    found = {key[0]: answer for key, answer in g.of_kind(STORIES, 0).items()}
    lines = heading(2, "10. Worlds worth telling")
    lines += paragraph(
        f"Worlds of {g.runs.sets[0]}, chosen by rule ({'; '.join(f'{kind}: {METHODS[kind]}' for kind in KINDS)}). "
        "`fulcrum stories RUN --option O --world N` tells one as dated events with causes; `--twin LEVER` plays it "
        "again without a lever."
    )
    rows = [
        [g.runs.titles[option], *(str(answer[kind]["world"]) if kind in answer else "none" for kind in KINDS)]
        for option, answer in found.items()
    ]
    lines += table(["option", *KINDS], rows)
    said = [
        f"**{g.runs.titles[option]}.** {answer[TOLD]['reason']}" for option, answer in found.items() if TOLD in answer
    ]
    return [*lines, *paragraph("Why the surprising ones surprise:"), *bullets(said)]


def surprises_section(g: Gathered) -> list[str]:
    """Every kind of surprise by its rule, and the articles' claims lever by lever."""
    lines = heading(2, "11. Surprises, by rule")
    lines += paragraph(
        f"Each rule is applied to all options, levers and main outcomes {when_text(g.runs.last)}, in every evidence "
        "set at once; nothing is picked by hand."
    )
    for found in surprises(g):
        lines += [*paragraph(f"**{found.rule}**"), *bullets(found.cases)]
    lines += heading(3, "What the articles claim, and which way it goes")
    lines += paragraph(
        f"Every lever alone, at high, {when_text(g.runs.last)}, in {g.alone[0].worlds:,} worlds, one of each history, "
        f"of each evidence set, on the outcomes that the catalogue says it acts on; marks as in section 3. “Better "
        f"in”: in so many of them that have a better side, by more than slight and in every set. The catalogue says "
        f"what a lever acts on, not which way: where an article tells of a harm, worse bears it out."
    )
    return [*lines, *table(["claim", "policy", "lever", "seen in the model", "which way"], claim_rows(g))]


def claim_rows(g: Gathered) -> list[list[str]]:
    """Every claim with each of its levers."""
    return [claim_row(held) for held in claims_held(g.alone, g.runs.last, g.compared, g.outcomes)]


def claim_row(held: Held) -> list[str]:
    """One claim with one lever."""
    return [held.claim, f"{held.policy}: {held.effect}", held.lever, held.seen, held.verdict]


def how_section(g: Gathered) -> list[str]:
    """Limits, and the commands that make the document again."""
    run = g.runs.first
    name = run.manifest.name
    folders = [f"runs/{name}-{evidence}" for evidence in g.runs.sets]
    commands = [
        f"fulcrum run scenarios/{name}.yaml --worlds {each.worlds} --evidence {evidence} --out {folder}"
        for each, evidence, folder in zip(g.runs.both, g.runs.sets, folders, strict=True)
    ]
    beside = f" --with {folders[1]}" if len(folders) > 1 else ""
    commands.append(f"fulcrum findings {folders[0]}{beside} --to docs/findings.md")
    contents = [
        f"{evidence} `{each.manifest.facts['content'][:16]}`"
        for each, evidence in zip(g.runs.both, g.runs.sets, strict=True)
    ]
    return [
        *heading(2, "12. Limits, and how this page is made again"),
        *bullets(LIMITS),
        "```sh",
        *commands,
        "```",
        "",
        *paragraph(f"Contents of the runs: {', '.join(contents)}. The same runs give the same page, byte for byte."),
        *paragraph(
            f"Numbers of worlds: {run.worlds:,} for every comparison; {g.again:,} for every flip; for attribution as "
            f"section 5 says; {g.alone[0].worlds:,} for every lever alone."
        ),
    ]


LIMITS = (
    "Simulated worlds are not the world: a share of them is a count, not an assessed probability. Most weights "
    "behind choices are judgement (`docs/parameters.md`), and section 6 says how much rests on them.",
    "Medians say what the middle world shows; an option may still move a few worlds far. Section 4 and `fulcrum "
    "compare` (worst tenth, mean) look there.",
    "Intervals say what other histories of the same model could show, not whether the model is right.",
    "About a tenth of intervals, and of verdicts at 90 %, err by chance where many are read at once; pairs of levers "
    "and drivers are judged all at once, differences are not.",
    "Attribution and every lever alone are read in one month only; what levers do together depends on how hazards "
    "combine, which is why rivals are played.",
    "Flips are searched among the parameters that a screen puts first, two points of a path and its ends; a lead that "
    "turns and turns back within half a path is missed.",
    "What is claimed in an article and not corroborated counts in the articles' set as if it were so; the record set "
    "is there to say what falls without it.",
)
