"""A world that was damaged or edited says what no work can say: one line, whatever is asked of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from fabula.errors import WorldError
from fabula.types import (
    Annotations,
    Block,
    BlockKind,
    IntColumn,
    Metadata,
    PairScores,
    Quotation,
    Text,
    Words,
)
from fabula.world import World
from fabula.world.soundness import require_sound_annotations
from tests.builders import grouped_work, small_work


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with World.create_or_open(tmp_path / "a.fabula") as world:
        world.add(small_work())
        world.add(grouped_work())
    return tmp_path / "a.fabula"


def edited(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        raw.executescript(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE quotes SET speaker_id = 'x'",
        "UPDATE quotes SET speaker_id = 99",
        "UPDATE mentions SET entity_id = 99",
        "UPDATE mentions SET stop = 9e999",
        "UPDATE mentions SET start = x'00'",
        "UPDATE mentions SET stop = 1 << 40",
        "UPDATE mentions SET confidence = 9e999",
        "UPDATE mentions SET confidence = 'much'",
        "UPDATE mentions SET confidence = -1",
        "UPDATE quotes SET confidence = 1e308",
        "UPDATE quote_parts SET start = -4",
        "UPDATE quote_parts SET stop = 0.5",
        "DELETE FROM quote_parts",
        "DELETE FROM entity_names",
        "UPDATE entity_names SET name = x'ff'",
        "UPDATE quote_addressees SET entity_id = 99",
        "UPDATE entity_members SET member_id = 99",
        "UPDATE entity_works SET mentions = 'many'",
        "UPDATE narrations SET narrator_id = 99",
        "UPDATE texts SET content = substr(content, 1, 20)",
        "UPDATE texts SET content = x'ff00'",
        "UPDATE blocks SET start = 0",
        "UPDATE blocks SET kind = 'song'",
        "UPDATE chapters SET title = x'ff'",
        "UPDATE works SET tokens = 'many'",
        "UPDATE works SET settings = '{'",
    ],
)
def test_values_that_cannot_be_are_damage(path: Path, statement: str) -> None:
    edited(path, statement)
    with World.open(path) as world, pytest.raises(WorldError, match="F206") as caught:
        for number in (1, 2):
            world.work(number)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM quote_parts",
        "UPDATE quotes SET confidence = x'ff'",
        "UPDATE quotes SET confidence = 'much'",
    ],
)
def test_lines_that_cannot_be_are_damage_as_well_where_no_whole_work_is_asked_for(
    path: Path, statement: str
) -> None:
    edited(path, statement)
    with World.open(path) as world, pytest.raises(WorldError, match="F206"):
        world.quotes()
        world.work(1)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE tags; CREATE VIEW tags AS WITH RECURSIVE n(i) AS "
        "(SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 1 AS work_id, i AS position, 'x' AS tag FROM n",
        "CREATE TRIGGER t AFTER INSERT ON works BEGIN DELETE FROM works; END",
    ],
)
def test_views_and_triggers_are_refused(path: Path, statement: str) -> None:
    edited(path, statement)
    for opening in (World.open, World.create_or_open):
        with pytest.raises(WorldError, match=r"views or triggers.*F206"):
            opening(path)


def column(*numbers: int) -> IntColumn:
    return np.array(numbers, np.int32)


def scores(*rows: int) -> PairScores:
    """Scores of which each row has so many columns, all of them 0."""
    shares = np.zeros(sum(rows), np.float32)
    offsets = np.concatenate([[0], np.cumsum(rows)]).astype(np.int32)
    return PairScores(offsets, column(*[0] * sum(rows)), shares, np.zeros(len(rows), np.float32))


TEXT = Text("“Go,” said Ann.", (Block(BlockKind.PARAGRAPH, 0, 15),), (), Metadata(), "a.txt")
NONE = np.zeros(3, np.float32)
WORDS = Words(
    ("go", "say", "Ann"),
    column(0, 0, 0),
    column(0, 0, 0),
    column(1, -1, 1),
    column(0, 0, 0),
    *(NONE, NONE, NONE),
)
NOTES = Annotations(
    token_start=column(1, 6, 11),
    token_end=column(3, 10, 14),
    token_block=column(0, 0, 0),
    sentence_start=column(0),
    sentence_end=column(3),
    mention_start=column(2),
    mention_end=column(3),
    mention_type=column(0),
    mention_form=column(0),
    mention_score=np.ones(1, np.float32),
    mention_quotation=column(-1),
    quotations=(Quotation(((0, 5),), 0),),
    antecedents=scores(0),
    speakers=scores(1),
    addressees=scores(0),
    words=WORDS,
)


def test_annotations_that_fit_are_sound() -> None:
    require_sound_annotations(NOTES, TEXT)


@pytest.mark.parametrize(
    "change",
    [
        {"token_end": column(3, 10, 99)},
        {"token_block": column(0, 0, 1)},
        {"token_block": column(0, 0)},
        {"sentence_end": column(4)},
        {"sentence_start": column()},
        {"mention_end": column(2)},
        {"mention_start": column(-1)},
        {"mention_type": column(99)},
        {"mention_form": column(-1)},
        {"mention_quotation": column(1)},
        {"mention_score": np.ones(0, np.float32)},
        {"quotations": (Quotation(((0, 99),), 0),)},
        {"quotations": (Quotation((), 0),)},
        {"quotations": (Quotation(((0, 5),), 7),)},
        {"quotations": ()},
        {"antecedents": scores(0, 0)},
        {"antecedents": replace(scores(1), index=column(4))},
        {"speakers": replace(scores(1), offsets=column(0, 5))},
        {"addressees": scores()},
        {"parted": (scores(),)},
        {"boundary": np.zeros(99, np.float32)},
        {"words": replace(WORDS, head=column(1, -1, 7))},
        {"words": replace(WORDS, lemma=("go",))},
        {"words": replace(WORDS, upos=column(0, 0, 99))},
        {"words": replace(WORDS, sense=column(0, 0, 83), sense_score=NONE)},
        {"words": replace(WORDS, sense=column(0, 1), sense_score=NONE[:2])},
        {"words": replace(WORDS, sense=column(0, 0, 1))},
    ],
)
def test_annotations_that_do_not_fit_are_damage(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        require_sound_annotations(replace(NOTES, **change), TEXT)  # type: ignore[arg-type]
