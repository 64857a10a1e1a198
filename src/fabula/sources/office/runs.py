"""The words of a paragraph in the making, run by run, and how each run is set."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from fabula.types import Emphasis, EmphasisKind

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST_MARK = 3


@dataclass(slots=True)
class _Run:
    start: int
    words: str
    italic: bool
    bold: bool
    struck: bool = False


@dataclass(slots=True)
class Runs:
    """Words as they come; runs that are set alike become one stretch of emphasis.

    ``is_begun`` tells whether anything visible is among them.
    """

    runs: list[_Run] = field(default_factory=list)
    length: int = 0
    is_begun: bool = False

    def add(
        self,
        words: str,
        *,
        italic: bool = False,
        bold: bool = False,
        raised: bool = False,
        struck: bool = False,
    ) -> None:
        """Take in the words that come next. A raised number is one of raised digits, as a reader sees it."""
        if words:
            if raised and len(words.strip()) <= _LONGEST_MARK and words.isascii() and words.strip().isdigit():
                words = words.translate(_RAISED)
            self.runs.append(_Run(self.length, words, italic, bold, struck))
            self.length += len(words)
            self.is_begun = self.is_begun or not words.isspace()

    def extend(self, other: Runs) -> None:
        """Take in the runs of another paragraph."""
        for run in other.runs:
            self.add(run.words, italic=run.italic, bold=run.bold, struck=run.struck)

    def put_before(self, words: str) -> None:
        """Take in words that stand before all others."""
        if words:
            for run in self.runs:
                run.start += len(words)
            self.runs.insert(0, _Run(0, words, italic=False, bold=False))
            self.length += len(words)
            self.is_begun = self.is_begun or not words.isspace()

    def number(self, words: str) -> None:
        """Take in the number of a list or a heading, which stands before all words and apart from them."""
        follows = self.words[:1]
        parted = not words or words[-1:].isspace() or not (follows.isalnum() or follows in "\"'“‘«")
        self.put_before(words if parted else f"{words} ")

    @property
    def words(self) -> str:
        """All words so far."""
        return "".join(run.words for run in self.runs)

    @property
    def end(self) -> str:
        """The words of the last run."""
        return self.runs[-1].words if self.runs else ""

    @property
    def is_bold(self) -> bool:
        """Whether all that is visible is bold."""
        return all(run.bold or not run.words.strip() for run in self.runs)

    @property
    def is_struck(self) -> bool:
        """Whether all that is visible is struck out."""
        return self.is_begun and all(run.struck or not run.words.strip() for run in self.runs)

    def emphasis(self) -> tuple[Emphasis, ...]:
        """The stretches that are set off, white space at their ends left out, sorted by start."""
        found = [*self._stretches(EmphasisKind.ITALIC), *self._stretches(EmphasisKind.BOLD)]
        return tuple(sorted(found, key=lambda each: (each.start, -each.end)))

    def _stretches(self, kind: EmphasisKind) -> list[Emphasis]:
        italic = kind is EmphasisKind.ITALIC
        # A blank between two runs goes with the one before it, however it is set.
        marked = [(run, run.italic if italic else run.bold) for run in self.runs]
        for i in range(1, len(marked)):
            if not marked[i][0].words.strip():
                marked[i] = (marked[i][0], marked[i - 1][1])
        stretches: list[Emphasis] = []
        for is_set, group in groupby(marked, key=lambda each: each[1]):
            if not is_set:
                continue
            runs = [run for run, _ in group]
            words = "".join(run.words for run in runs)
            start = runs[0].start + len(words) - len(words.lstrip())
            end = runs[0].start + len(words.rstrip())
            if start < end:
                stretches.append(Emphasis(kind, start, end))
        return stretches
