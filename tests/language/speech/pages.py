"""Building texts by hand, and looking at what was found in them."""

from __future__ import annotations

import re

from fabula.language.speech import find_quotations
from fabula.types import Block, BlockKind, Metadata, Quotation, Text

_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\n))*")


def page(content: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Text:
    """A text whose blocks are what blank lines part; a line that begins with # is a heading."""
    blocks = tuple(
        Block(BlockKind.HEADING if match[0][0] == "#" else kind, match.start(), match.end())
        for match in _PARAGRAPH.finditer(content)
    )
    return Text(content, blocks, (), Metadata(), "test")


def speech(content: str, depth: int = 1) -> list[list[str]]:
    """The parts of every quotation of the given depth."""
    return [
        [content[start:end] for start, end in quotation.spans]
        for quotation in quotations(content)
        if quotation.depth == depth
    ]


def quotations(content: str) -> tuple[Quotation, ...]:
    """The quotations of a page made from ``content``."""
    return find_quotations(page(content))
