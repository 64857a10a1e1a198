"""The check of whole books: what it measures, what it makes, and when it says that a format is outside."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from fabula.sources import load
from fabula.types import Block, BlockKind, Emphasis, EmphasisKind, Metadata, Repair, RepairKind, Text
from tools import book_formats, check_books
from tools.book_measures import (
    Measures,
    Navigation,
    contents_of,
    measure,
    narrators_of,
    navigation_of,
    numbering_of,
    sample,
    words_of,
)

PROSE = (
    "The ferry came over at nine with nobody on it but the old man and his dog. He tied it up, and he sat"
    " down on the bank to wait, as he had done each morning for as long as she could remember."
)
PARAGRAPHS = ("CHAPTER I", "The Bank", PROSE, "“Is it late?” said Ines.", "* * *", PROSE)
BOOK = "\n\n".join((*PARAGRAPHS, "CHAPTER II", "The River", PROSE, "“It is,” said the old man.", "THE END"))
NAV = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>
<nav epub:type="toc"><ol><li><a href="text/title.xhtml">Titlepage</a></li><li><a href="text/1.xhtml">One</a>
<ol><li><a href="text/1.xhtml#a">I</a></li><li><a href="text/1.xhtml#b">II</a></li></ol></li>
<li><a href="text/2.xhtml">Two</a></li></ol></nav></body></html>"""
PAGE = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<body epub:type="{}"><p id="a">One.</p></body></html>"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(BOOK, encoding="utf-8")
    return path


def test_words_are_compared_without_what_a_reader_does_not_see() -> None:
    assert words_of("The Mar\u00adga\u200bret’s oﬃce, re-read") == ["the", "margaret's", "office", "re-read"]


def test_a_text_is_measured_by_its_story_and_by_what_is_apart(book: Path) -> None:
    found = measure(load(book, force=True))
    assert found.words["ferry"] == 3
    assert "end" not in found.words
    assert found.chapters == ("CHAPTER I: The Bank", "CHAPTER II: The River")
    assert sum(found.apart.values()) == 10


def test_a_sample_ends_with_a_paragraph(book: Path) -> None:
    text = load(book, force=True)
    cut = sample(text, 50)
    assert cut.content.endswith("said Ines.") or cut.content.endswith("remember.")
    assert [chapter.title for chapter in cut.chapters] == ["CHAPTER I: The Bank"]
    assert cut.chapters[0].end == cut.blocks[-1].end
    assert sample(text, 10_000) is text


def test_who_tells_is_asked_once_of_words_that_are_set_the_same(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Text] = []
    told = SimpleNamespace(cast=SimpleNamespace(entities=[SimpleNamespace(name="Ines", narrator=True)]))

    def read_text(text: Text) -> SimpleNamespace:
        asked.append(text)
        return told

    monkeypatch.setattr("fabula.pipeline.read_text", read_text)
    wrapped = tmp_path / "wrapped.txt"
    wrapped.write_text(BOOK.replace("on the bank", "on the\nbank"), encoding="utf-8")
    other = tmp_path / "other.txt"
    other.write_text(BOOK.replace("on the bank", "on _the_ bank"), encoding="utf-8")
    for path in (book, wrapped, other):
        assert narrators_of(load(path, force=True)) == ("Ines",)
    assert len(asked) == 2


def test_the_page_shows_headings_breaks_and_chapters_by_its_elements(book: Path) -> None:
    page = book_formats.page_of(load(book, force=True), "ferry")
    assert page.count("<h1>") == 2
    assert "<h1>CHAPTER I<br>\nThe Bank</h1>" in page
    assert page.count("<hr>") == 1
    assert "<p>THE END</p>" in page


