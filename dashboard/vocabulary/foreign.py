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
    """A name in another language. A `stem` may carry any ending of its script ("росси" + "йской")."""

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
            code(row, "code", codes),
            Kind(rows.choice(row, "kind", [k.value for k in Kind])),
            rows.choice(row, "match", ("stem", "word")) == "stem",
            row.where,
            row["example"],
        )
        for row in found
        for form in rows.many(row, "forms")
    )


def _frozen(folder: Path, language: str) -> tuple[ForeignName, ...]:
    found = rows.read(folder / f"names_{language}.csv", ("name", "iso3", "kind", "source"))
    return tuple(ForeignName(row["name"], language, row["iso3"], Kind(row["kind"]), False, row.where) for row in found)
