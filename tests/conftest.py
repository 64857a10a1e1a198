"""A small story with its cast, made by hand, and a reader that gives it for any file."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from fabula.settings import DEFAULT, Settings
from fabula.types import (
    Annotations,
    Block,
    BlockKind,
    Cast,
    Chapter,
    Entity,
    EntityType,
    Mention,
    MentionForm,
    Metadata,
    Quote,
    Span,
    Text,
    Work,
)
from tests.words import annotated

STORY = """THE FERRY

Chapter One

“Is the ferry in?” asked Mara Quill.

“Not yet,” said the ferryman. “Wait here, Miss Quill.”

She waited. “I have no time,” she told him.

Chapter Two

“Then swim!” somebody called from the bank, & <laughed>.
"""


@pytest.fixture
def make_work() -> Callable[..., Work]:
    """Makes the story's Work; ``source`` and ``title`` can be others."""
    return ferry


@pytest.fixture
def work() -> Work:
    """The story's Work."""
    return ferry()


def ferry(source: str = "ferry.txt", title: str = "The <Ferry>", author: str = "A. Nobody") -> Work:
    """The story with two people, a place nobody speaks of, and a line whose speaker is unknown."""
    mara, ferryman, bank = 1, 2, 3
    chapters = (STORY.index("Chapter One"), STORY.index("Chapter Two"))
    paragraphs = [match.span() for match in re.finditer(r"[^\n]+", STORY)]
    kinds = (
        BlockKind.TITLE,
        BlockKind.HEADING,
        *[BlockKind.PARAGRAPH] * 3,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
    )
    text = Text(
        content=STORY,
        blocks=tuple(Block(kind, *span) for kind, span in zip(kinds, paragraphs, strict=True)),
        chapters=(
            Chapter("Chapter One", chapters[0], chapters[1]),
            Chapter("Chapter Two", chapters[1], len(STORY)),
        ),
        metadata=Metadata(title=title, author=author, language="en"),
        source=source,
    )
    person, name, pronoun = EntityType.PERSON, MentionForm.NAME, MentionForm.PRONOUN
    mentions = (
        Mention(*span_of("Mara Quill"), person, name, mara, 0.98),
        Mention(*span_of("the ferryman"), person, MentionForm.NOMINAL, ferryman, 0.91),
        Mention(*span_of("Miss Quill"), person, name, mara, 0.95),
        Mention(*span_of("She"), person, pronoun, mara, 0.9),
        Mention(*span_of("she"), person, pronoun, mara, 0.88),
        Mention(*span_of("somebody"), person, pronoun, None, 0.5),
        Mention(*span_of("the bank"), EntityType.FACILITY, MentionForm.NOMINAL, bank, 0.8),
    )
    quotes = (
        Quote(1, (span_of("“Is the ferry in?”"),), mara, span_of("Mara Quill"), (ferryman,), 0.97),
        Quote(
            2,
            (span_of("“Not yet,”"), span_of("“Wait here, Miss Quill.”")),
            ferryman,
            span_of("the ferryman"),
            (mara,),
            0.9,
        ),
        Quote(3, (span_of("“I have no time,”"),), mara, span_of("she"), (ferryman,), 0.85),
        Quote(4, (span_of("“Then swim!”"),), None, None, (mara,), 0.4),
    )
    first = {
        entity: min(m.start for m in mentions if m.entity == entity) for entity in (mara, ferryman, bank)
    }
    entities = (
        Entity(ferryman, person, "the ferryman", (), ("he",), 1, 1, first=first[ferryman]),
        Entity(mara, person, "Mara Quill", ("Miss Quill",), ("she",), 4, 2, first=first[mara]),
        Entity(bank, EntityType.FACILITY, "the bank", (), (), 1, 0, first=first[bank]),
    )
    return Work(0, text, 61, Cast(entities, mentions, quotes))


def span_of(words: str) -> Span:
    """Where these words first stand in the story."""
    start = STORY.index(words)
    return start, start + len(words)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, Settings]]:
    """Puts a pipeline in place that gives the story for any file; the list tells what it was asked."""
    from fabula import errors

    asked: list[tuple[Path, Settings]] = []

    def read_work(
        path: Path | str,
        *,
        settings: Settings = DEFAULT,
        progress: Callable[[str, int, int], None] | None = None,
    ) -> Work:
        asked.append((Path(path), settings))
        if not Path(path).exists():
            raise errors.file_missing(path)
        for done in range(3):
            if progress is not None:
                progress("reading", done, 2)
        return ferry(source=Path(path).name)

    def read_annotated(path: Path | str, **options: Any) -> tuple[Work, Annotations]:
        read = vars(pipeline)["read_work"](path, **options)
        return read, annotated(read)

    pipeline = ModuleType("fabula.pipeline")
    vars(pipeline).update(read_work=read_work, read_annotated=read_annotated)
    monkeypatch.setitem(sys.modules, "fabula.pipeline", pipeline)
    return asked
