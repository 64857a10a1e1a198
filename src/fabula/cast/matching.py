"""Whether two names may be one person's, and what the names of one person tell together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from fabula.cast.lexicon import FEMALE, JUNIOR, MALE
from fabula.cast.names import ORDINALS, Name, content, same_forename

WITH_FORENAME = frozenset(
    word
    for words in (
        "mr mrs sir lady lord miss master dame don dona king queen prince princess pope saint brother sister",
        "father mother aunt uncle cousin nurse abbe abbé emperor empress tsar monsieur madame mademoiselle",
        "signor signora signorina señor señora señorita donna doña herr frau fraulein fräulein",
        "pappy papa daddy mama mamma gaffer goody granny grandpa grandma auntie aunty",
    )
    for word in words.split()
)
"""Titles that may stand before a forename alone; any other stands before a surname."""
MARRIED = frozenset({"mrs", "madame", "lady", "dame", "frau", "signora", "dona", "countess", "duchess"})
"""Titles of married women, and of ladies who may be."""
_FOREIGN = {"monsieur": "mr", "herr": "mr", "signor": "mr", "madame": "mrs", "frau": "mrs", "signora": "mrs"}
"""Courtesy titles that a narrator puts in English when he pleases."""
_HEARD = 10.0
"""Pronouns that tell which of two namesakes a name leans to."""
_KNIGHTED = {"mr": frozenset({"sir", "lord"}), "mrs": frozenset({"lady"})}
"""Courtesy titles that nobody bears who has one of the others."""
_NOBLE = frozenset({"lady", "sir", "lord", "king", "queen", "prince", "princess", "duke", "duchess", "saint"})


@dataclass(slots=True)
class NameCluster:
    """One person's names with how often each is used, and what they tell of the person.

    ``number`` is the place among all clusters, -1 for a name that is in none yet.
    """

    names: Counter[Name] = field(default_factory=Counter)
    genders: dict[str, float] = field(default_factory=dict)
    number: int = -1
    _told: str | None = field(default=None, init=False, repr=False, compare=False)
    _fuller: list[tuple[str, ...]] | None = field(default=None, init=False, repr=False, compare=False)

    def add(self, name: Name, count: int) -> None:
        """Counts uses of one of its names."""
        self.names[name] += count
        self._told = self._fuller = None

    @property
    def fuller(self) -> list[tuple[str, ...]]:
        """The words of its names of two words or more, without their particles."""
        if self._fuller is None:
            every = (tuple(content(name.words)) for name in self.names)
            self._fuller = list(dict.fromkeys(words for words in every if len(words) > 1))
        return self._fuller

    @property
    def forename(self) -> str:
        """The first word of the fullest name of two words or more, else empty."""
        full = self._full()
        return full.words[0] if full else ""

    def _full(self) -> Name | None:
        full = [n for n in self.names if len(content(n.words)) > 1]
        return max(full, key=lambda n: (self.names[n], len(n.words)), default=None)

    def has_surname(self, word: str) -> bool:
        """Whether a word ends one of its fuller names."""
        return any(n.words[-1] == word and len(n.words) > 1 for n in self.names)

    @property
    def is_elder(self) -> bool:
        """Whether one of its names is "Mr." or "Mrs." before a bare surname, as of the heads of a family."""
        return any(
            len(n.words) == 1 and courtesy(n) in (("mr",), ("mrs",)) and "young" not in n.titles
            for n in self.names
        )

    @property
    def told(self) -> str:
        """``he`` or ``she`` where its titles tell, else empty."""
        if self._told is None:
            told = Counter[str]()
            for name, count in self.names.items():
                if name.gender:
                    told[name.gender] += count
            self._told = told.most_common(1)[0][0] if told else ""
        return self._told

    @property
    def gender(self) -> str:
        """``he`` or ``she`` by its titles, else by the pronouns used of it where they are clear."""
        if self.told:
            return self.told
        he, she = self.genders.get(MALE, 0.0), self.genders.get(FEMALE, 0.0)
        if he + she >= 2 and max(he, she) >= 0.8 * (he + she):
            return MALE if he > she else FEMALE
        return ""

    @property
    def lean(self) -> str:
        """``he`` or ``she`` where the pronouns used of it are mostly so; empty where they hardly tell."""
        he, she = self.genders.get(MALE, 0.0), self.genders.get(FEMALE, 0.0)
        if he + she < _HEARD or max(he, she) < 2 * min(he, she):
            return self.gender
        return MALE if he > she else FEMALE

    @property
    def noble(self) -> bool:
        """Whether it is mostly called by a title that goes with no short form of a forename."""
        return 2 * sum(c for n, c in self.names.items() if _NOBLE & set(n.rank)) > self.weight

    def take(self, other: NameCluster) -> None:
        """Takes over the names of another cluster of the same person."""
        self.names.update(other.names)
        self._told = self._fuller = None
        for gender, share in other.genders.items():
            self.genders[gender] = self.genders.get(gender, 0.0) + share

    @property
    def weight(self) -> int:
        """How often any of its names is used."""
        return sum(self.names.values())


def courtesy(name: Name) -> tuple[str, ...]:
    """The rank of a name, with courtesy titles in English: M. Renauld is Mr. Renauld."""
    return tuple(_FOREIGN.get(title, title) for title in name.rank)


def fits_in(name: Name, alone: NameCluster, cluster: NameCluster) -> bool:
    """Whether nothing forbids that a name is of the person of a cluster, and something speaks for it."""
    if forenames_clash(name, cluster):
        return False  # asked first, since it parts a large family at once
    if any(ranks_clash(name, other) for other in cluster.names):
        return False
    same_post = any(
        name.rank and name.rank == other.rank and name.words[-1:] == other.words[-1:]
        for other in cluster.names
    )
    # pronouns are hearsay: they part two people of one surname, but not Orsa from Captain Orsa Denn, and not
    # Mina from Mina Murray, the Miss, whose friend writes to her of another
    bare = {other.words[0] for other in cluster.names if not other.rank and len(other.words) > 1}
    hearsay = (
        name.words[0] == cluster.forename and not alone.told and (not cluster.told or name.words[0] in bare)
    )
    hearsay |= len(name.words) > 1 and any(name.words == other.words for other in cluster.names)
    hearsay &= not _by_husbands_name(name, alone, cluster)
    if alone.gender and cluster.gender and alone.gender != cluster.gender and not (same_post or hearsay):
        return False
    if cluster.noble and not any(name.words[0] in other.words for other in cluster.names):
        return False  # Lady Catherine is no Kitty, and Tom Bertram is the son of Sir Thomas
    if is_maiden(name, cluster.names):
        return False
    return any(matches(name, other) for other in cluster.names)


def _by_husbands_name(name: Name, alone: NameCluster, cluster: NameCluster) -> bool:
    """Whether one of a name and the names of a cluster is "Mrs. John Hale", and the other John Hale, a he."""
    wife = bool(set(name.rank) & MARRIED)
    theirs = [bool(set(other.rank) & MARRIED) for other in cluster.names if other.words == name.words]
    his = cluster.gender if wife else alone.gender
    return his == MALE and (not all(theirs) if wife else any(theirs))


def ranks_clash(a: Name, b: Name) -> bool:
    """A Mrs. and a Miss of one surname are two women; an elder and a younger are two people."""
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return True
    if a.gender and b.gender and a.gender != b.gender:
        return True
    if ("old" in a.titles and "young" in b.titles) or ("young" in a.titles and "old" in b.titles):
        return True
    if any("sensei" in one.titles and JUNIOR.intersection(other.titles) for one, other in ((a, b), (b, a))):
        return True
    if a.words[-1:] != b.words[-1:]:
        return False
    if ORDINALS.intersection(a.words) != ORDINALS.intersection(b.words):
        return True
    return any(_is_wife_of(*pair) or _is_untitled_of(*pair) for pair in ((a, b), (b, a)))


def _is_wife_of(a: Name, b: Name) -> bool:
    """Whether one name is a married woman's, and the other of a rank that hers would not leave out."""
    ranks, others = set(a.rank), set(b.rank)
    if not ranks & MARRIED:
        return False
    return bool(others) and not others & MARRIED


