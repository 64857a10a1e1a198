"""What a feature says, as a sentence for a reader.

Each table of features has a table of sentences beside it, in the same words; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a feature says of somebody (``{who}``), or of the greater and the lesser of two in it.

    A sentence with ``{more}`` and ``{less}`` holds two people against each other; one without is said of each
    of whom the feature is true.
    """

    words: str

    @property
    def compares(self) -> bool:
        """Whether it needs two people."""
        return "{more}" in self.words

    def of(self, who: str) -> str:
        """The sentence about one."""
        return self.words.format(who=who)

    def between(self, more: str, less: str) -> str:
        """The sentence about two, of whom the first has more of it."""
        return self.words.format(more=more, less=less)
