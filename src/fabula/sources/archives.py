"""The Archive of Our Own: its downloads and its own pages, whatever other programs have made of them.

What on them is the work and what is said about it: the preface with its tags, the summary and notes of each
chapter, the afterword. They become metadata and notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from fabula.sources import fan_sites
from fabula.sources.archive_fields import POSTED_ELSEWHERE, joined, metadata_from
from fabula.sources.markup.roles import AUTHORS_NOTE, COMMENT, HEADING, SITE, SUMMARY, TAGS, TITLE, Role
from fabula.sources.markup.trees import by_id, classes_of, tag_of, text_of
from fabula.types import Metadata

if TYPE_CHECKING:
    from lxml.etree import _Element

_ARCHIVE = re.compile(rf"Archive of Our Own|archiveofourown\.org|{POSTED_ELSEWHERE}")
_SUMMARY = re.compile(r"^(?:chapter )?summary:?$", re.IGNORECASE)
_LABEL = re.compile(r"^(?:chapter )?(?:(?P<summary>summary)|(?:end )?notes?):?$", re.IGNORECASE)
# These are no words of a story even where nothing says whose they are.
_SURE_LABEL = re.compile(r"^(?:chapter (?:summary|(?:end )?notes)|end notes):?$", re.IGNORECASE)
_SEE_NOTES = re.compile(r"^\(?see the end of the (?:chapter|work) for\b.{0,80}$", re.IGNORECASE)
_TEXT_LABEL = re.compile(r"^(?:chapter|work) text:?$", re.IGNORECASE)
_IDS = {
    "preface": AUTHORS_NOTE,
    "afterword": AUTHORS_NOTE,
    "header": SITE,
    "footer": SITE,
    "main-nav": SITE,
    "outer-wrapper": None,
    "feedback": COMMENT,
    "kudos": COMMENT,
    "series": SITE,
    "comments_placeholder": COMMENT,
}
_SITE_CLASSES = frozenset(("message", "landmark", "navigation", "actions", "splash", "kudos"))
_LABEL_TAGS = frozenset(("p", "h2", "h3", "h4", "h5", "dt", "b", "strong", "div"))


@dataclass(slots=True)
class Archived:
    """What an archive's pages say: ``kinds`` for the walker, and metadata."""

    metadata: Metadata
    kinds: dict[Any, Role] = field(default_factory=dict)


def recognise(roots: Sequence[_Element]) -> Archived | None:
    """Tell the parts of an archive's pages apart; None where they are pages of another kind.

    ``roots`` are all pages of a work: only the first may say where it comes from.
    """
    if any(_is_own(root) for root in roots):
        found = _own_archive(roots)
        if found is not None:
            return found
    for recognised in (fan_sites.fanfiction, fan_sites.fanficfare):
        made = recognised(roots)
        if made is not None:
            return Archived(*made)
    return None


def _is_own(root: _Element) -> bool:
    head = "".join(str(words) for words in islice(root.itertext(), 400))
    return _ARCHIVE.search(head) is not None or by_id(root, "workskin") is not None


def fields_of(root: _Element) -> dict[str, list[str]]:
    """The terms and definitions of a page's lists."""
    fields: dict[str, list[str]] = {}
    name = ""
    for element in root.iter():
        if tag_of(element) == "dt":
            name = text_of(element).rstrip(" :").lower()
        elif tag_of(element) == "dd" and name:
            links = [text_of(a) for a in element.iter() if tag_of(a) == "a"]
            values = links or [text_of(element)]
            fields.setdefault(name, []).extend(value for value in values if value)
    return fields


def _own_archive(roots: Sequence[_Element]) -> Archived | None:
    """A preface, chapters with their own notes, an afterword; None without the list of tags."""
    fields: dict[str, list[str]] = {}
    for root in roots:
        for name, values in fields_of(root).items():
            fields.setdefault(name, []).extend(values)
    if not fields.keys() & {"rating", "fandom", "fandoms", "archive warning", "language", "stats"}:
        return None
    reader = _Reader()
    for root in roots:
        for element in root.iter():
            if tag_of(element):
                reader.take(element)
    return Archived(metadata_from(fields, reader.title, reader.author, reader.summary), reader.kinds)


