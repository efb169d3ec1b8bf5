"""Tables of sentences and the links and groups they tell; hostile texts; the promises about offsets and silence."""

import csv
import io
import os
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import links, mentions
from dashboard.links import sentences
from dashboard.models import Article

CASES = Path(__file__).parent / "cases" / "links.csv"
SHARED = Path(os.environ.get("NEXUS_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def rows() -> list[dict[str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(io.StringIO("\n".join(lines))))


def read(text: str) -> links.Found:
    article = Article(text, (0, len(text)))
    return links.find(article, mentions.find(text, article.body), ())


def shown(found: links.Found) -> list[str]:
    made = []
    for link in found.links:
        ends = (link.source, link.target) if link.directed else tuple(sorted((link.source, link.target)))
        made.append(f"{ends[0]}{'>' if link.directed else '~'}{ends[1]} {link.relation}")
    return sorted(made + [f"[{' '.join(sorted(group.members))}]" for group in found.groups])


def wanted(expected: str) -> list[str]:
    made = []
    for item in [] if expected == "-" else expected.split("|"):
        if item.startswith("["):
            made.append(f"[{' '.join(sorted(item.strip('[]').split()))}]")
        elif "~" in item:
            pair, relation = item.split(" ")
            made.append(f"{'~'.join(sorted(pair.split('~')))} {relation}")
        else:
            made.append(item)
    return sorted(made)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["text"][:60])
def test_a_sentence_tells_these_links_and_no_others(row):
    assert shown(read(row["text"])) == wanted(row["expected"])


def test_every_link_carries_its_sentence_and_its_row():
    text = "Nobody spoke.\n\nRussia armed Iran.  Then Iran thanked Russia.\n"
    for link in read(text).links:
        start, end = link.evidence
        assert text[start:end] in ("Russia armed Iran.", "Then Iran thanked Russia.")
        assert link.rule.startswith("relations_")
        assert -10 <= link.intensity <= 10


def test_three_named_together_give_no_pair():
    found = read("Russia, China, Iran and North Korea have deepened their cooperation.")
    assert not found.links


@pytest.mark.parametrize(
    "text",
    [
        "Russia and Iran " * 1250 + ".",
        "China, " * 3000,
        "Iran said " * 2000,
        '"' * 5000 + "Russia met Iran",
        "Ru\u200bssia met I\u202eran. " * 200,
        "Russia sup-\nplied Iran with fuel.\n" * 100,
        "",
        "?",
    ],
    ids=["long", "names", "nested", "quotes", "bidi", "hyphens", "empty", "mark"],
)
def test_hostile_texts_neither_crash_nor_crawl(text):
    start = time.monotonic()
    found = read(text)
    assert time.monotonic() - start < 20
    for link in found.links:
        assert 0 <= link.evidence[0] < link.evidence[1] <= len(text)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="Ab .!?\n\"'“”’\u200bU.S-—:,", max_size=400))
def test_sentences_lie_in_order_inside_the_body(text):
    body = (0, len(text))
    cut = sentences.discourse(Article(text, body), (), ()).sentences
    spans = [sentence.span for sentence in cut]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    for sentence in cut:
        assert sentence.text == text[sentence.start : sentence.end]
        assert sentence.text == sentence.text.strip()
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
