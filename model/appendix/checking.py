"""Whether a document says what its runs say: every line, number and finding made again and held against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from model.appendix.building import BESIDE, build
from model.appendix.document import Appendix, Line, Plain, lines_of
from model.appendix.embedding import Document
from model.appendix.files_read import read_pdf
from model.appendix.gathering import Asked
from model.appendix.picture_check import faults_of_pictures, not_compared
from model.appendix.print import pdf_file
from model.appendix.trace import tokens
from model.experiment import Results, carry_out, plan_of
from model.experiment.manifest import Manifest
from model.experiment.pasts.histories import Kept
from model.experiment.replay import scenario_of

AROUND = 70  # letters of a line that are shown where something differs
HERE = ("packages", "processor", "seal", "code")  # what another machine may have otherwise


@dataclass(frozen=True)
class Checked:
    """What came of checking a document: how much was held against the runs, what does not hold, what was left out."""

    numbers: int
    findings: int
    lines: int
    problems: tuple[str, ...]
    note: str = ""


def replayed(trace: Mapping[str, Any], folder: Path, jobs: int = 1) -> list[Results]:
    """The runs that a document names, played again from the manifests it carries, each in a folder of its own.

    Raises
    ------
    ValueError
        If a manifest in it is none, or of other code than the code here.
    StudyFailed
        If a study cannot be played.
    """
    return [played_again(facts, folder / f"run-{place}", jobs) for place, facts in enumerate(trace["runs"])]


def played_again(facts: Mapping[str, Any], folder: Path, jobs: int) -> Results:
    """One run, played again."""
    try:
        scenario = scenario_of(Manifest(facts))
        numbers = tuple(int(number) for number in facts["kept"])
        kept = Kept("", facts["source"], numbers[-1] + 1, numbers, {}) if numbers else None
        plan = plan_of(scenario, folder, jobs, kept=kept)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"the manifest in the document cannot be played: {error!r}") from None
    return carry_out(plan)


def check(document: Document, results: Sequence[Results], told: Callable[[str], None] = lambda what: None) -> Checked:
    """Make a document again from its runs, and hold text, trace and manifests against it.

    Parameters
    ----------
    document : as it was read
    results : the runs it names, the first first
    told : called with a word on each part of the work
    """
    faults = list(faults_of_runs(document.trace, results))
    if faults:
        return Checked(0, 0, len(document.lines), tuple(faults))
    made = build(results, Asked.of(document.trace["asked"]), told)
    lines = lines_of(made)
    again = None
    if document.paged:
        told("setting the pages again")
        again = read_pdf(pdf_file(made))
        lines = [Line("page", (Plain(text),)) for text in again.lines]
    faults += faults_of_text(document.lines, lines, made)
    faults += faults_of_trace(document.trace, made.trace)
    told("drawing the pictures again")
    faults += faults_of_pictures(document, made, again)
    note = not_compared(document)
    return Checked(len(made.trace["numbers"]), len(made.trace["findings"]), len(lines), tuple(faults), note)


def faults_of_runs(trace: Mapping[str, Any], results: Sequence[Results]) -> Iterator[str]:
    """What the manifests of a document say otherwise than those of its runs."""
    if len(trace["runs"]) != len(results):
        yield f"the document names {len(trace['runs'])} runs, and {len(results)} are here"
        return
    for facts, run in zip(trace["runs"], results, strict=True):
        own = run.manifest.facts
        for key in sorted({*facts, *own} - {BESIDE, *HERE}):
            if facts.get(key) != own.get(key) and not (key == "results" and differs_here(facts, own)):
                yield f"{run.folder}: {key}: the document's manifest says otherwise than the run"


def differs_here(facts: Mapping[str, Any], own: Mapping[str, Any]) -> bool:
    """Whether a run was made with other packages or on another kind of processor, where last digits may differ."""
    return any(facts.get(key) != own.get(key) for key in ("packages", "processor"))


def faults_of_text(found: Sequence[str], lines: Sequence[Line], made: Appendix) -> Iterator[str]:
    """Each line that is not as the runs give it, with every number in it that no longer holds."""
    expected = [line.text for line in lines]
    matcher = SequenceMatcher(None, expected, list(found), autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        pairs = min(last - first, end - start)
        for place in range(pairs):
            yield from faults_of_line(lines[first + place], found[start + place], made)
        for line in lines[first + pairs : last]:
            yield f"missing: {shown(line.text)}"
        for text in found[start + pairs : end]:
            yield f"added: {shown(text)}"


def faults_of_line(line: Line, found: str, made: Appendix) -> Iterator[str]:
    """What of one line changed: its numbers with their findings, or its words."""
    own = list(line.numbers)
    before, after = [run.text for run in own], tokens(found)
    told = False
    if len(after) == len(tokens(line.text)):
        labels = len(after) - len(before)
        for number, text in zip(own, after[labels:], strict=True):
            if number.text != text:
                told = True
                yield f"{number.finding} {named(number.finding, made)} ({number.field}): the document says {text}, the run {number.text}: {shown(found)}"  # noqa: E501
    if not told:
        numbers = "numbers" if sorted(after) != sorted(tokens(line.text)) else "words"
        yield f"{numbers} changed: the document says: {shown(found)} – the run: {shown(line.text)}"


def named(name: str, made: Appendix) -> str:
    """What a finding is about."""
    one = next(found for found in made.trace["findings"] if found["id"] == name)
    about = (one["formula"], one["option"], one["outcome"], one["month"], one["evidence"])
    return ", ".join(part for part in about if part)


def shown(text: str) -> str:
    """The beginning of a line."""
    return text if len(text) <= AROUND else f"{text[:AROUND]}…"


def faults_of_trace(found: Mapping[str, Any], made: Mapping[str, Any]) -> Iterator[str]:
    """What the machine-readable part says otherwise than the runs."""
    expected = {one["id"]: one for one in made["findings"]}
    for one in found["findings"]:
        own = expected.pop(one.get("id"), None)
        if own is None:
            yield f"trace: {one.get('id')}: the runs give no such finding"
            continue
        for key in own:
            if one.get(key) != own[key]:
                yield f"trace: {one['id']}: {key}: {differing(one.get(key), own[key])}"
    for name in expected:
        yield f"trace: {name}: missing"
    if list(map(list, found.get("numbers", ()))) != list(map(list, made["numbers"])):
        yield "trace: its list of numbers is not that of the runs"


def differing(found: Any, own: Any) -> str:
    """What differs between two values, by field where they have some."""
    if isinstance(found, Mapping) and isinstance(own, Mapping):
        fields = sorted(key for key in {*found, *own} if found.get(key) != own.get(key))
        return "; ".join(f"{key} is {found.get(key)!r}, the run gives {own.get(key)!r}" for key in fields)
    return f"is {found!r}, the run gives {own!r}"
