"""Dates: a table of sentences, the examples of the data rows, and what holds for any text."""

import datetime as dt
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import dates, rows
from dashboard.dates import words
from dashboard.errors import BadData
from dashboard.models import Precision

CASES = rows.read(Path(__file__).parent / "cases" / "dates.csv", ("published", "text", "dates"))
DATES_DATA = {
    "dates_words.csv": ("kind", "word", "value", "example"),
    "dates_holidays.csv": ("name", "when", "example"),
    "dates_tense.csv": ("cue", "tense", "example"),
    "dates_names.csv": ("kind", "words", "example"),
}
FRIDAY = dt.date(2024, 5, 3)


def found(text, published=FRIDAY):
    return dates.find(text, (0, len(text)), published)


def data_rows(name):
    return [pytest.param(row, id=row.where) for row in rows.read(words.FOLDER / name, DATES_DATA[name])]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.where) for case in CASES])
def test_case(case):
    published = dt.date.fromisoformat(case["published"]) if case["published"] else None
    written = [
        f"{one.surface}={one.value or ''}" + (f"..{one.until}" if one.until else "")
        for one in found(case["text"], published)
    ]
    assert written == list(rows.many(case, "dates"))


@pytest.mark.parametrize("row", data_rows("dates_words.csv"))
def test_example_of_a_word_holds_a_date_with_it(row):
    assert any(row["word"].lower() in one.surface.lower() for one in found(row["example"])) or (
        row["kind"] in ("lead", "holder") and found(row["example"])
    )


@pytest.mark.parametrize("row", data_rows("dates_holidays.csv"))
def test_example_of_a_named_day_is_resolved(row):
    (one,) = found(row["example"])
    assert one.surface.removeprefix("the ") == row["name"]
    assert one.precision is Precision.DAY


@pytest.mark.parametrize("row", data_rows("dates_tense.csv"))
def test_example_of_a_cue_looks_that_way(row):
    (one,) = found(row["example"], dt.date(2024, 4, 15))
    behind = one.value <= "2024-04-15"
    assert behind is (row["tense"] == "past")


@pytest.mark.parametrize("row", data_rows("dates_names.csv"))
def test_example_of_a_name_holds_no_date(row):
    assert found(row["example"]) == ()


def test_no_day_of_publication_and_no_year_is_never_guessed():
    text = "Today, on Monday, last week, in May, on May 3, this spring, in the third quarter, at Christmas, a year ago."
    assert {one.value for one in found(text, None)} == {None}
    assert {one.precision for one in found(text, None)} == {Precision.UNRESOLVED}
    assert len(found(text, None)) == 9


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024", "2024-01-01"),
        ("2024-05", "2024-05-01"),
        ("2024-05-06", "2024-05-06"),
        ("2024-Q3", "2024-07-01"),
        ("2024-H2", "2024-07-01"),
        ("2023-WI", "2023-12-01"),
    ],
)
def test_every_value_has_a_first_day(value, day):
    assert dates.first_day(value).isoformat() == day


def test_only_the_body_is_read():
    text = "Updated 3 May 2024\n\nIt came on Monday."
    assert [one.surface for one in dates.find(text, (20, len(text)), FRIDAY)] == ["on Monday"]


def test_the_rule_names_the_form():
    assert [one.rule for one in found("Since 2014, on Monday")] == ["dates:year", "dates:weekday"]


PIECES = [
    *("Monday", "last", "next", "week", "May", "in", "'90s", "two", "ago", "later", "-", ",", "of", "31/12/99", "the"),
    *("Christmas", "9999", "today", "century", "third quarter", "June 31", "March 3", "2024", "a year earlier"),
    *("\u200b", "\u202e", "٣ مايو", "2024年5月", "a hundred decades ago", "\n\n"),
]
ANY_TEXT = st.lists(st.one_of(st.text(max_size=12), st.sampled_from(PIECES)), max_size=40).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT, st.none() | st.dates())
def test_any_text_gives_ordered_true_offsets_and_readable_values(text, published):
    end = 0
    for one in found(text, published):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.surface
        assert (one.value is None) == (one.precision is Precision.UNRESOLVED)
        assert one.value is None or dates.first_day(one.value)
        assert one.until is None or dates.first_day(one.until) >= dates.first_day(one.value)
        end = one.end


@settings(max_examples=100, deadline=None)
@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.integers(0, 60))
def test_a_weekday_lies_within_the_week_before_its_article(published, back):
    (one,) = found(f"It came {back or 2} days ago, on a Sunday." if back else "It came on Sunday.", published)
    day = dt.date.fromisoformat(one.value)
    assert day == published - dt.timedelta(back) if back else (0 <= (published - day).days < 7 and day.weekday() == 6)


@pytest.mark.parametrize(
    "piece", ["Monday ", "a week later ", "May ", "2014-", "the ", " ", "1.", "in 2014, ", "in the "]
)
def test_time_grows_no_faster_than_the_text(piece):
    def seconds(length):
        text = piece * (length // len(piece))
        start = time.process_time()
        found(text)
        return time.process_time() - start

    found(piece)
    assert min(seconds(40_000) for _ in range(2)) < 10 * max(seconds(10_000), 0.015)


@pytest.mark.parametrize(
    ("name", "row", "complaint"),
    [
        ("dates_words.csv", "month,Brumaire,13x,It was in January.", "must be a number"),
        ("dates_words.csv", "months,January,1,It was in January.", "must be one of"),
        ("dates_holidays.csv", "Some Day,soon,It was Some Day.", "write MM-DD"),
        ("dates_tense.csv", "perhaps,maybe,He will.", "must be one of"),
        ("dates_names.csv", "other,Black Friday,It was.", "must be one of"),
    ],
)
def test_a_broken_row_is_named(tmp_path, name, row, complaint):
    for other in DATES_DATA:
        text = (words.FOLDER / other).read_text(encoding="utf-8")
        (tmp_path / other).write_text(text + (row + "\n" if other == name else ""), encoding="utf-8")
    with pytest.raises(BadData, match=complaint) as caught:
        words.load(tmp_path)
    assert name in str(caught.value)


def test_a_word_that_stands_twice_is_refused(tmp_path):
    for other in DATES_DATA:
        (tmp_path / other).write_text((words.FOLDER / other).read_text(encoding="utf-8"), encoding="utf-8")
    with (tmp_path / "dates_tense.csv").open("a", encoding="utf-8") as file:
        file.write("will,past,He will.\n")
    with pytest.raises(BadData, match=r"stands already at dates_tense\.csv:"):
        words.load(tmp_path)
