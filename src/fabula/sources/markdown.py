"""Markdown, rendered: the content is what a reader sees, without the marks."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from fabula import errors
from fabula.sources.html import settle_title
from fabula.sources.markup import parse, pieces_of
from fabula.sources.pieces import assemble
from fabula.sources.shape import shape
from fabula.types import Metadata, Text

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(
    r"^(title|author|lang|language|summary|description):[ \t]*(\S.*?)[ \t]*$", re.MULTILINE | re.IGNORECASE
)
_PANDOC = re.compile(r"\A%[ \t]*(\S.*)\r?\n(?:%[ \t]*(\S.*)\r?\n)?(?:%.*\r?\n)?")
# A lone hash or row of them is a writer's scene break, where Markdown would see an empty heading.
_HASHES = re.compile(r"^[ \t]{0,3}#(?:[ \t]*#)*[ \t]*$", re.MULTILINE)


def read(path: Path, content: str) -> Text:
    """The text of a Markdown file; a front matter of YAML or Pandoc's title lines become metadata."""
    from markdown_it import MarkdownIt

    metadata, body = _front_matter(content)
    # Four spaces before a paragraph are a writer's indent, not a listing.
    rendered = MarkdownIt("commonmark", {"html": True}).disable("code").render(_HASHES.sub("\n* * *\n", body))
    root = parse(f"<html><body>{rendered}</body></html>", path)
    pieces = pieces_of(root) if root is not None else []
    if not pieces:
        raise errors.file_empty(path)
    metadata = settle_title(pieces, metadata)
    page, _ = assemble(pieces, metadata)
    return shape(page, path)


def _front_matter(content: str) -> tuple[Metadata, str]:
    front = _FRONT.match(content)
    if front:
        said = {name.lower(): value.strip("\"'") for name, value in _FIELD.findall(front[1])}
        if said:
            found = Metadata(
                title=said.get("title", ""),
                author=said.get("author", ""),
                language=said.get("lang", said.get("language", "")),
                summary=said.get("summary", said.get("description", "")),
            )
            return found, content[front.end() :]
    pandoc = _PANDOC.match(content)
    if pandoc:
        return replace(Metadata(), title=pandoc[1].strip(), author=(pandoc[2] or "").strip()), content[
            pandoc.end() :
        ]
    return Metadata(), content
