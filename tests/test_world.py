"""Shapes, positions and great circles: every code is somewhere, nothing is drawn inside out."""

import gzip
import itertools
import json
import math
import sys

import pytest
import shapely

from dashboard import rows, vocabulary, world
from dashboard.errors import BadData
from dashboard.models import ORGANISATIONS

from .conftest import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
import topology

TOPOLOGY = json.loads(world.TOPOJSON.read_text("utf-8"))
ARCS = topology.decode(TOPOLOGY)
SHAPES = TOPOLOGY["objects"]["countries"]["geometries"]


def test_every_code_of_the_vocabulary_has_a_place_or_is_said_to_have_none():
    codes = set(vocabulary.load().codes) | set(ORGANISATIONS)
    assert codes - set(world.positions()) == world.seatless() == {"MSMT", "G7", "BRICS"}


def test_every_country_can_be_clicked():
    countries = set(vocabulary.load().codes) - set(ORGANISATIONS)
    assert countries <= world.shaped() | world.small()
    assert {"SGP", "BHR", "VAT", "XKX", "LUX"} <= world.small()
    assert not {"RUS", "IRN", "CHN", "PRK", "USA"} & world.small()


def test_shapes_are_valid_flat_and_wound_counter_clockwise():
    table = world.countries()
    assert table.crs.to_epsg() == 4326
    assert table.code.is_unique
    assert table.is_valid.all()
    assert set(table.code[~table.iso]) == world.UNCODED
    for shape in table.geometry:
        for part in shapely.get_parts(shape):
            assert part.exterior.is_ccw
            west, _, east, _ = part.bounds
            assert east - west < 180 or part.bounds[1] == -90, "only Antarctica goes around"


def test_labels_lie_inside_their_country():
    for row in world.countries().itertuples():
        assert row.geometry.buffer(0.1).contains(shapely.Point(row.lon, row.lat)), row.code


DRAWN = [
    ("Crimea", 34.1, 45.0, "UKR"),
    ("Donetsk", 37.8, 48.0, "UKR"),
    ("Golan", 35.8, 33.1, "ISR"),
    ("Western Sahara", -13.0, 24.0, "ESH"),
    ("Gaza", 34.3, 31.35, "PSE"),
    ("East Jerusalem", 35.24, 31.78, "PSE"),
    ("Pristina", 21.1, 42.6, "XKX"),
    ("Taipei", 121.5, 24.9, "TWN"),
    ("Hargeisa", 44.0, 9.5, "SOL"),
    ("Kyrenia", 33.3, 35.3, "CYN"),
    ("Aksai Chin", 79.5, 35.0, "CHN"),
    ("Gilgit", 74.3, 35.9, "PAK"),
    ("Arunachal Pradesh", 94.0, 28.0, "IND"),
    ("Kunashir", 145.9, 44.1, "RUS"),
    ("South Ossetia", 43.97, 42.23, "GEO"),
    ("Essequibo", -60.0, 6.0, "GUY"),
    ("Pyongyang", 125.76, 39.04, "PRK"),
]


@pytest.mark.parametrize(("place", "lon", "lat", "code"), DRAWN, ids=[row[0] for row in DRAWN])
def test_disputed_territories_are_drawn_as_the_readme_says(place, lon, lat, code):
    table = world.countries()
    assert table.code[table.contains(shapely.Point(lon, lat))].tolist() == [code]


def test_the_map_file_has_the_layers_and_ids_that_the_browser_asks_for():
    assert set(TOPOLOGY["objects"]) == {"coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"}
    ids = [shape["id"] for shape in SHAPES]
    assert len(ids) == len(set(ids))
    assert set(ids) == world.shaped() | world.UNCODED == set(world.countries().code)
    assert all(len(shape["properties"]["ct"]) == 2 for shape in SHAPES)


def test_the_map_file_stays_small():
    size = world.TOPOJSON.stat().st_size
    assert size < 230_000
    assert len(gzip.compress(world.TOPOJSON.read_bytes())) < 75_000


