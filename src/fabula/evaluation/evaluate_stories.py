"""Scores the speakers, addressees and people of annotated chapters and short stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from fabula import errors
from fabula.evaluation.evaluate_pdnc import Seen, quotations_of, see_nothing
from fabula.evaluation.lines import (
    LINE_COLUMNS,
    line_claims,
    line_report,
    line_values,
    recurring_names,
    score_lines,
    share,
)
from fabula.evaluation.report import Column, Report, Row
from fabula.evaluation.run import Parse, Progress, Read, ignore_progress, timed_read
from fabula.evaluation.scores.calibration import Claims
from fabula.evaluation.scores.people import score_people
from fabula.evaluation.scores.tally import Tally
from fabula.evaluation.stories import Story, read_story, story_files
from fabula.types import Cast

COLUMNS = (
    *LINE_COLUMNS,
    Column("people_whole", "in one entity", 0, "people"),
    Column("people", "people", 0, "people"),
    Column("entities_of_one", "of one person", 0, "people"),
    Column("entities", "entities", 0, "people"),
)
PERSON_LINES = 3
"""Somebody with so many lines is one of the people who are to be one entity each."""


def evaluate_stories(
    paths: Sequence[Path],
    read: Read,
    *,
    parse: Parse,
    progress: Progress = ignore_progress,
    seen: Seen = see_nothing,
) -> Report:
    """Read each story's raw text and score who says each line and to whom, and who is who.

    ``paths`` are folders of stories, or stories. Speakers are paired one to one within a story, as in
    :mod:`fabula.evaluation.scores.speakers`; a line whose speaker the text leaves open is not scored. People
    and entities are counted as in :mod:`fabula.evaluation.scores.people`, of those with
    :data:`PERSON_LINES` or more. The whole is counted over all stories, and the plain mean stands beside
    it. ``seen`` is told each story, as a novel, with its reading.

    Raises :class:`fabula.errors.EvaluationError` when the gold data is missing, malformed or empty.
    """
    files = story_files(paths)
    rows: list[Row] = []
    tallies: list[Mapping[str, Tally]] = []
    claims: list[Claims] = []
    for done, file in enumerate(files):
        progress(file.stem, done, len(files))
        story = read_story(file)
        if not any(quote.is_scored for quote in story.quotes):
            raise errors.nothing_to_score(file, "no line has a speaker")
        work, seconds = timed_read(read, parse, story.text, story.name)
        seen(story.as_novel(), work)
        claims.append(line_claims(story.quotes, work.cast.quotes))
        tallies.append({**score_lines(story.quotes, quotations_of(work)), **score_cast(story, work.cast)})
        rows.append(Row(story.name, _values(tallies[-1]), seconds))
    progress("", len(files), len(files))
    return line_report("annotated stories", "story", COLUMNS, rows, tallies, _values, claims)


def score_cast(story: Story, cast: Cast) -> dict[str, Tally]:
    """People who are in one recurring entity, and recurring entities that are of one person."""
    lines = Counter(quote.speaker for quote in story.quotes)
    score = score_people(
        {one.id: (one.name, *one.names) for one in story.characters},
        [one.id for one in story.characters if lines[one.id] >= PERSON_LINES],
        recurring_names(cast),
    )
    return {"people": share(score.whole), "entities": share(score.of_one)}


def _values(tallies: Mapping[str, Tally]) -> dict[str, float | None]:
    people, entities = tallies["people"], tallies["entities"]
    return {
        **line_values(tallies),
        "people_whole": people.recall_sum,
        "people": people.gold,
        "entities_of_one": entities.recall_sum,
        "entities": entities.gold,
    }
