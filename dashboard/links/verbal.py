"""Lays the rows of a verb over the words around it: who stands on which side of the act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import Kind, Polarity, Relation
from . import firing, grammar, lexicon, places, sites, unsaid, words
from .actors import SPEAKERS, Actor, Cast
from .finds import BETWEEN, SAYING, Find, distinct, speaker, temper
from .lexicon import Entry

if TYPE_CHECKING:
    from spacy.tokens import Token

_FAR = frozenset(Relation) - {Relation.TIES, Relation.CONSULT, Relation.AGREE, Relation.COOPERATE, Relation.SUPPORT}
"""Roots of acts that may strike what lies deep in the object: "struck targets ... in northern Iraq"."""
_OWN_STANCES = frozenset({Relation.REJECT, Relation.REQUEST})
"""What an official voice tells in the passive is its own doing: "the ministry said the claims are rejected"."""

_BY_WEAPON = frozenset({Relation.ASSAULT, Relation.MOBILIZE, Relation.COERCE})
"""Roots of acts that arms do for their owner: "Iranian drones hit a port"."""
_WEAPONS = words.of("weapons")
_LEAVING = words.of("leaving")
_HELPING = words.of("helping")
_CAPTIVES = frozenset({"people", "official", "force"})
_PRIVATE = frozenset({"people", "media", "organisation"})
"""Whoever talks to these talks to no state: "told Russian journalists"."""


def of_verb(token: Token, cast: Cast) -> Find | None:
    """What a verb says, by the first of its rows whose sides are there."""
    entries = [] if _left_open(token) else list(firing.verbs(token))
    between = _brought_together(token, cast)
    if between is not None:
        return between
    if token.lemma_ == "tell" and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in token.children):
        entries = [e for e in lexicon.load().verbs["order"] if not e.objects]
    for entry in entries:
        if (entry.who == "home" and not _at_home(token, cast)) or (entry.who == "captives" and not _held(token, cast)):
            continue
        if token.lemma_ == "be" and entry.who == "official" and _described(token):
            continue
        found = _carried(token, entry, cast) if entry.who == "cargo" else _verb(token, entry, cast, far=False)
        if found is not None:
            return found
    for entry in entries:
        if entry.relation in _FAR and not entry.who:
            found = _verb(token, entry, cast, far=True)
            if found is not None:
                return found
    return unsaid.jointly(token, cast)


def _left_open(token: Token) -> bool:
    """ "has not ruled out strikes on X": no refusal of X's, and of nothing else."""
    words_around = (*token.children, *(token.head.children if token.dep_ == "conj" else ()))
    return token.lemma_ in _LEAVING and any(c.dep_ == "neg" or c.lower_ in ("neither", "nor") for c in words_around)


def _described(token: Token) -> bool:
    """ "In Helsinki officials were silent": tells how they were, not that they came; "due in" tells that they go."""
    told = [c for c in token.children if c.dep_ in ("acomp", "attr")]
    return any(c.lower_ not in ("due", "back", "present", "there", "here") for c in told)


def _brought_together(token: Token, cast: Cast) -> Find | None:
    """ "X helped A and B restore ties" is no aid: X stood between them, as one who brokers."""
    if token.lemma_ not in _HELPING:
        return None
    helpers = [a for agent in grammar.agents(token) for a in cast.of(agent) if a.role in SPEAKERS]
    for clause in grammar.clauses(token):
        inner = of_verb(clause, cast)
        if inner is None or not inner.mutual or inner.group or not helpers:
            continue
        sides = distinct([*inner.sources, *inner.targets])
        if not {a.code for a in helpers} & {a.code for a in sides}:
            entry = next(e for e in lexicon.load().verbs["broker"] if not e.who)
            return Find(token, entry, tuple(helpers), tuple(sides), False, entry.relation, entry.polarity)
    return None


