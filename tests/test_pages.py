"""Every page under Streamlit's test runner: cold, filtered, empty, with hostile links, without a store."""

import datetime as dt
import json
import re
import shutil
from urllib.parse import parse_qs

import pyarrow as pa
import pytest
from pyarrow import parquet as pq
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


def specs(app):
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def assert_whole(app):
    assert not app.exception, app.exception[0].message if app.exception else ""
    assert "nx-end" in markup(app)
    assert "could not be shown" not in markup(app)


@pytest.mark.parametrize("file", PAGES)
def test_every_page_opens_cold_and_sends_few_points(open_page, file):
    app = open_page(file)
    assert_whole(app)
    assert 'class="nx-h1"' in markup(app)
    for figure in specs(app):
        points = sum(len(trace.get(axis) or ()) for trace in figure["data"] for axis in ("lon", "locations", "y"))
        assert points < 10_000


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
        article=["../../etc/passwd"], dyad=["XXX-YYY"], a=["2024-13..2025"], b=["2025..2024"],
    )  # fmt: skip
    assert_whole(app)
    assert markup(app).count("nx-note") >= 5
    assert "<script>" not in markup(app)


ODD = (
    {"country": ["XXX"], "pair": ["PRK"], "to": ["yesterday"], "clock": ["never"], "status": ["perhaps"],
     "origins": ["-1"], "asof": ["soon"], "lens": ["me"]},
    {"from_": ["2024-06"], "to": ["2022-02"]},
    {"show": ["event." + "a" * 159], "page": ["999999"], "article": ["0" * 20]},
)  # fmt: skip
"""Words of filters that mean nothing, dates the wrong way round, and what is nowhere."""


@pytest.mark.parametrize("query", ODD)
def test_odd_links_show_the_page_with_a_notice(open_page, query):
    app = open_page(menu.ENTRY, **query)
    assert_whole(app)
    assert "nx-note" in markup(app)


FAR = {"origins": ["100"], "from_": ["1850"], "to": ["9999"], "country": ["ISL"], "lens": ["FRA"], "a": ["1800..1801"]}


@pytest.mark.parametrize("file", [menu.ENTRY, "pages/2_Relations.py"])
def test_what_a_link_asks_for_beyond_the_usual_is_shown_in_the_filter_by_name(open_page, file):
    app = open_page(file, **FAR)
    assert_whole(app)
    shown = {key: app.session_state[f"w_{key}"] for key in ("origins", "from", "to", "country", "lens")}
    assert shown == {
        "origins": 100, "from": dt.date(1850, 1, 1), "to": dt.date(9999, 12, 31), "country": ["ISL"], "lens": "FRA",
    }  # fmt: skip
    assert "Iceland" in widgets(app)["w_country"].options
    assert "France" in widgets(app)["w_lens"].options
    far = open_page(file, a=FAR["a"])
    assert_whole(far)


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


D = dt.date.fromisoformat
CONTROLS = {
    menu.ENTRY: (
        {
            "w_country": ["PRK"], "w_pair": ["PRK-RUS"], "w_from": D("2022-02-01"), "w_to": D("2025-06-30"),
            "w_clock": "reported", "w_q": "North", "w_status": ["claimed", "disputed"], "w_polarity": ["cooperation"],
            "w_category": ["sanctions", "arms-transfer"], "w_coded": ["hand"], "w_layer": ["ties"], "w_origins": 2,
            "w_lens": "USA", "w_asof": D("2026-11-24"), "c_view": "globe", "c_fill": "origins",
        },
        "country=PRK&pair=PRK-RUS&from=2022-02-01&to=2025-06-30&clock=reported&q=North&status=claimed&status=disputed"
        "&polarity=cooperation&category=sanctions&category=arms-transfer&coded=hand&layer=ties&origins=2&lens=USA"
        "&asof=2026-11-24&view=globe&fill=origins",
    ),
    "pages/1_Timeline.py": (
        {"c_eras": "on", "c_detail": "months", "c_speed": "fast", "w_coded": []}, "eras=on&detail=months&speed=fast",
    ),
    "pages/2_Relations.py": (
        {
            "c_second": "none", "c_a": (D("2023-01-01"), D("2023-06-30")), "c_b": (D("2025-01-01"), D("2025-06-30")),
            "w_origins": 1,
        },
        "second=none&a=2023-01-01..2023-06-30&b=2025-01-01..2025-06-30",
    ),
    "pages/3_Pair.py": ({"c_dyad": "CHN-IRN", "w_clock": "happened"}, "dyad=CHN-IRN"),
    "pages/4_Claims.py": ({"c_lens": "affirmed", "c_sort": "voices"}, "lens=affirmed&sort=voices"),
    "pages/5_Evidence.py": ({"c_q": "missile", "w_relation": ["AID"], "w_lens": "all"}, "q=missile&relation=AID"),
    "pages/8_Briefing.py": (
        {
            "b_parts": ["map", "latest"], "b_title": "Our own words", "b_marking": "TLP:GREEN", "b_figure": "tempo",
            "b_size": "4:3", "b_most": 7, "b_format": "csv",
        },
        "parts=map,latest&title=Our own words&marking=TLP:GREEN&figure=tempo&size=4:3&most=7&format=csv",
    ),
}  # fmt: skip
"""For each page: widget to the value chosen (some of them the default), and what the address then holds."""

