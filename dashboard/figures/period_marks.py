"""Where single events are too many, a mark a lane, period and polarity stands for them in the timeline."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

import numpy

from ..models import Status
from . import lane_layers, marks, words
from .canvas import Canvas
from .chart import Size
from .months import Months
from .palette import Theme, colour, groups
from .strands import POLARITIES

_RISE = {"cooperation": 0.22, "neutral": 0.0, "conflict": -0.22}


def draw(canvas: Canvas, months: Months, lanes: list[str], theme: Theme, size: Size) -> list[str]:
    """A mark a period and polarity: its area the number of links, its fill the class of status that most of them have.
    Gives the legend entries.
    """
    spots: dict[tuple[str, str, dt.date], dict[str, int]] = defaultdict(dict)
    for (polarity, group, lane, period), links in sorted(months.cells.items()):
        spots[polarity, lane, period][group] = links
    found: dict[tuple[str, str], list[_Spot]] = defaultdict(list)
    doubt = {group: place for place, group in enumerate(groups())}
    for (polarity, lane, period), counts in spots.items():
        # Of two classes with as many links the one less certain: a mark never looks surer than what it stands for.
        mostly = max(counts, key=lambda group: (counts[group], doubt[group]))
        found[polarity, mostly].append(_Spot(lane, period, counts))
    most = max((spot.links for several in found.values() for spot in several), default=1)
    names = []
    for key in ((polarity, group) for polarity in POLARITIES for group in groups()):
        if some := found[key]:
            names.append(_mostly(*key, size))
            _period_marks(canvas, key, some, lanes, months.step, names[-1], most, theme, size)
    return names


@dataclass(frozen=True, slots=True)
class _Spot:
    """The links of a lane, period and polarity by class of status."""

    lane: str
    period: dt.date
    counts: dict[str, int]

    @property
    def links(self) -> int:
        return sum(self.counts.values())

    def told(self) -> str:
        """ "312, 9 % disputed": what the mark adds to its date and name."""
        disputed = self.counts.get(Status.DISPUTED, 0)
        return f"{self.links}, {words.share(disputed, self.links)} disputed" if disputed else f"{self.links}"


def _mostly(polarity: str, group: str, size: Size) -> str:
    return lane_layers.named(polarity, group, 0, size).rpartition(" (")[0].replace(", ", ", mostly ", 1)


def _period_marks(
    canvas: Canvas,
    key: tuple[str, str],
    some: list[_Spot],
    lanes: list[str],
    step: int,
    name: str,
    most: int,
    theme: Theme,
    size: Size,
) -> None:
    polarity, group = key
    hue = colour(polarity, theme)
    canvas.scatter(
        x=[f"{spot.period:%Y-%m}" for spot in some],
        y=numpy.array([lane_layers.at(lanes.index(spot.lane), _RISE[polarity], size) for spot in some], dtype="int16"),
        xperiod=f"M{step}",
        xperiodalignment="middle",
        xhoverformat=lane_layers.PERIOD[step],
        mode="markers",
        marker={
            "symbol": marks.filled("circle", group),
            "size": [round(size.px(4 + 13 * (spot.links / most) ** 0.5)) for spot in some],
            "color": hue,
            "opacity": 0.8,
            "line": {"width": size.px(1.1), "color": hue},
        },
        customdata=[marks.period(spot.lane, step) for spot in some],
        text=[spot.told() for spot in some],
        hovertemplate=f"%{{x}}: {name.lower()}, links: %{{text}}<extra></extra>",
        legendgroup=f"{polarity}.{group}",
        name=name,
    )
