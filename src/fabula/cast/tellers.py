"""From what speaks for each person as the teller of each stretch to who tells it.

Narration outside quotations is one chain: a teller mostly stays from chapter to chapter, changes freely
where a heading gives the pen to somebody, and nothing but evidence makes anyone of an *I* (Viterbi 1967;
forward and backward passes, Rabiner 1989). Scores are natural logarithms.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from fabula.cast.book import Book
from fabula.cast.evidence import People
from fabula.cast.figures import SURE_ENOUGH, Attribution, Resolution
from fabula.cast.names import Name, parse_name, same_forename
from fabula.cast.stretches import Stretch, own_names

Array = npt.NDArray[np.float64]

NOBODY: Final = -1
UNKNOWN: Final = -2
"""Tellers who are no figure: of the third person, and an *I* of whom nothing is known.

Numbers below these are of tellers whom a heading or a signature names and nothing else does.
"""

_HEADED, _TITLED, _SIGNED, _NAMED = 6.0, 2.0, 5.0, 6.0
_REPLIED, _HEARD, _TOLD, _CALLS = 1.0, 0.25, 0.5, 1.5
_HEARD_MOST, _TOLD_MOST = 4.0, 4.0
_IN_TALE, _IN_TALE_MOST = 3.0, 12.0
_HEARD_LEAST, _WIDE = 1.9, 1.5
"""What the whole book must say for a teller whom no page names, and how many times that of the next."""
_UNSEEN, _UNSEEN_HEARD, _UNSEEN_REPLIED = 1.5, 1.5, 0.4
"""What speaks for one whom others call, whom nothing told names, and who is the *I* who answers: how much,
and how often that must be."""
_OTHER_NAME, _OFTEN, _SELDOM = 4.0, 0.25, 0.1
"""How often a teller must answer to a name unlike his own, also of all who call it, and seldom name it."""
_PERSON, _PERSON_MOST, _FEW_WORDS = 3.0, 6.0, 50
_ENTRY, _SPEAKS, _READS = 1.0, 3.0, 1.0
_SWITCH, _SWITCH_INSIDE, _SWITCH_CHANGE, _SWITCH_NAMED, _SWITCH_PERSON = 10.0, 10.0, 2.5, 1.0, 2.0
_PAGE = 2.0
"""Evidence from which a tale is told by somebody, whoever the conversation around it suggests."""
_MOST_TELLERS = 40
_SURE, _SURE_HEARD = 0.99, 0.9
"""The most that can be said for a teller, and for one whom no page names."""
_PET_NAME = 3
"""Letters of a forename that may stand for it."""
_RATIO = 0.4
"""The share of "the doctor" that must be one person for a heading of that name to mean him."""


@dataclass(slots=True)
class Told:
    """Who tells a stretch: a figure, ``NOBODY`` or ``UNKNOWN``; ``page`` where more than speech says so."""

    teller: int = NOBODY
    confidence: float = 0.5
    page: bool = False


@dataclass(slots=True)
class Evidence:
    """What speaks for figures as the teller of a stretch, by figure.

    ``page``: headings, signatures, the teller's own words; ``pen``: those whom a heading or a signature
    names. ``heard``: how often others call the figure by
    name; ``replied``: how often it is the *I* who answers to it; ``calls``: how often it is the *I* who calls
    it. ``told``: how often the stretch names it, which few tellers do of themselves.
    """

    page: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    heard: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    replied: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    calls: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    told: Counter[int] = field(default_factory=Counter)
    pen: set[int] = field(default_factory=set)

    def hearsay(self, figure: int) -> float:
        """What the names called and told say for or against a figure."""
        heard = _REPLIED * self.replied.get(figure, 0.0) + _HEARD * self.heard.get(figure, 0.0)
        told = _TOLD * self.told[figure] + _CALLS * self.calls.get(figure, 0.0)
        return max(-_TOLD_MOST, min(heard - told, _HEARD_MOST))

    def score(self, figure: int) -> float:
        """All that speaks for a figure, less all that speaks against it."""
        return self.page.get(figure, 0.0) + self.hearsay(figure)

    def tale_score(self, figure: int) -> float:
        """The same for a tale within quotation marks, in which nobody is called but by those it tells of."""
        heard = self.heard.get(figure, 0.0) - _IN_TALE * self.told[figure]
        page = self.page.get(figure, 0.0)
        return page + max(-_IN_TALE if page else -_IN_TALE_MOST, min(heard, _HEARD_MOST))

    def candidates(self) -> set[int]:
        """The figures for whom anything speaks."""
        return {n for n, p in self.page.items() if p} | {n for n, p in self.heard.items() if p >= 0.5}


class Directory:
    """From a name on the page to the figure that bears it, or to a number of its own for a stranger."""

    def __init__(self, book: Book, people: People) -> None:
        self._book = book
        counts = Counter((book.names[i], number) for i, number in people.number.items())
        self._names = [(name, number, count) for (name, number), count in counts.items()]
        self._number = {number: number for number in people.number.values()}
        self._strangers: list[str] = []
        self._meant: dict[str, int] = {}

    def rename(self, old: int, new: int) -> None:
        """Notes that a person has got another number."""
        self._number = {first: new if now == old else now for first, now in self._number.items()}
        self._meant = {words: new if now == old else now for words, now in self._meant.items()}

    def stranger(self, code: int) -> str:
        """The name of a teller who is no figure."""
        return self._strangers[UNKNOWN - 1 - code]

    def read_page(
        self, stretch: Stretch, evidence: Evidence, resolution: Resolution, *, again: bool = False
    ) -> None:
        """Adds what headings, signatures and the teller's own words say.

        ``again`` where more stretches stand under the heading, and this is not the first of them.
        """
        for names, weight, new in (
            (stretch.headed, _HEADED, True),
            (stretch.titled, _TITLED, False),
            (stretch.signed, _SIGNED, False),
            (stretch.named, _NAMED, True),
        ):
            if again and names in (stretch.headed, stretch.titled):
                continue
            for words in dict.fromkeys(names):
                figure = self.find(words, resolution)
                if figure is None and new and stretch.quotation < 0:
                    figure = self.enter(words)
                if figure is not None:
                    evidence.page[figure] += weight
                    if names is not stretch.named:
                        evidence.pen.add(figure)

    def read_speech(self, start: int, end: int, evidence: Evidence) -> None:
        """Adds what a teller says in speech his own name is."""
        for _, _, words in own_names(self._book.text.content, start, end):
            figure = self._find_name(parse_name(words))
            if figure is not None:
                evidence.page[figure] += _NAMED

    def alike(self, one: int, other: int) -> bool:
        """Whether two figures bear names that one person may bear."""
        ours, theirs = (
            [name for name, number, _ in self._names if self._number[number] == n] for n in (one, other)
        )
        return any(_likeness(name, against) > 0.0 for name in ours for against in theirs)

    def find(self, words: str, resolution: Resolution) -> int | None:
        """The figure that a name on the page means, None for nobody known."""
        if not words.lower().startswith("the "):
            return self._find_name(parse_name(words))
        book, low = self._book, words.lower()
        meant = Counter(resolution.mention_figure[i] for i in book.so_called.get(low, ()))
        ranked = {self._number[number] for name, number, _ in self._names if low[4:] in name.rank}
        known = {n: count for n, count in meant.items() if n in ranked or n in self._number.values()}
        best = max(known, key=lambda n: (n in ranked, known[n]), default=-1)
        if best >= 0 and known[best] >= _RATIO * meant.total():
            self._meant[low] = best
        # once he tells his part he is "I" in it, and no longer most of what "the doctor" means
        return self._meant.get(low)

    def by_initials(self, words: str) -> set[int]:
        """The figures whose names begin with the initials that sign a letter: "P.", "P. A."."""
        initials = [word[0] for word in words.lower().replace(".", " ").split()]
        return {
            self._number[number]
            for name, number, _ in self._names
            if name.words and [word[0] for word in name.words[: len(initials)]] == initials
        }

    def by_pet_name(self, words: str) -> set[int]:
        """The figures of whose forenames a word is the beginning: "Tam" of Tamsin."""
        word = words.lower()
        return {
            self._number[number]
            for name, number, _ in self._names
            if name.words and len(word) >= _PET_NAME and name.words[0].startswith(word)
        }

    def _find_name(self, given: Name) -> int | None:
        scored: dict[int, tuple[float, int]] = {}
        for name, number, count in self._names:
            fit = _likeness(given, name)
            if fit > 0.0:
                now = self._number[number]
                scored[now] = max(scored.get(now, (0.0, 0)), (fit, count))
        return max(scored, key=lambda n: scored[n], default=None)

    def enter(self, words: str) -> int:
        """The number of a stranger of that name."""
        shown = " ".join(w.capitalize() if w.isupper() and len(w) > 2 else w for w in words.split())
        if shown not in self._strangers:
            self._strangers.append(shown)
        return UNKNOWN - 1 - self._strangers.index(shown)


def _likeness(given: Name, name: Name) -> float:
    """How well a name of the text fits one on a heading, 0 for not at all."""
    if not given.words or not name.words or (given.gender and name.gender and given.gender != name.gender):
        return 0.0
    if given.words == name.words:
        return 4.0 if given.rank == name.rank else 3.0
    if len(given.words) > 1 and len(name.words) > 1:
        same = given.words[-1] == name.words[-1] and same_forename(given.words[0], name.words[0])
        return 2.0 if same else 0.0
    one, full = sorted((given.words, name.words), key=len)
    if len(one[0]) > 1 and same_forename(one[0], full[0]):
        return 1.5
    return 1.0 if one[0] == full[-1] else 0.0


def decode(
    stretches: Sequence[Stretch], persons: Sequence[float], words: Sequence[int], evidence: Sequence[Evidence]
) -> list[Told]:
    """Who tells each stretch outside quotations; those inside are left open.

    ``persons``: above 0 for a stretch with enough of *I* in it to be in the first person. A state is a teller
    and whether he tells: in a chapter in the third person the chain keeps in mind whose *I* there was before.
    """
    told = [Told(UNKNOWN if own > 0 else NOBODY) for own in persons]
    chain = [s for s, stretch in enumerate(stretches) if stretch.is_narration]
    if not chain:
        return told
    in_person = [evidence[s] for s in chain if persons[s] > 0]
    tellers = [UNKNOWN, *_likely(in_person)]
    emissions = [_emission(tellers, persons[s], words[s], evidence[s]) for s in chain]
    steps = [_entry([max(0.0, _ENTRY - _unseen(n, in_person)) for n in tellers[1:]])]
    for last, s in itertools.pairwise(chain):
        inside, changes = stretches[s].run == stretches[last].run, _changes(stretches[s], stretches[last])
        named = [not inside and n in evidence[s].pen for n in tellers]
        steps.append(_step(named, inside=inside, changes=changes))
    path, shares = best_path(emissions, steps)
    paged = {n for s in chain for n, p in evidence[s].page.items() if p > 0}
    for s, state, share in zip(chain, path, shares, strict=True):
        teller, sure = NOBODY, float(share[len(tellers) :].sum())
        if state < len(tellers):
            teller, sure = tellers[state], float(share[state])
        most = _SURE_HEARD if teller >= 0 and teller not in paged else _SURE
        told[s] = Told(teller, min(sure, most), page=evidence[s].page.get(teller, 0.0) > 0)
    for s, after in reversed([*itertools.pairwise(chain)]):
        if told[s].teller == UNKNOWN and persons[s] <= 0 and words[s] < _FEW_WORDS:
            told[s] = replace(told[after], page=False)  # the title of a book is told by whoever begins it
    return told


def _likely(evidence: Sequence[Evidence]) -> list[int]:
    """The figures who may tell part of a book, the likeliest first.

    Those whom the page names may; of those who are only called by name, one for whom the whole book speaks,
    and much more than for the next.
    """
    paged = {n for own in evidence for n, p in own.page.items() if p > 0}
    heard = {n for own in evidence for n in own.candidates()} - paged
    weight = {n: sum(own.score(n) for own in evidence) for n in paged | heard}
    first, second = (*sorted((weight[n] for n in heard), reverse=True), 0.0, 0.0)[:2]
    unseen = max((_unseen(n, evidence) for n in heard if weight[n] == first), default=0.0)
    clear = first + unseen >= _HEARD_LEAST and first >= _WIDE * second and first > 0.0
    able = paged | {n for n in heard if clear and weight[n] == first}
    return sorted(able - {NOBODY, UNKNOWN}, key=lambda n: -weight[n])[:_MOST_TELLERS]


def _unseen(figure: int, evidence: Sequence[Evidence]) -> float:
    """What it says for one to tell a book that others call him and the telling never names him.

    The *I* must answer to the name at least once: it may be that of somebody who is never told of.
    """
    heard = sum(own.heard.get(figure, 0.0) for own in evidence)
    replied = sum(own.replied.get(figure, 0.0) for own in evidence)
    named = any(own.told[figure] or own.calls.get(figure, 0.0) for own in evidence)
    return 0.0 if named or heard < _UNSEEN_HEARD or replied < _UNSEEN_REPLIED else _UNSEEN


def other_names(
    told: Sequence[Told], evidence: Sequence[Evidence], alike: Callable[[int, int], bool]
) -> dict[int, int]:
    """Figures who are a teller under another name, with that teller, who answers to both."""
    lines = Counter(own.teller for own in told if own.teller >= 0)
    found: dict[int, int] = {}
    for teller, _ in lines.most_common():
        heard = {
            n for own, e in zip(told, evidence, strict=True) if own.teller == teller for n in e.candidates()
        }
        for n in sorted(heard - {teller, NOBODY, UNKNOWN} - found.keys() - set(found.values())):
            where = [e for own, e in zip(told, evidence, strict=True) if own.teller in (teller, n)]
            if n >= 0 and teller not in found and _answers_to(n, where, alike=alike(teller, n)):
                found[n] = teller
    return found


def _answers_to(figure: int, evidence: Sequence[Evidence], *, alike: bool) -> bool:
    """Whether the *I* of some stretches answers to the name of a figure, and never speaks of him."""
    page, heard, replied, calls = (
        sum(getattr(own, kind).get(figure, 0.0) for own in evidence)
        for kind in ("page", "heard", "replied", "calls")
    )
    told = sum(own.told[figure] for own in evidence)
    if alike:
        speaks = page + _REPLIED * replied + _HEARD * heard - _TOLD * told - _CALLS * calls
        return bool(speaks > 0.0 and (page > 0.0 or replied >= 1.0))
    often = replied >= max(_OTHER_NAME, _OFTEN * heard)
    return bool(often and told + calls <= _SELDOM * heard)


def _emission(tellers: Sequence[int], person: float, words: int, evidence: Evidence) -> Array:
    """How well each state explains a stretch: each teller telling it, then each telling nothing of it."""
    first = float(np.clip(_PERSON * np.log(max(person + 1.0, 0.02)), -_PERSON_MOST, _PERSON_MOST))
    first *= words / (words + _FEW_WORDS)
    own = [first + (evidence.score(n) if n != UNKNOWN else 0.0) for n in tellers]
    return np.asarray([*own, *([0.0] * len(tellers))])


def _entry(costs: Sequence[float]) -> Array:
    """What it costs to begin in each state, by the costs of the tellers who are known."""
    first = np.asarray([0.0, *(-cost for cost in costs)])
    return np.tile(first, (2 * len(first), 2))


def _step(named: Sequence[bool], *, inside: bool, changes: bool) -> Array:
    """What it costs to pass from each state (rows) to each other.

    ``named``: which tellers the page gives the pen to. ``inside``: nothing but a tale stands between the two
    stretches; ``changes``: the page makes another teller likely, but does not say whom.
    """
    person = _SWITCH_INSIDE if inside else _SWITCH_NAMED if changes or any(named) else _SWITCH_PERSON
    switch = _SWITCH_INSIDE if inside else _SWITCH_CHANGE if changes else _SWITCH
    into = np.where(named, _SWITCH_NAMED, switch)
    other = -np.where(np.eye(len(named), dtype=bool), 0.0, into[None, :])
    return np.block([[other, other - person], [other - person, other]])


def _changes(stretch: Stretch, before: Stretch) -> bool:
    """Whether the page makes another teller likely: another's record, a story begun, an epilogue."""
    return stretch.record or before.record or stretch.announced or stretch.kind != before.kind


