"""Tells which sentences, beyond those with two countries, need a parse so that no denial and no speaker is missed."""

from __future__ import annotations

import re
from functools import lru_cache

from ..parts import Discourse, Sentence, Voice
from . import denials, quotes, voice, words

_UNDONE = re.compile(r"\b(?:no|not|never|nobody|none|nothing|neither)\b|n['’]t\b", re.IGNORECASE)
"""Words by which a speaker says that something did not happen."""
BEFORE, AFTER = 2, 4
"""Sentences around one that names two countries in which a denial or claim of what it tells is looked for."""
_OWNING = ("confirm", "admit", "acknowledge", "concede", "confess")
"""Verbs by which a side owns up to what others say of it."""
_SAYS = re.compile(r"\b(?:said|says|say|told|tells|added|adds|wrote|writes|stated|insisted|noted|replied|according)\b")


def needed(discourse: Discourse, chosen: list[Sentence]) -> list[Sentence]:
    """The further sentences to parse when `chosen` are parsed: denials and claims near them, and who says a quotation
    that holds one of them. Time is linear in the text."""
    taken = {sentence.index for sentence in chosen}
    near = {i + d for i in taken for d in range(-BEFORE, AFTER + 1)}
    found = {s.index for s in discourse.sentences if s.index in near and _answers().search(s.text)}
    found |= {s.index for s in discourse.sentences if s.index in near and _UNDONE.search(s.text) and _spoken(s)}
    found |= _introducing(discourse, taken)
    if taken and voice.first_asked(discourse):
        found.add(0)
    return [discourse.sentences[index] for index in sorted(found - taken)]


def _spoken(sentence: Sentence) -> bool:
    """Are these somebody's words, by a label, a verb of saying or a quotation mark?"""
    return bool(sentence.label) or _SAYS.search(sentence.text) is not None or any(c in sentence.text for c in '“”"')


@lru_cache(maxsize=1)
def _answers() -> re.Pattern[str]:
    """Any form of a verb of denying or admitting, of a word such as "groundless", or of a noun such as "accusation"."""
    table = denials.table()
    verbs = [word.lemma.split()[0] for word in words.verbs().values() if word.voice is Voice.DENY]
    nouns = [*table["false"], *table["proposition"], *table["basis"], *table["fitting"]]
    plain = [*verbs, *_OWNING, *nouns, "true", "contrary"]
    forms = {*(_forms(word) for word in plain), "nothing of the", "no such"}
    return re.compile(rf"\b(?:{'|'.join(sorted(forms))})\b", re.IGNORECASE)


def _forms(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        return re.escape(lemma[:-1]) + "(?:y|ies|ied|ying)"
    if lemma.endswith("e"):
        return re.escape(lemma[:-1]) + "(?:e|es|ed|ing)"
    return re.escape(lemma) + "(?:s|es|ed|ing)?"


def _introducing(discourse: Discourse, taken: set[int]) -> set[int]:
    """Sentences with a verb of saying that touch a quotation in the paragraph of a chosen one."""
    start, end = discourse.article.body
    paragraphs = {discourse.sentences[index].paragraph for index in taken}
    marks = [quote for quote in quotes.quotes(discourse.article.text, start, end) if quote[1] - quote[0] > 20]
    found: set[int] = set()
    place = 0
    for sentence in discourse.sentences:
        while place < len(marks) and marks[place][1] <= sentence.start:
            place += 1
        touches = place < len(marks) and marks[place][0] < sentence.end
        if touches and sentence.paragraph in paragraphs and _SAYS.search(sentence.text):
            found.add(sentence.index)
    return found
