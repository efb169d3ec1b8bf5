"""Every chart from the real ledger and from nothing: findings, alternative texts, frames of words, bytes, clicks."""

import datetime as dt
import json
import re

import pandas
import plotly.graph_objects as go
import plotly.io
import pytest
import shapely.affinity

from dashboard import figures, frames, world
from dashboard.figures import lane_layers, map_ground, marks, palette, places, strands, typeface, words
from dashboard.figures.views import fit, views
from dashboard.filters import Filter
from dashboard.models import FOUR
from dashboard.store import Store

from .conftest import ROOT

NAMES = (
    "events",
    "links",
    "arcs",
    "countries",
    "density",
    "pair_status",
    "groups",
    "articles",
)


def made(store, chosen):
    found = {name: getattr(frames, name)(store, chosen) for name in NAMES}
    found["strands"] = frames.strands(store, chosen, figures.drawing("world"))
    return {**found, "treaties": frames.treaties(store, None), "headline": frames.headline(store, chosen)}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    built = Store(tmp_path_factory.mktemp("figures") / "store")
    built.build()
    return built


@pytest.fixture(scope="module")
def full(store):
    return made(store, Filter())


@pytest.fixture(scope="module")
def empty(store):
    return made(store, Filter(start="1999", end="1999-12"))


def draw(name, of, **look):
    """The chart of that name from a set of frames; a new chart without a line here fails the tests below."""
    calls = {
        "world_map": lambda f: figures.world_map(of["strands"], of["countries"], of["events"], **f),
        "timeline": lambda f: figures.timeline(
            of["events"], of["density"], links=of["links"], treaties=of["treaties"], **f
        ),
        "pair_matrix": lambda f: figures.pair_matrix(of["pair_status"], of["groups"], **f),
        "network": lambda f: figures.network(of["arcs"], of["treaties"], **f),
        "tempo": lambda f: figures.tempo(of["density"], **f),
        "dimensions": lambda f: figures.dimensions(of["links"], **f),
        "claims_over_time": lambda f: figures.claims_over_time(of["density"], **f),
        "compare": lambda f: figures.compare(
            of["pair_status"], of["pair_status"].iloc[:20], names=("2022", "2023"), months=(12, 12), **f
        ),
        "coverage": lambda f: figures.coverage(of["articles"], **f),
    }
    return calls[name](look)


def context(full, **more):
    head = full["headline"]
    known = {
        "window": words.span(head.first, head.last),
        "clock": "happened",
        "filters": "North Korea; disputed",
        "as_of": head.as_of,
        "data_version": head.data_version,
        "events": head.events,
        "articles": head.articles,
        "origins": head.origins,
        "disputed": head.disputed,
        "links": head.links,
        "link": "https://nexus.example/?country=PRK&status=disputed",
    }
    return figures.Context(**{**known, **more})


def told(chart):
    """The figure as a page sends it."""
    return plotly.io.to_json(chart.light, validate=False)


def read(chart):
    """Everything a reader may see of a figure: texts, names, hover texts and annotations."""
    spec = json.loads(chart.figure.to_json())
    spec["layout"].pop("template")
    seen = [chart.title, chart.alt, *chart.notes]

    def walk(value, key=""):
        if isinstance(value, dict):
            for inner, item in value.items():
                walk(item, inner)
        elif isinstance(value, list):
            for item in value:
                walk(item, key)
        elif key in {"text", "hovertext", "hovertemplate", "name", "ticktext"} and isinstance(value, str):
            seen.append(value)

    walk(spec)
    return seen


EVERY = pytest.mark.parametrize("name", figures.CHARTS)
SIZES = pytest.mark.parametrize("size", figures.SIZES)
THEMES = pytest.mark.parametrize("theme", ["light", "dark"])


@EVERY
@SIZES
@THEMES
def test_every_chart_says_what_it_found(name, size, theme, full):
    chart = draw(name, full, theme=theme, size=figures.SIZES[size])
    assert chart.title[0].isupper() or chart.title[0].isdigit()
    assert len(chart.alt) > 40 or name == "coverage"
    assert chart.figure.data or name == "coverage"
    for text in read(chart):
        assert not re.search(r"\b(RUS|PRK|IRN|CHN|USA)\b", text), f"a code where a name belongs: {text}"
        assert "nan" not in text.lower().split()


