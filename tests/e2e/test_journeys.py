"""What a person does on the pages: follow a link, filter, click, paste, go back; on a real server and browser."""

import re
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import TimeoutError, expect

from dashboard.ui import menu

from .axe import faults

OWN_ARTICLE = """Tehran and Moscow sign grain accord

TEHRAN, 3 March 2025 - Iranian Agriculture Minister Gholamreza Nouri and Russian Deputy Prime Minister Alexei Overchuk
signed an agreement on grain deliveries in Tehran on Monday.

The United States accused Iran of supplying Russia with drones. Iran has denied supplying drones to Russia.

US officials warned of deepening ties among China, Russia, Iran and North Korea.
"""


TWO_PAIRS = "?pair=PRK-RUS&pair=CHN-IRN&view=PRK-RUS"


def query(page):
    return parse_qs(urlsplit(page.url).query)


def events(page):
    """The number of events that the title states."""
    title = page.locator("h1.nx-h1").inner_text()
    return int(re.match(r"([\d,]+) events?", title)[1].replace(",", ""))


def choose(page, label, option):
    box = page.locator('[data-testid="stMultiSelect"]').filter(has_text=label).locator("input")
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()
    page.keyboard.press("Escape")


def test_a_cold_link_restores_filter_widgets_and_rows(visit):
    page = visit.open("?pair=PRK-RUS&from=2022-02&to=2024-06&status=disputed")
    assert 0 < events(page) < 425
    expect(page.locator(".nx-line").first).to_contain_text("North Korea and Russia")
    expect(page.locator(".nx-line").first).to_contain_text("Feb 2022 to Jun 2024")
    expect(page.locator(".nx-line").first).to_contain_text("disputed")
    expect(page.locator(".st-key-w_pair")).to_contain_text("North Korea – Russia")


def test_the_menu_keeps_the_filter_through_every_page(visit):
    here, *others = menu.entries()[1:]
    page = visit.open(f"{here.path}?country=IRN&from=2023")
    for there in (*others, menu.find("Situation")):
        visit.press(page.get_by_role("link", name=there.name, exact=True))
        expect(page).to_have_url(re.compile(rf"/{there.path}\?country=IRN&from=2023$"))
        expect(page.locator("h1.nx-h1")).to_be_visible()
        expect(page.locator(".st-key-w_country")).to_contain_text("Iran")


def test_filtering_by_country_and_date_changes_rows_and_address(visit):
    page = visit.open()
    everything = events(page)
    choose(page, "Countries", "Iran")
    expect(page).to_have_url(re.compile("country=IRN"))
    visit.settle()
    with_iran = events(page)
    assert 0 < with_iran < everything
    page.get_by_role("spinbutton", name="year, From").click()
    page.keyboard.type("20240101")
    page.keyboard.press("Tab")
    page.locator("h1.nx-h1").click()
    expect(page).to_have_url(re.compile("from=2024-01-01"))
    visit.settle()
    assert 0 < events(page) < with_iran
    visit.press(page.get_by_role("button", name="Clear the filter"))
    assert events(page) == everything
    assert query(page) == {}


def click_mark(page, chart, wanted):
    """Click the mark of a figure whose customdata begins with `wanted`."""
    page.locator(f".st-key-{chart} .js-plotly-plot .main-svg").first.wait_for()
    place = page.evaluate(
        """([chart, wanted]) => {
            const plot = document.querySelector(`.st-key-${chart} .js-plotly-plot`);
            for (const trace of plot._fullData) {
              const marks = trace.customdata || [];
              for (let i = 0; i < marks.length; i++) {
                const mark = Array.isArray(marks[i]) ? marks[i][0] : marks[i];
                if (!String(mark).startsWith(wanted)) continue;
                const box = plot.getBoundingClientRect(), full = plot._fullLayout;
                if (trace.type === 'scattergeo') {
                  const at = full.geo._subplot.projection([trace.lon[i], trace.lat[i]]);
                  return [box.x + at[0], box.y + at[1], mark];
                }
                const x = full[trace.xaxis.replace('x', 'xaxis')], y = full[trace.yaxis.replace('y', 'yaxis')];
                return [box.x + x._offset + x.d2p(trace.x[i]), box.y + y._offset + y.d2p(trace.y[i]), mark];
              }
            }
            return null;
        }""",
        [chart, wanted],
    )
    assert place, f"no mark {wanted} in {chart}"
    page.mouse.click(place[0], place[1])
    return place[2]


