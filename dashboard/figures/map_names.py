"""Names of countries on the map, as many as stand clear of each other."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from .. import world
from ..models import FOUR, ORGANISATIONS
from . import typeface, views, words
from .chart import Size
from .palette import Theme, colour
from .strands import Strand
from .views import Plan

_MOST = 8
_BODY = 10
"""Countries named at most; and the links from which on an organisation is named too, as it stands in a crowded city."""


def ranked(strands: list[Strand]) -> list[str]:
    """The codes worth a name on the map: the four, then those with most links."""
    weight: dict[str, int] = defaultdict(int)
    for strand in strands:
        for code in strand.pair.split("-"):
            weight[code] += strand.links
    codes = [code for code in weight if code not in ORGANISATIONS or weight[code] >= _BODY]
    return sorted(codes, key=lambda code: (code not in FOUR, -weight[code], code))[:_MOST]


def place(traces: list[dict[str, Any]], layout: dict[str, Any], size: Size, theme: Theme) -> None:
    """Fit the map into the room that its margins leave, and write the names of `layout["meta"]` at the ends of the
    arcs, in place of those that stand there.
    """
    plan = views.fit(layout, size, theme)
    meta = layout["meta"]
    codes = [code for code in meta["names"] if plan.view.shows(world.positions()[code])]
    sides = _clear(codes, meta["full"], plan, size)
    at = [world.positions()[code] for code in sides]
    names = {
        "type": "scattergeo",
        "lon": [lon for lon, _ in at],
        "lat": [lat for _, lat in at],
        "mode": "text",
        "text": [f"<b>{words.name(code)}</b>" for code in sides],
        "textposition": list(sides.values()),
        "textfont": {
            "size": size.px(12.5),
            "color": colour("ink", theme),
            "shadow": f"0 0 4px {colour('paper', theme)}",
        },
        "hoverinfo": "skip",
        "hovertemplate": "",  # the template's own would make the name catch what is meant for its country
        "showlegend": False,
        "name": _NAME,
    }
    traces[:] = [*(trace for trace in traces if trace.get("name") != _NAME), names]


_NAME = "names"


Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels of the map's room."""

_SIDES = {
    "bottom center": (0.0, 1.0),
    "top center": (0.0, -1.0),
    "middle right": (1.0, 0.0),
    "middle left": (-1.0, 0.0),
}
"""Where a name may stand beside its point, the first free one is taken."""


def _clear(codes: list[str], full: list[list[float]], plan: Plan, size: Size) -> dict[str, str]:
    """Code to the side its name stands on; a name that would lie on another one is left out, the first ones win.

    A name lies on a mark of `full` (longitude, latitude, width in pixels) only where every free side does.
    """
    places = [_place(*mark, plan) for mark in full]
    taken: list[Box] = []
    kept: dict[str, str] = {}
    for code in codes:
        boxes = {side: _box(code, shift, plan, size) for side, shift in _SIDES.items()}
        free = [side for side, box in boxes.items() if _inside(box, plan) and not _hit(box, taken)]
        if free:
            side = next((side for side in free if not _hit(boxes[side], places)), free[0])
            taken.append(boxes[side])
            kept[code] = side
    return kept


def _place(lon: float, lat: float, wide: float, plan: Plan) -> Box:
    x, y = plan.at((lon, lat))
    return (x - wide / 2, y - wide / 2, x + wide / 2, y + wide / 2)


def _inside(box: Box, plan: Plan) -> bool:
    spare = (1 - 1 / plan.grows) / 2 * plan.height
    upright = box[1] >= spare and box[3] <= plan.height - spare
    return box[0] >= 0 and box[2] <= plan.width and upright


def _hit(box: Box, others: list[Box]) -> bool:
    return any(_touch(box, other) for other in others)


def _box(code: str, shift: tuple[float, float], plan: Plan, size: Size) -> Box:
    wide = typeface.width(words.name(code), size.px(12.5), typeface.SEMIBOLD) + size.px(6)
    high = size.px(17)
    x, y = plan.at(world.positions()[code])
    left, top = x - wide / 2 + shift[0] * wide / 2, y - high / 2 + shift[1] * high / 2
    return (left, top, left + wide, top + high)


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
