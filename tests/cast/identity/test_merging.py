from __future__ import annotations

from fabula.cast.figures import Attribution
from fabula.cast.identity.merging import merge, regrouped, renamed
from tests.cast.identity.pairs import Drafted
from tests.cast.scenes import tell


def test_all_that_is_known_of_one_goes_to_the_other() -> None:
    scene = tell(
        "[The nurse] came. [Emma] sat.",
        "“No,” said [the nurse].",
        "“Yes,” said [Emma]. [She] rose.",
        links={"the nurse": "The nurse", "She": "Emma"},
    )
    told = Drafted(scene)
    nurse, emma = told.figure("The nurse"), told.figure("Emma")
    assert nurse != emma
    merge(told.book, told.resolution, {nurse: emma})
    assert told.resolution.figures[nurse].mentions == []
    assert told.resolution.figures[emma].mentions == [
        scene.labels[n] for n in ("The nurse", "Emma", "the nurse", "Emma 2", "She")
    ]
    assert told.figure("the nurse") == emma
    assert told.resolution.figures[emma].genders["she"] > 0
    assert told.resolution.links
    assert not any(nurse in who for who in told.resolution.links.values())
    assert [own.speaker for own in renamed(told.said, {nurse: emma})] == [emma, emma]


def test_nothing_is_changed_where_all_are_two() -> None:
    told = Drafted(tell("[The nurse] came. [Emma] sat."))
    before = list(told.resolution.mention_figure)
    merge(told.book, told.resolution, {})
    assert told.resolution.mention_figure == before


def test_one_who_was_taken_for_two_does_not_speak_to_herself() -> None:
    own = Attribution(0, addressees=(1, 2), confidence=1.0, shares={0: 0.5, 1: 0.25, 2: 0.25})
    (found,) = renamed([own], {1: 0})
    assert (found.speaker, found.addressees) == (0, (2,))
    assert found.shares == {0: 0.75, 2: 0.25}
    assert renamed([own], {}) == [own]


def test_a_group_has_each_member_once() -> None:
    assert regrouped({9: (1, 0, 2), 1: (3,)}, {1: 0}) == {9: (0, 2), 0: (3,)}
