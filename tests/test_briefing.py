"""Marking and choices of a briefing in the address: drawn on every figure, carried along, restored from a cold link."""

import json
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import export
from dashboard.errors import BadInput
from dashboard.export import browser, choices, marking
from dashboard.figures import Size
from dashboard.ui import address, data, large, menu

from . import export_store as made
from .conftest import ROOT

PAGES = [entry.file for entry in menu.entries()]
SIZE = Size(1600, 900)
BRIEFING = menu.find("Briefing").file
DRAWN = [menu.find(name).file for name in ("Situation", "Timeline", "Relations", "Pair", "Claims")]


@pytest.fixture(autouse=True, scope="module")
def _closed():
    yield
    browser.close()


@pytest.fixture
def open_page(monkeypatch):
    """Opens a page file cold at a query."""

    def opened(file, **query):
        monkeypatch.setenv("NEXUS_STORE", str(made.built().path))
        data._store.clear()
        app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
        for name, values in query.items():
            app.query_params[name.rstrip("_")] = values
        app = (app if file == menu.ENTRY else app.switch_page(str(ROOT / file))).run()
        assert not app.exception, app.exception[0].message if app.exception else ""
        return app

    yield opened
    data._store.clear()


def markup(app):
    return "".join(element.proto.body for element in app.get("html"))


def query(app):
    return {name: [value] if isinstance(value, str) else list(value) for name, value in app.query_params.items()}


def figures(app):
    """The figures on the page as JSON."""
    return [json.loads(element.proto.spec or element.proto.figure.spec) for element in app.get("plotly_chart")]


def marks(figure):
    return [note["text"] for note in figure["layout"]["annotations"] if note.get("name") == "marking"]


def footer(figure):
    return next(note["text"] for note in figure["layout"]["annotations"] if note.get("name") == "footer")


@pytest.mark.parametrize(
    ("given", "stands"),
    [
        ("TLP:RED", "TLP:RED"),
        (" tlp:amber + strict ", "TLP:AMBER+STRICT"),
        ("Tlp:Clear", "TLP:CLEAR"),
        ("VS – Nur für den Dienstgebrauch", "VS – Nur für den Dienstgebrauch"),
        ("대외비", "대외비"),
        ("محرمانه", "محرمانه"),
        ("<b>Internal</b>", "<b>Internal</b>"),
        ("two\n lines", "two lines"),
        ("", ""),
        (" \t ", ""),
    ],
)
def test_markings_are_written_as_they_stand(given, stands):
    assert marking.read(given) == stands
    assert made.request(marking=given).marking == stands


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("x" * 61, "longer than 60 characters"),
        ("TLP:WHITE", "no level 'WHITE'"),
        ("tlp:", "no level ''"),
        ("TLP:RED+STRICT", "no level 'RED+STRICT'"),
        ("Internal\u202e", "cannot be seen"),
        ("a\x00b", "cannot be seen"),
        ("zero\u200bwidth", "cannot be seen"),
        ("\ud800", "cannot be seen"),
    ],
)
def test_a_marking_that_cannot_stand_says_why(given, says):
    with pytest.raises(BadInput, match=says.replace("+", r"\+")):
        marking.read(given)
    found, notices = choices.read({"marking": [given]})
    assert found == {}
    assert says in notices[0]


@pytest.mark.parametrize("file", DRAWN)
def test_every_figure_of_every_page_is_marked_and_its_link_too(open_page, file):
    drawn = figures(open_page(file, marking=["TLP:AMBER+STRICT"]))
    assert drawn
    for figure in drawn:
        assert marks(figure) == ["TLP:AMBER+STRICT"]
        assert footer(figure).startswith("TLP:AMBER+STRICT · ")
        assert "marking=TLP:AMBER%2BSTRICT" in footer(figure).replace("<br>", "")


def test_a_marking_is_never_taken_from_the_figures_kept_of_another_reader(open_page):
    for words in ("", "TLP:RED", "TLP:GREEN", ""):
        app = open_page(menu.ENTRY, **({"marking": [words]} if words else {}))
        assert [marks(figure) for figure in figures(app)] == [[words] if words else []] * len(figures(app))


@pytest.mark.parametrize("file", PAGES)
def test_the_page_itself_is_marked_at_both_ends_and_the_menu_takes_it_along(open_page, file):
    app = open_page(file, marking=["TLP:RED"], country=["PRK"])
    assert markup(app).count('class="nx-marking ') == 2
    for link in app.get("page_link")[: len(PAGES)]:
        assert parse_qs(link.proto.query_string) == {"country": ["PRK"], "marking": ["TLP:RED"]}


