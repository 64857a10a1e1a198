"""How likely a scene begins at each paragraph."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from fabula.language import layout, reader, scenes
from fabula.language.annotate import annotate, read_sections
from fabula.language.scenes import around
from fabula.sections import joined
from fabula.types import BlockKind, Sections
from tests.language.fakes import FakeModel, column, text_of

TEXT = text_of(
    ("One", BlockKind.HEADING),
    "ann sat down. she slept.",
    "bob left.",
    ("* * *", BlockKind.SCENE_BREAK),
    "tom came.",
)


def test_the_words_on_both_sides_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenes, "NEAR", 1)
    monkeypatch.setattr(scenes, "FAR", 3)
    states = np.asarray([[1.0], [2.0], [3.0], [9.0], [5.0]], np.float32)
    seen = around(states, column(2, 4))
    assert np.allclose(seen, [[2, 3, 1.5, 17 / 3, 2, 3], [9, 5, 14 / 3, 5, 9, 5]])


def test_each_paragraph_of_the_story_has_a_score_but_the_first() -> None:
    notes = annotate(TEXT, FakeModel())
    assert len(notes.boundary) == len(notes.block_tokens) == 5
    assert np.flatnonzero(notes.boundary).tolist() == [2, 4]


def test_marks_on_the_page_tell_nothing() -> None:
    bare = text_of("ann sat down. she slept.", "bob left.", "tom came.")
    model = FakeModel()
    whole, plain = annotate(TEXT, model).boundary, annotate(bare, model).boundary
    assert np.allclose(whole[[1, 2, 4]], plain, atol=0.3)  # the encoder itself sees the marks


def test_what_came_before_is_known_in_the_next_stretch(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = annotate(TEXT, FakeModel()).boundary
    monkeypatch.setattr(reader, "_STRETCH", 8)
    parts = annotate(TEXT, FakeModel()).boundary
    assert np.flatnonzero(parts).tolist() == np.flatnonzero(whole).tolist()


def test_a_model_without_the_part_knows_nothing() -> None:
    model = FakeModel()
    model.finds_scenes = False
    assert annotate(TEXT, model).boundary.tolist() == [0.0] * 5


def test_the_same_whatever_the_batch() -> None:
    one, three = (annotate(TEXT, FakeModel(batch)).boundary for batch in (1, 3))
    assert np.array_equal(one, three)


def test_nothing_is_known_of_what_is_not_read() -> None:
    notes = annotate(text_of(("By Ann", BlockKind.TITLE), ("A note.", BlockKind.NOTE)), FakeModel())
    assert notes.boundary.tolist() == [0.0] * len(notes.block_tokens)


def test_sections_kept_without_are_joined_to_those_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LONGEST", 8)
    read = read_sections(TEXT, FakeModel())
    assert len(read.sections) > 1
    first = read.sections[0]
    old = replace(first, notes=replace(first.notes, boundary=np.zeros(0, np.float32)))
    notes = joined(Sections((old, *read.sections[1:]), read.links))
    assert len(notes.boundary) == len(notes.block_tokens)
    assert not notes.boundary[: len(first.notes.boundary)].any()
