"""How far a run is: works, words, rate, and the time that is left."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. ``before`` works were done when it began; ``bytes_left`` are of files to come."""

    works: int
    before: int
    done: int
    failed: int
    words: int
    bytes_done: int
    bytes_left: int
    seconds: float

    @property
    def words_a_second(self) -> float:
        """The rate of all workers together, in this run."""
        return self.words / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """The time until all is read if it goes on so, by the sizes of the files; None where none is read."""
        if not self.bytes_left:
            return 0.0
        return self.seconds * self.bytes_left / self.bytes_done if self.bytes_done else None
