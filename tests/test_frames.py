"""Frames of a real store: documented columns, same types when empty, counts that agree with the ledger."""

import datetime as dt
from collections import Counter, OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pandas as pd
import pytest

from dashboard import frames, ledger, pipeline, sources, vocabulary
from dashboard.filters import Filter
from dashboard.frames import counting, scan
from dashboard.frames.columns import Type
from dashboard.models import FOUR, Status
from dashboard.store import Store, texts

from .conftest import ROOT

FILTERED = (
    "events", "links", "groups", "mentions", "articles", "comentions", "arcs", "countries", "density", "pair_status",
)  # fmt: skip
CLASSES = {status.value: "open" if status == "disputed" else "settled" for status in Status} | {"comention": "faint"}
DRAWING = frames.Drawing(tuple(CLASSES.items()), tuple(sorted(vocabulary.load().codes)), ("PRK-RUS",), 10_000)
DTYPES = {
    Type.TEXT: "str", Type.COUNT: "int64", Type.PLACE: "Int64", Type.REAL: "float64", Type.FLAG: "bool",
    Type.DAY: "datetime64[us]", Type.MOMENT: "datetime64[us, UTC]", Type.MANY: "object", Type.RECORDS: "object",
}  # fmt: skip

TEXTS = (
    ("Reuters", "2024-05-01", "Russia supplied oil to North Korea in March 2024, the United States said on Tuesday. "
        "Moscow denied it."),
    ("The Times", "2024-05-02", "Iran and China signed an agreement in Beijing on 30 April 2024. "
        "Iran, China and Russia share interests."),
    ("Yonhap", None, "Russia has close ties with Belarus. Japan and the Philippines were mentioned."),
)  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = Store(tmp_path_factory.mktemp("frames") / "store")
    made.build()
    articles = [
        sources.from_text(text, outlet=outlet, title=f"{outlet} reports", published=day and dt.date.fromisoformat(day))
        for outlet, day, text in TEXTS
    ]
    made.ingest([pipeline.extract(article) for article in articles])
    return made


def chosen(**query):
    found, notices = Filter.from_query(query)
    assert not notices
    return found


NOTHING = chosen(country="VUT", q="no such words")
HAND = chosen(coded="hand")


def frame(store, name, filter):
    if name == "sources":
        return frames.sources(store, tuple(frames.events(store, filter).id))
    if name == "treaties":
        return frames.treaties(store)
    if name == "strands":
        return frames.strands(store, filter, DRAWING)
    if name == "changes":
        return frames.changes(store, filter, "2026-11-23")
    return getattr(frames, name)(store, filter)


@pytest.mark.parametrize("name", frames.FRAMES)
@pytest.mark.parametrize("filter", [Filter(), NOTHING], ids=["all", "nothing"])
def test_every_frame_has_its_columns_and_types(store, name, filter):
    found = frame(store, name, filter)
    assert {column: str(kind) for column, kind in found.dtypes.items()} == {
        column: DTYPES[described.type] for column, described in frames.FRAMES[name].items()
    }
    assert (len(found) == 0) == (filter == NOTHING and name != "treaties")


def test_the_data_dictionary_describes_every_column():
    text = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    for name, columns in frames.FRAMES.items():
        part = text.split(f"## {name}\n", 1)[1].split("\n## ", 1)[0]
        rows = [line.split(" | ") for line in part.split("\n") if line.startswith("| `")]
        told = [(row[0].strip("|` "), row[1], row[2].removesuffix(" |")) for row in rows]
        assert told == [(column, c.type.value, c.meaning) for column, c in columns.items()]


def test_events_are_the_ledger(store):
    found = frames.events(store, HAND).set_index("id")
    for event in ledger.load().events:
        row = found.loc[event.id]
        assert (row.title, row.summary, row.category, row.precision) == (
            event.title, event.summary, event.category, event.precision,
        )  # fmt: skip
        assert row.date.date() == event.start
        assert row.pairs == tuple(sorted({"-".join(sorted((link.source, link.target))) for link in event.links}))
        assert row.group == event.group
        assert row.origins == len({source.origin for source in event.sources})


