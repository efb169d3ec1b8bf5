"""What a verb or noun was found to say: its row and its two sides; and what "will" and "not" make of its relation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..models import Polarity, Relation
from . import grammar, lexicon, words
from .actors import Actor, Cast
from .lexicon import Entry

if TYPE_CHECKING:
    from spacy.tokens import Token

SAYING = words.of("saying")
BETWEEN = ("between", "among", "of")
_FORWARD = frozenset({Relation.AID, Relation.COOPERATE, Relation.CONSULT, Relation.SUPPORT})
"""Roots whose future PLOVER codes as AGREE (PLOVER manual 2021)."""
_HOSTILE = frozenset({Relation.SANCTION, Relation.COERCE, Relation.ASSAULT})
_PLANNING = words.of("planning")
_ENDING = words.of("ending")
_PLEDGING = words.of("pledging")
_WILL = frozenset({"will", "'ll", "shall", "would", "wo"})
_CAN = _WILL | {"can", "could", "ca"}


@dataclass(frozen=True, slots=True)
class Find:
    """One reading of a word: the entry that fired and its two sides. It is a group when three or more act alike."""

    token: Token
    entry: Entry
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    mutual: bool
    relation: Relation
    polarity: Polarity
    absorbed: bool = False

    @property
    def group(self) -> bool:
        return not self.targets and len(self.sources) > 2

    @property
    def intensity(self) -> float:
        """The row's, or the root's where the grammar changed the relation."""
        return self.entry.intensity if self.relation is self.entry.relation else lexicon.root(self.relation)[1]

    def ends(self) -> list[tuple[Actor, Actor]]:
        """Each pair of actors that the find links; none for a group."""
        if self.group:
            return []
        if not self.targets:
            return [(self.sources[0], self.sources[1])]
        return [(s, t) for s in self.sources for t in self.targets if s.code != t.code]

    def pairs(self) -> set[tuple[str, str]]:
        """The ordered pairs of codes; mutual ones both ways round."""
        codes = {(a.code, b.code) for a, b in self.ends()}
        return codes | {(b, a) for a, b in codes} if self.mutual else codes


def temper(token: Token, entry: Entry) -> tuple[Relation, bool]:
    """What "will" and "will not" make of a verb's relation, as PLOVER codes them; and whether a "not" went into it."""
    relation = entry.relation
    aux = {c.lower_ for c in token.children if c.dep_ == "aux"}
    above = token.head.lemma_ if token.dep_ == "xcomp" else ""
    if above in _ENDING and _done(token.head) and relation in (*_FORWARD, *_HOSTILE):
        return (Relation.SANCTION if relation in _FORWARD else Relation.RETREAT), True
    if any(c.dep_ == "neg" for c in token.children):
        if above in _PLEDGING and entry.polarity is Polarity.CONFLICT:
            return Relation.AGREE, True
        refused = aux & _CAN and entry.polarity is Polarity.COOPERATION
        return (Relation.REJECT, True) if refused else (relation, False)
    if relation in _FORWARD and (aux & _WILL or _planned(token)):
        return Relation.AGREE, False
    if relation in _HOSTILE and aux & _WILL and _own_word(token):
        return Relation.THREATEN, False
    return relation, False


def _done(verb: Token) -> bool:
    """Is the act ended, as against "asked Iran to stop selling drones" or "to stop selling drones, ..."?"""
    helped = any(c.dep_ == "aux" and c.lower_ != "to" for c in verb.children)
    return verb.tag_ in ("VBD", "VBZ", "VBP") or (helped and verb.tag_ != "VBG")


def _planned(token: Token) -> bool:
    if token.dep_ != "xcomp":
        return False
    return token.head.lemma_ in _PLANNING or (token.head.lemma_ == "be" and "to" in {c.lower_ for c in token.children})


def _own_word(token: Token) -> bool:
    """ "They said they would boycott it": announced by those who would do it."""
    if token.dep_ != "ccomp" or token.head.lemma_ not in SAYING:
        return False
    subject = grammar.child(token, "nsubj")
    return subject is not None and subject.lower_ in ("it", "they", "he", "she", "we")


def speaker(token: Token, cast: Cast) -> list[Actor]:
    """Whose statement or figures a noun stands in: "Iran said cooperation with Japan would grow"."""
    for above in (token, *token.ancestors):
        if above.dep_ == "ccomp" and grammar.clausal(above.head):
            return [a for agent in grammar.agents(above.head) for a in cast.single(agent)][:1]
        if above.dep_ in ("relcl", "advcl", "acl"):
            return []
    return []


def distinct(actors: list[Actor]) -> list[Actor]:
    found: dict[str, Actor] = {}
    for actor in actors:
        found.setdefault(actor.code, actor)
    return list(found.values())
