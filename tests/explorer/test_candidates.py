from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from fabula.explorer.candidates import same_as
from fabula.types import Entity, EntityType


def asked(*people: Entity) -> Any:
    """What a request asks for, as far as candidates look at it."""
    found = [each for each in people if each.is_character]
    return SimpleNamespace(reading=SimpleNamespace(entities=people, characters=found))


def test_another_of_the_same_name_is_the_first_who_may_be_the_same() -> None:
    guest = Entity(1, EntityType.PERSON, "the guest", ("her lodger",), mentions=9)
    rare = Entity(2, EntityType.PERSON, "a lodger", (), mentions=2)
    also = Entity(3, EntityType.PERSON, "the guest", (), mentions=5)
    others = [Entity(number, EntityType.PERSON, f"the guest of {number}") for number in range(4, 8)]
    assert [each.id for each in same_as(asked(guest, *others, rare, also), guest)][:2] == [3, 2]


def test_nobody_is_the_same_as_a_place() -> None:
    ann = Entity(1, EntityType.PERSON, "Ann Lamb", ("Ann",), mentions=9)
    house = Entity(2, EntityType.FACILITY, "Ann's house", ("Ann",), mentions=4)
    home = Entity(3, EntityType.FACILITY, "the house", (), mentions=4)
    firm = Entity(4, EntityType.ORGANISATION, "Ann and Sons", ("Ann",), mentions=1)
    everybody = asked(ann, house, home, firm)
    assert [each.id for each in same_as(everybody, ann)] == [4]
    assert [each.id for each in same_as(everybody, house)] == [3]


def test_one_who_hides_under_another_name_is_offered_and_no_article_makes_two_alike() -> None:
    count = Entity(1, EntityType.PERSON, "the Count", ("this visitor",), mentions=9)
    agent = Entity(2, EntityType.PERSON, "this agent", ("the agent",), mentions=2)
    guest = Entity(3, EntityType.PERSON, "your visitor", (), mentions=2)
    others = [
        Entity(number, EntityType.PERSON, f"Doe {number}", mentions=80 - number) for number in range(4, 7)
    ]
    king = Entity(9, EntityType.PERSON, "the King", (), mentions=50)
    people = asked(*others, king, count, agent, guest)
    assert [each.id for each in same_as(people, count)] == [3, 4, 5, 6, 9]
