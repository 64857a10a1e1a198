"""End to end: a story that the model has read, out of its world, in every format for writers and readers."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import fabula
from fabula.exports.bible import pages
from fabula.sources import load

from .test_bible import check as check_bible
from .test_epub import checked

pytestmark = pytest.mark.model
FORMATS = ("script-json", "ssml", "voices", "fountain", "casting", "bible", "epub", "xray", "schema-org")


@pytest.fixture
def written(voices: Path, tmp_path: Path) -> dict[str, Path]:
    """The story in every format."""
    with fabula.open_world(voices) as world:
        reading = world.work(1)
        several = {"ssml", "casting", "bible"}
        return {
            format: reading.export(format, tmp_path / f"{format}{'.zip' if format in several else '.out'}")
            for format in FORMATS
        }


def words(text: str) -> str:
    return "".join(text.split())


def test_every_script_has_the_whole_story(written: dict[str, Path], voices: Path) -> None:
    with fabula.open_world(voices) as world:
        whole = words(world.work(1).text)
    found: Any = json.loads(written["script-json"].read_text("utf-8"))
    told = [s for c in found["chapters"] for p in c["paragraphs"] for s in p["stretches"]]
    assert words("".join(stretch["text"] for stretch in told)) == whole
    plain = re.sub(
        r"^\[voice:[^\]]+\]( \[\w+:[^\]]*\])?", "", written["voices"].read_text("utf-8"), flags=re.M
    )
    assert words(plain) == whole
    with zipfile.ZipFile(written["ssml"]) as chapters:
        spoken = "".join(
            str(part)
            for name in chapters.namelist()
            for part in etree.fromstring(chapters.read(name)).itertext("{*}voice")
        )
    assert words(spoken) == whole
    assert {"Nell", "Hob Tarrant", "Gran"} <= {voice["voice"] for voice in found["voices"]}


def test_a_tale_is_read_by_whoever_tells_it(written: dict[str, Path]) -> None:
    lines = written["voices"].read_text("utf-8").splitlines()
    tale = next(number for number, line in enumerate(lines) if "how the ferry came to us" in line)
    assert lines[tale].startswith("[voice:Gran]")
    assert lines[tale + 1].startswith("[voice:Hob Tarrant]"), "what stands between is told by the narrator"
    assert lines[tale + 2].startswith("[voice:Gran]")


def test_the_bible_has_no_dead_link(voices: Path) -> None:
    with fabula.open_world(voices) as world:
        check_bible(pages(world.work(1).told_work))


def test_the_book_reads_back(written: dict[str, Path], tmp_path: Path, voices: Path) -> None:
    path = tmp_path / "book.epub"
    shutil.copyfile(written["epub"], path)
    text = load(path)
    with fabula.open_world(voices) as world:
        before = world.work(1).work.text
    assert [chapter.title for chapter in text.chapters] == [chapter.title for chapter in before.chapters]
    assert checked(path) == []


def test_the_screenplay_reads_back_with_its_speakers(written: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "ferry.fountain"
    shutil.copyfile(written["fountain"], path)
    lines = [line for line in load(path).content.split("\n\n") if line.startswith("Nell: ")]
    assert "Nell: I am his sister," in lines


def test_the_data_name_the_people(written: dict[str, Path]) -> None:
    xray: Any = json.loads(written["xray"].read_text("utf-8"))
    book: Any = json.loads(written["schema-org"].read_text("utf-8"))
    for names in ([e["label"] for e in xray["characters"]], [p["name"] for p in book["character"]]):
        assert {"Nell", "Gran", "Hob Tarrant"} <= set(names)
    assert len(book["hasPart"]) == 3
