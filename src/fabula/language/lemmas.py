"""Lemmas by rule: how to make the base form of a word from the word itself.

The model chooses a rule for each word, as in UDPipe 2 (Straka 2018). A rule is a string: ``l``, ``t`` or
``k`` (lower-case the word first, or all but its first letter, or keep its case), how many characters to take
off its end, a slash and what to put on in their place ("l3/y" makes *cry* of *cried*); or ``=`` and the
lemma, where the two share no beginning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from zlib import crc32

import numpy as np

from fabula.language.features import Features
from fabula.language.inflections import Rank, base_form
from fabula.language.irregular import past_of, singular_of
from fabula.types import XPOS

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "＇": "'"})
_CASED: dict[str, Callable[[str], str]] = {"l": str.lower, "t": str.capitalize, "k": str}
_RULE = re.compile(r"[ltk]\d{1,4}/.*|=.*", re.DOTALL)
_MARKS = frozenset('“”„"')
"""Double quotation marks: the treebank has one lemma for all of them."""
_IRREGULAR: dict[int, Callable[[str], str | None]] = {
    XPOS.index("VBD"): past_of,
    XPOS.index("VBN"): past_of,
    XPOS.index("NNS"): singular_of,
}


SPELLING_SIZES = (256, 1024, 2048, 4096, 8192)
"""How many values each column of a word's spelling can take: its last one to four letters, and all of it."""


def spelling(word: str) -> tuple[int, ...]:
    """Numbers of a word's endings and of the word, letter case aside; chance puts some on the same number.

    The encoder reads most words as a single piece and does not see how they are written.
    """
    word = word.translate(_APOSTROPHES).lower()
    parts = (*(word[-length:] for length in range(1, len(SPELLING_SIZES))), word)
    return tuple(crc32(part.encode()) % size for part, size in zip(parts, SPELLING_SIZES, strict=True))


class Lemmas:
    """Makes lemmas by the ``rules`` of a model, and remembers those it has made.

    The irregular pasts and plurals of English are a closed list, so for them the list has the last word: no
    rule learned from other verbs makes *strive* of *strove*. Where a word is inflected as most are, the rule
    is held to what its spelling leaves, and to the words that there are; ``rank`` tells them.
    """

    def __init__(self, rules: Sequence[str], rank: Rank = lambda _word: None) -> None:
        self._rules, self._rank = rules, rank
        self._made: dict[tuple[str, int, int], str] = {}
        self._spelt: dict[str, tuple[int, ...]] = {}

    def spellings(self, words: Iterable[str]) -> Features:
        """The :func:`spelling` of each of m words (m, 5)."""
        rows = []
        for word in words:
            row = self._spelt.get(word)
            if row is None:
                row = self._spelt[word] = spelling(word)
            rows.append(row)
        return np.asarray(rows, np.int64).reshape(-1, len(SPELLING_SIZES))

    def of(self, words: Sequence[str], rules: Iterable[int], tags: Iterable[int]) -> list[str]:
        """The lemmas of words, given the number of each one's rule and of its tag in ``XPOS``."""
        found: list[str] = []
        for key in zip(words, rules, tags, strict=True):
            lemma = self._made.get(key)
            if lemma is None:
                lemma = self._made[key] = self._make(*key)
            found.append(lemma)
        return found

    def _make(self, word: str, rule: int, tag: int) -> str:
        if word in _MARKS:
            return '"'
        irregular = _IRREGULAR.get(tag)
        known = irregular(word.lower()) if irregular is not None else None
        if known:
            return known
        return base_form(word, XPOS[tag], self._rank, apply_rule(word, self._rules[rule]) or word)


def is_rule(text: str) -> bool:
    """Whether a text is a rule that :func:`apply_rule` can apply."""
    return _RULE.fullmatch(text) is not None


def rule_of(word: str, lemma: str) -> str:
    """The rule that makes ``lemma`` of ``word``."""
    word = word.translate(_APOSTROPHES)
    case = "l"
    if lemma != lemma.lower():
        case = "t" if word.isupper() and lemma[1:] == lemma[1:].lower() and len(word) > 1 else "k"
    base = _CASED[case](word)
    shared = next((i for i, (a, b) in enumerate(zip(base, lemma, strict=False)) if a != b), None)
    shared = min(len(base), len(lemma)) if shared is None else shared
    if not shared:
        return f"={lemma}"
    return f"{case}{len(base) - shared}/{lemma[shared:]}"


def apply_rule(word: str, rule: str) -> str:
    """The lemma that a rule makes of a word; the word itself where the rule does not fit it."""
    word = word.translate(_APOSTROPHES)
    if rule.startswith("="):
        return rule[1:]
    cut, _, ending = rule[1:].partition("/")
    base = _CASED[rule[0]](word)
    kept = len(base) - int(cut)
    return base[:kept] + ending if kept > 0 else base
