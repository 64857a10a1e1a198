"""Putting right in a browser: from a click to what the world keeps, and on into a new draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from fabula.correcting import open_corrections
from fabula.explorer.library import Library
from tests.explorer.live import served

STORY = (Path(__file__).parents[1] / "stories" / "two_voices.txt").read_text("utf-8")
READING_MS = 200_000
LAST_WORDS = """about => {
  const place = [...document.querySelector(about).getClientRects()].at(-1);
  return [place.right - 6, place.top + 8];
}"""

pytestmark = [pytest.mark.browser, pytest.mark.model]


@pytest.fixture
def address(voices: Path) -> Iterator[str]:
    with served(Library([voices.parent])) as own:
        yield own


@pytest.fixture
def page(tab: Page, address: str) -> Iterator[Page]:
    """A page that asks for nothing once the server has ended."""
    yield tab
    tab.goto("about:blank")


@pytest.fixture
def text(page: Page, address: str) -> Page:
    """The reading view, at its beginning."""
    page.goto(f"{address}/voices/1/text")
    page.wait_for_selector("#panel .content", state="attached")
    return page


def speaker_of(world: Path, line: int) -> str:
    with open_corrections(world) as desk:
        speaker = next(each.speaker for each in desk.reading.quotes if each.id == line)
        return speaker.name if speaker else ""


def speaker(page: Page, name: str) -> Locator:
    """The button in the panel that says that this one says the line."""
    return page.locator('form:has(input[value="speaker"]) button', has_text=name).first


def put_right(page: Page, line: int, name: str) -> None:
    """Two clicks from the text, and one to keep it."""
    page.locator(f"#q{line}").click(position={"x": 5, "y": 5})
    speaker(page, name).click()
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("heading", name="Kept")).to_be_visible()


def test_a_line_is_put_right_and_stays_so_in_a_new_draft(text: Page, address: str, voices: Path) -> None:
    text.locator("#q12").scroll_into_view_if_needed()
    before = text.evaluate("scrollY")
    text.locator("#q12").click(position={"x": 5, "y": 5})
    panel = text.locator("#panel")
    expect(panel).to_contain_text("It is said by")
    speaker(text, "Martin").click()
    expect(panel).to_contain_text("Martin says")
    assert speaker_of(voices, 12) != "Martin"
    panel.get_by_role("button", name="Keep").click()
    expect(panel).to_contain_text("Kept")
    expect(text.locator("#q12 .w")).to_have_attribute("data-who", "Martin")
    assert text.evaluate("scrollY") == before
    assert speaker_of(voices, 12) == "Martin"
    panel.get_by_role("button", name="Undo").click()
    expect(panel).to_contain_text("Undone")
    expect(text.locator("#q12 .w")).not_to_have_attribute("data-who", "Martin")
    panel.get_by_role("button", name="Redo").click()
    expect(text.locator("#q12 .w")).to_have_attribute("data-who", "Martin")

    text.goto(f"{address}/voices/1/drafts")
    draft = STORY.replace("nineteen", "twenty").encode()
    text.get_by_label("File").set_input_files({"name": "next.txt", "mimeType": "text/plain", "buffer": draft})
    text.get_by_role("button", name="Read it").click()
    expect(text.locator("#changed")).to_contain_text("next.txt", timeout=READING_MS)
    expect(text.locator("main")).to_contain_text("found its place")
    assert speaker_of(voices, 12) == "Martin"
    text.goto(f"{address}/voices/1/text?at=2678")
    expect(text.locator("#q12")).to_have_attribute("title", "Martin to Hob Tarrant (100% sure)")


def test_the_panel_opens_with_the_keyboard_and_gives_the_focus_back(text: Page) -> None:
    text.keyboard.press("j")
    expect(text.locator("#q1")).to_be_focused()
    text.keyboard.press("Enter")
    expect(text.locator("#panel")).to_contain_text("Are you the ferryman")
    assert text.evaluate("document.getElementById('panel').contains(document.activeElement)")
    text.keyboard.press("Escape")
    expect(text.locator("#panel")).to_be_hidden()
    expect(text.locator("#q1")).to_be_focused()
    text.keyboard.press("j")
    expect(text.locator("#q2")).to_be_focused()


def test_reasons_are_told_when_they_are_asked_for(text: Page) -> None:
    text.locator("#q8").click(position={"x": 5, "y": 5})
    text.get_by_text("Why?").click()
    expect(text.locator(".decided").first).to_contain_text("Hob Tarrant", timeout=READING_MS)
    assert text.locator(".reasons a").count() > 0


def test_anybody_of_the_cast_is_found_by_the_beginning_of_a_name(text: Page, voices: Path) -> None:
    text.locator("#q1").click(position={"x": 5, "y": 5})
    box = text.get_by_role("searchbox", name="somebody else").first
    box.fill("pet")
    text.locator(".found").get_by_role("button", name="Peter Rudd", exact=True).click()
    expect(text.locator("#panel")).to_contain_text("Peter Rudd says")
    text.get_by_text("Cancel").click()
    expect(text.locator("#panel")).to_contain_text("It is said by")
    box.fill("nobody of that name")
    expect(text.locator(".found").first).to_contain_text("nobody is called that")
    assert speaker_of(voices, 1) != "Peter Rudd"


def test_names_and_headings_are_put_right_too(text: Page, voices: Path) -> None:
    text.locator(".m", has_text="Hob Tarrant").first.click()
    panel = text.locator("#panel")
    expect(panel).to_contain_text("Hob Tarrant, everywhere")
    panel.get_by_label("another name").fill("Hob the thief")
    panel.get_by_role("button", name="Call so").click()
    panel.get_by_role("button", name="Keep").click()
    expect(panel).to_contain_text("Kept")
    text.locator("#story h2", has_text="Hob’s Story").click()
    expect(panel).to_contain_text("The chapter is told by")
    panel.get_by_role("button", name="Close").click()
    text.locator(".m", has_text="Gran").first.click()
    panel.get_by_text("Two people…").click()
    expect(panel).to_contain_text("is two people")
    text.keyboard.press("Escape")
    with open_corrections(voices) as desk:
        assert desk.reading.character("Hob the thief").quotes


def test_who_is_one_with_another_has_no_page_any_more(page: Page, address: str, voices: Path) -> None:
    with open_corrections(voices) as desk:
        known = {each.name: each for each in desk.reading.characters}
        joined, kept = known["Peter Rudd"], known["Hob Tarrant"]
    page.goto(f"{address}/voices/1/people/{joined.id}")
    page.wait_for_selector("#panel .content", state="attached")  # or the link leads away
    page.get_by_role("link", name="Put right…").click()
    panel = page.locator("#panel")
    panel.get_by_role("searchbox", name="somebody else").first.fill("hob t")
    panel.locator(".found").get_by_role("button", name="Hob Tarrant", exact=True).click()
    panel.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("heading", name="Kept")).to_be_visible()
    expect(page.get_by_role("heading", name="That did not work")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(f"People|{kept.name}"))


def test_two_tabs_do_not_overwrite_each_other(browser: Browser, address: str, voices: Path) -> None:
    context = browser.new_context()
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.goto(f"{address}/voices/1/text?at=2678")
        page.wait_for_selector("#panel .content", state="attached")
    other.locator("#q13").click(position={"x": 5, "y": 5})
    speaker(other, "Nell").click()
    expect(other.get_by_role("button", name="Keep")).to_be_visible()
    put_right(one, 12, "Martin")
    other.get_by_role("button", name="Keep").click()
    expect(other.locator("#panel")).to_contain_text("changed meanwhile")
    other.get_by_role("button", name="Keep").click()
    expect(other.get_by_role("heading", name="Kept")).to_be_visible()
    context.close()
    assert (speaker_of(voices, 12), speaker_of(voices, 13)) == ("Martin", "Nell")


def test_changes_are_undone_on_their_page(page: Page, address: str, voices: Path) -> None:
    with open_corrections(voices) as desk:
        desk.speaker("#12", "Martin").keep()
    page.goto(f"{address}/voices/1/changes")
    page.wait_for_selector("#panel .content", state="attached")
    page.get_by_role("button", name="Undo number 1").click()
    expect(page.locator("#panel")).to_contain_text("What follows")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("tr.undone")).to_have_count(1)
    expect(page.locator("#panel")).to_contain_text("Undone")
    assert speaker_of(voices, 12) != "Martin"


def test_a_review_is_answered_with_keys(page: Page, address: str) -> None:
    page.goto(f"{address}/voices/1/review")
    page.wait_for_load_state("networkidle")
    asked = page.locator("[name=key]").first
    first = asked.input_value()
    page.keyboard.press("1")
    expect(page.locator(".standing")).to_contain_text("1 answer", timeout=READING_MS)
    assert asked.input_value() != first
    page.keyboard.press("u")
    expect(page.locator(".standing")).to_contain_text("0 answers", timeout=READING_MS)
    expect(asked).to_have_value(first)
    page.keyboard.press("s")
    expect(asked).not_to_have_value(first)
    page.keyboard.press("q")
    page.wait_for_url("**/changes")


def test_a_story_is_given_and_read_before_ones_eyes(page: Page, address: str, voices: Path) -> None:
    page.goto(address)
    page.get_by_label("Story").set_input_files(
        {"name": "The Ferry.txt", "mimeType": "text/plain", "buffer": STORY.encode()}
    )
    page.get_by_label("into").select_option("")
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".arrival")).to_contain_text("Open", timeout=READING_MS)
    assert (voices.parent / "the-ferry.fabula").exists()
    page.locator(".arrival a").first.click()
    page.wait_for_url("**/the-ferry/1")


def test_on_a_phone_the_panel_is_at_the_foot_and_hides_nothing_asked_about(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(f"{address}/voices/1/text?at=2678#here")
    page.wait_for_selector("#panel .content", state="attached")
    page.locator("#q12").scroll_into_view_if_needed()
    place = page.evaluate(LAST_WORDS, "#q12")
    page.touchscreen.tap(*place)
    expect(page.locator("#panel")).to_contain_text("It is said by")
    panel, line = page.locator("#panel").bounding_box(), page.locator("#q12").bounding_box()
    assert panel is not None and line is not None
    assert panel["x"] == 0 and panel["y"] > 200 and panel["y"] + panel["height"] == 740
    assert line["y"] < panel["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_found_by_axe(
    browser: Browser, address: str, voices: Path, scheme: str, width: int
) -> None:
    with open_corrections(voices) as desk:
        desk.speaker("#12", "Martin").keep()
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()

    def require_clean(what: str) -> None:
        found = Axe().run(page)
        assert found.violations_count == 0, f"{what}\n{found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, what

    for path in ("/", "/voices/1/changes", "/voices/1/review", "/voices/1/drafts", "/voices/1/joined"):
        page.goto(address + path)
        require_clean(path)
    page.goto(f"{address}/voices/1/text?at=2678")
    page.wait_for_selector("#panel .content", state="attached")
    for of in ("quote:12", "entity:1", "place:16", "apart:1"):
        page.goto(f"{address}/voices/1/about?of={of}")
        require_clean(of)
    page.goto(f"{address}/voices/1/text?at=2678")
    page.wait_for_selector("#panel .content", state="attached")
    page.locator("#q11").scroll_into_view_if_needed()
    page.mouse.click(*page.evaluate(LAST_WORDS, "#q11"))
    expect(page.locator("#panel")).to_contain_text("It is said by")
    require_clean("the panel")
    page.locator(".mend button").first.click()
    expect(page.get_by_role("button", name="Keep")).to_be_visible()
    require_clean("what follows")
    context.close()
