from __future__ import annotations

import numpy as np
import pytest

from fabula.evaluation.scores.calibration import COVERAGES, Claims, calibration, joined


def test_by_hand() -> None:
    # Ten claims are ten bins of one: the error is the mean of |confidence - right|.
    claims = Claims.of(
        (confidence, right)
        for confidence, right in [
            (0.9, True), (0.8, True), (0.7, False), (0.6, True), (0.55, False),
            (0.5, True), (0.45, False), (0.4, False), (0.3, True), (0.2, False),
        ]
    )  # fmt: skip
    found = calibration("speaker", claims)
    assert found is not None
    assert (found.name, found.claims) == ("speaker", 10)
    off = 0.1 + 0.2 + 0.7 + 0.4 + 0.55 + 0.5 + 0.45 + 0.4 + 0.7 + 0.2
    assert found.error == pytest.approx(10 * off)
    assert dict(zip(COVERAGES, found.accuracy, strict=True)) == pytest.approx(
        {100: 50, 90: 500 / 9, 80: 50, 70: 400 / 7, 60: 400 / 6, 50: 60}
    )
    assert found.at(50) == 60


def test_bins_hold_as_many_claims_each() -> None:
    # Twenty claims, two a bin: in each bin the confidences are off by +0.1 and -0.1, which cancel out.
    pairs = [
        (0.5 + 0.01 * k + offset, right) for k in range(10) for offset, right in ((0, True), (0.001, False))
    ]
    found = calibration("mention", Claims.of(pairs))
    assert found is not None
    assert found.error == pytest.approx(np.mean([100 * (0.01 * k + 0.0005) for k in range(10)]))


def test_the_order_of_equal_confidences_means_nothing() -> None:
    rights = [True] * 30 + [False] * 10
    ahead = calibration("head", Claims.of((0.75, right) for right in rights))
    behind = calibration("head", Claims.of((0.75, right) for right in reversed(rights)))
    assert ahead == behind
    assert ahead is not None
    assert ahead.error == pytest.approx(0)
    assert ahead.accuracy == (75,) * len(COVERAGES)


def test_perfectly_calibrated_claims_have_a_small_error_and_false_ones_a_large_one() -> None:
    draw = np.random.default_rng(1)
    confidence = draw.uniform(0, 1, 20_000)
    right = draw.uniform(0, 1, 20_000) < confidence
    honest = calibration("event", Claims(confidence, right))
    boasting = calibration("event", Claims(np.sqrt(confidence), right))
    assert honest is not None
    assert boasting is not None
    assert honest.error < 1.5
    # The mean of sqrt(u) - u over u from 0 to 1 is 1/6.
    assert boasting.error == pytest.approx(100 / 6, abs=1)
    assert honest.accuracy == pytest.approx(boasting.accuracy)
    # Of the surest half, confidences from 0.5 to 1, three quarters are right.
    assert honest.at(50) == pytest.approx(75, abs=1.5)


def test_nothing_claimed_is_nothing_to_calibrate() -> None:
    assert calibration("event", Claims.of([])) is None
    assert calibration("event", joined([])) is None


def test_claims_of_several_documents() -> None:
    parts = [Claims.of([(0.9, True)]), Claims.of([]), Claims.of([(0.4, False), (0.6, True)])]
    whole = joined(parts)
    assert whole.confidence.tolist() == [0.9, 0.4, 0.6]
    assert whole.right.tolist() == [True, False, True]
    assert len(whole) == 3
