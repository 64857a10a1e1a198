"""A story as the shipped model reads it, once; each test has a world of its own with it."""

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


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The world of the story, as bytes."""
    path = tmp_path_factory.mktemp("told") / "told.fabula"
    fabula.read(STORY).save(path)
    return path.read_bytes()


@pytest.fixture
def world(tmp_path: Path, told: bytes) -> Path:
    """A world with the story as its work 1."""
    path = tmp_path / "voices.fabula"
    path.write_bytes(told)
    return path


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
