"""`fulcrum export`: a run as one file for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from model.commands.console import Unusable, command, say, show_json


@command
def export(
    run: Annotated[str, typer.Argument(help="A run's folder or scenario file.")],
    to: Annotated[Path, typer.Option(help="The file to write: .parquet, .csv, or .xlsx for the summary.")],
    outcome: Annotated[
        str, typer.Option(help="Only these outcomes, stored or derived, commas between; all stored ones if left out.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Write RUN to one file: a row for each option, world and month, a column for each outcome; or a summary (.xlsx).

    Examples: fulcrum export runs/reference-1a2b3c4d --to reference.parquet; fulcrum export runs/reference-1a2b3c4d --to
    peaks.csv --outcome tension,peak_tension
    """
    from model.analysis import compare
    from model.analysis.workbook import workbook_bytes
    from model.commands.choices import known, opened, split
    from model.experiment.export import FORMATS
    from model.experiment.export import export as export_tidy
    from model.experiment.store import write_atomically

    if to.suffix not in (*FORMATS, ".xlsx"):
        raise Unusable(f"--to: {to} ends in none of {', '.join((*FORMATS, '.xlsx'))}")
    results = opened(run)
    outcomes = known("outcome", split(outcome), results.catalogue)
    try:
        if to.suffix == ".xlsx":
            write_atomically(to, workbook_bytes(compare(results, outcomes=outcomes), results.manifest))
        else:
            export_tidy(results, to, outcomes)
    except OSError as error:
        raise Unusable(f"--to: {to} cannot be written: {error.strerror or error}") from None
    size = to.stat().st_size
    if as_json:
        show_json({"run": str(results.folder), "file": str(to), "bytes": size})
    else:
        say(f"{to}: {size:,} bytes")
