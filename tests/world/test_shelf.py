"""Annotations that a world keeps: with their works, for new drafts, and for a reading that was stopped."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest

from fabula import open_world
from fabula.errors import FabulaError
from fabula.language.annotate import read_sections
from fabula.reading import Reading
from fabula.sections import joined
from fabula.types import Sections, Work
from fabula.world import PackedSections, World
from tests.builders import small_work
from tests.language.fakes import FakeModel


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Path, Work, Sections]:
    work = small_work()
    path = tmp_path / "a.fabula"
    with World.create_or_open(path) as world:
        sections = read_sections(work.text, FakeModel(), kept=world)
        world.add(work, annotations=PackedSections.of(sections))
    return path, work, sections


def rows(path: Path, table: str) -> int:
    with sqlite3.connect(path) as database:
        (count,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()
    database.close()
    return int(count)


def test_annotations_come_back_as_they_were(kept: tuple[Path, Work, Sections]) -> None:
    path, _, sections = kept
    wanted = joined(sections)
    with open_world(path) as world:
        found = world[0].annotations()
    for name in ("token_start", "mention_start", "mention_score", "mention_quotation"):
        assert np.array_equal(getattr(found, name), getattr(wanted, name)), name
    assert found.quotations == wanted.quotations and found.words.lemma == wanted.words.lemma
    assert np.array_equal(found.antecedents.score, wanted.antecedents.score)


def test_tokens_of_a_world_have_its_entities(kept: tuple[Path, Work, Sections]) -> None:
    path, _, _ = kept
    with open_world(path) as world:
        reading = world[0]
    named = {token.entity.id for token in reading.tokens if token.entity is not None}
    assert named <= {entity.id for entity in reading.entities} and named


def test_a_section_read_before_is_found_by_its_key(kept: tuple[Path, Work, Sections]) -> None:
    path, work, _ = kept
    model = FakeModel()
    with World.create_or_open(path) as world:
        again = read_sections(work.text, model, kept=world)
    assert "encoder" not in model.seen and len(again.sections) == 1


def test_sections_of_a_replaced_draft_go_with_it(kept: tuple[Path, Work, Sections]) -> None:
    path, work, _ = kept
    content = work.text.content.replace("shook", "bowed")
    draft = replace(work, text=replace(work.text, content=content))
    with World.create_or_open(path) as world:
        sections = read_sections(draft.text, FakeModel(), kept=world)
        world.add(draft, annotations=PackedSections.of(sections))
    assert rows(path, "annotations") == rows(path, "sections") == 1


def test_sections_of_a_stopped_reading_wait_a_month(kept: tuple[Path, Work, Sections]) -> None:
    path, work, _ = kept
    other = replace(work.text, content=work.text.content.replace("shook", "bowed"))
    with World.create_or_open(path) as world:
        read_sections(other, FakeModel(), kept=world)
        world.add(replace(work, text=replace(work.text, source="b.txt")))
    assert rows(path, "annotations") == 2
    old = (datetime.now(timezone.utc) - timedelta(days=40)).isoformat(timespec="seconds")
    with sqlite3.connect(path) as database:
        database.execute("UPDATE annotations SET added = ?", (old,))
    database.close()
    with World.create_or_open(path) as world:
        world.add(replace(work, text=replace(work.text, source="c.txt")))
    assert rows(path, "annotations") == 1


def test_a_work_without_its_words_says_so(tmp_path: Path) -> None:
    Reading(small_work()).save(tmp_path / "a.fabula")
    with open_world(tmp_path / "a.fabula") as world, pytest.raises(FabulaError, match="read it once more"):
        world[0].annotations()


def test_damaged_annotations_are_told_in_one_line(kept: tuple[Path, Work, Sections]) -> None:
    path, work, _ = kept
    with sqlite3.connect(path) as database:
        database.execute("UPDATE annotations SET columns = ?", (b"\x05\x00\x00\x00{}",))
    database.close()
    with open_world(path) as world, pytest.raises(FabulaError, match="are damaged in this world"):
        world[0].annotations()
    with World.create_or_open(path) as opened, pytest.raises(FabulaError, match="damaged"):
        read_sections(work.text, FakeModel(), kept=opened)
