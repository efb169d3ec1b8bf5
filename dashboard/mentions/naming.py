"""Decides for each form found whether it names a country here, which one, and by what kind of word."""

from __future__ import annotations

from collections import Counter

from .. import vocabulary
from ..models import Kind
from . import acronyms, beside, places, readings, tongues
from .lexicon import Hit
from .page import Page
from .people import People

Found = tuple[int, int, str, Kind, str]
"""Start, end (in the plain text), code, kind, rule."""

SPREAD = 4
"""Points for "no country here" once the article has said "Palestine, Texas" or "Michael Jordan"."""


IN_A_LIST = 5
"""Points for the country when another country stands beside it in a list."""

_SPREADING = frozenset({"town elsewhere", "surname", "given name"})


def names(page: Page) -> list[Found]:
    """All mentions of a page but those that other modules add, from left to right."""
    barred = {id(hit): rule for hit in page.hits if (rule := _barred(page, hit))}
    _count(page, barred)
    against: Counter[str] = Counter()
    people = People(page)
    found = []
    for index, hit in enumerate(page.hits):
        rule = barred.get(id(hit))
        if rule in _SPREADING:
            against[hit.form] = SPREAD
        points = against[hit.form] - (IN_A_LIST if _in_a_list(page, index) else 0)
        one = None if rule or hit.entry.phrase else _name(page, hit, points) or _person(people, hit)
        if one:
            found.append(one)
        people.ends_at = hit.end
    return found


def _in_a_list(page: Page, index: int) -> bool:
    """Whether another country stands right beside in a list ("Lebanon and Jordan")."""
    hit = page.hits[index]
    for other in page.hits[max(0, index - 1) : index + 2]:
        first, second = (other, hit) if other.start < hit.start else (hit, other)
        plain = other is not hit and (other.entry.name or other.entry.readings)
        if plain and page.text[first.end : second.start] in (" and ", ", ", ", and ", " or "):
            return True
    return False


def _name(page: Page, hit: Hit, against: int) -> Found | None:
    """The mention of a country, capital, demonym or institution that the form is, if any."""
    entry = hit.entry
    if entry.readings:
        reading = readings.choose(page, hit, max(0, against + places.against(page, hit)))
        return (hit.start, hit.end, reading.code, reading.kind, reading.where) if reading.code else None
    name = entry.name
    if not name or not _of_its_time(name, page.published) or _spread(page, hit, against):
        return None
    return hit.start, hit.end, name.code, name.kind, name.where


def _of_its_time(name: vocabulary.Name, date: str) -> bool:
    """Whether an article of that date may mean the bearer of the name; an undated one may."""
    return not date or ((not name.since or name.since <= date) and (not name.until or date <= name.until))


def _person(people: People, hit: Hit) -> Found | None:
    if not (hit.entry.full or hit.entry.short):
        return None
    code, rule = people.full(hit) if hit.entry.full else people.short(hit)
    return (hit.start, hit.end, code, Kind.PERSON, rule) if code else None


def _barred(page: Page, hit: Hit) -> str:
    """The rule by which the name is no country whatever the article is about; empty when none holds."""
    entry = hit.entry
    if entry.phrase or not (entry.name or entry.readings):
        return places.elsewhere(page, hit, Kind.CAPITAL) if entry.short else ""
    kind = entry.name.kind if entry.name else entry.readings[0].kind
    if kind is Kind.INSTITUTION:
        return beside.rows().bars(page, hit, kind)
    rule = beside.rows().bars(page, hit, kind) or acronyms.bars(page, hit)
    if rule or kind is Kind.DEMONYM:
        return rule or tongues.language(page, hit)
    return places.elsewhere(page, hit, kind) or places.person(page, hit)


def _count(page: Page, barred: dict[int, str]) -> None:
    """Tell the page which countries are named where, for cues to count."""
    for hit in page.hits:
        if id(hit) in barred:
            continue
        readings = hit.entry.readings
        if readings:
            default = next(reading for reading in readings if reading.default)
            if default.code:
                page.name(default.code, hit.start, len(readings) == 1)
        elif hit.entry.name and hit.entry.name.code:
            page.name(hit.entry.name.code, hit.start, True)
        elif hit.entry.full and hit.entry.full[0].alone != "common":
            page.name(hit.entry.full[0].code, hit.start, False)


def _spread(page: Page, hit: Hit, against: int) -> bool:
    """Whether an earlier "Norway, Maine" in the article outweighs what else it says of the country."""
    if against <= 0 or not hit.entry.name:
        return False
    others = [p for p in page.sure.get(hit.entry.name.code, ()) if page.text[p : p + len(hit.form)] != hit.form]
    return not others
