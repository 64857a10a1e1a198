"""Scores the speakers, addressees and people of annotated chapters and short stories."""

from __future__ import annotations

from collections import Counter
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
from fabula.evaluation.scores.people import score_people
from fabula.evaluation.scores.quotations import SystemQuotation, match_parts
from fabula.evaluation.scores.speakers import score_speakers
from fabula.evaluation.scores.tally import Tallies, Tally
from fabula.evaluation.stories import Story, read_story, story_files
from fabula.types import Cast

COLUMNS = (
    Column("speakers", "speakers"),
    Column("addressees", "addressees F1"),
    Column("found", "found"),
    Column("many_to_one", "many to one"),
    Column("lines", "lines", 0),
    Column("people_whole", "in one entity", 0, "people"),
    Column("people", "people", 0, "people"),
    Column("entities_of_one", "of one person", 0, "people"),
    Column("entities", "entities", 0, "people"),
)
PERSON_LINES = 3
"""Somebody with so many lines is one of the people who are to be one entity each."""
_SHARES = ("speakers", "addressees", "found", "many_to_one")


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
        claims.append(
            speaker_claims(
                [(one.span, one.speaker) for one in story.quotes if one.speaker is not None],
                work.cast.quotes,
            )
        )
        tallies.append({**score_lines(story, quotations_of(work)), **score_cast(story, work.cast)})
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
            to_nobody=True,
        ),
    }


def score_cast(story: Story, cast: Cast) -> dict[str, Tally]:
    """People who are in one recurring entity, and recurring entities that are of one person."""
    lines = Counter(quote.speaker for quote in story.quotes)
    score = score_people(
        {one.id: (one.name, *one.names) for one in story.characters},
        [one.id for one in story.characters if lines[one.id] >= PERSON_LINES],
        {entity.id: (entity.name, *entity.aliases) for entity in cast.entities if entity.is_recurring},
    )
    return {
        "people": Tally(score.whole, len(score.people), score.whole, len(score.people)),
        "entities": Tally(score.of_one, len(score.entities), score.of_one, len(score.entities)),
    }


def _share(right: Sequence[bool]) -> Tally:
    return Tally(sum(right), len(right), sum(right), len(right))


def _values(tallies: Mapping[str, Tally]) -> dict[str, float | None]:
    """The scores in percent, None where there is nothing to score, and the counts of people and entities."""
    shares = {name: tallies[name].f1 if tallies[name].gold else None for name in _SHARES}
    people, entities = tallies["people"], tallies["entities"]
    return {
        **shares,
        "lines": tallies["speakers"].gold,
        "people_whole": people.recall_sum,
        "people": people.gold,
        "entities_of_one": entities.recall_sum,
        "entities": entities.gold,
    }


def _report(rows: Sequence[Row], tallies: Sequence[Mapping[str, Tally]], claims: Sequence[Claims]) -> Report:
    table = Tallies(tallies)

    def pooled(drawn: Indices | None = None) -> Values:
        return _values(table.total(drawn))

    return Report(
        corpus="annotated stories",
        split="all",
        system="fabula",
        unit="story",
        pooled=True,
        columns=COLUMNS,
        rows=tuple(rows),
        overall=pooled(),
        intervals=bootstrap(len(rows), pooled, _SHARES),
        means=means(rows, np.arange(len(rows)), _SHARES),
        calibration=calibrations({"speaker": claims}),
    )
