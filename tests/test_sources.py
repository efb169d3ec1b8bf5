"""Sources: files of every format, encodings, refusals, furniture, language and origin."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import rows, sources
from dashboard.errors import BadData, BadInput
from dashboard.sources import decode, furniture, html, language, origin, sandbox

HERE = Path(__file__).parent
SAMPLES = HERE / "samples"
PAGES = rows.read(HERE / "cases" / "furniture.csv", ("above", "article", "below"))
WEB_PAGES = [json.loads(line) for line in (HERE / "cases" / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
CUES = rows.read(rows.DATA / "vocabulary" / "furniture.csv", ("kind", "cue", "example"))
AGENCIES = rows.read(rows.DATA / "vocabulary" / "agencies.csv", ("name", "spellings", "example"))
PAGE = "<html><body><article>{}</article></body></html>"
PARAGRAPH = "<p>Russia and Iran signed a treaty in Moscow on Friday, and both parliaments will vote on it in {}.</p>"


def by_line(table):
    return [pytest.param(row, id=row.where) for row in table]


@pytest.mark.parametrize("kind", sources.READERS)
def test_every_reader_gives_the_same_article_of_its_sample(kind):
    suffix = sources.READERS[kind].suffixes[0]
    article = sources.read(SAMPLES / f"article{suffix}")
    body = article.text[slice(*article.body)]
    assert body.startswith("MOSCOW, June 19 (Reuters) - Russia")
    assert body.endswith("made of the new paper.")
    assert body.count("\n\n") == 2
    assert (article.language, article.origin) == ("en", "Reuters")


def test_a_page_tells_title_outlet_address_and_day():
    article = sources.read(SAMPLES / "article.html")
    assert article.title == "Russia and Iran sign treaty"
    assert article.outlet == "The Sample Paper"
    assert article.url == "https://paper.example/2024/treaty"
    assert article.published == dt.date(2024, 6, 19)


def test_what_is_known_goes_before_what_the_page_says():
    known = {"title": "Other", "published": dt.date(2024, 6, 20), "url": "http://other.example/", "outlet": None}
    article = sources.read(SAMPLES / "article.html", **known)
    assert (article.title, article.published) == ("Other", dt.date(2024, 6, 20))
    assert (article.url, article.outlet) == ("http://other.example/", "The Sample Paper")


def test_a_page_that_gives_a_script_for_its_address_has_none():
    page = PAGE.replace("<body>", '<head><link rel="canonical" href="javascript:alert(1)"></head><body>')
    article = sources.parse(page.format(PARAGRAPH.format("May") * 4).encode(), "page.html")
    assert article.url is None


@pytest.mark.parametrize("page", WEB_PAGES, ids=lambda page: page["id"])
def test_a_hard_page_gives_its_article_title_and_day(page):
    article = sources.parse(page["html"].encode(), "page.html")
    body = article.text[slice(*article.body)]
    day = article.published and article.published.isoformat()
    assert (article.title, day) == (page["title"], page["published"])
    assert [part for part in page["paragraphs"] if part not in body] == []
    assert [words for words in page["absent"] if words in body] == []


def test_a_page_without_a_stated_day_has_none():
    article = sources.parse(PAGE.format(PARAGRAPH.format("May 2020") * 4).encode(), "page.html")
    assert article.published is None


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.txt", "a.txt is empty"),
        (b" \n\t ", "a.txt", "a.txt is empty"),
        (b"... --- ...", "a.txt", "a.txt is empty"),
        (bytes(range(256)) * 40, "a.txt", "a.txt is not a text file"),
        (b"Some text \x00\x00\x00 and zeros", "a.txt", "a.txt is not a text file"),
        (b"%PDF-1.7\n...", "a.txt", "a.txt is a PDF"),
        (b"PK\x03\x04....", "a.html", "a.html is an Office or zip file"),
        (b"\x89PNG\r\n\x1a\n....", "a.txt", "a.txt is a picture"),
        (b"\x7fELF....", "a.txt", "a.txt is a program"),
        (b"<?xml version='1.0'?><rss></rss>", "a.txt", "a.txt is a feed"),
        (b"word " * 1_000_000, "a.txt", "a.txt has 5,000,000 characters and one article may have 2,000,000"),
        (b"a" * 10_000_001, "a.txt", "a.txt has 10.0 MB and one file may have 10 MB"),
        (b"<html><body><script>draw()</script></body></html>", "a.html", "a.html holds no article text"),
        (b"<html><body>" + b"<div>" * 250 + b"text", "a.html", "a.html nests its elements more than 200 deep"),
        (b"<html>" + b"<b>" * 200_000, "a.html", "a.html nests its elements more than 200 deep"),
    ],
)
def test_an_input_that_cannot_be_used_is_refused_in_one_sentence(data, name, says):
    with pytest.raises(BadInput) as caught:
        sources.parse(data, name)
    sentence = str(caught.value)
    assert sentence.startswith(says)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 200


def test_a_file_that_is_not_there_or_no_file_is_refused(tmp_path):
    for path, says in ((tmp_path / "none.txt", "none.txt cannot be read"), (tmp_path, "is a folder or device")):
        with pytest.raises(BadInput, match=says):
            sources.read(path)
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        os.truncate(file.fileno(), 3_000_000_000)
    with pytest.raises(BadInput, match=r"3000\.0 MB"):
        sources.read(large)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_western_encodings(encoding):
    text = (
        "The minister’s “yes” in Zürich – he was received there by Türkiye’s envoy – came late on Friday evening. " * 3
    )
    assert decode.text(text.encode(encoding, "replace"), "a.txt") == text.encode("cp1252", "replace").decode("cp1252")


@pytest.mark.parametrize(
    ("text", "encoding", "code"),
    [
        ("Министр иностранных дел России прибыл в Пхеньян с визитом. ", "cp1251", "ru"),
        ("Министр иностранных дел России прибыл в Пхеньян с визитом. ", "koi8-r", "ru"),
        ("대통령은 오늘 모스크바를 방문해 회담을 가졌다고 밝혔다. ", "euc-kr", "ko"),
        ("中国外交部发言人星期五在北京表示反对。", "gb18030", "zh"),
        ("外務省は金曜日に東京で会談を行うと発表した。", "cp932", "ja"),
        ("外務省は金曜日に東京で会談を行うと発表した。", "iso-2022-jp", "ja"),
        ("وزير الخارجية الروسي يصل إلى طهران يوم الجمعة. ", "cp1256", "ar"),
        ("وزیر امور خارجهٔ روسیه روز جمعه به تهران رسید و گفت‌وگو کرد. ", "utf-8", "fa"),
        ("Міністр закордонних справ України прибув до Києва з візитом. ", "utf-8", "uk"),
        ("Le ministre des affaires étrangères est arrivé à Téhéran vendredi soir. ", "cp1252", "fr"),
        ("Moscow", "utf-8", "en"),
    ],
)
def test_a_text_of_another_language_is_taken_and_its_language_told(text, encoding, code):
    article = sources.parse((text * 5).encode(encoding), "a.txt")
    assert article.text.strip() == (text * 5).strip()
    assert article.language == code


def test_the_server_and_the_page_say_how_to_read_the_bytes():
    page = '<html><head><meta charset="windows-1251"></head><body><p>Слово</p></body></html>'
    assert "Слово" in decode.text(page.encode("cp1251"), "a.html", markup=True)
    assert decode.text("Слово".encode("koi8-r"), "a.txt", charset="koi8-r") == "Слово"
    assert decode.text("Слово".encode(), "a.txt", charset="no-such-thing") == "Слово"
    assert decode.text("Слово".encode(), "a.txt", charset="rot13") == "Слово"


def test_labelled_encodings(shared):
    right = total = 0
    alias = {"SHIFT_JIS": "cp932", "GB2312": "gb18030", "iso-8859-1": "cp1252", "TIS-620": "cp874"}
    for line in (shared / "security" / "encodings_chardet.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        data, encoding = b64decode(row["b64"]), alias.get(row["encoding_dir"], row["encoding_dir"])
        try:
            wanted = data.decode(encoding).lstrip("\ufeff")
        except (LookupError, UnicodeError):
            continue
        total += 1
        try:
            right += decode.text(data, row["file"], markup=True).lstrip("\ufeff") == wanted
        except BadInput:
            continue
    assert total > 200
    assert right >= 0.98 * total


def test_malformed_pages_are_read_or_refused(shared):
    lines = (shared / "security" / "html_malformed_html5lib.jsonl").read_text(encoding="utf-8").splitlines()[::9]
    for line in lines:
        page = json.loads(line)["html"].encode("utf-8", "surrogatepass")
        try:
            article = sources.parse(page, "page.html")
        except BadInput:
            continue
        assert article.text


def test_a_parser_that_hangs_or_dies_is_given_up_and_the_next_page_is_read(monkeypatch):
    page = (SAMPLES / "article.html").read_bytes()
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 0.5)
    child = sandbox.Child("html")
    child.process = sandbox._started("html")
    os.kill(child.process.pid, signal.SIGSTOP)
    start = time.monotonic()
    with pytest.raises(BadInput, match=r"page took longer than 0.5 seconds"):
        child.run(page, {"name": "page"}, "page")
    assert time.monotonic() - start < 3
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 20)
    assert "Moscow" in child.run(page, {"name": "page"}, "page")["text"]
    child.process.kill()
    child.process.wait()
    assert "Moscow" in child.run(page, {"name": "page"}, "page")["text"]
    child.stop()


def test_a_page_that_needs_too_much_is_given_up():
    page = ("<html><body>" + "<p>x<i>y</i></p>" * 600_000)[: html.MAX_BYTES].encode()
    start = time.monotonic()
    with pytest.raises(BadInput, match=r"^large\.html "):
        sources.parse(page, "large.html")
    assert time.monotonic() - start < sandbox.WALL_SECONDS + 3


@pytest.mark.parametrize("page", by_line(PAGES))
def test_page_furniture_is_cut_off(page):
    above, article, below = (page[part].replace("⏎", "\n") for part in ("above", "article", "below"))
    start, end = furniture.body(above + article + below)
    assert (above + article + below)[start:end] == article


@pytest.mark.parametrize("cue", by_line(CUES))
def test_every_cue_cuts_its_example(cue):
    article = "Russia and Iran signed a treaty in Moscow on Friday, the Kremlin said.\n\nIt was the second in a year."
    assert furniture.body(f"{article}\n\n{cue['example']}") == (0, len(article))
    assert furniture.inner(cue["example"], (0, len(cue["example"]))) == ((0, len(cue["example"])),)


def test_furniture_inside_the_body_is_named():
    text = "The pact was signed on Friday in Moscow.\n\nRead more: Port opens\n\nIt takes effect in the spring of 2027."
    ((start, end),) = furniture.inner(text, furniture.body(text))
    assert text[start:end] == "Read more: Port opens"


def test_a_cue_that_stands_twice_is_refused(tmp_path):
    path = tmp_path / "furniture.csv"
    path.write_text("kind,cue,example\nwhole,menu,Menu\nwhole,menu,Menu\n", encoding="utf-8")
    with pytest.raises(BadData, match=r"furniture.csv:3: 'menu' stands already at furniture.csv:2"):
        furniture.load(path)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=30), st.sampled_from([*[cue["example"] for cue in CUES], "\n", "\n\n"]))))
def test_any_text_has_a_body_inside_it(pieces):
    text = "\n".join(pieces)
    start, end = furniture.body(text)
    assert 0 <= start <= end <= len(text)
    assert bool(text.strip()) == (start < end)
    assert text[start:end] == text[start:end].strip()
    assert all(start <= one < other <= end for one, other in furniture.inner(text, (start, end)))


@pytest.mark.parametrize("piece", ["A", "By A", " ", "\n", "a · ", "- ", "Menu\n", "Read more: x\n\n", "1.", "©"])
def test_the_time_for_a_body_grows_no_faster_than_the_text(piece):
    def seconds(length):
        start = time.process_time()
        furniture.body("By " + piece * (length // len(piece)))
        return time.process_time() - start

    assert seconds(200) < 1
    assert min(seconds(200_000) for _ in range(2)) < 10 * max(seconds(50_000), 0.02)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(), min_size=1), st.text(st.characters(), max_size=20))
def test_any_pasted_text_is_an_article_or_refused(text, outlet):
    try:
        article = sources.from_text(text, outlet=outlet, title=outlet)
    except BadInput:
        return
    assert article.text == text
    assert len(article.id) == 20
    assert len(article.language) == 2


@pytest.mark.parametrize("agency", by_line(AGENCIES))
def test_every_agency_is_told_from_its_example(agency):
    text = agency["example"]
    assert origin.of(text, (0, len(text)), "Some Paper") == agency["name"]


@pytest.mark.parametrize(
    ("text", "outlet", "wanted"),
    [
        ("The ministry denied it, citing Reuters.", "The Paper", "Reuters"),
        ("It was signed, according to Russian state news agency TASS.", "The Paper", "TASS"),
        ("Kim left Pyongyang, Yonhap news agency reported on Monday.", None, "Yonhap"),
        ("It was signed, state media said.", "The Paper", "The Paper"),
        ("He told AFP that it was signed.", "The Paper", "AFP"),
        ("It was signed. - Reuters", "The Paper", "Reuters"),
        ("It was signed.\n\nSource: TASS", "The Paper", "TASS"),
        ("Kim left, KCNA said.", "Yonhap News Agency", "Yonhap"),
        ("The AP style guide has a chapter.", "The Paper", "The Paper"),
        ("It was signed.", None, None),
    ],
)
def test_origin(text, outlet, wanted):
    assert origin.of(text, (0, len(text)), outlet) == wanted


def test_a_spelling_of_two_agencies_is_refused(tmp_path):
    path = tmp_path / "agencies.csv"
    path.write_text("name,spellings,example\nA,X|Y,(A)\nB,Y,(B)\n", encoding="utf-8")
    with pytest.raises(BadData, match=r"agencies.csv:3: 'Y' is claimed by A and B"):
        origin.names(path)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-05-01", "2024-05-01"),
        (" 2024-05-01 ", "2024-05-01"),
        ("1 May 2024", "2024-05-01"),
        ("May 1, 2024", "2024-05-01"),
        ("25/06/2024", "2024-06-25"),
        ("2024-06-19T23:30:00-05:00", "2024-06-19"),
        ("Wed, 19 Jun 2024 10:00:00 GMT", "2024-06-19"),
    ],
)
def test_a_day_is_read(words, day):
    assert sources.parse_date(words).isoformat() == day


@pytest.mark.parametrize(
    "words",
    ["", "x", "tomorrow", "2024", "May 2024", "05/06/2024", "2024-02-30", "2024-13-01", "1 May", "9" * 500, "٢"],
)
def test_what_is_no_day_is_refused(words):
    with pytest.raises(BadInput, match="is no date; write it as YYYY-MM-DD"):
        sources.parse_date(words)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/hosts", "//x.example/", "http:/x", "https://", "x"]
)
def test_only_web_addresses_are_kept(url):
    with pytest.raises(BadInput, match="is no web address"):
        sources.from_text("Some words.", url=url)


def test_an_article_of_pasted_text():
    article = sources.from_text("Some words.", title=" A \n title ", outlet=" ", url=" https://x.example/a?b#c ")
    assert (article.title, article.outlet, article.url) == ("A title", None, "https://x.example/a?b#c")
    assert article.text == "Some words."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Pyongyang may send more workers, and Russia may pay in oil.", "en"),
        ("Kim Jong Un received Russian Defence Minister Andrei Belousov.", "en"),
        ("Lavrov meets Kim in Wonsan, pledges full support for the leader", "en"),
        ("Tehran would not say who had ordered drones for Moscow or when.", "en"),
        ("Rusia y Corea del Norte firmaron un tratado de defensa mutua en junio de 2024.", "es"),
        ("Moskau will mit Teheran und Peking über den Vertrag sprechen, sagte der Minister.", "de"),
        ("La Russie et la Chine ont signé un accord sur le gaz à Pékin mardi.", "fr"),
    ],
)
def test_short_texts_are_told_by_words_that_only_one_language_writes(text, code):
    assert language.of(text) == code


def test_letters_alone_settle_most_languages():
    assert language.of("12:30 — 99 %") == "en"
    assert language.of("שר החוץ הגיע למוסקבה") == "he"


def test_the_upload_field_and_the_reader_agree_on_the_largest_file():
    settings = tomllib.loads((HERE.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["maxUploadSize"] == sources.MAX_BYTES // 1_000_000


def test_a_warm_parser_opens_no_file_for_a_page():
    """In the child process no file can be opened any more: what a library would load late kills it."""
    code = (
        "import json, sys; from dashboard.sources import html; html.warm(); late = []\n"
        "sys.addaudithook(lambda event, args: late.append(str(args[0])) if event in ('open', 'import') else None)\n"
        "for line in sys.stdin: html.extract(json.loads(line)['html'].encode(), {'name': 'page'})\n"
        "print(late)"
    )
    pages = "\n".join(json.dumps(page) for page in WEB_PAGES)
    done = subprocess.run([sys.executable, "-c", code], input=pages, capture_output=True, text=True, cwd=HERE.parent)
    assert (done.stdout.strip(), done.returncode) == ("[]", 0)
