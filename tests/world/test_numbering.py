"""Numbers of entities stay with those whom they are of."""

from __future__ import annotations

from dataclasses import replace

from fabula.types import Cast, Work
from fabula.world.alignment import Moves
from fabula.world.numbering import Earlier, kept_numbers, renumbered
from tests.builders import small_work


def known(before: Work, after: Cast, content: str | None = None) -> dict[int, int]:
    text = before.text.content
    return kept_numbers(Earlier.of(before.cast), after, Moves(text, text if content is None else content))


def test_somebody_of_another_name_is_known_by_the_mentions() -> None:
    work = small_work()
    people = tuple(replace(each, name=f"Another {each.id}") for each in work.cast.entities)
    assert known(work, replace(work.cast, entities=people)) == {n: n for n in range(1, 6)}


def test_of_two_who_are_joined_the_one_with_more_gives_the_number() -> None:
    work = small_work()
    both = replace(
        work.cast,
        entities=tuple(each for each in work.cast.entities if each.id != 3),
        mentions=tuple(replace(each, entity=2) if each.entity == 3 else each for each in work.cast.mentions),
        quotes=tuple(replace(each, speaker=2) if each.speaker == 3 else each for each in work.cast.quotes),
    )
    assert known(work, both)[2] == 3, "Ned has a line, and Tom has none"


def test_who_has_no_mention_left_is_known_by_the_name() -> None:
    work = small_work()
    bare = replace(work.cast, mentions=(), quotes=())
    assert known(work, bare) == {n: n for n in range(1, 6)}


def test_mentions_are_followed_into_a_new_draft() -> None:
    work = small_work()
    more = "It had been a quiet week until then.\n\n"
    shift = len(more)
    moved = replace(
        work.cast,
        entities=tuple(replace(each, name=f"No. {each.id}") for each in work.cast.entities),
        mentions=tuple(
            replace(each, start=each.start + shift, end=each.end + shift) for each in work.cast.mentions
        ),
        quotes=(),
    )
    assert known(work, moved, more + work.text.content) == {n: n for n in range(1, 6)}


def test_a_cast_under_other_numbers_is_the_same_cast() -> None:
    cast = small_work().cast
    other = renumbered(cast, {1: 10, 2: 20, 3: 30}, fresh=40)
    assert [each.id for each in other.entities] == [10, 20, 30, 40, 41]
    assert {each.entity for each in other.mentions} == {None, 10, 20, 30, 40, 41}
    assert [(each.speaker, each.addressees) for each in other.quotes] == [(10, (30,)), (30, (10, 20))]
    assert other.narrations[1].narrator == 41
