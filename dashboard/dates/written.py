"""Reads dates that are written out: ISO, numeric, day and month, month and year, month alone."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from . import words
from .moments import Grain, Moment, month, shifted, year
from .scene import UNRESOLVED, Reading, Scene

_RANGE_YEAR = (
    r"\s{0,3}(?:[-–—/]|to|and|through|until|till|or)\s{0,3}(?:(?:early|late|mid)[\s-])?(?:\d{1,2}\s)?"
    r"(?:MONTH)(?:\s\d{1,2})?,?\s((?:1[5-9]|20)\d\d)\b"
)
_NAMELIKE = re.compile(r"\s[A-Z][a-z]")
_NOUN = re.compile(r"['’]s\b|\s(?!(?:said|says|told|added|asked)\b)[a-z]{3,}")
_LOOSE = frozenset({"of", "for", "or"})
"""Leads that stand before a name as often: "the director of August Trading"."""
_AFTER_YEAR = re.compile(r"\b(?:19|20)\d\d \(\Z")
""" "in 2017 (September)" """
_VERBLIKE = re.compile(r"\s(?:on|to|with|against|past|towards?|through)\b")
_SENTENCE_END = re.compile(r"(?:\A|[.!?:;•\n]|[-–—]\s)[\"”’)\s]*[\"“‘(]?\Z")


def day(year: int, month: int, number: int, last: int | None = None) -> Moment | None:
    """One day, or the days up to `last` of the same month; None when the calendar has no such day."""
    try:
        end = None if last is None else dt.date(year, month, last)
        return Moment(Grain.DAY, dt.date(year, month, number), end)
    except ValueError:
        return None


def iso(match: re.Match[str], scene: Scene) -> Reading:
    """2024-05-31, 2024/05/31, 2024.05.31."""
    return day(int(match["year"]), int(match["month"]), int(match["day"])) or UNRESOLVED


def cjk(match: re.Match[str], scene: Scene) -> Reading:
    """2024年5月3日, 2024년 5월 3일."""
    number = int(match["year"])
    if match["month"] is None:
        return year(number)
    if match["day"] is None:
        return month(number, int(match["month"]))
    return day(number, int(match["month"]), int(match["day"])) or UNRESOLVED


def numeric(match: re.Match[str], scene: Scene) -> Reading:
    """17.01.2025, 19/06/2024, 06/19/24. With full stops the day comes first. With other signs a number above 12
    tells; else the other numeric dates of the text; else the order that lies within 60 days of publication, where
    only one does; else the day first."""
    one, two, number = int(match["one"]), int(match["two"]), _full_year(match["year"])
    if len(match["year"]) == 2 and match["sep"] != "/" and len(match["one"] + match["two"]) < 4:
        return None
    european, american = day(number, two, one) if two <= 12 else None, day(number, one, two) if one <= 12 else None
    if match["sep"] == "." or american is None or european is None:
        return (european or american) if match["sep"] != "." else european
    if scene.day_first is not None:
        return european if scene.day_first else american
    if scene.published:
        close = [made for made in (european, american) if abs((made.start - scene.published).days) <= 60]
        if len(close) == 1:
            return close[0]
    return european


def _full_year(digits: str) -> int:
    """Two digits count from 1950 to 2049."""
    number = int(digits)
    return number if len(digits) == 4 else number + (1900 if number >= 50 else 2000)


def day_and_month(match: re.Match[str], scene: Scene) -> Reading:
    """12 June 2023, the 12th of June, June 18-19, Wednesday, 12 July 2023, Oct. 2."""
    number, first = month_number(match["month"]), int(match["day"])
    last = int(match["day2"]) if match["day2"] else None
    if last is not None and last <= first:
        last = None
    known = written_year(match, scene) or _range_year(match, scene, number)
    if known:
        return day(known, number, first, last) or UNRESOLVED
    if weekday := match["weekday"]:
        wanted = weekday_number(weekday)
        fitting = scene.nearest(match, lambda year: _on_weekday(day(year, number, first, last), wanted), years=1)
        if isinstance(fitting, Moment):
            return fitting
    return scene.nearest(match, lambda year: day(year, number, first, last))


def _on_weekday(made: Moment | None, weekday: int) -> Moment | None:
    return made if made and made.start.weekday() == weekday else None


def month_year(match: re.Match[str], scene: Scene) -> Reading:
    """June 2024, early June 2024, June '24, August last year, April of that year."""
    known = written_year(match, scene)
    return month(known, month_number(match["month"])) if known else UNRESOLVED


