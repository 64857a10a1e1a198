"""Whom a line calls what: "yes, Mr. Knightley", "my dear Emma", "sir"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from fabula.lang.en.kin import ADDRESSING
from fabula.types import Cast, Mention, MentionForm, Quote, Span

_CLOSING: Final = ",.;:!?—–-…)”’\"'\n"
_OPENING: Final = ",.;:!?—–-…(“‘\"'\n"
_PART_OF_TERM: Final = frozenset("my dear dearest old poor good sweet young our beloved darling".split())  # noqa: SIM905
"""What belongs to a form of address: "my dear Emma"."""
_BEFORE: Final = frozenset(
    (  # noqa: SIM905
        "o oh ah yes no well hello hullo hey hi good morning evening night day afternoon now come thank "
        "thanks you please and but why indeed so then here ay aye nay farewell goodbye welcome"
    ).split()
)
"""What may stand before a form of address with no mark between: "yes sir"."""
_ALONE: Final = frozenset(
    (*ADDRESSING, "dear", "love", "lad", "lass", "gentlemen", "ladies", "baby", "sweet")
)
_QUALIFIED: Final = frozenset(["lord", "lady", "general", "major", "private", "master", "mistress"])
"""Of those, the words that alone are an oath or no form of address: "Lord!", "my lord"."""
_OF_OTHERS: Final = frozenset("a an the his her their your this that some any no our".split())  # noqa: SIM905
"""What begins the words for somebody spoken of: "her daughter"."""
_OATHS: Final = frozenset("god heaven heavens christ jesus gracious".split())  # noqa: SIM905
_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_MOST: Final = 6
"""Words before a form of address that are looked at."""


def address_terms(content: str, cast: Cast) -> Iterator[tuple[Quote, int, str, Span]]:
    """Each form of address: the quotation, who is called so, the words, and where they stand.

    It stands between marks, alone or after "yes", "my dear" and such, and is a mention of one who hears the
    line, or a word like "sir" where one alone does.
    """
    starts, mentions = _mentions(cast)
    for quote in cast.quotes:
        if quote.speaker is None or quote.thought or not quote.addressees:
            continue
        for start, end in quote.spans:
            found: dict[int, tuple[int, Span]] = {}
            for own in mentions[bisect_left(starts, start) : bisect_left(starts, end)]:
                hears = own.entity is not None and own.entity in quote.addressees
                if hears and own.end <= end and own.form is not MentionForm.PRONOUN:
                    term = _term(content, (own.start, own.end), (start, end))
                    if term is not None and own.entity is not None and not _is_of_others(content, term):
                        found.setdefault(term[1], (own.entity, term))
            if len(quote.addressees) == 1:
                for word in _WORD.finditer(content, start, end):
                    if word[0].lower().replace("’", "'") in _ALONE or word[0].lower() in _ALONE:
                        term = _term(content, word.span(), (start, end))
                        if term is not None and not _is_oath(content, term):
                            found.setdefault(term[1], (quote.addressees[0], term))
            for who, (first, last) in sorted(found.values(), key=lambda own: own[1]):
                yield quote, who, " ".join(content[first:last].split()), (first, last)


def _is_of_others(content: str, term: Span) -> bool:
    words = content[term[0] : term[1]].lower().split()
    return words[0] in _OF_OTHERS or words[-1] in _OATHS


def _is_oath(content: str, term: Span) -> bool:
    """Whether a word is none of address by itself: "Lord!", "good God"."""
    words = content[term[0] : term[1]].lower().split()
    return words[-1] in _QUALIFIED and not {"my", "dear", "young"} & set(words)


def _mentions(cast: Cast) -> tuple[list[int], Sequence[Mention]]:
    own = sorted(cast.mentions, key=lambda each: (each.start, -each.end))
    return [each.start for each in own], own


def _term(content: str, word: Span, line: Span) -> Span | None:
    """The whole form of address that ends with some words, None where they are none."""
    start, end = word
    after = content[end : line[1]].lstrip(" ")
    if after and after[0] not in _CLOSING:
        return None
    before = content[line[0] : start]
    own, is_term = start, True
    words = list(_WORD.finditer(before))
    at = len(before)
    for each in reversed(words[-_MOST:]):
        if before[each.end() : at].strip(" "):
            break
        name = each[0].lower()
        is_term = is_term and name in _PART_OF_TERM
        if not is_term and name not in _BEFORE:
            return None
        if is_term:
            own = line[0] + each.start()
        at = each.start()
    gap = before[:at].rstrip(" ")
    return (own, end) if not gap or gap[-1] in _OPENING else None


def most_used(terms: Iterator[tuple[Quote, int, str, Span]]) -> Mapping[tuple[int, int], dict[str, int]]:
    """How often each calls each what, the most used first; "Sir" and "sir" are one."""
    counted: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    shown: dict[tuple[tuple[int, int], str], str] = {}
    for quote, who, words, _ in terms:
        if quote.speaker is None or quote.speaker == who:
            continue
        pair = quote.speaker, who
        term = shown.setdefault((pair, words.lower()), words)
        counted[pair][term] = counted[pair].get(term, 0) + 1
    return {
        pair: dict(sorted(own.items(), key=lambda each: (-each[1], each[0]))) for pair, own in counted.items()
    }
