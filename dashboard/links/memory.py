"""What the sentences of an article have named so far, for the words that point back to it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..models import Kind, Relation, Span
from . import definite, grammar, sites, words
from .actors import Actor, Cast
from .parts import Candidate, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 3
"""Sentences back; further off a pronoun is left alone."""
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "poss", "attr", "agent"})
SPEECH = words.of("speech")
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_PLACES = frozenset({"in", "at", "near", "outside", "via"})
_CHARGING = words.of("attributing") | {"accuse", "allege", "suspect", "claim"}


@dataclass(frozen=True, slots=True)
class Entity:
    """What later words may point back to."""

    codes: tuple[str, ...]
    plural: bool
    person: bool
    subject: bool
    token: int


@dataclass(slots=True)
class Memory:
    """What the sentences so far have named: entities by sentence, the pair last spoken of, the last speaker.

    `own`: whose word the whole text is (a ministry's release), or whose label stands before ("MR MILLER:"); `quotes`:
    the quotations of the text; `start`: the offset of the sentence that is read. `people`: whom definite nouns may
    mean; `claimed`: links that are only somebody's word; `guest`, `asking`: who answers in an interview, and is it a
    question; `met`: who talked last.
    """

    entities: list[list[Entity]] = field(default_factory=list)
    pair: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    links: list[Candidate] = field(default_factory=list)
    claimed: set[Candidate] = field(default_factory=set)
    speaker: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    quotes: list[Span] = field(default_factory=list)
    start: int = 0
    paragraph: int = -1
    people: list[definite.People] = field(default_factory=list)
    guest: tuple[str, ...] = ()
    asking: bool = False
    met: tuple[str, ...] = ()

    def quoted(self, token: Token) -> bool:
        """Does a token of the sentence that is read stand in a quotation?"""
        at = self.start + token.idx
        place = bisect_right(self.quotes, (at, at)) - 1
        return place >= 0 and at < self.quotes[place][1]

    def recent(self) -> Iterator[Entity]:
        """Entities of the last sentences, nearest first, subjects before others."""
        for entities in self.entities[-REACH:][::-1]:
            yield from sorted(entities, key=lambda entity: (not entity.subject, entity.token))


def remember(sentence: Sentence, cast: Cast, links: list[Candidate], memory: Memory) -> None:
    """Takes the entities of a finished sentence into memory."""
    entities = _entities(sentence, cast) if sentence.doc is not None else _plain(sentence)
    memory.entities.append(entities)
    named = tuple(dict.fromkeys(code for entity in entities for code in entity.codes))
    joined = [entity.codes for entity in entities if len(entity.codes) == 2]
    if links:
        memory.pair = (links[-1].source, links[-1].target)
    elif joined:
        memory.pair = joined[-1]
    elif len(named) == 2:
        memory.pair = named
    elif len(named) == 1 and named[0] not in memory.pair:
        before = [c for entity in memory.recent() for c in entity.codes if c != named[0]]
        memory.pair = (before[0], named[0]) if before else ()
    memory.links = [link for link in memory.links if sentence.index - link.sentence < REACH] + links
    memory.claimed.update(link for link in links if _claimed(sentence, link))
    several = [entity.codes for entity in entities if len(entity.codes) > 2]
    if several:
        memory.several = several[-1]
    talks = [link for link in links if link.relation is Relation.CONSULT]
    if talks:
        memory.met = (talks[-1].source, talks[-1].target)
    if sentence.doc is not None:
        memory.people += definite.named(sentence, cast)
        _hear(sentence, cast, memory)


def _claimed(sentence: Sentence, link: Candidate) -> bool:
    """Does the act stand in somebody's words or charge ("India blamed Pakistan for the attack")?"""
    above = sentence.doc[link.token].ancestors if sentence.doc is not None else ()
    return any(token.lemma_ in SPEECH or token.lemma_ in _CHARGING for token in above)


def _hear(sentence: Sentence, cast: Cast, memory: Memory) -> None:
    for token in sentence.doc or ():
        if token.lemma_ in SPEECH and grammar.clausal(token):
            for agent in grammar.agents(token):
                codes = tuple(a.code for a in cast.of(agent))
                if len(codes) == 1:
                    memory.speaker = codes


def _entities(sentence: Sentence, cast: Cast) -> list[Entity]:
    found = []
    for token in sentence.doc or ():
        if token.dep_ not in ARGUMENTS or (token.dep_ == "pobj" and token.head.lower_ in _PLACES):
            continue
        known = entity(token, cast, subject=token.dep_ in ("nsubj", "nsubjpass"))
        if known is not None:
            found.append(known)
    return found


def entity(noun: Token, cast: Cast, *, subject: bool) -> Entity | None:
    """What a noun phrase puts into memory, None when it names nobody who acts."""
    actors = [a for a in cast.of(noun) if _stands_for(a)]
    if not actors:
        return None
    codes = tuple(a.code for a in actors)
    plural = len(codes) > 1 or noun.tag_ in ("NNS", "NNPS") or (noun.lower_ in THEY)
    return Entity(codes, plural, _person(actors[0], noun), subject, noun.i)


def _stands_for(actor: Actor) -> bool:
    """Not the goods and papers of a country, nor people who only live in its capital ("analysts in Canberra")."""
    if actor.role in ("thing", "media", sites.ROLE) or (actor.role == "people" and actor.kind is Kind.CAPITAL):
        return False
    return bool(actor.role) or actor.via == "coreference"


def _person(actor: Actor, noun: Token) -> bool:
    if actor.token == actor.word:
        return actor.kind is Kind.PERSON or (actor.kind is Kind.DEMONYM and noun.tag_ != "NNS")
    return actor.role in ("official", "people")


def _plain(sentence: Sentence) -> list[Entity]:
    """Entities of a sentence that was not parsed: its mentions in order, the first taken for the subject."""
    return [
        Entity((m.iso3,), False, m.kind is Kind.PERSON, i == 0, m.start)
        for i, m in enumerate(sentence.mentions)
        if m.kind is not Kind.DEMONYM
    ]
