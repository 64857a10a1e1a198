"""Texts of kinds that no novel is: sensible answers, in time that grows with their length alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fabula.pipeline import plain_text, read_text
from fabula.types import Cast, NarrativePerson
from tests.end_to_end import hard_texts as hard

pytestmark = pytest.mark.model


def cast(content: str) -> Cast:
    return read_text(plain_text(Path("hard.txt"), content)).cast


def speakers(content: str) -> list[str | None]:
    """The names of who speaks each line, None where that is open."""
    found = cast(content)
    return [None if q.speaker is None else found.entities[q.speaker - 1].name for q in found.quotes]


def test_one_voice() -> None:
    found = cast(hard.SOLILOQUY)
    (own,) = found.narrations
    assert own.person is NarrativePerson.FIRST
    assert [q.speaker for q in found.quotes] == [own.narrator] * 3


def test_fifty_in_one_room() -> None:
    people = hard.names(50)
    content = hard.conversation(people, 150, tagged=1)
    found = speakers(content)
    assert len(found) == 150
    right = sum(
        name is not None and name.split()[0] == who.split()[0]
        for name, who in zip(found, people * 3, strict=True)
    )
    assert right >= 135


def test_nothing_but_dialogue() -> None:
    found = cast(hard.dialogue(40))
    assert len(found.quotes) == 40
    assert not any(own.narrator for own in found.entities)


def test_nothing_but_narration() -> None:
    found = cast(hard.narration(["Ada Birch", "Bram Crane"], 40))
    assert not found.quotes
    assert {own.name.split()[0] for own in found.entities if own.mentions >= 10} == {"Ada", "Bram"}


def test_verse() -> None:
    assert "the widow" in speakers(hard.VERSE)


def test_a_play_and_a_chat() -> None:
    assert [name and name.capitalize() for name in speakers(hard.PLAY)] == ["Ada", "Bram"] * 3
    assert speakers(hard.CHAT) == ["ada_7", "bram.b"] * 3


def test_every_name_an_epithet() -> None:
    assert speakers(hard.EPITHETS)[:2] == ["the redhead", "the taller man"]


def test_one_name_for_two_people() -> None:
    assert len(speakers(hard.NAMESAKES)) == 4


@pytest.mark.parametrize(
    "content", ["", "\n", "“", "”…“", "—", "* * *", "“”", "I", "“No.”", "Ada\n\nAda\n\nAda"]
)
def test_next_to_nothing(content: str) -> None:
    assert isinstance(cast(content), Cast)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("made", "size"),
    [
        (lambda n: hard.conversation(hard.names(4), n), 1000),
        (lambda n: hard.chapter(hard.names(6), n), 12_000),
        (hard.book, 300),
    ],
    ids=["conversation", "chapter", "people"],
)
def test_twice_the_length_takes_twice_the_time(made: Callable[[int], str], size: int) -> None:
    def spent(times: int) -> float:
        start = time.process_time()
        cast(made(size * times))
        return time.process_time() - start

    spent(1)
    assert spent(2) < 3.0 * min(spent(1) for _ in range(2))
