"""FanFiction.net's pages, and what FanFicFare makes of the works of many archives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from fabula.sources.archive_fields import LABELS, metadata_from
from fabula.sources.markup.roles import (
    AUTHORS_NOTE,
    CONTENTS,
    HEADING,
    SITE,
    STORY,
    SUMMARY,
    TAGS,
    TITLE,
    Role,
)
from fabula.sources.markup.trees import by_id, classes_of, tag_of, text_of
from fabula.types import Metadata

if TYPE_CHECKING:
    from lxml.etree import _Element

Made: TypeAlias = tuple[Metadata, dict[Any, Role]]

_FANFICTION_STATS = re.compile(
    r"\b(Rated|Chapters|Words|Published|Updated|Status|id|Reviews|Favs|Follows):\s*"
)
_FFF_NOTES = frozenset(("fff_chapter_notes", "fff_head_notes", "fff_foot_notes"))


def fanfiction(roots: Sequence[_Element]) -> Made | None:
    """FanFiction.net: one chapter a page; everything outside the story's box belongs to the site."""
    root = roots[0]
    story = by_id(root, "storytext")
    story = story if story is not None else by_id(root, "storycontent")
    if story is None or len(roots) > 1:
        return None
    profile = by_id(root, "profile_top")
    kinds: dict[Any, Role] = {root: SITE, story: STORY}
    if profile is None:
        return Metadata(), kinds
    kinds[profile] = TAGS
    title = next((e for e in profile.iter() if tag_of(e) == "b"), None)
    author = next((e for e in profile.iter() if tag_of(e) == "a" and "/u/" in (e.get("href") or "")), None)
    summary = next(
        (e for e in profile.iter() if tag_of(e) == "div" and "xcontrast_txt" in classes_of(e)), None
    )
    stats = next((e for e in profile.iter() if tag_of(e) == "span" and "xgray" in classes_of(e)), None)
    links = by_id(root, "pre_story_links")
    fields = _fanfiction_stats(text_of(stats)) if stats is not None else {}
    if links is not None:
        fandoms = [text_of(e) for e in links.iter() if tag_of(e) == "a"]
        fields["fandom"] = fandoms[-1:]
    if title is not None:
        kinds[title] = TITLE
    if summary is not None:
        kinds[summary] = SUMMARY
    names = [text_of(e) if e is not None else "" for e in (title, author, summary)]
    return metadata_from(fields, *names), kinds


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


def fanficfare(roots: Sequence[_Element]) -> Made | None:
    """FanFicFare: a first page of labels in bold, a list of chapters, then the chapters."""
    if not any(root.xpath("boolean(//*[contains(@class, 'fff_')])") for root in roots):
        return None
    kinds: dict[Any, Role] = {}
    fields: dict[str, list[str]] = {}
    for root in roots[:3]:
        _take_fields(root, fields, kinds)
    first = next((e for root in roots for e in root.iter() if _is_title(e)), None)
    title, _, author = (text_of(first) if first is not None else "").rpartition(" by ")
    if first is not None:
        kinds[first] = TITLE
    for root in roots:
        for element in root.iter():
            classes = classes_of(element)
            if _FFF_NOTES & set(classes):
                kinds[element] = AUTHORS_NOTE
            elif "fff_chapter_title" in classes:
                kinds[element] = HEADING
            elif "toc" in classes or (element.get("id") or "").startswith("toc"):
                kinds[element] = CONTENTS
    fields["fandom"] = fields.pop("category", []) or fields.pop("fandom", [])
    summary = " ".join(fields.pop("summary", []))
    return metadata_from(fields, title or author, author if title else "", summary), kinds


def _is_title(element: _Element) -> bool:
    if tag_of(element) not in ("h1", "h2", "h3"):
        return False
    links = (link for link in element.iter() if tag_of(link) == "a")
    return tag_of(element) == "h1" or any({"fff_author", "authorlink"} & set(classes_of(a)) for a in links)


def _take_fields(root: _Element, fields: dict[str, list[str]], kinds: dict[Any, Role]) -> None:
    """The labels in bold and what stands behind each."""
    for element in root.iter():
        label = text_of(element).lower() if tag_of(element) in ("b", "strong") else ""
        if not label.endswith(":") or label.rstrip(": ") not in LABELS:
            continue
        value = (element.tail or "").strip()
        following = element.getnext()
        if not value and following is not None and tag_of(following) == "a":
            value = text_of(following)
        fields.setdefault(label.rstrip(": "), []).extend([value] if value else [])
        block = element.getparent()
        if block is not None and tag_of(block) in ("p", "div", "td"):
            kinds[block] = TAGS
