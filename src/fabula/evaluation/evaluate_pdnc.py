"""Scores a program, or BookNLP's published output, on the quotations of whole novels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from fabula import errors
from fabula.evaluation import booknlp, pdnc
from fabula.evaluation.claims import novel_link_claims, novel_speaker_claims
from fabula.evaluation.report import Column, Indices, Report, Row, Values, bootstrap
from fabula.evaluation.run import Parse, Progress, Read, ignore_progress, timed_read
from fabula.evaluation.scores.addressees import score_addressees
from fabula.evaluation.scores.calibration import Claims, calibrations
from fabula.evaluation.scores.quotations import SystemQuotation, match_parts
from fabula.evaluation.scores.speakers import main_speakers, score_speakers
from fabula.types import Work

COLUMNS = (
    Column("speakers", "speakers"),
    Column("explicit", "explicit"),
    Column("anaphoric", "anaphoric"),
    Column("implicit", "implicit"),
    Column("found", "found"),
    Column("precision", "precision"),
    Column("many_to_one", "many to one"),
    Column("addressees", "addressees F1"),
    Column("system_speakers", "named", 0),
    Column("gold_speakers", "gold", 0),
    Column("system_main_speakers", "≥5 lines", 0),
    Column("gold_main_speakers", "gold ≥5", 0),
)
_Run = Callable[[pdnc.Novel], tuple[Sequence[SystemQuotation], float | None]]
Seen = Callable[[pdnc.Novel, Work], None]
"""Told each novel and what the program made of it."""


def see_nothing(_novel: pdnc.Novel, _work: Work) -> None:
    """Leave the novel alone."""


def evaluate_pdnc(
    path: Path,
    read: Read,
    *,
    parse: Parse,
    split: str = "dev",
    novels: Sequence[str] | None = None,
    progress: Progress = ignore_progress,
    seen: Seen = see_nothing,
) -> Report:
    """Read each whole novel's raw text and score its quotations, speakers and addressees.

    The score of speakers is the one-to-one accuracy described in :mod:`fabula.evaluation.scores.speakers`,
    over the parts of all quotations whose speaker could be known. The whole is the plain mean over novels.
    ``split`` is ``dev``, ``train`` or ``all``; ``novels`` names novels instead. ``parse`` is how the
    program reads a plain text file that is already decoded. ``seen`` is told each novel with its reading.

    Raises :class:`fabula.errors.EvaluationError` when the gold data is missing, malformed or empty.
    """
    speakers, links = list[Claims](), list[Claims]()

    def run(novel: pdnc.Novel) -> tuple[Sequence[SystemQuotation], float]:
        work, seconds = timed_read(read, parse, novel.text, novel.name)
        seen(novel, work)
        speakers.append(novel_speaker_claims(novel, work.cast.quotes))
        links.append(novel_link_claims(novel, work.cast.mentions))
        return quotations_of(work), seconds

    names = pdnc.novel_names(path, split, novels)
    report = _report(path, names, run, "fabula", split if novels is None else "named", progress)
    return replace(report, calibration=calibrations({"speaker": speakers, "mention's entity": links}))


def evaluate_booknlp(
    path: Path,
    gold: Path,
    *,
    split: str = "dev",
    novels: Sequence[str] | None = None,
    progress: Progress = ignore_progress,
) -> Report:
    """Score BookNLP's ``.quotes`` files in ``path`` in the same way, for the novels it has output of.

    Raises :class:`fabula.errors.EvaluationError` when gold data or output is missing, malformed or empty.
    """
    if not path.is_dir():
        raise errors.gold_folder_missing(path, "BookNLP's .quotes files")

    def run(novel: pdnc.Novel) -> tuple[Sequence[SystemQuotation], None]:
        return booknlp.read_quotes(booknlp.quotes_file(path, novel.name), novel.text), None

    names = pdnc.novel_names(gold, split, novels)
    if novels is None:
        names = tuple(name for name in names if booknlp.quotes_file(path, name).is_file())
    if not names:
        raise errors.nothing_to_score(path, "no .quotes file is of a novel of this choice")
    return _report(gold, names, run, "BookNLP", split if novels is None else "named", progress)


def quotations_of(work: Work) -> list[SystemQuotation]:
    """A work's quotations as the scorers take them."""
    return [SystemQuotation(quote.spans, quote.speaker, quote.addressees) for quote in work.cast.quotes]


def _report(
    root: Path, names: Sequence[str], run: _Run, system: str, split: str, progress: Progress
) -> Report:
    rows: list[Row] = []
    for done, name in enumerate(names):
        progress(name, done, len(names))
        novel = pdnc.read_novel(root / name)
        found, seconds = run(novel)
        if not any(quotation.is_scored for quotation in novel.quotations):
            raise errors.nothing_to_score(root / name, "no quotation has a speaker")
        rows.append(Row(name, score_novel(novel, found), seconds))
    progress("", len(names), len(names))
    keys = [column.key for column in COLUMNS]
    overall = means(rows, np.arange(len(rows)), keys)
    return Report(
        corpus="PDNC",
        split=split,
        system=system,
        unit="novel",
        pooled=False,
        columns=COLUMNS,
        rows=tuple(rows),
        overall=overall,
        intervals=bootstrap(len(rows), lambda drawn: means(rows, drawn, keys), keys),
    )


def score_novel(novel: pdnc.Novel, found: Sequence[SystemQuotation]) -> dict[str, float | None]:
    """The scores of one novel, in percent, and counts of speakers."""
    parts = [
        (span, quotation) for quotation in novel.quotations if quotation.is_scored for span in quotation.spans
    ]
    system = [(span, quotation) for quotation in found for span in quotation.spans]
    matching = match_parts(
        [span for span, _ in parts],
        [span for span, _ in system],
        unscored=[span for gold in novel.quotations if not gold.is_scored for span in gold.spans],
    )
    said = [None if match is None else system[match][1] for match in matching.matched]
    gold_speakers = [quotation.speaker for _, quotation in parts]
    score = score_speakers(gold_speakers, [None if one is None else one.speaker for one in said])
    addressees = None
    if any(quotation.addressees is not None for quotation in found):
        addressees = score_addressees(
            [[name for name in gold.addressees if name != pdnc.UNKNOWABLE] for _, gold in parts],
            [(one.addressees or ()) if one else () for one in said],
            score.pairing,
        ).f1
    by_type = {
        kind.lower(): _share(
            [right for right, (_, gold) in zip(score.one_to_one, parts, strict=True) if gold.type == kind]
        )
        for kind in pdnc.QUOTATION_TYPES
    }
    named = [quotation.speaker for _, quotation in system]
    return {
        "speakers": _share(score.one_to_one),
        **by_type,
        "found": matching.found,
        "precision": matching.precision,
        "many_to_one": _share(score.many_to_one),
        "addressees": addressees,
        "system_speakers": len(set(named) - {None}),
        "gold_speakers": len(set(gold_speakers)),
        "system_main_speakers": main_speakers(named),
        "gold_main_speakers": main_speakers(gold_speakers),
    }


def _share(right: Sequence[bool]) -> float | None:
    return 100 * sum(right) / len(right) if right else None


def means(rows: Sequence[Row], drawn: Indices, keys: Sequence[str]) -> Values:
    """The plain mean of each value over the novels drawn that have it."""
    means: dict[str, float | None] = {}
    for key in keys:
        values = [value for index in drawn if (value := rows[index].values[key]) is not None]
        means[key] = sum(values) / len(values) if values else None
    return means