def _is_untitled_of(a: Name, b: Name) -> bool:
    """Whether one name is a plain Mr. or Mrs., and the other a knight's, lord's or lady's of that surname."""
    return any(set(b.rank) & _KNIGHTED.get(title, frozenset()) for title in a.rank)


def is_maiden(name: Name, others: Iterable[Name]) -> bool:
    """Whether a name is a married woman's, and the others are of a Miss born with that surname.

    "Mrs. Price" is not Fanny Price, whom they call Miss Fanny.
    """
    if not set(name.rank) & MARRIED:
        return False
    others = list(others)
    born = any(other.words[-1] == name.words[-1] and len(other.words) > 1 for other in others)
    return born and any("miss" in other.rank for other in others)


def forenames_clash(name: Name, cluster: NameCluster) -> bool:
    """Whether a name has another forename before the same surname than a name of a cluster."""
    words = content(name.words)
    if len(words) < 2:
        return False
    for theirs in cluster.fuller:
        if theirs[-1] != words[-1] or _with_one_surname(theirs[0], words[0]):
            continue
        if not set(theirs) <= set(words) and not set(words) <= set(theirs):
            return True
    return False


@lru_cache(maxsize=1 << 16)
def _with_one_surname(a: str, b: str) -> bool:
    """Whether two forenames before one surname may be one person's: Bennett Rainsford is Ben Rainsford."""
    short, long = sorted((a, b), key=len)
    return same_forename(a, b) or (len(short) >= 3 and long.startswith(short))


def matches(a: Name, b: Name) -> bool:
    """Whether two names share enough to be one person's."""
    short, long = sorted((content(a.words), content(b.words)), key=len)
    if not short:
        return False
    if short == long:
        return True
    if len(short) == 1 and len(long) == 1:
        if a.rank or b.rank:
            return short[0] in b.rank or long[0] in a.rank or short[0] in a.rank or long[0] in b.rank
        return min(len(short[0]), len(long[0])) > 1 and same_forename(short[0], long[0])
    if len(short) == 1:
        single, full = (a, b) if short == content(a.words) else (b, a)
        if short[0] in full.rank:
            return True
        if single.rank and not set(single.rank) & WITH_FORENAME:
            return short[0] == long[-1]
        return short[0] in long or (len(long[0]) > 1 and same_forename(short[0], long[0]))
    return set(short) < set(long) or (short[-1] == long[-1] and _with_one_surname(short[0], long[0]))
