"""A text before the model has read it: what rules alone can tell, and its cut into sections."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from fabula.language.features import quotation_table
from fabula.language.neopronouns import as_known_pronouns
from fabula.language.placeholders import placeholders
from fabula.language.sentences import split_sentences
from fabula.language.speech import find_quotations
from fabula.language.speech.labels import Label, labelled_lines
from fabula.language.speech.tagged import marks_speech
from fabula.language.tokens import Tokens, tokenize
from fabula.types import BlockKind, IntColumn, Quotation, Span, Text, int_array

_READ = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.VERSE})

_START = attrgetter("start")

SHORTEST, LONGEST = 1_000, 30_000
"""Words of a section: chapters under the first are read with what follows them, longer ones in parts."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The text before the model has read it: tokens, their words, sentences and quotations.

    ``quotations`` are those that rules find. ``marked`` tells whether the text marks its speech, so that
    they are all there are, None if nobody knows yet; ``unquoted`` are the words that may be speech where
    they are not, and ``story`` those of the story. ``given`` are the words of mentions known beforehand,
    ``named`` those of labels of a chat and of "Y/N", which name somebody whatever the model thinks;
    ``shown`` what the model sees for ``words``.
    """

    text: Text
    tokens: Tokens
    words: list[str]
    shown: Sequence[str]
    sentence_start: IntColumn
    sentence_end: IntColumn
    quotations: tuple[Quotation, ...]
    marked: bool | None
    unquoted: npt.NDArray[np.bool_]
    story: npt.NDArray[np.bool_]
    read: npt.NDArray[np.bool_]
    given: list[Span] | None
    named: list[Span]

    def part(self, first: int, last: int) -> Layout:
        """Sentences ``first:last`` alone; tokens and sentences count from their start, code points do not."""
        base, end = int(self.sentence_start[first]), int(self.sentence_end[last - 1])
        tokens = self.tokens
        low, high = int(tokens.start[base]), int(tokens.end[end - 1])
        given = self.given and [
            (start - base, min(stop, end) - base) for start, stop in self.given if base <= start < end
        ]
        return replace(
            self,
            tokens=Tokens(tokens.start[base:end], tokens.end[base:end], tokens.block[base:end]),
            words=self.words[base:end],
            shown=self.shown[base:end],
            sentence_start=self.sentence_start[first:last] - base,
            sentence_end=self.sentence_end[first:last] - base,
            quotations=self._quotations_within(low, high),
            unquoted=self.unquoted[base:end],
            story=self.story[base:end],
            read=self.read[base:end],
            given=given,
            named=[
                (start - base, min(stop, end) - base) for start, stop in self.named if base <= start < end
            ],
        )

    def _quotations_within(self, low: int, high: int) -> tuple[Quotation, ...]:
        """The quotations that begin between two code points."""
        own = self.quotations
        return own[bisect_left(own, low, key=_START) : bisect_left(own, high, key=_START)]

    @property
    def start(self) -> int:
        """The code point at which the first token begins."""
        return int(self.tokens.start[0])

    @property
    def block(self) -> int:
        """The block in which the first token stands."""
        return int(self.tokens.block[0])

    @property
    def doubts(self) -> tuple[tuple[int, float], ...]:
        """The places of the layout at which it stays in doubt whether a paragraph begins."""
        low, high = self.start, int(self.tokens.end[-1])
        return tuple((at, doubt) for at, doubt in self.text.doubts if low <= at < high)

    def digest(self, reader: str) -> str:
        """What tells this text from any that ``reader`` (a model and its program) would read otherwise."""
        tokens, text = self.tokens, self.text
        found = hashlib.sha256(f"{reader} {self.marked}".encode())
        low, first = self.start, self.block
        blocks = text.blocks[first : int(tokens.block[-1]) + 1]
        shape = (
            [(each.kind.value, each.start - low, each.end - low) for each in blocks],
            [
                ([(a - low, b - low) for a, b in each.spans], each.paragraph - first, each.closed, each.depth)
                for each in self.quotations
            ],
            [(at - low, doubt) for at, doubt in self.doubts],
            (tokens.start - low).tolist(),
            self.sentence_start.tolist(),
            self.named,
            list(self.shown),
        )
        found.update(repr(shape).encode("utf-8", "surrogatepass"))
        return found.hexdigest()


def lay_out(text: Text, mentions: Sequence[Span] | None) -> Layout:
    """Tokens, sentences and marked speech of a text; ``mentions`` (code points) are put on its tokens."""
    tokens = tokenize(text)
    quotations = find_quotations(text)
    sentence_start, sentence_end = split_sentences(text, tokens, quotations)
    words = _words(text.content, tokens)
    given = None if mentions is None else _on_tokens(mentions, tokens)
    readable = np.asarray([block.kind in _READ for block in text.blocks] or [False])
    readable[[tokens.block[start] for start, _ in given or ()]] = True
    spoken = np.asarray([block.kind.is_story for block in text.blocks] or [False])
    read, unquoted = readable[tokens.block], spoken[tokens.block]
    table = quotation_table(quotations, tokens.start, tokens.end, tokens.block)
    for start, end in (part for parts in table.parts for part in parts):
        unquoted[start:end] = False
    story = spoken[tokens.block]
    lines = labelled_lines(text)
    return Layout(
        text,
        tokens,
        words,
        as_known_pronouns(words),
        sentence_start,
        sentence_end,
        quotations,
        _marked(tokens, lines, unquoted, story),
        unquoted,
        story,
        read,
        given,
        _on_tokens(
            [*(line.label for line in lines if not line.is_turn), *placeholders(text.content)], tokens
        ),
    )


def _words(content: str, tokens: Tokens) -> list[str]:
    """The words of the tokens; those alike are one string, which is a tenth of the memory."""
    known: dict[str, str] = {}
    words = (content[a:b] for a, b in zip(int_array(tokens.start), int_array(tokens.end), strict=True))
    return [known.setdefault(word, word) for word in words]


def _marked(
    tokens: Tokens, lines: Sequence[Label], unquoted: npt.NDArray[np.bool_], story: npt.NDArray[np.bool_]
) -> bool | None:
    """Whether the text marks its speech, None if nobody knows; a chat tells nothing of the rest."""
    if not lines:
        return marks_speech(~unquoted[story])
    free = story.copy()
    for start, end in _on_tokens([line.speech for line in lines], tokens):
        free[start:end] = False
    return marks_speech(~unquoted[free]) or None


def _on_tokens(spans: Sequence[Span], tokens: Tokens) -> list[Span]:
    """Code points to tokens, in the order of mentions; a token belongs to a span that has any of it."""
    starts = np.searchsorted(tokens.end, [start for start, _ in spans], side="right").tolist()
    ends = np.searchsorted(tokens.start, [end for _, end in spans], side="left").tolist()
    held = {(start, end) for start, end in zip(starts, ends, strict=True) if start < end}
    return sorted(held, key=lambda span: (span[0], -span[1]))


def section_bounds(layout: Layout) -> list[tuple[int, int]]:
    """Ranges of sentences that are read by themselves: chapters, long ones in parts, short ones together."""
    starts = layout.sentence_start
    if not len(starts):
        return []
    tokens = layout.tokens
    chapters = np.searchsorted(tokens.start, [chapter.start for chapter in layout.text.chapters])
    opened = set(np.searchsorted(starts, chapters).tolist())
    found: list[tuple[int, int]] = []
    first = 0
    for sentence in range(1, len(starts)):
        size = int(starts[sentence] - starts[first])
        begins = tokens.block[starts[sentence]] != tokens.block[starts[sentence] - 1]
        if begins and ((sentence in opened and size >= SHORTEST) or size >= LONGEST):
            found.append((first, sentence))
            first = sentence
    return [*found, (first, len(starts))]
