"""Region presets of the map, as the rows of data/world/views.csv say."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import Any

from .. import rows, world
from ..errors import BadData
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

    def fitted(self, aspect: float) -> View:
        """The view with wider edges, so that it fills a room `aspect` times as wide as high."""
        if self.projection == "orthographic":
            return self
        wide, high = self.lon[1] - self.lon[0], self.lat[1] - self.lat[0]
        wider = min(360.0, max(wide, aspect * high / SHAPE))
        higher = max(high, wide * SHAPE / aspect)
        west = sum(self.lon) / 2 - wider / 2
        south = max(_SOUTH, min(sum(self.lat) / 2 - higher / 2, _NORTH - higher))
        north = min(_NORTH, south + higher)
        return replace(self, lon=(west, west + wider), lat=(south, north))


def fit(layout: dict[str, Any], size: Size, theme: Theme) -> View:
    """Show as much of the world as a layout's margins leave room for; the word of the view is in its meta."""
    margin = layout["margin"]
    high = max(size.height - margin["t"] - margin["b"], size.px(80))
    view = views()[layout["meta"]["view"]].fitted((size.width - margin["l"] - margin["r"]) / high)
    layout["geo"] = geo(view, theme)
    return view


SHAPE = 0.82
"""Width of a degree of longitude to the height of one of latitude, as Natural Earth draws them at 40 degrees."""
_SOUTH, _NORTH = -47.0, 83.0


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
    middle = sum(view.lon) / 2
    globe = view.projection == "orthographic"
    return {
        "projection": {"type": view.projection, "rotation": {"lon": 75 if globe else middle, "lat": view.tilt}},
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
        "showframe": globe,
        "framecolor": colour("border", theme),
        "domain": {"x": [0, 1], "y": [0, 1]},
    }
