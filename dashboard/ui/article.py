"""An article as it was read: its words unchanged, with mentions, dates, links and groups marked in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ..models import DatedExpression, Group, Link, Mention, Polarity, Precision, Span
from . import display, evidence, words
from .display import Mark

Name = Callable[[str], str]

LEGEND = (
    ("mention", "names a country"),
    ("date", "a date"),
    ("link", "carries a link"),
    ("group", "names three or more together"),
    ("denial", "denies a link"),
)


def legend() -> str:
    """What each kind of mark means, in a line."""
    pieces = (display.element("mark", display.text(label), kind=f"nx-{kind}") for kind, label in LEGEND)
    return display.paragraph(display.text("Marked: "), display.text(" · ").join(pieces), kind="nx-line")


def of_mentions(mentions: Iterable[Mention], name: Name) -> list[Mark]:
    """A mark for each mention, with the country and how it is named."""
    return [Mark(m.start, m.end, "mention", f"{name(m.iso3)} ({m.kind})") for m in mentions]


def of_dates(dates: Iterable[DatedExpression]) -> list[Mark]:
    """A mark for each date, with its value, or that it cannot be resolved."""
    return [Mark(d.start, d.end, "date", _value(d)) for d in dates]


def _value(date: DatedExpression) -> str:
    if date.value is None or date.precision == Precision.UNRESOLVED:
        return "cannot be resolved without a publication date"
    return f"{words.written(date.value)} to {words.written(date.until)}" if date.until else words.written(date.value)


def of_links(links: Sequence[Link], name: Name) -> list[Mark]:
    """A mark for each sentence that carries a link; its anchor is "link-N" for the N-th link."""
    marks = []
    for number, link in enumerate(links):
        hint = f"{arrow(link, name)}: {link.status}"
        marks.append(Mark(*link.evidence, "link", hint, f"link-{number}"))
        if link.denial:
            marks.append(Mark(*link.denial, "denial", f"denies: {arrow(link, name)}"))
    return marks


def of_groups(groups: Iterable[Group], name: Name) -> list[Mark]:
    """A mark for each sentence that names three or more countries together."""
    return [Mark(*g.evidence, "group", f"together: {words.listed(map(name, g.members))}") for g in groups]


def arrow(link: Link, name: Name) -> str:
    """ "Russia → North Korea"."""
    return f"{name(link.source)} {'→' if link.directed else '–'} {name(link.target)}"


def shown(text: str, marks: Iterable[Mark], within: Span | None = None) -> str:
    """The text with its marks; line breaks stay."""
    return display.element(
        "div",
        display.marked(text, marks, within),
        kind="nx-article",
        tabindex="0",
        role="region",
        aria_label="Article text",
    )


def link_card(text: str, number: int, link: Link, name: Name) -> str:
    """One link of a preview: status, parties, voices, date, and its sentence."""
    row = {
        "source": link.source, "target": link.target, "directed": link.directed, "polarity": link.polarity,
        "status": link.status, "asserted_by": link.asserted_by, "denied_by": link.denied_by,
    }  # fmt: skip
    when = "undated"
    if link.date:
        dated = words.written(link.date.value) if link.date.value else "date not resolved"
        when = f"{dated} (“{link.date.words}”)" if link.date.words else dated
    kicker = display.paragraph(display.text(f"{number + 1} · {link.relation.capitalize()} · {when}"), kind="nx-kicker")
    quote = display.paragraph(display.text(f"“{_cut(text, link.evidence)}”"), kind="nx-quote")
    against = ""
    if link.denial and link.denial != link.evidence:
        against = display.paragraph(display.text(f"Against it: “{_cut(text, link.denial)}”"), kind="nx-quote")
    return display.element("article", kicker, evidence.link_line(row, name), quote, against, kind="nx-card")


def group_card(text: str, group: Group, name: Name) -> str:
    """One group of a preview; it gives no pair a link."""
    named = words.listed(map(name, group.members))
    how = evidence.POLARITY[Polarity(group.polarity)]
    line = f"{named} named together, {how}: one statement, no link between any two."
    said = f" Says so: {words.listed(map(name, group.asserted_by))}." if group.asserted_by else ""
    denied = f" Denies it: {words.listed(map(name, group.denied_by))}." if group.denied_by else ""
    head = display.paragraph(evidence.badge(group.status), display.text(line + said + denied), kind="nx-by")
    quote = display.paragraph(display.text(f"“{_cut(text, group.evidence)}”"), kind="nx-quote")
    return display.element("article", head, quote, kind="nx-card")


def _cut(text: str, span: Span) -> str:
    return text[span[0] : span[1]]
