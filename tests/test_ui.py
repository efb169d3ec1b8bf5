"""The parts of the interface that need no page: text as text, links, marks, words, host names, the menu."""

import datetime as dt
import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ui import display, filter_bar, legend, menu, server, words
from dashboard.ui.address import read as read_address

from .conftest import ROOT


class Reader(HTMLParser):
    """What a browser would read: the words, the tags and their attributes."""

    def __init__(self, markup):
        super().__init__(convert_charrefs=True)
        self.words, self.tags, self.attributes = "", [], []
        self.feed(markup)
        self.close()

    def handle_data(self, data):
        self.words += data

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs


def hostile(shared, file):
    rows = (json.loads(line) for line in (shared / "security" / file).read_text(encoding="utf-8").splitlines())
    return [row["s"] for row in rows if "s" in row]


def carried(words):
    """What can travel to a browser: NUL and lone surrogates cannot."""
    return "".join("\ufffd" if c == "\x00" or "\ud800" <= c <= "\udfff" else c for c in words)


@pytest.mark.parametrize("file", ["naughty_strings.jsonl", "xss_payloads.jsonl", "csv_injection.jsonl"])
def test_hostile_text_is_shown_as_it_is_and_makes_no_tag(shared, file):
    for words_ in hostile(shared, file):
        for markup in (display.text(words_), display.marked(words_, [display.Mark(0, len(words_), "link", words_)])):
            read = Reader(markup)
            assert read.words == carried(words_).replace("\r\n", "\r\n")
            assert set(read.tags) <= {"mark"}
            assert {name for name, _ in read.attributes} <= {"class", "title"}


@pytest.mark.parametrize("file", ["open_redirect.jsonl", "xss_payloads.jsonl"])
def test_only_web_addresses_become_links(shared, file):
    for address in hostile(shared, file):
        read = Reader(display.link(address, "source"))
        assert read.words == "source"
        hrefs = [value for name, value in read.attributes if name == "href"]
        assert all(value.lower().startswith(("http://", "https://")) for value in hrefs)


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://www.nknews.org/2014/04/x/", True),
        ("http://in.reuters.com/article/a?b=c", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("//evil.test/x", False),
        ("https://user@evil.test/", False),
        ("https://", False),
        ("http://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_links_out(address, linked):
    assert display.is_web(address) is linked


@st.composite
def marked_text(draw):
    words_ = draw(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=60))
    place = st.integers(0, len(words_))
    marks = draw(
        st.lists(st.builds(display.Mark, place, place, st.sampled_from(["mention", "link"]), st.text(max_size=5)))
    )
    return words_, marks


@given(marked_text())
def test_marks_change_no_character_and_cover_exactly_their_spans(case):
    words_, marks = case
    assert Reader(display.marked(words_, marks)).words == words_
    for mark in (mark for mark in marks if mark.start < mark.end):
        around = display.marked(words_, [mark])
        assert Reader(around[around.index("<mark") : around.index("</mark>")]).words == words_[mark.start : mark.end]


def test_overlapping_marks_share_the_piece_where_they_overlap():
    marks = [display.Mark(0, 10, "link"), display.Mark(4, 7, "mention", "Russia")]
    read = display.marked("In Moscow.", marks)
    assert read == (
        '<mark class="nx-link">In M</mark><mark class="nx-link nx-mention" title="Russia">osc</mark>'
        '<mark class="nx-link">ow.</mark>'
    )


@pytest.mark.parametrize(
    ("moment", "precision", "shown"),
    [
        (dt.date(2025, 9, 3), "day", "3 Sep 2025"),
        (dt.date(2023, 9, 1), "month", "Sep 2023"),
        (dt.date(2025, 1, 1), "year", "2025"),
        (dt.date(2025, 1, 1), "unresolved", "undated"),
        (None, "day", "undated"),
    ],
)
def test_dates_keep_their_precision(moment, precision, shown):
    assert words.date(moment, precision) == shown


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2024-02-10", dt.date(2024, 2, 10), dt.date(2024, 2, 10)),
        ("", None, None),
        ("soon", None, None),
        ("2024-13", None, None),
    ],
)
def test_dates_of_the_address(value, first, last):
    assert (filter_bar.edge(value, last=False), filter_bar.edge(value, last=True)) == (first, last)


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("localhost:8501", True),
        ("127.0.0.1", True),
        ("192.168.1.20:8501", True),
        ("[::1]:8501", True),
        ("watch.example.org", True),
        ("evil.test", False),
        ("localhost.evil.test", False),
        ("127.0.0.1.evil.test", False),
        ("", False),
    ],
)
def test_only_known_names_are_answered(host, known):
    assert server.is_known_host(host, frozenset({"watch.example.org"})) is known


def test_every_page_is_in_the_menu_and_short():
    files = [ROOT / entry.file for entry in menu.entries()]
    assert sorted(files) == sorted([ROOT / "streamlit_app.py", *(ROOT / "pages").glob("*.py")])
    assert all(len(file.read_text(encoding="utf-8").splitlines()) < 40 for file in files)


PARTS = [
    ({}, "world", "eurasia"),
    ({"pair": ["PRK-RUS"]}, "PRK-RUS", "PRK-RUS"),
    ({"pair": ["PRK-RUS", "CHN-IRN"]}, "world", "eurasia"),
    ({"pair": ["IRN-USA"]}, "world", "eurasia"),
    ({"pair": ["PRK-RUS"], "view": ["world"]}, "world", "world"),
]


@pytest.mark.parametrize(("query", "wide", "narrow"), PARTS)
def test_the_map_opens_on_what_is_asked_for(query, wide, narrow):
    state = read_address(query)
    assert (state.part(), state.part(narrow=True)) == (wide, narrow)


@pytest.mark.parametrize(
    ("chosen", "values", "then"),
    [((), ("a",), ["a"]), (("a",), ("a",), []), (("a", "b"), ("a",), ["b"]), (("b",), ("a", "b"), ["a", "b"])],
)
def test_a_press_on_a_legend_puts_in_what_is_not_all_there(chosen, values, then):
    assert legend.toggled(chosen, values) == then
