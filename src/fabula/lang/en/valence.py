"""How kind or unkind words are: VADER's lexicon, with negation and degree seen to.

Hutto and Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text"
(ICWSM 2014). Their weights of words, degrees and negation; capitals, emoticons and rows of marks, which prose
has not, are left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

NEGATING = frozenset(
    (  # noqa: SIM905
        "cannot neither never none nope nor not nothing nowhere without rarely seldom despite nobody no "
        "ain't don't hardly scarcely"
    ).split()
)
"""Words that turn what follows them within three words."""
DEGREES: Mapping[str, float] = {
    **dict.fromkeys(
        (  # noqa: SIM905
            "absolutely amazingly awfully completely considerably decidedly deeply enormously entirely "
            "especially exceptionally extremely fully greatly highly hugely incredibly intensely more most "
            "particularly purely quite really remarkably so substantially thoroughly totally tremendous "
            "tremendously utter utterly very unusually exceedingly truly dearly heartily"
        ).split(),
        0.293,
    ),
    **dict.fromkeys(
        (  # noqa: SIM905
            "almost barely less little marginally occasionally partly slight slightly somewhat"
        ).split(),
        -0.293,
    ),
}
"""Words that strengthen or weaken what follows them."""

_TURNED = -0.74
_NEAR = (1.0, 0.95, 0.9)
_HALFWAY = 15.0
_FILLERS = re.compile(r"\bMiss\b|\b[Ww]ell(?=\s*[,;:!?—–-])")
"""What the lexicon has for "to miss" and "to be well", and is a title or opens a line."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@lru_cache(maxsize=1)
def lexicon() -> Mapping[str, float]:
    """The words of the lexicon with their valence, from -4 to 4."""
    lines = files("fabula.lang.en").joinpath("vader.txt").read_text(encoding="utf8").splitlines()
    return {
        word: float(own) for word, own in (line.split("\t") for line in lines if not line.startswith("#"))
    }


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, with straight apostrophes; no marks."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(_FILLERS.sub(" ", text))]


def valence(words: Sequence[str], place: int) -> float:
    """How kind the word at a place is where it stands, nought where the lexicon does not have it.

    "No" turns what follows it and is not counted itself, for it is mostly an answer.
    """
    known = lexicon()
    word = words[place]
    found = known.get(word, 0.0)
    if (
        not found
        or word in NEGATING
        or word in DEGREES
        or (word == "kind" and words[place + 1 : place + 2] == ["of"])
    ):
        return 0.0
    turned = False
    for back, share in enumerate(_NEAR, 1):
        if place < back:
            break
        before = words[place - back]
        if before in DEGREES:
            found += math.copysign(DEGREES[before] * share, found) * (1 if DEGREES[before] > 0 else -1)
        elif before in NEGATING or before.endswith("n't"):
            turned = True
    return found * _TURNED if turned else found


def warmth(text: str) -> float:
    """How kind a text is, from -1 to 1; nought where no word of it is in the lexicon."""
    words = words_of(text)
    return scaled(sum(valence(words, place) for place in range(len(words))))


def scaled(total: float) -> float:
    """A sum of valences as a number from -1 to 1, as VADER scales it."""
    return total / math.sqrt(total * total + _HALFWAY)
