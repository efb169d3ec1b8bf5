"""The dossier of one pair: tempo, kinds of events, claims, treaties, latest, evidence, limits."""

from __future__ import annotations

from collections.abc import Iterator

from ..figures import palette, words
from ..ledger import categories
from . import appendix, frame, sentences, slides, tabulate
from . import deck as d
from .content import Content
from .frame import Draft

ORDER = ("map", "timeline", "counts", "kinds", "claims", "treaties", "latest")


def write(content: Content) -> d.Deck:
    """All that the store knows of the pair of the filter; the parts of the request choose among ORDER."""
    title = content.asked.title or f"Dossier: {words.pair(content.filter.pairs[0])}"
    content = content.with_(title=title)
    drafts = [slides.first(content)]
    if content.headline.events:
        for part in ORDER:
            if part == "kinds" or part in content.asked.parts:
                drafts.extend(PARTS[part](content))
        drafts.extend(appendix.evidence(content))
        drafts.extend(appendix.sources(content))
    drafts.append(appendix.limits(content))
    return frame.finish(drafts, content, title)


def kinds(content: Content) -> Iterator[Draft]:
    """Events by category, under their dimension: security, political, economic, technology."""
    counted = content.events["category"].value_counts()
    names = categories.load().names
    dimensions = palette.dimensions()
    order = sorted(counted.index, key=lambda name: (dimensions[name][0], -counted[name], name))
    rows = [
        [d.Cell(dimensions[name][0].capitalize()), d.Cell(names[name]), d.Cell(words.number(counted[name]))]
        for name in order
    ]
    plan = tabulate.Plan(
        (("Dimension", 2.0, "left"), ("Kind of event", 4.0, "left"), ("Events", 1.0, "right")), 10.0, 1
    )
    alt = "Events by dimension and kind"
    tables = list(tabulate.pages(plan, rows, frame.body(content.asked.shape), alt))
    top = counted.index[0]
    share = sentences.shown(int(counted.iloc[0]), int(counted.sum()), "event")
    title = f"Largest kind of event: {names[top].lower()}, {share}"
    for table in tables:
        yield Draft(title, (table,), alt)


PARTS = {**slides.PARTS, "kinds": kinds, "claims": slides.all_claims}
"""The parts of a dossier: those of a briefing, kinds of events, and all claims of the evidence."""
