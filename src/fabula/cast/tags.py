"""Speech tags as the page has them: "said Anna" and "Anna said" right beside a quotation.

The model scores every mention near a quotation, and among several quotations in one paragraph its scores may
go to the neighbour's tag. Words of saying that touch the quotation on one side and a mention on the other
leave no doubt. A line that is announced ("she turned to Tom and said:"), also from the end of the paragraph
before, is said by the subject of the last words of saying there, as the parse has it. A line of a chat is
said by its label. A line quoted within another, of which the model knows nothing, has its tag among the words
around it there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fabula.cast.lexicon import SAY, SAYING, SAYS
from fabula.cast.syntax import SUBJECTS
from fabula.types import MENTION_FORMS, RELATIONS, UPOS, Annotations, MentionForm, Span, Text, int_array

_MARKS = frozenset(["—", "–", "-", "--", "_", "*", ","])
_BEFORE_SPEECH = frozenset([",", ":", "—", "–", "--", ",--", ":--", "_"])
_DASHES = frozenset(["--", "—", "–"])
_JOINED = 4
"""Verbs that may be joined to share one subject: he rose, walked to the door, opened it and said"""
_MARKED = frozenset(["'", '"', "‘", "“"])
_SUBJECT_PRONOUNS = frozenset(["i", "he", "she", "they", "we"])
_VERB = UPOS.index("VERB")
_CONJUNCT = RELATIONS.index("conj")
_PRESENT = frozenset(["i", "you", "we", "they"])
"""Subjects after which "say" tells who says it."""
_DONE = r"(?:\s*[\[(][^\[\]()]{0,200}[\])])?"
_LABEL_END = re.compile(
    rf"(?:\s?[\[(][^\[\]()\n]{{0,40}}[\])]|\s?\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?)?\s?(?::|>:?){_DONE}\s*"
    rf"|,?{_DONE}\.[-—–]{{0,2}}{_DONE}\s+|{_DONE}[.:]?{_DONE}[ \t]*\n\s*{_DONE}\s*|\]:?\s+"
)
"""What stands between the name of a label and the words of its line."""
_SAYING = SAYING | SAYS
_TURNS = frozenset(["q", "a", "q.", "a."])
"""What tells the questions of an interview from its answers."""
_FAR = 40
"""Tokens before a colon among which a line's tag is looked for."""
_OBJECT = {"he": "him", "she": "her"}
_SHORT = 6
"""Tokens of a sentence that tells of no more than what one does while speaking."""
_OPENING = frozenset("\"'“‘«»„—–-")
"""Marks with which speech begins that no label gives to anybody."""
_LABEL_LENGTH = 240
"""Code points between the start of a label and that of its line."""
_LONGEST = 8
"""Tokens of a mention beyond which it has run into what follows."""


def plain_tags(text: Text, notes: Annotations, people: Iterable[int], within: Sequence[int]) -> list[int]:
    """For each quotation the mention in a tag that touches it, or -1.

    ``people``: the mentions, in order, that may be of somebody who speaks. ``within``: for each quotation the
    one that it is quoted in, or -1.
    """
    page = _Page(text, notes, people)
    return [page.mention([*own.spans], around) for own, around in zip(notes.quotations, within, strict=True)]


