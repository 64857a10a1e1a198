"""How a probability that the cast stage works out becomes the share that is right: Platt's method (1999).

Fitted on training novels read by a model hardly trained on them, and on the documents of LitBank
that training keeps back (training/EXPERIMENTS.md): what is seen again and again in one book is no proof.
"""

from __future__ import annotations

import math

from fabula.types import MentionForm

_SPEAKER = (0.36, 0.45)
_LINK = {
    (MentionForm.NAME, False): (1.22, -0.67),
    (MentionForm.NAME, True): (1.22, -0.67),
    (MentionForm.NOMINAL, False): (0.37, -0.33),
    (MentionForm.NOMINAL, True): (0.1, -0.07),
    (MentionForm.PRONOUN, False): (0.73, -0.07),
    (MentionForm.PRONOUN, True): (0.22, 0.39),
}
"""Slope and shift for mentions of each form, outside quotations and inside them."""


def speaker_confidence(probability: float) -> float:
    """How often speakers of such a probability are right."""
    return _right(probability, *_SPEAKER)


def link_confidence(probability: float, form: MentionForm, quoted: bool) -> float:
    """How often mentions of such a form and probability, inside quotations or not, are of their entity."""
    return _right(probability, *_LINK[form, quoted])


def _right(probability: float, slope: float, shift: float) -> float:
    odds = math.log(max(probability, 1e-4) / max(1.0 - probability, 1e-4))
    right = 1.0 / (1.0 + math.exp(-slope * odds - shift))
    return round(min(max(right, 0.001), 0.999), 4)
