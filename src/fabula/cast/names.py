"""Names of people: taking one apart, and settling over a whole book which names are one person's.

A name is a title, forenames and a surname, any of which may be missing. The names of a book are clustered
from the fullest to the barest: a bare name joins the one person it can belong to, and stays on its own
where it could be several people's or none's.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from fabula.cast.lexicon import ADDRESS, CANONICAL, EPITHETS, EXCLAMATIONS, FEMALE, MALE, SHORT_FORMS, TITLES

_LONGEST = 7
_WITH_FORENAME = frozenset(
    word
    for words in (
        "mr mrs sir lady lord miss master dame don dona king queen prince princess pope saint brother sister",
        "father mother aunt uncle cousin nurse abbe abbé emperor empress tsar monsieur madame mademoiselle",
        "signor signora signorina señor señora señorita donna doña herr frau fraulein fräulein",
    )
    for word in words.split()
)
"""Titles that may stand before a forename alone; any other stands before a surname."""
_MARRIED = frozenset({"mrs", "madame", "lady", "dame", "frau", "signora", "dona", "countess", "duchess"})
_WIFE, _NAMESAKE = 0.15, 0.3
_KIN = 0.09
_LINKED = 0.5
_ALONE = 0.06
_EDGE = " \t\r\n.,;:!?\"'`“”‘’«»()[]_*—–-"
_OWNER = re.compile(r"['’]s$")
_JOINED_PARTICLE = re.compile(r"^(?:[dl]|al|el|ul|ibn)['’-]\w")
_MARKS = frozenset('"“”«»!?;')
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_SUFFIXES = frozenset(
    "jr jnr sr snr esq esquire junior senior ii iii iv v vi vii viii ix xi xii xiii xiv xv xvi".split()  # noqa: SIM905
)
_WITHIN = re.compile(r"-(?=(?:of|the|in|de|la|o['’])-)|(?<=-the)-|(?<=-of)-|(?<=-in)-|(?<=-de)-|(?<=-la)-")
"""The hyphens of a name such as Jack-in-the-Green, whose parts are names too."""
_NOBLE = frozenset({"lady", "sir", "lord", "king", "queen", "prince", "princess", "duke", "duchess", "saint"})
_PARTICLES = frozenset(
    [
        "de",
        "la",
        "le",
        "du",
        "des",
        "von",
        "van",
        "der",
        "den",
        "di",
        "da",
        "del",
        "della",
        "dos",
        "das",
        "al",
        "el",
        "bin",
        "ibn",
        "st",
        "of",
        "the",
        "y",
    ]
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: lower-cased titles and words; ``text`` is as the page has it, spaces folded."""

    text: str
    titles: tuple[str, ...]
    words: tuple[str, ...]
    suffix: str = ""

    @property
    def gender(self) -> str:
        """``he`` or ``she`` where a title tells, else empty."""
        return next((TITLES[t] for t in self.titles if TITLES[t]), "")

    @property
    def rank(self) -> tuple[str, ...]:
        """The titles that set two people of one name apart."""
        return tuple(t for t in self.titles if t not in EPITHETS)


def parse_name(text: str) -> Name:
    """Takes a name apart; a name that is all titles ("the Captain") keeps its last one as its word."""
    shown = " ".join(text.split()).strip(_EDGE)
    shown = _POSSESSIVE.sub("", shown) if not shown.lower().endswith(("ss'", "ss’")) else shown[:-1]
    raw = [w.strip(_EDGE) for w in _WITHIN.sub(" ", shown).split()]
    words = [w for w in raw if w]
    if len(words) > 1 and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    if len(words) == 1 and len(shown.split()) == 1:
        shown = words[0]
    low = [_plain(w) for w in words]
    titles: list[str] = []
    while len(low) > 1 and low[0] in TITLES:
        titles.append(CANONICAL.get(low[0], low[0]))
        low.pop(0)
    if len(low) == 1:
        low = [CANONICAL.get(low[0], low[0])]
    suffix = low.pop() if len(low) > 1 and low[-1] in _SUFFIXES else ""
    return Name(shown, tuple(titles), tuple(low), suffix)


