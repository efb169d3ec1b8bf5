"""Country shapes, where each code stands on the map, and great circles; the only room that knows geopandas."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from . import rows
from .errors import BadData

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

Position = tuple[float, float]
"""Longitude and latitude in degrees, WGS 84."""

FOLDER = rows.DATA / "world"
TOPOJSON = rows.DATA.parent / "static" / "geo" / "world_110m.json"
"""The shapes as Plotly's geo reads them: the browser gets them from /app/static/geo/, an export from this file."""

VIEWPOINT = (
    "Boundaries as in Natural Earth (visionscarto 1.0.0), no statement on legal status; "
    "Crimea is drawn as Ukraine, Golan as Israel."
)
"""What the map says about its borders; data/world/README.md has the whole table."""

SMALL_KM2 = 30_000
"""Countries smaller than this (about Belgium) get a point beside their shape, or nobody could hit them."""

UNCODED = frozenset({"CYN", "SOL", "KAS", "IOA"})
"""Shapes of areas that ISO 3166-1 gives no code of their own (Northern Cyprus, Somaliland, Siachen, Indian Ocean
Territories): drawn with their border, never filled, never a place of an arc.
"""

_KINDS = ("territory", "anchor", "seat", "none")


@functools.cache
def positions() -> Mapping[str, Position]:
    """Where the label and the arcs of a code stand: every ISO 3166-1 code, XKX, and the organisations with a seat.

    Raises BadData when a row under data/world breaks its rule.
    """
    found = {row["code"]: _position(row) for row in _labels()}
    found.update({row["code"]: _position(row) for row in _points() if row["kind"] != "none"})
    return MappingProxyType(found)


@functools.cache
def seatless() -> frozenset[str]:
    """Organisations without a seat: they have no point and no arc, and the map has to say so."""
    return frozenset(row["code"] for row in _points() if row["kind"] == "none")


@functools.cache
def small() -> frozenset[str]:
    """Codes that need a point to be seen or clicked: no shape, or one under SMALL_KM2 square kilometres."""
    tiny = {row["code"] for row in _labels() if int(row["km2"]) < SMALL_KM2}
    return frozenset(tiny | {row["code"] for row in _points() if row["kind"] in ("territory", "seat")})


@functools.cache
def areas() -> Mapping[str, int]:
    """Square kilometres of each shape."""
    return MappingProxyType({row["code"]: int(row["km2"]) for row in _labels()})


@functools.cache
def shaped() -> frozenset[str]:
    """Codes of countries that have a shape in the map file."""
    return frozenset(row["code"] for row in _labels())


@functools.cache
def countries() -> GeoDataFrame:
    """The shapes for flat maps, EPSG:4326: code, name, iso, lon, lat, km2, geometry; cut at 180 degrees.

    `iso` is False for the areas in UNCODED. Shared by all callers: copy it before you change it.
    """
    import geopandas

    return geopandas.read_parquet(FOLDER / "countries.parquet")


def arc(a: Position, b: Position, n: int, bend: float = 0.0) -> list[Position]:
    """`n` points from a to b along the great circle, pushed aside by `bend` times the distance at the middle.

    A positive bend lies to the left of the way from a to b. Points that face each other exactly (180 degrees apart)
    have no one great circle; the way over the north is taken.
    """
    start, end = _vector(a), _vector(b)
    angle = math.acos(max(-1.0, min(1.0, sum(x * y for x, y in zip(start, end, strict=True)))))
    if angle < 1e-6:
        return [a] * n
    if angle > math.pi - 1e-6:
        return arc(a, (b[0], b[1] + (0.01 if b[1] < 89 else -0.01)), n, bend)
    return [_at(start, end, _cross(start, end), angle, i / (n - 1), bend) for i in range(n)]


def distance(a: Position, b: Position) -> float:
    """Degrees of the great circle between two positions."""
    (lon1, lat1), (lon2, lat2) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return math.degrees(2 * math.asin(math.sqrt(min(1.0, half))))


_Vector = tuple[float, float, float]


def _at(start: _Vector, end: _Vector, side: _Vector, angle: float, share: float, bend: float) -> Position:
    along = [math.sin((1 - share) * angle), math.sin(share * angle)]
    push = bend * angle * math.sin(math.pi * share) * math.sin(angle)
    length = math.hypot(*side)
    x, y, z = (along[0] * s + along[1] * e + push * c / length for s, e, c in zip(start, end, side, strict=True))
    return (math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y))))


def _vector(position: Position) -> _Vector:
    lon, lat = math.radians(position[0]), math.radians(position[1])
    return (math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))


def _cross(a: _Vector, b: _Vector) -> _Vector:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


@functools.cache
def _labels() -> tuple[rows.Row, ...]:
    read = rows.read(FOLDER / "labels.csv", ("code", "lon", "lat", "km2"))
    return tuple(row for row in read if row["code"] not in UNCODED)


@functools.cache
def _points() -> tuple[rows.Row, ...]:
    found = tuple(rows.read(FOLDER / "points.csv", ("code", "kind", "lon", "lat", "place", "why")))
    for row in found:
        rows.choice(row, "kind", _KINDS)
    return found


def _position(row: rows.Row) -> Position:
    try:
        lon, lat = float(row["lon"]), float(row["lat"])
    except ValueError as error:
        raise BadData(f"{row.where}: {row['code']} needs a longitude and a latitude in degrees.") from error
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise BadData(f"{row.where}: {row['code']} stands at {lon}, {lat}, which is nowhere on Earth.")
    return (lon, lat)


def topojson_folder() -> Path:
    """The folder of the map file, for renderers outside the browser (as a file:// address)."""
    return TOPOJSON.parent
