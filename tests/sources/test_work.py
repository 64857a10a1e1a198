"""What small files may cost: work in proportion to their size, whatever they say of themselves."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from fabula.errors import SourceError
from fabula.sources import folders, load, sites
from fabula.sources.epub import navigation, package
from fabula.sources.epub.navigation import Entry
from fabula.sources.folders import folder_at
from fabula.sources.gutenberg import _FIELD
from fabula.sources.manuscripts import looks_like_chapters, manuscript_in
from fabula.sources.markdown import novelwriter
from fabula.sources.markup import notes
from fabula.sources.office.list_numbers import Counter, Level
from fabula.sources.ornaments import is_scene_break

from . import epubs, word_files
from .conftest import ENGLISH, Read, zipped


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What takes time squared or worse with such a size takes many times this."""
    started = time.process_time()
    yield
    assert time.process_time() - started < seconds


def counted(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> list[None]:
    """Grows with each call of a function of a module."""
    calls: list[None] = []
    called: Callable[..., object] = getattr(module, name)

    def count(*values: object) -> object:
        calls.append(None)
        return called(*values)

    monkeypatch.setattr(module, name, count)
    return calls


@pytest.mark.parametrize(
    "cry", ["O" * 60 + "h!", "xxx" * 40 + "y", "ooo" + "o o " * 40 + "a", "XxX" + "-0" * 90 + "a"]
)
def test_a_long_cry_is_no_break_and_takes_no_time(cry: str) -> None:
    with within(1):
        assert not is_scene_break(cry)
    assert is_scene_break("xXx oOo xXx") and is_scene_break("oooOOOooo") and is_scene_break("x-x-x")


def test_lines_with_long_stretches_of_blanks() -> None:
    blank = " " * 40_000
    with within(2):
        assert _FIELD.findall(f"Title: The Mill{blank}x\n    at Low Water\r\nAuthor: Ada\n") == [
            ("Title", f"The Mill{blank}x\n    at Low Water\r"),
            ("Author", "Ada"),
        ]
        assert novelwriter.name_of(f"%%~name: The{blank}Mill{blank}\n") == f"The{blank}Mill"
        assert novelwriter.as_markdown("[s]gone[/s] " + "[s]" * 20_000 + "kept") == " kept"


def test_a_list_of_scenes_with_long_stretches_of_blanks(tmp_path: Path) -> None:
    (tmp_path / "One.md").write_text(ENGLISH)
    blank = " " * 40_000
    scenes = f"---\nlongform:\n  title: The{blank}Mill  \n  scenes:\n    - One  \n    - -{blank}x\n---\n"
    (tmp_path / "Index.md").write_text(scenes)
    with within(2):
        found = manuscript_in(folder_at(tmp_path))
    assert [file.name for file in found.files] == ["One.md"]
    assert found.title == f"The{blank}Mill"


def test_an_empty_chapter_leaves_the_others_in_a_folder_alone(tmp_path: Path) -> None:
    (tmp_path / "One.md").write_text(ENGLISH)
    (tmp_path / "SUMMARY.md").touch()
    (tmp_path / "Two.md").touch()
    folder = folder_at(tmp_path)
    assert not looks_like_chapters(folder)
    assert len(manuscript_in(folder).files) == 3


def test_many_members_of_one_name() -> None:
    class Asked(set[str]):
        times = 0

        def __contains__(self, name: object) -> bool:
            Asked.times += 1
            return super().__contains__(name)

    taken, tried = Asked(), dict[str, int]()
    for _ in range(500):
        taken.add(folders._free("deep/a.txt", taken, tried))
    assert len(taken) == 500 and {"deep/a.txt", "deep/a (2).txt", "deep/a (500).txt"} <= taken
    assert Asked.times < 1_500
    assert folders._free("deep/a (501).txt", taken, tried) == "deep/a (501).txt"


PADDED = {
    "a.docx": lambda: word_files.docx(word_files.p(ENGLISH), *["<w:p/>" * 100_000] * 20),
    "a.epub": lambda: epubs.epub(
        {f"{n}.xhtml": f"<p>{ENGLISH}</p>" + "<p>a</p>" * 300_000 for n in range(5)}
    ),
    "a.odt": lambda: zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": " " * (20 << 20)}
    ),
}


@pytest.mark.parametrize("name", PADDED)
def test_what_packs_tighter_than_words_is_not_unpacked(read: Read, name: str) -> None:
    data = PADDED[name]()
    assert len(data) < 200_000
    with pytest.raises(SourceError, match=r"F109"), within(1):
        read(name, data)


def test_stories_that_pack_tighter_than_words_are_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({f"{n}.txt": "a\n\n" * 300_000 for n in range(20)}))
    with pytest.raises(SourceError, match=r"what it unpacks to.*F109"):
        folder_at(path)


def test_a_picture_that_packs_tight_is_no_bar_to_the_stories_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.txt": ENGLISH, "cover.bmp": "\0" * (20 << 20)}))
    assert [file.name for file in folder_at(path).files] == ["a.txt"]


