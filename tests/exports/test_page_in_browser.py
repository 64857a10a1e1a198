"""The HTML page in a real browser: it loads nothing, runs nothing of the book's, and answers the mouse."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fabula.exports import export
from fabula.types import Work
from tests import chromium
from tests.chromium import Chromium

pytestmark = [pytest.mark.browser, pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")]
HOSTILE = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chromium]:
    """Chromium; where there is none the test is skipped, but under CI it fails."""
    program = chromium.find()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium")
        pytest.skip("needs Chromium")
    with Chromium(program, tmp_path / "profile") as running:
        yield running


@pytest.fixture
def page(tmp_path: Path, make_work: Callable[..., Work]) -> str:
    """The address of a page whose title, author and names are hostile."""
    work = make_work(title=HOSTILE, author=HOSTILE)
    mara = {entity.name: entity for entity in work.cast.entities}["Mara Quill"]
    entities = tuple(
        dataclasses.replace(entity, aliases=(*entity.aliases, HOSTILE)) if entity is mara else entity
        for entity in work.cast.entities
    )
    work = dataclasses.replace(work, cast=dataclasses.replace(work.cast, entities=entities))
    return export(work, "html", tmp_path / "page.html").as_uri()


def test_nothing_of_the_book_runs_and_nothing_is_fetched(browser: Chromium, page: str) -> None:
    browser.open(page)
    assert browser.run("document.title") == HOSTILE
    assert browser.run("document.querySelectorAll('img').length") == 0
    assert browser.run("document.querySelectorAll('script').length") == 1
    assert [url for url in browser.requests if url != "about:blank"] == [page]
    assert browser.complaints == []


def test_the_story_is_there_to_the_last_word(browser: Chromium, page: str, work: Work) -> None:
    browser.open(page)
    shown = browser.run("document.getElementById('story').innerText")
    for line in filter(None, work.text.content.splitlines()[1:]):
        assert line in shown


def test_hovering_names_the_speaker(browser: Chromium, page: str) -> None:
    browser.open(page)
    assert browser.run("document.getElementById('tip').hidden") is True
    browser.point("[...document.querySelectorAll('.m')].find(each => each.textContent === 'She')")
    browser.until("!document.getElementById('tip').hidden")
    assert "Mara Quill" in browser.run("document.getElementById('tip').textContent")


def test_a_click_brings_out_a_character_everywhere(browser: Chromium, page: str) -> None:
    browser.open(page)
    mention = "[...document.querySelectorAll('.m')].find(each => each.textContent === 'the ferryman')"
    before = browser.run(f"getComputedStyle({mention}).backgroundColor")
    browser.point(mention, click=True)
    browser.until("document.querySelector('input[name=who]:checked').id !== 'everyone'")
    label = browser.run("document.querySelector('input[name=who]:checked').closest('li').textContent")
    assert "the ferryman" in label
    assert browser.run(f"getComputedStyle({mention}).backgroundColor") != before
    assert browser.run("document.querySelector('.steps').hidden") is False
    browser.point("document.getElementById('on')", click=True)
    browser.until("document.querySelectorAll('.here').length === 1")
    assert browser.complaints == []


def boxes(browser: Chromium, *names: str) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of elements by their ids."""
    ids = ", ".join(f"'{name}'" for name in names)
    found = browser.run(
        f"[{ids}].map(id => document.getElementById(id).getBoundingClientRect())"
        ".map(box => [box.left, box.top, box.right, box.bottom])"
    )
    return [tuple(box) for box in found]


@pytest.mark.parametrize(("width", "height"), [(320, 480), (360, 740), (740, 360), (820, 1180), (1280, 800)])
def test_the_steps_can_be_seen_and_pressed_in_any_window(
    browser: Chromium, page: str, width: int, height: int
) -> None:
    browser.resize(width, height)
    browser.open(page)
    browser.run("document.getElementById('w0').click()")
    for left, top, right, bottom in boxes(browser, "back", "on"):
        assert 0 <= left < right <= width and 0 <= top < bottom <= height
        at = f"document.elementFromPoint({(left + right) / 2}, {(top + bottom) / 2})"
        assert browser.run(f"{at}.closest('.steps') !== null"), "nothing lies over it"
    assert browser.run("document.documentElement.scrollWidth") <= width, "nothing sticks out sideways"
    browser.point("document.getElementById('on')", click=True)
    browser.until("document.getElementById('place').textContent.startsWith('1 of')")


def typed(browser: Chromium, words: str) -> list[str]:
    """Whom the list shows after words were typed into the search."""
    browser.run("document.getElementById('find').focus(), document.getElementById('find').select()")
    browser.call("Input.insertText", text=words)
    shown: list[str] = browser.run(
        "[...document.querySelectorAll('.cast li:not(.everyone)')].filter(each => each.checkVisibility())"
        ".map(each => each.querySelector('.name').textContent)"
    )
    return shown


def press(browser: Chromium, key: str) -> None:
    for kind in ("keyDown", "keyUp"):
        browser.call("Input.dispatchKeyEvent", type=kind, key=key, text=key if len(key) == 1 else "")


def test_the_cast_can_be_searched_by_any_name(browser: Chromium, page: str) -> None:
    browser.open(page)
    found = "document.getElementById('found').textContent"
    assert typed(browser, "QUÍLL miss") == ["Mara Quill"]
    assert browser.run(found) == "1 of 3"
    assert typed(browser, "bank") == ["the bank"], "folded places are unfolded"
    assert typed(browser, "zzz") == []
    assert browser.run(found) == "Nobody is called that."
    assert typed(browser, "ferryman") == ["the ferryman"]
    press(browser, "Enter")
    browser.until(
        "document.querySelector('input[name=who]:checked').closest('li').textContent.includes('ferry')"
    )
    press(browser, "Escape")
    browser.until("document.getElementById('find').value === ''")
    assert browser.run("document.querySelector('input[name=who]:checked').id") != "everyone"
    assert browser.run(found) == ""
    assert browser.complaints == []


def test_letters_typed_into_the_search_are_no_commands(browser: Chromium, page: str) -> None:
    browser.open(page)
    browser.run("document.getElementById('w0').click()")
    browser.run("document.activeElement.blur()")
    press(browser, "/")
    browser.until("document.activeElement.id === 'find'")
    press(browser, "n")
    assert browser.run("document.getElementById('find').value") == "n"
    assert browser.run("document.querySelectorAll('.here').length") == 0


def test_the_margin_says_how_sure_a_speaker_is_until_it_is_unchecked(browser: Chromium, page: str) -> None:
    browser.open(page)
    label = "getComputedStyle(document.querySelector('.w'), '::after')"
    assert browser.run(f"{label}.content") == '"97%"'
    assert browser.run(f"{label}.display") != "none"
    browser.run("document.getElementById('sure').click()")
    assert browser.run(f"{label}.display") == "none"
