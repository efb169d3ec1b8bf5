"""Reads sayings from verbs: who says it, and which clauses, objects and phrases of the verb are what is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import actors as roles
from .. import grammar
from ..parts import Sentence, Voice
from . import contents, words
from .saying import SUBJECTS, Saying
from .words import Word

if TYPE_CHECKING:
    from spacy.tokens import Token

_PUNISHING = frozenset({"sanction", "blacklist", "penalise", "penalize", "indict", "fine", "target", "charge"})
"""Verbs whose doer makes the charge himself: "sanctioned a firm accused of selling jets"."""
_CLAUSAL = frozenset({"ccomp", "xcomp"})
_NOMINAL = frozenset({"dobj", "oprd", "attr"})


def of_verb(sentence: Sentence, verb: Token) -> Saying | None:
    """The saying that a verb makes; None for verbs of no row, without speaker, or without content or quotation."""
    known = words.verb(verb)
    if known is None or verb.dep_ in ("amod", "compound", "aux"):
        return None
    word, particle = known
    passive = grammar.passive(verb)
    sources = _speakers(verb, passive)
    if not sources:
        return None
    heads = list(_heads(verb, word, particle, passive, sources))
    saying = Saying(sentence, verb, word, sources, [], heads)
    saying.contents = contents.joined(span for head in heads if (span := contents.span(sentence, head, saying)))
    if "clause" in word.frames and not passive:
        saying.contents = (
            contents.between_commas(sentence, saying)
            or saying.contents
            or contents.astray(sentence, saying)
            or contents.around(sentence, saying)
        )
    return saying if saying.contents or saying.quotable else None


def trailing(sentence: Sentence, verb: Token) -> Saying | None:
    """ "... to see Xi, Yonhap news agency reported on Monday.", "attacked B, a leader in A said.": speaker and verb
    at the end of a sentence, where the parser took the speaker for an apposition."""
    noun = _taken_for_apposition(verb)
    known = words.verb(verb) if noun is not None else None
    if noun is None or known is None or known[0].voice is not Voice.ASSERT or "quote" not in known[0].frames:
        return None
    first, rest = noun.left_edge.i, verb.doc[verb.i + 1 :]
    spoken = noun.pos_ == "PROPN" or roles.role_of(noun) in ("official", "state", "media")
    if first < 2 or verb.doc[first - 1].text != "," or not spoken:
        return None
    if any(t.pos_ in ("VERB", "AUX") or t.dep_ in ("dobj", "agent") for t in rest):
        return None
    start, end = sentence.start + sentence.label, sentence.start + verb.doc[first - 1].idx
    return Saying(sentence, verb, known[0], [noun], [(start, end)], []) if start < end else None


def _taken_for_apposition(verb: Token) -> Token | None:
    """The noun right before a verb of saying that the parser hung on what is said."""
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD"):
        return verb.head if verb.head.i == verb.i - 1 else None
    if verb.dep_ != "ROOT" or not verb.i or any(c.dep_ in SUBJECTS for c in verb.children):
        return None
    last = verb.nbor(-1)
    noun = next((t for t in (last, *last.ancestors) if t.dep_ in ("appos", "conj")), None)
    return noun if noun is not None and noun.pos_ in ("NOUN", "PROPN") and noun.right_edge.i == verb.i - 1 else None


def _speakers(verb: Token, passive: bool) -> list[Token]:
    """Who speaks: subject or "by" phrase, and the relative pronoun beside what it stands for.

    In "X said A threatened B, citing C" it is X who cites.
    """
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i and verb.nbor(-1).text == ",":
        for above in verb.ancestors:
            known = words.verb(above) if above.i < verb.i else None
            if known and known[0].voice is Voice.ASSERT and (agents := grammar.agents(above)):
                return agents
    if (opened := words.resumes(verb)) is not None:
        return grammar.agents(opened)
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    if len(subjects) > 1 and not passive:
        return [min(subjects, key=lambda c: abs(c.i - verb.i))]
    found = grammar.by_agents(verb) if passive else grammar.agents(verb)
    relative = grammar.child(verb, "nsubj")
    if relative is not None and relative not in found and not passive:
        found = [*found, relative]
    if not found and not passive:
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        found = [subject] if subject is not None else []
    if (
        passive
        and not found
        and verb.dep_ == "acl"
        and verb.head.dep_ == "dobj"
        and verb.head.head.lemma_ in _PUNISHING
    ):
        found = grammar.agents(verb.head.head)
    if passive and not found and verb.dep_ in ("ROOT", "conj", "ccomp"):
        return []
    return [token for token in found if token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")]


def _heads(verb: Token, word: Word, particle: Token | None, passive: bool, sources: list[Token]) -> Iterator[Token]:
    """The words at the top of what is said, by the frames of the verb."""
    if particle is not None:
        yield from behind(particle)
        yield from (c for c in particle.children if c.dep_ in _CLAUSAL)
    if passive:
        yield from (c for c in verb.children if c.dep_ in ("nsubjpass", "csubjpass"))
        if verb.dep_ in ("acl", "relcl") and verb.head not in sources:
            yield verb.head
    for child in verb.children:
        if child in sources:
            continue
        clausal = child.dep_ in _CLAUSAL and word.frames & {"clause", "object"} and _embedded(child, verb, word)
        nominal = child.dep_ in _NOMINAL and "object" in word.frames and not passive
        if clausal or nominal:
            yield child
        elif child.dep_ == "prep" and child is not particle and child.i > verb.i and _takes(word, child):
            yield from behind(child)
        elif child.dep_ == "dobj":
            yield from (c for p in child.children if p.dep_ == "prep" and _takes(word, p) for c in _gerunds(p))
        elif child.dep_ == "advcl" and "clause" in word.frames and child.i < verb.i and _bare(child):
            yield child
    if verb.dep_ == "relcl" and "object" in word.frames and verb.head not in sources and not passive:
        yield verb.head


def _embedded(clause: Token, verb: Token, word: Word) -> bool:
    """Is a clause really what the verb says, and not a neighbour that the parser hung on it ("...; he said")?"""
    first, last = sorted((clause.i, verb.i))
    if any(token.text in (";", "...", "…") for token in verb.doc[first:last]):
        return False
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
    return clause.i > verb.i or ("quote" in word.frames and not marked)


def _takes(word: Word, preposition: Token) -> bool:
    name = preposition.lower_
    return name in word.frames or f"prep:{name}" in word.frames


def behind(preposition: Token) -> Iterator[Token]:
    """The nouns and clauses behind a preposition, chains of prepositions included."""
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            yield child
        elif child.dep_ == "prep":
            yield from behind(child)


def _gerunds(preposition: Token) -> Iterator[Token]:
    """ "sanctioned the firm for selling jets", with the phrase hung on the firm."""
    yield from (c for c in preposition.children if c.dep_ == "pcomp")


def _bare(clause: Token) -> bool:
    """A clause that only the parser took for an adverbial: it has its own subject and no conjunction."""
    own = any(c.dep_ in SUBJECTS for c in clause.children)
    return own and not any(c.dep_ == "mark" for c in clause.children)
