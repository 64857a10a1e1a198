"""Page numbers and running heads among the lines of a text that was made from pages.

Nothing but the edge of a page comes again and again in the middle of sentences: that tells numbers and heads
of pages from the numbers and titles of chapters, from dates of a diary and from refrains.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fabula.sources import headings
from fabula.sources.damage.search import pieces_of
from fabula.sources.lines import Layout, Line, Lines, measure

_LONGEST = 100
_NUMBER = r"(?:page|pg\.?|p\.)?\s*(?P<{0}>\d{{1,4}})(?:\s*(?:/|of)\s*\d{{1,4}})?"
_ALONE = re.compile(rf"[\W_]{{0,6}}{_NUMBER.format('n')}[\W_]{{0,6}}", re.IGNORECASE)
_FIRST = re.compile(
    rf"[\W_]{{0,3}}{_NUMBER.format('n')}(?:[\s|•·—–-]+|\s*[\])]\s*)(?P<head>[^\W\d].*)", re.IGNORECASE
)
_LAST = re.compile(rf"(?P<head>.*[^\W\d]\S*?)[\s|•·—–\[(-]+{_NUMBER.format('n')}[\W_]{{0,3}}", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:page|pg\.?|p\.)\s*\d{1,4}\s*(?:/|of)\s*\d{1,4}", re.IGNORECASE)
_DASHED = re.compile(r"[-–—]\s?\d{1,4}\s?[-–—]|page\s\d{1,4}(?:\sof\s\d{1,4})?", re.IGNORECASE)
_SIDES = 2
_DIGIT = re.compile(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹]")
_EDGE = 8
_FIRST_NUMBERS = frozenset(("1", "i", "one"))
_SPACE = re.compile(r"[\W_]+")
_STEP = 3
_FEWEST = 3
_INTERRUPTS = 0.2
_ENDED = re.compile(r"[.!?…:][\"'”’»)\]_*]*$|[”»\"]$|--$|—$")
_HYPHEN = re.compile(r"[^\W\d_][-\u00ad\u2010\u00ac]$")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line that may belong to its page: where it is in the lines, its words, its number (-1: none).

    ``counted`` tells that it is "page 3 of 40", and ``leads`` that the number stands before its words.
    """

    at: int
    key: str
    number: int
    counted: bool = False
    leads: bool = False


def page_lines(view: str, lines: Lines) -> dict[int, bool]:
    """Which lines belong to the page, and of each whether it gives the page's number."""
    seen = _seen(view, lines)
    if len(seen) < _FEWEST:
        return {}
    beside = _beside_numbers(view, lines, seen)
    seen = dict(sorted((seen | beside).items()))
    text = np.ones(len(lines), np.bool_)
    text[list(seen)] = False
    layout = measure(lines.where(text))
    runs = _runs(view, lines, seen, layout)
    chain = _longest_chain(list(seen.values()))
    found: dict[int, bool] = {}
    if len(chain) >= _FEWEST and (
        _is_of_pages([runs[each.at] for each in chain], headed=bool(beside))
        or _says_pages(chain)
        or _at_foot(view, lines, chain)
        or _beside_chapters(view, lines, chain)
    ):
        found = {each.at: True for each in chain} | dict.fromkeys(beside.keys() - {0}, False)
    heads = Counter(seen[at].key for at in found)
    by_key: dict[str, list[_Seen]] = defaultdict(list)
    for each in seen.values():
        by_key[each.key].append(each)
    for key, group in by_key.items():
        if key and (heads[key] >= 2 or _is_head(group, runs, found)):
            # The first may be the title itself.
            whole = group if group[0].number >= 0 or runs[group[0].at].parts else group[1:]
            found |= {each.at: each.number >= 0 for each in whole}
    return found


