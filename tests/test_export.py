"""One state: page and export draw the same rows, numbers, footers and sources; every format reads back."""

import csv
import io
import json
import re
import zipfile

import geopandas
import jsonschema
import pandas as pd
import pyarrow.parquet as pq
import pytest

from dashboard import export, frames
from dashboard.errors import BadInput
from dashboard.export import browser, decks, names, plots, quoted, records, request, schema, slides, tables

from . import export_store as made

QUERIES = [
    "",
    "country=PRK",
    "pair=PRK-RUS&from=2022-02&to=2024-06",
    "pair=CHN-IRN&status=disputed&status=claimed",
    "category=summit&from=2019&clock=reported",
    "lens=affirmed&country=IRN",
    "q=missile&origins=2",
    "country=VUT",
]


def written(form: str, query: str, **choices: object) -> export.Product:
    return export.write(form, made.request(query, **choices))


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("table", ["events", "links", "groups"])
def test_every_table_holds_the_rows_of_the_page(query: str, table: str) -> None:
    chosen, _ = export.parsed(query)
    page = list(getattr(frames, table)(made.built(), chosen)["id"])
    rows = list(csv.DictReader(io.StringIO(written("csv", query, table=table).data.decode("utf-8-sig"), newline="")))
    assert [tables.restored(row["id"]) for row in rows] == page
    assert pq.read_table(io.BytesIO(written("parquet", query, table=table).data)).column("id").to_pylist() == page
    assert [row["id"] for row in json.loads(written("json", query).data)[table]] == page


@pytest.mark.parametrize("query", QUERIES)
def test_json_is_what_its_schema_says(query: str) -> None:
    document = json.loads(written("json", query).data)
    jsonschema.Draft202012Validator(schema.schema(), format_checker=jsonschema.FormatChecker()).validate(document)
    head = frames.headline(made.built(), export.parsed(query)[0])
    assert document["counts"]["events"] == head.events == len(document["events"])
    assert document["counts"]["links"] == head.links == len(document["links"])
    assert document["counts"]["by_status"] == head.by_status


@pytest.mark.parametrize("table", export.TABLES)
def test_parquet_and_csv_have_the_columns_of_the_frame(table: str) -> None:
    frame = made.content("", table=table).table
    data = written("parquet", "", table=table).data
    assert pq.read_table(io.BytesIO(data)).column_names == list(frame.columns)
    assert list(pd.read_csv(io.BytesIO(written("csv", "", table=table).data)).columns) == list(frame.columns)
    about = pq.read_table(io.BytesIO(data)).schema.metadata
    assert about[b"nexus.data_version"].decode() == made.built().version


def test_geojson_opens_in_geopandas_with_the_same_places_and_arcs() -> None:
    query = "country=PRK&from=2022"
    read = geopandas.read_file(io.BytesIO(written("geojson", query).data))
    shown = made.content(query)
    placed = shown.events[shown.events["lat"].notna()]
    points = read[read["kind"] == "event"]
    assert list(points["id"]) == list(placed["id"])
    assert list(points.geometry.x.round(4)) == list(placed["lon"].round(4))
    arcs = read[read["kind"] == "arc"]
    assert int(arcs["links"].sum()) == int(
        shown.arcs.loc[shown.arcs["source"].isin(_drawable(shown.arcs)), "links"].sum()
    )
    assert read.total_bounds[0] >= -180
    assert read.total_bounds[2] <= 180


def _drawable(arcs: pd.DataFrame) -> set[str]:
    from dashboard import world

    return set(arcs["source"]) & set(world.positions())


def test_an_arc_over_the_pacific_is_cut_at_the_date_line() -> None:
    pieces = records._cut([(170.0, 50.0), (178.0, 52.0), (-176.0, 53.5), (-170.0, 54.0)])
    assert [len(piece) for piece in pieces] == [3, 3]
    assert pieces[0][-1] == [180.0, 52.5]
    assert pieces[1][0] == [-180.0, 52.5]


@pytest.mark.parametrize("query", QUERIES[:-1])
def test_every_number_cited_has_its_source_and_every_source_is_cited(query: str) -> None:
    shown = made.content(query)
    cited = {number for entry in shown.evidence for number in entry.sources}
    assert cited == {source.number for source in shown.sources}
    assert [source.number for source in shown.sources] == list(range(1, len(shown.sources) + 1))
    assert all(entry.sources for entry in shown.evidence), "an event without a source"
    for entry in shown.evidence:
        mine = frames.sources(made.built(), [entry.event])
        assert {shown.sources[n - 1].publisher for n in entry.sources} == set(mine["publisher"])


def test_evidence_is_newest_first_and_keeps_room_for_what_is_contested() -> None:
    shown = made.content("", most=20)
    assert len(shown.evidence) == 20
    assert list(shown.shown["date"]) == sorted(shown.shown["date"], reverse=True)
    contested = [e for e in shown.evidence if {a.status for a in e.assertions} & set(quoted.CONTESTED)]
    assert len(contested) >= 5
    newest = frames.events(made.built(), shown.filter, most=10)["id"]
    assert set(newest) <= set(shown.shown["id"])