@EVERY
@SIZES
def test_every_chart_survives_emptiness(name, size, empty):
    chart = draw(name, empty, size=figures.SIZES[size])
    assert re.match(r"(No|None|Statements only)\b", chart.title), chart.title
    assert chart.alt
    figures.stamp(chart, context(empty, filters=""), size=figures.SIZES[size])


@EVERY
def test_the_same_frames_give_the_same_figure(name, full):
    assert told(draw(name, full)) == told(draw(name, full))


@EVERY
def test_a_page_sends_what_the_figure_says(name, full):
    chart = figures.stamp(draw(name, full), context(full))
    sent, whole = json.loads(told(chart)), json.loads(chart.figure.to_json())
    assert sent == whole


@EVERY
@SIZES
@pytest.mark.parametrize("marking", ["", "TLP:AMBER"])
def test_every_figure_carries_its_frame_of_words(name, size, marking, full):
    size = figures.SIZES[size]
    chart = draw(name, full, size=size)
    before = told(chart)
    stamped = figures.stamp(chart, context(full, marking=marking), size=size)
    assert told(chart) == before, "the chart handed in stays as it is"
    notes = {note.name: note.text.replace("<br>", " ") for note in stamped.figure.layout.annotations if note.name}
    words_ = " ".join(notes.values())
    assert notes["title"].replace(" ", "") == typeface.safe(chart.title).replace(" ", "")
    for part in (
        "Mar 2014 – May 2026",
        "by the date it happened",
        "North Korea; disputed",
        "As of 23 Nov 2026",
        full["headline"].data_version,
        "425 events",
        f"{full['headline'].origins} origins",
        "9 % of 595 links disputed",
        marking,
        *chart.notes,
    ):
        assert typeface.safe(part).replace(" ", "") in words_.replace(" ", ""), part
    assert "country=PRK" in words_.replace(" ", "")


@SIZES
def test_the_frame_fits_and_the_footer_survives_a_crop(size, full):
    size = figures.SIZES[size]
    long = context(full, filters="North Korea, Russia; " * 12, link="https://nexus.example/?" + "country=PRK&" * 30)
    chart = figures.stamp(draw("world_map", full, size=size), long, size=size)
    notes = {note.name: note for note in chart.figure.layout.annotations if note.name}
    for name, room in (("title", size.width), ("subtitle", size.width), ("footer", size.safe or size.width)):
        face = typeface.SEMIBOLD if name == "title" else typeface.REGULAR
        for line in notes[name].text.split("<br>"):
            assert typeface.width(line.replace("&amp;", "&"), notes[name].font.size, face) <= room
    margin = chart.figure.layout.margin
    assert margin.t + margin.b < 0.72 * size.height, "the chart keeps its room"
    if size.safe:
        assert notes["footer"].xanchor == "center"


def test_hostile_text_is_shown_and_never_acts(full):
    hostile = "<script>alert(1)</script><a href='javascript:x'>&lt;b&gt;"
    events = full["events"].head(40).assign(title=hostile, place=hostile)
    links = full["links"][full["links"]["event"].isin(events["id"])]
    articles = pandas.DataFrame({"outlet": [hostile] * 3, "links": [1, 0, 0], "not_coded": ["", "", "ko"]})
    for chart in (
        figures.timeline(events, full["density"], links=links),
        figures.world_map(full["strands"], full["countries"], events),
        figures.coverage(articles),
    ):
        stamped = figures.stamp(chart, context(full, filters=hostile, link=hostile))
        drawn = " ".join(text for text in read(stamped) if text not in (chart.title, chart.alt))
        assert "&lt;script&gt;" in drawn
        assert "<script" not in drawn
        assert "<a href" not in drawn


@EVERY
def test_what_is_clicked_can_be_read(name, full):
    clicks = 0
    for trace in draw(name, full).figure.data:
        data = trace.customdata if "customdata" in trace else None
        for n, mark in enumerate([] if data is None else data):
            place = {"location": trace.locations[n]} if trace.type == "choropleth" else {}
            x = {"x": trace.x[n]} if trace.type in ("bar", "scatter") and trace.x is not None else {}
            click = figures.clicked({"customdata": [mark], **place, **x})
            assert click is not None, mark
            clicks += 1
            assert all(len(code) >= 2 for code in click.codes)
            if click.kind in ("event", "place"):
                assert figures.events_of(click, full["events"]), mark
    assert clicks or name == "coverage"


