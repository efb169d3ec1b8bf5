"""The forms a date takes in English text, as regular expressions built from the vocabulary.

In this notation white space is only layout, `_` is one gap (a few spaces, or one line break), `␣` one space and <NAME>
a piece. Every repetition is bounded, so that matching stays linear in the length of the text.
"""

from __future__ import annotations

import re
from functools import cache

from . import words
from .words import Words, choices

_GAP = r"(?:[^\S\n]{1,3}\n?[^\S\n]{0,8}|\n[^\S\n]{0,8})"


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Name of the form -> pattern. A form earlier in the table wins over a later one of the same place and length.

    Groups that readers look at: year, month, day, day2, weekday, near, unit, season, ordinal and the like; `skip` holds
    words that must stand before a date and are no part of it.
    """
    pieces = _pieces(words.load())
    return {name: _compile(form, pieces) for name, form in _FORMS.items()}


def _compile(form: str, pieces: dict[str, str]) -> re.Pattern[str]:
    for name, piece in pieces.items():
        form = form.replace(f"<{name}>", piece.replace(r"\ ", "_"))
    return re.compile("".join(form.split()).replace("_", _GAP).replace("␣", " "))


def _pieces(vocabulary: Words) -> dict[str, str]:
    """Name of a piece -> expression. A piece may use pieces that come after it."""
    return _PIECES | _name_pieces(vocabulary) | _number_pieces(vocabulary)


def _name_pieces(vocabulary: Words) -> dict[str, str]:
    full = [month.capitalize() for month in vocabulary.months]
    short = [month.capitalize() for month in vocabulary.short_months]
    weekdays = [day.capitalize() for day in vocabulary.weekdays]
    return {
        "MONTH": f"(?P<month>{choices(full)}|{choices(map(str.upper, full))}|(?:{choices(short)})\\b\\.?)",
        "WEEKDAY": f"(?:{choices(weekdays)}|{choices(map(str.upper, weekdays))})",
        "SHORTDAY": choices(day.capitalize() for day in vocabulary.short_weekdays),
        "PARTS": f"(?i:{choices(vocabulary.parts)})",
        "UNIT": f"(?P<unit>(?i:{choices(vocabulary.units)}))",
        "SEASON": f"(?P<season>(?i:{choices(vocabulary.seasons)}))",
        "HOLIDAYS": choices(vocabulary.holiday_names).replace("'", "['’]"),
        "NAMES": choices(vocabulary.names).replace("'", "['’]"),
    }


def _number_pieces(vocabulary: Words) -> dict[str, str]:
    numbers = vocabulary.numbers
    tens = choices(word for word, number in numbers.items() if number in range(20, 100, 10))
    ones = choices(word for word, number in numbers.items() if number in range(1, 10) and len(word) > 2)
    return {
        "COUNT": rf"(?P<count>\d{{1,3}}|(?i:(?:{tens})-(?:{ones})|{choices(numbers)}))",
        "ORDINAL": f"(?P<ordinal>(?i:{choices(vocabulary.ordinals)}))",
        "DECADES": f"(?P<decade>(?i:{choices(vocabulary.decades)}))",
        "DAY": r"(?P<day><D>)(?:st|nd|rd|th)?",
        "YEAR": r"(?P<year>(?:1[5-9]|20)\d\d)",
        "D": r"(?:0?[1-9]|[12]\d|3[01])",
    }


_PIECES = {
    "WDAY": r"(?:(?:(?<![\w-])[Oo]n_(?:the_)?)?(?P<weekday><WEEKDAY>|(?:<SHORTDAY>)\.?)(?:,?_|_\()(?:the_)?)?",
    "TO": r"""(?:(?:(?:,_<D>){1,4},?_and_|[-–—/]|_[-–—]_|_to_|_and_|_through_)(?P<day2><D>)(?:st|nd|rd|th)?
              (?![\d%]|[:.,]\d))?""",
    "PARTOF": r"""(?:(?i:the_(?:very_)?(?:start|beginning|end|middle|close|turn)_of_(?:the_month_of_)?(?:the_)?
                  |(?:the_)?(?:(?:early|late|mid)(?:-|_(?:in_)?)|(?:middle|beginning|end)_of_)(?:the_)?
                   (?:month_of_)?))?""",
    "NEAR": r"""(?P<near>(?i:last|next|this_past|this_coming|this|past|previous|following|coming|that_same|that))""",
    "DAYPART": r"(?:_(?:(?:in|during)_the_)?(?:<PARTS>)\b)?",
    "ABOUT": r"""(?:(?i:some|about|around|nearly|almost|roughly|over|exactly|just|barely|more_than|less_than
                 |at_least)_)?""",
    "OFYEAR": r"(?:(?:_of|,)?_<YEAR>(?![\d%]|[.,]\d)|(?:_of)?_<YEARWORD>)",
    "YEARWORD": r"(?P<yearword>(?i:last|this|next|that|the_same|the_previous|the_following|the_next)_year)\b",
}

_FORMS = {
    "name": r"\b(?:<NAMES>)\b",
    "iso": r"""<WDAY>(?<![\w/.-])<YEAR>(?P<sep>[-/.])(?P<month>0[1-9]|1[0-2]|(?<=/)[1-9])(?P=sep)(?P<day><D>)
               (?:[T␣]\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w/-]|\.\d)""",
    "numeric": r"""<WDAY>(?<![\w/.,:-])(?P<one>\d{1,2})(?P<sep>[./-])(?P<two>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)
                   (?![\w/-]|[.,]\d)""",
    "cjk": r"""(?<!\d)<YEAR>[^\S\n]?[年년][^\S\n]?(?:(?P<month>1[0-2]|0?[1-9])[^\S\n]?[月월]
               (?:[^\S\n]?(?P<day><D>)[^\S\n]?[日號号일])?)?""",
    "day_month": r"""<WDAY>(?<![\w./-])(?:(?i:the)_)?<DAY><TO>(?:_of|,)?(?:_|-)<MONTH>
                     (?:-(?P<hyphenyear>(?:19|20)\d\d)\b|<OFYEAR>)?(?!\w)""",
    "month_day": r"<WDAY>\b<MONTH>_?(?:the_)?(?<=[\s.])<DAY><TO>(?![\d%]|[:.,]\d|\w)<OFYEAR>?",
    "month_year": r"<PARTOF>\b<MONTH>(?:,?_of|,)?_(?:<YEAR>(?!\d|-\d)|['’](?P<shortyear>\d\d)\b|<YEARWORD>)",
    "near_month": r"<PARTOF>\b(?:the_)?<NEAR>_<MONTH>(?!\w)",
    "month": r"<PARTOF>\b<MONTH>(?!\w)",
    "weekday": r"""(?:(?<![\w-])(?:[Oo]n_)(?:the_)?)?(?:\b(?i:early|late|later|earlier)_(?:on_)?)?
                   (?:\b(?:the_)?<NEAR>_)?\b(?P<weekday><WEEKDAY>)(?!\w|\.(?:com|net|org)\b)
                   (?:_(?:of_)?(?P<week>(?i:last|this|next|that)_week)\b)?<DAYPART>""",
    "today": r"""\b(?i:(?P<before>the_day_before_yesterday)|(?P<after>the_day_after_tomorrow)
                 |(?:(?:late|early|later|earlier)_)?
                  (?:(?P<yesterday>yesterday)|(?P<tomorrow>tomorrow)|(?P<today>today)|(?P<tonight>tonight)
                   |(?P<lastnight>last_night|yesterday_night))
                 |(?P<overnight>overnight)
                 |(?:(?:early|late|later|earlier)_)?this_(?P<part>morning|afternoon|evening))\b(?!-)<DAYPART>""",
    "near_unit": r"""\b(?i:(?:(?:early|late|later|earlier|mid)(?:-|_)(?:in_)?)?(?:the_)?
                     (?P<near>last|next|this_past|this_coming|this|latest|previous|following|current|coming|same
                      |that_same|that|very_next)_
                     (?P<unit>day|night|morning|afternoon|evening|week|weekend|month|quarter|year))\b(?!-(?:long|old))
                     (?:_(?:(?:of|in)_)?(?P<ayear>(?i:last_year|a_year_(?:ago|earlier|before))))?""",
    "unit_before": r"""\b(?i:the_(?P<unit>day|night|week|weekend|month|quarter|year)_(?P<near>before|after|earlier))\b
                       (?=[.,;:)!?]|_(?:and|when|in|on|at|by|as|but)\b|\s{0,9}\Z)""",
    "part_of_year": r"""\b(?i:(?:the_)?(?P<edge>start|beginning|end|middle|close|rest|remainder|turn)_of_
                        (?:the|this|last|next)_(?P<unit>week|month|quarter|year)
                        |(?P<edge2>earlier|later|early|late|so_far)_(?:in_)?(?:the|this)_
                         (?P<unit2>day|week|month|quarter|year)
                        |(?P<edge3>year|month|quarter)(?:['’]s_|-)end)\b""",
    "weekend": r"""\b(?P<skip>(?i:over|at|on|during|by|since|before)_)
                   (?i:(?:the_)?(?:past_)?weekend)\b(?!_of\b|['’]s)""",
    "ago": r"""(?<![\w-])<ABOUT><COUNT>(?:_|-)<UNIT>(?i:s)?_
               (?P<way>(?i:ago|earlier|later|before|afterwards?|hence|from_now))\b
                   (?:_(?i:this)_(?P<thisunit>(?i:week|month))\b)?
               (?:_(?:last_|on_)?(?P<weekday><WEEKDAY>))?""",
    "year_ago": r"""\b(?i:(?:the_)?(?:year|quarter|month)-(?:ago|earlier))\b
                    (?:_(?i:quarter|period|month|half|week|day|figure|level))?""",
    "near_season": r"<PARTOF>\b(?:the_)?<NEAR>_<SEASON>\b(?!_of\b)",
    "season_year": r"""<PARTOF>\b(?:the_)?<SEASON>(?:_of|,)?_
                       (?:<YEAR>(?!\d)(?:[-–/]\d{2,4}\b)?|['’](?P<shortyear>\d\d)\b|<YEARWORD>)""",
    "season": r"""\b(?P<skip>(?i:in|by|since|until|till|during|from|through|before|after|over)_)(?P<the>the_)?
                  <PARTOF><SEASON>\b(?!_(?:of|to)\b)""",
    "quarter": r"""\b(?:(?P<owner>(?i:last|this|next)_year)['’]s_)?(?i:the_)?(?i:early_|late_)?
                   (?:<ORDINAL>(?:_|-)(?P<stretch>(?i:quarter|half))
                    |Q(?P<number>[1-4])|H(?P<half>[12])|(?P<number2>[1-4])Q)(?!\w|-final)
                   (?:(?:_of)?(?:_(?i:fiscal_))?(?:_|-)?
                      (?:<YEAR>(?!\d|-\d)
                       |(?:the_)?(?P<yearword>(?i:last|this|next|that|the_same|the_previous|the_following|the_current
                         |the)_year)\b)
                    |_?['’](?P<shortyear>\d\d)\b)?""",
    "year_quarter": r"\b(?i:the_)?<YEAR>(?:['’]s)?_(?i:fiscal_)?<ORDINAL>(?:_|-)(?P<stretch>(?i:quarter|half))\b",
    "the_quarter": r"\b(?P<skip>(?i:in|for|during)_)(?i:the_quarter)\b(?!_(?:of|to|ended|ending)\b)",
    "fiscal": r"""\b(?:(?i:the_)?(?i:fiscal|financial)_(?i:year_)?|FY_?)(?:<YEAR>|['’]?(?P<shortyear>\d\d))\b
                  (?!_?[\d%]|[.,]\d)""",
    "decade": r"""\b(?i:the_)?(?i:(?:early|mid|late)(?:_to_(?:mid|late))?(?:-|_))?
                  (?:(?:1[5-9]|20)\d0['’]?s|['’][0-9]0['’]?s)(?!\w|-era|-style|-vintage)
                  |\b(?i:the_(?:(?:early|mid|late)(?:-|_))?)<DECADES>(?!\w|-era|-style)
                  |(?<!\w)['’][1-9]0s(?!\w|-era)""",
    "century": r"""\b(?i:the_)?(?i:(?:early|mid|late)(?:-|_))?
                   (?:\d{1,2}(?:st|nd|rd|th)|(?i:sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first))
                   (?:_|-)(?i:century)\b""",
    "years": r"(?<![\w$€£#.,/:+-])(?<!No␣)<YEAR>[-–—/](?P<end>\d\d)(?![\w/-]|[.,]\d)",
    "year": r"""(?:\b(?i:(?:the_)?(?:early|late|mid|end|start|beginning|middle)(?:-|_(?:in_|of_)?))
                |(?<![\w$€£#.,/:+=])(?<!\w[-‑])(?<!\d[–—])(?<![A-Za-z]–))<YEAR>
                (?![\w%°/:]|[.,]\d|-[A-Za-z]|[-–—]\d(?!\d{3}\b))""",
    "range_end": r"(?<=\d\d\d\d[-–—])<YEAR>(?![\w%/:-]|[.,]\d)",
    "short_year": r"""(?:(?<=[Ii]n␣)|(?<=[Ss]ince␣)|(?<=[Bb]y␣)|(?<=[Oo]f␣))['’](?P<shortyear>\d\d)\b""",
    "holiday": r"\b(?i:the_)?(?<!\w)(?:<HOLIDAYS>)(?!\w)",
}
