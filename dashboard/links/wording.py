"""Chooses the words that the parser sees in place of an article's own, one word for one word.

A small statistical parser reads grammar off words that it met in training: "China cut ties" it gets right, "Nauru cut
ties" or "Trump called Putin" it does not. So names that are rare there stand aside for common ones of the same kind
while a sentence is parsed (delexicalised parsing, Zeman and Resnik 2008), and headlines get the "and" and the past
tense that they save.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import Kind
from . import lexicon, sites, words
from .parts import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FAMILIAR = words.of("familiar")
_PERSON = "Obama"
_COUNTRY = "China"
_TWO_WORDS = ("South", "Korea")
_DEMONYM = "German"
_PEOPLE = "Germans"
_PAST = "signed"
"""Stands for a verb of a headline; it takes an object, as most of them do."""
_ENDS = (".", "!", "?", ":", ";", '"', "'", "”", "’", ")", "…")
_HEADLINE = 16
"""Words; what is longer and has no full stop is no headline."""


def seen(sentence: Sentence, doc: Doc) -> dict[int, str]:
    """The words to put in other words' place: {token index: word}. `doc` holds the tokens of the sentence, unparsed."""
    spans = _names(sentence, doc)
    found = _sites(doc, sentence.text)
    for (start, end), kind in spans.items():
        owner = end < len(doc) and doc[end].lower_ in ("'s", "’s")  # its "'s" tells enough
        if end - start == 1 and not owner and (word := _stand_in(doc[start].text, kind)):
            found[start] = word
    if len(doc) <= _HEADLINE and spans and not sentence.text.rstrip().endswith(_ENDS):
        found |= _headline(doc, spans)
    return found


def _names(sentence: Sentence, doc: Doc) -> dict[tuple[int, int], Kind]:
    found = {}
    for mention in sentence.mentions:
        start = mention.start - sentence.start
        if start < sentence.label:
            continue
        span = doc.char_span(start, mention.end - sentence.start, alignment_mode="expand")
        if span is not None:
            found[span.start, span.end] = mention.kind
    return found


def _sites(doc: Doc, text: str) -> dict[int, str]:
    """Stand-ins for places of one or two words; "the Crimea" has an article that a country would not take."""
    found = {}
    for last, first in sites.find(doc, text):
        if last == first and not (first and doc[first - 1].lower_ == "the"):
            found[last] = _COUNTRY
        elif last == first + 1:
            found[first], found[last] = _TWO_WORDS
    return found


def _stand_in(name: str, kind: Kind) -> str:
    if name in _FAMILIAR or not name.isalpha() or name.isupper():
        return ""
    if kind is Kind.PERSON:
        return _PERSON
    if kind is Kind.DEMONYM:
        return _PEOPLE if name.endswith(("ans", "is")) else _DEMONYM
    return _COUNTRY if kind in (Kind.COUNTRY, Kind.CAPITAL) else ""


def _headline(doc: Doc, spans: dict[tuple[int, int], Kind]) -> dict[int, str]:
    """ "Iran, Russia ink deal": a comma between two first names is "and", and what follows them is a verb."""
    first = min(spans)
    label = first[0] and not doc[first[0] - 1].is_space
    if label:
        return {}
    found = {}
    end, several = first[1], doc[first[0]].text.endswith("s") and spans[first] is Kind.DEMONYM
    second = next((span for span in spans if span[0] == end + 1), None)
    if second is not None and doc[end].text in (",", "and", "&"):
        found[end] = "and"
        end, several = second[1], True
    if spans[first] is Kind.DEMONYM and not several:
        return found
    while several and end < len(doc) and doc[end].lower_ in words.of("troops"):
        end += 1
    if end + 1 < len(doc) and _verb(doc[end].lower_, several) and not _noun_after_all(doc, end):
        found[end] = _PAST
    return found


def _verb(word: str, several: bool) -> str:
    """The lemma of a present-tense verb that carries a link, "" for any other word."""
    verbs = lexicon.load().verbs
    forms = (word,) if several else (word[:-1], word[:-2], word[:-3] + "y") if word.endswith("s") else ()
    return next((form for form in forms if form in verbs), "")


def _noun_after_all(doc: Doc, place: int) -> bool:
    """ "US sanctions on Iran bite", "US strikes kill two": the word is a noun where a preposition or a verb follows."""
    after = doc[place + 1].lower_
    return after in words.of("linking") or bool(_verb(after, True)) or not after[0].isalnum()


def lemma(word: str) -> str:
    """The lemma of a headline's verb."""
    return _verb(word, False) or word
