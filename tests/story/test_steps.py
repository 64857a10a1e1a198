from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest

from fabula.story import tell_story
from fabula.story.company_weights import TABLES as COMPANY
from fabula.story.company_weights import CompanyWeights
from fabula.story.weights import TABLES, Weights, parse, shipped
from fabula.types import Cast, Mention, Role, SceneMode, Story
from fabula.world.numbering import renumbered
from tests.story.pages import told


def weights(**features: dict[str, float]) -> Weights:
    """Weights of nought but for those given."""
    found = {
        table: np.asarray([features.get(table, {}).get(name, 0.0) for name in names])
        for table, names in TABLES.items()
    }
    return Weights(
        boundary=found["boundary"],
        mode=found["mode"],
        focal=found["focal"],
        threshold=dict.fromkeys(TABLES, 0.6),
        company=CompanyWeights(
            {table: features.get(table, {}) for table in COMPANY},
            {**dict.fromkeys(COMPANY, 0.6), "place temperature": 1.0},
        ),
    )


def read(*page: str, by: Weights | None = None) -> tuple[Story, Cast, str]:
    text, notes, cast = told(*page)
    return tell_story(text, notes, cast, by), cast, text.content


def test_scenes_are_in_order_without_gaps() -> None:
    own = weights(boundary={"printed break": 2.0})
    story, _, content = read("[Emma] came.", "* * *", "[Jane] sat.", "[Tom] left.", by=own)
    assert [content[s.start : s.start + 4] for s in story.scenes] == ["Emma", "Jane"]
    assert story.scenes[0].end == story.scenes[1].start
    assert story.scenes[-1].end == len(content.rstrip())
    assert [s.id for s in story.scenes] == [1, 2]
    assert story.scenes[0].confidence == 1.0


def test_who_acts_is_there_and_who_is_spoken_of_is_not() -> None:
    own = weights(presence={"acts": 2.0, "speaks": 2.0, "mentions in speech alone": -2.0})
    story, cast, _ = read("[Emma] came.", "“[Tom] is ill,” said [Emma].", by=own)
    (scene,) = story.scenes
    assert [cast.entities[p.entity - 1].name for p in scene.present] == ["Emma"]
    assert scene.present[0].confidence > 0.6


def test_a_scene_is_where_its_words_say_and_the_next_where_it_was() -> None:
    own = weights(
        boundary={"printed break": 2.0},
        place={"first place told of": 2.0, "carried": 2.0},
    )
    story, cast, content = read("[Emma] sat in [Highbury|GPE].", "* * *", "[Jane] sat.", by=own)
    names = [cast.entities[s.place - 1].name if s.place else None for s in story.scenes]
    assert names == ["Highbury", "Highbury"]
    span = story.scenes[1].place_span
    assert span is not None
    assert content[slice(*span)] == "Highbury"


def test_what_nothing_speaks_for_is_left_open() -> None:
    story, _, _ = read("[Emma] sat in [Highbury|GPE].", by=weights())
    (scene,) = story.scenes
    assert (scene.place, scene.focal, scene.present) == (None, None, ())
    assert scene.mode is SceneMode.SUMMARY


def test_who_comes_is_there_from_then_on_and_who_goes_until_then() -> None:
    own = weights(
        presence={"acts": 2.0},
        arrive={"first, comes": 2.0},
        leave={"goes": 2.0},
    )
    story, cast, content = read("[Emma] sat.", "[Jane] came.", "[Emma] left. [Jane] slept.", by=own)
    (scene,) = story.scenes
    found = {cast.entities[p.entity - 1].name: (p.start, p.end) for p in scene.present}
    assert found["Jane"] == (content.index("Jane"), scene.end)
    assert found["Emma"] == (scene.start, content.index("left") + 4)


def test_who_takes_part_from_elsewhere_is_not_bodily_there() -> None:
    own = weights(presence={"speaks": 2.0}, remote={"wire near a line": 2.0})
    story, cast, _ = read("[Emma] sat by the telephone.", "“Hello,” said [Jane].", by=own)
    (scene,) = story.scenes
    found = {cast.entities[p.entity - 1].name: p.role for p in scene.present}
    assert found == {"Jane": Role.REMOTE}


def test_through_whose_eyes() -> None:
    own = weights(focal={"perceives": 2.0, "bias": -0.5})
    story, cast, _ = read("[Jane] sat. [Emma] saw it rain.", by=own)
    focal = story.scenes[0].focal
    assert focal is not None
    assert cast.entities[focal - 1].name == "Emma"


def test_a_text_without_a_story_has_no_scene() -> None:
    assert read("# One")[0] == Story()


@pytest.mark.parametrize(
    "page", [("It rained.",), ("“Go.”",), ("“Go.”", "“I will.”"), ("# One", "[Emma] sat.")]
)
def test_any_page_has_sensible_scenes(page: tuple[str, ...]) -> None:
    story, _, content = read(*page)
    assert story.scenes
    for scene in story.scenes:
        assert 0 <= scene.start < scene.end <= len(content)
        assert all(0.0 <= p.confidence <= 1.0 for p in scene.present)


def test_every_weight_that_ships_is_a_feature_and_every_feature_has_one() -> None:
    kept = json.loads(files("fabula.story").joinpath("weights.json").read_text(encoding="utf8"))
    for table, names in TABLES.items():
        assert set(kept[table]) == set(names)
    assert set(kept["threshold"]) == set(TABLES)
    assert replace(shipped(), threshold={}) is not None
    kept["mode"].pop("bias")
    with pytest.raises(KeyError, match="bias"):
        parse(kept)


PAGE = ("[Emma] came to [the house|FAC].", "“Stay,” said [Tom] to [Jane].", "[Jane] left.")


def test_every_time_of_the_work_is_kept() -> None:
    story, _, content = read("[Emma] came at nine o’clock.", "“[Tom] left yesterday,” said [Emma].")
    assert [(content[t.start : t.end], t.value, t.spoken) for t in story.times] == [
        ("nine o’clock", "T09:00", False),
        ("yesterday", "-P1D", True),
    ]


def test_entities_may_have_any_numbers() -> None:
    text, notes, cast = told(*PAGE)
    known = {entity.id: 900 + entity.id for entity in cast.entities}
    first = tell_story(text, notes, cast).scenes
    again = tell_story(text, notes, renumbered(cast, known, 1)).scenes
    assert [len(s.present) for s in again] == [len(s.present) for s in first]
    assert [p.entity - 900 for s in again for p in s.present] == [p.entity for s in first for p in s.present]


def test_the_cast_may_have_mentions_that_a_person_has_added_and_no_speech_that_is_none() -> None:
    text, notes, cast = told(*PAGE)
    own = weights(presence={"told of in narration": 2.0})
    before = tell_story(text, notes, cast, own).scenes
    start = text.content.index("Stay")
    tom = next(entity.id for entity in cast.entities if entity.name == "Tom")
    first = cast.mentions[0]
    added = Mention(start, start + 4, first.type, first.form, tom, 1.0, None)
    more = replace(cast, mentions=(*cast.mentions, added), quotes=())
    after = tell_story(text, notes, more, own).scenes
    assert {p.entity for s in after for p in s.present} == {p.entity for s in before for p in s.present}
    (stays,) = [p for s in after for p in s.present if p.entity == tom]
    assert (stays.start, stays.end) == (after[0].start, after[0].end)
