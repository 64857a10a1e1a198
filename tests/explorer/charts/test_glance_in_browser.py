"""The charts in a browser: a stretch chosen, a chart drawn anew, a picture saved, keys from mark to mark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import etree
from playwright.sync_api import Browser, Page, expect

from fabula.explorer.charts.gallery import CHARTS
from tests.explorer.charts.stories import CROSSED, kept, told_work
from tests.explorer.live import served

pytestmark = pytest.mark.browser


@pytest.fixture
def glance(tmp_path: Path, tab: Page) -> Iterator[Page]:
    with served(kept(tmp_path, told_work(CROSSED))) as address:
        tab.goto(f"{address}/mill/1")
        expect(tab.locator("[data-waiting]")).to_have_count(0)
        yield tab
        tab.goto("about:blank")  # nothing is asked for once the server has ended


def test_a_stretch_is_chosen_with_the_pointer(glance: Page) -> None:
    before = glance.locator("#network .node circle").nth(1).get_attribute("cx")
    expect(glance.locator("#network .edge")).to_have_count(6)
    glance.locator(".strip").scroll_into_view_if_needed()
    box = glance.locator(".bars-of-parts").bounding_box()
    assert box is not None
    high = box["y"] + box["height"] / 3
    glance.mouse.move(box["x"] + box["width"] * 0.02, high)
    glance.mouse.down()
    glance.mouse.move(box["x"] + box["width"] * 0.17, high)
    glance.mouse.up()
    expect(glance.locator("#network .edge")).to_have_count(2)
    assert glance.locator(".brush output").text_content() == "0 % to 20 %"
    assert glance.locator("#network .node circle").nth(1).get_attribute("cx") == before
    glance.get_by_role("button", name="All of it").click()
    expect(glance.locator("#network .edge")).to_have_count(6)


def test_a_stretch_is_chosen_with_keys(glance: Page) -> None:
    last = glance.get_by_label("to the end of")
    last.focus()
    for _ in range(22):
        glance.keyboard.press("ArrowLeft")
    expect(glance.locator("#network .edge")).to_have_count(1)
    assert last.get_attribute("aria-valuetext") == "5 %"
    assert last.input_value() == "1", "the handles do not pass each other"


def test_a_chart_is_drawn_anew(glance: Page) -> None:
    glance.locator("#storyline summary").click()
    glance.get_by_label("A column is").select_option("chapter")
    expect(glance.locator("#storyline tbody tr")).to_have_count(4)
    assert glance.locator("#storyline details[open]").count() == 1
    with glance.expect_download() as saved:
        glance.locator("#storyline a.svg").click()
    assert b"Chapter 2, scenes 3 to 4" in saved.value.path().read_bytes()


def test_a_picture_is_saved(glance: Page) -> None:
    with glance.expect_download() as svg:
        glance.locator("#presence a.svg").click()
    assert svg.value.suggested_filename == "the-mill-presence.svg"
    etree.fromstring(svg.value.path().read_bytes())
    with glance.expect_download() as png:
        glance.locator("#presence .png").click()
    assert png.value.suggested_filename == "the-mill-presence.png"
    assert png.value.path().read_bytes().startswith(b"\x89PNG")


def test_a_chart_is_one_stop_and_arrows_go_on(glance: Page) -> None:
    stops = "document.querySelectorAll('#presence svg a[tabindex=\"0\"]').length"
    assert glance.evaluate(stops) == 1
    glance.locator("#presence svg a").first.focus()
    focused = "document.activeElement.querySelector('title').textContent"
    assert glance.evaluate(focused) == "Chapter 1"
    glance.keyboard.press("ArrowRight")
    assert glance.evaluate(focused) == "Chapter 2"
    glance.keyboard.press("ArrowDown")
    assert "Chapter 2" in glance.evaluate(focused)
    assert glance.evaluate(stops) == 1
    glance.keyboard.press("Enter")
    glance.wait_for_url("**/text?at=*")


def test_one_person_is_brought_out(glance: Page) -> None:
    glance.locator("#storyline a.line").first.dispatch_event("pointerover")
    assert glance.locator("#storyline svg.some").count() == 1
    assert glance.locator("#storyline a.line.chosen").count() == 1


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(glance: Page, width: int, scheme: str) -> None:
    glance.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    glance.set_viewport_size({"width": width, "height": 800})
    assert glance.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(glance)
    assert found.violations_count == 0, found.generate_report()


def test_charts_come_one_after_the_other_and_nothing_jumps(tmp_path: Path, tab: Page) -> None:
    moved = """new Promise(done => { let sum = 0; new PerformanceObserver(list => {
        for (const each of list.getEntries()) sum += each.value;
    }).observe({ type: "layout-shift", buffered: true }); setTimeout(() => done(sum), 200); })"""
    with served(kept(tmp_path, told_work(CROSSED))) as address:
        asked: list[str] = []
        tab.on("request", lambda each: asked.append(each.url.rpartition("/")[2].partition("?")[0]))
        tab.goto(f"{address}/mill/1")
        expect(tab.locator("[data-waiting]")).to_have_count(0)
        every = list(CHARTS)
        assert [each for each in asked if each in every] == every[1:]
        assert float(tab.evaluate(moved)) < 0.1
        tab.goto("about:blank")


def test_charts_can_be_seen_without_a_script(tmp_path: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    with served(kept(tmp_path, told_work(CROSSED))) as address:
        tab.goto(f"{address}/mill/1")
        expect(tab.locator("#storyline svg.picture")).to_be_visible()
        tab.locator("#talk").get_by_role("link", name="Show it").click()
        expect(tab.locator("svg.picture")).to_be_visible()
        tab.goto(f"{address}/mill/1?first=0&last=2")
        expect(tab.locator("#network svg.picture")).to_be_visible()
    context.close()
