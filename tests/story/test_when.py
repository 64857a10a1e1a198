from __future__ import annotations

import numpy as np
import pytest

from fabula.story.steps import cut
from fabula.story.times import Kind, expressions
from fabula.story.when import CLASSES, TIME, WHEN, Opening, spread, time_features, told_in, when_features
from fabula.types import When
from tests.story.pages import laid_out


def when(*page: str) -> dict[str, float]:
    """The features of the last paragraph, every paragraph being a scene."""
    document = laid_out(*page)
    found = expressions(document)
    stretches = cut(document, dict.fromkeys(range(len(document.paragraphs)), 1.0))
    openings = [Opening(document, own, found) for own in stretches]
    return dict(zip(WHEN, when_features(openings, len(openings) - 1), strict=True))


def time(page: str, words: str) -> dict[str, float]:
    """The features of the expression that has some words."""
    document = laid_out(page)
    found = expressions(document)
    end = len(document.starts)
    own = next(one for one in found if document.text.content[document.starts[one.first] :].startswith(words))
    return dict(zip(TIME, time_features(document, own, told_in(found, 0, end), 0, end), strict=True))


@pytest.mark.parametrize(
    ("opening", "feature"),
    [
        ("The next morning [Emma] sat.", "leads on, in the first clause"),
        ("Three years before, [Emma] sat.", "leads back, in the first clause"),
        ("At nine o’clock [Emma] sat.", "an hour or a part of the day"),
        ("On Monday [Emma] sat.", "a date"),
        ("When she was nine, [Emma] sat.", "an age"),
        ("Every morning [Emma] sat.", "again and again"),
        ("At the same moment [Emma] sat.", "at the same time"),
        ("Meanwhile [Emma] sat.", "opens with meanwhile"),
        ("For three days [Emma] sat.", "a length of time"),
        ("For ten minutes [Emma] sat.", "a length of moments"),
        ("Then [Emma] sat.", "opens with going on"),
        ("[Tom] sat.", "nobody of the scene before"),
        ("“Come in,” said [Emma].", "opens with speech"),
    ],
)
def test_what_an_opening_says(opening: str, feature: str) -> None:
    assert when("[Emma] came.", "[Jane] sat.", opening)[feature] == 1.0
    assert when("[Emma] came.", "[Jane] sat.", "[Jane] sat.")[feature] == 0.0


def test_a_flashback_opens_in_the_past_perfect() -> None:
    features = when("[Emma] sat. She came.", "[Emma] had left. She had sat. She had walked.")
    assert features["past perfect begins"] > 0.2
    assert features["past perfect ends"] == 0.0
    assert when("[Emma] had left. She had sat.", "[Emma] came.")["past perfect ends"] > 0.2


def test_times_of_speech_tell_nothing_unless_all_of_a_scene_is_speech() -> None:
    spoken = when("[Emma] came.", "“I left three years before,” said [Emma]. She sat and sat and sat.")
    assert spoken["leads back"] == 0.0
    tale = when("[Emma] came.", "“I left three years before, and I came to a house, and I sat there.”")
    assert (tale["leads back"], tale["a tale in speech begins"]) == (1.0, 1.0)


def test_printed_breaks_are_seen() -> None:
    assert when("[Emma] came.", "* * *", "[Emma] sat.")["printed break"] == 1.0


def test_what_tells_the_time_of_a_scene_stands_early_and_in_narration() -> None:
    page = "At nine o’clock [Emma] came. “I left yesterday,” said [Emma]."
    first, second = time(page, "nine"), time(page, "yesterday")
    assert first["kind: clock time"] == first["first of the scene"] == first["after a preposition"] == 1.0
    assert second["kind: shift"] == second["in speech"] == second["leads back"] == 1.0
    assert first["how far in"] < second["how far in"]
    assert set(TIME) >= {f"kind: {kind.value}" for kind in Kind}


def test_probabilities_add_up_to_one() -> None:
    weights = np.zeros((len(CLASSES), len(WHEN)))
    weights[CLASSES.index(When.LATER), 0] = 1000.0
    found = spread(np.ones(len(WHEN)), weights)
    assert found.sum() == pytest.approx(1.0)
    assert found[CLASSES.index(When.LATER)] == pytest.approx(1.0)
