"""The blocks of a text for an export that leaves no word out."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.types import Block, BlockKind, Text


def every_block(text: Text) -> Iterator[Block]:
    """The blocks in order; what stands outside of any is there too, as a paragraph."""
    content, at = text.content, 0
    for block in (*text.blocks, Block(BlockKind.PARAGRAPH, len(content), len(content))):
        if content[at : block.start].strip():
            yield Block(BlockKind.PARAGRAPH, at, block.start)
        if block.start < block.end:
            yield block
        at = max(at, block.end)
