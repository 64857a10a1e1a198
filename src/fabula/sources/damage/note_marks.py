"""Marks of notes among the words of a text: "lighthouse[1]", "“It was lit,”2 he said", "island.*"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fabula.sources.damage.search import lines_of, places
from fabula.types import Repair, RepairKind, Span

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(_RAISED, "0123456789")
_STARS = "*†‡§"
_CLOSING = "”\"’'»)"
_PUNCTUATION = ".,;:!?…"
_AFTER = r"(?![^\W_]|[.,:/-][^\W_])"
_NUMBER = re.compile(rf"(?P<n>[1-9]\d{{0,2}}|[{_RAISED}]{{1,3}})(?P<close>[\]}})]?){_AFTER}")
_DIGIT = re.compile(f"[1-9{_RAISED}]")
_WORD_BEFORE = re.compile(rf"([^\W\d_]+)[{_PUNCTUATION}{_CLOSING}]{{0,2}}$")
_BRACKETS = {"[": "]", "{": "}", "(": ")"}
# Numbers after these count what they name.
_ABBREVIATIONS = "no nos vol vols p pp ch chap fig sec art pt ep st rev act"
_COUNTED = frozenset(_ABBREVIATIONS.split())
# The beginning of a paragraph that is a note: its number, in brackets, raised, with a stop or bare.
_NOTE = re.compile(
    rf"[ \t]*(?:[\[({{](?P<a>\d{{1,3}})[\])}}]|(?P<b>[{_RAISED}]{{1,3}})|(?P<c>\d{{1,3}})[.)]?(?=\s))"
    r"\s*(?=[^\W_]|[\"“‘'(_*])"
)
_FARTHEST = 500
# A paragraph's end with more words after it than a mark.
_PARAGRAPHS = re.compile(r"\n[ \t\r]*\n[ \t\r\n]*[^\s*†‡§]")
_NEAR = 3000
_DEEPEST = 80
_OPEN_STAR = re.compile(r"(?<![^\W_*])\*(?=[^\W_])")


@dataclass(slots=True)
class _Mark:
    """Where a mark may be, its number, how it is set, the word before it, and how many count on from 1.

    It is set in the bracket that it has, "raised", "quoted" after a closing mark, "bare" after a word, or
    "short" after one that may be a name with it: "Rye2".
    """

    start: int
    end: int
    number: int
    form: str
    word: str
    spaced: bool
    counted: int = 1


def note_marks(view: str) -> tuple[list[Repair], list[int]]:
    """The marks, and where the paragraphs begin that only such a mark shows to be notes."""
    marks = _without_names(mark for mark in _marks(view) if mark.word.casefold() not in _COUNTED)
    starred, starts = _starred(view)
    repairs = [Repair(*span, "", RepairKind.NOTE_MARK) for span in starred]
    if marks:
        notes = list(_notes(view))
        numbers = {number for _, number in notes}
        marks = [mark for mark in marks if mark.form != "short" or mark.number in numbers]
        _count(marks)
        marks = [mark for mark in marks if _is_mark(mark, numbers)]
        repairs += (Repair(mark.start, mark.end, "", RepairKind.NOTE_MARK) for mark in marks)
        starts += _notes_of(notes, marks)
    return sorted(repairs, key=lambda repair: repair.start), sorted(starts)


def _marks(view: str) -> Iterator[_Mark]:
    """Numbers hard on a word, its punctuation or a closing mark, and numbers in brackets; in order."""
    end = 0
    for at in (match.start() for match in _DIGIT.finditer(view)):
        before = view[at - 1 : at] or " "
        if at < end or before.isspace() or before.isdigit() or before in _RAISED:
            continue
        match = _NUMBER.match(view, at)
        mark = _mark(view, match) if match else None
        if mark is not None:
            end = mark.end
            yield mark


def _mark(view: str, match: re.Match[str]) -> _Mark | None:
    at, end = match.span("n")
    number = int(match["n"].translate(_PLAIN))
    opening = view[at - 1]
    if opening in _BRACKETS:
        if match["close"] != _BRACKETS[opening]:
            return None
        at, end = at - 1, end + 1
        spaced = view[at - 1 : at] in (" ", "\u00a0")
        at -= spaced
        before = view[at - 1 : at]
        if not (before.isalnum() or before in _PUNCTUATION + _CLOSING + "*—–-") or not before:
            return None
        return _Mark(at, end, number, opening, _word(view, at), spaced)
    word = _word(view, at)
    before = view[at - 1]
    if match["n"][0] in _RAISED:
        # A square metre is no note.
        set_as_mark = len(word) > 2 if before.isalpha() else before in _PUNCTUATION + _CLOSING
        return _Mark(at, end, number, "raised", word, False) if set_as_mark else None
    if before in _CLOSING and view[at - 2 : at - 1] in tuple(_PUNCTUATION):
        return _Mark(at, end, number, "quoted", word, False)
    after_stop = before in ".,;!?" and view[at - 2 : at - 1].isalpha()
    if after_stop or (len(word) > 2 and word[1:][-3:].islower() and before.isalpha()):
        return _Mark(at, end, number, "bare" if after_stop or word[-3:].islower() else "short", word, False)
    return None


def _word(view: str, at: int) -> str:
    before = _WORD_BEFORE.search(view, max(0, at - 30), at)
    return before[1] if before else ""


def _without_names(marks: Iterator[_Mark]) -> list[_Mark]:
    """A word with several numbers at it is a name that counts: "unit1", "unit2"."""
    found = list(marks)
    numbers: dict[str, set[int]] = defaultdict(set)
    for mark in found:
        if mark.form in ("bare", "short"):
            numbers[mark.word].add(mark.number)
    return [mark for mark in found if mark.form not in ("bare", "short") or len(numbers[mark.word]) < 2]


def _count(marks: list[_Mark]) -> None:
    """Of each mark, how many count on from 1 up to it and after it."""
    last: dict[int, _Mark] = {}
    before: list[_Mark | None] = []
    for mark in marks:
        one = last.get(mark.number - 1)
        before.append(one)
        if one is not None:
            mark.counted = one.counted + 1
        if one is not None or mark.number == 1:
            last[mark.number] = mark
    for mark, one in zip(reversed(marks), reversed(before), strict=True):
        if one is not None:
            one.counted = max(one.counted, mark.counted)


def _is_mark(mark: _Mark, numbers: set[int]) -> bool:
    noted = mark.number in numbers
    if mark.form == "quoted":
        return True
    if mark.form == "raised":
        return noted or mark.counted > 1 or mark.number == 1
    if mark.form in ("bare", "short"):
        return mark.counted > 1 if noted else mark.counted > 2
    if mark.spaced or mark.form == "(":
        return noted and not (mark.spaced and mark.form == "(")
    return noted or mark.counted > 1 or mark.number == 1


def _notes(view: str) -> Iterator[tuple[int, int]]:
    """Where lines begin with a number as notes do, and the numbers."""
    for at, line in lines_of(view):
        head = line.lstrip()[:2]
        if head and (head[0].isdigit() or head[0] in _BRACKETS or head[0] in _RAISED):
            match = _NOTE.match(view, at)
            if match:
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                yield start, int((match["a"] or match["b"] or match["c"]).translate(_PLAIN))


def _notes_of(notes: list[tuple[int, int]], marks: list[_Mark]) -> Iterator[int]:
    """The paragraphs with the numbers of marks before them, counting on as they do."""
    at = last = 0
    waiting: set[int] = set()
    for start, number in notes:
        while at < len(marks) and marks[at].start < start:
            if marks[at].number == 1:
                waiting.clear()
            waiting.add(marks[at].number)
            at += 1
        if number in waiting and number in (1, last + 1):
            waiting.discard(number)
            last = number
            yield start


def _starred(view: str) -> tuple[list[Span], list[int]]:
    """Asterisks and daggers at words, each with a paragraph after it that begins with the same.

    One after a space closes a paragraph, and its note is near.
    """
    marks: list[Span] = []
    starts: list[int] = []
    for sign in _STARS:
        events = [event for at in places(view, sign) if (event := _star(view, at)) is not None]
        for n, ((at, is_mark), (start, is_other)) in enumerate(pairwise(events)):
            spaced = view[at - 1].isspace()
            if not is_mark or is_other or (spaced and start - at > _NEAR):
                continue
            if not _goes_on(view, start, events[n + 2 : n + 3]):
                marks.append((at - spaced, at + 1))
                starts.append(start)
    return marks, starts


def _goes_on(view: str, start: int, after: list[tuple[int, bool]]) -> bool:
    """Whether what may be a note is the first entry of a list, or a sentence that the mark stands within."""
    first = view[start + 1 : start + 4].lstrip(" \t\"“‘'_")[:1]
    if first.islower():
        return True
    follows = [at for at, is_mark in after if not is_mark]
    return bool(follows) and not _PARAGRAPHS.search(view, start, min(follows[0], start + _FARTHEST))


def _star(view: str, at: int) -> tuple[int, bool] | None:
    """A place and True for what may be a mark, False for what may begin a note; None for neither."""
    before, after = view[at - 1 : at] or "\n", view[at + 1 : at + 2] or "\n"
    if before.isalnum() or before in _PUNCTUATION + _CLOSING:
        is_mark = (after.isspace() or after in ",;.—–-") and not _closes(view, at)
        return (at, True) if is_mark else None
    if before in " \u00a0" and view[at - 2 : at - 1] in tuple(_PUNCTUATION + _CLOSING) and after == "\n":
        return at, True
    low = max(0, at - _DEEPEST)
    line = view.rfind("\n", low, at) + 1 or low
    head = view[at + 1 : at + 3].lstrip(" \t")[:1]
    at_head = line == 0 or view[line - 1] == "\n"
    begins = at_head and not view[line:at].strip() and (head.isalnum() or (head != "" and head in "\"“‘'_"))
    if not begins or (view[at] == "*" and "*" in view[at + 1 : view.find("\n", at) % (len(view) + 1)]):
        return None
    return at, False


def _closes(view: str, at: int) -> bool:
    """Whether an asterisk closes what another has opened on its line."""
    line = view.rfind("\n", max(0, at - _FARTHEST), at) + 1 or max(0, at - _FARTHEST)
    return view[at] == "*" and any(found.start() > line for found in _OPEN_STAR.finditer(view, line, at))
