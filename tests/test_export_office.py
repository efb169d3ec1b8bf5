"""The slides open in PowerPoint without repair: parts, relations, ids, order of elements, native charts, schema."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

import openpyxl
import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator
from pptx import Presentation
from pptx.oxml.ns import qn

from dashboard import export
from dashboard.export import browser, deck, frame, powerpoint

from . import export_store as made
from .test_export_decks import HOSTILE

PLAIN = {"parts": ("timeline", "counts", "pairs", "claims", "latest", "treaties"), "most": 12}
REQUESTS = {
    "briefing": ("country=PRK&from=2022", {"marking": "TLP:AMBER+STRICT", "base": "https://nexus.test", "most": 12}),
    "four-three": ("", {**PLAIN, "size": "4:3", "title": "조선 <b> & =1+1"}),
    "dossier": ("pair=PRK-RUS", {**PLAIN, "view": "dossier"}),
    "changes": ("", {"view": "changes", "since": "2020-01-01"}),
    "nothing": ("country=VUT", {"marking": "대외비"}),
    "one-row": ("pair=CHN-IRN&from=2019", {**PLAIN, "most": 1}),
}


@pytest.fixture(autouse=True, scope="module")
def _closed() -> Iterator[None]:
    yield
    browser.close()


@pytest.fixture(scope="module", params=[*REQUESTS, "hostile"])
def written(request) -> bytes:
    if request.param == "hostile":
        return hostile()
    query, choices = REQUESTS[request.param]
    return export.write("pptx", made.request(query, **choices)).data


def hostile() -> bytes:
    """A deck of one slide of every kind whose every word is hostile."""
    box = deck.Box(40, 90, 400, 300)
    series = tuple(deck.Series(words[:200] or "-", "#112233", (1, 2)) for words in HOSTILE)
    elements = [(deck.Text(box, (words,), 12.0, "title"), deck.Text(box, (words,), 12.0)) for words in HOSTILE]
    elements.append((deck.Columns(box, tuple(words[:90] for words in HOSTILE[:2]), series, HOSTILE[0]),))
    slides = tuple(deck.Slide(words, shapes, words) for words, shapes in zip((*HOSTILE, "x"), elements, strict=True))
    return powerpoint.write(deck.Deck(HOSTILE[0], deck.SIZES["16:9"], slides, subject=HOSTILE[0], keywords=HOSTILE))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = [info.filename for info in archive.infolist()]
        assert len(names) == len({name.casefold() for name in names}), "two parts of one name"
        return {name: archive.read(name) for name in names}


def trees(data: bytes) -> dict[str, etree._Element]:
    return {name: etree.fromstring(body) for name, body in parts(data).items() if name.endswith((".xml", ".rels"))}


def test_the_schema_of_office_finds_nothing(written: bytes, tmp_path) -> None:
    (tmp_path / "deck.pptx").write_bytes(written)
    found = OpenXmlValidator(FileFormat.OFFICE_2019).validate(tmp_path / "deck.pptx")
    assert [f"{error.part_uri} {error.path}: {error.description}" for error in found.errors] == []


def test_every_part_has_a_type_and_every_relation_its_target(written: bytes) -> None:
    held, read = parts(written), trees(written)
    types = read["[Content_Types].xml"]
    named = {element.get("PartName").lstrip("/") for element in types if element.get("PartName")}
    endings = {element.get("Extension").lower() for element in types if element.get("Extension")}
    assert [n for n in held if n != "[Content_Types].xml" and n not in named and n.rsplit(".")[-1] not in endings] == []
    assert named <= set(held)
    for name, tree in read.items():
        if name.endswith(".rels"):
            folder = PurePosixPath(name).parent.parent
            ids = [relation.get("Id") for relation in tree]
            assert len(ids) == len(set(ids))
            inside = [relation.get("Target") for relation in tree if relation.get("TargetMode") != "External"]
            assert {_resolved(folder, target) for target in inside} <= set(held), name


def _resolved(folder: PurePosixPath, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    found: list[str] = []
    for step in (*folder.parts, *target.split("/")):
        found = found[:-1] if step == ".." else [*found, step] if step != "." else found
    return "/".join(found)


def test_every_id_that_a_part_uses_is_among_its_relations(written: bytes) -> None:
    read = trees(written)
    space = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    for name, tree in read.items():
        used = {v for e in tree.iter() for key, v in e.attrib.items() if str(key).startswith(space) and v}
        path = PurePosixPath(name)
        known = read.get(f"{path.parent}/_rels/{path.name}.rels")
        assert used <= {relation.get("Id") for relation in (known if known is not None else ())}, name


def test_shapes_have_ids_of_their_own_and_pictures_tables_and_charts_a_description(written: bytes) -> None:
    for slide in Presentation(io.BytesIO(written)).slides:
        ids = [element.get("id") for element in slide.element.iter(qn("p:cNvPr"))]
        assert len(ids) == len(set(ids))
        assert all(1 <= int(number) < 2**31 for number in ids)
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == 13:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")


def test_charts_hold_a_workbook_with_the_numbers_that_they_show(written: bytes) -> None:
    for slide in Presentation(io.BytesIO(written)).slides:
        for chart in (shape.chart for shape in slide.shapes if shape.has_chart):
            book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
            cells = [cell.value for row in book.active.iter_rows() for cell in row if cell.value is not None]
            for series in chart.plots[0].series:
                assert set(series.values) <= set(cells)
            axes = [element.get("val") for element in chart._chartSpace.iter(qn("c:axId"))]
            assert all(axis.isdigit() for axis in axes)
            assert len(set(axes)) == 2


ORDER = {
    "a:tcPr": ("lnL", "lnR", "lnT", "lnB", "lnTlToBr", "lnBlToTr", "cell3D", "noFill", "solidFill", "extLst"),
    "a:rPr": ("ln", "noFill", "solidFill", "effectLst", "highlight", "latin", "ea", "cs", "sym", "hlinkClick"),
    "a:pPr": ("lnSpc", "spcBef", "spcAft", "buNone", "buChar", "tabLst", "defRPr", "extLst"),
    "c:manualLayout": ("layoutTarget", "xMode", "yMode", "wMode", "hMode", "x", "y", "w", "h", "extLst"),
    "p:cSld": ("bg", "spTree", "custDataLst", "controls", "extLst"),
}
"""ECMA-376 part 1: CT_TableCellProperties, CT_TextCharacterProperties, CT_TextParagraphProperties, CT_ManualLayout,
CT_CommonSlideData; where we write children ourselves."""


def test_what_we_write_ourselves_stands_in_the_order_of_the_standard(written: bytes) -> None:
    read = trees(written)
    for tag, order in ORDER.items():
        for tree in read.values():
            for element in tree.iter(qn(tag)):
                places = [order.index(etree.QName(child).localname) for child in element]
                assert places == sorted(places), tag


def test_a_marking_of_any_length_stays_on_its_strip_and_whole() -> None:
    for marking in ("TLP:CLEAR", "W" * 60, "극" * 60, "VS – Nur für den Dienstgebrauch // Weitergabe nur mit Zustg."):
        for size in ("16:9", "4:3"):
            shown = made.content(marking=marking, size=size)
            built = frame.finish([frame.Draft("x", ())], shown, "x")
            marks = [e for e in built.slides[0].elements if isinstance(e, deck.Text) and e.role == "note"]
            assert [mark.paragraphs for mark in marks] == [(marking,)] * 2
            assert marks[0].box.bottom <= frame._TOP
            foot = max(
                e.box.bottom for e in built.slides[0].elements if isinstance(e, deck.Text) and e.role == "footer"
            )
            assert foot <= marks[1].box.y
            assert re.fullmatch(r"#[0-9a-f]{6}", marks[0].colour)
