"""How far the probabilities of who knows what can be believed."""

from __future__ import annotations

import pytest

from training.story.knowledge import calibration_error


def test_probabilities_that_come_true_as_often_as_they_say_have_no_error() -> None:
    assert calibration_error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == 0.0
    assert calibration_error([(1.0, True), (0.0, False)]) == 0.0


def test_the_error_is_how_far_they_are_off_in_points() -> None:
    assert calibration_error([(0.9, False), (0.9, True)]) == pytest.approx(40)
    assert calibration_error([(0.25, False), (0.95, True)]) == pytest.approx(15)
