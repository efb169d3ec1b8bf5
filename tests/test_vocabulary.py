"""The rows of data/vocabulary: complete, free of collisions, and each hand row's example finds what the row says."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from pathlib import Path

import pytest

from dashboard import mentions, rows, vocabulary
from dashboard.errors import BadData
from dashboard.models import FOUR, ORGANISATIONS, Kind, Mention
from dashboard.vocabulary import FOLDER

from . import examples

WORDS = vocabulary.load()


def found(text: str) -> tuple[Mention, ...]:
    return mentions.find(text, (0, len(text)))


def test_all_countries_are_there():
    assert len(WORDS.countries) == 250
    assert "XKX" in WORDS.countries
    assert all(WORDS.is_code(code) for code in (*FOUR, *ORGANISATIONS))
    assert not WORDS.is_code("XXX")
    assert all(country.name and country.official and len(country.iso2) == 2 for country in WORDS.countries.values())


@pytest.mark.parametrize(
    ("code", "name"),
    [("PRK", "North Korea"), ("RUS", "Russia"), ("EU", "European Union"), ("XKX", "Kosovo"), ("COD", "DR Congo")],
)
def test_names_for_readers(code, name):
    assert WORDS.name(code) == name


def test_no_name_without_a_code():
    with pytest.raises(BadData, match="'XXX' is no country"):
        WORDS.name("XXX")


def test_every_sovereign_name_and_capital_is_read():
    """Each country's own name names it, in a sentence without any help."""
    missed = []
    for country in WORDS.countries.values():
        if country.iso3 in ("JEY", "UMI", "COG"):
            continue
        hits = [m for m in found(f"Delegates arrived from {country.name} on Monday.") if m.iso3 == country.iso3]
        if not hits:
            missed.append(country.name)
    assert missed == []


ALIASES = rows.read(FOLDER / "aliases.csv", ("name", "iso3", "kind", "example"))


@examples.each(ALIASES)
def test_alias_example(row):
    assert any(
        m.surface == row["name"] and m.iso3 == row["iso3"] and m.kind == row["kind"] for m in found(row["example"])
    )


INSTITUTIONS = rows.read(FOLDER / "institutions.csv", ("name", "code", "aliases", "since", "until", "example"))


@examples.each(INSTITUTIONS)
def test_institution_example(row):
    forms = (row["name"], *rows.many(row, "aliases"))
    assert any(m.surface in forms and m.iso3 == row["code"] for m in found(row["example"]))


@examples.each(WORDS.people)
def test_person_example(person):
    assert any(
        m.surface in person.forms and m.iso3 == person.code and m.kind is Kind.PERSON for m in found(person.example)
    )


SPELLINGS = rows.read(FOLDER / "spellings.csv", ("spellings", "example"))


@examples.each(SPELLINGS)
def test_spelling_example(row):
    persons = [m for m in found(row["example"]) if m.kind is Kind.PERSON]
    assert any(word in m.surface.split() for word in rows.many(row, "spellings") for m in persons)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Iraqi Prime Minister Mohammed Shia Al Sudani spoke.", "Mohammed Shia Al Sudani"),
        ("North Korean leader Kim Jong-Un spoke.", "Kim Jong-Un"),
        ("South Korea's Yoon Suk Yeol spoke.", "Yoon Suk Yeol"),
        ("Slovak President Zuzana Čaputová spoke.", "Zuzana Čaputová"),
        ("Slovak President Zuzana Caputova spoke.", "Zuzana Caputova"),
    ],
)
def test_a_name_is_found_under_its_other_spellings(text, surface):
    assert surface in {m.surface for m in found(text) if m.kind is Kind.PERSON}


PAST = rows.read(FOLDER / "past_states.csv", ("code", "name", "since", "until", "names", "demonyms", "example"))


@examples.each(PAST)
def test_past_state_only_in_its_time(row):
    def codes(day: str | None) -> set[str]:
        published = dt.date.fromisoformat(day) if day else None
        return {m.iso3 for m in mentions.find(row["example"], (0, len(row["example"])), published)}

    assert codes(None) == codes(row["until"]) == {row["code"]}
    assert codes("2024-05-01") == set()
    assert WORDS.is_code(row["code"])
    assert WORDS.name(row["code"]) == row["name"]


@pytest.mark.parametrize(
    ("day", "text", "codes"),
    [
        ("2024-05-01", "The Taliban closed the border crossing.", {"AFG"}),
        ("2010-05-01", "The Taliban closed the border crossing.", set()),
        (None, "The Pakistani Taliban denied it.", set()),
        (None, "She grew up in the former Yugoslavia.", set()),
    ],
)
def test_bodies_that_rule_only_for_a_time(day, text, codes):
    published = dt.date.fromisoformat(day) if day else None
    assert {m.iso3 for m in mentions.find(text, (0, len(text)), published)} == codes


