"""Who is joined, and who is proposed."""

from __future__ import annotations

from fabula.joining import joined_safely, proposals
from tests.joining.people import cast, crew, person


def test_people_of_a_series_are_joined() -> None:
    found = joined_safely(crew(1), crew(11))
    assert {(own.one, own.other) for own in found} == {(k, k + 10) for k in range(1, 6)}


def test_a_bare_surname_is_he_who_has_the_rank_in_the_next_work() -> None:
    found = proposals(crew(1, person(6, "Hux")), crew(11, person(16, "General Hux", "Hux")))
    assert (6, 16) in {(own.one, own.other) for own in found}


def test_a_forename_alone_joins_nobody_of_unrelated_works() -> None:
    one = cast(person(1, "John"), person(2, "Mr. Pettigrew"), person(3, "Sarah Bell"))
    other = cast(person(11, "John"), person(12, "Lady Ashby"), person(13, "Hector Lowe"))
    assert joined_safely(one, other) == proposals(one, other) == []


def test_two_of_one_surname_are_not_exchanged() -> None:
    one = crew(1, person(6, "Miss Garrow"), person(7, "John Garrow"))
    other = crew(11, person(16, "Miss Garrow"), person(17, "John Garrow"))
    found = {(own.one, own.other) for own in joined_safely(one, other)}
    assert not {(6, 17), (7, 16), (5, 16), (5, 17)} & found


def test_a_walk_on_is_not_joined_without_a_person() -> None:
    found = joined_safely(crew(1, person(6, "Silas Wren", mentions=1)), crew(11, person(16, "Silas Wren")))
    # one who speaks recurs, however seldom; one who is told of once does not
    quiet = person(6, "Silas Wren", mentions=1)
    silent = type(quiet)(quiet.id, quiet.type, quiet.name, (), (), 1, 0, False, 0)
    found = joined_safely(crew(1, silent), crew(11, person(16, "Silas Wren")))
    assert (6, 16) not in {(own.one, own.other) for own in found}


def test_works_that_share_somebody_ask_for_less_of_one_of_the_same_name() -> None:
    others = (person(7, "Silas Wren"), person(8, "Hetty Lorne"), person(9, "Mr. Bagley"))
    theirs = (person(17, "Abel Stroud"), person(18, "Jonas Pike"), person(19, "Mrs. Tully"))
    one = cast(
        person(1, "Sherlock Holmes", "Holmes", "Mr. Holmes"), person(2, "Watson"), person(3, "John"), *others
    )
    other = cast(
        person(11, "Sherlock Holmes", "Holmes", "Mr. Holmes"),
        person(12, "Watson"),
        person(13, "John"),
        *theirs,
    )
    found = {(own.one, own.other) for own in joined_safely(one, other)}
    assert (1, 11) in found
    assert (3, 13) not in found  # a mere forename


def test_reasons_are_features_with_what_they_weigh() -> None:
    (first, *_) = joined_safely(crew(1), crew(11))
    names = [name for name, _ in first.reasons]
    assert "bias" not in names and "share of the company" in names
    weights = [abs(weight) for _, weight in first.reasons]
    assert weights == sorted(weights, reverse=True)
