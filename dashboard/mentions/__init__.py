"""Finds the words of an article that name a country."""

from __future__ import annotations

import datetime as dt

from ..models import Kind, Mention, Span
from . import lexicon, normal


def find(text: str, body: Span, published: dt.date | None = None, title: str | None = None) -> tuple[Mention, ...]:
    """Mentions in the body of a text, sorted, none over another; offsets count code points of `text`."""
    page = normal.plain(text, body)
    found = []
    for hit in lexicon.english().find(page.text):
        entry = hit.entry
        if entry.phrase:
            continue
        code, kind, rule = "", Kind.COUNTRY, ""
        if entry.readings:
            reading = next(r for r in entry.readings if r.default)
            code, kind, rule = reading.code, reading.kind, reading.where
        elif entry.name:
            code, kind, rule = entry.name.code, entry.name.kind, entry.name.where
        elif entry.full:
            code, kind, rule = entry.full[0].code, Kind.PERSON, entry.full[0].where
        elif entry.short and entry.short[0].alone == "always":
            code, kind, rule = entry.short[0].code, Kind.PERSON, entry.short[0].where
        if code:
            start, end = page.start(hit.start), page.end(hit.end)
            found.append(Mention(start, end, text[start:end], code, kind, rule))
    return tuple(found)
