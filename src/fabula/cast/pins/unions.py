"""Which of those whom pins speak of are one: the same spans, or said to be the same."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.types import Pins, Span, Who

Key = frozenset[Span]


def whos(pins: Pins) -> Iterator[Who]:
    """Everybody whom pins speak of, each time."""
    for pair in (*pins.same, *pins.apart):
        yield from pair
    yield from (who for who in pins.mentions.values() if who is not None)
    yield from (who for who in pins.speakers.values() if who is not None)
    yield from (who for hearers in pins.addressees.values() for who in hearers)
    yield from (who for who in pins.narrators.values() if who is not None)
    yield from pins.not_characters
    yield from (who for who, _ in pins.names)


class Unions:
    """Numbers for those whom pins speak of, from 0 in the order in which they come up.

    Two are one where a pin says so, where most of the spans of either are the other's too, and where one is
    but a mention or a quotation that a pin gives to the other. ``joined`` are the pairs that pins make one.
    """

    def __init__(self, pins: Pins) -> None:
        self.keys: list[Key] = list(dict.fromkeys(frozenset(who) for who in whos(pins)))
        self._number = {key: k for k, key in enumerate(self.keys)}
        self._head = list(range(len(self.keys)))
        self._overlapping()
        for one, other in pins.same:
            self._join(frozenset(one), frozenset(other))
        for settled in (pins.mentions, pins.speakers):
            for span, who in settled.items():
                if who is not None and frozenset([span]) in self._number:
                    self._join(frozenset([span]), frozenset(who))

    def of(self, who: Who) -> int:
        """The number of one of those whom the pins speak of."""
        return self._find(self._number[frozenset(who)])

    def group(self, k: int) -> int:
        """The number of the ``k``-th of ``keys``."""
        return self._find(k)

    def _overlapping(self) -> None:
        holding: dict[Span, list[int]] = {}
        for k, key in enumerate(self.keys):
            near = {other for span in key for other in holding.get(span, ())}
            for other in near:
                if 2 * len(key & self.keys[other]) > max(len(key), len(self.keys[other])):
                    self._join(key, self.keys[other])
            for span in key:
                holding.setdefault(span, []).append(k)

    def _join(self, one: Key, other: Key) -> None:
        a, b = sorted((self._find(self._number[one]), self._find(self._number[other])))
        self._head[b] = a

    def _find(self, k: int) -> int:
        while self._head[k] != k:
            self._head[k] = self._head[self._head[k]]
            k = self._head[k]
        return k
