"""Finds the few places of a text where a date can stand, so that the forms are only tried there."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from ..models import Span
from . import words

REACH = 90
"""Characters of a form on either side of the word or number that gives it away; the longest has about 70."""

_NUMBER = re.compile(r"\d{2}|[QH]\d|\dQ|\d[日号號月일월]")

FORMS = {
    "number": ("iso", "numeric", "cjk", "quarter", "fiscal", "decade", "years", "year", "range_end", "short_year"),
    "month": ("day_month", "month_day", "month_year", "near_month", "month"),
    "weekday": ("weekday",),
    "today": ("today",),
    "unit": ("near_unit", "unit_before", "part_of_year", "weekend", "ago", "year_ago", "century"),
    "quarter": ("quarter", "year_quarter", "the_quarter"),
    "season": ("near_season", "season_year", "season"),
    "decade": ("decade",),
    "holiday": ("holiday",),
    "name": ("name",),
}
"""What gives a date away -> the forms it can belong to."""

_TODAY = ("today", "yesterday", "tomorrow", "tonight", "night", "overnight", "morning", "afternoon", "evening")
_UNITS = ("day", "night", "morning", "afternoon", "evening", "week", "fortnight", "month", "quarter", "year", "decade")
_QUARTERS = ("quarter", "half")


def windows(text: str, body: Span) -> dict[str, list[Span]]:
    """Form -> the stretches of the body where it is worth trying, in order and apart from each other."""
    found: dict[str, list[Span]] = defaultdict(list)
    for kind, places in _places(text, body).items():
        stretches = _merged(text, body, places)
        for form in FORMS[kind]:
            found[form].extend(stretches)
    return {form: _apart(stretches) for form, stretches in found.items()}


def _places(text: str, body: Span) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    matcher, kinds = _matcher()
    for number, start, _ in matcher.find_matches_as_indexes(text[body[0] : body[1]]):
        for kind in kinds[number]:
            places[kind].append(body[0] + start)
    places["number"] = [match.start() for match in _NUMBER.finditer(text, *body)]
    return places


def _merged(text: str, body: Span, places: list[int]) -> list[Span]:
    """Stretches around the places, in order; a stretch begins and ends between words."""
    stretches: list[Span] = []
    for place in places:
        low, high = max(body[0], place - REACH), min(body[1], place + REACH)
        if stretches and low <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(high, stretches[-1][1]))
        else:
            stretches.append((low, high))
    return _apart([_between_words(text, body, stretch) for stretch in stretches])


def _between_words(text: str, body: Span, stretch: Span) -> Span:
    low, high = stretch
    for _ in range(40):
        if low > body[0] and not text[low - 1].isspace():
            low -= 1
        if high < body[1] and not text[high].isspace():
            high += 1
    return (low, high)


def _apart(stretches: list[Span]) -> list[Span]:
    """The stretches in order, those that touch made one."""
    found: list[Span] = []
    for low, high in sorted(stretches):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


@cache
def _matcher() -> tuple[AhoCorasick, list[tuple[str, ...]]]:
    """The matcher of all words that give a date away, and for each of them the kinds it stands for; a word that holds
    another one ("weekday", "Mayday") stands for the kinds of both."""
    table: dict[str, set[str]] = defaultdict(set)
    for kind, group in _groups().items():
        for word in group:
            for spelling in (word, word.lower(), word.capitalize(), word.upper()):
                table[spelling].add(kind)
    spellings = sorted(table)
    inside = [[table[word] for word in spellings if word in spelling] for spelling in spellings]
    matcher = AhoCorasick(spellings, matchkind=MatchKind.LeftmostLongest)
    return matcher, [tuple(sorted(set().union(*kinds))) for kinds in inside]


def _groups() -> dict[str, tuple[str, ...]]:
    vocabulary = words.load()
    return {
        "month": (*vocabulary.months, *vocabulary.short_months),
        "weekday": tuple(vocabulary.weekdays),
        "today": _TODAY,
        "unit": (*_UNITS, "centur"),
        "quarter": _QUARTERS,
        "season": tuple(vocabulary.seasons),
        "decade": tuple(vocabulary.decades),
        "holiday": tuple(re.split(r"[\s']", name)[0] for name in vocabulary.holiday_names),
        "name": tuple(name.split()[0] for name in vocabulary.names),
    }
