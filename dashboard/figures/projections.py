"""Where a position lies on the picture of a map, reckoned as the browser does: d3's projections, Plotly's frame."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

from .. import world

Point = tuple[float, float]
"""To the right and upwards, in radii of the globe."""
Project = Callable[[world.Position], Point]


def natural_earth(middle: float) -> Project:
    """Natural Earth I (Patterson; polynomial by Savric, Jenny and others, 2011); `middle` is the longitude there."""

    def project(position: world.Position) -> Point:
        lon = math.radians((position[0] - middle + 180) % 360 - 180)
        lat = math.radians(position[1])
        p, q = lat * lat, lat**4
        x = lon * (0.8707 - 0.131979 * p + q * (-0.013791 + q * (0.003971 * p - 0.001529 * q)))
        y = lat * (1.007226 + p * (0.015085 + q * (-0.044475 + 0.028874 * p - 0.005916 * q)))
        return x, y

    return project


def orthographic(middle: float, tilt: float) -> Project:
    """The globe from afar, with the longitude `middle` and the latitude `tilt` in its middle; both halves project."""
    sin, cos = math.sin(math.radians(tilt)), math.cos(math.radians(tilt))

    def project(position: world.Position) -> Point:
        lon, lat = math.radians(position[0] - middle), math.radians(position[1])
        return math.cos(lat) * math.sin(lon), cos * math.sin(lat) - sin * math.cos(lat) * math.cos(lon)

    return project


def bounds(project: Project, lon: tuple[float, float], lat: tuple[float, float]) -> tuple[float, float, float, float]:
    """West, south, east and north of the picture that Plotly makes of ranges of longitude and latitude: its edges run
    along great circles from quarter to quarter.
    """
    pad = 1e-3
    (west, east), (south, north) = ((a + pad, b - pad) for a, b in (lon, lat))
    quarters = [west + (east - west) * n / 4 for n in range(5)]
    ring = [*((x, south) for x in quarters), *((x, north) for x in reversed(quarters)), (west, south)]
    xs, ys = zip(*(project(at) for a, b in pairwise(ring) for at in _edge(a, b)), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _edge(a: world.Position, b: world.Position) -> list[world.Position]:
    # Points of the arc keep the side of the seam that the corners stand on.
    return [a, *world.arc(a, b, 9)[1:-1], b]


def heading(project: Project, a: world.Position, b: world.Position) -> float:
    """The direction on the picture from a to b, which lie near each other, in degrees clockwise from its upper edge.

    Plotly knows the drawn north of a map's first trace only, and there takes degrees of longitude and latitude as
    drawn equally long.
    """
    (x, y), (u, v) = project(a), project(b)
    return math.degrees(math.atan2(u - x, v - y)) % 360
