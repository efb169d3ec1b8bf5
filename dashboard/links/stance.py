"""Reads from the grammar around a word whether the act it names happened, may happen, will happen or did not happen.

The rows of data/vocabulary/cues.csv say what each cue does to what it governs, `operators` and `climb` what governs
what. This module goes from the word up to the root of its sentence and gathers, level by level, modal verbs, negation,
hedges, conditions and the verbs, nouns and adjectives that embed it (the approach of FactBank, Saurí and Pustejovsky
2009, on dependency parses). Who says so is no part of it: `claims` asks that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from . import climb, cues, operators
from .cues import FACT, FUTURE, HEARSAY, NEGATED, UNCERTAIN
from .parts import Factuality, Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

KINDS = ("clause", "noun", "object")
BINDING = frozenset(
    "agree promise pledge vow offer undertake commit decide ready willing prepared bind agreement decision promise"
    " readiness willingness right invite authorize allow permit".split()
)
"""Cue words of a side that takes something on."""
_POINTING = frozenset({"suggest", "show", "indicate", "prove", "demonstrate"})
CONDITION = "under a condition"
LEVELS = 40
"""How many steps up the climb goes; beyond that a parse is broken, not deep."""


def reading(token: Token, below: int = -1) -> Reading:
    """What the grammar says of the act that `token` (verb, noun or adjective of a parsed sentence) names.

    With `below`, the index of the verb or noun of saying that embeds it, only what is said is read: of "X may deny
    that Y left" below "deny", that Y left. `rule` is the cue row that decided, empty where nothing but plain assertion
    was found.
    """
    result = Reading(FACT)
    for effect, rule in _climb(token, below):
        result = _under(result, effect, rule)
    return result


def commits(found: Reading) -> bool:
    """Did a word decide that binds whoever says it of himself ("agreed to", "is ready to"), not "expects", "could"?"""
    table = cues.table()
    return found.rule == CONDITION or any(
        (kind, word) in table and table[kind, word].rule == found.rule for kind in KINDS for word in BINDING
    )


def unreal(found: Reading) -> bool:
    """Did "would have" or "had it ..." decide: no denial of it, but what never came about?"""
    return found.rule in (cues.table()["aux", "would have"].rule, "inverted condition")


def unsaid(saying: Token) -> Reading:
    """What a verb of saying makes of what it says where nobody has said it: "may claim", "it would be absurd to say".

    "Nothing suggests that ..." says that it is not so; "I can confirm" and "I would say" do say it.
    """
    if saying.lemma_.lower() in _POINTING and (rule := operators.negation(saying)):
        return Reading(NEGATED, rule)
    above = saying.head if saying.dep_ == "xcomp" and saying.head.lemma_ == "be" else saying
    cue = operators.modal(above)
    may = any(c.lower_ in ("may", "might") for c in saying.children if c.dep_ == "aux")
    return Reading(UNCERTAIN, cue.rule) if cue is not None and (may or above is not saying) else Reading(FACT)


def inferred(token: Token, found: Reading) -> bool:
    """ "X appears to have sent troops": who says so takes it for done, if not as seen with his own eyes."""
    seeming = any(found.rule == cue.rule for (_, word), cue in cues.table().items() if word in ("appear", "seem"))
    return seeming and token.tag_ == "VBN" and any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children)


def _under(inner: Reading, effect: Factuality, rule: str) -> Reading:
    """The reading of an act that read `inner` once an outer cue with `effect` is applied to it."""
    if effect is FACT:
        return inner
    if inner.factuality is not FACT and effect is HEARSAY:
        return inner
    if inner.factuality in (FACT, FUTURE, HEARSAY):
        return Reading(effect, rule)
    if inner.factuality is NEGATED and effect in (FUTURE, NEGATED):
        return inner
    return inner if inner.factuality is UNCERTAIN else Reading(UNCERTAIN, rule)


def _climb(token: Token, below: int = -1) -> Iterator[tuple[Factuality, str]]:
    """The effects on `token`, from the nearest cue outwards."""
    node, passed = token, False
    for _ in range(LEVELS):
        if not passed:
            yield from operators.own(node)
        step = climb.step(node)
        behind = node.dep_ in ("pobj", "pcomp") and node.head.head.i == below
        if behind or node.head.i == below or (step.to is not None and step.to.i == below):
            return
        yield from step.effects
        if step.to is None:
            return
        node, passed = step.to, step.passed
