"""Scores the speakers and addressees of annotated chapters and short stories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from fabula import errors
from fabula.evaluation.claims import speaker_claims
from fabula.evaluation.evaluate_pdnc import Seen, means, quotations_of, see_nothing
from fabula.evaluation.report import Column, Indices, Report, Row, Values, bootstrap
from fabula.evaluation.run import Parse, Progress, Read, ignore_progress, timed_read
from fabula.evaluation.scores.addressees import score_addressees
from fabula.evaluation.scores.calibration import Claims, calibrations
from fabula.evaluation.scores.quotations import SystemQuotation, match_parts
from fabula.evaluation.scores.speakers import score_speakers
from fabula.evaluation.scores.tally import Tallies, Tally
from fabula.evaluation.stories import Story, read_story, story_files

COLUMNS = (
    Column("speakers", "speakers"),
    Column("addressees", "addressees F1"),
    Column("found", "found"),
    Column("many_to_one", "many to one"),
    Column("lines", "lines", 0),
)


def evaluate_stories(
    paths: Sequence[Path],
    read: Read,
    *,
    parse: Parse,
    progress: Progress = ignore_progress,
    seen: Seen = see_nothing,
) -> Report:
    """Read each story's raw text and score who says each line and to whom.

    ``paths`` are folders of stories, or stories. Speakers are paired one to one within a story, as in
    :mod:`fabula.evaluation.scores.speakers`; a line whose speaker the text leaves open is not scored. The
    whole is counted over all lines, and the plain mean over stories stands beside it. ``seen`` is told each
    story, as a novel, with its reading.

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
        claims.append(
            speaker_claims(
                [(one.span, one.speaker) for one in story.quotes if one.speaker is not None],
                work.cast.quotes,
            )
        )
        tallies.append(score_lines(story, quotations_of(work)))
        rows.append(Row(story.name, _values(tallies[-1]), seconds))
    progress("", len(files), len(files))
    return _report(rows, tallies, claims)


def score_lines(story: Story, found: Sequence[SystemQuotation]) -> dict[str, Tally]:
    """Lines whose speaker is right, that are found, and so on, and addressees, of one story."""
    lines = [(quote, quote.speaker) for quote in story.quotes if quote.speaker is not None]
    system = [(span, quotation) for quotation in found for span in quotation.spans]
    matched = match_parts([quote.span for quote, _ in lines], [span for span, _ in system]).matched
    said = [None if index is None else system[index][1] for index in matched]
    score = score_speakers(
        [speaker for _, speaker in lines], [None if one is None else one.speaker for one in said]
    )
    return {
        "speakers": _share(score.one_to_one),
        "many_to_one": _share(score.many_to_one),
        "found": _share([one is not None for one in said]),
        "addressees": score_addressees(
            [quote.addressees for quote, _ in lines],
            [(one.addressees or ()) if one else () for one in said],
            score.pairing,
        ),
    }


def _share(right: Sequence[bool]) -> Tally:
    return Tally(sum(right), len(right), sum(right), len(right))


def _values(tallies: Mapping[str, Tally]) -> dict[str, float | None]:
    """The scores in percent; that of addressees is None where no line is said to anybody."""
    shares: dict[str, float | None] = {
        name: tally.f1 if tally.gold else None for name, tally in tallies.items()
    }
    return {**shares, "lines": tallies["speakers"].gold}


def _report(rows: Sequence[Row], tallies: Sequence[Mapping[str, Tally]], claims: Sequence[Claims]) -> Report:
    table, keys = Tallies(tallies), [column.key for column in COLUMNS]

    def pooled(drawn: Indices | None = None) -> Values:
        return _values(table.total(drawn))

    shares = [key for key in keys if key != "lines"]
    return Report(
        corpus="annotated stories",
        split="all",
        system="fabula",
        unit="story",
        pooled=True,
        columns=COLUMNS,
        rows=tuple(rows),
        overall=pooled(),
        intervals=bootstrap(len(rows), pooled, shares),
        means=means(rows, np.arange(len(rows)), shares),
        calibration=calibrations({"speaker": claims}),
    )
