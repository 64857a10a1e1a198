"""What word processors make of their documents when they save them as pages of the web."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fabula.sources.markup.roles import COMMENT, FOOTNOTE, HIDDEN, RUNNING_HEAD, TITLE, Role
from fabula.sources.markup.trees import classes_of, tag_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_MSO_ELEMENT = re.compile(r"mso-element\s*:\s*([\w-]+)", re.IGNORECASE)
_MSO_ROLES = {
    "footnote": FOOTNOTE,
    "endnote": FOOTNOTE,
    "footnote-list": FOOTNOTE,
    "endnote-list": FOOTNOTE,
    "comment": COMMENT,
    "comment-list": COMMENT,
    "header": RUNNING_HEAD,
    "footer": RUNNING_HEAD,
}
_COMMENT_MARKS = frozenset(("msocomanchor", "msocommentreference", "msocomoff"))
_COMMENT = re.compile(r"cmnt\d+")
_GOOGLE = "doc-content"
_OWN_TITLES = frozenset(("title", "subtitle"))


def roles(root: _Element) -> dict[Any, Role]:
    """Titles, notes, comments, heads and feet of pages, as word processors and Pandoc write them."""
    found: dict[Any, Role] = {}
    google = False
    for element in root.iter():
        tag = tag_of(element)
        if not tag or not element.attrib:
            continue
        classes = classes_of(element)
        google = google or (tag == "body" and _GOOGLE in classes)
        role = _role(element, tag, frozenset(classes), google)
        if role is not None:
            found[element] = role
        if tag == "a" and (comment := _comment_around(element)) is not None:
            found[comment] = COMMENT
    return found


def _comment_around(link: _Element) -> _Element | None:
    """The block that Google Docs sets a comment in, which may be of several paragraphs."""
    if not _COMMENT.fullmatch(link.get("id") or "") or not (link.get("href") or "").startswith("#cmnt_ref"):
        return None
    block = link.getparent()
    around = block.getparent() if block is not None and tag_of(block) == "p" else None
    if around is None or tag_of(around) != "div" or around[0] is not block:
        return block
    # All of a page may stand in one block.
    return around if around.getprevious() is not None else block


def _role(element: _Element, tag: str, classes: frozenset[str], google: bool) -> Role | None:
    if tag == "div":
        said = (element.get("title") or element.get("type") or "").lower()
        if said in ("header", "footer"):
            return RUNNING_HEAD
    if tag in ("div", "p", "table") and "mso-element" in (element.get("style") or ""):
        match = _MSO_ELEMENT.search(element.get("style") or "")
        return _MSO_ROLES.get(match[1].lower()) if match else None
    if classes & _COMMENT_MARKS:
        return HIDDEN
    if element.get("id") == "title-block-header":
        return TITLE
    return TITLE if google and tag in ("p", "h1") and classes & _OWN_TITLES else None
