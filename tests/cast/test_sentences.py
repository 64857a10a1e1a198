"""Every feature says something to a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from fabula.cast.identity import evidence as identity
from fabula.cast.identity import sentences as of_identity
from fabula.cast.sentences import Sentence
from fabula.cast.speakers import addressees, evidence, turns
from fabula.cast.speakers import sentences as of_speakers


@pytest.mark.parametrize(
    ("features", "sentences"),
    [
        pytest.param(evidence.CANDIDATE, of_speakers.CANDIDATE, id="candidate"),
        pytest.param(turns.TURN, of_speakers.TURN, id="turn"),
        pytest.param(evidence.HEARER, of_speakers.HEARER, id="hearer"),
        pytest.param(addressees.ADDRESSEE, of_speakers.ADDRESSEE, id="addressee"),
        pytest.param(identity.PAIR, of_identity.PAIR, id="pair"),
    ],
)
def test_every_feature_has_a_sentence_and_every_sentence_a_feature(
    features: Sequence[str], sentences: Mapping[str, Sentence]
) -> None:
    assert sorted(sentences) == sorted(features)
    for sentence in sentences.values():
        said = sentence.between("Emma", "Harriet") if sentence.compares else sentence.of("Emma")
        assert said
        assert not set(said) & {"{", "}"}
