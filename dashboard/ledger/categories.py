"""The categories of events, and the one that a link read by the machine falls into."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .. import rows
from ..errors import BadData
from ..models import Relation

FILE = rows.DATA / "vocabulary" / "categories.csv"


@dataclass(frozen=True, slots=True)
class Categories:
    """`names`: category to reader's name; `of_relation`: relation to category. Both in the order of the file."""

    names: dict[str, str] = field(hash=False)
    of_relation: dict[Relation, str] = field(hash=False)


@cache
def load(path: Path = FILE) -> Categories:
    """The table of categories. Raises BadData when a category or relation stands twice or a relation nowhere."""
    names: dict[str, str] = {}
    homes: dict[Relation, str] = {}
    for row in rows.read(path, ("category", "name", "relations")):
        if row["category"] in names:
            raise BadData(f"{row.where}: the category {row['category']} stands twice; leave one row.")
        names[row["category"]] = row["name"]
        for word in rows.many(row, "relations"):
            _settle(homes, word, row)
    missing = [relation for relation in Relation if relation not in homes]
    if missing:
        raise BadData(f"{path.name}: {', '.join(missing)} falls into no category; add it to a row's relations.")
    return Categories(names, homes)


def _settle(homes: dict[Relation, str], word: str, row: rows.Row) -> None:
    if word not in set(Relation):
        raise BadData(f"{row.where}: {word} is no relation; use one of {', '.join(Relation)}.")
    if word in homes:
        raise BadData(f"{row.where}: {word} is in {homes[Relation(word)]} and in {row['category']}; leave one.")
    homes[Relation(word)] = row["category"]
