from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from fabula.cast.casting import cast_of, settle
from fabula.cast.figures import Figure, Resolution
from fabula.cast.identity.clustering import clusters, same_people, scores
from fabula.cast.identity.evidence import Pairs
from fabula.types import EntityType
from tests.cast.identity.pairs import Drafted
from tests.cast.scenes import Shares, tell
from tests.cast.speakers.talks import weights

NURSE: Mapping[str, Shares] = {"Emma": {"The nurse": 0.4}}


def groups(head: Mapping[int, int]) -> set[frozenset[int]]:
    """The clusters of figures that joined others."""
    found: dict[int, set[int]] = {}
    for n, first in head.items():
        found.setdefault(first, {first}).add(n)
    return {frozenset(own) for own in found.values()}


def sets(*own: set[int]) -> set[frozenset[int]]:
    return {frozenset(each) for each in own}


@pytest.mark.parametrize(
    ("scored", "found"),
    [
        ({}, sets()),
        ({(0, 1): 0.1}, sets({0, 1})),
        ({(0, 1): 0.0, (2, 3): -1.0}, sets()),
        ({(0, 1): 2.0, (2, 3): 1.0}, sets({0, 1}, {2, 3})),
        # what is not scored counts against it: 1.5 - 1 is enough, and 0.9 - 1 is not
        ({(0, 1): 2.0, (1, 2): 1.5}, sets({0, 1, 2})),
        ({(0, 1): 2.0, (1, 2): 0.9}, sets({0, 1})),
        # the sum of all crossing pairs decides
        ({(0, 1): 3.0, (1, 2): 2.0, (0, 2): -1.5}, sets({0, 1, 2})),
        ({(0, 1): 3.0, (1, 2): 2.0, (0, 2): -2.5}, sets({0, 1})),
        ({(0, 1): 2.0, (0, 2): -2.5, (1, 2): 3.0}, sets({1, 2})),
        # two clusters become one by a pair that alone would be too little
        ({(0, 1): 5.0, (2, 3): 5.0, (0, 2): 1.0, (0, 3): 0.5, (1, 2): 0.5, (1, 3): -1.0}, sets({0, 1, 2, 3})),
        (
            {(0, 1): 5.0, (2, 3): 5.0, (0, 2): 1.0, (0, 3): 0.5, (1, 2): 0.4, (1, 3): -2.0},
            sets({0, 1}, {2, 3}),
        ),
    ],
)
def test_the_surest_pairs_come_first_and_all_crossing_pairs_decide(
    scored: Mapping[tuple[int, int], float], found: set[frozenset[int]]
) -> None:
    assert groups(clusters(scored)) == found
    assert groups(clusters(dict(reversed(list(scored.items()))))) == found


def test_pairs_that_are_barred_never_come_together() -> None:
    scored = {(0, 1): 3.0, (1, 2): 2.0, (0, 2): 2.0}
    assert groups(clusters(scored)) == sets({0, 1, 2})
    assert groups(clusters(scored, {(0, 2)}.__contains__)) == sets({0, 1})
    assert groups(clusters(scored, {(0, 1)}.__contains__)) == sets({1, 2}) or groups(
        clusters(scored, {(0, 1)}.__contains__)
    ) == sets({0, 2})
    assert groups(clusters(scored, {(0, 1), (0, 2), (1, 2)}.__contains__)) == sets()


def test_one_heads_each_cluster() -> None:
    scored = {(0, 1): 5.0, (2, 3): 5.0, (1, 2): 9.0, (0, 2): 1.0, (0, 3): 1.0, (1, 3): 1.0}
    head = clusters(scored)
    assert len(set(head.values())) == 1
    assert not set(head) & set(head.values())
    assert len(head) == 3


def test_many_in_a_chain_are_no_one() -> None:
    found = groups(clusters({(n, n + 1): 1.5 for n in range(100)}))
    assert max(len(own) for own in found) <= 3


def figures(*sizes: int, named: tuple[int, ...] = ()) -> Resolution:
    own = [
        Figure(EntityType.PERSON, mentions=list(range(size)), named=n in named)
        for n, size in enumerate(sizes)
    ]
    return Resolution(own, [], [], {})


def test_one_stands_for_a_cluster() -> None:
    head = {1: 0, 2: 0}
    assert same_people(figures(1, 3, 2), head) == {0: 1, 2: 1}
    assert same_people(figures(1, 3, 2, named=(2,)), head) == {0: 2, 1: 2}
    assert same_people(figures(1, 3, 2, named=(1, 2)), head) == {0: 1, 2: 1}
    assert same_people(figures(1, 3, 2, named=(2,)), head, keep=[0]) == {1: 0, 2: 0}
    assert same_people(figures(2, 2, 2), head) == {1: 0, 2: 0}
    assert same_people(figures(1, 1), {}) == {}


def test_each_cluster_has_its_own() -> None:
    assert same_people(figures(1, 2, 3, 4), {1: 0, 3: 2}) == {0: 1, 2: 3}


def test_a_score_is_features_times_weights() -> None:
    told = Drafted(tell("[The nurse] came.", "[Emma] sat.", links=NURSE))
    own = weights(pair={"links to a mention": 2.0, "a name and no name": -0.5}).pair
    assert scores(told.pairs, own) == {told.pair("Emma", "The nurse"): pytest.approx(2 * 0.2 - 0.5, abs=1e-4)}


