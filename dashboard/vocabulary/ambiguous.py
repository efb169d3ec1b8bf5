"""Names of several readings, and the words around a name that decide between them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from .. import rows
from ..errors import BadData
from ..models import Kind
from .names import code

SIDES = ("before", "after")
GROUPS = ("country", "demonym", "capital", "any")


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of an ambiguous name; `code` is empty where it names no country.

    `cues` are words of the article, codes of other mentions ("@RUS") or word lists ("%us-local"). The reading with
    the most cues near wins; without any cue the one that is `default`.
    """

    name: str
    code: str
    kind: Kind
    default: bool
    cues: tuple[str, ...]
    where: str
    example: str


@dataclass(frozen=True, slots=True)
class Context:
    """A word right before or after a name, with which the name is no country ("Jordan Street", "Little Moscow").

    `names` are names, or the groups country, demonym, capital, any.
    """

    rule: str
    side: str
    words: tuple[str, ...]
    names: frozenset[str]
    where: str
    example: str


def read_readings(path: Path, codes: frozenset[str]) -> dict[str, tuple[Reading, ...]]:
    """Readings by name, in the order of the rows; every name has exactly one default."""
    found: dict[str, list[Reading]] = defaultdict(list)
    for row in rows.read(path, ("name", "code", "kind", "default", "cues", "example")):
        rows.choice(row, "default", ("yes", ""))
        rows.choice(row, "kind", [k.value for k in Kind])
        reading_code = "" if row["code"] == "-" else code(row, "code", codes)
        cues = rows.many(row, "cues")
        for name in rows.many(row, "name"):
            reading = Reading(
                name, reading_code, Kind(row["kind"]), row["default"] == "yes", cues, row.where, row["example"]
            )
            found[name].append(reading)
    for name, readings in found.items():
        if sum(reading.default for reading in readings) != 1:
            raise BadData(f"{readings[0].where}: {name!r} needs exactly one row with default yes.")
    return {name: tuple(readings) for name, readings in found.items()}


def read_contexts(path: Path) -> tuple[Context, ...]:
    """Contexts in the order of the rows."""
    return tuple(
        Context(
            row["rule"],
            rows.choice(row, "side", SIDES),
            rows.many(row, "words"),
            frozenset(rows.many(row, "names")),
            row.where,
            row["example"],
        )
        for row in rows.read(path, ("rule", "side", "words", "names", "example"))
    )


def read_words(path: Path) -> dict[str, frozenset[str]]:
    """Word lists by name; a list may have several rows."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows.read(path, ("list", "words")):
        found[row["list"]].update(rows.many(row, "words"))
    return {name: frozenset(words) for name, words in found.items()}


def read_list(path: Path) -> frozenset[str]:
    """Names of a file of one column."""
    return frozenset(row["name"] for row in rows.read(path, ("name",)))
