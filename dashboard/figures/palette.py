"""Colours, dashes and marks, as the rows of data/vocabulary say; one table for screen and export."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from .. import rows
from ..errors import BadData
from ..ledger import categories
from ..models import Status

Theme = Literal["light", "dark"]

FOLDER = rows.DATA / "vocabulary"
FILLS = ("count1", "count2", "count3", "count4", "count5")
"""The steps of the country fill, fewest to most."""


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour on light and dark paper, the row it is seen against and the WCAG ratio it must reach there."""

    light: str
    dark: str
    on: str
    contrast: float

    def of(self, theme: Theme) -> str:
        """The colour for a theme, as #rrggbb."""
        return self.dark if theme == "dark" else self.light


@dataclass(frozen=True, slots=True)
class Look:
    """How a status is drawn. Statuses of one `group` are drawn alike and share a legend entry."""

    group: str
    dash: str
    fill: str
    name: str
    group_name: str


COMENTION = "comention"
"""What the arcs frame calls the layer of countries named in one sentence without a link between them."""


@functools.cache
def colours() -> dict[str, Colour]:
    """All rows of palette.csv by name. Raises BadData when a row is wrong."""
    found = {}
    for row in rows.read(FOLDER / "palette.csv", ("name", "light", "dark", "on", "contrast", "use")):
        for column in ("light", "dark"):
            if not _is_colour(row[column]):
                raise BadData(f"{row.where}: {column} is {row[column]!r}; it must be # and six hex digits.")
        found[row["name"]] = Colour(row["light"], row["dark"], row["on"], float(row["contrast"]))
    if strangers := {colour.on for colour in found.values()} - set(found):
        raise BadData(
            f"palette.csv: no row is named {', '.join(sorted(strangers))}, which another row is seen against."
        )
    return found


def colour(name: str, theme: Theme) -> str:
    """The colour of that name as #rrggbb; KeyError when palette.csv has no such row."""
    return colours()[name].of(theme)


def faded(name: str, theme: Theme, share: float) -> str:
    """The colour with `share` (0 to 1) opacity, as rgba()."""
    red, green, blue = (int(colour(name, theme)[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share:g})"


@functools.cache
def looks() -> dict[str, Look]:
    """Status to look, in the order of the file. Raises BadData unless every status stands there once."""
    found = {}
    for row in rows.read(FOLDER / "status_looks.csv", ("status", "class", "dash", "fill", "name", "class_name")):
        status = rows.choice(row, "status", [*(s.value for s in Status), COMENTION])
        rows.choice(row, "dash", ("solid", "longdash", "dash", "dot", "dashdot"))
        rows.choice(row, "fill", ("solid", "ringed", "open", "dotted", "cross"))
        found[status] = Look(row["class"], row["dash"], row["fill"], row["name"], row["class_name"])
    if missing := [s.value for s in Status if s.value not in found]:
        raise BadData(f"status_looks.csv: no row for {', '.join(missing)}; add how it is drawn.")
    return found


@functools.cache
def groups() -> dict[str, Look]:
    """The classes of statuses, from the surest on, each with the look of its first status."""
    found: dict[str, Look] = {}
    for look in looks().values():
        found.setdefault(look.group, look)
    return found


def members(group: str) -> tuple[str, ...]:
    """The statuses of a class."""
    return tuple(status for status, look in looks().items() if look.group == group)


@functools.cache
def dimensions() -> dict[str, tuple[str, str]]:
    """Category to (dimension, mark), in the order of the file. Raises BadData unless every category stands there."""
    found = {}
    for row in rows.read(FOLDER / "dimensions.csv", ("category", "dimension", "mark")):
        category = rows.choice(row, "category", categories.load().names)
        if category in found:
            raise BadData(f"{row.where}: the category {category} stands twice; leave one row.")
        found[category] = (row["dimension"], row["mark"])
    if missing := [name for name in categories.load().names if name not in found]:
        raise BadData(f"dimensions.csv: no row for {', '.join(missing)}; say which dimension each belongs to.")
    return found


def _is_colour(text: str) -> bool:
    return len(text) == 7 and text[0] == "#" and all(c in "0123456789abcdef" for c in text[1:])