def _seen(view: str, lines: Lines) -> dict[int, _Seen]:
    """Lines with a number at one end, and short ones that come several times."""
    seen: dict[int, _Seen] = {}
    plain: dict[str, list[int]] = defaultdict(list)
    if not len(lines):
        return seen
    short = lines.end - lines.start <= _LONGEST
    numbered = _with_digits(view, lines) & short
    for at in np.flatnonzero(numbered).tolist():
        words = view[lines.start[at] : lines.end[at]]
        if _DIGIT.search(words, 0, _EDGE) or _DIGIT.search(words, len(words) - _EDGE):
            found = _numbered(at, words)
            if found is not None:
                seen[at] = found
    # A line that stands apart has a blank one before or after it.
    blank = np.diff(lines.number) > 1
    apart = np.append(True, blank) | np.append(blank, True)
    for at in np.flatnonzero(apart & short).tolist():
        words = view[lines.start[at] : lines.end[at]]
        if words[0].isupper() and len(words) > 2 and at not in seen:
            plain[words].append(at)
    for words, places in plain.items():
        if len(places) >= _FEWEST and (headings.is_capitals(words) or headings.is_title(words)):
            for at in places:
                seen[at] = _Seen(at, _key(words), -1)
    return dict(sorted(seen.items()))


def _beside_numbers(view: str, lines: Lines, seen: dict[int, _Seen]) -> dict[int, _Seen]:
    """One or two titles that stand beside nearly all numbers alone: the heads of pages that have few.

    Titles of chapters beside their numbers are all different.
    """
    chain = _longest_chain([each for each in seen.values() if not each.key])
    if len(chain) < _FEWEST:
        return {}
    known = {each.at for each in chain}
    groups: list[dict[int, _Seen]] = []
    for step, outermost in ((-1, len(lines) - 1), (1, 0)):
        near = {each.at + step for each in chain} - known | {outermost}
        heads = {at: view[lines.start[at] : lines.end[at]] for at in near if 0 <= at < len(lines)}
        heads = {at: words for at, words in heads.items() if len(words) <= _LONGEST}
        title = all(headings.is_capitals(words) or headings.is_title(words) for words in heads.values())
        keys = Counter(map(_key, heads.values()))
        few = len(keys) <= _SIDES and len(heads) > len(keys)
        if title and few and len(heads) >= len(chain) - 1:
            groups.append({at: _Seen(at, _key(words), -1) for at, words in heads.items()})
    return max(groups, key=len, default={})


def _numbered(at: int, words: str) -> _Seen | None:
    match = _ALONE.fullmatch(words)
    if match:
        return _Seen(at, "", int(match["n"]), _COUNTED.search(words) is not None)
    match = _FIRST.fullmatch(words)
    leads = match is not None
    match = match or _LAST.fullmatch(words)
    if not match or headings.rank(words) in (headings.PART, headings.CHAPTER):
        return None
    return _Seen(at, _key(match["head"]), int(match["n"]), _COUNTED.search(words) is not None, leads)


def _key(words: str) -> str:
    return _SPACE.sub(" ", words).strip().casefold()


def _with_digits(view: str, lines: Lines) -> NDArray[np.bool_]:
    """Which lines have a digit on them."""
    found = np.zeros(len(lines), np.bool_)
    for at, piece in pieces_of(view):
        codes = np.frombuffer(piece.encode("ascii", "replace"), np.uint8)
        digits = at + np.flatnonzero((codes >= ord("0")) & (codes <= ord("9")))
        found[np.searchsorted(lines.start, digits, side="right") - 1] = True
    return found


@dataclass(frozen=True, slots=True)
class _Run:
    """Of lines seen next to one another: whether they part a sentence, and whether a page ends there."""

    parts: bool
    ends_page: bool


def _runs(view: str, lines: Lines, seen: dict[int, _Seen], layout: Layout) -> dict[int, _Run]:
    """The run that each line seen is in."""
    runs: dict[int, _Run] = {}
    group: list[int] = []
    for at in [*seen, len(lines) + 1]:
        if group and at != group[-1] + 1:
            before = lines[group[0] - 1] if group[0] else None
            after = lines[group[-1] + 1] if group[-1] + 1 < len(lines) else None
            sure = any(seen[each].number < 0 for each in group)
            parts = before and after and parts_sentence(view, before, after, layout, sure=sure)
            gap = view[before.end if before else 0 : after.start if after else len(view)]
            runs |= dict.fromkeys(group, _Run(bool(parts), "\f" in gap))
            group = []
        group.append(at)
    return runs


