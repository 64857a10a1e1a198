"""Headings that are pictures: their words stand in what the picture is said to show."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from fabula.sources import headings
from fabula.sources.markup.roles import class_level
from fabula.sources.markup.trees import tag_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BODIES = frozenset(("body", "section", "article", "main", "header"))
_BLOCK = frozenset(("p", "div", "figure", "center"))
# What such pictures are called when nobody has said what they show.
_NO_WORDS = re.compile(
    r"\W*(?:images?|pictures?|photo(?:graph)?|cover(?: image)?|(?:section |scene |chapter )?ornaments?|logo"
    r"|icon|decorations?|decorative .*|illustrations?"
    r"|chapter (?:head(?:ing|er|piece)?|opener|ornament|title|image)"
    r"|headpiece|tailpiece|vignette|figure|missing|unknown|untitled|[\w-]*\d{3,}|.*\.(?:png|jpe?g|gif|svg))\W*",
    re.IGNORECASE,
)
# Characters that a page may name and that no element may hold.
_NEVER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SURE = (headings.PART, headings.CHAPTER)
LEVEL = 2
_FIRST = 20


def mend(root: _Element) -> None:
    """Write the words of such pictures where they stand; the tree is changed."""
    titled: set[str] = set()
    words: dict[_Element, str] = {}  # of headings; one may hold thousands of pictures
    for i, element in enumerate(list(root.iter("{*}img", "{*}svg"))):
        said = _said(element)
        if not said or _NO_WORDS.fullmatch(said):
            continue
        heading = _heading_around(element)
        if heading is not None:
            if heading not in words:
                words[heading] = text_of(heading)
            if words[heading] == _own_words(element):
                _say(element, said)
                del words[heading]
        elif said not in titled and _may_head(element, said, i) and _make_heading(element, said):
            titled.add(said)


def _may_head(element: _Element, said: str, i: int) -> bool:
    return headings.rank(said) in _SURE or (i < _FIRST and _is_number_over_page(element, said))


def _own_words(element: _Element) -> str:
    """The words inside of a drawing, which no reader sees; a picture has none."""
    return text_of(element) if tag_of(element) == "svg" else ""


def _said(element: _Element) -> str:
    """What a picture is said to show: in its description, or in the title of a drawing."""
    words = element.get("alt") or element.get("aria-label") or ""
    if tag_of(element) == "svg" and not words:
        named = next((e for e in islice(element.iter(), _FIRST) if tag_of(e) == "title"), None)
        words = text_of(named) if named is not None else ""
    return " ".join(_NEVER.sub(" ", words).split())


def _say(element: _Element, said: str) -> None:
    """Let the words stand behind the picture; those of a drawing are gone."""
    if tag_of(element) == "svg":
        for child in list(element):
            element.remove(child)
        element.text = None
    element.tail = f" {said} {element.tail or ''}"


def _is_number_over_page(element: _Element, said: str) -> bool:
    """Whether a number is the first thing on its page, and no letter that the first word lacks."""
    if headings.rank(said) != headings.NUMBER or not headings.is_bare(said):
        return False
    block = _block_of(element)
    if block is None or _has_words_before(block):
        return False
    after = block.getnext()
    first = text_of(after).lstrip("\"'“‘«(")[:2] if after is not None else ""
    return first[:1].isupper() and (len(said) > 1 or said.isdigit() or not first.isupper())


def _has_words_before(block: _Element) -> bool:
    """Whether anything visible stands before a block in the body."""
    at: _Element | None = block
    while at is not None and tag_of(at) != "body":
        if any(text_of(before) for before in at.itersiblings(preceding=True)):
            return True
        around = at.getparent()
        if around is not None and (around.text or "").strip():
            return True
        at = around
    return False


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
    block = _block_of(element)
    if block is None:
        block = _as_block(element)
    if block is None or sum(1 for _ in islice(block.iter("{*}img", "{*}svg"), 2)) > 1:
        return False
    if text_of(block) != _own_words(element):
        return False
    after = block.getnext()
    if after is not None and tag_of(after) in _HEADING_TAGS and text_of(after):
        return False
    namespace = str(block.tag).rpartition("}")[0]
    block.tag = f"{namespace}}}h{LEVEL}" if namespace else f"h{LEVEL}"
    _say(element, said)
    return True


def _as_block(element: _Element) -> _Element | None:
    """A picture right in the body, with a block of its own around it; None where words stand beside it."""
    around, before = element.getparent(), element.getprevious()
    if around is None or tag_of(around) not in _BODIES or (element.tail or "").strip():
        return None
    if ((before.tail if before is not None else around.text) or "").strip():
        return None
    namespace = str(around.tag).rpartition("}")[0]
    block = element.makeelement(f"{namespace}}}p" if namespace else "p", None, None)
    around.replace(element, block)
    block.append(element)
    return block


def _block_of(element: _Element) -> _Element | None:
    """The block around a picture."""
    block = element.getparent()
    while block is not None and tag_of(block) not in _BLOCK:
        block = block.getparent()
    return block
