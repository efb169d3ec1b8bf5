"""Region presets of the map, as the rows of data/world/views.csv say."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from .. import rows, world
from ..errors import BadData
from . import projections
from .chart import Size
from .palette import Theme, colour


@dataclass(frozen=True, slots=True)
class View:
    """A part of the world: its edges in degrees, and the square in which events share a mark."""

    name: str
    projection: str
    lon: tuple[float, float]
    lat: tuple[float, float]
    tilt: float
    cell: float

    def holds(self, position: world.Position) -> bool:
        """True when the position lies inside the edges."""
        lon = (position[0] - self.lon[0]) % 360 + self.lon[0]
        return self.lon[0] <= lon <= self.lon[1] and self.lat[0] <= position[1] <= self.lat[1]

    @property
    def globe(self) -> bool:
        """True when it shows the half of the globe that faces the reader."""
        return self.projection == "orthographic"

    @property
    def middle(self) -> world.Position:
        """The longitude and latitude that the picture turns around."""
        return (_FACING, self.tilt) if self.globe else (sum(self.lon) / 2, 0.0)

    @property
    def project(self) -> projections.Project:
        """From a position to the picture."""
        return projections.orthographic(*self.middle) if self.globe else projections.natural_earth(self.middle[0])

    def shows(self, position: world.Position) -> bool:
        """True when the position can be seen: inside the edges, on the globe on its near side and not at its rim."""
        return self.holds(position) and (not self.globe or world.distance(self.middle, position) < _RIM)

    def fitted(self, aspect: float) -> View:
        """The view with wider edges, so that it fills a room `aspect` times as wide as high."""
        return self if self.globe else _fitted(self, round(aspect, 2))

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of the picture, in radii of the globe."""
        return (-1.0, -1.0, 1.0, 1.0) if self.globe else _bounds(self)

    @property
    def aspect(self) -> float:
        """Width to height of the picture."""
        west, south, east, north = self.bounds
        return (east - west) / (north - south)


@functools.lru_cache(maxsize=1024)
def _bounds(view: View) -> tuple[float, float, float, float]:
    return projections.bounds(view.project, view.lon, view.lat)


@functools.lru_cache(maxsize=256)
def _fitted(view: View, aspect: float) -> View:
    least, most = 1.0, 360 / (view.lon[1] - view.lon[0])
    if view.aspect < aspect:
        return _nearest(lambda by: _wider(view, by), aspect, least, most)
    return _nearest(lambda by: _higher(view, by), aspect, least, (_NORTH - _SOUTH) / (view.lat[1] - view.lat[0]))


def _nearest(grown: Callable[[float], View], aspect: float, least: float, most: float) -> View:
    """The view that comes nearest to the aspect when it grows by a factor between `least` and `most`."""
    wide = grown(most).aspect > grown(least).aspect
    for _ in range(12):
        by = (least + most) / 2
        least, most = (least, by) if (grown(by).aspect > aspect) == wide else (by, most)
    return grown(most if most - least > 0.01 else least)


def _wider(view: View, by: float) -> View:
    middle, half = sum(view.lon) / 2, (view.lon[1] - view.lon[0]) / 2 * by
    return replace(view, lon=(middle - half, middle + half))


def _higher(view: View, by: float) -> View:
    high = (view.lat[1] - view.lat[0]) * by
    south = max(_SOUTH, min(sum(view.lat) / 2 - high / 2, _NORTH - high))
    return replace(view, lat=(min(south, view.lat[0]), max(min(_NORTH, south + high), view.lat[1])))


_SOUTH, _NORTH = -47.0, 83.0
"""How far a view may grow: there are no people beyond."""
_FACING = 75.0
"""The longitude that the globe faces with."""
_RIM = 80.0
"""Degrees from the middle of the globe up to which marks are not squeezed into its rim."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A view in its room: where positions lie in pixels, from the upper left corner of the room."""

    view: View
    width: float
    height: float
    grows: float = 1.0
    """How much larger it may be drawn where the screen is wider than designed for."""

    @property
    def scale(self) -> float:
        """Pixels a radius of the globe."""
        west, south, east, north = self.view.bounds
        return min(self.width / (east - west), self.height / (north - south))

    def at(self, position: world.Position) -> tuple[float, float]:
        """Pixels to the right and downwards."""
        west, south, east, north = self.view.bounds
        x, y = self.view.project(position)
        scale = self.scale
        return self.width / 2 + (x - (west + east) / 2) * scale, self.height / 2 - (y - (south + north) / 2) * scale


