"""Every row of the relation files finds its own example; broken rows stop the load with a sentence that helps."""

import shutil

import pytest

from dashboard import links, mentions, rows
from dashboard.errors import BadData
from dashboard.links import groups, lexicon, sites
from dashboard.models import Article

from . import examples

ROWS = lexicon.load().entries()


def found(text: str) -> list[tuple[str, str]]:
    """The links of a text as ("IRN>JPN COERCE", rule); mutual ones both ways round."""
    article = Article(text, (0, len(text)))
    told = links.find(article, mentions.find(text, article.body), ())
    made = []
    for link in told.links:
        sign = ">" if link.directed else "~"
        made.append((f"{link.source}{sign}{link.target} {link.relation}", link.rule))
        if not link.directed:
            made.append((f"{link.target}{sign}{link.source} {link.relation}", link.rule))
    return made


@examples.each(ROWS, lambda entry: f"{entry.rule} {entry.word}")
def test_a_row_finds_its_own_example(entry):
    assert (entry.expected, entry.rule) in found(entry.example)


@examples.each(list(groups.table().values()), lambda row: f"{row.rule} {row.word}")
def test_a_row_makes_a_group_of_its_own_example(row):
    article = Article(row.example, (0, len(row.example)))
    told = links.find(article, mentions.find(row.example, article.body), ())
    assert [sorted(group.members) for group in told.groups] == [["IRN", "JPN", "KEN"]]
    assert not told.links


@examples.each(rows.read(sites.FILE, ("country", "places", "example")))
def test_a_place_is_reached_but_never_acts(row):
    assert (f"KEN>{row['country']} ASSAULT") in {link for link, _ in found(row["example"])}
    assert found(f"{row['places'].partition('|')[0]} met Kenya on Monday.") == []


def test_the_lexicon_is_broad():
    assert len(ROWS) > 900
    assert len({entry.relation for entry in ROWS}) == 17


@pytest.mark.parametrize(
    ("file", "row", "says"),
    [
        ("relations_verbs.csv", "hug,,sideways,SUPPORT,,,x,IRN>JPN SUPPORT", "pattern 'sideways'"),
        ("relations_verbs.csv", "hug,@nothing,>o,SUPPORT,,,x,IRN>JPN SUPPORT", "@nothing is no class"),
        ("relations_verbs.csv", "hug,,>o,HUG,,,x,IRN>JPN HUG", "relation is 'HUG'"),
        ("relations_nouns.csv", "treaty,~with,AGREE,,,x,IRN~JPN AGREE", "repeats"),
    ],
)
def test_a_broken_row_stops_the_load(file, row, says, tmp_path, monkeypatch):
    folder = tmp_path / "vocabulary"
    shutil.copytree(lexicon.FOLDER, folder)
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    with pytest.raises(BadData, match=says):
        lexicon.read(folder)
