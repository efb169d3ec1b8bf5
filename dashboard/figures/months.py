"""Links by month as the timeline draws them: columns above, and marks in the lanes where single events are too many."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pandas

from . import marks, palette

LONG = 6 * 366
"""Days above which a column stands for a quarter."""


@dataclass(frozen=True, slots=True)
class Months:
    """The density frame summed by periods of `step` months (1 or 3), each named by its first month.

    `columns` by polarity and period, `cells` by polarity, class of status, lane and period, `pairs` by pair (the
    pairs counted together under "other"); `monthless` counts links without a known month, which are in none of them.
    """

    step: int
    columns: dict[tuple[str, dt.date], int]
    cells: dict[tuple[str, str, str, dt.date], int]
    pairs: dict[str, int]
    monthless: int

    @property
    def total(self) -> int:
        """Links in a known month."""
        return sum(self.pairs.values())

    def lead(self) -> tuple[str, int]:
        """The pair with most links; never the others taken together, unless there is nothing else."""
        return max(self.pairs.items(), key=lambda item: (item[0] != marks.OTHER, item[1]))

    def busiest(self) -> tuple[dt.date, int]:
        """The period with most links, the first of them where several have as many."""
        periods: dict[dt.date, int] = defaultdict(int)
        for (_, period), links in self.columns.items():
            periods[period] += links
        return max(periods.items(), key=lambda item: (item[1], -item[0].toordinal()))

    def lanes(self) -> dict[str, int]:
        """Links a lane."""
        found: dict[str, int] = defaultdict(int)
        for (_, _, lane, _), links in self.cells.items():
            found[lane] += links
        return found

    def periods(self) -> list[dt.date]:
        """The periods that hold a link, in order."""
        return sorted({period for _, period in self.columns})


def read(density: pandas.DataFrame) -> Months:
    """Sum the density frame; more than six years are told by quarters."""
    known = density["month"].dropna()
    step = 3 if len(known) and (known.max() - known.min()).days > LONG else 1
    columns: dict[tuple[str, dt.date], int] = defaultdict(int)
    cells: dict[tuple[str, str, str, dt.date], int] = defaultdict(int)
    pairs: dict[str, int] = defaultdict(int)
    group = {status: look.group for status, look in palette.looks().items()}
    monthless = 0
    single = _single(density)
    for month, pair, polarity, status, links in _rows(density):
        if month is None:
            monthless += links
            continue
        period = month if step == 1 else month.replace(month=(month.month - 1) // 3 * 3 + 1)
        lane = pair if pair in single else marks.OTHER
        columns[polarity, period] += links
        cells[polarity, group[status], lane, period] += links
        pairs[pair] += links
    return Months(step, columns, cells, pairs, monthless)


def _single(density: pandas.DataFrame) -> frozenset[str]:
    return marks.own(density.groupby("pair", observed=True)["links"].sum().to_dict())


def _rows(density: pandas.DataFrame) -> Iterator[tuple]:
    months = density["month"].to_numpy("datetime64[D]").tolist()
    columns = (density[name].tolist() for name in ("pair", "polarity", "status", "links"))
    return zip(months, *columns, strict=True)
