"""Putting the parts of one speech together: around a tag within a paragraph, and over several paragraphs.

Within a paragraph the practice of the Project Dialogism Novel Corpus is followed (Vishnubhotla, Hammond and
Hirst 2022): parts with one tag or one short sentence of narration between them are one quotation, also after
a full stop.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from fabula.language.speech.changes import another_speaks
from fabula.language.speech.judge import tag_after, tag_before
from fabula.language.speech.words import PLAIN_SPEECH_VERBS
from fabula.types import Block, Quotation, Span

DASH = "-"


@dataclass(frozen=True, slots=True)
class Part:
    """One unbroken piece of speech inside one block, marks included.

    ``inner`` is the piece without its marks; ``block`` is a place in the list of story blocks; ``opened``
    tells whether it opens with a mark of its own, ``closed`` whether it ends with one.
    """

    span: Span
    inner: Span
    family: str
    block: int
    depth: int
    opened: bool
    closed: bool


_LONGEST_GAP = 350
_MOST_SENTENCES = 1
_SENTENCE_END = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])[.!?]['\"’”]?\s+(?=[A-Z\"'“‘])")
_NEW_LEAD = re.compile(
    r"(?:[.!?;,]|\band|\bwhile|\bwhen|\bbut|\bthen)\s+(?:[^\W\d_]+\W+){1,6}?([^\W\d_]+)\W*\Z"
)
_NAME = r"((?:(?:(?:Mrs?|Ms|Dr|St|Mme|Mlle|[A-Z])\.|[A-Z][\w'’-]*)\s?){1,3})"
_NAMED_TAG = re.compile(rf"[\s,—–_-]*(?:([a-z]+)\s{_NAME}|{_NAME}\b([a-z]+)\b)")
_HONORIFICS = frozenset(
    ["Mr", "Mrs", "Miss", "Ms", "Dr", "Sir", "Lady", "Lord", "Captain", "Aunt", "Uncle", "Old"]
)
_NOBODY = frozenset(["I", "He", "She", "It", "They", "We", "You"])
_RUNS_ON = 60


def _goes_on(content: str, one: Part, other: Part) -> bool:
    """Whether ``other``, the next part in the same block, belongs to the same speech as ``one``."""
    gap = content[one.span[1] : other.span[0]]
    if len(gap) > _LONGEST_GAP:
        return False
    said = content[one.inner[0] : one.inner[1]].rstrip(" \t\r\n_*")
    words = gap.strip(" \t\r\n_*")
    if not any(character.isalnum() for character in words):
        return words in ("…", "...", "—", "--") or (words == "" and said[-1:] in ",;-—")
    sentences = len(_SENTENCE_END.findall(words))
    if sentences > _MOST_SENTENCES:
        return False
    unfinished = said[-1:] in ",;:-—–"
    leads_in = words[-1] in ",:-—–" or words[-1].isalnum()
    starts_low = words.lstrip("-—–,;:.( ")[:1].islower()
    if leads_in and not unfinished and (not starts_low or sentences):
        # *"Yes." She turned and said, "Go."*: a second lead-in after a speech that had ended.
        return starts_low and not _new_lead(words)
    if leads_in and starts_low and _new_lead(words) and (sentences or tag_after(words, 0, len(words))):
        return False
    return starts_low or unfinished or sentences == 0


def _new_lead(words: str) -> bool:
    """Whether the words between two parts end by leading into a new speech: *, and Pooh said,*."""
    match = _NEW_LEAD.search(words[-80:])
    return match is not None and match[1] in PLAIN_SPEECH_VERBS


def _named(words: str) -> frozenset[str]:
    """The words of the name in a tag that *words* begin with: *said Anna Gray*, *Anna said*."""
    match = _NAMED_TAG.match(_uncapitalised(words) if words.isupper() else words)
    if match is None or (match[1] or match[4]) not in PLAIN_SPEECH_VERBS:
        return frozenset()
    found = {word.strip(".,;:!?").removesuffix("'s") for word in (match[2] or match[3]).split()}
    return frozenset() if found & _NOBODY else frozenset(found - _HONORIFICS)


def _uncapitalised(words: str) -> str:
    """Words of a text in capitals as others have them: all but verbs of saying as names are written."""

    def lowered(match: re.Match[str]) -> str:
        low = match[0].lower()
        return low if low in PLAIN_SPEECH_VERBS else low.capitalize()

    return re.sub(r"[^\W\d_]+", lowered, words)


def _each_tagged(content: str, blocks: Sequence[Block], one: Part, other: Part) -> bool:
    """Whether two parts have a tag each, the second of another: *"No," said Ann. "Yes," said Tom.*"""
    gap, after = content[one.span[1] : other.span[0]], content[other.span[1] : blocks[other.block].end]
    if gap.rstrip(" \t\r\n_*")[-1:] not in (".", "!", "?"):
        return False
    second = _named(after[:_LONGEST_GAP])
    if not second:
        return False
    first = _named(gap)
    if first:
        return not first & second
    start = blocks[one.block].start
    return tag_after(content, one.span[1], other.span[0]) or tag_before(content, start, one.span[0])


def _runs_over(content: str, blocks: Sequence[Block], one: Part, other: Part) -> bool:
    """Whether ``other`` takes up, in the next paragraph, a speech that ``one`` left open."""
    if one.family != other.family:
        return False
    if (
        content[one.span[1] : blocks[one.block].end].strip()
        or content[blocks[other.block].start : other.span[0]].strip()
    ):
        return False
    # A mark forgotten in a quick exchange is not a speech that runs on.
    length = one.span[1] - one.span[0]
    tagged = tag_after(content, other.span[1], blocks[other.block].end)
    return length >= _RUNS_ON or not (tagged and other.closed)


def grouped(
    content: str,
    blocks: Sequence[Block],
    parts: Sequence[Part],
    numbers: Sequence[int],
    joined: Sequence[bool],
    apart: Sequence[int] = (),
) -> tuple[Quotation, ...]:
    """The quotations that ``parts`` (sorted by start) make.

    ``numbers`` are the places of ``blocks`` in the text, and ``joined[i]`` tells whether speech may run on
    from block ``i`` into the next. Parts around one of the places ``apart`` (in order) never are one speech.
    """
    quotations: list[Quotation] = []
    for depth in (1, 2):
        run: list[Part] = []
        for part in parts:
            if part.depth != depth:
                continue
            if run and (
                _parted(apart, run[-1], part) or not _same_speech(content, blocks, joined, run[-1], part)
            ):
                quotations.append(_quotation(run, numbers))
                run = []
            run.append(part)
        if run:
            quotations.append(_quotation(run, numbers))
    return tuple(sorted(quotations, key=lambda quotation: (quotation.start, quotation.depth)))


def _parted(apart: Sequence[int], one: Part, other: Part) -> bool:
    return bisect_left(apart, one.span[1]) < bisect_right(apart, other.span[0])


def _same_speech(
    content: str, blocks: Sequence[Block], joined: Sequence[bool], one: Part, other: Part
) -> bool:
    if one.family == DASH:
        return other.family == DASH and one.block == other.block
    if one.block == other.block:
        same = one.closed and _goes_on(content, one, other)
        if not same or _each_tagged(content, blocks, one, other):
            return False
        before = content[max(blocks[one.block].start, one.span[0] - _LONGEST_GAP) : one.span[0]]
        said = content[slice(*other.inner)][:_LONGEST_GAP]
        return not another_speaks(before, content[one.span[1] : other.span[0]], said)
    if one.closed or other.block != one.block + 1 or not joined[one.block]:
        return False
    return not other.opened or _runs_over(content, blocks, one, other)


def _quotation(run: Sequence[Part], numbers: Sequence[int]) -> Quotation:
    return Quotation(
        spans=tuple(part.span for part in run),
        paragraph=numbers[run[0].block],
        closed=run[-1].closed,
        depth=run[0].depth,
    )
