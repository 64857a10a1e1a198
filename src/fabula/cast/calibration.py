"""How what the cast stage works out becomes the share that is right.

Mentions by their probability, by Platt's method (1999); speakers by several signs, by logistic regression.
Fitted on training novels read by a model hardly trained on them, mentions also on the documents of LitBank
that training keeps back (training/EXPERIMENTS.md): what is seen again and again in one book is no proof.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from fabula.types import MentionForm

_SPEAKER = (0.38, 0.24, 0.09, 1.16, 0.27, -0.64, -0.81)
_SPEAKER_SHIFT = 1.09
"""Weights of the signs of :class:`SpeakerSigns`, by logistic regression on eight training novels of PDNC,
each of the same weight, against their one-to-one score (``training.confidence``)."""
_LINK = {
    (MentionForm.NAME, False): (1.22, -0.67),
    (MentionForm.NAME, True): (1.22, -0.67),
    (MentionForm.NOMINAL, False): (0.37, -0.33),
    (MentionForm.NOMINAL, True): (0.1, -0.07),
    (MentionForm.PRONOUN, False): (0.73, -0.07),
    (MentionForm.PRONOUN, True): (0.22, 0.39),
}
"""Slope and shift for mentions of each form, outside quotations and inside them."""


@dataclass(frozen=True, slots=True)
class SpeakerSigns:
    """What tells how far to believe a speaker.

    ``margin``: the logarithm of how much likelier he is than anybody else. ``untold``: the probability that
    no tag names the speaker. ``linked``: how much of the pronoun of the tag goes back to him by itself.
    ``fame``: the logarithm of the share of the book's lines in which a tag names him outright. ``again``:
    he has the line before as well, in an earlier paragraph. ``shared``: how many of the lines before and
    after stand in the same paragraph.
    """

    probability: float
    margin: float
    untold: float
    linked: float
    fame: float
    again: bool
    shared: int

    def columns(self) -> tuple[float, ...]:
        """The signs in the order of their weights."""
        return (
            _odds(self.probability),
            self.margin,
            _odds(self.untold),
            self.linked,
            self.fame,
            float(self.again),
            float(self.shared),
        )


def speaker_confidence(signs: SpeakerSigns) -> float:
    """How often speakers with such signs are right."""
    return _share(sum(w * x for w, x in zip(_SPEAKER, signs.columns(), strict=True)) + _SPEAKER_SHIFT)


def link_confidence(probability: float, form: MentionForm, quoted: bool) -> float:
    """How often mentions of such a form and probability, inside quotations or not, are of their entity."""
    return _right(probability, *_LINK[form, quoted])


def _right(probability: float, slope: float, shift: float) -> float:
    return _share(slope * _odds(probability) + shift)


def _odds(probability: float) -> float:
    return math.log(max(probability, 1e-4) / max(1.0 - probability, 1e-4))


def _share(odds: float) -> float:
    return round(min(max(1.0 / (1.0 + math.exp(-odds)), 0.001), 0.999), 4)
