"""The words around a word of time: who it belongs to, and what stands before it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from fabula.lang.en import times as known
from fabula.story.document import Document
from fabula.story.times.expression import DAY

_REACH: Final = 9
"""Words that a noun of time has before it at most."""
_BEFORE_ONE: Final = known.DETERMINERS | known.NEXT | known.LAST | {"or"}
_DESCRIBING: Final = frozenset(["ADJ", "NUM"])


@dataclass(frozen=True, slots=True)
class Modifiers:
    """What belongs to a noun of time before it, from ``first`` on: "the next two", "about half an".

    ``is_owned``: whether it is somebody's, whose name stands before that: "Floyd's last".
    """

    first: int
    words: tuple[str, ...]
    is_owned: bool = False

    @property
    def number(self) -> float | None:
        """How many; None where that is not said, or not counted."""
        said = set(self.words)
        if "quarter" in said:
            return 0.25
        if {"three-quarters", "quarters"} & said:
            return 0.75
        numbers = [n for n in map(cardinal, self.words) if n is not None]
        if said & set(known.LARGE):
            return float(_large(self.words))
        if "half" in said:
            return float(numbers[0]) + 0.5 if numbers and "and" in said else 0.5
        if numbers:
            return float(numbers[0])
        if {"couple", "pair"} & set(self.words):
            return 2.0
        if (self.words and self.words[-1] in known.FEW) or "few" in self.words:
            return None
        return 1.0 if {"a", "an", "another"} & set(self.words) else None

    @property
    def counts(self) -> bool:
        """Whether they say how many, exactly or about."""
        return self.number is not None or bool(known.FEW & set(self.words))

    @property
    def step(self) -> int:
        """1 for the next one, -1 for the last one."""
        own = self.words
        if "of" in own:
            own = own[len(own) - own[::-1].index("of") :]
        said = set(own)
        if said & known.NEXT:
            return 1
        is_own = (
            self.is_owned
            or said & known.POSSESSIVES
            or (said & {"last", "past"} and said & {"the", "that", "this"})
        )
        return -1 if said & known.LAST and not is_own else 0

    @property
    def ordinal(self) -> int:
        """Which one of many it is: 18 for the eighteenth; 0 where that is not said."""
        return next((n for n in map(ordinal, self.words) if n), 0)

    @property
    def is_set(self) -> bool:
        """Whether it comes again and again."""
        return bool(known.EACH & set(self.words))

    @property
    def is_some(self) -> bool:
        """Whether it is one that nobody has told of: one day, some day."""
        return bool({"one", "some", "a", "an", "any"} & set(self.words)) or bool(
            set(known.ORDINALS) & set(self.words)
        )

    @property
    def is_definite(self) -> bool:
        """Whether it is one that is known already: that day, the same year."""
        return bool({"the", "that", "this", "those", "these", "same"} & set(self.words))


class Phrases:
    """The words of a paragraph, plain; places are counted from its first token."""

    def __init__(self, document: Document, first: int, words: Sequence[str]) -> None:
        self._document, self._first, self.words = document, first, words

    def word(self, k: int) -> str:
        """A word, or nothing outside of the paragraph."""
        return self.words[k] if 0 <= k < len(self.words) else ""

    def upos(self, k: int) -> str:
        """The part of speech of a word, or nothing outside of the paragraph."""
        return self._document.upos[self._first + k] if 0 <= k < len(self.words) else ""

    def is_capital(self, k: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self._document.text.content[self._document.starts[self._first + k]].isupper()

    def is_owned(self, k: int, times: Collection[str]) -> bool:
        """Whether a noun says what kind of thing another noun is that is none of ``times``."""
        own = self._first + k
        head = self._document.head[own]
        if self._document.relation[own] not in ("compound", "amod") or head <= own:
            return False
        return self.word(head - self._first) not in times

    def before(self, k: int) -> Modifiers:
        """The words before a noun that belong to it, with what is a part of it: "the end of the"."""
        first = self._modifiers(k)
        if self.word(first - 1) == "of" and self.word(first - 2) in known.SHARES_OF_TIME:
            first = self._modifiers(first - 2)
        first += self.word(first) == "past" and first < k
        return Modifiers(first, tuple(self.words[first:k]), is_owned=self.word(first - 1) == "'s")

    def _modifiers(self, k: int) -> int:
        """Where the words begin that belong to the noun ``k``: at its determiner, if there is one."""
        first = k
        while first > max(0, k - _REACH):
            word, before = self.word(first - 1), self.word(first - 2)
            if word in ("a", "an") and before == "and" and self._is_number(first - 3):
                first -= 3
            elif word in known.DETERMINERS and not (word == "one" and before in _BEFORE_ONE):
                return self._determiner(first - 1, k)
            elif word == "one" or self._is_modifier(first):
                first -= 1
            elif first < k and self._links(word, first - 2):
                first -= 2
            else:
                break
        return first

    def _determiner(self, first: int, k: int) -> int:
        """Where a noun phrase begins whose determiner is at ``first``: "half an hour", "all the next day"."""
        word, before = self.word(first), self.word(first - 1)
        if word in ("that", "this") and (self._is_number(first + 1) or self.word(k).endswith("s")):
            return first + 1
        outer = ("half", "many") if word in ("a", "an") else ("all", "every") if word != "another" else ()
        return first - (before in outer)

    def _links(self, word: str, before: int) -> bool:
        """Whether a word goes on with what is before it: "two or three", "a couple of", "mild, sunny"."""
        if word in ("or", "to", "and"):
            return self._is_number(before)
        if word == "of":
            return self.word(before) in ("couple", "quarters", "dozen", "quarter")
        return word == "," and self.upos(before) == "ADJ"

    def _is_modifier(self, first: int) -> bool:
        """Whether the word before a place is an adjective, a number or another time that tells which."""
        word = self.word(first - 1)
        if self._is_number(first - 1) or word in known.OF_TIMES | known.FEW | known.NEXT | known.LAST:
            return True
        if word in ("half", "quarter", "three-quarters"):
            return True
        return self.upos(first - 1) in _DESCRIBING or word in known.MONTHS or word in known.SEASONS

    def _is_number(self, k: int) -> bool:
        word = self.word(k)
        counted = cardinal(word) is not None or ordinal(word) > 0
        return counted or word in known.LARGE or word in ("dozen", "few")


def ordinal(word: str) -> int:
    """The number of an ordinal: "third", "21st", "twenty-first"; 0 for another word."""
    ten, dash, rest = word.partition("-")
    if dash:
        tens = {"twenty": 20, "thirty": 30}.get(ten, 0)
        return tens + known.ORDINALS[rest] if tens and rest in known.ORDINALS else 0
    if word[:-2].isdecimal() and word[-2:] in ("st", "nd", "rd", "th") and len(word) < 6:
        return int(word[:-2])
    return known.ORDINALS.get(word, 0)


def _large(words: Sequence[str]) -> int:
    """A number of hundreds and thousands: "a hundred and four"."""
    whole, part = 0, 0
    for word in words:
        n = cardinal(word)
        if n is not None:
            part += n
        elif word in known.LARGE:
            part = max(1, part) * known.LARGE[word]
            if known.LARGE[word] > 100:
                whole, part = whole + part, 0
    return whole + part


def plain(word: str) -> str:
    """A word in small letters, with the apostrophes and hyphens of a typewriter."""
    return word.lower().replace("’", "'").replace("\u2010", "-").replace("\u2011", "-")


def cardinal(word: str) -> int | None:
    """The number that a word is: "9", "nine", "twenty-one", "one-and-twenty"."""
    if word.isdecimal():
        return int(word) if len(word) < 7 else None
    if word in known.CARDINALS:
        return known.CARDINALS[word]
    first, _, rest = word.partition("-")
    rest = rest.removeprefix("and-")
    if first in known.CARDINALS and rest in known.CARDINALS:
        one, two = sorted((known.CARDINALS[first], known.CARDINALS[rest]))
        return one + two if one < 10 and two >= 20 else None
    return None


def year(word: str) -> str:
    """A year of four digits, or nothing."""
    return word if len(word) == 4 and word.isdecimal() and "1000" <= word < "3000" else ""


def length(unit: str, own: Modifiers, *, plural: bool, more: float = 0.0) -> tuple[str, float]:
    """A length of time: its value and its seconds, of "few" about three, of "many" about ten."""
    letter, seconds = known.UNITS[unit]
    n = own.number
    if n is None and not plural and not known.FEW & set(own.words):
        n = 1.0
    clock = "T" if seconds < DAY else ""
    if unit in known.VAGUE_UNITS or n is None:
        about = 3.0 if n is None and "many" not in own.words else (n or 10.0)
        return f"P{clock}X{letter}", about * seconds
    n += more
    size = n * known.TIMES_UNIT.get(unit, 1)
    if size != int(size):
        return _smaller(letter, clock, size), n * seconds
    return f"P{clock}{int(size)}{letter}", n * seconds


def _smaller(letter: str, clock: str, size: float) -> str:
    """A length of which the unit has a part, in the unit below."""
    below = {
        "H": ("T", "M", 60),
        "Y": ("", "M", 12),
        "D": ("T", "H", 24),
        "W": ("", "D", 7),
        "M": ("", "D", 30),
    }
    part, smaller, times = (
        ("T", "S", 60) if clock and letter == "M" else below.get(letter, (clock, letter, 1))
    )
    return f"P{part}{size * times:g}{smaller}"
