"""Finds the actors of a parsed sentence: which country or organisation each noun phrase stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from .. import rows
from ..errors import BadData
from ..models import ORGANISATIONS, Kind
from . import grammar, sites, words
from .parts import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

FILE = rows.DATA / "vocabulary" / "roles.csv"
CLASSES = frozenset({"official", "state", "force", "people", "organisation", "media", "thing", "part"})
SPEAKERS = frozenset({"official", "state", "self"})
"""Roles that stand for their state when they travel, meet or speak."""
_LOCALS = frozenset({"official", "people", "force"})
"""Who can be called by a place ("Kharkiv residents"); "Geneva talks" say only where they were."""
_MODIFIERS = frozenset({"amod", "compound", "poss", "nmod", "nummod"})
_BELONGING = ("of", "from", "for", "in")
_LOCAL = frozenset({"security", "police", "border", "prison", "local", "government"})
_BACKED = words.of("backed")
_TOGETHER = re.compile(r"\b(?:jointly|" + "|".join(sorted(words.of("joint"))) + r")\b")
_HOMED = words.of("homed")
_ATTACHED = words.of("attached")
_SERVING = words.of("serving")
_PAY = words.of("pay")
_OTHERS = words.of("others")
_DEPTH = 5


@dataclass(frozen=True, slots=True)
class Actor:
    """A country or organisation code where a sentence names it.

    `token` is the head of its noun phrase, `word` the token that names it; `role` is "self" for the country itself
    and its people of office, else a class of roles.csv; `bound` is False for a thing that only carries the name.
    """

    code: str
    token: int
    word: int
    role: str
    kind: Kind
    via: str = "name"


@dataclass(slots=True)
class Cast:
    """The actors of one sentence by the token that names them or points back to them.

    `joint`: does a word of the sentence speak of what is done or owned together?
    """

    named: dict[int, list[Actor]] = field(default_factory=dict)
    joint: bool = False

    def at(self, token: Token) -> list[Actor]:
        """The actors that this very token names or points to."""
        return self.named.get(token.i, [])

    def add(self, token: Token, codes: tuple[str, ...], kind: Kind, via: str, role: str = "self") -> None:
        """Records that a word points back to these codes."""
        self.named[token.i] = [Actor(code, token.i, token.i, role, kind, via) for code in codes]

    def of(self, token: Token) -> list[Actor]:
        """The actors that the noun phrase headed by the token stands for, joined ones included; each code once."""
        found: dict[str, Actor] = {}
        for noun in self._listed(token):
            if noun.i == token.i or not grammar.clausal(noun):
                for actor in self._phrase(noun, 0):
                    found.setdefault(actor.code, actor)
        return list(found.values())

    def _listed(self, token: Token) -> list[Token]:
        """The nouns joined to a token; a name that the parser hung on another name is joined too."""
        found = grammar.conjuncts(token)
        for noun in list(found):
            for c in noun.children:
                beside = c.dep_ == "appos" or (c.dep_ == "nmod" and any(d.dep_ == "cc" for d in c.children))
                if beside and self.at(c) and self.at(noun) and self.at(c)[0].code != self.at(noun)[0].code:
                    found += grammar.conjuncts(c)
        return found

    def single(self, token: Token) -> list[Actor]:
        """The actors of the noun phrase itself, without those joined to it."""
        return self._phrase(token, 0)

    def modifiers(self, noun: Token) -> list[Actor]:
        """The actors that stand before a noun ("Russian oil", "Iran's drones", "US-China trade")."""
        found: dict[str, Actor] = {}
        for c in noun.children:
            if c.dep_ in _MODIFIERS or (c.dep_ == "punct" and self.at(c)):
                for token in [t for joined in grammar.conjuncts(c) for t in (joined, *_hyphened(joined))]:
                    actors = self.at(token) or (self._phrase(token, 1) if c.dep_ == "poss" else self.modifiers(token))
                    for actor in [*self._hyphen(token), *actors]:
                        if actor.role != sites.ROLE or role_of(noun) in _LOCALS:
                            found.setdefault(actor.code, actor)
        return list(found.values())

    def _hyphen(self, name: Token) -> list[Actor]:
        """The first of two names that stand together before a noun ("the Russia-Ukraine conflict")."""
        if not self.at(name):
            return []
        before = [c for c in name.children if c.dep_ in _MODIFIERS or c.dep_ in ("npadvmod", "punct")]
        return [a for c in before for a in self.at(c)]

    def _phrase(self, noun: Token, depth: int) -> list[Actor]:
        if depth > _DEPTH:
            return []
        own = self.at(noun)
        if own:
            return own
        role = role_of(noun)
        if role == "part":
            return [a for name, inner in grammar.prepositions(noun) if name == "of" for a in self._joined(inner, depth)]
        found = [replace(actor, token=noun.i, role=role) for actor in self.modifiers(noun)]
        if noun.lemma_.lower() in _OTHERS and (other := self._apposition(noun, depth)):
            return other
        if found and all(actor.code in ORGANISATIONS for actor in found):
            found = [a for a in self._apposition(noun, depth) if a.code not in ORGANISATIONS] or found
        if not found and role not in ("thing", ""):
            serving = [replace(actor, token=noun.i, role=role) for actor in self._serving(noun, depth)]
            found = serving or self._belonging(noun, role, depth)
        return found or self._apposition(noun, depth)

    def _belonging(self, noun: Token, role: str, depth: int) -> list[Actor]:
        """ "officials from Japan", "the president of Iran"; places ("troops in Syria") only name where people are."""
        for wanted in _BELONGING:
            for name, inner in grammar.prepositions(noun):
                local = role in ("people", "state", "organisation") or any(c.lower_ in _LOCAL for c in noun.children)
                if name == wanted and (name in ("of", "from") or local):
                    actors = self._joined(inner, depth)
                    if actors:
                        return [replace(actor, token=noun.i, role=role) for actor in actors]
        above = [noun.head] if noun.dep_ == "nsubj" and noun.head.tag_ in ("VBD", "VBN") else []
        for c in [*noun.children, *above]:
            if (c.dep_ in ("acl", "amod") or c in above) and (c.lemma_ in _ATTACHED or c.lower_ in _BACKED):
                for name, inner in grammar.prepositions(c):
                    home = name == "in" and c.lower_ in _HOMED
                    if home or name in ("to", "with") or (name == "by" and c.lower_ in _BACKED):
                        return [replace(actor, token=noun.i, role=role) for actor in self._joined(inner, depth)]
        return []

    def _serving(self, noun: Token, depth: int) -> list[Actor]:
        """ "Hackers working for Iran", "gunmen in Iran's pay": those whom they serve."""
        for c in noun.children:
            if c.dep_ == "acl" and c.lemma_ in _SERVING:
                for name, inner in grammar.prepositions(c):
                    if name in ("for", "behalf of") or (name == "on" and inner.lower_ == "behalf"):
                        return self._joined(inner, depth)
        for name, inner in grammar.prepositions(noun):
            if name == "in" and inner.lemma_.lower() in _PAY:
                return self.modifiers(inner)
        return []

    def _joined(self, noun: Token, depth: int) -> list[Actor]:
        return [actor for token in grammar.conjuncts(noun) for actor in self._phrase(token, depth + 1)]

    def _apposition(self, noun: Token, depth: int) -> list[Actor]:
        beside = grammar.child(noun, "appos")
        return self._phrase(beside, depth + 1) if beside is not None and noun.pos_ != "VERB" else []


def _hyphened(participle: Token) -> list[Token]:
    """The name in front of "-based", "-backed" and the like ("US-backed rebels" belong to the United States' side)."""
    if participle.lower_ not in _BACKED:
        return []
    return [c for c in participle.children if c.dep_ in ("npadvmod", "amod", "nmod", "compound", "advmod")]


def cast(sentence: Sentence) -> Cast:
    """The actors that the sentence names itself; `coreference.resolve` adds those it points to."""
    found = Cast(joint=_TOGETHER.search(sentence.text) is not None)
    doc = sentence.doc
    if doc is None:
        return found
    for mention in sentence.mentions:
        span = doc.char_span(mention.start - sentence.start, mention.end - sentence.start, alignment_mode="expand")
        if span is None or mention.start - sentence.start < sentence.label or sentence.is_tail(mention.start):
            continue
        word = span.root
        if word.pos_ == "SPACE" or _by_descent(span):
            continue
        actor = Actor(mention.iso3, word.i, word.i, "self", mention.kind)
        found.named.setdefault(word.i, []).append(actor)
    for place, start in sites.find(doc, sentence.text):
        if place not in found.named and doc[place].idx >= sentence.label:
            code = sites.country(doc, place, start)
            found.named[place] = [Actor(code, place, place, sites.ROLE, Kind.COUNTRY, "place")]
    if "Korea" in sentence.text:
        _koreas(doc, found)
    return found


def _koreas(doc: Doc, found: Cast) -> None:
    """ "The two Koreas", "inter-Korean talks": one word that names two countries."""
    for token in doc:
        inter = token.text == "Korean" and token.i > 1 and doc[token.i - 2].lower_ == "inter"
        if token.text == "Koreas" or inter:
            kind = Kind.DEMONYM if inter else Kind.COUNTRY
            found.named[token.i] = [Actor(code, token.i, token.i, "self", kind) for code in ("PRK", "KOR")]


def _by_descent(span: Span) -> bool:
    """ "Ethnic Albanian fighters": people of another state, who do not act for that one."""
    return span.start > 0 and span.doc[span.start - 1].lower_ == "ethnic"


def role_of(noun: Token) -> str:
    """The class of a noun in roles.csv; "" for a noun that the file does not know."""
    known = roles().get(noun.lemma_.lower(), roles().get(noun.lower_, roles().get(noun.lower_.removesuffix("s"), "")))
    if known or noun.pos_ != "PROPN":
        return known
    before = [
        roles().get(c.lemma_.lower(), "") for c in noun.children if c.dep_ in ("compound", "nmod", "amod", "appos")
    ]
    return next((role for role in before if role), "")


@lru_cache(maxsize=1)
def roles() -> dict[str, str]:
    """Nouns and their classes, as roles.csv lists them. Raises BadData on an unknown class or a noun listed twice."""
    found: dict[str, str] = {}
    for row in rows.read(FILE, ("class", "nouns", "example")):
        name = rows.choice(row, "class", sorted(CLASSES))
        for noun in rows.many(row, "nouns"):
            if found.setdefault(noun, name) != name:
                raise BadData(f"{row.where}: {noun!r} is {name} here and {found[noun]} above; keep one of the two.")
    return found