def is_name(text: str) -> bool:
    """Whether a span that the model takes for a name is one: capitals, titles and particles, one person."""
    raw = text.split()
    for k, word in enumerate(raw[:-1]):
        after = raw[k + 1].strip(_EDGE).lower()
        if word.endswith((",", ";", ":", "--", "—")) and after not in _SUFFIXES:
            return False
    if any(c in _MARKS for c in text.strip(_EDGE)):
        return False
    words = [w.strip(_EDGE) for w in raw]
    words = [w for w in words if w]
    return (
        0 < len(words) <= _LONGEST
        and not (len(words) == 1 and words[0].lower() in ADDRESS)
        and " ".join(words).lower() not in EXCLAMATIONS
        and any(w[0].isupper() or w[0].isdigit() for w in words)
        and not any(_OWNER.search(w) for w in words[:-1])
        and all(_may_stand(w, first=not k) for k, w in enumerate(words))
    )


def _may_stand(word: str, first: bool) -> bool:
    low = word.lower()
    return (
        not word[0].islower() or low in TITLES or low in _PARTICLES or (first and low in ("the", "my", "our"))
    )


def _plain(word: str) -> str:
    """A word lower-cased and without accents: Dantès is also printed Dantes."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


@dataclass(slots=True)
class NameCluster:
    """One person's names with how often each is used, and what they tell of the person.

    ``number`` is the place among all clusters, -1 for a name that is in none yet.
    """

    names: Counter[Name] = field(default_factory=Counter)
    genders: dict[str, float] = field(default_factory=dict)
    number: int = -1

    @property
    def forename(self) -> str:
        """The first word of the fullest name of two words or more, else empty."""
        full = self._full()
        return full.words[0] if full else ""

    def _full(self) -> Name | None:
        full = [n for n in self.names if len(_content(n.words)) > 1]
        return max(full, key=lambda n: (self.names[n], len(n.words)), default=None)

    def has_surname(self, word: str) -> bool:
        """Whether a word ends one of its fuller names."""
        return any(n.words[-1] == word and len(n.words) > 1 for n in self.names)

    @property
    def told(self) -> str:
        """``he`` or ``she`` where its titles tell, else empty."""
        told = Counter[str]()
        for name, count in self.names.items():
            if name.gender:
                told[name.gender] += count
        return told.most_common(1)[0][0] if told else ""

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
    def noble(self) -> bool:
        """Whether it is mostly called by a title that goes with no short form of a forename."""
        return 2 * sum(c for n, c in self.names.items() if _NOBLE & set(n.rank)) > self.weight

    @property
    def weight(self) -> int:
        """How often any of its names is used."""
        return sum(self.names.values())


def _content(words: Iterable[str]) -> list[str]:
    return [w for w in words if w not in _PARTICLES]


def same_forename(a: str, b: str) -> bool:
    """Whether two forenames may be one person's: equal, a short form of it, or its initial."""
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[:1] == b[:1]
    short, full = SHORT_FORMS.get(a, frozenset()), SHORT_FORMS.get(b, frozenset())
    return b in short or a in full or bool(short & full)


@dataclass(slots=True)
class Bonds:
    """How the coreference model sees pairs of names.

    A pair counts as seen each time that one name comes up with the other as a nearer antecedent than its
    own last use; ``linked`` adds up the probability that the one then goes back to the other. ``familiar``
    are the names of one word without a rank.
    """

    seen: Counter[tuple[Name, Name]] = field(default_factory=Counter)
    linked: dict[tuple[Name, Name], float] = field(default_factory=dict)
    familiar: set[Name] = field(default_factory=set)

    def add(self, a: Name, b: Name, probability: float) -> None:
        """Counts one sight of a pair."""
        for pair in ((a, b), (b, a)):
            self.seen[pair] += 1
            self.linked[pair] = self.linked.get(pair, 0.0) + probability

    def forenames(self, forename: str) -> set[Name]:
        """The names that are a forename alone and may be a form of this one: "Tom", "young Thomas"."""
        return {n for n in self.familiar if same_forename(n.words[0], forename)}

    def between(self, name: Name, others: Iterable[Name]) -> tuple[float, int]:
        """The mean probability that a name and any of the others are one person's, and how often seen."""
        others = list(others)
        seen = sum(self.seen[name, other] for other in others)
        linked = sum(self.linked.get((name, other), 0.0) for other in others)
        return (linked / seen if seen else 0.0), seen


