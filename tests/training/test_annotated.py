from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from fabula.evaluation.story_knowledge import read_questions
from fabula.evaluation.story_layers import read_layers
from tests.evaluation.story import write_story
from training.annotated import annotated

OWN = Path(__file__).parents[2] / "training" / "stories"
STORIES = sorted(OWN.glob("*.json"))


def test_stories_of_further_folders_come_last_and_by_themselves(tmp_path: Path) -> None:
    first, last = write_story(tmp_path / "data"), write_story(tmp_path / "ours", "0_ferry")
    inside = [write_story(tmp_path / "data" / folder) for folder in ("open", "fanfic")]
    found = [(first, "stories"), (inside[0], "stories"), (inside[1], "fanfic")]
    assert list(annotated(tmp_path / "data")) == found
    assert list(annotated(tmp_path / "data", [tmp_path / "ours"])) == [*found, (last, "own")]


def test_every_text_has_its_annotation() -> None:
    assert len(STORIES) >= 4
    assert sorted(text.with_suffix(".json") for text in OWN.glob("*.txt")) == STORIES


@pytest.mark.parametrize("file", STORIES, ids=[file.stem for file in STORIES])
def test_an_own_story_is_read_by_the_evaluation(file: Path) -> None:
    layers = read_layers(file)
    story = layers.story
    people = {one.id for one in story.characters}
    assert len(people) == len(story.characters)
    starts = [quote.span[0] for quote in story.quotes]
    assert len(starts) >= 70 and starts == sorted(set(starts))
    assert layers.scenes[0].start == 0 and all(a.start < b.start for a, b in pairwise(layers.scenes))
    for scene in layers.scenes:
        assert {*scene.present, *scene.remote, *filter(None, [scene.focal])} <= people
        assert scene.place is None or scene.place in layers.places
        assert all(scene.start <= at < scene.end for _, at in (*scene.arrive, *scene.leave))
    assert {who for own in layers.attributes for who in (own.who, own.by or own.who)} <= people
    assert {who for a, _, b in layers.relations for who in (a, b)} <= people
    questions = read_questions(file, story.text)
    assert len(questions) == 10 and {own.who for own in questions} <= people
    assert 4 <= sum(own.knows for own in questions) <= 6
    for goof in json.loads(file.read_text(encoding="utf8"))["goofs"]:
        assert goof["replace"] in story.text and goof["conflicts_with"] in story.text
    assert not [name for name, n in Counter(one.name for one in story.characters).items() if n > 1]
