"""Lays rows out as tables that end before their box does, and goes on to the next page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import deck, fit

PAD_X, PAD_Y = 8.0, 4.0
"""Room inside a cell, both sides together; powerpoint and page set the same margins."""

MOST_TIGHT = 0.18
"""The most of a table's width that a column without a share may take."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is laid out: heads with their share of the width, letters, and the most lines a cell may take.

    A share of 0 makes a column as wide as its widest cell (at most MOST_TIGHT of the table): dates and numbers, which
    must not break.
    """

    heads: tuple[tuple[str, float, str], ...]
    size: float = 10.0
    most_lines: int = 6

    def columns(self, width: float, rows: Sequence[Sequence[deck.Cell]]) -> tuple[deck.Column, ...]:
        """The columns in points."""
        tight = {n: min(self._widest(n, rows), width * MOST_TIGHT) for n, head in enumerate(self.heads) if not head[1]}
        whole = sum(share for _, share, _ in self.heads)
        room = width - sum(tight.values())
        return tuple(
            deck.Column(head, tight.get(n, room * share / (whole or 1)), align)
            for n, (head, share, align) in enumerate(self.heads)
        )

    def _widest(self, column: int, rows: Sequence[Sequence[deck.Cell]]) -> float:
        head = fit.width(self.heads[column][0], self.size, bold=True)
        return PAD_X + 1 + max([head, *(fit.width(row[column].text, self.size) for row in rows)])


def pages(plan: Plan, rows: Sequence[Sequence[deck.Cell]], box: deck.Box, alt: str) -> Iterator[deck.Table]:
    """The rows as one table a page, each no higher than the box; long cells end in an ellipsis.

    Pages are filled about equally, so that no row stands alone on the last.
    """
    yield from _laid(plan, rows, box, alt).tables()


def first(plan: Plan, rows: Sequence[Sequence[deck.Cell]], box: deck.Box, alt: str) -> deck.Table | None:
    """As many of the rows as one page holds; None when there are none."""
    laid = _laid(plan, rows, box, alt)
    fitting = laid.pages(box.h)[:1]
    return laid.table(fitting[0]) if fitting else None


@dataclass(frozen=True, slots=True)
class _Laid:
    """Rows cut to their columns, each with its height; `head` is that of the heads."""

    plan: Plan
    columns: tuple[deck.Column, ...]
    rows: Sequence[tuple[deck.Cell, ...]]
    heights: Sequence[float]
    head: float
    box: deck.Box
    alt: str

    def pages(self, room: float) -> list[range]:
        """The rows of each page when a page is `room` high; a row higher than that has a page of its own."""
        found, start, used = [], 0, self.head
        for n, high in enumerate(self.heights):
            if n > start and used + high > room:
                found.append(range(start, n))
                start, used = n, self.head
            used += high
        return [*found, range(start, len(self.heights))] if self.heights else []

    def tables(self) -> Iterator[deck.Table]:
        """A table a page, in as few pages as can be and all about as high."""
        most = self.pages(self.box.h)
        low, room = self.head, self.box.h
        while len(most) > 1 and room - low > 2:
            middle = (low + room) / 2
            low, room = (low, middle) if len(self.pages(middle)) == len(most) else (middle, room)
        return map(self.table, self.pages(room))

    def table(self, which: range) -> deck.Table:
        """The table of some rows."""
        heights = (self.head, *(self.heights[n] for n in which))
        place = deck.Box(self.box.x, self.box.y, self.box.w, sum(heights))
        rows = tuple(self.rows[n] for n in which)
        return deck.Table(place, self.columns, rows, heights, self.plan.size, self.alt)


def _laid(plan: Plan, rows: Sequence[Sequence[deck.Cell]], box: deck.Box, alt: str) -> _Laid:
    columns = plan.columns(box.w, rows)
    head = _high([deck.Cell(column.head) for column in columns], columns, plan, bold=True)
    cut = [tuple(_cut(cell, column, plan) for cell, column in zip(row, columns, strict=True)) for row in rows]
    return _Laid(plan, columns, cut, [_high(cells, columns, plan) for cells in cut], head, box, alt)


def _cut(cell: deck.Cell, column: deck.Column, plan: Plan) -> deck.Cell:
    return deck.Cell(fit.shortened(cell.text, column.width - PAD_X, plan.size, plan.most_lines), cell.link)


def _high(cells: Sequence[deck.Cell], columns: Sequence[deck.Column], plan: Plan, *, bold: bool = False) -> float:
    return PAD_Y + max(
        fit.height(cell.text, column.width - PAD_X, plan.size, bold=bold)
        for cell, column in zip(cells, columns, strict=True)
    )
