"""Countries, names, people and institutions, and the words that tell them apart: rows of data/vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..errors import BadData
from ..rows import DATA
from . import ambiguous, checks, countries, foreign, names, people, spellings
from .ambiguous import Context, Reading
from .countries import Country, Organisation, PastState
from .foreign import ForeignName
from .names import Name
from .people import Person

FOLDER = DATA / "vocabulary"

__all__ = [
    "Context",
    "Country",
    "ForeignName",
    "Name",
    "Organisation",
    "PastState",
    "Person",
    "Reading",
    "Vocabulary",
    "load",
]


@dataclass(frozen=True)
class Vocabulary:
    """All that the rows of data/vocabulary say of who is who.

    `countries`, `organisations` and `past` states by code; `names` are the plain names (country, demonym, capital,
    institution) of one reading; `readings` the names of several; `phrases` the longer phrases that name no country;
    `contexts` the words beside a name that change its reading; `people` the dated persons; `words` the word lists by
    list name; `foreign` the names in other languages; `given_names` and `surnames` frequent English ones.
    """

    countries: dict[str, Country]
    organisations: dict[str, Organisation]
    past: dict[str, PastState]
    names: tuple[Name, ...]
    readings: dict[str, tuple[Reading, ...]]
    phrases: tuple[Name, ...]
    contexts: tuple[Context, ...]
    people: tuple[Person, ...]
    words: dict[str, frozenset[str]]
    foreign: tuple[ForeignName, ...]
    given_names: frozenset[str]
    surnames: frozenset[str]

    @property
    def codes(self) -> frozenset[str]:
        """ISO 3166-1 alpha-3 codes, XKX, and the codes of past states and of the organisations."""
        return frozenset(self.countries) | frozenset(self.organisations) | frozenset(self.past)

    def is_code(self, code: str) -> bool:
        """Whether the code is one of a country or an organisation of the vocabulary."""
        return code in self.countries or code in self.organisations or code in self.past

    def name(self, code: str) -> str:
        """The name readers see: "North Korea" for PRK, "European Union" for EU. Raises BadData for no code."""
        found = self.countries.get(code) or self.organisations.get(code) or self.past.get(code)
        if found is None:
            raise BadData(f"{code!r} is no country or organisation of data/vocabulary; use an ISO alpha-3 code.")
        return found.name


@cache
def load(folder: Path = FOLDER) -> Vocabulary:
    """The vocabulary of a folder, read once. Raises BadData when a row breaks a rule or two countries claim a name."""
    frozen = names.read_frozen(folder / "names_frozen.csv")
    found_countries = countries.read(folder / "countries.csv", frozen)
    organisations = countries.read_organisations(folder / "organisations.csv")
    past = countries.read_past(folder / "past_states.csv")
    codes = frozenset(found_countries) | frozenset(organisations) | frozenset(past)
    readings = ambiguous.read_readings(folder / "ambiguous.csv", codes)
    by_hand = names.read(folder / "aliases.csv", codes)
    institutions = names.read_institutions(folder / "institutions.csv", codes)
    former = tuple(name for state in past.values() for name in state.names)
    words = ambiguous.read_words(folder / "words.csv")
    checks.lists_exist(readings, words)
    plain = checks.one_reading((*by_hand, *institutions, *former, *frozen), readings)
    return Vocabulary(
        countries=found_countries,
        organisations=organisations,
        past=past,
        names=plain,
        readings=readings,
        phrases=names.read_phrases(folder / "not_countries.csv"),
        contexts=ambiguous.read_contexts(folder / "contexts.csv"),
        people=people.read(folder / "people.csv", codes, spellings.read(folder / "spellings.csv")),
        words=words,
        foreign=foreign.read(folder, codes),
        given_names=ambiguous.read_list(folder / "given_names.csv"),
        surnames=ambiguous.read_list(folder / "surnames.csv"),
    )
