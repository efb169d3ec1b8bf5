"""The JSON Schema of the JSON export, made from the columns of the frames, so that both always agree."""

from __future__ import annotations

import json
from typing import Any

from ..frames import columns

NAME = "nexus-watch-export.schema.json"

FRAMES = ("events", "links", "groups", "articles", "sources", "treaties")
"""The frames that the JSON export holds."""

_TEXT: dict[str, Any] = {"type": "string"}
_MAYBE_TEXT: dict[str, Any] = {"type": ["string", "null"]}

_TYPES: dict[columns.Type, dict[str, Any]] = {
    columns.Type.TEXT: _TEXT,
    columns.Type.COUNT: {"type": "integer"},
    columns.Type.PLACE: {"type": ["integer", "null"]},
    columns.Type.REAL: {"type": ["number", "null"]},
    columns.Type.FLAG: {"type": "boolean"},
    columns.Type.DAY: {"type": ["string", "null"], "format": "date"},
    columns.Type.MOMENT: {"type": "string", "format": "date-time"},
    columns.Type.MANY: {"type": "array", "items": _TEXT},
    columns.Type.RECORDS: {"type": "array", "items": {"type": "object", "additionalProperties": _MAYBE_TEXT}},
}

_ABOUT = ("title", "filter", "query", "link", "clock", "as_of", "data_version", "marking", "boundaries")
_COUNTS = ("events", "links", "articles", "origins", "disputed", "undated")


def schema() -> dict[str, Any]:
    """The schema as a dict (JSON Schema 2020-12); each column carries its meaning as description."""
    number = {"type": "integer", "minimum": 0}
    counts = {**dict.fromkeys(_COUNTS, number), "by_status": {"type": "object", "additionalProperties": number}}
    parts = {
        "$schema": _TEXT,
        "format": {"const": 1, "description": "Counts up when an old reader would misread the file."},
        "about": _object(dict.fromkeys(_ABOUT, _TEXT)),
        "counts": _object(counts),
        **{name: {"type": "array", "items": _row(name)} for name in FRAMES},
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Nexus Watch export", **_object(parts)}


def dump() -> bytes:
    """The schema as a file."""
    return (json.dumps(schema(), ensure_ascii=False, indent=1) + "\n").encode()


def _row(name: str) -> dict[str, Any]:
    described = {
        column: {**_TYPES[spec.type], "description": spec.meaning} for column, spec in columns.FRAMES[name].items()
    }
    return _object(described)


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    """An object that has exactly these properties."""
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }
