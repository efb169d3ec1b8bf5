"""Who says what: the example of every row, quotations and labels over sentence ends, and speakers as codes."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import rows
from dashboard.links import attribution
from dashboard.links.attribution import denials, quotes, words
from dashboard.links.parts import Voice

from . import discourses, examples
from .discourses import table

ROWS = [
    *rows.read(words.VERBS, words.VERB_COLUMNS),
    *rows.read(words.NOUNS, words.NOUN_COLUMNS),
]


def said(text):
    """(source words, content words, rule) of each attribution of a text."""
    found = attribution.attributions(discourses.plain(text))
    return [(" ".join(text[a:b] for a, b in x.source), [text[a:b] for a, b in x.content], x.rule) for x in found]


@pytest.mark.parametrize("case", table("voices.csv"), ids=lambda case: (case["title"] or case["text"])[:50])
def test_whose_word_a_whole_text_is(case):
    discourse = discourses.marked(case["text"], title=case["title"] or None, outlet=case["outlet"] or None)
    assert "|".join(attribution.own_voice(discourse)) == case["voice"]


@pytest.mark.parametrize("opening", ["Meeting with ", "Statement by ", "The Secretary ", ""])
@pytest.mark.parametrize("piece", ["A", "Aa ", "a.", "A of ", "the following "])
def test_a_hostile_title_takes_no_time(opening, piece):
    title = opening + piece * 5_000 + "!"
    start = time.process_time()
    attribution.own_voice(discourses.marked("[China|CHN] sent ships.", title=title))
    assert time.process_time() - start < 1


@examples.each(ROWS)
def test_every_row_finds_its_example(row):
    found = [x for x in said(row["example"]) if x[2] == row.where]
    assert any(row["source"] in source and any(row["content"] in c for c in content) for source, content, _ in found)


@examples.each(rows.read(denials.FILE, denials.COLUMNS))
def test_every_denial_row_finds_its_example(row):
    text = row["example"]
    statements = attribution.statements(discourses.plain(text))
    denied = [text[a:b] for s in statements if s.voice is Voice.DENY for a, b in s.content]
    assert any(row["denied"] in words for words in denied)


@pytest.mark.parametrize("case", table("attribution.csv"), ids=lambda case: case["text"][:45])
def test_who_says_what(case):
    text = case["text"].replace("\\n", "\n")
    found = said(text)
    right = [content for source, content, _ in found if case["source"] in source]
    assert any(case["content"] in words for content in right for words in content), found


@pytest.mark.parametrize("case", table("speakers.csv"), ids=lambda case: case["text"][:45])
def test_speakers_are_codes(case):
    discourse = discourses.marked(case["text"].replace("\\n", "\n"), title=case["title"] or None)
    discourses.candidates(discourse)
    text = discourse.article.text
    at = text.rindex(case["content"])
    holding = [s for s in attribution.statements(discourse) if any(a <= at < b for a, b in s.content)]
    codes = {(s.voice.value, "|".join(s.speakers)) for s in holding}
    assert (case["voice"], case["speakers"]) in codes


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said: “We left. We won.” Then he sat.", ["“We left. We won.”"]),
        ('"One," he said. "Two."', ['"One,"', '"Two."']),
        ("It’s the ministers’ view that it isn’t so.", []),
        ("A ‘sacred mission’ of the North’s army", ["‘sacred mission’"]),
        ("He said “this is\n\n“and this too” she said.", ["“this is", "“and this too”"]),
        ("''Yes,'' he said.", ["''Yes,''"]),
        ("", []),
    ],
)
def test_quotations(text, wanted):
    assert [text[a:b] for a, b in quotes.quotes(text, 0, len(text))] == wanted


def test_a_repeated_row_is_refused(tmp_path):
    path = tmp_path / "speech.csv"
    path.write_text(
        "verb,voice,frames,example,source,content\nsay,assert,clause,x,y,z\nsay,deny,clause,x,y,z\n", "utf-8"
    )
    with pytest.raises(rows.BadData, match="say"):
        words._load(path, words.VERB_COLUMNS)


@given(st.lists(st.sampled_from([*"“”\"'‘’«»`\n a.;:", "he said", "they deny it", "''", " that "]), max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_marks_give_spans_inside_the_text(parts):
    text = "".join(parts)
    discourse = discourses.plain(text)
    for found in attribution.attributions(discourse):
        for start, end in (*found.source, *found.content):
            assert 0 <= start < end <= len(text)
    spans = quotes.quotes(text, 0, len(text))
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))


def test_deep_quotation_is_linear():
    small, large = ("“he said " * n + "”" * n for n in (2_000, 20_000))
    clock = time.process_time()
    quotes.quotes(small, 0, len(small))
    first = time.process_time() - clock
    clock = time.process_time()
    quotes.quotes(large, 0, len(large))
    assert time.process_time() - clock < 60 * max(first, 0.005)
