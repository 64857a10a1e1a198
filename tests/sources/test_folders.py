"""The stories in folders and zip archives."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from pathlib import Path

import pytest

from fabula.errors import SourceError
from fabula.sources import files, folders, load
from fabula.sources.folders import Folder, folder_at, is_folder, story_at

from .conftest import ENGLISH, STORIES, zipped

STORY = ENGLISH + "\n\n" + "He went in, and there was nobody there that he knew.\n"


def made(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(STORY)
    return folder


def names(found: Folder) -> list[str]:
    return [file.name for file in found.files]


def archive(path: Path, members: dict[str, bytes | str]) -> Path:
    path.write_bytes(zipped(members))
    return path


def test_stories_come_in_natural_order_with_those_of_folders_below(tmp_path: Path) -> None:
    made(tmp_path, "ch10.txt", "ch2.txt", "more/b.md", "Zed.HTML", "a.docx", "cover.jpg", "x.ODT")
    found = folder_at(tmp_path)
    assert names(found) == ["a.docx", "ch2.txt", "ch10.txt", "more/b.md", "x.ODT", "Zed.HTML"]
    assert [file.name for file in found.others] == ["cover.jpg"]
    assert found.name == tmp_path.name


def test_what_is_hidden_or_the_systems_is_passed_over_in_silence(tmp_path: Path) -> None:
    made(
        tmp_path,
        *(
            "a.txt",
            ".hidden.txt",
            ".git/b.txt",
            ".obsidian/c.md",
            "__MACOSX/a.txt",
            "Thumbs.db",
            "desktop.ini",
        ),
        *("~$a.docx", "a.txt~", "#a.txt#", "a.fabula", "a.fabula-journal", "a.bak", ".fabula-0.part"),
    )
    found = folder_at(tmp_path)
    assert names(found) == ["a.txt"]
    assert found.others == ()


def test_the_frame_of_a_saved_page_is_no_story(tmp_path: Path) -> None:
    made(tmp_path, "My Story.html", "My Story_files/frame.html", "Other_files/a.html")
    assert names(folder_at(tmp_path)) == ["My Story.html", "Other_files/a.html"]


def test_what_describes_the_files_is_named_as_no_story(tmp_path: Path) -> None:
    made(tmp_path, "README.md", "LICENSE.txt", "a.md")
    found = folder_at(tmp_path)
    assert (names(found), [file.name for file in found.others]) == (["a.md"], ["LICENSE.txt", "README.md"])


@pytest.mark.posix
def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    made(tmp_path, "in/a.txt", "out/b.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "away").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "c.txt").symlink_to(tmp_path / "out" / "b.txt")
    (tmp_path / "in" / "gone.txt").symlink_to(tmp_path / "nothing")
    assert names(folder_at(tmp_path / "in")) == ["a.txt", "c.txt"]


@pytest.mark.posix
def test_a_pipe_is_no_story(tmp_path: Path) -> None:
    made(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "b.txt")
    assert names(folder_at(tmp_path)) == ["a.txt"]


@pytest.mark.posix
def test_a_name_that_is_no_utf_8_is_spelt_out(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(STORY)
    (file,) = folder_at(tmp_path).files
    assert file.name == "caf\\xe9.txt"
    assert load(file).source == "caf\\xe9.txt"


@pytest.mark.parametrize("also", [(), ("cover.jpg",), (".a.txt",)])
def test_a_folder_without_stories_is_refused(tmp_path: Path, also: tuple[str, ...]) -> None:
    made(tmp_path, *also)
    with pytest.raises(SourceError, match=r"there are no stories in it; .* \[F130\]"):
        folder_at(tmp_path)


def test_a_whole_disk_is_refused(tmp_path: Path) -> None:
    made(tmp_path, *"abcd")
    with pytest.raises(SourceError, match=r"more than 3 files .* \[F131\]"):
        folder_at(tmp_path, most=3)


def test_the_project_of_a_program_that_is_not_read_is_refused_by_its_name(tmp_path: Path) -> None:
    made(tmp_path, "novel.yw7", "RTF5/1.rtf")
    with pytest.raises(SourceError, match=r"this is a yWriter project; export it as HTML .* \[F132\]"):
        folder_at(tmp_path)


@pytest.mark.posix
@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may look into any folder")
def test_a_closed_folder_in_a_folder_is_named(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", "closed/b.txt")
    (tmp_path / "closed").chmod(0)
    found = folder_at(tmp_path)
    (tmp_path / "closed").chmod(stat.S_IRWXU)
    assert (names(found), [file.name for file in found.others]) == (["a.txt"], ["closed"])


def test_an_unpacked_epub_is_one_story(tmp_path: Path) -> None:
    book = tmp_path / "books" / "dialogue.epub"
    with zipfile.ZipFile(STORIES / "dialogue.epub") as packed:
        packed.extractall(book)
    assert not is_folder(book)
    whole = load(STORIES / "dialogue.epub")
    assert load(story_at(book)) == whole
    assert load(book) == whole
    (file,) = folder_at(tmp_path / "books").files
    assert (file.name, load(file)) == ("dialogue.epub", whole)


def test_stories_of_an_archive_are_read_in_memory(tmp_path: Path) -> None:
    packed = archive(
        tmp_path / "saga.zip",
        {
            "10.txt": STORY,
            "2.epub": (STORIES / "dialogue.epub").read_bytes(),
            "more/3.txt": STORY.encode("utf-16"),
            "cover.jpg": b"\xff\xd8\xff",
            "__MACOSX/._10.txt": "x",
            ".DS_Store": "x",
        },
    )
    found = folder_at(packed)
    assert is_folder(packed)
    assert (found.name, names(found)) == ("saga", ["2.epub", "10.txt", "more/3.txt"])
    assert [file.name for file in found.others] == ["cover.jpg"]
    epub, ten, three = map(load, found.files)
    assert epub.content == load(STORIES / "dialogue.epub").content
    assert (ten.content, ten.source) == (STORY, "10.txt")
    assert (three.content, three.source) == (STORY, "more/3.txt")
    assert sorted(tmp_path.iterdir()) == [packed]


def test_the_one_folder_around_all_members_is_no_part_of_their_names(tmp_path: Path) -> None:
    packed = archive(tmp_path / "a.zip", {"saga/": "", "saga/1.txt": STORY, "saga/more/2.txt": STORY})
    assert names(folder_at(packed)) == ["1.txt", "more/2.txt"]


@pytest.mark.parametrize(
    ("member", "name"),
    [
        ("../../out.txt", "out.txt"),
        ("/etc/out.txt", "etc/out.txt"),
        ("C:\\Users\\out.txt", "Users/out.txt"),
        ("..\\..\\out.txt", "out.txt"),
        ("a/../../out.txt", "a/out.txt"),
        ("a/./.../b.txt", "a/b.txt"),
    ],
)
def test_a_name_that_climbs_out_stays_inside_and_writes_nothing(
    tmp_path: Path, member: str, name: str
) -> None:
    (tmp_path / "in").mkdir()
    packed = archive(tmp_path / "in" / "a.zip", {member: STORY, "b.txt": STORY})
    found = folder_at(packed)
    assert set(names(found)) == {"b.txt", name}
    assert all(load(file).content == STORY for file in found.files)
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_two_members_that_come_to_one_name_are_two_stories(tmp_path: Path) -> None:
    packed = archive(tmp_path / "a.zip", {"a.txt": STORY, "../a.txt": STORY + "More.\n", "b.txt": STORY})
    found = folder_at(packed)
    assert names(found) == ["a.txt", "a (2).txt", "b.txt"]
    assert len({load(file).content for file in found.files}) == 2


def test_a_name_of_another_system_is_read_as_it_was_meant(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("caf.txt", STORY)
        packed.writestr("b.txt", STORY)
    raw = out.getvalue().replace(b"caf.txt", "né.txt".encode()[:4] + b"txt")
    path = tmp_path / "a.zip"
    path.write_bytes(raw)
    assert names(folder_at(path)) == ["b.txt", "né.txt"]


@pytest.mark.parametrize("book", ["dialogue.epub", "dialogue.docx"])
def test_a_book_is_no_folder_whatever_it_is_called(tmp_path: Path, book: str) -> None:
    for name in ("a.zip", "a", book):
        path = tmp_path / name
        path.write_bytes((STORIES / book).read_bytes())
        assert not is_folder(path)


def test_other_archives_and_files_are_no_folders(tmp_path: Path) -> None:
    archive(tmp_path / "pictures.zip", {"a.jpg": "x", "b.jpg": "x"})
    archive(tmp_path / "empty.zip", {})
    (tmp_path / "damaged.zip").write_bytes(b"PK\x03\x04 and nothing more")
    (tmp_path / "a.txt").write_text("PK\x03\x04 " + STORY)
    for path in (*tmp_path.iterdir(), tmp_path / "missing"):
        assert not is_folder(path)
    for name, code in (("pictures.zip", "F108"), ("damaged.zip", "F107")):
        with pytest.raises(SourceError, match=code):
            load(tmp_path / name)


def test_an_archive_that_unpacks_to_more_than_any_series_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = archive(tmp_path / "a.zip", {f"{n}.txt": STORY for n in range(9)})
    monkeypatch.setattr(folders, "LARGEST_SERIES", 8 * len(STORY))
    with pytest.raises(SourceError, match=r"a\.zip: what it unpacks to is larger than .* \[F109\]"):
        folder_at(packed)


def test_each_member_has_the_bound_of_one_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = archive(
        tmp_path / "a.zip", {"a.txt": STORY, "bomb.txt": "b" * 5000, "empty.txt": "", "c.txt": STORY}
    )
    monkeypatch.setattr(files, "LARGEST_MEMBER", 1000)
    monkeypatch.setattr(files, "LARGEST_ARCHIVE", 300)
    a, bomb, c, empty = folder_at(packed).files
    assert load(a).content == load(c).content == STORY
    with pytest.raises(SourceError, match=r"a.zip: bomb.txt in it is larger than"):
        load(bomb)
    with pytest.raises(SourceError, match=r"a.zip/empty.txt: there is no text in it"):
        load(empty)
