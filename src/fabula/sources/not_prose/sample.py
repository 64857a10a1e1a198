"""As much of a file as it takes to tell what it is."""

from __future__ import annotations

from dataclasses import dataclass

_SIZE = 1 << 16
_LINES = 400


@dataclass(frozen=True, slots=True)
class Sample:
    """``head`` is how a file begins; ``lines`` are those with words, of the beginning and of the middle.

    ``whole`` tells whether the head is all there is.
    """

    head: str
    lines: tuple[str, ...]
    whole: bool


def sample_of(content: str) -> Sample:
    """The sample of a decoded file, whatever its size."""
    start = next((i for i, char in enumerate(content[:_SIZE]) if not (char.isspace() or char == "\ufeff")), 0)
    head = content[start : start + _SIZE]
    whole = len(content) - start <= _SIZE
    lines = _lines(head if whole else head.rpartition("\n")[0] or head)
    if len(content) > 3 * _SIZE:
        middle = content[len(content) // 2 :][:_SIZE]
        lines += _lines(middle.partition("\n")[2].rpartition("\n")[0] or middle)
    return Sample(head, lines, whole)


def _lines(stretch: str) -> tuple[str, ...]:
    return tuple(line.rstrip() for line in stretch.splitlines() if line.strip())[:_LINES]
