"""What the steps of link extraction hand to each other; the public records are in `models`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from ..models import Article, DatedExpression, Mention, Polarity, Relation, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True)
class Sentence:
    """One sentence of the body. `doc` is its parse, None where nothing asked for it.

    Token offsets in `doc` count from the start of the sentence: text offset = start + token.idx. A dateline or
    speaker's label ("TEHRAN -", "MR MILLER:") is blank in `doc`; it ends at `label` (0 where there is none). So is the
    source that a headline names last (": Seoul"), which begins at `tail` (None where there is none).
    `refers` tells which codes a token stands for, by name or by coreference: {token index: codes}.
    """

    index: int
    start: int
    end: int
    text: str
    paragraph: int
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DatedExpression, ...] = ()
    doc: Doc | None = None
    label: int = 0
    tail: int | None = None
    refers: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def span(self) -> Span:
        return (self.start, self.end)

    @property
    def told_last(self) -> tuple[Span, Span] | None:
        """The source that a headline names last, without its colon or dash, and what it tells."""
        if self.tail is None:
            return None
        named = self.text[self.tail :].lstrip(":-–— \t\n")
        return (self.end - len(named), self.end), (self.start + self.label, self.start + self.tail)

    def is_tail(self, place: int) -> bool:
        """Whether a place of the text lies in the tail."""
        return self.tail is not None and place >= self.start + self.tail


@dataclass(slots=True)
class Discourse:
    """The article as the steps see it: its sentences in order; the title, where there is one, stands apart."""

    article: Article
    sentences: list[Sentence]
    mentions: tuple[Mention, ...]
    dates: tuple[DatedExpression, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An act or tie between two countries, found in a sentence; its status is still to be settled.

    `word` is the span (in the text) of the word that carries the relation: a verb, noun or adjective; `token` its
    index in the sentence's `doc`. `rule` names the row of data/vocabulary/relations.* that fired. `theme` holds the
    lower-case lemmas that tell what the act is about (its word, its objects): denials are matched on them.
    `absorbed`: a negation or "will" at the word is part of the relation ("will not accept" is REJECT, no negated act).
    """

    source: str
    target: str
    directed: bool
    relation: Relation
    polarity: Polarity
    intensity: float
    sentence: int
    word: Span
    token: int
    rule: str
    theme: frozenset[str] = frozenset()
    absorbed: bool = False


@dataclass(frozen=True, slots=True)
class GroupCandidate:
    """Three or more countries named together in one sentence without saying what each pair does."""

    members: tuple[str, ...]
    relation: Relation
    polarity: Polarity
    sentence: int
    word: Span
    token: int
    rule: str


class Voice(StrEnum):
    """What a speaker does with the content."""

    ASSERT = "assert"
    DENY = "deny"
    CONFIRM = "confirm"
    SILENT = "silent"
    """Declines to comment, neither confirms nor denies: no assertion and no denial."""
    THINK = "think"
    """Believes, suspects, fears: an assertion, if a weak one."""
    WISH = "wish"
    """Asks, orders, plans or promises it: not said to have happened."""
    JUDGE = "judge"
    """Praises, blames or discusses what it takes as given."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A speaker's stance towards a piece of text. `speakers` are country or organisation codes, empty when the
    speaker is unnamed, a medium, or a private person; `source` and `content` are spans of the text. `cue` is the token
    in the sentence's `doc` that says so (-1: no word does, as with a speaker's label). `points` tells that the content
    only points to something said before ("the accusation", "it").
    """

    sentence: int
    source: Span | None
    speakers: tuple[str, ...]
    content: tuple[Span, ...]
    voice: Voice
    rule: str
    nested: int = 0
    theme: frozenset[str] = frozenset()
    cue: int = -1
    points: bool = False


class Factuality(StrEnum):
    """What the grammar around a word says of whether it happened, before asking who says so."""

    FACT = "fact"
    UNCERTAIN = "uncertain"
    FUTURE = "future"
    NEGATED = "negated"
    HEARSAY = "hearsay"
    """Told as done, but as somebody's word: "reportedly", "is said to have"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Factuality of one word, with the cue row that decided it."""

    factuality: Factuality
    rule: str = field(default="")
