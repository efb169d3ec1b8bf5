"""Cuts the body of an article into sentences and decides which of them need a parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..models import Article, DatedExpression, Kind, Mention, Span
from . import interviews, lexicon, sites, words
from .parts import Discourse, Sentence

REACH = 3
"""Sentences after the last one with a name in which a pronoun may still point to it."""
LONGEST = 1_200
"""Characters; a longer sentence is cut at a space, so that no text can make the parser slow."""

_PARAGRAPH = re.compile(r"\n\s*\n")
_LINE = re.compile(r"\n")
_WRAPPED = re.compile(r"[\w,;\-–’')\"”]\s*$")
_SHORT_LINE = 55
_DASH = r"\s*(?:--+|—|–|(?<=\s)-(?=\s))\s*"
_LABEL = re.compile(
    r"[A-Z]{2}[A-Z.'’ -]{0,40}(?:, [A-Z][\w.]+(?: \d{1,2})?)?,?(?: [A-Z][a-z]{2,8}\.? \d{1,2})?\s*(?:\([^()]{2,24}\))?"
    + _DASH
    + r"|[A-Z][\w'’ -]{1,30},? (?:[A-Z][a-z]{2,8}\.? \d{1,2}\s*)?(?:\([^()]{2,24}\))"
    + _DASH
    + r"|[A-Z][\w'’ -]{1,30}, [A-Z][a-z]{2,8}\.? \d{1,2}"
    + _DASH
    + r"|(?:[A-Z][\w.'’-]+ ){0,3}[A-Z][\w.'’-]+:\s+|[QA]:\s+"
)
"""A dateline or a speaker's label at the head of a sentence."""
_INITIALS = re.compile(r"(?:^|[\s(\"“'])(?:[A-Z]\.){2,}$")
_TITLE = re.compile(
    r"\s*(?:Secretar|President|Vice|Deputy|Defen[cs]e|State|Treasury|Ambassador|Army|Navy|Air|Marine|Sen|Rep|Gen|Attorney|Special"
    r"|Security|House|Congress|Embassy|Department|Charter|Human|Food|Supreme|District|Justice|Commerce|Trade|Central|Coast|Capitol|Mission)"
)
_FRAGMENT = 25
_TAIL = re.compile(r"(?::|\s[-–—])\s+((?:[\w.'’&-]+ ){0,4}[\w'’&-]+)$")
_CAPITAL_LABEL = re.compile(_DASH)
_YOU = re.compile(r"\byour?\b", re.IGNORECASE)
_KOREAS = re.compile(r"\bKoreas\b|\b[Ii]nter-Korean\b")
_ANAPHOR = re.compile(
    r"\b(?:he|she|him|his|her|they|them|their|theirs|it|its|itself|we|our|us|I|my"
    r"|(?:the|these|those|both|all)\s+(?:two|three|four|sides?|countr(?:y|ies)|nations?|neighbou?rs?|states?|leaders?"
    r"|allies|ally|governments?|capitals?|parties|presidents?|ministers?|part(?:ners|y)|powers?|kingdom|visitors?"
    r"|guests?|hosts?|diplomats?|ambassadors?|envoys?|spokes\w+|delegations?|regime|republic|heads|men)"
    r"|(?:will|would)\s+not\s+(?:negotiate|talk|meet)"
    r"|each\s+other|one\s+another|both|counterparts?|bilateral|mutual|trilateral|neighbou?rs?|between)\b",
    re.IGNORECASE,
)


def discourse(article: Article, mentions: tuple[Mention, ...], dates: tuple[DatedExpression, ...]) -> Discourse:
    """The article cut into sentences, each with the mentions and dates that lie in it; nothing is parsed yet."""
    found: list[Sentence] = []
    for paragraph, span in enumerate(_paragraphs(article.text, article.body)):
        for start, end in _cut(article.text, span):
            text = article.text[start:end]
            label = _LABEL.match(text)
            found.append(Sentence(len(found), start, end, text, paragraph, label=label.end() if label else 0))
    _deal(found, mentions, dates)
    return Discourse(article, found, mentions, dates)


def wanted(discourse: Discourse) -> list[Sentence]:
    """The sentences worth a parse: two actors, or one actor (or none, after two) and words that point to another."""
    chosen, before, asked = [], 0, bool(interviews.guest(discourse))
    codes: set[str] = set()
    for sentence in discourse.sentences:
        own = {mention.iso3 for mention in sentence.mentions}
        codes |= own
        near = len(codes) > 1 and sentence.index - before <= REACH
        points = near and (_ANAPHOR.search(sentence.text) or _deeds().search(sentence.text))
        points = points or (asked and _YOU.search(sentence.text))
        reached = own and len(own | sites.countries(sentence.text)) > 1
        if len(own) > 1 or reached or points or _KOREAS.search(sentence.text):
            chosen.append(sentence)
        if own:
            before = sentence.index
    return chosen


@lru_cache(maxsize=1)
def _deeds() -> re.Pattern[str]:
    """ "The seizure", "these attacks": a deed named again, by a noun with a doer or by "measure" and such."""
    deeds = {noun for noun, entry in lexicon.load().nouns.items() if entry.way == ">"} | words.of("acts")
    nouns = "|".join(sorted(re.escape(noun) for noun in deeds))
    return re.compile(rf"\b(?:the|this|these|those|that)\s+(?:{nouns})s?\b", re.IGNORECASE)


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
    for first, last in _mended(part, spans):
        piece = part[first:last]
        left = first + len(piece) - len(piece.lstrip())
        right = last - len(piece) + len(piece.rstrip())
        if left < right:
            yield from _shortened(text, start + left, start + right)


def _mended(text: str, spans: list[Span]) -> Iterator[Span]:
    """Puts together what was cut after an abbreviation: "U.S. | Secretary of State"."""
    first = None
    for start, end in spans:
        first = start if first is None else first
        head = text[first:end].rstrip()
        if _INITIALS.search(head) and (_TITLE.match(text, end) or len(head) < _FRAGMENT):
            continue
        yield first, end
        first = None
    if first is not None:
        yield first, spans[-1][1]


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
    for sentence in sentences:
        _capital_label(sentence)
        _source_last(sentence)


def _source_last(sentence: Sentence) -> None:
    """ "Pyongyang sends missiles to Moscow: Seoul", "... - US official": a headline names last whose word it is."""
    found = _TAIL.search(sentence.text)
    if found is None or found.start() < sentence.label:
        return
    start, named = sentence.start + found.start(1), found.group(1)
    own = [mention for mention in sentence.mentions if mention.start >= start]
    rest = "".join(" " if any(m.start <= start + n < m.end for m in own) else letter for n, letter in enumerate(named))
    if all(word in words.of("sources-last") for word in rest.replace("’", "'").lower().split()):
        sentence.tail = found.start()


def _capital_label(sentence: Sentence) -> None:
    """ "Tehran – The ministry ...": a capital and a dash at the very start is a dateline."""
    first = sentence.mentions[0] if sentence.mentions else None
    if first is None or sentence.label or first.start != sentence.start or first.kind is not Kind.CAPITAL:
        return
    dash = _CAPITAL_LABEL.match(sentence.text, first.end - first.start)
    if dash:
        sentence.label = dash.end()
