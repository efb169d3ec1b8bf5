"""What changed between two moments of knowledge, as slides: new, turned, withdrawn, better founded."""

from __future__ import annotations

from collections.abc import Iterator

from ..figures import words
from . import appendix, frame, sentences, tabulate
from . import deck as d
from .content import Content
from .frame import Draft
from .quoted import text

KINDS = (
    ("new event", "New events"),
    ("new link", "New links"),
    ("new group", "New statements that name several countries"),
    ("status", "Links whose status turned"),
    ("withdrawn", "Withdrawn"),
    ("new origin", "Events with new origins"),
    ("other", "Other corrections"),
)
"""Kinds of change as frames.changes names them, with their titles, in the order of the slides."""

COUNTS_WIDE = 560.0
"""Points: a number stays near the words it belongs to."""

ROWS_MOST = 60
"""Rows a kind that slides show; the title says of how many."""


def write(content: Content) -> d.Deck:
    """A page of counts, a table for each kind of change, and the limits."""
    title = content.asked.title or headline(content)
    drafts = [_first(content, title)]
    for what, named in KINDS:
        drafts.extend(_kind(content, what, named))
    drafts.append(appendix.limits(content))
    return frame.finish(drafts, content, title)


def headline(content: Content) -> str:
    """The finding: "12 changes since 1 Nov 2026"."""
    return f"{words.counted(len(content.changes), 'change')} {since(content)}"


def since(content: Content) -> str:
    """ "between what was known on 1 Nov 2026 and on 23 Nov 2026"."""
    now = content.context.as_of
    until = f" and on {words.day(now)}" if now else ""
    return f"between what was known on {words.day(content.since)}{until}"


def counts(content: Content) -> list[tuple[str, int]]:
    """How many changes of each kind, in the order of KINDS; kinds without any are left out."""
    found = content.changes["what"].value_counts()
    return [(named, int(found[what])) for what, named in KINDS if what in found]


def _first(content: Content, title: str) -> Draft:
    box = frame.body(content.asked.shape)
    rows = [[d.Cell(named), d.Cell(words.number(number))] for named, number in counts(content)]
    if not rows:
        note = "Nothing that passes this filter was added, changed or withdrawn between the two moments."
        return Draft(title, (d.Text(d.Box(box.x, box.y, box.w, 60), (note,), 18.0),))
    plan = tabulate.Plan((("Kind of change", 4.0, "left"), ("Changes", 1.0, "right")), 16.0, 2)
    table = tabulate.first(plan, rows, d.Box(box.x, box.y, min(box.w, COUNTS_WIDE), box.h), "Changes by kind")
    return Draft(title, (table,) if table else (), "Counts of changed rows between the two moments of knowledge.")


def _kind(content: Content, what: str, named: str) -> Iterator[Draft]:
    found = content.changes[content.changes["what"] == what]
    if found.empty:
        return
    rows = [_row(row) for row in found.head(ROWS_MOST).itertuples()]
    heads = (
        ("Date", 0, "left"),
        ("Event or article", 4.0, "left"),
        ("Pair", 2.0, "left"),
        ("Before", 1.0, "left"),
        ("After", 1.0, "left"),
        ("Why", 2.0, "left"),
        ("Recorded", 0, "left"),
    )
    plan = tabulate.Plan(heads, 10.0, 3)
    tables = list(tabulate.pages(plan, rows, frame.body(content.asked.shape), named))
    share = words.number(len(rows)) if len(rows) == len(found) else sentences.shown(len(rows), len(found), "change")
    for n, table in enumerate(tables, 1):
        yield Draft(f"{named}: {share}{appendix.part(n, len(tables))}", (table,))


def _row(row: object) -> list[d.Cell]:
    return [
        d.Cell(words.dated(row.date, "day")),
        d.Cell(text(row.title)),
        d.Cell(words.short_pair(row.pair) if row.pair else "–"),
        d.Cell(_state(row.what, row.before)),
        d.Cell(_state(row.what, row.after)),
        d.Cell(text(row.reason) or "–"),
        d.Cell(words.day(row.recorded_at)),
    ]


def _state(what: str, value: object) -> str:
    """How it stood: a status, or of events how many origins they had."""
    told = text(value)
    return words.counted(int(told), "origin") if told.isdigit() and what in ("new event", "new origin") else told or "–"
