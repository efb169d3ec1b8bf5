"""Every page under Streamlit's test runner: cold, filtered, empty, with hostile links, without a store."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.store import Store
from dashboard.ui import charts, data, menu

from .conftest import ROOT

PAGES = [entry.file for entry in menu.entries()]
PATIENCE = 60


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    built = Store(tmp_path_factory.mktemp("pages") / "store")
    built.build()
    return built


@pytest.fixture
def open_page(store, monkeypatch):
    """Opens a page file cold at a query, over the store of this module or the folder given."""

    def opened(file, path=None, **query):
        monkeypatch.setenv("NEXUS_STORE", str(path or store.path))
        data._store.clear()
        app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=PATIENCE)
        for name, values in query.items():
            app.query_params[name.rstrip("_")] = values
        return (app if file == menu.ENTRY else app.switch_page(str(ROOT / file))).run()

    yield opened
    data._store.clear()


def markup(app):
    """All HTML that the page wrote."""
    return "".join(element.proto.body for element in app.get("html"))


def query(app):
    return {name: [value] if isinstance(value, str) else list(value) for name, value in app.query_params.items()}


def assert_whole(app):
    assert not app.exception, app.exception[0].message if app.exception else ""
    assert "nx-end" in markup(app)
    assert "could not be shown" not in markup(app)


@pytest.mark.parametrize("file", PAGES)
def test_every_page_opens_cold(open_page, file):
    app = open_page(file)
    assert_whole(app)
    assert 'class="nx-h1"' in markup(app)


@pytest.mark.parametrize("file", PAGES)
def test_every_page_opens_at_a_deep_link(open_page, file):
    app = open_page(file, pair=["PRK-RUS"], from_=["2022-02"], to=["2024-06"], status=["disputed"])
    assert_whole(app)
    assert app.session_state["w_pair"] == ["PRK-RUS"]
    assert app.session_state["w_status"] == ["disputed"]
    assert app.session_state["w_from"].isoformat() == "2022-02-01"
    assert app.session_state["w_to"].isoformat() == "2024-06-30"


@pytest.mark.parametrize("file", PAGES)
@pytest.mark.parametrize(
    "query", [{"asof": ["2020-01-01"]}, {"q": ["no text holds these words"]}], ids=["before", "words"]
)
def test_every_page_survives_when_nothing_matches(open_page, file, query):
    app = open_page(file, **query)
    assert_whole(app)


def test_an_empty_result_says_what_to_relax(open_page):
    app = open_page(menu.ENTRY, country=["ISL"], pair=["PRK-RUS"])
    assert "Nothing matches this filter." in markup(app)
    labels = [button.label for button in app.button]
    assert "Drop “Iceland”: 138 events" in labels
    app.button(key="drop_country").click().run()
    assert query(app) == {"pair": ["PRK-RUS"]}
    assert "138 events" in markup(app)


@pytest.mark.parametrize("file", PAGES)
def test_hostile_links_fall_back_with_a_notice(open_page, file):
    app = open_page(
        file, country=["<script>alert(1)</script>"], view=["moon"], from_=["2024-13"], show=["x" * 500], page=["-1"],
        article=["../../etc/passwd"], dyad=["PRK"], a=["2024..soon"],
    )  # fmt: skip
    assert_whole(app)
    assert markup(app).count("nx-note") >= 5
    assert "<script>" not in markup(app)


def test_choosing_in_the_filter_writes_only_what_differs_into_the_address(open_page):
    app = open_page(menu.ENTRY)
    assert query(app) == {}
    app.multiselect(key="w_country").set_value(["IRN", "CHN"]).run()
    assert query(app) == {"country": ["IRN", "CHN"]}
    app.multiselect(key="w_country").set_value([]).run()
    assert query(app) == {}


def test_clearing_the_filter_keeps_the_controls_of_the_page(open_page):
    app = open_page(menu.ENTRY, country=["IRN"], view=["eurasia"])
    app.button(key="clear").click().run()
    assert query(app) == {"view": ["eurasia"]}


@pytest.mark.parametrize(("file", "key", "value", "word"), [
    (menu.ENTRY, "c_view", "globe", "view"), (menu.ENTRY, "c_fill", "origins", "fill"),
    ("pages/1_Timeline.py", "c_eras", "on", "eras"), ("pages/1_Timeline.py", "c_detail", "months", "detail"),
    ("pages/2_Relations.py", "c_second", "none", "second"),
])  # fmt: skip
def test_controls_of_pages_round_trip(open_page, file, key, value, word):
    app = open_page(file, **{word: [value]})
    assert app.session_state[key] == value
    assert_whole(app)


def test_the_pair_page_tells_of_the_pair_in_the_address(open_page):
    app = open_page("pages/3_Pair.py", dyad=["CHN-IRN"])
    assert_whole(app)
    assert app.selectbox(key="c_dyad").value == "CHN-IRN"
    assert "China and Iran" in markup(app)


def test_claims_stand_with_both_sides(open_page):
    app = open_page("pages/4_Claims.py", pair=["PRK-RUS"], category=["arms-transfer"])
    assert_whole(app)
    assert "Says so: United States" in markup(app)
    assert "Denies it: North Korea and Russia" in markup(app)


def test_an_assertion_opens_its_events_in_its_place_and_closes_again(open_page):
    app = open_page("pages/4_Claims.py", pair=["PRK-RUS"], sort=["newest"])
    app.button(key="claim_PRK.RUS.to.cooperation.arms-transfer").click().run()
    assert_whole(app)
    assert query(app)["show"] == ["claim.PRK.RUS.to.cooperation.arms-transfer"]
    assert markup(app).count("Coded by hand from") == 7
    app.button(key="close_evidence").click().run()
    assert query(app) == {"pair": ["PRK-RUS"], "sort": ["newest"]}


def test_a_statement_on_four_together_opens_its_evidence(open_page):
    app = open_page("pages/2_Relations.py", show=["group.CHN-IRN-PRK-RUS"])
    assert_whole(app)
    assert markup(app).count("Coded by hand from") == 3


def test_evidence_turned_too_far_shows_its_last_page_and_another_pick_begins_anew(open_page):
    app = open_page(menu.ENTRY, show=["pair.PRK-RUS"], leaf=["999"])
    assert "14 of 14" in markup(app)
    next(button for button in app.button if button.key.startswith("open_")).click().run()
    assert "leaf" not in query(app)
    assert "Coded by hand from" in markup(app)


def test_lens_and_as_of_stand_in_the_title(open_page):
    title = markup(open_page("pages/4_Claims.py", lens=["USA"], asof=["2026-11-24"])).split("</h1>")[0]
    assert title.endswith("as told by United States, as known on 24 Nov 2026")


def test_a_lens_changes_rows_and_title_on_every_page(open_page):
    everything, affirmed = (open_page(menu.ENTRY, **query) for query in ({}, {"lens": ["affirmed"]}))
    assert "as affirmed by the parties themselves" in markup(affirmed)
    assert markup(everything) != markup(affirmed)


def test_the_first_visit_builds_the_store(open_page, tmp_path):
    app = open_page(menu.ENTRY, tmp_path / "new")
    assert_whole(app)
    assert "425 events" in markup(app)
    assert Store(tmp_path / "new").exists


@pytest.mark.parametrize("file", PAGES)
def test_a_damaged_store_gets_a_sentence_and_no_traceback(open_page, tmp_path, file):
    folder = tmp_path / "store"
    Store(folder).build()
    for part in (folder / "batches").rglob("*.parquet"):
        part.write_bytes(b"not a table")
    app = open_page(file, folder)
    assert not app.exception
    assert "store" in markup(app)
    assert "nx-end" in markup(app)


def specs(app):
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def test_figures_send_few_points(open_page):
    for file in PAGES:
        for figure in specs(open_page(file)):
            points = sum(len(trace.get(axis) or ()) for trace in figure["data"] for axis in ("lon", "locations", "y"))
            assert points < 10_000


def test_a_figure_is_made_once_for_a_view_and_kept_within_bounds(open_page):
    app = open_page(menu.ENTRY, from_=["2021-04"])
    first, before = specs(app), set(charts._kept)
    app.run()
    assert specs(app) == first
    assert set(charts._kept) == before
    app.query_params["from"] = ["2021-05"]
    app.run()
    assert specs(app) != first
    assert len(set(charts._kept) - before) == 2
    assert len(charts._kept) <= charts.MOST_KEPT
