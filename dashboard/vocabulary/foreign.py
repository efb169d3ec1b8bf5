"""Names in Russian, Korean, Persian, Chinese and Arabic."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .. import rows
from ..errors import BadData
from ..models import Kind
from .names import code

LANGUAGES = ("ru", "ko", "fa", "zh", "ar")
HAND = "names_by_language.csv"


@dataclass(frozen=True, slots=True)
class ForeignName:
    """A name in another language; without code it names no country. A `stem` may take endings ("Росси" + "ей")."""

    text: str
    language: str
    code: str
    kind: Kind
    stem: bool
    where: str
    example: str = ""


def read(folder: Path, codes: frozenset[str]) -> tuple[ForeignName, ...]:
    """Hand rows first, then the frozen ones they do not hold. Raises BadData where two countries claim one."""
    found: dict[tuple[str, str], ForeignName] = {}
    for name in (*_by_hand(folder / HAND, codes), *(n for lang in LANGUAGES for n in _frozen(folder, lang))):
        first = found.setdefault((name.language, name.text), name)
        if first.code != name.code and first.where.startswith(HAND) == name.where.startswith(HAND):
            raise BadData(
                f"{name.where}: {name.text!r} names {name.code}, but {first.where} gives it to {first.code}; "
                "delete one of the two rows."
            )
    return tuple(found.values())


def _by_hand(path: Path, codes: frozenset[str]) -> tuple[ForeignName, ...]:
    found = rows.read(path, ("language", "forms", "code", "kind", "match", "example"))
    return tuple(
        ForeignName(
            form,
            rows.choice(row, "language", LANGUAGES),
            "" if row["code"] == "-" else code(row, "code", codes),
            Kind(rows.choice(row, "kind", [k.value for k in Kind])),
            rows.choice(row, "match", ("stem", "word")) == "stem",
            row.where,
            row["example"],
        )
        for row in found
        for form in _written(row["language"], rows.many(row, "forms"))
    )


def _written(language: str, forms: tuple[str, ...]) -> tuple[str, ...]:
    """Forms as they stand in a plain text: without zero-width joiners; Arabic "al-" also after "li-" (للصين); Russian
    adjectives and peoples also at the start of a sentence, with a capital."""
    plain = [form.replace("\u200c", "") for form in forms]
    if language == "ru":
        plain += [form[0].upper() + form[1:] for form in plain]
    joined = [f"لل{form[2:]}" for form in plain if language == "ar" and form.startswith("ال")]
    return tuple(dict.fromkeys((*plain, *joined)))


def _frozen(folder: Path, language: str) -> tuple[ForeignName, ...]:
    found = rows.read(folder / f"names_{language}.csv", ("name", "iso3", "kind", "source"))
    return tuple(
        ForeignName(form, language, row["iso3"], Kind(row["kind"]), False, row.where)
        for row in found
        for form in _written(language, (row["name"],))
    )
