"""Freezes names, demonyms and capitals of all countries from pycountry, Babel (CLDR) and countryinfo into CSV rows.

Run it only to renew the frozen files: python scripts/build_vocabulary.py
Needs what requirements-data.txt lists; the program itself reads only the rows.
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import babel
import names as census
import pycountry
from countryinfo import CountryInfo

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dashboard import rows  # noqa: E402

FOLDER = ROOT / "data" / "vocabulary"
LANGUAGES = ("ru", "ko", "fa", "zh", "ar")
NO_PLURAL = ("ese", "ish", "ch", "ss", "ois", "x", "be", "ic", "y", "vincent", "tu", "ati", "so", "wana", "s")
XKX = {"iso3": "XKX", "iso2": "XK", "name": "Kosovo", "official": "Republic of Kosovo", "capital": "Pristina"}
"""Kosovo has no ISO 3166-1 code; XKX is the user-assigned code that the World Bank, the EU and others use."""

Cells = dict[str, str]
NameRow = tuple[str, str, str, str]


def main() -> None:
    """Write countries.csv, names_frozen.csv and names_<language>.csv."""
    ignored = {(r["field"], r["iso3"], r["value"]) for r in _ignored()}
    countries = [*(_country(c) for c in pycountry.countries), XKX]
    reader_names = {r["iso3"]: r["name"] for r in rows.read(FOLDER / "names_reader.csv", ("iso3", "name", "reason"))}
    for cells in countries:
        cells["name"] = reader_names.get(cells["iso3"], cells["name"])
    countries.sort(key=lambda cells: cells["iso3"])
    _write(
        "countries.csv",
        "All countries of ISO 3166-1 and Kosovo.",
        ("iso3", "iso2", "name", "official", "capital"),
        (tuple(c[k] for k in ("iso3", "iso2", "name", "official", "capital")) for c in countries),
    )
    found = sorted({n for c in countries for n in _names(c) if not _is_ignored(n, ignored)})
    _write(
        "names_frozen.csv", "English names, demonyms and capitals.", ("name", "iso3", "kind", "source"), _unique(found)
    )
    skipped = {value for field, _, value in ignored if field == "given"}
    _write(
        "surnames.csv",
        "Surnames of the US census of 1990 (public domain), the most frequent.",
        ("name",),
        ((name,) for name in sorted(_census("dist.all.last", 1500) - skipped)),
    )
    _write(
        "given_names.csv",
        "Given names of the US census of 1990 (public domain), the most frequent.",
        ("name",),
        ((name,) for name in sorted(_given_names() - skipped)),
    )
    for language in LANGUAGES:
        _write(
            f"names_{language}.csv",
            f"Country names in {babel.Locale(language).english_name}.",
            ("name", "iso3", "kind", "source"),
            _unique(_foreign(language, countries)),
        )


def _ignored() -> list[rows.Row]:
    return rows.read(FOLDER / "frozen_ignored.csv", ("field", "iso3", "value", "reason"))


def _info(iso2: str) -> dict[str, str]:
    return {key: value or "" for key, value in CountryInfo(iso2).info().items() if key in ("demonym", "capital")}


def _country(country: object) -> Cells:
    code = country.alpha_2  # type: ignore[attr-defined]
    display = babel.Locale("en").territories[code]
    name = getattr(country, "common_name", "") or display
    official = getattr(country, "official_name", "") or country.name  # type: ignore[attr-defined]
    return {
        "iso3": country.alpha_3,  # type: ignore[attr-defined]
        "iso2": code,
        "name": name,
        "official": official.removeprefix("the "),
        "capital": _info(code).get("capital", ""),
        "iso": country.name,  # type: ignore[attr-defined]
        "display": display,
        "demonym": _info(code).get("demonym", ""),
    }


def _names(country: Cells) -> Iterable[NameRow]:
    code = country["iso3"]
    for key, source in (("name", "CLDR"), ("display", "CLDR"), ("iso", "ISO 3166-1"), ("official", "ISO 3166-1")):
        for form in _forms(country.get(key, "")):
            yield form, code, "country", source
    for demonym in filter(None, country.get("demonym", "").split(",")):
        yield demonym, code, "demonym", "countryinfo"
        if not demonym.endswith(NO_PLURAL):
            yield f"{demonym}s", code, "demonym", "countryinfo, plural"
    for form in _forms(country["capital"]):
        yield form, code, "capital", "countryinfo"


def _forms(name: str) -> set[str]:
    """A name, with "and" for "&", "Saint" for "St.", and without accents; "Iran, Islamic Republic of" turned round."""
    if not name or "(" in name or " - " in name or "SAR China" in name:
        return set()
    if ", " in name and name.count(",") == 1 and name.rstrip().endswith((" of", " of the", "U.S.", "British")):
        head, tail = name.split(", ")
        name = f"{tail} {head}".removeprefix("The ")
    forms = {name, name.replace(" & ", " and "), name.replace("St. ", "Saint "), name.replace("Saint ", "St. ")}
    forms |= {form.replace("St. ", "St ") for form in forms}
    forms = {form.replace("’", "'") for form in forms}
    return forms | {_plain(form) for form in forms}


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _foreign(language: str, countries: list[Cells]) -> Iterable[NameRow]:
    territories = babel.Locale(language).territories
    for country in countries:
        name = territories.get(country["iso2"], "")
        if name and "(" not in name:
            yield name.replace("’", "'"), country["iso3"], "country", "CLDR"


def _given_names() -> set[str]:
    return _census("dist.male.first", 900) | _census("dist.female.first", 1400)


def _census(file: str, most: int) -> set[str]:
    lines = (Path(census.__file__).parent / file).read_text(encoding="ascii").splitlines()
    return {line.split()[0].capitalize() for line in lines[:most]}


def _is_ignored(name: NameRow, ignored: set[tuple[str, str, str]]) -> bool:
    """Whether the value, or the singular that a plural was made from, is ignored by name."""
    text, code, kind, source = name
    field = "name" if kind == "country" else kind
    value = text.removesuffix("s") if source.endswith("plural") else text
    return (field, code, value) in ignored


def _unique(names: Iterable[NameRow]) -> Iterable[NameRow]:
    """The first row of each name and country; a name that two countries claim stays twice, and stops the load."""
    seen: set[tuple[str, str]] = set()
    for row in names:
        if (row[0], row[1]) not in seen:
            seen.add((row[0], row[1]))
            yield row


def _write(file: str, what: str, columns: tuple[str, ...], found: Iterable[tuple[str, ...]]) -> None:
    packages = ", ".join(f"{name} {version(name)}" for name in ("pycountry", "babel", "countryinfo", "names"))
    with (FOLDER / file).open("w", encoding="utf-8", newline="") as out:
        out.write(f"# {what} Frozen by scripts/build_vocabulary.py from {packages}.\n")
        out.write("# Do not edit: corrections are rows of aliases.csv, ambiguous.csv or frozen_ignored.csv.\n")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(found)


if __name__ == "__main__":
    main()
