"""The ledger loads whole, and each rule of its codebook refuses a row that breaks it, by file, line and remedy."""

import json
import shutil
from collections import Counter

import pytest

from dashboard import ledger, vocabulary
from dashboard.errors import BadData
from dashboard.ledger import categories
from dashboard.models import FOUR, Relation, Status


def test_all_events_and_treaties_load():
    found = ledger.load()
    assert (len(found.events), len(found.treaties)) == (425, 33)
    assert [(e.start, e.id) for e in found.events] == sorted((e.start, e.id) for e in found.events)
    assert Counter(len(e.group) >= 3 for e in found.events)[True] == 7


def test_every_row_was_recorded_at_the_first_edition():
    found = ledger.load()
    assert {found.recorded_at(event.id).isoformat() for event in found.events} == {"2026-11-23T00:00:00+00:00"}


def test_groups_give_their_pairs_no_link():
    for event in ledger.load().events:
        assert not [link for link in event.links if {link.source, link.target} <= set(event.group)]


def test_every_code_has_a_name():
    found, known = ledger.load(), vocabulary.load()
    codes = {code for event in found.events for link in event.links for code in (link.source, link.target)}
    assert set(FOUR) <= codes
    assert all(known.is_code(code) and known.name(code) for code in codes)


def test_categories_name_every_relation_once():
    table = categories.load()
    assert set(table.of_relation) == set(Relation)
    assert set(table.of_relation.values()) <= set(table.names)
    assert {event.category for event in ledger.load().events} <= set(table.names)


BREAKS = {
    "unknown code": (lambda e: e["links"][0].update(source="XXX"), "no known code"),
    "self link": (lambda e: e["links"][0].update(target="RUS"), "linked to itself"),
    "no source": (lambda e: e.update(sources=[]), "no source"),
    "bad url": (lambda e: e["sources"][0].update(url="ftp://x"), "web address"),
    "confirmed and denied": (lambda e: e["links"][0].update(denied_by=["RUS"]), "confirmed link has no asserter"),
    "disputed without denier": (lambda e: e["links"][0].update(status="disputed"), "needs who denies"),
    "reported": (lambda e: e["links"][0].update(status="reported"), "must be one of"),
    "unknown category": (lambda e: e.update(category="party"), "must be one of"),
    "end before start": (lambda e: e.update(end="2014-03-01"), "after start"),
    "id and start differ": (lambda e: e.update(start="2014-03-29"), "must begin with"),
    "no date": (lambda e: e.update(start="soon"), "YYYY-MM-DD"),
    "nothing linked": (lambda e: e.update(links=[]), "needs a link or a group"),
    "group of two": (lambda e: e.update(group=["RUS", "PRK"], links=[]), "three members"),
    "pair in group": (lambda e: e.update(group=["RUS", "PRK", "CHN"]), "gives its pairs no link"),
    "latitude": (lambda e: e["place"].update(lat=91), "degrees"),
    "missing key": (lambda e: e.pop("place"), "needs the keys"),
    "empty title": (lambda e: e.update(title=" "), "title is empty"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_event_stops_the_load(tmp_path, name):
    change, words = BREAKS[name]
    folder = tmp_path / "ledger"
    shutil.copytree(ledger.FOLDER, folder)
    path = folder / "events.jsonl"
    lines = path.read_text(encoding="utf-8").split("\n")
    row = json.loads(lines[0])
    change(row)
    path.write_text("\n".join([json.dumps(row), *lines[1:]]), encoding="utf-8")
    with pytest.raises(BadData, match=r"events\.jsonl, line 1") as caught:
        ledger.load(folder)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("*,2026-11-23T00:00:00Z\nno-such-id,2026-11-24T00:00:00Z", "in no file of the ledger"),
        ("*,2026-11-23T00:00:00", "no time zone"),
        ("*,yesterday", "no moment"),
        ("nato,2026-11-23T00:00:00Z", "no row \\*"),
    ],
)
def test_moments_of_record_are_checked(tmp_path, rows, words):
    folder = tmp_path / "ledger"
    shutil.copytree(ledger.FOLDER, folder)
    (folder / "recorded.csv").write_text(f"id,recorded_at\n{rows}\n", encoding="utf-8")
    with pytest.raises(BadData, match=words):
        ledger.load(folder)


def test_ids_twice_name_both_lines(tmp_path):
    folder = tmp_path / "ledger"
    shutil.copytree(ledger.FOLDER, folder)
    path = folder / "events.jsonl"
    first = path.read_text(encoding="utf-8").split("\n")[0]
    path.write_text(f"{first}\n{first}\n", encoding="utf-8")
    with pytest.raises(BadData, match=r"line 2.*line 1"):
        ledger.load(folder)


def test_statuses_of_the_ledger():
    counts = Counter(link.status for event in ledger.load().events for link in event.links)
    assert set(counts) == {Status.CONFIRMED, Status.CLAIMED, Status.DISPUTED, Status.DENIED}
