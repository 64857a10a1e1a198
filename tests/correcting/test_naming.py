from __future__ import annotations

from pathlib import Path

import pytest

import fabula
from fabula.correcting import open_corrections

pytestmark = pytest.mark.model

STORY = Path(__file__).parents[1] / "stories" / "dialogue.txt"


def test_one_who_is_only_described_comes_along_whole(tmp_path: Path) -> None:
    reading = fabula.read(STORY)
    reading.save(tmp_path / "dialogue.fabula")
    described = next(own for own in reading.characters if own.name == "the young man")
    with open_corrections(tmp_path / "dialogue.fabula") as desk:
        cast = desk.same(described.id, "Sellers").settled.cast
    (one,) = [entity for entity in cast.entities if "Sellers" in (entity.name, *entity.aliases)]
    assert described.id not in [entity.id for entity in cast.entities if entity.name == "the young man"]
    assert one.mentions > described.mentions
