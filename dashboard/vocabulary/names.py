"""Names of one reading: countries, demonyms, capitals, institutions, and phrases that name no country."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .. import rows
from ..errors import BadData
from ..models import Kind


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written. `code` is empty for a phrase that names no country. `where` is its row ("aliases.csv:12").

    `since` and `until` (ISO dates, empty when open) bound the articles in which it may be read so.
    """

    text: str
    code: str
    kind: Kind
    where: str
    example: str = ""
    since: str = ""
    until: str = ""


def read_frozen(path: Path) -> tuple[Name, ...]:
    """Names frozen from the source packages."""
    found = rows.read(path, ("name", "iso3", "kind", "source"))
    return tuple(Name(row["name"], row["iso3"], Kind(row["kind"]), row.where) for row in found)


def read(path: Path, codes: frozenset[str]) -> tuple[Name, ...]:
    """Names written by hand, each with its example."""
    found = rows.read(path, ("name", "iso3", "kind", "example"))
    return tuple(_name(row, row["name"], code(row, "iso3", codes), row["kind"]) for row in found)


def read_institutions(path: Path, codes: frozenset[str]) -> tuple[Name, ...]:
    """Institutions, one Name for each of their forms."""
    found = rows.read(path, ("name", "code", "aliases", "since", "until", "example"))
    return tuple(
        Name(form, code(row, "code", codes), Kind.INSTITUTION, row.where, row["example"], row["since"], row["until"])
        for row in found
        for form in (row["name"], *rows.many(row, "aliases"))
    )


def read_phrases(path: Path) -> tuple[Name, ...]:
    """Phrases that hold a country's name and name no country ("South China Sea")."""
    found = rows.read(path, ("phrase", "why", "example"))
    return tuple(
        Name(form, "", Kind.COUNTRY, row.where, row["example"]) for row in found for form in rows.many(row, "phrase")
    )


def code(row: rows.Row, column: str, codes: Iterable[str]) -> str:
    """The code of a cell; BadData when no country or organisation has it."""
    if row[column] not in codes:
        raise BadData(
            f"{row.where}: {column} is {row[column]!r}, which is no code of countries.csv or organisations.csv."
        )
    return row[column]


def _name(row: rows.Row, text: str, iso3: str, kind: str) -> Name:
    rows.choice(row, "kind", [k.value for k in Kind])
    return Name(text, iso3, Kind(kind), row.where, row["example"])