def test_groups_add_nothing_to_any_pair(store):
    counts = Counter()
    for event in ledger.load().events:
        counts.update("-".join(sorted((link.source, link.target))) for link in event.links)
    found = frames.pair_status(store, HAND).groupby("pair").links.sum().to_dict()
    assert found == dict(counts)
    assert len(frames.groups(store, chosen(pair="CHN-RUS"))) == 0
    assert len(frames.groups(store, chosen(country="IRN", coded="hand"))) == 7


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"country": "PRK"},
        {"pair": ["PRK-RUS", "CHN-IRN"]},
        {"from": "2022-02", "to": "2024-06"},
        {"from": "2022-02", "to": "2024-06", "clock": "reported"},
        {"status": ["disputed", "denied"]},
        {"polarity": "conflict", "category": "sanctions"},
        {"origins": "3"},
        {"q": "missile train"},
        {"lens": "affirmed"},
        {"lens": "USA"},
        {"lens": "PRK-RUS", "country": "PRK"},
        {"coded": "machine"},
        {"layer": "ties"},
    ],
    ids=str,
)
def test_all_frames_of_one_filter_tell_of_the_same_rows(store, query):
    filter = chosen(**query)
    links, groups, events = (frame(store, name, filter) for name in ("links", "groups", "events"))
    head = frames.headline(store, filter)
    arcs, status, density = (frame(store, name, filter) for name in ("arcs", "pair_status", "density"))
    assert set(events.id) == {*links.event, *groups.event}
    assert head.events == len(events)
    assert head.links == len(links) == arcs.links.sum() == status.links.sum() == density.links.sum()
    assert head.by_status == links.status.value_counts().to_dict()
    assert head.disputed == (links.status == "disputed").sum()
    for row in arcs.itertuples():
        behind = filter.with_(pairs=(row.pair,), polarities=(row.polarity,), statuses=(row.status,))
        found = frames.links(store, behind)
        assert set(found.id) <= set(links.id)
        assert row.events <= row.links <= len(found)


def origins_of(store, links):
    """Origins of links, counted without the store's shortcuts."""
    read = frames.articles(store, Filter()).set_index("id").origin
    pages = frames.sources(store, sorted(set(links.event))).query("article == ''").groupby("event").origin.agg(set)
    return set().union(*(({read[row.article]} if row.article else pages[row.event]) for row in links.itertuples()))


QUERIES = ({}, {"country": "PRK"}, {"from": "2022", "to": "2024-06"}, {"origins": "2"})


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_counts_are_what_the_rows_say(store, query):
    filter = chosen(**query)
    links = frames.links(store, filter)
    ends = links.assign(
        first=links[["source", "target"]].min(axis=1).where(~links.directed, links.source),
        last=links[["source", "target"]].max(axis=1).where(~links.directed, links.target),
        month=links.date.dt.to_period("M").dt.to_timestamp().where(links.precision.isin(["day", "month"])),
    )
    status = frames.pair_status(store, filter).set_index(["pair", "status", "polarity"])
    for key, part in links.groupby(["pair", "status", "polarity"]):
        row = status.loc[key]
        assert (row.events, row.links, row.origins) == (part.event.nunique(), len(part), len(origins_of(store, part)))
    arcs = frames.arcs(store, filter).set_index(["source", "target", "directed", "polarity", "status"])
    assert len(arcs) == ends.groupby(["first", "last", "directed", "polarity", "status"]).ngroups
    for key, part in ends.groupby(["first", "last", "directed", "polarity", "status"]):
        row = arcs.loc[key]
        assert (row.events, row.links, row.origins) == (part.event.nunique(), len(part), len(origins_of(store, part)))
    months = frames.density(store, filter).set_index(["month", "pair", "polarity", "status"]).events
    told = ends.groupby(["month", "pair", "polarity", "status"], dropna=False).event.nunique()
    assert months.sort_index().to_dict() == pytest.approx(told.sort_index().to_dict())
    groups = frames.groups(store, filter)
    assert frames.headline(store, filter).origins >= len(origins_of(store, links))
    assert frames.headline(store, filter).events == len({*links.event, *groups.event})


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_strands_count_both_sides_and_a_class_of_status_together(store, query):
    filter = chosen(**query)
    links = frames.links(store, filter)
    split = links.directed & links.pair.isin(DRAWING.split)
    links = links.assign(kind=links.status.map(CLASSES), way=links.source.where(split, ""))
    found = frames.strands(store, filter, DRAWING)
    assert found.links.sum() == len(links)
    assert found.links.is_monotonic_decreasing
    rows = {}
    for row in found.itertuples():
        rows.setdefault((row.pair, row.polarity, row.status_class), []).append(row)
    for (*key, _), part in links.groupby(["pair", "polarity", "kind", "way"]):
        ways = Counter((row.source, row.target) if row.directed else ("", "") for row in part.itertuples())
        way, most = ways.most_common(1)[0]
        expected = (
            *(way if 4 * most >= 3 * len(part) else ("", "")), len(part), part.event.nunique(),
            len(origins_of(store, part)), (part.status == "disputed").sum(),
        )  # fmt: skip
        assert expected in [
            (row.source, row.target, row.links, row.events, row.origins, row.disputed) for row in rows[tuple(key)]
        ]


