"""CSV that no spreadsheet runs and that reads back; Parquet that keeps types and provenance."""

import csv
import io

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from dashboard.export import tables

RUNS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    '=HYPERLINK("http://x.test","y")',
    "=cmd|' /C calc'!A0",
    "\u3000=1",
]
"""Beginnings that Excel, LibreOffice or Google Sheets take for a formula, some behind signs nobody sees."""

PLAIN = [
    "",
    "Pyongyang",
    "a=b",
    "3 Sep 2025",
    "'quoted'",
    "a,b",
    'say "so"',
    "line\nline",
    "lone\rreturn",
    "조선",
    "شمال",
    "1-2",
]


@pytest.mark.parametrize("cell", RUNS)
def test_a_cell_that_a_spreadsheet_runs_begins_with_an_apostrophe(cell: str) -> None:
    assert tables.safe(cell)[0] == "'"


@pytest.mark.parametrize("cell", RUNS + PLAIN)
def test_every_cell_reads_back_exactly(cell: str) -> None:
    frame = pd.DataFrame({"text": [cell, "next"], "number": [-3, 4]})
    data = tables.to_csv(frame)
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert read[0] == ["text", "number"]
    assert [[tables.restored(row[0]), int(row[1])] for row in read[1:]] == [[cell, -3], ["next", 4]]


def test_pandas_reads_the_same_rows_and_negative_numbers_stay_numbers() -> None:
    frame = pd.DataFrame({"text": ["a\rb", "c"], "number": [-1.5, 2.0], "many": [("PRK", "RUS"), ()]})
    read = pd.read_csv(io.BytesIO(tables.to_csv(frame)))
    assert list(read["number"]) == [-1.5, 2.0]
    assert list(read["text"]) == ["a\rb", "c"]
    assert list(read["many"].fillna("")) == ["PRK;RUS", ""]


def test_heads_are_safe_too() -> None:
    assert tables.to_csv(pd.DataFrame({"=1+1": [1]})).startswith(b'\xef\xbb\xbf"\'=1+1"')


def test_dates_and_gaps() -> None:
    frame = pd.DataFrame(
        {"date": pd.to_datetime(["2025-09-03", None]), "when": pd.to_datetime(["2025-09-03T10:11Z"] * 2)}
    )
    assert tables.records(frame) == [
        {"date": "2025-09-03", "when": "2025-09-03T10:11:00Z"},
        {"date": None, "when": "2025-09-03T10:11:00Z"},
    ]


def test_parquet_keeps_types_lists_and_provenance() -> None:
    frame = pd.DataFrame(
        {
            "id": ["a", "b"],
            "date": pd.to_datetime(["2025-09-03", None]),
            "pairs": [("PRK-RUS", "CHN-RUS"), ()],
            "lat": [1.5, np.nan],
            "nothing": [None, None],
        }
    )
    data = tables.to_parquet(frame, {"data_version": "abc"})
    table = pq.read_table(io.BytesIO(data))
    assert table.schema.metadata[b"nexus.data_version"] == b"abc"
    assert table.column("pairs").to_pylist() == [["PRK-RUS", "CHN-RUS"], []]
    assert str(table.schema.field("date").type).startswith("timestamp")
    assert table.column("nothing").to_pylist() == [None, None]


def test_an_empty_frame_has_its_heads() -> None:
    frame = pd.DataFrame({"id": pd.Series(dtype="str"), "pairs": pd.Series(dtype="object")})
    assert tables.to_csv(frame) == b'\xef\xbb\xbf"id","pairs"\r\n'
    assert pq.read_table(io.BytesIO(tables.to_parquet(frame, {}))).column_names == ["id", "pairs"]
