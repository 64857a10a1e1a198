"""Afterwords that nobody signs: an author's where they tell of the book as of one, else story."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TITLE = re.compile(r"\W*(?:the |an? |author.?s )*(?:afterword|postscript|postface)\W*", re.IGNORECASE)
_OF_THE_BOOK = re.compile(
    r"\bth(?:is|e present) (?:book|novel|novella|story|series|trilogy|volume)\b", re.IGNORECASE
)
_WRITER = re.compile(r"\b(?:I|my|me)\b")
_SPEECH = re.compile(
    r"[“\"]\w[^”\"]*[,.!?]”?\"?\s+(?:said|asked|cried|whispered|replied)\b|[,.!?][”\"]\s+\w+ (?:said|asked)\b"
)
_SIGNS = (
    re.compile(r"\b(?:readers?|reviewers?|critics?)\b", re.IGNORECASE),
    re.compile(
        r"\bI (?:\w+ )?(?:(?:re)?wrote|write|finished|(?:began|started) writing)\b|\b(?:first|last) draft\b"
    ),
    re.compile(
        r"\bmy (?:editors?|agents?|publishers?)\b|\b(?:re|un)?published\b|\b(?:first|new) edition\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:fiction|fictional|invented|made[- ]up|historical(?:ly)?)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:the|my) (?:main |minor )?(?:characters?|heroine|hero|plot|narrator|ending)\b", re.IGNORECASE
    ),
    re.compile(r"\b(?:novelists?|writers?|authors?)\b", re.IGNORECASE),
)
"""What authors tell of their book; whoever tells a story may name one or the other of them."""
_ENOUGH = 3


def is_afterword(title: str) -> bool:
    """Whether a heading may be that of an afterword."""
    return _TITLE.fullmatch(" ".join(title.split())) is not None


def is_about_the_book(paragraphs: Sequence[str]) -> bool:
    """Whether the author tells of the book in what stands under the heading of an afterword."""
    words = "\n".join(paragraphs)
    if not (_OF_THE_BOOK.search(words) and _WRITER.search(words)) or _SPEECH.search(words):
        return False
    return sum(sign.search(words) is not None for sign in _SIGNS) >= _ENOUGH
