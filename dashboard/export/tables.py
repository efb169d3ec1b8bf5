"""Frames as files: CSV that no spreadsheet takes for formulas, Parquet with its provenance, records for JSON."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import unicodedata
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

BETWEEN = ";"
"""What parts several codes or words in one cell."""

_FORMULA = frozenset("=+-@\t\r\n|%")
"""First characters that a spreadsheet takes for a formula or a command (OWASP, CSV injection; full-width forms are
folded to these before the look-up)."""


def safe(cell: str) -> str:
    """The cell with an apostrophe before it when a spreadsheet would run it, or when it begins with one itself.

    Reading back is exact: take one leading apostrophe off each text cell that has one (see `restored`).
    """
    return f"'{cell}" if cell[:1] == "'" or _runs(cell) else cell


def restored(cell: str) -> str:
    """What `safe` was given."""
    return cell[1:] if cell[:1] == "'" else cell


def _runs(cell: str) -> bool:
    if cell[:1] in _FORMULA:
        return True
    bare = cell.lstrip(" \u00a0\u3000\ufeff\u200b\u200e\u200f\u2060\x00")
    return unicodedata.normalize("NFKC", bare[:1])[:1] in _FORMULA


def to_csv(frame: pd.DataFrame) -> bytes:
    """UTF-8 with a byte order mark (Excel needs it), CRLF, every text cell quoted, numbers bare, dates ISO.

    Empty cells are empty; lists are parted by ";". Cells that a spreadsheet would run begin with an apostrophe.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(safe(str(name)) for name in frame.columns)
    for row in frame.itertuples(index=False, name=None):
        writer.writerow(_csv_cell(value) for value in row)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _csv_cell(value: Any) -> str | int | float:
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, list):
        return safe(BETWEEN.join(map(_part, value)))
    return safe(str(value).replace("\x00", "\ufffd"))


def _part(value: Any) -> str:
    """One of several in a cell; a record (member, source) as JSON."""
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


def to_parquet(frame: pd.DataFrame, about: Mapping[str, str]) -> bytes:
    """The frame as Parquet (zstd, page checksums); `about` goes into the file's own metadata as nexus.<key>."""
    columns = {str(name): _arrow(frame[name]) for name in frame.columns}
    table = pa.table(columns).replace_schema_metadata({f"nexus.{key}": value for key, value in about.items()})
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd", write_page_checksum=True)
    return out.getvalue()


def _arrow(column: pd.Series) -> pa.Array:
    """Tuples become lists (of text where they are all empty), a column of nothing becomes text."""
    if column.dtype != object:
        return pa.Array.from_pandas(column)
    values = [list(value) if isinstance(value, tuple) else value for value in column]
    full = [value for value in values if value is not None and value != []]
    if any(isinstance(value, list) for value in values) and not full:
        return pa.array(values, pa.list_(pa.string()))
    return pa.array(values) if full else pa.array(values, pa.string())


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain values for JSON: ISO dates, lists for tuples, None where there is nothing."""
    names = [str(name) for name in frame.columns]
    return [
        {name: plain(value) for name, value in zip(names, row, strict=True)}
        for row in frame.itertuples(index=False, name=None)
    ]


def plain(value: Any) -> Any:
    """A value of a frame as JSON knows it. Midnight is a date, anything else a time with its zone or UTC."""
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value) or value is pd.NA:
        return None
    if isinstance(value, pd.Timestamp):
        return _moment(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value


def _moment(value: pd.Timestamp) -> str:
    if value == value.normalize() and value.tzinfo is None:
        return value.date().isoformat()
    return value.isoformat().replace("+00:00", "Z")
