"""How what the cast stage works out becomes the share that is right.

By several signs, with logistic regression, of speakers and of mentions in quotations on PDNC's training
novels and LitBank's training documents (``training.confidence``); mentions outside quotations by their
probability alone, by Platt's method (1999), on the documents of LitBank that training keeps back.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

_SPEAKER = (0.36, 0.22, 0.08, 1.11, 0.26, -0.49, -0.50)
_SPEAKER_SHIFT = 0.95
"""Weights of the signs of :class:`SpeakerSigns`, against the one-to-one score (``training.confidence``)."""


class Reference(Enum):
    """What a mention goes by: a name, other words, a pronoun, or who speaks to whom ("I", "you, sir")."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    SPEAKER = "speaker"
    HEARER = "hearer"


_TOLD = {
    Reference.NAME: (1.22, 0.0, 0.0, -0.67),
    Reference.NOMINAL: (0.37, 0.0, 0.0, -0.33),
    Reference.PRONOUN: (0.73, 0.0, 0.0, -0.07),
    Reference.SPEAKER: (0.73, 0.0, 0.0, -0.07),
    Reference.HEARER: (0.73, 0.0, 0.0, -0.07),
}
_QUOTED = {
    Reference.NAME: (0.73, 0.60, 0.02, 2.16),
    Reference.NOMINAL: (0.45, 0.59, 0.18, 1.51),
    Reference.PRONOUN: (0.46, 0.75, 0.07, 2.83),
    Reference.SPEAKER: (0.0, 0.0, 1.0, 0.0),
    Reference.HEARER: (0.27, 0.81, 0.17, 3.38),
}
"""Weights of the signs of :class:`LinkSigns` and the shift, outside quotations and inside them.

An *I* in a quotation is the speaker as surely as the quotation is his.
"""


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


@dataclass(frozen=True, slots=True)
class LinkSigns:
    """What tells how far to believe that a mention is of its entity.

    ``quoted``: it stands in a quotation. ``fame``: the logarithm of the share of the book's mentions that
    are of this entity. ``spoken``: how probable the speaker of the quotation is, one half outside any.
    """

    reference: Reference
    quoted: bool
    probability: float
    fame: float
    spoken: float

    def columns(self) -> tuple[float, ...]:
        """The signs in the order of their weights."""
        return _odds(self.probability), self.fame, _odds(self.spoken)


def speaker_confidence(signs: SpeakerSigns) -> float:
    """How often speakers with such signs are right."""
    return _share(_sum(_SPEAKER, signs.columns()) + _SPEAKER_SHIFT)


def link_confidence(signs: LinkSigns) -> float:
    """How often mentions with such signs are of their entity."""
    *weights, shift = (_QUOTED if signs.quoted else _TOLD)[signs.reference]
    return _share(_sum(weights, signs.columns()) + shift)


def _sum(weights: Sequence[float], signs: Sequence[float]) -> float:
    return sum(w * x for w, x in zip(weights, signs, strict=True))


def _odds(probability: float) -> float:
    return math.log(max(probability, 1e-4) / max(1.0 - probability, 1e-4))


def _share(odds: float) -> float:
    return round(min(max(1.0 / (1.0 + math.exp(-odds)), 0.001), 0.999), 4)
