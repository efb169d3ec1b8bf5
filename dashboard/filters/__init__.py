"""The one state of a view: what is shown, as a record, as a query string, and in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from ..models import CodedBy, Polarity, Relation, Status
from . import periods

if TYPE_CHECKING:
    from ..vocabulary import Vocabulary

CLOCKS = ("happened", "reported")
LAYERS = ("ties", "groups", "comention")
LENSES = ("all", "affirmed")
MOST_WORDS = 200
"""Characters of search text that count; more is cut off."""

MOST_VALUES = 60
"""Values of one key that count."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What is shown; the empty Filter shows everything but co-mentions.

    Values of one field widen (PRK or RUS), fields narrow (PRK and disputed). `start` and `end` are written as the
    reader wrote them: YYYY, YYYY-MM or YYYY-MM-DD; `window` gives the days. `undated` keeps rows without a date
    although there is a window.
    """

    countries: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    clock: str = "happened"
    categories: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    polarities: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    coded: tuple[str, ...] = ()
    origins: int = 1
    q: str = ""
    lens: str = "all"
    asof: str | None = None
    layers: tuple[str, ...] = ("ties", "groups")
    undated: bool = False

    @classmethod
    def from_query(cls, query: Mapping[str, Iterable[str] | str]) -> tuple[Filter, list[str]]:
        """The Filter of a query string's values, and a sentence for each value that was left out.

        Unknown keys are ignored: the address holds other things than the filter. Never raises.
        """
        from . import query as queries

        return queries.read(query)

    def to_query(self) -> dict[str, list[str]]:
        """Key to values of the query string; only what differs from the default."""
        from . import query as queries

        return queries.write(self)

    def in_words(self, vocabulary: Vocabulary) -> str:
        """The filter as a reader would say it: "North Korea; Jan 2022 to Jun 2024; disputed"."""
        from . import wording

        return wording.of(self, vocabulary)

    @property
    def window(self) -> tuple[dt.date | None, dt.date | None]:
        """First and last day, None where it is open."""
        first = periods.bounds(self.start)[0] if self.start else None
        last = periods.bounds(self.end)[1] if self.end else None
        return first, last

    @property
    def voices(self) -> tuple[str, ...]:
        """The codes whose version is shown; empty for the lenses that name nobody."""
        return () if self.lens in LENSES else tuple(self.lens.split("-"))

    @property
    def is_default(self) -> bool:
        """Whether everything is shown."""
        return self == Filter()

    def with_(self, **changes: object) -> Filter:
        """A Filter that differs in some fields."""
        return replace(self, **changes)


FIELDS = tuple(field.name for field in fields(Filter))
STATUSES, POLARITIES, RELATIONS, CODED = tuple(Status), tuple(Polarity), tuple(Relation), tuple(CodedBy)
