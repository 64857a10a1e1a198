from __future__ import annotations

import pytest

from fabula.cast import coreference, figures
from training.cast.numbers import Number, numbers


def test_numbers_that_have_a_name_are_listed() -> None:
    found = {str(own): own.value for own in numbers()}
    assert found["figures.TAG_SURE"] == figures.TAG_SURE
    assert found["coreference._ANSWERED[1]"] == coreference._ANSWERED[1]
    assert "speakers.evidence._CALLED" not in found  # the place of a feature, which is worked out


def test_a_number_is_put_wherever_it_is_used_and_back() -> None:
    number = next(own for own in numbers() if str(own) == "figures.TAG_SURE")
    number.put(0.9)
    assert _settled() == [0.9, 0.9]
    number.put(number.value)
    assert _settled() == [number.value, number.value]


def test_one_of_several_under_a_name_is_put_alone() -> None:
    before = coreference._ANSWERED
    number = next(own for own in numbers() if str(own) == "coreference._ANSWERED[1]")
    number.put(0.5)
    assert (before[0], 0.5, before[2]) == coreference._ANSWERED
    number.put(number.value)
    assert before == coreference._ANSWERED


@pytest.mark.parametrize(
    ("value", "factor", "made"),
    [
        (4, 1.6, 6),
        (1, 0.6, 0),
        (1, 1.6, 2),
        (0.5, 0.6, 0.3),
        (0.7, 1.6, 0.8125),
        (0.95, 0.6, 0.9167),
        (5.0, 1.6, 8.0),
    ],
)
def test_a_number_made_more_or_less_stays_of_its_kind(value: float, factor: float, made: float) -> None:
    assert Number("m", "N", -1, value).times(factor) == pytest.approx(made, abs=1e-4)


def _settled() -> list[float]:
    return [vars(module)["TAG_SURE"] for module in (figures, coreference)]