def cluster_names(
    counts: Mapping[Name, int],
    pronouns: Mapping[Name, Mapping[str, float]],
    apart: Iterable[tuple[Name, Name]] = (),
    bonds: Bonds | None = None,
) -> dict[Name, int]:
    """A number for each name; names with the same number are one person's.

    ``counts``: uses of each name. ``pronouns``: for each name how often each third-person subject form
    refers back to it. ``apart``: pairs of names seen side by side
    ("Jane and Mr. Bingley"), which are two people's. ``bonds``: what the coreference model thinks of them.
    """
    familiar = {n for n in counts if len(n.words) == 1 and set(n.rank) <= {"master"}}
    bonds = replace(bonds or Bonds(), familiar=familiar)
    veto: dict[Name, set[Name]] = {}
    for a, b in apart:
        veto.setdefault(a, set()).add(b)
        veto.setdefault(b, set()).add(a)
    clusters: list[NameCluster] = []
    index = _Index()
    for name in sorted(counts, key=lambda n: (-len(_content(n.words)), -bool(n.rank), -counts[n], n.text)):
        genders = dict(pronouns.get(name, {}))
        alone = NameCluster(Counter({name: counts[name]}), genders)
        near = [clusters[i] for i in index.near(name)]
        home = _home(name, alone, near, veto.get(name, set()), bonds)
        if home is None:
            home = NameCluster(number=len(clusters))
            clusters.append(home)
        home.names[name] += counts[name]
        index.add(name, home.number)
        for gender, share in genders.items():
            home.genders[gender] = home.genders.get(gender, 0.0) + share
    return {name: i for i, cluster in enumerate(clusters) for name in cluster.names}


class _Index:
    """Clusters by what :func:`_matches` asks two names to share, so that no name is held against all others.

    A long book, or an archive in one file, has thousands of names, and hardly two of them share anything.
    """

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], set[int]] = {}

    def add(self, name: Name, number: int) -> None:
        """Enters a name of a cluster."""
        keys = [*_common(name), *(("title", title) for title in name.rank)]
        for first in _content(name.words)[:1]:
            keys.append(("initial", first[:1]))
            if len(first) == 1:
                keys.append(("initial alone", first))
        for key in keys:
            self._numbers.setdefault(key, set()).add(number)

    def near(self, name: Name) -> list[int]:
        """The clusters, in order, of which a name may match one of the names."""
        keys = [*_common(name), *(("word", title) for title in name.rank)]
        for first in _content(name.words)[:1]:
            keys += [("title", first), ("initial" if len(first) == 1 else "initial alone", first[:1])]
        return sorted(set[int]().union(*(self._numbers.get(key, ()) for key in keys)))


def _common(name: Name) -> list[tuple[str, str]]:
    """What two names share by a word of both, or by forenames that are forms of one."""
    words = _content(name.words)
    forms = [("form", form) for word in words[:1] for form in (word, *SHORT_FORMS.get(word, ()))]
    return [("word", word) for word in words] + forms


def _home(
    name: Name, alone: NameCluster, clusters: list[NameCluster], veto: set[Name], bonds: Bonds
) -> NameCluster | None:
    """The cluster that a name belongs to: the one it fits, or the one that most speaks for among several."""
    fits = [c for c in clusters if not veto & set(c.names) and _fits(name, alone, c)]
    exact = [c for c in fits if any(n.words == name.words and n.rank == name.rank for n in c.names)]
    fits = exact or [c for c in fits if not _strangers(name, c, bonds, len(fits))]
    if name.rank:
        fits = [c for c in fits if c.has_surname(name.words[-1])] or fits
    ranked = [c for c in fits if name.rank and any(n.rank == name.rank for n in c.names)]
    fits = ranked or fits
    if not fits:
        return None
    mass = {id(c): strength * seen for c in fits for strength, seen in [bonds.between(name, c.names)]}
    tied = sorted(fits, key=lambda c: -mass[id(c)])
    if len(tied) > 1 and mass[id(tied[0])] >= max(_LINKED, 3 * mass[id(tied[1])]):
        return tied[0]
    fits.sort(key=lambda c: -c.weight)
    if len(fits) == 1:
        return fits[0]
    sure = [c for c in fits if c.gender and c.gender == alone.gender]
    if len(sure) == 1:
        return sure[0]
    bare = len(name.words) == 1 and not name.rank
    named = [c for c in fits if name.words[-1] == c.forename or any(n.words == name.words for n in c.names)]
    if bare and len(named) == 1:
        return named[0]
    if fits[0].weight >= 4 * fits[1].weight and not (bare and name.words[0] in TITLES):
        return fits[0]
    return None


