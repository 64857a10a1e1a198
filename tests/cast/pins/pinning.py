"""Pins written with the labels of a scene (:mod:`tests.cast.scenes`) in place of spans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fabula.cast import resolve
from fabula.types import Pins, Span, Who
from tests.cast.scenes import Reading, Scene

Labels = str | Sequence[str]
"""Labels of mentions, or words of quotations, that stand for somebody: several in a list."""


@dataclass(frozen=True, slots=True)
class Pinning:
    """Makes pins of a scene."""

    scene: Scene

    def span(self, words: str) -> Span:
        """The span of a mention by its label, or else of a quotation by words in it."""
        if words in self.scene.labels:
            return self.scene.notes.mention_span(self.scene.labels[words])
        try:
            return self.line(words)
        except ValueError:
            return self.words(words)

    def words(self, words: str) -> Span:
        """The span of the only words of that kind."""
        content = self.scene.text.content
        assert content.count(words) == 1
        return content.index(words), content.index(words) + len(words)

    def paragraphs(self, words: str) -> Span:
        """From the beginning of the paragraph in which words stand to the end of the text."""
        at, _ = self.words(words)
        (start,) = [block.start for block in self.scene.text.blocks if block.start <= at < block.end]
        return start, len(self.scene.text.content)

    def line(self, words: str) -> Span:
        """The span of a quotation by words in it."""
        content = self.scene.text.content
        (found,) = [
            (q.start, q.end) for q in self.scene.notes.quotations if words in content[q.start : q.end]
        ]
        return found

    def who(self, labels: Labels) -> Who:
        return tuple(map(self.span, [labels] if isinstance(labels, str) else labels))

    def someone(self, labels: Labels | None) -> Who | None:
        return None if labels is None else self.who(labels)

    def pins(
        self,
        *,
        same: Sequence[tuple[Labels, Labels]] = (),
        apart: Sequence[tuple[Labels, Labels]] = (),
        mentions: Mapping[str, Labels | None] | None = None,
        speakers: Mapping[str, Labels | None] | None = None,
        addressees: Mapping[str, Sequence[Labels]] | None = None,
        narrators: Mapping[str, Labels | None] | None = None,
        not_speech: Sequence[str] = (),
        not_characters: Sequence[Labels] = (),
        names: Mapping[str, str] | None = None,
    ) -> Pins:
        return Pins(
            same=tuple((self.who(a), self.who(b)) for a, b in same),
            apart=tuple((self.who(a), self.who(b)) for a, b in apart),
            mentions={self.span(label): self.someone(who) for label, who in (mentions or {}).items()},
            speakers={self.line(words): self.someone(who) for words, who in (speakers or {}).items()},
            addressees={
                self.line(words): tuple(map(self.who, heard)) for words, heard in (addressees or {}).items()
            },
            narrators={self.paragraphs(words): self.someone(who) for words, who in (narrators or {}).items()},
            not_speech=frozenset(map(self.line, not_speech)),
            not_characters=tuple(map(self.who, not_characters)),
            names=tuple((self.who(label), name) for label, name in (names or {}).items()),
        )


def pinned(scene: Scene, **pins: object) -> Reading:
    """A scene resolved with pins, given as for :meth:`Pinning.pins`."""
    made = Pinning(scene).pins(**pins)  # type: ignore[arg-type]
    return Reading(scene, resolve(scene.text, scene.notes, made))
