"""The ferry of :mod:`tests.builders` as fixtures, and a reader that gives it for any file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from fabula.settings import DEFAULT, Settings
from fabula.types import Annotations, Work
from tests.builders import ferry
from tests.words import annotated


@pytest.fixture
def make_work() -> Callable[..., Work]:
    """Makes the story's Work; ``source`` and ``title`` can be others."""
    return ferry


@pytest.fixture
def work() -> Work:
    """The story's Work."""
    return ferry()


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, Settings]]:
    """Puts a pipeline in place that gives the story for any file; the list tells what it was asked."""
    from fabula import errors

    asked: list[tuple[Path, Settings]] = []

    def read_work(
        path: Path | str,
        *,
        settings: Settings = DEFAULT,
        progress: Callable[[str, int, int], None] | None = None,
    ) -> Work:
        asked.append((Path(path), settings))
        if not Path(path).exists():
            raise errors.file_missing(path)
        for done in range(3):
            if progress is not None:
                progress("reading", done, 2)
        return ferry(source=Path(path).name)

    def read_annotated(path: Path | str, **options: Any) -> tuple[Work, Annotations, None]:
        options.pop("kept", None)
        read = vars(pipeline)["read_work"](path, **options)
        return read, annotated(read), None

    pipeline = ModuleType("fabula.pipeline")
    vars(pipeline).update(read_work=read_work, read_annotated=read_annotated)
    monkeypatch.setitem(sys.modules, "fabula.pipeline", pipeline)
    return asked
