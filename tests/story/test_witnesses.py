from __future__ import annotations

from fabula.story.witnesses import WITNESS, Witnesses
from tests.story.knowing import Page, page

ROOM = (
    "[Emma] came. [Tom] sat.",
    "“The house burns,” said [Emma].",
    "“And [Jane] knows nothing.”",
    "[Tom] left.",
    "“It was the cook,” said [Emma].",
    "[Jane] came.",
)


def features(own: Page, words: str, *names: str) -> dict[str, float]:
    found = Witnesses(own.passages, own.story).features({own.who(name) for name in names}, own.at(words))
    return dict(zip(WITNESS, found.tolist(), strict=True))


def room() -> Page:
    return page(*ROOM, there=[("Emma came", ["Emma", "Tom"])], to={"burns": ["Tom"], "cook": []})


def test_who_says_a_line_and_who_hears_it() -> None:
    assert features(room(), "house burns", "Emma")["speaks"] == 0.9
    assert features(room(), "house burns", "Tom")["said to"] == 1.0
    assert features(room(), "house burns", "Jane")["said to others"] == 1.0


def test_one_who_has_left_and_one_who_comes_later() -> None:
    gone, late = features(room(), "It was the cook", "Tom"), features(room(), "It was the cook", "Jane")
    assert gone["left lately"] == 1.0
    assert late["comes soon"] == 1.0
    assert features(room(), "house burns", "Tom")["left lately"] == 0.0


def test_one_who_is_spoken_of_shows_on_neither_side() -> None:
    own = page("[Emma] sat.", "“[Jane] is ill,” said [Emma].", there=[("Emma sat", ["Emma"])])
    found = features(own, "is ill", "Jane")
    assert found["spoken of in the line"] == found["shown on neither side"] == 1.0
    assert features(own, "is ill", "Emma")["shown before in the scene"] == 1.0


def test_the_scene_says_who_is_there() -> None:
    found = features(room(), "house burns", "Tom")
    assert found["in the scene"] == found["there"] == 0.9
    assert features(room(), "house burns", "Jane")["in the scene"] == 0.0


def test_several_who_stand_for_one_show_together() -> None:
    found = features(room(), "It was the cook", "Tom", "Jane")
    assert found["not shown after"] == 0.0
    assert features(room(), "It was the cook", "Tom")["not shown after"] == 1.0


def test_a_story_without_a_scene_has_nobody_in_one() -> None:
    found = features(page(*ROOM), "house burns", "Tom")
    assert found["in the scene"] == found["shown before in the scene"] == 0.0
    assert found["shown before"] > 0.0
