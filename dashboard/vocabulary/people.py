"""Dated persons: who held which office of which country, and how news writes their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from .. import rows
from ..errors import BadData
from . import spellings
from .names import code

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
COLUMNS = ("name", "code", "office", "since", "until", "aliases", "short", "alone", "example")


@dataclass(frozen=True, slots=True)
class Person:
    """A person in an office; several rows for several offices. `since` and `until` are ISO dates, empty when open.

    `forms` are full forms of the name. `short` are the forms used once the person is known (a surname). `alone`:
    always = the short form needs no introduction (Putin); country = it needs the country named in the text (Xi);
    office = it needs an office before it, or the full name earlier; common = so does even the full form
    (Charles Brown).
    """

    name: str
    code: str
    office: str
    since: str
    until: str
    forms: tuple[str, ...]
    short: tuple[str, ...]
    alone: str
    where: str
    example: str


def read(path: Path, codes: frozenset[str], groups: spellings.Groups) -> tuple[Person, ...]:
    """People in the order of the rows, with the other spellings of their names."""
    return tuple(_person(row, codes, groups) for row in rows.read(path, COLUMNS))


def _person(row: rows.Row, codes: frozenset[str], groups: spellings.Groups) -> Person:
    for column in ("since", "until"):
        if row[column] and not _DATE.fullmatch(row[column]):
            raise BadData(f"{row.where}: {column} is {row[column]!r}; write YYYY, YYYY-MM or YYYY-MM-DD.")
    return Person(
        row["name"],
        code(row, "code", codes),
        row["office"],
        row["since"],
        row["until"],
        spellings.forms((row["name"], *rows.many(row, "aliases")), row["code"], groups),
        spellings.short(rows.many(row, "short")),
        rows.choice(row, "alone", ("always", "country", "office", "common")),
        row.where,
        row["example"],
    )
