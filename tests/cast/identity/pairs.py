"""The figures of a scene before any two are made one, asked by the labels of their mentions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fabula.cast.book import Book
from fabula.cast.coreference import resolve_mentions
from fabula.cast.evidence import People
from fabula.cast.figures import Attribution, Resolution
from fabula.cast.identity.clustering import allowed
from fabula.cast.identity.evidence import PAIR, Pairs
from tests.cast.scenes import Scene


@dataclass
class Drafted:
    """A scene in which every name of other words is another person's.

    Each quotation is said by whom its plain tag names, as surely as ``sure``; ``said_to`` gives by words of
    a quotation the labels of those who hear it. ``tellers``, ``apart``: labels.
    """

    scene: Scene
    said_to: Mapping[str, Sequence[str]] = field(default_factory=dict)
    tellers: Sequence[str] = ()
    apart: Sequence[str] = ()
    sure: float = 1.0
    book: Book = field(init=False)
    resolution: Resolution = field(init=False)
    said: list[Attribution] = field(init=False)
    pairs: Pairs = field(init=False)

    def __post_init__(self) -> None:
        self.book = self.scene.book
        names = list(dict.fromkeys(name.text.lower() for name in self.book.names.values()))
        people = People({i: names.index(name.text.lower()) for i, name in self.book.names.items()}, {})
        self.resolution = resolve_mentions(self.book, people, -1)
        self.said = [self._said(row, tag) for row, tag in enumerate(self.book.plain_tags)]
        self.pairs = Pairs(
            self.book,
            self.resolution,
            self.said,
            self.figures(self.tellers),
            self.figures(self.apart),
        )

    def _said(self, row: int, tag: int) -> Attribution:
        spans = self.book.notes.quotations[row].spans
        words = " ".join(self.book.text.content[a:b] for a, b in spans)
        hearers = [labels for key, labels in self.said_to.items() if key in words]
        heard = tuple(self.figure(label) for label in (hearers[0] if hearers else ()))
        speaker = self.resolution.mention_figure[tag] if tag >= 0 else -1
        return Attribution(speaker, tag, heard, self.sure if tag >= 0 else 0.0)

    def figure(self, label: str) -> int:
        """The number of the figure that a mention is of."""
        return self.resolution.mention_figure[self.scene.labels[label]]

    def figures(self, labels: Iterable[str]) -> list[int]:
        """The numbers of the figures that mentions are of."""
        return [self.figure(label) for label in labels]

    def pair(self, one: str, other: str) -> tuple[int, int]:
        """The two figures that two mentions are of, the lower number first."""
        low, high = sorted((self.figure(one), self.figure(other)))
        return low, high

    def features(self, one: str, other: str) -> dict[str, float]:
        """The features of two figures that are not nought."""
        row = self.pairs.features(self.pair(one, other))
        return {name: float(value) for name, value in zip(PAIR, row, strict=True) if value}

    def is_candidate(self, one: str, other: str) -> bool:
        """Whether anything speaks for two being one."""
        return self.pair(one, other) in self.pairs.candidates()

    def is_allowed(self, one: str, other: str) -> bool:
        """Whether anything speaks for two being one, and nothing forbids it."""
        found = allowed(self.pairs)
        return self.pair(one, other) in [pair for pair, _ in found]
