"""`fulcrum verify`: whether a stored run is what it says it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from model.commands.console import Failed, Unusable, command, load_mesa, progress, say, show_json

SAMPLE = 4


@command
def verify(
    run: Annotated[
        str, typer.Argument(help="A run's folder or scenario file, or a document; the newest run if left out.")
    ] = "",
    with_run: Annotated[
        str, typer.Option("--run", help="Of a document: its run, with that of the other evidence set beside it.")
    ] = "",
    sample: Annotated[int, typer.Option(help="How many blocks to play again.", min=0)] = SAMPLE,
    every: Annotated[bool, typer.Option("--all", help="Play every block again.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Check RUN, or a DOCUMENT that `fulcrum appendix` wrote.

    Of a run every stored byte is hashed, and a sample of blocks is played again without reading what is checked.
    Of a document every number is worked out again: from the run that --run names, which is then checked too, or by
    playing the whole study again; text, machine-readable part and runs must say the same.

    The sample is chosen by the content of the run. Played again on the same packages and kind of processor, a block
    must be the same bit for bit; elsewhere few worlds may differ by more than the tolerance that is printed.

    Examples: fulcrum verify runs/reference-1a2b3c4d --all; fulcrum verify appendix.docx --run runs/reference-1a2b3c4d
    """
    load_mesa()
    from model.commands.choices import run_folder
    from model.commands.document import is_document, verify_document

    if is_document(run):
        verify_document(run, with_run, None if every else sample, as_json)
        return
    if with_run:
        raise Unusable(f"--run belongs to a document, and {run or 'what is checked'} is none")
    from model.experiment.verification import verify as verify_run

    with spinner() as told:
        found = verify_run(run_folder(run), None if every else sample, told)
    if as_json:
        show_json(as_plain(found))
    else:
        tell(found)
    if found.problems:
        lines = "\n".join(found.problems)
        raise Failed(f"{lines}\n{found.folder}: not verified, {len(found.problems):,} problems")


@contextmanager
def spinner() -> Iterator[Any]:
    """How many batches were played again, on standard error, while it goes on."""
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("playing again: {task.completed} batches done"), TimeElapsedColumn())
    with progress(*columns) as shown:
        task = shown.add_task("", total=None)
        yield lambda: shown.advance(task)


def as_plain(found: Any) -> dict[str, Any]:
    """What was found, as plain values."""
    from model.experiment.verification import MOST_DIFFERING, TOLERANCE

    return {
        "run": str(found.folder),
        "verified": not found.problems,
        "blocks": found.blocks,
        "blocks_hashed": found.hashed,
        "blocks_played_again": found.replayed,
        "blocks_exact": found.exact,
        "worlds_played_again": found.worlds,
        "worlds_that_differ": found.differing,
        "same_packages": found.same_packages,
        "tolerance": TOLERANCE,
        "most_that_may_differ": MOST_DIFFERING,
        "problems": list(found.problems),
    }


def tell(found: Any) -> None:
    """What was found, in sentences."""
    from model.experiment.verification import MOST_DIFFERING, TOLERANCE

    say(f"{found.folder}: {found.hashed:,} of {found.blocks:,} blocks have the bytes that the manifest names.")
    say(f"Played again: {found.replayed:,} blocks, {found.exact:,} of them the same bit for bit.")
    if not found.same_packages:
        say("The run was made with other packages or on another kind of processor, so last digits may differ:")
        say(f"{found.differing:,} of {found.worlds:,} worlds differ by more than {TOLERANCE:g} of the largest value")
        say(f"of an outcome; up to {MOST_DIFFERING:.0%} of a block's worlds may.")
    if not found.problems:
        say("Verified.")
