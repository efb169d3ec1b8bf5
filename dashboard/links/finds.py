"""Lays a row of the lexicon over the words around a verb or noun: who stands on which side of the act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..models import Polarity, Relation
from . import firing, grammar, lexicon, places, words
from .actors import SPEAKERS, Actor, Cast
from .lexicon import Entry

if TYPE_CHECKING:
    from spacy.tokens import Token

_FORWARD = frozenset({Relation.AID, Relation.COOPERATE, Relation.CONSULT, Relation.SUPPORT})
"""Roots whose future PLOVER codes as AGREE (PLOVER manual 2021)."""
_HOSTILE = frozenset({Relation.SANCTION, Relation.COERCE, Relation.ASSAULT})
_FAR = frozenset(Relation) - {Relation.TIES, Relation.CONSULT, Relation.AGREE, Relation.COOPERATE, Relation.SUPPORT}
"""Roots of acts that may strike what lies deep in the object: "struck targets ... in northern Iraq"."""
_PLANNING = words.of("planning")
_SAYING = words.of("saying")
_FALLING = words.of("falling")
_OWN_STANCES = frozenset({Relation.REJECT, Relation.REQUEST})
"""What an official voice tells in the passive is its own doing: "the ministry said the claims are rejected"."""
_REASONS = words.of("reasons")
_WILL = frozenset({"will", "'ll", "shall", "would", "wo"})
_CAN = _WILL | {"can", "could", "ca"}
_BETWEEN = ("between", "among", "of")


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


def of_verb(token: Token, cast: Cast) -> Find | None:
    """What a verb says, by the first of its rows whose sides are there."""
    entries = list(firing.verbs(token))
    for entry in entries:
        found = _carried(token, entry, cast) if entry.who == "cargo" else _verb(token, entry, cast, far=False)
        if found is not None:
            return found
    for entry in entries:
        if entry.relation in _FAR and not entry.who:
            found = _verb(token, entry, cast, far=True)
            if found is not None:
                return found
    return _must(token, cast) or _judged(token, cast)


def of_noun(token: Token, cast: Cast) -> Find | None:
    """What a noun says, together with the names around it."""
    entry = firing.noun(token)
    if entry is None or cast.at(token):
        return None
    around = places.of_noun(token, cast)
    if entry.who == "be":
        return _label(token, entry, around, cast)
    if entry.who == "joint" and not _joint(token, around):
        return None
    if entry.way == "~":
        return _mutual_noun(token, entry, around, cast)
    return _directed_noun(token, entry, around, cast)


def _verb(token: Token, entry: Entry, cast: Cast, *, far: bool) -> Find | None:
    sources = [a for agent in grammar.agents(token) for a in cast.of(agent) if _fits(a, entry)]
    around = places.of_verb(token, cast)
    if not sources and grammar.passive(token):
        sources = [a for a in around.get("by", []) if _fits(a, entry)]
        if not sources and entry.relation in _OWN_STANCES and not grammar.by_agents(token):
            sources = _speaker(token, cast)
    codes = {a.code for a in sources}
    where, targets = places.pick(around, _order(entry), codes)
    if entry.way == "~" and where in ("between", "among") and len(around[where]) > 1:
        sources, targets = around[where], []
    if not sources and entry.way == "~" and where in _BETWEEN:
        sources, targets = targets, []
    if sources and not targets and "x" in entry.places:
        where, targets = "x", _nested(token, cast, codes)
    if sources and not targets and far:
        targets = places.far(token, cast, codes)
    if not sources or not (targets or (entry.way == "~" and len(sources) > 1)):
        return None
    return _tempered(token, entry, sources, targets, where)


def _nested(token: Token, cast: Cast, without: set[str]) -> list[Actor]:
    """The targets of the act that a verb embeds: "threatened to launch strikes on X"."""
    for clause in grammar.clauses(token):
        inner = of_verb(clause, cast)
        if inner is not None:
            return [a for a in inner.targets if a.code not in without]
    return []


def _order(entry: Entry) -> tuple[str, ...]:
    """A demand is made of who shall do it, so the inner subject comes before the inner object."""
    if entry.relation is Relation.REQUEST and "x" in entry.places:
        return (*[p for p in entry.places if p != "x"], "xs", "x")
    return entry.places


def _fits(actor: Actor, entry: Entry) -> bool:
    if entry.who == "official":
        return actor.role in SPEAKERS
    if entry.who == "people":
        return actor.role == "people"
    return actor.role != "thing"


def _tempered(token: Token, entry: Entry, sources: list[Actor], targets: list[Actor], where: str) -> Find:
    if entry.way == "<":
        sources, targets = targets, sources
    if entry.way == "+":
        sources, targets = [*sources, *targets], []
    relation, absorbed = temper(token, entry) if targets else (entry.relation, False)
    mutual = entry.way in "~+" and not (targets and (where == "x" or absorbed))
    polarity = entry.polarity if relation is entry.relation else lexicon.root(relation)[0]
    return Find(token, entry, tuple(sources), tuple(targets), mutual, relation, polarity, absorbed)


def temper(token: Token, entry: Entry) -> tuple[Relation, bool]:
    """What "will" and "will not" make of a verb's relation, as PLOVER codes them; and whether a "not" went into it."""
    relation = entry.relation
    aux = {c.lower_ for c in token.children if c.dep_ == "aux"}
    if any(c.dep_ == "neg" for c in token.children):
        refused = aux & _CAN and entry.polarity is Polarity.COOPERATION
        return (Relation.REJECT, True) if refused else (relation, False)
    if relation in _FORWARD and (aux & _WILL or _planned(token)):
        return Relation.AGREE, False
    if relation in _HOSTILE and aux & _WILL and _own_word(token):
        return Relation.THREATEN, False
    return relation, False


