"""A work that is kept as several files, read as one text."""

from __future__ import annotations

from pathlib import Path

import pytest

from fabula.errors import SourceError
from fabula.sources import load
from fabula.sources.folders import folder_at
from fabula.sources.manuscripts import Manuscript, looks_like_chapters, manuscript_in
from fabula.types import Apart, Block, BlockKind, Emphasis, EmphasisKind, Metadata, Repair, RepairKind, Text

from .conftest import STORIES, check, shown, titles, zipped

ONE = "The old man said that he had been to the town, and that it was not as he had left it.\n"
TWO = "She would not hear of it, and went down to the river by herself, as she had always done.\n"
THREE = "There was nobody in the house when they came back to it, and the fire had gone out.\n"


def put(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, words in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(words.encode() if isinstance(words, str) else words)
    return folder


def project(folder: Path, files: dict[str, str | bytes]) -> Manuscript:
    return manuscript_in(folder_at(put(folder, files)))


def whole(folder: Path, files: dict[str, str | bytes], *, strict: bool = False) -> Text:
    text = load(project(folder / "novel", files), strict=strict)
    check(text)
    return text


def test_files_become_chapters_in_natural_order(tmp_path: Path) -> None:
    text = whole(tmp_path, {"chapter-2.md": TWO, "chapter-10.md": THREE, "chapter-01.md": ONE})
    assert titles(text) == ["Chapter 1", "Chapter 2", "Chapter 10"]
    assert text.content == f"{ONE.strip()}\n\n{TWO.strip()}\n\n{THREE.strip()}"
    assert [part.name for part in text.parts] == ["chapter-01.md", "chapter-2.md", "chapter-10.md"]
    assert [text.content[part.start : part.end] for part in text.parts] == [
        words.strip() for words in (ONE, TWO, THREE)
    ]
    assert [(c.start, c.end) for c in text.chapters] == [(p.start, p.end) for p in text.parts]
    assert (text.source, text.metadata.title) == ("novel", "")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("chapter_007.txt", "Chapter 7"),
        ("03 - The Storm.txt", "The Storm"),
        ("12.the_weir.txt", "The weir"),
        ("The Mill-Race at Night.txt", "The Mill-Race at Night"),
        ("05.txt", "5"),
        ("Part One/02.txt", "2"),
    ],
)
def test_a_chapter_without_a_heading_is_called_by_its_file(tmp_path: Path, name: str, title: str) -> None:
    assert titles(whole(tmp_path, {name: ONE, "zz.txt": TWO}))[0] == title


def test_a_chapter_is_called_by_its_heading(tmp_path: Path) -> None:
    text = whole(
        tmp_path,
        {
            "1.md": f"# The Weir\n\n{ONE}\n{TWO}\n{THREE}",
            "2.txt": f"Chapter Two\n\n{ONE}\n{TWO}",
            "3.md": f"# Three\n\n{ONE}",
            "4.html": f"<html><head><title>The Mill</title></head><body><p>{ONE}<p>{TWO}</body></html>",
            "5.md": f"---\ntitle: Five, at Last\n---\n{ONE}",
        },
    )
    assert titles(text) == ["The Weir", "Chapter Two", "Three", "The Mill", "Five, at Last"]
    assert shown(text, BlockKind.HEADING) == ["The Weir", "Chapter Two", "Three"]
    assert not shown(text, BlockKind.TITLE)


def test_the_title_of_the_book_in_every_file_is_no_chapters(tmp_path: Path) -> None:
    page = "<html><head><title>My Book</title></head><body><p>{}</p></body></html>"
    text = whole(tmp_path, {"a1.html": page.format(ONE), "a2.html": page.format(TWO)})
    assert titles(text) == ["A1", "A2"]
    assert text.metadata.title == "My Book"


def test_headings_of_scenes_make_no_chapters_and_those_of_chapters_do(tmp_path: Path) -> None:
    scenes = f"# The Weir\n\n## Morning\n\n{ONE}\n## Evening\n\n{TWO}"
    several = f"# Chapter 3\n\n{ONE}\n# Chapter 4\n\n{TWO}"
    part = f"# Part Two\n\n## Chapter 5\n\n{ONE}\n## Chapter 6\n\n{TWO}"
    text = whole(tmp_path, {"1.md": scenes, "2.md": several, "3.md": part})
    assert titles(text) == ["The Weir", "Chapter 3", "Chapter 4", "Part Two, Chapter 5", "Chapter 6"]


