"""A Filter from the values of a query string and back; what cannot be used is left out with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .. import filters, vocabulary
from ..errors import BadInput
from ..ledger import categories
from . import Filter, moments, periods

Values = Sequence[str]


@dataclass(frozen=True, slots=True)
class _Key:
    """A key of the query string: the field it fills, and how its values are read.

    `many` keys repeat; `read` gives the value or raises BadInput with a sentence.
    """

    key: str
    field: str
    many: bool
    read: Callable[[str], Any]


def read(query: Mapping[str, Iterable[str] | str]) -> tuple[Filter, list[str]]:
    """The Filter of a query's values, and a sentence for each value that was left out."""
    found: dict[str, Any] = {}
    notices: list[str] = []
    for key in KEYS:
        values = _values(query.get(key.key, ()))
        if values:
            taken = _take(key, values, notices)
            if taken:
                found[key.field] = _ordered(key, taken) if key.many else taken[-1]
    return _dates_in_order(Filter(**found), notices), notices


def write(filter: Filter) -> dict[str, list[str]]:
    """Key to values; only what differs from the default, in the order of `KEYS`."""
    plain, written = Filter(), {}
    for key in KEYS:
        value = getattr(filter, key.field)
        if value != getattr(plain, key.field):
            written[key.key] = [_text(part) for part in value] if key.many else [_text(value)]
    return written


def _values(given: Iterable[str] | str) -> list[str]:
    values = [given] if isinstance(given, str) else list(given)
    return [value for value in values if isinstance(value, str)]


def _take(key: _Key, values: Values, notices: list[str]) -> list[Any]:
    taken = []
    for value in values[: filters.MOST_VALUES]:
        try:
            taken.append(key.read(value.strip()))
        except BadInput as error:
            notices.append(str(error))
    if len(values) > filters.MOST_VALUES:
        notices.append(f"Only the first {filters.MOST_VALUES} values of {key.key} were used.")
    return taken


def _ordered(key: _Key, taken: list[Any]) -> tuple[Any, ...]:
    """Each value once; layers in their own order, since they are drawn in it."""
    once = dict.fromkeys(taken)
    return tuple(layer for layer in filters.LAYERS if layer in once) if key.key == "layer" else tuple(once)


def _dates_in_order(filter: Filter, notices: list[str]) -> Filter:
    first, last = filter.window
    if first and last and first > last:
        notices.append(f"The dates ran backwards ({filter.start} to {filter.end}); they were exchanged.")
        return filter.with_(start=filter.end, end=filter.start)
    return filter


def _text(value: Any) -> str:
    return "yes" if value is True else str(value)


def _shown(value: str) -> str:
    return repr(value[:40] + ("…" if len(value) > 40 else ""))


def _one_of(key: str, allowed: Callable[[], Iterable[str]]) -> Callable[[str], str]:
    def reader(value: str) -> str:
        words = list(allowed())
        if value not in words:
            raise BadInput(f"The {key} {_shown(value)} is unknown and was left out; use one of {', '.join(words)}.")
        return str(value)

    return reader


def _country(value: str) -> str:
    if not vocabulary.load().is_code(value):
        raise BadInput(f"The country {_shown(value)} is unknown and was left out; use a code such as PRK.")
    return value


def _pair(value: str) -> str:
    sides = value.split("-")
    if len(sides) != 2 or sides[0] == sides[1] or not all(map(vocabulary.load().is_code, sides)):
        raise BadInput(f"The pair {_shown(value)} is unknown and was left out; write two codes, such as PRK-RUS.")
    return "-".join(sorted(sides))


def _period(value: str) -> str:
    try:
        periods.bounds(value)
    except BadInput as error:
        raise BadInput(f"The date {_shown(value)} is none and was left out; write 2024 or 2024-05-01.") from error
    return value


def _moment(value: str) -> str:
    try:
        moments.parse(value)
    except BadInput as error:
        raise BadInput(f"The as-of date {_shown(value)} is none and was left out; write 2026-11-23.") from error
    return value


def _least(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:4]) <= 999 and len(value) <= 3):
        raise BadInput(f"The least number of origins {_shown(value)} was left out; write a number from 1 to 999.")
    return int(value)


def _words(value: str) -> str:
    text = "".join(char for char in value if char.isprintable())
    return " ".join(text.split())[: filters.MOST_WORDS].strip()


def _lens(value: str) -> str:
    if value in filters.LENSES:
        return value
    codes = value.split("-")
    if not all(map(vocabulary.load().is_code, codes)) or len(codes) > filters.MOST_VALUES:
        raise BadInput(f"The lens {_shown(value)} is unknown and was left out; use all, affirmed, or codes: PRK-RUS.")
    return "-".join(dict.fromkeys(codes))


def _yes(value: str) -> bool:
    if value not in ("yes", "no"):
        raise BadInput(f"The choice undated={_shown(value)} was left out; write yes or no.")
    return value == "yes"


KEYS = (
    _Key("country", "countries", True, _country),
    _Key("pair", "pairs", True, _pair),
    _Key("from", "start", False, _period),
    _Key("to", "end", False, _period),
    _Key("clock", "clock", False, _one_of("clock", lambda: filters.CLOCKS)),
    _Key("category", "categories", True, _one_of("category", lambda: categories.load().names)),
    _Key("relation", "relations", True, _one_of("relation", lambda: filters.RELATIONS)),
    _Key("polarity", "polarities", True, _one_of("polarity", lambda: filters.POLARITIES)),
    _Key("status", "statuses", True, _one_of("status", lambda: filters.STATUSES)),
    _Key("coded", "coded", True, _one_of("coding", lambda: filters.CODED)),
    _Key("origins", "origins", False, _least),
    _Key("q", "q", False, _words),
    _Key("lens", "lens", False, _lens),
    _Key("asof", "asof", False, _moment),
    _Key("layer", "layers", True, _one_of("layer", lambda: filters.LAYERS)),
    _Key("undated", "undated", False, _yes),
)
"""Every key of the query string, in the order it is written."""
