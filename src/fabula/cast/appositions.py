"""What is set beside a name: "Mr. Wells, the Coroner, rose", "the under-gardener, Manning, came".

The model was taught to leave the two apart. But they are one person, and later "the Coroner" is he. So it is
with "her brother Tobin" and "his wife, Yuki".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fabula.cast.lexicon import PLURAL
from fabula.cast.syntax import head_words
from fabula.types import RELATIONS

if TYPE_CHECKING:
    from fabula.cast.book import Book

_APPOSITION = RELATIONS.index("appos")
_CLOSING = frozenset(",.;:)—–-")
_AFTER = 12
"""Code points after the second of the two that show whether a list goes on."""

_NEXT_OF_LIST = ("and ", "or ", "the ", "a ", "an ", "my ", "our ", "his ", "her ", "their ", "two ")
"""What goes on with a list behind a comma: "Mr. Brown, the doctor, a nurse and the vicar"."""


def appositions(book: Book) -> dict[int, int]:
    """The mentions with "the" or an owner that stand beside a name, each with the mention of the name."""
    beside = [i for i in range(book.size) if i in book.names or book.definite(i) or _is_owned(book, i)]
    starting: dict[int, list[int]] = {}
    for i in beside:
        starting.setdefault(book.spans[i][0], []).append(i)
    found: dict[int, int] = {}
    for i in beside:
        if i not in book.names:
            for j in starting.get(_after_space(book, i), ()):
                if j in book.names and _may_be_one(book, i, j) and book.quotation[i] == book.quotation[j]:
                    found[i] = j
        for j in starting.get(_after_comma(book, i), ()):
            nominal, name = (j, i) if i in book.names else (i, j)
            if nominal in book.names or name not in book.names or nominal in found:
                continue
            if _may_be_one(book, nominal, name) and _stands_beside(book, i, j):
                found[nominal] = name
    return _by_syntax(book) | found


def _by_syntax(book: Book) -> dict[int, int]:
    """The mentions with "the" or an owner to which syntax joins a name: "her aunt, Mrs. Cole"."""
    words = book.notes.words
    if not len(words.head):
        return {}
    heads: dict[int, int] = {}
    for i, token in enumerate(head_words(book)):
        heads.setdefault(token, i)  # longer ones come first
    found: dict[int, int] = {}
    for token, i in heads.items():
        j = heads.get(int(words.head[token]), -1) if token >= 0 else -1
        if j < 0 or words.relation[token] != _APPOSITION or book.overlap(i, j):
            continue
        nominal, name = (j, i) if i in book.names else (i, j)
        described = book.definite(nominal) or book.owner(nominal) >= 0
        spoken = book.quotation[name] >= 0 and name < nominal
        alike = book.quotation[name] == book.quotation[nominal] and _may_be_one(book, nominal, name)
        if described and name in book.names and nominal not in book.names and alike and not spoken:
            found[nominal] = name
    return found


def _is_owned(book: Book, i: int) -> bool:
    """Whether a mention is of one person by way of another: "her brother", no "his tormentors"."""
    head = book.head(i)
    many = head.endswith("s") and not head.endswith("ss")
    return book.owner(i) >= 0 and book.is_nominal(i) and not many


def _after_space(book: Book, i: int) -> int:
    """Where the word begins that one space parts from a mention, or -1."""
    end = book.spans[i][1]
    return end + 1 if book.text.content[end : end + 1].isspace() else -1


def _after_comma(book: Book, i: int) -> int:
    """Where the words after the comma behind a mention begin, or -1."""
    end = book.spans[i][1]
    behind = book.text.content[end : end + 4]
    words = behind[1:].lstrip()
    return end + len(behind) - len(words) if behind[:1] == "," and words and behind[1].isspace() else -1


def _may_be_one(book: Book, nominal: int, name: int) -> bool:
    genders = book.gender[nominal], book.gender[name]
    return PLURAL not in genders and not (all(genders) and genders[0] != genders[1])


def _stands_beside(book: Book, i: int, j: int) -> bool:
    """Whether the second of two mentions ends its phrase, and no list goes on after it.

    In speech a name after a comma is a call: "the gentleman, Bitzer?".
    """
    if book.quotation[i] != book.quotation[j] or (book.quotation[i] >= 0 and j in book.names):
        return False
    end = book.spans[j][1]
    behind = book.text.content[end : end + _AFTER]
    if not book.text.content[end : book.text.blocks[book.blocks[j]].end].strip():
        return True
    if behind[0] not in _CLOSING:
        return False
    goes_on = behind[1:].lstrip()
    listed = goes_on.startswith(_NEXT_OF_LIST) or goes_on[:1].isupper()
    return behind[0] != "," or not listed