NONSENSE = [
    {}, {"customdata": None}, {"customdata": []}, {"customdata": [3]}, {"customdata": "arc|x"}, {"customdata": "|"},
    {"customdata": ["<script>"]}, {"customdata": "group|"}, {"customdata": "RUS-PRK|2020-01|"},
]  # fmt: skip


@pytest.mark.parametrize("point", NONSENSE, ids=str)
def test_a_click_that_means_nothing_is_none(point):
    click = figures.clicked(point)
    assert click is None or click.codes == ("",)


def test_a_click_on_a_country_and_on_a_quarter():
    assert figures.clicked({"location": "RUS"}).codes == ("RUS",)
    click = figures.clicked({"customdata": "CHN-IRN|3", "x": "2015-10-01"})
    assert (click.kind, click.pair, click.first, click.last) == ("period", "CHN-IRN", "2015-10", "2015-12")
    assert figures.clicked({"customdata": "other|1", "x": "2015-10"}).pair == ""
    assert figures.clicked({"customdata": "other|1", "x": "2015-13-01"}) is None
    assert figures.clicked({"customdata": "other|1"}) is None


BYTES = [
    ("map", 27_000, lambda f: draw("world_map", f)),
    ("map of Eurasia", 30_000, lambda f: draw("world_map", f, view="eurasia")),
    ("timeline, event by event", 46_000, lambda f: draw("timeline", f)),
    ("timeline, by quarters", 24_000, lambda f: draw("timeline", f, detail="months")),
    ("matrix", 14_000, lambda f: draw("pair_matrix", f)),
    ("network", 19_000, lambda f: draw("network", f)),
]


@pytest.mark.parametrize(("what", "most", "make"), BYTES, ids=[row[0] for row in BYTES])
def test_figures_stay_small_on_the_wire(what, most, make, full):
    assert len(make(full).figure.to_json()) <= most


def test_a_million_links_are_never_more_than_ten_thousand_points():
    months = pandas.date_range("2014-01-01", "2026-05-01", freq="MS")
    pairs = [*words.CORE, "PRK-USA", "IRN-USA"]
    statuses = ["confirmed", "reported", "claimed", "disputed", "denied"]
    keys = pandas.MultiIndex.from_product([months, pairs, list(strands.POLARITIES), statuses])
    density = keys.to_frame(index=False, name=["month", "pair", "polarity", "status"]).assign(events=40, links=60)
    for window in (density, density[density["month"] >= "2020-06"], density[density["month"] >= "2025-01"]):
        nothing = {"events": frames_like("events"), "links": frames_like("links")}
        chart = figures.timeline(nothing["events"], window, links=nothing["links"])
        points = sum(len(trace.x) for trace in chart.figure.data if trace.x is not None)
        assert points <= 10_000
        assert "link" in chart.title


def frames_like(name):
    return pandas.DataFrame({column: pandas.Series(dtype="object") for column in frames.FRAMES[name]}).astype(
        dict.fromkeys(("date", "date_end", "published"), "datetime64[us]")
    )


# ---- map


@EVERY
@THEMES
def test_plotly_knows_every_property(name, theme, full, empty):
    for of in (full, empty):
        stamped = figures.stamp(draw(name, of, theme=theme), context(full, marking="TLP:AMBER"), theme=theme)
        told = json.loads(stamped.figure.to_json())
        go.Figure(told)  # ValueError for a property or value that it does not know
        for part in (told["layout"], *told["data"]):
            assert None not in part.values()


def test_the_map_asks_nobody_outside_and_does_not_jump(full):
    figure = draw("world_map", full).figure
    assert figures.config()["topojsonURL"] == "/app/static/geo/"
    assert figures.config()["showSendToCloud"] is False
    assert figure.layout.geo.fitbounds is False
    assert figure.layout.uirevision == draw("world_map", full, theme="dark").figure.layout.uirevision
    assert figure.layout.uirevision != draw("world_map", full, view="globe").figure.layout.uirevision


@pytest.mark.parametrize("view", figures.views())
def test_every_view_is_drawn(view, full):
    chart = figures.stamp(draw("world_map", full, view=view), context(full))
    geo = chart.figure.layout.geo
    assert geo.projection.type in ("natural earth", "orthographic")
    if view != "globe":
        assert geo.lonaxis.range[1] - geo.lonaxis.range[0] <= 360
        assert -90 <= geo.lataxis.range[0] < geo.lataxis.range[1] <= 90


