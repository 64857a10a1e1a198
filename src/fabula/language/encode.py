"""What the encoder is given of each token: word pieces, letter case, paragraph and speech marks.

Paragraph breaks and direct speech go in as pieces of their own, so that a text reads the same to the
model whether its speech stands in double, single or angle marks or behind a dash.
"""

from __future__ import annotations

from collections.abc import Sequence

from fabula.language.features import QuotationTable
from fabula.language.wordpiece import WordPieces, letter_case
from fabula.types import IntColumn


def encode_words(
    words: Sequence[str], blocks: IntColumn, quotations: QuotationTable, vocabulary: WordPieces
) -> tuple[list[tuple[int, ...]], list[int]]:
    """Piece numbers and case number of each word.

    A word that opens a block carries the paragraph mark before its own pieces. The first and the last
    word of each part of a quotation become the marks of speech where they are marks themselves, and carry
    them beside their own pieces where they are not.
    """
    pieces = [vocabulary.pieces(word) for word in words]
    opened: set[int] = set()
    for parts in quotations.parts:
        for first, end in parts:
            if first not in opened:
                opened.add(first)
                own = pieces[first] if _is_word(words[first]) else ()
                pieces[first] = (vocabulary.open, *own)
            last = end - 1
            if last != first:
                own = pieces[last] if _is_word(words[last]) else ()
                pieces[last] = (*own, vocabulary.close)
    before = -1
    for i, block in enumerate(blocks.tolist()):
        if block != before:
            pieces[i] = (vocabulary.paragraph, *pieces[i])
            before = block
    return pieces, [letter_case(word) for word in words]


def _is_word(word: str) -> bool:
    """Whether a token says something to the encoder that a mark of speech would take away."""
    return any(c.isalnum() or c in ".,!?;:…" for c in word)
