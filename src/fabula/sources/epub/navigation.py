"""The chapters that an EPUB's navigation names; names of files and one title for all are of no use."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from fabula.errors import SourceError
from fabula.sources import headings, title_again, title_lines
from fabula.sources.chapter_names import counts_on
from fabula.sources.drafts import Mark, Page, one_line
from fabula.sources.epub.package import Package, resolve
from fabula.sources.files import Archive
from fabula.sources.html import decode_page
from fabula.sources.markup.trees import parse, parse_xml, tag_of, text_of, types_of
from fabula.sources.pieces import Anchors

if TYPE_CHECKING:
    from lxml.etree import _Element

_FILE_NAME = re.compile(
    r"[\w .-]+\.(?:x?html?|xml)|(?:index_)?split_\d+|(?:part|section|text|page|file|ch(?:ap)?|c|id|body|item"
    r"|doc|bk\d*_?\w*|calibre_\w*|content)[-_]?\d{3,}(?:[-_]\w*)?|\d{4,}|[\w-]*_split_\d+|unknown|untitled|unnamed",
    re.IGNORECASE,
)
_CHAPTER_FILE = re.compile(
    r"(?:.*[-_ ])?ch(?:ap(?:ter)?)?[-_ ]?0*(?P<number>\d{1,3})(?:\.x?html?)?", re.IGNORECASE
)
_MOST_SAME = 0.5


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the navigation: the page and anchor it leads to, its title, and how deep it lies."""

    page: str
    anchor: str
    title: str
    level: int


@dataclass(slots=True)
class Navigation:
    """The lines of the navigation in order, and what its landmarks say of whole pages."""

    entries: list[Entry]
    landmarks: dict[str, str]


def read_navigation(archive: Archive, package: Package) -> Navigation:
    """The navigation document of EPUB 3, or the NCX of EPUB 2; what cannot be read names nothing."""
    entries: list[Entry] = []
    landmarks: dict[str, str] = {}
    for item in package.items.values():
        if "nav" in item.properties and not entries:
            root = _page(archive, item.path)
            if root is not None:
                folder = posixpath.dirname(item.path)
                entries, landmarks = _from_nav(root, folder), _landmarks(root, folder)
    for item in package.items.values():
        if not entries and (item.media == "application/x-dtbncx+xml" or item.path.endswith(".ncx")):
            ncx = _xml(archive, item.path)
            entries = _from_ncx(ncx, posixpath.dirname(item.path)) if ncx is not None else []
    return Navigation(_useful(entries, package.metadata.title), landmarks)


def _page(archive: Archive, name: str) -> _Element | None:
    try:
        return parse(decode_page(archive.read(name)), archive.path) if archive.find(name) else None
    except SourceError:
        return None


def _xml(archive: Archive, name: str) -> _Element | None:
    try:
        return parse_xml(archive.read(name)) if archive.find(name) else None
    except SourceError:
        return None


def _useful(entries: list[Entry], title: str) -> list[Entry]:
    """The entries without titles that say nothing: names of files, one title over every page."""
    kept = [_named(entry) for entry in entries]
    counts = Counter(entry.title.casefold() for entry in kept if entry.title)
    most, times = counts.most_common(1)[0] if counts else ("", 0)
    numbered = headings.rank(most.title()) in (headings.PART, headings.CHAPTER, headings.NUMBER)
    if times > 2 and times > _MOST_SAME * len(kept) and not numbered:
        kept = [replace(e, title="") if e.title.casefold() == most else e for e in kept]
    whole = title.casefold()
    # The title of the book over its first page says where it begins; over many it says nothing.
    if sum(entry.title.casefold() == whole for entry in kept) > 1:
        kept = [replace(e, title="") if e.title.casefold() == whole else e for e in kept]
    return kept


def _named(entry: Entry) -> Entry:
    """An entry under what its file is called: the number of a chapter in it is kept."""
    if not is_file_name(entry.title, entry.page):
        return entry
    chapter = _CHAPTER_FILE.fullmatch(entry.title.strip())
    return replace(entry, title=f"Chapter {int(chapter['number'])}" if chapter else "")


def is_file_name(title: str, page: str) -> bool:
    """Whether a title is only what a page's file is called."""
    bare = title.strip()
    stem = posixpath.splitext(posixpath.basename(page))[0]
    same = bare.casefold() in (stem.casefold(), posixpath.basename(page).casefold())
    return _FILE_NAME.fullmatch(bare) is not None or (same and not bare.isalpha() and not bare.isdigit())