def test_no_two_arcs_lie_on_one_another(store):
    for view in ("world", "PRK-RUS", "CHN-IRN"):
        found = strands.heaviest(frames.strands(store, Filter(), figures.drawing(view)))
        bends = strands.bends(found)
        places_ = [(strand.pair, round(bends[strand], 6)) for strand in found]
        assert len(found) == strands.MOST
        assert len(set(places_)) == len(places_)


def test_what_the_map_says_of_all_arcs_is_what_the_store_counts(full):
    drawable = full["arcs"][full["arcs"]["pair"].map(strands.drawable).astype(bool)]
    told = strands.totals(full["strands"])
    assert told.linked == told.links == drawable["links"].sum()
    assert told.disputed == drawable.loc[drawable["status"] == "disputed", "links"].sum()
    assert dict(told.pairs) == drawable.groupby("pair")["links"].sum().to_dict()
    assert told.lost == full["arcs"]["links"].sum() - told.links


def test_the_arrow_shows_the_way(full):
    one_way = pandas.DataFrame(
        [("IRN-USA", "conflict", "confirmed", "USA", "IRN", 5, 5, 3, 0, pandas.NaT, pandas.NaT)],
        columns=list(frames.FRAMES["strands"]),
    )
    chart = figures.world_map(one_way, full["countries"], full["events"].head(0))
    (arrow,) = [t for t in chart.figure.data if t.customdata and str(t.customdata[0]).startswith("arc")]
    assert arrow.marker.symbol == ("arrow",)
    assert "United States → Iran" in arrow.text[0]
    assert 20 < arrow.marker.angle[0] < 160, "eastwards, over the Atlantic"
    assert "undated" not in arrow.text[0]


WAYS = [  # where an arc carries its marks, and which way each shows: clockwise from the upper edge of the picture
    ("pacific", "CHN-USA", "USA", [(250, 290)]),
    ("pacific", "PRK-USA", "PRK", [(70, 110)]),
    ("pacific", "JPN-USA", "USA", [(250, 290)]),
    ("world", "CHN-USA", "USA", [(150, 210), (330, 30)]),
    ("world", "CHN-USA", "CHN", [(330, 30), (150, 210)]),
    ("world", "PRK-USA", "USA", [(180, 240), (300, 350)]),
    ("world", "IRN-USA", "USA", [(60, 120)]),
    ("eurasia", "CHN-USA", "USA", [(180, 230)]),
    ("globe", "CHN-USA", "USA", [(130, 190)]),
    ("CHN-IRN", "PRK-USA", "USA", [(180, 240)]),
]


@pytest.mark.parametrize(("view", "pair", "source", "ways"), WAYS)
def test_an_arc_shows_its_way_in_each_part_that_is_seen(view, pair, source, ways, full):
    target = next(code for code in pair.split("-") if code != source)
    one_way = pandas.DataFrame(
        [(pair, "conflict", "confirmed", source, target, 5, 5, 3, 0, pandas.NaT, pandas.NaT)],
        columns=list(frames.FRAMES["strands"]),
    )
    chart = figures.world_map(one_way, full["countries"], full["events"].head(0), view=view)
    (marks_,) = [t for t in chart.figure.data if t.customdata and str(t.customdata[0]).startswith("arc")]
    angles = sorted((lon, angle) for lon, angle in zip(marks_.lon, marks_.marker.angle, strict=True))
    east_first = [angle for _, angle in reversed(angles)]
    assert len(east_first) == len(ways)
    for angle, (least, most) in zip(east_first, ways, strict=True):
        assert (angle - least) % 360 <= (most - least) % 360, east_first
    assert len(set(marks_.customdata)) == 1, "each part answers to a click alike"
    (line,) = [t for t in chart.figure.data if t.type == "scattergeo" and t.mode == "lines"]
    assert None not in line.lon, "one line, which the browser cuts where the map ends"


def test_arcs_that_are_left_out_are_counted(full):
    chart = draw("world_map", full)
    lost = full["arcs"][~full["arcs"]["pair"].map(strands.drawable).astype(bool)]["links"].sum()
    assert any(f"Not drawn: {lost} links to BRICS" in note for note in chart.notes)
    entries = [t.name for t in chart.figure.data if t.type == "scattergeo" and t.name and t.mode == "lines"]
    drawn = sum(int(re.search(r"\(([\d,]+)\)$", name)[1].replace(",", "")) for name in entries)
    rest = int(re.search(r"; ([\d,]+) links? in the others", " ".join(chart.notes))[1])
    assert drawn + rest + lost == full["arcs"]["links"].sum()


