"""Telling speech from titles, nicknames and words held up for notice.

A small logistic regression over what a reader goes by: where in its paragraph the quotation stands, what
punctuation leads into it and ends it, a verb of speaking beside it, its length, its persons.
"""

from __future__ import annotations

import math
import re

from fabula.lang.en.saying import TAG_VERBS
from fabula.language.speech.words import NAMING_WORDS, PLAIN_SPEECH_VERBS, SUBJECT_PRONOUNS
from fabula.types import Block, Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_REACH = 90
_ADDRESS = re.compile(
    r"(?:i(?:['’](?:m|ll|ve|d))?|me|my|you|your|we|us|our|thou|thee|thy|oh|yes|no)", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?]['\"’”]?\s+(?=[A-Z\"'“‘])")

# In the order of ``features``; fitted on novels whose speech has been marked by hand, then rounded.
_WEIGHTS = (0.6, 1.0, 1.2, 1.1, 1.0, -0.4, -1.0, -2.4, -0.1, -0.5, 1.8, 0.9, -1.1, 1.0, -0.4, 0.6)


def tag_after(content: str, at: int, end: int) -> bool:
    """Whether the words from ``at`` on (to ``end``) tag a speech before them: *said he*, *the boy cried*."""
    stretch = content[at : min(end, at + _REACH)]
    words = _WORD.findall(stretch)[:7]
    if not words:
        return False
    first = words[0].lower()
    if words[0].islower() and first in TAG_VERBS:
        return True
    if first in SUBJECT_PRONOUNS:
        return any(word.lower() in TAG_VERBS for word in words[1:3])
    clause = _SENTENCE_END.split(stretch.lstrip(" \n\r\t,;:—–-_"), maxsplit=1)[0]
    words = _WORD.findall(re.split(r"[,;:]", clause, maxsplit=1)[0])[1:6]
    return any(word in PLAIN_SPEECH_VERBS for word in words)


def tag_before(content: str, start: int, at: int) -> bool:
    """Whether the words before ``at`` (down to ``start``) lead into speech: *he said,* or *cries of*."""
    stretch = content[max(start, at - _REACH) : at]
    words = _WORD.findall(_SENTENCE_END.split(stretch)[-1])[-9:]
    return any(word.lower() in TAG_VERBS for word in words)


def features(content: str, block: Block, span: Span, *, inner: Span) -> tuple[float, ...]:
    """What tells speech: one number for each weight. ``inner`` is ``span`` without its marks."""
    start, end = span
    said = content[inner[0] : inner[1]].strip(" \t\r\n_*")
    words = _WORD.findall(said[:400])
    count = len(said.split()) if len(said) < 2000 else 300
    before = content[max(block.start, start - 40) : start].rstrip(" \t\r\n_*")
    after = content[end : min(block.end, end + 40)].lstrip(" \t\r\n_*")
    last_word = _WORD.findall(before)[-1:]
    lead = before[-1:]
    ends = said[-1:]
    follows = _WORD.match(after)
    tagged = tag_after(content, end, block.end)
    led = tag_before(content, block.start, start)
    return (
        1.0,
        float(not before),
        float(not after.strip(".,!?;:)'\"’”")),
        float(ends in ".!?…" and bool(ends)),
        float(ends in ",;:-—–" and bool(ends)),
        float(lead in ",:;" and bool(lead)),
        float(lead in "-—–" and bool(lead)),
        float(lead.isalnum()),
        math.log1p(min(count, 60)),
        float(count <= 2),
        float(tagged),
        float(led),
        float(bool(last_word) and last_word[0].lower() in NAMING_WORDS and lead.isalnum()),
        float(any(_ADDRESS.fullmatch(word) for word in words)),
        float(follows is not None and follows[0].islower() and not tagged),
        float(ends in "!?" and bool(ends)),
    )


def speech_score(content: str, block: Block, span: Span, *, inner: Span) -> float:
    """The log odds that a quotation is speech."""
    values = features(content, block, span, inner=inner)
    return sum(weight * value for weight, value in zip(_WEIGHTS, values, strict=True))
