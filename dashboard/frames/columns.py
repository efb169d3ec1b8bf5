"""The columns of every frame: their order, type and meaning, the same when a frame is empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """How a column stands in pandas, and what stands where nothing is known."""

    TEXT = "text"
    """`str`; "" where unknown."""
    COUNT = "count"
    """`int64`; never unknown."""
    PLACE = "position"
    """`Int64`; NA where unknown."""
    REAL = "number"
    """`float64`; NaN where unknown."""
    FLAG = "yes or no"
    """`bool`; never unknown."""
    DAY = "day"
    """`datetime64[us]`; NaT where unknown."""
    MOMENT = "moment"
    """`datetime64[us, UTC]`; never unknown."""
    MANY = "tuple of text"
    """`object` holding tuples of str; () where there is none."""
    RECORDS = "tuple of records"
    """`object` holding tuples of dicts; () where there is none."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a frame. `sql` is what it is called in the store's views, where that differs."""

    type: Type
    meaning: str
    sql: str = ""


_T, _C, _R, _F, _D, _M = Type.TEXT, Type.COUNT, Type.REAL, Type.FLAG, Type.DAY, Type.MANY
_EVENT_ID = Column(_T, "id of the event; a ledger id in words, or 20 hex digits for an event coded by machine")
_ARTICLE_ID = Column(_T, "id of the article; empty for what was coded by hand")
_DATES = {
    "date": Column(_D, "first day it happened; with precision month or year the day (and month) is only a sort key"),
    "date_end": Column(_D, "last day, where it took several"),
    "precision": Column(_T, "day, month, year, or unresolved when no calendar date is known"),
}
_VOICES = {
    "asserted_by": Column(_M, "codes of the states and bodies that assert it; none: press, leak or unnamed officials"),
    "denied_by": Column(_M, "codes of those that deny it"),
}
_EVIDENCE = {
    "evidence": Column(_T, "the sentence of the article that carries it; for what was coded by hand, the summary"),
    "evidence_start": Column(Type.PLACE, "where the sentence starts in the article's text, in code points"),
    "evidence_end": Column(Type.PLACE, "where it ends, end exclusive"),
}
_FROM = {
    "title": Column(_T, "title of the article; for what was coded by hand, of the event"),
    "outlet": Column(_T, "who published the article; for what was coded by hand, the first source"),
    "url": Column(_T, "web address of the article, or of the first source"),
    "origins": Column(_C, "independent first reporters of its event; copies of one wire are one origin"),
    "coded_by": Column(_T, "hand or machine"),
    "recorded_at": Column(Type.MOMENT, "when this state of the row was recorded"),
    "rule": Column(_T, 'file and line of the vocabulary row that found it; "ledger" for what was coded by hand'),
    "stance": Column(_T, "rule that gave the status"),
}
_PUBLISHED = Column(_D, "when it was published; for what was coded by hand, the earliest of its sources")
_POLARITY = Column(_T, "cooperation, conflict or neutral, between the two named")
_STATUS = Column(_T, "confirmed, reported, claimed, disputed, denied, hypothetical or negated")
_PAIR = Column(_T, "the two codes without order, letters sorted: PRK-RUS")
_RELATION = Column(_T, "PLOVER root, or TIES for a standing relation; empty for what was coded by hand")
_CATEGORY = Column(_T, "category (data/vocabulary/categories.csv)")
_EVENTS = Column(_C, "distinct events")
_LINKS = Column(_C, "links")
_ORIGINS = Column(_C, "distinct origins of these links")

