"""Examples by the thousand: each row is checked, a run of rows makes one test, and every row that fails is named."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

RUN = 50
"""Rows of one test: with a test for each row the counting of tests takes longer than the checks."""


def where(row) -> str:
    return row.where


def each(rows: Sequence, name: Callable[[object], str] = where) -> Callable:
    """Make `check(row)`, which asserts, a test over all rows; fails with the name and reason of each row that fails."""

    def decorate(check: Callable[[object], None]) -> Callable:
        def test(part):
            broken = []
            for row in part:
                try:
                    check(row)
                except AssertionError as error:
                    broken.append(f"{name(row)}: {error}")
            assert not broken, "\n".join(broken)

        test.__name__, test.__doc__ = check.__name__, check.__doc__
        parts = list(runs(rows))
        return pytest.mark.parametrize("part", parts, ids=[f"{name(part[0])}..{len(part)}" for part in parts])(test)

    return decorate


def runs(rows: Sequence) -> list[Sequence]:
    assert rows, "no rows to check"
    return [rows[start : start + RUN] for start in range(0, len(rows), RUN)]
