"""The words right before and after a name: with some of them it names no country (rows of contexts.csv)."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from .. import vocabulary
from ..models import Kind
from ..vocabulary import Context
from .lexicon import Hit
from .page import Page

_GROUPS = {Kind.COUNTRY: "country", Kind.DEMONYM: "demonym", Kind.CAPITAL: "capital"}


class Beside:
    """Contexts by the first word that must stand there."""

    def __init__(self, contexts: tuple[Context, ...]) -> None:
        self._before: dict[str, list[tuple[str, Context]]] = defaultdict(list)
        self._after: dict[str, list[tuple[str, Context]]] = defaultdict(list)
        for context in contexts:
            for words in context.words:
                if context.side == "before":
                    self._before[words.rsplit(" ", 1)[-1].strip("-")].append((words, context))
                else:
                    self._after[words.split(" ", 1)[0].strip("-")].append((words, context))

    def bars(self, page: Page, hit: Hit, kind: Kind) -> str:
        """The rule by which the words beside a name make it no country; empty when none does."""
        for words, context in self._before.get(page.word_before(hit.start), ()):
            if _holds(context, hit, kind) and page.text.endswith(words, 0, hit.start - (not words.endswith("-"))):
                return f"{context.where} {context.rule}"
        after = page.text[hit.end : hit.end + 1]
        if after not in (" ", "-"):
            return ""
        word = page.word_after(hit.end) if after == " " else _joined(page, hit)
        for words, context in self._following({word, word.rstrip("."), page.raw_after(hit.end)}):
            place = hit.end + (not words.startswith("-"))
            if _holds(context, hit, kind) and page.text.startswith(words, place):
                return f"{context.where} {context.rule}"
        return ""

    def _following(self, keys: set[str]) -> list[tuple[str, Context]]:
        """The contexts that may follow: a word may end the sentence, or end in the stop of its abbreviation."""
        return [one for key in sorted(keys) for one in self._after.get(key, ())]


@cache
def rows() -> Beside:
    """The contexts of data/vocabulary."""
    return Beside(vocabulary.load().contexts)


def _holds(context: Context, hit: Hit, kind: Kind) -> bool:
    names = context.names
    return "any" in names or _GROUPS.get(kind) in names or hit.form in names


def _joined(page: Page, hit: Hit) -> str:
    """The word joined to a name by a hyphen ("Russian-speaking")."""
    stop = hit.end + 1
    while stop < len(page.text) and page.text[stop].isalpha():
        stop += 1
    return page.text[hit.end + 1 : stop]
