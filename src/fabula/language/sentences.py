"""Splitting tokens into sentences by rule, with the quotations known.

Knowing where speech begins and ends settles what full stops alone cannot: *"Yes!" she said.* is one sentence,
*"Yes." She sat down.* is two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fabula.language.speech.words import PLAIN_SPEECH_VERBS
from fabula.language.tokens import Tokens
from fabula.types import BlockKind, IntColumn, Quotation, Text, int_array

LONGEST_SENTENCE = 200
_SHORTEST_CUT = 80

_STOPS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»«“›‹)]}_*")
_OPENERS = frozenset("\"'“‘„‚«»‹›([{`_*-—–―")
# Abbreviations that also end sentences, and words that hardly ever follow one inside a sentence.
_MAY_END = re.compile(r"(?:etc|esq|co|inc|ltd|bros|jr|sr|&c|ph\.d|(?:[a-z]\.)*[a-z])\.", re.IGNORECASE)
_STARTERS = frozenset(
    [
        *(
            "the",
            "a",
            "an",
            "he",
            "she",
            "it",
            "they",
            "we",
            "you",
            "i",
            "this",
            "that",
            "these",
            "those",
            "there",
        ),
        *(
            "but",
            "and",
            "then",
            "so",
            "now",
            "if",
            "when",
            "what",
            "why",
            "how",
            "where",
            "who",
            "while",
            "as",
        ),
        *(
            "in",
            "on",
            "at",
            "for",
            "his",
            "her",
            "its",
            "my",
            "our",
            "their",
            "no",
            "yes",
            "not",
            "after",
            "before",
        ),
    ]
)
_NAMED_TAG = re.compile(
    r"(?:(?:Mr|Mrs|Miss|Dr|Sir|Lady|Lord|Captain|Father|Aunt|Uncle)\.?\s+)?(?:[A-Z][\w’'-]*\s+){1,3}(?:[a-z]+ly\s+)?"
    rf"(?:{'|'.join(sorted(PLAIN_SPEECH_VERBS))})\b(?!\s+(?:nothing|no\b|good-?bye|not))"
)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the rules look at: the words, and where speech begins and ends."""

    content: str
    starts: Sequence[int]
    ends: Sequence[int]
    speech_starts: frozenset[int]
    speech_ends: frozenset[int]

    def word(self, token: int) -> str:
        return self.content[self.starts[token] : self.ends[token]]

    def closes(self, token: int) -> bool:
        """Whether a token is a mark or bracket that closes what stands before it."""
        if self.content[self.starts[token]] not in _CLOSERS or self.starts[token] in self.speech_starts:
            return False
        return self.ends[token] in self.speech_ends or self.starts[token] == self.ends[token - 1]


def split_sentences(
    text: Text, tokens: Tokens, quotations: Sequence[Quotation]
) -> tuple[IntColumn, IntColumn]:
    """The sentences as two columns of token indices, start and end (exclusive).

    Every token is in one sentence. A sentence never crosses a block and has at most ``LONGEST_SENTENCE``
    tokens: a longer one is cut at a semicolon, colon, dash or comma, or where it must be. A heading is one.
    """
    if len(tokens) == 0:
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)
    spans = [span for quotation in quotations for span in quotation.spans]
    page = _Page(
        text.content,
        int_array(tokens.start),
        int_array(tokens.end),
        frozenset(span[0] for span in spans),
        frozenset(span[1] for span in spans),
    )
    edges = np.flatnonzero(np.diff(tokens.block)) + 1
    firsts = [0, *edges.tolist()]
    bounds: list[int] = []
    for first, last in zip(firsts, [*firsts[1:], len(tokens)], strict=True):
        block = text.blocks[int(tokens.block[first])]
        cuts = [] if block.kind in (BlockKind.HEADING, BlockKind.TITLE) else _breaks(page, first, last)
        for start, end in zip([first, *cuts], [*cuts, last], strict=True):
            bounds.extend(_bounded(page, start, end))
    ends = np.array([*bounds[1:], len(tokens)], dtype=np.int32)
    return np.array(bounds, dtype=np.int32), ends


