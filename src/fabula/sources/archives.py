"""Pages that fan-work archives let people download: what on them is the work, and what is said about it.

Known: the Archive of Our Own (its downloads and its own pages), FanFiction.net, and pages that
FanFicFare makes. What stands around the story becomes metadata and notes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from fabula.sources.markup import tag_of, text_of
from fabula.types import BlockKind, Metadata

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAG_FIELDS = frozenset(
    (
        "additional tags",
        "additional tag",
        "freeform",
        "relationship",
        "relationships",
        "character",
        "characters",
        "genre",
        "genres",
    )
)
_LANGUAGE_FIELDS = frozenset(("language", "languages"))
_FANFICTION_STATS = re.compile(
    r"\b(Rated|Chapters|Words|Published|Updated|Status|id|Reviews|Favs|Follows):\s*"
)
_LABEL = re.compile(r"^([A-Z][A-Za-z ]{2,24}):\s*(.*)$")
_SUMMARY = re.compile(r"^(?:chapter )?summary:?$", re.IGNORECASE)
_CLASS = re.compile(r"\s+")


@dataclass(slots=True)
class Archived:
    """What an archive's page says: ``kinds`` for the walker, and metadata."""

    metadata: Metadata
    kinds: dict[Any, BlockKind | None] = field(default_factory=dict)


def recognise(root: _Element) -> Archived | None:
    """Tell the parts of an archive's page apart; None where it is a page of another kind."""
    head = "".join(str(words) for words in islice(root.itertext(), 400))
    if "Archive of Our Own" in head or _by_id(root, "workskin") is not None:
        found = _own_archive(root)
        if found:
            return found
    if _by_id(root, "storytext") is not None or _by_id(root, "storycontent") is not None:
        return _fanfiction(root)
    if any("fff_" in (e.get("class") or "") for e in root.iter() if tag_of(e) in ("h1", "h2", "h3", "a")):
        return _fanficfare(root)
    return None


def _classes(element: _Element) -> frozenset[str]:
    return frozenset(_CLASS.split(element.get("class") or ""))


def _by_id(root: _Element, name: str) -> _Element | None:
    return next((e for e in root.iter() if tag_of(e) and e.get("id") == name), None)


def _fields(root: _Element) -> dict[str, list[str]]:
    """The terms and definitions of the page's lists."""
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


def _own_archive(root: _Element) -> Archived | None:
    """The Archive of Our Own: a preface, chapters with their own notes, an afterword."""
    fields = _fields(root)
    if not fields:
        return None
    found = Archived(Metadata())
    title = author = summary = ""
    for element in root.iter():
        tag, classes = tag_of(element), _classes(element)
        name = element.get("id") or ""
        if name in (
            "preface",
            "afterword",
            "header",
            "footer",
            "main-nav",
            "feedback",
            "comments_placeholder",
        ):
            found.kinds[element] = (
                BlockKind.NOTE if name in ("preface", "afterword") else BlockKind.BOILERPLATE
            )
        elif classes & {"message", "landmark", "navigation", "actions", "splash"} or name.startswith(
            "comment"
        ):
            found.kinds[element] = BlockKind.BOILERPLATE
        elif tag == "dl" or classes & {"meta", "notes", "summary", "preface"} or name.startswith("endnotes"):
            found.kinds[element] = BlockKind.NOTE
        if (
            tag in ("h1", "h2")
            and not title
            and (tag == "h1" or "title" in classes)
            and _is_work_title(element)
        ):
            title = text_of(element)
            found.kinds[element] = BlockKind.TITLE
        elif classes & {"byline"} and not author:
            author = re.sub(r"^by\s+", "", text_of(element), flags=re.IGNORECASE)
            found.kinds[element] = BlockKind.TITLE
        elif (tag in ("h2", "h3") and _is_chapter_title(element)) or "toc-heading" in classes:
            found.kinds[element] = BlockKind.HEADING
        elif tag == "blockquote" and not summary and _follows_summary(element):
            summary = text_of(element)
    found.metadata = _metadata(fields, title, author, summary)
    return found


def _is_work_title(element: _Element) -> bool:
    return "landmark" not in _classes(element) and "Archive of Our Own" not in text_of(element)


def _is_chapter_title(element: _Element) -> bool:
    """A chapter's heading stands inside a block of notes; it is no note."""
    classes = _classes(element)
    above = element.getparent()
    inside = frozenset[str]() if above is None else _classes(above)
    if "landmark" in classes or "byline" in classes:
        return False
    if tag_of(element) == "h3":
        return "title" in classes and bool(inside & {"chapter", "preface"})
    return "heading" in classes and "title" not in classes and bool(inside & {"meta", "group"})


