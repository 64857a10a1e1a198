"""Figures that turn out to be one person by how they talk: "the matron" is Mrs. Corney, "the Jew" Fagin.

Coreference often leaves what a person is called apart from the name. But a conversation has turns: one who
speaks now as "the matron" and now as "Mrs. Corney", always to somebody else and never to her, is she. Only
tags that say so count, by a name or by the words of the unnamed figure; and the model must link the two here
or there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from fabula.cast.book import Book
from fabula.cast.figures import Attribution, Resolution, lean, relink, renumbered, transfer
from fabula.cast.groups import Members
from fabula.cast.lexicon import FEMALE, MALE, PLURAL
from fabula.cast.matching import NameCluster, forenames_clash, is_maiden, ranks_clash
from fabula.cast.meetings import Pair, contacts
from fabula.cast.names import Name
from fabula.types import EntityType, MentionForm

_SLIPS, _MORE_SLIPS = 0.1, 0.5
"""Turns between the two, to a turn of each with a third, that are slips; more where much links the two."""
_LINKED, _MUCH_LINKED = 0.5, 1.5
_ENOUGH = 3.0
"""Turns of each with a third and probability of links that make a nominal somebody's."""
_EPITHETS, _NAMESAKES = 4, 2
"""Turns of each with a third that make one of "the Jew" and a name, and of two names that share a word."""
_A_TURN = 40
"""To one such turn, the uses of the names of the one who has fewer: a hero's few turns may be slips."""
_MOSTLY = 0.8


def twins(
    book: Book, resolution: Resolution, said: Sequence[Attribution], apart: Iterable[int] = ()
) -> dict[int, int]:
    """Figures that are somebody else, each with the named figure that it is.

    ``apart`` are figures that are none of them: tellers and groups.
    """
    apart = frozenset(apart)
    together, instead = contacts(book, resolution, said)
    words = Words(book, resolution)
    pairs = {
        pair: times
        for pair, times in instead.items()
        if together[pair] <= _MORE_SLIPS * times and not apart & {*pair} and words.may_be_one(pair)
    }
    linked = _links(book, resolution, pairs)
    found: dict[int, int] = {}
    for pair, times in sorted(pairs.items(), key=lambda item: (-item[1] - linked[item[0]], item[0])):
        other, person = pair
        taken = {other, person} & found.keys() or other in found.values()
        if not taken and _is_told(words, pair, times, together[pair], linked[pair]):
            found[other] = person
    return found


def _is_told(words: Words, pair: Pair, instead: int, together: float, linked: float) -> bool:
    """Whether turns and links tell that the first of two figures is the second."""
    other, person = pair
    epithet = words.is_epithet(other)
    slips = _MORE_SLIPS if linked >= _MUCH_LINKED and not epithet else _SLIPS
    if linked < _LINKED or together > slips * instead:
        return False
    if not words.figures[other].named:
        return instead + linked >= _ENOUGH and words.is_there(*pair)
    uses = min(words.names(n).total() for n in (other, person))
    return instead >= max(_EPITHETS if epithet else _NAMESAKES, uses / _A_TURN)


def merge(book: Book, resolution: Resolution, found: Mapping[int, int]) -> None:
    """Gives the mentions of each figure to the one that it is, and what links there are to it."""
    moves = {i: person for other, person in found.items() for i in resolution.figures[other].mentions}
    transfer(book, resolution, moves)
    relink(resolution, found)


def renamed(said: Sequence[Attribution], found: Mapping[int, int]) -> list[Attribution]:
    """The attributions of a book with each figure replaced by the one that it is."""
    return [renumbered(own, found) for own in said] if found else list(said)


def regrouped(members: Members, found: Mapping[int, int]) -> Members:
    """The members of groups with each figure replaced by the one that it is."""
    return {found.get(n, n): tuple(dict.fromkeys(found.get(m, m) for m in own)) for n, own in members.items()}


