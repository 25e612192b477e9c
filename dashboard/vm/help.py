"""The page How to read: what can be trusted, what the words mean, limits, misuse, keys, glossary and changes."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from dashboard.vm.evidence import counts
from dashboard.vm.plain import text
from model.strict_yaml import seeds

ENTRY = re.compile(r"^\*\*(.+?)\*\* – (.+)$", re.MULTILINE)
NO_WORD = "No word matches. Clear the field."
GLOSSARY_NAME = "Glossary: one word for one idea, each explained in a sentence"
VERDICTS_NAME = "What the verdicts on a difference mean, and what they do not mean"
PAGES_NAME = "The pages and the question that each of them answers"
KEYS_NAME = "What the keyboard does on every page"
HAND_ON = (
    "Copy link holds every lever, all else that is set and the versions. Save as scenario gives a file that "
    "`fulcrum run` plays with the same numbers. Reloading the page keeps the scenario and loses Undo."
)
VERDICTS = (
    (
        "Resolved",
        "The 90 % interval of the median paired difference excludes zero: more worlds of the same kind would not be "
        "expected to change its sign.",
        "That the assumptions hold, or that the difference is large.",
    ),
    (
        "Resolved, but slight",
        "Its sign is told, and it is smaller than a hundredth of the range in which nine in ten worlds of the status "
        "quo lie.",
        "That it matters to anybody.",
    ),
    (
        "Cannot be told apart",
        "The interval includes zero: with so many worlds the two could be the same, or either could be ahead.",
        "That the two are the same. More worlds may tell them apart.",
    ),
    (
        "Better, worse, the same in N worlds",
        "The second verdict: how often an option comes out ahead, world by world with the same luck. A resolved "
        "difference can still be the other way round in four worlds of ten.",
        "How probable success is. It is a count of simulated worlds.",
    ),
)
PAGES = (
    ("Explore", "What do the levers do to one outcome over time?"),
    ("Compare", "Which options differ, by how much, and where does each of them fail?"),
    ("Storylines", "How could that come about in one world, month by month, and why?"),
    ("Evidence", "Where does a number come from, and how weak is it?"),
    ("Model check", "How well is the past reproduced, and what does the model miss?"),
    ("Appendix", "What can be attached to a paper?"),
)
LIMITS = (
    "States and institutions are single actors: there is no leader, party, unit, ship or firm, and no succession.",
    "The front has an intensity and losses, not a line; a cease-fire comes by chance and not from the battle.",
    "Goods, routes and networks are few and summed up: two kinds of goods, three routes, four networks of brokers.",
    "Opponents follow smooth rules. Nobody plays the best answer against the coalition, so evasion may be understated.",
    "The coalition carries an option out as written; its own will does not tire as the world changes.",
    "No parameter is fitted. Pasts that miss a figure of the evidence are left out, and that is all.",
    "What nobody has thought of is in no band. Every band understates doubt for that reason.",
)
MISUSE = (
    "Do not quote a share of simulated worlds as a probability: “in 214 of 300 simulated worlds” is what was found.",
    "Do not quote a storyline as what is going to happen: it is one simulated history of many.",
    "Do not add outcomes up to one score: what an option gains in one, it may lose in another.",
    "Do not read equal levels of two levers as equal cost or equal feasibility.",
    "Do not set numbers of two links beside each other unless seed, worlds, evidence and versions are the same.",
    "Do not leave the evidence out: name the assumptions an answer rests on, which the Evidence page lists.",
    "Human harm stands beside success. Do not report the one without the other.",
)
KEYS = (
    ("Tab, Shift + Tab", "Next and previous control; the first stop is “Skip to main content”"),
    ("Arrow keys", "Another level of a lever, another month of a slider; Home and End go to its ends"),
    ("Enter or space", "Press a button, open a group or a tab, choose from a list"),
    ("Letters in a list", "Find an option, a lever or an id"),
    ("Escape", "Close a list or a small window"),
    ("Table under a chart", "Every chart has its numbers as a table and as a file"),
)


def trusted() -> tuple[str, str, str]:
    """Three sentences that a reader can trust, with today's counts."""
    parameters = next(item for item in counts() if item.kind == "parameters")
    assumed = dict(parameters.standings)["assumption"]
    return (
        "Every number here counts or sums up simulated worlds: the same worlds with the same luck under the status quo "
        "and under an option, so that what differs is the option's doing in the model.",
        "A difference that is called resolved would keep its sign with more worlds of this kind; whether the worlds "
        "resemble ours is another question, and Model check says how well they reproduce the past.",
        f"Most of what the model believes is judgement: {assumed:,} of its {parameters.total:,} parameters are "
        "assumptions, so ask of every answer which of them it rests on.",
    )


def verdicts() -> pd.DataFrame:
    """The verdicts, what each means and what it does not mean."""
    return pd.DataFrame(VERDICTS, columns=["Verdict", "Means", "Does not mean"])


def pages() -> pd.DataFrame:
    """The pages and their questions."""
    return pd.DataFrame(PAGES, columns=["Page", "Answers"])


def keys() -> pd.DataFrame:
    """The keys and what they do."""
    return pd.DataFrame(KEYS, columns=["Key", "Does"])


def listed(lines: tuple[str, ...]) -> str:
    """Lines as a list in Markdown."""
    return "\n".join(f"- {text(line)}" for line in lines)


def shipped(*path: str) -> str:
    """A text that comes with the program, beside its seeds."""
    return Path(seeds().parent, *path).read_text(encoding="utf-8")


def glossary(words: str = "") -> pd.DataFrame:
    """The words of the glossary that hold every word asked for, each with its sentence."""
    wanted = words.lower().split()
    entries = ENTRY.findall(shipped("docs", "glossary.md"))
    rows = [(word, said) for word, said in entries if all(part in f"{word} {said}".lower() for part in wanted)]
    return pd.DataFrame(rows, columns=["Word", "Means"])


def changes() -> str:
    """The change log, its headings one step lower than the page's own."""
    return re.sub(r"^#+ ", "#### ", shipped("CHANGELOG.md"), flags=re.MULTILINE)