def month_alone(match: re.Match[str], scene: Scene) -> Reading:
    """in May, since September, mid-June, the June summit; never the verb, the modal or a person's name."""
    number = month_number(match["month"])
    if not _stands_for_month(match, scene):
        return None
    if known := _range_year(match, scene, number):
        return month(known, number)
    return scene.nearest(match, lambda year: month(year, number))


def _stands_for_month(match: re.Match[str], scene: Scene) -> bool:
    vocabulary = words.load()
    name, after = match["month"], scene.after(match.end())
    short = name.rstrip(".").lower() in vocabulary.short_months and not name.endswith(".") and name != "Sept"
    if short:
        return bool(_range_follows().match(after))
    if match.start() != match.start("month"):
        return True
    if after[:1] in (")", ",") and _AFTER_YEAR.search(scene.before(match.start())):
        return True
    before = scene.word_before(match.start())
    if _NAMELIKE.match(after) and before.lower() in _LOOSE:
        return False
    if before.lower() in vocabulary.leads:
        return True
    if _NAMELIKE.match(after):
        return False
    if _range_follows().match(after) or _range_leads().search(scene.text, max(0, match.start() - 24), match.start()):
        return True
    if not _NOUN.match(after):
        return False
    if before.lower() in vocabulary.holders or before.endswith(("'s", "’s")):
        return True
    if name.lower() in ("may", "march") and _VERBLIKE.match(after):
        return False
    opens = _SENTENCE_END.search(scene.text, max(0, match.start() - 12), match.start())
    return name.lower() != "may" and (bool(opens) or before.islower())


@cache
def _range_follows() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[-–—]|to|through)\s*(?:{_month_names()})\b")


@cache
def _range_leads() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_month_names()})\.?(?:\s\d{{1,2}})?\s?[-–—]\s?\Z")


@cache
def _month_names() -> str:
    vocabulary = words.load()
    return words.choices(name.capitalize() for name in (*vocabulary.months, *vocabulary.short_months))


@cache
def _range_with_year() -> re.Pattern[str]:
    return re.compile(_RANGE_YEAR.replace("MONTH", _month_names() + r")\b(?:\.?"))


def _range_year(match: re.Match[str], scene: Scene, number: int) -> int | None:
    """The year that stands at the other end of a range: "28 February to 2 March 2024"."""
    found = _range_with_year().match(scene.text, match.end(), min(len(scene.text), match.end() + 60))
    if found is None:
        return None
    named = re.search(_month_names(), found[0])
    later = named is not None and month_number(named[0]) < number
    return int(found[1]) - later


def month_number(name: str) -> int:
    """1 to 12 for a month's name or its short form."""
    vocabulary, key = words.load(), name.rstrip(".").lower()
    return vocabulary.months.get(key) or vocabulary.short_months[key]


def weekday_number(name: str) -> int:
    """0 for Monday to 6 for Sunday."""
    vocabulary, key = words.load(), name.rstrip(".").lower()
    return vocabulary.weekdays[key] if key in vocabulary.weekdays else vocabulary.short_weekdays[key]


def written_year(match: re.Match[str], scene: Scene) -> int | None:
    """The year of a match: its digits ("2024", "'24"), or what "last year", "that year" stand for."""
    groups = match.groupdict()
    if digits := groups.get("year") or groups.get("hyphenyear"):
        return int(digits)
    if groups.get("shortyear"):
        return _full_year(groups["shortyear"])
    phrase = groups.get("yearword") or groups.get("owner")
    return year_of_words(phrase, scene) if phrase else None


_STEPS = {"last": -1, "this": 0, "next": 1, "the_current": 0, "the": 0}
_TEXT_STEPS = {"that": 0, "the_same": 0, "the_previous": -1, "the_following": 1, "the_next": 1}


def year_of_words(phrase: str, scene: Scene) -> int | None:
    """The number of the year that "last year" or "that year" means; None when nothing tells."""
    key = "_".join(phrase.lower().split()[:-1])
    if key in _TEXT_STEPS:
        anchor, step = scene.anchor(Grain.YEAR, fallback=False), _TEXT_STEPS[key]
    else:
        anchor, step = (Moment(Grain.DAY, scene.published) if scene.published else None), _STEPS[key]
    moved = anchor and shifted(anchor, step, Grain.YEAR)
    return moved.start.year if moved else None