KINDS = ("multiselect", "selectbox", "date_input", "text_input", "number_input", "checkbox", "button_group")


def widgets(app):
    return {widget.key: widget for kind in KINDS for widget in app.get(kind) if widget.key}


@pytest.mark.parametrize("file", CONTROLS)
def test_what_is_chosen_stands_in_the_address_and_a_copied_link_opens_the_same_cold(open_page, file):
    app, (chosen, held) = open_page(file), CONTROLS[file]
    for key, value in chosen.items():
        widgets(app)[key].set_value(value)
    app.run()
    assert_whole(app)
    assert query(app) == parse_qs(held)
    again = open_page(file, **query(app))
    assert query(again) == query(app)
    assert {key: again.session_state[key] for key in chosen} == chosen
    assert markup(again) == markup(app)
    assert specs(again) == specs(app)


def test_the_numbers_lead_to_what_they_count(open_page):
    shown = markup(open_page(menu.ENTRY, country=["IRN"]))
    assert 'href="Evidence?country=IRN"' in shown
    assert 'href="Claims?country=IRN&amp;status=disputed"' in shown


def test_the_evidence_lists_no_event_by_hand_when_the_filter_asks_for_the_machine(open_page):
    app = open_page("pages/5_Evidence.py", coded=["machine"])
    assert_whole(app)
    assert "coded by hand</h2>" not in markup(app)


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


PICKED = (
    ("event.2014-03-28-rouble-trade-protocol", 1), ("pair.PRK-RUS", 10), ("arc.PRK-RUS.cooperation.disputed", 10),
    ("country.IRN", 10), ("group.CHN-IRN-PRK-RUS", 3), ("claim.CHN.RUS.to.cooperation.sanctions", 8),
)  # fmt: skip


@pytest.mark.parametrize("file", PAGES)
def test_what_a_link_picks_opens_on_every_page_or_leads_to_the_page_that_shows_it(open_page, file):
    app = open_page(file, show=["pair.PRK-RUS"])
    assert_whole(app)
    if any(button.key == "close_evidence" for button in app.button):
        assert markup(app).count("Coded by hand from") >= 10
    else:
        (way,) = [link for link in app.get("page_link") if "This link points at" in link.value]
        assert "show=pair.PRK-RUS" in way.proto.query_string


@pytest.mark.parametrize(("show", "cards"), PICKED)
def test_the_claims_open_whatever_is_picked(open_page, show, cards):
    app = open_page("pages/4_Claims.py", show=[show])
    assert_whole(app)
    assert any(button.key == "close_evidence" for button in app.button)
    assert markup(app).count("Coded by hand from") == cards


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


def test_what_the_filter_leaves_out_is_shown_without_it(open_page):
    app = open_page(menu.ENTRY, pair=["CHN-IRN"], show=["event.2014-03-28-rouble-trade-protocol"])
    assert "the filter leaves it out" in markup(app)
    app.button(key="unfiltered").click().run()
    assert query(app) == {"show": ["event.2014-03-28-rouble-trade-protocol"]}
    assert "Coded by hand from" in markup(app)


@pytest.mark.parametrize("page", ["Claims", "Method"])
def test_lens_and_as_of_stand_in_the_title(open_page, page):
    title = markup(open_page(menu.find(page).file, lens=["USA"], asof=["2026-11-24"])).split("</h1>")[0]
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
def test_a_damaged_store_gets_a_sentence_and_no_traceback(open_page, store, tmp_path, file):
    folder = tmp_path / "store"
    shutil.copytree(store.path, folder)
    for part in (folder / "batches").rglob("*.parquet"):
        part.write_bytes(b"not a table")
    app = open_page(file, folder)
    assert not app.exception
    assert "store" in markup(app)
    assert "nx-end" in markup(app)


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


ADD, READ = "pages/6_Add_sources.py", "Read it"
TALKS = """Ethiopia and Eritrea hold border talks

ADDIS ABABA, 12 November 2026 - Ethiopia accused Eritrea of arming rebels last month. Eritrea denied the accusation.

Ethiopia and Kenya signed a trade agreement in Nairobi.
"""


def pressed(app, label):
    return next(button for button in app.button if button.label == label).click().run()


