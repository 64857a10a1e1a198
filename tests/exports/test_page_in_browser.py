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