def steradians(ring):
    """The area to the right of a ring as d3-geo counts it; the whole globe is 4 pi."""
    total = 0.0
    for (lon1, lat1), (lon2, lat2) in itertools.pairwise(ring):
        turn = math.radians((lon2 - lon1 + 180) % 360 - 180)
        a, b = math.radians(lat1) / 2 + math.pi / 4, math.radians(lat2) / 2 + math.pi / 4
        k = math.sin(a) * math.sin(b)
        total += math.atan2(k * math.sin(turn), math.cos(a) * math.cos(b) + k * math.cos(turn))
    total = 2 * total
    return total + 4 * math.pi if total < 0 else total


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape["id"])
def test_rings_are_wound_for_d3(shape):
    for polygon in shape["arcs"]:
        ring = topology.ring_points(polygon[0], ARCS)
        assert ring[0] == ring[-1]
        assert steradians(ring) < math.pi, "wound the wrong way it would paint the whole globe"


def test_simplifying_keeps_the_common_border_and_four_corners():
    jagged = [(x / 10, (x % 2) * round(x / 500, 2)) for x in range(101)]
    square = {
        "transform": {"scale": [0.01, 0.01], "translate": [0, 0]},
        "arcs": topology_steps([jagged, [(10, 0), (10, 10), (0, 10), (0, 0)], [(10, 0), (8, -5), (2, -5), (0, 0)]]),
        "objects": {
            "countries": {
                "type": "GeometryCollection",
                "geometries": [{"type": "Polygon", "arcs": [[0, 1]]}, {"type": "Polygon", "arcs": [[~0, ~2]]}],
            }
        },
    }
    arcs = topology.simplify(square, 0.08)
    assert len(arcs[0]) == 10, "eight of 103 inner points stay"
    assert (arcs[0][0], arcs[0][-1]) == ((0, 0), (10, 0))
    assert all(len(set(topology.ring_points(ring, arcs))) >= 4 for ring in ([0, 1], [~0, ~2]))


def topology_steps(arcs):
    coded = []
    for arc in arcs:
        points = [(round(x * 100), round(y * 100)) for x, y in arc]
        coded.append([points[0], *((c - a, d - b) for (a, b), (c, d) in itertools.pairwise(points))])
    return coded


def test_great_circles():
    moscow, pyongyang = (37.6, 55.8), (125.8, 39.0)
    path = world.arc(moscow, pyongyang, 9)
    assert len(path) == 9
    assert path[0] == pytest.approx(moscow)
    assert path[-1] == pytest.approx(pyongyang)
    assert path[4][1] > 56, "the shortest way runs north of both"
    left, right = world.arc(moscow, pyongyang, 9, 0.1)[4], world.arc(moscow, pyongyang, 9, -0.1)[4]
    assert left[1] > path[4][1] > right[1]
    back = world.arc(pyongyang, moscow, 9, -0.1)[4]
    assert back == pytest.approx(left), "a bend lies on the side it is said to lie"


@pytest.mark.parametrize(
    ("a", "b"), [((170, 0), (-170, 0)), ((0, 0), (180, 0)), ((10, 10), (10, 10)), ((0, 89), (180, 89))]
)
def test_great_circles_at_the_edges_of_the_map(a, b):
    path = world.arc(a, b, 5, 0.1)
    assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in path)
    assert math.cos(math.radians(path[-1][0] - b[0])) == pytest.approx(1)


@pytest.mark.parametrize(
    ("a", "b", "degrees"),
    [
        ((0, 0), (0, 10), 10),
        ((170, 0), (-170, 0), 20),
        ((0, 0), (0, -90), 90),
        ((0, 80), (180, 80), 20),
        ((5, 5), (5, 5), 0),
    ],
)
def test_distance(a, b, degrees):
    assert world.distance(a, b) == pytest.approx(degrees)


@pytest.mark.parametrize(("lon", "lat"), [("", ""), ("12", "north"), ("12", "95"), ("200", "0")])
def test_a_wrong_position_names_its_row(lon, lat):
    row = rows.Row(world.FOLDER / "points.csv", 7, {"code": "VAT", "lon": lon, "lat": lat})
    with pytest.raises(BadData, match=r"points\.csv:7: VAT"):
        world._position(row)
