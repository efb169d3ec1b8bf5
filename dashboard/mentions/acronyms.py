"""Short forms that may be other things: US as a road, a currency or a pronoun in capitals; "Sino" without hyphen."""

from __future__ import annotations

import re

from .. import vocabulary
from .lexicon import Hit
from .page import Page

_ROAD = re.compile(r"(?:-| )\d{1,3}(?![\d%,.]|\s(?:percent|per cent|billion|million|troops|soldiers))\b")
_DOMAIN = re.compile(r"\.(?:com|org|net|ru|ir|cn|kp)\b")
_LONGEST_ADDRESS = 200
_DOMAIN = re.compile(r"\.(?:com|org|net|ru|ir|cn|kp)\b")
_LONGEST_ADDRESS = 200
_LAST_WORD = re.compile(r"(\w+)\W*$")


def bars(page: Page, hit: Hit) -> str:
    """The rule by which an acronym is no country here; empty when none does, or for other names."""
    if hit.form in vocabulary.load().words["combining-forms"] and page.text[hit.end : hit.end + 1] != "-":
        return "no combining form"
    if hit.form not in ("US", "U.S.", "U.S"):
        return _in_address(page, hit)
    after = page.text[hit.end : hit.end + 1]
    if after == "$" or _ROAD.match(page.text, hit.end):
        return "road or currency"
    if hit.form == "US" and page.in_capitals(hit.start) and _pronoun(page, hit):
        return "pronoun in capital letters"
    return _in_address(page, hit)


def _pronoun(page: Page, hit: Hit) -> bool:
    before = _LAST_WORD.search(page.text[max(0, hit.start - 20) : hit.start])
    return bool(before) and before[1] in vocabulary.load().words["us-not-country-before"]


def _in_address(page: Page, hit: Hit) -> str:
    """Names within an internet or mail address or behind @ are no mentions."""
    before = page.text[hit.start - 1 : hit.start] if hit.start else ""
    after = page.text[hit.end : hit.end + 2]
    if before in ("@", "/", ".", "_") and (before == "@" or _is_address(page.text, hit.start)):
        return "address"
    if len(after) == 2 and after[0] in "./@" and after[1].isalnum() and _is_address(page.text, hit.start):
        return "address"
    return ""


def _is_address(text: str, position: int) -> bool:
    """Whether the run of characters without space around a position is an address; runs are cut at a length."""
    before = text[max(0, position - _LONGEST_ADDRESS) : position].replace("\n", " ").rsplit(" ", 1)[-1]
    chunk = before + text[position : position + 40].split(" ", 1)[0]
    return "://" in chunk or chunk.startswith("www.") or "@" in chunk or bool(_DOMAIN.search(chunk))
