"""Countries of ISO 3166-1 (and Kosovo) and the organisations that act like states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .. import rows
from ..errors import BadData
from ..models import ORGANISATIONS, Kind
from .names import Name


@dataclass(frozen=True, slots=True)
class Country:
    """One country: `name` is what readers see, `official` the formal name, `demonyms` as frozen from countryinfo."""

    iso3: str
    iso2: str
    name: str
    official: str
    capital: str
    demonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PastState:
    """A state that is no more, under its last code of ISO 3166-3; its names count in articles of its time."""

    code: str
    name: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """An actor that is no country: EU, NATO, UN, IAEA, MSMT, G7, SCO, BRICS."""

    code: str
    name: str


def read(path: Path, names: Iterable[Name]) -> dict[str, Country]:
    """Countries by ISO 3166-1 alpha-3 code."""
    demonyms = defaultdict(list)
    for name in names:
        if name.kind is Kind.DEMONYM:
            demonyms[name.code].append(name.text)
    return {
        row["iso3"]: Country(
            row["iso3"], row["iso2"], row["name"], row["official"], row["capital"], tuple(demonyms[row["iso3"]])
        )
        for row in rows.read(path, ("iso3", "iso2", "name", "official", "capital"))
    }


def read_organisations(path: Path) -> dict[str, Organisation]:
    """Organisations by code; exactly those of `models.ORGANISATIONS`."""
    found = {row["code"]: Organisation(row["code"], row["name"]) for row in rows.read(path, ("code", "name"))}
    if set(found) != ORGANISATIONS:
        raise BadData(f"{path.name} must have one row for each of {', '.join(sorted(ORGANISATIONS))}.")
    return found


def read_past(path: Path) -> dict[str, PastState]:
    """Past states by code, with their names and demonyms bound to their years."""
    found = rows.read(path, ("code", "name", "since", "until", "names", "demonyms", "example"))
    return {row["code"]: PastState(row["code"], row["name"], tuple(_past_names(row))) for row in found}


def _past_names(row: rows.Row) -> Iterator[Name]:
    for column, kind in (("names", Kind.COUNTRY), ("demonyms", Kind.DEMONYM)):
        for text in rows.many(row, column):
            yield Name(text, row["code"], kind, row.where, row["example"], row["since"], row["until"])
