"""A line of events.jsonl as an Event, checked by the rules of the codebook."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from ..models import Event, EventLink, Place, Polarity, Precision, Status
from . import categories
from .lines import Line, day, sources

KEYS = ["id", "start", "end", "precision", "title", "summary", "category", "links", "group", "place", "sources"]
LINK = ["source", "target", "directed", "polarity", "status", "asserted_by", "denied_by"]
STATUSES = (Status.CONFIRMED, Status.CLAIMED, Status.DISPUTED, Status.DENIED)
_ID = re.compile(r"\d{4}(-\d\d){0,2}-[a-z0-9]+(-[a-z0-9]+)*")


def event(line: Line) -> Event:
    """The event of a line; BadData where the line breaks a rule."""
    start, end, precision = _dates(line)
    group = _group(line)
    line.check(bool(line["links"]) or bool(group), "an event needs a link or a group; say who did what with whom.")
    links = tuple(_link(line, cells) for cells in line["links"])
    _check_links(line, links, group)
    return Event(
        id=line["id"],
        start=start,
        end=end,
        precision=precision,
        title=line.text("title"),
        summary=line.text("summary"),
        category=line.choice("category", tuple(categories.load().names)),
        links=links,
        group=group,
        place=_place(line),
        sources=sources(line),
    )


def _dates(line: Line) -> tuple[dt.date, dt.date | None, Precision]:
    """Start, end and precision; the id must begin with the date as far as it is known."""
    precision = Precision(line.choice("precision", ("day", "month", "year")))
    start = day(line, "start")
    end = None if line["end"] is None else day(line, "end")
    line.check(end is None or end > start, "end must come after start; leave it null for one day.")
    line.check(precision is Precision.DAY or end is None, "only an event dated to the day has an end; leave it null.")
    known = {"day": line["start"], "month": line["start"][:7], "year": line["start"][:4]}[precision]
    rest = line["start"][len(known) :]
    line.check(set(rest) <= set("-01"), f"with precision {precision} the rest of start must be 01; write {known}-01.")
    line.check(_ID.fullmatch(line["id"]) is not None, "the id must be the date and lower-case words joined by hyphens.")
    line.check(line["id"].startswith(known + "-"), f"the id must begin with {known}-, as its start says.")
    return start, end, precision


def _group(line: Line) -> tuple[str, ...]:
    if line["group"] is None:
        return ()
    group = line.codes("group")
    line.check(len(group) >= 3, "a group needs three members; write two as a link.")
    return group


def _link(line: Line, cells: Any) -> EventLink:
    link = line.within(cells, LINK, "link")
    for side in ("source", "target"):
        link.check(link.is_code(link[side]), f"{side} is {link[side]!r}, no known code; use ISO 3166-1 alpha-3.")
    link.check(link["source"] != link["target"], f"{link['source']} is linked to itself; name two countries.")
    link.check(isinstance(link["directed"], bool), "directed must be true or false.")
    made = EventLink(
        source=link["source"],
        target=link["target"],
        directed=link["directed"],
        polarity=Polarity(link.choice("polarity", tuple(Polarity))),
        status=Status(link.choice("status", STATUSES)),
        asserted_by=link.codes("asserted_by"),
        denied_by=link.codes("denied_by"),
    )
    _check_status(link, made)
    return made


def _check_status(line: Line, link: EventLink) -> None:
    """The codebook's rules on who asserts and who denies."""
    both = set(link.asserted_by) & set(link.denied_by)
    line.check(not both, f"{', '.join(both)} asserts and denies the same link; keep one.")
    rule = {
        Status.CONFIRMED: (not link.asserted_by and not link.denied_by, "a confirmed link has no asserter, no denier"),
        Status.CLAIMED: (not link.denied_by, "a claimed link that somebody denies is disputed"),
        Status.DISPUTED: (bool(link.denied_by), "a disputed link needs who denies it"),
        Status.DENIED: (bool(link.denied_by) and not link.asserted_by, "a denied link has a denier and no asserter"),
    }
    holds, why = rule[link.status]
    line.check(holds, f"{why}; mend the status or the lists of {link.source}-{link.target}.")


def _check_links(line: Line, links: Sequence[EventLink], group: Sequence[str]) -> None:
    seen = set()
    for link in links:
        pair = (link.source, link.target) if link.directed else tuple(sorted((link.source, link.target)))
        key = (pair, link.polarity)
        line.check(key not in seen, f"{'-'.join(pair)} stands twice with polarity {link.polarity}; keep one.")
        line.check(not set(pair) <= set(group), f"{'-'.join(pair)} is in the group; a group gives its pairs no link.")
        seen.add(key)


def _place(line: Line) -> Place | None:
    if line["place"] is None:
        return None
    place = line.within(line["place"], ("name", "country", "lat", "lon"), "place")
    country = place["country"]
    place.check(country is None or place.is_code(country), f"the place's country {country!r} is no code.")
    numbers = isinstance(place["lat"], int | float) and isinstance(place["lon"], int | float)
    place.check(numbers and abs(place["lat"]) <= 90 and abs(place["lon"]) <= 180, "lat and lon must be degrees.")
    return Place(place.text("name"), country, float(place["lat"]), float(place["lon"]))