def _follows_summary(element: _Element) -> bool:
    before = element.getprevious()
    return before is not None and _SUMMARY.match(text_of(before)) is not None


def _metadata(fields: dict[str, list[str]], title: str, author: str, summary: str) -> Metadata:
    tags = [value for name in fields if name in _TAG_FIELDS for value in fields[name]]
    language = next((fields[name][0] for name in fields if name in _LANGUAGE_FIELDS and fields[name]), "")
    other = {
        name: ", ".join(values)
        for name, values in fields.items()
        if values and name not in _LANGUAGE_FIELDS and name not in ("title", "author", "summary")
    }
    if "fandoms" in other:
        other["fandom"] = other.pop("fandoms")
    return Metadata(
        title, author, "en" if language == "English" else language, summary, tuple(dict.fromkeys(tags)), other
    )


def _fanfiction(root: _Element) -> Archived:
    """FanFiction.net: one chapter a page; everything outside the story's box belongs to the site."""
    story = _by_id(root, "storytext")
    story = story if story is not None else _by_id(root, "storycontent")
    profile = _by_id(root, "profile_top")
    found = Archived(Metadata(), {root: BlockKind.BOILERPLATE})
    if story is not None:
        found.kinds[story] = None
    if profile is None:
        return found
    found.kinds[profile] = BlockKind.NOTE
    title = next((e for e in profile.iter() if tag_of(e) == "b"), None)
    author = next((e for e in profile.iter() if tag_of(e) == "a" and "/u/" in (e.get("href") or "")), None)
    summary = next((e for e in profile.iter() if tag_of(e) == "div" and "xcontrast_txt" in _classes(e)), None)
    stats = next((e for e in profile.iter() if tag_of(e) == "span" and "xgray" in _classes(e)), None)
    links = _by_id(root, "pre_story_links")
    fields = _fanfiction_stats(text_of(stats)) if stats is not None else {}
    if links is not None:
        fandoms = [text_of(e) for e in links.iter() if tag_of(e) == "a"]
        fields["fandom"] = fandoms[-1:]
    if title is not None:
        found.kinds[title] = BlockKind.TITLE
    names = [text_of(e) if e is not None else "" for e in (title, author, summary)]
    found.metadata = _metadata(fields, *names)
    return found


def _fanfiction_stats(line: str) -> dict[str, list[str]]:
    """``Rated: Fiction T - English - Romance/Humor - Chapters: 3 - …``"""
    fields: dict[str, list[str]] = {}
    for place, entry in enumerate(re.split(r"\s+-\s+", line)):
        match = _FANFICTION_STATS.match(entry)
        if match:
            name = "rating" if match[1] == "Rated" else match[1].lower()
            fields[name] = [re.sub(r"^Fiction\s+", "", entry[match.end() :].strip())]
        elif place == 1:
            fields["language"] = [entry]
        elif place == 2:
            fields["genre"] = entry.split("/")
        elif "characters" not in fields:
            fields["characters"] = [name.strip(" []") for name in entry.split(",")]
    return fields


def _fanficfare(root: _Element) -> Archived:
    """FanFicFare: a first page of labels in bold, a list of chapters, then the chapters."""
    found = Archived(Metadata())
    fields: dict[str, list[str]] = {}
    for element in root.iter():
        if tag_of(element) == "b" and text_of(element).endswith(":"):
            value = (element.tail or "").strip()
            following = element.getnext()
            if not value and following is not None and tag_of(following) == "a":
                value = text_of(following)
            fields.setdefault(text_of(element).rstrip(":").lower(), []).extend([value] if value else [])
            block = element.getparent()
            if block is not None and tag_of(block) in ("p", "div", "td"):
                found.kinds[block] = BlockKind.NOTE
    first = next((e for e in root.iter() if tag_of(e) == "h1"), None)
    title, _, author = (text_of(first) if first is not None else "").rpartition(" by ")
    if first is not None:
        found.kinds[first] = BlockKind.TITLE
    for element in root.iter():
        if "toc" in (element.get("class") or "") or (element.get("id") or "").startswith("toc"):
            found.kinds[element] = BlockKind.BOILERPLATE
    fields["fandom"] = fields.pop("category", []) or fields.pop("fandom", [])
    summary = " ".join(fields.pop("summary", []))
    found.metadata = replace(_metadata(fields, title or author, author if title else "", summary))
    return found