def tags_of(text: Text, notes: Annotations, people: Iterable[int], spans: Iterable[Span]) -> list[int]:
    """For each stretch outside of speech, such as a thought, the mention in a tag beside it, or -1."""
    page = _Page(text, notes, people)
    return [page.beside(*span) for span in spans]


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a line of a chat, lower-cased, and the mention that it is, -1 for "Q" and "A"."""

    words: str
    mention: int


def labels(text: Text, notes: Annotations, people: Iterable[int]) -> dict[int, Label]:
    """The quotations, by number, that are lines of a chat or an interview, each with its label."""
    page = _Page(text, notes, people)
    found = ((row, page.label_of(own.start)) for row, own in enumerate(notes.quotations) if own.depth == 1)
    return {row: label for row, label in found if label is not None}


def announced_by(
    text: Text, notes: Annotations, people: Iterable[int], places: Iterable[int], verbs: frozenset[str]
) -> list[int]:
    """For each place the mention that does one of the verbs in the last sentence before it, or -1."""
    page = _Page(text, notes, people)
    return [page.subject_before(place, verbs) for place in places]


class _Page:
    """The words around quotations, and the mentions that begin and end at them."""

    def __init__(self, text: Text, notes: Annotations, people: Iterable[int]) -> None:
        self._content, self._notes = text.content, notes
        # not as they are, since each search in a column of 32 bits for a plain number copies it whole
        self._starts = int_array(notes.token_start)
        self._ends = int_array(notes.token_end)
        self._sentences = int_array(notes.sentence_start)
        self._around = -1
        self._starting: dict[tuple[int, int], int] = {}
        self._ending: dict[tuple[int, int], int] = {}
        starts, ends = int_array(notes.mention_start), int_array(notes.mention_end)
        quotation = int_array(notes.mention_quotation)
        for i in people:
            start, end = starts[i], ends[i]
            if end - start <= _LONGEST:
                around = quotation[i]
                self._starting.setdefault((around, start), i)
                self._ending.setdefault((around, end), i)

    def mention(self, spans: Sequence[tuple[int, int]], around: int) -> int:
        """The mention that a tag beside any part of a quotation names, or -1.

        ``around``: the quotation whose words are those around this one.
        """
        self._around = around
        label = self._label(spans[0][0])
        if label >= 0:
            return label
        for start, end in spans:
            found = self.beside(start, end, around)
            if found >= 0:
                return found
        if around >= 0:
            return self._led_up(spans[0][0])
        found = self._announced(spans[0][0])
        return found if found >= 0 else self._answering(spans[0][0])

    def beside(self, start: int, end: int, around: int = -1) -> int:
        """The mention of a tag that leads up to some words, or follows them, or -1.

        What leads up to them is looked at first: "Ben said: 'No.' Carla laughed."
        """
        self._around = around
        found = self._before(start)
        return found if found >= 0 else self._after(end)

    def _label(self, start: int) -> int:
        """The mention that labels a line of a chat: "Perrin: Are you awake?", or -1."""
        before = self._content[max(0, start - _LABEL_LENGTH) : start]
        colon = before[-4:].rstrip().endswith((":", ">"))
        played = before.rstrip().endswith((".", "]", ")")) or "\n" in before
        if not colon and (not played or self._content[start : start + 1] in _OPENING):
            return -1
        token = bisect_left(self._starts, start) - 1
        block = self._notes.token_block[token] if token >= 0 else -1
        while token >= 0 and self._notes.token_block[token] == block:
            i = self._starting.get((self._around, token), -1)
            if i >= 0:
                end = int(self._ends[int(self._notes.mention_end[i]) - 1])
                between = self._content[end:start]
                known = colon or self._is_cue(self._starts[token], end)
                if known and end <= start and _LABEL_END.fullmatch(between) and self._opens_line(token):
                    return i
            if start - self._starts[token] > _LABEL_LENGTH:
                break
            token -= 1
        return -1

    def _is_cue(self, start: int, end: int) -> bool:
        """Whether a name stands as plays have it before a speech: in capitals, or in square brackets."""
        name = self._content[start:end]
        return (
            name.isupper() or self._content[max(0, start - 1) : start] + self._content[end : end + 1] == "[]"
        )

    def label_of(self, start: int) -> Label | None:
        """The label of a line that begins at a place; None for what is no line of a chat."""
        self._around = -1
        i = self._label(start)
        if i >= 0:
            first, last = int(self._notes.mention_start[i]), int(self._notes.mention_end[i]) - 1
            return Label(self._content[self._starts[first] : self._ends[last]].lower(), i)
        token = bisect_left(self._starts, start) - 1
        turn = self._word(token) if self._word(token) in _TURNS else self._word(token - 1)
        opens = turn in _TURNS and self._opens_line(token - (self._word(token) not in _TURNS))
        return Label(turn[0], -1) if opens else None

    def _opens_line(self, token: int) -> bool:
        """Whether no word stands before a token in its line."""
        while token > 0 and self._notes.token_block[token - 1] == self._notes.token_block[token]:
            between = self._content[self._ends[token - 1] : self._starts[token]]
            if "\n" in between:
                break
            if any(map(str.isalpha, self._word(token - 1))):
                return False
            token -= 1
        return True

    def _after(self, end: int) -> int:
        """The mention of a tag that follows a part of a quotation: said Anna, Anna (softly) said."""
        notes = self._notes
        first = bisect_left(self._starts, end)
        while self._word(first) in _MARKS:
            first += 1
        if not 0 < first < len(notes.token_block) or notes.token_block[first] != self._block(end - 1):
            return -1
        if self._says(first):
            return self._starting.get((self._around, first + 1), -1)
        i = self._starting.get((self._around, first), -1)
        if i < 0:
            return -1
        verb = int(self._notes.mention_end[i])
        verb += self._word(verb).endswith("ly")
        return i if self._says(verb, i) else -1

    def _before(self, start: int) -> int:
        """The mention of a tag that leads up to a quotation: Anna said, or Anna softly said:"""
        last = bisect_left(self._starts, start) - 1
        if last < 0 or self._notes.token_block[last] != self._block(start):
            return -1
        last, _ = self._without_marks(last, _BEFORE_SPEECH)
        subject = last - self._word(last - 1).endswith("ly")
        i = self._ending.get((self._around, subject), -1)
        return i if self._says(last, i) else -1

    def _announced(self, start: int) -> int:
        """The mention that says what comes, by the parse: she turned to Tom and said:"""
        notes = self._notes
        last, colon = self._without_marks(bisect_left(self._starts, start) - 1, _BEFORE_SPEECH)
        near = last >= 0 and self._block(start) - int(notes.token_block[last]) <= 1
        if not near or not colon or not len(notes.words.upos):
            return -1
        first = self._sentences[bisect_right(self._sentences, last) - 1]
        for verb in range(last, first - 1, -1):
            if notes.words.upos[verb] != _VERB:
                continue
            if self._says(verb):
                return self._whose(verb, first, last)
            if self._word(verb) in SAY:
                i = self._whose(verb, first, last)
                if i >= 0 and self._says(verb, i):
                    return i
        return -1

    def _answering(self, start: int) -> int:
        """The *she* of a short sentence before a line, whom the tag before it tells of, or -1.

        "Tom greeted her. She nodded": the line is hers, and she nods while she says it.
        """
        last = bisect_left(self._starts, start) - 1
        number = bisect_right(self._sentences, last) - 1
        if number < 1 or last < 0 or self._notes.token_block[last] != self._block(start):
            return -1
        first, before = self._sentences[number], self._sentences[number - 1]
        whom = _OBJECT.get(self._word(first), "")
        if (
            not whom
            or last - first > _SHORT
            or self._notes.token_block[before] != self._notes.token_block[last]
        ):
            return -1
        said = [token for token in range(before, first) if self._says(token)]
        named = any((-1, token) in self._ending for token in said)
        spoken_to = any(
            self._word(token) == whom and not any(map(str.isalpha, self._word(token + 1)))
            for token in range(before, first)
        )
        return self._starting.get((-1, first), -1) if named and spoken_to else -1

    def subject_before(self, start: int, verbs: frozenset[str]) -> int:
        """The subject of the last of some verbs in the sentence before a place, or -1."""
        self._around = -1
        last = bisect_left(self._starts, start) - 1
        if last < 0 or self._block(start) - int(self._notes.token_block[last]) > 1:
            return -1
        first = self._sentences[bisect_right(self._sentences, last) - 1]
        for verb in range(last, first - 1, -1):
            if self._word(verb) in verbs:
                beside = self._ending.get((-1, verb - self._word(verb - 1).endswith("ly")), -1)
                parsed = bool(len(self._notes.words.upos))
                found = beside if beside >= 0 or not parsed else self._whose(verb, first, last)
                if found >= 0:
                    return found
        return -1

    def _whose(self, verb: int, first: int, last: int) -> int:
        """The mention between two tokens that is the subject of a verb, or of one it is joined to, or -1."""
        words = self._notes.words
        for _ in range(_JOINED):
            for token in range(first, last + 1):
                if words.head[token] == verb and words.relation[token] in SUBJECTS:
                    return self._over(token)
            if words.relation[verb] != _CONJUNCT:
                break
            verb = int(words.head[verb])
        return -1

    def _over(self, token: int) -> int:
        """The mention that ends with a token or else holds it, as that of "Tom Pinch" holds "Tom", or -1."""
        ending = self._ending.get((self._around, token + 1), -1)
        if ending >= 0:
            return ending
        for start in range(token, token - _LONGEST, -1):
            i = self._starting.get((self._around, start), -1)
            if i >= 0 and self._notes.mention_end[i] > token:
                return i
        return -1

    def _led_up(self, start: int) -> int:
        """The mention of a tag in the words up to a colon before a line: and she said in a whisper:"""
        last, colon = self._without_marks(bisect_left(self._starts, start) - 1, _BEFORE_SPEECH | _MARKED)
        least = max(last - _FAR, 0)
        while colon and last > least and self._word(last) not in (".", "?", "!"):
            if self._says(last):
                return self._subject(last, least)
            last -= 1
        return -1

    def _subject(self, verb: int, least: int) -> int:
        """The pronoun or name before a verb that may be its subject, or -1; dashes hold what is put in."""
        at = verb - 1 - (self._word(verb - 1) in ("and", "then"))
        if self._word(at) in _DASHES:
            inner = at
            at -= 1
            while at > least and self._word(at) not in _DASHES:
                at -= 1
            at = at if at > least else inner
        while at >= least and self._word(at) not in (".", "?", "!"):
            i = self._ending.get((self._around, at + 1), -1)
            named = i >= 0 and MENTION_FORMS[self._notes.mention_form[i]] is MentionForm.NAME
            if i >= 0 and (named or self._word(at) in _SUBJECT_PRONOUNS):
                return i
            at -= 1
        return -1

    def _without_marks(self, last: int, marks: frozenset[str]) -> tuple[int, bool]:
        """The last token up to one that is no such mark, and whether a colon stands among those after it."""
        colon = False
        while last > 0 and self._word(last) in marks:
            colon = colon or ":" in self._word(last)
            last -= 1
        return last, colon

    def _block(self, place: int) -> int:
        return int(self._notes.token_block[bisect_right(self._ends, place)])

    def _says(self, token: int, subject: int = -1) -> bool:
        """Whether a token is a word of saying; some say it only with their subject, "you say"."""
        if self._word(token) in _SAYING:
            return True
        if subject < 0 or self._word(token) not in SAY:
            return False
        first, end = int(self._notes.mention_start[subject]), int(self._notes.mention_end[subject])
        return end == first + 1 and self._word(first) in _PRESENT

    def _word(self, token: int) -> str:
        notes = self._notes
        if not 0 <= token < len(notes.token_start):
            return ""
        return self._content[notes.token_start[token] : notes.token_end[token]].lower()
