from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from fabula.story import tell_story
from fabula.story.weights import TABLES, TimeWeights, Weights
from fabula.story.when import CLASSES, TIME, WHEN
from fabula.types import Scene, When
from tests.story.pages import told

BREAKS = {"printed break": 5.0}


def weights(when: Mapping[When, Mapping[str, float]], time: Mapping[str, float]) -> Weights:
    """Weights by which printed breaks part scenes, and these for their time."""
    tables = {table: np.zeros(len(names)) for table, names in TABLES.items()}
    tables["boundary"] = np.asarray([BREAKS.get(name, 0.0) for name in TABLES["boundary"]])
    times = TimeWeights(
        time=np.asarray([time.get(name, 0.0) for name in TIME]),
        when=np.asarray([[when.get(own, {}).get(name, 0.0) for name in WHEN] for own in CLASSES]),
    )
    return Weights(
        boundary=tables["boundary"],
        mode=tables["mode"],
        focal=tables["focal"],
        threshold=dict.fromkeys(TABLES, 0.6),
        times=times,
    )


OWN = weights(
    {
        When.LATER: {"leads on": 3.0},
        When.EARLIER: {"leads back": 3.0},
        When.SAME_TIME: {"at the same time": 3.0},
        When.CONTINUES: {"opens with he or she": 3.0},
    },
    {"first of the scene": 3.0, "in speech": -6.0},
)


def scenes(*paragraphs: str, by: Weights | None = OWN) -> tuple[Scene, ...]:
    page = [line for paragraph in paragraphs for line in ("* * *", paragraph)][1:]
    return tell_story(*told(*page), by).scenes


def test_each_scene_stands_somehow_to_the_one_before() -> None:
    found = scenes(
        "[Emma] came.",
        "The next day [Emma] sat.",
        "Three years before, [Tom] sat.",
        "At the same moment [Jane] sat.",
        "[Jane] walked.",
    )
    assert [own.when for own in found] == [
        When.FIRST,
        When.LATER,
        When.EARLIER,
        When.SAME_TIME,
        When.UNKNOWN,
    ]
    assert [own.order for own in found] == [3, 4, 1, 1, 2]
    assert found[0].when_confidence == 1.0
    assert all(own.when_confidence > 0.6 for own in found[1:4])


def test_what_nothing_speaks_for_is_unknown_and_goes_on_in_the_order_of_the_telling() -> None:
    found = scenes("[Emma] came.", "[Tom] sat.", "[Jane] left.", by=weights({}, {}))
    assert [own.when for own in found] == [When.FIRST, When.UNKNOWN, When.UNKNOWN]
    assert [own.order for own in found] == [1, 2, 3]
    assert found[1].when_confidence == pytest.approx(0.75)
    assert all(own.time is None for own in found)


def test_a_flashback_is_moved_before_and_the_telling_returns_by_its_company() -> None:
    found = scenes(
        "[Emma] came. [Jane] sat.", "Three years before, [Tom] left.", "[Emma] sat. [Jane] walked."
    )
    assert [own.order for own in found] == [2, 1, 3]


def test_it_returns_by_its_speech_too() -> None:
    talk = "“Come,” said [Tom]. “I left [Jane] there,” said [Emma]."
    found = scenes(talk, "Three years before, [Tom] left [Emma]. [Tom] sat. [Emma] walked.", talk)
    assert [own.order for own in found] == [2, 1, 3]


def test_a_story_told_backwards() -> None:
    found = scenes("[Emma] came.", "The day before, [Tom] sat.", "A year earlier [Jane] left.")
    assert [own.order for own in found] == [3, 2, 1]


def test_the_words_that_tell_when_a_scene_is() -> None:
    text, notes, cast = told(
        "At nine o’clock [Emma] came. [Emma] sat ten minutes.", "“I left yesterday,” said [Emma]."
    )
    (scene,) = tell_story(text, notes, cast, OWN).scenes
    assert scene.time is not None
    assert text.content[scene.time.start : scene.time.end] == "nine o’clock"
    assert (scene.time.value, scene.time.spoken) == ("T09:00", False)


def test_a_time_that_is_only_spoken_of_is_not_that_of_the_scene() -> None:
    (scene,) = scenes("“I left yesterday,” said [Emma].")
    assert scene.time is None


def test_letters_are_in_the_order_of_the_dates_over_them() -> None:
    letter = "I sat in [the house|FAC]. It rained, and I walked, and I saw it rain."
    page = ["# 20 March", letter, "# 2 March", letter, "# 31 March", letter]
    first, second, third = tell_story(*told(*page), None).scenes
    assert [own.when for own in (first, second, third)] == [When.FIRST, When.EARLIER, When.LATER]
    assert [own.order for own in (first, second, third)] == [2, 1, 3]
    assert second.time is not None
    assert second.time.value == "XXXX-03-02"


@pytest.mark.parametrize(
    "page", [("It rained.",), ("“Go.”",), ("“Go.”", "* * *", "“I will.”"), ("…", "* * *", "—")]
)
def test_any_page_has_times_that_make_sense(page: tuple[str, ...]) -> None:
    found = tell_story(*told(*page), None).scenes
    assert [own.when for own in found][:1] == [When.FIRST]
    assert sorted({own.order for own in found}) == list(range(1, max(own.order for own in found) + 1))


def test_with_the_weights_that_ship_meanwhile_is_the_same_time_and_years_before_is_earlier() -> None:
    first = "[Emma] sat in [the house|FAC]. [Jane] came."
    (_, second) = scenes(first, "Meanwhile, [Tom] walked.", by=None)
    assert second.when is When.SAME_TIME
    (_, second) = scenes(first, "Three years before, [Tom] had left. He had walked. He had sat.", by=None)
    assert second.when is When.EARLIER
    (_, second) = scenes(first, "The next morning [Emma] walked.", by=None)
    assert second.when is When.LATER
