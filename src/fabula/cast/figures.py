"""What resolution makes of a book: figures, who speaks, and moving mentions from figure to figure."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from fabula.cast.book import Book
from fabula.cast.lexicon import FEMALE, MALE
from fabula.types import EntityType, MentionForm

SURE_ENOUGH = 0.12
"""A speaker less probable than this is left unresolved: a gap costs a reader less than a wrong name."""

AGAIN = 0.6
"""How probable it is, where nothing else tells, that one who was called so just now is meant again."""
_FADES = 2500.0
"""Tokens over which "the gentleman" comes to mean another with odds of e to 1."""

_USUAL = 2
"""Pronouns for which the gender counts that a forename usually has: Ben is mostly *he*."""

TAG_SURE = 0.55
"""How probable a speaker must be for a nominal in the tag to be settled by the conversation."""


@dataclass(slots=True)
class Figure:
    """An entity in the making: its mentions, the pronouns that they ask for and the ranks that they give.

    ``usual`` is the gender that the forename usually has, empty where it has none or there is no forename.
    """

    type: EntityType
    mentions: list[int] = field(default_factory=list)
    genders: Counter[str] = field(default_factory=Counter)
    posts: set[str] = field(default_factory=set)
    named: bool = False
    usual: str = ""

    def called(self, gender: str) -> int:
        """How often it is called by a gender, with what the forename says of it."""
        return self.genders.get(gender, 0) + (_USUAL if gender == self.usual else 0)

    @property
    def calls(self) -> int:
        """How often it is called by any gender, with what the forename says of it."""
        return sum(self.genders.values()) + (_USUAL if self.usual else 0)

    def copied(self) -> Figure:
        """The same, in lists of its own."""
        return Figure(self.type, [*self.mentions], self.genders.copy(), {*self.posts}, self.named, self.usual)


@dataclass(slots=True)
class Attribution:
    """Who speaks a quotation, to whom, with what probability; figures by number, -1 for unknown.

    ``mention`` is the one in the speech tag, -1 where there is no tag.
    """

    speaker: int = -1
    mention: int = -1
    addressees: tuple[int, ...] = ()
    confidence: float = 0.0
    shares: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Held:
    """What a person has settled of the lines of a book, by quotation, in the figures of one resolution.

    ``speakers``: -1 for nobody; ``addressees``: empty for nobody.
    """

    speakers: Mapping[int, int] = field(default_factory=dict)
    addressees: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


FREE = Held()
"""Nothing is settled."""


@dataclass(slots=True)
class Resolution:
    """Every mention's figure (-1 for none of them) with its probability.

    ``links``: for each mention in a speech tag that is no name, whom its antecedents alone make it.
    ``telling``: for each mention who tells the words around it, as *I*, or -1; empty where nobody does.
    ``pinned``: the figures made for people whom a person has settled and the text had none for, by their
    numbers there (:class:`~fabula.cast.pins.placing.Placed`); ``seeded``: those begun with a settled mention.
    """

    figures: list[Figure]
    mention_figure: list[int]
    confidence: list[float]
    links: dict[int, dict[int, float]]
    narrator: int = -1
    telling: Sequence[int] = ()
    pinned: dict[int, int] = field(default_factory=dict)
    seeded: dict[int, int] = field(default_factory=dict)

    def teller(self, i: int) -> int:
        """Who tells the words in which a mention stands, as *I*, or -1."""
        return self.telling[i] if self.telling else -1

    def copied(self) -> Resolution:
        """The same, to be changed by itself."""
        return replace(
            self,
            figures=[figure.copied() for figure in self.figures],
            mention_figure=[*self.mention_figure],
            confidence=[*self.confidence],
            links={**self.links},
            pinned={**self.pinned},
            seeded={**self.seeded},
        )


def faded(since: int) -> float:
    """What is left, from 1 down, of words for one who was called so that many tokens ago."""
    return math.exp(-since / _FADES)


def lean(genders: Counter[str]) -> str:
    """``he`` or ``she`` where a figure is called so more than twice as often as the other, else empty."""
    he, she = genders[MALE], genders[FEMALE]
    return MALE if he > 2 * she else FEMALE if she > 2 * he else ""


def worth_of_gender(book: Book, i: int) -> int:
    """How much a mention tells of gender: a pronoun may be another's, "the lady" is worth three."""
    return 1 if book.forms[i] is MentionForm.PRONOUN else 3


def transfer(book: Book, resolution: Resolution, moves: Mapping[int, int]) -> None:
    """Gives mentions to other figures, -1 for none, and takes with each what its words say of gender."""
    touched: set[int] = set()
    for i, target in moves.items():
        source = resolution.mention_figure[i]
        if source == target:
            continue
        weight = worth_of_gender(book, i)
        for number, sign in ((source, -1), (target, 1)):
            if number >= 0 and book.gender[i]:
                genders = resolution.figures[number].genders
                # a name that took a nominal over counted it once, less than is taken away here
                genders[book.gender[i]] = max(0, genders[book.gender[i]] + sign * weight)
        if target >= 0:
            resolution.figures[target].mentions.append(i)
        resolution.mention_figure[i] = target
        touched |= {source, target} - {-1}
    for number in touched:
        mentions = {i for i in resolution.figures[number].mentions if resolution.mention_figure[i] == number}
        resolution.figures[number].mentions = sorted(mentions)


def relink(resolution: Resolution, found: Mapping[int, int]) -> None:
    """Makes the links of tags go to the figures that others turned out to be."""
    for i, who in resolution.links.items():
        if not found.keys().isdisjoint(who):
            resolution.links[i] = replaced(who, found)


def replaced(shares: Mapping[int, float], found: Mapping[int, int]) -> dict[int, float]:
    """Shares by figure with each figure replaced by the one that it is."""
    summed: dict[int, float] = defaultdict(float)
    for number, share in shares.items():
        summed[found.get(number, number)] += share
    return dict(summed)


def renumbered(own: Attribution, found: Mapping[int, int]) -> Attribution:
    """An attribution with each figure replaced by the one that it is; nobody speaks to himself."""
    speaker = found.get(own.speaker, own.speaker)
    addressees = dict.fromkeys(found.get(n, n) for n in own.addressees)
    others = tuple(n for n in addressees if n != speaker)
    return replace(own, speaker=speaker, addressees=others, shares=replaced(own.shares, found))
