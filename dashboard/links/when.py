"""Dates a link: by the date that its own clause carries, or that of a clause tied to it in time, else by none.

A date that only tells when somebody spoke of an act is not the date of the act; for an act done by speaking it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..models import DatedExpression, LinkDate, Precision, Relation
from . import cues, grammar
from .parts import Candidate, Discourse, Factuality, GroupCandidate, Sentence, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

_UP = frozenset(
    {"xcomp", "acomp", "attr", "dobj", "pobj", "prep", "nsubjpass", "compound", "amod", "poss", "nmod", "acl"}
)
"""Steps from an act word to the verb whose clause it shares."""
_DOWN = _UP | {"npadvmod", "nummod", "advmod", "pcomp", "dep", "appos", "quantmod", "advcl", "nsubj", "punct", "tmod"}
"""Steps from a date to the verb or noun it belongs to."""
_NAMING = frozenset({"amod", "compound", "nummod", "nmod", "poss"})
_TIED = frozenset({"when", "as", "while", "where", "whereupon"})
_PHASES = frozenset({"begin", "end", "start", "open", "close", "hold", "sign", "conclude", "take", "occur", "happen"})
_FIRST = frozenset({"first", "last", "only", "biggest", "largest", "worst"})
_SPOKEN = frozenset(
    {Relation.ACCUSE, Relation.REJECT, Relation.REQUEST, Relation.THREATEN, Relation.AGREE, Relation.SUPPORT}
)
"""Acts that are done by speaking: their date is that of the speech."""
_PERFORMED = frozenset({Relation.ACCUSE, Relation.REJECT, Relation.REQUEST, Relation.THREATEN})
_PARTING = frozenset({"of", "over", "about", "after", "before", "against", "since", "despite", "following"})
"""Prepositions behind which another act begins ("accused of an attack in 2019")."""
_ANSWERING = frozenset({"deny", "dismiss", "reject", "refute", "rebut", "repudiate", "dispute"})
"""Verbs whose date is that of the answer, not of what is answered."""
_LIMIT = 12
_NEAR = 3
"""Words up from a dated noun to the act it belongs to: "talks on Tuesday" dates "held", not what lies beyond."""


def date_of(
    candidate: Candidate | GroupCandidate, discourse: Discourse, spoken: Statement | None = None
) -> LinkDate | None:
    """The date of the act with the precision it has; None when the text ties none to it.

    `spoken` is the statement that carries the act, where there is one. Words that could not be resolved are kept
    without a value.
    """
    sentence = discourse.sentences[candidate.sentence]
    if sentence.doc is None:
        return None
    word = sentence.doc[candidate.token]
    date = _own(sentence, word) or _tied(sentence, word) or _of_speech(sentence, word, candidate, spoken)
    date = date or _dateline(sentence, word) or _carried(discourse, sentence, word, candidate)
    if date is not None:
        return LinkDate(date.value, date.surface, date.precision)
    return _performed(discourse, word, candidate, spoken)


# the clause itself -----------------------------------------------------------------------------------------------


def _own(sentence: Sentence, word: Token) -> DatedExpression | None:
    """The nearest date of the clause that the word stands in."""
    best: tuple[int, int, DatedExpression] | None = None
    for date, root in _dates(sentence):
        distance = _distance(word, root)
        if distance is not None and not _since_first(root):
            found = (distance, abs(root.i - word.i), date)
            best = min(best, found, key=lambda item: item[:2]) if best else found
    return best[2] if best else None


def _dates(sentence: Sentence) -> Iterator[tuple[DatedExpression, Token]]:
    """The dates of a sentence with the word at their head; of dates joined by "and" only the first."""
    if sentence.doc is None:
        return
    for date in sentence.dates:
        if date.start - sentence.start < sentence.label:
            continue
        span = sentence.doc.char_span(date.start - sentence.start, date.end - sentence.start, alignment_mode="expand")
        if span is not None and span.root.dep_ != "conj":
            yield date, span.root


def _since_first(date: Token) -> bool:
    """ "their first talks since 2019": the date of other talks."""
    if date.head.lower_ != "since":
        return False
    return any(t.lower_ in _FIRST for t in date.doc[max(0, date.i - 8) : date.i])


def _distance(word: Token, date: Token) -> int | None:
    """How many steps lie between an act word and the word its date belongs to; None when they share no clause."""
    holder, naming = _holder(date)
    if holder == word:
        return 0
    if naming:
        return None
    above = _clause(word)
    if holder in above:
        return above.index(holder)
    below = _clause(holder)
    if holder.pos_ not in ("VERB", "AUX") and word in below[:_NEAR]:
        between = below[: below.index(word)]
        return None if any(token.lower_ in _PARTING for token in between) else below.index(word)
    return _inside(word, holder)


def _inside(word: Token, holder: Token) -> int | None:
    """ "bombing, which began on 28 February", "under a treaty signed on Wednesday": a clause about the act's noun."""
    if holder.dep_ == "acl" and holder.tag_ in ("VBN", "VBG"):
        noun = holder.head
        if noun == word or (noun.dep_ == "pobj" and noun.head.head == word):
            return 2
    if holder.dep_ == "relcl" and holder.lemma_ in _PHASES and word in (holder.head, holder.head.head.head):
        return 2
    return None


