"""Chains the stages; the only place that knows all of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from fabula.settings import DEFAULT, Settings
from fabula.types import Text, Work

if TYPE_CHECKING:
    from fabula.language.model import Model

Progress = Callable[[str, int, int], None]
"""Told the stage (``opening``, ``reading``, ``resolving``), how much of it is done, and how much there is."""


def read_work(path: Path | str, *, settings: Settings = DEFAULT, progress: Progress | None = None) -> Work:
    """Reads a file in any known format and resolves its cast.

    Raises :class:`fabula.errors.SourceError` for a file that cannot be read as a story and
    :class:`fabula.errors.ModelError` for a damaged installation.
    """
    from fabula.sources import load

    tell = progress or _silent
    tell("opening", 0, 1)
    text = load(path, force=settings.force)
    tell("opening", 1, 1)
    return read_text(text, settings=settings, progress=progress)


def plain_text(path: Path, content: str) -> Text:
    """The text of a decoded plain text file, with its blocks and chapters."""
    from fabula.sources import plain

    return plain.read(path, content)


def read_text(text: Text, *, settings: Settings = DEFAULT, progress: Progress | None = None) -> Work:
    """Annotates a text and resolves its cast; the work's ``id`` is 0 until a world takes it in."""
    from fabula.cast import resolve
    from fabula.language.annotate import annotate

    tell = progress or _silent
    model = _model(settings.thread_count, settings.batch)
    tell("reading", 0, 1)
    annotations = annotate(text, model, lambda done, total: tell("reading", done, total))
    tell("resolving", 0, 1)
    cast = resolve(text, annotations)
    tell("resolving", 1, 1)
    return Work(id=0, text=text, tokens=len(annotations.token_start), cast=cast)


@lru_cache(maxsize=1)
def _model(threads: int, batch: int) -> Model:
    """The shipped model; loading takes a good part of a second, so one stays loaded."""
    from fabula.language.model import Model

    return Model(threads=threads, batch=batch)


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tells nobody."""
