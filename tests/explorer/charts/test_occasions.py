"""The columns of the storyline: scenes or chapters, in the order of the telling or of the story."""

from __future__ import annotations

from fabula.explorer.charts.occasions import MOST_COLUMNS, occasions
from fabula.layouts.companies import companies
from tests.explorer.charts.stories import CROSSED, Told, telling


def test_a_column_is_a_scene() -> None:
    told = telling(CROSSED)
    found = occasions(told, told.people, by_scene=True, by_story=False)
    assert [own.number for own in found] == list(range(1, 9))
    assert found[0].placed == "the mill"
    assert [len(group) for group in found[4].groups] == [3]


def test_a_column_is_a_chapter_in_which_several_companies_meet() -> None:
    told = telling(CROSSED)
    found = occasions(told, told.people, by_scene=False, by_story=False)
    assert [own.title for own in found] == [
        "Chapter 1, scenes 1 to 2",
        "Chapter 2, scenes 3 to 4",
        "Chapter 3, scenes 5 to 6",
        "Chapter 4, scenes 7 to 8",
    ]
    assert [len(group) for group in found[0].groups] == [2, 2]
    assert found[0].shares == {1: 0.5, 2: 0.5, 3: 0.5, 4: 0.5}
    assert found[0].number is None


def test_the_order_of_the_story() -> None:
    told = telling(CROSSED)
    found = occasions(told, told.people, by_scene=True, by_story=True)
    assert [own.number for own in found] == [1, 2, 5, 3, 4, 6, 7, 8]


def test_those_who_are_mostly_apart_are_no_company() -> None:
    assert companies([(1, 2), (1, 2), (3,), (3,), (3,), (2, 3)]) == ((1, 2), (3,))
    assert companies([(1, 2, 3)]) == ((1, 2, 3),)
    assert companies([]) == ()


def test_only_chosen_people_are_in_the_columns() -> None:
    told = telling(CROSSED)
    found = occasions(told, told.people[:1], by_scene=True, by_story=False)
    assert {person for own in found for group in own.groups for person in group} == {told.people[0].id}


def test_doubtful_people_are_known() -> None:
    told = telling([Told(("Ada", "Bo"), sure=0.45), Told(("Ada", "Bo"))])
    found = occasions(told, told.people, by_scene=True, by_story=False)
    assert [sorted(own.doubtful) for own in found] == [[1, 2], []]


def test_thousands_of_scenes_are_put_together() -> None:
    told = telling([Told(("Ada", "Bo"))] * (3 * MOST_COLUMNS))
    found = occasions(told, told.people, by_scene=True, by_story=False)
    assert len(found) == MOST_COLUMNS
    assert found[1].title.endswith("scenes 4 to 6")
