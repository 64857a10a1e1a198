from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.cast import clusters
from fabula.cast.clusters import Bonds, cluster_names
from fabula.cast.matching import matches
from fabula.cast.names import content, parse_name
from tests.cast.clustered import groups, people


@pytest.mark.parametrize(
    "names",
    [
        ["John Watson", "Dr. Watson", "Watson"],
        ["John H. Watson", "J. H. Watson", "John Watson"],
        ["Frederick Wentworth", "Captain Wentworth", "Captain Frederick Wentworth", "Wentworth"],
        ["Elizabeth Bennet", "Lizzy", "Eliza", "Miss Elizabeth Bennet"],
        ["William Sikes", "Bill Sikes", "Mr. Sikes"],
        ["Thomas Gradgrind", "Mr. Gradgrind", "Tom Gradgrind"],
        ["SHERLOCK HOLMES", "Sherlock Holmes", "Holmes", "HOLMES"],
        ["Emma Woodhouse", "Emma", "Miss Woodhouse", "Emma’s"],
        ["Captain Wentworth", "Captain\nWentworth", "Wentworth’s"],
        ["Lady Catherine de Bourgh", "Lady Catherine"],
        ["TK-421", "TK-421’s"],
        ["Colonel Brandon", "old Brandon", "poor Colonel Brandon"],
        ["Mr. Henry Tilney", "Henry", "Mr. Tilney", "Tilney"],
        ["Robert Jordan, Esq.", "Robert Jordan"],
        ["Sakura Tanaka", "Sakura-chan", "Sakura-san", "Tanaka-san", "Sakura"],
    ],
)
def test_names_of_one_person_come_together(names: list[str]) -> None:
    assert people(names) == groups(names)
    assert people(names[::-1]) == groups(names)


@pytest.mark.parametrize(
    "names",
    [
        ["Mr. Bennet", "Mrs. Bennet"],
        ["Mrs. Bennet", "Miss Bennet"],
        ["Mr. John Knightley", "Mr. George Knightley"],
        ["John Thornton", "James Thornton"],
        ["J. Watson", "Mary Watson"],
        ["John Smith Jr.", "John Smith Sr."],
        ["John Smith, junior", "John Smith, senior"],
        ["JB-007", "JB-008"],
        ["TK-421", "TK-422"],
        ["Miss Bates", "Mr. Bates"],
        ["Lord Fawn", "Lady Fawn"],
        ["Emma", "Harriet"],
        ["Colonel Fitzwilliam", "Colonel Forster"],
        ["Lady Catherine de Bourgh", "Lady Susan de Courcy"],
        ["Mr. Shepherd", "Mrs. Clay"],
        ["Sir Walter Elliot", "Mr. Elliot"],
        ["Lady Lufton", "Mrs. Lufton"],
    ],
)
def test_names_of_two_people_stay_apart(names: list[str]) -> None:
    assert people(names) == groups(*([name] for name in names))
    assert people(names[::-1]) == groups(*([name] for name in names))


def test_a_bare_surname_of_two_brothers_is_given_to_neither() -> None:
    found = people({"John Thornton": 20, "James Thornton": 20, "Thornton": 20})
    assert found == groups(["John Thornton"], ["James Thornton"], ["Thornton"])


def test_a_bare_surname_goes_to_the_one_of_whom_the_book_is_full() -> None:
    found = people({"John Thornton": 300, "Mr. Thornton": 200, "James Thornton": 2, "Thornton": 40})
    assert found == groups(["John Thornton", "Mr. Thornton", "Thornton"], ["James Thornton"])


def test_a_forename_is_not_taken_for_the_surname_of_another() -> None:
    found = people({"Henry James": 20, "James Steerforth": 20, "James": 30})
    assert found == groups(["Henry James"], ["James Steerforth", "James"])


def test_pronouns_tell_a_wife_from_her_husband() -> None:
    found = people(
        {"Anne Weston": 30, "Mr. Weston": 30},
        pronouns={"Anne Weston": {"she": 12.0}, "Mr. Weston": {"he": 12.0}},
    )
    assert found == groups(["Anne Weston"], ["Mr. Weston"])


def test_pronouns_choose_between_the_two_who_bear_a_surname() -> None:
    found = people(
        {"Frank Churchill": 30, "Anna Churchill": 30, "Churchill": 20},
        pronouns={"Frank Churchill": {"he": 20.0}, "Anna Churchill": {"she": 20.0}, "Churchill": {"he": 9.0}},
    )
    assert found == groups(["Frank Churchill", "Churchill"], ["Anna Churchill"])