def test_a_pasted_text_is_titled_dated_by_its_dateline_kept_and_taken_out(open_page, store):
    app = open_page(ADD)
    app.text_area(key="add_text").set_value(TALKS)
    pressed(app, READ)
    assert "Ethiopia and Eritrea hold border talks</h2>" in markup(app)
    assert "no publication date" in markup(app)
    pressed(app, r"Its first lines name 12 Nov 2026\: read it as published then")
    assert app.text_input(key="add_date").value == "2026-11-12"
    assert "Oct 2026" in markup(app), "what happened last month has its date"
    pressed(app, "Keep")
    (way,) = [link for link in app.get("page_link") if link.value == "See it among the evidence"]
    (id,) = parse_qs(way.proto.query_string)["article"]
    pressed(app, READ)
    pressed(app, "Keep")
    assert "Kept: 1 already there, nothing changed." in markup(app)
    timeline = open_page("pages/1_Timeline.py", country=["ETH"])
    assert specs(timeline)[0]["layout"]["yaxis"]["ticktext"] == ["Eritrea – Ethiopia", "Ethiopia – Kenya"]
    assert "Take it out again" not in [button.label for button in app.button], "it is not this reader's to take out"
    pressed(app, "Add another")
    assert app.text_area(key="add_text").value == ""
    read = open_page("pages/5_Evidence.py", article=[id])
    pressed(read, "Take it out")
    assert_whole(read)
    assert "article" not in query(read)
    assert store.exists


ODD = {
    "report.txt": (b"PK\x03\x04" + bytes(60), "it is an Office or zip file and cannot be read"),
    "paper.pdf": (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "it is a PDF and cannot be read"),
    "nothing.txt": (b"", "it is empty"),
    "noise.txt": (bytes(range(256)) * 20, "it is not a text file"),
    "script.html": (b"<html><body><script>1</script></body></html>", "it holds no article text"),
    "wide.txt": (TALKS.encode("utf-16"), ""),
    "plain.txt": (b"China and Iran held talks in Beijing on 1 March 2025.", ""),
}


def test_odd_files_get_a_sentence_each_and_the_others_are_read(open_page):
    app = open_page(ADD)
    app.file_uploader(key="add_files_0").set_value([(name, content, "") for name, (content, _) in ODD.items()])
    pressed(app, READ)
    assert_whole(app)
    for name, (_, why) in ODD.items():
        assert (f"{name} was not read: {why}" in markup(app)) is bool(why)
    assert markup(app).count("was not read") == sum(bool(why) for _, why in ODD.values())
    assert "plain.txt</h2>" in markup(app)
    assert "Ethiopia and Eritrea hold border talks</h2>" in markup(app)


def test_a_figure_whose_rows_are_broken_is_replaced_by_a_sentence_and_the_rest_of_the_page_stays(open_page, tmp_path):
    folder = tmp_path / "store"
    Store(folder).build()
    assert_whole(open_page("pages/2_Relations.py", folder))
    (treaties,) = folder.glob("views/*/treaties.parquet")
    pq.write_table(pa.table({"id": ["of another shape"]}), treaties)
    data._treaties.cache_clear()
    app = open_page("pages/2_Relations.py", folder)
    assert not app.exception
    assert "The network could not be shown; the rest of the page is complete" in markup(app)
    assert markup(app).count("could not be shown") == 1
    assert len(specs(app)) == 3
    assert "nx-end" in markup(app)


def of_another_shape(folder):
    """The list of batches as no program of ours wrote it."""
    [path] = (folder / "batches").glob("*.parquet")
    pq.write_table(pa.table({"id": ["of another shape"]}), path)


def of_an_older_program(folder):
    """The same list as a version before this one would have marked it."""
    [path] = (folder / "batches").glob("*.parquet")
    table = pq.read_table(path)
    place = table.schema.get_field_index("schema")
    older = pa.array([0] * len(table), table.schema.field(place).type)
    pq.write_table(table.set_column(place, table.schema.field(place), older), path)


@pytest.mark.parametrize(
    ("page", "damage", "says"),
    [
        ("Situation", lambda folder: (folder / "head").write_text("no number"), "head of the store is damaged"),
        ("Situation", of_another_shape, "The store cannot be read."),
        ("Method", of_another_shape, "The store cannot be read."),
        ("Situation", of_an_older_program, "was made by an older version of this program; move it away"),
    ],
    ids=["head", "batches", "batches-Method", "older"],
)
def test_a_store_that_cannot_be_read_at_all_gets_one_sentence(open_page, tmp_path, page, damage, says):
    folder = tmp_path / "store"
    Store(folder).build()
    damage(folder)
    app = open_page(menu.find(page).file, folder)
    assert not app.exception
    assert says in markup(app)
    assert markup(app).count("nx-note") == 1
    assert "nx-end" in markup(app)


def test_of_one_status_the_title_says_all(open_page):
    assert re.search(r"\d+ events, all \d+ links disputed, ", markup(open_page(menu.ENTRY, status="disputed")))
