"""What people say and do to one another over a work, counted: evidence of what they are to one another.

Nobody is told to be a friend by it. Who is called "sir" often, who strikes whom, who sits with whom and how
kindly they talk speaks for some relations and against others.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from fabula.lang.en.dealing import HELPING, HURTING, MEETING, ORDERING, SERVING
from fabula.lang.en.valence import lexicon, warmth
from fabula.story.clauses import Clauses
from fabula.types import EntityType, MentionForm

_KINDS: Final = {
    "hurts": HURTING,
    "helps": HELPING,
    "orders": ORDERING,
    "serves": SERVING,
    "meets": MEETING,
}
_FELT: Final = 1.5
"""The valence from which on a verb that is not listed is kind or unkind."""
_WE: Final = frozenset(["we", "us", "our", "ours", "ourselves"])
_CALLED: Final = frozenset(["sir", "ma'am", "ma’am", "madam", "miss", "master", "lord", "lady"])

Pair = tuple[int, int]


class Dealings:
    """Lines, deeds and company of each pair; ``ours`` are the words by which one says "we" of a group."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.lines: Counter[Pair] = Counter()
        self.warm: defaultdict[Pair, float] = defaultdict(float)
        self.done: dict[str, Counter[Pair]] = {kind: Counter() for kind in _KINDS}
        self.sirs: Counter[Pair] = Counter()
        self.beside: Counter[Pair] = Counter()
        self.ours: defaultdict[Pair, list[int]] = defaultdict(list)
        self._read_lines()
        self._read_deeds()
        self._read_company()

    def _read_lines(self) -> None:
        document = self.clauses.document
        for quote in document.cast.quotes:
            if quote.speaker is None:
                continue
            others = [own for own in quote.addressees if own != quote.speaker]
            said = " ".join(document.text.content[start:end] for start, end in quote.spans)
            warm = warmth(said) if others else 0.0
            sirs = any(self.clauses.word[k] in _CALLED for k in self._words(quote.spans)) if others else False
            for other in others:
                self.lines[quote.speaker, other] += 1
                self.warm[quote.speaker, other] += warm
                self.sirs[quote.speaker, other] += sirs
            for k in self._words(quote.spans):
                if self.clauses.word[k] in _WE and (group := self.clauses.who(k)) is not None:
                    self.ours[quote.speaker, group].append(k)

    def _words(self, spans: tuple[tuple[int, int], ...]) -> Iterator[int]:
        for start, end in spans:
            yield from range(self.clauses.document.token_at(start), self.clauses.document.token_at(end))

    def _read_deeds(self) -> None:
        c, known = self.clauses, lexicon()
        for head in c.told:
            verb = c.document.head[head]
            relation = c.document.relation[head]
            if (
                verb < 0
                or relation not in ("obj", "iobj", "obl", "nsubj:pass")
                or c.document.upos[verb] != "VERB"
            ):
                continue
            doer = c.tree.subject(verb) if relation != "nsubj:pass" else self._agent(verb)
            who = c.who(c.holders[doer]) if doer is not None and doer in c.holders else None
            if who is None or c.is_denied(verb):
                continue
            feeling = known.get(c.lemma[verb], 0.0)
            for kind, verbs in _KINDS.items():
                felt = (kind == "hurts" and feeling <= -_FELT) or (kind == "helps" and feeling >= _FELT)
                if (c.lemma[verb] in verbs or felt) and (
                    relation != "obl" or c.case(head) in ("to", "with", "at")
                ):
                    self.done[kind][who, c.told[head].entity] += 1

    def _agent(self, verb: int) -> int | None:
        found = [k for k in self.clauses.children(verb, "obl:agent") if k in self.clauses.told]
        return found[0] if found else None

    def _read_company(self) -> None:
        """Who is told of in one paragraph with whom."""
        c = self.clauses
        starts = [own.first for own in c.document.paragraphs]
        there: defaultdict[int, dict[int, int]] = defaultdict(dict)
        for head, own in c.told.items():
            there[bisect_right(starts, head)].setdefault(own.entity, head)
        for people in there.values():
            for a, b in combinations(sorted(people)[:_WIDE], 2):
                self.beside[a, b] += 1

    def closest(self, most: int) -> set[Pair]:
        """The pairs of which one has to do with few others as much, the lower number first."""
        much: Counter[Pair] = Counter()
        for counts in (self.lines, *self.done.values()):
            for (a, b), times in counts.items():
                if a != b:
                    much[min(a, b), max(a, b)] += times
        of: defaultdict[int, list[tuple[int, Pair]]] = defaultdict(list)
        for pair, times in much.items():
            for one in pair:
                of[one].append((-times, pair))
        return {pair for own in of.values() for _, pair in sorted(own)[:most]}

    def signs(self, kind: str, a: int, b: int) -> dict[str, float]:
        """What is counted of two, as signs of a relation."""
        pair = min(a, b), max(a, b)
        forth, back = self.lines[a, b], self.lines[b, a]
        found: dict[str, float] = {}
        if forth + back:
            warm = (self.warm[a, b] + self.warm[b, a]) / (forth + back)
            found |= {"lines": math.log1p(forth + back), "warm": warm, "cold": float(warm < 0)}
            found |= {"both talk": float(min(forth, back) > 0), "turns": math.log1p(min(forth, back))}
            found |= {"says sir": math.log1p(self.sirs[a, b]), "is called sir": math.log1p(self.sirs[b, a])}
        found["beside"] = math.log1p(self.beside[pair])
        for what, counts in self.done.items():
            if counts[a, b]:
                found[f"{what} b"] = math.log1p(counts[a, b])
            if counts[b, a]:
                found[f"{what} a"] = math.log1p(counts[b, a])
        return {f"{kind}: measured, {name}": min(value, _ENOUGH) for name, value in found.items() if value}


_ENOUGH: Final = 3.0
"""The logarithm of a count from which on it does not matter how much more there is: books are long."""
_WIDE: Final = 12
"""People of one paragraph who are held against one another."""


def is_group(clauses: Clauses, entity: int) -> bool:
    """Whether an entity is several: the cast has its members, or it is mostly told of in the plural."""
    own = clauses.document.entities[entity]
    if len(own.members) > 1 or own.type is EntityType.ORGANISATION:
        return True
    several = [
        clauses.document.xpos[head] in ("NNS", "NNPS") or clauses.lemma[head] in COLLECTIVE
        for head in clauses.heads.get(entity, ())
        if clauses.told[head].form is not MentionForm.PRONOUN
    ]
    return bool(several) and 2 * sum(several) > len(several)


COLLECTIVE: Final = frozenset(
    (  # noqa: SIM905
        "family team crew band gang party company league club society tribe army troop regiment squad group "
        "collective order guild council government household clan crowd mob race people staff class"
    ).split()
)
"""Nouns in the singular that mean several."""
