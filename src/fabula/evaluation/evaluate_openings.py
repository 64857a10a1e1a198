"""Scores the first lines of whole novels, and whether their main characters are one entity each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from fabula import errors
from fabula.evaluation.evaluate_pdnc import quotations_of
from fabula.evaluation.lines import (
    LINE_COLUMNS,
    line_claims,
    line_report,
    line_values,
    score_lines,
    share,
)
from fabula.evaluation.openings import Opening, opening_names, read_opening
from fabula.evaluation.report import Column, Report, Row
from fabula.evaluation.run import Parse, Progress, Read, ignore_progress, timed_read
from fabula.evaluation.scores.calibration import Claims
from fabula.evaluation.scores.people import one_entity_each
from fabula.evaluation.scores.tally import Tally
from fabula.types import Cast, MentionForm

COLUMNS = (
    *LINE_COLUMNS,
    Column("cast_one", "one entity each", 0),
    Column("cast", "main characters", 0),
)


def evaluate_openings(
    path: Path,
    read: Read,
    *,
    parse: Parse,
    novels: Sequence[str] | None = None,
    progress: Progress = ignore_progress,
) -> Report:
    """Read each whole novel's raw text and score its first lines and its main characters.

    Lines are scored as those of stories; when a main character is one entity, :mod:`.scores.people` says.
    ``novels`` names novels; without it all are read.

    Raises :class:`fabula.errors.EvaluationError` when the gold data is missing, malformed or empty.
    """
    names = opening_names(path, novels)
    rows: list[Row] = []
    tallies: list[Mapping[str, Tally]] = []
    claims: list[Claims] = []
    for done, name in enumerate(names):
        progress(name, done, len(names))
        opening = read_opening(path / name)
        if all(line.speaker is None for line in opening.lines):
            raise errors.nothing_to_score(path / name, "no line has a speaker")
        work, seconds = timed_read(read, parse, opening.text, name)
        claims.append(line_claims(opening.lines, work.cast.quotes))
        tallies.append({**score_lines(opening.lines, quotations_of(work)), **score_cast(opening, work.cast)})
        rows.append(Row(name, _values(tallies[-1]), seconds))
    progress("", len(names), len(names))
    return line_report("openings", "novel", COLUMNS, rows, tallies, _values, claims)


def score_cast(opening: Opening, cast: Cast) -> dict[str, Tally]:
    """Main characters who are one entity each."""
    named = [mention for mention in cast.mentions if mention.form is not MentionForm.PRONOUN]
    one = one_entity_each(
        {one.name: one.names for one in opening.cast},
        [(opening.text[mention.start : mention.end], mention.entity) for mention in named],
    )
    return {"cast": share(list(one.values()))}


def _values(tallies: Mapping[str, Tally]) -> dict[str, float | None]:
    cast = tallies["cast"]
    return {**line_values(tallies), "cast_one": cast.recall_sum, "cast": cast.gold}
