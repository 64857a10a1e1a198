from __future__ import annotations

from fabula.evaluation.scores.people import one_entity_each, score_people

NAMES = {
    "C1": ("Artyom", "the forester", "dear"),
    "C2": ("the visitor", "a hunter", "dear"),
    "C3": ("Flerka",),
}


def test_one_entity_with_all_names_that_are_held() -> None:
    score = score_people(NAMES, ["C1", "C2"], {1: ["Artyom", "Forester"], 2: ["the hunter"], 3: ["rain"]})
    # Nobody holds "dear" or "the visitor": that counts against no one.
    assert score.people == {"C1": {1}, "C2": {2}}
    assert score.entities == {1: True, 2: True}
    assert (sum(score.whole), sum(score.of_one)) == (2, 2)


def test_a_person_in_two_entities_and_one_that_none_holds() -> None:
    score = score_people(NAMES, ["C1", "C3"], {1: ["Artyom"], 2: ["the forester"]})
    assert score.people == {"C1": frozenset(), "C3": frozenset()}
    assert (sum(score.whole), sum(score.of_one)) == (0, 2)


def test_an_entity_of_two_people_makes_both_whole_and_is_not_of_one() -> None:
    score = score_people(NAMES, NAMES, {1: ["Artyom", "the forester", "the visitor", "dear"], 2: ["Flerka"]})
    assert sum(score.whole) == 3
    assert score.entities == {1: False, 2: True}


def test_a_name_that_two_bear_is_either_one_s() -> None:
    score = score_people(NAMES, ["C1", "C2"], {1: ["Artyom", "dear"], 2: ["hunter", "dear"]})
    assert sum(score.whole) == 2
    assert score.entities == {1: True, 2: True}


def test_articles_case_spaces_and_apostrophes_do_not_matter() -> None:
    names = {"C1": ("The Professor’s  Wife", "anna")}
    score = score_people(names, names, {1: ["a professor's wife", "ANNA"]})
    assert score.people == {"C1": {1}}
    # An article is one only before a name.
    assert score_people({"C1": ("Anna",)}, ["C1"], {1: ["na"]}).entities == {}


def test_nearly_all_mentions_of_a_person_are_of_one_entity_that_is_nobody_else() -> None:
    artyom, forester = [("Artyom", 1)] * 9, [("the Forester", 4)]
    visitor: list[tuple[str, int | None]] = [("a hunter", 2)] * 9
    assert one_entity_each(NAMES, [*artyom, *forester, *visitor]) == {"C1": True, "C2": True, "C3": False}
    # Nine of eleven are too few; and so it is where two people are one, or where nobody is named.
    assert not one_entity_each(NAMES, [*artyom, *forester * 2])["C1"]
    assert one_entity_each(NAMES, [*artyom, *[("the visitor", 1)] * 2]) == dict.fromkeys(NAMES, False)
    assert not one_entity_each(NAMES, [("Flerka", None)] * 9)["C3"]


def test_a_name_that_two_bear_tells_neither() -> None:
    assert one_entity_each(NAMES, [("Artyom", 1), *[("dear", 2)] * 9, ("rain", 3)])["C1"]
