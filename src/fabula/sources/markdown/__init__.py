"""Markdown, rendered: what a reader sees, without the marks of Markdown and of writers' tools."""

from __future__ import annotations

from pathlib import Path

from fabula import errors
from fabula.sources import sites
from fabula.sources.html import settle_title
from fabula.sources.markdown import dialects, novelwriter, wrappers
from fabula.sources.markdown.blocks import rendered
from fabula.sources.markdown.front_matter import front_matter
from fabula.sources.markdown.guards import guarded
from fabula.sources.markdown.notes import with_divisions, with_footnotes_apart
from fabula.sources.markup import notes, pieces_of, set_off
from fabula.sources.markup.trees import parse
from fabula.sources.pieces import assemble
from fabula.sources.shape import shape
from fabula.types import Metadata, Text

__all__ = ["SUFFIXES", "read"]

SUFFIXES = frozenset((".md", ".markdown", ".mdown", ".mkd", ".mdtext", ".mdx", ".qmd", ".rmd", ".nwd"))
"""The endings of names of Markdown files."""


def read(path: Path, content: str) -> Text:
    """The text of a Markdown file; what stands over it in fields becomes metadata."""
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    metadata, body, keeps_lines = _words(content)
    root = parse(f"<html><body>{rendered(body, keeps_lines=keeps_lines)}</body></html>", path)
    if root is None:
        raise errors.file_empty(path)
    linked = notes.linked([("", root)], lambda _, address: address)
    known = {**linked, **sites.links_onward(root), **wrappers.roles(root)}
    pieces = pieces_of(root, kinds=known)
    if not pieces:
        raise errors.file_empty(path)
    metadata = settle_title(pieces, metadata)
    set_off.mark(pieces)
    page, _ = assemble(pieces, metadata, manuscript=True)
    return shape(page, path)


def _words(content: str) -> tuple[Metadata, str, bool]:
    """What a file says of itself, its words as plain Markdown, and whether its lines are those of a page."""
    if novelwriter.is_novelwriter(content):
        metadata = Metadata(title=novelwriter.name_of(content))
        body, is_note = novelwriter.as_markdown(content), False
    else:
        metadata, body = front_matter(content)
        is_note = dialects.is_of_obsidian(body)
        body = dialects.without_comments(body)
    body = with_footnotes_apart(body)
    body = dialects.without_marks(body, is_note=is_note or metadata != Metadata())
    return metadata, guarded(with_divisions(body)), is_note
