"""The command `compare-ledger`: how the machine reads the summaries that people coded."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import click

from .. import ledger, pipeline, sources
from ..models import FOUR, Event, EventLink, Link, Polarity, Status

Coded = tuple[Polarity, Status]

SAME = {Status.REPORTED: Status.CONFIRMED}
"""A summary tells a fact in its own voice; people coded such a link as confirmed."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One pair of one event: what people coded and what the machine read."""

    event: str
    pair: str
    hand: Coded | None
    machine: Coded | None


@click.command("compare-ledger")
@click.option("--list", "listed", is_flag=True, help="Every pair on which they differ, one JSON object a line.")
def compare_ledger(listed: bool) -> None:
    """How the machine reads the ledger's summaries, against what people coded.

    Pairs among Russia, North Korea, Iran and China count: the ledger codes others only where they act on them. This
    measures the machine; nothing of it enters the store.
    """
    found: list[Reading] = []
    with click.progressbar(ledger.load().events, label="Reading", file=sys.stderr) as bar:
        for event in bar:
            found += of(event)
    lines = _differences(found) if listed else table(found)
    for line in lines:
        click.echo(line)


def of(event: Event) -> Iterator[Reading]:
    """The pairs of one event that people coded or the machine read, among the four."""
    published = event.sources[0].published or event.start
    article = sources.from_text(event.summary, title=event.title, published=published)
    hand, machine = _coded(event.links), _coded(pipeline.extract(article).links)
    for pair in sorted(hand.keys() | machine.keys()):
        yield Reading(event.id, pair, hand.get(pair), machine.get(pair))


def _coded(links: Iterable[EventLink | Link]) -> dict[str, Coded]:
    """Pair to polarity and status of its first link, for pairs among the four."""
    found: dict[str, Coded] = {}
    for link in links:
        if {link.source, link.target} <= set(FOUR):
            pair = "-".join(sorted((link.source, link.target)))
            found.setdefault(pair, (link.polarity, SAME.get(link.status, link.status)))
    return found


def _differences(found: Iterable[Reading]) -> Iterator[str]:
    for one in found:
        if one.hand != one.machine:
            yield json.dumps({"event": one.event, "pair": one.pair, "hand": one.hand, "machine": one.machine})


def table(found: list[Reading]) -> Iterator[str]:
    """Precision, recall and F1 of pairs; agreement of polarity and status on the pairs that both have."""
    both = [(one.hand, one.machine) for one in found if one.hand and one.machine]
    hand, machine = sum(one.hand is not None for one in found), sum(one.machine is not None for one in found)
    precision, recall = len(both) / max(machine, 1), len(both) / max(hand, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    yield f"pairs coded by hand {hand}, read by machine {machine}, both {len(both)}"
    yield f"pair      P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"
    for place, name in enumerate(("polarity", "status")):
        agree = sum(by_hand[place] == by_machine[place] for by_hand, by_machine in both)
        yield f"{name:<9} {agree / max(len(both), 1):.3f} of the pairs that both have"
    statuses = Counter((by_hand[1], by_machine[1]) for by_hand, by_machine in both)
    for (by_hand, by_machine), count in statuses.most_common():
        yield f"  {by_hand} by hand, {by_machine} by machine: {count}"
