"""Who cannot be one by how a sentence is built: the principles of binding (Chomsky 1981; Büring 2005).

"Artyom looked at him": *him* is not Artyom (principle B). "He knew that the hunter was gone": *he* is not the
hunter (principle C). A reflexive, and words by which somebody is called, are free.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fabula.cast.syntax import SUBJECTS, head_words
from fabula.types import RELATIONS, UPOS, XPOS, MentionForm, int_array

if TYPE_CHECKING:
    from fabula.cast.book import Book

_CLAUSAL = frozenset(i for i, name in enumerate(RELATIONS) if name.startswith("csubj"))
_OBJECT = frozenset(map(RELATIONS.index, ("obj", "iobj")))
_OBLIQUE = frozenset(map(RELATIONS.index, ("obl", "obl:agent")))
_ADVERBIAL, _CONJUNCT = RELATIONS.index("advcl"), RELATIONS.index("conj")
_FREE = frozenset(map(RELATIONS.index, ("vocative", "discourse", "appos", "dislocated", "parataxis", "root")))
"""Words that take no part in the clause: "You’re dripping, Captain" calls the one who drips."""
_PART = frozenset(map(RELATIONS.index, ("conj", "parataxis")))
"""A clause beside another: what stands there is not told under its subject."""
_NOMINAL = frozenset(map(UPOS.index, ("NOUN", "PROPN", "PRON")))
_PARTICIPLE = XPOS.index("VBG")
_TOWARDS = frozenset(["to", "at", "for", "from", "upon", "by"])
"""Prepositions behind which a pronoun is not the subject; "he looked behind him" may be anybody."""
_UP = 12
"""Steps from a word to the verbs above it."""


def bound(book: Book) -> list[tuple[int, ...]]:
    """For each mention the earlier ones that are somebody else; nothing where a text has no syntax."""
    found: list[tuple[int, ...]] = [()] * book.size
    if len(book.notes.words.head):
        clauses = _Clauses(book)
        for i in range(book.size):
            found[i] = tuple(sorted(clauses.others(i)))
    return found


class _Clauses:
    """The clauses of a book: which mention of a person is the subject of each verb."""

    def __init__(self, book: Book) -> None:
        words = book.notes.words
        self._book = book
        self._head: Sequence[int] = int_array(words.head)
        self._relation: Sequence[int] = int_array(words.relation)
        self._upos: Sequence[int] = int_array(words.upos)
        self._xpos: Sequence[int] = int_array(words.xpos)
        self._of_mention = head_words(book)
        largest: dict[int, int] = {}
        for i, token in enumerate(self._of_mention):
            if token >= 0 and book.is_person(i):
                largest.setdefault(token, i)  # longer ones come first
        self._largest = largest
        self._subject = {
            self._head[token]: i for token, i in largest.items() if self._relation[token] in SUBJECTS
        }
        subjects = SUBJECTS | _CLAUSAL
        self._has_subject = {self._head[t] for t, r in enumerate(self._relation) if r in subjects}
        self._prepositions: dict[int, list[str]] = defaultdict(list)
        case = RELATIONS.index("case")
        for t, r in enumerate(self._relation):
            if r == case:
                self._prepositions[self._head[t]].append(book.word(t).lower())

    def others(self, i: int) -> set[int]:
        """The mentions before one that are somebody else."""
        book, token = self._book, self._of_mention[i]
        if token < 0 or self._largest.get(token) != i or book.is_address(i):
            return set()
        if book.low[i].endswith(("self", "selves", "each other", "one another")):
            return set()
        place = self._place(token)
        if self._relation[place] in _FREE:
            return set()
        pronoun = book.forms[i] is MentionForm.PRONOUN
        found = {self._beside(place, pronoun)}
        if not pronoun:
            found.update(self._above(place))
        return {j for j in found if 0 <= j < i and self._may_part(i, j)}

    def _may_part(self, i: int, j: int) -> bool:
        book = self._book
        return not book.overlap(i, j) and book.quotation[i] == book.quotation[j]

    def _place(self, token: int) -> int:
        """The word whose place in the clause a word shares: "Anna" in "he saw Anna and the hunter"."""
        while self._relation[token] == _CONJUNCT and self._upos[self._head[token]] in _NOMINAL:
            token = self._head[token]
        return token

    def _beside(self, token: int, pronoun: bool) -> int:
        """The subject of the verb of which a word is an object, or -1."""
        relation = self._relation[token]
        if relation in _OBLIQUE and pronoun and _TOWARDS.isdisjoint(self._prepositions[token]):
            return -1
        return self._subject_of(self._head[token]) if relation in _OBJECT | _OBLIQUE else -1

    def _subject_of(self, verb: int) -> int:
        """The subject of a verb, or of the one that it goes on from: "He rose, looking at her"."""
        for _ in range(_UP):
            if verb < 0 or verb in self._subject:
                return self._subject.get(verb, -1)
            goes_on = self._relation[verb] == _CONJUNCT or (
                self._relation[verb] == _ADVERBIAL and self._xpos[verb] == _PARTICIPLE
            )
            if verb in self._has_subject or not goes_on:
                return -1
            verb = self._head[verb]
        return -1

    def _above(self, token: int) -> set[int]:
        """The subjects of the verbs under which a word stands, where they come before their verb."""
        found: set[int] = set()
        for _ in range(_UP):
            verb = self._head[token]
            if verb < 0:
                break
            subject = self._subject.get(verb, -1)
            own = self._relation[token] in SUBJECTS | _PART
            if subject >= 0 and not own and self._of_mention[subject] < verb < token:
                found.add(subject)
            token = verb
        return found
