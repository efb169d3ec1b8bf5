"""What the grammar says of an act: the example of every cue row, and sentences that mix cues."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import rows
from dashboard.links import cues, parse, stance

from . import examples
from .discourses import table

CASES = table("stance.csv")


def read(sentence: str, word: str) -> str:
    doc = parse.model()(sentence)
    token = next(token for token in doc if token.lower_ == word.lower())
    return stance.reading(token).factuality.value


@examples.each(rows.read(cues.FILE, cues.COLUMNS))
def test_every_cue_reads_its_example(row: rows.Row) -> None:
    assert read(row["example"], row["word"]) == row["reading"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sentence"][:40])
def test_mixed_cues(case: dict[str, str]) -> None:
    assert read(case["sentence"], case["word"]) == case["reading"]


def test_the_deciding_row_is_named() -> None:
    doc = parse.model()("Iran may sell drones.")
    reading = stance.reading(doc[2])
    assert reading.rule == cues.table()["aux", "may"].rule


def test_no_cue_stands_twice() -> None:
    keys = [(row["kind"], row["cue"]) for row in rows.read(cues.FILE, cues.COLUMNS)]
    assert len(keys) == len(set(keys))


@given(st.text(alphabet="if not may “”\"'’?!. Iran sold no arms;(", max_size=120))
@settings(max_examples=60, deadline=None)
def test_any_text_gets_a_reading(text: str) -> None:
    for token in parse.model()(text):
        assert stance.reading(token).factuality in stance.Factuality
