"""The columns of the stored tables, as Arrow types."""

from __future__ import annotations

import pyarrow as pa

VERSION = 2
"""Counts up when a stored column changes; a store of another version is refused with a sentence."""

_TEXT, _DAY, _NUMBER, _REAL = pa.string(), pa.date32(), pa.int64(), pa.float64()
_MOMENT = pa.timestamp("us", tz="UTC")
_MANY = pa.list_(pa.string())
_DATED = {"date": _DAY, "date_end": _DAY, "precision": _TEXT, "words": _TEXT}
_VOICES = {"asserted_by": _MANY, "denied_by": _MANY}
_EVIDENCE = {"evidence": _TEXT, "evidence_start": _NUMBER, "evidence_end": _NUMBER}
_WHY = {"coded_by": _TEXT, "rule": _TEXT, "stance": _TEXT}

_COLUMNS: dict[str, dict[str, pa.DataType]] = {
    "articles": {
        "title": _TEXT,
        "outlet": _TEXT,
        "url": _TEXT,
        "published": _DAY,
        "retrieved": _MOMENT,
        "language": _TEXT,
        "text": _TEXT,
        "body_start": _NUMBER,
        "body_end": _NUMBER,
        "words": _NUMBER,
        "origin": _TEXT,
        "sketch": pa.list_(pa.int64()),
        "not_coded": _TEXT,
        "digest": _TEXT,
        "reading": _TEXT,
    },
    "mentions": {
        "article": _TEXT,
        "start": _NUMBER,
        "end": _NUMBER,
        "surface": _TEXT,
        "iso3": _TEXT,
        "kind": _TEXT,
        "rule": _TEXT,
    },
    "links": {
        "event": _TEXT,
        "article": _TEXT,
        "source": _TEXT,
        "target": _TEXT,
        "pair": _TEXT,
        "directed": pa.bool_(),
        "relation": _TEXT,
        "category": _TEXT,
        "polarity": _TEXT,
        "intensity": _REAL,
        "status": _TEXT,
        **_VOICES,
        **_DATED,
        **_EVIDENCE,
        "denial": _TEXT,
        "denial_start": _NUMBER,
        "denial_end": _NUMBER,
        **_WHY,
    },
    "groups": {
        "event": _TEXT,
        "article": _TEXT,
        "members": _MANY,
        "relation": _TEXT,
        "category": _TEXT,
        "polarity": _TEXT,
        "status": _TEXT,
        **_VOICES,
        **_DATED,
        **_EVIDENCE,
        **_WHY,
    },
    "comentions": {
        "article": _TEXT,
        "source": _TEXT,
        "target": _TEXT,
        "pair": _TEXT,
        **_EVIDENCE,
    },
    "events": {
        "date": _DAY,
        "date_end": _DAY,
        "precision": _TEXT,
        "title": _TEXT,
        "summary": _TEXT,
        "category": _TEXT,
        "members": _MANY,
        "place": _TEXT,
        "place_country": _TEXT,
        "lat": _REAL,
        "lon": _REAL,
    },
    "sources": {
        "event": _TEXT,
        "position": _NUMBER,
        "publisher": _TEXT,
        "url": _TEXT,
        "published": _DAY,
        "origin": _TEXT,
    },
    "treaties": {
        "name": _TEXT,
        "kind": _TEXT,
        "parties": _MANY,
        "signed": _TEXT,
        "in_force": _TEXT,
        "ended": _TEXT,
        "note": _TEXT,
        "members": pa.list_(pa.struct([("code", _TEXT), ("since", _DAY), ("until", _DAY), ("role", _TEXT)])),
        "sources": pa.list_(pa.struct([("publisher", _TEXT), ("url", _TEXT), ("published", _DAY), ("origin", _TEXT)])),
    },
}

_HEAD = {"id": _TEXT}
_TAIL = {"withdrawn": pa.bool_(), "reason": _TEXT, "batch": _TEXT, "recorded_at": _MOMENT}

STATE = tuple(_TAIL)
"""Columns of a state, not of the thing."""

TABLES: dict[str, pa.Schema] = {
    name: pa.schema({**_HEAD, **columns, **_TAIL}.items()) for name, columns in _COLUMNS.items()
}
"""Every row is one state of the thing `id` names; the latest state by `recorded_at` counts, unless withdrawn."""

BATCHES = pa.schema(
    [
        ("number", _NUMBER),
        ("id", _TEXT),
        ("previous", _TEXT),
        ("recorded_at", _MOMENT),
        ("kind", _TEXT),
        ("note", _TEXT),
        ("schema", _NUMBER),
        (
            "files",
            pa.list_(
                pa.struct([("table", _TEXT), ("path", _TEXT), ("bytes", _NUMBER), ("rows", _NUMBER), ("sha256", _TEXT)])
            ),
        ),
    ]
)
"""One row a batch; it is written last and makes the rows of its files visible, in all tables at once."""
