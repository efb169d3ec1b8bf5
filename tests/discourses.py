"""Short articles for the tests of the link rooms: text with its mentions marked like [Moscow|RUS|capital]."""

from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path

from dashboard import links
from dashboard.links import parse, sentences
from dashboard.links.parts import Candidate, Discourse, GroupCandidate
from dashboard.models import Article, DatedExpression, Kind, Mention, Precision

_MARK = re.compile(r"\[([^|\]]+)\|([A-Z0-9]+)(?:\|(\w+))?\]")
_DATE = re.compile(r"\{([^|}]+)\|([^}]*)\}")


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table under tests/cases."""
    path = Path(__file__).parent / "cases" / name
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def plain(text: str) -> Discourse:
    """A parsed discourse without mentions."""
    found = sentences.discourse(Article(text=text, body=(0, len(text))), (), ())
    parse.parse(found.sentences)
    return found


def marked(
    text: str, *, title: str | None = None, published: str | None = None, outlet: str | None = None
) -> Discourse:
    """A parsed discourse whose mentions ([words|CODE|kind]) and dates ({words|value}) are marked in the text."""
    out, mentions, dates, last = "", [], [], 0
    for match in sorted([*_MARK.finditer(text), *_DATE.finditer(text)], key=lambda m: m.start()):
        out += text[last : match.start()]
        start, words = len(out), match.group(1)
        out += words
        if match.re is _MARK:
            kind = Kind(match.group(3) or "country")
            mentions.append(Mention(start, len(out), words, match.group(2), kind))
        else:
            value = match.group(2) or None
            exact = Precision.DAY if value and len(value) == 10 else Precision.MONTH
            dates.append(DatedExpression(start, len(out), words, value, exact if value else Precision.UNRESOLVED))
        last = match.end()
    out += text[last:]
    day = dt.date.fromisoformat(published) if published else None
    article = Article(text=out, body=(0, len(out)), title=title, published=day, outlet=outlet)
    found = sentences.discourse(article, tuple(mentions), tuple(dates))
    parse.parse(found.sentences)
    return found


def candidates(discourse: Discourse) -> tuple[tuple[Candidate, ...], tuple[GroupCandidate, ...]]:
    """The candidates of the room next door; the sentences learn what their words refer to."""
    return links._candidates(discourse)