FRAMES: dict[str, dict[str, Column]] = {
    "events": {
        "id": _EVENT_ID,
        **_DATES,
        "title": Column(_T, "title of the event; coded by machine: of the article that was published first"),
        "summary": Column(_T, "what happened; coded by machine: the sentence of that article"),
        "category": _CATEGORY,
        "pairs": Column(_M, "pairs of those of its links that the filter lets through"),
        "countries": Column(_M, "codes named by those links and its group"),
        "polarities": Column(_M, "polarities of those links (of the group, where there is no link)"),
        "statuses": Column(_M, "statuses of those links (of the group, where there is no link)"),
        "group": Column(_M, "codes named together in a group statement; no pair among them gets a link", "members"),
        "place": Column(_T, "where it took place; only where the ledger names the place"),
        "place_country": Column(_T, "code of the country of the place; empty at sea and where no place is known"),
        "lat": Column(_R, "latitude of the place in degrees north"),
        "lon": Column(_R, "longitude of the place in degrees east"),
        "origins": Column(_C, "independent first reporters"),
        "sources": Column(_C, "pages or articles that carry it"),
        "coded_by": Column(_T, "hand or machine"),
        "recorded_at": Column(Type.MOMENT, "when it was first recorded (coded by hand: when this state was)"),
        "published": Column(_D, "first day on which one of its sources reported it"),
    },
    "links": {
        "id": Column(_T, "id of the link"),
        "event": _EVENT_ID,
        "article": _ARTICLE_ID,
        "source": Column(_T, "code of the side that gives, goes or speaks; of the side named first where undirected"),
        "target": Column(_T, "code of the other side"),
        "pair": _PAIR,
        "directed": Column(_F, "whether source acts towards target; no for a mutual act"),
        "relation": _RELATION,
        "category": _CATEGORY,
        "polarity": _POLARITY,
        "intensity": Column(_R, "Goldstein scale, -10 to 10; unknown for what was coded by hand"),
        "status": _STATUS,
        **_VOICES,
        **_DATES,
        "words": Column(_T, "the words of the text that date it"),
        "published": _PUBLISHED,
        **_EVIDENCE,
        **_FROM,
        "denial": Column(_T, "the sentence that denies it, where that is another one"),
        "denial_start": Column(Type.PLACE, "where that sentence starts in the article's text"),
        "denial_end": Column(Type.PLACE, "where it ends, end exclusive"),
    },
    "groups": {
        "id": Column(_T, "id of the group statement"),
        "event": _EVENT_ID,
        "article": _ARTICLE_ID,
        "members": Column(_M, "three or more codes named together"),
        "relation": _RELATION,
        "category": _CATEGORY,
        "polarity": _POLARITY,
        "status": _STATUS,
        **_VOICES,
        **_DATES,
        "words": Column(_T, "the words of the text that date it"),
        "published": _PUBLISHED,
        **_EVIDENCE,
        **_FROM,
    },
    "mentions": {
        "article": _ARTICLE_ID,
        "start": Column(_C, "where the words start in the article's text, in code points"),
        "end": Column(_C, "where they end, end exclusive"),
        "surface": Column(_T, "the exact words"),
        "iso3": Column(_T, "ISO 3166-1 alpha-3 code of the country, or code of the organisation"),
        "kind": Column(_T, "country, demonym, capital, person or institution"),
        "rule": Column(_T, "file and line of the vocabulary row that found them"),
        "outlet": Column(_T, "who published the article"),
        "published": Column(_D, "when the article was published"),
    },
    "articles": {
        "id": _ARTICLE_ID,
        "title": Column(_T, "title of the article"),
        "outlet": Column(_T, "who published it"),
        "url": Column(_T, "web address"),
        "published": Column(_D, "when it was published"),
        "language": Column(_T, "ISO 639-1 code of the language"),
        "words": Column(_C, "words of the article proper, page furniture left out"),
        "countries": Column(_M, "codes of the countries it names"),
        "links": Column(_C, "links read out of it"),
        "origin": Column(_T, "who reported first, as far as the text or a near-identical earlier text says"),
        "not_coded": Column(_T, "why links were not looked for, where they were not"),
        "recorded_at": Column(Type.MOMENT, "when this state of the article was recorded"),
    },
    "sources": {
        "event": _EVENT_ID,
        "publisher": Column(_T, "who published the page"),
        "url": Column(_T, "web address of the page"),
        "published": Column(_D, "when; the first day where only the month is known"),
        "origin": Column(_T, "who reported first"),
        "article": _ARTICLE_ID,
    },
    "treaties": {
        "id": Column(_T, "id of the treaty or organisation"),
        "name": Column(_T, "its name"),
        "kind": Column(_T, "defence, neutrality, nonaggression, consultation, partnership or membership"),
        "parties": Column(_M, "codes of the parties or full members"),
        "signed": Column(_T, "YYYY, YYYY-MM or YYYY-MM-DD; empty where not on record"),
        "in_force": Column(_T, "the same, when it took effect"),
        "ended": Column(_T, "the same, when it ended; empty while in force"),
        "note": Column(_T, "what it obliges to, in a sentence or two"),
        "members": Column(Type.RECORDS, "for organisations: code, since, until, role of each member"),
        "sources": Column(Type.RECORDS, "publisher, url, published, origin of each source"),
    },
    "arcs": {
        "source": Column(_T, "code of the acting side; the first in the alphabet where undirected"),
        "target": Column(_T, "code of the other side"),
        "pair": _PAIR,
        "directed": Column(_F, "whether source acts towards target"),
        "polarity": _POLARITY,
        "status": Column(_T, 'as in links; "comention" for the layer of countries named in one sentence'),
        "events": _EVENTS,
        "links": _LINKS,
        "origins": _ORIGINS,
        "first": Column(_D, "earliest date by the filter's clock"),
        "last": Column(_D, "latest date by the filter's clock"),
    },
    "strands": {
        "pair": _PAIR,
        "polarity": _POLARITY,
        "status_class": Column(_T, "class of the status, as the caller named it"),
        "source": Column(_T, "code of the side that three of four links or more come from; empty where none does"),
        "target": Column(_T, "code of the other side, likewise"),
        "links": _LINKS,
        "events": Column(Type.PLACE, "distinct events; counted for strands that are drawn alone"),
        "origins": Column(Type.PLACE, "distinct origins, likewise"),
        "disputed": Column(_C, "links of status disputed"),
        "first": Column(_D, "earliest date by the filter's clock"),
        "last": Column(_D, "latest date by the filter's clock"),
    },
    "countries": {
        "iso3": Column(_T, "code of the country or organisation"),
        "events": Column(_C, "distinct events whose links or group name it"),
        "links": Column(_C, "links that have it as source or target"),
        "mentions": Column(_C, "mentions in the articles that the filter lets through"),
        "articles": Column(_C, "articles, among them, that mention it"),
        "origins": Column(_C, "distinct origins of its links and groups"),
    },
    "density": {
        "month": Column(_D, "first day of the month by the filter's clock; NaT when no month is known"),
        "pair": _PAIR,
        "polarity": _POLARITY,
        "status": _STATUS,
        "events": _EVENTS,
        "links": _LINKS,
    },
    "pair_status": {
        "pair": _PAIR,
        "status": _STATUS,
        "polarity": _POLARITY,
        "events": _EVENTS,
        "links": _LINKS,
        "origins": _ORIGINS,
    },
    "comentions": {
        "id": Column(_T, "id of the co-mention"),
        "article": _ARTICLE_ID,
        "source": Column(_T, "code named first in the alphabet"),
        "target": Column(_T, "the other code"),
        "pair": _PAIR,
        "evidence": Column(_T, "the sentence that names both, without a word that links them"),
        "evidence_start": Column(Type.PLACE, "where the sentence starts in the article's text"),
        "evidence_end": Column(Type.PLACE, "where it ends, end exclusive"),
        "published": Column(_D, "when the article was published"),
        "outlet": Column(_T, "who published it"),
        "url": Column(_T, "web address"),
        "title": Column(_T, "title of the article"),
    },
    "changes": {
        "what": Column(_T, "new event, new link, new group, status, withdrawn, new origin or other"),
        "id": Column(_T, "id of the event, link or group"),
        "event": _EVENT_ID,
        "pair": Column(_T, "pair of the link; empty for events and groups"),
        "title": Column(_T, "title of the event or article"),
        "date": Column(_D, "when it happened"),
        "before": Column(_T, "status, or number of origins, as known at the earlier moment"),
        "after": Column(_T, "the same as known at the later moment"),
        "reason": Column(_T, "why it was corrected or withdrawn, where a person did it"),
        "recorded_at": Column(Type.MOMENT, "when the change was recorded"),
    },
}
"""Frame name to its columns, in order."""


def select(name: str, only: Sequence[str] | None = None) -> str:
    """The columns of a frame as an SQL list; all of them, or `only` some."""
    parts = []
    for column, described in described_in(name, only).items():
        stored = described.sql or column
        parts.append(f'"{stored}" AS "{column}"')
    return ", ".join(parts)


def described_in(name: str, only: Sequence[str] | None = None) -> dict[str, Column]:
    """The columns of a frame, or `only` some in their order; KeyError for one that it does not have."""
    every = FRAMES[name]
    return every if only is None else {column: every[column] for column in only}
