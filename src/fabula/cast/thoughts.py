"""Thoughts in the narration: the character's own words, without marks of speech.

*I hate this river,* thought Brandt. The *I* of a thought is whoever thinks it, and makes no narrator (free
direct thought, Leech and Short 1981). Italics tell a thought, and so do words of thinking beside it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fabula.cast.syntax import SUBJECTS
from fabula.cast.tags import tags_of
from fabula.types import UPOS, EmphasisKind, Span, int_array

if TYPE_CHECKING:
    from fabula.cast.book import Book

_VERBS = frozenset(UPOS.index(tag) for tag in ("VERB", "AUX"))
_THINKS = frozenset("thought thinks think wondered wonders mused reflected".split())  # noqa: SIM905
_PARTING = frozenset([",", "?", "!", ".", "…", "...", "—", "–", "--", ":"])
_MOSTLY = 0.5
"""The share of a chapter in italics from which on they set nothing off."""
_LEAST = 2
"""Words in italics that may be a thought; one alone is stressed: "*I* never said so"."""
_JOINED = 3
"""Code points between two stretches in italics that are one."""


@dataclass(frozen=True, slots=True)
class Thought:
    """Words that a character thinks; ``tag`` is the mention that names who, or -1.

    ``shown`` where the page sets them off.
    """

    start: int
    end: int
    tag: int
    shown: bool


def thoughts(book: Book) -> list[Thought]:
    """The thoughts of a book that hold an *I*, in order; what is said aloud is none."""
    page = _Page(book)
    people = [i for i in range(book.size) if book.is_person(i) and not book.is_address(i)]
    shown = [span for span in page.in_italics() if page.holds_first_person(*span)]
    tags = tags_of(book.text, book.notes, people, shown)
    found = [Thought(*span, tag, True) for span, tag in zip(shown, tags, strict=True)]
    ends = [end for _, end in shown]
    for thought in page.tagged(people):
        place = bisect_left(ends, thought.start + 1)
        if place == len(shown) or shown[place][0] >= thought.end:
            found.append(thought)
    return sorted(found, key=lambda thought: thought.start)


class _Page:
    """The words of the narration, outside of speech and of letters."""

    def __init__(self, book: Book) -> None:
        self._book = book
        notes = book.notes
        self._starts = int_array(notes.token_start)
        self._ends = int_array(notes.token_end)
        self._sentences = int_array(notes.sentence_start)
        self._told: list[bool] = (book.stretches.said < 0).tolist()
        self._mine = [i for i in range(book.size) if book.is_first_person(i) or book.is_first_plural(i)]
        self._places = [book.spans[i][0] for i in self._mine]

    def holds_first_person(self, start: int, end: int) -> bool:
        """Whether an *I* or a *we* stands between two code points."""
        return bisect_left(self._places, start) < bisect_left(self._places, end)

    def in_italics(self) -> Iterator[Span]:
        """The clauses that the page sets in italics, where it does not set most of a chapter so."""
        joined: list[Span] = []
        for own in self._book.text.emphasis:
            if own.kind is not EmphasisKind.ITALIC:
                continue
            between = self._book.text.content[joined[-1][1] : own.start] if joined else ""
            if joined and len(between) <= _JOINED and not any(c.isalnum() or c == "\n" for c in between):
                joined[-1] = joined[-1][0], max(joined[-1][1], own.end)
            else:
                joined.append((own.start, own.end))
        if not joined:
            return
        plain = self._set_plain({t for span in joined for t in self._tokens(*span) if self._told[t]})
        for span in joined:
            tokens = self._tokens(*span)
            set_off = self._book.stretches.at(span[0]) in plain
            if set_off and tokens and self._told[tokens[0]] and self._is_clause(tokens):
                yield span

    def _tokens(self, start: int, end: int) -> range:
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def _is_clause(self, tokens: range) -> bool:
        """Whether words say something, and do not stress a word of what is said around them."""
        words = sum(self._word(t)[0].isalnum() for t in tokens)
        upos = self._book.notes.words.upos
        return words >= _LEAST and (not len(upos) or any(int(upos[t]) in _VERBS for t in tokens))

    def _set_plain(self, italic: Set[int]) -> frozenset[int]:
        """The stretches of narration, by number, that the page does not mostly set in italics."""
        stretches, found = self._book.stretches, set[int]()
        for number, stretch in enumerate(stretches.all):
            told = [t for t in range(*stretches.tokens(stretch)) if self._told[t]]
            if stretch.is_narration and sum(t in italic for t in told) <= _MOSTLY * len(told):
                found.add(number)
        return frozenset(found)

    def tagged(self, people: Iterable[int]) -> Iterator[Thought]:
        """The thoughts that nothing but a tag tells: I hate this river, thought Brandt."""
        book = self._book
        starting = {book.first[i]: i for i in people if book.quotation[i] < 0 and not book.is_first_person(i)}
        ending = {book.end[i]: i for i in starting.values()}
        for verb in range(1, len(self._starts) - 1):
            if not self._told[verb] or self._word(verb) not in _THINKS:
                continue
            before, after = ending.get(verb, -1), starting.get(verb + 1, -1)
            if before >= 0:
                yield from self._thought(before, book.first[before], verb + 1)
            elif after >= 0:
                yield from self._thought(after, verb, book.end[after])

    def _thought(self, who: int, first: int, end: int) -> Iterator[Thought]:
        """What comes before a tag, tokens from ``first`` to ``end``, if it is said by an *I*."""
        end += self._word(end).endswith("ly")
        parted = self._word(first - 1) in _PARTING and self._block(first - 1) == self._block(first)
        if not parted or (self._word(end) not in _PARTING and self._block(end) == self._block(first)):
            return
        last, start = first - 1, first
        sentence = bisect_right(self._sentences, last) - 1
        while sentence >= 0 and self._is_thought(self._sentences[sentence], start):
            start = self._sentences[sentence]
            sentence -= 1
        if start < first:
            yield Thought(self._starts[start], self._ends[last], who, False)

    def _is_thought(self, start: int, end: int) -> bool:
        """Whether tokens may be a sentence of a thought, or more of them: an *I* says them, and not aloud."""
        said = start < end and self._block(start) == self._block(end - 1) == self._block(end)
        return (
            said
            and all(self._told[start:end])
            and self.holds_first_person(self._starts[start], self._ends[end - 1])
        )

    def _block(self, token: int) -> int:
        return int(self._book.notes.token_block[token]) if token < len(self._starts) else -1

    def _word(self, token: int) -> str:
        if not 0 <= token < len(self._starts):
            return ""
        return self._book.text.content[self._starts[token] : self._ends[token]].lower()


def thinking(book: Book) -> dict[int, int]:
    """For each *I* of a thought the number of the thought."""
    found: dict[int, int] = {}
    starts = [start for start, _ in book.spans]
    for number, own in enumerate(book.thoughts):
        for i in range(bisect_left(starts, own.start), bisect_left(starts, own.end)):
            if book.is_first_person(i) and book.quotation[i] < 0:
                found[i] = number
    return found


def thinkers(book: Book, found: Sequence[Thought], figure: Sequence[int]) -> list[int]:
    """The figure who thinks each thought, or -1; ``figure`` gives that of each mention.

    Where no tag tells, whoever is the last subject of the narration before it in its paragraph, or else
    thought last in the scene.
    """
    told: dict[int, list[int]] = defaultdict(list)
    for i in range(book.size) if found else ():
        if book.quotation[i] < 0 and _is_subject(book, i):
            told[book.blocks[i]].append(i)
    scenes = sorted(book.breaks)
    blocks = [block.start for block in book.text.blocks]
    known: dict[int, int] = {}
    thinking: list[int] = []
    for thought in found:
        block = bisect_right(blocks, thought.start) - 1
        scene = bisect_left(scenes, block)
        who = figure[thought.tag] if thought.tag >= 0 else _subject(book, thought, told[block], figure)
        who = who if who >= 0 else known.get(scene, -1)
        if who >= 0:
            known[scene] = who
        thinking.append(who)
    return thinking


def _subject(book: Book, thought: Thought, subjects: Sequence[int], figure: Sequence[int]) -> int:
    """Whom a paragraph is about: its last subject before a thought, or the first one after it, or -1."""
    before = [figure[i] for i in subjects if figure[i] >= 0 and book.spans[i][1] <= thought.start]
    after = [figure[i] for i in subjects if figure[i] >= 0 and book.spans[i][0] >= thought.end]
    return before[-1] if before else after[0] if after else -1


def _is_subject(book: Book, i: int) -> bool:
    """Whether a mention is of somebody else than an *I*, and the subject of a verb."""
    words = book.notes.words
    if book.is_first_person(i) or book.is_first_plural(i) or not book.is_person(i):
        return False
    return not len(words.relation) or any(
        int(words.relation[t]) in SUBJECTS and not book.first[i] <= int(words.head[t]) < book.end[i]
        for t in range(book.first[i], book.end[i])
    )
