"""Text that is measured before it is drawn fits its box, also in the face that slides name."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from dashboard import ledger
from dashboard.export import deck, fit, tabulate

LIBERATION = Path("/usr/share/fonts/truetype/liberation")
"""Liberation Sans has the widths of Arial, which the slides name."""

KOREAN = "조선중앙통신은 23일 러시아와의 관계가 더욱 강화되었다고 보도했다"
PERSIAN = "ایران و روسیه توافق‌نامه شراکت راهبردی جامع امضا کردند"


@pytest.mark.skipif(not LIBERATION.is_dir(), reason="Liberation Sans (fonts-liberation) is not installed")
@pytest.mark.parametrize(("bold", "file"), [(False, "LiberationSans-Regular.ttf"), (True, "LiberationSans-Bold.ttf")])
def test_the_estimate_is_never_narrower_than_arial(bold: bool, file: str) -> None:
    face = ImageFont.truetype(LIBERATION / file, 1000)
    for event in ledger.load().events:
        for text in (event.title, event.summary):
            assert fit.width(text, 1000, bold=bold) >= face.getlength(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.floats(40, 600), st.sampled_from([8.0, 10.0, 26.0]))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str, room: float, size: float) -> None:
    lines = fit.lines(text, room, size)
    assert all(fit.width(line, size) <= room or len(line) == 1 for line in lines)
    kept = "".join("".join(lines).split())
    assert kept == "".join(text.split())


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1, max_size=400), st.integers(1, 4))
def test_shortened_text_takes_no_more_lines_than_allowed(text: str, most: int) -> None:
    short = fit.shortened(text, 120, 10, most)
    assert short == text or (short.endswith("…") and len(fit.lines(short, 120, 10)) <= most)


@pytest.mark.parametrize("text", [KOREAN * 6, PERSIAN * 6, "x" * 3000, "word " * 900])
def test_a_long_title_fits_its_box(text: str) -> None:
    size, fitted = fit.largest(text, 880, 64, (26.0, 20.0, 14.0), bold=True)
    assert fit.height(fitted, 880, size, bold=True) <= 64
    assert fitted.endswith("…")


@pytest.mark.parametrize(
    ("text", "rtl", "wide"),
    [("Pyongyang", False, False), (KOREAN, False, True), (PERSIAN, True, False), ("23 " + PERSIAN, True, False)],
)
def test_the_direction_and_script_are_seen(text: str, rtl: bool, wide: bool) -> None:
    assert fit.right_to_left(text) is rtl
    assert fit.east_asian(text) is wide


def test_a_table_never_runs_over_its_box_and_loses_no_row() -> None:
    plan = tabulate.Plan((("Date", 1.0, "left"), ("Sentence", 5.0, "left")), 9.0, 6)
    rows = [[deck.Cell(str(n)), deck.Cell(f"{n} " + "long sentence " * (n % 60))] for n in range(300)]
    box = deck.Box(40, 100, 880, 360)
    tables = list(tabulate.pages(plan, rows, box, "test"))
    assert [row[0].text for table in tables for row in table.rows] == [str(n) for n in range(300)]
    assert all(sum(table.heights) <= box.h and table.box.h == sum(table.heights) for table in tables)
    assert all(len(table.heights) == len(table.rows) + 1 for table in tables)
