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
    ("query", "code", "inside", "outside", "without"),
    [
        ("", "IRN", (53.5, 31.0), (-120.0, 20.0), (-60.0, -10.0)),
        ("?view=eurasia", "CHN", (88.0, 41.5), (90.0, 12.0), (78.0, 20.0)),
    ],
)
def test_hovering_a_country_leaves_only_its_arcs(visit, query, code, inside, outside, without):
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
    hover(page, *without)
    assert page.evaluate(ARCS) == before, "a country without arcs hides nothing"
    assert len(sent) == asked, "hovering asked the server"


ALONG = """
() => {
  const plot = document.querySelector('.st-key-map .js-plotly-plot');
  const lines = [...plot.querySelectorAll('.scatterlayer path.js-line')];
  const drawn = mark => getComputedStyle(mark).display !== 'none';
  const seen = [...plot.querySelectorAll('.scatterlayer path.point')].filter(drawn);
  return seen.filter(mark => /^arc.*-[A-Z]+$/.test(mark.__data__.data)).map(mark => {
    const box = mark.getScreenCTM(), tip = mark.getPointAtLength(0);
    const at = (x, y) => { const p = new DOMPoint(x, y).matrixTransform(box); return [p.x, p.y]; };
    const points = [0.34, 0.5, 0.66].map(share => mark.getPointAtLength(mark.getTotalLength() * share));
    const [x, y] = at(tip.x, tip.y), [u, v] = at((points[0].x + points[2].x) / 2, (points[0].y + points[2].y) / 2);
    let near = [Infinity];
    for (const line of lines) for (let s = 0; s < line.getTotalLength() - 2; s += 1) {
      const a = line.getPointAtLength(s).matrixTransform(line.getScreenCTM());
      const b = line.getPointAtLength(s + 2).matrixTransform(line.getScreenCTM());
      const far = Math.hypot(a.x - x, a.y - y);
      if (far < near[0]) near = [far, b.x - a.x, b.y - a.y];
    }
    const cosine = ((x - u) * near[1] + (y - v) * near[2]) / Math.hypot(x - u, y - v) / Math.hypot(near[1], near[2]);
    return [Math.round(near[0]), Math.abs(cosine)];
  });
}
"""


def test_arrows_lie_along_their_arcs_and_turn_with_the_globe(visit):
    page = visit.open("?view=globe&pair=IRN-USA&polarity=conflict&status=confirmed")
    page.wait_for_selector(".st-key-map .scatterlayer path.js-line")
    page.wait_for_timeout(300)
    x, y = page.evaluate(AT, [75.0, 30.0])
    for across in (0, 90):
        if across:
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.move(x + across, y + 30, steps=4)
            page.mouse.up()
            page.wait_for_timeout(300)
        arrows = page.evaluate(ALONG)
        assert arrows
        assert all(far <= 3 and cosine > 0.96 for far, cosine in arrows), (across, arrows)


def links(page):
    """The number of links that the title states."""
    return page.locator("h1.nx-h1").inner_text().partition(" links")[0].rpartition(" ")[2]


def test_a_press_on_the_legend_filters_and_the_changed_map_answers_to_hovering_too(visit):
    page = visit.open()
    legend = page.locator('.nx-legend[data-of="map"]')
    conflict = legend.get_by_role("button", name="Conflict")
    count = conflict.locator("b").inner_text()
    before = links(page)
    assert before != count
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
