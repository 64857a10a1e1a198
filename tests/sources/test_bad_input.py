from __future__ import annotations

import os
import random
import time
import zipfile
from pathlib import Path

import pytest

from fabula.errors import SourceError
from fabula.sources import load

from .conftest import ENGLISH, Read, zipped

FRENCH = "Il était une fois dans la ville une femme qui ne savait pas que le roi était dans le palais. " * 4
GERMAN = (
    "Er war nicht mehr in dem Haus, und sie hatte ihm das Buch auf den Tisch gelegt, weil es ein Brief war. "
    * 4
)
RUSSIAN = "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему. " * 4
JAPANESE = "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。" * 4
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


def refused(read: Read, name: str, data: bytes | str, code: str) -> str:
    with pytest.raises(SourceError) as caught:
        read(name, data, force=False)
    assert caught.value.code == code
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "F104"),
        ("a.txt", " \n\t\ufeff\u200b\r\n", "F104"),
        ("a.html", "<html><body><p> </p><script>1</script></body></html>", "F104"),
        ("a.md", "---\ntitle: x\n---\n", "F104"),
        ("a.txt", b"\x00" * 500, "F104"),
        ("a.txt", random.Random(1).randbytes(4000), "F105"),
        ("a.txt", PNG, "F105"),
        ("a.epub", b"\xff\xd8\xff\xe0\x00\x10JFIF", "F105"),
        ("a.txt", b"SQLite format 3\x00" + bytes(100), "F105"),
        ("a.txt", b"%PDF-1.7\n", "F111"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "F111"),
        ("a.mobi", bytes(60) + b"BOOKMOBI", "F111"),
        ("a.docx", zipped({"xl/workbook.xml": "x"}), "F108"),
        ("a.docx", zipped({"a.txt": "x", "b.txt": "y"}), "F108"),
        ("a.docx", zipped({"word/document.xml": "<x/>", "[Content_Types].xml": "no"}), "F107"),
        ("a.docx", b"PK\x03\x04 cut", "F107"),
        ("a.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "F107"),
        ("a.epub", zipped({"mimetype": "application/epub+zip"}), "F107"),
        ("a.epub", zipped({"META-INF/container.xml": "<container/>"}), "F107"),
    ],
)
def test_files_that_are_no_story(read: Read, name: str, data: bytes | str, code: str) -> None:
    refused(read, name, data, code)


@pytest.mark.parametrize(
    ("words", "language"),
    [(FRENCH, "French"), (GERMAN, "German"), (RUSSIAN, "Russian"), (JAPANESE, "Japanese")],
)
def test_other_languages_are_named_and_forced(read: Read, words: str, language: str) -> None:
    assert language in refused(read, "a.txt", words, "F110")
    assert read("a.txt", words, force=True).content == words


def test_english_passes_with_foreign_words_and_in_verse(read: Read) -> None:
    assert read("a.txt", f"“{FRENCH[:105]}” {ENGLISH * 4}", force=False).blocks
    verse = "Tyger Tyger, burning bright,\nIn the forests of the night;\nWhat immortal hand or eye,\n" * 4
    assert read("b.txt", verse, force=False).blocks
    assert read("c.txt", "Stop!", force=False).blocks


def test_a_zip_bomb_is_not_unpacked(read: Read) -> None:
    bomb = zipped({"word/document.xml": bytes(600 << 20), "[Content_Types].xml": "x"})
    started = time.process_time()
    refused(read, "a.docx", bomb, "F109")
    assert time.process_time() - started < 2


def test_a_page_that_unpacks_to_too_much(read: Read) -> None:
    container = '<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>'
    members: dict[str, bytes | str] = {"META-INF/container.xml": container, "p.opf": bytes(65 << 20)}
    refused(read, "a.epub", zipped(members), "F109")


def test_entities_are_not_expanded(read: Read) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
    )
    opf = bomb + ']><package xmlns="http://www.idpf.org/2007/opf"><metadata>&j;</metadata></package>'
    container = '<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>'
    refused(read, "a.epub", zipped({"META-INF/container.xml": container, "p.opf": opf}), "F107")


