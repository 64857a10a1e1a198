"""The entries of a table of contents, and which heading of the text each of them names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fabula.sources import headings

_WORD = re.compile(
    r"(?P<part>part|book|volume|vol|act|phase)\b|(?:chapter|chap|letter|stave|canto|scene|episode|section|adventure)\b",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?P<leader>[\s.·…_-]+)(?P<page>\d{1,4}|[ivxlc]+)[\s.]*$")
_FIRST = re.compile(r"\s*(?P<first>[^\s.:)—–]+)(?:[.:)—–]+|\s+-+|\s|$)")
_NOT_LETTERS = re.compile(r"[\W_]+")
_BULLETS = "-–—•·‣◦▪▫ \t"
_LONGEST_SUMMARY = 400
_LONGEST_TITLE = 100
ALIKE = 8
"""Letters at the beginning of titles that tell that one is the other cut short."""
_ALIKE_NUMBERED = 4
_SENTENCE_END = re.compile(r"[a-z)][.!?…][\"'”’]?$|[,;—–-]$|[”\"»]$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table, or a heading: its number, the letters of its title, and whether it is a part's.

    ``paged`` tells that a number of a page stands at its end.
    """

    number: int | None
    title: str
    part: bool
    paged: bool

    @property
    def is_bare(self) -> bool:
        """A number without a title."""
        return self.number is not None and not self.title

    def titled(self, below: Entry) -> Entry:
        """The same with the title from the next line."""
        return Entry(self.number, below.title, self.part, self.paged or below.paged)

    def names(self, heading: Entry) -> bool:
        """Whether a heading is the one that this entry stands for."""
        if self.part != heading.part and (self.number is not None or heading.number is not None):
            return False
        if self.title and heading.title:
            same = self.number is not None and self.number == heading.number
            least = _ALIKE_NUMBERED if same else ALIKE
            return (same or None in (self.number, heading.number)) and _alike(
                self.title, heading.title, least
            )
        return self.number is not None and self.number == heading.number


def _alike(one: str, other: str, least: int) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return shorter == longer or (len(shorter) >= least and longer.startswith(shorter))


def parse(line: str) -> Entry:
    """An entry or a heading, taken apart."""
    words = " ".join(line.strip(" \t\r\n_*|#>").lstrip(_BULLETS).split())
    found = _PAGE.search(words)
    paged = found is not None and not _is_number_of_it(words[: found.start()], found)
    if found is not None and paged:
        words = words[: found.start()]
    word = _WORD.match(words)
    rest = words[word.end() :].lstrip(" .") if word else words
    number, title = _numbered(rest, sure=word is not None)
    if word and number is None:
        title = words  # "Book of the Dead"
    return Entry(
        number, _NOT_LETTERS.sub("", title).casefold(), word is not None and word["part"] is not None, paged
    )


def _is_number_of_it(before: str, page: re.Match[str]) -> bool:
    """Whether what may be a page's number is that of the chapter: "Chapter 3", "Day 1", "3"."""
    if len(page["leader"]) > 2 or "." in page["leader"]:
        return False
    bare = _WORD.fullmatch(before.strip()) is not None
    return bare or not any(map(str.isalpha, before)) or (page["page"].isdigit() and before.count(" ") == 0)


def _numbered(words: str, *, sure: bool) -> tuple[int | None, str]:
    """The number that words begin with, and the rest of them."""
    number = headings.number_of(words)
    first = _FIRST.match(words)
    if first is None:
        return number, "" if number is not None else words
    value = headings.number_of(first["first"])
    if value is None or (number is None and not sure and first[0].strip()[-1:] not in ".:)—–"):
        return number, words if number is None else ""
    return value, words[first.end() :]


def may_be_title(lines: Sequence[str]) -> bool:
    """Whether a paragraph under a number can be its title, though no line is set like one."""
    line = lines[0].strip() if len(lines) == 1 else ""
    return 0 < len(line) <= _LONGEST_TITLE and line[0].isupper() and line[-1] not in ".!?…,;:"


def are_entries(lines: Sequence[str]) -> bool:
    """Whether the lines of a paragraph can be entries of a table, or go on in one."""
    opened = 0  # characters of the entry so far that a line may go on in
    for line in map(str.strip, lines):
        if len(line) > _LONGEST_SUMMARY:
            return False
        entry = parse(line)
        if entry.number is not None:
            opened = len(line)
        elif entry.paged or (headings.rank(line) > 0 and not _SENTENCE_END.search(line)):
            opened = max(opened, 1)
        elif opened and opened + len(line) <= _LONGEST_SUMMARY:
            opened += len(line)
        else:
            return False
    return bool(lines)
