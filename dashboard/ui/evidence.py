"""The evidence panel: the sentence behind an arc or a mark, who says it, who denies it, and where it stood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..models import CodedBy, Polarity, Status
from . import display, words

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]
Name = Callable[[str], str]

UNNAMED = {
    Status.CONFIRMED: "Acknowledged by a party that acts, or seen in public.",
    Status.REPORTED: "Reported without naming who says so.",
    Status.CLAIMED: "Said by the press, a leak, a think tank or unnamed officials.",
    Status.DISPUTED: "Said by the press, a leak, a think tank or unnamed officials.",
    Status.DENIED: "Nobody on record asserts it.",
    Status.HYPOTHETICAL: "Spoken of as possible, planned or feared; not said to have happened.",
    Status.NEGATED: "Said not to be so.",
}
"""What stands where a link names no asserter; the wording follows data/ledger/CODEBOOK.md."""

POLARITY = {
    Polarity.COOPERATION: "cooperation",
    Polarity.CONFLICT: "conflict",
    Polarity.NEUTRAL: "neither cooperation nor conflict",
}


def badge(status: str) -> str:
    """The status in a frame whose line tells it without colour: solid, dashed, double, dotted."""
    return display.element("span", display.text(status), kind=f"nx-status nx-{status}")


def parties(row: Row, name: Name) -> str:
    """ "Russia → North Korea", or "Russia – North Korea" where the link has no direction."""
    return f"{name(row['source'])} {'→' if row['directed'] else '–'} {name(row['target'])}"


def voices(row: Row, name: Name) -> str:
    """Who says and who denies, in one line of HTML."""
    said, denied = (words.listed(name(code) for code in row[column]) for column in ("asserted_by", "denied_by"))
    lead = f"Says so: {said}." if said else UNNAMED[Status(row["status"])]
    return display.paragraph(display.text(lead), display.text(f" Denies it: {denied}." if denied else ""), kind="nx-by")


def link_line(row: Row, name: Name) -> str:
    """One link in a line: status, parties, polarity, and the voices under it."""
    head = display.element("b", display.text(parties(row, name)))
    tail = display.text(f", {POLARITY[Polarity(row['polarity'])]}")
    return display.paragraph(badge(row["status"]), head, tail, kind="nx-link-line") + voices(row, name)


def source_line(sources: pd.DataFrame) -> str:
    """The sources of an event: publisher, who reported first, date, link out."""
    parts = []
    for source in sources.to_dict("records"):
        first = f" (first {source['origin']})" if source["origin"] and source["origin"] != source["publisher"] else ""
        dated = f", {words.day(source['published'])}" if source["published"] == source["published"] else ""
        parts.append(display.link(source["url"], source["publisher"]) + display.text(f"{first}{dated}"))
    return "; ".join(parts) or display.text("no source on record")


def by_hand(event: Row, links: pd.DataFrame, sources: pd.DataFrame, name: Name, query: str = "") -> str:
    """The card of a ledger event: its summary is the evidence, its links share it."""
    head = _head(event)
    quote = display.paragraph(display.found(event["summary"], query), kind="nx-quote")
    lines = "".join(link_line(row, name) for row in links.to_dict("records")) or group_line(event, name)
    coded = display.text("Coded by hand from: ")
    return display.element(
        "article", head, quote, lines, display.paragraph(coded, source_line(sources), kind="nx-kicker"), kind="nx-card"
    )


def group_line(event: Row, name: Name) -> str:
    """What stands where an event has no link: countries named together, which says nothing of any pair."""
    if not len(event["group"]):
        return display.paragraph(display.text("No link between two countries is coded for it."), kind="nx-by")
    named = words.listed(name(code) for code in event["group"])
    return display.paragraph(
        display.text(f"Names {named} together: one statement, no link between any two of them."), kind="nx-by"
    )


def by_machine(link: Row, name: Name) -> str:
    """The card of a link that the machine read: its sentence, and the rule that fired."""
    when = words.date(link["date"], link["precision"])
    stated = f" (“{link['words']}”)" if link["words"] and when == "undated" else ""
    kicker = display.paragraph(display.text(f"{when}{stated} · {str(link['relation']).capitalize()}"), kind="nx-kicker")
    quote = display.paragraph(display.text(f"“{link['evidence']}”"), kind="nx-quote")
    denial = link.get("denial")
    against = (
        display.paragraph(display.text(f"Against it: “{denial}”"), kind="nx-quote")
        if isinstance(denial, str) and denial
        else ""
    )
    outlet = display.link(link["url"], link["outlet"] or link["title"] or "source not named")
    dated = display.text(
        f", {words.day(link['published'])}" if link["published"] == link["published"] else ", no date given"
    )
    read = display.text(f". Read by machine ({link['rule']}; {link['stance']}).")
    foot = display.paragraph(outlet, dated, read, kind="nx-kicker")
    return display.element("article", kicker, link_line(link, name), quote, against, foot, kind="nx-card")


def _head(event: Row) -> str:
    place = f" · {event['place']}" if event["place"] else ""
    when = words.date(event["date"], event["precision"])
    if event["date_end"] == event["date_end"]:
        when = f"{when} to {words.day(event['date_end'])}"
    kicker = display.paragraph(display.text(f"{when}{place}"), kind="nx-kicker")
    return kicker + display.heading(event["title"], level=3)


def is_by_hand(row: Row) -> bool:
    """Whether a row comes from the ledger."""
    return row["coded_by"] == CodedBy.HAND
