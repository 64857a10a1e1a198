"""The dead who act, and those who may."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fabula.types import FindingKind, Realis, Scene, SceneMode, When
from tests.story.findings.marked import Marked, marked

AWAY = "The road ran on between the hedges and over the hill. " * 5


def dying(*after: str) -> Marked:
    return marked("[Tom] died in the barn.", AWAY, *after).does("Tom", "died", "die")


def test_the_dead_do_not_laugh() -> None:
    (message,) = dying("[Tom] laughed at them.").does("Tom", "laughed", "laugh").alarms(FindingKind.DEAD)
    assert message == "Tom is dead (“Tom died”) and still acts: “Tom laughed”."


def test_whoever_is_killed_is_dead_and_is_not_heard() -> None:
    own = marked("They had killed [Tom].", AWAY, "[Ann] could hear [Tom] laughing.")
    own.does("", "killed", "kill", "Tom").does("Tom", "laughing", "laugh", realis=Realis.HYPOTHETICAL)
    assert own.alarms(FindingKind.DEAD)


def test_the_dead_have_no_lines() -> None:
    own = dying("“Good day,” said [Tom].")
    said = own.mentions[-1]
    own.quotes = (
        replace(
            own.quotes[0],
            speaker=own.entities["Tom"],
            speaker_mention=(said.start, said.end),
            confidence=0.97,
        ),
    )
    assert own.alarms(FindingKind.DEAD)


@pytest.mark.parametrize(
    "after",
    [
        "The ghost of [Tom] laughed.",
        "In her dream [Tom] laughed.",
        "[Tom] had often laughed.",
        "If only [Tom] laughed.",
        "[Ann] laughed.",
    ],
)
def test_ghosts_dreams_and_what_was_before_are_none(after: str) -> None:
    who = "Ann" if "[Ann]" in after else "Tom"
    assert not dying(after).does(who, "laughed", "laugh").alarms(FindingKind.DEAD)


def test_a_death_that_is_feared_is_none() -> None:
    own = marked("[Tom] feared to be killed.", AWAY, "[Tom] laughed.")
    own.does("", "killed", "kill", "Tom", Realis.HYPOTHETICAL).does("Tom", "laughed", "laugh")
    assert not own.alarms(FindingKind.DEAD)


def test_a_scene_that_goes_back_is_none() -> None:
    own = dying("[Tom] laughed at them.").does("Tom", "laughed", "laugh")
    cut = own.span("[Tom] laughed"[1:4] + " laughed")[0]
    first = Scene(0, 0, cut, SceneMode.SCENE, None, None, 0.0, (), None, 0.0, 1.0, order=1)
    back = replace(first, id=1, start=cut, end=len(own.content), when=When.EARLIER, order=0)
    own.scenes = (first, back)
    assert not own.alarms(FindingKind.DEAD)


def test_a_flashback_on_the_way_excuses_nobody() -> None:
    own = dying("It was long before.", "[Tom] laughed at them.").does("Tom", "laughed", "laugh")
    a, b = own.span("It was")[0], own.span("Tom laughed")[0]
    first = Scene(0, 0, a, SceneMode.SCENE, None, None, 0.0, (), None, 0.0, 1.0, order=1)
    back = replace(first, id=1, start=a, end=b, when=When.EARLIER, order=0)
    own.scenes = (first, back, replace(first, id=2, start=b, end=len(own.content), when=When.LATER, order=2))
    assert own.alarms(FindingKind.DEAD)


def test_a_lively_word_near_by_is_no_ghost() -> None:
    own = dying("[Tom] laughed in good spirits.").does("Tom", "laughed", "laugh")
    assert own.alarms(FindingKind.DEAD)


def test_one_who_was_called_alive_before_is_dead_all_the_same() -> None:
    own = marked("[Tom] was the shyest man alive.", AWAY, "[Tom] died.", AWAY, "[Tom] laughed.")
    own.does("Tom", "died", "die").does("Tom", "laughed", "laugh")
    assert own.alarms(FindingKind.DEAD)


def test_who_was_seen_lately_is_not_dead() -> None:
    (found,) = dying("“[Tom] had it on not an hour since.”").candidates(FindingKind.DEAD)
    assert found.signs["did something lately"] == 1.0
    (found,) = dying("She had to go in with [Tom].").candidates(FindingKind.DEAD)
    assert found.signs["one is beside the dead"] == 1.0
    assert not dying("“[Tom] died last night.”").candidates(FindingKind.DEAD)
    assert not dying("They told her what was wrong with [Tom].").candidates(FindingKind.DEAD)
