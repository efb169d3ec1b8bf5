"""The store under what happens to stores: repeats, corrections, kills, two writers, full disks, flipped bits."""

import datetime as dt
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import duckdb
import pandas as pd
import pytest
from deltalake import DeltaTable

from dashboard import frames, ledger, pipeline, sources
from dashboard.errors import BadInput, StoreError
from dashboard.filters import Filter
from dashboard.store import Store, batches, parts, schema, tables, texts, views, writer

from .conftest import ROOT

MACHINE = Filter(coded=("machine",))
WIRE = (
    "Russia sent two ships with oil to North Korea in March 2024, officials in Washington said. The shipment broke "
    "limits set by the Security Council. Moscow rejected the report. North Korea received the oil at the port of "
    "Chongjin, where tankers were seen on satellite pictures during four days of that month, analysts added."
)

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def reading(text, outlet=None, day="2024-04-02", title=None):
    published = dt.date.fromisoformat(day) if day else None
    return pipeline.extract(sources.from_text(text, outlet=outlet, published=published, title=title))


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    made = Store(tmp_path_factory.mktemp("base") / "store")
    made.build()
    return made.path


@pytest.fixture
def store(base, tmp_path):
    """A store of one's own: the ledger and nothing else."""
    shutil.copytree(base, tmp_path / "it's a store")
    return Store(tmp_path / "it's a store")


def fingerprint(store):
    links = frames.links(store, Filter())
    return (store.version, len(store.batches), tuple(sorted(links.id)), tuple(links.sort_values("id").status))


def test_every_clone_builds_the_same_store(store, tmp_path):
    other = Store(tmp_path / "other")
    other.build()
    assert fingerprint(other) == fingerprint(store)
    assert store.batches[0].recorded_at == ledger.load().first


def test_building_again_changes_nothing(store):
    before = fingerprint(store)
    steps = []
    store.build(lambda done, total, words: steps.append((done, total, words)))
    assert fingerprint(store) == before
    assert steps[-1][0] == steps[-1][1]


def test_an_event_added_to_the_ledger_is_added_to_the_store(store, tmp_path):
    folder = tmp_path / "ledger"
    shutil.copytree(ledger.FOLDER, folder)
    path = folder / "events.jsonl"
    lines = path.read_text(encoding="utf-8").rstrip().split("\n")
    new = json.loads(lines[-1]) | {"id": "2026-05-20-one-more", "start": "2026-05-20", "end": None}
    path.write_text("\n".join([*lines, json.dumps(new)]) + "\n", encoding="utf-8")
    with (folder / "recorded.csv").open("a", encoding="utf-8") as file:
        file.write("2026-05-20-one-more,2026-11-24T00:00:00Z\n")
    store.build(folder=folder)
    assert len(frames.events(store, Filter())) == 426
    assert len(frames.events(store, Filter(asof="2026-11-23"))) == 425


def test_the_same_article_twice_changes_nothing(store):
    found = reading(WIRE)
    first = store.ingest([found])
    before = fingerprint(store)
    again = store.ingest([found, found])
    assert (first.added, again.batch, again.unchanged) == ((found.article.id,), None, (found.article.id,))
    assert fingerprint(store) == before
    assert again.in_words() == "1 already there, nothing changed."


def test_copies_of_one_wire_are_one_event_with_one_origin(store):
    copies = [reading(WIRE, "Herald", "2024-04-02"), reading(f"{WIRE} Read more here.", "Tribune", "2024-04-03")]
    store.ingest([copies[0]])
    store.ingest([copies[1]])
    events = frames.events(store, MACHINE)
    assert len(frames.articles(store, Filter())) == 2
    assert set(frames.articles(store, Filter()).origin) == {"Herald"}
    assert (events.sources == 2).all()
    assert (events.origins == 1).all()


def test_texts_that_credit_one_agency_are_one_origin(store):
    store.ingest([reading("MOSCOW (Reuters) - Russia signed a treaty with Iran on 2 April 2024.", "Herald")])
    store.ingest(
        [reading("Russia signed a treaty with Iran on 2 April 2024, Reuters reported.", "Tribune", "2024-04-03")]
    )
    assert set(frames.articles(store, Filter()).origin) == {"Reuters"}


