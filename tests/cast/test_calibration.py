"""Probabilities that become shares: in order, within bounds, and of the kind of claim they are for."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from fabula.cast.calibration import (
    SPEAKER,
    LinkSigns,
    Reference,
    SpeakerSigns,
    link_confidence,
    speaker_confidence,
)
from fabula.cast.weights import shipped

WEIGHTS = shipped()


def speaker_sure(signs: SpeakerSigns) -> float:
    return speaker_confidence(signs, WEIGHTS.speaker)


def link_sure(signs: LinkSigns) -> float:
    return link_confidence(signs, WEIGHTS.links)


SURER = [0.0, 1e-9, 0.01, 0.3, 0.5, 0.7, 0.99, 1 - 1e-9, 1.0]


LINK = LinkSigns(Reference.NAME, quoted=True, probability=0.9, fame=-3.0, spoken=0.8)


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize("reference", list(Reference))
def test_a_surer_link_is_never_less_likely_and_none_is_certain(reference: Reference, quoted: bool) -> None:
    signs = replace(LINK, reference=reference, quoted=quoted)
    found = [link_sure(replace(signs, probability=probability)) for probability in SURER]
    assert found == sorted(found)
    assert 0.0 < found[0] <= found[-1] < 1.0


SIGNS = SpeakerSigns(probability=0.7, margin=1.0, untold=0.5, linked=0.0, fame=-3.0, again=False, shared=0)


def test_a_surer_speaker_is_more_likely_and_none_is_certain() -> None:
    found = [speaker_sure(replace(SIGNS, probability=probability)) for probability in SURER[2:-1]]
    assert all(less < more for less, more in itertools.pairwise(found))
    assert 0.0 < found[0] < found[-1] < 1.0


def test_a_rival_far_off_a_pronoun_of_his_own_and_a_known_name_are_for_a_speaker() -> None:
    for surer in (replace(SIGNS, margin=2.0), replace(SIGNS, linked=1.0), replace(SIGNS, fame=-1.0)):
        assert speaker_sure(surer) > speaker_sure(SIGNS)


@pytest.mark.parametrize(
    ("sign", "more"),
    [
        ("probability", replace(SIGNS, probability=0.8)),
        ("margin", replace(SIGNS, margin=2.0)),
        ("untold", replace(SIGNS, untold=0.7)),
        ("linked", replace(SIGNS, linked=0.5)),
        ("fame", replace(SIGNS, fame=-2.0)),
        ("again", replace(SIGNS, again=True)),
        ("shared", replace(SIGNS, shared=1)),
    ],
)
def test_each_sign_counts_by_its_own_weight(sign: str, more: SpeakerSigns) -> None:
    def sure(signs: SpeakerSigns, weight: float) -> float:
        return speaker_confidence(signs, [weight * (name == sign) for name in SPEAKER])

    assert sure(more, 1.0) > sure(SIGNS, 1.0)
    assert sure(more, -1.0) < sure(SIGNS, -1.0)
    assert sure(more, 0.0) == sure(SIGNS, 0.0) == 0.5


def test_what_is_added_to_the_signs_makes_all_speakers_surer() -> None:
    weights = [float(name == "shift") for name in SPEAKER]
    assert speaker_confidence(SIGNS, weights) == pytest.approx(0.7311, abs=1e-4)


def test_a_name_that_is_sure_is_believed_more_than_a_noun_in_speech_that_is_sure() -> None:
    name, noun = (
        link_sure(replace(LINK, reference=reference, probability=0.99, fame=-5.0))
        for reference in (Reference.NAME, Reference.NOMINAL)
    )
    assert name > 0.85 > 0.75 > noun


def test_one_of_whom_the_book_is_full_is_believed_more_and_an_i_as_far_as_its_speaker() -> None:
    known, unknown = (link_sure(replace(LINK, fame=fame)) for fame in (-2.0, -7.0))
    assert known > unknown
    mine = replace(LINK, reference=Reference.SPEAKER, spoken=0.62)
    assert link_sure(mine) == pytest.approx(0.62, abs=0.001)
