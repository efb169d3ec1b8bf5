"""Turns sayings, labels and the voice of the whole text into statements: which state says, denies or confirms what."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ...models import Kind, Mention, Span
from .. import themes
from ..parts import Discourse, Sentence, Statement, Voice
from . import denials, labels, speakers, voice
from .saying import Saying

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACES = frozenset({Kind.CAPITAL, Kind.COUNTRY})
"""Kinds of mention that alone before a colon head an item of news, not a speech ("Seoul: Snow closes schools")."""
_UNDONE = {Voice.ASSERT: Voice.SILENT, Voice.CONFIRM: Voice.SILENT, Voice.DENY: Voice.SILENT, Voice.THINK: Voice.SILENT}


def make(discourse: Discourse, said: list[Saying]) -> tuple[Statement, ...]:
    """All statements of an article in text order, each told how many others enclose it."""
    floor = speakers.Floor()
    floor.know(discourse.mentions)
    found: list[Statement] = []
    whole = voice.statements(discourse)
    reach = list(whole)
    by_sentence: dict[int, list[Saying]] = {}
    for saying in said:
        by_sentence.setdefault(saying.sentence.index, []).append(saying)
    stretches = deque(labels.labelled(discourse))
    for sentence in discourse.sentences:
        floor.enter(sentence)
        reach = [statement for statement in reach if _end(statement) > sentence.start]
        own = [*_labelled(sentence, stretches, floor, discourse), *_tailed(sentence, floor)]
        own += [_of_saying(saying, floor) for saying in by_sentence.get(sentence.index, ())]
        own += _predicates(sentence, reach + own, floor)
        found += [_nested(statement, reach + own) for statement in own]
        reach += [statement for statement in own if _end(statement) > sentence.end]
    found += whole
    return tuple(sorted(found, key=lambda s: (s.sentence, s.content)))


def _end(statement: Statement) -> int:
    return max((end for _, end in statement.content), default=0)


def _of_saying(saying: Saying, floor: speakers.Floor) -> Statement:
    sentence = saying.sentence
    named = [source for source in saying.sources if source.lower_ not in ("who", "which", "that")] or saying.sources
    if not named:
        return _of_nobody(saying)
    at = sentence.start + saying.cue.idx
    after = bool(saying.contents) and min(start for start, _ in saying.contents) < at
    told = saying.heads[0] if saying.heads else None
    found = (code for source in named for code in speakers.codes(sentence, source, floor, after=after, told=told))
    codes = tuple(dict.fromkeys(found)) or _cited(saying, floor) or _own_account(saying, floor)
    spoke = saying.word.voice not in (Voice.WISH, Voice.JUDGE) and saying.cue.pos_ in ("VERB", "AUX")
    if spoke and saying.contents:
        floor.hear(sentence, codes, any(speakers.is_person(source) for source in named))
    spoken = saying.word.voice
    if denials.voided(saying.cue):
        spoken = _UNDONE.get(spoken, spoken)
    if spoken is Voice.ASSERT and (rule := denials.bare(_words(saying))):
        return Statement(
            sentence.index, None, codes, tuple(saying.contents), Voice.DENY, rule, cue=saying.cue.i, points=True
        )
    left, right = named[0].left_edge, named[0].right_edge
    source = (sentence.start + max(left.idx, sentence.label), sentence.start + right.idx + len(right))
    before = _clause_before(saying)
    return Statement(
        sentence.index,
        source,
        codes,
        before or tuple(saying.contents),
        spoken,
        saying.word.rule,
        theme=themes.of(_lemmas(saying)),
        cue=saying.cue.i,
        points=not before and _points(saying),
    )


def _points(saying: Saying) -> bool:
    """Does what is said only point to something said before: "the accusation", "it", "despite its denials"?"""
    if saying.word.voice is Voice.DENY and saying.heads == [saying.cue]:
        return True
    return any(denials.points(head) and not denials.spelled_out(head) for head in saying.heads)


def _cited(saying: Saying, floor: speakers.Floor) -> tuple[str, ...]:
    """ "The paper reported, citing officials in Seoul, that ...": those on whose word it is said."""
    for clause in saying.cue.children:
        if clause.dep_ == "advcl" and clause.lower_ in ("citing", "quoting"):
            cited = (noun for noun in clause.children if noun.dep_ == "dobj")
            return tuple(code for noun in cited for code in speakers.codes(saying.sentence, noun, floor))
    return ()


def _own_account(saying: Saying, floor: speakers.Floor) -> tuple[str, ...]:
    """ "By its own account, Turkey ...": the owner follows."""
    cue = saying.cue
    if cue.dep_ != "pobj" or not any(source.tag_ == "PRP$" for source in saying.sources):
        return ()
    subject = next((c for c in cue.head.head.children if c.dep_ == "nsubj" and c.i > cue.i), None)
    return speakers.codes(saying.sentence, subject, floor) if subject is not None else ()


def _of_nobody(saying: Saying) -> Statement:
    """ "reports that ...": nobody is named who says so."""
    return Statement(
        saying.sentence.index, None, (), tuple(saying.contents), saying.word.voice, "unnamed",
        theme=themes.of(_lemmas(saying)), cue=saying.cue.i,
    )  # fmt: skip


def _clause_before(saying: Saying) -> tuple[Span, ...]:
    """ "... accused Y of arming rebels, which Y denies", "..., a charge Y denies": the clause before is meant."""
    cue, start = saying.cue, saying.sentence.start + saying.sentence.label
    if saying.word.voice is not Voice.DENY or cue.dep_ != "relcl":
        return ()
    which = next((c for c in cue.children if c.lower_ == "which" and c.dep_ in ("dobj", "nsubjpass")), None)
    noun = cue.head if cue.head.dep_ in ("appos", "npadvmod", "dobj", "conj", "dep", "attr") else None
    if which is None and (noun is None or not denials.points(noun)):
        return ()
    end = saying.sentence.start + (which.idx if which is not None else noun.left_edge.idx if noun is not None else 0)
    return ((start, end),) if start < end else ()


def _words(saying: Saying) -> list[Token]:
    """The words of what is said, where it stands in the sentence of its cue."""
    sentence = saying.sentence
    spans = saying.contents
    return [t for t in saying.cue.doc if any(a <= sentence.start + t.idx < b for a, b in spans)]


def _lemmas(saying: Saying) -> list[str]:
    start = saying.sentence.start
    return [
        token.lemma_.lower()
        for head in saying.heads
        for token in head.subtree
        if any(a <= start + token.idx < b for a, b in saying.contents) or not saying.contents
    ]


def _labelled(
    sentence: Sentence, stretches: deque[tuple[Span, Span]], floor: speakers.Floor, discourse: Discourse
) -> Iterator[Statement]:
    """The statements that begin with a speaker's label in this sentence; a label of nobody known gives none."""
    while stretches and stretches[0][0][0] < sentence.end:
        label, content = stretches.popleft()
        named = [m for m in sentence.mentions if label[0] <= m.start < label[1]]
        codes = tuple(dict.fromkeys(m.iso3 for m in named if (m.start, m.end) != label or m.kind not in _PLACES))
        codes = codes or _government(named, label, content, discourse)
        if codes:
            floor.hear(sentence, codes, True)
            yield Statement(sentence.index, label, codes, (content,), Voice.ASSERT, "label")


