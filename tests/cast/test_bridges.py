"""Names that a bare surname shows to be one person's, and those that it must leave two."""

from __future__ import annotations

from collections import Counter

from fabula.cast import clusters
from fabula.cast.clusters import Bonds
from fabula.cast.matching import NameCluster
from fabula.cast.names import parse_name
from tests.cast.clustered import groups, people


def test_a_bare_surname_shows_that_one_who_is_spoken_to_is_one_who_is_told_of() -> None:
    names = {"Mr. Vale": 70, "Felix Vale": 80, "Vale": 290}
    bonds = {
        ("Mr. Vale", "Felix Vale"): (0.01, 50),
        ("Vale", "Felix Vale"): (0.29, 120),
        ("Vale", "Mr. Vale"): (0.24, 80),
    }
    assert people(names, bonds=bonds) == groups(list(names))


def test_a_wife_by_her_husbands_name_is_no_second_bearer_of_his_surname() -> None:
    names = {"Mr. Vale": 70, "Felix Vale": 80, "Mrs. Felix Vale": 2, "Vale": 290}
    bonds = {
        ("Mr. Vale", "Felix Vale"): (0.01, 50),
        ("Vale", "Felix Vale"): (0.29, 120),
        ("Vale", "Mr. Vale"): (0.24, 80),
        ("Vale", "Mrs. Felix Vale"): (0.24, 80),
    }
    pronouns = {"Vale": {"he": 90.0}, "Felix Vale": {"he": 20.0}}
    found = people(names, bonds=bonds, pronouns=pronouns)
    assert found == groups(["Mr. Vale", "Felix Vale", "Vale"], ["Mrs. Felix Vale"])


def test_one_whom_a_bare_surname_has_joined_is_no_rival_to_the_next() -> None:
    felix, mr, colonel, bare, shouted = map(
        parse_name, ("Felix Vale", "Mr. Vale", "Colonel Vale", "Vale", "VALE")
    )
    found = [
        NameCluster(Counter(own), number=number)
        for number, own in enumerate([{felix: 80}, {mr: 9, bare: 9}, {colonel: 1, shouted: 1}])
    ]
    bonds = Bonds()
    for one, other in ((bare, felix), (bare, mr), (shouted, felix), (shouted, colonel)):
        for _ in range(20):
            bonds.add(one, other, 0.3)
    assert clusters._bridged(found, {}, bonds) == {1: 0, 2: 0}


def test_a_bare_surname_joins_nobody_to_one_of_two_brothers() -> None:
    names = {"Mr. Vale": 70, "Felix Vale": 80, "Hugo Vale": 30, "Vale": 290}
    bonds = {
        ("Mr. Vale", "Felix Vale"): (0.01, 50),
        ("Mr. Vale", "Hugo Vale"): (0.01, 50),
        ("Vale", "Felix Vale"): (0.29, 120),
        ("Vale", "Mr. Vale"): (0.24, 80),
    }
    assert people(names, bonds=bonds) == groups(["Mr. Vale", "Vale"], ["Felix Vale"], ["Hugo Vale"])


def test_a_bare_surname_that_is_seldom_the_sons_leaves_father_and_son_two() -> None:
    names = {"Mr. Vale": 170, "Felix Vale": 80, "Vale": 140}
    bonds = {
        ("Mr. Vale", "Felix Vale"): (0.01, 50),
        ("Vale", "Felix Vale"): (0.1, 100),
        ("Vale", "Mr. Vale"): (0.24, 80),
    }
    assert people(names, bonds=bonds) == groups(["Mr. Vale", "Vale"], ["Felix Vale"])


def test_a_bare_surname_may_be_the_mothers_and_then_joins_no_daughter() -> None:
    names = {"Mrs. Vale": 55, "Rosa Vale": 20, "Vale": 50}
    bonds = {
        ("Mrs. Vale", "Rosa Vale"): (0.01, 50),
        ("Vale", "Rosa Vale"): (0.24, 39),
        ("Vale", "Mrs. Vale"): (0.12, 52),
    }
    assert frozenset(["Rosa Vale"]) in people(names, bonds=bonds)


def test_a_bare_surname_makes_no_father_one_with_the_son_whom_he_meets() -> None:
    names = {"Mr. Dale": 172, "Tom Dale": 60, "Tom": 160, "young Tom": 9, "Dale": 15}
    bonds = {
        ("Mr. Dale", "Tom Dale"): (0.05, 50),
        ("Dale", "Tom Dale"): (0.3, 12),
        ("Dale", "Mr. Dale"): (0.3, 12),
    }
    strangers = {("Mr. Dale", "Tom Dale"): (3, 54)}
    assert frozenset({"Tom Dale", "Tom", "young Tom"}) <= next(
        group for group in people(names, bonds=bonds, meetings=strangers) if "Tom" in group
    )
    assert not any({"Mr. Dale", "Tom"} <= group for group in people(names, bonds=bonds, meetings=strangers))
