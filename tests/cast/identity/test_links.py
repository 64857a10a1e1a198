from __future__ import annotations

import math
from collections.abc import Mapping

import pytest

from tests.cast.identity.pairs import Drafted
from tests.cast.scenes import Shares, tell

PAGE = ("[The nurse] came.", "[The cook] came.", "[Emma] sat.", "[She] rose.")


def seen(links: Mapping[str, Shares], one: str = "Emma", other: str = "The nurse") -> dict[str, float]:
    return Drafted(tell(*PAGE, links=links)).features(one, other)


def test_links_beside_those_to_the_next_best() -> None:
    only = seen({"Emma": {"The nurse": 0.4}})
    assert only["links beside the next best"] == pytest.approx(math.log(0.7 / 0.3), abs=1e-3)
    both = {"Emma": {"The nurse": 0.2, "The cook": 0.4}}
    assert seen(both)["links beside the next best"] == pytest.approx(math.log(0.5 / 0.3), abs=1e-3)
    assert seen(both)["links beside the next best of both"] == pytest.approx(math.log(0.5 / 0.7), abs=1e-3)


def test_links_of_pronouns_beside_those_to_the_next_best() -> None:
    found = seen({"She": {"Emma": 0.5, "The nurse": 0.3}})
    assert found["links of pronouns beside the next best"] > 0.0


def test_links_to_the_chances_of_one() -> None:
    weak = seen({"Emma": {"The nurse": 0.1}})["links to a chance"]
    assert weak == pytest.approx(0.1 / 4.0, abs=1e-3)
    assert seen({"Emma": {"The nurse": 0.4}})["links to a chance"] == pytest.approx(4 * weak, abs=1e-3)
