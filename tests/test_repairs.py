"""Texts as they read, and the way back to the characters of the file."""

from __future__ import annotations

import time
from bisect import bisect_left
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.pipeline import plain_text, read_text
from fabula.repairs import (
    aligned,
    cast_back,
    repaired,
    text_as_read,
    text_back,
    work_as_read,
)
from fabula.types import (
    Apart,
    Block,
    BlockKind,
    Chapter,
    Emphasis,
    EmphasisKind,
    Metadata,
    Repair,
    RepairKind,
    Text,
)
from tests.builders import small_work

CONTENT = "Mar\u00adga\u00adret saw the wolﬀ.\n\nPage 7\n\nIt ran."
REPAIRS = (
    Repair(3, 4, "", RepairKind.INVISIBLE),
    Repair(6, 7, "", RepairKind.INVISIBLE),
    Repair(CONTENT.index("ﬀ"), CONTENT.index("ﬀ") + 1, "ff", RepairKind.LIGATURE),
)


def text(repairs: tuple[Repair, ...] = REPAIRS) -> Text:
    first, second = CONTENT.index("\n"), CONTENT.index("It ran")
    head = CONTENT.index("Page")
    return Text(
        content=CONTENT,
        blocks=(
            Block(BlockKind.PARAGRAPH, 0, first),
            Block(BlockKind.BOILERPLATE, head, head + 6, Apart.PAGE_NUMBER),
            Block(BlockKind.PARAGRAPH, second, len(CONTENT)),
        ),
        chapters=(Chapter("", 0, len(CONTENT)),),
        metadata=Metadata(),
        source="a.txt",
        emphasis=(Emphasis(EmphasisKind.ITALIC, CONTENT.index("wol"), CONTENT.index(".")),),
        repairs=repairs,
    )


def test_a_stretch_reads_as_its_repairs_say() -> None:
    whole = text()
    assert whole.reads(0, 10) == "Margaret"
    assert whole.reads(5, 10) == "aret"
    assert whole.reads(0, len(CONTENT)) == "Margaret saw the wolff.\n\nPage 7\n\nIt ran."


def test_a_text_as_it_reads_has_its_blocks_where_their_words_are() -> None:
    read, alignment = text_as_read(text())
    assert alignment is not None and not read.repairs
    words = [read.content[block.start : block.end] for block in read.blocks]
    assert words == ["Margaret saw the wolff.", "Page 7", "It ran."]
    assert [read.content[each.start : each.end] for each in read.emphasis] == ["wolff"]
    assert text_back(read, CONTENT, REPAIRS, alignment) == text()


def test_a_block_takes_in_what_beside_it_reads_as_nothing() -> None:
    content = "[1]\u00adOne[2]\n\n\n[3]Two"
    repairs = [
        Repair(content.index(mark), content.index(mark) + 3, "", RepairKind.NOTE_MARK)
        for mark in ("[2]", "[3]")
    ]
    repairs.insert(0, Repair(3, 4, "", RepairKind.INVISIBLE))
    repairs.insert(0, Repair(0, 3, "", RepairKind.NOTE_MARK))
    view, alignment = repaired(content, repairs)
    assert view == "One\n\n\nTwo"
    read = Text(
        content=view,
        blocks=(
            Block(BlockKind.PARAGRAPH, 0, 3),
            Block(BlockKind.SCENE_BREAK, 3, 6),
            Block(BlockKind.PARAGRAPH, 6, 9),
        ),
        chapters=(Chapter("", 0, 9),),
        metadata=Metadata(),
        source="a.txt",
    )
    back = text_back(read, content, repairs, alignment)
    words = [content[block.start : block.end] for block in back.blocks]
    assert words == ["[1]\u00adOne[2]", "\n\n\n", "[3]Two"]
    assert [(chapter.start, chapter.end) for chapter in back.chapters] == [(0, len(content))]


def test_a_text_without_repairs_is_itself() -> None:
    plain = text(())
    assert text_as_read(plain) == (plain, None)


