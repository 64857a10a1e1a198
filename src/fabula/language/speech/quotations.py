"""From a text to its quotations: marks, their reading, what is speech, what belongs together."""

from __future__ import annotations

from collections.abc import Container, Sequence

from fabula.language.speech.dashes import dash_blocks, dash_parts
from fabula.language.speech.decode import Region, decode
from fabula.language.speech.group import Part, grouped
from fabula.language.speech.judge import speech_score
from fabula.language.speech.labels import with_labelled
from fabula.language.speech.marks import SINGLE, block_marks, text_habits
from fabula.language.speech.set_off import set_off_parts
from fabula.language.speech.style import single_shares
from fabula.types import Block, BlockKind, Quotation, Span, Text

# Log odds that a quotation must pass to count as speech. Narration seldom quotes what nobody says, so the
# family that carries the dialogue needs little; the other family, and quotation inside speech, need more.
_LEAST = -1.0
_LEAST_MINOR = 1.5
_LEAST_INSIDE = 0.3

_APART = 0.2
"""How probable a lost paragraph must be for the speech on either side to be two quotations.

Two of one speaker read as one again; one of two speakers has no right answer.
"""


def find_quotations(text: Text) -> tuple[Quotation, ...]:
    """Every stretch of direct speech in ``text``, sorted by start.

    Speech may be marked by “ ”, " ", ‘ ’, ' ', « », » «, „ “, `` '', a dash that opens its paragraph or the
    label of a chat ("Perrin: …"), all of them in one text too. Only paragraphs and verse hold speech. Spans
    include the marks, but no label. Titles, nicknames and words held up for notice are left out. Time is
    linear in the text.
    """
    return with_labelled(text, _marked(text))


def _marked(text: Text) -> tuple[Quotation, ...]:
    """The quotations that marks and dashes tell."""
    numbers = [number for number, block in enumerate(text.blocks) if block.kind.is_story]
    blocks = [text.blocks[number] for number in numbers]
    content = text.content
    habits = text_habits(content, blocks)
    marks = [block_marks(content, block, habits) for block in blocks]
    shares = single_shares(marks)
    joined = _joined(text.blocks, numbers)
    regions = decode(blocks, marks, shares, joined)
    parts = _speech(content, blocks, shares, regions, {})
    quoting = [False] * len(blocks)
    for part in parts:
        quoting[part.block] = True
    dashes = dash_blocks(content, blocks, quoting)
    if dashes:
        parts = _speech(content, blocks, shares, regions, dashes)
    taken: dict[int, list[Span]] = {number: [] for number in dashes}
    for part in parts:
        if part.block in taken:
            taken[part.block].append(part.span)
    for number, dash in dashes.items():
        parts.extend(dash_parts(content, blocks[number], number, dash, taken[number]))
    parts.extend(set_off_parts(text, blocks, parts))
    parts.sort(key=lambda part: (part.span[0], part.depth))
    apart = [place for place, likely in text.doubts if likely > _APART]
    return grouped(content, blocks, parts, numbers, joined, apart)


def _joined(blocks: Sequence[Block], numbers: Sequence[int]) -> list[bool]:
    """For each story block, whether speech may run on into the next: nothing but notes lies between."""
    between = (BlockKind.NOTE, BlockKind.BOILERPLATE)
    return [
        all(blocks[i].kind in between for i in range(one + 1, other))
        for one, other in zip(numbers, [*numbers[1:], len(blocks)], strict=False)
    ]


def _speech(
    content: str,
    blocks: Sequence[Block],
    shares: Sequence[float],
    regions: Sequence[Region],
    dashes: Container[int],
) -> list[Part]:
    """The parts of the regions that are speech, and of speech quoted inside them.

    In a block of ``dashes`` everything in quotation marks stands inside speech already.
    """
    parts: list[Part] = []
    outer_end = -1
    for region in regions:
        depth = region.depth + (region.first in dashes)
        if depth > 2 or (region.depth == 2 and region.start >= outer_end):
            continue
        pieces = _pieces(content, blocks, region, depth)
        if not pieces:
            continue
        score = speech_score(content, blocks[pieces[0].block], pieces[0].span, inner=pieces[0].inner)
        minor = region.family == SINGLE and shares[region.first] < 0.5
        least = _LEAST_INSIDE if depth == 2 else _LEAST_MINOR if minor else _LEAST
        if score <= least:
            continue
        parts.extend(pieces)
        if region.depth == 1:
            outer_end = region.end
    return parts


def _pieces(content: str, blocks: Sequence[Block], region: Region, depth: int) -> list[Part]:
    """A region cut at the blocks it runs over; a piece without a word in it is no speech."""
    pieces: list[Part] = []
    for number in range(region.first, region.last + 1):
        first, last = number == region.first, number == region.last
        start = region.start if first else blocks[number].start
        end = region.end if last else blocks[number].end
        while end > start and content[end - 1].isspace():
            end -= 1
        while start < end and content[start].isspace():
            start += 1
        closed = region.closed and last
        inner = (start + region.open_width * first, end - region.close_width * closed)
        if any(character.isalnum() for character in content[inner[0] : inner[1]]):
            pieces.append(Part((start, end), inner, region.family, number, depth, first, closed))
    return pieces
