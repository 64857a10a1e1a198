"""A round of review of one work: what to ask next, and what an answer does."""

from __future__ import annotations

from os import PathLike
from types import TracebackType

from fabula import errors
from fabula.correcting import Change, Corrections, open_corrections
from fabula.reading import Reading
from fabula.reviewing.questions import About, Question, questions
from fabula.types import Entity
from fabula.world.corrections import Kind

__all__ = ["Question", "Review", "open_review"]


def open_review(path: str | PathLike[str], work: int | None = None) -> Review:
    """Open a work of a world for a round of review; use it in a ``with`` block, or close it.

    ``work`` is its number; the only one there is without it. Raises as :func:`fabula.open_corrections`.
    """
    return Review(open_corrections(path, work))


class Review:
    """Questions about a work, those first whose answers put most lines right.

    Every answer is a correction like any other, kept at once; what was answered or passed over is not asked
    again, also after the world was closed.
    """

    def __init__(self, corrections: Corrections) -> None:
        self.corrections = corrections
        self._answers: list[int] = []

    @property
    def reading(self) -> Reading:
        """The work as it is read now."""
        return self.corrections.reading

    def questions(self) -> list[Question]:
        """All that is worth asking now, what puts most right first."""
        return questions(self.reading, self._settled(), self.corrections.passed())

    def next(self) -> Question | None:
        """The question whose answer puts most right; None where nothing is left to ask."""
        return next(iter(self.questions()), None)

    def preview(self, question: Question, answer: Entity | int | None, *, new: str = "") -> Change:
        """What follows from an answer, before it is kept; the answer is as for :meth:`answer`.

        Raises :class:`fabula.FabulaError` where it contradicts a correction.
        """
        number = answer.id if isinstance(answer, Entity) else answer
        if question.quote is not None:
            return self.corrections.speaker(question.quote.id, number, new=new)
        if question.person is None or number is None:
            raise ValueError("who somebody is can be answered by somebody only")
        return self.corrections.same(question.person.id, number)

    def answer(self, question: Question, answer: Entity | int | None, *, new: str = "") -> int:
        """Answer a question, and keep that: somebody by the entity or its number, or None for nobody.

        ``new`` names somebody whom the cast lacks. Of somebody who may be another None says that he is none
        of them. Gives how many lines have another speaker now.
        """
        if question.about is About.PERSON and answer is None:
            self.skip(question)
            return 0
        change = self.preview(question, answer, new=new)
        return self._kept(change)

    def not_speech(self, question: Question) -> int:
        """Answer that a line is no speech, and keep that; how many lines have another speaker for it."""
        if question.quote is None:
            raise ValueError("only of a line can be said that it is no speech")
        return self._kept(self.corrections.not_speech(question.quote.id))

    def skip(self, question: Question) -> None:
        """Pass a question over, for good."""
        self.corrections.pass_over(question.key)

    def undo(self) -> int:
        """Undo the last answer of this review; how many lines have another speaker for it.

        Raises :class:`fabula.FabulaError` where none is left: what was corrected before stays.
        """
        if not self._answers:
            raise errors.nothing_to_undo("undo")
        change = self.corrections.undo(step=self._answers.pop())
        change.keep()
        return len(change.differences.lines)

    def close(self) -> None:
        """Close the world."""
        self.corrections.close()

    def __enter__(self) -> Review:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _kept(self, change: Change) -> int:
        self._answers += {entry.step for entry in change.keep()}
        return len(change.differences.lines)

    def _settled(self) -> frozenset[int]:
        """The lines that corrections speak of."""
        spans = self.corrections.settled_lines((Kind.SPEAKER, Kind.NOT_SPEECH))
        return frozenset(quote.id for quote in self.reading.quotes if (quote.start, quote.end) in spans)