@pytest.mark.parametrize(
    ("page", "one", "other", "allowed"),
    [
        (["[Mr. Hale] came.", "[Mrs. Hale] sat."], "Mr. Hale", "Mrs. Hale", False),
        (["[Mr. Hale] came.", "[Hale] sat."], "Mr. Hale", "Hale", True),
        (["[Miss Hale] came.", "[Mrs. Hale] sat."], "Miss Hale", "Mrs. Hale", False),
        (["[Tom Hale] came.", "[Hugh Hale] sat."], "Tom Hale", "Hugh Hale", False),
        (["[Tom Hale] came.", "[Thomas Hale] sat."], "Tom Hale", "Thomas Hale", True),
        (["[Captain Hale] came.", "[Captain Nye] sat."], "Captain Hale", "Captain Nye", True),
    ],
)
def test_names_of_two_people_are_two(page: list[str], one: str, other: str, allowed: bool) -> None:
    told = Drafted(tell(*page, links={other: {one: 0.3}}))
    assert told.is_candidate(one, other)
    assert told.is_allowed(one, other) == allowed


@pytest.mark.parametrize(
    ("father", "label", "allowed"),
    [("[[Emma]’s father|nominal]", "Emma’s father", False), ("[the father]", "the father", True)],
)
def test_one_called_by_way_of_another_is_not_the_other(father: str, label: str, allowed: bool) -> None:
    links: Mapping[str, Shares] = {label: {"Emma": 0.3}}
    told = Drafted(tell("[Emma] came.", f"{father} sat.", links=links))
    assert told.is_candidate("Emma", label)
    assert told.is_allowed("Emma", label) == allowed


def test_a_grace_is_no_other_than_his_grace() -> None:
    page = ["[The duke] came.", "[[His] Grace|nominal] sat."]
    links: Mapping[str, Shares] = {"His": "The duke"}
    told = Drafted(tell(*page, links=links))
    assert told.pair("His", "His Grace") not in told.pairs.apart


def test_the_words_around_a_shorter_name_of_the_same_person_bar_nothing() -> None:
    told = Drafted(tell("“Good,” said [[the doctor], turning away]."))
    assert told.pairs.apart <= {(told.figure("the doctor"), told.figure("the doctor"))}


@pytest.mark.parametrize(
    ("tellers", "allowed"), [([], True), (["Emma"], True), (["Emma", "The nurse"], False)]
)
def test_two_who_tell_are_two(tellers: list[str], allowed: bool) -> None:
    told = Drafted(tell("[The nurse] came.", "[Emma] sat.", links=NURSE), tellers=tellers)
    assert told.is_candidate("Emma", "The nurse")
    assert told.is_allowed("Emma", "The nurse") == allowed


def test_whom_the_i_tells_of_by_name_is_somebody_else() -> None:
    told = Drafted(tell("[I] sat with [the King].", "“Good night, [Watson],” said [the King]."))
    teller = [told.figure("I") if row < 0 else -1 for row in told.book.quotation]
    pairs = Pairs(told.book, replace(told.resolution, telling=teller), told.said)
    assert pairs.forbids(told.pair("I", "the King"))
    assert not pairs.forbids(told.pair("I", "Watson")), "others call him so, and he does not"


TURNS = ["Mr. Nye", "the matron", "Mr. Nye", "Mrs. Cole"] * 3
OWN = weights(
    pair={
        "links": 1.0,
        "take turns": -3.0,
        "told of in one sentence": -3.0,
        "speak in each other's place": 0.5,
    }
)


def same(page: list[str], links: Mapping[str, Shares]) -> set[frozenset[str]]:
    told = Drafted(tell(*page, links=links))
    found = same_people(told.resolution, clusters(scores(told.pairs, OWN.pair), told.pairs.forbids))
    shown = [told.book.shown[own.mentions[0]] if own.mentions else "" for own in told.resolution.figures]
    return {frozenset([shown[n], shown[m]]) for n, m in found.items()}


def test_two_who_each_speak_to_a_third_and_never_to_each_other_are_one() -> None:
    page = [f"“It is {k} o'clock,” said [{turn}]." for k, turn in enumerate(TURNS)]
    links: Mapping[str, Shares] = {"Mrs. Cole": {"the matron": 0.4}, "Mrs. Cole 2": {"the matron 2": 0.3}}
    assert same(page, links) == {frozenset(["the matron", "Mrs. Cole"])}
    met = ["“It is noon,” said [the matron].", "“It is late,” said [Mrs. Cole]."] * 3
    assert same([*page, *met], links) == set()
    assert same([*page, *["[Mrs. Cole] saw [the matron]."] * 3], links) == set()


THIRD: list[tuple[list[str], Mapping[str, Shares], str, str]] = [
    (
        ["[The visitor] came.", "[Mr. Hale] sat down.", "[Mrs. Hale] rose."],
        {"Mr. Hale": {"The visitor": 0.4}, "Mrs. Hale": {"The visitor": 0.4}},
        "Mr. Hale",
        "Mrs. Hale",
    ),
    (
        ["[The visitor] came.", "[Emma] rose.", "[[Emma]’s father|nominal] sat down."],
        {"Emma": {"The visitor": 0.3}, "Emma’s father": {"The visitor": 0.4}},
        "Emma",
        "Emma’s father",
    ),
]


@pytest.mark.parametrize(("page", "links", "one", "other"), THIRD)
def test_two_who_cannot_be_one_are_not_made_one_by_a_third(
    page: list[str], links: Mapping[str, Shares], one: str, other: str
) -> None:
    scene = tell(*page, links=links)
    cast = cast_of(settle(scene.text, scene.notes, weights(pair={"links": 2.0})))
    found = [cast.mentions[scene.labels[label]].entity for label in (one, other, "The visitor")]
    assert found[0] != found[1]
    assert found[2] in found[:2]
