"""Lengths of time, and times so long after or before another: "ten minutes later", "the next day"."""

from __future__ import annotations

from typing import Final

from fabula.lang.en import times as known
from fabula.story.times.expression import Expression, Kind, signed
from fabula.story.times.phrases import Modifiers, Phrases, length

_UNDONE: Final = frozenset("old older younger long wide high away walk drive ride journey march".split())  # noqa: SIM905
"""Words behind a length of time that make it none that passes."""
_BY: Final = frozenset("by at all until till into when that".split())  # noqa: SIM905
"""Words that may stand before a bare "day" or "night"."""
_SAME_PLACE: Final = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}
_WHILE: Final = 600.0
"""About how many seconds a while is."""


def unit(p: Phrases, k: int) -> Expression | None:
    """Such as "three years before", "the next day", "ten minutes into the reception", "half an hour"."""
    word = p.word(k)
    name = word if word in known.UNITS else word.removesuffix("s")
    own, plural = p.before(k), name != word
    if (p.word(k + 1), p.word(k + 2)) in (("after", word), ("by", word)) or p.word(k - 2) == word:
        return None
    if not own.words and not plural:
        return _bare(p, k, name)
    if name in ("second", "instant") and not plural and not (own.counts and p.upos(k) != "ADJ"):
        return None
    if own.words[-1:] == ("good",) and len(own.words) == 1 and not plural:
        return None
    century = own.ordinal if name == "century" else 0
    if century:
        return Expression(own.first, k + 1, Kind.DATE, f"{century - 1:02d}")
    size, seconds = length(name, own, plural=plural)
    end = k + 1
    if (p.word(end), p.word(end + 1), p.word(end + 2)) == ("and", "a", "half"):
        size, seconds = length(name, own, plural=plural, more=0.5)
        end += 3
    end += p.word(end) == "'"
    if p.word(end) in _UNDONE or (p.word(end), p.word(end + 1)) == ("of", "age"):
        return None
    way = _way(p, own, end)
    if way:
        end, step = way
        part = "TNI" if name == "night" and not own.counts else ""
        return Expression(own.first, end, Kind.SHIFT, signed(size, step), part, seconds * step)
    if own.is_set or (name == "night" and plural and not own.counts):
        return Expression(own.first, end, Kind.SET, size)
    if name == "hour" and own.is_definite and p.word(end) == "of":
        return None
    if own.step and not (own.counts or plural):
        part = "TNI" if name == "night" else ""
        return Expression(own.first, end, Kind.SHIFT, signed(size, own.step), part, own.step * seconds)
    if plural or end > k + 2 or (own.counts and not own.is_some):
        return Expression(own.first, end, Kind.LENGTH, size)
    return _one(own, end, name, size)


def _one(own: Modifiers, end: int, name: str, size: str) -> Expression | None:
    """Such as "that year", "one day", "an hour", "the tenth night"."""
    if name == "night":
        return Expression(own.first, end, Kind.PART, "", "TNI", 0.0 if own.is_definite else None)
    if own.is_definite or (name == "day" and own.is_some):
        if name in _SAME_PLACE:
            seconds = 0.0 if own.is_definite and not own.is_some else None
            return Expression(own.first, end, Kind.DATE, _SAME_PLACE[name], "", seconds)
        return None if name in known.VAGUE_UNITS else Expression(own.first, end, Kind.VAGUE)
    return Expression(own.first, end, Kind.LENGTH, size)


def _bare(p: Phrases, k: int, name: str) -> Expression | None:
    """Such as "by night", "when day came"."""
    if name in ("day", "night") and p.word(k - 1) in _BY:
        return Expression(k, k + 1, Kind.PART, "", "TNI" if name == "night" else "TDT")
    return None


def _way(p: Phrases, own: Modifiers, end: int) -> tuple[int, int] | None:
    """Whether a length of time leads on (1) or back (-1), by the words beside it, and where they end."""
    after = p.word(end)
    if after in known.AFTER_IT and not own.is_set:
        if after in ("into", "since", "back") and (not own.counts or own.is_definite):
            return None
        return (_object(p, end + 1) if after == "into" else end + 1), known.AFTER_IT[after]
    if (after, p.word(end + 1)) == ("from", "now"):
        return end + 2, 1
    k = own.first - 1
    while p.word(k) in known.ABOUT:
        k -= 1
    if p.word(k) in known.BEFORE_IT and own.counts and not own.is_definite and p.word(end) != "of":
        return end, 1
    return None


def _object(p: Phrases, k: int) -> int:
    """Where a short noun phrase ends that begins here: "(into) the reception"."""
    if p.word(k) in known.DETERMINERS:
        for end in range(k + 1, min(k + 4, len(p.words))):
            if p.upos(end) in ("NOUN", "PROPN", "X") and p.upos(end + 1) not in ("NOUN", "PROPN"):
                return end + 1
    return k


def while_(p: Phrases, k: int) -> Expression | None:
    """Such as "some time later", "a long time", "after a while", "a long while ago"."""
    own = p.before(k)
    said = set(own.words)
    lengths = {"long", "short", "some", "little", "considerable"}
    if not said & (lengths if p.word(k) == "time" else {*lengths, "a", "good"}):
        return None
    way = _way(p, own, k + 1)
    if way is None and p.word(own.first - 1) == "after":
        way = k + 1, 1
    if way:
        return Expression(own.first, way[0], Kind.SHIFT, signed("PX", way[1]), "", way[1] * _WHILE)
    return Expression(own.first, k + 1, Kind.LENGTH, "PX")