def test_clicking_an_arc_filters_by_its_pair_and_opens_the_sentences(visit):
    page = visit.open(TWO_PAIRS)
    for _ in range(3):  # a press that meets a map still being drawn misses, and a reader presses again
        click_mark(page, "map", "arc|PRK-RUS")
        with suppress(TimeoutError):
            page.wait_for_url(re.compile(r"\?pair=PRK-RUS&view"), timeout=8_000)
            break
    expect(page).to_have_url(re.compile(r"\?pair=PRK-RUS&view"))
    visit.settle()
    evidence = page.locator(".st-key-evidence")
    expect(evidence.locator("h2").first).to_contain_text("North Korea – Russia")
    card = evidence.locator(".nx-card").first
    expect(card.locator(".nx-quote").first).not_to_be_empty()
    expect(card.locator(".nx-status").first).to_be_visible()
    expect(card).to_contain_text("Coded by hand from")
    assert card.locator("a.nx-out").first.get_attribute("href").startswith("http")


def test_a_copied_link_opens_the_same_rows_cold(visit, browser, site):
    from .conftest import visit_of

    page = visit.open(TWO_PAIRS)
    click_mark(page, "map", "arc|PRK-RUS")
    expect(page).to_have_url(re.compile("show=arc"))
    visit.settle()
    expect(page.locator(".st-key-evidence")).to_be_visible()
    second = visit_of(browser, site)
    other = second.open(page.url.removeprefix(site).lstrip("/"))
    for part in ("h1.nx-h1", ".st-key-evidence .nx-card"):
        assert other.locator(part).all_inner_texts() == page.locator(part).all_inner_texts()
    assert data_of(other, "map") == data_of(page, "map")
    second.page.context.close()


def data_of(page, chart):
    """What a figure draws, without what the browser adds to it."""
    page.locator(f".st-key-{chart} .js-plotly-plot .main-svg").first.wait_for(state="attached")
    return page.evaluate(
        "chart => JSON.stringify(document.querySelector(`.st-key-${chart} .js-plotly-plot`).data)", chart
    )


def test_going_back_restores_the_view_before(visit):
    page = visit.open("?country=CHN")
    before = events(page)
    choose(page, "Countries", "Iran")
    expect(page).to_have_url(re.compile("country=IRN"))
    visit.settle()
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?country=CHN$"))
    visit.settle()
    expect(page.locator("h1.nx-h1")).to_contain_text(f"{before:,} events")


HOSTILE = (
    "country=%3Cscript%3Edocument.title%3D1%3C%2Fscript%3E&show=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&from=2024-13",
    "q=" + "x" * 10_000,
    "&".join(f"country=A{n:02}" for n in range(300)),
)


@pytest.mark.parametrize("parameters", HOSTILE)
def test_hostile_parameters_fall_back_with_a_sentence(visit, parameters):
    page = visit.open(f"?{parameters}")
    expect(page.locator("h1.nx-h1")).to_be_visible()
    assert page.locator('[data-testid="stException"]').count() == 0
    if not parameters.startswith("q="):
        expect(page.locator(".nx-note").first).to_be_visible()


