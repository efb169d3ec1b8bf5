"""Finds the stretch of text that somebody says, once the verb that says so is known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...models import Span
from ..parts import Sentence, Voice
from . import denials, words
from .saying import SUBJECTS, Saying

if TYPE_CHECKING:
    from spacy.tokens import Token

_SHORT = 4
"""Characters between two parts of one content ("the envoy as a spy")."""


def span(sentence: Sentence, head: Token, saying: Saying) -> Span | None:
    """The text under `head` without the words that say who says it."""
    left, right = head.left_edge.i, head.right_edge.i
    doc = head.doc
    if left <= saying.cue.i <= right:
        if head.i < saying.cue.i:
            right = min([saying.cue.left_edge.i, saying.cue.i]) - 1
        else:
            left = saying.cue.i + 1
    right = _before_present(head, saying.cue, _before_resumed(head, _before_answer(head, left, right)))
    left, right = _unjoined(head, left, right)
    while left < right and (doc[left].is_punct or doc[left].is_space) and not doc[left].is_quote:
        left += 1
    while right > left and (doc[right].is_punct or doc[right].is_space) and not doc[right].is_quote:
        right -= 1
    if left > right:
        return None
    start = sentence.start + doc[left].idx
    end = sentence.start + doc[right].idx + len(doc[right])
    return (start, end) if start < end else None


def joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order; those that only a short word parts are one ("the envoy as a spy")."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start - found[-1][1] <= _SHORT:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def astray(sentence: Sentence, saying: Saying) -> list[Span]:
    """ "confirmed for the first time that ...", "reported, citing X, that ...": a that-clause hung elsewhere."""
    above = saying.cue.head
    mark = next((c for c in above.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    if saying.cue.dep_ == "ccomp" and mark is not None and saying.cue.i < mark.i < above.i:
        saying.heads.append(above)
        return [(sentence.start + mark.idx, sentence.start + above.right_edge.idx + len(above.right_edge))]
    for child in saying.cue.children:
        if child.i < saying.cue.i or child.dep_ not in ("prep", "npadvmod", "dobj", "dative"):
            continue
        for token in child.subtree:
            opens = any(
                c.lower_ == "that" and c.dep_ in ("mark", "det", "advmod") and c.i < token.i for c in token.children
            )
            if token.dep_ in ("acl", "relcl", "ccomp") and opens and any(c.dep_ in SUBJECTS for c in token.children):
                saying.heads.append(token)
                found = span(sentence, token, saying)
                return [found] if found else []
    return []


def between_commas(sentence: Sentence, saying: Saying) -> list[Span]:
    """ "The ship, the minister said, left at dawn": what stands on both sides of speaker and verb."""
    doc, cue = saying.cue.doc, saying.cue
    if saying.word.voice is not Voice.ASSERT or not saying.quotable or cue.dep_ in ("relcl", "acl", "conj", "advcl"):
        return []
    own = [t.i for source in saying.sources for t in (source.left_edge, source.right_edge)]
    first, last = min([*own, cue.i]), max([*own, cue.i])
    if (
        first < 2
        or last - first > 14
        or last + 2 >= len(doc)
        or doc[first - 1].text != ","
        or doc[last + 1].text != ","
    ):
        return []
    before = (sentence.start + sentence.label, sentence.start + doc[first - 1].idx)
    after = (sentence.start + doc[last + 2].idx, sentence.start + doc[-1].idx + len(doc[-1]))
    return [span for span in (before, after) if span[0] < span[1]]


def around(sentence: Sentence, saying: Saying) -> list[Span]:
    """ "X, the minister said, Y": what is left of the clause once speaker and verb are taken out."""
    cue = saying.cue
    if cue.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" and c.i < cue.i for c in cue.children):
        return _echoed(sentence, saying)
    if cue.dep_ not in ("parataxis", "ROOT", "ccomp", "advcl", "conj", "dep", "relcl"):
        return []
    own = [t for source in saying.sources for t in (source.left_edge, source.right_edge)] + [cue]
    first = min(t.i for t in own)
    doc = cue.doc
    if not first or (doc[first - 1].text != "," and cue.dep_ != "parataxis"):
        return []
    start = sentence.start + sentence.label
    end = sentence.start + doc[first - 1].idx
    return [(start, end)] if start < end else []


def _echoed(sentence: Sentence, saying: Saying) -> list[Span]:
    """ "denied that it had fired first, as Tokyo claims": the clause that is claimed, without who denies it."""
    head = saying.cue.head
    told = next((c for c in head.children if c.dep_ in ("ccomp", "xcomp")), None) if words.verb(head) else None
    found = span(sentence, told or head, saying)
    return [found] if found else []


def _before_answer(head: Token, left: int, right: int) -> int:
    """Where what is said ends: before ", which Kigali denies" or ", a charge Tehran denies", which answer it."""
    for token in head.doc[left + 1 : right + 1]:
        answers = token.dep_ == "relcl" and (known := words.verb(token)) and known[0].voice is Voice.DENY
        if not answers:
            continue
        start = token.left_edge.i
        if token.head.dep_ in ("appos", "npadvmod") and denials.points(token.head):
            start = token.head.left_edge.i
        elif token.doc[start].lower_ != "which":
            continue
        if start > head.i:
            return start - 1
    return right


def _before_resumed(head: Token, right: int) -> int:
    """ "confirmed that two had died but denied that ...": what the same speaker says next is another saying."""
    for token in head.children:
        if token.dep_ == "conj" and head.i < token.i <= right and words.resumes(token) is not None:
            opener = next((c for c in head.children if c.dep_ == "cc" and head.i < c.i < token.i), token)
            return opener.i - 1
    return right


def _before_present(head: Token, cue: Token, right: int) -> int:
    """ "X said there was no proof, and Y wants talks": after "said ... was" a present tense is the outlet's own."""
    if cue.tag_ != "VBD" or head.tag_ != "VBD":
        return right
    for token in head.children:
        subject = any(c.dep_ in SUBJECTS for c in token.children)
        if token.dep_ == "conj" and token.tag_ in ("VBZ", "VBP") and subject and head.i < token.i:
            return token.left_edge.i - 1
    return right


def _unjoined(head: Token, left: int, right: int) -> tuple[int, int]:
    """The stretch between semicolons that holds the head of the content; quotations keep theirs."""
    doc = head.doc
    if any(token.is_quote for token in doc[left : right + 1]):
        return left, right
    stops = [token.i for token in doc[left : right + 1] if token.text == ";"]
    return max([left, *(i + 1 for i in stops if i < head.i)]), min([right, *(i - 1 for i in stops if i > head.i)])
