"""One person under two names that never meet: "Harry" to his friends, "Lord Henry" in the telling.

Nobody who reads a novel takes Mr. Wilcox and Henry for two: they come up in the same passages, one never
stands beside, talks to, calls or speaks of the other, and what lacks a forename has it in the other. Two
people of one passage are told of in one sentence sooner or later.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fabula.cast.book import Book
from fabula.cast.figures import Attribution, Resolution, lean
from fabula.cast.matching import MARRIED, ranks_clash
from fabula.cast.meetings import says_something
from fabula.cast.names import Name, content, same_forename
from fabula.types import EntityType

Pair = tuple[int, int]

_PASSAGE = 200
"""Tokens of a passage."""
_USED = 3
"""Uses of its names from which on a figure may be somebody under another name."""
_NEXT = 600
"""Code points within which two lines follow each other."""
_ASIDE = 3
"""How much it says that two stand side by side, to one sentence in which they meet."""
_SELDOM = 0.05
"""Contacts of two figures, to a passage that tells of both, that may be slips."""
_SPOKEN = 0.9
"""The share of its uses in speech that makes a name one that is only called."""
_HEARD, _TOLD = 6, 15
"""Passages that tell of both where one name is only called, and where the telling has either."""
_LINKED = 0.3
"""The probability of links between two names of the telling, to a passage that tells of both."""
_TITLED = 4
"""Uses of a bare word to one behind a title, as in "Miss Lucy", up to which it is a surname."""
_RIVAL, _MEETING = 2.0, 5.0
"""How many times more passages than any rival's are needed, and how many of those a contact takes away."""
_FORENAMED = frozenset(
    word
    for words in (
        "aunt auntie aunty uncle cousin brother sister father mother granny grandpa grandma nurse papa mamma",
        "mama sir lord lady dame don dona king queen prince princess saint pope",
    )
    for word in words.split()
)
"""Titles behind which a single word is a forename; behind "Mrs." or "Captain" it is a surname."""


@dataclass(slots=True)
class _Called:
    """What a figure is called: forenames, surnames, whole names, and how much of it in speech."""

    forenames: set[str] = field(default_factory=set)
    surnames: set[str] = field(default_factory=set)
    names: Counter[Name] = field(default_factory=Counter)
    spoken: int = 0

    @property
    def is_spoken(self) -> bool:
        """Whether only those who talk use its names."""
        return self.spoken >= _SPOKEN * self.names.total()

    @property
    def is_married(self) -> bool:
        """Whether one of its names is a married woman's."""
        return any(set(name.rank) & MARRIED for name in self.names)


def aliases(
    book: Book,
    resolution: Resolution,
    said: Sequence[Attribution],
    people: int,
    apart: Iterable[int] = (),
) -> dict[int, int]:
    """Figures that are somebody else by another name, each with the one that it is.

    ``people``: the number from which on figures have no names of their own. ``apart`` are figures that are
    none of them: a teller is not named in the telling.
    """
    called = _names(book, resolution, people)
    for n in apart:
        called.pop(n, None)
    contacts = _Contacts(book, resolution, said, called)
    ranked: dict[int, list[tuple[float, Pair]]] = defaultdict(list)
    for pair, passages in contacts.passages.items():
        a, b = pair
        fits = _completes(called[a], called[b]) or _completes(called[b], called[a])
        if fits and _of_one_gender(resolution, pair):
            for n in pair:
                ranked[n].append((passages - _MEETING * contacts.met[pair], pair))
    found: dict[int, int] = {}
    for n in sorted(ranked):
        score, pair = max(ranked[n])
        rivals = [other for m in pair for other, another in ranked[m] if another != pair]
        if score >= _RIVAL * max(rivals, default=0.0) and _is_one(pair, called, contacts):
            less, more = sorted(pair, key=lambda m: (len(resolution.figures[m].mentions), -m))
            found[less] = more
    return found


def _is_one(pair: Pair, called: Mapping[int, _Called], contacts: _Contacts) -> bool:
    """Whether two who hardly meet come up together so often that they would have met."""
    passages = contacts.passages[pair]
    one, other = (called[n].names for n in pair)
    if contacts.met[pair] > _SELDOM * passages or any(ranks_clash(a, b) for a in one for b in other):
        return False  # yet a lord is a rival for the bare surname that "Mr." stands before
    if len({called[n].is_spoken for n in pair}) > 1:
        return passages >= _HEARD
    return passages >= _TOLD and contacts.linked[pair] >= _LINKED * passages


def _names(book: Book, resolution: Resolution, people: int) -> dict[int, _Called]:
    """The figures that have names, with what each is called."""
    known = _surnames(book)
    found: dict[int, _Called] = defaultdict(_Called)
    for i, name in book.names.items():
        n = resolution.mention_figure[i]
        if 0 <= n < people and resolution.figures[n].type is EntityType.PERSON:
            found[n].names[name] += 1
            found[n].spoken += book.quotation[i] >= 0
    for own in found.values():
        for name, times in own.names.items():
            if times >= 2 or times * 10 >= own.names.total():
                _take(own, name, known)
    return {n: own for n, own in found.items() if own.names.total() >= _USED}


