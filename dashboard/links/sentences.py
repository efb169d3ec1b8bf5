"""Cuts the body of an article into sentences and decides which of them need a parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..models import Article, DatedExpression, Mention, Span
from .parts import Discourse, Sentence

LONGEST = 1_200
"""Characters; a longer sentence is cut at a space, so that no text can make the parser slow."""

_PARAGRAPH = re.compile(r"\n\s*\n")
_LINE = re.compile(r"\n")
_WRAPPED = re.compile(r"[\w,;\-–’')\"”]\s*$")
_SHORT_LINE = 55
_ANAPHOR = re.compile(
    r"\b(?:he|she|him|his|her|they|them|their|theirs|it|its|itself|we|our|us|I|my"
    r"|(?:the|these|those|both|all)\s+(?:two|three|four|sides?|countr(?:y|ies)|nations?|neighbou?rs?|states?|leaders?"
    r"|allies|ally|governments?|capitals?|parties|presidents?|ministers?|part(?:ners|y)|powers?|kingdom|visitors?"
    r"|guests?|hosts?|diplomats?|ambassadors?|envoys?|spokes\w+|delegations?|regime|republic|heads|men)"
    r"|each\s+other|one\s+another|both|counterparts?|bilateral|mutual|trilateral|neighbou?rs?|between)\b",
    re.IGNORECASE,
)


def discourse(article: Article, mentions: tuple[Mention, ...], dates: tuple[DatedExpression, ...]) -> Discourse:
    """The article cut into sentences, each with the mentions and dates that lie in it; nothing is parsed yet."""
    found: list[Sentence] = []
    for paragraph, span in enumerate(_paragraphs(article.text, article.body)):
        for start, end in _cut(article.text, span):
            found.append(Sentence(len(found), start, end, article.text[start:end], paragraph))
    _deal(found, mentions, dates)
    return Discourse(article, found, mentions, dates)


def wanted(discourse: Discourse) -> list[Sentence]:
    """The sentences worth a parse: two actors, or one actor (or none, after two) and words that point to another."""
    chosen, before = [], 0
    codes: set[str] = set()
    for sentence in discourse.sentences:
        own = {mention.iso3 for mention in sentence.mentions}
        codes |= own
        points = len(codes) > 1 and sentence.index - before <= 3 and _ANAPHOR.search(sentence.text)
        if len(own) > 1 or points:
            chosen.append(sentence)
        if own:
            before = sentence.index
    return chosen


def _paragraphs(text: str, body: Span) -> Iterator[Span]:
    start = body[0]
    for gap in _PARAGRAPH.finditer(text, body[0], body[1]):
        yield start, gap.start()
        start = gap.end()
    yield start, body[1]


def _cut(text: str, paragraph: Span) -> Iterator[Span]:
    """Sentences of a paragraph; a line end closes one unless the line runs on like a hard-wrapped text."""
    start = paragraph[0]
    for line_end in _LINE.finditer(text, paragraph[0], paragraph[1]):
        line = text[start : line_end.start()]
        last = line[line.rfind("\n") + 1 :]
        if len(last.strip()) < _SHORT_LINE or not _WRAPPED.search(last):
            yield from _sentences(text, start, line_end.start())
            start = line_end.end()
    yield from _sentences(text, start, paragraph[1])


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    part = text[start:end]
    if not part.strip():
        return
    spans = _segmenter()(part) if len(part) > 2 else [(0, len(part))]
    for first, last in spans:
        piece = part[first:last]
        left = first + len(piece) - len(piece.lstrip())
        right = last - len(piece) + len(piece.rstrip())
        if left < right:
            yield from _shortened(text, start + left, start + right)


def _shortened(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space if space > 0 else start + LONGEST
        yield start, cut
        start = cut + (space > 0)
    if start < end:
        yield start, end


@lru_cache(maxsize=1)
def _segmenter():  # noqa: ANN202 - a function of the library
    import nupunkt

    return nupunkt.sent_spans


def _deal(sentences: list[Sentence], mentions: tuple[Mention, ...], dates: tuple[DatedExpression, ...]) -> None:
    """Gives each sentence its mentions and dates; both come in the order of the text."""
    for sentence in sentences:
        sentence.mentions, sentence.dates = (), ()
    for name, items in (("mentions", mentions), ("dates", dates)):
        place = 0
        for item in items:
            while place < len(sentences) and sentences[place].end <= item.start:
                place += 1
            if place == len(sentences):
                break
            sentence = sentences[place]
            if sentence.start <= item.start and item.end <= sentence.end:
                setattr(sentence, name, (*getattr(sentence, name), item))
