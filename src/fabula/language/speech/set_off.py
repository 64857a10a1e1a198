"""Speech that no marks of speech tell: of minds that speak to minds, and of hands that sign.

Fan fiction and fantasy set it off in italics, or between marks of its own: *It is not a roof,* said the
dragon; <Look up,> she sent; ~Who is there?~. But italics stress words, cite titles and hold thoughts far more
often. So a text must show by tags that it sets speech off so. Then any sentence of its own that is set off in
the same way is speech; a word within a sentence never is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fabula.lang.en.speaking_minds import SAID_IN_ANY_WAY, SIGNED
from fabula.language.speech.group import Part
from fabula.types import Block, BlockKind, EmphasisKind, Span, Text

_WORDS = r"(?P<words>[^\W\d_](?:[^{0}\n]{{0,600}}[,.!?…—-])?)"
_MARKED = {
    "<": re.compile(rf"(?<![\w<])<{_WORDS.format('<>')}>(?![\w>])"),
    "~": re.compile(rf"(?<![\w~])~{_WORDS.format('~')}~(?![\w~])"),
    "//": re.compile(rf"(?<![\w:/])//{_WORDS.format('/')}//(?![\w/])"),
    "::": re.compile(rf"(?<![\w:])::{_WORDS.format(':')}::(?![\w:])"),
    ":": re.compile(rf"(?<![\w:]):{_WORDS.format(':')}\s?:(?![\w:])"),
}
"""Marks that some texts set such speech between, each with that by which a style goes."""
_ITALICS = "italics"
_SIGNS = "_*/"
_CLOSING = ",.!?…—–-"
_SENTENCE = frozenset(",.!?…:—–\"'”’)*_>~")
"""What may stand before a sentence of its own."""
_FEWEST = 3
"""Lines with a tag that say of a style that it sets off speech; one with a verb of signing is as good."""
_SHARE = 0.1
"""The share of what stands in such a style like sentences of their own that must have such a tag."""
_LONGEST = 2500
"""Code points of what is set off; more is a letter, or a scene of the past."""
_NAME = r"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Mm]y|[Tt]heir|[Oo]ur) )?[\w’'.-]+(?: [\w’'.-]+)?"
_VERB = rf"(?P<verb>{'|'.join(sorted(SAID_IN_ANY_WAY))})\b"
_TAGS = (re.compile(rf"\s+{_VERB} {_NAME}"), re.compile(rf"\s+{_NAME} {_VERB}"))


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is set off: its span with marks and without, and its place in the list of story blocks."""

    span: Span
    inner: Span
    block: int


def set_off_parts(text: Text, blocks: Sequence[Block], parts: Sequence[Part]) -> list[Part]:
    """The parts of speech that are set off without marks of speech; none inside or around ``parts``.

    ``blocks``: the blocks of the story, in order. Time is linear in the text.
    """
    taken = sorted(part.span for part in parts)
    styles: dict[str, list[_Piece]] = defaultdict(list)
    for style, piece in _pieces(text, blocks):
        if not _crosses(taken, piece.span) and _is_sentence(text.content, blocks[piece.block], piece):
            styles[style].append(piece)
    found = [
        Part(piece.span, piece.inner, style, piece.block, 1, opened=True, closed=True)
        for style, pieces in styles.items()
        if _is_speech(text.content, blocks, pieces)
        for piece in pieces
    ]
    return sorted(found, key=lambda part: part.span)


def _pieces(text: Text, blocks: Sequence[Block]) -> Iterator[tuple[str, _Piece]]:
    """What is set off in paragraphs, with its style."""
    starts = [block.start for block in blocks]
    for start, end in _italics(text):
        number = bisect_left(starts, start + 1) - 1
        if number >= 0 and end <= blocks[number].end and blocks[number].kind is BlockKind.PARAGRAPH:
            yield _ITALICS, _Piece(_with_signs(text.content, start, end), (start, end), number)
    for style, pattern in _MARKED.items():
        if style not in text.content:
            continue
        for number, block in enumerate(blocks):
            if block.kind is BlockKind.PARAGRAPH:
                for match in pattern.finditer(text.content, block.start, block.end):
                    yield style, _Piece(match.span(), match.span("words"), number)


def _italics(text: Text) -> Iterator[Span]:
    """The stretches in italics; what is in italics within them belongs to them."""
    last = -1
    for own in text.emphasis:
        if own.kind is EmphasisKind.ITALIC and own.start >= last:
            last = own.end
            yield own.start, own.end


def _with_signs(content: str, start: int, end: int) -> Span:
    """A stretch with the signs around it that set it in italics, where the content has any."""
    sign = content[start - 1 : start]
    signed = sign != "" and sign in _SIGNS and content[end : end + 1] == sign
    return (start - 1, end + 1) if signed else (start, end)


def _crosses(taken: Sequence[Span], span: Span) -> bool:
    """Whether a span shares anything with those taken, which are sorted and do not cross each other."""
    at = bisect_left(taken, span)
    near = taken[max(at - 2, 0) : at + 1]
    return any(start < span[1] and span[0] < end for start, end in near)


def _is_sentence(content: str, block: Block, piece: _Piece) -> bool:
    """Whether words set off are a sentence of their own, and stress none of the sentence around them."""
    words = content[slice(*piece.inner)].rstrip()
    if words[-1:] not in _CLOSING or len(words) > _LONGEST or not any(map(str.isalpha, words)):
        return False
    before = content[block.start : piece.span[0]]
    if before.strip() and (not before[-1].isspace() or before.rstrip()[-1] not in _SENTENCE):
        return False
    after = content[piece.span[1] : block.end]
    if after.strip() and not after[0].isspace():
        return False
    return words[-1] != "," or after.strip() != ""


def _is_speech(content: str, blocks: Sequence[Block], pieces: Sequence[_Piece]) -> bool:
    """Whether the tags behind what stands in a style say that it is speech."""
    proofs = 0
    for piece in pieces:
        tags = (tag.match(content, piece.span[1], blocks[piece.block].end) for tag in _TAGS)
        verbs = {match["verb"] for match in tags if match is not None}
        proofs += _FEWEST if verbs & SIGNED else bool(verbs)
    return proofs >= max(_FEWEST, _SHARE * len(pieces))
