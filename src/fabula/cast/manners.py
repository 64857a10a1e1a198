"""How each of a book's people calls those they talk to: whoever says "sir" says it again.

A servant ends his lines in "sir", and his master none. Lines with tags tell who has which of these manners,
and lines without take their speaker by them, too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from fabula.cast.lexicon import HONOURS

_BEFORE = r"(?:^|[,;:!?.…—–\-“\"‘'(]\s*|\b(?:yes|no|oh|ah|o|well|but|and|thank you|good|my|dear|please)\s)"
_AFTER = r"(?=\s*(?:[,;:!?.…—–\-”\"’')]|$))"
_CALLS: Final[dict[str, str]] = {
    "sir": r"sirs?|sire|sah|suh|zur",
    "madam": r"madam|ma[’']?am|marm|mum|miss|missis|missus",
    "foreign": r"monsieur|madame|mademoiselle|signore?|signora|signorina|se[nñ]or|se[nñ]ora|se[nñ]orita|"
    r"mein herr",
    "master": r"master|mistress|boss|captain|doctor|squire|chief|skipper|governor|guv[’']?nor|"
    r"colonel|professor",
}
_HONOURED = rf"your (?:{'|'.join(HONOURS)})|my lord|my lady|m[’']lord|m[’']lady|milord|milady"
_ANY: Final = re.compile("|".join([*_CALLS.values(), _HONOURED]), re.IGNORECASE)
"""One of the words, wherever it stands: most lines have none."""
_PATTERNS: Final = {
    **{kind: re.compile(rf"{_BEFORE}(?:{words}){_AFTER}", re.IGNORECASE) for kind, words in _CALLS.items()},
    "lord": re.compile(rf"\b(?:{_HONOURED})\b", re.IGNORECASE),
}

_LINES = 8.0
"""Lines of a book's people at large that are added to those of each."""
_LEAST, _MOST = 0.1, 6.0
"""How much less and more likely its manners make a speaker at most."""


def manners_of(words: str) -> frozenset[str]:
    """The manners of calling somebody that the words of a line have."""
    if not _ANY.search(words):
        return frozenset()
    return frozenset(kind for kind, pattern in _PATTERNS.items() if pattern.search(words))


@dataclass(frozen=True, slots=True)
class Manners:
    """How often each figure has each manner in lines whose tags name him, and how often people have it.

    ``lines``: the lines of each figure, as a sum of probabilities. ``held``: by manner, those that have it.
    ``rates``: by manner, its share of the lines of all.
    """

    lines: Mapping[int, float]
    held: Mapping[str, Mapping[int, float]]
    rates: Mapping[str, float]

    def fit(self, figure: int, manners: frozenset[str]) -> float:
        """How many times likelier than at large a line of these manners is if a figure says it."""
        odds = 1.0
        for kind, rate in self.rates.items():
            held = self.held[kind].get(figure, 0.0)
            own = (held + _LINES * rate) / (self.lines.get(figure, 0.0) + _LINES)
            odds *= own / rate if kind in manners else (1.0 - own) / (1.0 - rate)
        return min(_MOST, max(_LEAST, odds))


def learn(lines: Iterable[tuple[frozenset[str], Mapping[int, float]]]) -> Manners:
    """What lines tell of their speakers: each with its manners and the probability of each speaker."""
    counted: dict[int, float] = defaultdict(float)
    held: dict[str, dict[int, float]] = {kind: defaultdict(float) for kind in _PATTERNS}
    for manners, speakers in lines:
        for figure, p in speakers.items():
            counted[figure] += p
            for kind in manners:
                held[kind][figure] += p
    total = sum(counted.values()) + _LINES
    rates = {kind: (sum(of.values()) + 0.5) / total for kind, of in held.items() if of}
    return Manners(counted, held, rates)
