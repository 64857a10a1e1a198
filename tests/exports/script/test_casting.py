"""The casting sheet says who has how much to say, and which lines are in doubt."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from fabula.exports import export
from fabula.exports.casting import COLUMNS, gender_of
from fabula.types import Block, BlockKind, Cast, Entity, EntityType, Metadata, Quote, Text, Work
from tests.builders import ferry, small_work


def sheet(work: Work, folder: Path, name: str = "casting.csv") -> list[dict[str, str]]:
    export(work, "casting", folder / "sheet")
    table = (folder / "sheet" / name).read_bytes().decode()
    return list(csv.DictReader(io.StringIO(table, newline="")))


def test_everyone_who_has_something_to_read_is_in_it(tmp_path: Path) -> None:
    rows = sheet(ferry(), tmp_path)
    assert list(rows[0]) == list(COLUMNS)
    assert [row["voice"] for row in rows] == ["Narrator", "Mara Quill", "the ferryman", "Unknown"]
    mara = rows[1]
    assert mara["aliases"] == "Miss Quill"
    assert (mara["pronouns"], mara["gender"]) == ("she", "female")
    assert (mara["lines"], mara["words"], mara["share"]) == ("2", "8", "0.5")
    assert (mara["first_chapter"], mara["talks_to"]) == ("Chapter One", "the ferryman")
    assert (mara["sample_1"], mara["sample_2"]) == ("“Is the ferry in?”", "“I have no time,”")
    assert rows[2]["sample_1"] == "“Not yet,” … “Wait here, Miss Quill.”"
    assert rows[3]["doubtful_lines"] == "1"
    assert sum(float(row["share"]) for row in rows) == pytest.approx(1, abs=0.001)


def test_doubtful_lines_are_listed_with_the_runners_up(tmp_path: Path) -> None:
    work = ferry()
    third = replace(work.cast.quotes[2], confidence=0.55, alternatives=((1, 0.4), (3, 0.02)))
    quotes = (*work.cast.quotes[:2], third, *work.cast.quotes[3:])
    rows = sheet(replace(work, cast=replace(work.cast, quotes=quotes)), tmp_path, "doubtful-lines.csv")
    assert [(row["quote"], row["voice"], row["probability"], row["doubt"]) for row in rows] == [
        ("3", "Mara Quill", "0.55", "Mara Quill 55%, or Mara Quill 40%"),
        ("4", "Unknown", "", "speaker not known"),
    ]
    assert rows[0]["line"] == "“I have no time,”"


@pytest.mark.parametrize(
    ("pronouns", "gender"),
    [
        (("she", "they"), "female"),
        (("I", "he"), "male"),
        (("he", "she"), "both"),
        (("they",), ""),
        ((), ""),
    ],
)
def test_gender_is_what_pronouns_tell(pronouns: tuple[str, ...], gender: str) -> None:
    assert gender_of(pronouns) == gender


def test_samples_are_clear_lines_of_middle_length(tmp_path: Path) -> None:
    lines = (
        "Yes.",
        "word " * 15 + "sixteen.",
        "word " * 90 + "long.",
        "word " * 14 + "fifteen.",
        "No no no.",
    )
    content = "\n\n".join(lines)
    quotes, blocks, at = list[Quote](), list[Block](), 0
    for number, line in enumerate(lines, start=1):
        quotes.append(Quote(number, ((at, at + len(line)),), 1, None, (), 0.5 if number == 4 else 0.95))
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(line)))
        at += len(line) + 2
    text = Text(content, tuple(blocks), (), Metadata(), "a.txt")
    cast = Cast((Entity(1, EntityType.PERSON, "Ann"),), (), tuple(quotes))
    (row,) = sheet(Work(0, text, 9, cast), tmp_path)
    assert [row["sample_1"], row["sample_2"], row["sample_3"]] == ["Yes.", lines[1], "No no no."]


def test_the_page_is_markdown_in_which_names_are_only_names(tmp_path: Path) -> None:
    work = small_work()
    odd = replace(work.cast.entities[0], name="Mrs. *A* | <b>")
    export(
        replace(work, cast=replace(work.cast, entities=(odd, *work.cast.entities[1:]))),
        "casting",
        tmp_path / "x",
    )
    page = MarkdownIt().enable("table").render((tmp_path / "x" / "casting.md").read_text(encoding="utf-8"))
    assert "<td>Mrs. *A* / (b)</td>" in page
    assert page.count("<tr>") == 1 + 4
    assert "<h2>Lines to look at</h2>" in page
