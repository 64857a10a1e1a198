"""The claims that a cast makes with a probability, each with whether it is right.

A claim of a speaker or of an entity is right when that entity is the one paired with the gold's, one to one
over the whole text, as in :mod:`fabula.evaluation.scores.speakers`. Where a program names nobody it claims
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from fabula.evaluation.pdnc import Novel
from fabula.evaluation.scores.calibration import Claims
from fabula.evaluation.scores.quotations import match_parts
from fabula.evaluation.scores.speakers import score_speakers
from fabula.types import Mention, Quote, Span


def speaker_claims(gold: Sequence[tuple[Span, str]], quotes: Sequence[Quote]) -> Claims:
    """The speakers named of quotations that the gold has: its parts in code points, each with who speaks."""
    system = [(span, quote) for quote in quotes for span in quote.spans]
    matched = match_parts([span for span, _ in gold], [span for span, _ in system]).matched
    said = [None if index is None else system[index][1] for index in matched]
    score = score_speakers([name for _, name in gold], [quote.speaker if quote else None for quote in said])
    return Claims.of(
        (quote.confidence, right)
        for quote, right in zip(said, score.one_to_one, strict=True)
        if quote is not None and quote.speaker is not None
    )


def link_claims(gold: Sequence[str], mentions: Sequence[Mention | None]) -> Claims:
    """The entities given to mentions of the gold, which are named by ``gold`` one for one."""
    linked = [None if mention is None else mention.entity for mention in mentions]
    score = score_speakers(gold, linked)
    return Claims.of(
        (mention.confidence, right)
        for mention, right in zip(mentions, score.one_to_one, strict=True)
        if mention is not None and mention.entity is not None
    )


def novel_speaker_claims(novel: Novel, quotes: Sequence[Quote]) -> Claims:
    """The speakers named of the parts of a novel's quotations whose speaker could be known."""
    gold = [
        (span, quotation.speaker)
        for quotation in novel.quotations
        if quotation.is_scored
        for span in quotation.spans
    ]
    return speaker_claims(gold, quotes)


def novel_link_claims(novel: Novel, mentions: Sequence[Mention]) -> Claims:
    """The entities given to the mentions inside a novel's quotations that are of one character each."""
    gold = [
        ((mention.start, mention.end), mention.characters[0])
        for quotation in novel.quotations
        for mention in quotation.mentions
        if len(mention.characters) == 1 and not mention.characters[0].startswith("_")
    ]
    matched = match_parts(
        [span for span, _ in gold], [(mention.start, mention.end) for mention in mentions]
    ).matched
    return link_claims(
        [name for _, name in gold], [None if index is None else mentions[index] for index in matched]
    )
