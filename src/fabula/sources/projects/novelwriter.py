"""novelWriter: a list of documents as XML (``nwProject.nwx``), and the documents (``content/*.nwd``)."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fabula import errors
from fabula.sources import markdown, omissions
from fabula.sources.decoding import decode
from fabula.sources.drafts import one_line
from fabula.sources.files import Archive
from fabula.sources.markup.trees import parse_xml, tag_of
from fabula.types import Part, Text

if TYPE_CHECKING:
    from lxml.etree import _Element

_NO = frozenset(("no", "false", "0", "none"))
_NOT_STORY = frozenset(("note", "no_layout"))


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry of the list: ``place`` is where among those of its parent it stands."""

    handle: str
    parent: str
    place: int
    kind: str
    klass: str
    layout: str
    active: bool
    name: str


def read(path: Path, archive: Archive, index: str) -> Text:
    """The story: the documents of its novels in the order of the project, without notes and inactive ones."""
    root = parse_xml(archive.read(index))
    if root is None or tag_of(root) != "novelwriterxml":
        raise errors.project_damaged(path, posixpath.basename(index))
    items = [_item(element, number) for number, element in enumerate(root.iter("{*}item"))]
    folder = posixpath.join(posixpath.dirname(index), "content")
    pieces, missing = [], []
    for item in _in_order(items):
        if item.kind == "file" and item.active and item.layout not in _NOT_STORY:
            name = archive.find(posixpath.join(folder, f"{item.handle}.nwd"))
            if name is None:
                missing.append(omissions.document_missing(item.name))
            else:
                pieces.append(_words(archive, name))
    if not any(piece.strip() for piece in pieces):
        raise errors.project_empty(path, "active documents in a novel folder")
    title = _said(root, "title") or _said(root, "name")
    # The name of the project stands where the program has the name of a document: "#!" goes before it.
    content = "\n\n".join([f"%%~name: {title or path.stem}", *pieces])
    text = markdown.read(path, content)
    author = text.metadata.author or _said(root, "author")
    return replace(
        text,
        metadata=replace(text.metadata, author=author),
        parts=(Part(posixpath.basename(index), 0, len(text.content)),),
        warnings=(*missing, *text.warnings),
    )


def _words(archive: Archive, name: str) -> str:
    """The words of a document without the lines in which the program keeps what it is called and is."""
    lines = decode(archive.read(name)).replace("\r\n", "\n").split("\n")
    return "\n".join(line for line in lines if not line.startswith("%%~"))


def _said(root: _Element, name: str) -> str:
    found = root.find(f"{{*}}project/{{*}}{name}")
    return one_line(found.text or "") if found is not None else ""


def _item(element: _Element, number: int) -> _Item:
    """An entry, as versions of the program write it: in attributes, or in elements as the older ones did."""

    def said(name: str) -> str:
        own = element.get(name)
        child = element.find(f"{{*}}{name}") if own is None else None
        return (own if own is not None else (child.text or "") if child is not None else "").strip()

    named = element.find("{*}name")
    active = "" if named is None else named.get("active") or named.get("exported") or ""
    place = said("order")
    return _Item(
        handle=said("handle"),
        parent=said("parent"),
        place=int(place) if place.isdecimal() and len(place) < 10 else number,
        kind=said("type").lower(),
        klass=said("class").lower(),
        layout=said("layout").lower(),
        active=(active or said("exported") or "yes").lower() not in _NO,
        name=one_line(named.text or "") if named is not None else said("handle"),
    )


def _in_order(items: list[_Item]) -> Iterator[_Item]:
    """The entries of all novels, each before those that hang on it, every one once."""
    below: dict[str, list[_Item]] = defaultdict(list)
    for item in items:
        if item.kind != "root":
            below[item.parent].append(item)
    for children in below.values():
        children.sort(key=lambda item: item.place)
    waiting = [item for item in items if item.kind == "root" and item.klass == "novel"][::-1]
    seen: set[str] = set()
    while waiting:
        item = waiting.pop()
        if item.handle not in seen:
            seen.add(item.handle)
            yield item
            waiting += below[item.handle][::-1]
