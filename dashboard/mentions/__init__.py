"""Finds the words of an article that name a country."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left

from ..models import Kind, Mention, Span
from . import introductions, koreas, lexicon, naming, normal, scripts
from .page import Page


def find(
    text: str,
    body: Span,
    published: dt.date | None = None,
    title: str | None = None,
) -> tuple[Mention, ...]:
    """Mentions in the body of a text, sorted, none over another; offsets count code points of `text`.

    `published` prefers the person in office at that date. `title` is not searched, and decides nothing.
    """
    plain = normal.plain(text, body)
    page = Page(plain, list(lexicon.english().find(plain.text)), published)
    found = naming.names(page)
    found = _with_officials(page, _merged(found, _sides(page)))
    found = _merged(found, [(s, e, name.code, name.kind, name.where) for s, e, name in scripts.names(page)])
    return tuple(_mention(text, page, *one) for one in found)


def _sides(page: Page) -> list[naming.Found]:
    return [(start, end, code, Kind.COUNTRY, "the North and the South") for start, end, code in koreas.sides(page)]


def _with_officials(page: Page, found: list[naming.Found]) -> list[naming.Found]:
    """The mentions and the officials introduced beside them; a full name takes the place of a surname in it."""
    owners = [
        introductions.Owner(start, end, code)
        for start, end, code, kind, _ in found
        if kind is not Kind.PERSON or page.text.startswith("'s ", end)
    ]
    heads = [hit for hit in page.hits if hit.entry.head]
    taken = [(s, e) for s, e, _, kind, _ in found if kind is not Kind.PERSON or " " in page.text[s:e]]
    added: list[naming.Found] = []
    rule = "introduced by office"
    for official in introductions.officials(page, heads, owners):
        if _overlaps(taken, official.start, official.end):
            continue
        added.append((official.start, official.end, official.code, Kind.PERSON, rule))
        added.extend((s, e, official.code, Kind.PERSON, rule) for s, e in introductions.later(page, official))
    return _merged(found, added)


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the spans (in order, none over another) shares a character with this one."""
    index = bisect_left(spans, (end,))
    return index > 0 and spans[index - 1][1] > start


def _merged(first: list[naming.Found], second: list[naming.Found]) -> list[naming.Found]:
    """Both lists in order; of two that overlap the longer stays, and of two as long that of the first list."""
    if not second:
        return first
    kept: list[naming.Found] = []
    for one in sorted((*first, *second), key=lambda f: (f[0], f[0] - f[1])):
        if kept and one[0] < kept[-1][1]:
            if one[1] - one[0] > kept[-1][1] - kept[-1][0]:
                kept[-1] = one
            continue
        kept.append(one)
    return kept


def _mention(text: str, page: Page, start: int, end: int, code: str, kind: Kind, rule: str) -> Mention:
    first, last = page.plain.start(start), page.plain.end(end)
    return Mention(first, last, text[first:last], code, kind, rule)
