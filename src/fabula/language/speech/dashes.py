"""Speech that a dash opens, as in Joyce and in much translated fiction: *—Of what then? Buck Mulligan asked.*

Nothing closes such speech but the end of its paragraph, so its tags have to be found by their words. What
comes after a tag is speech again or narration, and only its wording tells which.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from fabula.lang.en.saying import TAG_VERBS
from fabula.language.speech.group import DASH, Part
from fabula.language.speech.words import INVERTED_PASTS, OWN_PASTS, PLAIN_SPEECH_VERBS
from fabula.types import Block, Span

_OPENING = re.compile(
    r"\s*(?P<dash>—+|―+|–|-{2,3}|-(?=[ \u00a0]))[ \u00a0]?(?=[^\W\d_]|[\"“‘'’_¿¡…]|\.\.\.|\d)"
)
# Half the weight of a vote is gone after this many further votes.
_KEEP = 0.5 ** (1.0 / 8.0)
_CARRIES = 0.5

_NAME = (
    r"(?:(?:Mr|Mrs|Miss|Dr|Father|Sir|Lady|Lord|Captain|Professor|St)\.?[ \n]+)?"
    r"[A-Z][\w’'-]*(?:[ \n]+[A-Z][\w’'-]*){0,2}"
)
_NOUN = r"(?:the|a|an|his|her|my|our|their|one|another|someone|somebody)(?:[ \n]+[\w’'-]+){0,3}?"
_VERB = "|".join(sorted(PLAIN_SPEECH_VERBS, key=len, reverse=True))
# Verbs that do more than tag speech count only where nothing but an adverb follows them.
_LESS_PLAIN = "|".join(sorted(verb for verb in TAG_VERBS - PLAIN_SPEECH_VERBS if verb.endswith("ed")))
_KIN = "uncle|aunt|auntie|father|mother|brother|sister|cousin|grandfather|grandmother|granny|papa|mamma|mama"
_BEFORE_NAME = (
    rf"(?:{_KIN}|[a-z]+ly|miss|mr|mrs|sir|lord|lady|saint|king|queen|old|young|little|poor|big|good)"
)
# A tag: what parts it from the speech, then *said …*, *he said*, *Name said* or *the old man said*.
_TAG = re.compile(
    rf"(?P<edge>[,!?…;.]?[ \n]*[—―–][ \n]?|[,!?…][ \n]+|\.{{3,}}[ \n]+|--[ \n]?)"
    rf"(?:(?P<first>[a-z]+)[ \n]+(?=he\b|she\b|I\b|they\b|we\b)"
    rf"|(?P<inverted>[a-z]+)[ \n]+(?=(?:{_BEFORE_NAME}[ \n]+)*{_NAME}|(?:{_KIN})(?=[.,;:]|$)|{_NOUN}[ \n,.])"
    rf"|(?P<subject>he|she|I|they|we|it|He|She)[ \n]+(?:[a-z]+ly[ \n]+)?(?P<second>[a-z]+)\b"
    rf"|(?:(?:[a-z]+[ \n]+)?{_NAME}|{_NOUN})[ \n]+(?:[a-z]+ly[ \n]+)?"
    rf"(?P<third>(?:{_VERB})\b|(?:{_LESS_PLAIN})(?=[.,;:]|[ \n]+[a-z]+ly\b|$)))"
)
# Those who say *I tell you*, *we say* and *they say* are speaking; what they tell of themselves is *I said*.
_SPEAKERS = frozenset(("I", "we", "they"))
# What follows *I told* and *I said* where that is part of the speech: *I told you so*, *I thought it was*.
_OBJECT = re.compile(r"[ \n]+(?:you|that|it|he|she|we|they|there|this|so)\b")
# The same after *he said*, where more of these begin a tag: *he said so himself*, *she told you*.
_SPOKEN_OBJECT = re.compile(r"[ \n]+(?:you\b|so(?:[.,!?]|[ \n]+(?:himself|herself|too)\b))")
_TAG_END = re.compile(r"[.!?…]+(?=[ \n]|$)|[,;:](?=[ \n])|[ \n]*[—―–]+|--|$")
_DOTTED = re.compile(r"\b(?:Mrs?|Dr|St|[A-HJ-Z])\.\Z")
_GOES_ON_TAGGING = re.compile(
    r"[ \n]+(?:[a-z]+ing\b|with\b|in (?:a|an|the|his|her)\b|as (?:he|she|if|though|they)\b"
    r"|and (?:then )?[a-z]+ed\b|to (?:him|her|the|his|himself|herself)\b|who\b|at last\b|from\b"
    r"|for (?:the|his|her)\b|after\b|half\b|quite\b|too\b|then\b|[a-z]+ly\b|[a-z]+ed\b|his\b|her\b(?! you))"
)
_SENTENCE = re.compile(r"[^.!?…]*(?:[.!?…]+[\"'”’)]*(?=[ \n]|$)|$)", re.DOTALL)
_SPOKEN = re.compile(
    r"\b(?:I|me|my|mine|you|your|yours|we|us|our|ye|thou|thee|[Ll]et’s|[Ll]et's|[Yy]es|[Nn]o|O|Oh|Ah|[Tt]oday|tomorrow)\b"
    r"|[?!]|(?:n|’|')(?:’t|'t|ll|m|ve|re)\b|\b(?:is|are|am|will|shall|can|has|have|do|does|must|may)\b"
)
_PAST = (
    r"(?:[a-z]{2,}ed|was|were|had|did|went|took|came|gave|made|stood|sat|held|fell|rose|began|said|felt|saw|threw|"
    r"drew|put|laid|shook|broke|left|ran|spoke|thought|bent|cut|swung|struck|kept|turned|let|set|got|heard|knew)\b"
)
_TOLD = re.compile(
    rf"\s*(?:(?:He|She|They|It|Then|And|But)\b|"
    rf"(?:His|Her|Their|Its|The|A|An)\b(?:[ \n]+[\w’'-]+){{1,4}}?|{_NAME})"
    rf"(?:[ \n]+(?:he|she|they|[a-z]+ly))?[ \n]+{_PAST}"
)


def dash_blocks(content: str, blocks: Sequence[Block], quoting: Sequence[bool]) -> dict[int, Span]:
    """The blocks whose opening dash opens speech, with the span of that dash.

    ``quoting[i]`` tells whether quotation marks carry speech in block ``i``. A dash opens speech where, in
    the stretch around, dashes open at least as many paragraphs as marks carry speech, or where a tag
    proves it.
    """
    dashes: dict[int, Span] = {}
    for number, block in enumerate(blocks):
        match = _OPENING.match(content, block.start, block.end)
        if match is not None:
            dashes[number] = match.span("dash")
    if not dashes:
        return {}
    votes = [1 if n in dashes else -1 if quoting[n] else 0 for n in range(len(blocks))]
    share = _shares(votes)
    return {
        number: span
        for number, span in dashes.items()
        if _looks_spoken(content, span[1], blocks[number].end)
        and ((share[number] >= _CARRIES and len(dashes) > 1) or _proved(content, span[1], blocks[number].end))
    }


def _looks_spoken(content: str, start: int, end: int) -> bool:
    """Whether there is more after the dash than a name put under a motto, or a number between dashes."""
    said = content[start:end].strip()
    if len(said) < 60 and said[-1:] in "-—–―" and len(said.split()) <= 2:
        return False
    return said[-1:] in ".!?…,;:-—–―\"'”’)»*_" or len(said.split()) > 6 or said[:1].islower()


def _shares(votes: Sequence[int]) -> list[float]:
    """The share of positive votes around each place, near ones counting most."""
    sides: list[list[tuple[float, float]]] = []
    for ordered in (votes, votes[::-1]):
        yes = no = 0.0
        sums: list[tuple[float, float]] = []
        for vote in ordered:
            if vote:
                yes, no = yes * _KEEP + (vote > 0), no * _KEEP + (vote < 0)
            sums.append((yes, no))
        sides.append(sums)
    return [
        (yes + more) / (yes + more + no + less) if yes + more + no + less else 0.0
        for (yes, no), (more, less) in zip(sides[0], reversed(sides[1]), strict=True)
    ]


def _find_tag(content: str, start: int, end: int) -> tuple[int, int] | None:
    """The first tag in the range: where the speech before it ends, and where its words begin."""
    for match in _TAG.finditer(content, start, end):
        if _tags(match, content, end):
            return match.start() + len(match["edge"].rstrip(" \n—―–-")), match.end("edge")
    return None


def _tags(match: re.Match[str], content: str, end: int) -> bool:
    """Whether the verb and subject found tag speech, and are not themselves words of it."""
    verb = match["first"] or match["inverted"] or match["second"] or match["third"]
    if verb not in TAG_VERBS or verb.endswith("ing"):
        return False
    if match["inverted"]:
        return verb in INVERTED_PASTS or verb.endswith(("ed", "s"))
    if match["subject"] in _SPEAKERS:
        past = verb in OWN_PASTS or verb.endswith("ed")
        return past and _OBJECT.match(content, match.end(), end) is None
    return not (match["subject"] and _SPOKEN_OBJECT.match(content, match.end(), end))


def _proved(content: str, start: int, end: int) -> bool:
    """Whether a tag shows that the words are said aloud, not thought."""
    tag = _find_tag(content, start, end)
    return tag is not None and "thought" not in content[tag[1] : tag[1] + 40]


def dash_parts(content: str, block: Block, number: int, dash: Span, taken: Sequence[Span] = ()) -> list[Part]:
    """The parts of the speech that ``dash`` opens in ``block``, around its tags and what is narrated after.

    ``taken`` (sorted) are quotations inside the speech; no tag is looked for in them.
    """
    parts: list[Part] = []
    starts = [span[0] for span in taken]
    start, search = dash[0], dash[1]
    while start < block.end:
        tag = _find_tag(content, search, block.end)
        if tag is not None:
            inside = bisect_right(starts, tag[1]) - 1
            if inside >= 0 and tag[1] < taken[inside][1]:
                search = taken[inside][1]
                continue
        stop = block.end if tag is None else tag[0]
        _add(parts, content, (start, stop), number, dash)
        if tag is None:
            break
        start = search = _speech_again(content, tag[1], block.end)
    return parts


def _add(parts: list[Part], content: str, span: Span, number: int, dash: Span) -> None:
    start, end = span
    while end > start and content[end - 1].isspace():
        end -= 1
    while start < end and (content[start].isspace() or (start >= dash[1] and content[start] in "—―–-.,;:")):
        start += 1
    inner = dash[1] if start == dash[0] else start
    if any(character.isalnum() for character in content[inner:end]):
        parts.append(Part((start, end), (inner, end), DASH, number, 1, True, True))


def _speech_again(content: str, tag: int, end: int) -> int:
    """Where speech goes on after the tag that begins at ``tag``; ``end`` if it does not."""
    at = tag
    while at < end:
        match = _TAG_END.search(content, at, end)
        if match is None or match.end() >= end:
            return end
        mark = match[0].strip()
        at = match.end()
        if mark in (",", ";") and _GOES_ON_TAGGING.match(content, at, end):
            continue
        if mark == "." and _DOTTED.search(content[max(tag, at - 5) : at]):
            continue
        if mark[0] in ".!?…":
            break
        return at
    return _after_narration(content, at, end)


def _after_narration(content: str, at: int, end: int) -> int:
    """The start of the first sentence from ``at`` on that sounds spoken, ``end`` if none does."""
    while at < end:
        match = _SENTENCE.match(content, at, end)
        if match is None or match.end() == at:
            return end
        sentence = match[0]
        if _SPOKEN.search(sentence) or not _TOLD.match(sentence):
            return at
        at = match.end()
    return end
