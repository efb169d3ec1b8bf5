"""The lists of words that rules ask for by name, read from data/vocabulary/relations_words.csv."""

from __future__ import annotations

from functools import lru_cache

from .. import rows
from ..errors import BadData

FILE = rows.DATA / "vocabulary" / "relations_words.csv"


def of(name: str) -> frozenset[str]:
    """The words of one list. Raises BadData when the file lacks it."""
    lists = table()
    if name not in lists:
        raise BadData(f"{FILE.name} has no list {name!r}; restore the row, the rules need it.")
    return lists[name]


@lru_cache(maxsize=1)
def table() -> dict[str, frozenset[str]]:
    """All lists by name. Raises BadData when a name stands twice."""
    found: dict[str, frozenset[str]] = {}
    for row in rows.read(FILE, ("name", "words", "use")):
        if row["name"] in found:
            raise BadData(f"{row.where} repeats the list {row['name']!r}; keep one of the two.")
        found[row["name"]] = frozenset(rows.many(row, "words"))
    return found