def parts_sentence(view: str, before: Line, after: Line, layout: Layout, *, sure: bool = False) -> bool:
    """Whether a sentence has to go on from one line to the other.

    Before a capital it may go on as well, where the first line is full or the second not set in as the
    beginning of a paragraph would be; ``sure`` asks for more.
    """
    words = view[max(before.start, before.end - 40) : before.end]
    head = view[after.start : after.start + 40].lstrip("\"'“”‘’_*(")[:1]
    if _HYPHEN.search(words) and head.islower():
        return True
    if _ENDED.search(words):
        return False
    if not layout.width or head.islower() or sure:
        return head.islower() and before.width >= 0.7 * layout.width
    if layout.indented:
        return head.isalpha() and after.indent <= layout.margin
    return before.width >= 0.8 * layout.width and after.indent == before.indent


def _longest_chain(seen: list[_Seen]) -> list[_Seen]:
    """The most numbers that go up by one, now and then by two or three, down the text."""
    best: dict[int, tuple[int, int]] = {}  # of each number: how long a chain ends in it, and with which
    before: list[int] = []
    for i, each in enumerate(seen):
        before.append(-1)
        if each.number < 0:
            continue
        length, last = max(
            (best[n] for n in range(each.number - _STEP, each.number) if n in best), default=(0, -1)
        )
        before[i] = last
        if each.number not in best or length + 1 > best[each.number][0]:
            best[each.number] = (length + 1, i)
    _, at = max(best.values(), default=(0, -1))
    chain: list[_Seen] = []
    while at >= 0:
        chain.append(seen[at])
        at = before[at]
    return chain[::-1]


def _says_pages(chain: list[_Seen]) -> bool:
    """Lines that can be nothing else: "page 3 of 40", numbers by turns before one head and after another."""
    if all(each.counted for each in chain):
        return True
    before = Counter(each.key for each in chain if each.leads and each.key)
    after = Counter(each.key for each in chain if not each.leads and each.key)
    turns = sum(a.leads is not b.leads for a, b in pairwise(chain))
    return (
        len(before) == len(after) == 1
        and min(before.total(), after.total()) >= 2
        and before.total() + after.total() == len(chain)
        and turns >= 0.8 * (len(chain) - 1)
    )


def _at_foot(view: str, lines: Lines, chain: list[_Seen]) -> bool:
    """Whether pages end right under the numbers, as a form feed says; a chapter's begins under its own."""
    after = [each.at + 1 for each in chain]
    ends = [view[lines.end[at - 1] : lines.start[at] if at < len(lines) else len(view)] for at in after]
    return sum("\f" in end for end in ends) >= max(_FEWEST, 0.8 * len(ends))


def _beside_chapters(view: str, lines: Lines, chain: list[_Seen]) -> bool:
    """Whether numbers in dashes begin later than with one, in a text whose chapters are numbered otherwise.

    "- 12 -" after "CHAPTER 1" or "1" counts no chapter and no scene; nor do 12, 13 and 14 alone, where a
    chapter begins between them.
    """
    words = [_words(view, lines, each.at) for each in chain]
    if chain[0].number <= 1 or any(each.key for each in chain):
        return False
    short = (at for at in range(len(lines)) if lines.end[at] - lines.start[at] <= _LONGEST)
    if all(map(_DASHED.fullmatch, words)):
        return any(_opens_chapter(_words(view, lines, at)) for at in short)
    if any(b.number != a.number + 1 for a, b in pairwise(chain)):
        return False
    within = (at for at in short if chain[0].at < at < chain[-1].at)
    return any(headings.names_chapter(_words(view, lines, at)) for at in within)


def _opens_chapter(words: str) -> bool:
    return headings.names_chapter(words) or words.strip(" .").casefold() in _FIRST_NUMBERS


def _words(view: str, lines: Lines, at: int) -> str:
    return view[lines.start[at] : lines.end[at]]


def _is_of_pages(runs: list[_Run], *, headed: bool = False) -> bool:
    parted = sum(run.parts for run in runs)
    pages = sum(run.ends_page for run in runs)
    if headed and parted:
        return True
    return parted >= max(2, _INTERRUPTS * len(runs)) or (pages >= 0.6 * len(runs) and parted > 0)


def _is_head(group: list[_Seen], runs: dict[int, _Run], found: dict[int, bool]) -> bool:
    """Words that come again and again in the middle of sentences, or beside the numbers of pages."""
    if len(group) < _FEWEST:
        return False
    beside = sum(each.at - 1 in found or each.at + 1 in found for each in group)
    return beside >= 0.6 * len(group) or _is_of_pages([runs[each.at] for each in group])
