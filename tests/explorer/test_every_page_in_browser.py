"""Every page in a browser: nothing jumps, nothing is cut off, everybody can use it, and it can be printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from fabula.explorer.library import Library
from fabula.world import World
from tests.explorer.charts.stories import CROSSED, told_work
from tests.explorer.live import served

pytestmark = pytest.mark.browser
PAGES = (
    "",
    "/text",
    "/text/print",
    "/people",
    "/people?in=2",
    "/people/1",
    "/people/1/lines",
    "/people/1/actions",
    "/people/1/scenes",
    "/people/1/with/2",
    "/places",
    "/places/5",
    "/scenes",
    "/scenes/2",
    "/findings",
    "/search?q=mill",
    "/review",
    "/changes",
    "/drafts",
    "/joined",
    "/about?of=presence:1-1",
    "/about?of=scene:2",
)
JUMPED = """new Promise(done => { let sum = 0; new PerformanceObserver(list => {
    for (const each of list.getEntries()) sum += each.value;
}).observe({ type: "layout-shift", buffered: true }); setTimeout(() => done(sum), 150); })"""
GOOD = 0.1
"""A cumulative layout shift that is good, by the measure of web.dev."""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Two works of one world."""
    path = tmp_path / "mill.fabula"
    with World.create_or_open(path) as world:
        world.add(told_work(CROSSED))
        second = told_work(CROSSED)
        metadata = replace(second.text.metadata, title="The Quay")
        world.add(replace(second, text=replace(second.text, metadata=metadata, source="quay")), new=True)
    with served(Library([path])) as own:
        yield own


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_every_page_is_whole_and_still(tab: Page, address: str, width: int, scheme: str) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    paths = ["/", "/mill", "/mill/side-by-side", *(f"/mill/1{each}" for each in PAGES)]
    for path in paths:
        answer = tab.goto(address + path)
        assert answer is not None and answer.status == 200, path
        tab.wait_for_load_state("networkidle")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, path
        assert float(tab.evaluate(JUMPED)) < GOOD, path
        found = Axe().run(tab)
        assert found.violations_count == 0, f"{path}\n{found.generate_report()}"
    tab.goto("about:blank")


def test_a_page_on_paper_is_the_text_and_no_bars(tab: Page, address: str) -> None:
    tab.goto(f"{address}/mill/1/text")
    tab.wait_for_function("() => document.querySelector('.virtual')")
    tab.emulate_media(media="print")
    for bar in (".top", ".tools"):
        expect(tab.locator(bar)).to_be_hidden()
    expect(tab.locator(".passage").first).to_have_css("position", "static")
    tab.emulate_media(media="screen")
    tab.keyboard.press("?")
    tab.get_by_role("link", name="The chapter for printing").click()
    expect(tab.locator(".whole h2").first).to_contain_text("Chapter 1")
    expect(tab.locator(".whole")).not_to_contain_text("Chapter 2")
    tab.goto("about:blank")


def test_a_slash_looks_something_up_from_any_page(tab: Page, address: str) -> None:
    tab.goto(f"{address}/mill/1/scenes")
    tab.wait_for_function("() => document.documentElement.classList.contains('scripted')")
    tab.keyboard.press("/")
    tab.wait_for_url("**/search")
    expect(tab.locator("#q")).to_be_focused()
    tab.goto("about:blank")