def test_events_and_origins_are_counted_for_the_strands_that_are_drawn(store):
    few = frames.strands(store, Filter(), replace(DRAWING, most=3))
    assert few.origins.notna().tolist() == [True] * 3 + [False] * (len(few) - 3)
    placed = tuple(code for code in DRAWING.placed if code != "RUS")
    assert (
        not frames.strands(store, Filter(), replace(DRAWING, placed=placed))
        .query("pair.str.contains('RUS') and origins.notna()")
        .shape[0]
    )


@pytest.mark.parametrize("query", [*QUERIES, {"clock": "reported"}], ids=str)
def test_lanes_are_the_density_with_other_pairs_together(store, query):
    filter = chosen(**query)
    every, few = frames.density(store, filter), frames.lanes(store, filter, ("CHN-IRN",))
    lead = every.groupby("pair").links.sum().sort_index().idxmax()
    lane = every.pair.where(every.pair.isin(["CHN-IRN", lead]), "other")
    keys = ["month", "polarity", "status"]
    expected = every.groupby([every.month, lane, every.polarity, every.status], dropna=False).links.sum()
    assert few.set_index([keys[0], "pair", *keys[1:]]).links.sort_index().to_dict() == pytest.approx(
        expected.sort_index().to_dict()
    )


COUNTED = ("arcs", "countries", "density", "pair_status", "strands")


@pytest.mark.parametrize("query", [*QUERIES, {"clock": "reported"}, {"layer": ["ties", "comention"]}], ids=str)
@pytest.mark.parametrize("cells", [0, 1 << 30], ids=["sorted", "laid out"])
def test_counts_are_the_same_whether_numbers_are_sorted_or_laid_out(store, query, cells, monkeypatch):
    filter = chosen(**query)
    known = [frame(store, name, filter) for name in COUNTED]
    head, few = frames.headline(store, filter), frames.lanes(store, filter, ("CHN-IRN",))
    monkeypatch.setattr(counting, "CELLS", cells)
    monkeypatch.setattr(counting, "DENSE", cells)
    monkeypatch.setattr(scan, "_kept", OrderedDict())
    assert all(frame(store, name, filter).equals(was) for name, was in zip(COUNTED, known, strict=True))
    assert (frames.headline(store, filter), True) == (head, frames.lanes(store, filter, ("CHN-IRN",)).equals(few))


def test_one_scan_serves_all_counts_and_few_are_kept(store, monkeypatch):
    kept = OrderedDict()
    monkeypatch.setattr(scan, "_kept", kept)
    for filter in (Filter(), chosen(country="PRK"), Filter(asof="2026-11-23"), Filter()):
        for name in COUNTED:
            frame(store, name, filter)
    assert len(kept) == 3
    assert (
        kept[store.snapshot(), Filter()].links.sum()
        > kept[store.snapshot("2026-11-23"), Filter(asof="2026-11-23")].links.sum()
    )
    monkeypatch.setattr(scan, "MOST_ROWS", 600)
    frames.headline(store, chosen(country="IRN"))
    assert next(reversed(kept))[1] == chosen(country="IRN")
    assert sum(len(one.arc) for one in kept.values()) <= 600


def test_some_columns_and_no_rows_can_be_asked_for(store):
    only = ("id", "lat", "group")
    assert list(frames.events(store, Filter(), only=only)) == list(only)
    assert frames.events(store, Filter(), only=only)["id"].tolist() == frames.events(store, Filter())["id"].tolist()
    none = frames.links(store, Filter(), most=0)
    assert len(none) == 0
    assert none.dtypes.equals(frames.links(store, NOTHING).dtypes)
    hand = frames.events(store, HAND)
    assert hand.equals(frames.events(store, Filter()).query("coded_by == 'hand'").reset_index(drop=True)[list(hand)])


def test_windows_respect_what_is_known_of_a_date(store):
    months = frames.events(store, HAND).query("precision == 'month'")
    row = months.iloc[0]
    month = f"{row.date:%Y-%m}"
    assert row.id in set(frames.events(store, chosen(**{"from": f"{month}-20", "to": f"{month}-21"})).id)
    after = (row.date + pd.offsets.MonthBegin(1)).strftime("%Y-%m-%d")
    assert row.id not in set(frames.events(store, chosen(**{"from": after})).id)


