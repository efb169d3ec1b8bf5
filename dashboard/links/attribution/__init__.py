"""Finds who says what: for any speaker (attributions), and with the speaker's country and stance (statements)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from ...models import Attribution, Span
from ..parts import Discourse, Statement, Voice
from . import labels, quotes, sayings
from . import statements as _statements
from .need import needed
from .quotes import quotes as quotations
from .saying import Saying
from .voice import speaker as own_voice

__all__ = ["attributions", "needed", "own_voice", "quotations", "statements"]


_TELLING = frozenset({Voice.ASSERT, Voice.CONFIRM})


def attributions(discourse: Discourse) -> tuple[Attribution, ...]:
    """Who says what in the parsed sentences of an article, whoever the speakers are, in text order.

    A quotation that goes on over several sentences belongs to the one attribution that introduces it. What is said
    inside the words of another is part of those words, and no attribution of its own.
    """
    made = [
        Attribution(tuple(_sources(saying)), tuple(saying.contents), saying.word.rule)
        for saying in _said(discourse)
        if saying.contents and saying.sources
    ]
    made = [*_outermost(made), *labels.attributions(discourse)]
    return tuple(sorted(made, key=lambda a: (a.content[0], a.source)))


def _outermost(found: list[Attribution]) -> list[Attribution]:
    """Those whose source lies in nobody else's words; one pass over the text."""
    contents = sorted((span, i) for i, item in enumerate(found) for span in item.content)
    order = sorted(range(len(found)), key=lambda i: found[i].source[0])
    kept, open_, place = [], [], 0
    for i in order:
        start, end = found[i].source[0]
        while place < len(contents) and contents[place][0][0] <= start:
            open_.append(contents[place])
            place += 1
        open_ = [item for item in open_ if item[0][1] > start]
        if not any(owner != i and span[0] <= start and end <= span[1] for span, owner in open_):
            kept.append(i)
    return [found[i] for i in sorted(kept)]


def statements(discourse: Discourse) -> tuple[Statement, ...]:
    """Which state or organisation says, denies, confirms, wishes or judges what, in text order.

    Reads the parses that the sentences have, and what their words refer to (`Sentence.refers`).
    """
    return _statements.make(discourse, _said(discourse))


def _said(discourse: Discourse) -> list[Saying]:
    """All sayings, quotations dealt out to them."""
    found = [saying for sentence in discourse.sentences for saying in sayings.sayings(sentence)]
    start, end = discourse.article.body
    labelled = [label[0] for label, _ in labels.labelled(discourse)]
    quoted = quotes.quotes(discourse.article.text, start, end)
    _deal(discourse, found, [(a, b) for a, b in quoted if bisect_left(labelled, a) == bisect_left(labelled, b)])
    return found


def _sources(saying: Saying) -> list[Span]:
    spans = []
    for token in saying.sources:
        left, right = token.left_edge, token.right_edge
        start, end = saying.sentence.start + left.idx, saying.sentence.start + right.idx + len(right)
        cue = saying.sentence.start + saying.cue.idx
        if start <= cue < end:
            start, end = saying.sentence.start + token.idx, saying.sentence.start + token.idx + len(token)
        spans.append((start, end))
    return sorted(set(spans))


def _deal(discourse: Discourse, found: list[Saying], quoted: Iterable[Span]) -> None:
    """Gives each quotation to the saying that introduces it: in its own sentences first, else the last one before
    it in its paragraph, else the next one after it there."""
    starts = [sentence.start for sentence in discourse.sentences]
    last: dict[int, Saying] = {}
    by_sentence: dict[int, list[Saying]] = {}
    for saying in found:
        if saying.quotable:
            by_sentence.setdefault(saying.sentence.index, []).append(saying)
    for quote in quoted:
        first = max(0, bisect_right(starts, quote[0]) - 1)
        final = max(0, bisect_right(starts, quote[1] - 1) - 1)
        if final >= len(discourse.sentences) or not discourse.sentences:
            continue
        paragraph = discourse.sentences[first].paragraph
        saying = _introducer(discourse, by_sentence, quote, first, final) or last.get(paragraph)
        if saying is None:
            continue
        last[paragraph] = saying
        _join(saying, quote)


def _introducer(
    discourse: Discourse, by_sentence: dict[int, list[Saying]], quote: Span, first: int, final: int
) -> Saying | None:
    near = [s for index in {first, final} for s in by_sentence.get(index, []) if not _inside(s, quote)]
    holding = [s for s in near if any(a < quote[1] and quote[0] < b for a, b in s.contents)]
    if holding:
        return min(holding, key=lambda s: _distance(s, quote))
    return min(near, key=lambda s: (s.word.voice not in _TELLING, _distance(s, quote)), default=None)


def _inside(saying: Saying, quote: Span) -> bool:
    at = saying.sentence.start + saying.cue.idx
    return quote[0] <= at < quote[1]


def _distance(saying: Saying, quote: Span) -> int:
    at = saying.sentence.start + saying.cue.idx
    return quote[0] - at if at < quote[0] else at - quote[1]


def _join(saying: Saying, quote: Span) -> None:
    """Adds a quotation to the content, joined with the parts it overlaps."""
    start, end = quote
    kept = []
    for a, b in saying.contents:
        if a <= end and start <= b:
            start, end = min(a, start), max(b, end)
        else:
            kept.append((a, b))
    saying.contents = sorted([*kept, (start, end)])
