"""Annotations survive the way into bytes and back."""

from __future__ import annotations

import dataclasses
import json
import struct
import tracemalloc
import zlib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.language.annotate import read_sections
from fabula.types import Block, BlockKind, Metadata, PairScores, Section, Text
from fabula.world.columns import packed, packed_scores, unpacked, unpacked_scores
from tests.language.fakes import FakeModel, text_of

SCENE = text_of(
    ("Chapter Anna", BlockKind.HEADING),
    "“Where is Tom?” asked Bess. “I want him.”",
    "“Gone,” said she, “to Rye. He said, ‘Old Ned, are you in?’ and left.”",
    ("A note by Carl.", BlockKind.NOTE),
    "Bess left.",
)


def same(one: object, other: object) -> bool:
    if dataclasses.is_dataclass(one) and not isinstance(one, type):
        fields = (field.name for field in dataclasses.fields(one))
        return type(one) is type(other) and all(same(getattr(one, f), getattr(other, f)) for f in fields)
    if isinstance(one, np.ndarray):
        return isinstance(other, np.ndarray) and one.dtype == other.dtype and np.array_equal(one, other)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def section_of(text: Text) -> Section:
    (section,) = read_sections(text, FakeModel()).sections
    return section


def back(section: Section) -> Section:
    return unpacked(packed(section), section.key, section.start, section.block)


def test_what_comes_back_is_what_was_packed() -> None:
    section = section_of(SCENE)
    assert len(section.notes.quotations) == 3 and len(section.vectors.mention) > 5
    assert same(back(section), section)


def test_lines_read_every_way_come_back() -> None:
    section = section_of(replace(SCENE, doubts=((SCENE.content.index("I want"), 0.4),)))
    assert section.notes.parted
    assert same(back(section), section)


def test_annotations_of_a_version_without_beginnings_of_scenes_open() -> None:
    section = section_of(SCENE)
    assert section.notes.boundary.any()
    old = replace(section, notes=replace(section.notes, boundary=np.zeros(0, np.float32)))
    data = packed(old)
    size = struct.unpack_from("<I", data)[0]
    header = json.loads(data[4 : 4 + size])
    header["columns"] = [column for column in header["columns"] if column[0] != "boundary"]
    told = json.dumps(header).encode()
    assert same(back(old), old)
    found = unpacked(struct.pack("<I", len(told)) + told + data[4 + size :], old.key, old.start, old.block)
    assert same(found, old)


def test_supersenses_come_back_and_may_be_missing() -> None:
    section = section_of(SCENE)
    count = len(section.notes.words.lemma)
    sense = (np.arange(count) % 3).astype(np.int32)
    score = np.where(sense > 0, 0.5, 0).astype(np.float32)
    words = replace(section.notes.words, sense=sense, sense_score=score)
    told = replace(section, notes=replace(section.notes, words=words))
    assert same(back(told), told)
    assert not len(back(section).notes.words.sense)


@settings(deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), min_size=1, max_size=5))
def test_any_text_comes_back(paragraphs: list[str]) -> None:
    content = "\n\n".join(paragraphs)
    blocks, at = [], 0
    for words in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(words)))
        at += len(words) + 2
    text = Text(content, tuple(blocks), (), Metadata(), "a.txt")
    for section in read_sections(text, FakeModel()).sections:
        assert same(back(section), section)


@pytest.mark.parametrize("cut", [0, 3, 10, -1])
def test_damaged_bytes_are_told(cut: int) -> None:
    with pytest.raises(ValueError, match="annotations that cannot be read"):
        unpacked(packed(section_of(SCENE))[:cut])
    with pytest.raises(ValueError, match="scores that cannot be read"):
        unpacked_scores(packed_scores(section_of(SCENE).notes.antecedents)[:cut])


def test_scores_of_no_rows_come_back() -> None:
    nothing = np.zeros(0, np.float32)
    empty = PairScores(np.zeros(1, np.int32), np.zeros(0, np.int32), nothing, nothing)
    assert same(unpacked_scores(packed_scores(empty)), empty)


def test_columns_that_claim_or_hold_too_much_are_damage() -> None:
    for length in (1 << 30, -5, 10):
        header = json.dumps({"columns": [["scores_none", "<f4", length]]}).encode()
        data = struct.pack("<I", len(header)) + header + zlib.compress(bytes(64 << 20))
        tracemalloc.start()
        try:
            with pytest.raises(ValueError, match="cannot be read"):
                unpacked_scores(data)
            assert tracemalloc.get_traced_memory()[1] < 8 << 20
        finally:
            tracemalloc.stop()
