"""Colours that everybody can tell apart and read, computed and not believed."""

import itertools
import math

import pytest

from dashboard import rows
from dashboard.errors import BadData
from dashboard.figures import palette
from dashboard.ledger import categories
from dashboard.models import Status

THEMES = ("light", "dark")

MACHADO = {
    "full sight": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB."""


def linear(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def luminance(colour):
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lab(colour, sight):
    seen = [max(0, min(1, sum(m * c for m, c in zip(row, linear(colour), strict=True)))) for row in MACHADO[sight]]
    xyz = [
        sum(m * c for m, c in zip(row, seen, strict=True)) / white
        for row, white in zip(
            ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)),
            (0.9505, 1.0, 1.089),
            strict=True,
        )
    ]
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def distance(a, b, sight):
    return math.dist(lab(a, sight), lab(b, sight))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", palette.colours())
def test_contrast_is_what_the_row_asks_for(name, theme):
    row = palette.colours()[name]
    assert contrast(row.of(theme), palette.colour(row.on, theme)) >= row.contrast


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", MACHADO)
def test_polarities_stay_apart_for_every_sight(theme, sight):
    hues = [palette.colour(name, theme) for name in ("cooperation", "conflict", "neutral")]
    assert min(distance(a, b, sight) for a, b in itertools.combinations(hues, 2)) >= 20


@pytest.mark.parametrize("theme", THEMES)
def test_the_steps_of_the_fill_go_one_way_and_can_be_told_apart(theme):
    steps = [lab(palette.colour(name, theme), "full sight")[0] for name in ("count0", *palette.FILLS)]
    gaps = [b - a for a, b in itertools.pairwise(steps)]
    assert all(gap > 3 for gap in gaps) or all(gap < -3 for gap in gaps)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["cooperation", "conflict", "neutral"])
def test_arcs_are_seen_on_the_darkest_fill(name, theme):
    fills = [palette.colour(fill, theme) for fill in palette.FILLS]
    assert min(contrast(palette.colour(name, theme), fill) for fill in fills) >= 1.7


def test_a_status_is_told_without_colour():
    looks = list(palette.groups().values())
    assert len({look.fill for look in looks if look.group != palette.COMENTION}) == len(looks) - 1
    assert len({look.dash for look in looks if look.group != palette.COMENTION}) == len(looks) - 1
    assert set(palette.looks()) == {*Status, palette.COMENTION}


def test_every_category_has_a_dimension():
    assert set(palette.dimensions()) == set(categories.load().names)
    assert {d for d, _ in palette.dimensions().values()} == {"security", "political", "economic", "technology"}


BAD = [
    ("palette.csv", "name,light,dark,on,contrast,use\npaper,white,#000000,paper,1,x\n", "light is 'white'"),
    ("palette.csv", "name,light,dark,on,contrast,use\nink,#000000,#ffffff,page,7,x\n", "no row is named page"),
    ("status_looks.csv", "status,class,dash,fill,name,class_name\nsure,a,solid,solid,A,a\n", "status is 'sure'"),
    ("status_looks.csv", "status,class,dash,fill,name,class_name\nclaimed,a,solid,solid,A,a\n", "no row for confirmed"),
    ("dimensions.csv", "category,dimension,mark\nsummit,political,circle\n", "no row for visit"),
]


@pytest.mark.parametrize(("name", "text", "words"), BAD, ids=[f"{n}-{w}" for n, _, w in BAD])
def test_a_wrong_row_is_named(name, text, words, tmp_path, monkeypatch):
    (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setattr(palette, "FOLDER", tmp_path)
    load = {"palette.csv": palette.colours, "status_looks.csv": palette.looks, "dimensions.csv": palette.dimensions}
    with pytest.raises(BadData, match=words):
        load[name].__wrapped__()
    assert rows.DATA.joinpath("vocabulary", name).is_file()
