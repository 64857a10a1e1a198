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
from threading import Lock
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
    with closing(Index(reading)) as index:
        return index.search(words)


class Index:
    """The words of a work, to be looked up several times, by one thread at a time."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        text = reading.work.text
        self._blocks = [block for block in text.blocks if block.kind.is_story]
        self._lock = Lock()
        self._index = sqlite3.connect(":memory:", check_same_thread=False)
        table = "CREATE VIRTUAL TABLE paragraphs USING fts5 (words, tokenize = 'porter unicode61')"
        self._index.execute(table)
        rows = ((at, text.content[own.start : own.end]) for at, own in enumerate(self._blocks, start=1))
        self._index.executemany("INSERT INTO paragraphs (rowid, words) VALUES (?, ?)", rows)
        self._quote_starts = [quote.start for quote in reading.quotes]
        self._scenes = list(reading.scenes) if reading.told_work.story is not None else []
        self._scene_starts = [scene.start for scene in self._scenes]

    def close(self) -> None:
        """Give the memory back."""
        self._index.close()

    def search(self, words: str) -> list[Found]:
        """What :func:`search` gives."""
        with self._lock:
            hits = _hits(self._index, words)
        return [self._found(*hit) for hit in hits]

    def _found(self, number: int, marked: str, rank: float) -> Found:
        block = self._blocks[number - 1]
        spans = tuple(_spans(marked, block.start))
        first = max(0, bisect_right(self._quote_starts, block.start) - 1)
        near = self._reading.quotes[first : bisect_right(self._quote_starts, block.end)]
        at = bisect_right(self._scene_starts, block.start) - 1
        return Found(
            start=block.start,
            end=block.end,
            text=self._reading.work.text.reads(block.start, block.end),
            spans=spans,
            quotes=tuple(quote for quote in near if _holds(quote, spans)),
            scene=self._scenes[at] if at >= 0 and block.start < self._scenes[at].end else None,
            chapter=self._reading.chapter_at(block.start),
            rank=-rank,
        )


def _hits(index: sqlite3.Connection, words: str) -> list[tuple[int, str, float]]:
    """Number, marked words and rank of each paragraph; what is no query is taken as plain words."""
    query = (
        "SELECT rowid, highlight(paragraphs, 0, ?, ?), bm25(paragraphs) FROM paragraphs "
        "WHERE paragraphs MATCH ? ORDER BY rowid"
    )
    if any("\ud800" <= char <= "\udfff" for char in words):
        raise errors.bad_search(words, "no text has half a character in it")
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
