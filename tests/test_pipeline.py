"""The pipeline: one article, streams, other languages, the contract's line."""

import datetime as dt
import json

import pytest

from dashboard import pipeline, sources
from dashboard.models import Polarity, Relation, Status

TEXT = "Russia supplied oil to North Korea in March 2024, officials said. Iran and China signed a treaty on Monday."
DAY = dt.date(2024, 4, 3)
KEYS = {"id", "body", "mentions", "dates", "links", "groups", "events", "attributions"}


def article(text=TEXT, **known):
    return sources.from_text(text, published=DAY, **known)


def test_an_article_gives_mentions_dates_and_links():
    found = pipeline.extract(article())
    assert {mention.iso3 for mention in found.mentions} == {"RUS", "PRK", "IRN", "CHN"}
    assert [date.value for date in found.dates] == ["2024-03", "2024-04-01"]
    assert {frozenset((link.source, link.target)) for link in found.links} == {
        frozenset(("RUS", "PRK")),
        frozenset(("IRN", "CHN")),
    }
    assert not found.acts
    assert not found.not_coded


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("러시아와 북한이 평양에서 조약에 서명했다고 통신이 보도했다.", "ko", "PRK"),
        ("Россия и Северная Корея подписали договор в Пхеньяне, сообщило агентство.", "ru", "RUS"),
        ("俄罗斯和朝鲜在平壤签署了条约，新华社报道。", "zh", "RUS"),
        ("روسیه و کره شمالی در پیونگ‌یانگ پیمانی امضا کردند، خبرگزاری گزارش داد.", "fa", "RUS"),
        ("وقعت روسيا وكوريا الشمالية معاهدة في بيونغ يانغ، حسبما ذكرت الوكالة.", "ar", "RUS"),
    ],
)
def test_another_language_gives_mentions_and_says_why_no_links(text, language, code):
    found = pipeline.extract(article(text))
    assert found.article.language == language
    assert code in {mention.iso3 for mention in found.mentions}
    assert (found.links, found.groups, found.not_coded) == ((), (), pipeline.NOT_CODED)
    assert all(found.article.text[m.start : m.end] == m.surface for m in found.mentions)


def test_the_line_of_the_contract():
    line = pipeline.to_contract(pipeline.extract(article(), general=True), "a1")
    assert set(line) >= KEYS
    assert json.loads(json.dumps(line)) == line
    for mention in line["mentions"]:
        assert TEXT[mention["start"] : mention["end"]] == mention["surface"]
    for link in line["links"]:
        assert link["source"] != link["target"]
        assert link["relation"] in set(Relation)
        assert link["polarity"] in set(Polarity)
        assert link["status"] in set(Status)
        assert 0 <= link["evidence"][0] < link["evidence"][1] <= len(TEXT)
    assert line["events"]


def test_a_stream_keeps_its_order_and_is_never_held():
    held = []

    def stream():
        for number in range(100):
            held.append(number)
            yield article(f"Russia met Iran {number} times.")

    found = pipeline.extract_many(stream())
    first = next(found)
    assert "Iran 0 times" in first.article.text
    assert len(held) == 1
    assert [one.article.text for one in found] == [f"Russia met Iran {number} times." for number in range(1, 100)]


def test_two_processes_give_what_one_gives():
    articles = [article(f"{TEXT} Report {number}.") for number in range(40)]
    held = []

    def stream():
        for one in articles:
            held.append(one)
            yield one

    found = pipeline.extract_many(stream(), 2)
    first = next(found)
    assert len(held) <= (2 * pipeline.AHEAD + 1) * pipeline.CHUNK
    assert [first, *found] == [pipeline.extract(one) for one in articles]


def test_an_empty_stream_is_empty():
    assert list(pipeline.extract_many([], 2)) == []