def test_a_title_page_names_the_work_and_is_no_chapter(tmp_path: Path) -> None:
    page = "---\ntitle: The Weir\nauthor: J. Hale\n---\n\n# The Weir\n\n"
    text = whole(tmp_path, {"00-title.md": page, "01.md": ONE, "02.md": f"---\nauthor: J. Hale\n---\n{TWO}"})
    assert titles(text) == ["1", "2"]
    assert (text.metadata.title, text.metadata.author) == ("The Weir", "J. Hale")


def test_offsets_of_every_kind_move_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def shaped(path: Path, data: bytes, **_: object) -> Text:
        words = data.decode()
        return Text(
            words,
            (Block(BlockKind.PARAGRAPH, 0, 9), Block(BlockKind.NOTE, 9, len(words), Apart.FOOTNOTE)),
            (),
            Metadata(),
            path.name,
            guessed=((0, 9),),
            doubts=((4, 0.25),),
            emphasis=(Emphasis(EmphasisKind.BOLD, 4, 8),),
            repairs=(Repair(0, 3, "A", RepairKind.LIGATURE),),
            warnings=(f"Of {path.name} the end is missing.",),
        )

    monkeypatch.setattr("fabula.sources.formats.read", shaped)
    text = whole(tmp_path, {"1.md": ONE, "2.md": TWO})
    for stretches in (text.emphasis, text.guessed, text.repairs, text.doubts, text.blocks[::2]):
        assert len(stretches) == 2
    at = text.parts[1].start
    assert [each.start for each in text.emphasis] == [4, at + 4]
    assert [each.start for each in text.repairs] == [0, at]
    assert text.guessed == ((0, 9), (at, at + 9))
    assert text.doubts == ((4, 0.25), (at + 4, 0.25))
    assert [block.apart for block in text.blocks] == [None, Apart.FOOTNOTE] * 2
    assert text.warnings == ("Of 1.md the end is missing.", "Of 2.md the end is missing.")


def test_files_of_several_formats_make_one_work(tmp_path: Path) -> None:
    docx, epub = ((STORIES / name).read_bytes() for name in ("dialogue.docx", "dialogue.epub"))
    text = whole(tmp_path, {"1.docx": docx, "2.epub": epub, "3.txt": ONE})
    assert [part.name for part in text.parts] == ["1.docx", "2.epub", "3.txt"]
    assert text.content.endswith(ONE)


def test_a_file_that_cannot_be_read_is_left_out_and_named(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"1.md": ONE, "2.epub": b"PK\x03\x04", "3.txt": "", "4.md": TWO}
    text = whole(tmp_path, files)
    assert titles(text) == ["1", "4"]
    first, second = text.warnings
    assert first.startswith("The file 2.epub is left out: damaged or cut short (")
    assert second.startswith("The file 3.txt is left out: there is no text in it;")
    with pytest.raises(SourceError, match=r"2\.epub: damaged"):
        whole(tmp_path, files, strict=True)
    with pytest.raises(SourceError, match="there are no stories in it"):
        whole(tmp_path / "other", {"1.txt": ""})


def test_the_language_is_that_of_the_whole(tmp_path: Path) -> None:
    german = "Der alte Mann sagte, er sei in der Stadt gewesen, und es sei dort nicht mehr wie früher.\n" * 3
    assert len(whole(tmp_path, {"1.md": ONE * 9, "2.md": german, "3.md": TWO * 9}).chapters) == 3
    with pytest.raises(SourceError, match=r"other/novel: this looks like German"):
        whole(tmp_path / "other", {"1.md": german, "2.md": german})


def test_an_mdbook_has_the_chapters_of_its_summary(tmp_path: Path) -> None:
    book = project(
        tmp_path,
        {
            "book.toml": (
                "[book]\ntitle = \"The Weir\"\nauthors = [\"J. Hale\", 'K. Hale']\n[output]\ntitle = 'x'\n"
            ),
            "src/SUMMARY.md": (
                "# Summary\n\n[Before](before.md)\n\n# Part One\n\n- [The Mill](mill.md)\n"
                "    - [The Race](below/the%20race.md)\n- [To come]()\n* [Gone](gone.md)\n"
                "- [Again](mill.md)\n"
            ),
            "src/mill.md": f"# The Mill\n\n{ONE}",
            "src/before.md": TWO,
            "src/below/the race.md": THREE,
            "src/notes.md": ONE,
            "book/mill.html": ONE,
            "book/style.css": "x",
        },
    )
    assert [file.name for file in book.files] == ["src/before.md", "src/mill.md", "src/below/the race.md"]
    assert (book.title, book.author) == ("The Weir", "J. Hale, K. Hale")
    assert book.missing == ("src/gone.md",)
    assert set(book.left_out) == {"src/notes.md", "book/mill.html", "book/style.css"}
    text = load(book)
    assert titles(text) == ["Before", "The Mill", "The race"]
    assert (text.metadata.title, text.metadata.author) == ("The Weir", "J. Hale, K. Hale")
    assert text.warnings == ("The file src/gone.md, which the project lists, is missing.",)
    with pytest.raises(SourceError, match=r"gone\.md, which the project lists, is missing"):
        load(book, strict=True)


