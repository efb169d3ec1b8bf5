"""The link of a slide opens the same figure later; what changed since is told; 5,000 rows and strange texts fit."""

import dataclasses
import datetime as dt
import hashlib
import io
from pathlib import Path

import pytest
from pptx import Presentation

from dashboard import export, figures, frames
from dashboard.export import decks, plots
from dashboard.models import Article, Extraction, Kind, Link, LinkDate, Mention, Polarity, Precision, Relation, Status
from dashboard.store import Store

PERSIAN = "ایران و روسیه توافق‌نامه شراکت راهبردی جامع امضا کردند."
KOREAN = "조선중앙통신은 러시아와의 관계가 더욱 강화되었다고 보도했다."


@pytest.fixture
def held(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store")
    store.build()
    return store


def article(title: str, sentences: list[str], outlet: str = "Test Wire") -> Article:
    text = " ".join(sentences)
    return Article(text, (0, len(text)), title, outlet, "https://wire.test/a", dt.date(2026, 6, 1), origin=outlet)


def extraction(title: str, sentences: list[str], status: Status = Status.CLAIMED) -> Extraction:
    """An article that links North Korea and Russia in every sentence."""
    read = article(title, sentences)
    links, start = [], 0
    for sentence in sentences:
        span = (start, start + len(sentence))
        said = {"date": LinkDate("2026-05-30", "on 30 May", Precision.DAY), "asserted_by": ("USA",), "rule": "t:1"}
        links.append(Link("PRK", "RUS", True, Relation.COOPERATE, Polarity.COOPERATION, 4.0, status, span, **said))
        start += len(sentence) + 1
    mentions = (Mention(0, 2, read.text[:2], "PRK", Kind.COUNTRY, "t:1"),)
    return Extraction(read, mentions, links=tuple(links))


def digest(chart: figures.Chart) -> str:
    """The figure as JSON, hashed."""
    return hashlib.sha256(chart.figure.to_json().encode()).hexdigest()


def hashes(held: Store, query: str, base: str = "https://nexus.test") -> dict[str, str]:
    """The hash of every figure with its frame of words, as that address shows it."""
    chosen, notices = export.parsed(query)
    assert notices == []
    shown = export.Content(export.Request(held, chosen, base=base))
    return {name: digest(plots.stamped(shown, name, figures.WIDE)) for name in plots.FIGURES}


def test_a_link_reopens_the_same_figures_after_ingests_and_corrections(held: Store) -> None:
    link = export.link(export.Request(held, export.parsed("pair=PRK-RUS&from=2022")[0], base="https://nexus.test"))
    before = hashes(held, link)
    events = frames.events(held, export.parsed("pair=PRK-RUS&from=2022")[0])
    for n in range(3):
        held.ingest([extraction(f"Report {n}", [f"Report {n} says that Pyongyang helped Moscow on 30 May."])])
    one = frames.links(held, export.parsed("pair=PRK-RUS&status=claimed&coded=hand")[0]).iloc[0]
    held.correct(one["id"], {"status": "disputed", "denied_by": ["RUS"]}, "Moscow denied it the next day")
    held.withdraw([frames.links(held, export.parsed("pair=PRK-RUS&coded=hand")[0]).iloc[5]["id"]], "coded twice")
    assert hashes(held, link) == before
    assert export.link(export.Request(held, export.parsed(link)[0], base="https://nexus.test")) == link
    assert list(frames.events(held, export.parsed(link)[0])["id"]) == list(events["id"])
    now = hashes(held, "pair=PRK-RUS&from=2022")
    assert all(now[name] != before[name] for name in ("map", "timeline", "pairs", "tempo", "statuses"))


def test_a_restarted_program_opens_the_same_figures(held: Store) -> None:
    link = export.link(export.Request(held, export.parsed("country=IRN")[0]))
    assert hashes(Store(held.path), link, base="") == hashes(held, link, base="")


def test_what_changed_lists_what_was_planted_and_nothing_else(held: Store) -> None:
    then = export.pinned(export.parsed("")[0], held).asof
    held.ingest([extraction("New report", ["Pyongyang helped Moscow on 30 May, officials said."])])
    links = frames.links(held, export.parsed("pair=PRK-RUS&status=claimed&coded=hand")[0])
    turned, gone = links.iloc[0], links.iloc[1]
    held.correct(turned["id"], {"status": "disputed", "denied_by": ["RUS"]}, "Moscow denied it")
    held.withdraw([gone["id"]], "coded twice")
    shown = export.Content(export.Request(held, export.parsed("")[0], view="changes", since=then))
    found = shown.changes
    assert list(found.loc[found["what"] == "new link", "title"]) == ["New report"]
    assert list(found.loc[found["what"] == "status", ["id", "before", "after"]].iloc[0]) == [
        turned["id"],
        "claimed",
        "disputed",
    ]
    assert gone["id"] in set(found.loc[found["what"] == "withdrawn", "id"])
    built = decks.build(shown)
    said = "\n".join(text for slide in built.slides for text in slide.texts())
    for words in ("New report", "Moscow denied it", "coded twice", "claimed", "disputed"):
        assert words in said
    assert f"{len(found)} changes" in built.title
    assert [slide.title.split(":")[0] for slide in built.slides if slide.title.startswith("Withdrawn")]


def test_nothing_changed_is_said_so(held: Store) -> None:
    asked = export.Request(held, export.parsed("")[0], view="changes", since="2026-11-24")
    said = "\n".join(text for slide in decks.build(export.Content(asked)).slides for text in slide.texts())
    assert "0 changes" in said
    assert "Nothing that passes this filter" in said


def _on_days(read: Extraction, first: dt.date) -> Extraction:
    """The extraction with another week for each of its links, so that each tells of an event of its own."""
    days = (first + dt.timedelta(days=7 * k) for k in range(len(read.links)))
    dated = (
        dataclasses.replace(link, date=LinkDate(day.isoformat(), "that day", Precision.DAY))
        for link, day in zip(read.links, days, strict=True)
    )
    return dataclasses.replace(read, links=tuple(dated))


def _on_days_of_its_own(number: int) -> Extraction:
    """An article whose 25 sentences each tell of another week, which no other article tells of."""
    read = extraction(f"Wire {number}", [f"Wire {number}, line {k}: Pyongyang helped Moscow." for k in range(25)])
    return _on_days(read, dt.date(1930, 1, 1) + dt.timedelta(days=7 * 25 * number))


def test_five_thousand_rows_are_summarised_and_say_so(held: Store) -> None:
    held.ingest([_on_days_of_its_own(n) for n in range(200)])
    asked = export.Request(held, export.parsed("coded=machine")[0], most=40, parts=("timeline", "counts", "latest"))
    head = frames.headline(held, asked.filter)
    assert (head.links, head.events) == (5000, 5000)
    built = decks.build(export.Content(asked))
    titles = [slide.title for slide in built.slides]
    assert any(title.startswith("Evidence: 40 of 5,000 events") for title in titles)
    assert any(title.startswith("Newest events, ") and title.endswith(" of 5,000 events") for title in titles)
    assert len(built.slides) < 120
    shown = Presentation(io.BytesIO(export.write("pptx", asked).data))
    assert len(shown.slides) == len(built.slides)


STRANGE = (
    PERSIAN,
    KOREAN,
    '=HYPERLINK("http://x.test") Pyongyang helped Moscow <img src=x onerror=alert(1)> & more.',
    "Pyongyang helped Moscow " + "again and again " * 400 + ".",
    "Pyongyang" + "x" * 3000 + " helped Moscow.",
)


def test_strange_sentences_stand_in_every_format_as_stored(held: Store) -> None:
    held.ingest(
        [_on_days(extraction(words[:200], [words]), dt.date(2020 + n, 1, 1)) for n, words in enumerate(STRANGE)]
    )
    asked = export.Request(held, export.parsed("coded=machine")[0])
    shown = Presentation(io.BytesIO(export.write("pptx", asked).data))
    cells = [
        cell.text.rstrip("…").strip()
        for slide in shown.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    html = export.write("html", asked).data.decode()
    assert "<img src=x" not in html
    assert sorted(frames.links(held, asked.filter)["evidence"]) == sorted(STRANGE)
    data = export.write("json", dataclasses.replace(asked)).data.decode()
    for sentence in STRANGE:
        assert any(cell and sentence.startswith(cell[:40]) for cell in cells), sentence[:40]
        assert sentence.replace('"', '\\"') in data
