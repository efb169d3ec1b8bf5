"""Who claims and who denies a link over the whole text, and what status follows."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import pipeline, rows, sources
from dashboard.links import attribution, claims, themes
from dashboard.models import Group, Link, Status

from . import discourses
from .discourses import table

PIECES = [
    "[Iran|IRN]", "[Moscow|RUS|capital]", "[North Korea|PRK]", "said that", "denied", "it", "shipped shells to", "may",
    "not", "“", "”", '"', ".", ",", ";", "which", "the accusation", "if", "called the report a lie", "\n\n", "and", ":",
]  # fmt: skip


def settle(text: str, title: str = "") -> tuple[tuple[Link, ...], tuple[Group, ...]]:
    discourse = discourses.marked(text, title=title or None, published="2024-05-01")
    links, groups = discourses.candidates(discourse)
    return claims.settle(discourse, links, groups, attribution.statements(discourse))


def of_pair(links, pair):
    return [link for link in links if "-".join(sorted((link.source, link.target))) == pair]


@pytest.mark.parametrize("case", table("claims.csv"), ids=lambda case: case["text"][:60])
def test_status_and_camps(case):
    links, _ = settle(case["text"], case["title"])
    found = {(x.status.value, "|".join(x.asserted_by), "|".join(x.denied_by)) for x in of_pair(links, case["pair"])}
    assert (case["status"], case["asserted"], case["denied"]) in found


@pytest.mark.parametrize("case", table("claims_plain.csv"), ids=lambda case: case["text"][:60])
def test_news_as_it_is_pasted(case):
    links = pipeline.extract(sources.from_text(case["text"], published=dt.date(2024, 5, 1))).links
    found = {(x.status.value, "|".join(x.asserted_by), "|".join(x.denied_by)) for x in of_pair(links, case["pair"])}
    assert (case["status"], case["asserted"], case["denied"]) in found


def test_every_telling_of_a_disputed_act_is_disputed():
    links, _ = settle(
        "[Washington|USA|capital] says [North Korea|PRK] has shipped shells to [Russia|RUS]. "
        "[Seoul|KOR|capital] says [North Korea|PRK] shipped missiles to [Russia|RUS]. [Moscow|RUS|capital] denied it."
    )
    told = of_pair(links, "PRK-RUS")
    assert len(told) == 2
    assert {link.status for link in told} == {Status.DISPUTED}
    assert {link.asserted_by for link in told} == {("USA", "KOR")}


def test_the_denial_is_kept_with_its_sentence():
    text = "[Kyiv|UKR|capital] says [Iran|IRN] sold drones to [Russia|RUS]. [Iran|IRN] rejected the claim."
    links, _ = settle(text)
    link = of_pair(links, "IRN-RUS")[0]
    assert link.denial is not None
    assert discourses.marked(text).article.text[slice(*link.denial)] == "Iran rejected the claim."


def test_every_link_names_the_rule_that_decided():
    links, _ = settle("[Iran|IRN] may sell drones to [Russia|RUS]. [Iran|IRN] sold oil to [China|CHN].")
    assert {link.stance.split(":")[0] for link in links} <= {"cues.csv", "outlet"}
    assert all(link.stance for link in links)


@pytest.mark.parametrize("row", rows.read(themes.FILE, themes.COLUMNS), ids=lambda row: row["theme"])
def test_every_theme_has_its_words(row):
    doc = discourses.plain(row["example"]).sentences[0].doc
    assert row["theme"] in themes.of(token.lemma_.lower() for token in doc)


def test_who_argues_in_an_aside_is_none_of_those_spoken_of():
    text = "South Korean officials are worried. Russia, China and North Korea, they argue, are forming a bloc."
    groups = pipeline.extract(sources.from_text(text)).groups
    assert [(group.status, group.asserted_by) for group in groups] == [(Status.CLAIMED, ("KOR",))]


HEADLINES = (
    ("US: North Korea shipped arms to Russia", ["PRK-RUS claimed USA"]),
    ("Seoul: Pyongyang sends missiles to Moscow", ["PRK-RUS claimed KOR"]),
    ("Pyongyang sends missiles to Moscow: Seoul", ["PRK-RUS claimed KOR"]),
    ("North Korea shipped arms to Russia - US official", ["PRK-RUS claimed USA"]),
    ("Iran sold drones to Russia – reports", ["IRN-RUS claimed "]),
    ("Iran and Russia sign treaty: Kremlin", ["IRN-RUS confirmed RUS"]),
    ("Iran sold drones to Russia - Reuters", ["IRN-RUS reported "]),
    ("Syria: Russia and Turkey agree truce", ["RUS-TUR reported "]),
    ("Moscow: Russia and Iran sign accord", ["IRN-RUS reported "]),
    ("There are two allies of Iran: Russia and China", []),
)


@pytest.mark.parametrize(("headline", "told"), HEADLINES)
def test_a_headline_says_whose_word_it_is_before_a_colon_or_at_its_end(headline, told):
    links = pipeline.extract(sources.from_text(f"{headline}\n\nIt was cold.")).links
    found = [f"{'-'.join(sorted((x.source, x.target)))} {x.status} {','.join(x.asserted_by)}" for x in links]
    assert found == told


@pytest.mark.parametrize(
    ("text", "relation", "status", "by"),
    [
        ("Russia sent soldiers into Ukraine.", "MOBILIZE", Status.REPORTED, ()),
        ("North Korea sent soldiers to Russia.", "AID", Status.REPORTED, ()),
        ("The EU listed the Iranian company for supplying drones to Russia.", "AID", Status.CLAIMED, ("EU",)),
    ],
)
def test_troops_into_a_country_are_no_help_and_the_reason_of_a_sanction_is_a_claim(text, relation, status, by):
    link = pipeline.extract(sources.from_text(text)).links[-1]
    assert (link.relation, link.status, link.asserted_by) == (relation, status, by)


@given(st.lists(st.sampled_from(PIECES), max_size=45))
@settings(max_examples=50, deadline=None)
def test_any_mix_of_words_is_settled(pieces):
    links, groups = settle(" ".join(pieces))
    for item in (*links, *groups):
        assert item.status in Status
        assert not set(item.asserted_by) & set(item.denied_by)
        assert (item.status is Status.DISPUTED) <= bool(item.asserted_by and item.denied_by)


def test_long_texts_take_time_in_proportion():
    piece = "[Kyiv|UKR|capital] says [Iran|IRN] sold drones to [Russia|RUS]. [Iran|IRN] rejected the claim.\n\n"

    def seconds(times):
        discourse = discourses.marked(piece * times)
        links, groups = discourses.candidates(discourse)
        clock = time.process_time()
        claims.settle(discourse, links, groups, attribution.statements(discourse))
        return time.process_time() - clock

    assert seconds(100) < 40 * max(seconds(10), 0.01)
