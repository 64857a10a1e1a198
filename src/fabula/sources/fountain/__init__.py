"""Fountain: screenplays as plain text (fountain.io).

A line of dialogue is a paragraph of its own that begins with the name over it, "Mara: Is the ferry in?". That
gives its speaker. Sections are chapters, or where there are none the headings of scenes. What a screenwriter
notes for herself (notes, synopses, what is struck out) is no part of the text; transitions are set apart.
``elements`` knows the lines, ``emphasis`` the marks within them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from fabula import errors
from fabula.sources.fountain.elements import Element, Kind, elements_of, title_page
from fabula.sources.fountain.emphasis import marked
from fabula.sources.pieces import Piece, assemble
from fabula.sources.shape import shape
from fabula.types import Apart, BlockKind, Metadata, Text

__all__ = ["SUFFIXES", "is_fountain", "read"]

SUFFIXES = frozenset((".fountain", ".spmd"))
"""The endings of names of Fountain files."""

_SLUG = re.compile(r"(?:\A|\n[ \t]*\n)(?:INT|EXT|EST|INT\.?/EXT|I/E)[. ][^a-z\n]*\n[ \t]*(?=\n)")
_CUE = re.compile(r"\n[ \t]*\n@?(?=[^\n]*[A-Z])[A-Z0-9][^a-z\n:]*\n(?=[ \t]*\S)")
_FEWEST = 3


def is_fountain(content: str) -> bool:
    """Whether a text is surely a screenplay, whatever its name: headings of scenes, names over lines."""
    head = content[: 1 << 18].replace("\r\n", "\n")
    return len(_SLUG.findall(head)) >= _FEWEST and len(_CUE.findall(head)) >= _FEWEST


def read(path: Path, content: str) -> Text:
    """The text of a screenplay."""
    content = content.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    said, body = title_page(content)
    found = list(elements_of(body))
    authors = said.pop("author", "") or said.pop("authors", "")
    metadata = Metadata(title=said.pop("title", ""), author=authors, other=said)
    pieces = [*_title(metadata), *_pieces(found)]
    if not pieces:
        raise errors.file_empty(path)
    page, _ = assemble(pieces, metadata)
    return shape(page, path)


def _title(metadata: Metadata) -> Iterator[Piece]:
    if metadata.title:
        yield Piece(BlockKind.TITLE, metadata.title, settled=True)
        if metadata.author:
            yield Piece(BlockKind.TITLE, f"by {metadata.author}", settled=True)


def _pieces(found: list[Element]) -> Iterator[Piece]:
    sections = any(element.kind is Kind.SECTION for element in found)
    names = _Names(found)
    for element in found:
        words, emphasis = marked("\n".join(element.lines))
        if element.kind is Kind.SECTION:
            yield Piece(BlockKind.HEADING, words, level=element.level)
        elif element.kind is Kind.SCENE and not sections:
            yield Piece(BlockKind.HEADING, words, level=1)
        elif element.kind is Kind.SCENE:
            yield Piece(BlockKind.PARAGRAPH, words, settled=True)
        elif element.kind is Kind.TRANSITION:
            yield Piece(BlockKind.NOTE, words, settled=True, apart=Apart.NOTE)
        elif element.kind is Kind.LYRICS:
            yield Piece(BlockKind.VERSE, words, settled=True, emphasis=emphasis)
        elif element.kind is Kind.DIALOGUE:
            words, emphasis = marked(" ".join(element.lines))
            label = f"{names.shown(element.name)}{f' {element.manner}' if element.manner else ''}: "
            own = tuple(
                type(each)(each.kind, each.start + len(label), each.end + len(label)) for each in emphasis
            )
            yield Piece(BlockKind.PARAGRAPH, label + words, emphasis=own)
        else:
            yield Piece(BlockKind.PARAGRAPH, words, emphasis=emphasis)


class _Names:
    """Names over lines, which stand in capitals, as the words of the screenplay write them."""

    def __init__(self, found: Iterable[Element]) -> None:
        told = " ".join(" ".join(element.lines) for element in found if element.kind is not Kind.SCENE)
        self._words = {word.casefold(): word for word in re.findall(r"[\w'’-]+", told) if not word.isupper()}

    def shown(self, name: str) -> str:
        """The name; in capitals it is written as elsewhere, or else each word with one."""
        if name != name.upper():
            return name
        return re.sub(r"[\w'’-]+", lambda match: self._word(match[0]), name)

    def _word(self, word: str) -> str:
        known = self._words.get(word.casefold())
        return known if known and not known.islower() else word[:1] + word[1:].lower()