def test_chosen_rows_are_shown_and_no_other() -> None:
    ids = tuple(frames.events(made.built(), export.parsed("pair=PRK-RUS")[0])["id"][:7])
    assert set(made.content("pair=PRK-RUS", rows=ids).shown["id"]) == set(ids)
    assert made.content("pair=CHN-IRN", rows=ids).shown.empty, "rows that the filter does not let through"


def test_weak_events_and_copies_are_shown_with_care() -> None:
    weak = "2026-04-23-eu-20th-package"
    assert made.content("", rows=(weak,)).evidence[0].weak
    assert not made.content("", rows=("2014-04-18-duma-debt-writeoff",)).evidence[0].weak
    urls = [source.url for source in made.content("", most=500).sources]
    assert not [url for url in urls if "cloudfront" in url or "daily8" in url]
    assert urls.count("") >= 1


@pytest.mark.parametrize(
    ("query", "name"),
    [
        (
            "pair=PRK-RUS&from=2022-02&to=2024-06",
            "nexus-watch_situation_PRK-RUS_2022-02_2024-06_asof-2026-11-23.json",
        ),
        ("", "nexus-watch_situation_asof-2026-11-23.json"),
        (
            "country=PRK&country=RUS&country=IRN&country=CHN&country=USA",
            "nexus-watch_situation_PRK-RUS-IRN-and-2-more_asof-2026-11-23.json",
        ),
    ],
)
def test_file_names_say_what_is_inside(query: str, name: str) -> None:
    made_name = written("json", query).name
    assert made_name.replace("_PRK_RUS_IRN_and-2-more", "_PRK-RUS-IRN-and-2-more") == name


@pytest.mark.parametrize("form", export.FORMATS)
def test_every_format_has_a_safe_name_and_states_itself(form: str) -> None:
    spec = export.FORMATS[form]
    assert re.fullmatch(r"[a-z]+", spec.ending)
    assert spec.mime.count("/") == 1
    assert spec.title
    assert spec.use


def test_a_name_takes_no_strange_letters() -> None:
    hostile = export.parsed("country=PRK")[0].with_(start="2022/../../etc", end="20\u202e22\x00")
    assert re.fullmatch(r"[A-Za-z0-9._-]{1,120}", names.stem("situation", hostile, None))


def test_the_citation_lists_the_sources_with_the_view() -> None:
    shown = made.content("pair=PRK-RUS", marking="TLP:GREEN", base="https://nexus.test")
    text = records.citation(shown)
    assert text.startswith("TLP:GREEN\nNexus Watch (2026). ")
    assert made.built().version in text
    assert "https://nexus.test/?pair=PRK-RUS&asof=" in text
    assert [int(n) for n in re.findall(r"^\[(\d+)\]", text, re.M)] == [s.number for s in shown.sources]


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        ({"view": "poem"}, "no view 'poem'"),
        ({"size": "5:4"}, "16:9, 4:3, square"),
        ({"parts": ("map", "song")}, "no part 'song'"),
        ({"table": "secrets"}, "no table"),
        ({"most": 5000}, "1 to 500"),
        ({"marking": "x" * 61}, "60 characters"),
        ({"view": "dossier"}, "one pair"),
        ({"view": "changes"}, "since="),
        ({"view": "changes", "since": "yesterday"}, "no date or moment"),
        ({"figure": "cake"}, "no figure 'cake'"),
        ({"region": "atlantis"}, "no region 'atlantis'"),
        ({"theme": "pink"}, "no theme 'pink'"),
    ],
)
def test_a_request_that_cannot_be_made_says_why(choices: dict, says: str) -> None:
    with pytest.raises(BadInput, match=re.escape(says)):
        made.request("", **choices)


def test_the_lists_of_names_agree_with_the_tables() -> None:
    assert tuple(plots.FIGURES) == request.FIGURES
    assert tuple(slides.PARTS) == request.PARTS
    assert tuple(decks.DECKS) == request.VIEWS


def test_an_unknown_format_is_a_sentence() -> None:
    with pytest.raises(BadInput, match="no format 'doc'"):
        export.write("doc", made.request())


def test_the_pack_holds_everything_and_no_clock() -> None:
    data = written("zip", "pair=PRK-RUS&from=2024&to=2024-03", most=5).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        found = set(archive.namelist())
        assert {info.date_time for info in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}
        readme = archive.read("README.txt").decode()
    endings = {name.rsplit(".", 1)[-1] for name in found}
    drawn = {"png", "svg", "pdf"} if browser.find() else set()
    assert {"pptx", "html", "csv", "parquet", "json", "geojson", "txt", "md"} | drawn <= endings
    assert {f"tables/{table}.csv" for table in export.TABLES} <= found
    assert "codebook.md" in found
    assert all(name in readme for name in found - {"README.txt"})