def test_a_title_goes_to_the_one_whose_pronouns_agree_before_one_of_whom_nothing_is_known() -> None:
    found = people(
        {"Frank Churchill": 30, "Alex Churchill": 30, "Mr. Churchill": 20},
        pronouns={"Frank Churchill": {"he": 20.0}},
    )
    assert found == groups(["Frank Churchill", "Mr. Churchill"], ["Alex Churchill"])


def test_names_side_by_side_are_two_peoples() -> None:
    assert people(["Alex Carter", "Carter"]) == groups(["Alex Carter", "Carter"])
    assert people(["Alex Carter", "Carter"], apart=[("Carter", "Alex Carter")]) == groups(
        ["Alex Carter"], ["Carter"]
    )


@pytest.mark.parametrize("times", [1, 10])
@pytest.mark.parametrize("sister", ["Jane Bennet", "Elizabeth Bennet"])
def test_the_model_says_which_sister_is_miss_bennet(sister: str, times: int) -> None:
    other = "Elizabeth Bennet" if sister == "Jane Bennet" else "Jane Bennet"
    found = people(
        {"Jane Bennet": 30, "Elizabeth Bennet": 30, "Miss Bennet": 20},
        bonds={("Miss Bennet", sister): (0.8, times), ("Miss Bennet", other): (0.02, times)},
    )
    assert found == groups([sister, "Miss Bennet"], [other])


def test_a_title_and_surname_that_the_model_never_takes_for_a_daughter_is_her_mother() -> None:
    names = {"Anne Elliot": 100, "Anne": 200, "Mrs. Elliot": 20}
    never = {("Mrs. Elliot", name): (0.0, 20) for name in ("Anne Elliot", "Anne")}
    assert people(names, bonds=never) == groups(["Anne Elliot", "Anne"], ["Mrs. Elliot"])
    often = {("Mrs. Elliot", name): (0.8, 20) for name in ("Anne Elliot", "Anne")}
    assert people(names, bonds=often) == groups(["Anne Elliot", "Anne", "Mrs. Elliot"])


def test_no_bond_joins_a_man_to_a_woman_or_one_forename_to_another() -> None:
    sure = (0.99, 50)
    assert people(["Mr. Bennet", "Mrs. Bennet"], bonds={("Mr. Bennet", "Mrs. Bennet"): sure}) == groups(
        ["Mr. Bennet"], ["Mrs. Bennet"]
    )
    assert people(["Jane Fairfax", "Anne Fairfax"], bonds={("Jane Fairfax", "Anne Fairfax"): sure}) == groups(
        ["Jane Fairfax"], ["Anne Fairfax"]
    )


def test_a_whole_family_of_one_surname() -> None:
    found = people(
        {
            "Mr. Bennet": 80,
            "Mrs. Bennet": 150,
            "Jane Bennet": 20,
            "Jane": 260,
            "Elizabeth Bennet": 20,
            "Elizabeth": 600,
            "Lizzy": 90,
            "Lydia Bennet": 10,
            "Lydia": 160,
        },
        pronouns={"Jane": {"she": 90.0}, "Elizabeth": {"she": 400.0}, "Lydia": {"she": 60.0}},
        bonds={
            ("Mrs. Bennet", "Jane"): (0.02, 40),
            ("Mrs. Bennet", "Elizabeth"): (0.02, 60),
            ("Mrs. Bennet", "Lydia"): (0.02, 30),
        },
    )
    assert found == groups(
        ["Mr. Bennet"],
        ["Mrs. Bennet"],
        ["Jane Bennet", "Jane"],
        ["Elizabeth Bennet", "Elizabeth", "Lizzy"],
        ["Lydia Bennet", "Lydia"],
    )


_TITLES = st.sampled_from(["", "Mr. ", "Mrs. ", "Miss ", "Captain ", "Lady ", "old "])
_FIRST = st.sampled_from(["", "John ", "Jack ", "J. ", "Mary ", "Elizabeth ", "Lizzy "])
_LAST = st.sampled_from(["Wood", "Stone", "de Bourgh", "TK-421"])
_NAMES = st.builds(lambda *parts: "".join(parts), _TITLES, _FIRST, _LAST)


@given(st.dictionaries(_NAMES, st.integers(1, 50), max_size=12))
def test_clusters_hold_every_name_once_in_whatever_order_they_come(counts: dict[str, int]) -> None:
    found = people(counts)
    assert sorted(name for group in found for name in group) == sorted(counts)
    assert people(dict(reversed(counts.items()))) == found
    for group in found:
        assert len({parse_name(name).gender for name in group} - {""}) <= 1


