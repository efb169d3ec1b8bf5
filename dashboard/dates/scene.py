"""What a reading of a date may look at: the text, the day it was published, and the dates read before it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from . import tense
from .moments import Grain, Moment, at, coarsened
from .tense import Tense


class Unknown(Enum):
    """A date whose place in the calendar the text does not tell."""

    UNRESOLVED = "unresolved"


_UP_TO = frozenset({"until", "till", "through"})
"""Before a month these look either way, whatever the verb ("closed through April"): the nearer one is meant."""

UNRESOLVED = Unknown.UNRESOLVED
Reading = Moment | Unknown | None
"""What a form makes of its match: a moment, a date that cannot be resolved, or None: no date at all."""

_STORY = 200
"""Characters within which a story of the past goes on to its next date."""
_LONG_AGO = 3
"""Years from which on a date counts as a story of the past."""
MEMORY = 40
"""How many moments an expression that counts from the text looks back."""

_LAST_WORD = re.compile(r"([^\W\d_]+(?:['’]s)?)[\s(“\"]*\Z")


@dataclass(slots=True)
class Scene:
    """One text on its way through `dates.find`; it fills up with the moments already read, in order of the text."""

    text: str
    published: dt.date | None
    day_first: bool | None = None
    """Order of numeric dates, where another numeric date of the text shows it."""
    read: list[Moment] = field(default_factory=list)
    read_at: int = 0
    """Where the last of them stands."""
    years: list[tuple[int, int]] = field(default_factory=list)
    """Offset and number of each year that the text itself writes down."""

    def anchor(self, grain: Grain, *, fallback: bool = True) -> Moment | None:
        """The last moment of the text that is at least as fine as `grain` and not still to come, else (with
        `fallback`) the day of publication."""
        for moment in reversed(self.read[-MEMORY:]):
            if coarsened(moment, grain).grain is grain and not self._to_come(moment):
                return moment
        return at(Grain.DAY, self.published) if fallback and self.published else None

    def _to_come(self, moment: Moment) -> bool:
        return self.published is not None and moment.start > self.published + dt.timedelta(31)

    def sentence_year(self, start: int) -> int | None:
        """The year that stands written in the same sentence before `start`."""
        if self.years and self.years[-1][0] >= tense.sentence_start(self.text, start):
            return self.years[-1][1]
        return None

    def word_before(self, start: int) -> str:
        """The word that ends right before `start`, "" at the beginning of a sentence or after other signs."""
        found = _LAST_WORD.search(self.text, max(0, start - 30), start)
        return "" if found is None else found[1]

    def before(self, start: int, reach: int = 24) -> str:
        """The few characters before an offset."""
        return self.text[max(0, start - reach) : start]

    def after(self, end: int, reach: int = 40) -> str:
        """The few characters after an offset."""
        return self.text[end : end + reach]

    def nearest(self, match: re.Match[str], make: Callable[[int], Moment | None], years: int = 8) -> Reading:
        """The moment that comes round every year, in the year the text means: `make` gives it for a year.

        The year written in the same sentence, else the nearest past one, or the nearest to come where the verb looks
        ahead; unresolved without a day of publication.
        """
        if (year := self.sentence_year(match.start())) is not None:
            return make(year) or UNRESOLVED
        if told := self._goes_on(match.start(), make):
            return told
        if self.published is None:
            return UNRESOLVED
        around = [made for step in range(-years, years + 1) if (made := make(self.published.year + step))]
        past = [moment for moment in around if moment.start <= at(moment.grain, self.published).start]
        future = [moment for moment in around if moment.start >= at(moment.grain, self.published).start]
        if not past or not future:
            return (past or future or [UNRESOLVED])[-1 if past else 0]
        return future[0] if self._ahead(match, past[-1], future[0]) else past[-1]

    def _goes_on(self, start: int, make: Callable[[int], Moment | None]) -> Moment | None:
        """The next month or day of a story of the past that the paragraph is telling, as August here: "In May 1980
        students rose. In August Chun took office". None where it tells no such story."""
        if not self.read or self.published is None or start - self.read_at > _STORY:
            return None
        before = self.read[-1]
        past = self.published.year - before.start.year >= _LONG_AGO and before.grain in (Grain.DAY, Grain.MONTH)
        if not past or "\n" in self.text[self.read_at : start]:
            return None
        made = make(before.start.year)
        return made if made and made.grain in (Grain.DAY, Grain.MONTH) and made.start > before.start else None

    def _ahead(self, match: re.Match[str], behind: Moment, ahead: Moment) -> bool:
        """Does the text mean the one to come? The verb says so, unless one of the two is near and the other is far:
        nobody writes "on Jan. 20" in January for the one a year away."""
        assert self.published is not None
        if behind == ahead:
            return False
        to_come, gone = (ahead.start - self.published).days, (self.published - behind.start).days
        if ahead.grain is Grain.DAY and min(to_come, gone) <= 45 and max(to_come, gone) > 300:
            return to_come < gone
        if ahead.grain is Grain.QUARTER and to_come > 200:
            return False
        found = tense.of(self.text, match.start(), match.end())
        if ahead.grain is Grain.MONTH and (found is Tense.NONE or self.word_before(match.start()).lower() in _UP_TO):
            return found is Tense.FUTURE or to_come < gone
        return found is Tense.FUTURE
