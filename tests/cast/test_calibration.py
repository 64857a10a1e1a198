"""Probabilities that become shares: in order, within bounds, and of the kind of claim they are for."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from fabula.cast.calibration import SpeakerSigns, link_confidence, speaker_confidence
from fabula.types import MentionForm

SURER = [0.0, 1e-9, 0.01, 0.3, 0.5, 0.7, 0.99, 1 - 1e-9, 1.0]


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize("form", list(MentionForm))
def test_a_surer_link_is_never_less_likely_and_none_is_certain(form: MentionForm, quoted: bool) -> None:
    found = [link_confidence(probability, form, quoted) for probability in SURER]
    assert found == sorted(found)
    assert 0.0 < found[0] < found[-1] < 1.0


SIGNS = SpeakerSigns(probability=0.7, margin=1.0, untold=0.5, linked=0.0, fame=-3.0, again=False, shared=0)


def test_a_surer_speaker_is_more_likely_and_none_is_certain() -> None:
    found = [speaker_confidence(replace(SIGNS, probability=probability)) for probability in SURER[2:-1]]
    assert all(less < more for less, more in itertools.pairwise(found))
    assert 0.0 < found[0] < found[-1] < 1.0


def test_a_rival_far_off_a_pronoun_of_his_own_and_a_known_name_are_for_a_speaker() -> None:
    for surer in (replace(SIGNS, margin=2.0), replace(SIGNS, linked=1.0), replace(SIGNS, fame=-1.0)):
        assert speaker_confidence(surer) > speaker_confidence(SIGNS)


def test_turns_that_do_not_pass_and_crowded_paragraphs_are_against_a_speaker() -> None:
    for doubted in (replace(SIGNS, again=True), replace(SIGNS, shared=1), replace(SIGNS, shared=2)):
        assert speaker_confidence(doubted) < speaker_confidence(SIGNS)


def test_a_name_that_is_sure_is_believed_more_than_a_noun_in_speech_that_is_sure() -> None:
    name, noun = (link_confidence(0.99, form, True) for form in (MentionForm.NAME, MentionForm.NOMINAL))
    assert name > 0.95 > 0.7 > noun
