"""Reads sayings from nouns, from "according to", and from a colon that announces words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models import Span
from .. import grammar
from ..parts import Sentence, Voice
from . import contents, denials, words
from .saying import SUBJECTS, Saying
from .verbal import behind
from .words import Word

if TYPE_CHECKING:
    from spacy.tokens import Token

_VOICING = frozenset(
    ["voice", "raise", "express", "sound", "issue", "make", "repeat", "reiterate", "lodge", "level", "air"]
)
"""Verbs that only carry a noun of saying: "voiced alarm over the deal"."""
_ANNOUNCING = frozenset(
    [
        "silence",
        "message",
        "answer",
        "reply",
        "response",
        "verdict",
        "word",
        "line",
        "clear",
        "blunt",
        "explicit",
        "adamant",
    ]
)
"""Words before a colon that announce what somebody says."""
_ANNOUNCED = Word("colon", Voice.ASSERT, frozenset({"clause"}), "colon")
_ANONYMOUS = frozenset(
    ["report", "claim", "accusation", "allegation", "rumour", "rumor", "charge", "story", "suggestion", "speculation"]
)
"""Nouns for what is said by nobody in particular."""
_ACCORDING = Word("according to", Voice.ASSERT, frozenset({"clause", "quote"}), "according to")


def of_noun(sentence: Sentence, noun: Token) -> Saying | None:
    """The saying that a noun makes ("X's claim that ...", "voiced alarm over ..."); no source where none is named."""
    word = words.noun(noun)
    if word is None:
        return None
    sources = [c for c in noun.children if c.dep_ == "poss"] + _authors(noun) or _voicers(noun)
    sources = sources or _named_before(sentence, noun)
    if not sources and noun.lemma_.lower() not in _ANONYMOUS:
        return None
    heads = [
        c
        for c in noun.children
        if c.dep_ in ("acl", "ccomp", "relcl", "appos") and _says(c) and "clause" in word.frames
    ]
    beside = noun.head.children if noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in _VOICING else ()
    for preposition in (*noun.children, *beside):
        if preposition.dep_ == "prep" and preposition.lower_ in word.frames:
            heads.extend(behind(preposition))
    heads = [head for head in heads if not _dated(sentence, head)] or _clause_apart(noun)
    saying = Saying(sentence, noun, word, sources, [], heads)
    saying.contents = [span for head in heads if (span := contents.span(sentence, head, saying))]
    if not saying.contents and sources and word.voice is Voice.DENY:
        saying.heads, saying.contents = [noun], [_span(sentence, noun)]
    elif not saying.contents and noun.dep_ in ("dobj", "nsubjpass"):
        saying.heads, saying.contents = [noun], _itself(sentence, noun)
    elif not saying.contents and noun.dep_ == "pobj" and noun.head.lower_ in ("by", "in"):
        saying.contents = _beyond(sentence, noun.head)
    return saying if saying.contents else None


def _authors(noun: Token) -> list[Token]:
    """ "an accusation by X", "from X", "made by X", wherever the parser hung the phrase."""
    found = grammar.by_agents(noun)
    near = [c for c in noun.children if c.dep_ == "prep" and c.lower_ == "from"]
    near += [c for c in noun.head.children if c.dep_ == "prep" and c.lower_ == "by" and c.i == noun.i + 1]
    found += [c for preposition in near for c in preposition.children if c.dep_ == "pobj" and c.pos_ == "PROPN"]
    for clause in noun.children:
        if clause.dep_ == "acl" and clause.lemma_.lower() in _VOICING:
            found += grammar.by_agents(clause)
    return found


def _clause_apart(noun: Token) -> list[Token]:
    """ "denied the accusation by X that it sold arms": the clause that the parser gave to the verb."""
    verb = noun.head
    if noun.dep_ != "dobj" or not (known := words.verb(verb)) or known[0].voice is not Voice.DENY:
        return []
    return [
        c
        for c in verb.children
        if c.dep_ in ("ccomp", "advcl") and c.i > noun.i and any(m.lower_ == "that" for m in c.children)
    ]


def _dated(sentence: Sentence, head: Token) -> bool:
    """ "said in its report on Thursday": no content but a day."""
    at = sentence.start + head.idx
    return any(date.start <= at < date.end for date in sentence.dates)


def _itself(sentence: Sentence, noun: Token) -> list[Span]:
    """ "the claim was voiced by X": the noun points to what is claimed."""
    if not any(c.lower_ in ("the", "this", "that") for c in noun.children):
        return []
    return [_span(sentence, noun)]


def _span(sentence: Sentence, noun: Token) -> Span:
    return (sentence.start + noun.left_edge.idx, sentence.start + noun.idx + len(noun))


def _beyond(sentence: Sentence, preposition: Token) -> list[Span]:
    """ "By its estimate 15,000 men have gone": the rest of a sentence that such a phrase opens."""
    last = preposition.right_edge
    if preposition.left_edge.i > 1 or last.i + 1 >= len(preposition.doc):
        return []
    start = sentence.start + preposition.doc[last.i + 1].idx
    return [(start, sentence.end)] if start < sentence.end else []


def _named_before(sentence: Sentence, noun: Token) -> list[Token]:
    """ "US accusations that ...", "South Korean claims": the country's name before the noun."""
    found = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c.i in sentence.refers]
    return found if noun.tag_ in ("NN", "NNS") else []


