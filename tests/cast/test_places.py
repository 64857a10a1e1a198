from __future__ import annotations

import pytest

from fabula.cast.places import settled_types
from fabula.types import EntityType, MentionForm
from tests.cast.scenes import tell

PERSON, PLACE = EntityType.PERSON, EntityType.PLACE


def settled(places: int, people: int, *others: str, speaking: tuple[int, ...] = ()) -> EntityType:
    """The type of the first of so many mentions of Netherby, of which some are a place's to the model."""
    words = ["Netherby"] * (people + places) + list(others)
    types = [PERSON] * people + [PLACE] * places + [PERSON] * len(others)
    return settled_types(types, [MentionForm.NAME] * len(words), words, speaking)[0]


def test_a_name_that_is_often_a_places_is_a_places_throughout() -> None:
    assert settled(8, 20) is PLACE


@pytest.mark.parametrize(("places", "people"), [(3, 2), (8, 60), (0, 5)])
def test_a_slip_or_two_make_no_place_of_anybody(places: int, people: int) -> None:
    assert settled(places, people) is PERSON


@pytest.mark.parametrize(
    ("bearer", "kind"), [("Mr. Netherby", PERSON), ("Mr. Cole of Netherby", PLACE), ("Ann Netherby", PLACE)]
)
def test_a_name_that_is_borne_behind_a_title_is_a_persons_too(bearer: str, kind: EntityType) -> None:
    assert settled(8, 20, bearer) is kind


@pytest.mark.parametrize(("lines", "kind"), [(1, PLACE), (3, PERSON)])
def test_one_who_speaks_is_no_place(lines: int, kind: EntityType) -> None:
    assert settled(8, 20, speaking=tuple(range(lines))) is kind


def test_a_description_keeps_its_type() -> None:
    forms = [MentionForm.NOMINAL] + [MentionForm.NAME] * 8
    assert settled_types([PERSON] + [PLACE] * 8, forms, ["netherby"] * 9)[0] is PERSON


def test_nobody_is_made_of_a_house() -> None:
    page = ["[Ann] came. [Netherby] was glad."] + ["[Ann] left [Netherby|GPE]."] * 8
    assert "PERSON" not in {
        m.type.name for m in tell(*page).read().cast.mentions if m.entity and m.start == len("Ann came. ")
    }
