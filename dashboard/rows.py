"""Reads the data files: CSV under a head of # lines that says how to add a row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import BadData

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a data file: its cells by column name, and where it stands."""

    path: Path
    line: int
    cells: dict[str, str]

    @property
    def where(self) -> str:
        """File and line, for messages and for the `rule` of what the row finds: "leaders.csv:12"."""
        return f"{self.path.name}:{self.line}"

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def read(path: Path, columns: Sequence[str]) -> list[Row]:
    """The rows of a CSV file, cells stripped; lines that begin with # and empty lines are its head and its gaps.

    Raises BadData when the file is missing, has other columns than `columns` (in that order), or a row has too many
    or too few cells.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadData(f"{path.name} cannot be read ({error.strerror}); restore it from the repository.") from error
    kept = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip() and not line.startswith("#")]
    if not kept:
        raise BadData(f"{path.name} is empty; its first row must name the columns {', '.join(columns)}.")
    return _rows(path, kept, columns)


def _rows(path: Path, kept: Sequence[tuple[int, str]], columns: Sequence[str]) -> list[Row]:
    header = [cell.strip() for cell in next(csv.reader([kept[0][1]]))]
    if header != list(columns):
        raise BadData(f"{path.name} has the columns {', '.join(header)}; it needs {', '.join(columns)}.")
    found = []
    for number, line in kept[1:]:
        cells = next(csv.reader([line]))
        if len(cells) != len(columns):
            raise BadData(
                f"{path.name}, line {number} has {len(cells)} cells and needs {len(columns)}; "
                "quote cells that hold a comma."
            )
        found.append(Row(path, number, dict(zip(columns, map(str.strip, cells), strict=True))))
    return found


def choice(row: Row, column: str, allowed: Iterable[str]) -> str:
    """The cell, when it is one of the allowed words; BadData names the row and the words otherwise."""
    words = list(allowed)
    if row[column] not in words:
        raise BadData(f"{row.where}: {column} is {row[column]!r}; it must be one of {', '.join(words)}.")
    return row[column]


def many(row: Row, column: str) -> tuple[str, ...]:
    """The words of a cell that holds several, parted by |."""
    return tuple(word for part in row[column].split("|") if (word := part.strip()))
