"""Where a work contradicts itself, with the people and the words in it, as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from fabula.pipeline import findings_of
from fabula.tables import Columns, Table
from fabula.types import Chapter, Entity, FindingKind, Span, Story, Work, card, short


@dataclass(frozen=True, slots=True)
class FoundContradiction:
    """Two or more places that cannot both be so, ``confidence`` being the probability that it is a slip.

    ``message`` says in a sentence what does not agree. ``spans`` are the places, in order, ``texts`` their
    words, and ``chapter`` is where the last of them stands.
    """

    id: int
    kind: FindingKind
    message: str
    spans: tuple[Span, ...]
    texts: tuple[str, ...]
    entities: tuple[Entity, ...]
    confidence: float
    chapter: Chapter | None

    def is_one_of(self, known: Iterable[tuple[str, Span]]) -> bool:
        """Whether it is one of some findings, each by its kind and the last of its places."""
        last, end = self.spans[-1]
        return any(kind == self.kind.value and a < end and last < b for kind, (a, b) in known)

    def __repr__(self) -> str:
        return f"<{self.kind.value}, {self.confidence:.0%}: {short(self.message)}>"

    def _repr_html_(self) -> str:
        rows = (
            ("kind", self.kind.value),
            ("of", ", ".join(entity.name for entity in self.entities)),
            ("sure", f"{self.confidence:.0%}"),
            ("places", " … ".join(short(text) for text in self.texts)),
            ("chapter", "" if self.chapter is None else self.chapter.title),
        )
        return card(short(self.message), rows)


def findings_table(
    work: Work,
    story: Story,
    entity: Mapping[int, Entity],
    chapter_at: Callable[[int], Chapter | None],
) -> Table[FoundContradiction]:
    """Where a work contradicts itself, in the order in which it shows."""

    def found() -> Iterable[FoundContradiction]:
        for own in findings_of(work, story):
            yield FoundContradiction(
                own.id,
                own.kind,
                own.message,
                own.spans,
                tuple(work.text.reads(*span) for span in own.spans),
                tuple(entity[each] for each in own.entities),
                own.confidence,
                chapter_at(own.spans[-1][0]),
            )

    return Table("findings", FINDING_COLUMNS, found())


FINDING_COLUMNS: Columns[FoundContradiction] = {
    "id": lambda own: own.id,
    "kind": lambda own: own.kind.value,
    "message": lambda own: own.message,
    "spans": lambda own: [list(span) for span in own.spans],
    "texts": lambda own: list(own.texts),
    "entities": lambda own: [entity.id for entity in own.entities],
    "confidence": lambda own: round(own.confidence, 4),
    "chapter": lambda own: own.chapter and own.chapter.title,
}