def test_countries_without_data_are_told_from_those_with_none(full):
    named = {"iso3": "MNG", "events": 0, "links": 0, "mentions": 3, "articles": 2, "origins": 0}
    countries = pandas.concat([full["countries"], pandas.DataFrame([named])])
    chart = figures.world_map(full["strands"], countries, full["events"])
    (trace,) = [t for t in chart.figure.data if t.type == "choropleth"]
    assert trace.z[list(trace.locations).index("MNG")] == 0
    assert "FJI" not in trace.locations
    assert all(code in trace.locations for code in FOUR)


def room(view, size):
    """The plan of an empty map in its frame of words, as wide as designed for."""
    layout = {"margin": {"l": 16, "r": 16, "t": 130, "b": 130}, "meta": {"view": view}}
    return fit(layout, size, "light")


def drawn_width(plan, shape):
    """The narrower side in pixels of the largest part of a country."""
    widest = 0.0
    for part in getattr(shape, "geoms", [shape]):
        at = [plan.at(position) for position in part.exterior.coords if plan.view.shows(position)]
        if len(at) > 2:
            across, up = ([point[axis] for point in at] for axis in (0, 1))
            widest = max(widest, min(max(across) - min(across), max(up) - min(up)))
    return widest


@pytest.mark.parametrize("view", figures.views())
@pytest.mark.parametrize("size", [figures.Size(920, 640), figures.PHONE])
def test_every_country_in_view_can_be_hit(view, size, full):
    counts = dict.fromkeys(("events", "links", "mentions", "articles", "origins"), 1)
    countries = pandas.DataFrame([{"iso3": code, **counts} for code in world.positions()])
    chart = figures.world_map(full["strands"].head(0), countries, full["events"].head(0), view=view, size=size)
    points = {
        code.removeprefix("country|"): trace.marker.size
        for trace in chart.figure.data
        for code in (trace.customdata if trace.type == "scattergeo" and trace.customdata else ())
    }
    plan = room(view, size)
    shapes = world.countries().set_index("code")["geometry"]
    for code, position in world.positions().items():
        middle = not plan.view.globe or world.distance(plan.view.middle, position) < 60
        if plan.view.shows(position) and views()[view].holds(position) and middle:
            hit = points.get(code) or drawn_width(plan, shapes[code])
            assert hit >= 8, (code, hit)


WHOLE = {"world": 1.0, "eurasia": 0.85, "pacific": 0.7, "CHN-RUS": 0.95, "PRK-RUS": 0.95, "IRN-RUS": 0.4}
"""How much of Russia's shape, in square degrees, a preset shows at least: its north-east lies beyond 180 degrees."""


@pytest.mark.parametrize("view", [view for view in figures.views() if view != "globe"])
@pytest.mark.parametrize("size", [figures.Size(920, 640), figures.PHONE, figures.SQUARE])
def test_a_preset_shows_its_countries_uncut(view, size):
    edges = room(view, size).view
    frame = shapely.box(edges.lon[0], edges.lat[0], edges.lon[1], edges.lat[1])
    shapes = world.countries().set_index("code")["geometry"]
    named = {
        "world": (*FOUR, "USA", "BRA"),
        "eurasia": (*FOUR, "DEU", "JPN"),
        "pacific": ("CHN", "PRK", "JPN", "USA", "RUS"),
    }
    for code in named.get(view, view.split("-")):
        inside = sum(shapely.affinity.translate(shapes[code], turn).intersection(frame).area for turn in (-360, 0, 360))
        assert inside / shapes[code].area >= (WHOLE[view] if code == "RUS" else 0.995), code


STEPS = [(0, []), (1, [1]), (4, [1, 2, 3, 4]), (388, [1, 3, 10, 30, 100]), (90_000, [1, 10, 100, 1000, 10_000])]


@pytest.mark.parametrize(("most", "steps"), STEPS)
def test_steps_of_the_fill(most, steps):
    assert map_ground.thresholds(most) == steps


