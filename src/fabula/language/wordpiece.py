"""Word pieces and letter case of tokens, as the encoder reads them.

The pieces are those of BERT's uncased vocabulary (Devlin et al. 2019; greedy longest match, Wu et al.
2016). The encoder lower-cases, so letter case goes in beside the pieces as a small number a piece.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

MAX_PIECES = 12
"""Pieces kept of one token: a word of 10,000 letters must not crowd out its neighbours."""

_MAX_CHARS = 100

_REMEMBERED = 200_000
"""Words whose pieces are remembered: more than any novel has, and bounded over a whole library."""

CASES = ("lower", "title", "upper", "initial", "mixed", "none")
"""Shapes of a token: its index here is the case number that the encoder embeds."""

_QUOTES = {"‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "``": '"', "''": '"', "…": "..."}
_ASCII_MARKS = frozenset(range(33, 48)) | frozenset(range(58, 65)) | frozenset(range(91, 97))
_ASCII_MARKS |= frozenset(range(123, 127))


@lru_cache(maxsize=_REMEMBERED)
def letter_case(word: str) -> int:
    """The case number of a token, an index into :data:`CASES`."""
    if word.islower():
        return 0
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 5
    if len(letters) == 1:
        return 3 if letters[0].isupper() else 0
    if all(c.isupper() for c in letters):
        return 2
    if letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return 1
    return 4 if any(c.isupper() for c in letters) else 0


class WordPieces:
    """Turns tokens into piece numbers; remembers the words it has seen.

    ``vocabulary`` is the list of pieces in order, ``##`` marking those that continue a word.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.pad = self._ids["[PAD]"]
        self.start = self._ids["[CLS]"]
        self.end = self._ids["[SEP]"]
        self.unknown = self._ids["[UNK]"]
        self.mask = self._ids["[MASK]"]
        self.paragraph = self._ids["[unused0]"]
        self.open = self._ids["[unused1]"]
        self.close = self._ids["[unused2]"]
        self._seen: dict[str, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def rank(self, word: str) -> int | None:
        """The place of a lower-case word among those that are pieces by themselves, None if it is none.

        The vocabulary of BERT has them by how often they come up, the most frequent first.
        """
        return self._ids.get(word) if len(word) > 1 and word.isalpha() else None

    def pieces(self, word: str) -> tuple[int, ...]:
        """The piece numbers of one token: at least one, at most :data:`MAX_PIECES`."""
        known = self._seen.get(word)
        if known is None:
            known = self._split(word)
            if len(self._seen) < _REMEMBERED and len(word) <= _MAX_CHARS:
                self._seen[word] = known
        return known

    def _split(self, word: str) -> tuple[int, ...]:
        word = _QUOTES.get(word, word).lower()
        if not word.isascii():
            word = "".join(_QUOTES.get(c, c) for c in unicodedata.normalize("NFD", word))
            word = "".join(c for c in word if unicodedata.category(c) not in ("Mn", "Cc", "Cf"))
        found: list[int] = []
        for run in _runs(word[: 4 * _MAX_CHARS]):
            found.extend(self._longest_match(run))
            if len(found) >= MAX_PIECES:
                break
        return tuple(found[:MAX_PIECES]) or (self.unknown,)

    def _longest_match(self, run: str) -> list[int]:
        if len(run) > _MAX_CHARS:
            return [self.unknown]
        found: list[int] = []
        start = 0
        while start < len(run):
            for end in range(len(run), start, -1):
                piece = self._ids.get(run[start:end] if start == 0 else "##" + run[start:end])
                if piece is not None:
                    break
            else:
                return [self.unknown]
            found.append(piece)
            start = end
        return found


def _runs(word: str) -> list[str]:
    """Splits at every punctuation mark, as BERT's basic tokenizer does."""
    runs: list[str] = []
    fresh = True
    for c in word:
        if c.isspace():
            fresh = True
        elif ord(c) in _ASCII_MARKS or (ord(c) > 127 and unicodedata.category(c).startswith("P")):
            runs.append(c)
            fresh = True
        elif fresh:
            runs.append(c)
            fresh = False
        else:
            runs[-1] += c
    return runs
