"""Mentions in Russian, Korean, Persian, Chinese and Arabic: rows, with the endings and prefixes grammar adds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from .. import vocabulary
from ..vocabulary import ForeignName
from .page import Page

_ANY = re.compile(r"[\u0400-\u04ff\u0600-\u06ff\u3400-\u9fff\uac00-\ud7af]")
_FOLD = str.maketrans("يىكأإآٱةۀ", "ییکاااا" + "هه")
"""Arabic and Persian write the same letters with several code points; one for one, so that offsets stay."""

_RU_ENDINGS = (
    "а|я|о|е|ё|у|ю|ы|и|й|ь|ой|ей|ею|ою|ом|ем|ём|ым|им|ам|ям|ах|ях|ов|ев|ами|ями|ого|ему|ому|его|ий|ый|ая|яя|ое|ее|ие"
    "|ые|ых|их|ую|юю|ыми|ими|ии|ию|ия|ией|ец|ца|цу|цем|цы|цев|цам|цами|цах|ин|ина|ину|ином|ины"
)
_AR_ENDINGS = "ه|ین|ون|ان|ات|تین"
_AR_PREFIX = re.compile(r"(?<![\u0600-\u06ff])(?:[وفبلک]|وب|ول|وال|بال|فال|کال|لل|ال)$")
_KO_PREFIX = re.compile(r"(?<![\uac00-\ud7af])[대주반친방재한러중미북]$")
_KO_PARTICLES = (
    "은|는|이|가|을|를|의|에|와|과|도|로|으로|만|이나|나|부터|까지|측|군|인|산|정부|대통령|외교|외무|국방|총리|대사|주석|당국|관영|국영"
    "|해군|공군|핵|제재|최고|혁명|원유|석유|전쟁|문제|협상|내|간|및"
)

Found = tuple[int, int, ForeignName]


def names(page: Page) -> Iterator[Found]:
    """Names in other scripts, from left to right, none over another; nothing at once where the text is plain Latin."""
    if page.text.isascii() or not _ANY.search(page.text):
        return
    text = page.text.translate(_FOLD)
    automaton, entries = _lexicon()
    reached = 0
    for index, start, _ in automaton.find_matches_as_indexes(text):
        if start < reached:
            continue
        best = max((f for name in entries[index] if (f := _fits(text, start, name))), key=_length, default=None)
        if best:
            reached = best[1]
            if best[2].code:
                yield best


def _length(found: Found) -> int:
    return found[1] - found[0]


def _fits(text: str, start: int, name: ForeignName) -> Found | None:
    """The name at a position with the ending it carries there, when it is a whole word by the rules of its script."""
    match = _pattern(name).match(text, start)
    if match is None or not _begins(text, start, name.language):
        return None
    return match.start(), match.end("name"), name


def _begins(text: str, start: int, language: str) -> bool:
    if start == 0 or language == "zh":
        return True
    before = text[start - 1]
    if language == "ru":
        return not before.isalpha()
    window = text[max(0, start - 5) : start]
    if language == "ko":
        return not "\uac00" <= before <= "\ud7af" or bool(_KO_PREFIX.search(window))
    return not "\u0600" <= before <= "\u06ff" or before in "،؛؟" or bool(_AR_PREFIX.search(window))


@cache
def _pattern(name: ForeignName) -> re.Pattern[str]:
    """The form as a pattern: inflected in Russian, with particles after it in Korean, by itself elsewhere."""
    if name.language == "ru":
        words = [_inflected(word, name) for word in name.text.split()]
        return re.compile(rf"(?P<name>{' '.join(words)})(?!\w)")
    form = re.escape(name.text.translate(_FOLD))
    if name.language == "zh":
        return re.compile(rf"(?P<name>{form})")
    if name.language == "ko":
        risky = name.text in vocabulary.load().words["ko-also-a-word"]
        return re.compile(rf"(?P<name>{form})" + (rf"(?=(?:{_KO_PARTICLES})|[^\uac00-\ud7af]|$)" if risky else ""))
    ending = f"(?:{_AR_ENDINGS})?" if name.stem else ""
    return re.compile(rf"(?P<name>{form}{ending})(?![\u0620-\u06d3])")


def _inflected(word: str, name: ForeignName) -> str:
    """A Russian word with its endings: any after a stem; after a frozen name in place of its own last letter."""
    if name.stem:
        return f"{re.escape(word)}(?:{_RU_ENDINGS})?"
    if name.example or word.isupper() or len(word) < 4 or word[-1] in "иуоеыэюё":
        return re.escape(word)
    if word[-1] in "аяйь":
        return f"{re.escape(word[:-1])}(?:{_RU_ENDINGS})"
    return f"{re.escape(word)}(?:{_RU_ENDINGS})?"


def _key(name: ForeignName) -> str:
    """The letters by which the automaton finds a name: in Russian the first word without what may change."""
    if name.language != "ru":
        return name.text.translate(_FOLD)
    word = name.text.split()[0]
    frozen = not (name.stem or name.example or word.isupper() or len(word) < 4)
    return word[:-1] if frozen and word[-1] in "аяйь" else word


@cache
def _lexicon() -> tuple[AhoCorasick, list[tuple[ForeignName, ...]]]:
    by_key: dict[str, list[ForeignName]] = defaultdict(list)
    for name in vocabulary.load().foreign:
        by_key[_key(name)].append(name)
    keys = sorted(by_key)
    shared = [tuple(name for key in _prefixes(whole, by_key) for name in by_key[key]) for whole in keys]
    return AhoCorasick(keys, matchkind=MatchKind.LeftmostLongest, store_patterns=False), shared


def _prefixes(whole: str, by_key: dict[str, list[ForeignName]]) -> list[str]:
    """The key and the shorter keys it begins with: where the longest does not fit, a shorter one may."""
    return [whole[:stop] for stop in range(len(whole), 0, -1) if whole[:stop] in by_key]