def test_two_reports_of_one_act_are_one_event_with_two_origins(store):
    one = "Russia delivered 165,000 barrels of refined oil to North Korea at Vostochny on 12 March 2024."
    two = "On 13 March 2024 Russia shipped some 165,000 barrels of refined oil from Vostochny to North Korea."
    other = "Russia delivered fighter engines to North Korea on 2 November 2024."
    store.ingest([reading(one, "Herald"), reading(two, "Tribune"), reading(other, "Post", "2024-11-03")])
    events = frames.events(store, MACHINE)
    oil = events[events.title.str.contains("oil") | events.summary.str.contains("oil")]
    assert list(oil.origins) == [2]
    assert len(events) == len(oil) + 1


def test_the_order_of_files_in_a_batch_does_not_matter(base, tmp_path):
    found = [
        reading(WIRE, "Herald"),
        reading(f"{WIRE} More.", "Tribune", "2024-04-03"),
        reading("China met Iran.", "Post"),
    ]
    versions = []
    for order in (found, found[::-1]):
        path = tmp_path / str(len(versions))
        shutil.copytree(base, path)
        made = Store(path)
        made.ingest(order, recorded_at=dt.datetime(2026, 11, 25, tzinfo=dt.UTC))
        versions.append(fingerprint(made))
    assert versions[0] == versions[1]


def test_corrections_are_new_rows_and_the_past_stays_as_it_was(store):
    store.ingest([reading(WIRE)])
    link = frames.links(store, MACHINE).iloc[0]
    asof = store.batches[-1].recorded_at.isoformat()
    store.correct(link.id, {"status": "denied", "denied_by": ["RUS"]}, "the denial stands in the next paragraph")
    now, then = (frames.links(store, MACHINE.with_(asof=at), ids=[link.id]).iloc[0] for at in (None, asof))
    assert (now.status, now.denied_by, now.stance) == ("denied", ("RUS",), "review")
    assert (then.status, then.stance) == (link.status, link.stance)
    found = frames.changes(store, Filter(), asof)
    assert [(row.what, row.before, row.after) for row in found.itertuples()] == [("status", link.status, "denied")]
    assert found.reason[0] == "the denial stands in the next paragraph"


def test_what_is_withdrawn_is_gone_now_and_there_before(store):
    found = reading(WIRE)
    store.ingest([found])
    asof = store.batches[-1].recorded_at.isoformat()
    links = len(frames.links(store, MACHINE))
    store.withdraw([found.article.id], "not an article")
    assert len(frames.links(store, MACHINE)) == len(frames.articles(store, Filter())) == 0
    assert len(frames.links(store, MACHINE.with_(asof=asof))) == links
    assert set(frames.changes(store, Filter(), asof).what) == {"withdrawn"}
    assert texts.article(store, found.article.id) is None
    assert store.ingest([found]).added == (found.article.id,)
    assert len(frames.links(store, MACHINE)) == links


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s, id: s.withdraw(["nothing"], "x"), "names nothing"),
        (lambda s, id: s.withdraw([id], " "), "needs a reason"),
        (lambda s, id: s.withdraw([], "x"), "Nothing was chosen"),
        (lambda s, id: s.correct(id, {"status": "true"}, "x"), "cannot be 'true'"),
        (lambda s, id: s.correct(id, {"evidence": "mine"}, "x"), "cannot be corrected"),
        (lambda s, id: s.correct(id, {}, "x"), "Nothing was changed"),
        (
            lambda s, id: s.ingest([reading("China met Iran.")], dt.datetime(2020, 1, 1, tzinfo=dt.UTC)),
            "recorded later",
        ),
    ],
)
def test_changes_that_cannot_be_made_change_nothing(store, change, words):
    before = fingerprint(store)
    with pytest.raises(BadInput, match=words):
        change(store, frames.links(store, Filter()).id[0])
    assert fingerprint(store) == before