@given(st.dictionaries(_NAMES, st.integers(1, 20), max_size=12))
def test_names_told_apart_never_come_together(counts: dict[str, int]) -> None:
    pairs = [(a, b) for a, b in pairwise(counts) if parse_name(a) != parse_name(b)]
    for group in people(counts, apart=pairs):
        assert not any(a in group and b in group for a, b in pairs)


ALIKE = (
    *(
        "Kate",
        "Katherine",
        "Kitty Reed",
        "Katherine Anne Reed",
        "K. Reed",
        "K.",
        "J. Moss",
        "Jane Moss",
        "Jane",
    ),
    *("Captain Hale", "Captain", "the Captain", "Hale", "Captain Tom Hale", "Tom", "Thomas Hale", "Tommy"),
    *(
        "Mr. Reed",
        "Mrs. Reed",
        "Lady Jane",
        "Sister Anne",
        "Anne",
        "Nancy",
        "Doctor",
        "Dr. Moss",
        "King",
        "Mr. King",
    ),
    *(
        "Percy de la Tour",
        "la Tour",
        "Miss Tour",
        "Mr. Thomas",
        "Aunt Kate",
        "General Captain",
        "Ned Ruth Hale",
    ),
)


@pytest.mark.parametrize("one", ALIKE)
def test_whoever_matches_a_name_is_looked_at(one: str) -> None:
    """The index must leave nobody out, or names of one person would stay apart; fuller names come first."""
    for other in ALIKE:
        index = clusters._Index()
        index.add(parse_name(other), 7)
        comes_first = len(content(parse_name(other).words)) >= len(content(parse_name(one).words))
        if comes_first and matches(parse_name(one), parse_name(other)):
            assert index.near(parse_name(one)) == [7], other


def test_names_that_share_nothing_are_not_looked_at() -> None:
    index = clusters._Index()
    for number, text in enumerate(("Tom Reed", "Captain Hale", "Jane")):
        index.add(parse_name(text), number)
    assert index.near(parse_name("Ruth Moss")) == []
    assert index.near(parse_name("Mr. Reed")) == [0]
    assert index.near(parse_name("the Captain")) == [1]
    assert index.near(parse_name("J.")) == [2]
    assert index.near(parse_name("Jim")) == []
    assert index.near(parse_name("T. Reed")) == [0]
    assert index.near(parse_name("Ruth Reed")) == index.near(parse_name("Tom Hale")) == []


def test_hearsay_does_not_part_a_forename_from_the_fuller_name() -> None:
    full, bare = parse_name("Captain Orsa Denn"), parse_name("Orsa")
    said = {full: {"he": 9.0}, bare: {"she": 9.0}}
    numbers = cluster_names({full: 3, bare: 20}, said)
    assert numbers[full] == numbers[bare]
    titled = parse_name("Mr. Orsa Denn")
    apart = cluster_names({titled: 3, bare: 20}, {bare: {"she": 9.0}})
    assert apart[titled] != apart[bare]


def test_pronouns_do_not_part_a_whole_name_from_the_same_with_a_title() -> None:
    names = ["Miss Mina Murray", "Mina Murray", "Mina"]
    assert people(names, pronouns={"Mina": {"he": 9.0, "she": 1.0}}) == groups(names)
    wife = ["Mrs. John Dashwood", "John"]
    assert people(wife, pronouns={"John": {"he": 9.0}}) == groups(*([name] for name in wife))


def test_the_namesake_that_the_model_links_more_in_all_is_meant() -> None:
    twist, white, bare = (parse_name(name) for name in ("Oliver Twist", "Oliver White", "Oliver"))
    bonds = Bonds()
    bonds.add(bare, white, 0.9)
    for _ in range(40):
        bonds.add(bare, twist, 0.15)
    numbers = cluster_names({twist: 40, white: 2, bare: 90}, {}, (), bonds)
    assert numbers[bare] == numbers[twist] != numbers[white]


def test_a_father_is_told_from_the_son_who_bears_his_name() -> None:
    names = {"Mr. Dale": 50, "Dale": 20, "Tom Dale": 10, "Thomas Dale": 9, "Tom": 60, "young Tom": 5}
    bonds = {
        ("Mr. Dale", "Tom Dale"): (0.1, 8),
        ("Mr. Dale", "Tom"): (0.0, 12),
        ("Mr. Dale", "Dale"): (0.4, 9),
    }
    son = ["Tom Dale", "Thomas Dale", "Tom", "young Tom"]
    assert people(names, bonds=bonds) == groups(["Mr. Dale", "Dale"], son)