def best_path(emissions: Sequence[Array], steps: Sequence[Array]) -> tuple[list[int], list[Array]]:
    """The likeliest states of a chain, and the probability of every state at each place."""
    best, back = [emissions[0] + steps[0][0]], []
    forward = [best[0]]
    for own, step in zip(emissions[1:], steps[1:], strict=True):
        reached = best[-1][:, None] + step
        back.append(reached.argmax(axis=0))
        best.append(reached.max(axis=0) + own)
        forward.append(_total(forward[-1][:, None] + step, 0) + own)
    path = [int(best[-1].argmax())]
    for choice in reversed(back):
        path.append(int(choice[path[-1]]))
    path.reverse()
    behind = np.zeros(len(emissions[0]))
    shares = []
    for k in range(len(emissions) - 1, -1, -1):
        joint = forward[k] + behind
        shares.append(np.exp(joint - _total(joint, 0)))
        behind = _total(steps[k] + (emissions[k] + behind)[None, :], 1)
    return path, shares[::-1]


def _total(scores: Array, axis: int) -> Array:
    """The logarithm of a sum of exponentials."""
    top = scores.max(axis=axis, keepdims=True)
    return np.asarray(np.log(np.exp(scores - top).sum(axis=axis)) + np.squeeze(top, axis))