def test_reading_an_article_otherwise_keeps_what_a_person_decided(store):
    found = reading(f"{WIRE} Iran signed a treaty with China on 3 March 2024.")
    store.ingest([found])
    link = frames.links(store, MACHINE.with_(pairs=("CHN-IRN",))).iloc[0]
    store.correct(link.id, {"status": "hypothetical"}, "only a plan")
    fewer = type(found)(found.article, found.mentions, found.dates, (), found.groups)
    assert store.ingest([fewer]).changed == (found.article.id,)
    assert list(frames.links(store, MACHINE).id) == [link.id]


def test_as_of_before_everything_is_empty_and_works(store):
    assert frames.headline(store, Filter(asof="2000-01-01")).events == 0
    assert len(frames.events(store, Filter(asof="2000-01-01"))) == 0


@pytest.mark.parametrize("name", ["missing", "empty folder"])
def test_a_store_that_is_not_there_says_how_to_make_it(tmp_path, name):
    path = tmp_path / name
    if name == "empty folder":
        path.mkdir()
    assert not Store(path).exists
    with pytest.raises(StoreError, match="python -m dashboard build"):
        frames.events(Store(path), Filter())


def test_a_store_of_another_version_is_refused(store, monkeypatch):
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with pytest.raises(StoreError, match="an older version"):
        Store(store.path).version  # noqa: B018


def test_a_store_that_lost_its_newest_batch_is_noticed(store):
    store.ingest([reading(WIRE)])
    log = store.path / "batches" / "_delta_log"
    max(log.glob("*.json")).unlink()
    with pytest.raises(StoreError, match="lost a batch"):
        Store(store.path).version  # noqa: B018


WRITER = """
import sys
from dashboard.models import Article, Extraction, Link, Polarity, Relation, Status
from dashboard.store import Store
store = Store(sys.argv[1])
for number in range(1000):
    text = f"Russia sent {number} ships to North Korea on 3 March 2024."
    article = Article(text, (0, len(text)), outlet=sys.argv[2])
    link = Link("RUS", "PRK", True, Relation.AID, Polarity.COOPERATION, 7.0, Status.REPORTED, (0, len(text)))
    print(store.ingest([Extraction(article, links=(link,))]).added[0], flush=True)
"""


@contextmanager
def writing(store, outlet):
    """Another process that ingests one article after the other and names each when it is confirmed."""
    command = [sys.executable, "-c", WRITER, str(store.path), outlet]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def test_a_writer_killed_at_any_moment_loses_nothing_it_confirmed(store):
    draw = random.Random(7)
    confirmed = set()
    for round_ in range(5):
        with writing(store, f"outlet {round_}") as process:
            process.stdout.readline()
            time.sleep(draw.uniform(0.0, 0.4))
            process.send_signal(signal.SIGKILL)
            confirmed |= {line for line in process.stdout.read().split("\n") if len(line) == 20}
        held = frames.articles(store, Filter())
        assert confirmed <= set(held.id)
        assert (frames.links(store, MACHINE).groupby("article").size() == held.set_index("id").links).all()
    assert not store.check(clean=True).damaged
    assert not Store(store.path).check().left_behind
    assert store.ingest([reading(WIRE)]).added


def test_two_writers_lose_nothing(store):
    confirmed = set()
    with writing(store, "one") as one, writing(store, "two") as two:
        for process in (one, two) * 4:
            confirmed.add(process.stdout.readline().strip())
        for process in (one, two):
            process.kill()
            confirmed |= {line for line in process.stdout.read().split("\n") if len(line) == 20}
    assert confirmed <= set(frames.articles(store, Filter()).id)
    assert len(confirmed) >= 8


def test_readers_while_a_writer_writes(store):
    with writing(store, "busy") as process, ThreadPoolExecutor(4) as pool:
        process.stdout.readline()
        found = list(pool.map(lambda _: frames.headline(store, Filter()).links, range(24)))
    assert found[0] >= 595
    assert max(found) <= frames.headline(Store(store.path), Filter()).links


