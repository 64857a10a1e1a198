"""Numbers of entities stay with those whom they are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fabula.types import Cast, Work
from fabula.world.alignment import Moves
from fabula.world.numbering import Earlier, Former, kept_numbers, renumbered
from tests.builders import small_work


def known(
    before: Work, after: Cast, content: str | None = None, former: Sequence[Former] = ()
) -> dict[int, int]:
    text = before.text.content
    moves = Moves(text, text if content is None else content)
    return kept_numbers(Earlier.of(before.cast), after, moves, former)


def joined(cast: Cast, gone: int, into: int) -> Cast:
    return replace(
        cast,
        entities=tuple(each for each in cast.entities if each.id != gone),
        mentions=tuple(replace(m, entity=into) if m.entity == gone else m for m in cast.mentions),
        quotes=tuple(replace(q, speaker=into) if q.speaker == gone else q for q in cast.quotes),
    )


def all_of(cast: Cast, number: int) -> Former:
    mentions = tuple((m.start, m.end) for m in cast.mentions if m.entity == number)
    return Former(number, mentions, tuple((q.start, q.end) for q in cast.quotes if q.speaker == number))


def test_somebody_of_another_name_is_known_by_the_mentions() -> None:
    work = small_work()
    people = tuple(replace(each, name=f"Another {each.id}") for each in work.cast.entities)
    assert known(work, replace(work.cast, entities=people)) == {n: n for n in range(1, 6)}


def test_of_two_who_are_joined_the_one_with_more_gives_the_number() -> None:
    work = small_work()
    assert known(work, joined(work.cast, 3, 2))[2] == 3, "Ned has a line, and Tom has none"


def test_who_is_taken_apart_again_has_the_old_number_back() -> None:
    work = small_work()
    for gone, into in ((2, 3), (3, 1), (2, 1), (5, 3)):
        both = replace(work, cast=joined(work.cast, gone, into))
        former = [all_of(work.cast, gone)]
        assert known(both, work.cast, former=former) == {n: n for n in range(1, 6)}


def test_who_is_one_still_has_not_the_number_of_whom_he_took_in() -> None:
    work = small_work()
    both = replace(work, cast=joined(work.cast, 2, 3))
    assert known(both, both.cast, former=[all_of(work.cast, 2)]) == {n: n for n in (1, 3, 4, 5)}


def test_who_has_less_than_half_of_somebody_former_is_new() -> None:
    work = small_work()
    both = replace(work, cast=joined(work.cast, 3, 1))
    own = all_of(work.cast, 3)
    elsewhere = tuple((m.start, m.end) for m in work.cast.mentions if m.entity != 3) * 2
    former = Former(3, own.mentions + elsewhere, own.lines)
    assert 3 not in known(both, work.cast, former=[former])


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