def _planned(token: Token) -> bool:
    if token.dep_ != "xcomp":
        return False
    return token.head.lemma_ in _PLANNING or (token.head.lemma_ == "be" and "to" in {c.lower_ for c in token.children})


def _own_word(token: Token) -> bool:
    """ "They said they would boycott it": announced by those who would do it."""
    if token.dep_ != "ccomp" or token.head.lemma_ not in _SAYING:
        return False
    subject = grammar.child(token, "nsubj")
    return subject is not None and subject.lower_ in ("it", "they", "he", "she", "we")


def _must(token: Token, cast: Cast) -> Find | None:
    """ "Russia said that Sudan must return it": a demand of the speaker."""
    if token.lemma_ not in _SAYING:
        return None
    speakers = [a for agent in grammar.agents(token) for a in cast.of(agent) if a.role in SPEAKERS]
    codes = {a.code for a in speakers}
    for clause in token.children:
        if clause.dep_ != "ccomp" or not speakers:
            continue
        subject = grammar.child(clause, "nsubj", "nsubjpass")
        modal = next((c for c in clause.children if c.dep_ == "aux" and c.lower_ in ("must", "should")), None)
        if subject is None or modal is None or modal.i < subject.i:
            continue
        told = [a for a in places.of_subject(subject, cast) if a.code not in codes]
        if told:
            entry = next(e for e in lexicon.load().verbs["demand"] if not e.objects)
            return Find(clause, entry, tuple(speakers), tuple(told), False, Relation.REQUEST, entry.polarity, True)
    return None


def _judged(token: Token, cast: Cast) -> Find | None:
    """ "Iran said that Japan was an unreliable partner": a harsh word said of another is an accusation."""
    if token.lemma_ not in _SAYING:
        return None
    speakers = [a for agent in grammar.agents(token) for a in cast.of(agent) if a.role in SPEAKERS]
    harsh = lexicon.load().objects["bad"]
    for clause in token.children:
        subject = grammar.child(clause, "nsubj", "nsubjpass")
        if clause.dep_ != "ccomp" or clause.lemma_ != "be" or subject is None or not speakers:
            continue
        blamed = [a for a in places.of_subject(subject, cast) if a.code not in {s.code for s in speakers}]
        if blamed and firing.about(clause) & harsh:
            entry = next(e for e in lexicon.load().verbs["call"] if e.objects >= harsh)
            return Find(clause, entry, tuple(speakers), tuple(blamed), False, entry.relation, entry.polarity, True)
    return None


def _carried(token: Token, entry: Entry, cast: Cast) -> Find | None:
    """ "A ship carried Iranian oil to Japan", "Iranian oil reached Japan": goods of one side reach another."""
    around = places.of_verb(token, cast)
    agents = grammar.agents(token)
    if any(a.role != "thing" for agent in agents for a in cast.of(agent)):
        return None
    if not agents and not grammar.passive(token):
        return None
    goods = [*grammar.patients(token), *agents]
    owned = ("thing", "force", "") if grammar.passive(token) else ("thing",)
    owners = [a for noun in goods for a in cast.single(noun) if a.role in owned] or around.get("from", [])
    wanted = ("to", "into", "in") if grammar.passive(token) or around.get("to") else entry.places
    _, targets = places.pick(around, wanted, {a.code for a in owners})
    if not owners or not targets:
        return None
    return _tempered(token, entry, _distinct(owners)[:1], targets, "to")


def _joint(token: Token, around: places.Places) -> bool:
    if any(c.lower_ in ("joint", "bilateral", "combined", "trilateral") for c in token.children):
        return True
    return len(around.get("m", [])) > 1 or bool(around.get("with"))


