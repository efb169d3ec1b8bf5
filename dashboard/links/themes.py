"""What an act is about: the themes of its words, so that a denial finds the claim that it answers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from .. import rows
from ..errors import BadData

FILE = rows.DATA / "vocabulary" / "themes.csv"
COLUMNS = ("theme", "words", "example")


@lru_cache(maxsize=1)
def table() -> dict[str, str]:
    """Theme by lemma. Raises BadData when a word stands in two themes."""
    found: dict[str, str] = {}
    for row in rows.read(FILE, COLUMNS):
        for word in rows.many(row, "words"):
            if found.setdefault(word, row["theme"]) != row["theme"]:
                raise BadData(f"{row.where}: {word!r} stands under {found[word]} too; keep one of the two.")
    return found


def of(lemmas: Iterable[str]) -> frozenset[str]:
    """The themes of some lemmas (lower case); words of no theme give nothing."""
    known = table()
    return frozenset(theme for lemma in lemmas if (theme := known.get(lemma)))
