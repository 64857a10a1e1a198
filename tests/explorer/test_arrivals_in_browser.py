"""Files given in a browser: large ones, and one that is too large."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from fabula.explorer.arrivals import LARGEST
from fabula.explorer.library import Library
from tests.explorer.live import served

pytestmark = pytest.mark.browser


def holed(path: Path, size: int) -> Path:
    """A file of zeros, which take no room on the disk."""
    with path.open("wb") as file:
        file.truncate(size)
    return path


def test_a_large_file_comes_in_and_what_is_wrong_with_it_is_told(tmp_path: Path, tab: Page) -> None:
    folder = tmp_path / "worlds"
    folder.mkdir()
    large = holed(tmp_path / "large.txt", LARGEST - (1 << 20))
    with served(Library([folder])) as address:
        tab.goto(address)
        tab.get_by_label("Story").set_input_files(large)
        tab.get_by_role("button", name="Read it").click()
        expect(tab.get_by_role("alert")).to_contain_text("large.txt", timeout=60_000)
        tab.goto("about:blank")
    assert list(folder.iterdir()) == []


def test_a_file_that_is_too_large_is_not_even_sent(tmp_path: Path, tab: Page) -> None:
    huge = holed(tmp_path / "huge.txt", LARGEST + 1)
    with served(Library([tmp_path])) as address:
        tab.goto(address)
        sent: list[str] = []
        tab.on("request", lambda each: sent.append(each.method))
        # without its script the page would send the file, and be told
        tab.wait_for_function("() => document.documentElement.classList.contains('scripted')")
        story = tab.get_by_label("Story")
        story.set_input_files(huge)
        tab.get_by_role("button", name="Read it").click()
        assert story.evaluate("each => each.validationMessage") == "a file may have 99 MB"
        assert "POST" not in sent
        small = tmp_path / "small.txt"
        small.write_bytes(b"")
        story.set_input_files(small)
        assert story.evaluate("each => each.checkValidity()")
        tab.goto("about:blank")
