"""How each page looks and reads: accessible in light and dark, and pictured for the documentation."""

import json
import os
from importlib import resources

import pytest
from playwright.sync_api import expect

from dashboard.ui import menu

from ..conftest import ROOT
from .conftest import visit_of

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
PAGES = [(entry.name, entry.path) for entry in menu.entries()]
PICTURES = ROOT / "docs" / "img"
PHONE = {
    "viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
}  # fmt: skip
LOOKS = {"light": {"color_scheme": "light"}, "dark": {"color_scheme": "dark"}, "phone": PHONE}


def faults(page):
    """Serious and critical findings of axe-core, as rule and the places it names."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(found => JSON.stringify(found.violations))")
    return [
        f"{fault['id']}: {fault['help']} ({fault['nodes'][0]['html'][:160]})"
        for fault in json.loads(found)
        if fault["impact"] in ("serious", "critical")
    ]


def wait_for_figures(page):
    """Until every figure has drawn its marks and the font is there."""
    page.evaluate("document.fonts.ready")
    expect(page.locator('[data-testid="stSkeleton"]')).to_have_count(0)
    for plot in page.locator(".js-plotly-plot").all():
        plot.locator(".main-svg").first.wait_for(state="attached")
    page.wait_for_timeout(300)


def picture(page, name):
    """Save a picture where the documentation shows it, when NEXUS_PICTURES asks for it."""
    if os.environ.get("NEXUS_PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


@pytest.fixture(scope="module")
def visits(browser, site):
    """A tab for each look, kept for all pages: the scripts are fetched once, as for a reader who stays."""
    kept = {look: visit_of(browser, site, **options) for look, options in LOOKS.items()}
    yield kept
    for visit in kept.values():
        visit.page.context.close()


FILTERED = "?country=IRN&pair=IRN-RUS&from=2023&status=claimed&show=pair.IRN-RUS"


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("name", "path"), [*PAGES, ("Filtered", FILTERED)])
def test_a_page_is_accessible_and_pictured(visits, name, path, look):
    visit = visits[look]
    page = visit.open(path)
    wait_for_figures(page)
    picture(page, f"{name.lower().replace(' ', '-')}-{look}")
    assert faults(page) == []
    assert visit.outside == []
    assert visit.complaints == []
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth")
    assert wide <= 0, "the page is wider than the screen"


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_map_is_painted_from_our_own_shapes(visits, look):
    visit = visits[look]
    page = visit.open()
    wait_for_figures(page)
    page.locator(".st-key-map path.choroplethlocation[d]").nth(9).wait_for(state="attached")
    assert len(page.locator(".st-key-map .layer.land path").first.get_attribute("d")) > 10_000
    assert page.locator(".st-key-map .scattergeo path.point").count() > 30
    assert visit.outside == []
