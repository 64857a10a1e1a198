"""The worked examples of the papers that define the measures."""

from __future__ import annotations

import pytest

from fabula.evaluation.scores.b_cubed import b_cubed
from fabula.evaluation.scores.ceaf_e import ceaf_e
from fabula.evaluation.scores.clusters import Clusters
from fabula.evaluation.scores.coreference import conll, coreference
from fabula.evaluation.scores.muc import muc


def clusters(*groups: str) -> Clusters:
    return [frozenset(group) for group in groups]


VILAIN = [
    # key, response, recall, precision: the kinds of case that Vilain et al. 1995 work through
    (("ABCD",), ("AB", "CD"), 2 / 3, 1.0),
    (("AB", "CD"), ("ABCD",), 1.0, 2 / 3),
    (("ABCD",), ("ABCD",), 1.0, 1.0),
    (("ABCD",), ("AB", "CDE"), 2 / 3, 2 / 3),
    (("ABC",), ("AC",), 1 / 2, 1.0),
    (("BCDEGHJ",), ("ABC", "DEF", "GHI"), 3 / 6, 3 / 6),
]


@pytest.mark.parametrize(("gold", "system", "recall", "precision"), VILAIN)
def test_muc_as_published(
    gold: tuple[str, ...], system: tuple[str, ...], recall: float, precision: float
) -> None:
    score = muc(clusters(*gold), clusters(*system))
    assert score.recall == pytest.approx(100 * recall)
    assert score.precision == pytest.approx(100 * precision)


# Bagga and Baldwin 1998; Luo 2005 takes the same key and adds two responses (his table 1).
KEY = clusters("12345", "67", "89ABC")
RESPONSE_A = clusters("12345", "6789ABC")
RESPONSE_B = clusters("1234589ABC", "67")
RESPONSE_C = clusters("123456789ABC")
RESPONSE_D = clusters(*"123456789ABC")


def test_muc_cannot_tell_the_two_errors_apart() -> None:
    for response in (RESPONSE_A, RESPONSE_B):
        score = muc(KEY, response)
        assert (score.recall, score.precision) == pytest.approx((100, 90))


def test_b_cubed_as_published() -> None:
    assert b_cubed(KEY, RESPONSE_A).precision == pytest.approx(100 * 16 / 21)
    assert b_cubed(KEY, RESPONSE_B).precision == pytest.approx(100 * 7 / 12)
    assert b_cubed(KEY, RESPONSE_A).recall == b_cubed(KEY, RESPONSE_B).recall == 100


@pytest.mark.parametrize(
    ("response", "b_cubed_f1", "ceaf_f1"),
    [
        (RESPONSE_A, 86.5, 73.3),
        (RESPONSE_B, 73.7, 66.7),
        (RESPONSE_C, 54.5, 29.4),
        (RESPONSE_D, 40.0, 17.8),
    ],
)
def test_luo_2005_table_1(response: Clusters, b_cubed_f1: float, ceaf_f1: float) -> None:
    assert b_cubed(KEY, response).f1 == pytest.approx(b_cubed_f1, abs=0.05)
    assert ceaf_e(KEY, response).f1 == pytest.approx(ceaf_f1, abs=0.05)


def test_predicted_mentions_pradhan_2014() -> None:
    # Mentions that only one side has: c is misplaced, e is missed, h and i are spurious.
    gold, system = clusters("abc", "defg"), clusters("ab", "cd", "fghi")
    scores = coreference(gold, system)
    assert (scores["muc"].recall, scores["muc"].precision) == pytest.approx((40, 40))
    assert scores["b_cubed"].recall == pytest.approx(100 * 35 / 12 / 7)
    assert scores["b_cubed"].precision == pytest.approx(50)
    assert scores["ceaf_e"].recall == pytest.approx(65)
    assert scores["ceaf_e"].precision == pytest.approx(100 * 1.3 / 3)
    assert conll(scores) == pytest.approx((40 + 45.4545 + 52) / 3, abs=0.001)


def test_singletons_count_but_for_muc() -> None:
    gold, system = clusters("ab", "c", "d"), clusters("ab", "c", "e")
    scores = coreference(gold, system)
    assert scores["muc"].f1 == 100
    assert scores["b_cubed"].f1 == pytest.approx(75)
    assert scores["ceaf_e"].f1 == pytest.approx(100 * 2 / 3)


def test_nothing_on_one_side() -> None:
    for measure in (muc, b_cubed, ceaf_e):
        assert measure(KEY, []).f1 == measure([], KEY).f1 == measure([], []).f1 == 0