def _government(named: list[Mention], label: Span, content: Span, discourse: Discourse) -> tuple[str, ...]:
    """ "Seoul: Pyongyang sends missiles to Moscow", "US: ...": a capital or a short form alone speaks where it tells of
    two others; a country ("Syria: Russia and Turkey agree") is what is told of, and so is one that acts in it.
    """
    if len(named) != 1 or (named[0].start, named[0].end) != label:
        return ()
    [mention] = named
    short = mention.surface.isupper()
    if short is not (mention.kind is Kind.COUNTRY) or (short and len(mention.surface) > _SHORT_FORM):
        return ()
    told = {m.iso3 for m in discourse.mentions if content[0] <= m.start < content[1]}
    return (mention.iso3,) if len(told) > 1 and mention.iso3 not in told else ()


_SHORT_FORM = 4
""" "US", "U.S.", "UK", "UAE"."""


def _tailed(sentence: Sentence, floor: speakers.Floor) -> Iterator[Statement]:
    """The statement of a headline that names its source last; a source of no country is somebody unnamed."""
    if sentence.told_last is None:
        return
    source, content = sentence.told_last
    codes = tuple(dict.fromkeys(m.iso3 for m in sentence.mentions if sentence.is_tail(m.start)))
    if codes:
        floor.hear(sentence, codes, True)
    yield Statement(sentence.index, source, codes, (content,), Voice.ASSERT, "label" if codes else "unnamed")


def _predicates(sentence: Sentence, before: list[Statement], floor: speakers.Floor) -> list[Statement]:
    """ "Allegations that ... are absurd, the ministry said": who says so denies the allegations."""
    if sentence.doc is None:
        return []
    found = []
    for subject, word, rule in denials.predicates(sentence.doc):
        start = sentence.start + subject.left_edge.idx
        end = sentence.start + subject.right_edge.idx + len(subject.right_edge)
        teller = _teller(sentence, word, before)
        codes, source = (teller.speakers, teller.source) if teller else (floor.last(sentence), None)
        if teller is not None and teller.voice is Voice.SILENT:
            continue
        theme = themes.of(t.lemma_.lower() for t in subject.subtree)
        clause = any(c.dep_ in ("acl", "relcl", "ccomp", "prep") for c in subject.children)
        found.append(
            Statement(
                sentence.index, source, codes, ((start, end),), Voice.DENY, rule,
                theme=theme, cue=word.i, points=not clause or bool(theme),
            )
        )  # fmt: skip
    return found


def _teller(sentence: Sentence, word: Token, before: list[Statement]) -> Statement | None:
    """Whose word it is that a report is false: the verb of judging above it, else the innermost statement around it."""
    cues = {s.cue: s for s in before if s.sentence == sentence.index and s.voice in (Voice.JUDGE, Voice.DENY)}
    at = sentence.start + word.idx
    holding = [s for s in before if s.rule != "unnamed" and any(a <= at < b for a, b in s.content)]
    inner = min(holding, key=lambda s: sum(b - a for a, b in s.content), default=None)
    for above in word.ancestors:
        if above.i in cues:
            return cues[above.i]
        if inner is not None and above.i == inner.cue:
            break
    return inner


def _nested(statement: Statement, others: list[Statement]) -> Statement:
    """The statement with the number of statements that enclose all of it."""
    if not statement.content:
        return statement
    start, end = statement.content[0][0], statement.content[-1][1]
    depth = sum(
        other is not statement and any(a <= start and end <= b and (b - a) > (end - start) for a, b in other.content)
        for other in others
    )
    return replace(statement, nested=depth) if depth else statement
