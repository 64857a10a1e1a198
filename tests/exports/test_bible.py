"""The story bible: every link leads to a page, every page says what the work says."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest
import yaml
from markdown_it import MarkdownIt

from fabula.exports import export
from fabula.exports.bible import pages
from fabula.exports.names import file_names
from fabula.types import (
    Attribute,
    AttributeKind,
    Entity,
    EntityType,
    Finding,
    FindingKind,
    Repair,
    RepairKind,
    Work,
)
from tests.builders import ferry, plain_work, small_work, span, storied_work

HOSTILE = ("CON", "a/b\\c", "x: y?", "Ann", "ann", "[[Bob]]", "# 1", "...", "", "é", "e\u0301", "n" * 300)


def links(page: str) -> list[str]:
    """The targets of all links of a page, as a reader of Markdown finds them."""
    body = re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.DOTALL)
    tokens = MarkdownIt().enable("table").parse(body)
    inline = [child for token in tokens for child in token.children or ()]
    return [str(child.attrs["href"]) for child in inline if child.type == "link_open"]


def fields(page: str) -> dict[str, object]:
    found = yaml.safe_load(page.split("---\n")[1])
    assert isinstance(found, dict)
    return found


def check(found: dict[str, str]) -> None:
    reached = set()
    for name, page in found.items():
        assert fields(page)["type"]
        for link in links(page):
            target = PurePosixPath(name).parent
            for part in unquote(link).split("/"):
                target = target.parent if part == ".." else target / part
            assert str(target) in found, (name, link)
            reached.add(str(target))
    assert reached == set(found), "a page that nobody gets to"
    for name in found:
        for part in PurePosixPath(name).parts:
            assert not re.search(r'[<>:"/\\|?*#^\[\]\x00-\x1f]', part)
            assert not re.match(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", part, re.IGNORECASE)
            assert part.removesuffix(".md").strip(" .") == part.removesuffix(".md") != ""
            assert len(part) < 120
    folded = [unicodedata.normalize("NFKC", name).casefold() for name in found]
    assert len(set(folded)) == len(folded)


@pytest.mark.parametrize("work", [small_work(), storied_work(), ferry(), plain_work("Ann sang.")])
def test_every_link_leads_to_a_page_and_every_page_is_reached(work: Work) -> None:
    check(pages(work))


def test_names_of_any_kind_make_names_of_files_that_every_system_takes() -> None:
    work = storied_work()
    people = tuple(
        Entity(10 + n, EntityType.PERSON, name, (), (), 3, 1, False, 0) for n, name in enumerate(HOSTILE)
    )
    check(pages(replace(work, cast=replace(work.cast, entities=(*work.cast.entities, *people)))))
    assert file_names(["Ann", "ann", "ANN"], ".md") == ["Ann.md", "ann (2).md", "ANN (3).md"]


def test_the_page_of_a_character() -> None:
    found = pages(storied_work())
    page = found["characters/Mrs. Alder.md"]
    assert fields(page) == {
        "title": "Mrs. Alder",
        "type": "character",
        "aliases": ["ma’am"],
        "tags": ["character"],
        "entity": 1,
        "pronouns": ["she"],
        "mentions": 2,
        "lines": 1,
        "first": "Chapter One",
        "last": "Chapter One",
    }
    assert (
        "- **rank**: ma’am, says [Ned](../characters/Ned.md). "
        "“Ned shook his head. “No, ma’am. Tom took it to Fenwick.”” [1. Fenwick](../scenes/1%20Fenwick.md)"
    ) in page.splitlines()
    assert (
        "| [1. Fenwick](../scenes/1%20Fenwick.md) | [Chapter One](../chapters/1%20Chapter%20One.md) "
        "| Good morning | there |"
    ) in page.splitlines()
    assert "- Tom is child of Mrs. Alder" not in page and "is child of [Mrs. Alder]" in page


def test_what_is_less_likely_than_not_is_left_out() -> None:
    page = pages(storied_work())["characters/Ned.md"]
    assert "relative of" not in page
    assert "Where, when" not in page


def test_the_page_of_a_place_and_of_a_scene() -> None:
    found = pages(storied_work())
    place = found["places/Fenwick.md"]
    assert "## What happens here" in place and "(../scenes/1%20Fenwick.md)" in place
    scene = found["scenes/2 the stairs.md"]
    assert fields(scene)["mode"] == "summary"
    assert "- through the eyes of [I](../characters/I.md)" in scene.splitlines()
    assert "> I found it 🧤 under the stairs." in scene.splitlines()


def test_a_name_in_a_heading_is_no_first_appearance() -> None:
    work = storied_work()
    mention = replace(work.cast.mentions[0], start=0, end=3, entity=5)
    cast = replace(work.cast, mentions=(mention, *work.cast.mentions))
    page = pages(replace(work, cast=cast))["characters/I.md"]
    assert "- first: “I found it 🧤 under the stairs.”" in page
    assert "- 0 lines, 1 mention\n" in page


def test_findings_are_on_the_page_of_whom_they_are_about_and_in_the_index() -> None:
    finding = Finding(1, FindingKind.EYES, "The eyes of Ned do not agree.", (span("Ned"),), (3,), 0.75)
    unlikely = replace(finding, id=2, message="Nothing.", confidence=0.25)
    found = pages(storied_work(), (finding, unlikely))
    for name in ("The Lost Glove.md", "characters/Ned.md"):
        assert "- The eyes of Ned do not agree. (eyes, 75%)" in found[name].splitlines()
    assert "do not agree" not in found["characters/Mrs. Alder.md"]
    assert not any("Nothing." in page for page in found.values())
    check(found)


def test_what_is_said_and_is_not_so_is_marked() -> None:
    work = storied_work()
    assert work.story is not None
    lie = Attribute(9, 3, AttributeKind.AGE, "old", *span("Ned"), None, False, 0, 9, 0.9)
    story = replace(work.story, attributes=(lie,))
    assert "- **age**: old, which is not so." in pages(replace(work, story=story))["characters/Ned.md"]


def test_pages_quote_the_text_as_it_reads() -> None:
    work = storied_work()
    at = work.text.content.index("Ned shook") + 1
    text = replace(work.text, repairs=(Repair(at, at + 1, "E", RepairKind.LIGATURE),))
    page = pages(replace(work, text=text))["characters/Mrs. Alder.md"]
    assert "“NEd shook his head." in page
    check(pages(replace(work, text=text)))


def test_words_of_a_book_are_no_marks_of_markdown() -> None:
    page = pages(plain_work("*Ann* [x](y) [[z]] <b> %% # `c` $m$ == sang.", mention_of=[((0, 5), 1)]))
    (character,) = (page for name, page in page.items() if name.startswith("characters/"))
    shown = MarkdownIt().render(character.split("---\n", 2)[2])
    assert "*Ann* [x](y) [[z]] &lt;b&gt; %% # `c` $m$ == sang." in shown


def test_the_title_of_a_page_survives_yaml() -> None:
    name = 'Ann "the\u2028Fist" \x85: {#x} \\ 🧤'
    for page in pages(plain_work("Ann sang.", name=name)).values():
        if fields(page)["type"] == "character":
            assert fields(page)["title"] == name


def test_it_goes_into_a_folder_or_an_archive(tmp_path: Path) -> None:
    export(storied_work(), "bible", tmp_path / "bible")
    export(storied_work(), "bible", tmp_path / "bible.zip")
    there = {p.relative_to(tmp_path / "bible").as_posix() for p in (tmp_path / "bible").rglob("*.md")}
    assert there == set(zipfile.ZipFile(tmp_path / "bible.zip").namelist()) == set(pages(storied_work()))
