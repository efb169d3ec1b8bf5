"""Questions to a dependency tree: who does it, to whom, inside which clause. Knows no countries and no rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from . import words

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_PROMISERS = words.of("promisers")
"""Verbs whose subject, not object, does the infinitive: "Russia promised Iran to help"."""
STATIVE = words.of("stative")
"""Participles that describe their subject: "Iran is opposed to it" is no passive."""
_INTENTIONS = words.of("intentions")
"""Nouns whose infinitive is done by who holds them: "Iran has a plan to ...", but not "vetoed a text to ..."."""
_DOCUMENTS = words.of("documents")
_EVIDENCE = words.of("evidence")
_JUDGING = words.of("judging")
_CALLERS = words.of("callers")
"""Verbs that ask somebody behind a preposition to act: "called on Iran to stop"."""
_HELD = words.of("held")
_COMPOUND = words.of("compound")
_DEPTH = 6


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of the dependency labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def clausal(token: Token) -> bool:
    """Is the token the head of a clause? A plural noun with a subject is a verb misread ("Iran rejects")."""
    if token.pos_ in ("VERB", "AUX"):
        return True
    return token.dep_ in ("ROOT", "ccomp") and token.tag_ == "NNS" and child(token, "nsubj") is not None


def passive(verb: Token) -> bool:
    """A passive clause, or a past participle behind its noun ("missiles shipped by Iran")."""
    if verb.lemma_ in STATIVE and not by_agents(verb):
        return False
    if child(verb, "nsubjpass", "auxpass", "csubjpass") is not None or _held(verb):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and child(verb, *SUBJECTS) is None and child(verb, "aux") is None:
        return clausal(verb.head) and passive(verb.head)
    participle = verb.dep_ in ("acl", "advcl") and verb.tag_ == "VBN" and child(verb, "aux") is None
    return participle and child(verb, *OBJECTS) is None


def _held(verb: Token) -> bool:
    """ "Sailors, held captive in Iran": the one object only says what became of the subject."""
    objects = [c for c in verb.children if c.dep_ in OBJECTS | {"oprd", "acomp"}]
    return verb.lower_ == "held" and len(objects) == 1 and objects[0].lemma_ in _HELD


def agents(verb: Token, depth: int = 0) -> list[Token]:
    """The nouns that do what the verb says: subject, "by" phrase, or what controls an infinitive or participle."""
    if depth > _DEPTH:
        return []
    if passive(verb):
        return by_agents(verb)
    subject = child(verb, *SUBJECTS, *(PASSIVE_SUBJECTS if verb.lemma_ in STATIVE else ()))
    if subject is not None:
        return [antecedent(c, verb) for c in verb.children if c.dep_ == subject.dep_]
    return _controlled(verb, depth)


def by_agents(verb: Token) -> list[Token]:
    """The nouns behind "by" of a passive verb or an event noun."""
    preps = [c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")]
    return [noun for prep in preps if (noun := child(prep, "pobj")) is not None]


def _controlled(verb: Token, depth: int) -> list[Token]:
    head, label = verb.head, verb.dep_
    if head.i == verb.i:
        return []
    if label == "conj" and clausal(head):
        return patients(head) if passive(head) else agents(head, depth + 1)
    if label in ("xcomp", "ccomp", "advcl") and clausal(head):
        if head.lemma_ in _CALLERS and verb.tag_ == "VB":
            called = next((n for name, n in prepositions(head) if name in ("on", "upon", "to", "for")), None)
            if called is not None:
                return [called]
        given = child(head, "dobj", "dative") if label != "advcl" else None
        if given is not None and head.lemma_ not in _PROMISERS:
            return [given]
        return patients(head) if passive(head) else agents(head, depth + 1)
    if label == "acl":
        active = verb.tag_ == "VBG" or (verb.tag_ == "VBN" and child(verb, *OBJECTS) is not None)
        if active and head.lemma_.lower() in _DOCUMENTS:
            return [head, *_writers(head, depth)]
        if active and head.lemma_.lower() in _EVIDENCE:
            return [noun for name, noun in prepositions(head) if name in ("of", "on", "about") and noun.i < verb.i]
        return [head] if active else holders(head, depth + 1)
    if label == "relcl":
        if head.dep_ == "appos":
            return [head, head.head]
        return [head] if child(verb, *OBJECTS) is not None or child(verb, "mark") is None else []
    if label == "pcomp":
        return _behind_preposition(head.head, depth)
    return []


def _writers(document: Token, depth: int) -> list[Token]:
    """Who speaks through a document: its owner, else who sends or signs it, but not who judges it."""
    owner = child(document, "poss")
    verb = governor(document) if document.dep_ in OBJECTS | {"pobj"} else None
    if owner is not None or verb is None:
        return [owner] if owner is not None else []
    return agents(verb, depth + 1) if verb.lemma_ not in _JUDGING else []


def _behind_preposition(governor: Token, depth: int) -> list[Token]:
    """Who does the -ing behind a preposition: "accused Iran of arming", "by preparing for war"."""
    if governor.dep_ == "acomp" and clausal(governor.head):
        return agents(governor.head, depth + 1)
    if not clausal(governor):
        return holders(governor, depth + 1)
    given = child(governor, *OBJECTS)
    if passive(governor):
        return patients(governor)
    return [given] if given is not None else agents(governor, depth + 1)


def holders(noun: Token, depth: int = 0) -> list[Token]:
    """Whose plan, refusal or bid a noun is: its possessor, else who does the verb it belongs to."""
    owner = child(noun, "poss")
    if owner is not None:
        return [owner]
    behind = next((inner for name, inner in prepositions(noun) if name == "of" and inner.dep_ == "pobj"), None)
    if behind is not None:
        return [behind]
    if noun.dep_ in ("dobj", "attr", "pobj") and depth <= _DEPTH and noun.lemma_.lower() in _INTENTIONS:
        verb = governor(noun)
        return agents(verb, depth + 1) if verb is not None and verb.lemma_ not in _JUDGING else []
    return []


def patients(verb: Token) -> list[Token]:
    """The nouns that it is done to: object, passive subject, or the noun a passive participle stands behind."""
    found = [
        c for c in verb.children if c.dep_ in OBJECTS | {"nsubjpass", "dative", "oprd", "attr"} and c.dep_ != "oprd"
    ]
    if not any(c.dep_ in OBJECTS | PASSIVE_SUBJECTS for c in found):
        if verb.dep_ == "conj" and clausal(verb.head) and passive(verb):
            found += patients(verb.head)
        elif verb.dep_ == "acl" and verb.tag_ == "VBN":
            found.append(verb.head)
        elif verb.dep_ == "relcl" and child(verb, *SUBJECTS) is not None:
            subject = child(verb, *SUBJECTS)
            if subject is not None and subject.lower_ not in RELATIVES:
                found.append(verb.head)
    return [antecedent(token, verb) for token in found]


def antecedent(token: Token, verb: Token) -> Token:
    """What a relative pronoun stands for; any other token stands for itself."""
    if token.lower_ in RELATIVES and token.pos_ in ("PRON", "DET", "SCONJ"):
        clause = verb
        while clause.dep_ == "conj" and clausal(clause.head):
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return token


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """The prepositional phrases of a token: (preposition, noun behind it), "as well as" and chains included."""
    for prep in token.children:
        if prep.lower_ in _COMPOUND and any(c.lower_ in ("to", "with", "of") for c in prep.children):
            continue
        if prep.dep_ not in ("prep", "agent", "dative") or prep.pos_ not in ("ADP", "SCONJ", "VERB", "ADV", "PART"):
            continue
        name = prep.lower_
        for noun in prep.children:
            if noun.dep_ in ("pobj", "pcomp"):
                yield name, noun
            elif noun.dep_ == "prep":
                for inner in noun.children:
                    if inner.dep_ == "pobj":
                        yield f"{name} {noun.lower_}" if noun.lower_ == "of" else noun.lower_, inner
            elif noun.dep_ == "conj":
                yield from ((name, inner) for inner in noun.children if inner.dep_ == "pobj")


def clauses(token: Token) -> Iterator[Token]:
    """The heads of the complement clauses of a verb or noun ("to send", "that X sends", "of sending")."""
    for c in token.children:
        marks = {m.lower_ for m in c.children if m.dep_ == "mark"}
        if c.dep_ == "ccomp" and c.i < token.i and any(t.text == ";" for t in token.doc[c.i : token.i]):
            continue  # "Iran condemned it; Japan promised help": two sentences in one
        told = c.dep_ in ("xcomp", "ccomp") or (c.dep_ == "acl" and (c.tag_ == "VB" or bool(marks)))
        if told or (c.dep_ == "advcl" and "for" in marks):
            yield c
        elif c.dep_ == "prep":
            yield from (inner for inner in c.children if inner.dep_ == "pcomp")
        elif c.dep_ in ("acomp", "oprd") and not clausal(c):
            yield from clauses(c)


def conjuncts(token: Token) -> list[Token]:
    """The token and what is joined to it by "and", commas and the like."""
    found, waiting = [], [token]
    while waiting and len(found) < 40:
        current = waiting.pop(0)
        found.append(current)
        waiting.extend(c for c in current.children if c.dep_ == "conj")
    return found


def governor(noun: Token) -> Token | None:
    """The verb that a noun belongs to, climbing over prepositions, partitives and conjunctions."""
    token = noun
    for _ in range(_DEPTH):
        token = token.head
        if clausal(token):
            return token
        if token.head.i == token.i:
            return None
    return None
