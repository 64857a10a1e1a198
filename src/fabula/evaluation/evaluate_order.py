"""Scores the order of events in stories (Bethard, Kolomiyets and Moens 2012)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol, TypeAlias

from fabula.evaluation.lines import share
from fabula.evaluation.report import Column, Indices, Report, Row, bootstrap
from fabula.evaluation.run import Parse, Progress, ignore_progress, timed
from fabula.evaluation.scores.tally import Tallies, Tally
from fabula.evaluation.timelines import AFTER, BEFORE, Timeline, read_timeline, timeline_files
from fabula.types import Span, Text

AGREEMENT = 82.5
"""How far two people agree on the labels, in percent, as published."""


class Relation(Protocol):
    """How one event stands to another: before, after, includes, included."""

    @property
    def value(self) -> str:
        """Which of these it is."""


class Order(Protocol):
    """The events of a text, as the program under test orders them."""

    def between(self, one: Span, two: Span) -> Relation | None:
        """How an event stands to another; None where the words of one of them tell none."""


Sequenced: TypeAlias = Callable[[Text], Order]
"""The program under test: from a text to the order of its events."""

COLUMNS = (
    Column("right", "right"),
    Column("text_order", "text order"),
    Column("agreement", "two people, published"),
    Column("found", "found"),
    Column("backward", "backward F1"),
    Column("backward_precision", "precision"),
    Column("backward_recall", "recall"),
    Column("pairs", "pairs", 0),
)


def evaluate_order(
    folder: Path, sequenced: Sequenced, *, parse: Parse, progress: Progress = ignore_progress
) -> Report:
    """Read each text and ask of every annotated pair of events how they stand to each other.

    Of the pairs whose events are both found: right is before, after, includes or included as the annotation
    has it; pairs that only overlap there have no right answer. Beside it stands "text order", by which
    whatever is told first comes first. Links that run backwards are scored apart. Each annotator's links
    count.

    Raises :class:`fabula.errors.EvaluationError` when the gold data is missing or malformed.
    """
    files = timeline_files(folder)
    rows: list[Row] = []
    tallies: list[Mapping[str, Tally]] = []
    for done, file in enumerate(files):
        progress(file.stem, done, len(files))
        timeline = read_timeline(file)
        order, seconds = timed(partial(sequenced, parse(file, timeline.text)))
        tallies.append(score_order(timeline, order))
        rows.append(Row(file.stem, _values(tallies[-1]), seconds))
    progress("", len(files), len(files))
    counts = Tallies(tallies)

    def pooled(drawn: Indices | None = None) -> Mapping[str, float | None]:
        return _values(counts.total(drawn))

    return Report(
        corpus="order of events",
        split="all",
        system="fabula",
        unit="text",
        pooled=True,
        columns=COLUMNS,
        rows=tuple(rows),
        overall=pooled(),
        intervals=bootstrap(len(rows), pooled, ["right", "text_order", "found", "backward"]),
    )


def score_order(timeline: Timeline, order: Order) -> dict[str, Tally]:
    """The tallies of one text."""
    asked = [(link.relation, order.between(link.one, link.two)) for link in timeline.links]
    found = [(gold, own.value) for gold, own in asked if own is not None]
    return {
        "right": share([own == gold for gold, own in found]),
        "text_order": share([gold == BEFORE for gold, _ in found]),
        "found": share([own is not None for _, own in asked]),
        "backward": _backward(found),
    }


def _backward(found: Sequence[tuple[str, str]]) -> Tally:
    hits = sum(gold == own == AFTER for gold, own in found)
    return Tally(hits, sum(own == AFTER for _, own in found), hits, sum(gold == AFTER for gold, _ in found))


def _values(tallies: Mapping[str, Tally]) -> dict[str, float | None]:
    backward = tallies["backward"]
    return {
        **{
            key: tallies[key].recall if tallies[key].gold else None
            for key in ("right", "text_order", "found")
        },
        "agreement": AGREEMENT,
        "backward": backward.f1 if backward.gold else None,
        "backward_precision": backward.precision if backward.predicted else None,
        "backward_recall": backward.recall if backward.gold else None,
        "pairs": tallies["found"].gold,
    }
