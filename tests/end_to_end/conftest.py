"""The real program in an empty folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.program import OPENING, Program


@pytest.fixture
def fabula(tmp_path: Path) -> Program:
    """Runs the program in an empty folder."""
    return Program(tmp_path)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """The first page of a story, in the same folder."""
    path = tmp_path / "story.txt"
    path.write_text(OPENING, encoding="utf-8")
    return path
