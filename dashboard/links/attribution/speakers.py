"""Says for which country or organisation a speaker speaks: by name, by office, or as the one who spoke before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...models import ORGANISATIONS, Kind, Mention
from .. import actors, grammar
from ..parts import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 4
"""Sentences back in which "he" or "the statement" finds who spoke."""
OFFICES = frozenset({"self", "official", "state", "force", ""})
_DOCUMENTS = (
    "statement report communique communiqué note message letter reply declaration text paper post tweet release "
    "address speech testimony comment remark summary readout"
)
DOCUMENTS = frozenset(_DOCUMENTS.split())
_RELATIONAL = "guest host counterpart visitor ally neighbour neighbor rival foe enemy interlocutor"
RELATIONAL = frozenset(_RELATIONAL.split())
"""Nouns that name the other side of whoever owns them ("his guest")."""
_OFFICIAL = frozenset({"state", "official", "state-run", "government", "governmental"})
"""What stands before media that speak for their state."""
_OUTSIDE = frozenset("former ex retired exiled ousted onetime opposition rebel dissident jailed separatist".split())
"""Who does not, or no longer, speak for the state, as a word before an official or as the speaker."""
_UNIFORMED = frozenset({"commander", "general", "admiral", "officer", "prosecutor"})
"""Officials who, bare and in the plural behind what they tell, speak for who does it: "..., commanders said"."""
_HEARERS = frozenset({"parliament", "lawmaker", "legislator", "deputy", "senator", "cabinet", "assembly"})
"""Those whom a minister speaks to at home: "told parliament in Seoul"."""
_PERSONAL = frozenset({"he", "she", "i", "who"})
_PRONOUNS = _PERSONAL | {"it", "they", "we", "which", "that"}
_WORD = re.compile(r"[a-z]+")
_PRIVATE = frozenset({"people", "media", "organisation"})


@dataclass(slots=True)
class Floor:
    """Who has spoken so far: (sentence index, codes, a person?) in the order of the text."""

    heard: list[tuple[int, tuple[str, ...], bool]] = field(default_factory=list)
    subject: tuple[str, ...] = ()
    bodies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    owned: dict[str, set[str]] = field(default_factory=dict)
    _now: Sentence | None = None

    def know(self, mentions: tuple[Mention, ...]) -> None:
        """Learns the bodies that the article names, so that "the agency" or "a monitoring team" finds its one."""
        for mention in mentions:
            if mention.kind is Kind.INSTITUTION and " " in mention.surface:
                word = mention.surface.rsplit(" ", 1)[1].lower()
                self.bodies[word] = tuple(dict.fromkeys((*self.bodies.get(word, ()), mention.iso3)))

    def enter(self, sentence: Sentence) -> None:
        """Goes on to the next sentence; who did something in the last one may be the author of "the reply"."""
        before = self._now
        if before is not None and before.doc is not None:
            root = next((token for token in before.doc if token.dep_ == "ROOT"), None)
            doer = grammar.child(root, "nsubj") if root is not None else None
            self.subject = tuple(actor.code for actor in _cast(before).of(doer)) if doer is not None else ()
        elif before is not None and before.mentions:
            named = tuple(dict.fromkeys(mention.iso3 for mention in before.mentions))
            self.subject = named if len(named) == 1 else ()
        if before is not None:
            self._own(before)
        self._now = sentence

    def _own(self, sentence: Sentence) -> None:
        """Notes the countries beside which a sentence names a body, so that "the ministry" is taken up later."""
        named = {mention.iso3 for mention in sentence.mentions}
        for word in _WORD.findall(sentence.text.lower()) if named else ():
            if actors.roles().get(word) in ("state", "force"):
                self.owned.setdefault(word, set()).update(named)

    def hear(self, sentence: Sentence, codes: tuple[str, ...], person: bool) -> None:
        """Takes note of a speaker."""
        self.heard.append((sentence.index, codes, person))

    def near(self, sentence: Sentence) -> bool:
        """Has anybody, known or not, spoken within reach?"""
        return bool(self.heard) and sentence.index - self.heard[-1][0] <= REACH

    def last(self, sentence: Sentence, *, person: bool | None = None, earlier: bool = False) -> tuple[str, ...]:
        """The codes of who spoke last before or (unless `earlier`) in this sentence, within reach; () if nobody did."""
        for index, codes, is_person in reversed(self.heard):
            if earlier and index == sentence.index:
                continue
            if sentence.index - index > REACH:
                break
            if person is None or is_person is person:
                return codes
        return ()


def codes(
    sentence: Sentence, token: Token, floor: Floor, *, after: bool = False, told: Token | None = None
) -> tuple[str, ...]:
    """The codes for which a noun or pronoun of a parsed sentence speaks; () for private or unnamed people.

    `after`: the speaker is named behind what is said ("..., it said"), so that a pronoun takes up who spoke before
    and nobody inside the words said. `told` is then the word at the top of what is said: "A struck B, the army said" is
    the word of A's army where no other has spoken.
    """
    cast = _cast(sentence)
    if token.lower_ in _PRONOUNS:
        if after and floor.near(sentence):
            return floor.last(sentence, earlier=True) or floor.last(sentence)
        if after and token.lower_ == "they" and token.head.dep_ == "parataxis" and len(floor.subject) == 1:
            return floor.subject
        return _pronoun(sentence, token, cast, floor)
    found = [actor for actor in cast.of(token) if _speaks(actor, token)]
    known = floor.owned.get(token.lemma_.lower(), set()) if after and _unowned(token) else set()
    if len(known) == 1 and not known & {actor.code for actor in found}:
        return tuple(known)
    if found and token.lemma_.lower() not in RELATIONAL:
        return tuple(dict.fromkeys(actor.code for actor in found))
    if place := _employer(cast, token) or _seat(sentence, token) or _own_media(sentence, token):
        return place
    known_body = floor.bodies.get(token.lemma_.lower(), ())
    if len(known_body) == 1 and token.pos_ == "NOUN":
        return known_body
    if token.lemma_.lower() in RELATIONAL:
        return tuple(actor.code for actor in cast.at(token))
    body = _body(token)
    if after and told is not None and body is not None and (doer := _doer(body, told, cast, floor)):
        return doer
    if _definite(token) and _role(token) in ("official", "state", "document"):
        return floor.last(sentence) or (floor.subject if not floor.near(sentence) and len(floor.subject) == 1 else ())
    return ()


def _body(token: Token) -> Token | None:
    """ "the army", or "the junta's spokesman": the body without a country that speaks; None for others."""
    if token.tag_ == "NNS" and token.lemma_.lower() in _UNIFORMED and token.left_edge.i == token.i:
        return token
    owner = next((c for c in token.children if c.dep_ == "poss"), None) if _role(token) == "official" else token
    return owner if owner is not None and _unowned(owner) else None


def _unowned(token: Token) -> bool:
    """ "the Treasury", "the army": a body that the text leaves without a country."""
    return any(c.lower_ == "the" for c in token.children) and _role(token) in ("state", "force")


def _doer(token: Token, told: Token, cast: actors.Cast, floor: Floor) -> tuple[str, ...]:
    """The one country that does what is told, unless an earlier sentence named such a body beside another."""
    found = tuple(dict.fromkeys(a.code for agent in grammar.agents(told) for a in cast.of(agent) if a.role != "thing"))
    known = floor.owned.get(token.lemma_.lower(), set())
    return found if len(found) == 1 and known <= set(found) else ()


def is_person(token: Token) -> bool:
    """Is the speaker one person (whom "he" or "she" may take up)?"""
    return token.lower_ in _PERSONAL or token.pos_ == "PROPN" or _role(token) == "official"


def _pronoun(sentence: Sentence, token: Token, cast: actors.Cast, floor: Floor) -> tuple[str, ...]:
    own = tuple(actor.code for actor in cast.at(token))
    if token.lower_ in ("he", "she"):
        return own or floor.last(sentence)
    if token.lower_ in ("it", "they"):
        return own or floor.last(sentence, person=False) or floor.last(sentence)
    return own


def _cast(sentence: Sentence) -> actors.Cast:
    cast = actors.Cast()
    doc = sentence.doc
    for index, found in sentence.refers.items():
        cast.add(doc[index], found, Kind.COUNTRY, "name")
    return cast


def _role(token: Token) -> str:
    return "document" if token.lemma_.lower() in DOCUMENTS else actors.role_of(token)


def _speaks(actor: actors.Actor, token: Token) -> bool:
    head = token.doc[actor.token]
    if any(c.lower_ in _OFFICIAL for c in head.children):
        return True
    if _outside(head):
        return False
    if any(c.lower_ in ("news", "newspaper", "television", "media") for c in head.children if c.dep_ == "compound"):
        return False
    if head.lemma_.lower() in DOCUMENTS:
        return True
    if _led_by(actor, token):
        return False
    alone = head.pos_ == "PROPN" and not _role(head) and not any(c.dep_ == "compound" for c in head.children)
    if alone and actor.word != head.i:
        return False
    return actor.role in OFFICES and _role(head) not in _PRIVATE


def _outside(head: Token) -> bool:
    """ "a former general", "an opposition leader", "the opposition"."""
    return head.lemma_.lower() in _OUTSIDE or any(c.lower_ in _OUTSIDE for c in head.children)


def _led_by(actor: actors.Actor, token: Token) -> bool:
    """ "Iran-backed fighters": the name is tied to them by a hyphen and does not speak through them."""
    doc, at = token.doc, actor.word + 1
    return at + 1 < len(doc) and doc[at].text == "-" and doc[at + 1].tag_ == "VBN"


def _employer(cast: actors.Cast, token: Token) -> tuple[str, ...]:
    """ "a spokesman for the Turkish ministry", "a report by UN experts"."""
    role = _role(token)
    if role not in ("official", "document"):
        return ()
    wanted = ("for", "of") if role == "official" else ("by", "from")
    behind = (noun for name, noun in grammar.prepositions(token) if name in wanted)
    return tuple(dict.fromkeys(a.code for noun in behind for a in cast.of(noun) if a.role in OFFICES))


def _seat(sentence: Sentence, token: Token) -> tuple[str, ...]:
    """ "a spokesman in Seoul", "partners in France": the place names the state they speak for."""
    if (_role(token) not in ("official", "state") and not _state_media(token)) or _outside(token):
        return ()
    heard = [c for c in token.head.children if c.lemma_.lower() in _HEARERS] if token.dep_ == "nsubj" else []
    places = (token, *heard, token.head) if heard else (token,)
    for name, noun in (found for word in places for found in grammar.prepositions(word)):
        if name in ("in", "at"):
            at = sentence.start + noun.idx
            for mention in sentence.mentions:
                if mention.kind in (Kind.CAPITAL, Kind.COUNTRY) and mention.start <= at < mention.end:
                    joined = grammar.conjuncts(noun)
                    return tuple(dict.fromkeys(c for t in joined for c in sentence.refers.get(t.i, ())))
    return ()


def _state_media(token: Token) -> bool:
    """ "state television", "the official news agency"."""
    return _role(token) in ("media", "state") and any(c.lower_ in _OFFICIAL for c in token.children)


def _own_media(sentence: Sentence, token: Token) -> tuple[str, ...]:
    """ "Iran voted to leave, state media said": the one country that the sentence speaks of."""
    named = {mention.iso3 for mention in sentence.mentions} - ORGANISATIONS
    return tuple(named) if _state_media(token) and len(named) == 1 else ()


def _definite(token: Token) -> bool:
    return any(c.lower_ in ("the", "this", "that", "its", "his", "her", "their") for c in token.children)
