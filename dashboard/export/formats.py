"""The table of formats: what each is called, what it is for, and who writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from . import browser, decks, names, pack, page, picture, powerpoint, records, standalone, tables
from .content import Content
from .jobs import Product, Watch


@dataclass(frozen=True, slots=True)
class Format:
    """A format: file ending, media type, name and use for readers, whether it needs a browser, and its writer."""

    ending: str
    mime: str
    title: str
    use: str
    needs_browser: bool
    write: Callable[[Content, Watch], bytes]

    def product(self, content: Content, watch: Watch) -> Product:
        """The finished file."""
        asked = content.asked
        view = asked.view if self.ending in {"pptx", "pdf", "html", "zip"} else self._shows(content)
        stem = names.stem(view, asked.filter, content.context.as_of)
        return Product(self.write(content, watch), f"{stem}.{self.ending}", self.mime)

    def _shows(self, content: Content) -> str:
        if self.ending in {"png", "svg"}:
            return f"{content.asked.figure or picture.USUAL}-{content.asked.size.replace(':', 'x')}"
        return content.asked.table if self.ending in {"csv", "parquet"} else content.asked.view


def _pptx(content: Content, watch: Watch) -> bytes:
    return powerpoint.write(decks.illustrated(content, watch), watch)


def _pdf(content: Content, watch: Watch) -> bytes:
    deck = decks.illustrated(content, watch)
    watch.step("Printing the pages")
    return browser.printed(page.document(deck), watch)


def _csv(content: Content, watch: Watch) -> bytes:
    return tables.to_csv(content.table)


def _parquet(content: Content, watch: Watch) -> bytes:
    about = records.about(content)
    return tables.to_parquet(content.table, about)


def _json(content: Content, watch: Watch) -> bytes:
    return records.to_json(content)


def _geojson(content: Content, watch: Watch) -> bytes:
    return records.to_geojson(content)


def _citation(content: Content, watch: Watch) -> bytes:
    return records.citation(content).encode("utf-8", "replace")


def _zip(content: Content, watch: Watch) -> bytes:
    return pack.write(content, FORMATS, watch)


FORMATS: dict[str, Format] = {
    "pptx": Format("pptx", powerpoint.MIME, "PowerPoint", "slides to edit and show", False, _pptx),
    "pdf": Format("pdf", "application/pdf", "PDF", "the same pages to send and print", True, _pdf),
    "png": Format("png", "image/png", "PNG", "one figure as a picture, twice the screen's pixels", True, picture.png),
    "svg": Format("svg", "image/svg+xml", "SVG", "one figure as a drawing that scales", True, picture.svg),
    "html": Format("html", "text/html", "HTML", "live figures in one file, without a network", False, standalone.write),
    "csv": Format("csv", "text/csv", "CSV", "rows for a spreadsheet", False, _csv),
    "parquet": Format("parquet", "application/vnd.apache.parquet", "Parquet", "rows with their types", False, _parquet),
    "json": Format("json", "application/json", "JSON", "all rows with their provenance and schema", False, _json),
    "geojson": Format(
        "geojson", "application/geo+json", "GeoJSON", "events and arcs for a map program", False, _geojson
    ),
    "citation": Format("txt", "text/plain", "Citation", "how to cite this view, sources numbered", False, _citation),
    "zip": Format("zip", "application/zip", "Evidence pack", "all of these in one file", False, _zip),
}
"""Every format by name; a new one is one writer and its line here."""
