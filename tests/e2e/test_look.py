"""How each page looks and reads: accessible in light and dark, and pictured for the documentation."""

import os

import pytest
from playwright.sync_api import expect

from dashboard.ui import menu

from ..conftest import ROOT
from .axe import faults
from .conftest import visit_of

PAGES = [(entry.name, entry.path) for entry in menu.entries()]
PICTURES = ROOT / "docs" / "img"
PHONE = {
    "viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
}  # fmt: skip
LOOKS = {"light": {"color_scheme": "light"}, "dark": {"color_scheme": "dark"}, "phone": PHONE}


STILL = "() => !document.getAnimations().some(a => a.playState === 'running' && a.effect.getTiming().iterations < 99)"
"""Nothing fades or slides any more."""


def wait_for_figures(page):
    """Until every figure has drawn its marks and the font is there."""
    page.evaluate("document.fonts.ready")
    expect(page.locator('[data-testid="stSkeleton"]')).to_have_count(0)
    for plot in page.locator(".js-plotly-plot").all():
        plot.locator(".main-svg").first.wait_for(state="attached")
    page.wait_for_function(STILL)


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


OPENED = {
    ("Situation", "phone"): ('[data-testid="stExpandSidebarButton"]', '[data-testid="stSidebar"]'),
    **{("Timeline", look): (".st-key-views_popover button", '[data-testid="stPopoverBody"]') for look in LOOKS},
    **{("Method", look): (".st-key-help button", '[data-testid="stPopoverBody"]') for look in LOOKS},
    **{("Claims", look): ('[class*="st-key-claim_"] button', ".st-key-evidence") for look in LOOKS},
}
"""What a reader opens on a page: the button, and what then shows, which is looked at as the page was."""


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("name", "path"), [*PAGES, ("Filtered", FILTERED)])
def test_a_page_is_accessible_and_pictured(visits, name, path, look):
    visit = visits[look]
    page = visit.open(path)
    wait_for_figures(page)
    picture(page, f"{name.lower().replace(' ', '-')}-{look}")
    assert faults(page) == []
    if name == "Situation":
        assert_painted_from_our_own_shapes(page)
    if name == "Filtered":
        expect(page.locator(".st-key-evidence .nx-card").first).to_be_visible()
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth")
    assert wide <= 0, "the page is wider than the screen"
    if (name, look) in OPENED:
        button, part = OPENED[name, look]
        page.locator(button).first.click()
        expect(page.locator(part)).to_be_visible()
        page.wait_for_function(STILL)
        assert faults(page, part) == []
        page.evaluate("localStorage.clear()")  # the next page begins with its bar of filters as it is by default
    assert visit.outside == []
    assert visit.complaints == []


def assert_painted_from_our_own_shapes(page):
    page.locator(".st-key-map path.choroplethlocation[d]").nth(9).wait_for(state="attached")
    assert len(page.locator(".st-key-map .layer.land path").first.get_attribute("d")) > 10_000
    assert page.locator(".st-key-map .scattergeo path.point").count() > 30