def test_what_is_set_apart_is_listed_with_its_words() -> None:
    (apart,) = text().set_apart()
    assert (apart.kind, apart.words) == (Apart.PAGE_NUMBER, 2)


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 3), st.text(max_size=3))))
def test_every_place_leads_back_and_forth(content: str, places: list[tuple[int, int, str]]) -> None:
    repairs, at = [], 0
    for start, length, reads in sorted(places):
        start, end = max(start, at), max(start, at) + length
        if end > len(content):
            break
        repairs.append(Repair(start, end, reads, RepairKind.INVISIBLE))
        at = end
    read, alignment = repaired(content, repairs)
    starts, ends = _every_place(content, repairs)
    assert len(ends) == len(read) and len(starts) == len(read) + 1
    assert alignment.starts(np.arange(len(starts), dtype=np.int32)).tolist() == starts
    assert alignment.ends(np.arange(len(ends), dtype=np.int32)).tolist() == ends
    assert [alignment.back(i, i) for i in range(len(starts))] == [(at, at) for at in starts]
    assert [alignment.back(i, i + 1) for i in range(len(ends))] == list(zip(starts[:-1], ends, strict=True))
    forth = [bisect_left(starts, offset) for offset in range(len(content) + 1)]
    assert [alignment.forth(offset) for offset in range(len(content) + 1)] == forth
    assert alignment.places(np.arange(len(content) + 1, dtype=np.int32)).tolist() == forth


def _every_place(content: str, repairs: list[Repair]) -> tuple[list[int], list[int]]:
    """Where each character as it reads begins and ends in the content, one by one; and the content's end."""
    starts, ends, at = [], [], 0
    for repair in [*repairs, Repair(len(content), len(content), "", RepairKind.INVISIBLE)]:
        starts += [*range(at, repair.start), *(repair.start for _ in repair.reads)]
        ends += [*range(at + 1, repair.start + 1), *(repair.end for _ in repair.reads)]
        at = repair.end
    return [*starts, len(content)], ends


def test_a_work_as_it_reads_and_back() -> None:
    work = small_work()
    at = work.text.content.index("Alder")
    repairs = (Repair(at + 1, at + 2, "LL", RepairKind.LIGATURE),)
    damaged = replace(work, text=replace(work.text, repairs=repairs))
    shown = work_as_read(damaged)
    assert "Mrs. ALLder" in shown.text.content
    _, alignment = text_as_read(damaged.text)
    assert alignment is not None
    assert cast_back(shown.cast, alignment).mentions == work.cast.mentions
    assert cast_back(shown.cast, alignment).quotes == work.cast.quotes


@pytest.mark.model
def test_a_name_with_soft_hyphens_is_one_person_and_is_found_in_the_file(tmp_path: Path) -> None:
    story = (
        "“Is the lamp lit?” asked Mar\u00adga\u00adret.\n\nMargaret looked at Ben\u00adja\u00admin. "
        "“It is,” said Benjamin.\n\n“Good,” said Mar\u00adgaret, and Benjamin laughed.\n"
    )
    written = plain_text(Path("a.txt"), story)
    marks = tuple(
        Repair(at, at + 1, "", RepairKind.INVISIBLE) for at, char in enumerate(story) if char == "\u00ad"
    )
    work = read_text(replace(written, repairs=marks))
    people = [entity for entity in work.cast.entities if entity.is_character]
    assert sorted(entity.name for entity in people) == ["Benjamin", "Margaret"]
    quoted = [work.text.content[start:end] for quote in work.cast.quotes for start, end in quote.spans]
    assert quoted == ["“Is the lamp lit?”", "“It is,”", "“Good,”"]
    assert {story[m.start : m.end] for m in work.cast.mentions if m.start == story.index("Mar")} == {
        "Mar\u00adga\u00adret"
    }


def test_places_in_a_long_text_are_found_without_looking_at_all_of_it() -> None:
    repairs = [Repair(2 * at, 2 * at + 1, "x", RepairKind.LIGATURE) for at in range(200_000)]
    alignment = aligned(repairs)
    started = time.process_time()
    assert [alignment.forth(place) for place in range(5_000)] == list(range(5_000))
    assert time.process_time() - started < 2
