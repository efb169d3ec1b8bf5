"""Climbs a dependency tree one step: to which word, and what the word reached does to the one left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import cues
from .cues import FACT, FUTURE, NEGATED, UNCERTAIN, Cue
from .operators import AUX, SUBJECTS, modal, negation, nominal
from .parts import Factuality

if TYPE_CHECKING:
    from spacy.tokens import Token

CLAUSES = frozenset({"ccomp", "xcomp", "pcomp", "acl", "relcl", "advcl", "dep", "parataxis"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step up: to which word, what the step itself does, and whether that word's own cues are used up."""

    to: Token | None
    effects: tuple[tuple[Factuality, str], ...] = ()
    passed: bool = False


STOP = Step(None)


def step(node: Token) -> Step:
    """One step towards the root, with what the word reached does to the one left."""
    head, dep = node.head, node.dep_
    if head == node or dep == "ROOT":
        return STOP
    if dep == "conj":
        own = any(c.dep_ in SUBJECTS or c.dep_ in AUX for c in node.children)
        return Step(head, passed=own)
    if dep in CLAUSES:
        return _from_clause(node, head, dep)
    if dep in ("dobj", "nsubjpass", "attr", "oprd", "dative"):
        return _from_object(node, head)
    if dep in ("nsubj", "csubj"):
        return _from_subject(head)
    if dep in ("pobj", "prep"):
        return _from_preposition(node, head, dep)
    return Step(head) if dep in ("compound", "amod", "nmod", "appos", "poss") and head.pos_ != "PROPN" else STOP


def _from_clause(node: Token, head: Token, dep: str) -> Step:
    if dep == "advcl":
        return _from_adverbial(node, head)
    if dep == "relcl":
        return STOP
    if dep == "pcomp":
        return _from_preposition(node, head, "pobj")
    if head.pos_ in ("NOUN", "PROPN", "PRON"):
        return _from_noun(node, head)
    if dep == "ccomp" and any(c.tag_ in ("WP", "WRB", "WDT") and c.i < node.i for c in node.children):
        return STOP
    if dep == "xcomp" and any(c.dep_ == "advmod" and c.lower_ == "too" for c in head.children):
        return Step(None, ((NEGATED, "too ... to"),))
    cue = _heard(head) or cues.of(head, "clause") or cues.of_phrase(head, "clause")
    if cue is None:
        return Step(head) if dep == "xcomp" else STOP
    if dep == "ccomp" and (_apart(node, head) or _implicative(node, cue)):
        return STOP
    if dep == "ccomp" and head.dep_ == "acomp" and negation(head.head):  # "is not convinced that ..."
        return Step(head.head, ((cue.denied, cue.rule),), passed=True)
    return Step(head, (_applied(cue, head),), passed=False) if not negation(head) else _consumed(head, cue)


def _heard(verb: Token) -> Cue | None:
    """ "is said to have sold", "it is thought that ...", "accused of selling": whose word it is nobody tells."""
    bare = verb.dep_ in ("acl", "advcl") and verb.tag_ == "VBN" and not any(c.dep_ in AUX for c in verb.children)
    if bare or any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return cues.table().get(("passive", verb.lemma_.lower()))
    return None


def _apart(node: Token, head: Token) -> bool:
    """Two clauses that only a semicolon or a comma joins, taken by the parser for one inside the other."""
    first, last = sorted((node.i, head.i))
    if any(token.text in (";", ":") for token in node.doc[first:last]):
        return True
    return node.i < head.i and any(c.dep_ in ("xcomp", "dobj") for c in head.children)


def _implicative(node: Token, cue: Cue) -> bool:
    """ "fail" and "refuse" undo the infinitive they govern, not a clause with its own subject."""
    return cue.effect is NEGATED and cue.denied is FACT and any(c.dep_ in SUBJECTS for c in node.children)


def _consumed(head: Token, cue: Cue) -> Step:
    """The embedding word is negated: its `denied` effect holds and its negation is used up."""
    effects = [(cue.denied, cue.rule)]
    verb = modal(head)
    if verb and cue.denied is not NEGATED:
        effects.append((verb.effect, verb.rule))
    return Step(head, tuple(effects), passed=True)


def _applied(cue: Cue, head: Token) -> tuple[Factuality, str]:
    return (cue.denied if negation(head) else cue.effect), cue.rule


