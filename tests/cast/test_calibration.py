"""Probabilities that become shares: in order, within bounds, and of the kind of claim they are for."""

from __future__ import annotations

import itertools

import pytest

from fabula.cast.calibration import link_confidence, speaker_confidence
from fabula.types import MentionForm

SURER = [0.0, 1e-9, 0.01, 0.3, 0.5, 0.7, 0.99, 1 - 1e-9, 1.0]


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize("form", list(MentionForm))
def test_a_surer_link_is_never_less_likely_and_none_is_certain(form: MentionForm, quoted: bool) -> None:
    found = [link_confidence(probability, form, quoted) for probability in SURER]
    assert found == sorted(found)
    assert 0.0 < found[0] < found[-1] < 1.0


def test_a_surer_speaker_is_more_likely_and_none_is_certain() -> None:
    found = [speaker_confidence(probability) for probability in SURER[2:-1]]
    assert all(less < more for less, more in itertools.pairwise(found))
    assert 0.0 < found[0] < found[-1] < 1.0


def test_a_name_that_is_sure_is_believed_more_than_a_noun_in_speech_that_is_sure() -> None:
    name, noun = (link_confidence(0.99, form, True) for form in (MentionForm.NAME, MentionForm.NOMINAL))
    assert name > 0.95 > 0.7 > noun