def _holder(date: Token) -> tuple[Token, bool]:
    """The verb or noun that a date belongs to, and whether it only names it ("the 2015 deal")."""
    token, behind = date, False
    for _ in range(_LIMIT):
        head = token.head
        if head is token or token.dep_ not in _DOWN:
            return token, False
        if head.pos_ in ("VERB", "AUX"):
            return head, False
        if head.pos_ in ("NOUN", "PROPN") and token.dep_ in ("prep", "npadvmod", *_NAMING):
            return head, token.dep_ in _NAMING and not behind
        token, behind = head, behind or token.dep_ == "prep"  # "a deal worth millions on 21 March": dates the deal
    return token, False


def _clause(word: Token) -> list[Token]:
    """The act word and the words above it in its own clause, up to and with the verb."""
    found, token = [word], word
    for _ in range(_LIMIT):
        if token.head is token or not _climbs(token):
            break
        token = token.head
        found.append(token)
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("xcomp", "acl", "conj", "advcl"):
            break
    return found


def _climbs(token: Token) -> bool:
    verbal = token.pos_ in ("VERB", "AUX")
    finite = verbal and any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
    if token.dep_ in ("conj", "acl", "advcl"):
        return not finite and (token.dep_ != "advcl" or token.tag_ in ("VBG", "VBN"))
    if token.dep_ == "nsubj":
        return not verbal and token.head.pos_ in ("VERB", "AUX")
    if token.dep_ in ("dobj", "prep") and token.head.lemma_.lower() in _ANSWERING:
        return False
    if verbal and token.dep_ == "xcomp":
        cue = cues.table().get(("clause", token.head.lemma_.lower()))
        return cue is None or cue.effect is Factuality.FACT
    return token.dep_ in _UP and not verbal


# clauses tied in time --------------------------------------------------------------------------------------------


def _tied(sentence: Sentence, word: Token) -> DatedExpression | None:
    """The date of a clause that runs at the same time: "when A struck in June, B did ..."; "...; C then fired"."""
    verb = _verb(word)
    if verb is None:
        return None
    near = [c for c in verb.children if c.dep_ in ("advcl", "relcl") and _opens(c)]
    near += [verb.head] if verb.dep_ in ("advcl", "relcl") and _opens(verb) else []
    near += [c for c in verb.children if c.dep_ in ("ccomp", "conj") and c.i < verb.i and _semicolon(c, verb)]
    near += [verb.head] if verb.dep_ in ("ccomp", "conj", "parataxis") and _semicolon(verb.head, verb) else []
    for other in near:
        if other.pos_ not in ("VERB", "AUX"):
            held = [date for date, root in _dates(sentence) if root == other]
        else:
            held = [date for date, root in _dates(sentence) if _holder(root)[0] == other]
        if held:
            return held[0]
    return None