def _mutual_noun(token: Token, entry: Entry, around: places.Places, cast: Cast) -> Find | None:
    """Sides before the noun, behind between/among/of/with, or the subject of the verb that holds it."""
    sides = _distinct([*around.get("m", []), *around.get("by", [])])
    wanted = tuple(p for p in entry.places if p != "m")
    where, others = places.pick(around, wanted, {a.code for a in sides})
    hostile = entry.relation is Relation.TIES and entry.polarity is Polarity.CONFLICT
    standing = hostile or (entry.relation is Relation.COOPERATE and entry.who != "joint")
    if not sides and (len(others) < 2 or where not in _BETWEEN) and (others or not standing):
        sides = [a for a in _subject(token, cast) if a.code not in {o.code for o in others}]
    if not sides and where in _BETWEEN and len(others) > 1:
        sides, others = others, []
    if not sides and others:
        sides = [a for a in _speaker(token, cast) if a.code not in {o.code for o in others}]
    if (len(sides) < 2 and not others) or (entry.relation is Relation.TIES and _background(token)):
        return None
    return _noun_find(token, entry, sides, others, mutual=True)


def _directed_noun(token: Token, entry: Entry, around: places.Places, cast: Cast) -> Find | None:
    before = around.get("m", [])
    if len(before) == 2 and "of" not in around and any(t.text in ("-", "–") for t in token.subtree):
        return _noun_find(token, entry, before, [], mutual=True) if entry.who == "both" else None
    free = [p for p in ("by", "from", "of") if p not in entry.places]
    sources = _distinct([*before, *(a for p in free for a in around.get(p, []))])
    if entry.way == "<":
        sources = before
    if not sources:
        sources = _subject(token, cast)
    codes = {a.code for a in sources}
    _, targets = places.pick(around, tuple(p for p in entry.places if p != "m"), codes)
    if not targets and token.dep_ in ("nsubj", "nsubjpass", "dobj") and grammar.clausal(token.head):
        beside = places.of_verb(token.head, cast)
        _, targets = places.pick(beside, tuple(p for p in entry.places if p not in ("m", "of", "in")), codes)
    if not sources or not targets:
        return None
    if entry.way == "<":
        sources, targets = targets, sources
    return _noun_find(token, entry, sources, targets, mutual=False)


def _background(token: Token) -> bool:
    """Ties named only as a reason or a topic ("because of its ties with Iran", "a row over ties") are not asserted."""
    while token.dep_ in ("pobj", "conj", "prep", "pcomp"):
        if token.lower_ in _REASONS:
            return True
        token = token.head
    return False


def _noun_find(token: Token, entry: Entry, sources: list[Actor], targets: list[Actor], *, mutual: bool) -> Find:
    """The find of a noun; "no relations" is hostility, and trade that falls is neither good nor bad."""
    polarity, absorbed = entry.polarity, False
    if entry.relation is Relation.TIES and any(c.lower_ == "no" for c in token.children):
        polarity, absorbed = Polarity.CONFLICT, True
    elif entry.relation is Relation.COOPERATE and token.head.lemma_ in _FALLING and token.dep_ == "nsubj":
        polarity = Polarity.NEUTRAL
    return Find(token, entry, tuple(sources), tuple(targets), mutual, entry.relation, polarity, absorbed)


def _label(token: Token, entry: Entry, around: places.Places, cast: Cast) -> Find | None:
    """ "Iran is a partner of Japan", "Japan, a rival of Iran": the noun names one side, its phrase the other."""
    if token.dep_ == "attr" and token.head.lemma_ == "be":
        holders = [a for agent in grammar.agents(token.head) for a in cast.of(agent)]
    elif token.dep_ == "appos":
        holders = cast.single(token.head)
    else:
        return None
    _, others = places.pick(around, ("m", *entry.places), {a.code for a in holders})
    if not holders or not others:
        return None
    return _noun_find(token, entry, holders, others, mutual=True)


def _subject(token: Token, cast: Cast) -> list[Actor]:
    """Who does the verb that holds the noun ("Iran opened talks ..."); a noun that is the subject has none."""
    if token.dep_ not in ("dobj", "pobj", "attr", "conj", "nsubjpass"):
        return []
    verb = grammar.governor(token)
    if verb is None:
        return []
    return [a for agent in grammar.agents(verb) for a in cast.of(agent) if a.role != "thing" and agent.i != token.i]


def _speaker(token: Token, cast: Cast) -> list[Actor]:
    """Whose statement or figures a noun stands in: "Iran said cooperation with Japan would grow"."""
    for above in (token, *token.ancestors):
        if above.dep_ == "ccomp" and grammar.clausal(above.head):
            return [a for agent in grammar.agents(above.head) for a in cast.single(agent)][:1]
        if above.dep_ in ("relcl", "advcl", "acl"):
            return []
    return []


def _distinct(actors: list[Actor]) -> list[Actor]:
    found: dict[str, Actor] = {}
    for actor in actors:
        found.setdefault(actor.code, actor)
    return list(found.values())