def test_a_missing_file_of_endless_name_is_told_in_a_line(tmp_path: Path) -> None:
    summary = f"# Summary\n\n- [The Mill](mill.md)\n- [Gone]({'gone' * 900}.md)\n"
    mill = f"# The Mill\n\n{ONE}"
    book = project(tmp_path, {"book.toml": "[book]\n", "src/SUMMARY.md": summary, "src/mill.md": mill})
    (warning,) = load(book).warnings
    assert "gonegone" in warning and len(warning) < 400


@pytest.mark.parametrize(
    "scenes",
    [
        "  scenes:\n    - Night\n    - - Morning\n      - - 'Noon'\n  ignoredFiles: []\n",
        "  scenes:\n  - Night\n  - Morning\n  - Noon\n",
        '  sceneFolder: /\r\n  scenes:\r\n    - Night\r\n    - Morning\r\n    - "Noon"\r\n',
    ],
)
def test_a_longform_project_has_the_scenes_of_its_index(tmp_path: Path, scenes: str) -> None:
    index = f"---\nlongform:\n  format: scenes\n  title: The Weir\n{scenes}---\n"
    book = project(
        tmp_path,
        {"Index.md": index, "Noon.md": ONE, "Night.md": TWO, "Morning.md": THREE, "People.md": ONE},
    )
    assert [file.name for file in book.files] == ["Night.md", "Morning.md", "Noon.md"]
    assert (book.title, book.left_out) == ("The Weir", ("People.md",))
    assert titles(load(book)) == ["Night", "Morning", "Noon"]


def test_the_scenes_of_a_longform_project_may_lie_in_a_folder_of_their_own(tmp_path: Path) -> None:
    index = "---\nlongform:\n  format: scenes\n  sceneFolder: Scenes/\n  scenes:\n    - B\n    - A\n---\n"
    book = project(
        tmp_path, {"Draft 1/Weir.md": index, "Draft 1/Scenes/A.md": ONE, "Draft 1/Scenes/B.md": TWO}
    )
    assert [file.name for file in book.files] == ["Draft 1/Scenes/B.md", "Draft 1/Scenes/A.md"]


def test_a_summary_that_lists_nothing_that_is_there_is_a_file_like_others(tmp_path: Path) -> None:
    book = project(tmp_path, {"summary.md": f"{ONE}[a link](gone.md)", "1.md": TWO})
    assert [file.name for file in book.files] == ["1.md", "summary.md"]
    assert book.missing == ()


def test_an_archive_of_chapters_is_one_work_too(tmp_path: Path) -> None:
    path = tmp_path / "novel.zip"
    path.write_bytes(zipped({"n/ch2.md": TWO, "n/ch1.md": ONE, "n/cover.png": "x"}))
    text = load(manuscript_in(folder_at(path)))
    assert (titles(text), text.source) == (["Ch1", "Ch2"], "novel")


@pytest.mark.parametrize(
    ("names", "chapters"),
    [
        (["chapter-1.md", "chapter-2.md", "chapter-3.md"], True),
        (["Prologue.txt", "Chapter One.txt", "Chapter Two.txt", "Epilogue.txt"], True),
        (["ch1.html", "ch2.html", "ch3.html"], True),
        (["chapter-1.md", "chapter-2.md"], False),
        (["Charlie.txt", "Chance.txt", "Parting.txt", "Scenery.txt"], False),
        (["emma.epub", "persuasion.epub", "sanditon.epub"], False),
    ],
)
def test_a_folder_that_looks_like_one_work_is_told(tmp_path: Path, names: list[str], chapters: bool) -> None:
    folder = folder_at(put(tmp_path, dict.fromkeys(names, ONE)))
    assert looks_like_chapters(folder) is chapters