@pytest.mark.parametrize("view", ["world", "eurasia", "PRK-RUS"])
def test_clusters_hold_each_placed_event_once(view, full):
    events = full["events"]
    found = places.clusters(events, view)
    ids = [event for cluster in found for event in cluster.ids]
    assert len(ids) == len(set(ids)) <= events["lat"].notna().sum()
    for cluster in found:
        assert places.ids(events, view, cluster.key) == cluster.ids
    if view == "world":
        assert len(ids) == events["lat"].notna().sum()
    assert places.ids(events, view, "nowhere") == ()


# ---- legends that filter

PRESSED = [Filter(), Filter(polarities=("conflict",)), Filter(statuses=("claimed", "denied"), countries=("IRN",))]


@pytest.mark.parametrize("shape", ["dash", "fill"])
@pytest.mark.parametrize("chosen", PRESSED)
def test_an_entry_of_the_legend_counts_what_a_press_on_it_leaves(chosen, shape, store):
    wider = chosen.with_(polarities=(), statuses=())
    counted = (
        frames.strands(store, wider, figures.drawing("world")) if shape == "dash" else frames.density(store, wider)
    )
    entries = figures.facets(counted, chosen.polarities, chosen.statuses, shape=shape)
    assert {entry.facet for entry in entries} == {"polarity", "status"}
    for entry in entries:
        field = "polarities" if entry.facet == "polarity" else "statuses"
        if chosen.statuses and field == "polarities":
            alone = chosen.with_(polarities=entry.values, statuses=("claimed", *palette.members("denied")))
        else:
            alone = chosen.with_(**{field: entry.values})
        assert entry.count == frames.headline(store, alone).links, entry
        named = [value in getattr(chosen, field) for value in entry.values]
        assert entry.chosen == ("true" if all(named) else "mixed" if any(named) else "false")


def test_a_page_writes_the_legend_and_the_picture_keeps_room_for_it(full):
    style = (ROOT / "static" / "style.css").read_text(encoding="utf-8")
    for name, counted, shape in (("world_map", "strands", "dash"), ("timeline", "density", "fill")):
        facets = figures.facets(full[counted], (), (), shape=shape)
        chart = draw(name, full, facets=facets)
        assert chart.legend[: len(facets)] == facets
        assert len(chart.legend) > len(facets), "what no filter stands behind is explained too"
        assert chart.figure.layout.showlegend is False
        assert not any("legendgroup" in trace.to_plotly_json() for trace in chart.figure.data)
        stamped = figures.stamp(chart, context(full))
        assert 0 < stamped.above < stamped.figure.layout.margin.t - 26
        for entry in chart.legend:
            assert f".nx-{entry.look}" in style or f'"nx-{entry.look.partition("-")[0]}"' in style, entry.look


# ---- timeline


def timeline_of(*rows, **look):
    """A timeline of (id, date, end, precision, pair, polarity, status, category) rows."""
    columns = ["id", "date", "date_end", "precision", "pair", "polarity", "status", "category"]
    table = pandas.DataFrame(rows, columns=columns).assign(published="2025-01-05")
    events = table.drop_duplicates("id").assign(
        title=lambda t: "Title of " + t["id"], group=[()] * len(table.drop_duplicates("id"))
    )
    links = table.rename(columns={"id": "event"})
    for frame, columns in ((events, ("date", "date_end")), (links, ("date", "published"))):
        for column in columns:
            frame[column] = pandas.to_datetime(frame[column])
    density = links.assign(month=links["date"].dt.to_period("M").dt.to_timestamp(), events=1, links=1)
    return figures.timeline(events, density, links=links, **look)


DAY = ("a", "2024-06-19", None, "day", "PRK-RUS", "cooperation", "confirmed", "treaty")
MONTH = ("b", "2023-09-01", None, "month", "PRK-RUS", "cooperation", "disputed", "arms-transfer")
SPAN = ("c", "2024-03-11", "2024-03-15", "day", "IRN-RUS", "cooperation", "confirmed", "exercise")
UNDATED = ("d", None, None, "unresolved", "CHN-IRN", "cooperation", "claimed", "trade")


def test_a_month_is_drawn_as_a_month_and_a_span_as_a_span():
    figure = timeline_of(DAY, MONTH, SPAN).figure
    bars = [tuple(t.x) for t in figure.data if t.type == "scatter" and t.mode == "lines"]
    assert ("2023-09-01", "2023-09-30", None) in bars
    assert ("2024-03-11", "2024-03-15", None) in bars
    texts = [text for t in figure.data if t.type == "scatter" and t.mode == "markers" for text in t.text]
    assert "Sep 2023: Title of b" in texts
    assert not any("1 Sep 2023" in text for text in texts)