def test_a_man_is_his_surname_where_nobody_calls_him_young() -> None:
    names = {"Mr. Dale": 50, "Tom Dale": 10, "Tom": 60}
    bonds = {("Mr. Dale", "Tom Dale"): (0.1, 8), ("Mr. Dale", "Tom"): (0.0, 12)}
    assert people(names, bonds=bonds) == groups(list(names))


def test_a_mother_is_told_from_the_daughter_whom_all_call_by_her_forename() -> None:
    names = {"Mrs. Vane": 47, "Clara Vane": 11, "Clara": 300}
    bonds = {("Mrs. Vane", "Clara Vane"): (0.15, 12), ("Mrs. Vane", "Clara"): (0.0, 20)}
    assert people(names, bonds=bonds) == groups(["Mrs. Vane"], ["Clara Vane", "Clara"])


def test_a_lady_by_title_has_no_nickname() -> None:
    names = {"Lady Catherine": 30, "Catherine": 5, "Kitty": 20}
    assert people(names) == groups(["Lady Catherine", "Catherine"], ["Kitty"])


def test_a_son_is_called_by_the_short_form_of_his_fathers_name_and_not_sir() -> None:
    names = {"Sir Thomas Bertram": 6, "Sir Thomas": 90, "Tom Bertram": 14, "Tom": 70}
    assert people(names) == groups(["Sir Thomas Bertram", "Sir Thomas"], ["Tom Bertram", "Tom"])


def test_the_eldest_goes_by_the_surname_alone_and_the_others_by_their_forenames() -> None:
    bennets = {"Elizabeth Bennet": 30, "Miss Lizzy": 5, "Jane Bennet": 5, "Miss Bennet": 20}
    bertrams = {"Mr. Edmund Bertram": 9, "Tom Bertram": 9, "Mr. Bertram": 9}
    families = {"the Miss Bennets": 2, "the Mr. Bertrams": 2}
    assert people(bennets | bertrams | families) == groups(
        *([name] for name in families),
        ["Elizabeth Bennet", "Miss Lizzy"], ["Jane Bennet", "Miss Bennet"],
        ["Mr. Edmund Bertram"], ["Tom Bertram", "Mr. Bertram"],
    )  # fmt: skip


def test_where_there_are_several_sisters_the_eldest_may_have_no_forename() -> None:
    names = {"Lucy Steele": 9, "Miss Lucy Steele": 3, "Miss Steele": 20}
    assert people(names) == groups([*names])
    several = people(names | {"the Miss Steeles": 9})
    assert several == groups(["Lucy Steele", "Miss Lucy Steele"], ["Miss Steele"], ["the Miss Steeles"])


@pytest.mark.parametrize("title", ["Mademoiselle", "Monsieur", "Signora", "Herr"])
def test_a_foreign_title_may_stand_before_a_forename(title: str) -> None:
    assert people([f"{title} Robin", "Robin Murray", "Robin"]) == groups(
        [f"{title} Robin", "Robin Murray", "Robin"]
    )


def test_a_title_alone_means_the_one_who_holds_it_but_nobody_where_several_do() -> None:
    assert people(["the Professor", "Professor Lind"]) == groups(["the Professor", "Professor Lind"])
    several = {"the Captain": 10, "Captain Hook": 40, "Captain Smee": 2}
    assert people(several) == groups(["the Captain"], ["Captain Hook"], ["Captain Smee"])


def test_an_initial_is_not_every_name_that_begins_with_it() -> None:
    assert people(["B. Childers", "Bitzer", "Childers"]) == groups(["B. Childers", "Childers"], ["Bitzer"])


def test_the_parts_of_a_name_held_by_hyphens_are_names() -> None:
    assert parse_name("Jack-in-the-Green").words == ("jack", "in", "the", "green")
    assert parse_name("Jean-Luc").words == ("jean-luc",)
    assert people(["Winnie-the-Bear", "Winnie"]) == groups(["Winnie-the-Bear", "Winnie"])


def test_a_rank_before_the_whole_name_is_the_rank_before_the_surname() -> None:
    names = {"Captain Hugo Vale": 4, "Hugo Vale": 110, "Captain Vale": 280}
    assert people(names, bonds={("Captain Vale", "Hugo Vale"): (0.05, 60)}) == groups(list(names))


def test_names_that_share_their_words_are_not_parted_by_an_and_between_two_clauses() -> None:
    names = {"Oskar Lind": 30, "Lind": 55}
    assert people(names, apart=[("Oskar Lind", "Lind")]) == groups(list(names))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bennett Vale", "Ben Vale"), ("Hugo Felix Vale", "Felix Vale"), ("Jeremy Vale", "Jerry Vale")],
)
def test_fuller_and_shorter_forms_of_a_forename_before_one_surname(one: str, other: str) -> None:
    assert people([one, other]) == groups([one, other])
    assert people(["Bennett", "Ben"]) == groups(["Bennett"], ["Ben"])


