"""How what the cast stage works out becomes the share that is right.

By several signs, with logistic regression, of speakers and of mentions in quotations on PDNC's training
novels and LitBank's training documents (``training.confidence``); mentions outside quotations by their
probability alone, by Platt's method (1999), on the documents of LitBank that training keeps back.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

SPEAKER: Final = ("probability", "margin", "untold", "linked", "fame", "again", "shared", "shift")
"""The signs of :class:`SpeakerSigns`, and what is added to their sum."""
LINK: Final = ("probability", "fame", "spoken", "shift")
"""The same of :class:`LinkSigns`."""


class Reference(Enum):
    """What a mention goes by: a name, other words, a pronoun, or who speaks to whom ("I", "you, sir")."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    SPEAKER = "speaker"
    HEARER = "hearer"


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


def speaker_confidence(signs: SpeakerSigns, weights: Sequence[float]) -> float:
    """How often speakers with such signs are right; ``weights`` are in the order of ``SPEAKER``."""
    return _share(_sum(weights, (*signs.columns(), 1.0)))


def link_confidence(signs: LinkSigns, weights: Mapping[tuple[Reference, bool], Sequence[float]]) -> float:
    """How often mentions with such signs are of their entity.

    ``weights`` are in the order of ``LINK``, by what a mention goes by and whether it is quoted.
    """
    return _share(_sum(weights[signs.reference, signs.quoted], (*signs.columns(), 1.0)))


def _sum(weights: Sequence[float], signs: Sequence[float]) -> float:
    return sum([w * x for w, x in zip(weights, signs, strict=True)])


def _odds(probability: float) -> float:
    return math.log(max(probability, 1e-4) / max(1.0 - probability, 1e-4))


def _share(odds: float) -> float:
    return round(min(max(1.0 / (1.0 + math.exp(-odds)), 0.001), 0.999), 4)