def _strangers(name: Name, cluster: NameCluster, bonds: Bonds, fits: int) -> bool:
    """Whether the model has often had the chance to take a name for a cluster's person, and did not.

    A family shares its surname: "Mrs. Elliot" may be anybody's wife, so there the letters alone say little.
    Most links skip the name for a nearer pronoun, so a small share of them is much. ``fits`` is how many
    clusters the name fits: one who alone has the surname by birth is less likely a stranger.
    """
    titled = bool(name.rank) and len(name.words) == 1 and bool(cluster.forename)
    if not titled or name.words[0] == cluster.forename:
        return False
    wife = bool(set(name.rank) & _MARRIED)
    familiar = bonds.forenames(cluster.forename)
    junior = any({"young", "master"} & set(n.titles) for n in familiar)
    strength, seen = bonds.between(name, {*cluster.names, *familiar} if wife or junior else cluster.names)
    least = _KIN if fits > 1 or wife else _ALONE
    return (strength * seen + (_WIFE if wife else _NAMESAKE)) / (seen + 3.0) < least


def _fits(name: Name, alone: NameCluster, cluster: NameCluster) -> bool:
    """Whether nothing forbids that a name is of the person of a cluster, and something speaks for it."""
    if any(_ranks_clash(name, other) for other in cluster.names):
        return False
    same_post = any(
        name.rank and name.rank == other.rank and name.words[-1:] == other.words[-1:]
        for other in cluster.names
    )
    # pronouns are hearsay: they part two people of one surname, but not Orsa from Captain Orsa Denn
    hearsay = not (alone.told or cluster.told) and name.words[0] == cluster.forename
    if alone.gender and cluster.gender and alone.gender != cluster.gender and not (same_post or hearsay):
        return False
    if cluster.noble and not any(set(name.words) & set(other.words) for other in cluster.names):
        return False
    return any(_matches(name, other) for other in cluster.names) and not _forenames_clash(name, cluster)


def _ranks_clash(a: Name, b: Name) -> bool:
    """A Mrs. and a Miss of one surname are two women; an elder and a younger are two people."""
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return True
    if a.gender and b.gender and a.gender != b.gender:
        return True
    if ("old" in a.titles and "young" in b.titles) or ("young" in a.titles and "old" in b.titles):
        return True
    if a.words[-1:] != b.words[-1:]:
        return False
    return _is_wife_of(a, b) or _is_wife_of(b, a)


def _is_wife_of(a: Name, b: Name) -> bool:
    """Whether one name is a married woman's, and the other of a rank that hers would not leave out."""
    ranks, others = set(a.rank), set(b.rank)
    if not ranks & _MARRIED:
        return False
    return bool(others) and not others & _MARRIED


def _forenames_clash(name: Name, cluster: NameCluster) -> bool:
    words = _content(name.words)
    if len(words) < 2:
        return False
    for other in cluster.names:
        theirs = _content(other.words)
        if len(theirs) >= 2 and theirs[-1] == words[-1] and not same_forename(theirs[0], words[0]):
            return True
    return False


def _matches(a: Name, b: Name) -> bool:
    """Whether two names share enough to be one person's."""
    short, long = sorted((_content(a.words), _content(b.words)), key=len)
    if not short:
        return False
    if short == long:
        return True
    if len(short) == 1 and len(long) == 1:
        if a.rank or b.rank:
            return short[0] in b.rank or long[0] in a.rank or short[0] in a.rank or long[0] in b.rank
        return min(len(short[0]), len(long[0])) > 1 and same_forename(short[0], long[0])
    if len(short) == 1:
        single, full = (a, b) if short == _content(a.words) else (b, a)
        if short[0] in full.rank:
            return True
        if single.rank and not set(single.rank) & _WITH_FORENAME:
            return short[0] == long[-1]
        return short[0] in long or (len(long[0]) > 1 and same_forename(short[0], long[0]))
    if len(short) == len(long) == 2:
        return short[-1] == long[-1] and same_forename(short[0], long[0])
    return set(short) <= set(long) or (short[-1] == long[-1] and same_forename(short[0], long[0]))
