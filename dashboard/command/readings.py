"""What people coded of a ledger event, what the machine reads in its summary, and why the two differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .. import pipeline, sources
from ..models import FOUR, Event, EventLink, Extraction, Link, Polarity, Status

Coded = tuple[Polarity, Status]

SAME = {Status.REPORTED: Status.CONFIRMED}
"""A summary tells a fact in its own voice; people coded such a link as confirmed."""


class Cause(StrEnum):
    """Why machine and people differ on a pair; the first that fits counts."""

    UNNAMED = "not named by the text"
    GROUP = "read as a group statement"
    APART = "named in different sentences"
    MISSED = "named in one sentence, no link read"
    ALONE = "read by the machine alone"
    POLARITY = "polarity differs"
    STATUS = "status differs"


@dataclass(frozen=True, slots=True)
class Reading:
    """One pair of one event: what people coded, what the machine read, and why they differ; None where they agree."""

    event: Event
    pair: str
    hand: Coded | None
    machine: Coded | None
    cause: Cause | None


def of(event: Event) -> Iterator[Reading]:
    """The pairs of one event that people coded or the machine read, among the four, by pair."""
    published = event.sources[0].published or event.start
    article = sources.from_text(event.summary, title=event.title, published=published)
    read = pipeline.extract(article)
    hand, machine = _coded(event.links), _coded(read.links)
    for pair in sorted(hand.keys() | machine.keys()):
        yield Reading(event, pair, hand.get(pair), machine.get(pair), _cause(pair, hand, machine, read))


def _coded(links: Iterable[EventLink | Link]) -> dict[str, Coded]:
    """Pair to polarity and status of its first link, for pairs among the four."""
    found: dict[str, Coded] = {}
    for link in links:
        if {link.source, link.target} <= set(FOUR):
            pair = "-".join(sorted((link.source, link.target)))
            found.setdefault(pair, (link.polarity, SAME.get(link.status, link.status)))
    return found


def _cause(pair: str, hand: Mapping[str, Coded], machine: Mapping[str, Coded], read: Extraction) -> Cause | None:
    if pair not in hand:
        return Cause.ALONE
    if pair not in machine:
        return _why_not_read(set(pair.split("-")), read)
    if hand[pair][0] != machine[pair][0]:
        return Cause.POLARITY
    return Cause.STATUS if hand[pair] != machine[pair] else None


def _why_not_read(sides: set[str], read: Extraction) -> Cause:
    from ..links import sentences

    if not sides <= {mention.iso3 for mention in read.mentions}:
        return Cause.UNNAMED
    if any(sides <= set(group.members) for group in read.groups):
        return Cause.GROUP
    cut = sentences.discourse(read.article, read.mentions, ()).sentences
    together = any(sides <= {mention.iso3 for mention in sentence.mentions} for sentence in cut)
    return Cause.MISSED if together else Cause.APART
