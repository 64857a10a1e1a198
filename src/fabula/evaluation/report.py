"""What an evaluation gives: a row for each document, the whole, and how sure the whole is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from fabula.evaluation.scores.calibration import COVERAGES, Calibration

Values: TypeAlias = Mapping[str, float | None]
Indices: TypeAlias = npt.NDArray[np.intp]
SAMPLES = 1000
FORMAT = "fabula-scores/1"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a printed table: the value it shows, its heading, its decimals and which table it is in."""

    key: str
    label: str
    decimals: int = 1
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The values of one document, novel or genre; ``seconds`` is how long the program took to read it."""

    name: str
    values: Values
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The scores of a corpus. Shares are in percent; a value that does not apply is None.

    ``overall`` is taken over all rows, as ``pooled`` says: counts added up over documents before the ratios
    are taken, or the plain mean over novels. ``means`` are plain means where ``overall`` is pooled and both
    are wanted. ``intervals`` are 95 % bootstrap confidence intervals of
    ``overall``, documents drawn with replacement; there are none for a single document. ``calibration`` is of
    all claims of the corpus together. ``forms`` are other shapes in which each document was read too: their
    values are keyed with the form before an underscore, and ``FORM_loss`` is what a form costs.
    """

    corpus: str
    split: str
    system: str
    unit: str
    pooled: bool
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    overall: Values
    intervals: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    calibration: tuple[Calibration, ...] = ()
    forms: tuple[str, ...] = ()
    means: Values = field(default_factory=dict)

    @property
    def groups(self) -> tuple[str, ...]:
        """The tables that the columns make, by name."""
        return tuple(dict.fromkeys(column.group for column in self.columns))

    def as_json(self) -> dict[str, object]:
        """Everything as plain values, in the form that ``--json`` prints (``fabula-scores/1``)."""
        return {
            "format": FORMAT,
            "corpus": self.corpus,
            "split": self.split,
            "system": self.system,
            "overall_is": "pooled counts" if self.pooled else f"mean over {self.unit}s",
            "overall": {key: _rounded(value) for key, value in self.overall.items()},
            **({"means": {key: _rounded(value) for key, value in self.means.items()}} if self.means else {}),
            "intervals": {
                key: [_rounded(low), _rounded(high)] for key, (low, high) in self.intervals.items()
            },
            "rows": [
                {
                    "name": row.name,
                    **{key: _rounded(value) for key, value in row.values.items()},
                    "seconds": _rounded(row.seconds),
                }
                for row in self.rows
            ],
            "calibration": {
                one.name: {
                    "claims": one.claims,
                    "error": _rounded(one.error),
                    "accuracy_at": {str(coverage): _rounded(one.at(coverage)) for coverage in COVERAGES},
                }
                for one in self.calibration
            },
        }

    def table(self, group: str | None = None) -> tuple[list[str], list[list[str]]]:
        """The headings, and the rows as strings: one a document, then the whole, then its intervals.

        ``group`` is one of :attr:`groups`; without it the table has every column.
        """
        columns = [column for column in self.columns if group in (None, column.group)]
        heads = [self.unit, *(column.label for column in columns)]
        lines = [[row.name, *(_shown(column, row.values) for column in columns)] for row in self.rows]
        lines.append(
            ["all" if self.pooled else "mean", *(_shown(column, self.overall) for column in columns)]
        )
        if self.means:
            lines.append(["mean", *(_shown(column, self.means) for column in columns)])
        if self.intervals:
            lines.append(["95 % interval", *(self._interval(column) for column in columns)])
        return heads, lines

    def calibration_table(self) -> tuple[list[str], list[list[str]]]:
        """The headings and a row for each kind of claim: how many, error in points, accuracy at coverages."""
        heads = ["claim", "claims", "error", *(f"at {coverage} %" for coverage in COVERAGES)]
        lines = [
            [one.name, f"{one.claims:,}", *(f"{value:.1f}" for value in (one.error, *one.accuracy))]
            for one in self.calibration
        ]
        return heads, lines

    def forms_table(self) -> tuple[list[str], list[list[str]]]:
        """The headings and a row for each form: accuracy of speakers, and the loss against print."""
        whole = Column("speakers", "speakers")
        lines = [["as printed", _shown(whole, self.overall), "", ""]]
        for form in self.forms:
            speakers, loss = Column(f"{form}_speakers", "speakers"), Column(f"{form}_loss", "loss")
            shown = [_shown(column, self.overall) for column in (speakers, loss)]
            lines.append([form, *shown, self._interval(loss)])
        heads = ["form", "speakers", "loss", "95 % interval"]
        return (heads, lines) if self.intervals else (heads[:-1], [line[:-1] for line in lines])

    def _interval(self, column: Column) -> str:
        if column.key not in self.intervals:
            return ""
        low, high = self.intervals[column.key]
        return f"{low:.{column.decimals}f}–{high:.{column.decimals}f}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _shown(column: Column, values: Values) -> str:
    value = values.get(column.key)
    return "–" if value is None else f"{value:.{column.decimals}f}"


def bootstrap(
    documents: int, statistic: Callable[[Indices], Values], keys: Sequence[str], samples: int = SAMPLES
) -> dict[str, tuple[float, float]]:
    """95 % percentile intervals (Efron and Tibshirani 1993) of ``statistic`` over documents.

    ``statistic`` is given the indices of the documents drawn; ``keys`` are the values wanted. The draws are
    the same on every run. A value that is None in some draw has no interval.
    """
    if documents < 2:
        return {}
    draws = np.random.default_rng(0).integers(documents, size=(samples, documents))
    found = [statistic(draw) for draw in draws]
    intervals: dict[str, tuple[float, float]] = {}
    for key in keys:
        values = [value for drawn in found if (value := drawn.get(key)) is not None]
        if len(values) == samples:
            low, high = np.percentile(values, [2.5, 97.5])
            intervals[key] = (float(low), float(high))
    return intervals
