"""Finds the words of an article that name a country."""

from __future__ import annotations

import datetime as dt

from ..models import Kind, Mention, Span
from . import koreas, lexicon, naming, normal
from .page import Page


def find(
    text: str,
    body: Span,
    published: dt.date | None = None,
    title: str | None = None,
) -> tuple[Mention, ...]:
    """Mentions in the body of a text, sorted, none over another; offsets count code points of `text`.

    `published` prefers the person in office at that date; `title` is not searched, but what it names speaks for the
    reading of ambiguous names.
    """
    plain = normal.plain(text, body)
    page = Page(plain, list(lexicon.english().find(plain.text)), published)
    found = naming.names(page)
    found.extend(_sides(page, found))
    found.sort()
    return tuple(_mention(text, page, *one) for one in found)


def _sides(page: Page, found: list[naming.Found]) -> list[naming.Found]:
    taken = {start for start, *_ in found}
    return [
        (start, end, code, Kind.COUNTRY, "the North and the South")
        for start, end, code in koreas.sides(page)
        if start not in taken
    ]


def _mention(text: str, page: Page, start: int, end: int, code: str, kind: Kind, rule: str) -> Mention:
    first, last = page.plain.start(start), page.plain.end(end)
    return Mention(first, last, text[first:last], code, kind, rule)