def test_a_title_that_begins_like_a_number_stands_in_the_heading_of_its_number(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    heads = ("1\n\nThe Bank", "2\n\nI Go to the River", "3\n\nThe Sea")
    path.write_text("\n\n\n".join(f"{head}\n\n{PROSE}\n\n{PROSE}" for head in heads))
    page = book_formats.page_of(load(path, force=True), "ferry")
    assert "<h1>2<br>\nI Go to the River</h1>" in page


def test_the_page_keeps_what_is_set_off_and_reads_as_repaired() -> None:
    text = Text(
        "“_So_ be\u00adit & go.”",
        (Block(BlockKind.PARAGRAPH, 0, 19),),
        (),
        Metadata(),
        "a.txt",
        emphasis=(Emphasis(EmphasisKind.ITALIC, 1, 5),),
        repairs=tuple(Repair(at, at + 1, "", RepairKind.INVISIBLE) for at in (1, 4, 8)),
    )
    assert "<p>“<i>So</i> beit &amp; go.”</p>" in book_formats.page_of(text, "a")


def test_parts_stand_over_chapters_and_numbers_of_a_story_under_its_title(tmp_path: Path) -> None:
    path = tmp_path / "parts.txt"
    chapters = [f"CHAPTER {n}\n\n{PROSE} {PROSE}" for n in ("I", "II")]
    path.write_text("\n\n\n".join(f"PART {n}\n\n" + "\n\n\n".join(chapters) for n in ("ONE", "TWO")))
    page = book_formats.page_of(load(path, force=True), "parts")
    assert page.count("<h1>PART") == 2
    assert page.count("<h2>CHAPTER") == 4


def test_navigation_leaves_out_title_pages_and_tells_levels_apart(tmp_path: Path) -> None:
    path = tmp_path / "nav.epub"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("epub/toc.xhtml", NAV)
        archive.writestr("epub/text/title.xhtml", PAGE.format("frontmatter titlepage"))
        for n in (1, 2):
            archive.writestr(f"epub/text/{n}.xhtml", PAGE.format("bodymatter"))
    assert navigation_of(path) == Navigation(("One", "Two"), ("I", "II", "Two"))


def test_a_list_of_contents_has_its_entries_counted() -> None:
    assert contents_of("CONTENTS\n\nOne\nTwo\nThree\n\nOne\n\n" + PROSE * 20) == ("One", "Two", "Three")
    assert contents_of(PROSE * 20) == ()


@pytest.mark.parametrize(
    ("chapters", "shown"),
    [
        (["CHAPTER I: A Bank", "CHAPTER II", "Chapter III. Home"], "1-3"),
        (["PART ONE, I", "II", "PART TWO, I", "II", "III"], "1-2 1-3"),
        (["Letter 1", "Letter 2", "Letter 4"], "1-4 !2→4"),
        (["Prologue", "X: I Enlist a Friend", "XI: A Walk"], "10-11"),
        (["The Bank", "The River"], ""),
    ],
)
def test_the_numbers_of_chapters_are_told_with_what_is_missing(chapters: list[str], shown: str) -> None:
    assert numbering_of(chapters) == shown


def test_books_are_found_by_name_in_all_their_formats(tmp_path: Path) -> None:
    (tmp_path / "epub").mkdir()
    for name in ("a.txt", "a.html", "README.md", "notes.md", "epub/a.epub", "epub/b.epub"):
        (tmp_path / name).touch()
    found = check_books.books_in([tmp_path])
    assert {name: sorted(files) for name, files in found.items()} == {
        "a": ["epub", "html", "txt"],
        "b": ["epub"],
    }


def test_a_format_as_the_plain_text_is_inside(book: Path, tmp_path: Path) -> None:
    report = check_books.check("ferry", {"txt": book}, formats=["html"], narrators=False, folder=tmp_path)
    assert [(finding.format, finding.checks) for finding in report.findings] == [
        ("txt", []),
        ("txt>html", []),
    ]
    assert "ferry" in "\n".join(check_books.table([report]))


def test_the_start_of_a_story_alone_is_read_and_converted(book: Path, tmp_path: Path) -> None:
    report = check_books.check(
        "ferry", {"txt": book}, formats=["html"], narrators=False, folder=tmp_path, first=45
    )
    plain, page = report.findings
    assert not page.checks
    assert plain.measures.words == page.measures.words
    assert plain.measures.chapters == ("CHAPTER I: The Bank",)
    assert "CHAPTER II" not in (tmp_path / "ferry.html").read_text(encoding="utf-8")


def test_words_chapters_and_files_that_cannot_be_read_are_outside(book: Path, tmp_path: Path) -> None:
    less, bad = tmp_path / "less" / "ferry.html", tmp_path / "bad" / "ferry.docx"
    for path in (less, bad):
        path.parent.mkdir()
    less.write_text(f"<html><body><p>{PROSE}</p><p>{PROSE}</p></body></html>")
    bad.write_bytes(b"PK\x03\x04 no archive")
    files = {"txt": book, "html": less, "docx": bad}
    report = check_books.check("ferry", files, formats=[], narrators=False, folder=tmp_path)
    assert [(f.format, f.checks) for f in report.failed] == [
        ("html", ["words", "chapters"]),
        ("docx", ["read"]),
    ]
    shown = "\n".join(check_books.table([report]))
    assert "0 chapters, 1: '' for 'CHAPTER I: The Bank'" in shown
    assert "not read: " in shown


def test_chapters_are_held_against_the_book_s_own_navigation(book: Path) -> None:
    found = measure(load(book, force=True))
    inside = check_books.Finding("txt", found)
    check_books.compare(found, Navigation(deepest=("The Bank", "The River")), inside)
    assert inside.checks == []
    outside = check_books.Finding("txt", found)
    check_books.compare(found, Navigation(deepest=("The Bank", "The River", "The Sea")), outside)
    assert outside.checks == ["chapters"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Bank", "PART I, The Bank", True),
        ("PART I, CHAPTER II", "PART I The Loss of the Boat, CHAPTER II", True),
        ("THE STORY, PART I, CHAPTER II", "PART I The Loss, in May, of the Boat, CHAPTER II", True),
        ("PART I, CHAPTER II", "PART II, CHAPTER II", False),
        ("PART I, CHAPTER II", "PART I, CHAPTER III", False),
        ("The Bank", "The River", False),
    ],
)
def test_titles_are_the_same_under_the_name_of_a_part(one: str, other: str, same: bool) -> None:
    assert check_books.same_titles([one], [other]) is same
    assert check_books.same_titles([other], [one]) is same


