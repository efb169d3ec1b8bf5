"""The forms a date takes in English text, as regular expressions built from the vocabulary.

Every repetition is bounded, so that matching stays linear in the length of the text. `_` stands for one gap: a few
spaces, or one line break.
"""

from __future__ import annotations

import re
from functools import cache

from . import words
from .words import Words, choices

_GAP = r"(?:[^\S\n]{1,3}\n?[^\S\n]{0,8}|\n[^\S\n]{0,8})"
_DASH = r"[-–—]"


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Name of the form -> pattern. A form earlier in the table wins over a later one of the same place and length."""
    pieces = _pieces(words.load())
    return {name: _compile(form, pieces) for name, form in _FORMS.items()}


def _compile(form: str, pieces: dict[str, str]) -> re.Pattern[str]:
    for name, piece in pieces.items():
        form = form.replace(f"<{name}>", piece.replace(r"\ ", "_"))
    return re.compile(form.replace(" ", "").replace("_", _GAP).replace("␣", " "))


def _pieces(vocabulary: Words) -> dict[str, str]:
    """What the <names> in the forms stand for; a piece may use the pieces after it."""
    full = [month.capitalize() for month in vocabulary.months]
    short = [month.capitalize() for month in vocabulary.short_months]
    weekday = [day.capitalize() for day in vocabulary.weekdays]
    return {
        "OFYEAR": (
            r"(?:(?:_of|,)?_<YEAR>(?![\d%]|[.,]\d)|(?:_of)?_(?P<yearword>(?i:last|this|next|that|the_same"
            r"|the_previous|the_following)_year)\b)"
        ),
        "WDAY": r"(?:(?P<weekday><WEEKDAY>|(?:<SHORTDAY>)\.?)(?:,?_|_\()(?:the_)?)?",
        "RANGE": rf"(?:(?:{_DASH}|_{_DASH}_|_to_|_and_|_through_|/)(?P<day2><D>)(?:st|nd|rd|th)?(?![\d:%]|[.,]\d))?",
        "MOD": (
            r"(?:(?i:the_(?:very_)?(?:start|beginning|end|middle|close|turn)_of_(?:the_month_of_)?(?:the_)?"
            r"|(?:the_)?(?:early|late|mid|middle|beginning|end)(?:-|_(?:in_|of_)?)(?:the_)?(?:month_of_)?))?"
        ),
        "MONTH": f"(?P<month>{choices(full)}|{choices(map(str.upper, full))}|(?:{choices(short)})\\b\\.?)",
        "NEXT": r"(?P<near>(?i:last|next|this_past|this_coming|this|past|previous|following|coming|that_same|that))",
        "PART": r"(?:_(?:(?:in|during)_the_)?(?:<PARTS>)\b)?",
        "YEAR": r"(?P<year>(?:1[5-9]|20)\d\d)",
        "DTH": r"(?P<day><D>)(?:st|nd|rd|th)?",
        "D": r"(?:0?[1-9]|[12]\d|3[01])",
        "COUNT": (
            r"(?:(?i:some|about|around|nearly|almost|roughly|over|exactly|just|barely|more_than|less_than|at_least)_)?"
            rf"(?P<count>\d{{1,3}}|(?i:{choices(vocabulary.numbers)}))"
        ),
        "WEEKDAY": f"(?:{choices(weekday)}|{choices(map(str.upper, weekday))})",
        "SHORTDAY": choices(day.capitalize() for day in vocabulary.short_weekdays),
        "PARTS": f"(?i:{choices(vocabulary.parts)})",
        "UNIT": f"(?P<unit>(?i:{choices(vocabulary.units)}))",
        "SEASON": f"(?P<season>(?i:{choices(vocabulary.seasons)}))",
        "ORDINAL": f"(?P<ordinal>(?i:{choices(vocabulary.ordinals)}))",
        "DECADES": f"(?P<decade>(?i:{choices(vocabulary.decades)}))",
        "HOLIDAYS": choices(name for name in _holiday_names(vocabulary)).replace("'", "['’]"),
        "NAMES": choices(vocabulary.names).replace("'", "['’]"),
    }


def _holiday_names(vocabulary: Words) -> list[str]:
    titled = [re.sub(r"\b(?!of\b|the\b|attack|massacre)[a-z]", lambda m: m[0].upper(), n) for n in vocabulary.holidays]
    return [name.replace("'S", "'s").replace("11Th", "11th") for name in titled]


_FORMS = {
    "name": r"\b(?:<NAMES>)\b",
    "iso": (
        r"<WDAY>(?<![\w/.-])<YEAR>(?P<sep>[-/.])(?P<month>0[1-9]|1[0-2]|(?<=/)[1-9])(?P=sep)(?P<day><D>)"
        r"(?:[T␣]\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w/-]|\.\d)"
    ),
    "numeric": r"<WDAY>(?<![\w/.,:-])(?P<one>\d{1,2})(?P<sep>[./-])(?P<two>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)(?![\w/-]|[.,]\d)",
    "cjk": r"(?<!\d)<YEAR>[^\S\n]?[年년][^\S\n]?(?:(?P<month>1[0-2]|0?[1-9])[^\S\n]?[月월](?:[^\S\n]?(?P<day><D>)[^\S\n]?[日号號일])?)?",
    "day_month": r"<WDAY>(?<![\w./-])(?:(?i:the)_)?<DTH><RANGE>(?:_of|,)?(?:_|-)<MONTH>(?:-(?P<hyphenyear>(?:19|20)\d\d)\b|<OFYEAR>)?(?!\w)",
    "month_day": r"<WDAY>\b<MONTH>_?(?:the_)?(?<=[\s.])<DTH><RANGE>(?![\d:%]|[.,]\d|\w)<OFYEAR>?",
    "month_year": r"<MOD>\b<MONTH>(?:,?_of|,)?_(?:<YEAR>(?!\d|-\d)|['’](?P<shortyear>\d\d)\b|(?P<yearword>(?i:last|this|next|that|the_same|the_previous|the_following)_year)\b)",
    "near_month": r"<MOD>\b(?:the_)?<NEXT>_<MONTH>(?!\w)",
    "month": r"<MOD>\b<MONTH>(?!\w)",
    "weekday": (
        r"(?:\b(?:[Oo]n_)(?:the_)?)?(?:\b(?i:early|late|later|earlier)_(?:on_)?)?(?:\b(?:the_)?<NEXT>_)?"
        r"\b(?P<weekday><WEEKDAY>)(?!\w)(?:_(?:of_)?(?P<week>(?i:last|this|next|that)_week)\b)?<PART>"
    ),
    "today": (
        r"\b(?i:(?P<before>the_day_before_yesterday)|(?P<after>the_day_after_tomorrow)"
        r"|(?:(?:late|early|later|earlier)_)?(?:(?P<yesterday>yesterday)|(?P<tomorrow>tomorrow)|(?P<today>today)"
        r"|(?P<tonight>tonight)|(?P<lastnight>last_night|yesterday_night))|(?P<overnight>overnight)"
        r"|(?:(?:early|late|later|earlier)_)?this_(?P<part>morning|afternoon|evening))\b(?!-)<PART>"
    ),
    "near_unit": (
        r"\b(?i:(?:(?:early|late|later|earlier|mid)(?:-|_)(?:in_)?)?(?:the_)?(?P<near>last|next|this|previous|following"
        r"|current|coming|same|that_same|that|(?:the_)?very_next)_(?P<unit>day|night|morning|afternoon|evening|week|weekend"
        r"|month|quarter|year))\b(?!-(?:long|old))"
    ),
    "unit_before": r"\b(?i:the_(?P<unit>day|night|week|weekend|month|quarter|year)_(?P<near>before|after|earlier))\b(?=[.,;:)!?]|_(?:and|when|in|on|at|by|as|but)\b|\s*\Z)",
    "part_of_year": (
        r"\b(?i:(?:the_)?(?P<edge>start|beginning|end|middle|close|rest|remainder|turn)_of_(?:the|this|last|next)_"
        r"(?P<unit>week|month|quarter|year)|(?P<edge2>earlier|later|early|late|so_far)_(?:in_)?(?:the|this)_"
        r"(?P<unit2>day|week|month|quarter|year)|(?P<edge3>year|month|quarter)(?:['’]s_|-)end)\b"
    ),
    "weekend": r"\b(?i:(?:over|at|on|during|by)_(?:the_)?weekend)\b",
    "ago": (
        r"\b<COUNT>(?:_|-)<UNIT>(?i:s)?_(?P<way>(?i:ago|earlier|later|before|afterwards?|hence|from_now|on))\b"
        r"(?:_(?:last_|on_)?(?P<weekday><WEEKDAY>))?"
    ),
    "year_ago": r"\b(?i:(?:the_)?(?:year|quarter|month)-(?:ago|earlier))\b(?:_(?i:quarter|period|month|half|week|day|figure|level))?",
    "near_season": r"<MOD>\b(?:the_)?<NEXT>_<SEASON>\b(?!_of\b)",
    "season_year": r"<MOD>\b(?:the_)?<SEASON>(?:_of|,)?_(?:<YEAR>(?!\d|-\d)|(?P<yearword>(?i:last|this|next|that|the_same|the_previous|the_following)_year)\b)",
    "season": r"\b(?i:in|by|since|until|till|during|from|through|before|after|over)_(?:the_)?<MOD><SEASON>\b(?=[.,;:)!?]|_(?!of\b|to\b)|\s*\Z)",
    "quarter": (
        r"\b(?i:the_)?(?i:early_|late_)?(?:<ORDINAL>(?:_|-)(?P<stretch>(?i:quarter|half))|Q(?P<number>[1-4])|H(?P<half>[12])|(?P<number2>[1-4])Q)"
        r"(?!\w|-final)(?:(?:_of)?(?:_(?i:fiscal_))?(?:_|-)?(?:<YEAR>(?!\d|-\d)|(?:the_)?(?P<yearword>(?i:last|this|next|that|the_same|the_previous"
        r"|the_following|the_current|the)_year)\b)|_?['’](?P<shortyear>\d\d)\b)?"
    ),
    "fiscal": r"\b(?:(?i:the_)?(?i:fiscal|financial)_(?i:year_)?|FY_?)(?:<YEAR>|['’]?(?P<shortyear>\d\d))(?![\d,.]\d)\b",
    "decade": r"\b(?i:the_)?(?i:(?:early|mid|late)(?:_to_(?:mid|late))?(?:-|_))?(?:(?:1[5-9]|20)\d0['’]?s|['’][0-9]0['’]?s|(?i:the_(?:(?:early|mid|late)(?:-|_))?)<DECADES>)(?!\w|-era|-style|-vintage)|(?<!\w)['’][1-9]0s(?!\w|-era)",
    "century": r"\b(?i:the_)?(?i:(?:early|mid|late)(?:-|_))?(?:\d{1,2}(?:st|nd|rd|th)|(?i:sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first))(?:_|-)(?i:century)\b",
    "years": rf"(?<![\w$€£#.,/:+-])(?<!No␣)<YEAR>(?:{_DASH}|/)(?P<end>\d\d)(?![\w/-]|[.,]\d)",
    "year": (
        r"(?:\b(?i:(?:the_)?(?:early|late|mid|end|start|beginning|middle)(?:-|_(?:in_|of_)?))"
        r"|(?<![\w$€£#.,/:+=])(?<!\w[-‑])(?<!\d[–—])(?<![A-Za-z]–))<YEAR>"
        rf"(?![\w%°/:]|[.,]\d|-[A-Za-z]|{_DASH}\d(?!\d{{3}}\b))"
    ),
    "range_end": rf"(?<=\d\d\d\d[-–—])<YEAR>(?![\w%/:-]|[.,]\d)",
    "short_year": r"(?<=[Ii]n␣)['’](?P<shortyear>\d\d)\b|(?<=[Ss]ince␣)['’](?P<shortyear2>\d\d)\b|(?<=[Bb]y␣)['’](?P<shortyear3>\d\d)\b",
    "holiday": r"(?<!\w)(?:<HOLIDAYS>)(?!\w)",
}
