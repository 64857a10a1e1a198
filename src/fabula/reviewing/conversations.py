"""Lines that follow one another, and how much of what is said there hangs on one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from fabula.types import Quote, Work

PAUSE = 600
"""Characters without a line that end a conversation."""
NEAR = 6
"""Lines after another one that may hang on it, and before it."""
SCENE = 15
"""Lines before and after one in which whoever speaks is there."""
FOLLOWS = 0.5
"""How much a line hangs on the one beside it."""


class Conversations:
    """The lines of a work in order, with what each has around it."""

    def __init__(self, work: Work) -> None:
        self.quotes: Sequence[Quote] = sorted(work.cast.quotes, key=lambda quote: quote.start)

    def gains(self) -> list[float]:
        """For each line how many lines an answer may put right: itself, and what hangs on it.

        A line that a tag gives away hangs on no other, and passes nothing on.
        """
        found = []
        for at, quote in enumerate(self.quotes):
            doubt = _doubt(quote)
            follow = sum(self._reach(at, step) for step in (1, -1))
            found.append(doubt * (1 + follow))
        return found

    def beside(self, at: int) -> list[int]:
        """Who speaks around a line, the nearest first."""
        around = [at + step * way for step in range(1, NEAR + 1) for way in (-1, 1)]
        within = (self.quotes[each] for each in around if 0 <= each < len(self.quotes))
        heard = [quote.speaker for quote in within if quote.speaker is not None]
        return list(dict.fromkeys([*heard, *self.quotes[at].addressees]))

    def around(self, at: int) -> set[int]:
        """Who else speaks in the lines before and after one."""
        own = self.quotes[at].speaker
        within = self.quotes[max(0, at - SCENE) : at + SCENE + 1]
        return {quote.speaker for quote in within if quote.speaker is not None} - {own}

    def lines_of(self, entity: int) -> list[int]:
        """The lines of somebody, by their places."""
        return self._lines.get(entity, [])

    @cached_property
    def _lines(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for at, quote in enumerate(self.quotes):
            if quote.speaker is not None:
                found.setdefault(quote.speaker, []).append(at)
        return found

    @cached_property
    def turns(self) -> Counter[tuple[int, int]]:
        """How often two answer each other, the lower number first."""
        found: Counter[tuple[int, int]] = Counter()
        for at in range(1, len(self.quotes)):
            one, other = self.quotes[at - 1].speaker, self.quotes[at].speaker
            if one is not None and other is not None and one != other and not self._pause(at):
                found[min(one, other), max(one, other)] += 1
        return found

    def _reach(self, at: int, step: int) -> float:
        """The doubt of the lines on one side that hang on this one."""
        total, share = 0.0, FOLLOWS
        for other in range(at + step, at + step * (NEAR + 1), step):
            if not 0 <= other < len(self.quotes) or self._pause(max(other, other - step)):
                break
            if self.quotes[other].speaker_mention is not None:
                break
            total += share * _doubt(self.quotes[other])
            share *= FOLLOWS**0.5
        return total

    def _pause(self, at: int) -> bool:
        """Whether much is told between a line and the one before."""
        return at > 0 and self.quotes[at].start - self.quotes[at - 1].end > PAUSE


def _doubt(quote: Quote) -> float:
    return 1.0 - quote.confidence