STORIES = (
    (WIRE, "Herald", "2024-04-02"),
    (f"{WIRE} Read more here.", "Tribune", "2024-04-03"),
    ("On 13 March 2024 Russia shipped some oil to North Korea at Chongjin, Tokyo said.", "Post", "2024-04-04"),
    ("Iran signed a treaty with China on 3 March 2024. Belarus, Russia and Iran share interests.", "Globe", None),
    ("Japan condemned North Korea on 5 May 2024. Vietnam and Laos were named too.", "Star", "2024-05-06"),
)


def changed_at_random(store, draw):
    """One change of any kind that a store knows."""
    links, articles = frames.links(store, MACHINE), frames.articles(store, Filter())
    kind = draw.choice(("ingest", "ingest", "correct", "withdraw article", "withdraw link", "withdraw event"))
    if kind == "ingest" or not len(links) or not len(articles):
        store.ingest([reading(*story) for story in draw.sample(STORIES, draw.randint(1, 3))])
    elif kind == "correct":
        store.correct(draw.choice(list(links.id)), {"status": draw.choice(["denied", "claimed"])}, "read again")
    elif kind == "withdraw article":
        store.withdraw([draw.choice(list(articles.id))], "not an article")
    elif kind == "withdraw link":
        store.withdraw([draw.choice(list(links.id))], "not said")
    else:
        store.withdraw([draw.choice(list(frames.events(store, Filter(coded=("hand",))).id))], "twice in the ledger")


def everything(store, earlier):
    asked = (Filter(), Filter(countries=("PRK",)), Filter(statuses=("denied",)), Filter(start="2024", layers=("ties",)))
    names = ("events", "links", "groups", "mentions", "articles", "comentions", "arcs", "countries", "density")
    found = {(name, chosen): getattr(frames, name)(store, chosen) for name in names for chosen in asked}
    found |= {("pair_status", chosen): frames.pair_status(store, chosen) for chosen in asked}
    found["sources"] = frames.sources(store, list(frames.events(store, Filter()).id))
    found["treaties"] = frames.treaties(store)
    found["changes"] = frames.changes(store, Filter(), earlier)
    return found, [frames.headline(store, chosen) for chosen in asked]


@pytest.mark.parametrize("seed", range(2))
def test_a_view_in_parts_tells_what_a_view_made_anew_tells(store, monkeypatch, seed):
    draw = random.Random(seed)
    earlier = store.batches[-1].recorded_at
    for _ in range(6):
        changed_at_random(store, draw)
        assert views.base(store.snapshot().folder)
    found, heads = everything(store, earlier)
    shutil.rmtree(store.path / "views")
    monkeypatch.setattr(parts, "fits", lambda base, fresh: False)
    anew = Store(store.path)
    assert views.base(anew.snapshot().folder) is None
    told, told_heads = everything(anew, earlier)
    assert heads == told_heads
    for name, frame in found.items():
        pd.testing.assert_frame_equal(frame, told[name], obj=str(name))


def test_views_long_unused_go_and_what_is_in_use_stays(store):
    folder = store.path / "views"
    old = folder / "0123456789abcdef0123-1"
    old.mkdir()
    (old / "files.json").write_text("{}", encoding="utf-8")
    earlier = store.snapshot()
    for number in range(views.KEPT + 3):
        store.ingest([reading(f"Russia sent {number} ships to North Korea on 3 March 2024.")])
        for place in folder.iterdir():
            os.utime(place, (number, number))
        store.snapshot()
    assert not old.exists()
    assert views.KEPT <= len(list(folder.iterdir())) <= views.KEPT + 2
    assert store.snapshot().touch()
    shutil.rmtree(earlier.folder)
    assert not earlier.touch()
    assert len(frames.events(store, Filter(asof=earlier.recorded_at.isoformat()))) == 425


