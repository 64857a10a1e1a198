"""Files made by hand, read back, with what must hold of every text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from fabula.sources import load
from fabula.types import BlockKind, Text

STORIES = Path(__file__).parent.parent / "stories"
ENGLISH = "The old man said that he had been to the town, and that it was not as he had left it."

Read = Callable[..., Text]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write bytes or words to a file of a name, read it, and check the blocks."""

    def read_back(name: str, data: bytes | str, *, force: bool = True, strict: bool = False) -> Text:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        text = load(path, force=force, strict=strict)
        check(text)
        return text

    return read_back


def check(text: Text) -> None:
    """Blocks are in order, do not overlap and cover all that is visible; chapters are apart."""
    last = 0
    for block in text.blocks:
        assert last <= block.start < block.end <= len(text.content)
        assert not text.content[last : block.start].strip("\ufeff\u200b\u2060 \t\r\n\f\x00")
        last = block.end
    assert not text.content[last:].strip("\ufeff\u200b\u2060 \t\r\n\f\x00")
    for a, b in zip(text.chapters, text.chapters[1:], strict=False):
        assert a.start < a.end <= b.start
    text.content.encode("utf-8")


def shown(text: Text, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    """The words of all blocks of a kind."""
    return [text.content[block.start : block.end] for block in text.blocks if block.kind is kind]


def titles(text: Text) -> list[str]:
    """The titles of the chapters."""
    return [chapter.title for chapter in text.chapters]


def zipped(members: dict[str, bytes | str]) -> bytes:
    """A zip archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()
