"""The evidence pack: every format of one view in one zip, with schema, codebook and a note on what is what."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from .. import rows
from . import browser, records, schema
from .content import Content
from .jobs import Watch
from .plots import FIGURES
from .request import TABLES

if TYPE_CHECKING:
    from .formats import Format

CODEBOOK = rows.DATA / "ledger" / "CODEBOOK.md"

_STAMP = (2026, 1, 1, 0, 0, 0)
"""Time of every entry: the same view packs to the same bytes, and no clock of the machine leaks."""


def write(content: Content, formats: Mapping[str, Format], watch: Watch) -> bytes:
    """The pack. Without a browser the pictures are left out, and its README says so."""
    out = io.BytesIO()
    names = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _entries(content, formats, watch):
            names.append(name)
            archive.writestr(zipfile.ZipInfo(name, _STAMP), data, zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo("README.txt", _STAMP), _readme(content, names), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _entries(content: Content, formats: Mapping[str, Format], watch: Watch) -> Iterator[tuple[str, bytes]]:
    drawing = browser.find() is not None
    for name in ("pptx", "pdf", "html", "json", "geojson", "citation"):
        if drawing or not formats[name].needs_browser:
            made = formats[name].product(content, watch)
            yield made.name, made.data
    for table in TABLES:
        watch.step(f"Writing {table}")
        for name in ("csv", "parquet"):
            asked = content.with_(table=table)
            yield f"tables/{table}.{name}", formats[name].write(asked, watch)
    for figure in FIGURES if drawing else ():
        for name in ("png", "svg"):
            yield f"figures/{figure}.{name}", formats[name].write(content.with_(figure=figure), watch)
    yield schema.NAME, schema.dump()
    yield "codebook.md", CODEBOOK.read_bytes()


def _readme(content: Content, names: list[str]) -> str:
    about = "\n".join(f"{key}: {value}" for key, value in records.about(content).items() if value)
    missing = "" if browser.find() else "\nPictures and PDF are missing: no Chromium was found where this was made.\n"
    listed = "\n".join(sorted(names))
    note = (
        "CSV: UTF-8, text cells quoted; a cell that a spreadsheet would run as a formula begins with an apostrophe, "
        "and so does one that began with an apostrophe: take one off to read it back. Lists are parted by semicolons.\n"
        f"JSON: see {schema.NAME}. Codes of the ledger: see codebook.md."
    )
    return f"Evidence pack of Nexus Watch\n\n{about}\n{missing}\n{note}\n\nFiles\n{listed}\n"
