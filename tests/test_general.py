"""Texts of our own, annotated before the extraction first ran on them, since used to find faults: what must be right.

`cases/general.jsonl` is test material in the register of news, never news. Its tasks: `texts` (all mentions of an
article), `languages` (the same in Russian, Korean, Persian, Chinese and Arabic), `ambiguous` (probes of one name) and
`dates`. Spans in `ignored` count neither way: annotators may differ there.
"""

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pytest

from dashboard import dates, mentions, sources
from dashboard.models import Kind

LINES = (Path(__file__).parent / "cases" / "general.jsonl").read_text(encoding="utf-8").splitlines()
CASES = [json.loads(line) for line in LINES]
ORGANISATIONS = frozenset({"MSMT", "G7", "SCO", "BRICS"})
"""Codes that the annotation does not use."""


def article(case):
    published = dt.date.fromisoformat(case["published"]) if case["published"] else None
    return sources.from_text(case["text"], title=case["title"], published=published)


def of(task):
    return [case for case in CASES if case["task"] == task]


def touches(span, start, end):
    return span[0] < end and start < span[1]


def f1(counts):
    return 2 * counts["right"] / (2 * counts["right"] + counts["missed"] + counts["invented"])


def mention_counts(case):
    """Right: overlaps an annotated mention of the same country and kind."""
    read = article(case)
    found = mentions.find(read.text, read.body, read.published, read.title)
    wanted = case["mentions"]
    hits = {
        (w["start"], m.start)
        for w in wanted
        for m in found
        if m.iso3 == w["iso3"] and m.kind == w["kind"] and touches((m.start, m.end), w["start"], w["end"])
    }
    allowed = {start for _, start in hits}
    invented = [
        m
        for m in found
        if m.start not in allowed
        and m.iso3 not in ORGANISATIONS
        and not any(touches(span, m.start, m.end) for span in case["ignored"])
    ]
    right = len({start for start, _ in hits})
    return Counter(right=right, missed=len(wanted) - right, invented=len(invented))


@pytest.mark.parametrize(("task", "least"), [("texts", 0.98), ("languages", 0.98)])
def test_mentions_of_articles(task, least):
    counts = sum((mention_counts(case) for case in of(task)), Counter())
    assert f1(counts) >= least, counts


def probe_right(case, probe):
    found = mentions.find(case["text"], (0, len(case["text"])))
    names = (Kind.COUNTRY, Kind.DEMONYM, Kind.CAPITAL)
    hits = [m for m in found if m.kind in names and touches((m.start, m.end), probe["start"], probe["end"])]
    return not hits if probe["iso3"] is None else any(m.iso3 == probe["iso3"] for m in hits)


def test_ambiguous_names():
    answers = [probe_right(case, probe) for case in of("ambiguous") for probe in case["probes"]]
    assert len(answers) >= 80
    assert sum(answers) / len(answers) >= 0.96


def date_counts(case):
    """Right: overlaps an annotated date and has its value, or a finer one that begins with it."""
    read = article(case)
    found = dates.find(read.text, read.body, read.published)
    right = {
        w["start"]
        for w in case["dates"]
        for d in found
        if touches((d.start, d.end), w["start"], w["end"])
        and (d.value == w["value"] or (d.value and w["value"] and d.value.startswith(w["value"])))
    }
    spans = [(w["start"], w["end"]) for w in case["dates"]] + case["ignored"]
    invented = sum(not any(touches(span, d.start, d.end) for span in spans) for d in found)
    return Counter(right=len(right), missed=len(case["dates"]) - len(right), invented=invented)


def test_dates():
    counts = sum((date_counts(case) for case in of("dates")), Counter())
    assert f1(counts) >= 0.94, counts
