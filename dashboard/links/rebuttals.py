"""A denial that answers an accusation is itself an act: the accused rejects what the accuser says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import Relation
from . import grammar, lexicon, words
from .actors import Cast
from .parts import Candidate, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_DENIALS = words.of("denials")
_CLAIMS = words.of("claims")


def find(sentence: Sentence, cast: Cast, before: list[Candidate], here: list[Candidate]) -> list[Candidate]:
    """REJECT links from who denies to who accused them, in this sentence or shortly before."""
    made = []
    for token in sentence.doc or ():
        if token.lemma_ not in _DENIALS or not grammar.clausal(token) or any(c.token == token.i for c in here):
            continue
        if not _of_a_claim(token):
            continue
        for agent in grammar.agents(token):
            for actor in cast.of(agent):
                accuser = _accuser(actor.code, [*before, *here])
                if accuser is not None and actor.role != "thing":
                    made.append(_candidate(sentence, token, actor.code, accuser))
    return made


def _of_a_claim(token: Token) -> bool:
    if any(c.dep_ == "ccomp" for c in token.children) or token.dep_ == "relcl":
        return True
    return any(noun.lemma_.lower() in _CLAIMS for noun in grammar.patients(token))


def _accuser(code: str, links: list[Candidate]) -> str | None:
    return next((c.source for c in reversed(links) if c.relation is Relation.ACCUSE and c.target == code), None)


def _candidate(sentence: Sentence, token: Token, source: str, target: str) -> Candidate:
    entry = next(e for e in lexicon.load().verbs["reject"] if not e.objects)
    start = sentence.start + token.idx
    return Candidate(
        source,
        target,
        True,
        Relation.REJECT,
        entry.polarity,
        entry.intensity,
        sentence.index,
        (start, start + len(token.text)),
        token.i,
        entry.rule,
        frozenset({token.lemma_}),
    )
