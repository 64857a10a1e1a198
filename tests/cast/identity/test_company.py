from __future__ import annotations

import math

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