def test_the_tray_keeps_each_undated_event_in_its_lane():
    other = ("e", None, None, "unresolved", "PRK-RUS", "cooperation", "claimed", "trade")
    figure = timeline_of(DAY, UNDATED, other).figure
    lanes = dict(zip(figure.layout.yaxis.ticktext, figure.layout.yaxis.tickvals, strict=True))
    (tray,) = [t for t in figure.data if t.xaxis == "x2"]
    shown = {text.rpartition(" ")[2]: y for text, y in zip(tray.text, tray.y, strict=True)}
    assert abs(shown["d"] - lanes["China – Iran"]) < 50
    assert abs(shown["e"] - lanes["North Korea – Russia"]) < 50


def test_an_undated_event_is_in_the_tray_and_counted():
    chart = timeline_of(DAY, UNDATED)
    (tray,) = [t for t in chart.figure.data if t.xaxis == "x2"]
    assert figures.clicked({"customdata": tray.customdata[0]}).key == marks.key("d")
    assert any("1 event without a date" in note for note in chart.notes)


def test_the_clock_of_reporting_moves_every_mark():
    figure = timeline_of(DAY, MONTH, UNDATED, clock="reported").figure
    drawn = [x for t in figure.data if t.type == "scatter" and t.mode == "markers" and t.xaxis != "x2" for x in t.x]
    assert set(drawn) == {"2025-01-05"}


def test_the_status_of_a_mark_is_that_of_its_link():
    both = [("e", "2024-06-19", None, "day", "PRK-RUS", "cooperation", s, "treaty") for s in ("confirmed", "disputed")]
    figure = timeline_of(*both).figure
    symbols = sorted(int(s) for t in figure.data if t.type == "scatter" for s in t.marker.symbol)
    assert symbols == [marks.symbol("treaty", "confirmed"), marks.symbol("treaty", "disputed")] == [0, 300]


