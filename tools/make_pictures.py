"""Takes pictures of every page of the explorer over shipped stories, light and dark, wide and narrow.

``python -m tools.make_pictures FOLDER`` writes all of them; ``--for-docs`` only those that the documentation
shows, into ``docs/pictures``. Needs Chromium.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

import fabula
from fabula.explorer.library import Library
from tests.explorer.live import FLAGS, NAMES, served

ROOT = Path(__file__).resolve().parent.parent
STORIES = ("first_person.txt", "dialogue.epub", "letters.txt")
WIDTHS = (1280, 360)
SCHEMES = ("light", "dark")
PAGES = {
    "library": "/",
    "world": "/stories",
    "glance": "/stories/1",
    "text": "/stories/1/text?at=9000",
    "people": "/stories/1/people",
    "person": "/stories/1/people/1",
    "lines": "/stories/1/people/1/lines",
    "actions": "/stories/1/people/1/actions",
    "moments": "/stories/1/people/1/scenes",
    "knows": "/stories/1/people/1/knows",
    "pair": "/stories/1/people/1/with/2",
    "chapter": "/stories/1/people?in=2",
    "side-by-side": "/stories/side-by-side",
    "places": "/stories/1/places",
    "scenes": "/stories/1/scenes",
    "scene": "/stories/1/scenes/2",
    "findings": "/stories/1/findings",
    "search": "/stories/1/search?q=photograph",
    "review": "/stories/1/review",
    "changes": "/stories/1/changes",
    "joined": "/stories/1/joined",
    "draft": "/stories/1/drafts",
    "print": "/stories/2/text/print",
}
SEEN = """
  [...document.querySelectorAll(".q[id]")].find(line => line.getBoundingClientRect().top > 300).click()
"""
FOR_DOCS = (("glance", 1280, "light"), ("panel", 1280, "light"))


def panel(page: Page) -> None:
    """Open the panel about a line."""
    page.evaluate(SEEN)
    page.locator("#panel h2, #panel .said, #panel form").first.wait_for()


def pictures(browser: Browser, address: str, widths: tuple[int, ...]) -> Iterator[tuple[str, int, str, Page]]:
    """Every page at every width in every scheme, ready to be taken."""
    for scheme in SCHEMES:
        for width in widths:
            page = browser.new_page(
                viewport={"width": width, "height": 800},
                color_scheme="dark" if scheme == "dark" else "light",
                reduced_motion="reduce",
            )
            for name, path in PAGES.items():
                page.goto(address + path)
                page.wait_for_load_state("networkidle")
                yield name, width, scheme, page
                if name == "text":
                    panel(page)
                    page.wait_for_load_state("networkidle")
                    yield "panel", width, scheme, page
            page.close()


def take(folder: Path, *, for_docs: bool) -> list[Path]:
    """Writes the pictures into a folder; where each was written."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with tempfile.TemporaryDirectory() as made:
        world = Path(made) / "stories.fabula"
        for story in STORIES:
            fabula.read(ROOT / "tests" / "stories" / story).save(world, new=True)
        with served(Library([world])) as address, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=program, args=FLAGS)
            for name, width, scheme, page in pictures(browser, address, WIDTHS):
                if for_docs and (name, width, scheme) not in FOR_DOCS:
                    continue
                path = folder / f"{name}-{width}-{scheme}.jpg"
                page.screenshot(path=path, type="jpeg", quality=70)
                written.append(path)
            browser.close()
    return written


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "docs" / "pictures")
    parser.add_argument("--for-docs", action="store_true")
    given = parser.parse_args()
    for path in take(given.folder, for_docs=given.for_docs):
        print(path)  # noqa: T201


if __name__ == "__main__":
    main()
