"""Tells who reported a text first, where the text says so: a credit at its head or foot, or a report it cites."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from .. import rows
from ..errors import BadData
from ..models import Span

_FILE = rows.DATA / "vocabulary" / "agencies.csv"
_LEAD = 700
"""Characters at the head of the body in which a cited report counts as the origin of the whole text."""
_CREDIT = 250
"""Characters at the head and the foot of the body in which a credit stands."""
_SAYS = r"(?:first\s)?(?:reported|reports|said|says|wrote|writes|quoted|announced|released|published|carried)"


def of(text: str, body: Span, outlet: str | None) -> str | None:
    """The agency credited in the dateline or the last line; else the outlet itself where it is an agency; else the
    first agency that the opening cites ("citing Reuters", "Yonhap reported"); else the outlet."""
    head = text[body[0] : min(body[1], body[0] + _CREDIT)]
    foot = text[max(body[0], body[1] - _CREDIT) : body[1]].rsplit("\n", 1)[-1]
    for pattern, part in ((_dateline(), head), (_foot(), foot)):
        if found := pattern.search(part):
            return names()[found["agency"].lower()]
    if outlet and outlet.lower() in names():
        return names()[outlet.lower()]
    cited = _cited().search(text, body[0], min(body[1], body[0] + _LEAD))
    if cited:
        return names()[next(group for group in cited.groups() if group).lower()]
    return outlet


@cache
def names(path: Path = _FILE) -> dict[str, str]:
    """Every spelling in lower case -> the name to show. Raises BadData when two agencies claim one spelling."""
    found: dict[str, str] = {}
    for row in _rows(path):
        for spelling in (row["name"], *rows.many(row, "spellings")):
            if found.setdefault(spelling.lower(), row["name"]) != row["name"]:
                raise BadData(
                    f"{row.where}: {spelling!r} is claimed by {found[spelling.lower()]} and {row['name']}; "
                    "take it out of one of the two rows."
                )
    return found


@cache
def _any() -> str:
    spellings = sorted(_spellings(), key=lambda spelling: (-len(spelling), spelling))
    return "|".join(re.escape(spelling) for spelling in spellings)


def _spellings() -> list[str]:
    return [spelling for row in _rows(_FILE) for spelling in (row["name"], *rows.many(row, "spellings"))]


def _rows(path: Path) -> list[rows.Row]:
    return rows.read(path, ("name", "spellings", "example"))


@cache
def _dateline() -> re.Pattern[str]:
    """(Reuters) -, /TASS/, [Xinhua] in the first line."""
    return re.compile(rf"\A[^\n]{{0,120}}?[(\[/](?P<agency>{_any()})[)\]/]")


@cache
def _foot() -> re.Pattern[str]:
    """- Reuters, Source: TASS, (AFP) as the last words."""
    return re.compile(rf"(?:[-–—]\s?|\bSource:\s|\bSources:\s|[(\[]|/)(?P<agency>{_any()})[)\]/]?[.\s]*\Z")


@cache
def _cited() -> re.Pattern[str]:
    names = _any()
    return re.compile(
        rf"\b(?:citing|according\sto|told|quoted\sby|reported\sby|as\sper|via|carried\sby)\s"
        rf"(?:(?:the|state|news|agency|state-run|official|Russian|Chinese|Iranian|North\sKorean|South\sKorean)\s){{0,4}}({names})\b"
        rf"|\b({names})(?:['’]s)?(?:\s(?:news\sagency|state\snews\sagency|agency|has))?\s{_SAYS}\b"
        rf"|\b{_SAYS}\s(?:by\s)?(?:the\s)?({names})\b"
    )