def test_statements_on_three_or_more_have_a_lane_of_their_own(full):
    figure = draw("timeline", full).figure
    (said,) = [t for t in figure.data if t.name and t.name.startswith("Statement on three or more")]
    assert len(said.x) == (full["events"]["group"].map(len) > 0).sum() == 7
    assert figure.layout.yaxis.ticktext[said.y[0] // 100] == "Three or more"


def test_a_crowd_becomes_months():
    rows = [(f"e{n}", "2024-06-19", None, "day", "PRK-RUS", "cooperation", "confirmed", "treaty") for n in range(2100)]
    chart = timeline_of(*rows)
    assert sum(len(t.x) for t in chart.figure.data) < 10
    assert "A mark stands for a month" in chart.notes[0]


def test_a_mark_of_a_month_looks_like_the_status_most_of_its_links_have():
    month = pandas.Timestamp("2024-06-01")
    counts = [("confirmed", 2), ("claimed", 3), ("disputed", 3)]
    density = pandas.DataFrame(
        [(month, "PRK-RUS", "cooperation", status, links, links) for status, links in counts],
        columns=["month", "pair", "polarity", "status", "events", "links"],
    )
    nothing = frames_like("events"), frames_like("links")
    figure = figures.timeline(nothing[0], density, links=nothing[1], detail="months").figure
    (mark,) = [t for t in figure.data if t.type == "scatter"]
    assert (mark.name, list(mark.text)) == ("Cooperation, mostly disputed", ["8, 38 % disputed"])
    assert mark.marker.symbol == marks.filled("circle", "disputed")


def test_the_axis_holds_the_days_it_is_told_to_though_nothing_happened_in_them(full, empty):
    days = dt.date(2020, 1, 1), dt.date(2020, 12, 31)
    for of in (full, empty):
        chart = figures.timeline(of["events"], of["density"], links=of["links"], within=days)
        first, last = chart.told["layout"]["xaxis"]["range"]
        assert "2019-12-20" < first < "2020-01-01"
        assert "2020-12-31" < last < "2021-01-12"


def test_the_title_of_one_pair_counts_its_events():
    assert timeline_of(DAY, MONTH).title == ("North Korea and Russia: 2 events, the busiest month is Sep 2023 with 1")


def test_marks_close_in_time_stand_above_each_other(full):
    heights = marks.spread([mark for mark in marks.read(full["events"], full["links"], "happened") if mark.start], 3)
    assert set(heights) <= {0.0, 0.13, -0.13, 0.26, -0.26, 0.39, -0.39}
    assert heights[0] == 0.0


def test_treaties_stand_behind_their_own_lane(full):
    figure = draw("timeline", full).figure
    (eras,) = [t for t in figure.data if t.name == "Treaty in force"]
    told = dict(zip(eras.text, eras.y, strict=True))
    lane = list(figure.layout.yaxis.ticktext).index("North Korea – Russia") * 100
    assert any(y == lane and "2024-12-04" in text and text.count("North Korea") for text, y in told.items())
    assert not any("CSTO" in text or "NATO" in text for text in told)


def test_the_brush_selects_time(full):
    layout = draw("timeline", full).figure.layout
    assert (layout.dragmode, layout.selectdirection) == ("select", "h")
    assert lane_layers.PERIOD[3] == "Q%q %Y"


# ---- relations


def test_groups_add_nothing_to_a_pair(full):
    with_groups = draw("pair_matrix", full)
    without = figures.pair_matrix(full["pair_status"], full["groups"].head(0))
    with_squares, squares = (
        [list(trace.text) for trace in chart.figure.data if not trace.name.startswith("Statements")]
        for chart in (with_groups, without)
    )
    assert with_squares == squares
    assert "All four: 3 statements only" in with_groups.alt
    assert "statements only: 3" in read(with_groups)


def test_the_matrix_counts_every_link(full):
    chart = draw("pair_matrix", full)
    drawn = sum(int(n) for t in chart.figure.data if t.name and not t.name.startswith("Statements") for n in t.text)
    assert drawn == full["pair_status"]["links"].sum() == 595


def test_the_network_for_the_browser_is_the_same_graph(full):
    option = figures.network_option(full["arcs"], full["treaties"])
    series = option["series"][0]
    assert {node["id"] for node in series["data"]} >= set(FOUR)
    ids = {node["id"] for node in series["data"]}
    assert all(link["source"] in ids and link["target"] in ids for link in series["links"])
    told = [link["value"] for link in series["links"]]
    assert any("Comprehensive Strategic Partnership" in text for text in told)
    assert not any("Good-Neighbourliness" in text and "North Korea" in text for text in told), "ended in 2024"
    assert json.dumps(option)


def test_coverage_tells_silence_from_what_was_not_looked_at():
    articles = pandas.DataFrame(
        {"outlet": ["A", "A", "B", ""], "links": [2, 0, 0, 0], "not_coded": ["", "", "written in Korean", ""]}
    )
    chart = figures.coverage(articles)
    assert chart.title == "1 of 4 articles read carry a link; 1 not coded"
    assert [t.name for t in chart.figure.data] == ["With links (1)", "No link found (2)", "Not coded (1)"]


def test_periods_are_compared_by_rate():
    columns = {"pair": ["PRK-RUS"], "status": ["confirmed"], "polarity": ["cooperation"], "events": [1], "origins": [1]}
    before, after = (pandas.DataFrame({**columns, "links": [n]}) for n in (12, 12))
    chart = figures.compare(before, after, names=("2022", "spring 2023"), months=(12, 3))
    assert chart.title == "Links of North Korea and Russia rise most: 1.0 a month in 2022, 4.0 in spring 2023"


def test_words():
    assert words.dated(pandas.Timestamp("2025-09-03"), "day") == "3 Sep 2025"
    assert words.dated(pandas.Timestamp("2025-09-01"), "month") == "Sep 2025"
    assert words.dated(pandas.NaT, "unresolved") == "undated"
    assert words.counted(1, "event") == "1 event"
    assert words.counted(1204, "country") == "1,204 countries"
    assert (words.share(1, 300), words.share(0, 0), words.share(1, 4)) == ("under 1 %", "0 %", "25 %")
    assert words.day(dt.date(2025, 9, 3)) == "3 Sep 2025"


@pytest.mark.parametrize("text", ["short", "a " * 90, "x" * 400, "制裁" * 80, ""])
def test_lines_never_run_out_of_the_figure(text):
    lines = typeface.lines(text, 200, 12, most=4)
    assert len(lines) <= 4
    assert all(typeface.width(line, 12) <= 200 for line in lines)