def _breaks(page: _Page, first: int, last: int) -> list[int]:
    """The tokens at which a new sentence begins inside one block, in order."""
    ends, speech_ends = page.ends, page.speech_ends
    cuts = _heading_line(page, first, last)
    token = cuts[-1] if cuts else first
    while token < last:
        after = token + 1
        if page.content[ends[token] - 1] in _STOPS:
            while after < last and page.closes(after):
                after += 1
            if after < last and _ends_sentence(page, token, after, last):
                cuts.append(after)
        elif after < last and ends[token] in speech_ends and _speech_breaks_off(page, token, after, last):
            cuts.append(after)
        token = after
    return cuts


def _heading_line(page: _Page, first: int, last: int) -> list[int]:
    """A first line in capitals is a heading that was run into its paragraph: a sentence of its own."""
    start = page.starts[first]
    newline = page.content.find("\n", start, min(page.ends[last - 1], start + 200))
    line = page.content[start:newline] if newline > 0 else ""
    if not line.isupper() or sum(character.isalpha() for character in line) < 4:
        return []
    return next(([token] for token in range(first, last) if page.starts[token] > newline), [])


def _ends_sentence(page: _Page, stop: int, after: int, last: int) -> bool:
    """Whether the stop (with the closing marks up to ``after``) ends a sentence."""
    word = page.word(stop)
    begins = _first_letter(page, after, last)
    spoken = any(page.ends[token] in page.speech_ends for token in range(stop, after))
    opens = page.starts[after] in page.speech_starts
    if begins < 0:
        return False
    letter = page.content[page.starts[begins]]
    if letter in ",;:.!?…)]":
        return False
    if letter.islower():
        # *"Go!" she said* goes on; a speech that opens in lower case after a full stop does not.
        return opens and word == "."
    if len(word) > 1 and word[0].isalnum():
        starter = page.word(begins).lower() in _STARTERS
        return (opens or starter) and (_MAY_END.fullmatch(word) is not None or spoken)
    if spoken and word != "." and _NAMED_TAG.match(page.content, page.starts[after]) is not None:
        return False
    if word[0] in ".…" and len(word) > 1 and page.word(begins) == "I":
        return spoken
    return True


def _speech_breaks_off(page: _Page, token: int, after: int, last: int) -> bool:
    """Whether a sentence ends with speech that has no full stop: *"I--" He stopped.*"""
    if page.starts[after] in page.speech_starts and page.starts[token] not in page.speech_starts:
        return page.content[page.ends[token] : page.starts[after]].strip() == ""
    begins = _first_letter(page, after, last)
    if begins != after or not page.content[page.starts[after]].isupper():
        return False
    before = page.content[page.ends[token] - 2]
    return before in "-—–―" and _NAMED_TAG.match(page.content, page.starts[after]) is None


def _first_letter(page: _Page, token: int, last: int) -> int:
    """The first token from ``token`` on that is no opening mark, dash or bracket; -1 if none is near."""
    for place in range(token, min(last, token + 6)):
        if page.content[page.starts[place]] not in _OPENERS or page.word(place)[-1].isalnum():
            return place
    return -1


def _bounded(page: _Page, start: int, end: int) -> list[int]:
    """The starts of the pieces of one sentence, each at most ``LONGEST_SENTENCE`` tokens long."""
    starts = [start]
    while end - start > LONGEST_SENTENCE:
        limit = start + LONGEST_SENTENCE
        places = range(limit - 1, start + _SHORTEST_CUT, -1)
        start = next(
            (
                place + 1
                for marks in (";", ":", "—-–", ",")
                for place in places
                if page.word(place)[0] in marks
            ),
            limit,
        )
        starts.append(start)
    return starts
