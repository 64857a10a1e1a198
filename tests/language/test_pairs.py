from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.language.features import (
    Features,
    MentionTable,
    addressee_candidates,
    antecedent_features,
    speaker_candidates,
    speaker_features,
)
from fabula.language.pairs import FAR, NEAR, antecedent_candidates, antecedent_scores, attribution_scores
from fabula.sections import CANDIDATES
from fabula.types import PairScores
from tests.language.fakes import NAME, PRONOUN, VECTOR, FakeModel, mentions, quotations


def vectors(count: int, seed: int = 0) -> npt.NDArray[np.float32]:
    return np.random.default_rng(seed).normal(size=(count, VECTOR)).astype(np.float32)


def people(count: int, words: str = "", form: int = NAME) -> MentionTable:
    own = words.split() or [f"n{i}" for i in range(count)]
    return mentions(" ".join(own), *((i, i + 1, 0, form, -1, 0) for i in range(count)))


def masses(found: PairScores) -> list[float]:
    """The probability that each row holds, "none" included."""
    return [float(np.exp(found.row(i)[1]).sum() + np.exp(found.none[i])) for i in range(len(found.none))]


def test_a_row_of_few_candidates_sums_to_one() -> None:
    found = antecedent_scores(FakeModel(), people(CANDIDATES + 1), vectors(CANDIDATES + 1))
    assert [len(found.row(i)[0]) for i in range(CANDIDATES + 1)] == list(range(CANDIDATES + 1))
    assert masses(found) == pytest.approx([1.0] * (CANDIDATES + 1), abs=1e-5)
    assert found.none[0] == 0.0


def slow_row(table: MentionTable, own: npt.NDArray[np.float32], i: int) -> tuple[dict[int, float], float]:
    """The log probabilities of one row, worked out by itself."""
    near = list(range(max(0, i - NEAR), i))
    if table.form[i] != PRONOUN:
        same = [j for j in range(i - NEAR) if table.head[j] == table.head[i] and table.form[j] != PRONOUN]
        near = same[-FAR:] + near
    scores = {}
    for j in near:
        features = antecedent_features(table, np.asarray([i], np.int32), np.asarray([j], np.int32))
        scores[j] = float((own[i] * own[j]).sum()) - 0.1 * float(features.sum())
    total = np.logaddexp.reduce([0.0, *scores.values()])
    best = sorted(sorted(scores, key=lambda j: -scores[j])[:CANDIDATES])
    return {j: scores[j] - total for j in best}, -total


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(["anna", "bess", "he", "captain", "dog"]), min_size=1, max_size=130))
def test_antecedents_match_a_plain_reading(words: list[str]) -> None:
    table = mentions(
        " ".join(words), *((i, i + 1, 0, PRONOUN if w == "he" else NAME, -1, 0) for i, w in enumerate(words))
    )
    own = vectors(len(words))
    found = antecedent_scores(FakeModel(), table, own)
    for i in range(len(words)):
        columns, scores = found.row(i)
        expected, none = slow_row(table, own, i)
        assert columns.tolist() == list(expected)
        assert scores.tolist() == pytest.approx(list(expected.values()), abs=1e-4)
        assert found.none[i] == pytest.approx(none, abs=1e-4)


def test_a_name_reaches_far_back_and_a_pronoun_does_not() -> None:
    filler = [f"n{i}" for i in range(200)]
    words = ["anna", *filler, "anna", "he"]
    rows = [(i, i + 1, 0, PRONOUN if w == "he" else NAME, -1, 0) for i, w in enumerate(words)]

    class Same(FakeModel):
        def pair_scores(self, kind: str, *feed: npt.NDArray[np.generic]) -> npt.NDArray[np.float32]:
            features = feed[-1]
            return np.where(features[:, 4] == 4, 5.0, -5.0).astype(np.float32)

    found = antecedent_scores(Same(), mentions(" ".join(words), *rows), vectors(len(words)))
    columns, scores = found.row(201)
    assert columns[scores.argmax()] == 0
    assert np.exp(scores.max()) > 0.98
    assert min(found.row(202)[0].tolist()) >= 202 - NEAR
    assert np.exp(found.none[202]) > 0.7


