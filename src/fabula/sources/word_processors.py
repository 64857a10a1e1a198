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
    return found


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
