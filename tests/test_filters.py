"""The filter and its query string: round trips, hostile values, words."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import filters, vocabulary
from dashboard.errors import BadInput
from dashboard.filters import Filter, moments, periods, query
from dashboard.ledger import categories

CODES = [*sorted(vocabulary.load().codes)[:60], "RUS", "PRK", "IRN", "CHN", "EU"]
MOMENTS = ("2026-11-23", "2026-11-23T12:00:00Z", "2026-11-23T12:00:00.000001+02:00")
code = st.sampled_from(CODES)
pair = st.lists(code, min_size=2, max_size=2, unique=True).map(lambda two: "-".join(sorted(two)))


def some(values):
    return st.lists(st.sampled_from(list(values)), max_size=3, unique=True).map(tuple)


periods_ = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)


@st.composite
def chosen(draw):
    start, end = draw(st.none() | periods_), draw(st.none() | periods_)
    if start and end and periods.bounds(start)[0] > periods.bounds(end)[1]:
        start, end = end, start
    layers = draw(st.lists(st.sampled_from(filters.LAYERS), min_size=1, unique=True))
    return Filter(
        countries=tuple(draw(st.lists(code, max_size=3, unique=True))),
        pairs=tuple(draw(st.lists(pair, max_size=3, unique=True))),
        start=start,
        end=end,
        clock=draw(st.sampled_from(filters.CLOCKS)),
        categories=draw(some(categories.load().names)),
        relations=draw(some(filters.RELATIONS)),
        polarities=draw(some(filters.POLARITIES)),
        statuses=draw(some(filters.STATUSES)),
        coded=draw(some(filters.CODED)),
        origins=draw(st.integers(1, 999)),
        q=" ".join(draw(st.lists(st.text("abcäж'\"%;<>", min_size=1, max_size=8), max_size=3))),
        lens=draw(st.sampled_from(filters.LENSES) | st.lists(code, min_size=1, max_size=3, unique=True).map("-".join)),
        asof=draw(st.none() | st.sampled_from(MOMENTS)),
        layers=tuple(layer for layer in filters.LAYERS if layer in layers),
        undated=draw(st.booleans()),
    )


@given(chosen())
def test_a_filter_survives_its_query_string(wanted):
    found, notices = Filter.from_query(wanted.to_query())
    assert (found, notices) == (wanted, [])


@given(chosen())
def test_only_what_differs_from_the_default_is_written(wanted):
    plain = Filter()
    written = wanted.to_query()
    for key in query.KEYS:
        assert (key.key in written) == (getattr(wanted, key.field) != getattr(plain, key.field))


@given(chosen())
def test_every_filter_has_words(wanted):
    words = wanted.in_words(vocabulary.load())
    assert words
    assert (words == "everything") == (wanted.with_(undated=False) == Filter())


KEYS = [key.key for key in query.KEYS]


@given(st.dictionaries(st.sampled_from([*KEYS, "junk"]), st.lists(st.text(max_size=80), max_size=4)))
def test_no_query_string_raises(given_):
    found, notices = Filter.from_query(given_)
    assert isinstance(found, Filter)
    assert all(len(notice) < 600 and "\n" not in notice for notice in notices)
    assert Filter.from_query(found.to_query()) == (found, [])


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ({"country": "XXX"}, "country 'XXX' is unknown"),
        ({"country": "<script>alert(1)</script>"}, "is unknown and was left out"),
        ({"pair": "PRK-PRK"}, "pair 'PRK-PRK' is unknown"),
        ({"pair": "PRK"}, "write two codes"),
        ({"from": "2024-13"}, "date '2024-13' is none"),
        ({"from": "２０２４"}, "is none"),
        ({"to": "1' OR 1=1 --"}, "is none"),
        ({"clock": "sun"}, "clock 'sun' is unknown"),
        ({"status": ["true"]}, "status 'true' is unknown"),
        ({"origins": "-1"}, "least number of origins"),
        ({"origins": "9" * 50}, "least number of origins"),
        ({"lens": "everyone"}, "lens 'everyone' is unknown"),
        ({"asof": "tomorrow"}, "as-of date 'tomorrow' is none"),
        ({"layer": "x" * 10_000}, "layer"),
        ({"from": "2024", "to": "2022"}, "ran backwards"),
        ({"country": ["RUS"] * 100}, "Only the first 60"),
    ],
)
def test_what_cannot_be_used_is_left_out_and_said(given_, words):
    found, notices = Filter.from_query(given_)
    assert len(notices) == 1
    assert words in notices[0]
    assert Filter.from_query(found.to_query())[1] == []


def test_dates_reversed_are_exchanged():
    found, _ = Filter.from_query({"from": "2024-06", "to": "2022"})
    assert found.window == (dt.date(2022, 1, 1), dt.date(2024, 6, 30))


def test_pairs_are_written_with_their_letters_sorted():
    assert Filter.from_query({"pair": "RUS-PRK"})[0].to_query() == {"pair": ["PRK-RUS"]}


@pytest.mark.parametrize(
    ("query_", "words"),
    [
        ({}, "everything"),
        (
            {"country": ["PRK", "RUS"], "from": "2022-02", "to": "2024-06", "status": ["disputed"]},
            "North Korea or Russia; Feb 2022 to Jun 2024; disputed",
        ),
        ({"pair": "PRK-RUS", "lens": "USA"}, "North Korea and Russia; as told by United States"),
        ({"from": "2024-05-01", "clock": "reported"}, "reported from 1 May 2024"),
        ({"from": "2024", "to": "2024", "undated": "yes"}, "2024 or undated"),
        ({"asof": "2026-11-23", "origins": "2"}, "at least 2 origins; as known on 23 Nov 2026"),
        ({"layer": "ties"}, "showing links"),
        ({"q": "  arms   train "}, "with the words “arms train”"),
    ],
)
def test_in_words(query_, words):
    assert Filter.from_query(query_)[0].in_words(vocabulary.load()) == words


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-11-23", "2026-11-23T23:59:59.999999+00:00"),
        ("2026-11-23T12:00:00Z", "2026-11-23T12:00:00+00:00"),
        ("2026-11-23T12:00:00", "2026-11-23T12:00:00+00:00"),
        ("2026-11-23T12:00:00+02:00", "2026-11-23T10:00:00+00:00"),
    ],
)
def test_moments(value, moment):
    assert moments.parse(value).isoformat() == moment


@pytest.mark.parametrize("value", ["", "now", "0001-01-01T00:00:00+14:00", "2026-02-30"])
def test_moments_that_are_none(value):
    with pytest.raises(BadInput):
        moments.parse(value)