@pytest.mark.parametrize("file", PAGES)
def test_hostile_markings_fall_back_with_a_notice_and_run_nothing(open_page, file):
    app = open_page(file, marking=["TLP:PINK<script>alert(1)</script>"])
    assert "TLP 2.0 has no level" in markup(app)
    assert "<script>" not in markup(app)
    assert 'class="nx-marking ' not in markup(app)


def test_a_marking_of_tags_is_shown_as_words(open_page):
    assert "<b>x</b>" not in markup(open_page(menu.ENTRY, marking=["<b>x</b>"]))


def test_the_marking_is_chosen_on_any_page_and_only_then_in_the_address(open_page):
    app = open_page(menu.ENTRY, country=["IRN"])
    assert "marking" not in query(app)
    app.session_state["views_popover"] = True
    app.run()
    app.selectbox(key="marking").set_value("TLP:GREEN").run()
    assert query(app) == {"country": ["IRN"], "marking": ["TLP:GREEN"]}
    app.selectbox(key="marking").set_value(None).run()
    assert query(app) == {"country": ["IRN"]}


CHOSEN = {
    "about": "dossier",
    "dyad": "CHN-IRN",
    "parts": "timeline,map",
    "title": "Weekly & more",
    "marking": "TLP:GREEN",
    "figure": "tempo",
    "size": "4:3",
    "most": "7",
    "format": "parquet",
    "table": "events",
    "slide": "2",
}


def test_every_choice_of_a_briefing_is_restored_from_a_cold_link(open_page):
    app = open_page(BRIEFING, **{word: [value] for word, value in CHOSEN.items()})
    state = app.session_state
    assert {word: state[f"b_{word}"] for word in CHOSEN if word != "slide"} == {
        **{word: value for word, value in CHOSEN.items() if word != "slide"},
        "parts": ["timeline", "map"],
        "most": 7,
    }
    assert "Slide 2 of" in markup(app)
    assert {word: values[0] for word, values in query(app).items()} == CHOSEN


@pytest.mark.parametrize(
    ("key", "value", "word", "stands"),
    [
        ("b_parts", ["latest"], "parts", "latest"),
        ("b_parts", [], "parts", "none"),
        ("b_title", "Of my own", "title", "Of my own"),
        ("b_figure", "network", "figure", "network"),
        ("b_size", "4:3", "size", "4:3"),
        ("b_most", 12, "most", "12"),
        ("b_format", "png", "format", "png"),
        ("b_marking", "TLP:RED", "marking", "TLP:RED"),
    ],
)
def test_what_is_chosen_stands_in_the_address_and_goes_with_the_default(open_page, key, value, word, stands):
    app = open_page(BRIEFING, pair=["PRK-RUS"])
    before = app.session_state[key]
    kinds = [*app.selectbox, *app.multiselect, *app.text_input, *app.number_input]
    next(widget for widget in kinds if widget.key == key).set_value(value).run()
    assert query(app) == {"pair": ["PRK-RUS"], word: [stands]}
    kinds = [*app.selectbox, *app.multiselect, *app.text_input, *app.number_input]
    next(widget for widget in kinds if widget.key == key).set_value(before).run()
    assert query(app) == {"pair": ["PRK-RUS"]}


def test_what_changed_opens_cold_from_its_link(open_page):
    app = open_page(BRIEFING, about=["changes"], since=["2020-01-01"])
    assert "changes between what was known on 1 Jan 2020" in markup(app)


def test_events_chosen_by_hand_stand_in_the_link(open_page):
    ids = made.content("pair=PRK-RUS").events["id"].tail(2).tolist()
    app = open_page(BRIEFING, pair=["PRK-RUS"], rows=[",".join(ids)], slide=["1"])
    assert "2 events chosen" in markup(app)
    app.button(key="b_none").click().run()
    assert "rows" not in query(app)
    assert "None chosen" in markup(app)


ODD = (
    {
        "about": "poem", "parts": "map,<script>", "rows": "a b", "most": "0", "since": "2026-13-01", "size": "5:4",
        "figure": "../../etc/passwd", "table": "'; DROP TABLE links", "format": "exe", "slide": "-1",
    },
    {"rows": ",".join(f"id-{n}" for n in range(101)), "most": "٣"},
    {"rows": "x" * 5000, "most": "9" * 400},
)  # fmt: skip


