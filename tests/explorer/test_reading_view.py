"""The reading view in a browser: a long story of which only what is on the screen is in the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from fabula.explorer.library import Library
from fabula.types import (
    Block,
    BlockKind,
    Cast,
    Chapter,
    Entity,
    EntityType,
    Mention,
    MentionForm,
    Metadata,
    Provenance,
    Quote,
    Text,
    Work,
)
from fabula.world import World
from tests.explorer.live import served

pytestmark = pytest.mark.browser
CHAPTERS, PARAGRAPHS = 40, 60
SAID = "“It is paragraph {}, and I say so,” said {}."
PLAIN = "Then the rain came down over the harbour of {} and nobody spoke for a good while. "


def long_work() -> Work:
    """A story of some 250,000 words in which two people speak in turn."""
    pieces: list[str] = []
    blocks: list[Block] = []
    chapters: list[Chapter] = []
    quotes: list[Quote] = []
    mentions: list[Mention] = []
    at, spoken = 0, 0

    def put(words: str, kind: BlockKind) -> int:
        nonlocal at
        pieces.append(words + "\n\n")
        blocks.append(Block(kind, at, at + len(words)))
        start, at = at, at + len(words) + 2
        return start

    for chapter in range(CHAPTERS):
        begun = put(f"Chapter {chapter + 1}", BlockKind.HEADING)
        for paragraph in range(PARAGRAPHS):
            who = spoken % 2 + 1
            name = ("Ada", "Bo")[who - 1]
            words = SAID.format(f"{chapter}-{paragraph}", name)
            start = put(words, BlockKind.PARAGRAPH)
            spoken += 1
            quotes.append(Quote(spoken, ((start, start + words.index("”") + 1),), who, None, (3 - who,), 0.9))
            place = start + words.rindex(name)
            mentions.append(Mention(place, place + len(name), EntityType.PERSON, MentionForm.NAME, who, 0.95))
            put(PLAIN.format(paragraph) * 4, BlockKind.PARAGRAPH)
        chapters.append(Chapter(f"Chapter {chapter + 1}", begun, at))
    entities = (
        Entity(1, EntityType.PERSON, "Ada", (), ("she",), spoken // 2, spoken // 2, False, mentions[0].start),
        Entity(2, EntityType.PERSON, "Bo", (), ("he",), spoken // 2, spoken // 2, False, mentions[1].start),
    )
    text = Text("".join(pieces), tuple(blocks), tuple(chapters), Metadata("Rain", "Nobody"), "rain.txt")
    cast = Cast(entities, tuple(mentions), tuple(quotes), ())
    return Work(0, text, 250_000, cast, Provenance("0", "0", {}))


@pytest.fixture(scope="module")
def rain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the explorer with that story in it."""
    path: Path = tmp_path_factory.mktemp("rain") / "rain.fabula"
    with World.create_or_open(path) as world:
        world.add(long_work())
    with served(Library([path])) as address:
        yield f"{address}/rain/1"


def settled(tab: Page) -> None:
    tab.wait_for_function("() => document.querySelector('.virtual') && !document.querySelector('.waiting')")


def test_only_what_is_on_the_screen_is_in_the_page(tab: Page, rain: str) -> None:
    tab.goto(f"{rain}/text")
    settled(tab)
    assert tab.locator("[data-at]").count() < 200
    tab.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    tab.wait_for_function("() => document.querySelector('.passage [data-at]')?.dataset.at > 100000")
    settled(tab)
    assert tab.locator("[data-at]").count() < 200
    tab.evaluate("scrollTo(0, document.body.scrollHeight)")
    tab.get_by_text("It is paragraph 39-59").wait_for()


def test_a_link_opens_at_its_place(tab: Page, rain: str) -> None:
    work = long_work()
    place = work.text.content.index("It is paragraph 20-30")
    tab.goto(f"{rain}/text?at={place}#here")
    line = tab.get_by_text("It is paragraph 20-30")
    line.wait_for()
    tab.wait_for_timeout(300)
    box = line.bounding_box()
    assert box is not None and 0 < box["y"] < 800


def test_a_chapter_is_gone_to(tab: Page, rain: str) -> None:
    tab.goto(f"{rain}/text")
    settled(tab)
    tab.get_by_label("Go to a chapter").select_option("Chapter 21")
    tab.wait_for_url(f"{rain}/text?at=*")
    tab.get_by_text("It is paragraph 20-0,").wait_for()


