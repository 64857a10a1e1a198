"""How a scene is told: moment by moment, in summary, or as description."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import numpy.typing as npt

from fabula.lang.en.times import TIME_NOUNS
from fabula.story.document import Document

Array = npt.NDArray[np.float64]

MODE: Final = (
    "bias",
    "speech",
    "no speech",
    "past perfect",
    "would and used to",
    "present tense",
    "events",
    "times",
    "forms of be",
    "long",
    "lines",
)
"""Features of a scene that is told moment by moment."""


def mode_features(document: Document, first: int, end: int, lines: int) -> Array:
    """The features of some tokens with so many lines of speech, in the order of ``MODE``."""
    told = document.narrated(first, end)
    size, length = max(1, len(told)), max(1, end - first)
    verbs = max(1, sum(document.upos[w] in ("VERB", "AUX") for w in told))
    lemmas = [document.lower[w] for w in told]
    had = sum(document.lemma[w] == "have" and document.upos[w] == "AUX" for w in told)
    values = {
        "bias": 1.0,
        "speech": 1.0 - len(told) / length,
        "no speech": float(len(told) == length),
        "past perfect": had / verbs,
        "would and used to": sum(lemma in ("would", "used", "always", "often", "never") for lemma in lemmas)
        / verbs,
        "present tense": sum(document.xpos[w] in ("VBZ", "VBP") for w in told) / verbs,
        "events": sum(document.event[w] for w in told) / verbs,
        "times": 10.0 * sum(lemma in TIME_NOUNS for lemma in lemmas) / size,
        "forms of be": lemmas.count("be") / verbs,
        "long": math.log(length / 100.0),
        "lines": math.log1p(lines),
    }
    return np.asarray([values[name] for name in MODE])
