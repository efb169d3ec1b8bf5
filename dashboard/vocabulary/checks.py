"""What the rows must not do to each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..errors import BadData
from .ambiguous import Reading
from .names import Name


def one_reading(names: Iterable[Name], shared: Mapping[str, tuple[Reading, ...]]) -> tuple[Name, ...]:
    """Names with one country each, first row first; names of ambiguous.csv are left to its rows.

    Raises BadData when two countries claim one name.
    """
    found: dict[str, Name] = {}
    for name in names:
        if name.text in shared:
            _among(name, shared[name.text])
            continue
        first = found.setdefault(name.text, name)
        if first.code != name.code:
            raise BadData(
                f"{name.where}: {name.text!r} names {name.code}, but {first.where} gives it to {first.code}; "
                "delete one of the two rows or list the name in ambiguous.csv with the words that tell them apart."
            )
    return tuple(found.values())


def _among(name: Name, readings: tuple[Reading, ...]) -> None:
    """A name of ambiguous.csv that another row gives to a country which none of its readings has is a collision too."""
    codes = [reading.code for reading in readings]
    if name.code not in codes:
        known = ", ".join(code or "no country" for code in dict.fromkeys(codes))
        raise BadData(
            f"{name.where}: {name.text!r} names {name.code}, but {readings[0].where} reads it as {known}; "
            "delete one of the two rows or list the name in ambiguous.csv with the words that tell them apart."
        )


def lists_exist(readings: Mapping[str, tuple[Reading, ...]], words: Mapping[str, object]) -> None:
    """Raises BadData when a cue "%list" names no list of words.csv."""
    for reading in (one for several in readings.values() for one in several):
        for cue in reading.cues:
            if cue.startswith("%") and cue[1:] not in words:
                raise BadData(f"{reading.where}: {cue} is no list of words.csv; correct the cue or add the list.")
