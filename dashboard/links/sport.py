"""Sentences about sport, whose verbs of war and meeting carry no link between states."""

from __future__ import annotations

import re
from functools import lru_cache

from . import words

_SCORE = re.compile(
    r"\b(?:beat|beats|beaten|defeat(?:s|ed)?|won|lost|drew|draw|thrash(?:ed)?|edged?)\b.{0,60}\b\d{1,3}\s?[-–]\s?\d{1,3}\b"
)


def is_sport(text: str) -> bool:
    """Does a sentence speak of matches and players? Words of politics ("boycotted") keep it in."""
    if not (_any("sport").search(text) or _SCORE.search(text)):
        return False
    return _any("politics").search(text) is None


@lru_cache(maxsize=2)
def _any(name: str) -> re.Pattern[str]:
    listed = "|".join(sorted(re.escape(word) for word in words.of(name)))
    return re.compile(rf"\b(?:{listed})s?\b", re.IGNORECASE)
