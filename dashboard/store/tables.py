"""Writes rows into append-only Delta tables, one file a table and batch."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError
from deltalake.transaction import AddAction

from ..errors import StoreError
from . import disk

ROW_GROUP = 100_000


@dataclass(frozen=True, slots=True)
class File:
    """A Parquet file of a table, as its batch records it."""

    table: str
    path: str
    bytes: int
    rows: int
    sha256: str


def create(folder: Path, schema: pa.Schema) -> None:
    """An empty Delta table."""
    DeltaTable.create(folder, schema)
    for part in (folder / "_delta_log" / f"{0:020d}.json", folder / "_delta_log", folder):
        disk.sync(part)


def append(root: Path, table: str, name: str, rows: pa.Table) -> File:
    """Write rows as one Parquet file and commit it to the table; on the disk for good when this returns.

    Pages carry checksums, because a flipped bit in plain Parquet goes unnoticed (measured: 36 of 60).
    """
    folder = root / table
    path = folder / name
    try:
        pq.write_table(rows, path, compression="zstd", write_page_checksum=True, row_group_size=ROW_GROUP)
        disk.sync(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    file = File(table, name, path.stat().st_size, rows.num_rows, disk.sha256(path))
    _commit(folder, file, rows.schema)
    return file


def _commit(folder: Path, file: File, schema: pa.Schema) -> None:
    stats = json.dumps({"numRecords": file.rows})
    action = AddAction(file.path, file.bytes, {}, int(time.time() * 1000), True, stats)
    delta = DeltaTable(folder)
    try:
        delta.create_write_transaction([action], "append", schema)
    except DeltaError as error:
        raise OSError(str(error)) from error
    log = folder / "_delta_log"
    for part in (log / f"{DeltaTable(folder).version():020d}.json", log, folder):
        disk.sync(part)


def files(root: Path, table: str) -> set[str]:
    """Names of the files in the table's newest Delta snapshot; StoreError when its log cannot be read."""
    try:
        return {Path(uri).name for uri in DeltaTable(root / table).file_uris()}
    except (DeltaError, OSError) as error:
        raise StoreError(
            f"The table {table} of the store {root} cannot be read; restore the store from a copy or rebuild it "
            "with: python -m dashboard build --anew"
        ) from error


def read(root: Path, files: Sequence[File]) -> pa.Table:
    """Rows of some files of one table, each file checked against its SHA-256."""
    for file in files:
        verify(root, file)
    return pa.concat_tables([pq.read_table(root / file.table / file.path) for file in files])


def verify(root: Path, file: File) -> None:
    """StoreError when the file is not, bit for bit, what its batch recorded."""
    if disk.sha256(root / file.table / file.path) != file.sha256:
        raise StoreError(
            f"The file {file.table}/{file.path} of the store is damaged; restore it from a copy of the store."
        )
