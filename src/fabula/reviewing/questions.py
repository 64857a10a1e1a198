"""What to ask: the lines and people whose answer would put most lines right.

Nobody knows before the answer how much it puts right; these are estimates, good enough to order by. A line is
worth its doubt, and that of the lines that hang on it. Somebody who may be another is worth his lines, by how
likely he is one of those who come first.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from fabula.reading import Reading
from fabula.records import SpokenQuote
from fabula.reviewing.conversations import Conversations
from fabula.types import Entity
from fabula.world.words import folded_words

CHOICES = 9
"""Keys from 1 to 9."""
LEAST_GAIN = 0.1
"""What an answer puts right at least, for it to be asked."""
LEAST_LINES = 2
"""Lines of somebody who is asked about."""
NAMESAKES, AROUND, OFTEN, ONE_GENDER = 0.2, 0.3, 0.03, 0.15
"""How much it speaks for it that one is another: they share a word of their names; the other speaks around
each line of the one; the other has many lines; words say of both that they are men, or women."""
ANSWERING = 0.5
"""Turns between one and another to each of his lines above which they are rather two; above 1 they are."""
WORTH = {"always": 2.1, "named": -0.9, "sure": -2.5, "lines": -0.8, "named, lines": -0.3, "instead": 1.3}
"""The log odds that one with some lines is another: fitted on the speakers of nine novels of PDNC and 25
stories, of whom 43 of 244 were another, 42 of them among the nine likeliest."""
_COMMON = frozenset(
    (
        *("a", "an", "the", "of", "and", "my", "his", "her", "our", "your", "their", "mr", "mrs", "miss"),
        *("ms", "dr", "sir", "lady", "lord", "old", "young", "little", "poor", "dear"),
        *("man", "woman", "boy", "girl"),
    )
)


class About(Enum):
    """What a question is about."""

    LINE = "line"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Question:
    """Who says a line, or whether somebody is one of a few others.

    ``choices`` are the likeliest answers; anybody else, nobody or somebody new is an answer to a line too.
    ``gain`` estimates how many lines an answer puts right. ``key`` is the same for the same question asked
    again.
    """

    about: About
    key: str
    choices: tuple[Entity, ...]
    gain: float
    quote: SpokenQuote | None = None
    person: Entity | None = None

    @property
    def words(self) -> str:
        """The question."""
        if self.quote is not None:
            return "Who says this?"
        name = "?" if self.person is None else f"{self.person.name} (#{self.person.id})"
        return f"Is {name} one of these?"

    @property
    def offset(self) -> int:
        """The place in the text that it is about."""
        if self.quote is not None:
            return self.quote.start
        return (self.person and self.person.first) or 0


def questions(reading: Reading, settled: Collection[int], passed: Collection[str]) -> list[Question]:
    """All that is worth asking, what puts most right first.

    ``settled`` are the lines that a person has spoken of, ``passed`` the keys of questions passed over.
    """
    talk = Conversations(reading.work)
    found = [*_lines(reading, talk, settled), *_people(reading, talk)]
    wanted = (each for each in found if each.gain >= LEAST_GAIN and each.key not in passed)
    return sorted(wanted, key=lambda each: (-each.gain, each.offset))


def _lines(reading: Reading, talk: Conversations, settled: Collection[int]) -> Iterator[Question]:
    people = {entity.id: entity for entity in reading.entities}
    spoken = {quote.id: quote for quote in reading.quotes}
    times: Counter[str] = Counter()
    for at, (quote, gain) in enumerate(zip(talk.quotes, talk.gains(), strict=True)):
        shown = spoken[quote.id]
        said = _digest(shown)
        times[said] += 1
        if quote.id in settled:
            continue
        likely = [] if quote.speaker is None else [quote.speaker]
        likely += [number for number, _ in quote.alternatives]
        choices = list(dict.fromkeys([*likely, *talk.beside(at)]))[:CHOICES]
        key = f"line {said} {times[said]}"  # the same in a draft, where it stands elsewhere
        yield Question(About.LINE, key, tuple(people[number] for number in choices), gain, quote=shown)


def _people(reading: Reading, talk: Conversations) -> Iterator[Question]:
    speaking = [entity for entity in reading.all_characters if entity.quotes >= 1]
    called = {entity.id: (_words(entity), _shown_words(entity)) for entity in speaking}
    for one in speaking:
        if one.quotes < LEAST_LINES:
            continue
        own = _Lines(one, talk)
        likely = sorted(
            (
                (_likeness(own, other, talk, called), other)
                for other in speaking
                if _weight(other) > _weight(one)
            ),
            key=lambda pair: (-pair[0], -pair[1].quotes, pair[1].id),
        )
        choices = tuple(other for likeness, other in likely if likeness > 0.0)[:CHOICES]
        if choices:
            gain = _is_another(own, choices) * one.quotes
            yield Question(About.PERSON, f"person {one.id}", choices, gain, person=one)


def _weight(entity: Entity) -> tuple[int, int, int]:
    return entity.quotes, entity.mentions, -entity.id


class _Lines:
    """The lines of somebody: how sure they are, whose else they may be, who speaks around them.

    ``instead`` and ``around`` are shares of the lines.
    """

    def __init__(self, one: Entity, talk: Conversations) -> None:
        self.one = one
        own = talk.lines_of(one.id)
        self.count = max(len(own), 1)
        self.sure = sum(talk.quotes[at].confidence for at in own) / self.count
        self.instead: dict[int, float] = defaultdict(float)
        self.around: dict[int, float] = defaultdict(float)
        for at in own:
            for number, share in talk.quotes[at].alternatives:
                self.instead[number] += share / self.count
            for number in talk.around(at):
                self.around[number] += 1 / self.count


def _is_another(own: _Lines, choices: Sequence[Entity]) -> float:
    """How likely somebody is one of those who come first for it."""
    named = float(_is_named(own.one))
    facts = {
        "always": 1.0,
        "named": named,
        "sure": own.sure,
        "lines": math.log(own.count),
        "named, lines": named * math.log(own.count),
        "instead": max(own.instead[each.id] for each in choices),
    }
    return 1.0 / (1.0 + math.exp(-sum(WORTH[name] * value for name, value in facts.items())))


def _likeness(
    own: _Lines,
    other: Entity,
    talk: Conversations,
    called: Mapping[int, tuple[frozenset[str], frozenset[str]]],
) -> float:
    """How much speaks for it that somebody is another one, who has more lines; 0 where that cannot be.

    ``called``: the words of all names, and of one.
    """
    one = own.one
    pronouns = set(one.pronouns), set(other.pronouns)
    if all(pronouns) and pronouns[0].isdisjoint(pronouns[1]):
        return 0.0
    found = own.instead[other.id] + AROUND * own.around[other.id] + OFTEN * math.log(1 + other.quotes)
    if not called[one.id][0].isdisjoint(called[other.id][0]):
        found += NAMESAKES
    if all(pronouns):
        found += ONE_GENDER
    names = called[one.id][1], called[other.id][1]
    within = all(names) and (names[0] <= names[1] or names[1] <= names[0])
    # Two fragments of one often answer each other: nobody answers himself, so the lines between are theirs.
    answering = talk.turns[min(one.id, other.id), max(one.id, other.id)] / own.count
    if within or answering <= ANSWERING:
        return found
    return found / 2 if answering <= 1.0 else 0.0


def _is_named(entity: Entity) -> bool:
    return any(word[:1].isupper() for word in entity.name.split()[-1:])


def _shown_words(entity: Entity) -> frozenset[str]:
    return frozenset(folded_words(entity.name)) - _COMMON


def _words(entity: Entity) -> frozenset[str]:
    """The words that tell whom a name is of."""
    return frozenset(folded_words(" ".join((entity.name, *entity.aliases)))) - _COMMON


def _digest(quote: SpokenQuote) -> str:
    """The words of a line, in short."""
    return hashlib.sha256(" ".join(quote.text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
