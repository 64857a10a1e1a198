"""The ferry of :mod:`tests.builders` as fixtures, and a reader that gives it for any file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import fabula
from fabula.settings import DEFAULT, Settings
from fabula.types import Annotations, Block, BlockKind, Story, Text, Work
from tests.builders import ferry
from tests.words import annotated


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.name != "posix":
        for item in items:
            if item.get_closest_marker("posix"):
                item.add_marker(pytest.mark.skip(reason="needs what only POSIX has"))


@pytest.fixture
def make_work() -> Callable[..., Work]:
    """Makes the story's Work; ``source`` and ``title`` can be others."""
    return ferry


@pytest.fixture
def work() -> Work:
    """The story's Work."""
    return ferry()


@pytest.fixture(scope="session")
def two_voices(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A world with a story as the shipped model reads it, once, as bytes."""
    path = tmp_path_factory.mktemp("told") / "told.fabula"
    fabula.read(Path(__file__).parent / "stories" / "two_voices.txt").save(path)
    return path.read_bytes()


@pytest.fixture
def voices(tmp_path: Path, two_voices: bytes) -> Path:
    """A world of a test's own with that story, which can be corrected."""
    path = tmp_path / "voices.fabula"
    path.write_bytes(two_voices)
    return path


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, Settings]]:
    """Puts a pipeline in place that gives the story for any file; the list tells what it was asked.

    What a file holds, if it is more than a word, becomes the last paragraph of the story, and the only one
    by which its text is like another.
    """
    from fabula import errors
    from fabula.pipeline import name_tools

    asked: list[tuple[Path, Settings]] = []

    def load_text(path: Any, *, title: str | None = None, author: str | None = None, **options: Any) -> Text:
        story = getattr(path, "path", Path(path) if isinstance(path, (str, Path)) else None)
        assert story is not None
        asked.append((story, options.get("settings", DEFAULT)))
        if not story.exists():
            raise errors.file_missing(story)
        text = ferry(source=getattr(path, "name", story.name)).text
        return replace(_ending_in(text, story), metadata=text.metadata.named(title, author))

    def read_text(
        text: Text,
        *,
        settings: Settings = DEFAULT,
        progress: Callable[[str, int, int], None] | None = None,
    ) -> Work:
        for done in range(3):
            if progress is not None:
                progress("reading", done, 2)
        return replace(ferry(), text=text, story=Story())

    def read_loaded(text: Text, **options: Any) -> tuple[Work, Annotations, None]:
        options = {name: options[name] for name in ("settings", "progress") if name in options}
        read = vars(pipeline)["read_text"](text, **options)
        return read, annotated(read), None

    def resolved(work: Work, _: Annotations, **__: Any) -> Work:
        return work

    def read_annotated(path: Path | str, **options: Any) -> tuple[Work, Annotations, None]:
        known = {name: options[name] for name in ("settings", "progress") if name in options}
        return read_loaded(vars(pipeline)["load_text"](path, **options), **known)

    def manuscript_at(folder: Path) -> Any:
        from fabula.sources.folders import folder_at
        from fabula.sources.manuscripts import manuscript_in

        return manuscript_in(folder_at(Path(folder)))

    pipeline = ModuleType("fabula.pipeline")
    vars(pipeline).update(manuscript_at=manuscript_at, read_loaded=read_loaded, resolved=resolved)
    vars(pipeline).update(name_tools=name_tools, findings_of=lambda *_: ())
    vars(pipeline).update(load_text=load_text, read_text=read_text, read_annotated=read_annotated)
    monkeypatch.setitem(sys.modules, "fabula.pipeline", pipeline)
    return asked


def _ending_in(text: Text, story: Path) -> Text:
    words = story.read_text("utf-8") if story.is_file() else ""
    if " " not in words:
        return text
    blocks = (replace(b, kind=BlockKind.HEADING) if b.kind.is_story else b for b in text.blocks)
    start = len(text.content) + 2
    last = Block(BlockKind.PARAGRAPH, start, start + len(words))
    return replace(text, content=f"{text.content}\n\n{words}", blocks=(*blocks, last))
