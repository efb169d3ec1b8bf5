"""Which links tell of the same act: they make one event coded by machine."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .. import rows
from ..errors import BadData
from ..models import Relation, make_id

FILE = rows.DATA / "vocabulary" / "same_act.csv"

TOLERANCE = dt.timedelta(days=3)
"""Days that two tellings of one act may lie apart: time zones, and "on Tuesday" against the day it was reported."""

REPORTED = dt.timedelta(days=7)
"""An act without a date of its own took place in the week up to the day it was reported."""

SHARED = 0.34
"""Share of the shorter sentence's telling words that the other one must hold too; at least two words."""

_WORD = re.compile(r"[^\W\d_]{4,}|\d[\d.,]*\d|\d")
_ENDING = re.compile(r"(?:ies|ing|ed|es|s|ment|tion)$")
_EMPTY_WORDS = """
about after again against also although among because been before being between both could does during each
from have having into just like more most much only other over said same says should some such than that their
them then there these they this those through under until upon were what when where which while will with
would according reported report reports told saying added week month year today yesterday tuesday monday
wednesday thursday friday saturday sunday
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


@cache
def families() -> dict[Relation, str]:
    """Relation to its family (data/vocabulary/same_act.csv). BadData when a relation stands twice or is none."""
    found: dict[Relation, str] = {}
    for row in rows.read(FILE, ("family", "relations", "example")):
        for word in rows.many(row, "relations"):
            if word not in set(Relation) or word in found:
                raise BadData(f"{row.where}: {word} is no relation or stands in two families; leave it in one row.")
            found[Relation(word)] = row["family"]
    return found


@dataclass(frozen=True, slots=True)
class Telling:
    """What decides whether a link or group tells of an act that another one told before."""

    who: str
    family: str
    polarity: str
    first: dt.date | None
    last: dt.date | None
    words: frozenset[str]

    @property
    def key(self) -> tuple[str, str, str]:
        """What must be equal."""
        return (self.who, self.family, self.polarity)


def telling(row: Mapping[str, Any], published: dt.date | None) -> Telling:
    """The telling of a row of links or groups whose article was published on a day."""
    relation = Relation(row["relation"])
    first, last = _days(row, published)
    return Telling(
        who=row.get("pair") or "-".join(sorted(row["members"])),
        family=families().get(relation, relation.value),
        polarity=row["polarity"],
        first=first,
        last=last,
        words=words(row["evidence"] or ""),
    )


def words(sentence: str) -> frozenset[str]:
    """The words of a sentence that tell what it is about: numbers and longer words, without endings."""
    found = (word.lower() for word in _WORD.findall(sentence))
    return frozenset(_ENDING.sub("", word) if len(word) > 5 else word for word in found if word not in _EMPTY)


def _days(row: Mapping[str, Any], published: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    date, precision = row["date"], row["precision"]
    if date is None:
        return (published - REPORTED, published) if published else (None, None)
    if precision == "day":
        return date, row["date_end"] or date
    length = 31 if precision == "month" else 366
    return date, date + dt.timedelta(days=length - 1)


def same(one: Telling, other: Telling) -> float:
    """How much two tellings share, 0 when they tell of two acts. The keys are equal already."""
    if (one.first is None) != (other.first is None):
        return 0.0
    if one.first and (one.first > other.last + TOLERANCE or other.first > one.last + TOLERANCE):
        return 0.0
    common = len(one.words & other.words)
    share = common / max(1, min(len(one.words), len(other.words)))
    return share if share >= SHARED and common >= 2 else 0.0


class Events:
    """Gives each telling its event, one after another; what was given stays.

    A telling joins the event whose first telling it shares most with, else it begins an event. Comparing with the
    first telling alone keeps an event from drifting, and keeps what was known earlier as it was.
    """

    def __init__(self, known: Iterable[tuple[str, Telling]] = ()) -> None:
        self._first: dict[tuple[str, str, str], list[tuple[str, Telling]]] = {}
        for event, first in known:
            self._first.setdefault(first.key, []).append((event, first))

    def settle(self, id: str, told: Telling) -> str:
        """The event of the link or group with this id."""
        begun = self._first.setdefault(told.key, [])
        near = [(same(first, told), event) for event, first in begun]
        share, event = max(near, default=(0.0, ""))
        if share:
            return event
        event = event_id(id)
        begun.append((event, told))
        return event


def event_id(first: str) -> str:
    """The id of the event that begins with the link or group of this id."""
    return make_id("event", first)
