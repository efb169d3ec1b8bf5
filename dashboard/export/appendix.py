"""The end of every deck: sentences with outlet, date and status; numbered sources; what the counts cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from .. import world
from ..figures import words
from ..filters import periods
from . import deck as d
from . import fit, frame, sentences, tabulate
from .content import Content
from .frame import Draft
from .quoted import Evidence, text

LIMITS = (
    "A link is what a text says of two countries, with its sentence; it is no proof that the thing happened.",
    "Confirmed: acknowledged by a party that acts, or an observed public act. Claimed: said by somebody, not "
    "acknowledged. Disputed: claimed, and a party denies it. Denied: only the denial is on record.",
    "Counts grow with attention: more articles and more open sources give more links. Compare shares, not totals.",
    "Statements that name three or more countries together are groups; they add no link to any pair.",
    "Origins count who reported first; copies of one wire report are one origin.",
    "Weakly sourced events are marked so. Where only a copy of a page is known, its publisher stands alone.",
)
"""What must be said with the numbers; fixed sentences."""


def evidence(content: Content) -> Iterator[Draft]:
    """Every event shown: date, its sentences in their own words, who and status, outlet, numbers of the sources."""
    rows = [_row(entry) for entry in content.evidence]
    heads = (
        ("Date", 0, "left"),
        ("Sentence", 5.2, "left"),
        ("Between, status, voices", 3.0, "left"),
        ("Outlet", 1.6, "left"),
        ("Source", 0, "left"),
    )
    plan = tabulate.Plan(heads, size=9.0, most_lines=9)
    alt = "Evidence: date, sentence, countries with status and voices, outlet, source numbers"
    tables = list(tabulate.pages(plan, rows, frame.body(content.asked.shape), alt))
    share = sentences.shown(len(rows), content.headline.events, "event")
    for n, table in enumerate(tables, 1):
        yield Draft(f"Evidence: {share}{part(n, len(tables))}", (table,), "Sentences are quoted as stored.")


def assertions(entry: Evidence) -> list[str]:
    """What the event asserts, a link a line, and last how it was coded."""
    made = []
    for assertion in entry.assertions:
        voices = f", said by {words.listed(assertion.asserted_by)}" if assertion.asserted_by else ""
        denied = f", denied by {words.listed(assertion.denied_by)}" if assertion.denied_by else ""
        made.append(f"{assertion.pair}: {assertion.polarity}, {assertion.status}{voices}{denied}")
    how = "coded by hand" if entry.coded_by == "hand" else "coded by machine"
    return [*dict.fromkeys(made), f"({how}{'; weakly sourced' if entry.weak else ''})"]


def _row(entry: Evidence) -> list[d.Cell]:
    return [
        d.Cell(entry.date),
        d.Cell("\n".join(entry.sentences)),
        d.Cell("\n".join(assertions(entry))),
        d.Cell(", ".join(entry.outlets[:3]) + (f" and {len(entry.outlets) - 3} more" if entry.outlets[3:] else "")),
        d.Cell(entry.cited),
    ]


def sources(content: Content) -> Iterator[Draft]:
    """The numbered list that every [n] points into."""
    rows = [
        [
            d.Cell(f"[{source.number}]"),
            d.Cell(source.publisher or "not named"),
            d.Cell(source.origin),
            d.Cell(source.published or "undated"),
            d.Cell(source.url or "only a copy is known; not cited", source.url or None),
        ]
        for source in content.sources
    ]
    heads = (
        ("No.", 0, "left"),
        ("Publisher", 2.0, "left"),
        ("First reported by", 2.0, "left"),
        ("Date", 0, "left"),
        ("Address", 6.0, "left"),
    )
    plan = tabulate.Plan(heads, size=8.5, most_lines=1)
    tables = list(tabulate.pages(plan, rows, frame.body(content.asked.shape), "Numbered sources"))
    done = 0
    for n, table in enumerate(tables, 1):
        mine = content.sources[done : done + len(table.rows)]
        done += len(table.rows)
        notes = "\n".join(f"[{source.number}] {source.publisher} {source.url}" for source in mine)
        yield Draft(f"Sources{part(n, len(tables))}", (table,), notes)


def treaties(content: Content) -> Iterator[Draft]:
    """Treaties and memberships that join two or more of the countries in view."""
    view = set(content.filter.countries) | {code for pair in content.filter.pairs for code in pair.split("-")}
    rows = [
        [
            d.Cell(text(row.name)),
            d.Cell(text(row.kind)),
            d.Cell(words.listed(map(content.vocabulary.name, row.parties))),
            d.Cell(_period(row.signed)),
            d.Cell(_period(row.in_force)),
            d.Cell(_period(row.ended)),
        ]
        for row in content.treaties.itertuples()
        if _joins(set(row.parties), view)
    ]
    heads = (("Treaty or membership", 4.0, "left"), ("Kind", 0, "left"), ("Parties", 3.0, "left"))
    dates = (("Signed", 0, "left"), ("In force", 0, "left"), ("Ended", 0, "left"))
    plan = tabulate.Plan((*heads, *dates), size=10.0, most_lines=3)
    tables = list(tabulate.pages(plan, rows, frame.body(content.asked.shape), "Treaties and memberships"))
    for n, table in enumerate(tables, 1):
        yield Draft(f"Treaties and memberships{part(n, len(tables))}", (table,))


def _period(value: object) -> str:
    """A date of a treaty as exactly as it is on record: "27 Jul 1953", "Sep 2022", "2009"."""
    return periods.in_words(text(value)) if text(value) else "–"


def _joins(parties: set[str], view: set[str]) -> bool:
    return len(parties & view) >= 2 if len(view) > 1 else bool(parties & view) or not view


def limits(content: Content) -> Draft:
    """What the counts cannot say, what the filter left out, and whose boundaries the map shows."""
    box = frame.body(content.asked.shape)
    said = [*LIMITS, world.VIEWPOINT]
    left = content.headline.undated
    if left:
        said.insert(
            0, f"{words.counted(left, 'event')} without a date {'stand' if left > 1 else 'stands'} in no chart."
        )
    room = box.h / len(said) - 6
    elements, top = [], box.y
    for sentence in said:
        letters, fitted = fit.largest(sentence, box.w, room, (14.0, 13.0, 12.0, 11.0, 10.0, 9.0))
        high = fit.height(fitted, box.w, letters)
        elements.append(d.Text(d.Box(box.x, top, box.w, high + 2), (fitted,), letters))
        top += high + 8
    return Draft("How to read this, and its limits", tuple(elements))


def part(number: int, whole: int) -> str:
    """ " (2 of 5)", nothing when there is one page only."""
    return f" ({number} of {whole})" if whole > 1 else ""
