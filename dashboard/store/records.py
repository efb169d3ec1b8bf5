"""Records of the models as rows of the stored tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .. import dates
from ..ledger import Ledger, categories
from ..models import CodedBy, Event, Extraction, Group, Link, LinkDate, Precision, Span, Treaty, make_id

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""Table name to its rows; a row lacks the columns withdrawn, reason, batch and recorded_at."""


def pair(source: str, target: str) -> str:
    """The pair without order, letters sorted: "PRK-RUS"."""
    return "-".join(sorted((source, target)))


def of_ledger(ledger: Ledger, ids: Iterable[str]) -> Rows:
    """Rows of the events and treaties with these ids."""
    wanted = set(ids)
    events = [event for event in ledger.events if event.id in wanted]
    return {
        "events": [_event(event) for event in events],
        "links": [row for event in events for row in _event_links(event)],
        "groups": [_event_group(event) for event in events if event.group],
        "sources": [row for event in events for row in _sources(event)],
        "treaties": [_treaty(treaty) for treaty in ledger.treaties if treaty.id in wanted],
    }


def _event(event: Event) -> Row:
    place = event.place
    return {
        "id": event.id,
        "date": event.start,
        "date_end": event.end,
        "precision": event.precision,
        "title": event.title,
        "summary": event.summary,
        "category": event.category,
        "members": list(event.group),
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
    }


def _event_head(event: Event) -> Row:
    """What the links and the group of a ledger event share: its date, and its summary as their evidence."""
    return {
        "event": event.id,
        "article": None,
        "relation": None,
        "category": event.category,
        "date": event.start,
        "date_end": event.end,
        "precision": event.precision,
        "words": "",
        "evidence": event.summary,
        "evidence_start": None,
        "evidence_end": None,
        "coded_by": CodedBy.HAND,
        "rule": "ledger",
        "stance": "ledger",
    }


def _event_links(event: Event) -> Iterator[Row]:
    for link in event.links:
        yield {
            **_event_head(event),
            "id": make_id("link", event.id, link.source, link.target, link.directed, link.polarity),
            "source": link.source,
            "target": link.target,
            "pair": pair(link.source, link.target),
            "directed": link.directed,
            "polarity": link.polarity,
            "intensity": None,
            "status": link.status,
            "asserted_by": list(link.asserted_by),
            "denied_by": list(link.denied_by),
            "denial": None,
            "denial_start": None,
            "denial_end": None,
        }


def _event_group(event: Event) -> Row:
    """The group of a ledger event: one claim by its sources; the ledger gives it no status of its own."""
    return {
        **_event_head(event),
        "id": make_id("group", event.id, *event.group),
        "members": list(event.group),
        "polarity": "cooperation",
        "status": "claimed",
        "asserted_by": [],
        "denied_by": [],
    }


def _sources(event: Event) -> Iterator[Row]:
    for position, source in enumerate(event.sources, 1):
        yield {
            "id": make_id("source", event.id, source.url),
            "event": event.id,
            "position": position,
            "publisher": source.publisher,
            "url": source.url,
            "published": source.published,
            "origin": source.origin,
        }


def _treaty(treaty: Treaty) -> Row:
    return {
        "id": treaty.id,
        "name": treaty.name,
        "kind": treaty.kind,
        "parties": list(treaty.parties),
        "signed": treaty.signed,
        "in_force": treaty.in_force,
        "ended": treaty.ended,
        "note": treaty.note,
        "members": [{"code": m.code, "since": m.since, "until": m.until, "role": m.role} for m in treaty.members],
        "sources": [
            {"publisher": s.publisher, "url": s.url, "published": s.published, "origin": s.origin}
            for s in treaty.sources
        ],
    }


def digest(text: str) -> str:
    """SHA-256 of an article's text in hex digits, stored beside it and checked on read."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def of_extraction(found: Extraction) -> Rows:
    """Rows of one article; origins and events are still to be settled against what is stored."""
    return {
        "articles": [_article(found)],
        "mentions": list(_mentions(found)),
        "links": _numbered("link", [_link(found, link) for link in found.links]),
        "groups": _numbered("group", [_group(found, group) for group in found.groups]),
    }


def _article(found: Extraction) -> Row:
    article = found.article
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published,
        "retrieved": article.retrieved,
        "language": article.language,
        "text": article.text,
        "body_start": article.body[0],
        "body_end": article.body[1],
        "words": len(article.text[slice(*article.body)].split()),
        "origin": article.origin,
        "sketch": [],
        "not_coded": found.not_coded,
        "digest": digest(article.text),
        "reading": "",
    }


def _mentions(found: Extraction) -> Iterator[Row]:
    for mention in found.mentions:
        yield {
            "id": make_id("mention", found.article.id, mention.start, mention.end, mention.iso3),
            "article": found.article.id,
            "start": mention.start,
            "end": mention.end,
            "surface": mention.surface,
            "iso3": mention.iso3,
            "kind": mention.kind,
            "rule": mention.rule,
        }


def _link(found: Extraction, link: Link) -> Row:
    return {
        **_statement(found, link),
        "source": link.source,
        "target": link.target,
        "pair": pair(link.source, link.target),
        "directed": link.directed,
        "intensity": link.intensity,
        **_span(found, "denial", link.denial),
    }


def _group(found: Extraction, group: Group) -> Row:
    return {**_statement(found, group), "members": list(group.members)}


def _statement(found: Extraction, made: Link | Group) -> Row:
    """What a link and a group of one article share."""
    return {
        "article": found.article.id,
        "relation": made.relation,
        "category": categories.load().of_relation[made.relation],
        "polarity": made.polarity,
        "status": made.status,
        "asserted_by": list(made.asserted_by),
        "denied_by": list(made.denied_by),
        **_date(made.date),
        **_span(found, "evidence", made.evidence),
        "coded_by": CodedBy.MACHINE,
        "rule": made.rule,
        "stance": made.stance,
    }


def _span(found: Extraction, name: str, span: Span | None) -> Row:
    start, end = span or (None, None)
    words = None if span is None else found.article.text[start:end]
    return {name: words, f"{name}_start": start, f"{name}_end": end}


def _date(date: LinkDate | None) -> Row:
    """The first day of a date's value as its sort key; what has no value keeps only its words."""
    empty = {"date": None, "date_end": None, "precision": Precision.UNRESOLVED, "words": date.words if date else ""}
    if date is None or date.value is None or date.precision is Precision.UNRESOLVED:
        return empty
    return {"date": dates.first_day(date.value), "date_end": None, "precision": date.precision, "words": date.words}


def _numbered(kind: str, rows: Sequence[Row]) -> list[Row]:
    """Give each row the id of what identifies it; equal rows of one article are counted apart."""
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        side = (row["source"], row["target"]) if kind == "link" else tuple(row["members"])
        key = (row["article"], *side, row["relation"], row["evidence_start"], row["evidence_end"])
        seen[key] = seen.get(key, 0) + 1
        row["id"] = make_id(kind, *key, seen[key])
    return list(rows)
