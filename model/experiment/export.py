"""A run as one tidy file: a row for each option, world and month, a column for each outcome; same run, same bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from model.experiment.derived import needed, worked_out
from model.experiment.manifest import NAME
from model.experiment.results import Results
from model.experiment.store import KEYS, STORED, checked_bytes, unit_metadata, write_atomically

if TYPE_CHECKING:
    import pyarrow as pa

FORMATS = (".parquet", ".csv")
ROWS = 65_536  # seven blocks of 36 months, 20 MB; until a Parquet file ends, each table in it costs 0.1 MB (measured)


def export(results: Results, path: str | Path, outcomes: Sequence[str] = ()) -> Path:
    """Write a run to one Parquet or CSV file, some blocks at a time, with its manifest inside (Parquet) or beside it.

    Parameters
    ----------
    results : Results
    path : path that ends in .parquet or .csv
    outcomes : ids of stored or derived outcomes, a column each; by default all that are stored

    Raises
    ------
    ValueError
        If the file's ending is neither .parquet nor .csv, or for an unknown outcome.
    """
    path = Path(path)
    if path.suffix not in FORMATS:
        raise ValueError(f"{path}: an export ends in {' or '.join(FORMATS)}")
    names = results.checked(outcomes)
    path.parent.mkdir(parents=True, exist_ok=True)
    with put_in_place(path) as unfinished:
        (write_parquet if path.suffix == ".parquet" else write_csv)(tables(results, names), unfinished)
    if path.suffix == ".csv":
        write_atomically(path.with_name(f"{path.name}.{NAME}"), results.manifest.text.encode())
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


def tables(results: Results, names: Sequence[str]) -> Iterator[pa.Table]:
    """The rows of a run, by option, world and month, with keys as plain text, in tables of about `ROWS`."""
    import pyarrow as pa

    gathered: list[pa.Table] = []
    schema = None
    for table in block_tables(results, names):
        schema = schema or table.schema.with_metadata({"fulcrum": results.manifest.text})
        gathered.append(table)
        if sum(part.num_rows for part in gathered) >= ROWS:
            yield pa.concat_tables(gathered).cast(schema)
            gathered = []
    if gathered:
        yield pa.concat_tables(gathered).cast(schema)


def block_tables(results: Results, names: Sequence[str]) -> Iterator[pa.Table]:
    """Each block as a table: option, world, month, and a column for each outcome with its unit."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    units = {name: facts["unit"] for name, facts in results.catalogue.items()}
    read = [*KEYS, *needed(names, results.outcomes)]
    for block in results.manifest.blocks:
        content = checked_bytes(results.folder, block, results.manifest.scenario["seed"])
        table = pq.read_table(pa.BufferReader(content), columns=read, use_threads=False)
        keys = {
            "option": table["option"].cast(pa.string()),
            "world": table["world"],
            "month": table["month"].cast(pa.string()),
        }
        series = {name: table[name].to_numpy().reshape(-1, len(results.months)) for name in read[len(KEYS) :]}
        values = worked_out(names, series, results.outcomes)
        columns = keys | {name: pa.array(np.ascontiguousarray(array, STORED).ravel()) for name, array in values.items()}
        fields = [pa.field(name, column.type, metadata=unit_metadata(units, name)) for name, column in columns.items()]
        yield pa.table(list(columns.values()), schema=pa.schema(fields))


def write_parquet(parts: Iterator[pa.Table], path: Path) -> None:
    """Units and manifest are in the schema."""
    import pyarrow.parquet as pq

    writer = None
    try:
        for table in parts:
            numbers = {name: "BYTE_STREAM_SPLIT" for name in table.column_names if name not in KEYS}
            writer = writer or pq.ParquetWriter(
                path, table.schema, compression="zstd", use_dictionary=list(KEYS), column_encoding=numbers
            )
            writer.write_table(table)
    finally:
        if writer:
            writer.close()


def write_csv(parts: Iterator[pa.Table], path: Path) -> None:
    """Numbers in full, so that nothing is lost."""
    import pyarrow.csv as pc

    writer = None
    try:
        for table in parts:
            writer = writer or pc.CSVWriter(path, table.schema)
            writer.write_table(table)
    finally:
        if writer:
            writer.close()
