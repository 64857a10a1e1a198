"""Files that are no story, or an odd one: one line that says so, or a sensible answer."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.end_to_end.program import OPENING, STORIES, Program

BOOK = (STORIES / "dialogue.epub").read_bytes()
DRAFT = (STORIES / "dialogue.docx").read_bytes()
FRENCH = (
    "Il était une fois une femme qui ne savait pas que le roi était dans le palais. « Viens », dit-elle.\n"
    * 9
)
POEM = """The Tide

The grey tide runs across the sand,
The gulls are on the wing,
The wind lies down upon the land
And does not say a thing.
"""


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def locked(book: bytes) -> bytes:
    """The same zip archive with every member marked as locked by a password."""
    data = bytearray(book)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "no text in it"),
        ("blank.txt", b" \n\t\r\n", "no text in it"),
        ("binary.txt", random.Random(5).randbytes(5000), "a binary file"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a picture"),
        ("cut.epub", BOOK[: len(BOOK) // 2], "cut short"),
        ("cut.docx", DRAFT[:-10], "cut short"),
        ("locked.epub", locked(BOOK), "password"),
        ("table.docx", archive(xl__workbook=b"x"), "a spreadsheet"),
        ("other.docx", archive(a=b"x", b=b"y"), "other files"),
        ("world.txt", b"SQLite format 3\x00" + bytes(99), "a database"),
        ("deep.html", b"<html><body><p>Ann.</p>" + b"<div>" * 30_000 + OPENING.encode(), "nested"),
        ("french.txt", FRENCH.encode(), "French"),
    ],
)
def test_a_file_that_is_no_story_is_one_line_and_leaves_nothing(
    fabula: Program, tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(data)
    said = fabula.refused("read", name)
    assert said.startswith(f"fabula: {name}: ")
    assert says in said
    assert list(tmp_path.iterdir()) == [tmp_path / name]


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("forced.txt", FRENCH),
        ("poem.txt", POEM),
        ("controls.txt", OPENING.replace(" ", " \x00\x07\x1b[31m", 30)),
        ("surrogates.txt", OPENING.encode().replace(b"said", b"said\xed\xa0\x80")),
        ("bidi.txt", OPENING.replace(" said", "\u202e said\u2066\u200f")),
        (
            "long_words.txt",
            f"{OPENING}\n\n{'x' * 10_000} “{'Y' * 10_000}” said Mc{'q' * 10_000}. {'“' * 10_000}",
        ),
        ("no_letter.txt", "12 34. 56! “78” — 90…\n\n" * 30),
        ("capitals.txt", OPENING.upper()),
        ("long_sentence.txt", "She saw " + "the brother of Ann and the dog of the king, and " * 100 + "Bob."),
        ("one.txt", "“"),
        ("pictures.txt", "😀 “👩‍👩‍👧” " * 50),
        ("marks.txt", OPENING.replace("a", "a" + "\u0301" * 30)),
        ("separators.txt", OPENING.replace("\n\n", "\r\u2028\u2029\x85\f\v")),
        ("utf16.txt", OPENING.encode("utf-16")),
    ],
)
def test_an_odd_text_gets_a_sensible_answer(
    fabula: Program, tmp_path: Path, name: str, data: bytes | str
) -> None:
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    shown = fabula.well("read", name, "--force", "--world", "w.fabula")
    assert not {"\x00", "\x07", "\x1b", "\u202e"} & set(shown)
    document = json.loads(fabula.well("export", "w.fabula", "--format", "json", "--output", "-"))
    assert document["work"]["source"] == name
    if isinstance(data, str):
        assert document["text"] == data
    page = fabula.well("export", "w.fabula", "--format", "html", "--output", "-")
    assert page.startswith("<!doctype html>")


@pytest.mark.model
def test_a_poem_without_people_has_no_cast(fabula: Program, tmp_path: Path) -> None:
    (tmp_path / "poem.txt").write_text(POEM)
    (done,) = json.loads(fabula.well("read", "poem.txt", "--json", "--no-keep"))
    assert done["quotes"] == 0
    assert list(tmp_path.iterdir()) == [tmp_path / "poem.txt"]


@pytest.mark.model
def test_a_story_in_capitals_has_the_same_people_and_lines(fabula: Program, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text(OPENING)
    (tmp_path / "CAPITALS.TXT").write_text(OPENING.upper())
    plain, capitals = json.loads(fabula.well("read", "plain.txt", "CAPITALS.TXT", "--json", "--no-keep"))
    assert capitals["quotes"] == plain["quotes"] == capitals["quotes_with_speaker"]
    people = [
        {person["name"].upper() for person in work["characters"] if person["quotes"]}
        for work in (plain, capitals)
    ]
    assert people[0] == people[1]


@pytest.mark.model
def test_a_text_without_a_letter_has_no_people(fabula: Program, tmp_path: Path) -> None:
    (tmp_path / "numbers.txt").write_text("12 34. 56! “78” — 90…\n\n" * 30)
    (done,) = json.loads(fabula.well("read", "numbers.txt", "--force", "--json", "--no-keep"))
    assert (done["characters"], done["quotes_with_speaker"]) == ([], 0)


MOST = 600
"""Megabytes that reading any of these may take; a small story takes 130."""


@pytest.mark.model
@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux how much memory a process had")
@pytest.mark.parametrize(
    "data",
    [
        "q" * 500_000,
        f"“{'Y' * 10_000}” said Tom. " * 20,
        "and so " * 20_000,
        OPENING.upper() * 8,
        "“" * 20_000,
    ],
    ids=["one word", "long words", "one sentence", "capitals", "marks"],
)
def test_odd_texts_take_no_more_memory_than_others(tmp_path: Path, data: str) -> None:
    (tmp_path / "odd.txt").write_text(data)
    # not getrusage, which counts what the tests themselves held when the process was made
    measured = (
        "import sys; from fabula.pipeline import read_work; read_work(sys.argv[1]); "
        "print(*(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", measured, tmp_path / "odd.txt"],
        check=True, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert int(done.stdout) / 1024 < MOST


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="counts the time of children as POSIX does")
def test_a_single_line_takes_time_in_proportion(fabula: Program, tmp_path: Path) -> None:
    line = " ".join(OPENING.split()) + " "
    spent = []
    for size in (30_000, 60_000, 120_000):
        (tmp_path / "line.txt").write_text(line * (size // len(line)))
        before = os.times().children_user
        fabula.well("read", "line.txt", "--no-keep", "--threads", "1")
        spent.append(os.times().children_user - before)
    assert spent[2] - spent[1] < 3 * (spent[1] - spent[0]) + 1