def _voicers(noun: Token) -> list[Token]:
    """Who voices, raises or makes it."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.lemma_.lower() not in _VOICING:
        return []
    return grammar.by_agents(verb) if grammar.passive(verb) else grammar.agents(verb)


def _says(clause: Token) -> bool:
    """A clause that tells the content ("that it had ...", "to leave"), not one about the noun ("which he made")."""
    if clause.dep_ == "relcl":
        return denials.opens(clause)
    return clause.tag_ != "VBN" or any(c.dep_ in SUBJECTS for c in clause.children)


def before_colon(sentence: Sentence, colon: Token) -> Saying | None:
    """ "KCNA broke the silence: soldiers had been sent", "Tehran's answer was blunt: no": words that announce words."""
    doc = colon.doc
    if colon.text != ":" or not 0 < colon.i < len(doc) - 3:
        return None
    before = doc[: colon.i]
    if not any(token.lemma_.lower() in _ANNOUNCING for token in before) or any(t.text in ";:" for t in before):
        return None
    subject = next((t for t in before if t.dep_ in ("nsubj", "poss") and t.pos_ in ("PROPN", "NOUN")), None)
    if subject is None or not any(token.dep_ in SUBJECTS for token in doc[colon.i + 1 :]):
        return None
    owner = grammar.child(subject, "poss") or subject
    start = sentence.start + doc[colon.i + 1].idx
    return Saying(sentence, colon, _ANNOUNCED, [owner], [(start, sentence.end)], [])


def according(sentence: Sentence, token: Token) -> Saying | None:
    """ "according to X": the longer part of the sentence beside it is what X says."""
    if token.lower_ != "according":
        return None
    sources = [noun for c in token.children if c.dep_ == "prep" and c.lower_ == "to" for noun in behind(c)]
    if not sources:
        return None
    first, last = token.i, max(source.right_edge.i for source in sources)
    doc = token.doc
    spans = []
    for left, right in ((0, first - 1), (last + 1, len(doc) - 1)):
        while left <= right and not doc[left].text.strip(" ,.;:—–-()\n"):
            left += 1
        while right >= left and not doc[right].text.strip(" ,.;:—–-()\n"):
            right -= 1
        if left <= right:
            spans.append((sentence.start + doc[left].idx, sentence.start + doc[right].idx + len(doc[right])))
    main = max(spans, key=lambda span: span[1] - span[0], default=None)
    return Saying(sentence, token, _ACCORDING, sources, [main] if main else [], []) if main else None