def test_an_epub_has_all_that_its_navigation_names() -> None:
    navigation = Navigation(("A Bank", "The River"), ("I", "II", "The River"))
    works = Measures(chapters=("A Bank", "The River"))
    sections = Measures(chapters=("A Bank, I", "A Bank, II", "The River"))
    checked = [("txt", works), ("epub", works), ("epub", sections), ("epub>html", works), ("docx", sections)]
    named = {"epub": navigation}
    findings = [
        check_books.Finding(name, found, navigation=named.get(name, Navigation())) for name, found in checked
    ]
    for finding in findings:
        check_books.compare(works, navigation, finding)
    assert [finding.checks for finding in findings] == [[], ["chapters"], [], [], ["chapters"]]


@pytest.mark.parametrize(
    ("found", "checks"),
    [
        (("A Bank, I", "A Bank, II", "A River"), []),
        (("A Bank, I", "II Home", "A River"), []),
        (("A Bank, I", "A Bank, II"), ["chapters"]),
        (("A Bank, I", "The Sea", "A River"), ["chapters"]),
    ],
)
def test_sections_that_the_navigation_of_the_file_names_may_be_more(
    found: tuple[str, ...], checks: list[str]
) -> None:
    own = Navigation(("A Bank", "A River"), ("I", "II", "II Home", "A River"))
    finding = check_books.Finding("txt>epub", Measures(chapters=found), navigation=own)
    check_books.compare(Measures(chapters=("A Bank", "A River")), Navigation(), finding)
    assert finding.checks == checks


