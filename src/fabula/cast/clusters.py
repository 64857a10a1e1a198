"""Settling over a whole book which names are one person's.

The names of a book are clustered from the fullest to the barest: a bare name joins the one person it can
belong to, and stays on its own where it could be several people's or none's.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from fabula.cast.lexicon import JUNIOR, SHORT_FORMS, TITLES
from fabula.cast.matching import (
    MARRIED,
    NameCluster,
    courtesy,
    fits_in,
    forenames_clash,
    ranks_clash,
)
from fabula.cast.names import Name, content, pet_stems, same_forename

_WIFE, _NAMESAKE = 0.15, 0.3
_KIN = 0.09
_LINKED = 0.5
_ALONE = 0.06
_SLIP = 20
"""Uses of two names of which once side by side is no more than a slip of two clauses."""
_ANY_MEMBER = frozenset({"mr", "miss", "master", "monsieur"})
"""Titles that every member of a family has."""
_ELDEST = frozenset({"mr", "miss"})
"""Titles that go with the surname alone for the eldest of a family, and with the forename for the others."""
_PASSAGES, _SELDOM = 12, 0.06
"""In so many passages two women would meet in one sentence more often than this share of them."""
_TWICE, _RARELY = 2, 0.01
"""Sentences that tell of both, and their share of the passages that do, from which on two have met."""
_TIED, _OFTEN, _RIVAL = 0.16, 5, 8
_PAIR, _SHORTEST_STEM = 2, 3


class Sights:
    """How often two names are seen with each other: a number a sight, as a text may have millions."""

    def __init__(self) -> None:
        self._numbers: dict[Name, int] = {}
        self._sights = array("q")
        self._sorted = True

    def add(self, a: Name, b: Name) -> None:
        """Counts one sight of two names, whichever comes first."""
        one, other = (self._numbers.setdefault(name, len(self._numbers)) for name in (a, b))
        self._sights.append(_as_one(one, other))
        self._sorted = False

    def __getitem__(self, pair: tuple[Name, Name]) -> int:
        one, other = (self._numbers.get(name, -1) for name in pair)
        if one < 0 or other < 0:
            return 0
        if not self._sorted:
            np.frombuffer(self._sights, np.int64).sort()
            self._sorted = True
        sight = _as_one(one, other)
        first = bisect_left(self._sights, sight)
        return bisect_right(self._sights, sight, first) - first


def _as_one(one: int, other: int) -> int:
    """Two numbers as one, the same for both orders."""
    return (one << 32) + other if one < other else (other << 32) + one


@dataclass(slots=True)
class Bonds:
    """How the coreference model sees pairs of names.

    A pair counts as seen each time that one name comes up with the other as a nearer antecedent than its
    own last use; ``linked`` adds up the probability that the one then goes back to the other. ``familiar``
    are the names of one word without a rank, by what that word shares with other forenames. ``near`` counts
    how often two names come up in one passage, and ``met`` how often in one sentence of it, which two names
    of one person hardly ever do. ``titled`` are "Mr." and "Miss" with the words behind them, in all their
    forms; ``young_wives`` the surnames in "young Mrs. Revel", who has a mother-in-law of that name;
    ``juniors`` the words of "Mori-kun" and "Kenji-chan".
    """

    seen: Sights = field(default_factory=Sights)
    linked: dict[tuple[Name, Name], float] = field(default_factory=dict)
    near: Counter[tuple[Name, Name]] = field(default_factory=Counter)
    met: Counter[tuple[Name, Name]] = field(default_factory=Counter)
    familiar: dict[tuple[str, str], set[Name]] = field(default_factory=dict)
    titled: set[tuple[str, str]] = field(default_factory=set)
    young_wives: set[str] = field(default_factory=set)
    juniors: set[str] = field(default_factory=set)

    def add(self, a: Name, b: Name, probability: float) -> None:
        """Counts one sight of a pair."""
        self.seen.add(a, b)
        for pair in ((a, b), (b, a)):
            if probability:  # most pairs are but seen, and a book may have thousands of names
                self.linked[pair] = self.linked.get(pair, 0.0) + probability

    def meet(self, a: Name, b: Name, *, sentence: bool) -> None:
        """Counts two names that come up in one passage, or in one sentence of it."""
        for pair in ((a, b), (b, a)):
            self.near[pair] += 1
            self.met[pair] += sentence

    def meetings(self, name: Name, others: Iterable[Name]) -> tuple[int, int]:
        """How often a name comes up in one sentence with any of the others, and in one passage."""
        others = list(others)
        return sum(self.met[name, other] for other in others), sum(self.near[name, other] for other in others)

    def befriend(self, name: Name) -> None:
        """Enters a bare forename under its forms, a title before a forename, and a young wife."""
        for title in _ELDEST & set(courtesy(name)):
            self.titled.update((title, form) for _, form in _forms(name.words[0]))
        if JUNIOR.intersection(name.titles):
            self.juniors.update(name.words)
        if "young" in name.titles and set(name.rank) & MARRIED:
            self.young_wives.add(name.words[-1])
        if len(name.words) == 1 and set(name.rank) <= {"master"}:
            for key in (*_forms(name.words[0]), *_initials(name.words[0])):
                self.familiar.setdefault(key, set()).add(name)

    def eldest(self, name: Name, fits: list[NameCluster]) -> list[NameCluster]:
        """Of those whose surname a title stands before, the ones it does not stand before the forename of.

        Where there are "the Miss Bennets", "Miss Bennet" is the eldest: her sisters are Miss Mary and so on.
        """
        for title in _ELDEST & set(courtesy(name)):
            if (title, f"{name.words[0]}s") in self.titled:
                fits = [c for c in fits if (title, c.forename) not in self.titled]
        return fits

    def forenames(self, forename: str) -> set[Name]:
        """The names that are a forename alone and may be a form of this one: "Tom", "young Thomas"."""
        keys = [*_forms(forename), _initial_sought(forename)]
        near = set[Name]().union(*(self.familiar.get(key, ()) for key in keys))
        return {n for n in near if same_forename(n.words[0], forename)}

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
    bonds = replace(bonds or Bonds(), familiar={}, titled=set(), young_wives=set(), juniors=set())
    for name in counts:
        bonds.befriend(name)
    veto: dict[Name, set[Name]] = {}
    for (a, b), times in Counter(apart).items():
        kin = set(a.words) <= set(b.words) or set(b.words) <= set(a.words)
        if kin and times * _SLIP < min(counts[a], counts[b]):
            continue  # "they feared Makann, and Zaspar Makann knew it" joins no two people
        veto.setdefault(a, set()).add(b)
        veto.setdefault(b, set()).add(a)
    pronouns = _with_forenames(counts, pronouns)
    clusters: list[NameCluster] = []
    index = _Index()
    for name in sorted(counts, key=lambda n: (-len(content(n.words)), -bool(n.rank), -counts[n], n.text)):
        genders = dict(pronouns.get(name, {}))
        alone = NameCluster(Counter({name: counts[name]}), genders)
        near = [clusters[i] for i in index.near(name)]
        home = _home(name, alone, near, veto.get(name, set()), bonds)
        if home is None:
            home = NameCluster(number=len(clusters))
            clusters.append(home)
        home.add(name, counts[name])
        index.add(name, home.number)
        for gender, share in genders.items():
            home.genders[gender] = home.genders.get(gender, 0.0) + share
    numbers = {name: i for i, cluster in enumerate(clusters) for name in cluster.names}
    merged = _bridged(clusters, veto, bonds)
    return {name: _last(merged, number) for name, number in numbers.items()}


def _with_forenames(
    counts: Mapping[Name, int], pronouns: Mapping[Name, Mapping[str, float]]
) -> Mapping[Name, Mapping[str, float]]:
    """The pronouns of each name, where a full name has those of the forename alone too.

    "Rose Elwood" may come up too seldom to tell that no Mr. Elwood is meant, but Rose is in every chapter.
    A forename that two bear says nothing of either.
    """
    bearers: dict[str, set[str]] = {}
    alone: dict[str, dict[str, float]] = {}
    for name in counts:
        if len(content(name.words)) > 1:
            bearers.setdefault(name.words[0], set()).add(name.words[-1])
        elif not name.titles:
            own = alone.setdefault(name.words[0], {})
            for gender, share in pronouns.get(name, {}).items():
                own[gender] = own.get(gender, 0.0) + share
    found = dict(pronouns)
    for name in counts:
        full = not name.titles and len(content(name.words)) > 1 and len(bearers[name.words[0]]) == 1
        if full and name.words[0] in alone:
            total = dict(alone[name.words[0]])
            for gender, share in pronouns.get(name, {}).items():
                total[gender] = total.get(gender, 0.0) + share
            found[name] = total
    return found


def _last(merged: Mapping[int, int], number: int) -> int:
    while number in merged:
        number = merged[number]
    return number


class _Index:
    """Clusters by what ``matches`` asks two names to share, so that no name is held against all others.

    A long book, or an archive in one file, has thousands of names, and hardly two of them share anything.
    """

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, ...], set[int]] = {}

    def add(self, name: Name, number: int) -> None:
        """Enters a name of a cluster."""
        words = content(name.words)
        keys: list[tuple[str, ...]] = [*_common(name), *(("title", title) for title in name.rank)]
        for first in words[:1]:
            keys += _initials(first)
        if len(words) > 1:
            keys += ((words[-1], *key) for key in (*_stems(words[0]), *_initials(words[0])))
        if len(words) > _PAIR:
            keys += (("long", word) for word in words)
        for key in keys:
            self._numbers.setdefault(key, set()).add(number)

    def near(self, name: Name) -> list[int]:
        """The clusters, in order, of which a name may match one of the names; fuller names came before."""
        words = content(name.words)
        if 1 < len(words) == len(set(words)):
            return self._near_full(words)
        keys: list[tuple[str, ...]] = [*_common(name), *(("word", title) for title in name.rank)]
        for first in content(name.words)[:1]:
            keys += [("title", first), _initial_sought(first)]
        return sorted(set[int]().union(*(self._numbers.get(key, ()) for key in keys)))

    def _near_full(self, words: Sequence[str]) -> list[int]:
        """The same for a name of two words or more, all of them different, after all that have more.

        Only a name with the same surname and a form of the same forename matches it, or one with all of its
        words: thousands may share one of the two.
        """
        keys = [*_stems(words[0]), _initial_sought(words[0])]
        found = set[int]().union(*(self._numbers.get((words[-1], *key), ()) for key in keys))
        longer = [self._numbers.get(("long", word), set()) for word in words]
        return sorted(found | set.intersection(*longer))


def _stems(forename: str) -> list[tuple[str, str]]:
    """What two forenames before one surname share of which one is a form of the other, or begins it."""
    return [*_forms(forename), ("stem", forename[:_SHORTEST_STEM])]


def _common(name: Name) -> list[tuple[str, str]]:
    """What two names share by a word of both, or by forenames that are forms of one."""
    words = content(name.words)
    return [("word", word) for word in words] + [form for word in words[:1] for form in _forms(word)]


def _forms(forename: str) -> list[tuple[str, str]]:
    """What two forenames share of which one is a form of the other, or both of a third."""
    return [("form", form) for form in (forename, *SHORT_FORMS.get(forename, ()), *pet_stems(forename))]


def _initials(forename: str) -> list[tuple[str, str]]:
    """What a forename is entered under for those that begin like it, where one of the two is an initial."""
    alone = [("initial alone", forename)] if len(forename) == 1 else []
    return [("initial", forename[:1]), *alone]


def _initial_sought(forename: str) -> tuple[str, str]:
    """Where to look for them: an initial among all, a whole forename among initials alone."""
    return "initial" if len(forename) == 1 else "initial alone", forename[:1]


def _home(
    name: Name, alone: NameCluster, clusters: list[NameCluster], veto: set[Name], bonds: Bonds
) -> NameCluster | None:
    """The cluster that a name belongs to: the one it fits, or the one that most speaks for among several."""
    fits = [c for c in clusters if fits_in(name, alone, c) and veto.isdisjoint(c.names)]
    exact = [c for c in fits if any(n.words == name.words and courtesy(n) == courtesy(name) for n in c.names)]
    fits = exact or [c for c in fits if not _strangers(name, c, bonds, len(fits))]
    if name.rank:
        fits = [c for c in fits if c.has_surname(name.words[-1])] or fits
    if len(name.words) == 1:
        fits = bonds.eldest(name, fits)
    if "sensei" in name.titles:
        fits = [c for c in fits if c.forename not in bonds.juniors]
    ranked = [c for c in fits if name.rank and any(courtesy(n) == courtesy(name) for n in c.names)]
    fits = ranked or fits
    if "young" in name.titles:
        fits = [c for c in fits if not c.is_elder] or fits
    lean = alone.lean
    fits = [c for c in fits if not (lean and c.gender) or c.gender == lean] or fits
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
    if not _is_titled(name, cluster):
        return False
    junior, met, near = _family(name, cluster, bonds)
    if _are_two(junior, met, near):
        return True
    wife = bool(set(name.rank) & MARRIED)
    if wife and near >= _PASSAGES:
        return met > _SELDOM * near
    if any(courtesy(n) == courtesy(name) and n.words[-1] == name.words[-1] for n in cluster.names) and (
        fits == 1 or not set(name.rank) <= _ANY_MEMBER
    ):
        return False  # "Captain Peter Blood" is called "Captain Blood"
    familiar = bonds.forenames(cluster.forename) if wife or junior else ()
    strength, seen = bonds.between(name, {*cluster.names, *familiar})
    least = _KIN if fits > 1 or wife else _ALONE
    return (strength * seen + (_WIFE if wife else _NAMESAKE)) / (seen + 3.0) < least


def _is_titled(name: Name, cluster: NameCluster) -> bool:
    """Whether a name is a title and a word that is not the forename of a cluster which has one."""
    titled = bool(name.rank) and len(name.words) == 1 and bool(cluster.forename)
    return titled and name.words[0] != cluster.forename


def _family(name: Name, cluster: NameCluster, bonds: Bonds) -> tuple[bool, int, int]:
    """Whether one of a name and a cluster's person is the other's elder, and how often the two meet.

    There is an elder where somebody is called young, and a mother-in-law where a wife is. The second figure
    is in how many sentences they meet, the third in how many passages both come up.
    """
    familiar = bonds.forenames(cluster.forename)
    young = (*familiar, *bonds.forenames(name.words[0]))
    wife = bool(set(name.rank) & MARRIED) and "young" not in name.titles
    junior = any({"young", "master"} & set(n.titles) for n in young)
    junior |= wife and name.words[-1] in bonds.young_wives
    return junior, *bonds.meetings(name, {*cluster.names, *familiar})


def _are_two(junior: bool, met: int, near: int) -> bool:
    """Whether what :func:`_family` gives is of an elder and a junior: one is not told of with oneself."""
    return junior and met >= max(_TWICE, _RARELY * near)


def _is_elder(name: Name, cluster: NameCluster, bonds: Bonds) -> bool:
    """Whether a name is the elder's of a cluster's person, or the other way round."""
    return _is_titled(name, cluster) and _are_two(*_family(name, cluster, bonds))


def _bridged(clusters: Sequence[NameCluster], veto: Mapping[Name, set[Name]], bonds: Bonds) -> dict[int, int]:
    """The clusters that a bare surname shows to be one person's, each with the cluster that takes it over.

    The model seldom goes back from "Mr. Holmes" to "Sherlock Holmes", one being what people say and the
    other what is told, but it goes from "Holmes" to either: so all three are one. That holds only where one
    bearer of the surname has a forename, of those whose pronouns may be his, and nobody else of weight may be
    meant by it.
    """
    bearers: dict[str, list[NameCluster]] = {}
    for cluster in clusters:
        for word in dict.fromkeys(n.words[-1] for n in cluster.names if n.rank or len(content(n.words)) > 1):
            bearers.setdefault(word, []).append(cluster)
    merged: dict[int, int] = {}
    for bare, held in [(n, c) for c in clusters for n in c.names if len(n.words) == 1 and not n.titles]:
        bearing = (clusters[_last(merged, c.number)] for c in (*bearers.get(bare.words[0], ()), held))
        own = list({c.number: c for c in bearing}.values())
        if held.gender:
            own = [c for c in own if not c.gender or c.gender == held.gender]
        tied = [c for c in own if _is_tied(bare, c, bonds)]
        full = [c for c in tied if c.has_surname(bare.words[0])]
        if len(full) != 1 or len(tied) < 2:
            continue
        same = [
            c
            for c in tied
            if c is not full[0]
            and _may_be_one(full[0], c, veto)
            and not any(_is_elder(name, full[0], bonds) for name in c.names)
        ]
        rivals = [c for c in own if c is not full[0] and c not in same]
        if sum(c.weight for c in rivals) * _RIVAL > full[0].weight:
            continue
        for cluster in same:
            merged[cluster.number] = full[0].number
            full[0].take(cluster)
    return merged


def _is_tied(bare: Name, cluster: NameCluster, bonds: Bonds) -> bool:
    """Whether a bare surname has often enough been taken for the person of a cluster."""
    strength, seen = bonds.between(bare, (n for n in cluster.names if n != bare and bare.words[0] in n.words))
    if not seen:
        return bare in cluster.names
    return strength >= _TIED and seen >= min(_OFTEN, cluster.weight)


def _may_be_one(a: NameCluster, b: NameCluster, veto: Mapping[Name, set[Name]]) -> bool:
    """Whether no two names of two clusters forbid that they are one person's."""
    if a.gender and b.gender and a.gender != b.gender:
        return False
    if any(veto.get(n, set()) & set(b.names) for n in a.names):
        return False
    return not any(ranks_clash(n, m) for n in a.names for m in b.names) and not any(
        forenames_clash(m, a) for m in b.names
    )