def _take(own: _Called, name: Name, known: frozenset[str]) -> None:
    words = content(name.words)
    if not words or name.text.lower().startswith("the "):
        return
    rank = set(name.rank)
    if len(words) > 1:
        own.forenames.add(words[0])
        own.surnames.add(words[-1])
    elif rank and rank <= _FORENAMED:
        own.forenames.add(words[0])
    elif words[0] in known:
        own.surnames.add(words[0])
    else:
        own.forenames.add(words[0])


def _surnames(book: Book) -> frozenset[str]:
    """The words that are surnames in a book: last of several words, or often behind a title."""
    last: set[str] = set()
    bare: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    for name, times in Counter(book.names.values()).items():
        words = content(name.words)
        if len(words) > 1:
            last.add(words[-1])
        elif words and set(name.rank) - _FORENAMED:
            titled[words[0]] += times
        elif words:
            bare[words[0]] += times
    return frozenset(last | {word for word, times in titled.items() if times * _TITLED >= bare[word]})


def _completes(familiar: _Called, formal: _Called) -> bool:
    """Whether two figures may be one, the second one's names having no forename, or another form of it."""
    if not familiar.forenames or not formal.surnames | formal.forenames:
        return False
    if formal.forenames:
        one = any(same_forename(a, b) for a in familiar.forenames for b in formal.forenames)
        return one and not (familiar.surnames and formal.surnames)
    shared = familiar.surnames & formal.surnames
    return bool(shared) or not familiar.surnames or formal.is_married


def _of_one_gender(resolution: Resolution, pair: Pair) -> bool:
    """Whether no pronouns tell two figures apart."""
    return len({lean(resolution.figures[n].genders) for n in pair} - {""}) < 2


class _Contacts:
    """Passages that tell of two figures, and what shows that they are two; pairs in order."""

    def __init__(
        self,
        book: Book,
        resolution: Resolution,
        said: Sequence[Attribution],
        called: Mapping[int, _Called],
    ) -> None:
        self.book, self.figure, self.said = book, resolution.mention_figure, said
        self.called = called
        self.passages: Counter[Pair] = Counter()
        self.met: Counter[Pair] = Counter()
        self.linked: dict[Pair, float] = defaultdict(float)
        shown = [i for i in range(book.size) if self.figure[i] in called and says_something(book, i)]
        shown.sort(key=lambda i: book.spans[i])
        for pair in self._each(shown, lambda i: book.first[i] // _PASSAGE):
            self.passages[pair] += 1
        for pair in self._each(shown, lambda i: (book.sentence[i], book.quotation[i])):
            self.met[pair] += 1
        for j, i in itertools.pairwise(shown):
            if book.side_by_side(i, j):
                self._meet(self.figure[i], self.figure[j], _ASIDE)
        self._speak(shown)
        self._link()

    def _each(self, shown: Iterable[int], place: Callable[[int], Hashable]) -> Iterator[Pair]:
        """Each two figures of one place, once for each place."""
        there: dict[Hashable, set[int]] = defaultdict(set)
        for i in shown:
            there[place(i)].add(self.figure[i])
        for figures in there.values():
            yield from itertools.combinations(sorted(figures), 2)

    def _meet(self, a: int, b: int, times: int = 1) -> None:
        if a != b:
            self.met[min(a, b), max(a, b)] += times

    def _speak(self, shown: Iterable[int]) -> None:
        """Counts who speaks after whom, and whom a speaker calls or speaks of; only names in tags tell it."""
        inside: dict[int, set[int]] = defaultdict(set)
        for i in shown:
            if self.book.quotation[i] >= 0:
                inside[self.book.quotation[i]].add(self.figure[i])
        before, end = -1, 0
        for row, quotation in enumerate(self.book.notes.quotations):
            if quotation.depth > 1:
                continue
            speaker = self._told(row)
            for n in inside[row] if speaker >= 0 else ():
                self._meet(speaker, n)
            if min(before, speaker) >= 0 and quotation.start - end < _NEXT:
                self._meet(before, speaker)
            before, end = speaker, quotation.end

    def _told(self, row: int) -> int:
        """The figure that a name in the tag of a quotation tells, or -1."""
        own = self.said[row]
        sure = own.mention in self.book.names and self.figure[own.mention] == own.speaker
        return own.speaker if sure and own.speaker in self.called else -1

    def _link(self) -> None:
        """Adds up the probability that the words of either figure go back to the other."""
        for i in range(self.book.size):
            if self.figure[i] not in self.called:
                continue
            columns, shares, _ = self.book.antecedents[i]
            for j, p in zip(columns, shares, strict=True):
                a, b = self.figure[i], self.figure[j]
                if a != b and b in self.called:
                    self.linked[min(a, b), max(a, b)] += p
