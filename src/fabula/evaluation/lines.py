"""What stories and openings share: gold lines that are one stretch each, scored by speaker and addressees."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import numpy as np

from fabula.evaluation.claims import speaker_claims
from fabula.evaluation.evaluate_pdnc import means
from fabula.evaluation.report import Column, Indices, Report, Row, Values, bootstrap
from fabula.evaluation.scores.addressees import score_addressees
from fabula.evaluation.scores.calibration import Claims, calibrations
from fabula.evaluation.scores.quotations import SystemQuotation, match_parts
from fabula.evaluation.scores.speakers import score_speakers
from fabula.evaluation.scores.tally import Tallies, Tally
from fabula.types import Cast, Quote, Span

LINE_COLUMNS = (
    Column("speakers", "speakers"),
    Column("addressees", "addressees F1"),
    Column("found", "found"),
    Column("many_to_one", "many to one"),
    Column("lines", "lines", 0),
)
SHARES = ("speakers", "addressees", "found", "many_to_one")
"""The columns that are in percent."""


class GoldLine(Protocol):
    """A line of speech; it is scored if it has a speaker."""

    @property
    def span(self) -> Span:
        """Where it stands."""

    @property
    def speaker(self) -> str | None:
        """Who says it; None where the text leaves it open."""

    @property
    def addressees(self) -> tuple[str, ...]:
        """Who is meant to hear it; empty for nobody."""


def score_lines(lines: Sequence[GoldLine], found: Sequence[SystemQuotation]) -> dict[str, Tally]:
    """Lines of one text whose speaker is right, that are found, and so on, and their addressees.

    Whoever is named as hearer of a line that is said to nobody is wrong.
    """
    scored = [(line, line.speaker) for line in lines if line.speaker is not None]
    system = [(span, quotation) for quotation in found for span in quotation.spans]
    matched = match_parts([line.span for line, _ in scored], [span for span, _ in system]).matched
    said = [None if index is None else system[index][1] for index in matched]
    score = score_speakers(
        [speaker for _, speaker in scored], [None if one is None else one.speaker for one in said]
    )
    return {
        "speakers": share(score.one_to_one),
        "many_to_one": share(score.many_to_one),
        "found": share([one is not None for one in said]),
        "addressees": score_addressees(
            [line.addressees for line, _ in scored],
            [(one.addressees or ()) if one else () for one in said],
            score.pairing,
            to_nobody=True,
        ),
    }


def line_claims(lines: Sequence[GoldLine], quotes: Sequence[Quote]) -> Claims:
    """The speakers that are named of the lines that are scored."""
    return speaker_claims([(line.span, line.speaker) for line in lines if line.speaker is not None], quotes)


def line_values(tallies: Mapping[str, Tally]) -> dict[str, float | None]:
    """The scores of :func:`score_lines` in percent, None where there is nothing to score."""
    shares = {name: tallies[name].f1 if tallies[name].gold else None for name in SHARES}
    return {**shares, "lines": tallies["speakers"].gold}


def share(right: Sequence[bool]) -> Tally:
    """How many of these are right, as a tally."""
    return Tally(sum(right), len(right), sum(right), len(right))


def recurring_names(cast: Cast) -> dict[int, tuple[str, ...]]:
    """The names of each recurring entity."""
    return {entity.id: (entity.name, *entity.aliases) for entity in cast.entities if entity.is_recurring}


def line_report(
    corpus: str,
    unit: str,
    columns: tuple[Column, ...],
    rows: Sequence[Row],
    tallies: Sequence[Mapping[str, Tally]],
    values: Callable[[Mapping[str, Tally]], Values],
    claims: Sequence[Claims],
) -> Report:
    """The report of texts whose tallies are added up; the plain means of shares stand beside."""
    table = Tallies(tallies)

    def pooled(drawn: Indices | None = None) -> Values:
        return values(table.total(drawn))

    return Report(
        corpus=corpus,
        split="all",
        system="fabula",
        unit=unit,
        pooled=True,
        columns=columns,
        rows=tuple(rows),
        overall=pooled(),
        intervals=bootstrap(len(rows), pooled, SHARES),
        means=means(rows, np.arange(len(rows)), SHARES),
        calibration=calibrations({"speaker": claims}),
    )
