"""The legend that a page writes itself: its entries filter, so links are counted for each polarity and each status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import pandas

from . import palette, typeface, words
from .chart import Size
from .palette import Theme, colour
from .strands import POLARITIES

Shape = Literal["dash", "fill"]
"""Status is told by the dash of lines, or by the fill of marks."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `facet` is the key of the filter that it changes (polarity, status; empty where it only explains) and
    `values` what it stands for there. `look` names its swatch: dash-solid, fill-open, place, hatch, group, era, tray.

    `chosen` is true, mixed or false: whether the filter names all, some or none of the values.
    """

    facet: str
    values: tuple[str, ...]
    name: str
    look: str
    colour: str = ""
    count: int | None = None
    chosen: Literal["true", "mixed", "false"] = "false"

    @property
    def key(self) -> str:
        """What a press on it sends: "polarity:conflict", "status:denied"."""
        return f"{self.facet}:{self.values[0]}" if self.facet else ""


def facets(
    counted: pandas.DataFrame,
    polarities: Collection[str],
    statuses: Collection[str],
    *,
    shape: Shape,
    theme: Theme = "light",
    narrow: bool = False,
) -> tuple[Entry, ...]:
    """The polarities and the classes of status, each with the links that pressing it would leave.

    `counted` is the strands or density frame of the filter without its polarities and statuses, which are given beside
    it: entries that the filter leaves out keep their count, and one press brings them back.
    """
    links = _links(counted)
    kinds = {palette.looks()[status].group for status in statuses}
    found = []
    for polarity, name in POLARITIES.items():
        some = sum(n for (of, kind), n in links.items() if of == polarity and (not kinds or kind in kinds))
        if polarity in polarities or any(of == polarity for of, _ in links):
            told = "Coop." if narrow and polarity == "cooperation" else name
            chosen = _chosen((polarity,), polarities)
            hue = colour(polarity, theme)
            found.append(Entry("polarity", (polarity,), told, f"{shape}-solid", hue, some, chosen))
    for kind, look in palette.groups().items():
        some = sum(n for (of, of_kind), n in links.items() if of_kind == kind and (not polarities or of in polarities))
        if kind in kinds or any(of_kind == kind for _, of_kind in links):
            told = look.group_name.split(" or ")[0] if narrow else look.group_name
            members = palette.members(kind)
            drawn = f"dash-{look.dash}" if shape == "dash" else f"fill-{look.fill}"
            found.append(Entry("status", members, told.capitalize(), drawn, "", some, _chosen(members, statuses)))
    return tuple(found)


def _links(counted: pandas.DataFrame) -> dict[tuple[str, str], int]:
    of = {status: look.group for status, look in palette.looks().items()}
    kinds = counted["status_class"] if "status_class" in counted else counted["status"].map(of)
    found: dict[tuple[str, str], int] = defaultdict(int)
    columns = (column.tolist() for column in (counted["polarity"], kinds, counted["links"]))
    for polarity, kind, several in zip(*columns, strict=True):
        if kind != palette.COMENTION:
            found[polarity, kind] += several
    return found


def _chosen(values: tuple[str, ...], of: Collection[str]) -> Literal["true", "mixed", "false"]:
    named = [value in of for value in values]
    return "true" if all(named) else "mixed" if any(named) else "false"


LEAD = "Links"
"""The word before the counts."""

ROW = 26
"""Height of a row in pixels: an entry is 24 high, so that a finger hits it."""
_SWATCH, _GAP = 46, 4


def height(entries: Collection[Entry], room: float, size: Size) -> float:
    """The pixels that the rows of a legend take in `room`, as static/style.css lays them out."""
    rows, left = 1, room - typeface.width(LEAD, 12.5) - 12 - _GAP
    for entry in entries:
        needs = typeface.width(told(entry), 12.5, typeface.SEMIBOLD) + _SWATCH + _GAP
        rows, left = (rows + 1, room - needs) if needs > left else (rows, left - needs)
    return rows * ROW + size.px(8)


def told(entry: Entry) -> str:
    """What an entry says: "Conflict 90"."""
    return entry.name if entry.count is None else f"{entry.name} {words.number(entry.count)}"
