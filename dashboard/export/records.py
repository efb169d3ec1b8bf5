"""The rows behind a view as JSON, GeoJSON, and a citation, each with what it needs to be understood alone."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Iterator
from typing import Any

from .. import world
from ..figures import words
from . import schema, sentences, tables
from .content import Content

FORMAT = 1
"""Counts up when the JSON changes so that an old reader would misread it."""

_ARC_POINTS = 48


def about(content: Content) -> dict[str, str]:
    """Where the rows come from, as plain texts: what every data file carries."""
    context = content.context
    return {
        "title": content.asked.title or sentences.title(content),
        "filter": context.filters,
        "query": _query(context.link),
        "link": context.link,
        "clock": context.clock,
        "as_of": context.as_of.isoformat() if context.as_of else "",
        "data_version": context.data_version,
        "marking": context.marking,
        "boundaries": world.VIEWPOINT,
    }


def to_json(content: Content) -> bytes:
    """All rows of the view with their provenance, as the schema says."""
    head = content.headline
    document: dict[str, Any] = {
        "$schema": schema.NAME,
        "format": FORMAT,
        "about": about(content),
        "counts": {
            "events": head.events,
            "links": head.links,
            "articles": head.articles,
            "origins": head.origins,
            "disputed": head.disputed,
            "undated": head.undated,
            "by_status": dict(head.by_status),
        },
    }
    for name in schema.FRAMES:
        document[name] = tables.records(content.frame(name))
    return _dump(document)


def to_geojson(content: Content) -> bytes:
    """Events at their places as points, pairs as great circles, cut at 180 degrees (RFC 7946, 3.1.9)."""
    features = [*_points(content), *_arcs(content)]
    return _dump({"type": "FeatureCollection", "about": about(content), "features": features})


def _points(content: Content) -> Iterator[dict[str, Any]]:
    placed = content.events[content.events["lat"].notna() & content.events["lon"].notna()]
    for row in tables.records(placed):
        point = {"type": "Point", "coordinates": [round(row.pop("lon"), 5), round(row.pop("lat"), 5)]}
        yield {"type": "Feature", "id": row["id"], "geometry": point, "properties": {"kind": "event", **row}}


def _arcs(content: Content) -> Iterator[dict[str, Any]]:
    positions = world.positions()
    for row in tables.records(content.arcs):
        if row["source"] in positions and row["target"] in positions:
            path = world.arc(positions[row["source"]], positions[row["target"]], _ARC_POINTS)
            line = {"type": "MultiLineString", "coordinates": _cut(path)}
            yield {"type": "Feature", "geometry": line, "properties": {"kind": "arc", **row}}


def _cut(path: list[world.Position]) -> list[list[list[float]]]:
    """The path in pieces that do not cross 180 degrees; each piece ends and begins on the line."""
    pieces: list[list[list[float]]] = [[list(path[0])]]
    for (x1, y1), (x2, y2) in itertools.pairwise(path):
        if abs(x2 - x1) > 180:
            side = 180.0 if x1 > 0 else -180.0
            share = (side - x1) / ((x2 + 2 * side) - x1 or 1)
            y = y1 + (y2 - y1) * share
            pieces[-1].append([side, y])
            pieces.append([[-side, y]])
        pieces[-1].append([x2, y2])
    return [[[round(x, 4), round(y, 4)] for x, y in piece] for piece in pieces if len(piece) > 1]


def citation(content: Content) -> str:
    """How to cite the view, in plain text, with the numbered sources of the events shown."""
    context = content.context
    known = context.as_of.date() if isinstance(context.as_of, dt.datetime) else context.as_of
    year = known.year if known else dt.datetime.now(dt.UTC).year
    lines = [
        f"Nexus Watch ({year}). {content.asked.title or sentences.title(content)}.",
        f"Filter: {context.filters}. Window: {context.window}, {context.clock}.",
        f"As of {words.day(known) if known else 'the latest state'}, data version {context.data_version}.",
        f"{sentences.shown(len(content.evidence), context.events, 'event')} cited below.",
        context.link,
        world.VIEWPOINT,
        "",
        "Sources",
        *(
            ". ".join(filter(None, [f"[{s.number}] {s.publisher or s.origin}", s.published or "undated", s.url])) + "."
            for s in content.sources
        ),
    ]
    if context.marking:
        lines.insert(0, context.marking)
    return "\n".join(lines) + "\n"


def _query(link: str) -> str:
    return link.partition("?")[2]


def _dump(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode("utf-8", "replace")
