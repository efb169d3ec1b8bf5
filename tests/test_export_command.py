"""The command `export` as a person types it: files whole or not at all, one sentence and status 2 on bad input."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from pptx import Presentation

from dashboard import export
from dashboard.command import main
from dashboard.errors import BadInput
from dashboard.export import command

from . import export_store as made

ROOT = Path(__file__).resolve().parent.parent


def run(*words: str, **environment: str) -> subprocess.CompletedProcess:
    """python -m dashboard export ... on the store of the tests."""
    settings = {**os.environ, "NEXUS_STORE": str(made.built().path), **environment}
    line = [sys.executable, "-m", "dashboard", "export", *words]
    return subprocess.run(line, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=120)


def test_slides_for_a_scheduled_briefing(tmp_path: Path) -> None:
    out = tmp_path / "weekly.pptx"
    done = run(
        *("--format", "pptx", "--filter", "country=PRK&from=2022-02", "--parts", "timeline,latest", "--most", "10"),
        *("--as-of", "2026-11-25", "--out", str(out), "--marking", "TLP:GREEN"),
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, str(out), "")
    slides = Presentation(io.BytesIO(out.read_bytes())).slides
    same = made.request(
        "country=PRK&from=2022-02&asof=2026-11-25", parts=("timeline", "latest"), most=10, marking="TLP:GREEN"
    )
    page = Presentation(io.BytesIO(export.write("pptx", same).data)).slides
    assert [slide.shapes.title.text for slide in slides] == [slide.shapes.title.text for slide in page]


def test_a_folder_gets_a_good_name_and_the_page_s_own_address_will_do(tmp_path: Path) -> None:
    done = run(
        "--format", "csv", "--filter", "http://localhost:8501/Pair?dyad=PRK-RUS&speed=fast", "--out", str(tmp_path)
    )
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["nexus-watch_links_PRK-RUS_asof-2026-11-23.csv"]
    assert "speed is no part of the filter" in done.stderr


def test_the_address_of_a_briefing_makes_that_briefing_unless_an_option_says_otherwise(tmp_path: Path) -> None:
    address = (
        "https://nexus.test/Briefing?pair=PRK-RUS&title=Weekly&marking=tlp:amber%2bstrict&parts=latest&most=5&size=4:3"
    )
    done = run("--format", "pptx", "--filter", address, "--out", str(tmp_path / "a.pptx"), "--most", "3")
    assert (done.returncode, done.stderr) == (0, "")
    shown = Presentation(io.BytesIO((tmp_path / "a.pptx").read_bytes()))
    titles = [slide.shapes.title.text for slide in shown.slides]
    assert titles[0] == "Weekly"
    assert round(shown.slide_width.inches, 2) == 10
    assert [title for title in titles if title.startswith("Evidence: 3 of 138 events")]
    marks = [shape.text_frame.text for shape in shown.slides[1].shapes if shape.has_text_frame]
    assert marks.count("TLP:AMBER+STRICT") == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--format", "csv", "--filter", "country=XXX"), "country 'XXX' is unknown"),
        (("--format", "csv", "--as-of", "soon"), "as-of date 'soon'"),
        (("--format", "pptx", "--size", "square"), "16:9 or 4:3"),
        (("--format", "pptx", "--view", "changes"), "earlier moment"),
        (("--format", "pptx", "--parts", "map,song"), "no part 'song'"),
        (("--format", "doc"), "doc"),
        (("--format", "csv", "--most", "0"), "0"),
        (("--format", "csv", "--marking", "TLP:PINK"), "TLP 2.0 has no level 'PINK'"),
        (("--format", "csv", "--filter", "marking=tlp:white"), "has no level 'white'"),
        (("--format", "csv", "--filter", "parts=map,song"), "part of the slides 'song'"),
        (("--format", "csv", "--filter", "most=many"), "number of events 'many'"),
        (("--format", "csv", "--out", "/nowhere/at/all.csv"), "could not be written"),
    ],
)
def test_bad_input_is_one_sentence_and_status_2(words: tuple[str, ...], says: str) -> None:
    done = CliRunner().invoke(main, ["export", *words], env={"NEXUS_STORE": str(made.built().path)})
    assert done.exit_code == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_shell_hears_of_bad_input_in_a_sentence_and_a_status() -> None:
    done = run("--format", "csv", "--filter", "country=XXX")
    assert done.returncode == 2
    assert "country 'XXX' is unknown" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_store_says_what_to_do(tmp_path: Path) -> None:
    done = run("--format", "csv", NEXUS_STORE=str(tmp_path / "none"))
    assert done.returncode == 2
    assert "dashboard build" in done.stderr


def test_without_a_browser_the_command_says_how_to_get_one(tmp_path: Path) -> None:
    done = run("--format", "png", "--out", str(tmp_path), BROWSER_PATH=str(tmp_path / "none"))
    assert done.returncode == 2
    assert "Chromium" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full on this system")
    target = tmp_path / "brief.pptx"
    target.write_bytes(b"the one of last week")
    (tmp_path / f".brief.pptx.{os.getpid()}").symlink_to(full)
    with pytest.raises(BadInput, match="disk is full; nothing was left"):
        command.save(target, b"x" * 100_000)
    assert target.read_bytes() == b"the one of last week"
    assert [path.name for path in tmp_path.iterdir()] == ["brief.pptx"]


def test_a_file_replaces_the_one_before_whole(tmp_path: Path) -> None:
    target = tmp_path / ("n" * 200 + ".csv")
    command.save(target, b"first")
    command.save(target, b"second")
    assert target.read_bytes() == b"second"
    assert len(list(tmp_path.iterdir())) == 1
