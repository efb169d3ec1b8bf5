"""The filter in the sidebar: one widget a parameter; each shows what the address says and writes what is chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from ..errors import BadInput
from ..filters import periods
from ..ledger import categories
from ..models import Polarity, Relation, Status
from . import address, data

Options = Mapping[str, str]
"""Word in the URL to words for readers, in the order shown."""

STATUSES: Options = {status.value: status.value.capitalize() for status in Status}
POLARITIES: Options = {polarity.value: polarity.value.capitalize() for polarity in Polarity}
RELATIONS: Options = {relation.value: relation.value.capitalize() for relation in Relation}
CODED: Options = {"hand": "By hand", "machine": "By machine"}
LAYERS: Options = {"ties": "Links", "groups": "Group statements", "comention": "Named together"}
CLOCKS: Options = {"happened": "Happened", "reported": "Reported"}
WHOLE_ON = "_filter_bar"
"""Session key: the page that last showed the whole bar."""


def show(state: address.State, countries: Options, pairs: Options, lenses: Options) -> None:
    """The whole bar. `countries`, `pairs` and `lenses` are what the store can answer, with their names."""
    query = address.filter_query(state.filter)
    with st.sidebar:
        st.html('<h2 class="nx-h1 nx-side">Filter</h2>')
        _many("country", "Countries", named("country", countries, query), query, "Any country")
        _many("pair", "Pairs", named("pair", pairs, query), query, "Any pair")
        _dates(query)
        _text("q", "Words in title or text", query, "Press / to search")
        _more(query)
        _knowledge(query, lenses)
        st.button("Clear the filter", on_click=clear, disabled=not query, key="clear", width="stretch")


def _more(query: address.Query) -> None:
    kinds = ("category", "relation", "polarity", "status", "coded", "origins", "layer")
    chosen = sum(key in query for key in kinds)
    with st.expander(f"Kind and certainty ({chosen})" if chosen else "Kind and certainty", key="more_kind"):
        _many("status", "Status", STATUSES, query, "Any status")
        _many("polarity", "Polarity", POLARITIES, query, "Any polarity")
        _many("category", "Category", categories.load().names, query, "Any category")
        _many("relation", "Relation (machine)", RELATIONS, query, "Any relation")
        _many("coded", "Read by", CODED, query, "Hand or machine")
        _many("layer", "Layers", LAYERS, query, "Links and group statements")
        _least("origins", "Least independent origins", query)


def _knowledge(query: address.Query, lenses: Options) -> None:
    chosen = sum(key in query for key in ("lens", "asof"))
    with st.expander(
        f"Whose version, known when ({chosen})" if chosen else "Whose version, known when", key="more_lens"
    ):
        _one("lens", "Show what is said by", named("lens", lenses, query), query)
        _day("asof", "As known on", query, "Only what was recorded by then")


def named(key: str, options: Options, query: address.Query) -> Options:
    """The options, and by name what the address holds beside them: a country without a link, any country's lens."""
    return {**options, **{code: data.pair_name(code) for code in query.get(key, ()) if code not in options}}


def begin(page: str) -> None:
    """On a page that is not the one before, the widgets are new to the browser: each has to be told its value again."""
    if st.session_state.get(WHOLE_ON) != page:
        for key in [key for key in st.session_state if str(key).startswith("w_")]:
            del st.session_state[key]


def end(page: str) -> None:
    """The page has run to its end, so its widgets have their values."""
    st.session_state[WHOLE_ON] = page


def clear() -> None:
    """Forget the filter; the controls of the page stay."""
    state = address.read()
    address.write(address.State(address.read({}).filter, state.controls))


def _keep(key: str, value: object) -> str:
    """Show `value` in the widget of `key`: the address leads, the widget follows. Returns the widget's key."""
    widget = f"w_{key}"
    if widget not in st.session_state or st.session_state[widget] != value:
        st.session_state[widget] = value
    return widget


def _store(key: str, spell: Callable[[object], Sequence[str]]) -> None:
    parameter = "from_" if key == "from" else key
    address.change(**{parameter: spell(st.session_state[f"w_{key}"])})


def _many(key: str, label: str, options: Options, query: address.Query, nothing: str) -> None:
    chosen = query.get(key, [])
    widget = _keep(key, list(chosen))
    st.multiselect(
        label, list(options), format_func=options.__getitem__, key=widget, placeholder=nothing, select_all=False,
        on_change=partial(_store, key, lambda value: [str(word) for word in value]),
    )  # fmt: skip


def _one(key: str, label: str, options: Options, query: address.Query) -> None:
    first = next(iter(options))
    widget = _keep(key, query.get(key, [first])[-1])
    st.selectbox(
        label, list(options), format_func=options.__getitem__, key=widget,
        on_change=partial(_store, key, lambda value: [] if value == first else [str(value)]),
    )  # fmt: skip


def _dates(query: address.Query) -> None:
    left, right = st.columns(2, gap="small")
    with left:
        _day("from", "From", query)
    with right:
        _day("to", "Until", query, last=True)
    if "from" in query or "to" in query:
        _yes("undated", "Also what has no date", query)
    widget = _keep("clock", query.get("clock", ["happened"])[-1])
    st.segmented_control(
        "Date by when it", list(CLOCKS), format_func=CLOCKS.__getitem__, key=widget, required=True, width="stretch",
        on_change=partial(_store, "clock", lambda value: [] if value in (None, "happened") else [str(value)]),
    )  # fmt: skip


def _day(key: str, label: str, query: address.Query, hint: str | None = None, *, last: bool = False) -> None:
    day = edge(query.get(key, [""])[-1], last=last)
    least, most = reach(*filter(None, [day]))
    widget = _keep(key, day)
    st.date_input(
        label, value=None, key=widget, format="YYYY-MM-DD", help=hint, min_value=least, max_value=most,
        on_change=partial(_store, key, lambda day: [day.isoformat()] if day else []),
    )  # fmt: skip


def reach(*days: dt.date) -> tuple[dt.date, dt.date]:
    """The days that a calendar offers: 1900 to 2100, and further where the address already asks for more."""
    return min((dt.date(1900, 1, 1), *days)), max((dt.date(2100, 12, 31), *days))


def edge(value: str, *, last: bool) -> dt.date | None:
    """The first (or last) day that a date of the address covers: "2024-02" to 1 or 29 February; None when empty."""
    try:
        return periods.bounds(value[:10])[last] if value else None
    except BadInput:
        return None


def _text(key: str, label: str, query: address.Query, hint: str) -> None:
    widget = _keep(key, query.get(key, [""])[-1])
    st.text_input(
        label, key=widget, placeholder=hint, max_chars=200, on_change=partial(_store, key, lambda v: [str(v).strip()])
    )


def _yes(key: str, label: str, query: address.Query) -> None:
    widget = _keep(key, query.get(key) == ["yes"])
    st.checkbox(label, key=widget, on_change=partial(_store, key, lambda on: ["yes"] if on else []))


def _least(key: str, label: str, query: address.Query) -> None:
    now = int(query.get(key, ["1"])[-1])
    widget = _keep(key, now)
    st.number_input(
        label,
        min_value=1,
        max_value=max(50, now),
        step=1,
        key=widget,
        on_change=partial(_store, key, lambda n: [str(n)] if n > 1 else []),
    )