@dataclass(slots=True)
class _Reader:
    """Goes over the pages of a work once."""

    kinds: dict[Any, Role] = field(default_factory=dict)
    title: str = ""
    author: str = ""
    summary: str = ""

    def take(self, element: _Element) -> None:
        tag, classes = tag_of(element), frozenset(classes_of(element))
        role = _role(element, tag, classes)
        if role is not None:
            self.kinds.setdefault(element, role)
        if tag in ("h1", "h2") and self._is_title(element, tag, classes):
            self.title = text_of(element)
            self.kinds[element] = TITLE
        elif "byline" in classes and not self.author:
            self.author = re.sub(r"^by\s+", "", text_of(element), flags=re.IGNORECASE)
            self.kinds[element] = TITLE
        elif "toc-heading" in classes:
            self.kinds[element] = AUTHORS_NOTE if _is_frame(element) else HEADING
        elif tag in ("h2", "h3") and _is_chapter_title(element, tag, classes):
            self.kinds[element] = HEADING
        elif tag == "blockquote" and not self.summary and _follows_summary(element):
            self.summary = text_of(element)
        if tag in _LABEL_TAGS and len(element) < 3:
            self.kinds.update(_labelled(element))

    def _is_title(self, element: _Element, tag: str, classes: Iterable[str]) -> bool:
        if self.title or "landmark" in classes or _ARCHIVE.search(text_of(element)):
            return False
        return tag == "h1" or "title" in classes


def _role(element: _Element, tag: str, classes: frozenset[str]) -> Role | None:
    name = element.get("id") or ""
    if _IDS.get(name) is not None:
        return _IDS[name]
    if name.startswith("comment"):
        return COMMENT
    if classes & _SITE_CLASSES:
        return SITE
    if tag == "dl":
        return TAGS
    if "summary" in classes:
        return SUMMARY
    if classes & {"meta", "notes", "preface", "endnote-link"} or name.startswith("endnotes"):
        return AUTHORS_NOTE
    return None


def _labelled(element: _Element) -> dict[Any, Role]:
    """A line that says "Chapter Notes" and what stands under it, and a line that says where to see them."""
    words = text_of(element) if len(element.text or "") < 80 else ""
    if not words or len(words) > 120:
        return {}
    if _SEE_NOTES.match(words):
        return {element: AUTHORS_NOTE}
    if _TEXT_LABEL.match(words) and tag_of(element) in ("h3", "h4"):
        return {element: SITE}
    label = _LABEL.match(words)
    under = element.getnext()
    if label is None or under is None or tag_of(under) != "blockquote":
        return {}
    sure = _SURE_LABEL.match(words) or any(name.startswith("userstuff") for name in classes_of(under))
    role = SUMMARY if label["summary"] else AUTHORS_NOTE
    return {element: role, under: role} if sure else {}


def _is_frame(element: _Element) -> bool:
    """The headings "Preface" and "Afterword" over what is said of the work; a chapter may have them too."""
    if text_of(element).lower() not in ("preface", "afterword"):
        return False
    return any(above.get("id") in ("preface", "afterword") for above in element.iterancestors())


def _is_chapter_title(element: _Element, tag: str, classes: frozenset[str]) -> bool:
    """A chapter's heading stands inside a block of notes; it is no note."""
    above = element.getparent()
    inside = frozenset[str]() if above is None else frozenset(classes_of(above))
    if "landmark" in classes or "byline" in classes:
        return False
    if tag == "h3":
        return "title" in classes and bool(inside & {"chapter", "preface"})
    return "heading" in classes and "title" not in classes and bool(inside & {"meta", "group"})


def _follows_summary(element: _Element) -> bool:
    before = element.getprevious()
    return before is not None and _SUMMARY.match(text_of(before)) is not None


def join(known: Metadata, archived: Archived | None) -> Metadata:
    """What a package says, and what the archive's own pages add to it."""
    return known if archived is None else joined(known, archived.metadata)
