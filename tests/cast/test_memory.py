"""What a resolution holds in memory: nothing once it is done, and no more a name the more names there are."""

from __future__ import annotations

import gc
import itertools
import tracemalloc
from collections import Counter
from collections.abc import Iterator

import pytest

from fabula.cast.book import Book
from fabula.cast.clusters import Bonds
from fabula.cast.coreference import _Pass
from fabula.cast.names import parse_name
from fabula.cast.speakers.evidence import Observer
from fabula.cast.speakers.lines import Line
from tests.cast.scenes import tell
from tests.cast.speakers.talks import line, person, said_by, voices


@pytest.fixture
def without_collection() -> Iterator[None]:
    """As the pipeline resolves: no cycles of garbage are looked for meanwhile."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_what_a_resolution_worked_with_is_gone_with_it(without_collection: None) -> None:
    before = living()
    tell("# One\n\n“No,” said [Emma]. [She] went out.\n\n“Yes,” said [Jane].", links={"She": "Emma"}).read()
    assert living() == before


def living() -> Counter[str]:
    """How many of what a resolution works with are alive; other tests may keep some."""
    return Counter(type(kept).__name__ for kept in gc.get_objects() if type(kept) in (Book, _Pass))


def peak(count: int) -> int:
    """The bytes that a conversation of so many lines takes, each of somebody else."""
    lines: list[Line] = [line(k, said_by(k)) for k in range(count)]
    figures = [person() for _ in lines]
    tracemalloc.start()
    try:
        Observer(voices(figures, lines), lines)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_conversation_of_thousands_takes_no_more_for_each() -> None:
    assert peak(1600) < 6 * peak(400)  # 13 times as much where there is a row a figure and a column a line


def test_two_names_that_are_but_seen_take_no_place_among_those_linked() -> None:
    bonds, emma, jane = Bonds(), parse_name("Emma"), parse_name("Jane")
    bonds.add(emma, jane, 0.0)
    assert bonds.seen[emma, jane] == bonds.seen[jane, emma] == 1
    assert not bonds.linked


def test_pairs_of_names_take_a_number_a_sight() -> None:
    names = [parse_name(f"Na{n}") for n in range(200)]
    bonds = Bonds()
    tracemalloc.start()
    try:
        for a, b in itertools.combinations(names, 2):
            bonds.add(a, b, 0.0)
        assert bonds.seen[names[0], names[1]] == 1
        assert (
            tracemalloc.get_traced_memory()[1] < 40 * 19_900
        )  # 200 bytes each where there are two keys a pair
    finally:
        tracemalloc.stop()
    bonds.add(names[1], names[0], 0.5)
    assert bonds.seen[names[0], names[1]] == 2
    assert bonds.between(names[0], [names[1], names[2], parse_name("Unseen")]) == (0.5 / 3, 3)
