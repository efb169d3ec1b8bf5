"""Loads the words dates are made of from data/vocabulary/dates_*.csv."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .. import rows
from ..errors import BadData
from .moments import SEASONS, Grain

FOLDER = rows.DATA / "vocabulary"
_KINDS = (
    "month", "short_month", "weekday", "short_weekday", "season", "number", "ordinal", "unit", "part", "decade",
    "lead", "holder",
)  # fmt: skip
_WHEN = re.compile(
    r"(?P<month>\d\d)-(?P<day>\d\d)(?: (?P<year>\d{4}))?"
    r"|easter(?P<easter>[+-]\d+)"
    r"|(?P<nth_month>\d\d)#(?P<weekday>[0-6])\+(?P<nth>-1|[1-5])"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary of dates; every key is lower case."""

    months: dict[str, int]
    short_months: dict[str, int]
    weekdays: dict[str, int]
    short_weekdays: dict[str, int]
    seasons: dict[str, str]
    numbers: dict[str, float]
    ordinals: dict[str, int]
    units: dict[str, str]
    parts: dict[str, str]
    decades: dict[str, int]
    leads: frozenset[str]
    holders: frozenset[str]
    holidays: dict[str, re.Match[str]]
    holiday_names: tuple[str, ...]
    """As they are written, with their capitals."""
    tenses: dict[str, str]
    names: tuple[str, ...]
    no_year_after: frozenset[str]
    no_year_before: frozenset[str]


@cache
def load(folder: Path = FOLDER) -> Words:
    """The vocabulary. Raises BadData, naming file and row, when a row breaks its rule or a word stands twice."""
    table: dict[str, dict[str, rows.Row]] = {kind: {} for kind in _KINDS}
    for row in rows.read(folder / "dates_words.csv", ("kind", "word", "value", "example")):
        _put(table[rows.choice(row, "kind", _KINDS)], row["word"], row)
    names: dict[str, list[str]] = {"name": [], "before": [], "after": []}
    for row in rows.read(folder / "dates_names.csv", ("kind", "words", "example")):
        names[rows.choice(row, "kind", names)].append(row["words"])
    holidays = _holidays(folder)
    return Words(
        months=_integers(table["month"]),
        short_months=_integers(table["short_month"]),
        weekdays=_integers(table["weekday"]),
        short_weekdays=_integers(table["short_weekday"]),
        seasons={word: rows.choice(row, "value", SEASONS) for word, row in table["season"].items()},
        numbers={word: _number(row) for word, row in table["number"].items()},
        ordinals=_integers(table["ordinal"]),
        units={word: rows.choice(row, "value", [*Grain, "fortnight"]) for word, row in table["unit"].items()},
        parts={word: row["value"] for word, row in table["part"].items()},
        decades=_integers(table["decade"]),
        leads=frozenset(table["lead"]),
        holders=frozenset(table["holder"]),
        holidays={name.lower(): when for name, when in holidays.items()},
        holiday_names=tuple(holidays),
        tenses=_tenses(folder),
        names=tuple(names["name"]),
        no_year_after=frozenset(word.lower() for word in names["before"]),
        no_year_before=frozenset(word.lower() for word in names["after"]),
    )


def choices(words: Iterable[str]) -> str:
    """A regular expression of the words, longest first, so that no word hides a longer one."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _put(table: dict[str, rows.Row], word: str, row: rows.Row) -> None:
    if first := table.get(word.lower()):
        raise BadData(f"{row.where}: {word!r} stands already at {first.where}; keep one of the two rows.")
    table[word.lower()] = row


def _number(row: rows.Row) -> float:
    try:
        return float(row["value"])
    except ValueError as error:
        raise BadData(f"{row.where}: value is {row['value']!r}; it must be a number.") from error


def _integers(table: dict[str, rows.Row]) -> dict[str, int]:
    return {word: int(_number(row)) for word, row in table.items()}


def _holidays(folder: Path) -> dict[str, re.Match[str]]:
    table: dict[str, rows.Row] = {}
    found = {}
    for row in rows.read(folder / "dates_holidays.csv", ("name", "when", "example")):
        _put(table, row["name"], row)
        when = _WHEN.fullmatch(row["when"])
        if when is None:
            raise BadData(f"{row.where}: when is {row['when']!r}; write MM-DD, MM-DD YYYY, easter+N or MM#W+N.")
        found[row["name"]] = when
    return found


def _tenses(folder: Path) -> dict[str, str]:
    table: dict[str, rows.Row] = {}
    for row in rows.read(folder / "dates_tense.csv", ("cue", "tense", "example")):
        _put(table, row["cue"], row)
        rows.choice(row, "tense", ("future", "past", "apart"))
    return {cue: row["tense"] for cue, row in table.items()}
