"""Words looked up in the paragraphs of a work, with who speaks them and where they are told.

The index is SQLite's FTS5, made in memory when it is asked for: a novel takes a fifth of a second.
"""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fabula import errors
from fabula.records import SpokenQuote
from fabula.story_records import ToldScene
from fabula.tables import Columns
from fabula.types import Chapter

if TYPE_CHECKING:
    from fabula.reading import Reading

_QUERY = re.compile(r'["()]|\b(?:AND|OR|NOT|NEAR)\b')
"""What tells a query of FTS5 from words with an apostrophe or a hyphen in them."""
_MARK = "\x02", "\x03"
"""What FTS5 puts around the words found; no text that is read has them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph with the words looked up. ``spans`` are where they stand in the text.

    ``quotes`` are the lines in it that hold one of them, ``scene`` is that in which it stands, None outside.
    """

    start: int
    end: int
    text: str
    spans: tuple[tuple[int, int], ...]
    quotes: tuple[SpokenQuote, ...]
    scene: ToldScene | None
    chapter: Chapter | None
    rank: float


FOUND_COLUMNS: Columns[Found] = {
    "start": lambda own: own.start,
    "end": lambda own: own.end,
    "text": lambda own: own.text,
    "spans": lambda own: [list(span) for span in own.spans],
    "quotes": lambda own: [quote.id for quote in own.quotes],
    "speakers": lambda own: [quote.speaker.name for quote in own.quotes if quote.speaker is not None],
    "scene": lambda own: own.scene and own.scene.id,
    "chapter": lambda own: own.chapter and own.chapter.title,
    "rank": lambda own: round(own.rank, 4),
}


def search(reading: Reading, words: str) -> list[Found]:
    """The paragraphs that hold all of the words, in any form; in the order of the text.

    ``words`` may be FTS5's: "a phrase", fog OR mist, NEAR(boat oar, 5), ferr*. Raises
    :class:`fabula.errors.UsageError` where they cannot be understood.
    """
    text = reading.work.text
    blocks = [block for block in text.blocks if block.kind.is_story]
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute("CREATE VIRTUAL TABLE paragraphs USING fts5 (words, tokenize = 'porter unicode61')")
        rows = ((at, text.content[block.start : block.end]) for at, block in enumerate(blocks, start=1))
        index.executemany("INSERT INTO paragraphs (rowid, words) VALUES (?, ?)", rows)
        hits = _hits(index, words)
    starts = [quote.start for quote in reading.quotes]
    scenes = list(reading.scenes) if reading.told_work.story is not None else []
    begins = [scene.start for scene in scenes]
    found = []
    for number, marked, rank in hits:
        block = blocks[number - 1]
        spans = tuple(_spans(marked, block.start))
        near = reading.quotes[max(0, bisect_right(starts, block.start) - 1) : bisect_right(starts, block.end)]
        at = bisect_right(begins, block.start) - 1
        found.append(
            Found(
                start=block.start,
                end=block.end,
                text=text.reads(block.start, block.end),
                spans=spans,
                quotes=tuple(quote for quote in near if _holds(quote, spans)),
                scene=scenes[at] if at >= 0 and block.start < scenes[at].end else None,
                chapter=reading.chapter_at(block.start),
                rank=-rank,
            )
        )
    return found


def _hits(index: sqlite3.Connection, words: str) -> list[tuple[int, str, float]]:
    """Number, marked words and rank of each paragraph; what is no query is taken as plain words."""
    query = (
        "SELECT rowid, highlight(paragraphs, 0, ?, ?), bm25(paragraphs) FROM paragraphs "
        "WHERE paragraphs MATCH ? ORDER BY rowid"
    )
    plain = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
    try:
        return index.execute(query, (*_MARK, words)).fetchall()
    except sqlite3.OperationalError as error:
        if not any(char.isalnum() for char in words) or _QUERY.search(words):
            raise errors.bad_search(words, str(error)) from error
    return index.execute(query, (*_MARK, plain)).fetchall()


def _spans(marked: str, start: int) -> Iterator[tuple[int, int]]:
    """Where the words between marks stand in the text."""
    at, begun = start, start
    for char in marked:
        if char == _MARK[0]:
            begun = at
        elif char == _MARK[1]:
            yield begun, at
        else:
            at += 1


def _holds(quote: SpokenQuote, spans: tuple[tuple[int, int], ...]) -> bool:
    """Whether a line holds one of the words found."""
    return any(a <= start and end <= b for a, b in quote.spans for start, end in spans)
