"""Scores findings on planted contradictions, one at a time, and counts false alarms in clean stories."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from fabula.evaluation.files import read_exact
from fabula.evaluation.gold_json import read_json
from fabula.evaluation.report import Column, Report, Row
from fabula.evaluation.run import Parse, Progress, ignore_progress, timed
from fabula.evaluation.stories import story_files
from fabula.types import Finding, Span, Text

Find: TypeAlias = Callable[[Text], Sequence[Finding]]
"""The program under test: from a text to its findings."""

ALARM = 0.5
"""Findings that are likelier slips than not are counted."""
_PER = 10_000

COLUMNS = (
    Column("found", "found", 0, "planted contradictions"),
    Column("planted", "planted", 0, "planted contradictions"),
    Column("recall", "%", 1, "planted contradictions"),
    Column("alarms", "false alarms", 0, "clean text"),
    Column("per_words", "per 10,000 words", 2, "clean text"),
)


@dataclass(frozen=True, slots=True)
class Goof:
    """A planted contradiction: the changed text, its kind, and the places that do not agree."""

    kind: str
    text: str
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Counts:
    found: int
    planted: int
    alarms: int
    words: int

    def values(self) -> dict[str, float | None]:
        """The scores of these counts."""
        return {
            "found": self.found,
            "planted": self.planted,
            "recall": 100 * self.found / self.planted if self.planted else None,
            "alarms": self.alarms,
            "per_words": _PER * self.alarms / self.words if self.words else None,
        }


def evaluate_findings(
    paths: Sequence[Path], find: Find, *, parse: Parse, progress: Progress = ignore_progress
) -> Report:
    """Read each story as it is and with each of its ``goofs``, and see what is found.

    A goof is found if a finding above :data:`ALARM`, which the story as it is does not have, holds one of its
    two places. All findings above it in the story as it is are taken for false alarms. A row is a story, and
    below them one for each kind of goof.

    Raises :class:`fabula.errors.EvaluationError` when the gold data is missing or malformed.
    """
    files = story_files(paths)
    rows: list[Row] = []
    counts: list[_Counts] = []
    kinds: dict[str, list[bool]] = {}
    for done, file in enumerate(files):
        progress(file.stem, done, len(files))
        content = read_exact(file.with_suffix(".txt"))
        place = file.with_suffix(".txt")
        clean, seconds = timed(partial(find, parse(place, content)))
        known = {own.message for own in clean}
        hits: list[bool] = []
        for goof in read_goofs(file, content):
            hits.append(is_found(goof, find(parse(place, goof.text)), known))
            kinds.setdefault(goof.kind, []).append(hits[-1])
        alarms = sum(own.confidence > ALARM for own in clean)
        counts.append(_Counts(sum(hits), len(hits), alarms, len(content.split())))
        rows.append(Row(file.stem, counts[-1].values(), seconds))
    progress("", len(files), len(files))
    rows += [Row(f"kind: {kind}", _Counts(sum(own), len(own), 0, 0).values()) for kind, own in kinds.items()]
    every = zip(*((own.found, own.planted, own.alarms, own.words) for own in counts), strict=True)
    return Report(
        corpus="planted contradictions",
        split="all",
        system="fabula",
        unit="story",
        pooled=True,
        columns=COLUMNS,
        rows=tuple(rows),
        overall=_Counts(*map(sum, every)).values(),
    )


def read_goofs(file: Path, content: str) -> Iterator[Goof]:
    """The planted contradictions of a story, each with the text that has it."""
    fields = read_json(file)
    for own in fields.objects("goofs") if "goofs" in fields.values else ():
        old, new, other = own.text("replace"), own.text("with"), own.text("conflicts_with")
        start = content.find(old)
        if start < 0:
            raise own.fault("replace", f"{old[:60]!r} does not stand in the text")
        changed = content[:start] + new + content[start + len(old) :]
        against = changed.find(other)
        if against < 0:
            raise own.fault("conflicts_with", f"{other[:60]!r} does not stand in the text")
        places = ((start, start + len(new)), (against, against + len(other)))
        yield Goof(own.text("kind"), changed, places)


def is_found(goof: Goof, found: Sequence[Finding], known: Collection[str]) -> bool:
    """Whether a finding that is new holds one of the two places."""
    return any(
        own.confidence > ALARM
        and own.message not in known
        and any(a < d and c < b for a, b in own.spans for c, d in goof.places)
        for own in found
    )
