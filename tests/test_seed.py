"""The first article: what it names, claims and denies, compared field by field with what was agreed."""

import json
import subprocess
import sys
from collections import Counter

import pytest

from .conftest import ROOT


@pytest.fixture(scope="module")
def expected(shared):
    return json.loads((shared / "seed" / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def text(shared):
    return (shared / "seed" / "article.txt").read_text(encoding="utf-8")


def run(shared, *options):
    command = [sys.executable, "-m", "dashboard", "extract", str(shared / "seed" / "article.txt"), "--json", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def found(shared, expected):
    return run(shared, "--published", expected["published"])


@pytest.fixture(scope="module")
def found_undated(shared):
    return run(shared)


def test_mentions_are_the_agreed_ones_and_no_other(found, expected):
    fields = ("start", "end", "surface", "iso3", "kind")
    assert [{name: m[name] for name in fields} for m in found["mentions"]] == expected["mentions"]


def test_page_furniture_is_cut_off(found, expected):
    assert found["body"][1] <= expected["body_ends_at"]
    items = found["mentions"] + found["dates"]
    assert all(item["end"] <= expected["body_ends_at"] for item in items)


def test_dates_resolve_against_the_day_of_publication(found, expected):
    assert [d["value"] for d in found["dates"]] == [d["value"] for d in expected["dates"]]
    for date, agreed in zip(found["dates"], expected["dates"], strict=True):
        assert date["surface"] in agreed["text"] or agreed["text"] in date["surface"]


def test_without_a_day_of_publication_relative_dates_stay_words(found_undated):
    values = [date["value"] for date in found_undated["dates"]]
    assert values == [None, None, None, "2022-02"]


def holds(item, agreed, text):
    """Does the item's evidence hold the agreed words?"""
    start = text.index(agreed["evidence"])
    return item["evidence"][0] <= start and start + len(agreed["evidence"]) <= item["evidence"][1]


def same_link(link, agreed, text):
    date = link["date"]["value"] if link["date"] else None
    ends = (link["source"], link["target"])
    directed = "source" not in agreed or ends == (agreed["source"], agreed["target"])
    return (
        sorted(ends) == agreed["pair"]
        and directed
        and holds(link, agreed, text)
        and (link["polarity"], link["status"], date) == (agreed["polarity"], agreed["status"], agreed["date"])
        and sorted(link["asserted_by"]) == sorted(agreed["asserted_by"])
        and sorted(link["denied_by"]) == sorted(agreed["denied_by"])
    )


def test_every_agreed_link_is_found_with_status_claimants_deniers_and_date(found, expected, text):
    missing = [a["note"] for a in expected["links"] if not any(same_link(x, a, text) for x in found["links"])]
    assert not missing


def test_no_link_is_found_that_was_not_agreed(found, expected, text):
    def known(link):
        return any(same_link(link, agreed, text) for agreed in expected["links"])

    def denial_of_known(link):
        """The sentence of the denial may tell the disputed act again."""
        return link["status"] == "disputed" and sorted((link["source"], link["target"])) == ["PRK", "RUS"]

    assert [x for x in found["links"] if not known(x) and not denial_of_known(x)] == []


def test_statements_on_all_four_are_groups_and_give_no_pair(found, expected, text):
    assert len(found["groups"]) == len(expected["groups"])
    for agreed in expected["groups"]:
        [group] = [g for g in found["groups"] if holds(g, agreed, text)]
        assert sorted(group["members"]) == agreed["members"]
        fields = ("status", "asserted_by", "denied_by")
        assert [group[f] for f in fields] == [agreed[f] for f in fields]
        assert not [x for x in found["links"] if holds(x, agreed, text)]


def test_pairs_are_counted_once_per_telling(found):
    tellings = Counter((x["source"], x["target"], x["relation"], tuple(x["evidence"])) for x in found["links"])
    assert max(tellings.values()) == 1
