"""Tells the language of a text as an ISO 639-1 code, from its letters where they tell, else from its words."""

from __future__ import annotations

import re
from collections import Counter

SAMPLE = 20_000
"""Characters looked at."""

_ENGLISH = re.compile(
    r"\b(?:the|and|of|to|in|that|is|was|for|on|with|said|has|have|by|from|at|its|it|as|an|be|are)\b", re.I
)
_ONLY_ENGLISH = re.compile(
    r"\b(?:the|and|of|with|said|has|have|had|from|its|may|would|could|not|but|more|after|that|which|who|were|been|against"
    r"|their|they|this|these|into|about|when)\b",
    re.I,
)
SHORT = 60
"""Words under which py3langid is not asked when two different words that only English writes make up a tenth."""
_WIDELY_WRITTEN = frozenset("az cs da de es et fi fr hr hu id it lt lv ms nl no pl pt ro sk sl sq sv tr uz vi".split())
"""A guess of another Latin-written language on a short text is mostly English with many foreign names."""
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = (("їєґ", "uk"), ("ў", "be"), ("ыэё", "ru"))
"""Letters that only one of the languages of these neighbours writes."""
_PERSIAN = frozenset("پچژگکی")
_SCRIPTS = (
    ("hangul", "\uac00", "\ud7a3"),
    ("kana", "\u3040", "\u30ff"),
    ("han", "\u4e00", "\u9fff"),
    ("arabic", "\u0600", "\u06ff"),
    ("cyrillic", "\u0400", "\u04ff"),
    ("hebrew", "\u0590", "\u05ff"),
    ("latin", "A", "\u024f"),
)


def of(text: str) -> str:
    """The language; "en" for a text without any letters. Letters of one script settle Korean, Japanese, Chinese,
    Persian, Arabic and Hebrew; common words settle English; the rest is for py3langid on the whole sample."""
    sample = text[:SAMPLE]
    scripts = _scripts(sample)
    if not scripts:
        return "en"
    script, count = scripts.most_common(1)[0]
    if scripts["hangul"] * 3 > sum(scripts.values()):
        return "ko"
    if scripts["kana"] * 10 > sum(scripts.values()):
        return "ja"
    if script == "arabic":
        return "fa" if sum(sample.count(letter) for letter in _PERSIAN) * 50 > count else "ar"
    if script in ("han", "hebrew"):
        return {"han": "zh", "hebrew": "he"}[script]
    words = _WORD.findall(sample)
    if script == "latin" and len(_ENGLISH.findall(sample)) * 5 > len(words):
        return "en"
    if script == "latin" and len(words) < SHORT and _short_english(sample, len(words)):
        return "en"
    return _by_words(sample, script, len(words))


def _short_english(sample: str, words: int) -> bool:
    found = [word.lower() for word in _ONLY_ENGLISH.findall(sample)]
    return len(set(found)) > 1 and len(found) * 10 >= words


def _scripts(sample: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for letter, count in Counter(sample).items():
        if letter.isalpha():
            found[next((name for name, low, high in _SCRIPTS if low <= letter <= high), "other")] += count
    return found


def _by_words(sample: str, script: str, words: int) -> str:
    """Letters of their own, then py3langid; but under eight words (a headline, a list of names) it guesses, so Latin
    letters are taken for English and Cyrillic ones for Russian, the languages of nearly all that comes in.
    What it calls no language at all (zxx) is taken for English too."""
    if script == "cyrillic":
        for letters, code in _CYRILLIC:
            if any(letter in sample.lower() for letter in letters):
                return code
    if words < 8 and script in ("latin", "cyrillic"):
        return {"latin": "en", "cyrillic": "ru"}[script]
    import py3langid

    code = str(py3langid.classify(sample)[0])
    if len(code) != 2 or (script == "latin" and words < SHORT and code not in _WIDELY_WRITTEN):
        return "en"
    return code
