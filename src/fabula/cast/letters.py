"""Letters, mails and entries of a diary that stand in the narration of a chapter without marks of speech.

Each is told by its writer, whoever tells the chapter. The page shows where one begins: with a salutation
("My dear Ada,"), the head of a mail ("From: …") or a date over words of an *I*. It ends with a signature, or
where the chapter is taken up again. A letter that fills its chapter is no part of another telling, and is not
found here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from fabula.cast.names import is_name
from fabula.types import Block, BlockKind, Span, Text

_EDGE: Final = " \t\r\n\"'“”‘’_*.,:;—–-()[]"
_DIARY: Final = "diary"
_MOST, _QUOTING = 80, 12
"""Paragraphs in which a signature is looked for, and how many of them after one that speech opens."""
_AROUND = 8
"""Words of narration that make what stands among them a part of it."""
_LONGEST_LINE, _LINE_LENGTH = 12, 120
"""Words and characters of a line that may be a salutation or a closing."""
_BARE, _NAME_WORDS = 3, 5
"""Words of a name that stands alone, and of one beneath a closing."""
_SHORTEST = 3
"""Words of a paragraph that may go on with the chapter."""
_OWN, _OWN_SHARE = 2, 0.4
"""Paragraphs of a letter with speech in it that tell of an *I*, and their share of those that tell at all."""
_FIELDS, _MOST_FIELDS = 2, 12
"""Fields that make the head of a mail, and paragraphs that it may be."""
_SALUTATION = re.compile(
    r"(?:(?:my |our )?(?:own |very )?(?:dear(?:est)?|darling|beloved|honou?red|hi|hello|hey)\b"
    r"(?P<name>[^\n.?!“”\"]{0,40})|to whom it may concern|(?:dear )?(?:sirs?|madam))[,:!—–-]+",
    re.IGNORECASE,
)
_DEAR_DIARY = re.compile(r"dear diary\b", re.IGNORECASE)
_FIELD = re.compile(r"(?P<field>from|to|cc|bcc|subject|date|sent)\s?:\s*(?P<value>.*)", re.IGNORECASE)
_TELLING_FIELDS = frozenset(["from", "to", "subject"])
_ADDRESS = re.compile(r"\s*[<(\[]?[\w.+-]{1,64}@[\w.-]{1,255}[>)\]]?")
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?:(?:{_WEEKDAY}[,.]?\s+(?:the )?)?(?:{_ORDINAL}(?: of)? {_MONTH}|{_MONTH}\.? {_ORDINAL})|{_WEEKDAY})"
    r"\b[,.]?(?: \d{4})?(?:,? (?:morning|evening|night|noon|midnight|later))?[.,:—–-]*",
    re.IGNORECASE,
)
_RELATION = "friend|sister|brother|mother|father|son|daughter|cousin|niece|nephew|aunt|uncle|servant"
_CLOSING = re.compile(
    r"(?:.*\b)?(?:yours?|affectionate(?:ly)?|sincerely|faithful(?:ly)?|truly|obedient|loving|love|regards|wishes"
    rf"|kisses|ever|cheers|{_RELATION})\b[\w ,'’]*[,.:!—-]*",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"(?:as ever|ever yours|yours(?: \w+)?|always|love|all my love|with love|best wishes|(?:kind )?regards"
    rf"|your (?:\w+ ){{1,2}}(?:{_RELATION}))[,:—-]+\s*(?P<name>\S.{{0,40}})",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_POSTSCRIPT = re.compile(r"[_*]?P\.? ?(?:P\.? ?)?S\b\.?")
_INITIALS = re.compile(r"(?:[A-Z]\.\s?){1,3}|[A-Z]")
_OPENS_SPEECH = re.compile(r"[\"“„«‘]")
_QUOTES = re.compile(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^«»]*(?:»|$)")
_SPEAKS = re.compile(r"\b(?:I|me|my|mine|myself|we|us|our|ours|you|your|yours)\b", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:I|me|my|mine|myself)\b")
_THIRD = re.compile(r"(?:he|she|they)\b", re.IGNORECASE)
_CITED = re.compile(r">")
_KIN = frozenset(
    "mother father mum mom mama mamma dad daddy papa brother sister grandma grandpa granny aunt uncle".split()  # noqa: SIM905
)


class Kind(Enum):
    """What a document within the narration is."""

    LETTER = "letter"
    MAIL = "mail"
    DIARY = "diary"


@dataclass(slots=True)
class Document:
    """A letter, mail or diary within the narration, by code points.

    ``writer`` and ``reader`` are whom the page names as such, or empty; ``aside`` are the spans of its head
    and its signature, whose names say nothing of whom it tells about.
    """

    kind: Kind
    start: int
    end: int
    writer: str = ""
    reader: str = ""
    aside: list[Span] = field(default_factory=list)


def documents(
    text: Text, chapters: Sequence[Span], known: Set[str], chatted: Sequence[int] = ()
) -> list[list[Document]]:
    """The letters, mails and diaries in each of the chapters, code points in order.

    ``known``: the words of the names of the people of the text. ``chatted``: where the lines of chats begin.
    """
    starts = [block.start for block in text.blocks]
    found: list[list[Document]] = []
    for start, end in chapters:
        blocks = text.blocks[bisect_left(starts, start) : bisect_left(starts, end)]
        told = [block for block in blocks if block.kind.is_story or block.kind is BlockKind.SCENE_BREAK]
        found.append(list(_Chapter(text, told, known, chatted).documents()))
    return found


class _Chapter:
    """The paragraphs of a chapter, read for the documents in it."""

    def __init__(self, text: Text, blocks: Sequence[Block], known: Set[str], chatted: Sequence[int]) -> None:
        self._blocks, self._known = blocks, known
        lines = (bisect_left(chatted, block.start) for block in blocks)
        self._chatted = [
            at < len(chatted) and chatted[at] < block.end for at, block in zip(lines, blocks, strict=True)
        ]
        self._words = [text.content[block.start : block.end].strip() for block in blocks]
        self._breaks = [block.kind is BlockKind.SCENE_BREAK for block in blocks]
        self._first_person = False

    def documents(self) -> Iterator[Document]:
        """The documents of the chapter, but for one that is all of it."""
        at = told = 0
        while at < len(self._blocks):
            document, after = self._document(at)
            if document is None:
                outside = "" if self._chatted[at] else _unquoted(self._words[at])
                told += 0 if self._breaks[at] else len(outside.split())
                self._first_person |= _FIRST.search(outside) is not None
                at += 1
                continue
            rest = sum(len(words.split()) for words in self._words[after:])
            if told >= _AROUND or (document.writer and rest >= _AROUND):
                yield document
            at = after

    def _document(self, at: int) -> tuple[Document | None, int]:
        """The document that begins with a paragraph, or None, and the paragraph after it."""
        if self._breaks[at]:
            return None, at
        fields, body = self._head(at)
        if fields:
            document = self._new(Kind.MAIL, at, body, fields.get("from", ""), fields.get("to", ""))
            if body < len(self._words) and self._salutation(body) is not None:
                document.aside.append(self._span(body))
                body += 1
            return self._ended(document, body, must_sign=False)
        if _CITED.match(self._words[at]):
            return self._cited(at)
        if (note := self._in_one_paragraph(at)) is not None:
            return note, at + 1
        name = self._salutation(at)
        if name is not None:
            kind = Kind.DIARY if name == _DIARY else Kind.LETTER
            first = at - 1 if at and self._is_dated(at - 1) else at
            document = self._new(kind, first, at + 1, "", "" if kind is Kind.DIARY else name)
            bare = self._words[at].strip(_EDGE) == name
            return self._ended(document, at if "\n" in self._words[at] else at + 1, must_sign=bare)
        if not self._first_person and self._is_entry(at):
            return self._ended(self._new(Kind.DIARY, at, at, "", ""), at, must_sign=False)
        return None, at

    def _in_one_paragraph(self, at: int) -> Document | None:
        """A letter with its salutation and its signature in one paragraph, or None."""
        words = self._words[at]
        opens = _SALUTATION.match(words)
        last = _SENTENCE_END.split(words)[-1].strip(" _*")
        closes = _CLOSED.fullmatch(last) if opens is not None else None
        if opens is None or closes is None or not is_name(closes["name"].strip(_EDGE)):
            return None
        start, end = self._span(at)
        reader, writer = (opens["name"] or "").strip(_EDGE), closes["name"].strip(_EDGE)
        aside = [(start, start + opens.end()), (end - len(last), end)]
        return Document(Kind.LETTER, start, end, writer, reader, aside)

    def _new(self, kind: Kind, first: int, body: int, writer: str, reader: str) -> Document:
        """A document with its head, paragraphs ``first`` to ``body``."""
        aside = [self._span(k) for k in range(first, body)]
        start = self._blocks[first].start
        return Document(kind, start, start, writer, reader, aside)

    def _span(self, at: int) -> Span:
        return self._blocks[at].start, self._blocks[at].end

    def _head(self, at: int) -> tuple[dict[str, str], int]:
        """The fields at the head of a mail, in one paragraph or in several, and the paragraph after them."""
        found: dict[str, str] = {}
        first = at
        while at < min(first + _MOST_FIELDS, len(self._words)) and not self._breaks[at]:
            matches = [_FIELD.match(line.strip(" _*")) for line in self._words[at].split("\n")]
            if not all(matches):
                break
            for match in filter(None, matches):
                found.setdefault(match["field"].lower(), _person(match["value"]))
            at += 1
        return (found, at) if len(found) >= _FIELDS and found.keys() & _TELLING_FIELDS else ({}, at)

    def _salutation(self, at: int) -> str | None:
        """Who is spoken to at the head of a letter, empty for nobody by name; None where none begins."""
        line, _, rest = self._words[at].partition("\n")
        line = line.strip(" _*")
        if len(line.split()) > _LONGEST_LINE or (rest and line[-1:] not in ",:—-"):
            return None
        if _OPENS_SPEECH.match(line):
            return None  # a letter within marks of speech is a quotation
        if _DEAR_DIARY.match(line):
            return _DIARY
        match = _SALUTATION.match(line)
        if match is not None:
            return (match["name"] or "").strip(_EDGE)
        name = line.strip(_EDGE)
        bare = line[-1:] in ",—-" and len(name.split()) <= _BARE and is_name(name) and not rest
        return name if bare else None

    def _is_dated(self, at: int) -> bool:
        """Whether a paragraph is the place and date over a letter."""
        words = self._words[at]
        return (
            len(words.split()) <= _LONGEST_LINE
            and _DATE.search(words) is not None
            and not _QUOTES.search(words)
        )

    def _is_entry(self, at: int) -> bool:
        """Whether a date heads words of an *I*, in its own paragraph or in the next."""
        match = _DATE.match(self._words[at].lstrip(" _*"))
        if match is None:
            return False
        rest = self._words[at].lstrip(" _*")[match.end() :].strip(_EDGE)
        if not rest and at + 1 < len(self._words):
            rest = self._words[at + 1]
        elif match[0][-1:] not in ".:—–-":
            return False
        return _FIRST.search(_unquoted(rest)) is not None

    def _ended(self, document: Document, body: int, *, must_sign: bool) -> tuple[Document | None, int]:
        """A document with its end, None where it must be signed and is not; and the paragraph after it."""
        limit = body
        while limit < min(len(self._words), body + _MOST) and not (limit > body and self._begins(limit)):
            limit += 1
        talk = next((k for k in range(body, limit) if _OPENS_SPEECH.match(self._words[k])), limit)
        resumed = next((k for k in range(body, talk) if self._is_narration(k, document)), talk)
        for k in range(body, min(limit, talk + _QUOTING)):
            name, after = self._signature(k, bare=body < k < talk)
            if name:
                document.writer = document.writer or name
                document.aside += [self._span(i) for i in range(k, after)]
                while after < limit and _POSTSCRIPT.match(self._words[after]):
                    after += 1
                document.end = self._blocks[after - 1].end
                return document, after
        if talk < limit and self._goes_on(talk, limit):
            resumed = limit
        if must_sign or resumed == body:
            return None, body
        document.end = self._blocks[resumed - 1].end
        return document, resumed

    def _goes_on(self, talk: int, limit: int) -> bool:
        """Whether a letter goes on behind speech to where the narration breaks off: with an *I* who tells.

        In a chapter that an *I* tells, that may be the *I* of the chapter.
        """
        if self._first_person or not (limit == len(self._words) or self._breaks[limit]):
            return False
        outside = [_unquoted(self._words[k]) for k in range(talk, limit) if not self._chatted[k]]
        told = [words for words in outside if any(map(str.isalpha, words))]
        own = sum(_FIRST.search(words) is not None for words in told)
        return own >= max(_OWN, _OWN_SHARE * len(told))

    def _cited(self, at: int) -> tuple[Document | None, int]:
        """The lines of a mail that another cites, each with a mark before it."""
        end = at
        while end < len(self._words) and _CITED.match(self._words[end]):
            end += 1
        document = self._new(Kind.MAIL, at, at, "", "")
        document.end = self._blocks[end - 1].end
        last = self._words[end - 1].rpartition("\n")[2].lstrip("> ")
        if self._may_sign(last) and (end - at > 1 or "\n" in self._words[at]):
            document.writer = last.strip(_EDGE)
            document.aside.append(self._span(end - 1))
        return document, end

    def _begins(self, at: int) -> bool:
        """Whether the narration breaks off, or another document begins."""
        if self._breaks[at] or _CITED.match(self._words[at]) or self._head(at)[0]:
            return True
        name = self._salutation(at)
        return name is not None and self._words[at].strip(_EDGE) != name

    def _is_narration(self, at: int, document: Document) -> bool:
        """Whether a paragraph goes on with the chapter: of a third person, and by no *I* to no *you*."""
        words = self._words[at]
        if len(words.split()) < _SHORTEST or _SPEAKS.search(_unquoted(words)):
            return False
        first = words.split()[0].strip(_EDGE).lower()
        readers = {word.lower() for word in document.reader.split()}
        return bool(_THIRD.match(words)) or first in self._known or first in readers

    def _signature(self, at: int, *, bare: bool) -> tuple[str, int]:
        """The name beneath a letter whose closing stands in a paragraph, and the paragraph after it; or none.

        ``bare`` where a name alone may sign it.
        """
        lines = self._words[at].split("\n")
        last = lines[-1].strip(" _*")
        if _is_closing(last) and at + 1 < len(self._words):
            below = self._words[at + 1].strip(" _*—–-")
            if is_name(below) and len(below.split()) <= _NAME_WORDS:
                return below.strip(_EDGE), at + 2
        if len(lines) > 1 and _is_closing(lines[-2].strip(" _*")) and is_name(last.strip(_EDGE)):
            return last.strip(_EDGE), at + 1
        inline = _CLOSED.match(last) if len(lines) == 1 and len(last) <= _LINE_LENGTH else None
        if inline is not None and is_name(inline["name"].strip(_EDGE)):
            return inline["name"].strip(_EDGE), at + 1
        if bare and len(lines) == 1 and self._may_sign(last):
            return last.strip(_EDGE) or last, at + 1
        return "", at

    def _may_sign(self, line: str) -> bool:
        """Whether a line is no more than the name or the initials of somebody."""
        words = line.strip(" _*—–-")
        if _INITIALS.fullmatch(words):
            return True
        name = words.strip(_EDGE)
        return len(name.split()) <= _BARE and is_name(name) and self._is_known(name)

    def _is_known(self, name: str) -> bool:
        words = [word.strip(_EDGE).lower() for word in name.split()]
        return bool(words) and any(word in self._known or word in _KIN for word in words)


def _is_closing(line: str) -> bool:
    return len(line) <= _LINE_LENGTH and len(line.split()) <= _LONGEST_LINE and bool(_CLOSING.fullmatch(line))


def _unquoted(words: str) -> str:
    """Words without what stands in quotation marks."""
    return _QUOTES.sub(" ", words)


def _person(value: str) -> str:
    """The name in a field of a mail: that before the address, or else that of the address."""
    name = _ADDRESS.sub("", value).strip(_EDGE)
    return name or value.strip("<>([ ").partition("@")[0].replace(".", " ").replace("_", " ").title()