@pytest.mark.parametrize("words", ODD)
def test_hostile_choices_fall_back_with_a_notice_each(open_page, words):
    app = open_page(BRIEFING, **{word: [value] for word, value in words.items()})
    assert markup(app).count('class="nx-note"') >= len(words)
    assert "<script>" not in markup(app)
    assert "nx-end" in markup(app)


def test_a_title_of_any_letters_is_held_to_one_line():
    found, notices = choices.read({"title": ["a\x00\u202e\n b" + "x" * 500]})
    assert found["title"].startswith("a bx")
    assert len(found["title"]) == choices.TITLE_MOST
    assert notices == []


@pytest.mark.parametrize("words", [{}, {"parts": "none"}, CHOSEN, {"view": "eurasia", "fill": "origins", "eras": "on"}])
def test_words_and_requests_are_the_same_both_ways(words):
    known = {word: value for word, value in words.items() if word in choices.CHOICES}
    found, notices = choices.read({word: [value] for word, value in known.items()})
    assert (found, notices) == (known, [])
    asked = export.Request(made.built(), export.parsed("pair=CHN-IRN")[0], **choices.fields_of(found))
    assert choices.words_of(asked, tuple(choices.CHOICES)) == known


@pytest.mark.parametrize(
    ("choice", "figure", "opens"),
    [
        ({}, "", "/?"),
        ({}, "tempo", "/Relations?"),
        ({}, "timeline", "/Timeline?"),
        ({}, "statuses", "/Briefing?"),
        ({"view": "dossier"}, "", "/Pair?"),
        ({"view": "changes", "since": "2026-01-01"}, "", "/Briefing?"),
    ],
)
def test_the_link_of_a_file_opens_the_page_of_its_figure_with_look_and_marking(choice, figure, opens):
    shown = made.request(
        "pair=PRK-RUS" if choice.get("view") == "dossier" else "country=PRK",
        base="https://nexus.test", marking="TLP:RED", region="eurasia", fill="origins", **choice,
    )  # fmt: skip
    link = export.link(shown) if not figure else export.stamped(export.Content(shown), figure, SIZE).figure
    found = link if isinstance(link, str) else footer(json.loads(link.to_json())).replace("<br>", "")
    assert opens in found
    assert "marking=TLP:RED" in found
    assert "fill=origins" in found
    assert "view=eurasia" in found
    assert ("since=2026-01-01" in found) == ("since" in choice)


@pytest.mark.parametrize(
    ("page", "given", "opens"),
    [
        ("Situation", {"country": ["PRK"]}, {"country": ["PRK"], "view": ["briefing"]}),
        ("Timeline", {"detail": ["months"]}, {"detail": ["months"], "figure": ["timeline"], "view": ["briefing"]}),
        ("Relations", {"figure": ["network"]}, {"figure": ["network"], "view": ["briefing"]}),
        ("Pair", {"dyad": ["CHN-IRN"]}, {"pair": ["CHN-IRN"], "figure": ["statuses"], "view": ["briefing"]}),
        ("Pair", {}, {"pair": ["PRK-RUS"], "figure": ["statuses"], "view": ["briefing"]}),
        ("Situation", {"view": ["briefing", "globe"]}, {"view": ["globe", "briefing"]}),
    ],
)
def test_the_room_shows_the_figure_of_the_page_that_asks(page, given, opens):
    assert large.query(page, large.state(given)) == opens


@pytest.mark.parametrize(
    ("figure", "count"), [(None, 2), ("map", 1), ("timeline", 1), ("tempo", 1), ("network", 1), ("dimensions", 1)]
)
def test_the_room_draws_one_figure_or_map_and_timeline_marked(open_page, figure, count):
    more = {"figure": [figure]} if figure else {}
    app = open_page(BRIEFING, view=["briefing"], marking=["TLP:AMBER"], **more)
    drawn = figures(app)
    assert len(drawn) == count
    assert all(marks(one) == ["TLP:AMBER"] for one in drawn)
    assert ('class="stage-findings"' in markup(app)) == (figure is None)
    assert "<h1" in markup(app)


def test_the_room_says_what_of_its_link_could_not_be_used(open_page):
    app = open_page(BRIEFING, view=["briefing"], figure=["cake"], marking=["TLP:PINK"])
    assert markup(app).count('class="nx-note"') == 2
    assert len(figures(app)) == 2


def test_the_address_knows_every_choice():
    assert set(choices.CHOICES) <= set(address.CHOICES) | set(address.TAKEN)
