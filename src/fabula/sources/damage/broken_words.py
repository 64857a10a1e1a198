"""Words that were broken at the ends of lines, told from words that have a hyphen of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fabula.sources.damage.search import places
from fabula.sources.damage.vocabulary import Vocabulary
from fabula.types import Repair, RepairKind

_LETTERS = r"[^\W\d_]"
_BROKEN = re.compile(
    rf"(?<![-’'_\d])(?P<one>{_LETTERS}+)(?P<gap>(?P<hyphen>[-\u2010\u00ad\u00ac])[ \t]*(?:\r\n?|\n)[ \t]*)"
    rf"(?P<other>{_LETTERS}+)"
)
_INSIDE = re.compile(
    rf"(?<![-’'_\d])(?P<one>{_LETTERS}{{2,}})(?P<gap>(?P<hyphen>[-\u2010]) )(?P<other>[a-z]{{2,}})"
)
_SAMPLE = 80
_LONGEST = 30
_ENDS = tuple(hyphen + end for hyphen in "-\u2010\u00ad\u00ac" for end in ("\n", "\r", " \n", " \r"))
# What closed compounds begin with: a word broken after one of these had no hyphen.
_CLOSED_COMPOUNDS = (
    "with under over out up in some any every no fore after mean him her my your them our it how what who "
    "when where there here to never none not be with through with un re dis mis con com per pre pro ex"
)
_CLOSED = frozenset(_CLOSED_COMPOUNDS.split())
# What compounds begin with that keep their hyphen.
_HYPHENATED = (
    "half self well ill ever quarter great cross double twenty thirty forty fifty sixty seventy eighty ninety"
)
_OPEN = frozenset(_HYPHENATED.split())
# Parts of words that are never the half of a compound, so that no other place has to show the word whole.
_END_PARTS = (
    "ing ings ness nesses ment ments tion tions sion sions tional tionally ence ences ance ances ency ancy "
    "ently antly ity ities ous ously ive ively fully ed ted ded ned sed ved ting ning ding ving ming ter "
    "ters der ders tle tles dle dles ble bles bly tly tic tical tial cial cian tant dent ture tures"
)
_ENDINGS = frozenset(_END_PARTS.split())
_FIRST_PARTS = "con com dis mis cir dif suf ac af ap op oc im ob sur pur cen trans"
_BEGINNINGS = frozenset(_FIRST_PARTS.split())
_CONJUNCTIONS = "and or to nor but than"
_JOINING = frozenset(_CONJUNCTIONS.split())


def broken_words(view: str, words: Vocabulary) -> list[Repair]:
    """The hyphens and line ends inside of words, told by the words of the view."""
    found = [match for match in _matches(view, _BROKEN, _ENDS) if _may_be_one(match)]
    inside = list(_matches(view, _INSIDE, ("- ", "\u2010 ")))
    if not found and not inside:
        return []
    words.leave_out(half for match in found + inside for half in match.group("one", "other"))
    typeset = _is_typeset(found[:: max(1, len(found) // _SAMPLE)], words)
    repairs = [_read(match) for match in found if _is_broken(match, words, typeset)]
    repairs += [_read(match) for match in inside if _is_left_over(match, words)]
    return sorted(repairs, key=lambda repair: repair.start)


def _matches(view: str, pattern: re.Pattern[str], ends: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Where a word goes on after one of these ends, in order."""
    # A character that is not there is soon known; two of them together take far longer to look for.
    known = {char: char in view for char in set("".join(ends))}
    ends = tuple(end for end in ends if all(known[char] for char in end))
    hyphens = sorted({end[0] for end in ends})
    for at in sorted(at for hyphen in hyphens for at in places(view, hyphen)):
        if not view.startswith(ends, at):
            continue
        start = at
        while at - start < _LONGEST and view[start - 1 : start].isalpha():
            start -= 1
        match = pattern.match(view, start) if start < at else None
        if match:
            yield match


def _may_be_one(match: re.Match[str]) -> bool:
    one, other = match["one"], match["other"]
    return other.islower() or (one.isupper() and other.isupper() and len(one) > 1)


def _parts(match: re.Match[str]) -> tuple[str, str]:
    return match["one"].casefold(), match["other"].casefold()


def _is_typeset(found: list[re.Match[str]], words: Vocabulary) -> bool:
    """Whether lines of the text are broken inside of words: their wholes stand elsewhere, unbroken."""
    whole = hyphenated = 0
    for match in found:
        one, other = _parts(match)
        if words.has(f"{one}-{other}"):
            hyphenated += 1
        elif words.has(one + other):
            whole += 1
    return whole >= 2 and whole >= 3 * hyphenated


def _is_broken(match: re.Match[str], words: Vocabulary, typeset: bool) -> bool:
    if match["hyphen"] in "\u00ad\u00ac":
        return True
    one, other = _parts(match)
    if (other in _ENDINGS or one in _BEGINNINGS) and not words.has(f"{one}-{other}"):
        return True
    whole = words.has(one + other)
    if (not whole and (not typeset or one in _OPEN)) or words.has(f"{one}-{other}"):
        return False
    if typeset and (whole or one in _CLOSED):
        return True
    return not (words.has(one) and words.has(other))


def _is_left_over(match: re.Match[str], words: Vocabulary) -> bool:
    """Lines run together with the hyphen left in: "can- dle", not "two- or threefold"."""
    one, other = _parts(match)
    return other not in _JOINING and words.has(one + other) and not (words.has(one) and words.has(other))


def _read(match: re.Match[str]) -> Repair:
    return Repair(*match.span("gap"), "", RepairKind.LINE_BREAK)
