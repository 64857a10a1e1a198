"""The story of ``voices``, open to be corrected, and new drafts of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import fabula
from fabula.correcting import Corrections, open_corrections

STORY = Path(__file__).parents[1] / "stories" / "two_voices.txt"


def speakers(reading: fabula.Reading) -> list[str | None]:
    """Who says each line."""
    return [None if quote.speaker is None else quote.speaker.name for quote in reading.quotes]


@pytest.fixture
def world(voices: Path) -> Path:
    """A world with the story as its work 1."""
    return voices


@pytest.fixture
def desk(world: Path) -> Iterator[Corrections]:
    """The story, open to be corrected."""
    with open_corrections(world) as opened:
        yield opened


@pytest.fixture
def draft(tmp_path: Path, world: Path) -> Callable[[str], fabula.Reading]:
    """Reads a changed text into the world in place of the story, with the chapters that the world has."""
    from fabula.world import World

    def read(text: str) -> fabula.Reading:
        (tmp_path / STORY.name).write_text(text, encoding="utf-8")
        with World.create_or_open(world) as kept:
            reading = fabula.read(tmp_path / STORY.name, kept=kept)
        return reading.save(world)

    return read
