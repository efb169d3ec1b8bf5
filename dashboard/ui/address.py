"""The address bar is the single state: a Filter, and how a page shows it. Widgets and clicks write it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import streamlit as st

from .. import export, figures
from ..errors import BadInput
from ..export import choices
from ..filters import Filter, periods

Query = dict[str, list[str]]
WHOLE = "_whole"
"""Session key: the last change concerns more than the fragment that made it."""

UNASKED = "fitting"
"""The part of the world that fits: that of the one pair chosen, else all of it, on a phone Eurasia."""

CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "view": (UNASKED, *figures.views()),
        "fill": ("events", "mentions", "origins"),
        "eras": ("off", "on"),
        "detail": ("auto", "events", "months"),
        "speed": ("normal", "slow", "fast"),
        "second": ("treaties", "none"),
        "sort": ("events", "newest", "oldest", "voices"),
        "mark": ("all", "mentions", "dates", "links"),
        "format": tuple(export.FORMATS),
    }
)
"""Controls of pages beside the Filter: the words that may stand in the URL, the default first."""

FREE: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "show": re.compile(r"(event|pair|country|arc|place|group|claim)\.[\w.,:\-]{1,160}"),
        "article": re.compile(r"[0-9a-f]{20}"),
        "at": re.compile(r"\d{1,7}"),
        "page": re.compile(r"[1-9]\d{0,5}"),
        "leaf": re.compile(r"[1-9]\d{0,5}"),
        "slide": re.compile(r"[1-9]\d{0,2}"),
    }
)
"""Controls whose value is an id or a number; the pattern is all that may come through."""

LISTS = ("page", "leaf")
"""How far a list is turned: the list of the page, and the evidence of what is picked."""

TAKEN = tuple(word for word in choices.CHOICES if word not in CHOICES)
"""What a briefing is made of, and the handling marking of every figure: read and checked by `export.choices`."""


@dataclass(frozen=True, slots=True)
class State:
    """What one address says: the filter, the controls of the page, and what of it could not be used."""

    filter: Filter
    controls: Mapping[str, str]
    notices: tuple[str, ...] = ()

    def control(self, name: str) -> str:
        """The value of a control, its default when the URL is silent ("" for those without a list)."""
        return self.controls.get(name, CHOICES[name][0] if name in CHOICES else "")

    def part(self, narrow: bool = False) -> str:
        """The part of the world that the map shows, a word of figures.views()."""
        asked = self.control("view")
        return asked if asked != UNASKED else self.fitting(narrow)

    def fitting(self, narrow: bool = False) -> str:
        """The part that fits while the address asks for none: of the one pair chosen, else of the screen."""
        pairs = self.filter.pairs
        if len(pairs) == 1 and pairs[0] in figures.views():
            return pairs[0]
        return "eurasia" if narrow else "world"

    @property
    def marking(self) -> str:
        """The handling marking that stands on every figure, "" for none."""
        return self.controls.get("marking", "")

    def along(self, chosen: Filter | None = None) -> Query:
        """What goes along to another page: the filter, or that which is given, and the handling marking."""
        marking = {"marking": [self.marking]} if self.marking else {}
        return {**filter_query(self.filter if chosen is None else chosen), **marking}

    def query(self) -> Query:
        """The address in short: only what differs from the defaults."""
        return {**filter_query(self.filter), **{name: [value] for name, value in self.controls.items()}}


def filter_query(chosen: Filter) -> Query:
    """The filter as repeated query parameters, defaults left out."""
    return {name: list(values) for name, values in chosen.to_query().items()}


def span(value: str) -> tuple[dt.date, dt.date]:
    """First and last day of FROM..TO, each a day, month or year. BadInput when it is none or runs backwards."""
    first, found, last = value.partition("..")
    begin, end = periods.bounds(first)[0], periods.bounds(last if found else first)[1]
    if begin > end:
        raise BadInput(f"The period {value} runs backwards.")
    return begin, end


def _pair(value: str) -> str:
    """The pair with its codes in order. BadInput when they are not two known ones."""
    chosen, wrong = Filter.from_query({"pair": [value]})
    if wrong:
        raise BadInput(wrong[0])
    return chosen.pairs[0]


def _span(value: str) -> str:
    span(value)
    return value


CHECKED: Mapping[str, Callable[[str], str]] = MappingProxyType({"dyad": _pair, "a": _span, "b": _span})
"""Controls whose value is a pair or a period: how it is read; BadInput says that it is none."""


def read(query: Mapping[str, Sequence[str]] | None = None) -> State:
    """The state that a query says (default: the address bar). Never raises: what cannot be used becomes a notice."""
    given = _from_bar() if query is None else {name: list(values) for name, values in query.items()}
    controls, notices = {}, []
    for name in [name for name in given if name in CHOICES or name in FREE or name in CHECKED]:
        value = given.pop(name)[-1]
        fitting = _fitting(name, value)
        if fitting is None:
            notices.append(
                f"The link asks for {name} = {_short(value)}, which this page does not have; it shows the default."
            )
        elif not (name in CHOICES and value == CHOICES[name][0]):
            controls[name] = fitting
    taken, wrong = choices.read({name: given.pop(name) for name in TAKEN if name in given})
    chosen, of_filter = Filter.from_query(given)
    return State(chosen, MappingProxyType({**controls, **taken}), (*of_filter, *notices, *wrong))


def _from_bar() -> Query:
    return {name: st.query_params.get_all(name) or [""] for name in st.query_params}


def _fitting(name: str, value: str) -> str | None:
    """The value as the pages want it; None when it is not one of that control."""
    if name in CHECKED:
        try:
            return CHECKED[name](value)
        except BadInput:
            return None
    return value if (value in CHOICES[name] if name in CHOICES else FREE[name].fullmatch(value)) else None


def _short(value: str) -> str:
    return f"“{value[:40]}…”" if len(value) > 40 else f"“{value}”"


def write(state: State) -> None:
    """Put a state into the address bar; the next run of the page reads it there."""
    query = state.query()
    if query != _from_bar():
        st.query_params.from_dict(query)


def change(**values: str | Sequence[str] | None) -> None:
    """Set parameters of the present address: filter keys and controls alike; None or nothing takes one out.

    This is what callbacks of widgets and clicks call. `from_` stands for `from`. What the new values break (an end
    before its start) is told on the page and left as it was. Another filter begins its lists at their first page, and
    another thing picked begins its evidence at the first.
    """
    old = read()
    query = old.query()
    for key, value in values.items():
        wanted = [value] if isinstance(value, str) else list(value or ())
        query[key.rstrip("_")] = [word for word in wanted if word]
    if "show" in values and "leaf" not in values:
        query.pop("leaf", None)
    if "sort" in values:
        query.pop("page", None)
    new = read({name: value for name, value in query.items() if value})
    if new.filter != old.filter:
        new = replace(new, controls={name: word for name, word in new.controls.items() if name not in LISTS})
    if new.notices:
        st.session_state["_refused"] = new.notices
    if new.filter != old.filter or new.control("show") != old.control("show"):
        st.session_state[WHOLE] = True
    write(new)


def changer(**values: str | Sequence[str] | None) -> Callable[[], None]:
    """`change` to be called later: the `on_click` of a button."""
    return lambda: change(**values)


def refused() -> tuple[str, ...]:
    """What the last change could not do; told once."""
    return st.session_state.pop("_refused", ())
