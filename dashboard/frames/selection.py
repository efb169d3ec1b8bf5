"""A Filter as conditions on the store's links, groups and articles; values enter as parameters only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..filters import Filter


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions in SQL, and the values of their parameters."""

    links: str
    groups: str
    articles: str
    values: dict[str, Any] = field(hash=False)
    day: str
    """The column that the filter's clock reads."""
    window: str
    """The part of the conditions that its dates make."""
    links_or_undated: str
    groups_or_undated: str
    """The conditions, with rows that fit all but have no date on the clock let through too."""
    keeps_undated: bool
    """Whether those rows are shown: there is no window, or the filter asks for them."""


CLOCK = {"happened": "first_day", "reported": "published"}
_WITH_LINKS = "id IN (SELECT article FROM links WHERE {links} UNION SELECT article FROM groups WHERE {groups})"


def of(chosen: Filter) -> Selection:
    """The conditions of a filter."""
    values: dict[str, Any] = {}
    shared = list(_shared(chosen, values))
    window = _all(list(_window(chosen, values)))
    links = [*shared, *_sides(chosen, values)]
    groups = [*shared, *_members(chosen)]
    if "ties" not in chosen.layers:
        links = ["false"]
    if "groups" not in chosen.layers:
        groups = ["false"]
    day = CLOCK[chosen.clock]
    within = {"links": _all([*links, window]), "groups": _all([*groups, window])}
    articles = list(_articles(chosen, values))
    if _asks_for_links(chosen):
        articles.append(_WITH_LINKS.format(**within))
    undated = f"{window} OR {day} IS NULL"
    return Selection(
        **within,
        articles=_all(articles),
        values=values,
        day=day,
        window=window,
        links_or_undated=_all([*links, undated]),
        groups_or_undated=_all([*groups, undated]),
        keeps_undated=chosen.undated or chosen.window == (None, None),
    )


def _asks_for_links(chosen: Filter) -> bool:
    """Whether the filter narrows what only links and groups have; an article must then hold one of them."""
    narrowed = (chosen.categories, chosen.relations, chosen.polarities, chosen.statuses, chosen.coded)
    return any(narrowed) or chosen.origins > 1 or chosen.lens != "all"


def _all(conditions: list[str]) -> str:
    return " AND ".join(f"({condition})" for condition in conditions) or "true"


def _shared(chosen: Filter, values: dict[str, Any]) -> Iterator[str]:
    """Conditions on columns that links and groups share."""
    for name, column in (
        ("categories", "category"),
        ("relations", "relation"),
        ("polarities", "polarity"),
        ("statuses", "status"),
        ("coded", "coded_by"),
    ):
        if chosen_values := getattr(chosen, name):
            yield f"{column} IN {_several(name, chosen_values, values)}"
    if chosen.origins > 1:
        values["origins"] = chosen.origins
        yield "origins >= $origins"
    for place, word in enumerate(chosen.q.lower().split()):
        values[f"word{place}"] = word
        yield f"contains(lower(concat_ws(' ', title, evidence, outlet)), $word{place})"


def _several(name: str, chosen: Sequence[str], values: dict[str, Any]) -> str:
    """A list of parameters, one a value: DuckDB looks such values up in the pages' own dictionaries."""
    names = [f"{name}{place}" for place in range(len(chosen))]
    values.update(zip(names, map(str, chosen), strict=True))
    return f"({', '.join(f'${name}' for name in names)})"


def _window(chosen: Filter, values: dict[str, Any]) -> Iterator[str]:
    first, last = chosen.window
    if not first and not last:
        return
    values["first"], values["last"] = first or dt.date.min, last or dt.date.max
    column = CLOCK[chosen.clock]
    ends = "last_day" if chosen.clock == "happened" else "published"
    undated = f" OR {column} IS NULL" if chosen.undated else ""
    yield f"({column} <= $last AND {ends} >= $first){undated}"


def _named(chosen: Filter, values: dict[str, Any]) -> Iterator[str]:
    """Conditions on the two sides: the countries and pairs that the filter names."""
    if chosen.countries:
        values["countries"] = list(chosen.countries)
        either = _several("country", chosen.countries, values)
        yield f"source IN {either} OR target IN {either}"
    if chosen.pairs:
        yield f"pair IN {_several('pair', chosen.pairs, values)}"


def _sides(chosen: Filter, values: dict[str, Any]) -> Iterator[str]:
    """Conditions that ask for the two sides of a link."""
    yield from _named(chosen, values)
    yield from _lens(chosen, values, "[source, target]")


def _members(chosen: Filter) -> Iterator[str]:
    """The same for groups: they name countries, and never give a pair anything."""
    if chosen.countries:
        yield "list_has_any(members, $countries)"
    if chosen.pairs:
        yield "false"
    yield from _lens(chosen, {}, "members")


def _lens(chosen: Filter, values: dict[str, Any], parties: str) -> Iterator[str]:
    """Whose version is shown.

    affirmed: what the parties themselves affirm: confirmed, or asserted by a party and denied by none of them.
    codes: what these assert, and what is confirmed, as far as none of them denies it.
    """
    if chosen.lens == "affirmed":
        yield (
            f"status = 'confirmed' OR (list_has_any(asserted_by, {parties}) AND NOT list_has_any(denied_by, {parties}))"
        )
    elif chosen.voices:
        values["voices"] = list(chosen.voices)
        yield "list_has_any(asserted_by, $voices) OR (status = 'confirmed' AND NOT list_has_any(denied_by, $voices))"


def _articles(chosen: Filter, values: dict[str, Any]) -> Iterator[str]:
    """Conditions on articles: their own clock is the day of publication, whichever the filter's clock is."""
    if chosen.countries:
        yield "list_has_any(countries, $countries)"
    for place, pair in enumerate(chosen.pairs):
        values[f"sides{place}"] = pair.split("-")
    if chosen.pairs:
        yield " OR ".join(f"list_has_all(countries, $sides{place})" for place in range(len(chosen.pairs)))
    first, last = chosen.window
    if first or last:
        values["first"], values["last"] = first or dt.date.min, last or dt.date.max
        yield f"(published BETWEEN $first AND $last){' OR published IS NULL' if chosen.undated else ''}"
    for place in range(len(chosen.q.split())):
        yield f"contains(lower(concat_ws(' ', title, outlet)), $word{place})"


def sides(chosen: Filter) -> str:
    """The condition of countries and pairs alone, for rows with source, target and pair; parameters as in `of`."""
    return _all(list(_named(chosen, {})))
