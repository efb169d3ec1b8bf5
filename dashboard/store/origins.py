"""Who reported first: near-identical texts and texts that credit one agency count as one origin."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..models import Article

SHINGLE = 4
"""Words of a shingle."""

KEPT = 64
"""Smallest shingle hashes that stand for a text (bottom-k sketch; Broder 1997)."""

FEWEST = 20
"""A text of fewer shingles is like no other: short notices share their wording by chance."""

ALIKE = 0.6
"""Share of the shorter text's shingles that must stand in the other one too."""

DAYS = 14
"""Copies of one report appear within so many days."""

_WORD = re.compile(r"\w+")


def sketch(text: str) -> list[int]:
    """The smallest hashes of the text's shingles, in order; empty for a short text."""
    words = _WORD.findall(text.lower())
    shingles = {" ".join(words[place : place + SHINGLE]) for place in range(len(words) - SHINGLE + 1)}
    if len(shingles) < FEWEST:
        return []
    return sorted(_hash(shingle) for shingle in shingles)[:KEPT]


def _hash(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=8).digest(), "big") >> 1


def alike(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimated share of the shorter text's shingles that stand in the other text; 0 where a sketch is empty."""
    if not one or not other:
        return 0.0
    seen = min(side[-1] if len(side) == KEPT else 2**63 for side in (one, other))
    first, second = ({value for value in side if value <= seen} for side in (one, other))
    return len(first & second) / max(1, min(len(first), len(second)))


@dataclass(frozen=True, slots=True)
class Known:
    """A text whose origin is settled."""

    id: str
    origin: str
    published: dt.date | None
    sketch: tuple[int, ...]


class Origins:
    """Settles the origin of texts one after another; the first text of a family of copies names it."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self._by_hash: dict[int, list[Known]] = {}
        for one in known:
            self._remember(one)

    def settle(self, article: Article) -> tuple[str, list[int]]:
        """The origin of an article, and its sketch.

        An agency that the text credits comes first; then the origin of an earlier, near-identical text; then the
        outlet, the web site, and at last the text itself.
        """
        drawn = sketch(article.text[slice(*article.body)])
        credited = article.origin if article.origin not in (None, article.outlet) else None
        origin = credited or self._copied(article, drawn) or _itself(article)
        self._remember(Known(article.id, origin, article.published, tuple(drawn)))
        return origin, drawn

    def _copied(self, article: Article, drawn: Sequence[int]) -> str | None:
        near = {one.id: one for value in drawn for one in self._by_hash.get(value, ())}
        best = max(self._close(article, near.values(), drawn), default=None)
        return best[2] if best else None

    def _close(self, article: Article, near: Iterable[Known], drawn: Sequence[int]) -> Iterator[tuple[float, str, str]]:
        for one in near:
            days = abs((one.published - article.published).days) if one.published and article.published else 0
            share = alike(drawn, one.sketch)
            if days <= DAYS and share >= ALIKE:
                yield share, one.id, one.origin

    def _remember(self, one: Known) -> None:
        for value in one.sketch:
            self._by_hash.setdefault(value, []).append(one)


def _itself(article: Article) -> str:
    site = urlsplit(article.url).hostname if article.url else None
    return article.outlet or site or f"unnamed text {article.id[:6]}"
