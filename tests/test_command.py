"""The command line as a person uses it: real processes, exit statuses, one sentence on stderr."""

import json
import os
import random
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from click.testing import CliRunner

from dashboard import frames, ledger
from dashboard.command import COMMANDS, main, readings
from dashboard.filters import Filter
from dashboard.models import EventLink, Polarity, Status
from dashboard.store import Store

from .conftest import ROOT

TEXT = "Russia supplied oil to North Korea in March 2024, officials said. Moscow denied it."
KOREAN = "러시아와 북한이 평양에서 조약에 서명했다고 통신이 보도했다."


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    made = Store(tmp_path_factory.mktemp("command") / "store")
    made.build()
    return made.path


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def run(*words, stdin=None, **environment):
    return CliRunner().invoke(main, [str(word) for word in words], input=stdin, env=environment)


def test_every_command_has_help_and_stands_in_the_list():
    overview = run("--help").stdout
    for name, (_, words) in COMMANDS.items():
        assert name in overview
        assert words.split()[0] in overview
        done = run(name, "--help")
        assert done.exit_code == 0
        assert "Usage" in done.stdout


def test_a_real_process(file):
    command = [sys.executable, "-m", "dashboard", "extract", file, "--published", "2024-04-02", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert {mention["iso3"] for mention in found["mentions"]} == {"RUS", "PRK"}
    refused = subprocess.run([*command[:4], "no-such-file"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (refused.returncode, refused.stderr.count("\n"), refused.stdout) == (2, 1, "")
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("words", [["--help"], ["extract", "FILE"], ["explain", "FILE", "--at", "3"]])
def test_extraction_starts_without_pandas_and_streamlit(file, words):
    words = [file if word == "FILE" else word for word in words]
    code = (
        "import sys; from dashboard.command import main\n"
        f"try: main({words!r})\nexcept SystemExit: pass\n"
        "heavy = {'pandas', 'geopandas', 'streamlit', 'plotly', 'duckdb', 'deltalake'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)


def test_extract_for_people(file):
    done = run("extract", file)
    assert done.exit_code == 0
    assert "North Korea" in done.stdout
    assert "no day of publication" in done.stdout
    assert "“Russia supplied oil" in done.stdout


def test_extract_reads_standard_input():
    assert "Iran" in run("extract", "-", stdin="Iran met China in Beijing.").stdout


BAD_FILES = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t ", "is empty"),
    "binary.txt": (bytes(range(256)) * 40, "binary.txt"),
    "unknown.txt": (bytes(random.Random(1).choices(range(128, 256), k=800)), "in an encoding that cannot be told"),
    "notext.html": (b"<html><head><title>x</title></head><body><script>1</script></body></html>", "notext.html"),
    "large.txt": (b"Russia met Iran. " * 900_000, "large.txt"),
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_bad_files_get_one_sentence_and_status_2(place, tmp_path, name, command):
    content, words = BAD_FILES[name]
    path = tmp_path / name
    path.write_bytes(content)
    before = Store(place).version
    done = run(command, path, NEXUS_STORE=str(place))
    lines = [line for line in done.stderr.split("\n") if words in line]
    assert done.exit_code == 2
    assert len(lines) == 1
    assert "Traceback" not in done.stderr
    assert Store(place).version == before


def test_a_long_article_of_five_megabytes_is_refused_or_read_with_a_sentence(place, tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("Russia met Iran in Moscow. " * 200_000, encoding="utf-8")
    before = Store(place).version
    done = run("ingest", path, NEXUS_STORE=str(place))
    assert done.exit_code == 2
    assert "characters" in done.stderr
    assert Store(place).version == before


def test_a_text_in_korean_says_what_is_not_coded(tmp_path):
    path = tmp_path / "korean.txt"
    path.write_text(KOREAN, encoding="utf-8")
    done = run("extract", path)
    assert done.exit_code == 0
    assert "not coded in this language (ko)" in done.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["extract", "FILE", "--published", "2024-13-45"], "is no date"),
        (["extract", "FILE", "--published", "soon"], "is no date"),
        (["extract"], "Give either files"),
        (["extract", "FILE", "--jsonl", "FILE", "--out", "x"], "Give either files"),
        (["extract", "--jsonl", "FILE"], "Give either files"),
        (["explain", "FILE", "--at", "100000"], "must lie between"),
        (["ingest", "no-such-place"], "does not exist"),
        (["ingest", "FILE", "--store", "nowhere"], "python -m dashboard build"),
        (["changes", "tomorrow"], "is no date or moment"),
        (["store", "withdraw", "nothing", "--reason", "x"], "names nothing"),
    ],
)
def test_bad_input_is_one_sentence_and_status_2(place, file, words, sentence):
    done = run(*[file if word == "FILE" else word for word in words], NEXUS_STORE=str(place))
    assert done.exit_code == 2
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


def test_json_lines(tmp_path):
    given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [
        {"id": "b", "text": TEXT, "published": "2024-04-02", "title": None},
        {"id": "a", "text": KOREAN, "published": None, "title": "t"},
        {"id": "empty", "text": "", "published": None, "title": None},
    ]
    given.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for processes in ("1", "2"):
        assert run("extract", "--jsonl", given, "--out", out, "--processes", processes).exit_code == 0
        found = [json.loads(line) for line in out.read_text(encoding="utf-8").split("\n") if line]
        assert [line["id"] for line in found] == ["b", "a", "empty"]
        assert all({"body", "mentions", "dates", "links", "groups"} <= set(line) for line in found)
        assert found[0]["events"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("no json", "Line 1 is no JSON object"),
        ('{"id": "a"}', "with id and text"),
        ('{"id": 1, "text": "x"}', "must be strings"),
        ('{"id": "a", "text": "Iran.", "published": "soon"}', "Line 1: 'soon' is no date"),
        ('{"id": "a", "text": "Iran.", "published": 7}', "Line 1"),
    ],
)
def test_bad_json_lines_leave_the_old_file_as_it_was(tmp_path, content, words):
    given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    given.write_text(content, encoding="utf-8")
    out.write_text("old", encoding="utf-8")
    done = run("extract", "--jsonl", given, "--out", out)
    assert done.exit_code == 2
    assert words in done.stderr
    assert out.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_explain_names_the_row(file):
    done = run("explain", file, "--at", "1")
    assert done.exit_code == 0
    assert "mention “Russia”" in done.stdout
    assert re.search(r"data/vocabulary/\S+\.csv, line \d+: .*Russia", done.stdout)
    assert "link RUS" in done.stdout


def test_ingest_keeps_the_good_and_names_the_refused(place, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(f"{TEXT} In the port of Rason.", encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    done = run("ingest", folder, "--published", "2024-04-02", "--outlet", "Herald", NEXUS_STORE=str(place))
    assert done.exit_code == 2
    assert "good.txt: added" in done.stdout
    assert "refused: bad.txt is empty" in done.stderr
    held = frames.articles(Store(place), Filter())
    assert "Herald" in set(held.outlet)
    again = run(
        "ingest", folder / "good.txt", "--published", "2024-04-02", "--outlet", "Herald", NEXUS_STORE=str(place)
    )
    assert (again.exit_code, "already there, nothing changed" in again.stdout) == (0, True)


def test_build_check_changes_and_anew(tmp_path):
    place = tmp_path / "store"
    environment = {"NEXUS_STORE": str(place)}
    assert "data version" in run("build", **environment).stdout
    assert run("build", **environment).exit_code == 0
    assert "The store is whole." in run("store", "check", **environment).stdout
    assert "0 changes" in run("changes", "2026-11-24", **environment).stdout
    assert run("changes", "2026-11-01", "--csv", **environment).stdout.count("new event") >= 425
    assert "is kept as" in run("build", "--anew", **environment).stdout
    assert len(list(tmp_path.glob("store.*"))) == 1
    damaged = next((place / "links").glob("*.parquet"))
    damaged.write_bytes(damaged.read_bytes()[:-9])
    done = run("store", "check", **environment)
    assert done.exit_code == 2
    assert damaged.name in done.stderr


def test_an_error_inside_is_a_sentence_too(monkeypatch, file):
    monkeypatch.setattr("dashboard.pipeline.extract", lambda article: 1 / 0)
    done = run("extract", file)
    assert done.exit_code == 1
    assert done.stderr.startswith("Something went wrong inside the program (ZeroDivisionError")


def test_serve_says_when_the_port_is_taken():
    import socket

    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        taken.listen()
        done = run("serve", "--port", taken.getsockname()[1])
    assert done.exit_code == 2
    assert "choose another" in done.stderr


def test_the_environment_of_a_real_process_names_the_store(place):
    command = [sys.executable, "-m", "dashboard", "store", "check"]
    environment = {**os.environ, "NEXUS_STORE": str(place)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert "The store is whole." in done.stdout


OIL = (EventLink("RUS", "PRK", True, Polarity.COOPERATION, Status.CONFIRMED),)
READINGS = (
    ("Russia supplied oil to North Korea.", OIL, None),
    ("Russia supplied oil to a neighbour.", OIL, readings.Cause.UNNAMED),
    ("Oil left Russia. Rain fell on the hills. North Korea is poor.", OIL, readings.Cause.APART),
    ("A map of Russia and North Korea lay on the table.", OIL, readings.Cause.MISSED),
    ("Russia supplied oil to North Korea.", (), readings.Cause.ALONE),
    ("Russia condemned North Korea.", OIL, readings.Cause.POLARITY),
    ("Russia denied that it supplied oil to North Korea.", OIL, readings.Cause.STATUS),
)


@pytest.mark.parametrize(("summary", "links", "cause"), READINGS, ids=[row[0] for row in READINGS])
def test_why_machine_and_people_differ(summary, links, cause):
    event = replace(ledger.load().events[0], title="", summary=summary, links=links)
    assert [one.cause for one in readings.of(event)] == [cause]


def test_the_ledger_is_compared_and_the_report_says_by_cause(tmp_path):
    path = tmp_path / "report.md"
    done = run("compare-ledger", "--list", "--report", path)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    page = path.read_text(encoding="utf-8")
    for cause in readings.Cause:
        assert f"### {cause.capitalize()}: {sum(row['cause'] == cause for row in rows)}\n" in page
    assert all((row["hand"] is None) == (row["cause"] == readings.Cause.ALONE) for row in rows)
