"""Cuts a text where its teller may change, and reads what the page itself says of who tells.

A stretch is a run of narration between headings (a chapter, a letter, an entry of somebody's diary), a letter
in the midst of it, or a long quotation: a tale told aloud, or a letter given within quotation marks, is
narration of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from fabula.cast.added import innermost_of_tokens
from fabula.cast.letters import Document, documents
from fabula.cast.lexicon import FIRST_PERSON, FIRST_PLURAL, PRONOUN_GENDERS, SECOND_PERSON, TITLES
from fabula.cast.names import is_name, parse_name
from fabula.types import BlockKind, int_array

if TYPE_CHECKING:
    from fabula.cast.book import Book

_TALE_WORDS, _LONG_TALE, _LETTER = 400, 800, 40
"""Words of a quotation that is narration of its own: over paragraphs, in one piece, or a letter."""
_MOSTLY = 0.7
"""The share of a letter within quotation marks that makes the marks those of the letter."""
_HEADING_WORDS, _TITLE_WORDS = 20, 4
_LOUD = 0.5
"""The share of capitals that makes a text one in capitals."""
_PRONOUNS = {*PRONOUN_GENDERS, *FIRST_PERSON, *FIRST_PLURAL, *SECOND_PERSON}
_POSTSCRIPT = 4
"""Lines at the end of a letter where a name alone signs it."""
_BENEATH = 80
"""Characters after the closing mark of a letter in which its signature may stand in marks of its own."""

_RECORDS: Final = (
    "story narrative narration tale diary journal account statement memorandum memoranda notebook log letter "
    "deposition testimony confession version evidence report history memoir memoirs recollections chronicle "
    "telegram note postcard email message transcript"
)
_RECORD = f"(?:{'|'.join(_RECORDS.split())})s?"
_TELLING = "written|told|related|resumed|continued|spoken|narrated|kept|contributed|recorded|set down|left"
_OWNED = re.compile(
    rf"^(?:from |extracts? from )?(?P<name>.+?)['’]s\s+(?:[\w-]+\s+){{0,2}}?{_RECORD}\b", re.I
)
_OF = re.compile(rf"\b{_RECORD}(?: \w+)? (?:of|by|from) (?P<name>.+)$", re.I)
_BY = re.compile(rf"\b(?:{_TELLING})\b(?: \w+)? by (?P<name>.+)$", re.I)
_TO = re.compile(
    rf"^(?P<kind>{_RECORD}\b(?:\s*\([^)]*\))?[\s,:.]*)?(?:from\s+)?(?P<name>.+?),?\s+to\s+(?P<other>.+)$",
    re.I,
)
_RESUMED = re.compile(r"^(?P<name>[^.,]+?),? (?:in continuation|continued|continues|speaks|speaking)\b", re.I)
_VIEWPOINT = re.compile(
    r"(?:pov|point of view)\s*[:—–-]\s*(?P<whose>.+)"
    r"|(?P<name>.+?)(?:['’]s?)?\s+(?:p\.?o\.?v\.?|point of view|perspective)",
    re.I,
)
"""A line that says through whose eyes the next part is told: "Ines’s POV"."""
_CONTINUED = re.compile(r"(?<![\s_(—–-])[\s_(—–-]*(?<![a-z])(?:continued|concluded)[\s_).]*$", re.I)
_KIND = re.compile(r"(?:chapter|letter|book|part|prologue|epilogue|interlude|preface|introduction)\b", re.I)
_ANNOUNCED = re.compile(
    r"\b(?:(?:began|begins?|commenced?|told|tells?|relate[sd]?|resumed?)\b[^.?!]{0,40}\b(?:tale|story|narrative|"
    r"history|account)|as follows|(?:tale|story|narrative|history|account)\b[^.?!]{0,120}\bthus)\b[^a-z]*$",
    re.I,
)
_ANNOUNCING = 240
_NUMBER = re.compile(
    r"^(?:(?:chapter|book|part|letter|volume|section|scene|act)\b[\s.:]*)?"
    r"(?:(?:[ivxlcdm]+|\d+)\b)?[\s.:—–-]*",
    re.I,
)
_CLOSING = re.compile(
    r"^(?:(?:i am|i remain|believe me|ever|always|yours?|with)\b.*)?\b(?:yours?|affectionate(?:ly)?|"
    r"sincerely|faithful(?:ly)?|truly|obedient|loving|servant|love|friend|sister|brother|mother|father|son|daughter)\b"
    r"[\w ,'’]*[,.:—-]*$",
    re.I,
)
_SALUTATION = re.compile(
    r"(?:^[\s\"'“‘]*|(?<=[\n\"'“‘])[^\S\n]*)"
    r"(?:my |our )?(?:own |very )?(?:dear(?:est)?|darling|beloved|honou?red)\b"
    r"[^\n.?!“”\"]{0,40}[,:—-]+(?:[ \"”][ \"”—-]*)?(?:\n|$)",
    re.I,
)
_WORD = r"[A-Z][\w'’.-]*[\w.]"
NAME_PATTERN: Final = rf"{_WORD}(?:[ \n](?:de|van|von|of|the|{_WORD})){{0,4}}"
_SELF: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b[Cc]all me ({NAME_PATTERN})",
        rf"\b[Mm]y (?:\w+ )?name(?: is|['’]s| was|,? being)? (?:now )?({NAME_PATTERN})",
        rf"\bI (?:am|was|had been) (?:called|named|christened|baptized|baptised|known as) ({NAME_PATTERN})",
        rf"\bI (?:called|call|named|signed|sign) myself ({NAME_PATTERN})",
        rf"\bI, ({NAME_PATTERN}), ",
    )
)
_FURNITURE = " \t\r\n\"'“”‘’_*.,:;—–-()[]"


@dataclass(slots=True)
class Stretch:
    """A run of text that one voice tells, by code points.

    ``quotation`` is the number of the long quotation that it is, -1 for narration outside quotations;
    ``document`` is the letter in the midst of a chapter that it is.
    ``record`` says that the page sets it off as somebody's letter, diary or narrative, ``letter`` that it is
    one to somebody, which may stand in quotation marks. The names are as the page has them:
    ``headed`` by a heading that says who tells, ``titled`` by one that is no more than a name, ``signed``
    beneath a letter, ``named`` by the teller ("call me …"). ``aside`` are spans whose names say nothing of
    whom the stretch tells about: signatures and the teller's own name. Stretches of one ``run`` stand under
    the same heading; ``kind`` is what that calls its part ("chapter", "letter"). ``announced`` where the
    words before it say that a story now begins.
    """

    start: int
    end: int
    run: int = -1
    quotation: int = -1
    document: Document | None = None
    record: bool = False
    letter: bool = False
    kind: str = ""
    announced: bool = False
    headed: list[str] = field(default_factory=list)
    titled: list[str] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    aside: list[tuple[int, int]] = field(default_factory=list)

    @property
    def is_narration(self) -> bool:
        """Whether it tells the story itself, and is neither somebody's tale nor a letter in it."""
        return self.quotation < 0 and self.document is None


