"""Headings and titles that only their look tells: short paragraphs set like one another and unlike the body.

Every format that knows how its paragraphs are set asks here, so that the same page reads the same in all.
A sign, a letterhead or a message of a game may be set like a heading. So those set alike are headings
together, or not at all: they begin before the story does, stand between whole sentences, and do not say the
same again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from fabula.sources import headings
from fabula.sources.drafts import one_line
from fabula.sources.ornaments import is_scene_break

_SURE = (headings.PART, headings.CHAPTER, headings.NUMBER)
_NO_HEADING = re.compile(r"[.,;:…—–-]\W*$|^[\"“‘'«]|[”\"»]$")
_SPEECH = re.compile(r"^[\"“‘'«].*[,.!?…]|[,.!?…][\"”’'»]$")
# A sentence goes on after "The sign said" and "It read:", and none after the name under a letter.
_GOES_ON = re.compile(r"(?:[,:;]|\b[^\W\d_A-Z][^\W\d_]*)\s*$")
_SALUTATION = re.compile(r"(?:my\s+)?(?:dear(?:est)?|beloved)\b.{0,40}[,:!—–-]+\s*$", re.IGNORECASE)
LONGEST = 80
LARGER = 1.15
_FRONT = 6
_AGAIN = 0.6
"""The share of a group that may say the same words; more are stamped on a page, not titles."""
_OPENING = 0.1
"""What may stand before the first of them (a motto, a dedication), as a share of what follows one of them."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set; ``size`` is in points, 0 where nothing says it."""

    centred: bool = False
    size: float = 0.0
    page_break: bool = False


PLAIN = Look()


@dataclass(slots=True)
class Seen:
    """A paragraph as a reader sees it.

    ``open``: nothing says what it is. ``heading``: it is known to be one. ``empty_before`` counts the empty
    paragraphs before it.
    """

    words: str
    look: Look
    bold: bool
    open: bool = True
    heading: bool = False
    empty_before: int = 0


def headings_of(seen: Sequence[Seen]) -> list[int]:
    """The places of those that are headings by their look, where nothing else says what a heading is.

    Numbered ones are known by their words and left to the passes that all formats share.
    """
    usual = usual_size(seen)
    alike = [_looks_like_heading(each, usual) for each in seen]
    if _has_headings(seen, alike):
        return []
    candidates = [i for i in range(len(seen) - 1) if alike[i] and _heads(seen, alike, i)]
    if sum(headings.rank(seen[i].words) in _SURE for i in candidates) > 1:
        return []
    groups: dict[tuple[bool, bool, float], list[int]] = {}
    for i in candidates:
        look = (seen[i].bold, seen[i].words.isupper(), seen[i].look.size)
        groups.setdefault(look, []).append(i)
    several = sorted((places for places in groups.values() if len(places) > 1), key=lambda p: (-len(p), p))
    return next((places for places in several if _are_titles(seen, places)), [])


def titles_of(seen: Sequence[Seen]) -> list[int]:
    """The lines of the title page: centred ones at the start, the first bold or larger than the body."""
    front = list(takewhile(lambda i: _is_title_line(seen[i]), range(min(_FRONT, len(seen)))))
    if not front or len(front) == len(seen):
        return []
    usual, first, after = usual_size(seen), seen[front[0]], seen[len(front)]
    heads = after.heading or headings.rank(after.words) in _SURE[:2]
    if not heads and any(headings.rank(seen[i].words) == headings.NUMBER for i in front):
        return []
    return front if first.bold or (usual and first.look.size > LARGER * usual) else []


def usual_size(seen: Sequence[Seen]) -> float:
    """The size that most of the words are set in, in points; 0 where nothing says it."""
    usual = Counter[float]()
    for each in seen:
        usual[each.look.size] += len(each.words)
    return usual.most_common(1)[0][0] if usual else 0.0


def _has_headings(seen: Sequence[Seen], alike: Sequence[bool]) -> bool:
    """Whether something else says what the headings are; one title over all that follows does not."""
    found = [i for i, each in enumerate(seen) if each.heading]
    if len(found) != 1:
        return bool(found)
    first = next((i for i, likely in enumerate(alike) if likely), len(seen))
    return found[0] > first or headings.rank(seen[found[0]].words) in _SURE


def _looks_like_heading(one: Seen, usual: float) -> bool:
    words, look = one.words, one.look
    if not (one.open and (look.centred or look.page_break)) or len(words) > LONGEST:
        return False
    if not any(map(str.isalnum, words)) or _NO_HEADING.search(words):
        return False
    if headings.is_the_end(words) or is_scene_break(words):
        return False
    larger = bool(usual) and look.size > LARGER * usual
    return (one.bold and look.centred) or (
        (one.bold or larger or words.isupper()) and bool(look.page_break or one.empty_before)
    )


def _heads(seen: Sequence[Seen], alike: Sequence[bool], at: int) -> bool:
    """Whether prose begins below it, and no sentence goes on over it."""
    below = seen[at + 1]
    if not below.open or alike[at + 1] or _SALUTATION.match(below.words) or below.words[:1].islower():
        return False
    if at == 0:
        return True
    above = seen[at - 1]
    return not above.open or above.look.centred or _GOES_ON.search(above.words[-LONGEST:]) is None


def _are_titles(seen: Sequence[Seen], places: Sequence[int]) -> bool:
    """Whether those set alike head the parts of one story, from its start on."""
    said = Counter(one_line(seen[i].words).casefold() for i in places)
    if len(said) == 1 or said.most_common(1)[0][1] > max(1, _AGAIN * len(places)):
        return False
    if all(seen[i].look.page_break for i in places):
        return True
    before = sum(_lengths(seen[: places[0]]))
    after = sum(_lengths(seen[places[0] + 1 :]))
    return before <= _OPENING * after / len(places)


def _lengths(seen: Sequence[Seen]) -> Iterator[int]:
    """How long the prose is; what is centred is none."""
    return (len(each.words) for each in seen if each.open and not each.look.centred)


def _is_title_line(one: Seen) -> bool:
    if not one.open or not one.look.centred or len(one.words) > LONGEST:
        return False
    if not any(map(str.isalnum, one.words)):
        return False
    return headings.rank(one.words) not in _SURE[:2] and not _SPEECH.search(one.words)
