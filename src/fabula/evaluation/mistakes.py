"""Which quotations of a novel were given to the wrong person, and what seems to have gone wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from fabula.evaluation.pdnc import GoldQuotation, Novel
from fabula.evaluation.scores.quotations import match_parts
from fabula.evaluation.scores.speakers import score_speakers
from fabula.types import Quote, Span, Work

_NEIGHBOURS = 2
"""How many quotations before and after count as neighbours."""


class Cause(str, Enum):
    """What seems to have gone wrong, in the order in which they are tried."""

    NOT_FOUND = "not found"
    UNRESOLVED = "unresolved"
    FRAGMENT = "fragment of the right person"
    MERGED = "merged with another"
    ADDRESSEE = "addressee named instead"
    NEIGHBOUR = "speaker of a neighbouring quotation"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Line:
    """A part of a quotation: where it is, who says it, and whom the program names (None: nobody)."""

    span: Span
    speaker: str
    said: str | None
    right: bool


@dataclass(frozen=True, slots=True)
class Mistake:
    """A quotation given to the wrong person.

    ``said`` is the program's name for whom it gave it to, ``stands_for`` whom that one is in the annotation
    (empty: nobody), ``confidence`` and ``clue`` (the mention that gave the speaker away) are the program's.
    ``place`` is the index of the quotation's first wrong part among the lines.
    """

    quotation: GoldQuotation
    cause: Cause
    said: str | None
    stands_for: str
    confidence: float | None
    clue: Span | None
    place: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A novel as the program read it: every scored part of a quotation in order, and the mistakes."""

    novel: Novel
    lines: tuple[Line, ...]
    mistakes: tuple[Mistake, ...]


def read_mistakes(novel: Novel, work: Work) -> Reading:
    """The mistakes of a reading under the one-to-one pairing of its score, one for each quotation."""
    parts = sorted(
        (
            (span, quotation)
            for quotation in novel.quotations
            if quotation.is_scored
            for span in quotation.spans
        ),
        key=lambda part: part[0],
    )
    system = [(span, quote) for quote in work.cast.quotes for span in quote.spans]
    matched = match_parts([span for span, _ in parts], [span for span, _ in system]).matched
    quotes = [None if match is None else system[match][1] for match in matched]
    labels = [None if quote is None else quote.speaker for quote in quotes]
    score = score_speakers([quotation.speaker for _, quotation in parts], labels)
    names = {entity.id: entity.name for entity in work.cast.entities}
    lines = tuple(
        Line(span, quotation.speaker, None if label is None else names.get(label, f"#{label}"), right)
        for (span, quotation), label, right in zip(parts, labels, score.one_to_one, strict=True)
    )
    judge = _Judge(parts, labels, score.pairing)
    seen: set[str] = set()
    mistakes: list[Mistake] = []
    for place, ((_, quotation), quote, line) in enumerate(zip(parts, quotes, lines, strict=True)):
        if line.right or quotation.id in seen:
            continue
        seen.add(quotation.id)
        mistakes.append(
            Mistake(
                quotation,
                judge.cause(place, quote),
                line.said,
                judge.person(labels[place]),
                None if quote is None else quote.confidence,
                None if quote is None else quote.speaker_mention,
                place,
            )
        )
    return Reading(novel, lines, tuple(mistakes))


class _Judge:
    """Tells causes, from whom each of the program's speakers was mostly taken for."""

    def __init__(
        self,
        parts: Sequence[tuple[Span, GoldQuotation]],
        labels: Sequence[int | None],
        pairing: Mapping[str, str | int],
    ) -> None:
        self._parts = parts
        self._paired = {label: gold for gold, label in pairing.items()}
        given: dict[int, Counter[str]] = defaultdict(Counter)
        taken: dict[str, Counter[int]] = defaultdict(Counter)
        for (_, quotation), label in zip(parts, labels, strict=True):
            if label is not None:
                given[label][quotation.speaker] += 1
                taken[quotation.speaker][label] += 1
        self._mostly = {label: counts.most_common(1)[0][0] for label, counts in given.items()}
        self._usual = {gold: counts.most_common(1)[0][0] for gold, counts in taken.items()}

    def person(self, label: int | None) -> str:
        """Whom a speaker of the program stands for: the one it is paired with, else whose lines it has."""
        if label is None:
            return ""
        return self._paired.get(label) or self._mostly.get(label, "")

    def cause(self, place: int, quote: Quote | None) -> Cause:
        """Why the part at ``place`` was given to the speaker of ``quote``."""
        gold = self._parts[place][1]
        if quote is None:
            return Cause.NOT_FOUND
        if quote.speaker is None:
            return Cause.UNRESOLVED
        person = self.person(quote.speaker)
        if person == gold.speaker:
            return Cause.FRAGMENT
        if self._usual.get(gold.speaker) == quote.speaker:
            return Cause.MERGED
        if person in gold.addressees:
            return Cause.ADDRESSEE
        return Cause.NEIGHBOUR if person in self._near(place) else Cause.OTHER

    def _near(self, place: int) -> set[str]:
        """Who speaks the quotations next to this one, on both sides."""
        here = self._parts[place][1].id
        speakers: set[str] = set()
        for step in (-1, 1):
            ids = {here}
            at = place + step
            while 0 <= at < len(self._parts) and len(ids | {self._parts[at][1].id}) <= _NEIGHBOURS + 1:
                ids.add(self._parts[at][1].id)
                if self._parts[at][1].id != here:
                    speakers.add(self._parts[at][1].speaker)
                at += step
        return speakers
