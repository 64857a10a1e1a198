from __future__ import annotations

import itertools
import math
import random
import tracemalloc

import pytest

from fabula.cast.identity.company import COMPANY, Company


def test_two_who_share_more_passages_than_with_anybody_else() -> None:
    company = Company({1: [0, 1, 2], 2: [0, 1, 2, 9], 3: [9]})
    assert company.features((1, 2))[COMPANY[0]] == pytest.approx(math.log(4 / 1))
    assert company.features((1, 2))[COMPANY[1]] == pytest.approx(math.log(4 / 2))
    assert company.features((2, 3))[COMPANY[1]] == pytest.approx(math.log(2 / 4))


def test_two_who_never_come_up_together() -> None:
    company = Company({1: [0], 2: [5], 3: [0]})
    assert company.features((1, 2)) == {
        COMPANY[0]: pytest.approx(0.0),
        COMPANY[1]: pytest.approx(math.log(1 / 2)),
    }


def test_columns_say_what_a_look_at_all_pairs_says() -> None:
    chance = random.Random(18)
    passages = {n: [place for place in range(12) if chance.random() < 0.3] for n in range(2, 20)}
    company = Company(passages)

    def shared(a: int, b: int) -> int:
        return len(set(passages[a]) & set(passages[b]))

    for pair in itertools.combinations(passages, 2):
        beside = [max(shared(n, m) for m in passages if m not in pair) for n in pair]
        logs = [math.log((shared(*pair) + 1) / (most + 1)) for most in beside]
        assert company.features(pair) == {COMPANY[0]: max(logs), COMPANY[1]: min(logs)}


def test_a_pair_of_a_book_of_names_takes_a_few_bytes() -> None:
    passages = {n: [n // 40] for n in range(8000)}
    tracemalloc.start()
    try:
        company = Company(passages)
        assert tracemalloc.get_traced_memory()[1] < 80 * 156_000  # 400 bytes each where every pair is a tuple
    finally:
        tracemalloc.stop()
    assert company.features((0, 1)) == {COMPANY[0]: 0.0, COMPANY[1]: 0.0}


def test_nobody_is_in_company_where_there_is_nobody() -> None:
    assert Company({}) is not None
    assert Company({0: [], 1: []}).features((0, 1)) == {COMPANY[0]: 0.0, COMPANY[1]: 0.0}