class Stretches:
    """The stretches of a book in order, and for every token the quotation that it is said in."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.said = innermost_of_tokens(book.notes)
        self._tokens = int_array(book.notes.token_start)
        self._opens = [quotation.start for quotation in book.notes.quotations]
        self.all: list[Stretch] = []
        page = _Page(book)
        runs = _runs(book, page)
        chatted = sorted(book.notes.quotations[row].start for row in book.labels)
        letters = documents(book.text, [(run.start, run.end) for run in runs], page.known, chatted)
        for number, (run, own) in enumerate(zip(runs, letters, strict=True)):
            run.run = number
            self.all += self._with_tales(run) if run.record else self._cut(run, own)
        self._starts = [stretch.start for stretch in self.all]
        for stretch in self.all:
            if stretch.document is None:
                _sign(book, stretch)
            self._name(stretch)
        self._spans, self._quotation = book.spans, book.quotation
        del self.book  # each would keep the other in memory, as no cycles are looked for meanwhile

    def __len__(self) -> int:
        return len(self.all)

    def at(self, offset: int) -> int:
        """The number of the stretch that holds a code point, -1 where it is in none."""
        number = bisect_right(self._starts, offset) - 1
        return number if number >= 0 and offset < self.all[number].end else -1

    def letter_at(self, offset: int) -> int:
        """The number of the stretch that is a letter and holds a code point, -1 where it is in none."""
        number = self.at(offset)
        return number if number >= 0 and self.all[number].document is not None else -1

    def tokens(self, stretch: Stretch) -> tuple[int, int]:
        """The tokens of a stretch, end exclusive."""
        return bisect_left(self._tokens, stretch.start), bisect_left(self._tokens, stretch.end)

    def words(self, stretch: Stretch) -> int:
        """How many tokens are told by the teller of a stretch himself."""
        first, end = self.tokens(stretch)
        return int((self.said[first:end] == stretch.quotation).sum())

    def own(self, number: int) -> int:
        """The stretch of which a mention is the teller's own words, -1 for one inside speech."""
        found = self.at(self._spans[number][0])
        if found >= 0 and self.all[found].quotation == self._quotation[number]:
            return found
        return -1

    def _cut(self, run: Stretch, letters: Sequence[Document]) -> list[Stretch]:
        """A run of narration cut around the letters in it, and those around tales."""
        if not letters:
            return self._with_tales(run)
        found: list[Stretch] = []
        rest = run.start
        for letter in letters:
            found += self._with_tales(self._part(run, rest, letter.start))
            found.append(self._written(run, letter))
            rest = letter.end
        found += self._with_tales(self._part(run, rest, run.end))
        return found

    def _written(self, run: Stretch, letter: Document) -> Stretch:
        """A letter within a run as a stretch, which no heading of the run tells anything of."""
        signed = [letter.writer] if letter.writer else []
        return Stretch(
            letter.start,
            letter.end,
            run.run,
            document=letter,
            letter=True,
            signed=signed,
            aside=[*letter.aside],
        )

    def _with_tales(self, run: Stretch) -> list[Stretch]:
        """A run of narration cut around the tales that are told in it."""
        pieces: list[Stretch] = []
        rest = run.start
        for number in self._tales(run):
            quotation = self.book.notes.quotations[number]
            start, end = max(quotation.start, rest), min(quotation.end, run.end)
            pieces.append(self._part(run, rest, start))
            pieces.append(self._part(run, start, end))
            pieces[-1].quotation = number
            rest = end
        pieces.append(self._part(run, rest, run.end))
        whole = [piece for piece in pieces if self.words(piece)]
        in_marks = self._in_marks(run)
        for piece in whole:
            # what heads a letter in quotation marks is not said of what stands around it, nor what heads a
            # diary of those who speak in it
            if (piece.quotation >= 0) is not in_marks and len(whole) > 1:
                piece.headed, piece.titled, piece.record = [], [], False
        return whole

    def _part(self, run: Stretch, start: int, end: int) -> Stretch:
        """A part of a run, without the white space around it."""
        words = self.book.text.content[start:end]
        start, end = end - len(words.lstrip()), start + len(words.rstrip())
        part = replace(run, start=min(start, end), end=end, headed=[*run.headed], titled=[*run.titled])
        part.signed, part.named, part.aside = [], [], []
        return part

    def _tales(self, run: Stretch) -> list[int]:
        """The quotations of a run that are tales, in order."""
        all_of_them = self._in_marks(run)
        found = []
        first, last = (bisect_left(self._opens, place) for place in (run.start, run.end))
        for number in range(first, last):
            quotation = self.book.notes.quotations[number]
            if quotation.depth > 1:
                continue
            words = int((self.said[slice(*self._within(quotation.start, quotation.end))] == number).sum())
            letter = _SALUTATION.search(self.book.text.content, quotation.start, quotation.end)
            least = _LETTER if letter else _TALE_WORDS if len(quotation.spans) > 1 else _LONG_TALE
            if all_of_them or words >= least:
                found.append(number)
        return found

    def _within(self, start: int, end: int) -> tuple[int, int]:
        return self.tokens(Stretch(start, end))

    def _in_marks(self, run: Stretch) -> bool:
        """Whether a run is a letter whose paragraphs all stand in quotation marks."""
        first, end = self.tokens(run)
        return run.letter and bool((self.said[first:end] >= 0).sum() >= _MOSTLY * max(end - first, 1))

    def _name(self, stretch: Stretch) -> None:
        """Notes what a teller says his own name is."""
        content = self.book.text.content
        notes = self.book.notes
        for start, end, name in own_names(content, stretch.start, stretch.end):
            # A number of another type would have the whole column copied.
            token = int(notes.token_end.searchsorted(notes.token_end.dtype.type(start), side="right"))
            if token < len(self.said) and self.said[token] == stretch.quotation:
                stretch.named.append(name)
                stretch.aside.append((start, end))


