"""`fulcrum appendix`: the document that an analyst attaches to a paper."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from model.commands.console import Failed, Unusable, command, load_mesa, say, show_json, tell

LONGEST_NOTES = 100_000  # bytes of the analyst's own words
LARGE = 2000  # worlds, from which on other processes help


@command
def appendix(
    run: Annotated[str, typer.Argument(help="A run's folder or scenario file; the newest run if left out.")] = "",
    with_run: Annotated[str, typer.Option("--with", help="The run of the other evidence set.")] = "",
    formats: Annotated[
        str,
        typer.Option(
            "--format", help="docx, pdf, html, md, summary (one page), commas between; all but the summary if left out."
        ),
    ] = "",
    sections: Annotated[str, typer.Option(help="Only these sections, commas between; all for every one.")] = "",
    paper: Annotated[str, typer.Option(help="a4 or letter.")] = "a4",
    to: Annotated[Path, typer.Option(help="The folder to write to.")] = Path("."),
    notes: Annotated[Path | None, typer.Option(help="The analyst's own text, marked as theirs.")] = None,
    jobs: Annotated[int, typer.Option(help="How many processes; 0 chooses.", min=0)] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Write the scenario appendix of RUN: question, options, tables, charts, stories, evidence, limits, manifest.

    The sections why, fails and flips take minutes; they are left out unless they are named or were answered before.

    Examples: fulcrum appendix runs/reference-articles --format docx,pdf --to paper; fulcrum appendix --format summary
    """
    others_begin(run, jobs)
    load_mesa()
    from model.appendix import PAPERS
    from model.appendix.writing import FORMATS, SUMMARY
    from model.commands.choices import known, opened, split
    from model.commands.compare import beside, other_evidence
    from model.commands.document import spinner
    from model.commands.findings import refuse_at_odds

    wanted = known("format", split(formats), (*FORMATS, SUMMARY)) or list(FORMATS)
    known("paper", [paper], PAPERS)
    own = own_words(notes)
    names = named(sections)
    first, second = beside(opened(run), opened(with_run) if with_run else None, run)
    second = second or other_evidence(first)
    refuse_at_odds(first, second)
    results = [each for each in (first, second) if each]
    written = {}
    with spinner() as told:
        if rest := [name for name in wanted if name != SUMMARY]:
            written |= whole(results, names, paper, own, rest, jobs, told)
        if SUMMARY in wanted:
            written |= one_page(results, paper, own, told)
    write(to, written)
    report(to, written, own, as_json)


def others_begin(run: str, jobs: int) -> None:
    """Have other processes load the model while this one does, for a large run of which nothing is kept yet."""
    from model.experiment.pool import begin

    with suppress(OSError, ValueError, KeyError, TypeError):
        facts = json.loads((Path(run) / "manifest.json").read_bytes())
        if facts["scenario"]["worlds"] >= LARGE and jobs != 1 and not Path("runs/appendix").is_dir():
            begin()


def named(sections: str) -> list[str]:
    """The sections named; Unusable for one that is none."""
    from model.appendix import SECTIONS
    from model.commands.choices import known, split

    return list(SECTIONS) if sections == "all" else known("section", split(sections), SECTIONS)


def whole(
    results: Sequence[Any], names: Sequence[str], paper: str, own: Sequence[str], formats: Sequence[str], jobs: int,
    told: Callable[[str], None],
) -> dict[str, bytes]:  # fmt: skip
    """The files of the whole document."""
    from model.appendix import QUICK, Asked
    from model.appendix.gathering import in_memory
    from model.appendix.remembering import Helpers
    from model.appendix.writing import chosen, written
    from model.commands.run import processors

    helpers = Helpers.of(results, names or QUICK, jobs or processors(), "docx" in formats)
    results = in_memory(results)
    sections = chosen(results, names, told)
    if left := [] if names else left_out(sections):
        tell(f"left out, as they take minutes: {', '.join(left)}; --sections all includes them")
    asked = Asked(tuple(sections), paper, tuple(own))
    return refusing(lambda: written(results, asked, formats, stem(results), told, helpers))


def left_out(sections: Sequence[str]) -> list[str]:
    """The sections that were not asked for and not answered before."""
    from model.appendix import SECTIONS

    return [name for name in SECTIONS if name not in sections]


def one_page(results: Sequence[Any], paper: str, own: Sequence[str], told: Callable[[str], None]) -> dict[str, bytes]:
    """The file of the one-page summary."""
    from model.appendix import Asked, build
    from model.appendix.writing import summary_files

    made = refusing(lambda: build(results, Asked((), paper, tuple(own), summary=True), told))
    return summary_files(made, f"{stem(results)}-summary")


def stem(results: Sequence[Any]) -> str:
    """What the files are called."""
    return f"{results[0].manifest.name}-appendix"


def refusing(work: Callable[[], Any]) -> Any:
    """What some work gives; Failed where a sentence of the document says too much."""
    from model.appendix.lint import OverClaim
    from model.experiment import RunError

    try:
        return work()
    except OverClaim as error:
        raise Failed(f"refused, as these sentences say too much:\n{error}") from None
    except RunError as error:
        raise Failed(str(error)) from None


def own_words(path: Path | None) -> list[str]:
    """The analyst's paragraphs, each warned of on standard error where it says too much."""
    from model.appendix.lint import warnings

    if path is None:
        return []
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable(f"{path}: cannot be read: {getattr(error, 'strerror', '') or 'not UTF-8 text'}") from None
    if len(content) > LONGEST_NOTES:
        raise Unusable(f"{path}: {len(content):,} bytes, more than {LONGEST_NOTES:,}")
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    for claim in warnings(paragraphs):
        tell(f"{path}: warning: {claim}")
    return paragraphs


def write(folder: Path, written: dict[str, bytes]) -> None:
    """Write every file, whole or not at all."""
    from model.experiment.store import write_atomically

    for name, content in written.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, content)
        except OSError as error:
            raise Unusable(f"{path}: cannot be written: {error.strerror}") from None


def report(folder: Path, written: dict[str, bytes], own: Sequence[str], as_json: bool) -> None:
    """What was written."""
    if as_json:
        show_json({"folder": str(folder), "files": {name: len(content) for name, content in written.items()}})
        return
    for name, content in written.items():
        say(f"{folder / name}: {len(content):,} bytes")
    if own:
        say(f"{len(own):,} paragraphs of your own are marked as yours and were not checked.")
