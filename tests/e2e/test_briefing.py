"""From view to briefing in a real browser: choose, see, make, save, cancel, fix the view, show it to a room."""

import io
import json
import re
import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import expect
from pptx import Presentation

from .. import export_store
from .conftest import start, stop, visit_of

QUERY = "pair=PRK-RUS&from=2022-02"
PREVIEW = '[data-testid="stHtml"] [aria-roledescription="slide"]'


def titles(page) -> str:
    """The title on the slide that the preview shows."""
    return page.locator(f"{PREVIEW} h3").inner_text()


def pick(page, label: str, option: str) -> None:
    """Choose in a select box."""
    box = page.locator('[data-testid="stSelectbox"]').filter(has_text=label)
    box.locator("input").click()
    box.locator("input").fill(option)
    page.get_by_role("option", name=re.compile(re.escape(option))).first.click()


def saved(page) -> tuple[str, bytes]:
    """Press the button that saves, and read what came."""
    button = page.locator(".st-key-b_save button")
    button.wait_for(timeout=60_000)
    with page.expect_download() as waiting:
        button.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_slides_are_previewed_made_and_saved(visit):
    page = visit.open(f"Briefing?{QUERY}")
    finding = page.locator("h1.nx-h1").inner_text()
    first = titles(page)
    assert first.split(",")[0] == finding.split(",")[0]
    page.get_by_role("button", name="Next slide").click()
    expect(page.locator(f"{PREVIEW} h3", has_text=first)).to_have_count(0, timeout=60_000)
    expect(page.locator(f"{PREVIEW} img")).to_be_visible(timeout=60_000)
    second = titles(page)
    page.get_by_role("button", name="Make the file").click()
    name, data = saved(page)
    assert re.fullmatch(r"nexus-watch_situation_PRK-RUS_2022-02_asof-\d{4}-\d\d-\d\d\.pptx", name)
    slides = Presentation(io.BytesIO(data)).slides
    assert [slides[0].shapes.title.text, slides[1].shapes.title.text] == [first, second]


def test_a_dossier_is_one_click_and_its_csv_holds_the_rows(visit):
    page = visit.open("Briefing?from=2022")
    page.get_by_text("One pair", exact=True).click()
    expect(page.locator(f"{PREVIEW} h3")).to_have_text("Dossier: North Korea and Russia", timeout=30_000)
    pick(page, "Kind of file", "CSV")
    expect(page.locator(".st-key-b_table")).to_be_visible(timeout=30_000)
    visit.settle()
    page.get_by_role("button", name="Make the file").click()
    name, data = saved(page)
    assert name.startswith("nexus-watch_links_PRK-RUS_2022_")
    assert {line.split(",")[5] for line in data.decode("utf-8-sig").splitlines()[1:3]} == {'"PRK-RUS"'}


def test_title_marking_and_parts_show_at_once(visit):
    page = visit.open(f"Briefing?{QUERY}")
    field = page.locator(".st-key-b_title input")
    field.fill("A <b>title</b> of my own")
    field.press("Enter")
    expect(page.locator(f"{PREVIEW} h3")).to_have_text("A <b>title</b> of my own", timeout=30_000)
    pick(page, "Handling marking", "TLP:AMBER")
    expect(page.locator(PREVIEW).get_by_text("TLP:AMBER", exact=True)).to_have_count(2, timeout=30_000)


def test_what_changed_asks_for_the_earlier_day(visit):
    page = visit.open("Briefing")
    page.get_by_text("What changed", exact=True).click()
    visit.settle()
    expect(page.locator(".nx-note").first).to_contain_text("Choose the earlier day")
    page.locator('.st-key-b_since [role="spinbutton"]').first.click()
    page.keyboard.type("20200101")
    page.keyboard.press("Tab")
    page.locator("h1.nx-h1").click()
    expect(page.locator(".nx-note")).to_have_count(0)
    visit.settle()
    expect(page.locator(f"{PREVIEW} h3")).to_contain_text("changes")


def test_the_view_is_fixed_and_set_free_again(visit):
    page = visit.open(f"Briefing?{QUERY}")
    page.get_by_role("button", name="Fix this page to now").click()
    expect(page).to_have_url(re.compile("asof="))
    visit.settle()
    fixed = parse_qs(urlsplit(page.url).query)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", fixed["asof"][0])
    expect(page.locator(".nx-line").first).to_contain_text("as known on")
    shown = page.locator('[data-testid="stCode"]').inner_text()
    assert parse_qs(urlsplit(shown.strip()).query) == fixed
    page.get_by_role("button", name="Show what is new").click()
    expect(page).not_to_have_url(re.compile("asof"))
    visit.settle()
    expect(page.get_by_role("button", name="Fix this page to now")).to_be_visible()


def test_an_export_is_cancelled_with_a_sentence(visit):
    page = visit.open("Briefing")
    pick(page, "Kind of file", "Evidence pack")
    visit.settle()
    page.get_by_role("button", name="Make the file").click()
    page.get_by_role("button", name="Cancel").click(timeout=30_000)
    expect(page.locator(".nx-note").last).to_contain_text("cancelled; nothing was written", timeout=30_000)


