"""What a program loses when the same novel comes in another shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from fabula import errors
from fabula.evaluation import pdnc
from fabula.evaluation.evaluate_pdnc import Seen, means, quotations_of, score_novel, see_nothing
from fabula.evaluation.report import Column, Report, Row, Values, bootstrap
from fabula.evaluation.run import Parse, Progress, Read, ignore_progress, timed_read
from fabula.evaluation.variants import FORMS, variant


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
    """Read each novel as it is and in each of ``forms`` (see :mod:`fabula.evaluation.variants`).

    For each form the table has the accuracy of speakers, one to one, and the loss in points against the
    plain text. The values of the rows hold every score of :func:`fabula.evaluation.evaluate_pdnc`, those of
    a form with its name and an underscore before them; the seconds are those of the plain text. ``seen`` is
    told each form of each novel with its reading.

    Raises :class:`fabula.errors.EvaluationError` for an unknown form and where ``evaluate_pdnc`` does.
    """
    forms = tuple(dict.fromkeys(forms))
    for form in forms:
        if form not in FORMS:
            raise errors.unknown_form(form, tuple(FORMS))
    names = pdnc.novel_names(path, split, novels)
    steps = 1 + len(forms)

    def read_form(novel: pdnc.Novel) -> tuple[Values, float]:
        work, seconds = timed_read(read, parse, novel.text, novel.name)
        seen(novel, work)
        return score_novel(novel, quotations_of(work)), seconds

    rows: list[Row] = []
    for number, name in enumerate(names):
        novel = pdnc.read_novel(path / name)
        if not any(quotation.is_scored for quotation in novel.quotations):
            raise errors.nothing_to_score(path / name, "no quotation has a speaker")
        progress(name, number * steps, len(names) * steps)
        plain, seconds = read_form(novel)
        values = dict(plain)
        for step, form in enumerate(forms, start=1):
            progress(name, number * steps + step, len(names) * steps)
            scores, _ = read_form(replace(variant(novel, form), name=f"{name} as {form}"))
            values.update({f"{form}_{key}": value for key, value in scores.items()})
            values[f"{form}_loss"] = _loss(plain["speakers"], scores["speakers"])
        rows.append(Row(name, values, seconds))
    progress("", len(names) * steps, len(names) * steps)
    return _report(rows, forms, split if novels is None else "named")


def _loss(plain: float | None, changed: float | None) -> float | None:
    return None if plain is None or changed is None else plain - changed


def _report(rows: Sequence[Row], forms: Sequence[str], split: str) -> Report:
    columns = [Column("speakers", "plain")]
    for form in forms:
        columns += [Column(f"{form}_speakers", form), Column(f"{form}_loss", "loss")]
    keys = list(rows[0].values)
    return Report(
        corpus="PDNC",
        split=split,
        system="fabula",
        unit="novel",
        pooled=False,
        columns=tuple(columns),
        rows=tuple(rows),
        overall=means(rows, np.arange(len(rows)), keys),
        intervals=bootstrap(len(rows), lambda drawn: means(rows, drawn, keys), keys),
    )