def test_pasting_an_article_shows_what_it_names_claims_and_denies_before_it_is_kept(visit):
    page = visit.open("Add_sources")
    page.get_by_label("Text of the article").fill(OWN_ARTICLE)
    page.get_by_label("Published on").fill("4 March 2025")
    page.get_by_label("Outlet").fill("Test outlet")
    page.get_by_role("button", name="Read it").click()
    article = page.locator(".nx-article")
    expect(article).to_be_visible(timeout=30_000)
    assert {"Tehran", "Moscow", "Iran", "Russia", "China", "North Korea"} <= set(
        article.locator("mark.nx-mention").all_inner_texts()
    )
    expect(page.get_by_text("Denies it: Iran.").first).to_be_visible()
    expect(page.locator(".nx-status.nx-disputed").first).to_be_visible()
    expect(page.get_by_text("named together").first).to_be_visible()
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("Kept: 1 added.")).to_be_visible(timeout=30_000)
    visit.settle()
    page.get_by_role("link", name="Evidence", exact=True).click()
    visit.settle()
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page).to_have_url(re.compile("article="))
    visit.settle()
    expect(article.locator("mark.nx-mention").first).to_be_visible()
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".stApp")).to_have_css("background-color", "rgb(20, 23, 26)")
    assert faults(page) == []
    page.get_by_role("link", name="Add sources", exact=True).click()
    visit.settle()
    page.get_by_role("button", name="Take it out again").click()
    expect(page.get_by_text("Kept: 1 added.")).not_to_be_visible(timeout=30_000)


def test_playing_the_timeline_adds_month_after_month_until_it_is_stopped(visit):
    page = visit.open("Timeline?pair=CHN-IRN&from=2020-01&to=2026-03&speed=fast")
    title = page.locator(".st-key-timeline .annotation").first
    # By its place: while a script runs, Streamlit shows a Stop of its own.
    button = page.locator(".st-key-play_button button")
    expect(button).to_have_text("Play")
    button.click()
    now = page.locator(".nx-playing")
    # Whole spans of months: a busy machine looks up now and then and misses any single one.
    expect(now).to_have_text(re.compile("Up to (Feb|Mar|Apr|May|Jun|Jul|Aug) 2020"), timeout=20_000)
    early = data_of(page, "timeline")
    expect(now).to_have_text(re.compile("Up to ((Oct|Nov|Dec) 2020|[A-Z][a-z]+ 202[1-5])"), timeout=30_000)
    expect(button).to_have_text("Stop")
    button.click()
    expect(now).to_have_count(0)
    expect(button).to_have_text("Play")
    visit.settle()
    expect(title).to_be_visible()
    assert len(data_of(page, "timeline")) > len(early)
    assert query(page) == {"pair": ["CHN-IRN"], "from": ["2020-01"], "to": ["2026-03"], "speed": ["fast"]}


def test_the_keys_search_and_help(visit):
    page = visit.open()
    page.wait_for_selector("html[data-nexus-keys]", state="attached")
    page.keyboard.press("/")
    expect(page.locator(".st-key-w_q input")).to_be_focused()
    page.keyboard.press("Escape")
    page.locator(".st-key-w_q input").blur()
    page.keyboard.press("?")
    expect(page.get_by_text("the event before and after the one shown")).to_be_visible()


def test_a_saved_view_is_renamed_deleted_brought_back_and_opens_again(visit):
    page = visit.open("Timeline?country=IRN")
    page.get_by_role("button", name="Views and link").click()
    page.get_by_placeholder("a name").fill("Iran")
    page.get_by_role("button", name="Save", exact=True).click()
    said = page.locator(".said")
    expect(said).to_have_text("Saved as Iran.")
    page.get_by_role("button", name="Rename the view Iran").click()
    page.get_by_label("New name of the view Iran").fill("Iran over time")
    page.get_by_label("New name of the view Iran").press("Enter")
    expect(said).to_have_text("Iran is now Iran over time. Undo")
    page.get_by_role("button", name="Delete the view Iran over time").click()
    expect(page.get_by_text("No view saved in this browser yet.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(said).to_have_text("As it was before.")
    visit.open("Method")
    page.get_by_role("button", name="Views and link").click()
    page.get_by_role("button", name="Iran over time", exact=True).click()
    expect(page).to_have_url(re.compile(r"/Timeline\?country=IRN$"))
    visit.settle()
