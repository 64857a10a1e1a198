from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from fabula.cast.aliases import aliases
from fabula.cast.coreference import resolve_mentions
from fabula.cast.evidence import People
from fabula.cast.figures import Attribution
from tests.cast.scenes import tell

REST = "It rained all day, and the water rose in the fields until nobody could cross them on foot. "
"""Words that part one passage from the next."""
CALLED = "“Come in, [Harry],” said [Ann]. Then [Lord Henry] came in at last."
TOLD = "[Mr. Nye] was in the garden. | [Paul] walked up and down."


Links = Mapping[str, str | Mapping[str, float]]


def found(
    passage: str,
    times: int,
    links: Links | None = None,
    extra: Sequence[str] = (),
    *same: tuple[str, str],
) -> list[tuple[str, str]]:
    """Which figures of so many passages are one, by name; at first every name is a person.

    A bar in a passage parts two paragraphs.
    """
    scene = tell(*f"{passage} {REST * 12}".split(" | ") * times, *extra, links=links)
    book = scene.book
    texts = sorted({name.text for name in book.names.values()})
    first = {other: one for one, other in same}
    number = {i: texts.index(first.get(name.text, name.text)) for i, name in book.names.items()}
    people = People(number, {})
    resolution = resolve_mentions(book, people, -1)
    said = []
    for row in range(len(book.notes.quotations)):
        tag = book.plain_tags[row]
        figure = resolution.mention_figure[tag] if tag >= 0 else -1
        said.append(Attribution(figure, tag, confidence=1.0))
    other = aliases(book, resolution, said, people.next)
    return [(min(texts[n], texts[m]), max(texts[n], texts[m])) for n, m in other.items()]


def linked(one: str, other: str, times: int) -> Links:
    """Links of so many mentions of a name to those of another before them."""
    numbers = ["", *(f" {k}" for k in range(2, times + 1))]
    return {f"{one}{number}": {f"{other}{number}": 0.4} for number in numbers}


def test_a_name_in_the_mouths_of_others_is_the_one_of_the_telling() -> None:
    assert found(CALLED, 8) == [("Harry", "Lord Henry")]


def test_a_few_passages_tell_nothing() -> None:
    assert found(CALLED, 4) == []


def test_two_names_of_the_telling_need_links_and_many_passages() -> None:
    assert found(TOLD, 18, linked("Paul", "Mr. Nye", 18)) == [("Mr. Nye", "Paul")]
    assert found(TOLD, 8, linked("Paul", "Mr. Nye", 8)) == []
    assert found(TOLD, 18) == []


@pytest.mark.parametrize(
    "passage",
    [
        "“Come in, [Harry],” said [Ann]. [Lord Henry] waved to [Harry].",
        "“Come in, [Harry],” said [Lord Henry].",
        "“Where is [Harry]?” said [Lord Henry].",
        "“Come in, [Harry] and [Lord Henry],” said [Ann].",
    ],
)
def test_two_who_meet_are_two(passage: str) -> None:
    assert found(passage, 8) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harry", "Lord Paul"),
        ("Miss Cole", "Miss Nye"),
        ("Ruth Cole", "Mr. Nye"),
        ("the Captain|name", "Mr. Nye"),
    ],
)
def test_names_that_do_not_complete_each_other_are_two_peoples(one: str, other: str) -> None:
    assert found(f"“Come in, [{one}],” said [Ann]. Then [{other}] came in at last.", 8) == []


def test_pronouns_tell_two_apart() -> None:
    passage = "“Come in, [Harry],” said [Ann]. “[He] is late.” [Miss Cole] came in at last. | [She] sat down."
    assert found(passage, 8, links={"He": "Harry", "She": "Miss Cole"}) == []


def test_a_married_woman_may_have_another_surname_by_birth() -> None:
    passage = "“Come in, [Charlotte],” said [Ann]. Then [Mrs. Cole] came in at last."
    assert found(passage, 8, extra=["“[Charlotte Nye],” said [Ann]."]) == [("Charlotte", "Mrs. Cole")]


def test_one_of_two_rivals_is_nobody() -> None:
    passage = "“Come in, [Harry],” said [Ann]. Then [Mr. Cole] came in at last. | [Mr. Nye] came too."
    assert found(passage, 8) == []


def test_a_lord_is_a_rival_for_his_surname_even_where_it_has_a_mr() -> None:
    page, links = "[Nye] rose. | [Paul] sat down.", linked("Paul", "Nye", 18)
    called = ["“[Mr. Nye],” said [Ann]."] * 5
    assert found(page, 18, links, called, ("Nye", "Mr. Nye")) == [("Nye", "Paul")]
    called += ["“[Lord John Nye],” said [Ann]."] * 2
    page += " | [Jack] stood."
    assert found(page, 18, links, called, ("Nye", "Mr. Nye"), ("Jack", "Lord John Nye")) == []