def test_notes_that_many_marks_lead_to_are_looked_at_once(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = counted(monkeypatch, notes, "text_of")
    marks = "".join(f'He went.<a id="r{n}" href="#n"><sup>1</sup></a> ' for n in range(200))
    text = read("a.html", f'<body><div id="n"><p>{ENGLISH}</p><p>{marks}</p><a id="x"></a></div></body>')
    assert len(calls) < 20
    assert text.content.count("He went.") == 200


def test_a_box_of_many_links_is_looked_at_once(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = counted(monkeypatch, sites, "text_of")
    links = "".join(f'{ENGLISH} <a href="#n{n}">more</a> ' for n in range(200))
    read("a.html", f"<body><div>{links}</div></body>")
    assert len(calls) < 20


def test_a_navigation_that_leads_nowhere() -> None:
    entries = [Entry("", "", str(n), 1) for n in range(20_000)]
    with within(2):
        assert navigation._placed(entries) == []
    part, chapter = Entry("", "", "Part One", 1), Entry("1.xhtml", "", "One", 2)
    assert navigation._placed([part, chapter, part]) == [Entry("1.xhtml", "", "Part One", 1), chapter]


def test_a_long_reading_order_is_gone_through_once(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[None] = []

    def compare(one: package.Item, other: object) -> bool:
        compared.append(None)
        return one is other

    monkeypatch.setattr(package.Item, "__eq__", compare)
    pages = {f"{n}.xhtml": f"<p>{ENGLISH}</p>" for n in range(40)}
    data = epubs.epub(pages, order=[*pages, *pages])
    assert read("a.epub", data).content.count(ENGLISH) == 40
    assert len(compared) < 40


def test_style_sheets_that_take_each_other_in_twice(read: Read) -> None:
    more = {
        f"{n}.css": f'@import "{n + 1}.css"; @import "{n + 1}.css"; i{{font-weight:bold}}' for n in range(16)
    }
    head = '<link rel="stylesheet" href="0.css"/>'
    with within(2):
        data = epubs.epub({"1.xhtml": f"<p>{ENGLISH} <i>No.</i></p>"}, more=more, head=head)
        assert "No." in read("a.epub", data).content


def test_a_page_of_many_rules(read: Read) -> None:
    rules = "".join(f".a{n} p {{font-style:italic}}" for n in range(5_000))
    with within(6):
        read("a.html", f"<head><style>{rules}</style></head><body>{f'<p>{ENGLISH}</p>' * 2_000}</body>")


@pytest.mark.parametrize("weight", ["²", "9" * 5_000, "1e9"])
def test_a_weight_that_is_no_number(read: Read, weight: str) -> None:
    page = f'<p style="font-weight:{weight}">{ENGLISH} <b style="font-weight:700">No.</b></p>'
    assert len(read("a.html", page).emphasis) == 1


@pytest.mark.parametrize("name", ["1²2.xhtml", "9" * 5_000 + ".xhtml", "٣.xhtml"])
def test_pages_without_a_package_under_odd_names(read: Read, name: str) -> None:
    page = epubs.page(f"<p>{ENGLISH}</p>")
    members: dict[str, bytes | str] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": "<x/>",
        name: page,
        "2.xhtml": page,
    }
    assert read("a.epub", zipped(members)).content.count(ENGLISH) == 2


def test_a_document_in_a_document_stands_in_each_of_its_places_within_bounds(read: Read) -> None:
    chunk = f'<w:altChunk xmlns:r="{word_files.RELATION}" r:id="r0"/>'
    related = word_files.relations(("aFChunk", "chunk.htm"))
    more: dict[str, str | bytes] = {"word/chunk.htm": f"<p>{ENGLISH}</p>"}
    more["word/_rels/document.xml.rels"] = related
    for times, read_times, told in ((2, 2, 0), (30, 4, 1)):
        text = read("a.docx", word_files.docx(word_files.p("One."), chunk * times, more=more))
        assert text.content.count(ENGLISH) == read_times
        assert len(text.warnings) == told


def test_a_long_text_before_each_number_is_cut() -> None:
    assert len(Counter([Level(pattern="(" * 9_000 + "%1")]).next(0)) < 300


def test_a_saved_page_of_parts_within_parts(read: Read) -> None:
    parts = "".join(
        f'--b{n}\r\nContent-Type: multipart/mixed;\r\n boundary="b{n + 1}"\r\n\r\n' for n in range(60)
    )
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b0"\r\n\r\n'
    with pytest.raises(SourceError, match=r"parts in it within parts.*F107"):
        read("a.mhtml", head + parts + "x\r\n" * 9)


def test_an_unpacked_book_is_measured_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "LARGEST_ARCHIVE", 1 << 20)
    for name, words in epubs.members({"1.xhtml": f"<p>{ENGLISH}</p>"}).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(words.encode() if isinstance(words, str) else words)
    assert ENGLISH in load(tmp_path).content
    with (tmp_path / "film.mp4").open("wb") as film:
        film.truncate(1 << 40)
    with pytest.raises(SourceError, match=r"what is in it.*F109"):
        load(tmp_path)


def test_a_page_of_an_unpacked_book_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, words in epubs.members({"1.xhtml": f"<p>{ENGLISH}</p>"}).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(words.encode() if isinstance(words, str) else words)
    read_bytes = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "1.xhtml":
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(SourceError, match=r"1\.xhtml: cannot be read.*F103"):
        load(tmp_path)