@pytest.mark.parametrize("width", [1000, 1280])
def test_the_bar_on_top_hides_none_of_the_tools(tab: Page, rain: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(f"{rain}/text")
    settled(tab)
    tab.evaluate("document.querySelector('.top .work').textContent = 'A title of many words '.repeat(9)")
    tab.evaluate(
        "document.querySelector('.top nav').append(document.querySelector('.top nav').cloneNode(true))"
    )
    tab.mouse.wheel(0, 3000)
    tab.wait_for_timeout(300)
    bar, tools = tab.locator(".top").bounding_box(), tab.locator(".tools").bounding_box()
    assert bar is not None and tools is not None
    assert bar["height"] > 60
    assert abs(bar["y"] + bar["height"] - tools["y"]) < 2


def test_on_a_phone_the_page_that_is_shown_is_in_sight_in_the_bar(tab: Page, rain: str) -> None:
    tab.set_viewport_size({"width": 360, "height": 700})
    tab.goto(f"{rain}/changes")
    here = tab.locator("nav [aria-current=page]")
    here.wait_for()
    tab.wait_for_timeout(200)
    box = here.bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 360


def test_keys_go_from_line_to_line(tab: Page, rain: str) -> None:
    tab.goto(f"{rain}/text")
    settled(tab)
    for _ in range(3):
        tab.keyboard.press("j")
        tab.wait_for_timeout(150)
    assert "0-2" in tab.locator(".here").inner_text()
    tab.keyboard.press("k")
    tab.wait_for_function("() => document.querySelector('.here').innerText.includes('0-1')")
    tab.select_option("#show", label="Ada")
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("j")
    tab.wait_for_function("() => document.querySelector('.here').innerText.includes('0-2')")
    tab.keyboard.press("j")
    tab.wait_for_function("() => document.querySelector('.here').innerText.includes('0-4')")
    tab.keyboard.press("?")
    assert tab.locator("#keys").is_visible()
    tab.keyboard.press("Escape")
    tab.keyboard.press("/")
    tab.wait_for_url("**/search")


def test_filters_show_dialogue_or_one_person(tab: Page, rain: str) -> None:
    tab.goto(f"{rain}/text")
    settled(tab)
    rained = tab.get_by_text("Then the rain came").first
    assert rained.is_visible()
    tab.select_option("#show", "dialogue")
    assert not rained.is_visible()
    tab.select_option("#show", label="Bo")
    assert not tab.get_by_text("It is paragraph 0-0,").is_visible()
    assert tab.get_by_text("It is paragraph 0-1,").is_visible()
    tab.select_option("#show", "all")
    tab.uncheck("#margin")
    assert tab.evaluate("getComputedStyle(document.querySelector('.w')).display") == "none"


def test_up_to_here_hides_the_rest(tab: Page, rain: str) -> None:
    tab.goto(f"{rain}/text?at={long_work().text.chapters[3].start}#here")
    settled(tab)
    tab.locator(".here").wait_for()
    tab.wait_for_timeout(500)
    with tab.expect_navigation():
        tab.click("#hide-rest")
    settled(tab)
    tab.evaluate("scrollTo(0, document.body.scrollHeight)")
    settled(tab)
    shown = tab.locator("#story").inner_text()
    assert "paragraph 3-" in shown or "Chapter 4" in shown
    assert "Chapter 5" not in tab.content()
    tab.select_option("#until", "")
    with tab.expect_navigation():
        tab.get_by_role("button", name="Go").click()
    assert "Chapter 30" in tab.content()


def test_it_reads_without_a_script(tab: Page, rain: str) -> None:
    assert tab.context.browser is not None
    context = tab.context.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{rain}/text")
    assert page.get_by_text("It is paragraph 0-0").is_visible()
    page.get_by_role("link", name="further").click()
    page.get_by_role("link", name="earlier").wait_for()  # the next page may still be on its way
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["text", "people", "people/1", "places", "scenes", "search?q=rain", "findings"]
)
def test_it_can_be_used_by_everybody(tab: Page, rain: str, path: str, scheme: str) -> None:
    """The rules of axe-core for WCAG 2.2, levels A and AA."""
    tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    tab.goto(f"{rain}/{path}")
    tab.wait_for_load_state("networkidle")
    tags = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(tab, options=tags)
    assert found.violations_count == 0, found.generate_report()
    tab.set_viewport_size({"width": 360, "height": 700})
    tab.wait_for_timeout(200)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