def test_undated_rows_stay_out_of_a_window_unless_asked(store):
    machine = frames.links(store, chosen(coded="machine"))
    undated = machine[machine.date.isna()]
    assert len(undated)
    within = chosen(**{"coded": "machine", "from": "1990", "to": "2100"})
    assert not set(undated.id) & set(frames.links(store, within).id)
    assert set(undated.id) <= set(frames.links(store, within.with_(undated=True)).id)
    assert frames.headline(store, within).undated == undated.event.nunique()


def test_lenses(store):
    every = frames.links(store, HAND)
    affirmed = frames.links(store, chosen(coded="hand", lens="affirmed"))
    told = frames.links(store, chosen(coded="hand", lens="USA"))
    other = frames.links(store, chosen(coded="hand", lens="RUS"))
    assert not (affirmed.status == "disputed").any() or all(
        {row.source, row.target} & set(row.asserted_by) for row in affirmed[affirmed.status == "disputed"].itertuples()
    )
    assert set(every[every.status == "confirmed"].id) <= set(affirmed.id) & set(told.id)
    assert all("USA" in row.asserted_by or row.status == "confirmed" for row in told.itertuples())
    assert not any("RUS" in denied for denied in other.denied_by)


def test_countries_count_groups_as_events_and_never_as_links(store):
    found = frames.countries(store, chosen(coded="hand")).set_index("iso3")
    links = frames.links(store, HAND)
    for code in FOUR:
        assert found.links[code] == ((links.source == code) | (links.target == code)).sum()
    only_group = [e for e in ledger.load().events if e.group and not e.links]
    assert found.events["IRN"] >= len(only_group)


def test_the_reported_clock_reads_the_day_of_publication(store):
    filter = chosen(**{"clock": "reported", "from": "2024-05", "to": "2024-05"})
    found = frames.links(store, filter)
    assert len(found)
    assert found.published.dt.strftime("%Y-%m").eq("2024-05").all()


def test_articles_and_mentions(store):
    found = frames.articles(store, chosen(country="JPN"))
    assert list(found.outlet) == ["Yonhap"]
    mentions = frames.mentions(store, chosen(country="JPN"))
    assert set(mentions.iso3) == {"JPN"}
    assert mentions.published.isna().all()
    told = frames.articles(store, chosen(status=["denied", "disputed"], coded="machine"))
    assert list(told.outlet) == ["Reuters"]


def test_comentions_are_a_layer_of_their_own(store):
    plain, faint = frames.arcs(store, Filter()), frames.arcs(store, chosen(layer=["ties", "comention"]))
    more = faint[faint.status == "comention"]
    assert "comention" not in set(plain.status)
    assert len(more)
    assert more.links.sum() == len(frames.comentions(store, Filter()))


def test_evidence_is_cut_out_of_the_stored_text(store):
    for row in frames.links(store, chosen(coded="machine")).itertuples():
        text = texts.article(store, row.article).text
        assert text[row.evidence_start : row.evidence_end] == row.evidence


@pytest.mark.parametrize("only", [None, ("id", "date", "group")], ids=["all columns", "some"])
@pytest.mark.parametrize(
    "query", [{}, {"to": "2019"}, {"clock": "reported"}, {"country": "IRN"}, {"status": "denied"}], ids=str
)
def test_the_latest_events_are_the_last_of_all(store, query, only):
    filter = chosen(**query)
    clock = "date" if filter.clock == "happened" else "published"
    every = frames.events(store, filter).sort_values([clock, "id"], ascending=[False, True], na_position="last")
    for most in (1, 8, 40):
        assert set(frames.events(store, filter, most=most, only=only).id) == set(every.id.head(most))


def test_ids_and_most_narrow(store):
    events = frames.events(store, Filter(), most=5)
    assert len(events) == 5
    assert set(frames.links(store, Filter(), events=list(events.id)).event) == set(
        frames.events(store, chosen(layer="ties"), ids=list(events.id)).id
    )


def test_many_threads_ask_at_once(store):
    with ThreadPoolExecutor(16) as pool:
        asked = [pool.submit(frames.headline, store, chosen(country=code)) for code in FOUR * 8]
        found = [one.result() for one in asked]
    assert found == [frames.headline(store, chosen(country=code)) for code in FOUR] * 8


HOSTILE = ["' OR 1=1 --", '"; DROP TABLE links; --', "%_%", "$word0", "\\", "{links}", "\x00", "ж" * 200]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words(store, words):
    filter, _ = Filter.from_query({"q": words})
    if filter.q:
        assert frames.headline(store, filter).links == 0
    assert frames.headline(store, Filter()).events >= 425


def test_codes_in_frames_have_names(store):
    known = vocabulary.load()
    assert all(known.is_code(code) for code in frames.countries(store, Filter()).iso3)
