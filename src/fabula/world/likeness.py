"""How much of two texts is the same words, from a small sketch of each.

A text is taken for the set of its shingles, every run of four words after one another. Of each set only the
hashes that are lowest are kept (a bottom-k sketch, Broder 1997): two works are compared by a few kilobytes of
each, and a text is gone through once.
"""

from __future__ import annotations

import re
import sys
import zlib
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fabula.types import Text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHINGLE = 4
"""Words in a shingle: three are shared by any two novels, five are lost to light editing."""
KEPT = 512
"""Hashes in a sketch, which tells a share to within some two points in a hundred."""
LARGELY = 0.25
"""The likeness from which on two texts are two drafts of one. Of two stories it is under 0.02; a draft in
which one word in ten is another, or which has grown to three times its length, is over 0.3."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Sketch:
    """The lowest hashes of the shingles of a text, in order."""

    lowest: tuple[int, ...]

    def likeness(self, other: Sketch) -> float:
        """The share of shingles that two texts have in common (Jaccard's), estimated; 0 for no words."""
        union = sorted({*self.lowest, *other.lowest})[:KEPT]
        common = set(self.lowest).intersection(other.lowest)
        return sum(each in common for each in union) / len(union) if union else 0.0

    def packed(self) -> bytes:
        """The hashes as unsigned integers of eight bytes each, little-endian."""
        numbers = array("Q", self.lowest)
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers.tobytes()

    @classmethod
    def unpacked(cls, packed: bytes) -> Sketch:
        """What :meth:`packed` made. Raises ``ValueError`` where it is something else."""
        numbers = array("Q")
        numbers.frombytes(packed)
        if sys.byteorder == "big":
            numbers.byteswap()
        return cls(tuple(numbers))


def sketch(text: Text) -> Sketch:
    """The sketch of the telling: no title, note or heading counts, nor letter case or punctuation."""
    import numpy as np

    told = (text.reads(block.start, block.end) for block in text.blocks if block.kind.is_story)
    words = _WORD.findall("\n".join(told).casefold())
    codes = np.array(list(map(_Codes().__getitem__, words)), np.uint64)
    hashes = np.sort(_shingles(codes))
    new = np.ones(len(hashes), bool)
    np.not_equal(hashes[1:], hashes[:-1], out=new[1:])
    return Sketch(tuple(hashes[new][:KEPT].tolist()))


class _Codes(dict[str, int]):
    """A number for each word, worked out once."""

    def __missing__(self, word: str) -> int:
        self[word] = zlib.crc32(word.encode("utf-8", "surrogatepass"))
        return self[word]


def _shingles(codes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A hash for each run of words; one for all of them where there are fewer."""
    import numpy as np

    size = min(SHINGLE, len(codes))
    hashes: NDArray[np.uint64] = np.zeros(len(codes) - size + 1 if size else 0, np.uint64)
    for at in range(size):
        hashes = _mixed(hashes + codes[at : at + len(hashes)])
    return hashes


def _mixed(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The bits of each hash stirred (the finaliser of SplitMix64): the lowest are then a fair sample."""
    import numpy as np

    hashes = hashes + np.uint64(0x9E3779B97F4A7C15)
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    hashes = hashes ^ (hashes >> np.uint64(31))
    return hashes
