"""The slides of a briefing: first page, map, timeline, counts, pairs, claims, latest, treaties, limits, appendix."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .. import world
from ..figures import words
from . import appendix, charts, fit, frame, sentences, tabulate
from . import deck as d
from .content import Content
from .frame import Draft
from .quoted import CONTESTED, STATUSES

BIG, LARGE, PLAIN = 40.0, 16.0, 13.0


def briefing(content: Content) -> d.Deck:
    """The filter as it is: first page, the parts asked for, limits, then evidence and sources."""
    drafts = [first(content)]
    if content.headline.events:
        for part in content.asked.parts:
            drafts.extend(PARTS[part](content))
        drafts.extend(appendix.evidence(content))
        drafts.extend(appendix.sources(content))
    drafts.append(appendix.limits(content))
    return frame.finish(drafts, content, content.asked.title or sentences.title(content))


def first(content: Content) -> Draft:
    """Title, the four amounts, and three findings."""
    size = content.asked.shape
    box = frame.body(size)
    elements: list[d.Element] = []
    top = box.y
    if content.asked.title:
        elements.append(d.Text(d.Box(box.x, top, box.w, 26), (sentences.title(content),), LARGE, colour=d.MUTED))
        top += 34
    elements.extend(_amounts(content, d.Box(box.x, top + 10, box.w, 74)))
    top += 112
    for sentence in sentences.findings(content):
        letters, fitted = fit.largest(sentence, box.w, 66, (20.0, 18.0, 16.0, 14.0, 12.0))
        high = fit.height(fitted, box.w, letters)
        elements.append(d.Text(d.Box(box.x, top, box.w, high + 2), (fitted,), letters))
        top += high + 16
    return Draft(content.asked.title or sentences.title(content), tuple(elements), "Counts from the stored rows.")


def _amounts(content: Content, box: d.Box) -> Iterator[d.Element]:
    head = content.headline
    amounts = (
        (head.events, "event"),
        (head.links, "link"),
        (head.origins, "origin"),
        (head.disputed, "disputed link"),
    )
    wide = box.w / len(amounts)
    for n, (number, noun) in enumerate(amounts):
        x = box.x + n * wide
        yield d.Text(d.Box(x, box.y, wide - 8, 50), (words.number(number),), BIG, bold=True)
        yield d.Text(d.Box(x, box.y + 50, wide - 8, 18), (_noun(number, noun),), PLAIN, colour=d.MUTED)


def _noun(number: int, noun: str) -> str:
    return words.counted(number, noun).split(" ", 1)[1]


def the_map(content: Content) -> Iterator[Draft]:
    """The map, as a picture, with what it leaves out and whose boundaries it shows in words below."""
    yield _pictured(content, "map", (world.VIEWPOINT,))


def network(content: Content) -> Iterator[Draft]:
    """Links and treaties as a network, where there are more than two to draw."""
    if content.pair_status["pair"].nunique() > 1:
        yield _pictured(content, "network", ())


def _pictured(content: Content, name: str, usual: tuple[str, ...]) -> Draft:
    box = frame.body(content.asked.shape)
    notes = " ".join(charts.drawn(content, name, box).notes or usual)
    letters, fitted = fit.largest(notes, box.w, 34, (9.0, 8.5, 8.0))
    high = fit.height(fitted, box.w, letters)
    picture = d.Box(box.x, box.y, box.w, box.h - high - 6)
    drawn = charts.drawn(content, name, picture)
    below = d.Text(d.Box(box.x, box.bottom - high, box.w, high + 1), (fitted,), letters, "note", colour=d.MUTED)
    return Draft(drawn.title, (d.Picture(picture, name, drawn.alt), below), f"{drawn.alt}\n\n{notes}")


def timeline(content: Content) -> Iterator[Draft]:
    """A lane a pair, as a native chart."""
    lanes = charts.lanes(content, frame.body(content.asked.shape))
    if lanes is not None:
        yield Draft(charts.timeline_title(content), (lanes,), lanes.alt)


def counts(content: Content) -> Iterator[Draft]:
    """Links a year (or month) by polarity, as a native chart."""
    columns = charts.columns(content, frame.body(content.asked.shape))
    if columns is not None:
        yield Draft(charts.columns_title(content), (columns,), columns.alt)


def pairs(content: Content) -> Iterator[Draft]:
    """Pairs against statuses, as a native table."""
    table = content.pair_status.groupby(["pair", "status"])["links"].sum().unstack(fill_value=0)
    found = [status for status in STATUSES if status in table.columns]
    order = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    rows = [
        [
            d.Cell(words.short_pair(pair)),
            *(d.Cell(words.number(table.at[pair, s])) for s in found),
            d.Cell(words.number(table.loc[pair].sum())),
        ]
        for pair in order
    ]
    heads = (("Pair", 3.0, "left"), *((s.capitalize(), 1.2, "right") for s in found), ("All links", 1.2, "right"))
    plan = tabulate.Plan(heads, size=12.0, most_lines=2)
    alt = "Links of each pair by status"
    page = tabulate.first(plan, rows, frame.body(content.asked.shape), alt)
    if page and len(rows) > 1:
        title = f"Links by pair and status, {sentences.shown(len(page.rows), len(rows), 'pair')}"
        yield Draft(title, (page,), alt)


def claims(content: Content) -> Iterator[Draft]:
    """Who says, who denies, and the sentence: the disputed and denied links among the evidence, on one page."""
    yield from _claims(content, 1)


def all_claims(content: Content) -> Iterator[Draft]:
    """The same on as many pages as the evidence needs."""
    yield from _claims(content, None)


def _claims(content: Content, most: int | None) -> Iterator[Draft]:
    rows = [
        [
            d.Cell(entry.date),
            d.Cell(made.pair),
            d.Cell(made.status),
            d.Cell(words.listed(made.asserted_by) or "press or unnamed"),
            d.Cell(words.listed(made.denied_by) or "–"),
            d.Cell(entry.sentences[0]),
            d.Cell(entry.cited),
        ]
        for entry in content.evidence
        for made in entry.assertions
        if made.status in CONTESTED
    ]
    plan = tabulate.Plan(_CLAIMS, size=10.0, most_lines=4)
    alt = "Disputed and denied statements: who says, who denies, the sentence, the source"
    box = frame.body(content.asked.shape)
    one = tabulate.first(plan, rows, box, alt)
    tables = list(tabulate.pages(plan, rows, box, alt)) if most is None else [one] if one else []
    whole = sum(content.headline.by_status.get(status, 0) for status in CONTESTED)
    share = sentences.shown(sum(len(table.rows) for table in tables), whole, "disputed or denied link")
    for n, table in enumerate(tables, 1):
        yield Draft(f"Said and denied: {share}{appendix.part(n, len(tables))}", (table,), alt)


_CLAIMS = (
    ("Date", 0, "left"),
    ("About", 1.7, "left"),
    ("Status", 0, "left"),
    ("Said by", 1.4, "left"),
    ("Denied by", 1.4, "left"),
    ("Sentence", 4.6, "left"),
    ("Source", 0, "left"),
)
"""Columns of who says and who denies, with their share of the width."""


def latest(content: Content) -> Iterator[Draft]:
    """The newest events of the evidence in one table."""
    rows = [
        [
            d.Cell(entry.date),
            d.Cell(entry.title + (" (weakly sourced)" if entry.weak else "")),
            d.Cell("; ".join(dict.fromkeys(made.pair for made in entry.assertions))),
            d.Cell(entry.statuses),
            d.Cell(entry.cited),
        ]
        for entry in content.evidence
    ]
    heads = (("Date", 0, "left"), ("Event", 4.6, "left"), ("About", 2.4, "left"), ("Status", 1.2, "left"))
    plan = tabulate.Plan((*heads, ("Source", 0, "left")), size=11.0, most_lines=3)
    alt = "Newest events with date, countries, status and source"
    page = tabulate.first(plan, rows, frame.body(content.asked.shape), alt)
    if page:
        title = f"Newest events, {sentences.shown(len(page.rows), content.headline.events, 'event')}"
        yield Draft(title, (page,), alt)


PARTS: dict[str, Callable[[Content], Iterator[Draft]]] = {
    "map": the_map,
    "timeline": timeline,
    "counts": counts,
    "pairs": pairs,
    "network": network,
    "claims": claims,
    "latest": latest,
    "treaties": appendix.treaties,
}
"""The parts of a deck; a new one is one function, its line here and its name in request.PARTS."""
