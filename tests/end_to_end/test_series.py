"""A folder, an archive and a work in many files, read by the real program."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from fabula import open_world, read
from tests.end_to_end.program import OPENING, STORIES, Program

HALF = OPENING.index("\n\n", 1200)


@pytest.fixture
def chapters(tmp_path: Path) -> Path:
    """A folder with the opening of a story in two files, the second before the first by its letters."""
    folder = tmp_path / "gate"
    folder.mkdir()
    (folder / "chapter-2.md").write_text(OPENING[:HALF], "utf-8")
    (folder / "chapter-10.md").write_text(OPENING[HALF:], "utf-8")
    (folder / "cover.jpg").write_bytes(b"\xff\xd8\xff")
    return folder


@pytest.mark.model
def test_chapters_in_files_are_one_work_with_one_cast(fabula: Program, chapters: Path) -> None:
    fabula.well("read", "gate", "--as-one", "--title", "The Salt Gate", "--author", "J. Hale")
    with open_world(fabula.folder / "gate.fabula") as world:
        (work,) = world
    assert (work.title, work.author) == ("The Salt Gate", "J. Hale")
    assert [part.name for part in work.work.text.parts] == ["chapter-2.md", "chapter-10.md"]
    assert work.provenance.program
    assert work.provenance.model
    first, second = work.chapters
    both = {mention.entity for mention in work.mentions if mention.start < first.end} & {
        mention.entity for mention in work.mentions if mention.start >= second.start
    }
    assert both - {None}, "somebody of the first file is known in the second"
    same = read(chapters, as_one=True, title="The Salt Gate")
    assert [entity.name for entity in same.characters] == [entity.name for entity in work.characters]


@pytest.mark.model
def test_an_archive_is_read_and_its_drafts_are_told(fabula: Program, chapters: Path) -> None:
    with zipfile.ZipFile(fabula.folder / "saga.zip", "w") as archive:
        archive.writestr("saga/../../10.txt", OPENING)
        archive.write(STORIES / "dialogue.epub", "saga/9.epub")
        archive.writestr(
            "saga/11.html", f"<html><body><p>{OPENING.replace('gate', 'door')}</p></body></html>"
        )
    done = fabula("read", "saga.zip", "--json")
    assert done.returncode == 1
    assert b"11.html: this looks like a new draft of work 2, " in done.stderr
    assert [Path(report["file"]).name for report in json.loads(done.stdout)] == ["9.epub", "10.txt"]
    with open_world(fabula.folder / "saga.fabula") as world:
        assert [work.source for work in world.works] == ["9.epub", "10.txt"]
    assert not list(fabula.folder.rglob("10.txt"))