def _at_home(token: Token, cast: Cast) -> bool:
    """ "X welcomed Y to Beijing", "hosted Y for talks in Beijing": is the place the subject's own?"""
    own = {a.code for agent in grammar.agents(token) for a in cast.of(agent)}
    return any(
        noun.dep_ == "pobj"
        and noun.head.lower_ in ("to", "in", "at")
        and noun.i > token.i
        and grammar.governor(noun) == token
        for noun in token.subtree
        if any(a.code in own and a.kind in (Kind.CAPITAL, Kind.COUNTRY) for a in cast.at(noun))
    )


def _held(token: Token, cast: Cast) -> bool:
    """ "Handed over two Americans", "holds Japanese sailors": is the object people, as against goods?"""
    held = [a for patient in grammar.patients(token) for a in cast.of(patient)]
    return any(a.role in _CAPTIVES or (a.role == "self" and a.kind in (Kind.DEMONYM, Kind.PERSON)) for a in held)


def of_speech(token: Token, cast: Cast) -> Find | None:
    """What a speaker demands or holds against another in a clause of its own."""
    return _must(token, cast) or _judged(token, cast)


def _verb(token: Token, entry: Entry, cast: Cast, *, far: bool) -> Find | None:
    sources = [a for agent in grammar.agents(token) for a in cast.of(agent) if _fits(a, entry, token)]
    around = places.of_verb(token, cast)
    if not sources and grammar.passive(token):
        sources = [a for a in around.get("by", []) if _fits(a, entry, token)] or unsaid.doers(
            token, entry, around, cast
        )
        if not sources and entry.relation in _OWN_STANCES and not grammar.by_agents(token):
            sources = speaker(token, cast)
    if entry.way == "~" or entry.relation not in sites.REACHED:
        around = {name: [a for a in there if a.role != sites.ROLE] for name, there in around.items()}
    codes = {a.code for a in sources}
    if len(codes) > 1 and _each_other(token):
        relation, absorbed = temper(token, entry)
        polarity = entry.polarity if relation is entry.relation else lexicon.root(relation)[0]
        return Find(token, entry, tuple(distinct(sources)), (), True, relation, polarity, absorbed)
    if entry.relation is Relation.CONSULT:
        around = {name: [a for a in there if a.role not in _PRIVATE] for name, there in around.items()}
    where, targets = places.pick(around, _order(entry), codes)
    if entry.way == "~" and where == "in" and len(codes) > 1:
        targets = []  # "A and B signed it in Nairobi": the third only lent the place
    if entry.way == "~" and where in ("between", "among") and len(around[where]) > 1:
        sources, targets = around[where], []
    if not sources and entry.way == "~" and where in BETWEEN:
        sources, targets = targets, []
    if sources and not targets and "x" in entry.places:
        where, targets = "x", _nested(token, cast, codes)
    if sources and not targets and entry.polarity is Polarity.CONFLICT:
        targets = _accuser(token, cast, codes)
    if sources and not targets and entry.relation is Relation.THREATEN:
        targets = _unless(token, cast, codes)
    if sources and not targets and far:
        own = _moved(token, cast) if entry.relation is Relation.MOBILIZE else set()
        targets = places.far(token, cast, codes | own, anywhere=entry.relation is not Relation.AID)
    if not sources or not (targets or (entry.way == "~" and len(sources) > 1)):
        return None
    if where == "x" and entry.relation is Relation.AGREE and _kept_from(token, cast):
        return None
    return _tempered(token, _struck_by(token, entry), sources, targets, where)


def _moved(token: Token, cast: Cast) -> set[str]:
    """ "Moved North Korean soldiers to Vladivostok": those who are moved are not those they are moved against."""
    return {a.code for patient in grammar.patients(token) for a in cast.single(patient)}


def _kept_from(token: Token, cast: Cast) -> bool:
    """ "Promised Brussels not to sell arms to Russia": what is promised is no help to Russia."""
    for clause in grammar.clauses(token):
        inner = of_verb(clause, cast) if any(c.dep_ == "neg" for c in clause.children) else None
        if inner is not None and inner.entry.polarity is Polarity.COOPERATION:
            return True
    return False


