"""What a program loses when the same novel comes in another shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from fabula import errors
from fabula.evaluation import pdnc
from fabula.evaluation.claims import novel_link_claims, novel_speaker_claims
from fabula.evaluation.evaluate_pdnc import COLUMNS, Seen, means, quotations_of, score_novel, see_nothing
from fabula.evaluation.report import Report, Row, Values, bootstrap
from fabula.evaluation.run import Parse, Progress, Read, ignore_progress, timed_read
from fabula.evaluation.scores.calibration import Claims, calibrations
from fabula.evaluation.variants import FORMS, form_name, variant
from fabula.types import Work

ALL = "all"
"""Stands for every form."""


def evaluate_forms(
    path: Path,
    read: Read,
    *,
    parse: Parse,
    forms: Sequence[str],
    split: str = "dev",
    novels: Sequence[str] | None = None,
    progress: Progress = ignore_progress,
    seen: Seen = see_nothing,
) -> Report:
    """Read each novel as printed and in each of ``forms`` (see :mod:`fabula.evaluation.variants`).

    The report is that of :func:`fabula.evaluation.evaluate_pdnc`, of the novels as printed, with the forms
    beside it. Its values hold every score of a form too, with the form's name and an underscore before it,
    and ``FORM_loss``: how many points of speakers, one to one, the form costs. The seconds are those of the
    text as printed. ``seen`` is told each form of each novel with its reading. One novel is held at a time.

    Raises :class:`fabula.errors.EvaluationError` for an unknown form and where ``evaluate_pdnc`` does.
    """
    forms = _known(forms)
    names = pdnc.novel_names(path, split, novels)
    steps = 1 + len(forms)
    speakers, links = list[Claims](), list[Claims]()

    def read_form(novel: pdnc.Novel) -> tuple[Work, float]:
        work, seconds = timed_read(read, parse, novel.text, novel.name)
        seen(novel, work)
        return work, seconds

    def read_printed(novel: pdnc.Novel) -> tuple[Values, float]:
        work, seconds = read_form(novel)
        speakers.append(novel_speaker_claims(novel, work.cast.quotes))
        links.append(novel_link_claims(novel, work.cast.mentions))
        return score_novel(novel, quotations_of(work)), seconds

    rows: list[Row] = []
    for number, name in enumerate(names):
        novel = pdnc.read_novel(path / name)
        if not any(quotation.is_scored for quotation in novel.quotations):
            raise errors.nothing_to_score(path / name, "no quotation has a speaker")
        progress(name, number * steps, len(names) * steps)
        printed, seconds = read_printed(novel)
        values = dict(printed)
        for step, form in enumerate(forms, start=1):
            progress(name, number * steps + step, len(names) * steps)
            changed = replace(variant(novel, form), name=form_name(name, form))
            scores = score_novel(changed, quotations_of(read_form(changed)[0]))
            values.update({f"{form}_{key}": value for key, value in scores.items()})
            values[f"{form}_loss"] = _loss(printed["speakers"], scores["speakers"])
        rows.append(Row(name, values, seconds))
    progress("", len(names) * steps, len(names) * steps)
    report = _report(rows, forms, split if novels is None else "named")
    return replace(report, calibration=calibrations({"speaker": speakers, "mention's entity": links}))


def _known(forms: Sequence[str]) -> tuple[str, ...]:
    """The forms, each once."""
    for form in forms:
        if form not in (*FORMS, ALL):
            raise errors.unknown_form(form, (*FORMS, ALL))
    return tuple(FORMS) if ALL in forms else tuple(dict.fromkeys(forms))


def _loss(plain: float | None, changed: float | None) -> float | None:
    return None if plain is None or changed is None else plain - changed


def _report(rows: Sequence[Row], forms: Sequence[str], split: str) -> Report:
    keys = list(rows[0].values)
    return Report(
        corpus="PDNC",
        split=split,
        system="fabula",
        unit="novel",
        pooled=False,
        columns=COLUMNS,
        rows=tuple(rows),
        overall=means(rows, np.arange(len(rows)), keys),
        intervals=bootstrap(len(rows), lambda drawn: means(rows, drawn, keys), keys),
        forms=tuple(forms),
    )
