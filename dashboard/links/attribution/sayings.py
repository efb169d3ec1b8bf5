"""Reads out of one parsed sentence who says, denies, thinks, asks or judges what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...models import Span
from .. import grammar
from ..parts import Sentence, Voice
from . import denials, words
from .words import Word

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_VOICING = frozenset(
    ["voice", "raise", "express", "sound", "issue", "make", "repeat", "reiterate", "lodge", "level", "air"]
)
"""Verbs that only carry a noun of saying: "voiced alarm over the deal"."""
_ANNOUNCING = frozenset(
    [
        "silence",
        "message",
        "answer",
        "reply",
        "response",
        "verdict",
        "word",
        "line",
        "clear",
        "blunt",
        "explicit",
        "adamant",
    ]
)
"""Words before a colon that announce what somebody says."""
_ANNOUNCED = Word("colon", Voice.ASSERT, frozenset({"clause"}), "colon")
_CLAUSAL = frozenset({"ccomp", "xcomp"})
_NOMINAL = frozenset({"dobj", "oprd", "attr"})
_SHORT = 4
_ACCORDING = Word("according to", Voice.ASSERT, frozenset({"clause", "quote"}), "according to")


@dataclass(slots=True)
class Saying:
    """Somebody's words or thoughts in one sentence, as token ranges of its parse.

    `sources` are the nouns or pronouns that speak (relative pronouns stand beside what they refer to); `contents`
    are offsets in the text; quotations are joined to them later. `head` is the word at the top of the content.
    """

    sentence: Sentence
    cue: Token
    word: Word
    sources: list[Token]
    contents: list[Span]
    heads: list[Token]

    @property
    def quotable(self) -> bool:
        return "quote" in self.word.frames


def sayings(sentence: Sentence) -> list[Saying]:
    """All sayings of a parsed sentence in the order of their cue words; [] when it has no parse.

    One that has a source but no content yet is kept when a quotation may follow.
    """
    if sentence.doc is None:
        return []
    found: list[Saying] = []
    for token in sentence.doc:
        made = _of_verb(sentence, token) or _of_noun(sentence, token) or _according(sentence, token)
        made = made or _before_colon(sentence, token)
        if made is not None:
            found.append(made)
    return found


# verbs -----------------------------------------------------------------------------------------------------------


def _of_verb(sentence: Sentence, verb: Token) -> Saying | None:
    known = words.verb(verb)
    if known is None or verb.dep_ in ("amod", "compound", "aux"):
        return None
    word, particle = known
    passive = grammar.passive(verb)
    sources = _speakers(verb, passive)
    if not sources:
        return None
    heads = list(_heads(verb, word, particle, passive, sources))
    saying = Saying(sentence, verb, word, sources, [], heads)
    saying.contents = _joined(span for head in heads if (span := _span(sentence, head, saying)))
    if "clause" in word.frames and not passive:
        saying.contents = (
            _between_commas(sentence, saying)
            or saying.contents
            or _astray(sentence, saying)
            or _around(sentence, saying)
        )
    return saying if saying.contents or saying.quotable else None


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order; those that only a short word parts are one ("the envoy as a spy")."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start - found[-1][1] <= _SHORT:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _astray(sentence: Sentence, saying: Saying) -> list[Span]:
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
            if token.dep_ in ("acl", "relcl", "ccomp") and opens and any(c.dep_ in _SUBJECTS for c in token.children):
                saying.heads.append(token)
                span = _span(sentence, token, saying)
                return [span] if span else []
    return []


def _between_commas(sentence: Sentence, saying: Saying) -> list[Span]:
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


def _speakers(verb: Token, passive: bool) -> list[Token]:
    """Who speaks: subject or "by" phrase, and the relative pronoun beside what it stands for.

    In "X said A threatened B, citing C" it is X who cites.
    """
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i and verb.nbor(-1).text == ",":
        for above in verb.ancestors:
            known = words.verb(above) if above.i < verb.i else None
            if known and known[0].voice is Voice.ASSERT and (agents := grammar.agents(above)):
                return agents
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    if len(subjects) > 1 and not passive:
        return [min(subjects, key=lambda c: abs(c.i - verb.i))]
    found = grammar.by_agents(verb) if passive else grammar.agents(verb)
    relative = grammar.child(verb, "nsubj")
    if relative is not None and relative not in found and not passive:
        found = [*found, relative]
    if not found and not passive:
        subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        found = [subject] if subject is not None else []
    if passive and not found and verb.dep_ in ("ROOT", "conj", "ccomp"):
        return []
    return [token for token in found if token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")]


def _heads(verb: Token, word: Word, particle: Token | None, passive: bool, sources: list[Token]) -> Iterator[Token]:
    """The words at the top of what is said, by the frames of the verb."""
    if particle is not None:
        yield from _behind(particle)
        yield from (c for c in particle.children if c.dep_ in _CLAUSAL)
    if passive:
        yield from (c for c in verb.children if c.dep_ in ("nsubjpass", "csubjpass"))
        if verb.dep_ in ("acl", "relcl") and verb.head not in sources:
            yield verb.head
    for child in verb.children:
        if child in sources:
            continue
        clausal = child.dep_ in _CLAUSAL and word.frames & {"clause", "object"} and _embedded(child, verb, word)
        nominal = child.dep_ in _NOMINAL and "object" in word.frames and not passive
        if clausal or nominal:
            yield child
        elif child.dep_ == "prep" and child is not particle and child.i > verb.i and _takes(word, child):
            yield from _behind(child)
        elif child.dep_ == "dobj":
            yield from (c for p in child.children if p.dep_ == "prep" and _takes(word, p) for c in _gerunds(p))
        elif child.dep_ == "advcl" and "clause" in word.frames and child.i < verb.i and _bare(child):
            yield child
    if verb.dep_ == "relcl" and "object" in word.frames and verb.head not in sources and not passive:
        yield verb.head


def _embedded(clause: Token, verb: Token, word: Word) -> bool:
    """Is a clause really what the verb says, and not a neighbour that the parser hung on it ("...; he said")?"""
    first, last = sorted((clause.i, verb.i))
    if any(token.text in (";", "...", "…") for token in verb.doc[first:last]):
        return False
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
    return clause.i > verb.i or ("quote" in word.frames and not marked)


def _takes(word: Word, preposition: Token) -> bool:
    name = preposition.lower_
    return name in word.frames or f"prep:{name}" in word.frames


def _behind(preposition: Token) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            yield child
        elif child.dep_ == "prep":
            yield from _behind(child)


def _gerunds(preposition: Token) -> Iterator[Token]:
    """ "sanctioned the firm for selling jets", with the phrase hung on the firm."""
    yield from (c for c in preposition.children if c.dep_ == "pcomp")


def _bare(clause: Token) -> bool:
    """A clause that only the parser took for an adverbial: it has its own subject and no conjunction."""
    own = any(c.dep_ in _SUBJECTS for c in clause.children)
    return own and not any(c.dep_ == "mark" for c in clause.children)


def _span(sentence: Sentence, head: Token, saying: Saying) -> Span | None:
    """The text under `head` without the words that say who says it."""
    left, right = head.left_edge.i, head.right_edge.i
    doc = head.doc
    if left <= saying.cue.i <= right:
        if head.i < saying.cue.i:
            right = min([saying.cue.left_edge.i, saying.cue.i]) - 1
        else:
            left = saying.cue.i + 1
    left, right = _unjoined(head, left, _before_answer(head, left, right))
    while left < right and (doc[left].is_punct or doc[left].is_space) and not doc[left].is_quote:
        left += 1
    while right > left and (doc[right].is_punct or doc[right].is_space) and not doc[right].is_quote:
        right -= 1
    if left > right:
        return None
    start = sentence.start + doc[left].idx
    end = sentence.start + doc[right].idx + len(doc[right])
    return (start, end) if start < end else None


def _before_answer(head: Token, left: int, right: int) -> int:
    """Where what is said ends: before ", which Kigali denies" or ", a charge Tehran denies", which answer it."""
    for token in head.doc[left + 1 : right + 1]:
        answers = token.dep_ == "relcl" and (known := words.verb(token)) and known[0].voice is Voice.DENY
        if not answers:
            continue
        start = token.left_edge.i
        if token.head.dep_ == "appos" and denials.points(token.head):
            start = token.head.left_edge.i
        elif token.doc[start].lower_ != "which":
            continue
        if start > head.i:
            return start - 1
    return right


def _unjoined(head: Token, left: int, right: int) -> tuple[int, int]:
    """The stretch between semicolons that holds the head of the content; quotations keep theirs."""
    doc = head.doc
    if any(token.is_quote for token in doc[left : right + 1]):
        return left, right
    stops = [token.i for token in doc[left : right + 1] if token.text == ";"]
    return max([left, *(i + 1 for i in stops if i < head.i)]), min([right, *(i - 1 for i in stops if i > head.i)])


def _around(sentence: Sentence, saying: Saying) -> list[Span]:
    """ "X, the minister said, Y": what is left of the clause once speaker and verb are taken out."""
    cue = saying.cue
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


# nouns -----------------------------------------------------------------------------------------------------------


def _of_noun(sentence: Sentence, noun: Token) -> Saying | None:
    word = words.noun(noun)
    if word is None:
        return None
    sources = [c for c in noun.children if c.dep_ == "poss"] + grammar.by_agents(noun) or _voicers(noun)
    sources = sources or _named_before(sentence, noun)
    if not sources and not (denials.points(noun) and word.voice is Voice.ASSERT):
        return None
    heads = [
        c
        for c in noun.children
        if c.dep_ in ("acl", "ccomp", "relcl", "appos") and _says(c) and "clause" in word.frames
    ]
    beside = noun.head.children if noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in _VOICING else ()
    for preposition in (*noun.children, *beside):
        if preposition.dep_ == "prep" and preposition.lower_ in word.frames:
            heads.extend(_behind(preposition))
    heads = [head for head in heads if not _dated(sentence, head)]
    saying = Saying(sentence, noun, word, sources, [], heads)
    saying.contents = [span for head in heads if (span := _span(sentence, head, saying))]
    if not saying.contents and noun.dep_ in ("dobj", "nsubjpass"):
        saying.heads, saying.contents = [noun], _itself(sentence, noun)
    elif not saying.contents and noun.dep_ == "pobj" and noun.head.lower_ in ("by", "in"):
        saying.contents = _beyond(sentence, noun.head)
    return saying if saying.contents else None


def _dated(sentence: Sentence, head: Token) -> bool:
    """ "said in its report on Thursday": no content but a day."""
    at = sentence.start + head.idx
    return any(date.start <= at < date.end for date in sentence.dates)


def _itself(sentence: Sentence, noun: Token) -> list[Span]:
    """ "the claim was voiced by X": the noun points to what is claimed."""
    if not any(c.lower_ in ("the", "this", "that") for c in noun.children):
        return []
    start = sentence.start + noun.left_edge.idx
    return [(start, sentence.start + noun.idx + len(noun))]


def _beyond(sentence: Sentence, preposition: Token) -> list[Span]:
    """ "By its estimate 15,000 men have gone": the rest of a sentence that such a phrase opens."""
    last = preposition.right_edge
    if preposition.left_edge.i > 1 or last.i + 1 >= len(preposition.doc):
        return []
    start = sentence.start + preposition.doc[last.i + 1].idx
    return [(start, sentence.end)] if start < sentence.end else []


def _named_before(sentence: Sentence, noun: Token) -> list[Token]:
    """ "US accusations that ...", "South Korean claims": the country's name before the noun."""
    found = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c.i in sentence.refers]
    return found if noun.tag_ in ("NN", "NNS") else []