def _from_adverbial(node: Token, head: Token) -> Step:
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in node.children)
    marked = any(c.dep_ == "mark" for c in node.children)
    cue = None if marked else cues.of(head, "clause") or cues.of_phrase(head, "clause")
    if cue and (to or (node.tag_ == "VBG" and not _behind_comma(node))):
        return Step(head, (_applied(cue, head),), passed=bool(negation(head)))
    if to:
        return Step(head, ((UNCERTAIN, "purpose"),))
    if marked or node.tag_ not in ("VBG", "VBN") or any(c.dep_ in AUX for c in node.children):
        return STOP
    verb = modal(head)
    return Step(head, ((verb.effect, verb.rule),) if verb else (), passed=True)


def _behind_comma(node: Token) -> bool:
    """ "ordered them to leave, blaming Japan": what is done beside, not what is ordered."""
    return node.left_edge.i > 0 and node.left_edge.nbor(-1).text == ","


def _from_object(node: Token, head: Token) -> Step:
    if head.pos_ not in ("VERB", "AUX"):
        return STOP
    cue = cues.of(head, "object")
    if cue is None:
        taken = _definite(node) and cues.of(head, "happening") is None
        return STOP if taken else Step(head)
    if negation(head):
        return _consumed(head, cue)
    return Step(head, ((cue.effect, cue.rule),))


def _definite(noun: Token) -> bool:
    """ "did not discuss the attack": what "the" or an owner stands before is taken as given."""
    return noun.pos_ == "NOUN" and any(
        (c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those")) or c.dep_ == "poss"
        for c in noun.children
    )


def _from_subject(head: Token) -> Step:
    cue = cues.of(head, "happening")
    if cue is None:
        return STOP
    return Step(head, ((cue.effect, cue.rule),))


def _from_noun(node: Token, noun: Token) -> Step:
    cue = cues.of(noun, "noun")
    if cue is None:
        infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in node.children)
        return Step(noun, ((FUTURE, "purpose"),)) if infinitive else STOP
    return _through_noun(noun, cue)


def _through_noun(noun: Token, cue: Cue) -> Step:
    """What a noun cue does, and then what the verb does that has it as object ("cancelled plans to ...")."""
    if any(("determiner", c.lower_) in cues.table() for c in noun.children) or _verb_denies(noun):
        return Step(None, ((cue.denied, cue.rule),))
    effects = [(cue.effect, cue.rule), *nominal(noun)]
    if noun.dep_ in ("dobj", "nsubjpass") and (outer := cues.of(noun.head, "object")):
        effects.append(_applied(outer, noun.head))
    if noun.dep_ in ("nsubj", "nsubjpass") and (outer := cues.of(noun.head, "happening")):
        effects.append((outer.effect, outer.rule))
    return Step(None, tuple(effects))


def _verb_denies(noun: Token) -> bool:
    """ "has not seen evidence that ..."."""
    return noun.dep_ in ("dobj", "attr", "nsubjpass") and bool(negation(noun.head))


def _from_preposition(node: Token, head: Token, dep: str) -> Step:
    if dep == "prep":
        return STOP
    cue = _preposition(head)
    if cue:
        return Step(head.head, ((cue.effect, cue.rule),), passed=True)
    above = head.head
    if above.pos_ in ("NOUN", "PROPN"):
        return _from_noun_phrase(above)
    if above.pos_ == "VERB" and negation(above) and any(c.dep_ == "det" and c.lower_ == "any" for c in node.children):
        return Step(above, ((UNCERTAIN, "not ... any"),), passed=True)
    governed = _heard(above) or cues.table().get(("object", f"{above.lemma_.lower()} {head.lower_}"))
    if governed:
        return Step(above, (_applied(governed, above),), passed=bool(negation(above)))
    clausal = cues.table().get(("clause", above.lemma_.lower())) if node.tag_ == "VBG" else None
    clausal = clausal or next(
        (
            cue
            for near in (head.lower_, _before(head))
            if (cue := cues.table().get(("clause", f"{above.lemma_.lower()} {near}")))
        ),
        None,
    )
    if clausal:
        return Step(above, (_applied(clausal, above),), passed=bool(negation(above)))
    if above.pos_ not in ("VERB", "AUX") or _definite(node) or head.lower_ not in ("for", "in", "to", "with", "on"):
        return STOP
    return Step(above)


def _before(preposition: Token) -> str:
    return preposition.nbor(-1).lower_ if preposition.i else ""


def _preposition(word: Token) -> Cue | None:
    table = cues.table()
    words = [t.lower_ for t in word.doc[max(0, word.i - 3) : word.i + 1]]
    for start in range(len(words)):
        if cue := table.get(("preposition", " ".join(words[start:]))):
            return cue
    return None


def _from_noun_phrase(noun: Token) -> Step:
    cue = cues.of(noun, "noun")
    return STOP if cue is None else _through_noun(noun, cue)
