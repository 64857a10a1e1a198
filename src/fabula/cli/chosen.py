"""Which documents of a corpus are read, and by which model, as the options of ``fabula evaluate`` say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from fabula.settings import Settings

if TYPE_CHECKING:
    from fabula.evaluation import Report
    from fabula.evaluation.halves import Halves
    from fabula.types import Text

Made = TypeVar("Made")
Names = Callable[[Path, str, "Sequence[str] | None"], tuple[str, ...]]
"""The documents in a folder that are of a split, or those named."""


@dataclass(frozen=True)
class Chosen:
    """``names`` is None where the split says it all; ``halves`` are there if models share the work."""

    split: str
    names: Sequence[str] | None
    halves: Halves | None

    def reading(self, read: Callable[..., Made], settings: Settings) -> Callable[..., Made]:
        """What reads a text, with the model that is to read it."""
        halves = self.halves
        if halves is None:
            return partial(read, settings=settings)

        def read_by_half(text: Text, **options: object) -> Made:
            return read(text, settings=replace(settings, model=halves.model(text.source)), **options)

        return read_by_half

    def named(self, report: Report) -> Report:
        """The report, which says so if each document was read by a model that had not seen it."""
        return report if self.halves is None else replace(report, split=f"{self.split}, cross-fitted")


def chosen(
    path: Path,
    corpus: str,
    names: Names,
    split: str | None,
    documents: Sequence[str] | None,
    cross: Path | None,
) -> Chosen:
    """The documents named, or else those of the split: without one ``dev``, and ``all`` if crossed."""
    if cross is None:
        return Chosen(split or "dev", documents or None, None)
    from fabula.evaluation.halves import read_halves

    halves = read_halves(cross, corpus, names(path, "all", None))
    wanted = names(path, split or "all", documents or None)
    return Chosen("named" if documents else split or "all", halves.grouped(wanted), halves)