def _from_nav(root: _Element, folder: str) -> list[Entry]:
    navs = [e for e in root.iter() if tag_of(e) == "nav"]
    tables = [e for e in navs if types_of(e) & {"toc", "doc-toc"}] or navs[:1]
    entries: list[Entry] = []
    for link in (e for table in tables for e in table.iter() if tag_of(e) in ("a", "span")):
        around = link.getparent()
        if tag_of(link) == "span" and (around is None or tag_of(around) != "li"):
            continue
        depth = sum(tag_of(above) in ("ol", "ul") for above in link.iterancestors())
        entries.append(Entry(*_target(folder, link.get("href") or ""), _words(link), depth))
    return _placed(entries)


def _placed(entries: list[Entry]) -> list[Entry]:
    """A heading over others that leads nowhere begins where the first of them does."""
    placed: list[Entry] = []
    inside: Entry | None = None
    for entry in reversed(entries):
        if entry.page:
            inside = entry
            placed.append(entry)
        elif inside is not None and inside.level > entry.level:
            placed.append(Entry(inside.page, inside.anchor, entry.title, entry.level))
    return placed[::-1]


def _words(link: _Element) -> str:
    """The words of a link, or what its picture is said to show."""
    words = text_of(link)
    return words or " ".join((e.get("alt") or "") for e in link.iter() if tag_of(e) == "img").strip()


def _landmarks(root: _Element, folder: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for nav in (e for e in root.iter() if tag_of(e) == "nav" and "landmarks" in types_of(e)):
        for link in (e for e in nav.iter() if tag_of(e) == "a"):
            page, anchor = _target(folder, link.get("href") or "")
            said = next(iter(sorted(types_of(link))), "")
            if page and said and not anchor:
                found.setdefault(page, said)
    return found


def _from_ncx(root: _Element, folder: str) -> list[Entry]:
    entries: list[Entry] = []
    for point in (e for e in root.iter() if tag_of(e) == "navpoint"):
        label = next((e for e in point if tag_of(e) == "navlabel"), None)
        content = next((e for e in point if tag_of(e) == "content"), None)
        if label is not None:
            depth = 1 + sum(tag_of(above) == "navpoint" for above in point.iterancestors())
            source = (content.get("src") or "") if content is not None else ""
            entries.append(Entry(*_target(folder, source), text_of(label), depth))
    return _placed(entries)


def _target(folder: str, href: str) -> tuple[str, str]:
    page, _, anchor = href.partition("#")
    return (resolve(folder, page) if page else "", unquote(anchor))


def marks_of(navigation: Navigation, page: Page, anchors: Anchors) -> list[Mark]:
    """Where the navigation leads, in its order; a title that says nothing is that of the heading there."""
    marks: dict[int, Mark] = {}
    above: list[tuple[str, int]] = []
    last = ""
    starts = {draft.start: i for i, draft in enumerate(page.drafts)}
    whole = title_again.plain(page.metadata.title)
    for entry in navigation.entries:
        at = anchors.find(entry.page, entry.anchor)
        if at is None:
            continue
        title = entry.title or _heading_at(page, starts.get(at), whole)
        if not title:
            continue
        above = [(name, depth) for name, depth in above if depth < entry.level]
        above = [(name, depth) for name, depth in above if title_again.plain(name) != whole]
        if above and above[-1][0] == last and counts_on(last, title):
            above.pop()  # "II" right after "I" is beside it, however deep it is set
        last = title
        bare = headings.rank(title) == headings.NUMBER and title.strip(" .").isalnum()
        # A part and its first chapter can begin in one place; a number alone needs the name over it.
        name = f"{above[-1][0]}, {title}" if above and (bare or at in marks) else title
        marks[at] = (at, name, marks[at][2] if at in marks else entry.level)
        above.append((title, entry.level))
    return list(marks.values())


def _heading_at(page: Page, at: int | None, whole: str) -> str:
    """The words of a heading; those of the next where it is the title of the book, or who wrote it."""
    while at is not None and at < len(page.drafts) and page.drafts[at].level:
        words = one_line(page.words(page.drafts[at]))
        if title_again.plain(words) != whole and not title_lines.is_byline(words):
            return words
        at += 1
    return ""
