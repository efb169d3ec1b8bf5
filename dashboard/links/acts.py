"""Gathers the tellings of one act from all over a text, and finds the acts told near a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..models import Relation, Span
from .parts import Factuality
from .tellings import SPEECH, Telling

Place = tuple[int, int]
"""Sentence and token."""
EVER: Place = (-1, -1)
"""The place of what was said before all that the text tells ("had long denied")."""


@dataclass(slots=True, eq=False)
class ToldAct:
    """One act with all its tellings, and who asserts and denies it anywhere in the text.

    `told`: somebody else than the outlet tells it; `plain`: the outlet tells it as done. `backers` confirm it in other
    sentences; `denied_at` and `owned_at` tell where each code last denied it and last owned up to it.
    """

    tellings: list[Telling] = field(default_factory=list)
    theme: set[str] = field(default_factory=set)
    asserters: dict[str, None] = field(default_factory=dict)
    deniers: dict[str, None] = field(default_factory=dict)
    backers: dict[str, None] = field(default_factory=dict)
    denied_at: dict[str, Place] = field(default_factory=dict)
    owned_at: dict[str, Place] = field(default_factory=dict)
    told: bool = False
    plain: bool = False
    claimed: bool = False
    denial: Span | None = None
    rule: str = ""
    year: str = ""

    def in_year(self, year: str) -> bool:
        """Can it have happened in a year ("" where that is not known)?"""
        return not year or not self.year or year == self.year

    @property
    def sides(self) -> frozenset[str]:
        """The countries between which it happens."""
        return self.tellings[0].sides

    @property
    def actors(self) -> frozenset[str]:
        """Those of the sides who do it."""
        return self.tellings[0].actors

    @property
    def relation(self) -> Relation:
        """The relation of its first telling."""
        return self.tellings[0].candidate.relation

    @property
    def deniable(self) -> bool:
        """Can a denial in another sentence mean it? Not what the outlet heard said, nor a meeting that it reports."""
        if self.relation in SPEECH:
            return self.claimed
        return self.relation is not Relation.CONSULT or self.told

    def add(self, telling: Telling) -> None:
        """Takes in a telling with its asserters and deniers."""
        self.tellings.append(telling)
        self.theme |= telling.theme
        self.told |= telling.told
        self.plain |= not telling.told and telling.factuality is Factuality.FACT
        self.claimed |= telling.told and not set(telling.asserters) & telling.actors
        at = (telling.candidate.sentence, telling.candidate.token)
        if telling.factuality is Factuality.NEGATED and set(telling.asserters) & telling.actors and not telling.unreal:
            self.deny(telling.asserters, telling.denial, telling.rule, at)
        elif telling.told and telling.factuality is Factuality.FACT:
            self.affirm(telling.asserters)
            if telling.owned:
                self.own_up(telling.asserters, at)
        self.deny(telling.deniers, telling.denial, telling.rule, EVER if telling.once else at)

    def affirm(self, codes: Iterable[str]) -> None:
        """Takes note of those who assert it."""
        for code in codes:
            self.asserters.setdefault(code)

    def back(self, codes: Iterable[str]) -> None:
        """Takes note of those who confirm what others told, in a sentence that does not tell it again."""
        for code in codes:
            self.backers.setdefault(code)

    def own_up(self, codes: Iterable[str], at: Place) -> None:
        """Takes note of those who admit or confirm it."""
        for code in codes:
            self.owned_at[code] = max(at, self.owned_at.get(code, EVER))

    def deny(self, codes: tuple[str, ...], denial: Span | None, rule: str, at: Place) -> None:
        """Takes note of those who deny it, and of the sentence in which they first do."""
        for code in codes:
            self.deniers.setdefault(code)
            self.denied_at[code] = max(at, self.denied_at.get(code, EVER))
        if codes:
            self.denial, self.rule = self.denial or denial, self.rule or rule

    def recant(self) -> tuple[str, ...]:
        """Those who owned up to it after they had denied it: they deny it no longer."""
        found = tuple(c for c, at in self.owned_at.items() if c in self.deniers and at > self.denied_at[c])
        for code in found:
            del self.deniers[code]
            self.backers.setdefault(code)
        return found


@dataclass(slots=True)
class Acts:
    """The acts of a text: each telling's act, and the acts by sentence and by word."""

    of: dict[int, ToldAct] = field(default_factory=dict)
    by_sentence: dict[int, list[ToldAct]] = field(default_factory=dict)
    by_word: dict[tuple[int, Span], list[ToldAct]] = field(default_factory=dict)

    def near(self, first: int, last: int) -> list[ToldAct]:
        """The acts with a telling between two sentences, both included, in the order of the text."""
        found = (act for number in range(first, last + 1) for act in self.by_sentence.get(number, ()))
        return list(dict.fromkeys(found))

    def together(self, acts: Iterable[ToldAct]) -> list[ToldAct]:
        """The acts given and those told by the very same words ("accused A, B and C of plotting")."""
        given = list(acts)
        words = [(t.candidate.sentence, t.candidate.word) for act in given for t in act.tellings]
        joined = [act for word in words for act in self.by_word[word] if act.deniable]
        return list(dict.fromkeys(given + joined))


def gather(tellings: Iterable[Telling], years: Mapping[int, str]) -> Acts:
    """The tellings by act: the same sides, direction, polarity and theme, and no other year.

    `years` holds the year of a telling, by its id, where the text dates it.
    """
    acts = Acts()
    by_sides: dict[frozenset[str], list[ToldAct]] = {}
    for telling in tellings:
        alike = by_sides.setdefault(telling.sides, [])
        year = years.get(id(telling), "")
        act = next((act for act in alike if _same(act.tellings[0], telling) and act.in_year(year)), None)
        if act is None:
            act = ToldAct()
            alike.append(act)
        act.add(telling)
        act.year = act.year or year
        acts.of[id(telling)] = act
        acts.by_sentence.setdefault(telling.candidate.sentence, []).append(act)
        acts.by_word.setdefault((telling.candidate.sentence, telling.candidate.word), []).append(act)
    return acts


def _same(first: Telling, second: Telling) -> bool:
    if first.candidate.polarity is not second.candidate.polarity:
        return False
    if len(first.actors) == len(second.actors) == 1 and first.actors != second.actors:
        return False
    one, other = first.candidate.relation, second.candidate.relation
    if (one in SPEECH) is not (other in SPEECH):
        return False
    if first.theme and second.theme:
        return bool(first.theme & second.theme)
    if first.theme or second.theme:
        return one is other and first.told and second.told
    return one is other
