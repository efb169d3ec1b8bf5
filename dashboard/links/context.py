"""Acts that leave their other side to the context: "Washington has threatened military action"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..models import Relation
from . import finds, firing, grammar, lexicon, rebuttals, relations, words
from .actors import SPEAKERS, Cast
from .finds import Find
from .memory import Memory
from .parts import Candidate, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .lexicon import Entry

_OPEN = frozenset({Relation.THREATEN, Relation.SANCTION, Relation.CONSULT, Relation.SUPPORT})
"""Relations whose rows with an object ("broke off ties", "walked out of talks") speak of somebody known."""
_IMPOSING = words.of("imposing")
_SHARED = frozenset({"relation", "tie", "talk", "agreement"})
"""Objects that have a second side, known or not."""


def find(sentence: Sentence, cast: Cast, memory: Memory, here: list[Candidate]) -> list[Candidate]:
    """Links to the other side of the pair that the sentences before spoke of, where the sentence names nobody else."""
    made: list[Candidate] = []
    if sentence.doc is None or len(memory.pair) != 2 or here:
        return made
    for token in sentence.doc:
        entry = next((e for e in firing.verbs(token) if _open_ended(e) or _refuses(token, e)), None)
        if entry is not None:
            found = _open(token, entry, cast, memory)
            if found is not None and not rebuttals.only_answers(found):
                made += relations.candidates(sentence, found)
    return made


def sanctioned(sentence: Sentence, cast: Cast, memory: Memory, here: list[Candidate]) -> list[Candidate]:
    """ "Ten firms in Iran are also being sanctioned": by whoever sanctioned others in the sentences before."""
    last = [link for link in memory.links if link.relation is Relation.SANCTION][-1:]
    if sentence.doc is None or not last:
        return []
    made: list[Candidate] = []
    for token in sentence.doc:
        if token.lemma_ not in _IMPOSING or not grammar.passive(token) or grammar.by_agents(token):
            continue
        entry = next((e for e in firing.verbs(token) if e.relation is Relation.SANCTION and not e.who), None)
        struck = [a for patient in grammar.patients(token) for a in cast.of(patient) if a.code != last[0].source]
        if entry is None or not struck or any(link.token == token.i for link in here):
            continue
        doer = replace(struck[0], code=last[0].source, token=token.i, word=token.i, via="context")
        found = Find(token, entry, (doer,), tuple(struck), False, entry.relation, entry.polarity)
        made += relations.candidates(sentence, found)
    return made


def _open_ended(entry: Entry) -> bool:
    if entry.who or (entry.relation is not Relation.THREATEN and entry.relation not in _OPEN):
        return False
    return entry.relation is Relation.THREATEN or bool(entry.objects & _SHARED)


def _refuses(token: Token, entry: Entry) -> bool:
    """ "Tehran would not negotiate": with whoever has just asked."""
    return entry.relation is Relation.CONSULT and finds.temper(token, entry)[0] is Relation.REJECT


def _open(token: Token, entry: Entry, cast: Cast, memory: Memory) -> Find | None:
    sources = [a for agent in grammar.agents(token) for a in cast.of(agent) if a.role in SPEAKERS]
    codes = {a.code for a in sources}
    if len(codes) != 1 or not codes <= set(memory.pair):
        return None
    if any(a.code not in codes for t in token.subtree for a in cast.at(t)):
        return None
    [other] = [code for code in memory.pair if code not in codes]
    target = replace(sources[0], code=other, token=token.i, word=token.i, via="context")
    relation, absorbed = finds.temper(token, entry)
    mutual = entry.way == "~" and not absorbed
    polarity = entry.polarity if relation is entry.relation else lexicon.root(relation)[0]
    return Find(token, entry, (sources[0],), (target,), mutual, relation, polarity, absorbed)