@pytest.mark.posix
def test_paths_that_are_no_files(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "no\nwhere.txt", "F101"), (tmp_path, "F102"), (Path("/dev/null"), "F102")):
        with pytest.raises(SourceError) as caught:
            load(path)
        assert caught.value.code == code
        assert "\n" not in str(caught.value)


@pytest.mark.posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser reads everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ENGLISH)
    path.chmod(0)
    with pytest.raises(SourceError, match="F103"):
        load(path)


@pytest.mark.parametrize(
    "data",
    [
        *(unit * 300_000 for unit in ("“ ", '""', "‘a ", ". ", "* ", "<", "[", "—A. ", "“A.” ")),
        *(line * 100_000 for line in ("I\n", "a.\n")),
        " " * 900_000 + "x",
        "Contents\n" + ". . . . " * 50_000,
    ],
)
def test_hostile_lines_take_time_in_proportion(read: Read, data: str) -> None:
    started = time.process_time()
    assert read("a.txt", data).content == data
    assert time.process_time() - started < 10


def test_a_single_line_of_two_megabytes(read: Read) -> None:
    words = (ENGLISH + " ") * (2_000_000 // len(ENGLISH))
    started = time.process_time()
    assert len(read("a.txt", words, force=False).blocks) == 1
    assert time.process_time() - started < 5


def test_references_to_half_characters_are_mended(read: Read) -> None:
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<c xmlns:office="{office}office:1.0" xmlns:text="{office}text:1.0"><office:text>'
        "<text:p>&#xD800;Ann&#56320;<text:s text:c='x²'/>went.</text:p></office:text></c>"
    )
    mimetype = "application/vnd.oasis.opendocument.text"
    text = read("a.odt", zipped({"mimetype": mimetype, "content.xml": content}))
    assert text.content.strip("\ufffd\n") == "Ann\ufffd went."


@pytest.mark.parametrize("depth", [1_500, 30_000])
def test_words_nested_deep_are_read_or_missed_aloud(read: Read, depth: int) -> None:
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    spans = "<text:span>" * depth + "Ann went." + "</text:span>" * depth
    content = (
        f'<c xmlns:office="{office}office:1.0" xmlns:text="{office}text:1.0"><office:text>'
        f"<text:p>{spans}</text:p></office:text></c>"
    )
    odt = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
    html = "<html><body><p>One.</p>" + "<div>" * depth + "Ann went." + "</div>" * depth
    for name, data in (("a.odt", odt), ("a.html", html)):
        if depth < 2_000:
            assert "Ann went." in read(name, data).content
        else:
            refused(read, name, data, "F107")


@pytest.mark.posix
def test_a_name_that_is_no_utf_8(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    try:
        path.write_text(ENGLISH)
    except OSError:
        pytest.skip("this file system wants names in UTF-8")
    assert load(path).source == r"caf\xe9.txt"


@pytest.mark.parametrize("part", ["word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"])
def test_docx_parts_that_lie(read: Read, part: str) -> None:
    """Only the words themselves cannot be done without; the rest stands where it always does."""
    story = Path(__file__).parent.parent / "stories" / "dialogue.docx"
    with zipfile.ZipFile(story) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    lying = parts[part].replace(b"Target=", b"Tar=").replace(b"Type=", b"T=").replace(b"w:document", b"w:doc")
    if part == "word/document.xml":
        refused(read, "a.docx", zipped({**parts, part: lying}), "F107")
    else:
        assert read("a.docx", zipped({**parts, part: lying})).blocks == load(story).blocks


def test_a_docx_whose_members_are_not_where_it_says(read: Read) -> None:
    whole = Path(__file__).parent.parent / "stories" / "dialogue.docx"
    story = whole.read_bytes()
    starts = [at for at in range(len(story)) if story.startswith(b"PK\x03\x04", at)]
    core, document = starts[2], starts[4]
    told = read("a.docx", story[:core] + b"XX" + story[core + 2 :])
    assert told.blocks == load(whole).blocks
    assert told.warnings == ("docProps/core.xml is damaged or missing; title and author are left out.",)
    refused(read, "b.docx", story[:document] + b"XX" + story[document + 2 :], "F107")
