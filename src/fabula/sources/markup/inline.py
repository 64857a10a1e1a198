"""The words of a block of markup while they are put together, white space as a page shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from fabula.types import Emphasis, EmphasisKind

_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class Inline:
    """Words with ``\\n`` for line breaks, and what of them is emphasised.

    ``last`` is the last character, empty where there is none yet. ``shown`` is where the last visible one
    ends: emphasis goes on over white space. ``unstruck``: something visible is not struck out.
    """

    parts: list[str] = field(default_factory=list)
    length: int = 0
    last: str = ""
    shown: int = 0
    unstruck: bool = False
    runs: dict[EmphasisKind, list[list[int]]] = field(default_factory=dict)

    def add(
        self, words: str, kinds: Iterable[EmphasisKind] = (), *, keep: bool = False, struck: bool = False
    ) -> None:
        """Put words after those that are there; ``keep`` leaves their white space as it is."""
        if keep:
            words = words.replace("\r\n", "\n")
        else:
            words = _SPACES.sub(" ", words)
            if self.last in (" ", "\n", ""):
                words = words.removeprefix(" ")
        if not words:
            return
        bare = words.strip()
        if bare:
            self.unstruck = self.unstruck or not struck
            start = self.length + words.index(bare[0])
            self._emphasise(kinds, start, start + len(bare))
        self.parts.append(words)
        self.length += len(words)
        self.last = words[-1]

    def line_break(self) -> None:
        """Go on in a new line."""
        if self.last == " ":
            self.parts[-1] = self.parts[-1][:-1]
            self.length -= 1
        self.parts.append("\n")
        self.length += 1
        self.last = "\n"

    def take(self) -> tuple[str, list[Emphasis]]:
        """All words with their emphasis; what comes next begins anew."""
        words = "".join(self.parts)
        emphasis = [Emphasis(kind, start, end) for kind, runs in self.runs.items() for start, end in runs]
        self.parts, self.length, self.last, self.shown, self.runs = [], 0, "", 0, {}
        self.unstruck = False
        return words, emphasis

    def _emphasise(self, kinds: Iterable[EmphasisKind], start: int, end: int) -> None:
        for kind in kinds:
            runs = self.runs.setdefault(kind, [])
            if runs and runs[-1][1] >= self.shown:
                runs[-1][1] = end
            else:
                runs.append([start, end])
        self.shown = end
