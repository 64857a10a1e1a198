"""Stories told of a *you*: "You wake in the lighthouse." The one who is *you* is their hero.

Narration that speaks to its reader now and then ("you would have thought …") has few of them, and mostly
such as *would* or *can* goes with; and one who writes to a *you* says *I* as often. In a story told in the
second person (Fludernik 1994) the *you* acts and speaks, and hardly anybody says *I*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fabula.types import XPOS

if TYPE_CHECKING:
    from fabula.cast.book import Book
    from fabula.cast.names import Name
    from fabula.cast.tellers import Evidence

YOU = "you"
"""What the hero is called where nobody ever says the name."""

_WORDS, _WORDS_OF_MORE = 30, 80
"""Words of narration to a *you* that acts; the second where most of the book is told so."""
_LEAST, _MOST_OWN = 3, 0.34
"""The least number of them, and how many times so many *I* at most."""
_SAYS = 2
"""Lines that *you* says, from which on one who is told of so little is the hero, too."""
_MODALS = frozenset(
    "would could may might must should can will shall 'd ’d 'll ’ll cannot ca wo ought need".split()  # noqa: SIM905
)
_PREMISES = frozenset(
    ["if", "when", "whenever", "wherever", "unless", "as", "than", "what", "whatever", "thank"]
)
_MODAL_TAG = XPOS.index("MD")
_CALLED, _ANSWERED, _TOLD = 0.5, 1.0, 0.5
"""What a name says for its bearer as the hero where it is called, where *you* answers, where it is told."""
_ENOUGH, _WIDE = 1.0, 1.5
"""What must speak for a name, and how many times what speaks for the next."""


def told_in_second_person(book: Book) -> frozenset[int]:
    """The numbers of the stretches that are told of a *you*."""
    page = _Page(book)
    strong = {s for s in page.outer if page.is_told_of_you(s, _WORDS)}
    if sum(page.words[s] for s in strong) * 2 > sum(page.words[s] for s in page.outer):
        strong |= {s for s in page.outer if page.is_told_of_you(s, _WORDS_OF_MORE, least=1)}
    return frozenset(strong)


def heroes(book: Book) -> frozenset[int]:
    """The mentions that are the *you* of a story told in the second person."""
    told, stretches = book.second_person, book.stretches
    if not told:
        return frozenset()
    return frozenset(i for i in range(book.size) if book.is_second_person(i) and stretches.own(i) in told)


def is_left_open(name: Name) -> bool:
    """Whether a name is one that the reader fills in: "Y/N"."""
    return name.words[:1] in (("y/n",), ("f/n",), ("name",)) or name.words[:2] == ("your", "name")


def named_hero(evidence: Sequence[Evidence]) -> int:
    """The figure who is called by name where a story is told of a *you*, and is told of by none; or -1.

    ``evidence``: what is said in each stretch that is so told.
    """
    weight: dict[int, float] = defaultdict(float)
    for own in evidence:
        for n in own.candidates() | {*own.heard}:
            called = _CALLED * own.heard.get(n, 0.0) + _ANSWERED * own.replied.get(n, 0.0)
            weight[n] += called + own.page.get(n, 0.0) - own.calls.get(n, 0.0)
        for n, times in own.told.items():
            weight[n] -= _TOLD * times
    first, second = (*sorted(weight.values(), reverse=True), 0.0, 0.0)[:2]
    if first < max(_ENOUGH, _WIDE * second):
        return -1
    return max(weight, key=lambda n: weight[n])


class _Page:
    """The narration of a book, its *you* and its *I* counted by stretch."""

    def __init__(self, book: Book) -> None:
        self._book = book
        stretches = book.stretches
        self.outer = [s for s, stretch in enumerate(stretches.all) if stretch.is_narration]
        self.words = {s: stretches.words(stretches.all[s]) for s in self.outer}
        self._acts: dict[int, int] = defaultdict(int)
        self._own: dict[int, int] = defaultdict(int)
        self._says: dict[int, int] = defaultdict(int)
        thought = book.thinking
        for i in range(book.size):
            s = stretches.own(i)
            if s not in self.words or i in thought:
                continue
            self._acts[s] += book.is_second_person(i) and self._acts_or_owns(i)
            self._own[s] += book.is_first_person(i)
        for i in book.plain_tags:
            if i >= 0 and book.is_second_person(i) and book.quotation[i] < 0:
                self._says[stretches.own(i)] += 1

    def is_told_of_you(self, s: int, words: int, least: int = _LEAST) -> bool:
        """Whether a stretch has a *you* for so many words, and hardly an *I*."""
        acts, own, says = self._acts[s], self._own[s], self._says[s]
        if own > _MOST_OWN * acts:
            return False
        return (acts >= least and acts * words >= self.words[s]) or says > max(_SAYS, own)

    def _acts_or_owns(self, i: int) -> bool:
        """Whether a *you* is no more than what a reader would see, or anybody does."""
        book = self._book
        after = book.word(book.end[i])
        if after in _MODALS or book.word(book.first[i] - 1) in _PREMISES:
            return False
        tags = book.notes.words.xpos
        return not (len(tags) > book.end[i] and int(tags[book.end[i]]) == _MODAL_TAG)
