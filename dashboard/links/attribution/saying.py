"""What the readers of sayings hand on: somebody's words or thoughts in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...models import Span
from ..parts import Sentence
from .words import Word

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


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
