"""Whatever is claimed can be put right: one click on the claim, one on what it should be.

What follows is shown before anything is kept; what is kept holds in a new draft."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import fabula
from fabula.correcting import open_corrections
from fabula.explorer.library import Library
from fabula.types import Work
from fabula.world import World
from tests.explorer.live import served

pytestmark = [pytest.mark.browser, pytest.mark.model]
ANSWER_MS = 120_000
STORY = Path(__file__).parents[1] / "stories" / "two_voices.txt"
DRAFT = STORY.read_text("utf-8").replace("I was nineteen", "It was told me later. I was nineteen", 1)

MENDED = {
    "line": "It is said by",
    "mention": "Here it is",
    "name": "Is the same as",
    "place": "Is called",
    "scene": "It happens in",
    "presence": "is not there",
    "attribute": "not so",
    "relation": "not so",
    "finding": "no slip",
}
"""What the panel offers for each kind of claim, in words."""
KEPT = {
    "line": "speaker",
    "mention": "mention",
    "name": "name",
    "place": "same",
    "scene": "place",
    "presence": "absent",
    "attribute": "not-told",
    "relation": "not-related",
    "finding": "no-slip",
}
"""What the world keeps for each."""


@pytest.fixture
def address(voices: Path) -> Iterator[str]:
    with served(Library([voices])) as own:
        yield f"{own}/voices/1"


def claim(work: Work, kind: str) -> tuple[str, str, str]:
    """The page of a claim of a kind, the claim on it, and the button that puts it right."""
    assert work.story is not None
    scene, attribute, relation = work.story.scenes[0], work.story.attributes[0], work.story.relations[0]
    there = scene.present[0].entity
    setting = next(each for each in work.cast.entities if each.type.is_setting)
    known = next(each for each in work.cast.entities if each.is_character and each.aliases)
    return {
        "line": ("/text", "#q1", 'form:has([value="speaker"]) button'),
        "mention": ("/text", ".m.nam", 'form:has([value="mention"]) button'),
        "name": (f"/people/{known.id}", "h1[data-about]", 'button[name="called"]'),
        "place": (f"/places/{setting.id}", "h1[data-about]", 'form:has([value="same"]) button[name="who"]'),
        "scene": ("/scenes", f'[data-about="scene:{scene.id}"]', 'form:has([value="scene-place"]) button'),
        "presence": (f"/scenes/{scene.id}", f'[data-about="presence:{scene.id}-{there}"]', ".mend button"),
        "attribute": (
            f"/people/{attribute.entity}",
            f'[data-about="attribute:{attribute.id}"]',
            ".mend button",
        ),
        "relation": (f"/people/{relation.a}", '[data-about^="relation:"]', ".mend button"),
        "finding": ("/findings", '[data-about="finding:0"]', ".mend button"),
    }[kind]


def read_draft(world: Path) -> None:
    """Reads the story, of which one paragraph has changed, in the place of what the world has."""
    path = world.with_name(STORY.name)
    path.write_text(DRAFT, encoding="utf-8")
    with World.create_or_open(world) as kept:
        reading = fabula.read(path, kept=kept)
    reading.save(world, replace=1)


@pytest.mark.parametrize("kind", MENDED)
def test_two_clicks_show_what_follows_and_what_is_kept_holds_in_a_draft(
    tab: Page, address: str, voices: Path, kind: str
) -> None:
    with World.open(voices) as world:
        work = world.work(1)
    path, about, button = claim(work, kind)
    tab.goto(address + path)
    tab.wait_for_selector("#panel .content", state="attached")
    tab.wait_for_load_state("networkidle")
    place = tab.locator(about).first
    place.scroll_into_view_if_needed()
    x, y = place.evaluate("""each => {
        const box = each.getClientRects()[0];
        return [each.matches("li, dd") ? box.right - 4 : box.left + 4, box.top + 6];
    }""")
    tab.mouse.click(x, y)
    panel = tab.locator("#panel")
    expect(panel).to_contain_text(MENDED[kind], timeout=ANSWER_MS)
    panel.locator(button).first.click()
    expect(panel.get_by_role("button", name="Keep")).to_be_visible(timeout=ANSWER_MS)
    with World.open(voices) as world:
        assert not world.corrections(1)
    panel.get_by_role("button", name="Keep").click()
    expect(panel.get_by_role("heading", name="Kept")).to_be_visible(timeout=ANSWER_MS)
    tab.wait_for_load_state("networkidle")
    tab.goto("about:blank")
    with World.open(voices) as world:
        (entry, *_) = world.corrections(1)
    assert entry.correction.kind.value == KEPT[kind]
    read_draft(voices)
    with open_corrections(voices) as desk:
        assert {each.standing for each in desk.entries} == {"kept"}
