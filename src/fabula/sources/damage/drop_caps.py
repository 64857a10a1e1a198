"""Large initials that a space or a line parts from their word: "T HE LAMP", "“ Y ou are late"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from fabula.sources.damage.vocabulary import Vocabulary
from fabula.types import Repair, RepairKind

_SPACES = " \u00a0"
_OPEN = "“\"‘'«(_*"
# The initial of a paragraph, and the letters that go on beside it or on the next line.
_INITIAL = (
    rf"[ \t]*(?P<open>[{_OPEN}]?)(?P<gap>[{_SPACES}]?)(?P<one>[^\W\d_a-z])"
    rf"(?P<after>[{_SPACES}]|[ \t]*\r?\n(?:[ \t]*\r?\n)?[ \t]*)(?P<other>[^\W\d_]+)(?![\w'’-])"
)
_AT_START = re.compile(_INITIAL)
# A line feed is found far sooner than the start of a line. What follows is only looked at, as it may be the
# first of two.
_ON_LINES = re.compile(rf"\n(?={_INITIAL})")
_LATER = re.compile(
    r"(?<=[.!?…”\"’] )(?P<open>[“\"‘]?)(?P<gap> ?)(?P<one>[A-Z])(?P<after> )(?P<other>[a-z]+)(?![\w'’-])"
)
# How that reads from its capital on, which is found far sooner.
_LATER_ONE = re.compile(r"[A-Z] (?=[a-z])(?:(?<=[.!?…”\"’] .. )|(?<=[.!?…”\"’] . )|(?<=[.!?…”\"’] ... ))")
_ARE_WORDS = frozenset("AIO")
_ROMAN = frozenset("IVXLCDM")
_ELIDED = frozenset(("'T", "‘T", "'N", "‘N"))
# What is left of "I'm" and "I'll" without their apostrophes.
_CLITICS = frozenset(("m", "s", "d", "ll", "ve"))
# What is left of "In", "It" and "If": no words by themselves.
_REST_OF_IN = frozenset("ntf")
# Words that open paragraphs, which a short text may not hold a second time.
_OPENERS = (
    "a after all although among an and another any are as at away be because before behind both but by can "
    "come could day did do down each even every few first five for four from go good had half has have he "
    "her here him his how however i if in indeed into is it its just last let like long looking many may me "
    "more most much my never next night no nobody none nor not nothing now of off oh old on once one only "
    "or other our out over people perhaps said seven several shall she should since six so some something "
    "sometimes soon still such suddenly ten than that the their them then there these they this those "
    "though three through time to today together tomorrow too two under until up upon us very was we well "
    "were what when where whether which while who why will with within without would year years yes "
    "yesterday you young your"
)
_COMMON = frozenset(_OPENERS.split())
# What an article stands before as well as the "a" of an adverb: "a gain", "a head".
_ADVERBS = (
    "gain head way round live like broad side long bout part bed board cross fresh rise wake sleep float "
    "shore loud lone loft drift base cord muse maze far miss new other nother mid"
)
_AFTER_A = frozenset(_ADVERBS.split())


def drop_caps(view: str, words: Vocabulary) -> list[Repair]:
    """The space after an initial, and one between it and the quotation mark before it."""
    initial = [match for match in _initials(view) if match["other"].isupper() or match["other"].islower()]
    if not initial:
        return []
    plain = words.between_spaces(
        {m["other"] for m in initial if m["one"] in _ARE_WORDS and m["other"].islower()}
    )
    plain -= _REST_OF_IN
    initial = [m for m in initial if not (m["one"] in _ARE_WORDS and m["other"] in plain)]
    words.leave_out(match["other"] for match in initial)
    found = [match for match in initial if _is_sure(match, words)]
    if found:
        later = list(_all_later(view))
        words.leave_out(match["other"] for match in later)
        found += [match for match in initial if _is_likely(match, words)]
        found += [match for match in later if _is_sure(match, words)]
    found = list({match.start("one"): match for match in found}.values())
    return list(_repairs(sorted(found, key=lambda match: match.start("one"))))


def _initials(view: str) -> Iterator[re.Match[str]]:
    first = _AT_START.match(view)
    for match in chain([first] if first else [], _ON_LINES.finditer(view)):
        if not (match["one"] in _ARE_WORDS and match["other"] in _COMMON):
            yield match


def _all_later(view: str) -> Iterator[re.Match[str]]:
    """As ``_LATER`` finds them: an opening mark and a gap may stand before the capital."""
    for one in _LATER_ONE.finditer(view):
        at = one.start()
        for start in (at - 2, at - 1, at):
            match = _LATER.match(view, start) if start >= 0 else None
            if match and match.start("one") == at:
                yield match
                break


def _is_sure(match: re.Match[str], words: Vocabulary) -> bool:
    """The word with its initial stands elsewhere in the text, and the initial is no word by itself."""
    one, other = match["one"], match["other"].casefold()
    if one == "Q" and other.startswith("u"):
        return True
    if other.upper() in _ARE_WORDS or match["open"] + one in _ELIDED or (one == "I" and other in _CLITICS):
        return False
    # Words come last: one that is there is found at once, one that is not takes a look at the whole text.
    if "\n" in match["after"]:
        # A letter alone on its line is the number of a chapter, too.
        is_rest = len(other) > 1 or match["other"] in _REST_OF_IN
        may_be = is_rest and not (one in _ROMAN and _is_word(other, words))
    elif one in _ARE_WORDS and len(other) > 1:
        may_be = not ((one == "A" and other in _AFTER_A) or _is_word(other, words))
    else:
        may_be = True
    return may_be and (one.casefold() + other in _COMMON or words.has(one + other))


def _is_word(other: str, words: Vocabulary) -> bool:
    return other in _COMMON or words.has(other)


def _is_likely(match: re.Match[str], words: Vocabulary) -> bool:
    """In a text that has others: capitals that are no word after an initial that is none."""
    other = match["other"]
    return (
        "\n" not in match["after"]
        and match["one"] not in _ARE_WORDS
        and other.isupper()
        and len(other) > 2
        and other.casefold() not in _COMMON
        and not words.has(other)
    )


def _repairs(found: list[re.Match[str]]) -> Iterator[Repair]:
    for match in found:
        if match["open"] and match["gap"]:
            yield Repair(*match.span("gap"), "", RepairKind.DROP_CAP)
        yield Repair(*match.span("after"), "", RepairKind.DROP_CAP)