class Words:
    """What each figure is called, found once for each, since a hero is in many pairs."""

    def __init__(self, book: Book, resolution: Resolution) -> None:
        self.book, self.figures = book, resolution.figures
        self._names: dict[int, Counter[Name]] = {}
        self._owned: dict[int, bool] = {}

    def names(self, n: int) -> Counter[Name]:
        """The names of a figure with how often each is used."""
        if n not in self._names:
            names = self.book.names
            self._names[n] = Counter(names[i] for i in self.figures[n].mentions if i in names)
        return self._names[n]

    def is_epithet(self, n: int) -> bool:
        """Whether nearly all names of a figure are words with "the" before them."""
        names = self.names(n)
        with_the = sum(times for name, times in names.items() if name.text.lower().startswith("the "))
        return bool(names) and with_the >= _MOSTLY * names.total()

    def is_owned(self, n: int) -> bool:
        """Whether a figure is called by no more words with "the" than of the kind of "his master"."""
        if n not in self._owned:
            mentions = self.figures[n].mentions
            definite = sum(bool(self.book.definite(i)) for i in mentions)
            self._owned[n] = definite <= 2 * sum(self.book.owner(i) >= 0 for i in mentions)
        return self._owned[n]

    def share_a_name(self, one: int, other: int) -> bool:
        """Whether the names of two figures have a word in common, and no two of them are two people's."""
        ours, theirs = self.names(one), self.names(other)
        if not {word for name in ours for word in name.words} & {w for name in theirs for w in name.words}:
            return False
        whole = NameCluster(theirs)
        if any(is_maiden(a, theirs) for a in ours) or any(is_maiden(b, ours) for b in theirs):
            return False
        return not any(forenames_clash(a, whole) or any(ranks_clash(a, b) for b in theirs) for a in ours)

    def is_there(self, other: int, person: int) -> bool:
        """Whether a person is told of between the first and the last mention of another figure."""
        own = self.figures[other].mentions
        first, last = min(own), max(own)
        return any(first < i < last for i in self.figures[person].mentions)

    def agree(self, one: int, other: int) -> bool:
        """Whether neither pronouns nor ranks part two figures; "the girls" are nobody alone."""
        ours, theirs = self.figures[one], self.figures[other]
        if ours.posts and theirs.posts and not ours.posts <= theirs.posts:
            return False
        genders = [_gender(f.genders) for f in (ours, theirs)]
        return PLURAL not in genders and not (all(genders) and genders[0] != genders[1])

    def may_be_one(self, pair: Pair) -> bool:
        """Whether the first of two figures may be the second, who has a name, by another word."""
        other, person = (self.figures[n] for n in pair)
        if not person.named or any(
            f.type is not EntityType.PERSON or not f.mentions for f in (other, person)
        ):
            return False
        if not self.agree(*pair) or self.is_epithet(pair[1]):
            return False
        if not other.named:
            return not self.is_owned(pair[0])
        namesakes = len(other.mentions) <= len(person.mentions) and self.share_a_name(*pair)
        return namesakes or self.is_epithet(pair[0])


def _gender(genders: Counter[str]) -> str:
    return PLURAL if genders[PLURAL] > genders[MALE] + genders[FEMALE] else lean(genders)


def _links(book: Book, resolution: Resolution, pairs: Mapping[Pair, int]) -> Mapping[Pair, float]:
    """The probability that the words of either go back to the other, summed over the book."""
    found: dict[Pair, float] = dict.fromkeys(pairs, 0.0)
    figure = resolution.mention_figure
    held = {n for pair in pairs for n in pair}
    for i in range(book.size):
        if figure[i] not in held or book.forms[i] is MentionForm.PRONOUN:
            continue
        columns, shares, _ = book.antecedents[i]
        for j, p in zip(columns, shares, strict=True):
            for pair in ((figure[i], figure[j]), (figure[j], figure[i])):
                if pair in pairs:
                    found[pair] += p
    return found
