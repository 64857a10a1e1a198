"""The names that somebody gives for his own in speech: “I am Inspector Crewe,” or “my name is Lowe”."""

from __future__ import annotations

import re

from fabula.cast.stretches import NAME_PATTERN, own_names

_I_AM = re.compile(rf"\b(?:I\s+am|I['’]m)\s+({NAME_PATTERN})(?=\s*[,.;!—–]|--|\s+(?:of|from)\s)")
_UNREAL = re.compile(
    r"\b(?:if|were|thinks?|thought|believes?|believed|says?|said|tells?|told|suppose[sd]?|that|not|never)\b"
    r"[^.!?]{0,40}$",
    re.IGNORECASE,
)
"""What is before a name that one has not."""
_BEFORE = 60


def given_names(content: str, start: int, end: int) -> list[int]:
    """Where between two code points the names begin that a speaker gives for his own."""
    places = [at for at, _, _ in own_names(content, start, end)]
    places += [match.start(1) for match in _I_AM.finditer(content, start, end)]
    return [at for at in places if not is_unreal(content, start, at)]


def is_unreal(content: str, start: int, at: int) -> bool:
    """Whether the words before a place make of what stands there what one is not, or is said to be."""
    return _UNREAL.search(content, max(start, at - _BEFORE), at) is not None
