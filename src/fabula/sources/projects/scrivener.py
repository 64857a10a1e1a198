"""Scrivener: a binder as XML (``NAME.scrivx``), and a document of RTF for each of its items."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fabula import errors
from fabula.sources import headings, omissions, rtf
from fabula.sources.decoding import decode
from fabula.sources.drafts import one_line
from fabula.sources.files import Archive
from fabula.sources.markup.trees import parse_xml, tag_of
from fabula.sources.office.paragraphs import Paragraph, assembled, rule
from fabula.sources.office.runs import Runs
from fabula.sources.office.style_names import LOWEST_LEVEL, ParagraphRole
from fabula.sources.pieces import Piece
from fabula.sources.shape import shape
from fabula.types import BlockKind, Metadata, Part, Text

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXTS = frozenset(("text", "folder"))
_PLACES = ("Files/Data/{}/content.rtf", "Files/Data/{}/content.txt", "Files/Docs/{}.rtf", "Files/Docs/{}.txt")
_COUNTED = (headings.PART, headings.CHAPTER)
_SCENE = re.compile(r"(?:act|scene)\b", re.IGNORECASE)
_DEEPEST = 60
_BARE = frozenset(("chapter", "part"))


@dataclass(slots=True)
class _Item:
    """An item of the binder: ``compiled`` is what its mark for compiling says, None where it has none."""

    number: str
    title: str
    kind: str
    compiled: bool | None
    children: list[_Item] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether it holds other documents, as a chapter holds its scenes."""
        return self.kind == "folder" or bool(self.children)


def read(path: Path, archive: Archive, index: str) -> Text:
    """The story: what of the draft is to be compiled, folders as chapters, what is in them as scenes."""
    root = parse_xml(archive.read(index))
    if root is None or tag_of(root) != "scrivenerproject":
        raise errors.project_damaged(path, posixpath.basename(index))
    draft = next((each for each in root.iter("{*}BinderItem") if each.get("Type") == "DraftFolder"), None)
    items = [] if draft is None else _children(draft)
    binder = _Compiled(archive, posixpath.dirname(index), marked=_is_marked(items))
    binder.add(items, 1, top=True)
    if not binder.told:
        raise errors.project_empty(path, "documents in the draft folder that are included in compile")
    name = posixpath.splitext(posixpath.basename(index))[0]
    page = assembled(binder.paragraphs, binder.notes, _metadata(root, name))
    page.warnings += binder.warnings
    text = shape(page, path)
    return replace(text, parts=(Part(posixpath.basename(index), 0, len(text.content)),))


def _metadata(root: _Element, name: str) -> Metadata:
    """What the project says of itself; its own name stands for a title."""

    def said(*names: str) -> str:
        found = (root.find(f"{{*}}ProjectProperties/{{*}}{each}") for each in names)
        return next((one_line(each.text) for each in found if each is not None and each.text), "")

    return Metadata(said("ProjectTitle", "FullTitle") or name, said("FullName", "Author", "FullAuthor"))


def _children(element: _Element, depth: int = 0) -> list[_Item]:
    """What an item holds. What lies deeper than any binder does is taken as if it lay side by side."""
    found = element.find("{*}Children")
    if found is None:
        return []
    if depth >= _DEEPEST:
        return [_item(each, []) for each in found.iter("{*}BinderItem")]
    return [_item(each, _children(each, depth + 1)) for each in found.iterchildren("{*}BinderItem")]


def _item(element: _Element, children: list[_Item]) -> _Item:
    title = element.find("{*}Title")
    mark = element.find("{*}MetaData/{*}IncludeInCompile")
    return _Item(
        number=element.get("UUID") or element.get("ID") or "",
        title=one_line(title.text or "") if title is not None else "",
        kind=(element.get("Type") or "").lower(),
        compiled=None if mark is None else (mark.text or "").strip().lower() != "no",
        children=children,
    )


def _is_marked(items: list[_Item]) -> bool:
    """Whether anything has the mark for compiling: then what lacks it is not compiled."""
    return any(item.compiled or _is_marked(item.children) for item in items)


def _is_chapter(title: str) -> bool:
    """Whether a title is that of a chapter or a part, which scenes are never called."""
    return headings.rank(title) in _COUNTED and _SCENE.match(title) is None


@dataclass(slots=True)
class _Compiled:
    """The draft as it is compiled: paragraphs with headings for folders and breaks between scenes."""

    archive: Archive
    root: str
    marked: bool
    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    told: bool = False
    _scene_ended: bool = False
    _counts: dict[tuple[int, str], int] = field(default_factory=dict)

    def add(self, items: list[_Item], level: int, *, top: bool) -> None:
        """Adds the items of a folder at a level of headings."""
        chapters = top or any(item.holds and self._is_compiled(item) for item in items)
        for item in items:
            compiled = self._is_compiled(item)
            own = self._read(item) if compiled else []
            headed = item.holds or chapters or _is_chapter(item.title)
            if compiled and headed and (own or item.children):
                self._head(item, own, level)
            elif own and self._scene_ended:
                self.paragraphs.append(rule())
            self.paragraphs += own
            self.told = self.told or any(paragraph.words for paragraph in own)
            self._scene_ended = bool(own) or (self._scene_ended and not (compiled and headed))
            self.add(item.children, level + 1, top=False)

    def _is_compiled(self, item: _Item) -> bool:
        marked = bool(item.compiled) if self.marked else item.compiled is not False
        return marked and item.kind in _TEXTS

    def _head(self, item: _Item, own: list[Paragraph], level: int) -> None:
        """Puts the title over an item, unless its own words begin with it or with a heading of a chapter."""
        role = ParagraphRole(BlockKind.HEADING, min(level, LOWEST_LEVEL))
        first = next((paragraph for paragraph in own if paragraph.words), None)
        if first is not None:
            words = one_line(first.words)
            again = words.casefold() == item.title.casefold() or _is_chapter(words)
            if again or first.is_heading:
                first.role = role
                return
        runs = Runs()
        runs.add(self._title(item, level))
        self.paragraphs.append(Paragraph(runs, role))

    def _title(self, item: _Item, level: int) -> str:
        """The title of an item; one that is but "Chapter", as new ones are called, is numbered."""
        title = item.title or ("Chapter" if item.holds else "Untitled")
        if title.casefold() not in _BARE:
            return title
        counted = level, title.casefold()
        self._counts[counted] = self._counts.get(counted, 0) + 1
        return f"{title} {self._counts[counted]}"

    def _read(self, item: _Item) -> list[Paragraph]:
        """The paragraphs of a document; none where there is none, as for one in which nobody has written."""
        for place in _PLACES:
            name = self.archive.find(posixpath.join(self.root, place.format(item.number)))
            if item.number and name is not None:
                return list(self._paragraphs(name, item.title))
        return []

    def _paragraphs(self, name: str, title: str) -> Iterator[Paragraph]:
        data = self.archive.read(name)
        if not data.lstrip().startswith(b"{\\rtf"):
            for line in decode(data).splitlines():
                runs = Runs()
                runs.add(line)
                yield Paragraph(runs)
            return
        paragraphs, reader = rtf.paragraphs_of(data)
        if not reader.is_closed:
            self.warnings.append(omissions.document_cut_short(title))
        self.notes += reader.endnotes
        yield from paragraphs