@pytest.mark.parametrize(
    ("one", "other", "checks"),
    [(("Ines",), (), ["narrators"]), ((), (), []), (("Ines",), ("Narrator",), []), (None, None, [])],
)
def test_a_narrator_in_one_format_alone_is_outside(
    one: tuple[str, ...] | None, other: tuple[str, ...] | None, checks: list[str]
) -> None:
    finding = check_books.Finding("html", Measures(narrators=other))
    check_books.compare(Measures(narrators=one), Navigation(), finding)
    assert finding.checks == checks


def test_a_reason_explains_only_its_checks_and_formats() -> None:
    finding = check_books.Finding("html", Measures(), checks=["words"])
    report = check_books.Report("ferry", Navigation(), (), [finding])
    other = check_books.Reason("ferry", ("chapters",), (), "so it is")
    assert check_books.give_reasons([report], [other]) == [other]
    assert report.failed == [finding]
    right = check_books.Reason("ferry", ("words",), ("html",), "an introduction")
    assert check_books.give_reasons([report], [right]) == []
    assert report.failed == []


def test_the_reasons_that_are_kept_can_be_read() -> None:
    assert all(each.reason and each.checks for each in check_books.reasons_from(check_books.REASONS))


def test_the_command_prints_a_table_and_goes_on_without_pandoc(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(book_formats, "pandoc", lambda: None)
    kept, made = tmp_path / "kept", tmp_path / "all.json"
    assert check_books.main([str(book.parent), "--json", str(made), "--keep", str(kept)]) == 0
    out, err = capsys.readouterr()
    assert (
        "txt>html       1   0.000 %    0.00 %  words 0 (0), chapters 0 (0), narrators 0 (0), read 0 (0)"
        in out
    )
    assert "1 books, 2 files: 0 books (0 files) outside without a reason" in out
    assert err.count("pandoc is not here") == 1
    assert json.loads(made.read_text(encoding="utf-8"))[0]["formats"]["txt>html"]["outside"] == []
    assert (kept / "ferry.html").exists()


def test_the_reports_that_are_kept_are_not_made_again(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(book_formats, "pandoc", lambda: None)
    arguments = [str(book.parent), "--reports", str(tmp_path / "reports")]
    assert check_books.main(arguments) == 0
    book.write_text("Something else that is no longer looked at.", encoding="utf-8")
    assert check_books.main(arguments) == 0
    first, _, second = capsys.readouterr().out.partition("without a reason, 0 with one\n")
    assert second.startswith(first)


def test_the_command_fails_where_a_book_is_outside_without_a_reason(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(book_formats, "pandoc", lambda: None)
    (tmp_path / "ferry.docx").write_bytes(b"PK\x03\x04 no archive")
    reasons = tmp_path / "reasons.json"
    arguments = [str(tmp_path), "--formats", "html", "--reasons", str(reasons)]
    assert check_books.main(arguments) == 1
    reasons.write_text(json.dumps([{"book": "ferry", "checks": ["read"], "reason": "made damaged"}]))
    assert check_books.main(arguments) == 0
    out = capsys.readouterr().out
    assert "(reason: made damaged)" in out
    assert "read 1 (1)" in out
    assert check_books.main([*arguments, "--only", "boat", "ferr"]) == 0
    assert check_books.main([*arguments, "--only", "boat"]) == 2
    assert check_books.main([str(tmp_path / "nowhere")]) == 2


@pytest.mark.skipif(book_formats.pandoc() is None, reason="pandoc is not here")
def test_pandoc_makes_a_format_once(book: Path, tmp_path: Path) -> None:
    page = tmp_path / "ferry.html"
    page.write_text(book_formats.page_of(load(book, force=True), "ferry"), encoding="utf-8")
    made = book_formats.convert(page, "docx", tmp_path)
    before = made.stat().st_mtime_ns
    assert book_formats.convert(page, "docx", tmp_path).stat().st_mtime_ns == before
    assert load(made, force=True).chapters
    broken = tmp_path / "broken.epub"
    broken.write_bytes(b"no archive")
    with pytest.raises(RuntimeError):
        book_formats.convert(broken, "md", tmp_path)
