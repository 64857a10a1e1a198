"""Fields of word processors: codes that a program works out to words, page numbers, tables of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fabula.sources.office.style_names import ParagraphRole
from fabula.types import Apart, BlockKind

# What these work out to is a page number or the mark of a note, no part of a sentence.
_UNREAD = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "NOTEREF", "XE", "TC", "RD"))
_TABLES = {"TOC": Apart.CONTENTS, "INDEX": Apart.INDEX, "TOA": Apart.CONTENTS}
# Older programs write ruby as an equation: one word raised over another.
_RUBY = re.compile(r"EQ\b.*?\\o\b.*?\(\s*\\s\\up\s*-?\d+\s*\([^()]*\)\s*[,;]\s*(?P<base>.*)\)\s*$", re.DOTALL)
_LONGEST_ENTRY = 300
_MOST_OPEN = 50


@dataclass(slots=True)
class _Field:
    code: list[str] = field(default_factory=list)
    in_result: bool = False

    @property
    def name(self) -> str:
        words = "".join(self.code).split(None, 1)
        return words[0].upper() if words else ""


@dataclass(slots=True)
class Fields:
    """The fields that are open, one inside another."""

    stack: list[_Field] = field(default_factory=list)

    def begin(self, code: str | None = None) -> None:
        """Open a field; one whose ``code`` is given has its result next."""
        if len(self.stack) >= _MOST_OPEN:
            self.stack.clear()
        self.stack.append(_Field([code or ""], in_result=code is not None))

    def add(self, code: str) -> None:
        """Take in a piece of the code of the innermost field."""
        if self.stack:
            self.stack[-1].code.append(code)

    def separate(self) -> None:
        """The code of the innermost field is over, and its result begins."""
        if self.stack:
            self.stack[-1].in_result = True

    def end(self) -> str:
        """Close the innermost field; gives the words that it shows without having them as its result."""
        last = self.stack.pop() if self.stack else _Field()
        ruby = _RUBY.match("".join(last.code).strip())
        return ruby["base"] if ruby and not self.is_unread else ""

    @property
    def is_unread(self) -> bool:
        """Whether words that come now are a code, or a result that is no part of a sentence."""
        return any(each.name in _UNREAD or (each.name and not each.in_result) for each in self.stack)

    def role(self, words: str, *, is_heading: bool) -> ParagraphRole | None:
        """What a paragraph is by the table that it stands in; none lasts over a heading or a long one."""
        if not self.stack:
            return None
        tables = [each for each in self.stack if each.name in _TABLES]
        if tables and (is_heading or len(words) > _LONGEST_ENTRY):
            self.stack.clear()
            return None
        return ParagraphRole(BlockKind.BOILERPLATE, 0, _TABLES[tables[0].name]) if tables else None

    def end_paragraph(self) -> None:
        """Only tables go on over paragraphs: a field that was never closed is over."""
        self.stack = [each for each in self.stack if each.name in _TABLES]
        for each in self.stack:
            each.in_result = True
