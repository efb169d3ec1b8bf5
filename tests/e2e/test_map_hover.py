"""Pointing at figures: hovering a country leaves its arcs without asking the server; a press on a legend filters."""

import re

import pytest
from playwright.sync_api import expect

ARCS = """
() => {
  const plot = document.querySelector('.st-key-map .js-plotly-plot');
  const shown = [...plot.querySelectorAll('.scatterlayer path.point')]
    .filter(mark => String(mark.__data__.data).startsWith('arc|') && getComputedStyle(mark).visibility === 'visible')
    .map(mark => mark.__data__.data.split('|')[1]);
  const lines = [...plot.querySelectorAll('.scatterlayer path.js-line')];
  const drawn = lines.map(line => line.getAttribute('d') || '').join('');
  return {shown, drawn: drawn.length};
}
"""

AT = """
([lon, lat]) => {
  const plot = document.querySelector('.st-key-map .js-plotly-plot');
  const geo = plot._fullLayout.geo, box = plot.getBoundingClientRect();
  const [x, y] = geo._subplot.projection([lon, lat]);
  return [box.x + x, box.y + y];
}
"""


def hover(page, lon, lat):
    x, y = page.evaluate(AT, [lon, lat])
    page.mouse.move(x - 3, y - 3)
    page.mouse.move(x, y, steps=3)
    page.wait_for_timeout(400)


@pytest.mark.parametrize(
    ("query", "code", "inside", "outside"),
    [("", "IRN", (53.5, 31.0), (-120.0, 20.0)), ("?view=eurasia", "CHN", (88.0, 41.5), (90.0, 12.0))],
)
def test_hovering_a_country_leaves_only_its_arcs(visit, query, code, inside, outside):
    sent = []
    visit.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    page = visit.open(query)
    page.wait_for_selector(".st-key-map .scatterlayer path.js-line")
    page.wait_for_timeout(300)
    asked = len(sent)
    assert asked, "the page asks the server through this socket"
    before = page.evaluate(ARCS)
    others = [pair for pair in before["shown"] if code not in pair.split("-")]
    assert 0 < len(others) < len(before["shown"])
    hover(page, *inside)
    during = page.evaluate(ARCS)
    assert all(code in pair.split("-") for pair in during["shown"])
    assert len(during["shown"]) == len(before["shown"]) - len(others)
    assert 0 < during["drawn"] < before["drawn"]
    hover(page, *outside)
    assert page.evaluate(ARCS) == before
    assert len(sent) == asked, "hovering asked the server"


def test_a_country_without_arcs_hides_nothing(visit):
    page = visit.open()
    page.wait_for_selector(".st-key-map .scatterlayer path.js-line")
    page.wait_for_timeout(300)
    before = page.evaluate(ARCS)
    hover(page, -60.0, -10.0)
    assert page.evaluate(ARCS) == before


def links(page):
    """The number of links that the title states."""
    return page.locator("h1.nx-h1").inner_text().partition(" links")[0].rpartition(" ")[2]


def test_a_press_on_the_legend_filters_and_the_changed_map_answers_to_hovering_too(visit):
    page = visit.open()
    legend = page.locator('.nx-legend[data-of="map"]')
    conflict = legend.get_by_role("button", name="Conflict")
    count = conflict.locator("b").inner_text()
    assert links(page) == "595"
    conflict.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?polarity=conflict$"))
    visit.settle()
    assert links(page) == count
    expect(conflict).to_have_attribute("aria-pressed", "true")
    expect(conflict).to_be_focused()
    expect(page.locator('.nx-legend[data-of="timeline"] [aria-pressed="true"]')).to_have_text(f"Conflict {count}")
    claimed = legend.get_by_role("button", name="Claimed")
    count = claimed.locator("b").inner_text()
    claimed.click()
    expect(page).to_have_url(re.compile("status=claimed"))
    visit.settle()
    assert links(page) == count
    claimed.click()
    expect(page).to_have_url(re.compile(r"\?polarity=conflict$"))
    visit.settle()
    page.wait_for_timeout(600)
    hover(page, 53.5, 31.0)
    shown = page.evaluate(ARCS)["shown"]
    assert shown
    assert all("IRN" in pair.split("-") for pair in shown)
