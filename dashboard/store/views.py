"""The state of the store at one batch, written once as plain Parquet that every reader shares.

A view holds the latest state of each row, what was withdrawn left out, links joined with their articles, and
events with their counts. It is made from the stored tables alone, can be deleted at any time, and is named by
the batch whose state it shows. After a small batch only what it touches is written, as a part that stands on an
earlier view (`parts`); when such parts grow, a view is made anew.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow as pa

from ..errors import StoreError
from . import disk, engine, latest, parts, schema, sql, tables
from .batches import Batch

FORMAT = 9
"""Counts up when a column or rule of the views changes, so that older ones are made anew."""

KEPT = 6
"""How many views stay on the disk; the ones used longest ago go first."""

GRACE = 30
"""Seconds since its last use in which a view is never dropped: a question may still read its files."""

_LIST = "files.json"


def folder(root: Path, batches: Sequence[Batch]) -> Path:
    """Where the view of the state after these batches is, made if it is not there yet."""
    place = _place(root, batches)
    if not stands(place):
        with disk.guarded(root):
            _make(root, place, batches)
    touch(place)
    for part in filter(None, (place, base(place))):
        _check(part, (part / _LIST).stat().st_mtime_ns)
    return place


def touch(place: Path) -> bool:
    """Note that the view is in use, and tell whether it is there still."""
    try:
        for part in filter(None, (place, base(place))):
            os.utime(part)
    except OSError:
        return False
    return stands(place)


def base(place: Path) -> Path | None:
    """The earlier view that this one stands on; None when it stands alone."""
    name = json.loads((place / _LIST).read_text(encoding="utf-8"))["base"]
    return place.with_name(name) if name else None


def stands(place: Path) -> bool:
    """Whether the view is there, and the one it stands on."""
    if not (place / _LIST).exists():
        return False
    under = base(place)
    return under is None or (under / _LIST).exists()


def _place(root: Path, batches: Sequence[Batch]) -> Path:
    return root / "views" / f"{batches[-1].id if batches else 'empty'}-{FORMAT}"


@lru_cache(maxsize=4 * KEPT)
def _check(place: Path, written: int) -> None:
    """StoreError when a file of the view is not what was written; the next call then makes it anew. Once a process."""
    if name := _damaged(place):
        shutil.rmtree(place)
        raise StoreError(f"The view {place.name}/{name} of the store was damaged; it is made anew, try again.")


def _damaged(place: Path) -> str:
    """The first file of the view that is not what was written; "" when it is whole."""
    try:
        listed = json.loads((place / _LIST).read_text(encoding="utf-8"))["files"]
        return next((name for name, digest in listed.items() if disk.sha256(place / name) != digest), "")
    except (OSError, ValueError, KeyError):
        return _LIST


def sift(root: Path) -> tuple[str, ...]:
    """Throw away each view of this format that is not what was written, and tell which ("folder/file")."""
    found = []
    for place in sorted((root / "views").glob(f"[!.]*-{FORMAT}")):
        if name := _damaged(place):
            shutil.rmtree(place, ignore_errors=True)
            found.append(f"{place.name}/{name}")
    return tuple(found)


def _make(root: Path, place: Path, batches: Sequence[Batch]) -> None:
    """Build beside the place and move there, so that nobody ever sees half a view."""
    draft = place.with_name(f".{place.name}.{os.getpid()}.{id(batches):x}")
    draft.mkdir(parents=True)
    try:
        seen = _earlier(root, batches)
        under = _place(root, batches[:seen]) if seen else None
        _fill(root, draft, batches, under, seen)
        listed = {path.name: disk.sha256(path) for path in sorted(draft.iterdir())}
        told = {"base": under.name if under else "", "files": listed}
        (draft / _LIST).write_text(json.dumps(told), encoding="utf-8")
        _settle(draft, place)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    _drop_old(place.parent)


def _settle(draft: Path, place: Path) -> None:
    """Give a finished view its name, unless another process was faster."""
    if stands(place):
        return
    shutil.rmtree(place, ignore_errors=True)
    try:
        draft.replace(place)
    except OSError:
        if not stands(place):
            raise


def _earlier(root: Path, batches: Sequence[Batch]) -> int:
    """How many of the batches the newest view that stands alone has seen, where the rest fits in a part; else 0."""
    for seen in range(len(batches) - 1, 0, -1):
        if not parts.fits(batches[:seen], batches[seen:]):
            return 0
        place = _place(root, batches[:seen])
        if stands(place) and base(place) is None:
            return seen
    return 0


def _fill(root: Path, draft: Path, batches: Sequence[Batch], under: Path | None, seen: int) -> None:
    connection = engine.connect([root])
    try:
        loaded = "whole" if under else "stored"
        for table, stored in schema.TABLES.items():
            files = [file for batch in batches for file in batch.files if file.table == table]
            _load(connection, root, f"{loaded}_{table}", stored, files)
        if under:
            parts.prepare(connection, under, batches[seen:])
        for step in (*(() if under else latest.ALONE), *latest.STEPS, *sql.STEPS):
            connection.execute(step)
        for name in (*sql.VIEWS, *(parts.GONE.values() if under else ())):
            _write(connection, draft, name)
    finally:
        connection.close()


def _load(
    connection: duckdb.DuckDBPyConnection, root: Path, name: str, stored: pa.Schema, files: Sequence[tables.File]
) -> None:
    """A DuckDB view of this name over files that are, bit for bit, what their batches recorded."""
    if not files:
        connection.register(name, stored.empty_table())
        return
    for file in files:
        tables.verify(root, file)
    table = files[0].table
    connection.read_parquet([str(root / table / file.path) for file in files]).create_view(name)


def _write(connection: duckdb.DuckDBPyConnection, draft: Path, name: str) -> None:
    connection.table(name).write_parquet(str(draft / f"{name}.parquet"), compression="zstd", row_group_size=122_880)


def _drop_old(views: Path) -> None:
    """Keep those used last, and what they stand on; views of other formats go."""
    found = [place for place in views.iterdir() if not place.name.startswith(".")]
    found.sort(key=lambda place: place.stat().st_mtime, reverse=True)
    ours = [place for place in found if place.name.endswith(f"-{FORMAT}") and (place / _LIST).exists()]
    kept = [*ours[:KEPT], *(place for place in ours[KEPT:] if _used_lately(place))]
    kept += [base(place) for place in kept]
    for place in found:
        if place not in kept and not _used_lately(place):
            shutil.rmtree(place, ignore_errors=True)


def _used_lately(place: Path) -> bool:
    return place.stat().st_mtime > time.time() - GRACE
