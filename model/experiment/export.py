"""A run as one tidy file: a row for each option, world and month, a column for each outcome; same run, same bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from model.experiment.manifest import NAME
from model.experiment.results import Results
from model.experiment.store import checked_bytes, write_atomically

FORMATS = (".parquet", ".csv")


def export(results: Results, path: str | Path) -> Path:
    """Write a run to one Parquet or CSV file, block by block, with its manifest inside (Parquet) or beside it (CSV).

    Raises
    ------
    ValueError
        If the file's ending is neither .parquet nor .csv.
    """
    path = Path(path)
    if path.suffix not in FORMATS:
        raise ValueError(f"{path}: an export ends in {' or '.join(FORMATS)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    with put_in_place(path) as unfinished:
        (write_parquet if path.suffix == ".parquet" else write_csv)(results, unfinished)
    if path.suffix == ".csv":
        write_atomically(path.with_name(f"{path.name}.{NAME}"), manifest_text(results).encode())
    return path


@contextmanager
def put_in_place(path: Path) -> Iterator[Path]:
    """A file to write to, which takes the place of `path` once it is whole."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        yield unfinished
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def manifest_text(results: Results) -> str:
    """The manifest as JSON."""
    return results.manifest.text


def tables(results: Results) -> Iterator[Any]:
    """Each block as a table, by option and then by world; option and month as plain text."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    for block in results.manifest.blocks:
        content = checked_bytes(results.folder, block, results.manifest.scenario["seed"])
        table = pq.read_table(pa.BufferReader(content), use_threads=False)
        for position, name in enumerate(table.column_names):
            if pa.types.is_dictionary(table.schema.field(name).type):
                table = table.set_column(position, name, table.column(name).cast(pa.string()))
        yield table.replace_schema_metadata({"fulcrum": manifest_text(results)})


def write_parquet(results: Results, path: Path) -> None:
    """One row group a block; units and manifest in the schema."""
    import pyarrow.parquet as pq

    writer = None
    try:
        for table in tables(results):
            writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
            writer.write_table(table)
    finally:
        if writer:
            writer.close()


def write_csv(results: Results, path: Path) -> None:
    """Numbers in full, so that nothing is lost."""
    import pyarrow.csv as pc

    writer = None
    try:
        for table in tables(results):
            writer = writer or pc.CSVWriter(path, table.schema)
            writer.write_table(table)
    finally:
        if writer:
            writer.close()
