"""Whose kin a sentence says that somebody is: "He was Kenji's father".

The model was taught to leave the two apart, as such words bring in nobody. But they are one, and later "his
father" is he. Of other words, "the captain", the next bearer is as likely meant, so they say it of nobody.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from fabula.cast.lexicon import PLURAL
from fabula.cast.syntax import SUBJECTS, head_words
from fabula.lang.en.kin import KIN_NOUNS
from fabula.lang.en.unreal import UNREAL
from fabula.types import RELATIONS, MentionForm

if TYPE_CHECKING:
    from fabula.cast.book import Book

_COPULA = RELATIONS.index("cop")
_SMALL = frozenset(map(RELATIONS.index, ("aux", "advmod", "mark", "case", "det")))
"""How words hang on another that may say that it does not hold."""
_FAMILY = frozenset(("parent of", "child of", "sibling of", "spouse of", "engaged to", "relative of"))
"""The relations of kin, of which one has few of each."""
_FAR = 60
"""Code points behind the words within which a question mark is that of their sentence."""


def predications(book: Book) -> dict[int, int]:
    """The mentions that say whose kin somebody is, each with the mention of that one."""
    words = book.notes.words
    if not len(words.head):
        return {}
    head, relation = words.head.tolist(), words.relation.tolist()
    said = {head[token] for token, kind in enumerate(relation) if kind == _COPULA}
    largest: dict[int, int] = {}
    for i, token in enumerate(head_words(book)):
        if token in said or (token >= 0 and relation[token] in SUBJECTS):
            largest.setdefault(token, i)  # longer ones come first
    beside: dict[int, list[int]] = defaultdict(list)
    for token, over in enumerate(head):
        if over in said:
            beside[over].append(token)
    found: dict[int, int] = {}
    for token in said & largest.keys():
        subjects = [largest.get(t, -1) for t in beside[token] if relation[t] in SUBJECTS]
        small = {book.word(t).lower() for t in beside[token] if relation[t] in _SMALL}
        if len(subjects) == 1 and UNREAL.isdisjoint(small) and _may_be_one(book, subjects[0], largest[token]):
            found[largest[token]] = subjects[0]
    return found


def _may_be_one(book: Book, subject: int, i: int) -> bool:
    """Whether what is said of somebody, in no question, may be who he is."""
    if not 0 <= subject < i or not book.is_person(subject) or book.overlap(subject, i):
        return False
    owner = book.owner(i)
    owned = owner >= 0 and book.forms[owner] is not MentionForm.NOMINAL  # "somebody's mother" is any
    if (
        not (owned or book.definite(i))
        or not book.is_nominal(i)
        or not _FAMILY.intersection(KIN_NOUNS.get(book.head(i), ()))
    ):
        return False
    genders = book.gender[subject], book.gender[i]
    if PLURAL in genders or (all(genders) and genders[0] != genders[1]):
        return False
    end = book.spans[i][1]
    behind = book.text.content[end : end + _FAR]
    asked = next((mark for mark in behind if mark in ".!?"), ".") == "?"
    return book.quotation[subject] == book.quotation[i] and not asked
