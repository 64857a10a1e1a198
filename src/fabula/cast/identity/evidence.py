"""Evidence that two figures are one person, or two: named features of each pair.

Each says one thing that a book shows of the two; none decides. What each is worth is a weight
(``weights.json``).
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fabula.cast.book import Book
from fabula.cast.figures import Attribution, Resolution, lean
from fabula.cast.identity.called import CALLED, Names
from fabula.cast.identity.claims import claimed_names
from fabula.cast.identity.company import COMPANY, Company
from fabula.cast.identity.links import LINKS, Links
from fabula.cast.identity.rivals import Pair, pair_of
from fabula.cast.identity.words import Words
from fabula.cast.lexicon import FEMALE, MALE, PLURAL
from fabula.cast.meetings import contacts, says_something, shown_people
from fabula.cast.names import same_forename
from fabula.types import EntityType

Array = npt.NDArray[np.float64]

_PASSAGE = 200
"""Tokens of a passage."""
_CLASHING = 0.2
"""The share of a figure's names that cannot be the other's from which on the two are two."""
_RATE, _TURN_RATE, _SLIPS = 0.15, 0.48, 0.02
"""Meetings of two people to a passage that tells of both, and turns to a line near one of the other's; and
how many of either are slips where the two are one."""
_CLEAR = 6.0
"""The most that such counts can say."""
_RARELY = 10
"""To one mention that shows two figures to be two, the mentions of which it is a slip."""
_TALK = 8
"""Lines within which two take part in one talk."""
_LINKED = 0.2
"""The probability of links, summed, from which on words of the one lead to the other."""

PAIR: Final = (
    "both named",
    "a name and an epithet",
    "a name and no name",
    "an epithet and no name",
    "two epithets",
    "neither named",
    *LINKS,
    "take turns",
    "take turns to a line",
    "speak in each other's place",
    "speak in each other's place to a line",
    "talk to each other",
    "talk to each other to a line",
    "told of in one sentence",
    "told of in one sentence to a sentence",
    "one names the other",
    "told of in one passage",
    "told of in one passage to a passage",
    "never meet where two would",
    "never answer each other where two would",
    "one gender",
    "two genders",
    "one rank",
    "two ranks",
    "share a word of a name",
    "share a forename",
    "share the head of a description",
    "share a whole description",
    "one description within another",
    "other words before one head",
    "only bearer of the rank",
    "rank without a name",
    "says that it is the other's name",
    "one ends before the other begins",
    "gap between them",
    "one within the other's stay",
    "one is seldom mentioned",
    "both are often mentioned",
    "one is somebody's",
    "same kin of two people",
    "one speaks",
    "both speak",
    "one tells",
    *CALLED,
    *COMPANY,
    "in one clause",
    "in one clause to a mention",
)
"""Features of two figures."""


@dataclass(frozen=True, slots=True)
class _Stay:
    """Where a figure is: its first and last token, its passages, its sentences, how often it is shown."""

    first: int
    last: int
    passages: frozenset[int]
    sentences: frozenset[tuple[int, int]]
    shown: int
    size: int


class Pairs:
    """The pairs of people of a book that may be one, with their features."""

    def __init__(
        self,
        book: Book,
        resolution: Resolution,
        said: Sequence[Attribution],
        tellers: Iterable[int] = (),
        apart: Iterable[int] = (),
        never: frozenset[Pair] = frozenset(),
    ) -> None:
        self._book, self.resolution, self._said = book, resolution, said
        self._never = never
        self._tellers = frozenset(tellers)
        self.words = Words(book, resolution)
        self.people = self._people(frozenset(apart))
        self._stay = {n: self._stay_of(n) for n in self.people}
        self._lines = Counter(own.speaker for own in said)
        self._together, self._instead = contacts(book, resolution, said)
        self._talk = self._talking()
        self._near_lines = self._talks()
        self._names = self._naming()
        self._parted = self._in_one_clause()
        self.apart = self._kept_apart()
        self._owned = self._owners()
        self._forbidden: dict[Pair, bool] = {}
        self._claims = claimed_names(book, resolution, said)
        self._heads = {n: self._heads_of(n) for n in self.people}
        self._described = {n: self._descriptions(n) for n in self.people}
        self._titles = {n: {t for name in self.words.names(n) for t in name.rank} for n in self.people}
        self._titled = Counter(title for own in self._titles.values() for title in own)
        self._bearers = Counter(post for n in self.people for post in self.resolution.figures[n].posts)
        self._links = Links(book, resolution, frozenset(self.people))
        self._called = Names(book, resolution, self.words)
        self._company = Company({n: own.passages for n, own in self._stay.items()})

    def _people(self, apart: frozenset[int]) -> list[int]:
        return [
            n
            for n, figure in enumerate(self.resolution.figures)
            if figure.type is EntityType.PERSON
            and figure.mentions
            and n not in apart
            and figure.genders[PLURAL] <= figure.genders[MALE] + figure.genders[FEMALE]
            and (figure.named or any(says_something(self._book, i) for i in figure.mentions))
        ]

    def _stay_of(self, n: int) -> _Stay:
        book, mentions = self._book, self.resolution.figures[n].mentions
        shown = [i for i in mentions if says_something(book, i)]
        return _Stay(
            book.first[mentions[0]],
            book.first[mentions[-1]],
            frozenset(book.first[i] // _PASSAGE for i in mentions),
            frozenset((book.sentence[i], book.quotation[i]) for i in shown),
            len(shown),
            len(mentions),
        )

    def _heads_of(self, n: int) -> frozenset[str]:
        book = self._book
        return frozenset(book.head(i) for i in self.resolution.figures[n].mentions if book.is_nominal(i))

    def _descriptions(self, n: int) -> frozenset[tuple[str, ...]]:
        """The descriptions of a figure without their first article, each as its words."""
        described = self._book.described
        return frozenset(described[i] for i in self.resolution.figures[n].mentions if i in described)

    def _talking(self) -> Counter[Pair]:
        """How many lines of either of two are said to the other."""
        found: Counter[Pair] = Counter()
        for own in self._said:
            for hearer in own.addressees if own.speaker >= 0 else ():
                found[pair_of(own.speaker, hearer)] += 1
        return found

    def _naming(self) -> dict[Pair, float]:
        """How often one names or describes the other in what a tag gives to him."""
        found: dict[Pair, float] = defaultdict(float)
        figure = self.resolution.mention_figure
        for i in shown_people(self._book, self.resolution):
            row = self._book.quotation[i]
            speaker = self._said[row].speaker if row >= 0 else -1
            if speaker >= 0 and speaker != figure[i]:
                found[pair_of(speaker, figure[i])] += self._said[row].confidence
        return found

    def forbids(self, pair: Pair) -> bool:
        """Whether two are two whatever else speaks for them.

        So it is where both tell, where their names cannot be one person's, where one is called by way of the
        other ("Emma's father"), and where one tells what the other is told of in ("a man came in", "the King
        rose", says the *I*).
        """
        if pair not in self._forbidden:
            one, other = (self.words.names(n) for n in pair)
            clash = bool(one) and bool(other) and self.words.clashing(*pair) > _CLASHING
            tell = all(n in self._tellers for n in pair)
            self._forbidden[pair] = clash or tell or pair in self.apart or pair in self._never
        return self._forbidden[pair]

    def _kept_apart(self) -> frozenset[Pair]:
        """Figures that words of the text show to be two: more often than a mention goes to the wrong one."""
        book, figure = self._book, self.resolution.mention_figure
        found: Counter[Pair] = Counter()
        for i, others in book.nested.items():
            for j in others:
                honour = book.is_honour(i) or book.is_honour(j)
                if i < j and book.doubles.get(i) != j and book.doubles.get(j) != i and not honour:
                    found[pair_of(figure[i], figure[j])] += 1
        for i in range(book.size):
            told = book.is_nominal(i) or i in book.names
            if not told or figure[i] < 0 or book.is_address(i) or book.owner(i) >= 0:
                continue
            if (teller := self.resolution.teller(i)) >= 0:
                found[pair_of(teller, figure[i])] += 1
        found.update(self._parted)
        sizes = [len(own.mentions) for own in self.resolution.figures]
        return frozenset(
            pair
            for pair, times in found.items()
            if pair[0] >= 0 and times * _RARELY >= min(sizes[n] for n in pair)
        )

    def _in_one_clause(self) -> Counter[Pair]:
        """How often a sentence is so built that the two are two (:mod:`fabula.cast.binding`)."""
        figure = self.resolution.mention_figure
        return Counter(
            pair_of(figure[i], figure[j])
            for i, others in enumerate(self._book.referring.bound)
            for j in others
            if -1 < figure[i] != figure[j] > -1
        )

    def _owners(self) -> Mapping[int, Mapping[str, frozenset[int]]]:
        """Whose kin a figure is called: by the word, those who own it."""
        book, figure = self._book, self.resolution.mention_figure
        found: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for i in range(book.size):
            owner = book.owner(i) if book.is_nominal(i) else -1
            if owner >= 0 and min(figure[i], figure[owner]) >= 0:
                found[figure[i]][book.head(i)].add(figure[owner])
        return {n: {word: frozenset(who) for word, who in own.items()} for n, own in found.items()}

    def _of_two_owners(self, pair: Pair) -> bool:
        """Whether two are the same kin, "her mother" and "his mother", of people of whom none is both's."""
        one, other = (self._owned.get(n, {}) for n in pair)
        return any(own.isdisjoint(other[word]) for word, own in one.items() if word in other)

    def candidates(self) -> list[Pair]:
        """The pairs for which words speak: links, a shared name or description, a claim."""
        found = set(self._links.words) | {p for p, share in self._links.pronouns.items() if share > _LINKED}
        found |= self._claims
        for keyed in self._sharing():
            found.update(itertools.combinations(sorted(keyed), 2))
        people = frozenset(self.people)
        return sorted(p for p in found if p[0] != p[1] and people.issuperset(p) and self._speaks(p))

    def _speaks(self, pair: Pair) -> bool:
        """Whether more speaks for a pair than one word that both have, where no word leads to the other.

        Two names have been held against each other with all others, and "a new man" and "a stuffed man" are
        any two; but "her uncle" may be Uncle Basil if there is no other, and "the old nurse" is mostly the
        same again.
        """
        if self._links.words[pair] > _LINKED or self._links.pronouns[pair] > _LINKED or pair in self._claims:
            return True
        one, other = (self.resolution.figures[n] for n in pair)
        if (one.named and other.named) or self._of_two_owners(pair):
            return False
        titles = [{title for title in self._titles[n] if self._titled[title] == 1} for n in pair]
        called = titles[0] & self._heads[pair[1]] or titles[1] & self._heads[pair[0]]
        described = self._described[pair[0]] & self._described[pair[1]]
        return bool(called or one.posts & other.posts or described)

    def _sharing(self) -> Iterable[set[int]]:
        """Figures that share a word: of a name, a rank, or the head of a description."""
        found: dict[str, set[int]] = defaultdict(set)
        for n in self.people:
            words = {word for name in self.words.names(n) for word in (*name.words, *name.rank)}
            for word in words | self._heads[n] | self.resolution.figures[n].posts:
                found[word].add(n)
        return (own for own in found.values() if 1 < len(own) <= 40)

    def features(self, pair: Pair) -> Array:
        """The features of a pair, in the order of ``PAIR``."""
        facts = {
            **self._kinds(pair),
            **self._of_links(pair),
            **self._of_talk(pair),
            **self._of_places(pair),
            **self._of_words(pair),
            **self._of_stay(pair),
            **self._called.features(pair),
            **self._company.features(pair),
            **self._of_clauses(pair),
        }
        return np.asarray([facts.get(name, 0.0) for name in PAIR], dtype=np.float64)

    def _of_clauses(self, pair: Pair) -> Mapping[str, float]:
        parted = self._parted[pair]
        return {
            "in one clause": math.log1p(parted),
            "in one clause to a mention": parted / (min(self._stay[n].size for n in pair) + 1.0),
        }

    def _rank(self, n: int) -> int:
        """How much of a name a figure has: none, "the Stranger", or more."""
        named = self.resolution.figures[n].named
        return 0 if not named else 1 if self.words.is_epithet(n) else 2

    def _kinds(self, pair: Pair) -> Mapping[str, float]:
        low, high = sorted(self._rank(n) for n in pair)
        names = {
            (2, 2): "both named",
            (1, 2): "a name and an epithet",
            (0, 2): "a name and no name",
            (0, 1): "an epithet and no name",
            (1, 1): "two epithets",
            (0, 0): "neither named",
        }
        return {names[low, high]: 1.0}

    def _of_links(self, pair: Pair) -> Mapping[str, float]:
        least, size = (
            min(own) for own in zip(*((self._stay[n].shown, self._stay[n].size) for n in pair), strict=True)
        )
        return self._links.features(pair, least, size)

    def _of_talk(self, pair: Pair) -> Mapping[str, float]:
        lines = min(self._lines[n] for n in pair) + 1.0
        told = self._together[pair]
        return {
            "take turns": math.log1p(told),
            "take turns to a line": min(1.0, told / lines),
            "speak in each other's place": math.log1p(self._instead[pair]),
            "speak in each other's place to a line": min(1.0, self._instead[pair] / lines),
            "talk to each other": math.log1p(self._talk[pair]),
            "talk to each other to a line": min(1.0, self._talk[pair] / lines),
            "one names the other": math.log1p(self._names.get(pair, 0.0)),
            "says that it is the other's name": float(pair in self._claims),
            "one speaks": float(any(self._lines[n] for n in pair)),
            "both speak": float(all(self._lines[n] for n in pair)),
        }

    def _in_one_talk(self, pair: Pair) -> float:
        """How many lines of the one are near a line of the other."""
        return float(self._near_lines[pair])

    def _talks(self) -> Counter[Pair]:
        """For two who speak, how often one of them speaks within a few lines after the other."""
        found: Counter[Pair] = Counter()
        last: dict[int, int] = {}
        for k, own in enumerate(own for own in self._said if own.speaker >= 0):
            last = {n: at for n, at in last.items() if k - at <= _TALK}
            for n in last:
                if n != own.speaker:
                    found[pair_of(n, own.speaker)] += 1
            last[own.speaker] = k
        return found

    def _of_places(self, pair: Pair) -> Mapping[str, float]:
        one, other = (self._stay[n] for n in pair)
        met = len(one.sentences & other.sentences)
        passages = len(one.passages & other.passages)
        turns = self._together[pair] + met
        return {
            "never meet where two would": _surprise(passages, turns, _RATE),
            "never answer each other where two would": _surprise(
                self._in_one_talk(pair), self._together[pair], _TURN_RATE
            ),
            "told of in one sentence": math.log1p(met),
            "told of in one sentence to a sentence": met
            / (min(len(one.sentences), len(other.sentences)) + 1.0),
            "told of in one passage": math.log1p(passages),
            "told of in one passage to a passage": passages / min(len(one.passages), len(other.passages)),
        }

    def _of_words(self, pair: Pair) -> Mapping[str, float]:
        figures = [self.resolution.figures[n] for n in pair]
        genders = [lean(f.genders) for f in figures]
        names = [self.words.names(n) for n in pair]
        words = [{word for name in own for word in name.words} for own in names]
        shared = bool(words[0] & words[1])
        posts = [f.posts for f in figures]
        fore = any(
            same_forename(a.words[0], b.words[0]) and len(a.words[0]) > 1 and len(b.words[0]) > 1
            for a, b in itertools.product(names[0], names[1])
            if a.words and b.words and not any(n.rank and len(n.words) == 1 for n in (a, b))
        )
        one, other = (self._described[n] for n in pair)
        heads = self._heads[pair[0]] & self._heads[pair[1]]
        rank = posts[0] & posts[1]
        bare = [not f.named for f in figures]
        return {
            "share a whole description": float(bool(one & other)),
            "one description within another": float(
                any(set(a) < set(b) or set(b) < set(a) for a, b in itertools.product(one, other))
            ),
            "other words before one head": float(bool(heads) and not one & other),
            "only bearer of the rank": float(any(self._bearers[post] == len(pair) for post in rank)),
            "rank without a name": float(bool(rank) and any(bare)),
            "one gender": float(bool(genders[0]) and genders[0] == genders[1]),
            "two genders": float(all(genders) and genders[0] != genders[1]),
            "one rank": float(bool(posts[0] & posts[1])),
            "two ranks": float(bool(posts[0]) and bool(posts[1]) and not posts[0] & posts[1]),
            "share a word of a name": float(shared),
            "share a forename": float(fore),
            "share the head of a description": float(bool(self._heads[pair[0]] & self._heads[pair[1]])),
            "one is somebody's": float(
                any(not f.named and self.words.is_owned(n) for n, f in zip(pair, figures, strict=True))
            ),
            "same kin of two people": float(self._of_two_owners(pair)),
            "one tells": float(any(n in self._tellers for n in pair)),
        }

    def _of_stay(self, pair: Pair) -> Mapping[str, float]:
        one, other = sorted((self._stay[n] for n in pair), key=lambda s: s.first)
        gap = max(0, other.first - one.last)
        sizes = sorted(s.size for s in (one, other))
        return {
            "one ends before the other begins": float(other.first > one.last),
            "gap between them": math.log1p(gap) / 10.0,
            "one within the other's stay": float(other.last <= one.last),
            "one is seldom mentioned": 1.0 / sizes[0],
            "both are often mentioned": math.log1p(sizes[0]),
        }


def _surprise(chances: float, times: float, rate: float) -> float:
    """The log odds, halved, that two who met so often of so many chances are one (Poisson)."""
    odds = (rate - _SLIPS) * chances - times * math.log(rate / _SLIPS)
    return max(-_CLEAR, min(_CLEAR, odds)) / 2.0
