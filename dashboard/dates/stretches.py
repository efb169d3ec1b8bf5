"""Reads years, decades, centuries, quarters, halves, seasons with a year, and named days."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from dateutil.easter import easter

from . import words
from .moments import Grain, Moment, at, month, season, year
from .scene import UNRESOLVED, Reading, Scene
from .written import day, written_year

_YEAR_AFTER = re.compile(r"(?:,|\s(?:in|of))?\s((?:1[5-9]|20)\d\d)\b")
_FIRM = frozenset({"in", "since", "by", "until", "till", "during", "throughout", "before", "after"})
_CODE = re.compile(r"\b(?=\w{0,6}[A-Z])(?=\w{0,6}\d)\w{2,8}\s\Z")
"""A code right before: flight "N4 1951"."""
_NEXT_WORD = re.compile(r"\s([a-zA-Z]+)")
_CAPITAL = re.compile(r"[A-Z]")
_MONEY = re.compile(r"[%$€£¥]|per ?cent|\b(?:sales|trade|exports|imports|profit|earnings|revenue|growth|gdp)\b", re.I)


def year_alone(match: re.Match[str], scene: Scene) -> Reading:
    """2014, since 2014, the 1961 treaty, mid-2026; never a count, a flight, a resolution or part of a name."""
    number = int(match["year"])
    if match.start() == match.start("year") and not _stands_for_year(number, match, scene):
        return None
    return year(number)


def _stands_for_year(number: int, match: re.Match[str], scene: Scene) -> bool:
    vocabulary, start = words.load(), match.start()
    before = scene.word_before(start)
    if _CODE.search(scene.text, max(0, start - 12), start):
        return False
    lead = before.lower() in vocabulary.leads
    if _listed().search(scene.text, max(0, start - 80), start):
        return False
    following = _NEXT_WORD.match(scene.after(match.end()))
    if following and following[1].lower() in vocabulary.no_year_before:
        return before.lower() in _FIRM and number % 50 != 0
    if number < 1900:
        return lead or before.lower() in vocabulary.holders
    return lead or not _CAPITAL.match(before) or before.lower() in vocabulary.holders or before.endswith(("'s", "’s"))


@cache
def _listed() -> re.Pattern[str]:
    """A word that counts or numbers, alone, before a list, or before brackets: "room ", "resolutions 1718, 1874 and ",
    "Resolution 2231 ("."""
    counts = words.choices(words.load().no_year_after)
    return re.compile(rf"(?i:\b(?:{counts}))\s(?:\(?\d{{1,5}}\)?(?:,|\sand|\sor|,\sand)?\s?){{0,8}}\(?\Z")


def years(match: re.Match[str], scene: Scene) -> Reading:
    """2016-17; but 2024-05 is a month."""
    first, tail = int(match["year"]), int(match["end"])
    if tail <= first % 100:
        return month(first, tail) if 1 <= tail <= 12 and len(match["end"]) == 2 else None
    return Moment(Grain.YEAR, dt.date(first, 1, 1), dt.date(first // 100 * 100 + tail, 1, 1))


def short_year(match: re.Match[str], scene: Scene) -> Reading:
    """in '98."""
    known = written_year(match, scene)
    return year(known) if known else UNRESOLVED


def fiscal(match: re.Match[str], scene: Scene) -> Reading:
    """fiscal 2024, FY24: the year of that number."""
    known = written_year(match, scene)
    return year(known) if known else UNRESOLVED


def decade(match: re.Match[str], scene: Scene) -> Reading:
    """the 1990s, '90s, the sixties: too long a stretch for a value."""
    digits = re.search(r"\d{2,4}", match[0])
    tens = int(digits[0]) if digits else words.load().decades[match["decade"].lower()]
    return Moment(Grain.DECADE, dt.date(tens if tens > 99 else 1900 + tens, 1, 1))


_CENTURIES = {
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "twenty-first": 21,
}


def century(match: re.Match[str], scene: Scene) -> Reading:
    """the 19th century: too long a stretch for a value."""
    digits = re.search(r"\d{1,2}", match[0])
    number = int(digits[0]) if digits else next(n for word, n in _CENTURIES.items() if word in match[0].lower())
    return Moment(Grain.CENTURY, dt.date(number * 100 - 99, 1, 1)) if 1 <= number <= 30 else None


def season_year(match: re.Match[str], scene: Scene) -> Reading:
    """the autumn of 2021, spring 2024, the summer of last year."""
    known = written_year(match, scene)
    return season(known, words.load().seasons[match["season"].lower()]) if known else UNRESOLVED


def quarter(match: re.Match[str], scene: Scene) -> Reading:
    """the third quarter of 2024, Q1 2025, the second half of last year, first-quarter."""
    number, half = _stretch(match)
    if half and number > 2:
        return None
    grain, length = (Grain.HALF, 6) if half else (Grain.QUARTER, 3)

    def make(year: int) -> Moment:
        return Moment(grain, dt.date(year, (number - 1) * length + 1, 1))

    if any(match.groupdict().get(group) for group in ("year", "yearword", "shortyear", "owner")):
        known = written_year(match, scene)
        return make(known) if known else UNRESOLVED
    if half and not _business(match, scene):
        return None
    return scene.nearest(match, make)


def _stretch(match: re.Match[str]) -> tuple[int, bool]:
    if match["ordinal"]:
        half = match["stretch"].lower() == "half"
        number = words.load().ordinals[match["ordinal"].lower()]
        return (2 if half and match["ordinal"].lower() == "final" else number), half
    return int(match["number"] or match["number2"] or match["half"]), match["half"] is not None


def _business(match: re.Match[str], scene: Scene) -> bool:
    """A half without its year is half a year only next to money; else it may be half a match."""
    around = scene.text[max(0, match.start() - 100) : match.end() + 100]
    return match["half"] is None and _MONEY.search(around) is not None


def holiday(match: re.Match[str], scene: Scene) -> Reading:
    """New Year's Day, Easter, Thanksgiving, 9/11."""
    key = " ".join(match[0].lower().replace("’", "'").split()).removeprefix("the ")
    when = words.load().holidays[key]
    if when["year"]:
        return day(int(when["year"]), int(when["month"]), int(when["day"]))
    if written := _YEAR_AFTER.match(scene.after(match.end())):
        return _holiday_of(int(written[1]), when)
    near = scene.word_before(match.start()).lower()
    if scene.published and near in ("next", "last"):
        years = range(9) if near == "next" else range(0, -9, -1)
        around = [made for step in years if (made := _holiday_of(scene.published.year + step, when))]
        fits = (made for made in around if (made.start > scene.published) is (near == "next"))
        return next((made for made in fits if made.start != scene.published), UNRESOLVED)
    return scene.nearest(match, lambda number: _holiday_of(number, when))


def _holiday_of(number: int, when: re.Match[str]) -> Moment | None:
    if when["month"]:
        return day(number, int(when["month"]), int(when["day"]))
    if when["easter"]:
        return at(Grain.DAY, easter(number) + dt.timedelta(int(when["easter"])))
    first = dt.date(number, int(when["nth_month"]), 1)
    days = [first + dt.timedelta(n) for n in range(31)]
    fitting = [d for d in days if d.month == first.month and d.weekday() == int(when["weekday"])]
    nth = int(when["nth"])
    return at(Grain.DAY, fitting[nth if nth < 0 else nth - 1])
