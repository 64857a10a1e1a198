"""Times told by an age or by a phrase: "when he was nine", "once upon a time"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fabula.lang.en import times as known
from fabula.story.times.expression import Expression, Kind
from fabula.story.times.phrases import Phrases, cardinal

_PHRASES: Final[Mapping[tuple[str, ...], tuple[Kind, str]]] = {
    **{phrase: (Kind.VAGUE, value) for phrase, value in known.FIXED.items()},
    **dict.fromkeys(known.AT_ONCE, (Kind.SAME, "")),
}
_LONGEST: Final = max(map(len, _PHRASES))
FIRST_WORDS: Final = frozenset(phrase[0] for phrase in _PHRASES)
"""The words by which a phrase of time begins."""


def phrase(p: Phrases, k: int) -> Expression | None:
    """Such as "once upon a time", "in those days", "at the same moment"."""
    for size in range(_LONGEST, 0, -1):
        found = _PHRASES.get(tuple(p.words[k : k + size]))
        if found is not None:
            kind, value = found
            if kind is Kind.SAME and p.word(k + size) == "of" and p.word(k + size - 1) == "time":
                return None
            if value.startswith("T"):
                return Expression(k, k + size, Kind.PART, "", value)
            return Expression(k, k + size, kind, value, "", 0.0 if kind is Kind.SAME else None)
    return None


def age(p: Phrases, k: int) -> Expression | None:
    """Such as "at the age of thirty-two", "aged nine"."""
    of = p.word(k) == "age" and p.word(k + 1) == "of"
    end = k + 1 + of
    n = cardinal(p.word(end)) if of or p.word(k) == "aged" else None
    first = k - (of and p.word(k - 1) == "the")
    return Expression(first, end + 1, Kind.AGE, f"P{n}Y") if n else None


def when(p: Phrases, k: int) -> Expression | None:
    """Such as "when he was nine", "when I was a little girl"."""
    at = next((j for j in range(k + 2, k + 5) if p.word(j) in ("was", "were")), None)
    if at is None:
        return None
    end = at + 1
    while p.word(end) in known.ABOUT:
        end += 1
    n = cardinal(p.word(end))
    if n is not None and n > 1:
        end += 1
        if (p.word(end), p.word(end + 1)) == ("years", "old"):
            end += 2
        over = end >= len(p.words) or p.upos(end) in ("PUNCT", "CCONJ", "PRON", "DET", "PROPN", "X")
        return Expression(k, end, Kind.AGE, f"P{n}Y") if over else None
    start = end
    while p.word(end) in known.DETERMINERS or (p.word(end) in known.LIFE and p.word(end + 1) in known.LIFE):
        end += 1
    is_life = p.word(end) in known.LIFE and (end > start or p.word(end) in ("young", "little", "small"))
    return Expression(k, end + 1, Kind.AGE) if is_life else None
