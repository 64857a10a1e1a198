"""The shipped benchmark: every anchor stands in its text, and the card counts what is there."""

from __future__ import annotations

import re
from pathlib import Path

from fabula.evaluation.story_layers import Layers, read_layers

FOLDER = Path(__file__).parents[2] / "benchmarks" / "open_stories"
CARD = (FOLDER / "README.md").read_text("utf-8")


def layers() -> list[Layers]:
    return [read_layers(file) for file in sorted(FOLDER.glob("*.json"))]


def test_every_text_is_annotated_and_on_the_card() -> None:
    texts = {path.stem for path in FOLDER.glob("*.txt")}
    assert texts == {path.stem for path in FOLDER.glob("*.json")}
    numbers = re.findall(r"^\| (\d\d) \|", CARD, re.MULTILINE)
    assert sorted(numbers) == sorted(name[:2] for name in texts)


def test_the_counts_on_the_card_are_those_of_the_files() -> None:
    found = layers()
    words = sum(len(own.story.text.split()) for own in found)
    quotes = sum(len(own.story.quotes) for own in found)
    assert f"({round(words, -3):,} words)" in CARD
    assert f"{round(quotes, -1):,} quotations" in CARD


def test_scenes_stand_in_order_and_people_are_known() -> None:
    for own in layers():
        known = {one.id for one in own.story.characters}
        starts = [scene.start for scene in own.scenes]
        assert starts == sorted(starts) and own.scenes
        for scene in own.scenes:
            assert scene.present <= known and scene.remote <= known
            assert scene.place is None or scene.place in own.places