def test_half_a_batch_is_invisible(store):
    before = fingerprint(store)
    link = frames.links(store, Filter()).iloc[0]
    rows = [{"id": link.id, "withdrawn": True, "reason": "never finished"}]
    half = writer.stamped(writer.table("links", rows), "0" * 20, dt.datetime.now(dt.UTC))
    tables.append(store.path, "links", "00000099-half.parquet", half)
    assert len(DeltaTable(store.path / "links").file_uris()) == 2
    assert fingerprint(Store(store.path)) == before
    assert store.check(clean=True).left_behind == ("links/00000099-half.parquet",)
    assert len(DeltaTable(store.path / "links").file_uris()) == 1
    assert fingerprint(Store(store.path)) == before


def parquet_and_logs(store):
    kept = (path for path in store.path.rglob("*") if path.suffix in (".parquet", ".json") and path.stat().st_size)
    return sorted(path for path in kept if "views" not in path.parts and path.parent.name != "mentions")


def test_flipped_bits_are_noticed_or_harmless(store, tmp_path):
    store.ingest([reading(WIRE)])
    before = fingerprint(store)
    shutil.rmtree(store.path / "views")
    draw = random.Random(11)
    noticed = 0
    for round_ in range(16):
        copy = Store(shutil.copytree(store.path, tmp_path / str(round_)))
        path = draw.choice(parquet_and_logs(copy))
        data = bytearray(path.read_bytes())
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        path.write_bytes(data)
        try:
            assert fingerprint(copy) == before, path
        except StoreError:
            noticed += 1
        shutil.rmtree(copy.path)
    assert noticed >= 4


def test_a_damaged_article_is_named(store):
    store.ingest([reading(WIRE)])
    path = next(path for path in (store.path / "articles").glob("*.parquet"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 8
    path.write_bytes(data)
    assert path.name in Store(store.path).check().damaged[0]


def test_a_damaged_view_is_thrown_away_and_made_anew(store):
    before = fingerprint(store)
    path = next((store.path / "views").rglob("links.parquet"))
    path.write_bytes(path.read_bytes()[:-40])
    checked = Store(store.path).check()
    assert checked.remade == (f"{path.parent.name}/links.parquet",)
    assert not checked.damaged
    assert fingerprint(Store(store.path)) == before
    assert not Store(store.path).check().remade


@pytest.mark.parametrize("written", ["", "many", "\x00", "-"])
def test_a_damaged_note_of_the_newest_batch_is_told(store, written):
    (store.path / batches.HEAD).write_text(written)
    with pytest.raises(StoreError, match="head of the store is damaged"):
        Store(store.path).snapshot()


@pytest.fixture
def small_disk(tmp_path):
    place = tmp_path / "small"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", place], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("a small disk cannot be mounted here (needs root)")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def fill(path):
    """Write until the disk is full."""
    with path.open("wb", buffering=0) as file:
        while True:
            file.write(os.urandom(4096))


def test_a_full_disk_stores_nothing_and_says_so(small_disk):
    store = Store(small_disk / "store")
    store.build()
    before = fingerprint(store)
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="No space"):
        fill(filler)
    with pytest.raises(StoreError, match=r"full.*nothing was stored"):
        store.ingest([reading(WIRE)])
    assert fingerprint(store) == before
    filler.unlink()
    assert store.ingest([reading(WIRE)]).added
    assert not store.check(clean=True).damaged


def test_the_store_needs_no_leave_to_write_beyond_its_folder(base):
    for batch in Store(base).batches:
        assert batch.schema == schema.VERSION
        assert {file.table for file in batch.files} <= set(schema.TABLES)
    assert batches.load(base)[0].number == 1


ESCAPES = (
    "SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM read_text('/etc/passwd')", "COPY links TO '/tmp/x.csv'",
    "ATTACH '/tmp/x.db'", "INSTALL httpfs", "LOAD httpfs", "SET enable_external_access = true",
    "SET allowed_directories = ['/']", "SELECT * FROM 'http://127.0.0.1/x.parquet'", "SELECT * FROM glob('/etc/*')",
)  # fmt: skip


def test_the_engine_reaches_nothing_else(store):
    snapshot = store.snapshot()
    for sql in ESCAPES:
        with pytest.raises(duckdb.Error):
            snapshot.rows(sql)