def _struck_by(token: Token, entry: Entry) -> Entry:
    """ "US sanctions hit X" is a sanction and no attack."""
    told = [firing.noun(agent) for agent in grammar.agents(token)] if entry.relation is Relation.ASSAULT else []
    return next((noun for noun in told if noun is not None and noun.relation is Relation.SANCTION), entry)


def _nested(token: Token, cast: Cast, without: set[str]) -> list[Actor]:
    """The targets of the act that a verb embeds: "threatened to launch strikes on X"."""
    for clause in grammar.clauses(token):
        inner = of_verb(clause, cast)
        if inner is not None:
            return [a for a in inner.targets if a.code not in without]
    return []


def _unless(token: Token, cast: Cast, without: set[str]) -> list[Actor]:
    """ "Threatened a strike unless X gives way": X is the one threatened."""
    for verb in (token, *grammar.clauses(token)):
        for c in verb.children:
            subject = grammar.child(c, "nsubj", "nsubjpass") if c.dep_ == "advcl" else None
            if subject is not None and any(m.lower_ in ("unless", "if") for m in c.children if m.dep_ == "mark"):
                return [a for a in places.of_subject(subject, cast) if a.code not in without]
    return []


def _each_other(token: Token) -> bool:
    """Is the object "each other" or "one another", also behind a preposition?"""
    objects = [*grammar.patients(token), *(noun for _, noun in grammar.prepositions(token))]
    return any(
        o.lower_ in ("other", "another") and any(c.lower_ in ("each", "one") for c in o.children) for o in objects
    )


def _accuser(token: Token, cast: Cast, without: set[str]) -> list[Actor]:
    """ "Nepal accused India of imposing a blockade": whoever accuses is the one it was done to."""
    if token.dep_ != "pcomp":
        return []
    verb = token.head.head
    entry = next(firing.verbs(verb), None) if grammar.clausal(verb) else None
    if entry is None or entry.relation is not Relation.ACCUSE:
        return []
    return [a for agent in grammar.agents(verb) for a in cast.of(agent) if a.code not in without]


def _order(entry: Entry) -> tuple[str, ...]:
    """A demand is made of who shall do it, so the inner subject comes before the inner object."""
    if entry.relation is Relation.REQUEST and "x" in entry.places:
        return (*[p for p in entry.places if p != "x"], "xs", "x")
    return entry.places


def _fits(actor: Actor, entry: Entry, token: Token) -> bool:
    if actor.role == "thing" and entry.who in ("", "force") and entry.relation in _BY_WEAPON:
        return token.doc[actor.token].lemma_.lower() in _WEAPONS
    if entry.who == "official":
        return actor.role in SPEAKERS
    if entry.who == "force":
        return actor.role == "force"
    if entry.who == "people":
        return actor.role == "people" or (actor.role == "self" and actor.kind is Kind.DEMONYM)
    return actor.role not in ("thing", sites.ROLE)


def _tempered(token: Token, entry: Entry, sources: list[Actor], targets: list[Actor], where: str) -> Find:
    if entry.way == "<":
        sources, targets = targets, sources
    if entry.way == "+":
        sources, targets = [*sources, *targets], []
    relation, absorbed = temper(token, entry) if targets else (entry.relation, False)
    mutual = entry.way in "~+" and not (targets and (where == "x" or absorbed))
    polarity = entry.polarity if relation is entry.relation else lexicon.root(relation)[0]
    friendly = relation is Relation.TIES and polarity is not Polarity.CONFLICT  # "no quarrel with" stays denied
    if friendly and any(c.lower_ == "no" for p in grammar.patients(token) for c in p.children):
        polarity, absorbed = Polarity.CONFLICT, True
    return Find(token, entry, tuple(sources), tuple(targets), mutual, relation, polarity, absorbed)


def _must(token: Token, cast: Cast) -> Find | None:
    """ "Russia said that Sudan must return it": a demand of the speaker."""
    if token.lemma_ not in SAYING:
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
    if token.lemma_ not in SAYING:
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
    return _tempered(token, entry, distinct(owners)[:1], targets, "to")
