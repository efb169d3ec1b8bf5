"""Finds places inside a country that acts reach ("struck Kharkiv"), read from data/vocabulary/relations_places.csv."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from .. import rows
from ..errors import BadData
from ..models import Relation

if TYPE_CHECKING:
    from spacy.tokens import Doc

FILE = rows.DATA / "vocabulary" / "relations_places.csv"
ROLE = "site"
"""The role of a place: acts reach it, it does none, and no pronoun points to it."""
REACHED = frozenset(Relation) - {Relation.TIES, Relation.AGREE, Relation.ACCUSE, Relation.REJECT, Relation.REQUEST}
"""Roots whose acts may go to a place; words are addressed to a state."""
_NAME = re.compile(r"[A-Z][\w'’]+|(?<=-)\w+")


@lru_cache(maxsize=1)
def table() -> dict[str, str]:
    """Country by name of place. Raises BadData when two rows claim one place."""
    found: dict[str, str] = {}
    for row in rows.read(FILE, ("country", "places", "example")):
        for name in rows.many(row, "places"):
            if found.setdefault(name, row["country"]) != row["country"]:
                raise BadData(f"{row.where}: {name!r} stands under {found[name]} too; keep one of the two.")
    return found


@lru_cache(maxsize=1)
def _heads() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The names as words, by their last word: {"Abbas": (("Bandar", "Abbas"),)}."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for name in table():
        parts = tuple(re.findall(r"[\w'’]+|-", name))
        found[parts[-1]] = (*found.get(parts[-1], ()), parts)
    return found


def countries(text: str) -> set[str]:
    """The countries of the places that a text may name; cheap, for deciding what to parse."""
    heads = _heads()
    names = {_joined(parts) for word in _NAME.findall(text) for parts in heads.get(word, ())}
    return {table()[name] for name in names if name in text}


def find(doc: Doc, text: str) -> Iterator[tuple[int, int]]:
    """The last and the first token of each place named in a sentence, whose tokens and text are given."""
    heads = _heads()
    if heads.keys().isdisjoint(_NAME.findall(text)):
        return
    for token in doc:
        for parts in heads.get(token.text, ()):
            start = token.i + 1 - len(parts)
            if start >= 0 and tuple(word.text for word in doc[start : token.i + 1]) == parts:
                yield token.i, start
                break


def country(doc: Doc, last: int, first: int) -> str:
    """The country of a place that `find` has found."""
    return table()[_joined(tuple(word.text for word in doc[first : last + 1]))]


def _joined(parts: tuple[str, ...]) -> str:
    return " ".join(parts).replace(" - ", "-")