def _verb(word: Token) -> Token | None:
    for token in _clause(word):
        if token.pos_ in ("VERB", "AUX"):
            return token
    return None


def _opens(clause: Token) -> bool:
    return any(c.lower_ in _TIED and c.i < clause.i for c in clause.children)


def _semicolon(first: Token, second: Token) -> bool:
    return first.i < second.i and any(token.text == ";" for token in first.doc[first.i : second.i])


# speech and news -------------------------------------------------------------------------------------------------


def _of_speech(
    sentence: Sentence, word: Token, candidate: Candidate | GroupCandidate, spoken: Statement | None
) -> DatedExpression | None:
    """The date of the verb of saying: for what is done by speaking, and for news told in the present perfect."""
    if spoken is None or spoken.cue < 0 or spoken.sentence != sentence.index or sentence.doc is None:
        return None
    by_itself = (
        isinstance(candidate, Candidate)
        and candidate.relation in _SPOKEN
        and candidate.source in spoken.speakers
        and len(spoken.speakers) == 1
    )
    if not by_itself and not _perfect(word):
        return None
    return _own(sentence, sentence.doc[spoken.cue])


def _perfect(word: Token) -> bool:
    verb = word if word.pos_ == "VERB" else None
    return (
        verb is not None
        and verb.tag_ == "VBN"
        and any(c.dep_ == "aux" and c.lemma_ == "have" and c.tag_ in ("VBZ", "VBP") for c in verb.children)
    )


def _performed(
    discourse: Discourse, word: Token, candidate: Candidate | GroupCandidate, spoken: Statement | None
) -> LinkDate | None:
    """ "China strongly condemns these attacks", in a briefing or release: done by being published."""
    day = discourse.article.published
    if day is None or spoken is None or spoken.rule not in ("label", "document") or word.tag_ not in ("VBZ", "VBP"):
        return None
    by_itself = isinstance(candidate, Candidate) and candidate.relation in _PERFORMED
    return LinkDate(day.isoformat(), "", Precision.DAY) if by_itself and candidate.source in spoken.speakers else None


def _dateline(sentence: Sentence, word: Token) -> DatedExpression | None:
    """ "PYONGYANG, January 8 (KCNA) -": the day of what the first sentence tells in its main clause."""
    lines = [date for date in sentence.dates if date.start - sentence.start < sentence.label]
    verb = _verb(word)
    if not lines or verb is None or word != verb:
        return None
    first = verb.dep_ in ("xcomp", "advcl") or (verb.dep_ == "ccomp" and verb.i < verb.head.i)
    main = verb.dep_ in ("ROOT", "conj") or (first and verb.head.dep_ == "ROOT")
    return lines[0] if main and verb.tag_ in ("VBD", "VBZ", "VBP", "VBG", "VBN") else None


def _carried(
    discourse: Discourse, sentence: Sentence, word: Token, candidate: Candidate | GroupCandidate
) -> DatedExpression | None:
    """What goes on being told of a meeting or speech carries the day of the sentence before."""
    if not isinstance(candidate, Candidate) or sentence.dates or sentence.index == 0:
        return None
    before = discourse.sentences[sentence.index - 1]
    if candidate.relation not in _SPOKEN or word.tag_ != "VBD" or word.dep_ not in ("ROOT", "conj"):
        return None
    if before.doc is None or before.paragraph != sentence.paragraph:
        return None
    root = next((token for token in before.doc if token.dep_ == "ROOT"), None)
    return _own(before, root) if root is not None and grammar.clausal(root) else None