def own_names(content: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The names that an *I* between two code points says are his own ("call me …"), with their spans."""
    for pattern in _SELF:
        for match in pattern.finditer(content, start, end):
            name = match[1].strip(_FURNITURE)
            if is_name(name):
                yield *match.span(1), name


def _runs(book: Book, page: _Page) -> list[Stretch]:
    """The narration between headings, each run with what its headings say of its teller."""
    text = book.text
    begins = {chapter.start for chapter in text.chapters}
    found: list[Stretch] = []
    fresh, waiting, broken = True, Stretch(0, 0), False
    for block in text.blocks:
        words = " ".join(text.content[block.start : block.end].split())
        if block.kind is BlockKind.HEADING:
            waiting = page.read_heading(words, waiting if fresh else Stretch(0, 0), alone=True, under=fresh)
            fresh = True
        elif block.kind.is_story:
            under = fresh and bool(found or waiting.kind)
            italic = block.start in page.emphasised
            heading = page.read_heading(words, Stretch(0, 0), alone=False, under=under, italic=italic)
            if (broken or fresh) and page.is_viewpoint(words, italic=italic):
                heading.titled.append(viewpoint(words))
            if heading.headed or heading.titled:
                waiting, fresh = heading, True
                continue
            if fresh or not found or block.start in begins:
                waiting.start = block.start
                waiting.announced = bool(found) and _announces(text.content, found[-1])
                found.append(waiting)
                fresh, waiting = False, Stretch(0, 0)
            found[-1].end = block.end
        broken = block.kind is BlockKind.SCENE_BREAK or (broken and not block.kind.is_story)
    return found


def viewpoint(words: str) -> str:
    """The name in a line that may stand over the part of one of several tellers: "INES", "Ines’s POV"."""
    bare = words.strip(_FURNITURE)
    match = _VIEWPOINT.fullmatch(bare)
    return (match["whose"] or match["name"]).strip(_FURNITURE) if match is not None else bare


def _announces(content: str, before: Stretch) -> bool:
    """Whether the last words of a stretch say that a story now begins."""
    return _ANNOUNCED.search(content, max(before.start, before.end - _ANNOUNCING), before.end) is not None


class _Page:
    """How the page of a book sets its headings: ``loud`` where all is in capitals, which then tell nothing.

    ``known`` are the words of the names in its story, ``emphasised`` the places where italics or bold begin.
    """

    def __init__(self, book: Book) -> None:
        self.known = frozenset(word for name in book.names.values() for word in name.words)
        self.loud = _shouted(book.text.content, _LOUD)
        self.emphasised = frozenset(each.start for each in book.text.emphasis)

    def read_heading(
        self, words: str, so_far: Stretch, *, alone: bool, under: bool, italic: bool = False
    ) -> Stretch:
        """Adds to a stretch what a heading over it says.

        ``alone`` for one that the page sets as a heading, ``under`` for a line right under one, and
        ``italic`` for words that begin in italics.
        """
        bare = _CONTINUED.sub("", words).strip(_FURNITURE)
        if not bare or len(bare.split()) > _HEADING_WORDS:
            return so_far
        if not alone and not (
            self._set_off(words, bare, italic=italic)
            or (under and words[-1:] not in '.?!”"' and _BY.search(bare))
        ):
            return so_far
        kind = _KIND.match(bare)
        if alone and kind:
            so_far.kind = kind[0].lower()
        title = viewpoint(_NUMBER.sub("", bare))
        for pattern in (_TO, _OWNED, _BY, _OF, _RESUMED):
            match = pattern.search(title if pattern is not _RESUMED else words.strip(_FURNITURE))
            if match is None:
                continue
            name = _teller(match["name"])
            if name and (pattern is not _TO or self._addressed(match, name)):
                so_far.headed.append(name)
                so_far.record = True
                so_far.letter = pattern is _TO
                return so_far
        if alone and title and len(title.split()) <= _TITLE_WORDS and self._names_one(title):
            so_far.titled.append(title)
        return so_far

    def is_viewpoint(self, words: str, *, italic: bool) -> bool:
        """Whether a line at the head of a part is no more than the name of one of the people, and set off.

        Capitals, italics or bold do that, or the words "point of view".
        """
        name = viewpoint(words)
        if words[-1:] in ".!?…" or len(name.split()) > _TITLE_WORDS or not self._names_one(name):
            return False
        shouted = not self.loud and _shouted(name)
        return italic or shouted or words.startswith(("_", "*")) or name != words.strip(_FURNITURE)

    def _addressed(self, match: re.Match[str], name: str) -> bool:
        """Whether "X to Y" heads a letter: it says so, or X is one of the people ("FROM JOY TO DEATH")."""
        return bool(_teller(match["other"])) and bool(match["kind"] or self._names_one(name))

    def _names_one(self, words: str) -> bool:
        """Whether words are the name of one of the people, and no more than that."""
        return is_name(words) and self.known.issuperset(parse_name(words).words or [""])

    def _set_off(self, words: str, bare: str, *, italic: bool) -> bool:
        """Whether a paragraph stands like a heading: in italics or capitals, or as a letter's head alone."""
        if italic or words.startswith(("_", "*")) or (not self.loud and _shouted(bare)):
            return True
        addressed = _TO.match(bare)
        if addressed is not None and addressed["kind"]:
            return words[:1].isupper()
        owned = _OWNED.match(bare)
        return owned is not None and owned.end() == len(words) and is_name(owned["name"])


def _shouted(words: str, share: float = 0.8) -> bool:
    letters = "".join(filter(str.isalpha, words))
    return sum(map(str.isupper, letters)) >= share * max(len(letters), 1)


def _teller(words: str) -> str:
    """The name at the start of what a heading says of its teller, or nothing."""
    name = re.split(r"[;:(,]|\s[—–-]\s", words.strip(_FURNITURE))[0].strip(_FURNITURE)
    name = re.sub(r"^(?:from|by|the late)\s+", "", name, flags=re.IGNORECASE)
    low = name.lower().split()
    if len(low) == 1 and low[0] in _PRONOUNS:
        return ""
    nominal = len(low) == 2 and low[0] == "the" and low[1] in TITLES
    return name if name and (nominal or (is_name(name) and low[0] not in ("a", "an"))) else ""


def _sign(book: Book, stretch: Stretch) -> None:
    """Finds the name beneath a letter: alone in its line, under a closing or in capitals."""
    content = book.text.content
    letter = _SALUTATION.search(content, stretch.start, stretch.end) is not None
    stretch.letter = stretch.letter or letter
    end = stretch.end + (_BENEATH if stretch.quotation >= 0 else 0)
    lines = [
        (match.start() + stretch.start, match[0])
        for match in re.finditer(r"[^\n]+", content[stretch.start : end])
    ]
    for k in range(len(lines) - 1, 0, -1):
        at, line = lines[k]
        name = line.strip(_FURNITURE + "—-")
        if not name or len(name.split()) > 5 or not _may_sign(name):
            continue
        before = lines[k - 1][1].strip(_FURNITURE)
        closed = len(before.split()) <= 12 and _CLOSING.match(before) is not None
        last = letter and k >= len(lines) - _POSTSCRIPT
        shouted = (
            _shouted(name)
            and len(name) > 2
            and (stretch.record or (stretch.quotation >= 0 and k > len(lines) - _POSTSCRIPT))
        )
        beneath = stretch.record or stretch.quotation >= 0 or k >= len(lines) - _POSTSCRIPT
        if (closed and beneath) or last or shouted:
            stretch.signed.append(name)
            stretch.aside.append((at, at + len(line)))
            return


def _may_sign(name: str) -> bool:
    return is_name(name) and name.lower() not in TITLES and not any(char.isdigit() for char in name)
