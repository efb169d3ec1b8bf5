"""Assertions: links that somebody claims or denies, gathered by who does what to whom."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..models import Status
from . import data

if TYPE_CHECKING:
    import pandas as pd

    from ..filters import Filter
    from ..store import Store

MOST = 4000
"""Links read for the assertions; of more only the latest, and the page says so."""

CONTESTED = (Status.CLAIMED, Status.DISPUTED, Status.DENIED)
KEYS = ["source", "target", "directed", "polarity", "category"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion: who says what of whom, who denies it, and the links that carry it, latest first."""

    source: str
    target: str
    directed: bool
    polarity: str
    category: str
    status: str
    said_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    events: int
    links: pd.DataFrame

    @property
    def pair(self) -> str:
        """The two codes without order."""
        return "-".join(sorted((self.source, self.target)))

    @property
    def dates(self) -> pd.Series:
        """The dates that are known of its links."""
        return self.links["date"].dropna()

    @property
    def key(self) -> str:
        """A word for the claim that stays the same between runs."""
        return f"{self.source}.{self.target}.{'to' if self.directed else 'with'}.{self.polarity}.{self.category}"


def gather(links: pd.DataFrame) -> list[Claim]:
    """The assertions that these links carry, those in most events first."""
    told = links[links["status"].isin(CONTESTED) | links["asserted_by"].map(bool) | links["denied_by"].map(bool)]
    ordered = told.sort_values(["date", "id"], ascending=False, na_position="last")
    found = [_claim(key, rows) for key, rows in ordered.groupby(KEYS, sort=False)]
    return sorted(found, key=lambda claim: (-claim.events, claim.key))


def _claim(key: Sequence[Any], rows: pd.DataFrame) -> Claim:
    statuses = set(rows["status"])
    status = next(
        (s for s in (Status.DISPUTED, Status.CLAIMED, Status.DENIED) if s in statuses), rows["status"].iloc[0]
    )
    voices = _voices(rows["asserted_by"]), _voices(rows["denied_by"])
    return Claim(*key, str(status), *voices, len(set(rows["event"])), rows)


def _voices(column: pd.Series) -> tuple[str, ...]:
    """The codes of a column of tuples, the most frequent first, of as frequent ones that of the latest link."""
    return tuple(code for code, _ in Counter(itertools.chain.from_iterable(column)).most_common())


@lru_cache(maxsize=32)
def _gathered(of: Store, version: str, chosen: Filter) -> list[Claim]:
    return gather(data.frame("links", of, chosen, most=MOST))


def gathered(of: Store, chosen: Filter) -> list[Claim]:
    """The assertions of what a filter shows, those in most events first."""
    return _gathered(of, of.version, chosen)


def find(of: Store, chosen: Filter, key: str) -> Claim | None:
    """The assertion of that key; None when the filter shows none."""
    return next((claim for claim in gathered(of, chosen) if claim.key == key), None)


def _newest(claim: Claim) -> float:
    return -claim.dates.max().timestamp() if len(claim.dates) else float("inf")


def _oldest(claim: Claim) -> float:
    return claim.dates.min().timestamp() if len(claim.dates) else float("inf")


def _voiced(claim: Claim) -> int:
    return -len({*claim.said_by, *claim.denied_by})


ORDERS: Mapping[str, tuple[str, Callable[[Claim], float]]] = MappingProxyType(
    {
        "events": ("In most events", lambda claim: -claim.events),
        "newest": ("Latest first", _newest),
        "oldest": ("Begun first", _oldest),
        "voices": ("Most voices", _voiced),
    }
)
"""Word in the URL to the name of an order and its key; the words are those of `address.CHOICES`."""
