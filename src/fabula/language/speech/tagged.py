"""Direct speech in a text that does not mark it, from what the model says of each word.

Such is much modern fiction: *Yes, she said, I know.* The rules for marks find nothing there.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from fabula.language.speech.group import Part, grouped
from fabula.language.tokens import Tokens
from fabula.types import FloatColumn, Quotation, Text

_TAGGED = "tagged"
_FEW, _MARKED = 1 / 500, 0.03
"""The shares of words inside quotations up to which a text marks no speech, and from which on it does."""

_MOST, _MUCH = 4, 0.1
"""How many times the words inside quotations are speech by their sound, and what share, if it does not."""

_LEAST = 50
"""Words outside quotations that tell anything."""

_ENDS = frozenset(".,!?;:…-—–")
"""What may begin a mark that ends a part of speech and belongs to it."""

_LONGEST_WORD = 100
"""Characters from which on nobody can say a word."""

_JOINS = frozenset(
    word
    for words in (
        "a an and as at but by for from he her his i in it its my of on or our she the their they to was we",
        "were with your",
    )
    for word in words.split()
)
"""Words that nobody says alone, unless a dash or a stop cuts him off."""

Flags = npt.NDArray[np.bool_]


def marks_speech(quoted: Flags) -> bool | None:
    """Whether a text marks its direct speech, given which of its words the rules find inside quotations.

    None where the words themselves have to tell: few tales hold so little speech, and a novel that marks none
    may still have titles, and what is quoted within speech, in marks.
    """
    share = _share(quoted)
    return None if _FEW <= share < _MARKED else share >= _MARKED


def leaves_unmarked(quoted: Flags, said: Flags) -> bool:
    """Whether the marks of a text with few of them leave its speech out.

    ``quoted``: which words of the text stand in them; ``said``: which of the others, as far as read, the
    model takes for speech.
    """
    return len(said) >= _LEAST and _share(said) >= max(_MUCH, _MOST * _share(quoted))


def _share(flags: Flags) -> float:
    return float(flags.mean()) if len(flags) else 0.0


def tagged_quotations(text: Text, tokens: Tokens, speech: FloatColumn, free: Flags) -> tuple[Quotation, ...]:
    """The quotations that the tags of m words in a row make, sorted by start.

    ``speech`` (m, 3) holds the probabilities of standing outside direct speech, of beginning a part of a
    quotation and of being inside one; ``free`` tells the words that may be speech. A part ends with its
    paragraph. Parts in one paragraph with a short tag between them are one quotation, as they are where
    speech is marked.
    """
    block = tokens.block
    inside, begins = _inside(speech, block, free)
    edge = np.ones(len(inside), bool)
    edge[1:] = ~inside[:-1] | (block[1:] != block[:-1]) | (begins[1:] & ~begins[:-1])
    starts = np.flatnonzero(inside & edge)
    over = np.concatenate([~inside[1:] | edge[1:], [True]]) if len(inside) else edge
    ends = np.flatnonzero(inside & over) + 1
    parts = [
        part
        for first, end in zip(starts.tolist(), ends.tolist(), strict=True)
        if (part := _part(text.content, tokens, first, end, inside)) is not None
    ]
    every = range(len(text.blocks))
    return grouped(text.content, text.blocks, parts, every, [False] * len(every))


def said(speech: FloatColumn) -> Flags:
    """Which words are speech rather than not, by the probabilities of :func:`tagged_quotations`."""
    return np.asarray(speech[:, 0] < 0.5)


def _inside(speech: FloatColumn, block: npt.NDArray[np.int32], free: Flags) -> tuple[Flags, Flags]:
    """Which words are speech, and which of those begin a part of it."""
    inside = said(speech) & free
    begins = inside & (speech[:, 1] > speech[:, 2])
    # No tag is one word long, so a lone word between speech and speech that goes on is speech too.
    alone = ~inside[1:-1] & inside[:-2] & inside[2:] & ~begins[2:] & free[1:-1]
    alone &= (block[:-2] == block[1:-1]) & (block[2:] == block[1:-1])
    inside[1:-1] |= alone
    return inside, begins


def _part(content: str, tokens: Tokens, first: int, end: int, inside: Flags) -> Part | None:
    """The part of speech that words ``first:end`` make; none where there is no word among them.

    Stops and dashes belong to what they end: those at the beginning are left out, those after it taken in.
    """
    while first < end and content[tokens.start[first]] in ".,!?;:)":
        first += 1
    while (
        end < len(inside)
        and not inside[end]
        and tokens.block[end] == tokens.block[end - 1]
        and tokens.start[end] == tokens.end[end - 1]
        and content[tokens.start[end]] in _ENDS
    ):
        end += 1
    if first == end:
        return None
    span = (int(tokens.start[first]), int(tokens.end[end - 1]))
    words = content[span[0] : span[1]]
    if not any(map(str.isalpha, words)) or words.lower() in _JOINS:
        return None
    if max(map(len, words.split())) > _LONGEST_WORD:
        return None
    return Part(span, span, _TAGGED, int(tokens.block[first]), 1, True, True)
