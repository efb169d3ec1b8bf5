"""Events with a place, gathered so that marks on the map do not crowd."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

import pandas

from .views import views

Spot = tuple[str, float, float]
"""A place: name, latitude, longitude."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Events that share a mark: its key (stable for a view), position, the places named, and the event ids."""

    key: str
    lon: float
    lat: float
    places: tuple[str, ...]
    ids: tuple[str, ...]


def clusters(events: pandas.DataFrame, view: str = "world", cell: float | None = None) -> list[Cluster]:
    """The events with a place, largest first: a place joins the nearest larger one within `cell` degrees (the view's
    own when None).

    The mark stands on the place with most events, so it never stands where nothing happened.
    """
    preset = views()[view]
    cell = cell or preset.cell
    placed = events.loc[events["lat"].notna() & events["lon"].notna(), ["id", "place", "lat", "lon"]]
    at: dict[Spot, list[str]] = defaultdict(list)
    for event, place, lat, lon in placed.itertuples(index=False, name=None):
        if preset.holds((lon, lat)):
            at[(place, lat, lon)].append(event)
    leads: dict[Spot, list[Spot]] = {}
    for spot in sorted(at, key=lambda spot: (-len(at[spot]), spot)):
        near = [lead for lead in leads if _apart(lead, spot) < cell]
        leads.setdefault(min(near, key=lambda lead: _apart(lead, spot)) if near else spot, []).append(spot)
    found = [_cluster(spots, at, cell) for spots in leads.values()]
    return sorted(found, key=lambda cluster: (-len(cluster.ids), cluster.key))


def ids(events: pandas.DataFrame, view: str, key: str) -> tuple[str, ...]:
    """The events behind a clicked mark; empty when the view or the filter has moved on."""
    try:
        cell = float(key.rpartition(",")[2])
    except ValueError:
        return ()
    return next((cluster.ids for cluster in clusters(events, view, cell) if cluster.key == key), ())


def _apart(a: Spot, b: Spot) -> float:
    """Degrees between two places, east-west ones shortened as they are on the map."""
    across = ((b[2] - a[2] + 180) % 360 - 180) * math.cos(math.radians(a[1]))
    return math.hypot(across, b[1] - a[1])


def _cluster(spots: list[Spot], at: dict[Spot, list[str]], cell: float) -> Cluster:
    _, lat, lon = spots[0]
    ids = tuple(event for spot in spots for event in at[spot])
    return Cluster(f"{lat:.2f},{lon:.2f},{cell:g}", round(lon, 2), round(lat, 2), tuple(spot[0] for spot in spots), ids)