def _voicers(noun: Token) -> list[Token]:
    """Who voices, raises or makes it."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.lemma_.lower() not in _VOICING:
        return []
    return grammar.by_agents(verb) if grammar.passive(verb) else grammar.agents(verb)


def _says(clause: Token) -> bool:
    """A clause that tells the content ("that it had ...", "to leave"), not one about the noun ("which he made")."""
    if clause.dep_ == "relcl":
        return any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children)
    return clause.tag_ != "VBN" or any(c.dep_ in _SUBJECTS for c in clause.children)


# the colon -------------------------------------------------------------------------------------------------------


def _before_colon(sentence: Sentence, colon: Token) -> Saying | None:
    """ "KCNA broke the silence: soldiers had been sent", "Tehran's answer was blunt: no": words that announce words."""
    doc = colon.doc
    if colon.text != ":" or not 0 < colon.i < len(doc) - 3:
        return None
    before = doc[: colon.i]
    if not any(token.lemma_.lower() in _ANNOUNCING for token in before) or any(t.text in ";:" for t in before):
        return None
    subject = next((t for t in before if t.dep_ in ("nsubj", "poss") and t.pos_ in ("PROPN", "NOUN")), None)
    if subject is None or not any(token.dep_ in _SUBJECTS for token in doc[colon.i + 1 :]):
        return None
    owner = grammar.child(subject, "poss") or subject
    start = sentence.start + doc[colon.i + 1].idx
    return Saying(sentence, colon, _ANNOUNCED, [owner], [(start, sentence.end)], [])


# according to ----------------------------------------------------------------------------------------------------


def _according(sentence: Sentence, token: Token) -> Saying | None:
    if token.lower_ != "according":
        return None
    sources = [noun for c in token.children if c.dep_ == "prep" and c.lower_ == "to" for noun in _behind(c)]
    if not sources:
        return None
    first, last = token.i, max(source.right_edge.i for source in sources)
    doc = token.doc
    spans = []
    for left, right in ((0, first - 1), (last + 1, len(doc) - 1)):
        while left <= right and not doc[left].text.strip(" ,.;:—–-()\n"):
            left += 1
        while right >= left and not doc[right].text.strip(" ,.;:—–-()\n"):
            right -= 1
        if left <= right:
            spans.append((sentence.start + doc[left].idx, sentence.start + doc[right].idx + len(doc[right])))
    main = max(spans, key=lambda span: span[1] - span[0], default=None)
    return Saying(sentence, token, _ACCORDING, sources, [main] if main else [], []) if main else None
