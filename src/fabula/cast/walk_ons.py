"""Those who speak though the model made no mention of them: "said an old woman", "a voice cried".

A tag that touches a quotation has a subject, and whatever that is, it speaks. Where no mention of a person
stands there, the words become one: else the line would go to somebody who is told of elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fabula.cast.added import Added, with_mentions
from fabula.cast.lexicon import SAYING, SAYS
from fabula.cast.names import is_name
from fabula.cast.syntax import SUBJECTS
from fabula.lang.en.newcomers import OF_A_BODY, WRITINGS
from fabula.types import (
    ENTITY_TYPES,
    RELATIONS,
    UPOS,
    XPOS,
    Annotations,
    EntityType,
    MentionForm,
    Quotation,
    Span,
    Text,
    int_array,
)

_MORE_THAN_SAYING = frozenset(
    word
    for words in (
        "went goes began begins continued continues added adds started starts came comes rang rings struck",
        "laughed laughs smiled smiles sighed sighs nodded nods grinned grins gasped gasps shrugged shrugs",
        "thought thinks broke ran read reads",
    )
    for word in words.split()
)
"""Verbs of tags that things do too, and people without a word."""
_VERBS = (SAYING | SAYS | frozenset(["chanted", "chants", "sang", "sings"])) - _MORE_THAN_SAYING
_NOUNS = frozenset(UPOS.index(tag) for tag in ("NOUN", "PROPN", "NUM", "DET", "ADJ"))
_PRONOUN = UPOS.index("PRON")
_PROPER = UPOS.index("PROPN")
_PERSONAL = frozenset(XPOS.index(tag) for tag in ("PRP", "PRP$", "WP", "WDT", "EX"))
_OWNED = frozenset(i for i, name in enumerate(RELATIONS) if name == "nmod:poss")
_INVERTED = SUBJECTS | {RELATIONS.index("obj")}
"""What the parse may make of the subject behind its verb: "“Tea,” sang the kettle"."""
_OUTSIDE = frozenset(
    i for i, name in enumerate(RELATIONS) if name.startswith(("acl", "appos", "punct", "parataxis", "advcl"))
)
"""What hangs on a noun and is no part of the words for somebody."""
_MARKS = frozenset([",", "—", "–", "-", "--", "_", "*"])
_LEADS = frozenset([",", ":", "—", "–", "--"])
_ENDS = frozenset(".!?…")
_LONGEST = 8
_PERSON = ENTITY_TYPES.index(EntityType.PERSON)


def with_walk_ons(text: Text, notes: Annotations) -> Annotations:
    """The annotations with a mention of a person for each subject of a tag that is none yet."""
    if not len(notes.words.upos) or not notes.quotations:
        return notes
    page = _Page(text, notes)
    found = {own.first: own for q in notes.quotations if q.depth == 1 for own in page.speakers(q)}
    types = notes.mention_type
    if page.retyped:
        types = types.copy()
        types[page.retyped] = _PERSON
        notes = replace(notes, mention_type=types)
    return with_mentions(notes, [found[first] for first in sorted(found)])


@dataclass(frozen=True, slots=True)
class _Subject:
    """The words for the subject of a tag, from ``first`` up to ``end``, and which of them is its head."""

    head: int
    first: int
    end: int


class _Page:
    """The words around quotations, by token, with their parse."""

    def __init__(self, text: Text, notes: Annotations) -> None:
        self._content, self._notes = text.content, notes
        # not as they are, since each search in a column of 32 bits for a plain number copies it whole
        self._starts = int_array(notes.token_start)
        self._ends = int_array(notes.token_end)
        words = notes.words
        self._upos, self._xpos = words.upos, words.xpos
        self._head, self._relation = words.head, words.relation
        spans = zip(notes.mention_start.tolist(), notes.mention_end.tolist(), strict=True)
        self._mentions = [(first, end, i) for i, (first, end) in enumerate(spans)]
        self.retyped: list[int] = []

    def speakers(self, quotation: Quotation) -> Iterator[Added]:
        """The mentions to add for the tags of a quotation: one at most."""
        for span in quotation.spans:
            subject = self._before(span) or self._after(span)
            if subject is None:
                continue
            known = self._known(subject)
            if known < 0:
                words = self._content[self._starts[subject.first] : self._ends[subject.end - 1]]
                named = self._upos[subject.head] == _PROPER and is_name(words) and words[:1].isupper()
                form = MentionForm.NAME if named else MentionForm.NOMINAL
                yield Added(subject.first, subject.end, EntityType.PERSON, form)
            elif self._notes.mention_type[known] != _PERSON:
                self.retyped.append(known)
            return

    def _after(self, span: Span) -> _Subject | None:
        """The subject of a tag that follows: "said an old woman", "an old woman said"."""
        first = bisect_left(self._starts, span[1])
        while self._word(first) in _MARKS:
            first += 1
        if first >= len(self._starts) or self._block(first) != self._block(first - 1):
            return None
        if self._says(first):
            return self._subject(first, first + 1, min(first + 1 + _LONGEST, len(self._starts)))
        said = self._content[span[0] : span[1]].rstrip("\"'”’»›")
        if not self._content[self._starts[first]].islower() and said[-1:] in _ENDS:
            return None
        for verb in range(first + 1, min(first + 1 + _LONGEST, len(self._starts))):
            if self._says(verb):
                return self._subject(verb, first, verb)
        return None

    def _before(self, span: Span) -> _Subject | None:
        """The subject of a tag that leads up to a quotation: "an old woman said:"."""
        verb = bisect_left(self._starts, span[0]) - 1
        if verb < 1 or self._word(verb) not in _LEADS:
            return None
        verb -= 1
        verb -= self._word(verb).endswith("ly")
        if not self._says(verb) or self._block(verb) != self._block(verb + 1):
            return None
        first = max(verb - _LONGEST, 0)
        while first < verb and self._block(first) != self._block(verb):
            first += 1
        found = self._subject(verb, -1, verb, first)
        opens = found is not None and (found.first == 0 or not self._word(found.first - 1)[-1:].isalnum())
        return found if opens else None

    def _subject(self, verb: int, first: int, end: int, least: int = 0) -> _Subject | None:
        """The subject of a verb: its words end before ``end`` and begin at ``first`` or past ``least``."""
        low = first if first >= 0 else least
        subjects = _INVERTED if first == verb + 1 else SUBJECTS
        for head in range(low, end):
            if self._head[head] == verb and self._relation[head] in subjects:
                break
        else:
            return None
        if self._upos[head] not in _NOUNS and (
            self._upos[head] != _PRONOUN or int(self._xpos[head]) in _PERSONAL
        ):
            return None
        start = head
        while start > low and self._hangs_on(start - 1, head):
            start -= 1
        stop = head + 1
        while stop < end and self._hangs_on(stop, head):
            stop += 1
        if (first >= 0 and start != first) or not self._may_speak(head, start, stop):
            return None
        return _Subject(head, start, stop)

    def _hangs_on(self, token: int, head: int) -> bool:
        """Whether a token belongs to the words for the one at ``head``."""
        for _ in range(_LONGEST):
            if token == head:
                return True
            if self._relation[token] in _OUTSIDE or token < 0:
                return False
            token = int(self._head[token])
        return False

    def _may_speak(self, head: int, start: int, stop: int) -> bool:
        """Whether it is somebody that the words are for: no sign, and nobody's voice."""
        word = self._word(head)
        if word in WRITINGS:
            return False
        owned = any(self._relation[t] in _OWNED and self._head[t] == head for t in range(start, stop)) or any(
            self._word(t) == "of" for t in range(start, stop)
        )
        return not (word in OF_A_BODY and owned)

    def _known(self, subject: _Subject) -> int:
        """The mention of the subject that there is already, or -1."""
        low = bisect_left(self._mentions, (subject.head - _LONGEST * 2, 0, 0))
        high = bisect_right(self._mentions, (subject.head, len(self._starts) + 1, 0))
        for first, end, i in self._mentions[low:high]:
            if first <= subject.head < end and not first <= self._head[subject.head] < end:
                return i
        return -1

    def _says(self, token: int) -> bool:
        return self._word(token) in _VERBS

    def _block(self, token: int) -> int:
        return int(self._notes.token_block[token])

    def _word(self, token: int) -> str:
        if not 0 <= token < len(self._starts):
            return ""
        return self._content[self._starts[token] : self._ends[token]].lower()
