"""Who is meant by a name that several bear: all of them are looked at, the main ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from fabula.errors import FabulaError
from fabula.reading import Reading
from fabula.types import Cast, Entity, EntityType, Mention, MentionForm, Quote, Work
from fabula.world import World
from fabula.world.names import Bearer, Role, main_bearers
from tests.builders import plain_work

Person = tuple[str, Sequence[str], int]
"""A shown name, other names, lines spoken."""


def book(people: Sequence[Person], *, source: str = "book.txt", spoken_to: int | None = None) -> Work:
    """A work of these people, numbered from 1, and their lines one after another."""
    content = "“Aye.” " * sum(lines for _, _, lines in people)
    speakers = [number for number, (_, _, lines) in enumerate(people, start=1) for _ in range(lines)]
    to = () if spoken_to is None else (spoken_to,)
    quotes = tuple(
        Quote(at + 1, ((7 * at, 7 * at + 6),), speaker, None, to, 0.9) for at, speaker in enumerate(speakers)
    )
    entities = tuple(
        Entity(number, EntityType.PERSON, name, tuple(aliases), (), max(lines, 1), lines, False, 0)
        for number, (name, aliases, lines) in enumerate(people, start=1)
    )
    work = plain_work(content or "Nothing.", source=source, title=source)
    return replace(work, cast=Cast(entities, (), quotes))


def world(path: Path, *works: Work) -> World:
    """A world with these works in it."""
    for work in works:
        Reading(work).save(path / "w.fabula")
    return World.open(path / "w.fabula")


def speakers(opened: World, name: str, work: int | None = None) -> set[str | None]:
    return {line.speaker for line in opened.quotes(speaker=name, work=work)}


@pytest.mark.parametrize(
    ("people", "asked", "speaks"),
    [
        ([("the captain", (), 0), ("Amos Borch", ("the captain",), 3)], "the captain", {"Amos Borch"}),
        ([("Borch", (), 0), ("Captain Borch", ("Borch",), 3)], "borch", {"Captain Borch"}),
        ([("Borch", (), 6), ("Captain Borch", ("Borch",), 90)], "Borch", {"Borch"}),
        ([("Borch", (), 1), ("Captain Borch", ("Borch",), 9)], "Borch", {"Borch"}),
        ([("Borch", (), 1), ("Captain Borch", ("Borch",), 40)], "Borch", {"Captain Borch"}),
        ([("Borch", (), 0), ("Captain Borch", ("Borch",), 0)], "Borch", set()),
        ([("Borch", (), 0), ("Borch", (), 4)], "Borch", {"Borch"}),
        ([("Ann", ("the cook",), 0), ("Bo", ("the cook",), 0), ("Cy", ("the cook",), 1)], "the cook", {"Cy"}),
    ],
)
def test_whoever_has_lines_is_meant(
    tmp_path: Path, people: list[Person], asked: str, speaks: set[str | None]
) -> None:
    with world(tmp_path, book(people)) as opened:
        assert speakers(opened, asked) == speaks


def test_two_with_lines_stay_in_doubt_and_those_without_are_not_named(tmp_path: Path) -> None:
    people: list[Person] = [("Borch", (), 4), ("Borch", ("Sergeant",), 7), ("Borch", ("Ensign",), 0)]
    with world(tmp_path, book(people)) as opened, pytest.raises(FabulaError) as told:
        opened.quotes(speaker="Borch")
    assert "Borch (#2, also Sergeant, 7 lines) or Borch (#1, 4 lines); give the number" in str(told.value)
    assert "Ensign" not in str(told.value)


def test_whoever_is_spoken_to_is_meant_by_the_name_of_an_addressee(tmp_path: Path) -> None:
    people: list[Person] = [("Borch", (), 5), ("Captain Borch", ("Borch",), 0)]
    with world(tmp_path, book(people, spoken_to=2)) as opened:
        assert len(opened.quotes(addressee="Borch")) == 5
        assert speakers(opened, "Borch") == {"Borch"}


def test_one_work_is_asked_by_its_own_lines(tmp_path: Path) -> None:
    first = book([("Borch", (), 2), ("Captain Borch", ("Borch",), 0)], source="1.txt")
    second = book([("Borch", (), 0), ("Captain Borch", ("Borch",), 3)], source="2.txt")
    with world(tmp_path, first, second) as opened:
        assert speakers(opened, "Borch", 1) == {"Borch"}
        assert speakers(opened, "Borch", 2) == {"Captain Borch"}


def test_everybody_with_a_line_is_listed_who_has_most_of_them_first(tmp_path: Path) -> None:
    people: list[Person] = [("Borch", (), 1), ("Captain Borch", ("Borch",), 3), ("Mrs. Borch", ("Borch",), 0)]
    with world(tmp_path, book(people)) as opened:
        assert [each.name for each in opened.bearers("Borch")] == ["Captain Borch", "Borch"]
        assert opened.bearers("Borch", role=Role.ADDRESSEE) == opened.bearers("Nobody") == []


def test_the_narrator_can_be_asked_for_by_that_word(tmp_path: Path) -> None:
    work = book([("Amos Borch", (), 3), ("Ann", (), 1)])
    people = (replace(work.cast.entities[0], narrator=True), *work.cast.entities[1:])
    told = replace(work, cast=replace(work.cast, entities=people))
    with world(tmp_path, told) as opened:
        assert speakers(opened, "The narrator") == speakers(opened, "narrator") == {"Amos Borch"}
    assert Reading(told).character("narrator").name == "Amos Borch"
    with world(tmp_path, work) as opened, pytest.raises(FabulaError, match="nobody is called 'narrator'"):
        opened.quotes(speaker="narrator")


def test_near_names_are_one_of_each_and_share_more_than_an_article(tmp_path: Path) -> None:
    people: list[Person] = [
        ("Amos Borch", ("Borch", "old Borch"), 3),
        ("the cook", (), 2),
        ("the maid", (), 1),
    ]
    with world(tmp_path, book(people)) as opened:
        for asked, near in (("the borche", "Borch"), ("a cook", "the cook"), ("mister borch", "Borch")):
            with pytest.raises(FabulaError, match=rf"did you mean (\w+ )?{near}\? \["):
                opened.quotes(speaker=asked)


def test_a_reading_finds_whoever_recurs() -> None:
    people: list[Person] = [("the captain", (), 0), ("Amos Borch", ("the captain",), 3)]
    assert Reading(book(people)).character("The Captain").name == "Amos Borch"
    assert Reading(book(people)).character("#1").name == "the captain"


def test_one_of_no_weight_is_found_where_there_is_no_other() -> None:
    alone = Bearer(1, "Tom", "", 0)
    assert main_bearers([alone]) == [alone]
    assert main_bearers([]) == []


def called(people: Sequence[Person], *passing: tuple[str, int]) -> Work:
    """A work of these people that calls them so in passing: the words of each mention, and whose it is."""
    work = book(people)
    content, mentions = work.text.content, list[Mention]()
    for words, number in passing:
        start = len(content) + 1
        content = f"{content} {words}"
        form = MentionForm.NOMINAL
        mentions.append(Mention(start, len(content), EntityType.PERSON, form, number, 0.9))
    text = replace(work.text, content=content)
    return replace(work, text=text, cast=replace(work.cast, mentions=tuple(mentions)))


WYN, MATE = ("Captain Wyn", (), 3), ("Colley", (), 2)


@pytest.mark.parametrize(
    ("people", "passing", "asked"),
    [
        ([WYN, MATE], [("the captain", 1)], "the captain"),
        ([WYN, MATE], [("The Captain", 1)], "captain"),
        ([WYN, MATE], [("the captain", 1)] * 3 + [("the captain", 2)], "the captain"),
        ([WYN, MATE, ("the captain", (), 0)], [("the captain", 1)] * 3, "the captain"),
    ],
)
def test_whoever_a_text_calls_so_in_passing_is_meant(
    tmp_path: Path, people: list[Person], passing: list[tuple[str, int]], asked: str
) -> None:
    work = called(people, *passing)
    with world(tmp_path, work) as opened:
        assert speakers(opened, asked) == {"Captain Wyn"}
    if len(people) == 2:
        assert Reading(work).character(asked).name == "Captain Wyn"


def test_two_whom_a_text_calls_so_stay_in_doubt(tmp_path: Path) -> None:
    work = called([WYN, MATE], ("the sailor", 1), ("the sailor", 2))
    with world(tmp_path, work) as opened:
        told = r"Captain Wyn \(#1\) or Colley \(#2\)"
        with pytest.raises(FabulaError, match=told):
            opened.quotes(speaker="the sailor")
    with pytest.raises(FabulaError, match=told):
        Reading(work).character("the sailor")


def test_a_name_goes_before_what_a_text_says_in_passing(tmp_path: Path) -> None:
    with world(tmp_path, called([WYN, ("the captain", (), 1)], ("the captain", 1))) as opened:
        assert speakers(opened, "the captain") == {"the captain"}
