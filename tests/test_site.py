"""The documentation as a site: it is built without a warning, shows what is written, and loads nothing."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from tools import figures
from tools.site import relinked

ROOT = Path(__file__).resolve().parent.parent
LOADED = ("//script/@src", "//link/@href", "//img/@src", "//iframe/@src", "//source/@src", "//object/@data")
KINDS = ["Tutorial", "How to", "Reference", "Explanation"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    folder = tmp_path_factory.mktemp("built") / "site"
    done = subprocess.run(
        [sys.executable, "-m", "properdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert not done.returncode, done.stdout
    return folder


def pages(site: Path) -> list[tuple[Path, html.HtmlElement]]:
    return [(page, html.parse(page).getroot()) for page in sorted(site.rglob("*.html"))]


def test_its_pages_are_of_four_kinds(site: Path) -> None:
    (front,) = (tree for page, tree in pages(site) if page == site / "index.html")
    menus = front.xpath("//a[contains(@class, 'dropdown-toggle')]")
    assert [menu.text_content().strip() for menu in menus][: len(KINDS)] == KINDS


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for page, tree in pages(site):
        loaded = [str(found) for path in LOADED for found in tree.xpath(path)]
        assert not [each for each in loaded if re.match(r"(https?:)?//", each)], page
    for sheet in site.rglob("*.css"):
        words = sheet.read_text(encoding="utf-8")
        assert not re.search(r"(url\(\s*['\"]?|@import\s*['\"])(https?:)?//", words), sheet


def test_no_marks_of_markdown_are_left(site: Path) -> None:
    for page, tree in pages(site):
        for element in tree.xpath("//div[@role='main']//*[self::p or self::li][not(.//pre)]"):
            for code in element.xpath(".//code"):
                code.text = ""
            words = element.text_content()
            assert not re.search(r"```|^ *\|.*\|$|\n *[-*] \w|\]\(", words, re.MULTILINE), (page, words)


def test_the_front_page_has_the_figures_of_the_readme() -> None:
    blocks = []
    for page in (ROOT / "README.md", ROOT / "docs" / "index.md"):
        words = page.read_text(encoding="utf-8")
        blocks.append(words[words.index(figures.BEGIN) : words.index(figures.END)])
    assert blocks[0] == blocks[1], "make benchmarks writes both"


THERE = {"index.md", "how-to/measure.md", "training/EXPERIMENTS.md"}


def test_a_link_to_a_page_from_elsewhere_leads_to_its_place_in_the_site() -> None:
    words = "[how](../how-to/measure.md#stories) and [the log](../../training/EXPERIMENTS.md)"
    assert relinked(words, "explanation/limits.md", THERE) == (
        "[how](../how-to/measure.md#stories) and [the log](../training/EXPERIMENTS.md)"
    )
    assert relinked("[there](../docs/index.md)", "training/EXPERIMENTS.md", THERE) == "[there](../index.md)"


def test_a_link_to_what_is_no_page_becomes_its_words() -> None:
    words = "[Notice](../NOTICE), [web](https://example.org), [below](#below)"
    assert relinked(words, "index.md", THERE) == "Notice, [web](https://example.org), [below](#below)"
