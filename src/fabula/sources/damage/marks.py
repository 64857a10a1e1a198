"""Quotation marks the wrong way round, and characters that stand for quotation marks and apostrophes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from itertools import islice

from fabula.sources.damage.search import places
from fabula.types import Repair, RepairKind

# Right ones for each wrong one up to which all of a text's marks are taken to be turned round.
_RIGHT = 0.1
_SAMPLE = 200
_HEAD = r"(?=[^\W_]|[(\[‘’'…—–.])"
_BEFORE = r"(?:^|(?<=[\s(\[—–―-]))"
_ENDED = r"(?<=[\w.,!?;:…—–)\]’-])"
_AFTER = r"(?=[\s)\],;:.!?—–―-]|$)"
_OPENS = {mark: re.compile(rf"{_BEFORE}{mark}{_HEAD}", re.MULTILINE) for mark in "“”"}
_CLOSES = {mark: re.compile(rf"{_ENDED}{mark}{_AFTER}", re.MULTILINE) for mark in "“”"}
_DOUBLE = re.compile("[“”]")
_SINGLE_CLOSES = re.compile(rf"(?<=[.,!?;:…—–)\]”“-])‘{_AFTER}", re.MULTILINE)
_SINGLE_OPENS = re.compile(rf"{_BEFORE}‘(?=[^\W_])", re.MULTILINE)
_SINGLE_TURNED = re.compile(rf"{_BEFORE}’(?=[^\W_]|[…—–(])", re.MULTILINE)
_FARTHEST = 3000
_BLANK = re.compile(r"\n[ \t\r]*\n")


TURNED = frozenset("“”‘’")


def turned(view: str, _present: Collection[str] = TURNED) -> list[Repair]:
    """Marks the wrong way round, where nearly all of a text are: ”So,“ she said."""
    found = _turned_double(view) if "“" in view and "”" in view else []
    if "‘" in view and "’" in view:
        found = sorted(found + _turned_single(view), key=lambda repair: repair.start)
    return found


def _turned_double(view: str) -> list[Repair]:
    if _mostly_right(view, _OPENS["“"], _CLOSES["”"]):
        return []
    opening, closing = _count(_OPENS["”"], view), _count(_CLOSES["“"], view)
    right = _count(_OPENS["“"], view) + _count(_CLOSES["”"], view)
    if not (opening and closing) or right > _RIGHT * (opening + closing):
        return []
    found: list[Repair] = []
    for match in _DOUBLE.finditer(view):
        mark, at = match[0], match.start()
        if not (_OPENS if mark == "“" else _CLOSES)[mark].match(view, at):
            found.append(_read(at, "”" if mark == "“" else "“"))
    return found


def _mostly_right(view: str, opens: re.Pattern[str], closes: re.Pattern[str]) -> bool:
    """Whether the first marks are mostly the right way round: then not all of them are turned."""
    sample = [*islice(places(view, "“"), _SAMPLE), *islice(places(view, "”"), _SAMPLE)]
    right = sum((opens if view[at] == "“" else closes).match(view, at) is not None for at in sample)
    return right > 0.5 * len(sample)


def _turned_single(view: str) -> list[Repair]:
    """Each ‘ after the end of a phrase closes what the last ’ at the head of a word has opened."""
    singles = list(islice(places(view, "‘"), _SAMPLE))
    if sum(_SINGLE_OPENS.match(view, at) is not None for at in singles) > 0.5 * len(singles):
        return []
    closing = [match.start() for match in _SINGLE_CLOSES.finditer(view)]
    if not closing or _count(_SINGLE_OPENS, view) > _RIGHT * len(closing):
        return []
    opening = [match.start() for match in _SINGLE_TURNED.finditer(view)]
    found: list[Repair] = []
    last = 0
    for at in closing:
        # The first since the mark before, in the same paragraph: what follows it may be an apostrophe.
        low = max(
            [last, at - _FARTHEST, *(m.end() for m in _BLANK.finditer(view, max(last, at - _FARTHEST), at))]
        )
        first = bisect_left(opening, low)
        if first < len(opening) and opening[first] < at:
            found += _read(opening[first], "‘"), _read(at, "’")
        last = at + 1
    return found


_ALWAYS = {"〝": "“", "〞": "”", "〟": "”", "❝": "“", "❞": "”", "❛": "‘", "❜": "’", "＂": '"', "＇": "'"}
_DOUBLES = "″‶ʺˮ˝"
_SINGLES = "′‵ʹ"
_ACCENTS = "´`"
_LOST = "\N{REPLACEMENT CHARACTER}"
STAND_INS = frozenset((*_ALWAYS, *_DOUBLES, *_SINGLES, *_ACCENTS, _LOST))
_LOST_OPENS = re.compile(rf"{_BEFORE}{_LOST}{_HEAD}", re.MULTILINE)
_LOST_CLOSES = re.compile(rf"(?<=[.,!?;:…—–)-]){_LOST}{_AFTER}", re.MULTILINE)
_LOST_WITHIN = re.compile(rf"(?<=[^\W\d_]){_LOST}(?=(?:[tsdm]|re|ve|ll)\b)")
_SIDES = 2
_UNEVEN = 0.25
"""The share by which the opening marks that were lost may be more or fewer than the closing ones."""
_STARTS = re.compile(f"{_BEFORE}[{_DOUBLES}{_SINGLES}]{_HEAD}", re.MULTILINE)


def stand_ins(view: str, present: Collection[str] = STAND_INS) -> list[Repair]:
    """Primes, ornaments, acute and grave accents that stand for quotation marks or apostrophes.

    A prime after a number measures feet, minutes or inches; one after a lone letter is of mathematics.
    ``present`` are the characters of this kind that may be there.
    """
    found = [
        _read(at, "'")
        for accent in _ACCENTS
        if accent in present
        for at in places(view, accent)
        if _letter(view, at - 1) and _letter(view, at + 1)
    ]
    if not view.isascii():
        found += (
            _read(at, reads)
            for mark, reads in _ALWAYS.items()
            if mark in present
            for at in places(view, mark)
        )
        for primes, reads in ((_DOUBLES, '"'), (_SINGLES, "'")):
            seen = sorted(at for prime in primes if prime in present for at in places(view, prime))
            found += (_read(at, reads) for at in _marks_among(view, seen))
        found += _lost_marks(view) if _LOST in present and _LOST in view else []
    return sorted(found, key=lambda repair: repair.start)


def _lost_marks(view: str) -> list[Repair]:
    """Marks that a program could not write, where they come in pairs: "�Is it in?� she said"."""
    opening = [match.start() for match in _LOST_OPENS.finditer(view)]
    closing = [match.start() for match in _LOST_CLOSES.finditer(view)]
    if len(opening) < _SIDES or abs(len(opening) - len(closing)) > _UNEVEN * len(opening):
        return []
    within = [match.start() for match in _LOST_WITHIN.finditer(view)]
    reads = ("“", opening), ("”", closing), ("’", within)
    return [_read(at, mark) for mark, places_of_it in reads for at in places_of_it]


def _marks_among(view: str, primes: list[int]) -> list[int]:
    """Which primes are marks; none where no word is opened by one, but those inside of words."""
    inside = [at for at in primes if _letter(view, at - 1) and _letter(view, at + 1)]
    opening = [at for at in primes if _STARTS.match(view, at)]
    if not opening or len(primes) < len(opening) + 1:
        return inside
    return [at for n, at in enumerate(primes) if not _measures(view, primes, n)]


def _measures(view: str, primes: list[int], n: int) -> bool:
    """Whether a prime belongs to a number or a lone letter, and closes nothing."""
    at = primes[n]
    before = view[at - 1 : at]
    if before.isdigit():
        # A mark that closes has one that opens after it, or none, in the paragraph.
        after = primes[n + 1] if n + 1 < len(primes) else len(view)
        ends = n + 1 == len(primes) or "\n" in view[at:after] or _STARTS.match(view, after) is not None
        opened = (
            n > 0 and "\n" not in view[primes[n - 1] : at] and _STARTS.match(view, primes[n - 1]) is not None
        )
        return not (ends and opened)
    return _letter(view, at - 1) and not _letter(view, at + 1) and not _letter(view, at - 2)


def _letter(view: str, at: int) -> bool:
    return 0 <= at < len(view) and view[at].isalpha()


def _read(at: int, reads: str) -> Repair:
    return Repair(at, at + 1, reads, RepairKind.QUOTATION_MARK)


def _count(pattern: re.Pattern[str], view: str) -> int:
    return sum(1 for _ in pattern.finditer(view))