PHRASES = rows.read(FOLDER / "not_countries.csv", ("phrase", "why", "example"))


@examples.each(PHRASES)
def test_phrase_example_names_nothing(row):
    text = row["example"]
    held = [(text.find(phrase), phrase) for phrase in rows.many(row, "phrase") if phrase in text]
    assert held
    spans = [(start, start + len(phrase)) for start, phrase in held]
    assert not [m for m in found(text) for start, end in spans if m.start < end and m.end > start]


READINGS = rows.read(FOLDER / "ambiguous.csv", ("name", "code", "kind", "default", "cues", "example"))


@examples.each(READINGS)
def test_reading_example(row):
    names = rows.many(row, "name")
    hits = [m for m in found(row["example"]) if m.surface in names]
    if row["code"] == "-":
        assert any(name in row["example"] for name in names)
        assert hits == []
    else:
        assert any(m.iso3 == row["code"] for m in hits)


CONTEXTS = rows.read(FOLDER / "contexts.csv", ("rule", "side", "words", "names", "example"))


@examples.each(CONTEXTS)
def test_context_example_names_nothing(row):
    text = row["example"]
    words = [word for word in rows.many(row, "words") if word in text]
    assert words
    places = [text.find(word) if row["side"] == "after" else text.find(word) + len(word) for word in words]
    beside = [m for m in found(text) for p in places if abs((m.end if row["side"] == "after" else m.start) - p) <= 1]
    assert beside == []


FOREIGN = rows.read(FOLDER / "names_by_language.csv", ("language", "forms", "code", "kind", "match", "example"))


@examples.each(FOREIGN)
def test_name_in_another_language(row):
    hits = found(row["example"])
    if row["code"] == "-":
        assert not [m for m in hits if m.rule == row.where]
        return
    assert any(m.iso3 == row["code"] and m.kind == row["kind"] for m in hits)


@pytest.mark.parametrize("language", ["ru", "ko", "fa", "zh", "ar"])
def test_frozen_names_of_a_language_are_found(language):
    frozen = [n for n in WORDS.foreign if n.language == language and not n.example]
    assert len(frozen) > 200
    seen = Counter(any(m.iso3 == n.code for m in found(f"{n.text}.")) for n in frozen if n.code)
    assert seen[True] / seen.total() > 0.97


@pytest.fixture
def folder(tmp_path):
    copy = tmp_path / "vocabulary"
    shutil.copytree(FOLDER, copy)
    return copy


def add(path: Path, line: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        ("aliases.csv", "Persia,IRN,country,x\nPersia,IRQ,country,x", r"aliases.csv:\d+: 'Persia' names IRQ, .* IRN"),
        (
            "aliases.csv",
            "Moscow,BLR,capital,x",
            r"'Moscow' names BLR, but ambiguous.csv:\d+ reads it as RUS.*delete one of the two rows or list the name",
        ),
        ("aliases.csv", "Ruritania,RUR,country,x", r"iso3 is 'RUR', which is no code"),
        ("aliases.csv", "Ruritania,RUS,planet,x", r"kind is 'planet'; it must be one of"),
        ("institutions.csv", "Kremlin,BLR,,,,x", r"institutions.csv:\d+: 'Kremlin' names BLR"),
        ("people.csv", "Ann Onym,RUS,aide,soon,,,,office,x", r"since is 'soon'; write YYYY"),
        ("people.csv", "Ann Onym,RUS,aide,,,,,never,x", r"alone is 'never'"),
        ("ambiguous.csv", "Atlantis,RUS,country,,sea,x", r"'Atlantis' needs exactly one row with default yes"),
        ("ambiguous.csv", "Atlantis,RUS,country,yes,%seas,x", r"%seas is no list of words.csv"),
        ("contexts.csv", "odd,beside,Sea,any,x", r"side is 'beside'"),
        ("spellings.csv", "Sergey|Sergo,x", r"'Sergey' stands in an earlier row too"),
        ("organisations.csv", "ASEAN,ASEAN", r"organisations.csv must have one row for each of"),
        ("names_by_language.csv", "ru,Россия,CHN,country,word,x\nru,Россия,IRN,country,word,x", r"'Россия' names"),
        ("names_by_language.csv", "xx,Foo,CHN,country,word,x", r"language is 'xx'"),
    ],
)
def test_a_row_that_breaks_its_rule_stops_the_load(folder, file, line, message):
    add(folder / file, line)
    with pytest.raises(BadData, match=message):
        vocabulary.load(folder)


def test_a_missing_file_is_named(folder):
    (folder / "people.csv").unlink()
    with pytest.raises(BadData, match=r"people.csv cannot be read"):
        vocabulary.load(folder)