def test_the_view_for_a_room_fits_the_screen_and_steps_through_saved_views(visit):
    page = visit.page
    page.set_viewport_size({"width": 1600, "height": 900})
    visit.open("Briefing?view=briefing&from=2022-02")
    views = [
        {"name": "North Korea", "page": "Situation", "query": "country=PRK"},
        {"name": "Iran", "page": "Timeline", "query": "country=IRN&from=2023"},
    ]
    page.evaluate("kept => localStorage.setItem('nexus-watch.views', JSON.stringify(kept))", views)
    visit.open("Briefing?view=briefing&from=2022-02")
    expect(page.locator(".steps")).to_contain_text("2 saved views")
    expect(page.locator(".js-plotly-plot")).to_have_count(2)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.js-plotly-plot')].every(e => e.getBoundingClientRect().bottom <= 900)"
    )
    assert not page.locator('[data-testid="stSidebar"]').is_visible()
    assert not page.locator(".st-key-menu").count()
    assert page.locator(".stage-findings li").count() == 3
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"country=PRK"))
    visit.settle()
    expect(page.locator(".steps")).to_contain_text("North Korea (1 of 2)")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"country=IRN&from=2023.*view=briefing|view=briefing.*country=IRN"))
    visit.settle()
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"country=PRK"))
    visit.settle()
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-menu")).to_be_visible()
    expect(page).not_to_have_url(re.compile("view=briefing"))


def test_a_marking_typed_on_a_page_stands_on_every_figure_and_goes_to_the_room_and_its_next_figure(visit):
    page = visit.open("Timeline?pair=PRK-RUS")
    page.get_by_role("button", name="Views and link").click()
    field = page.locator(".st-key-marking input")
    field.fill("Internal <i>use</i>")
    page.get_by_role("option", name="Internal").click()
    expect(page).to_have_url(re.compile(r"marking=Internal"))
    visit.settle()
    page.keyboard.press("Escape")
    figure = page.locator(".js-plotly-plot .annotation").filter(has_text=re.compile(r"^Internal <i>use</i>$"))
    expect(figure).to_have_count(1)
    expect(page.locator("p.nx-marking")).to_have_text(["Internal <i>use</i>"] * 2)
    visit.open("Timeline?view=briefing&" + urlsplit(page.url).query)
    expect(page).to_have_url(re.compile(r"Briefing\?.*figure=timeline"))
    expect(page.locator(".js-plotly-plot")).to_have_count(1)
    page.keyboard.press("f")
    expect(page).to_have_url(re.compile("figure=pairs"))
    visit.settle()
    expect(figure).to_have_count(1)


def test_on_a_phone_the_page_does_not_scroll_sideways(browser, site):
    visit = visit_of(browser, site, viewport={"width": 390, "height": 844})
    page = visit.open(f"Briefing?{QUERY}")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    expect(page.locator(PREVIEW)).to_be_visible()
    visit.page.context.close()


def test_any_page_opens_the_view_for_a_room(visit):
    page = visit.open("?view=briefing&pair=CHN-IRN")
    expect(page).to_have_url(re.compile(r"/Briefing\?.*view=briefing"))
    expect(page.locator("h1.stage-title")).to_be_visible()
    assert "pair=CHN-IRN" in page.url


def test_nothing_found_says_what_to_relax(visit):
    page = visit.open("Briefing?country=VUT")
    expect(page.locator(".nx-note").first).to_contain_text("Nothing matches this filter")


@pytest.fixture(scope="module")
def without_chromium(tmp_path_factory):
    """A dashboard on a machine without Chromium."""
    folder = tmp_path_factory.mktemp("plain")
    shutil.copytree(export_store.built().path, folder / "store")
    server, url = start(folder / "store", folder / "server.log", BROWSER_PATH=str(folder / "none"))
    yield url
    stop(server)


def test_without_chromium_the_reader_s_own_browser_saves_the_picture(browser, without_chromium):
    visit = visit_of(browser, without_chromium)
    page = visit.open(f"Briefing?{QUERY}")
    page.get_by_role("button", name="Next slide").click()
    visit.settle()
    expect(page.locator(".nx-note").first).to_contain_text("install it")
    figure = page.locator(".st-key-b_chart .js-plotly-plot")
    figure.hover()
    with page.expect_download() as waiting:
        figure.locator('[data-title^="Download"]').click()
    assert re.fullmatch(r"nexus-watch_map_PRK-RUS_2022-02_asof-[\d-]+\.png", waiting.value.suggested_filename)
    assert Image.open(io.BytesIO(Path(waiting.value.path()).read_bytes())).size == (2000, 1200)
    pick(page, "Kind of file", "PDF")
    visit.settle()
    expect(page.get_by_role("button", name="Make the file")).to_be_disabled()
    assert not visit.outside
    visit.page.context.close()


def test_the_page_that_stands_alone_works_without_any_network(browser, tmp_path):
    product = export_store.export.write("html", export_store.request(QUERY, base="https://nexus.test"))
    (tmp_path / product.name).write_bytes(product.data)
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    page, asked, complaints = context.new_page(), [], []
    page.on("request", lambda r: asked.append(r.url) if not r.url.startswith(("file:", "data:", "blob:")) else None)
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((tmp_path / product.name).as_uri())
    expect(page.locator(".choroplethlayer path").nth(1)).to_be_attached()
    assert page.locator(".js-plotly-plot").count() == len(json.loads(_figures(page)))
    page.locator(".js-plotly-plot").first.hover()
    with page.expect_download() as waiting:
        page.locator('[data-title^="Download"]').first.click()
    assert waiting.value.suggested_filename.startswith("nexus-watch_map_PRK-RUS")
    page.locator('a[href="#source-1"]').first.click()
    assert page.locator("li#source-1").is_visible()
    assert (asked, complaints) == ([], [])
    context.close()


def _figures(page) -> str:
    return page.evaluate("JSON.stringify([...document.querySelectorAll('[data-figure]')].map(e => e.dataset.figure))")
