"""What an element of markup says it is: by its EPUB type, its role, its tag and its classes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from fabula.sources.markup.trees import text_of, types_of
from fabula.types import Apart, BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Role:
    """What the blocks of an element are; ``kind`` is None for story, or whatever else it may turn out.

    ``longest`` is how many characters it can hold and still be that, ``links`` whether it must be made of
    links, ``word`` what it must say. ``hidden`` is what no reader takes for words of the page.
    """

    kind: BlockKind | None
    apart: Apart | None = None
    longest: int = 0
    links: bool = False
    word: str = ""
    hidden: bool = False


STORY = Role(None)
HIDDEN = Role(None, hidden=True)
TITLE = Role(BlockKind.TITLE)
HEADING = Role(BlockKind.HEADING)
SITE = Role(BlockKind.BOILERPLATE, Apart.SITE)
COMMENT = Role(BlockKind.BOILERPLATE, Apart.COMMENT)
CONTENTS = Role(BlockKind.BOILERPLATE, Apart.CONTENTS)
FOOTNOTE = Role(BlockKind.NOTE, Apart.FOOTNOTE)
AUTHORS_NOTE = Role(BlockKind.NOTE, Apart.AUTHORS_NOTE)
SUMMARY = Role(BlockKind.NOTE, Apart.SUMMARY)
TAGS = Role(BlockKind.NOTE, Apart.TAGS)
ILLUSTRATION = Role(BlockKind.NOTE, Apart.ILLUSTRATION)
RUNNING_HEAD = Role(BlockKind.BOILERPLATE, Apart.RUNNING_HEAD)
COPYRIGHT = Role(BlockKind.BOILERPLATE, Apart.COPYRIGHT)
INTRODUCTION = Role(BlockKind.NOTE, Apart.INTRODUCTION)
ACKNOWLEDGMENTS = Role(BlockKind.NOTE, Apart.ACKNOWLEDGMENTS)
_LICENCE = Role(BlockKind.BOILERPLATE, Apart.LICENCE)
_OTHER = Role(BlockKind.NOTE, Apart.OTHER)

# EPUB's structural vocabulary and the roles of DPUB-ARIA, which have "doc-" before them.
_TYPES = {
    "footnote": FOOTNOTE,
    "footnotes": FOOTNOTE,
    "endnote": FOOTNOTE,
    "endnotes": FOOTNOTE,
    "rearnote": FOOTNOTE,
    "rearnotes": FOOTNOTE,
    "note": FOOTNOTE,
    "annotation": FOOTNOTE,
    "dedication": Role(BlockKind.NOTE, Apart.DEDICATION),
    "epigraph": Role(BlockKind.NOTE, Apart.EPIGRAPH),
    "imprint": COPYRIGHT,
    "colophon": COPYRIGHT,
    "copyright-page": COPYRIGHT,
    "other-credits": COPYRIGHT,
    "credits": COPYRIGHT,
    "credit": COPYRIGHT,
    "toc": CONTENTS,
    "toc-brief": CONTENTS,
    "landmarks": CONTENTS,
    "page-list": CONTENTS,
    "pagelist": CONTENTS,
    "loi": CONTENTS,
    "lot": CONTENTS,
    "loa": CONTENTS,
    "lov": CONTENTS,
    "index": Role(BlockKind.BOILERPLATE, Apart.INDEX),
    "glossary": Role(BlockKind.NOTE, Apart.GLOSSARY),
    "bibliography": Role(BlockKind.BOILERPLATE, Apart.OTHER),
    "errata": Role(BlockKind.BOILERPLATE, Apart.OTHER),
    "seriespage": Role(BlockKind.BOILERPLATE, Apart.ALSO_BY),
    "qna": Role(BlockKind.NOTE, Apart.READING_GROUP),
    "frontispiece": ILLUSTRATION,
}
# These may name a part of a page too ("introduction" of an article), so only whole sections are believed.
_SECTION_TYPES = {
    "foreword": INTRODUCTION,
    "preface": INTRODUCTION,
    "introduction": INTRODUCTION,
    "afterword": INTRODUCTION,
    "acknowledgments": ACKNOWLEDGMENTS,
    "acknowledgements": ACKNOWLEDGMENTS,
    "contributors": Role(BlockKind.NOTE, Apart.ABOUT_AUTHOR),
    "appendix": _OTHER,
    "cover": Role(BlockKind.BOILERPLATE, Apart.COVER, longest=1500),
}
_TITLE_TYPES = frozenset(("titlepage", "halftitlepage", "halftitle", "fulltitle", "covertitle"))
_SECTIONS = frozenset(("section", "div", "article", "body"))
_BLOCK_TAGS = (
    frozenset(("section", "div", "article", "body", "aside", "p", "li", "ol", "ul"))
    | frozenset(("dl", "dd", "dt", "td", "tr", "table", "blockquote", "nav", "footer"))
    | frozenset(("header", "h1", "h2", "h3", "h4", "h5", "h6", "center"))
)
_TAGS_SAID = {"nav": SITE, "figcaption": ILLUSTRATION}
_VERSE = re.compile(r"verse|poem|poetry|stanza|\bsong\b|lyrics|hymn", re.IGNORECASE)
_NOTE_CLASS = re.compile(
    r"\b(?:foot|end)[-_]?notes?(?![-_]?(?:ref|link|call|mark|anchor|number|symbol|\w))|\bsidenotes?\b",
    re.IGNORECASE,
)
_AUTHORS_NOTE_CLASS = re.compile(r"(?:\b|_)author[-_]?s?[-_]?notes?\b", re.IGNORECASE)
_PG = re.compile(r"pg-?_?(?:boilerplate|header|footer)", re.IGNORECASE)
# Whole classes, each with what blocks of it are.
_CLASSES: tuple[tuple[re.Pattern[str], Role], ...] = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (
            r"(?:foot|end|rear)[-_]?notes?[-_]?(?:text|body|para|item|entry|section|list)?\d*|fnotes?|ftnote"
            r"|msofootnotetext|msoendnotetext|sdfootnote|sdendnote|note-?footer",
            FOOTNOTE,
        ),
        (r"tnotes?|trans(?:criber)?s?[-_]?notes?", Role(BlockKind.NOTE, Apart.TRANSCRIBER)),
        (r"(?:fig|figure|image|img|illus(?:tration)?)?[-_]?caption(?:ed)?|figcaption", ILLUSTRATION),
        (r"msotoc\d|toc[-_]?(?:entry|item|line|level)?[-_]?\d+", CONTENTS),
        (
            r"toc|tableofcontents|table[-_]of[-_]contents|contents?(?:[-_]?(?:page|list|table))?",
            Role(BlockKind.BOILERPLATE, Apart.CONTENTS, links=True),
        ),
        (r"dedication(?:[-_]?(?:page|text))?", Role(BlockKind.NOTE, Apart.DEDICATION, longest=800)),
        (
            r"epigraph(?:[-_]?(?:page|text|quote|source|attribution|author))?",
            Role(BlockKind.NOTE, Apart.EPIGRAPH, longest=2500),
        ),
        (
            r"copyright(?:[-_]?(?:page|text))?",
            Role(
                BlockKind.BOILERPLATE, Apart.COPYRIGHT, longest=9000, word=r"copyright|©|rights reserved|isbn"
            ),
        ),
        (
            r"acknowledge?ments?(?:[-_]?page)?",
            Role(BlockKind.NOTE, Apart.ACKNOWLEDGMENTS, longest=25_000, word="thank|grat|debt|acknowledg"),
        ),
        (r"about[-_]?(?:the[-_]?)?author", Role(BlockKind.NOTE, Apart.ABOUT_AUTHOR, longest=8000)),
        (r"also[-_]?by(?:[-_]?\w+)?", Role(BlockKind.BOILERPLATE, Apart.ALSO_BY, longest=8000)),
        (r"praise(?:[-_]?page)?", Role(BlockKind.NOTE, Apart.PRAISE, longest=15_000)),
        (r"newsletter(?:[-_]?\w+)?", Role(BlockKind.BOILERPLATE, Apart.NEWSLETTER, longest=3000)),
        (r"mso-?(?:sub)?title", TITLE),
        (r"msocomm?enttext|msocomtxt", COMMENT),
        (r"title[-_]?page|half[-_]?title(?:[-_]?page)?", Role(BlockKind.TITLE, longest=800)),
    )
)
_HEADING_CLASS = re.compile(
    r"(?P<part>(?:part|book|volume)[-_]?(?:title|number|num|no|head|heading|name|label))"
    r"|(?:chapter|chap)[-_]?(?:title|number|num|no|nr|head|header|heading|name|label|subtitle|sub)\d?"
    r"|(?:title|number|heading|head)[-_]?(?:chapter|chap)|chapter|mso-?heading\d|mso-?title-?chapter"
    r"|heading[-_]?(?P<level>[1-6])|h[-_]?(?P<short>[1-6])"
)
CHAPTER_LEVEL = 2


def role_of(element: _Element, tag: str) -> Role | None:
    """What an element says its blocks are; None where it says nothing."""
    if not element.attrib:
        return _said(tag, frozenset(), "", "")
    classes, name = element.get("class") or "", element.get("id") or ""
    role = _said(tag, types_of(element), classes, name if name[:2].lower() == "pg" else "")
    return role if role is None or _fits(role, element) else None


@lru_cache(maxsize=4096)
def _said(tag: str, types: frozenset[str], classes: str, name: str) -> Role | None:
    bare = frozenset(said.removeprefix("doc-") for said in types)
    for said in sorted(bare):
        if said in _TYPES:
            return _TYPES[said]
        if tag in _SECTIONS and said in _SECTION_TYPES:
            return _SECTION_TYPES[said]
    if bare & _TITLE_TYPES:
        return TITLE
    if _PG.search(classes) or (name and _PG.match(name)):
        return _LICENCE
    if tag in _TAGS_SAID:
        return _TAGS_SAID[tag]
    if _AUTHORS_NOTE_CLASS.search(classes):
        return AUTHORS_NOTE
    if _NOTE_CLASS.search(classes):
        return FOOTNOTE
    if classes and tag in _BLOCK_TAGS:
        for token in classes.lower().split():
            role = next((role for pattern, role in _CLASSES if pattern.fullmatch(token)), None)
            if role is not None:
                return role
    if (types and _VERSE.search(" ".join(types))) or _VERSE.search(classes):
        return Role(BlockKind.VERSE)
    return None


def _fits(role: Role, element: _Element) -> bool:
    """Whether what the element holds is what such elements hold."""
    if not (role.longest or role.links or role.word):
        return True
    words = text_of(element)
    if role.longest and len(words) > role.longest:
        return False
    if role.links and link_share(element) < 0.5:
        return False
    return not role.word or re.search(role.word, words, re.IGNORECASE) is not None


def link_share(element: _Element) -> float:
    """How much of an element's words stands in links."""
    linked = sum(len(text_of(link)) for link in element.iter("{*}a"))
    return linked / max(len(text_of(element)), 1)


@lru_cache(maxsize=4096)
def class_level(classes: str) -> int:
    """The level of a heading that is one by its class alone; 0 where its classes say nothing of the kind."""
    for token in classes.lower().split():
        match = _HEADING_CLASS.fullmatch(token)
        if match:
            level = match["level"] or match["short"]
            return int(level) if level else 1 if match["part"] else CHAPTER_LEVEL
    return 0