ELWOODS = {"Mrs. Elwood": 240, "Mr. Elwood": 2, "Elwood": 8, "Rose": 150, "Rose Elwood": 8}
OF_ELWOODS = {
    "Mrs. Elwood": {"she": 400.0},
    "Elwood": {"he": 11.0, "she": 1.0},
    "Rose": {"she": 480.0, "he": 30.0},
    "Rose Elwood": {"she": 12.0, "he": 5.0},
}


def test_a_wife_who_is_never_in_one_sentence_with_her_forename_is_she() -> None:
    found = people(ELWOODS, pronouns=OF_ELWOODS, meetings={("Rose", "Mrs. Elwood"): (0, 24)})
    assert found == {frozenset({"Mrs. Elwood", "Rose Elwood", "Rose"}), frozenset({"Mr. Elwood", "Elwood"})}


def test_a_daughter_meets_her_mother_in_one_sentence() -> None:
    found = people(ELWOODS, pronouns=OF_ELWOODS, meetings={("Rose", "Mrs. Elwood"): (5, 27)})
    assert frozenset({"Rose Elwood", "Rose"}) in found


def test_the_pronouns_of_a_forename_tell_of_the_whole_name() -> None:
    assert frozenset({"Mr. Elwood", "Elwood"}) in people(ELWOODS, pronouns=OF_ELWOODS)


def test_a_son_who_is_called_young_and_meets_the_name_is_no_elder() -> None:
    names = ["M. Jack Revel", "Jack Revel", "Jack", "M. Revel", "Mr. Revel", "M. Paul Revel", "young Revel"]
    found = people(names, meetings={("Jack", "M. Revel"): (3, 10)})
    assert frozenset({"M. Paul Revel", "M. Revel", "Mr. Revel"}) in found
    assert frozenset({"M. Jack Revel", "Jack Revel", "Jack", "young Revel"}) in found


@pytest.mark.parametrize(("young", "same"), [("Mr. Revel", True), ("young Mrs. Revel", False)])
def test_a_wife_who_is_called_young_has_a_mother_in_law_of_her_name(young: str, same: bool) -> None:
    names = {"Ann Revel": 20, "Ann": 60, "Mrs. Revel": 40, young: 3}
    found = people(names, pronouns={"Ann": {"she": 40.0}}, meetings={("Ann", "Mrs. Revel"): (2, 40)})
    assert any({"Ann Revel", "Mrs. Revel"} <= one for one in found) == same


def test_a_surname_of_a_couple_leans_to_the_one_whose_pronouns_it_mostly_has() -> None:
    names = {"Lady Moore": 16, "Moore": 140, "Sir Miles Moore": 3}
    found = people(
        names,
        pronouns={"Lady Moore": {"she": 60.0}, "Moore": {"he": 175.0, "she": 49.0}},
        bonds={("Moore", "Lady Moore"): (0.4, 22)},
    )
    assert found == {frozenset({"Lady Moore"}), frozenset({"Sir Miles Moore", "Moore"})}


def test_a_wife_by_her_husbands_whole_name_is_not_he() -> None:
    """All of "Mrs. Hale" went to Richard Hale by "Mrs. Richard Hale"."""
    names = {"Richard": 70, "Richard Hale": 20, "Mrs. Hale": 28, "Mrs. Richard Hale": 1, "Mr. Hale": 10}
    he, she = ("Richard", "Richard Hale", "Mr. Hale"), ("Mrs. Hale", "Mrs. Richard Hale")
    pronouns = {name: {"he": 30.0} for name in he} | {name: {"she": 30.0} for name in she}
    assert people(names, pronouns=pronouns) == groups(he, she)


@pytest.mark.parametrize(
    ("pet", "name"), [("Ratty", "Rat"), ("Toady", "Toad"), ("Rosie", "Rose"), ("Moly", "Mole")]
)
def test_a_pet_form_is_the_name_that_it_is_made_of(pet: str, name: str) -> None:
    assert people([pet, name, "Ann"]) == groups([pet, name], ["Ann"])


def test_a_teacher_is_not_the_pupil_of_the_same_surname() -> None:
    names = ["Kenji Mori", "Mori-sensei", "Kenji-kun", "Mori-kun", "Kenji"]
    found = people(names)
    assert len(found) == 2
    assert people(names[::-1]) == found
