"""The page where text enters: the seed article from paste to map and back, other languages, and what is refused."""

import pytest
from playwright.sync_api import expect

KOREAN = (
    "북한과 러시아는 평양에서 협력 협정에 서명했다고 밝혔다. "
    "조선중앙통신은 김정은 위원장이 블라디미르 푸틴 대통령을 만났다고 보도했다."
)
LONG = "Iran and Russia signed an agreement in Tehran on Monday. " * 90_000
"""5 MB of text."""


@pytest.fixture
def seed(shared):
    """The seed article; skipped with a notice where it is missing."""
    path = shared / "seed" / "article.txt"
    if not path.is_file():
        pytest.skip(f"no {path}: the seed article is not part of the repository")
    return path.read_text(encoding="utf-8")


def read(page, text, **said):
    """Paste a text, fill what is said of it, and press the button."""
    page.get_by_label("Text of the article").fill(text)
    for label, words in said.items():
        page.get_by_label(label.replace("_", " ").capitalize()).fill(words)
    page.get_by_role("button", name="Read it").click()


def counted(page):
    """The line of counts that every page carries under its title."""
    return page.locator(".nx-line", has_text="Source: ").inner_text()


def test_the_seed_article_is_read_kept_seen_and_taken_back(visit, seed):
    page = visit.open("?coded=machine")
    nothing = page.locator(".nx-note", has_text="Nothing matches this filter.")
    expect(nothing).to_be_visible()
    visit.open("Add_sources")
    read(page, seed, published_on="1 May 2024", outlet="Seed outlet")
    article = page.locator(".nx-article")
    expect(article).to_be_visible(timeout=60_000)
    named = set(article.locator("mark.nx-mention").all_inner_texts())
    assert {"Moscow", "Pyongyang", "DPRK", "PRC", "Iran", "South Korea"} <= named
    assert any("Kim Jong-un" in words for words in named)
    assert "Subscribe" not in article.inner_text()
    disputed = page.locator("article.nx-card", has=page.locator(".nx-disputed"))
    expect(disputed).to_have_count(1)
    expect(disputed).to_contain_text("Russia turned to the DPRK for additional artillery shells")
    expect(disputed).to_contain_text("Says so: United States.")
    expect(disputed).to_contain_text("Denies it: North Korea and Russia.")
    expect(disputed).to_contain_text("have denied accusations of arms transfers")
    groups = page.locator("article.nx-card", has_text="named together")
    expect(groups).to_have_count(3)
    for card in groups.all():
        for words in ("China", "Iran", "North Korea", "Russia", "Says so: United States."):
            expect(card).to_contain_text(words)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("Kept: 1 added.")).to_be_visible(timeout=30_000)

    other = visit.open("?coded=machine&show=pair.PRK-RUS")
    expect(nothing).to_have_count(0)
    assert "1 article" in counted(other)
    arcs = other.evaluate(
        "document.querySelector('.st-key-map .js-plotly-plot').data.flatMap(trace => trace.customdata || []).join()"
    )
    assert "PRK-RUS" in arcs
    evidence = other.locator(".st-key-evidence")
    expect(evidence).to_contain_text("Russia turned to the DPRK for additional artillery shells")
    expect(evidence).to_contain_text("Seed outlet")
    for pair in ("CHN-IRN", "CHN-RUS"):
        assert pair not in arcs, "a statement on four together gives no pair a link"

    visit.open("Add_sources")
    read(page, seed, published_on="1 May 2024", outlet="Seed outlet")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_role("link", name="See it among the evidence")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="Take it out again")).to_have_count(0)  # this reader added nothing now
    visit.settle()  # while the preview is still being drawn the link moves away from under the pointer
    visit.press(page.get_by_role("link", name="See it among the evidence"))
    page.wait_for_url("**/Evidence?**")
    page.get_by_text("Take this article out of the store").click(timeout=30_000)
    visit.press(page.get_by_role("button", name="Take it out", exact=True))
    expect(page.get_by_text("No article read by machine matches")).to_be_visible(timeout=30_000)
    visit.open("?coded=machine")
    expect(nothing).to_be_visible()


def test_a_korean_text_is_accepted_and_says_that_links_are_not_coded(visit):
    page = visit.open("Add_sources")
    read(page, KOREAN)
    note = page.locator(".nx-note", has_text="Links are not coded in this language")
    expect(note).to_be_visible(timeout=30_000)
    expect(page.locator(".nx-article")).to_contain_text("조선중앙통신")
    expect(page.get_by_role("button", name="Keep", exact=True)).to_be_visible()


FILES = {
    "empty.txt": (b"", "empty.txt was not read: it is empty; choose a file that holds an article."),
    "binary.txt": (bytes(range(256)) * 40, "it is not a text file (it holds binary data); save"),
    "script.html": (b"<html><body><script>1</script></body></html>", "it holds no article text"),
    "long.txt": (LONG.encode(), "it has 5,130,000 characters and one article may have 2,000,000; add"),
}
TEXTS = {
    "nothing": ("", {}, "it is empty; paste the words of an article."),
    "long": (LONG, {}, "it has 5,130,000 characters and one article may have 2,000,000; add"),
    "no date": (KOREAN, {"published_on": "the day after"}, "'the day after' is no date; write it as YYYY-MM-DD"),
}


def assert_refused(page, why):
    note = page.locator(".nx-note")
    expect(note.filter(has_text="was not read")).to_contain_text(why, timeout=30_000)
    expect(note).to_have_count(1)
    expect(page.get_by_role("button", name="Keep", exact=True)).to_have_count(0)
    assert page.locator('[data-testid="stException"]').count() == 0


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_gets_one_sentence_and_nothing_is_kept(visit, name):
    content, why = FILES[name]
    page = visit.open("Add_sources")
    page.locator('input[type="file"]').set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
    page.get_by_text(name).first.wait_for()
    page.get_by_role("button", name="Read it").click()
    assert_refused(page, why)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_cannot_be_read_gets_one_sentence_and_nothing_is_kept(visit, name):
    text, said, why = TEXTS[name]
    page = visit.open("Add_sources")
    read(page, text, **said)
    assert_refused(page, why)


def test_nothing_was_stored_by_what_was_refused(visit):
    page = visit.open()
    before = counted(page)
    visit.open("Add_sources")
    read(page, "")
    assert_refused(page, TEXTS["nothing"][2])
    visit.open()
    assert counted(page) == before
