"""Which words a book writes with a capital only where a sentence begins: "Laddie", "Thereupon", no names.

The model takes them for names, alone ("Laddie, listen") or before one ("Thereupon Ivan rose"). A name keeps
its capital within a sentence, and is hardly a word of the language besides.
"""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
_WITHIN = re.compile(r"(?<=[^\W\d_][,;]\s)[^\W\d_]+|(?<=[^\W\d_]\s)[^\W\d_]+")
"""Words within a sentence: nothing but a letter, a comma or a semicolon stands before them."""
_SMALL = 2
"""How often a book must write a word small to tell that its capital is the sentence's."""


class Cases:
    """How a book writes its words."""

    def __init__(self, content: str) -> None:
        self._words = Counter(_WORD.findall(content))
        self._within = Counter(word for word in _WITHIN.findall(content) if word[0].isupper())

    def begins_only(self, word: str) -> bool:
        """Whether a word has a capital only where a sentence begins, and is written small elsewhere."""
        shown = word[:1].upper() + word[1:].lower()
        small = self._words[word.lower()]
        return small >= _SMALL and not self._within[shown] and not self._within[word.upper()]
