"""What the rows must not do to each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..errors import BadData
from .names import Name


def one_reading(names: Iterable[Name], shared: Mapping[str, object]) -> tuple[Name, ...]:
    """Names with one country each, first row first; names of ambiguous.csv are left to its rows.

    Raises BadData when two countries claim one name.
    """
    found: dict[str, Name] = {}
    for name in names:
        if name.text in shared:
            continue
        first = found.setdefault(name.text, name)
        if first.code != name.code:
            raise BadData(
                f"{name.where}: {name.text!r} names {name.code}, but {first.where} gives it to {first.code}; "
                "delete one of the two rows or list the name in ambiguous.csv with the words that tell them apart."
            )
    return tuple(found.values())
