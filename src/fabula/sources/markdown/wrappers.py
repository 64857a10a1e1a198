"""Stretches of Markdown that are no story, wrapped so that they can be told apart once all is rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fabula.sources.markup.roles import Role
from fabula.sources.markup.trees import tag_of
from fabula.types import Apart, BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

ATTRIBUTE = "data-fabula-apart"
_KINDS = {Apart.CONTENTS: BlockKind.BOILERPLATE, Apart.OTHER: BlockKind.BOILERPLATE}


def opening(apart: Apart) -> str:
    """The line that opens a stretch."""
    return f'\n\n<div {ATTRIBUTE}="{apart.name}">\n\n'


CLOSING = "\n\n</div>\n\n"


def wrapped(apart: Apart, words: str) -> str:
    """Words of Markdown as a stretch of their own."""
    return f"{opening(apart)}{words}{CLOSING}"


def roles(root: _Element) -> dict[Any, Role]:
    """What the wrapped elements of a rendered page are."""
    found: dict[Any, Role] = {}
    for element in root.iter():
        name = element.get(ATTRIBUTE) if tag_of(element) else None
        if name is not None and name in Apart.__members__:
            apart = Apart[name]
            found[element] = Role(_KINDS.get(apart, BlockKind.NOTE), apart)
    return found
