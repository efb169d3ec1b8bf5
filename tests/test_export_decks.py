"""Slides and PDF, read back: native parts, numbers, footers, sources, alternative texts; nothing leaves its page."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pypdf
import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Pt

from dashboard import export, frames, world
from dashboard.errors import BadInput
from dashboard.export import appendix, browser, deck, decks, fit, frame, page, powerpoint
from dashboard.figures import palette

from . import export_store as made

QUERY = "country=PRK&from=2022-02"
LOOK = {"marking": "TLP:AMBER", "base": "https://nexus.test", "most": 20}
PAIR = "pair=PRK-RUS"

needs_browser = pytest.mark.skipif(browser.find() is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def shown() -> export.Content:
    return made.content(QUERY, **LOOK)


@pytest.fixture(scope="module")
def slides() -> Presentation:
    return Presentation(io.BytesIO(export.write("pptx", made.request(QUERY, **LOOK)).data))


def texts(slide: object) -> str:
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if shape.has_table:
            found.extend(cell.text for row in shape.table.rows for cell in row.cells)
    return "\n".join(found)


def titled(slides: Presentation, start: str) -> list:
    return [slide for slide in slides.slides if slide.shapes.title.text_frame.text.startswith(start)]


@pytest.mark.parametrize(("size", "inches"), [("16:9", (13.333, 7.5)), ("4:3", (10, 7.5))])
def test_slides_have_their_size_and_stay_inside(size: str, inches: tuple[float, float]) -> None:
    product = export.write("pptx", made.request(QUERY, size=size, most=10, parts=("timeline", "counts", "latest")))
    shown = Presentation(io.BytesIO(product.data))
    assert (round(shown.slide_width.inches, 3), round(shown.slide_height.inches, 3)) == inches
    for slide in shown.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= shown.slide_width + Pt(1)
            assert shape.top + shape.height <= shown.slide_height + Pt(1)


def test_every_slide_says_where_it_comes_from(slides: Presentation, shown: export.Content) -> None:
    head = shown.headline
    for number, slide in enumerate(slides.slides, 1):
        said = texts(slide)
        assert "North Korea; from Feb 2022" in said
        assert "As of 23 Nov 2026" in said
        assert f"data version {made.built().version}" in said
        assert f"{head.events} events, {head.articles} articles, {head.origins} origins" in said
        assert shown.context.link in said
        assert said.split("\n").count("TLP:AMBER") == 2
        assert f"{number} of {len(slides.slides)}" in said
        assert shown.context.link in slide.notes_slide.notes_text_frame.text
        assert slide.shapes.title.text_frame.text


def test_the_first_slide_holds_the_counts_of_the_store(slides: Presentation, shown: export.Content) -> None:
    head = frames.headline(made.built(), shown.filter)
    said = texts(slides.slides[0]).split("\n")
    for number, noun in ((head.events, "events"), (head.links, "links"), (head.origins, "origins")):
        assert said[said.index(noun) - 1] == f"{number:,}"
    told = next(line for line in said if line.startswith("Of "))
    assert sorted(map(int, re.findall(r"\d+", told)[1:])) == sorted(head.by_status.values())


def test_the_counts_are_a_native_chart_with_the_numbers_of_the_frame(
    slides: Presentation, shown: export.Content
) -> None:
    chart = next(s.chart for s in titled(slides, "Most links in")[0].shapes if s.has_chart)
    density = frames.density(made.built(), shown.filter).dropna(subset=["month"])
    expected = density.groupby("polarity")["links"].sum().to_dict()
    assert {series.name.lower(): sum(series.values) for series in chart.plots[0].series} == expected
    assert len(chart.plots[0].categories) >= 16, "a column a quarter"


def test_the_timeline_is_a_native_chart_with_a_mark_for_each_dated_link(
    slides: Presentation, shown: export.Content
) -> None:
    chart = next(s.chart for s in titled(slides, f"{shown.headline.events} dated events")[0].shapes if s.has_chart)
    links = frames.links(made.built(), shown.filter).dropna(subset=["date"])
    sure = links["status"].isin(("confirmed", "reported"))
    lane = links["pair"].where(links["pair"].isin({"PRK-RUS", "CHN-PRK", "IRN-PRK"}), "other")
    marks = pd.DataFrame({"day": links["date"], "lane": lane, "polarity": links["polarity"], "sure": sure})
    assert sum(len(list(series.values)) for series in chart.plots[0].series) == len(marks.drop_duplicates())


def test_pairs_are_a_native_table_that_adds_up(slides: Presentation, shown: export.Content) -> None:
    table = next(s.table for s in titled(slides, "Links by pair")[0].shapes if s.has_table)
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    counted = frames.pair_status(made.built(), shown.filter).groupby("pair")["links"].sum()
    for row in rows[1:]:
        assert sum(int(n.replace(",", "")) for n in row[1:-1]) == int(row[-1].replace(",", ""))
    assert sorted((int(row[-1]) for row in rows[1:]), reverse=True) == sorted(counted, reverse=True)[: len(rows) - 1]


def test_every_number_in_brackets_stands_in_the_list_of_sources(slides: Presentation, shown: export.Content) -> None:
    listed: dict[int, str] = {}
    for slide in titled(slides, "Sources"):
        table = next(s.table for s in slide.shapes if s.has_table)
        for row in list(table.rows)[1:]:
            listed[int(row.cells[0].text.strip("[]"))] = row.cells[1].text
    assert listed == {source.number: source.publisher for source in shown.sources}
    for slide in slides.slides:
        for group in re.findall(r"\[([\d, ]+)\]", texts(slide)):
            assert {int(n) for n in group.split(",")} <= set(listed)


def test_the_appendix_quotes_each_sentence_with_outlet_date_and_status(
    slides: Presentation, shown: export.Content
) -> None:
    said = "\n".join(texts(slide) for slide in titled(slides, "Evidence"))
    for entry in shown.evidence:
        assert entry.sentences[0][:60] in said
        assert entry.date in said
        assert entry.outlets[0] in said
        assert all(made.status in said for made in entry.assertions)
    assert f"Evidence: 20 of {shown.headline.events} events" in {
        s.shapes.title.text_frame.text[:27] for s in slides.slides
    } | {titled(slides, "Evidence")[0].shapes.title.text_frame.text.split(" (")[0]}


def test_pictures_tables_and_charts_have_alternative_texts(slides: Presentation) -> None:
    found = 0
    for slide in slides.slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == 13:
                found += 1
                assert len(shape._element.xpath(".//p:cNvPr")[0].get("descr") or "") > 15
    assert found > 8


@needs_browser
def test_the_map_is_a_picture_at_twice_the_pixels_with_boundaries_named(slides: Presentation) -> None:
    pictured = [(slide, shape) for slide in slides.slides for shape in slide.shapes if shape.shape_type == 13]
    slide, picture = pictured[0]
    image = Image.open(io.BytesIO(picture.image.blob))
    assert image.width >= 2 * picture.width.inches * 96
    assert abs(image.width / image.height - picture.width / picture.height) < 0.01
    assert "Boundaries" in texts(slide)
    assert world.VIEWPOINT[:30] in texts(titled(slides, "How to read")[0])


def test_links_lead_to_the_web_alone_and_metadata_tells_nothing_of_the_machine(slides: Presentation) -> None:
    addresses = [r.target_ref for s in slides.slides for r in s.part.rels.values() if r.is_external]
    assert addresses
    assert all(address.startswith(("http://", "https://")) for address in addresses)
    core = slides.core_properties
    assert (core.author, core.last_modified_by) == ("Nexus Watch", "Nexus Watch")
    assert "/" not in f"{core.comments}{core.category}{core.keywords}"
    assert core.modified.hour == 0


def test_a_view_with_nothing_in_it_says_what_to_relax() -> None:
    shown = Presentation(io.BytesIO(export.write("pptx", made.request("country=VUT")).data))
    assert len(shown.slides) == 2
    assert "No event passes this filter" in texts(shown.slides[0])
    assert "take off a country" in texts(shown.slides[0])


def test_a_dossier_is_about_its_pair_in_one_call() -> None:
    product = export.write("pptx", made.request(PAIR, view="dossier", most=10))
    assert product.name.startswith("nexus-watch_dossier_PRK-RUS_")
    shown = Presentation(io.BytesIO(product.data))
    names = [slide.shapes.title.text_frame.text for slide in shown.slides]
    assert names[0] == "Dossier: North Korea and Russia"
    for start in (
        "Most links in",
        "Largest kind",
        "Said and denied",
        "Treaties",
        "Newest",
        "Evidence",
        "Sources",
        "How to",
    ):
        assert [name for name in names if name.startswith(start)], start
    treaties = texts(titled(shown, "Treaties")[0])
    assert "Comprehensive Strategic" in treaties
    assert "4 Dec 2024" in treaties


def test_slides_without_a_browser_are_whole_but_for_the_picture(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    browser.close()
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "none"))
    shown = Presentation(io.BytesIO(export.write("pptx", made.request(QUERY, most=5)).data))
    assert not [s for slide in shown.slides for s in slide.shapes if s.shape_type == 13]
    assert "needs Chromium" in "".join(map(texts, shown.slides))
    with pytest.raises(BadInput, match="install"):
        export.write("pdf", made.request(QUERY, most=5))
    with pytest.raises(BadInput, match="install"):
        export.write("png", made.request(QUERY))


def test_slides_are_not_square() -> None:
    with pytest.raises(BadInput, match="16:9 or 4:3"):
        export.write("pptx", made.request(QUERY, size="square"))


@needs_browser
def test_the_pdf_has_the_same_pages_words_and_links(slides: Presentation, shown: export.Content) -> None:
    data = export.write("pdf", made.request(QUERY, **LOOK)).data
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert len(reader.pages) == len(slides.slides)
    for sheet, slide in zip(reader.pages, slides.slides, strict=True):
        words = _squeezed(sheet.extract_text())
        assert [float(x) for x in sheet.mediabox] == [0, 0, 960, 540]
        assert _squeezed(slide.shapes.title.text_frame.text) in words
        assert _squeezed(f"data version {made.built().version}") in words
    links = [a.get_object()["/A"]["/URI"] for s in reader.pages for a in s.get("/Annots", []) if "/A" in a.get_object()]
    assert links
    assert all(link.startswith(("http://", "https://")) for link in links)
    assert reader.metadata.title.startswith(f"{shown.headline.events} events")
    assert reader.metadata.creator.strip() == "Nexus Watch"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value
    assert b"/tmp/" not in data
    faces = {font.get_object()["/BaseFont"] for font in reader.pages[0]["/Resources"]["/Font"].values()}
    assert all("SourceSans3" in face for face in faces), faces


@needs_browser
@pytest.mark.parametrize(("size", "pixels"), [("16:9", (3840, 2160)), ("4:3", (2880, 2160)), ("square", (2160, 2160))])
def test_pictures_have_twice_the_pixels_of_their_shape(size: str, pixels: tuple[int, int]) -> None:
    product = export.write("png", made.request(PAIR, size=size, figure="timeline"))
    assert Image.open(io.BytesIO(product.data)).size == pixels
    assert size.replace(":", "x") in product.name


@needs_browser
def test_svg_says_where_it_comes_from_and_asks_for_nothing() -> None:
    svg = export.write("svg", made.request(PAIR, figure="timeline", base="https://nexus.test")).data.decode()
    assert made.built().version in svg
    assert "https://nexus.test/Timeline?pair=PRK-RUS" in svg
    assert not re.findall(r'(?:href|src)="(?:https?|file):', svg)
    assert "font/woff2;base64" in svg


HOSTILE = (
    "=cmd|' /C calc'!A0 <script>alert(1)</script> & \x00\x07\ufffe\ud800 end",
    "조선중앙통신은 23일 러시아와의 관계가 더욱 강화되었다고 보도했다 " * 12,
    "ایران و روسیه توافق‌نامه شراکت راهبردی جامع را امضا کردند " * 12,
    "W" * 4000,
    "俄罗斯与朝鲜签署全面战略伙伴关系条约" * 40,
    "word " * 2000,
    "",
)


def _hostile_deck(shown: export.Content) -> deck.Deck:
    """A deck whose every text is hostile: titles, cells, alternative texts, notes."""
    box = frame.body(shown.asked.shape)
    drafts = []
    for text in HOSTILE:
        plan = appendix.tabulate.Plan((("Date", 0, "left"), ("Text", 3.0, "left"), ("More", 1.0, "left")), 9.0, 9)
        rows = [[deck.Cell("3 Sep 2025"), deck.Cell(text), deck.Cell(text[:80])]] * 4
        for table in appendix.tabulate.pages(plan, rows, box, text):
            drafts.append(frame.Draft(text, (table,), text))
    return frame.finish(drafts, shown, HOSTILE[0])


def test_hostile_text_is_shown_and_stays_in_its_place(shown: export.Content) -> None:
    built = _hostile_deck(shown)
    slides = Presentation(io.BytesIO(powerpoint.write(built)))
    assert len(slides.slides) == len(built.slides)
    assert "<script>alert(1)</script>" in texts(slides.slides[0])
    html = page.document(built)
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html
    for slide in built.slides:
        for element in slide.elements:
            if isinstance(element, deck.Text):
                high = sum(fit.height(p, element.box.w, element.size, bold=element.bold) for p in element.paragraphs)
                assert high <= element.box.h + 2
            if isinstance(element, deck.Table):
                assert element.box.bottom <= frame.body(built.size).bottom


@needs_browser
def test_hostile_text_prints_on_its_own_pages(shown: export.Content) -> None:
    built = _hostile_deck(shown)
    reader = pypdf.PdfReader(io.BytesIO(browser.printed(page.document(built))))
    assert len(reader.pages) == len(built.slides)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    not (OFFICE and shutil.which("pdftotext")), reason="LibreOffice Impress or poppler-utils is not installed"
)


def rendered(data: bytes, folder: Path) -> Path:
    """The slides as LibreOffice shows them, as PDF."""
    (folder / "deck.pptx").write_bytes(data)
    command = [OFFICE, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, folder / "deck.pptx"], check=True, capture_output=True, timeout=120)
    return folder / "deck.pdf"


def boxes(pdf: Path) -> list[tuple[float, list[tuple[float, float, str]]]]:
    """Each page: its height, and its words with their upper and lower edge, in points."""
    xml = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True).stdout
    pages = []
    for part in xml.split("<page ")[1:]:
        words = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>', part)
        pages.append((float(re.search(r'height="([\d.]+)"', part)[1]), [(float(a), float(b), w) for a, b, w in words]))
    return pages


@needs_office
@pytest.mark.parametrize("size", ["16:9", "4:3"])
def test_in_libreoffice_nothing_runs_into_the_footer(size: str, tmp_path: Path, shown: export.Content) -> None:
    asked = made.request("", size=size, most=40)
    data = powerpoint.write(decks.build(export.Content(asked)))
    built = Presentation(io.BytesIO(data))
    pages = boxes(rendered(data, tmp_path))
    assert len(pages) == len(built.slides)
    for number, (high, words) in enumerate(pages, 1):
        foot = min(top for top, _, word in words if word == "version")
        body = [(bottom, word) for top, bottom, word in words if top < foot - 12]
        assert body
        overrun = [word for bottom, word in body if bottom > foot + 1]
        assert overrun == [], f"slide {number}"
        assert max(bottom for _, bottom, _ in words) <= high


@needs_office
def test_in_libreoffice_hostile_text_stays_above_the_footer(tmp_path: Path, shown: export.Content) -> None:
    built = _hostile_deck(shown)
    pages = boxes(rendered(powerpoint.write(built), tmp_path))
    assert len(pages) == len(built.slides)
    for number, (_, words) in enumerate(pages, 1):
        foot = min(top for top, _, word in words if word == "version")
        assert max(bottom for top, bottom, _ in words if top < foot - 12) <= foot + 1, f"slide {number}"


def test_the_colours_of_a_deck_are_those_of_the_palette() -> None:
    assert palette.colour("paper", "light") == deck.PAPER
    assert deck.pale("#000000") == "#999999"
