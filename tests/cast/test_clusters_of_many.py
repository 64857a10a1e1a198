"""Which names are held against which: those of an archive are too many for each against each."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.cast import clusters
from fabula.cast.clusters import Bonds, cluster_names
from fabula.cast.matching import matches
from fabula.cast.names import content, parse_name


def test_a_forename_is_found_by_its_forms_and_its_initial() -> None:
    bonds = Bonds()
    for text in ("Tom", "young Thomas", "T.", "Tim", "Ned", "Captain Tom", "Tom Cole"):
        bonds.befriend(parse_name(text))
    assert {n.text for n in bonds.forenames("thomas")} == {"Tom", "young Thomas", "T"}
    assert {n.text for n in bonds.forenames("t")} == {"Tom", "young Thomas", "T", "Tim"}


def test_names_of_an_archive_are_not_held_against_each_other() -> None:
    ends = ["".join(pair) for pair in itertools.product("bdfgklmnprstvz", repeat=3)]
    texts = [t for end in ends for t in (f"Lo{end}a Co{end}", f"Mr. Co{end}", f"Lo{end}a")]
    start = time.process_time()
    found = cluster_names({parse_name(text): 3 for text in texts}, {})
    assert time.process_time() - start < 3
    assert len(set(found.values())) == len(ends)


def test_full_names_of_one_pool_are_not_held_against_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    syllables = [a + b + c for a in "bdfgkl" for b in "aeiou" for c in ("ba", "do")]
    names = {parse_name(f"{a.title()} {b.title()}r"): 1 for a in syllables for b in syllables}
    asked = 0

    def fits_in(*args: object) -> bool:
        nonlocal asked
        asked += 1
        return False

    monkeypatch.setattr(clusters, "fits_in", fits_in)
    cluster_names(names, {})
    assert asked <= 2 * len(names)


_PARTS = st.sampled_from(
    [
        "John",
        "J.",
        "Jim",
        "James",
        "Bennett",
        "Ben",
        "Kitty",
        "Catherine",
        "Rosie",
        "Rose",
        "de",
        "Tom",
        "Smith",
    ]
)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "Mr.", "Mrs.", "Miss", "Captain"]), st.lists(_PARTS, min_size=1, max_size=4)
        ),
        max_size=12,
    )
)
def test_every_name_that_may_be_somebodys_is_found(parts: list[tuple[str, list[str]]]) -> None:
    names = {parse_name(" ".join([title, *words])) for title, words in parts}
    index = clusters._Index()
    known = sorted(names, key=lambda name: (-len(content(name.words)), name.text))
    for number, name in enumerate(known):
        near = index.near(name)
        assert all(other in near for other in range(number) if matches(name, known[other]))
        index.add(name, number)
