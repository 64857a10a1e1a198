"""Headings that are pictures: their words stand in what the picture is said to show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fabula.sources import headings
from fabula.sources.markup.roles import class_level
from fabula.sources.markup.trees import tag_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCK = frozenset(("p", "div", "figure", "center"))
# What such pictures are called when nobody has said what they show.
_NO_WORDS = re.compile(
    r"\W*(?:images?|pictures?|photo(?:graph)?|cover(?: image)?|(?:section |scene |chapter )?ornaments?|logo"
    r"|icon|decorations?|decorative .*|illustrations?"
    r"|chapter (?:head(?:ing|er|piece)?|opener|ornament|title|image)"
    r"|headpiece|tailpiece|vignette|figure|missing|unknown|untitled|[\w-]*\d{3,}|.*\.(?:png|jpe?g|gif|svg))\W*",
    re.IGNORECASE,
)
_SURE = (headings.PART, headings.CHAPTER)
LEVEL = 2


def mend(root: _Element) -> None:
    """Write the words of such pictures where they stand; the tree is changed."""
    titled = False
    for element in list(root.iter("{*}img")):
        said = " ".join((element.get("alt") or "").split())
        if not said or _NO_WORDS.fullmatch(said):
            continue
        heading = _heading_around(element)
        if heading is not None:
            if not text_of(heading):
                element.tail = f" {said} {element.tail or ''}"
        elif not titled and headings.rank(said) in _SURE:
            titled = _make_heading(element, said)


def _heading_around(element: _Element) -> _Element | None:
    for above in element.iterancestors():
        tag = tag_of(above)
        if tag in _HEADING_TAGS or (tag in _BLOCK and class_level(above.get("class") or "")):
            return above
        if tag == "body":
            return None
    return None


def _make_heading(element: _Element, said: str) -> bool:
    """A picture alone in its block that is said to show "Chapter One" is a heading."""
    block = element.getparent()
    while block is not None and tag_of(block) not in _BLOCK:
        block = block.getparent()
    if block is None or text_of(block) or sum(1 for _ in block.iter("{*}img")) > 1:
        return False
    after = block.getnext()
    if after is not None and tag_of(after) in _HEADING_TAGS and text_of(after):
        return False
    namespace = str(block.tag).rpartition("}")[0]
    block.tag = f"{namespace}}}h{LEVEL}" if namespace else f"h{LEVEL}"
    element.tail = f" {said} {element.tail or ''}"
    return True