_WIDER = 1.15
"""Screens are designed for the narrowest width; the map is fitted to the one that most have."""
_HIGHER = 1.3
"""How much higher than its preset a map may become on a screen: more shows only what the view is not about."""


def fit(layout: dict[str, Any], size: Size, theme: Theme) -> Plan:
    """Show as much of the world as a layout's margins leave room for; the word of the view is in its meta.

    On a screen, room that the world cannot fill is given back: the figure becomes lower.
    """
    margin = layout["margin"]
    wide = size.width - margin["l"] - margin["r"]
    high = max(size.height - margin["t"] - margin["b"], size.px(80))
    room = wide if size.safe or size.narrow else _WIDER * wide
    view = views()[layout["meta"]["view"]]
    if not size.safe:
        high = min(high, room / view.aspect * _HIGHER)
    view = view.fitted(room / high)
    if not size.safe:
        high = min(high, math.ceil(room / view.aspect))
        layout["height"] = round(high + margin["t"] + margin["b"])
    layout["geo"] = geo(view, theme)
    return Plan(view, wide, high, room / wide)


@functools.cache
def views() -> dict[str, View]:
    """Every preset by its word in the address bar. Raises BadData when a row is wrong."""
    columns = ("view", "name", "projection", "lon0", "lon1", "lat0", "lat1", "tilt", "cell")
    found = {}
    for row in rows.read(world.FOLDER / "views.csv", columns):
        try:
            lon0, lon1, lat0, lat1, tilt, cell = (float(row[c]) for c in columns[3:])
        except ValueError as error:
            raise BadData(f"{row.where}: edges, tilt and cell of {row['view']} must be numbers.") from error
        if not (lon0 < lon1 <= lon0 + 360 and -90 <= lat0 < lat1 <= 90 and cell > 0):
            raise BadData(f"{row.where}: the edges of {row['view']} must rise from west to east and south to north.")
        found[row["view"]] = View(row["name"], row["projection"], (lon0, lon1), (lat0, lat1), tilt, cell)
    return found


def geo(view: View, theme: Theme) -> dict[str, Any]:
    """Plotly's geo layout for a preset. `coastlines` is the hatch over land without data (scripts/build_world.py)."""
    globe = view.globe
    return {
        "projection": {"type": view.projection, "rotation": {"lon": view.middle[0], "lat": view.tilt}},
        "center": None if globe else {"lon": view.middle[0], "lat": round(_centre(view), 2)},
        "lonaxis": {"range": None if globe else list(view.lon)},
        "lataxis": {"range": None if globe else list(view.lat)},
        "resolution": 110,
        "fitbounds": False,
        "bgcolor": "rgba(0,0,0,0)",
        "showland": True,
        "landcolor": colour("land", theme),
        "showcoastlines": True,
        "coastlinecolor": colour("hatch", theme),
        "coastlinewidth": 0.6,
        "showcountries": True,
        "countrycolor": colour("border", theme),
        "countrywidth": 0.5,
        "showlakes": False,
        "showframe": globe or view.lon[1] - view.lon[0] > 200,
        "framecolor": colour("border", theme),
        "domain": {"x": [0, 1], "y": [0, 1]},
    }


def _centre(view: View) -> float:
    """The latitude at half the height of the picture; Plotly would take the middle of the range, and waste room."""
    _, low, _, high = view.bounds
    south, north = view.lat
    for _ in range(20):
        lat = (south + north) / 2
        south, north = (lat, north) if view.project((view.middle[0], lat))[1] < (low + high) / 2 else (south, lat)
    return (south + north) / 2
