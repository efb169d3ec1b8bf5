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
    """The rows as one table a page, each no higher than the box; long cells end in an ellipsis."""
    columns = plan.columns(box.w, rows)
    head = _high([deck.Cell(column.head) for column in columns], columns, plan, bold=True)
    kept: list[tuple[deck.Cell, ...]] = []
    heights = [head]
    for row in rows:
        cells = tuple(_cut(cell, column, plan) for cell, column in zip(row, columns, strict=True))
        high = _high(cells, columns, plan)
        if kept and sum(heights) + high > box.h:
            yield _table(box, columns, kept, heights, plan, alt)
            kept, heights = [], [head]
        kept.append(cells)
        heights.append(high)
    if kept:
        yield _table(box, columns, kept, heights, plan, alt)


def _cut(cell: deck.Cell, column: deck.Column, plan: Plan) -> deck.Cell:
    return deck.Cell(fit.shortened(cell.text, column.width - PAD_X, plan.size, plan.most_lines), cell.link)


def _high(cells: Sequence[deck.Cell], columns: Sequence[deck.Column], plan: Plan, *, bold: bool = False) -> float:
    return PAD_Y + max(
        fit.height(cell.text, column.width - PAD_X, plan.size, bold=bold)
        for cell, column in zip(cells, columns, strict=True)
    )


def _table(
    box: deck.Box,
    columns: tuple[deck.Column, ...],
    rows: Sequence[tuple[deck.Cell, ...]],
    heights: Sequence[float],
    plan: Plan,
    alt: str,
) -> deck.Table:
    place = deck.Box(box.x, box.y, box.w, sum(heights))
    return deck.Table(place, columns, tuple(rows), tuple(heights), plan.size, alt)