def decode_tales(
    stretches: Sequence[Stretch],
    words: Sequence[int],
    evidence: Sequence[Evidence],
    said: Sequence[Attribution],
    told: Sequence[Told],
    known: int,
) -> list[Told]:
    """Adds who tells each tale within quotation marks; figures below ``known`` keep their numbers."""
    found = list(told)
    for tale in _tales(stretches):
        scores: dict[int, float] = defaultdict(float)
        speaks: dict[int, float] = defaultdict(float)
        length = max(sum(words[s] for s in tale), 1)
        for s in tale:
            for n in evidence[s].candidates() | evidence[s].told.keys():
                scores[n] += evidence[s].tale_score(n) if n < known else 0.0
            own = said[stretches[s].quotation]
            weight = _READS if stretches[s].letter else _SPEAKS
            if own.speaker >= 0 and own.confidence >= SURE_ENOUGH:
                speaks[own.speaker] += weight * own.confidence * words[s] / length
                if weight == _SPEAKS:  # whoever the tag names may well say what others called him
                    scores[own.speaker] = max(scores[own.speaker], -_SPEAKS / 2)
        both = {n: scores.get(n, 0.0) + speaks.get(n, 0.0) for n in {*scores, *speaks}}
        best = max(both, key=lambda n: both[n], default=UNKNOWN)
        if best == UNKNOWN or both[best] <= 0.0:
            best, sure = UNKNOWN, 0.5
        else:
            sure = min(float(1.0 / (1.0 + np.exp(1.0 - both[best]))), _SURE)
        page = len(tale) > 1 or scores.get(best, 0.0) >= _PAGE
        for s in tale:
            found[s] = Told(best, sure, page=page and best != UNKNOWN)
    return found


def _tales(stretches: Sequence[Stretch]) -> list[list[int]]:
    """The stretches within quotation marks, those together that follow each other with nothing between."""
    found: list[list[int]] = []
    for s, stretch in enumerate(stretches):
        if stretch.quotation < 0:
            continue
        if s and found and found[-1][-1] == s - 1 and not stretch.record:
            found[-1].append(s)
        else:
            found.append([s])
    return found