def test_candidates_of_earlier_sections_are_those_of_all_that_stand_there() -> None:
    table = people(400, " ".join(["emma", "jane", "emma", "tom"] * 100))
    starts = [0] * 90 + [90] * 140 + [230] * 170
    found = [own.tolist() for own in antecedent_candidates(table, starts)]
    whole = [own.tolist() for own in antecedent_candidates(table)]
    assert found == [[j for j in own if j < start] for own, start in zip(whole, starts, strict=True)]
    assert any(len(own) > FAR for own in found)


def test_scores_over_many_rows_are_those_of_the_rows_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    table, own = people(30), vectors(30)
    whole = antecedent_scores(FakeModel(), table, own)
    monkeypatch.setattr("fabula.language.pairs.ROWS_AT_ONCE", 7)
    monkeypatch.setattr("fabula.language.model._PAIRS_AT_ONCE", 11)
    parted = antecedent_scores(FakeModel(), table, own)
    for name in ("offsets", "index", "score", "none"):
        assert getattr(whole, name).tolist() == pytest.approx(getattr(parted, name).tolist(), abs=1e-5)
        assert getattr(whole, name).dtype == getattr(parted, name).dtype


def test_temperature_flattens() -> None:
    class Warm(FakeModel):
        def calibrated(self, name: str) -> float:
            return 1e6

    found = antecedent_scores(Warm(), people(4), vectors(4))
    assert np.exp(found.none).tolist() == pytest.approx([1, 1 / 2, 1 / 3, 1 / 4], abs=1e-4)


def test_huge_scores_stay_finite() -> None:
    class Loud(FakeModel):
        def pair_scores(self, kind: str, *feed: npt.NDArray[np.generic]) -> npt.NDArray[np.float32]:
            return np.linspace(-3e4, 3e4, len(feed[-1]), dtype=np.float32)

    found = antecedent_scores(Loud(), people(60), vectors(60))
    assert np.isfinite(found.score).all()
    assert np.isfinite(found.none).all()
    assert masses(found) == pytest.approx([1.0] * 60, abs=1e-4)


def test_no_mentions_and_no_quotations() -> None:
    none = mentions("")
    found = antecedent_scores(FakeModel(), none, vectors(0))
    assert found.offsets.tolist() == [0]
    assert len(found.index) == len(found.score) == len(found.none) == 0
    speakers, addressees = attribution_scores(FakeModel(), quotations(), none, vectors(0), vectors(0))
    assert speakers.offsets.tolist() == addressees.offsets.tolist() == [0]
    speakers, addressees = attribution_scores(
        FakeModel(), quotations((0, 0, ((0, 2),))), none, vectors(1), vectors(0)
    )
    assert speakers.offsets.tolist() == addressees.offsets.tolist() == [0, 0]
    assert speakers.none.tolist() == addressees.none.tolist() == [0.0]


@pytest.mark.parametrize("at_once", [1, 7, 4_000])
def test_speakers_and_addressees_match_a_plain_reading(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fabula.language.pairs.ROWS_AT_ONCE", at_once)
    rng = np.random.default_rng(5)
    rows = [
        (i, i + 1, 0, int(rng.integers(3)), -1 if i % 11 < 5 else i // 11, i // 11) for i in range(0, 220, 2)
    ]
    table = mentions("x " * 220, *rows)
    q = quotations(*((k, k, ((k * 11 + 5, k * 11 + 11),)) for k in range(20)))
    left, right = vectors(20, 1), vectors(len(rows), 2)
    speakers, addressees = attribution_scores(FakeModel(), q, table, left, right)
    for found, candidates in (
        (speakers, speaker_candidates(q, table)),
        (addressees, addressee_candidates(q, table)),
    ):
        assert len(found.none) == 20
        for i, which in enumerate(candidates):
            features: Features = speaker_features(q, table, i, which)
            scores = right[which] @ left[i] - 0.1 * features.sum(axis=1)
            total = np.logaddexp.reduce([0.0, *scores])
            columns, logs = found.row(i)
            kept = np.sort(np.argsort(-scores, kind="stable")[:CANDIDATES])
            assert columns.tolist() == which[kept].tolist()
            assert logs.tolist() == pytest.approx((scores[kept] - total).tolist(), abs=1e-4)
            assert found.none[i] == pytest.approx(-total, abs=1e-4)
