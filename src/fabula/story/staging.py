"""Decides who is in each scene, bodily or from elsewhere, who comes and goes in it, and where it happens."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fabula.story.arrivals import turns
from fabula.story.company import Stage, company_signs, remote_signs
from fabula.story.company_weights import CompanyWeights
from fabula.story.evidence import Evidence
from fabula.story.locations import Pair
from fabula.story.presence import Everybody
from fabula.story.scene_places import Candidate, Course, Standing, candidates
from fabula.types import Presence, Role

_AFTERWARDS = 60
"""Words after a going from which on one who is still told of has not gone."""

Beside = tuple[bool, bool]
"""Whether the scenes before and after one show somebody."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who may be in a scene: with what stands beside it, and how long ago this one left."""

    entity: int
    beside: Beside
    left: int | None


class Staging:
    """The scenes of a work in order, with everything that is asked of each."""

    def __init__(
        self,
        evidence: Evidence,
        stages: Sequence[Stage],
        about: Sequence[Mapping[int, Beside]],
        every: Sequence[Pair],
    ) -> None:
        self.evidence, self.stages, self.pairs = evidence, stages, every
        self.whole = Everybody.together(own.everybody for own in stages)
        self.standing = _standing(every)
        self.asked = list(self._asked(about))
        self._people = [frozenset(one.entity for one in own) for own in self.asked]

    def _asked(self, about: Sequence[Mapping[int, Beside]]) -> Iterator[list[Asked]]:
        """Who may be in each scene. Whoever was told to go and is not shown after that has left."""
        left: dict[int, int] = {}
        for stage, people in zip(self.stages, about, strict=True):
            yield [Asked(n, people[n], stage.number - left[n] if n in left else None) for n in sorted(people)]
            first, end = stage.first.first, stage.last.last
            for n in sorted(self.evidence.movers(first, end)):
                told = [own for own in self.evidence.moves_of(n, first, end) if own.told]
                if told:
                    after = stage.everybody.showing(n).last > told[-1].verb + _AFTERWARDS
                    left.pop(n, None)
                    if not told[-1].comes and not after:
                        left[n] = stage.number

    def signs(self, stage: Stage, one: Asked) -> dict[str, float]:
        """The features of somebody in a scene."""
        return company_signs(self.evidence, stage, one.entity, one.beside, self.whole, one.left)

    def places(self, stage: Stage, course: Course) -> list[Candidate]:
        """Where a scene may be."""
        return candidates(self.evidence, stage, course, self.standing)

    def there(self, stage: Stage, weights: CompanyWeights) -> dict[int, float]:
        """How likely each is bodily in a scene."""
        return {
            one.entity: weights.sure("presence", self.signs(stage, one)) for one in self.asked[stage.number]
        }

    def is_asked(self, stage: Stage, n: int) -> bool:
        """Whether the text has something to say of somebody in a scene."""
        return n in self._people[stage.number]

    def present(
        self,
        stage: Stage,
        end: int,
        there: Mapping[int, float],
        before: Collection[int],
        weights: CompanyWeights,
    ) -> list[Presence]:
        """Who takes part in a scene, the surest first; ``before``: who did so from elsewhere just before."""
        beside = {one.entity: one.beside for one in self.asked[stage.number]}
        found = []
        for n, sure in there.items():
            away = weights.sure("remote", remote_signs(self.evidence, stage, n, sure, n in before))
            if away >= weights.threshold["remote"]:
                found.append(Presence(n, stage.first.start, end, away, Role.REMOTE))
            elif sure >= weights.threshold["presence"]:
                start, stop = self._from_to(stage, end, n, beside[n], weights)
                found.append(Presence(n, start, stop, sure))
        return sorted(found, key=lambda own: (-own.confidence, own.entity))

    def _from_to(
        self, stage: Stage, end: int, n: int, beside: Beside, weights: CompanyWeights
    ) -> tuple[int, int]:
        """From where to where somebody is there: the scene, but for one who comes or goes in it."""
        every = turns(self.evidence, stage, n, beside)
        start, stop = stage.first.start, end
        coming = max(((weights.sure("arrive", own), -p) for p, own, _ in every), default=(0.0, 0))
        going = max(((weights.sure("leave", own), p) for p, _, own in every), default=(0.0, 0))
        if coming[0] >= weights.threshold["arrive"]:
            start, _ = self._shown(n, -coming[1])
        if going[0] >= weights.threshold["leave"]:
            _, last = self._shown(n, going[1])
            stop = min(stop, last) if last > start else stop
        return start, stop

    def _shown(self, n: int, paragraph: int) -> tuple[int, int]:
        """From where to where a paragraph shows somebody."""
        document = self.evidence.document
        own = document.paragraphs[paragraph]
        told = [m for m in self.evidence.told_of(n, own.first, own.last) if not m.spoken]
        moves = self.evidence.moves_of(n, own.first, own.last)
        words = [*(m.first for m in told), *(m.end - 1 for m in told), *(move.verb for move in moves)]
        starts = [document.starts[k] for k in words] or [own.start]
        ends = [document.ends[k] for k in words] or [own.end]
        for quote in document.quotes_in(own.start, own.end):
            if quote.speaker == n:
                starts.append(quote.start)
                ends.append(min(quote.end, own.end))
        return min(starts), max(ends)


def decide_place(every: Sequence[Candidate], weights: CompanyWeights) -> tuple[Candidate, float]:
    """Where a scene is, with the probability."""
    shares = weights.shares([one.signs for one in every])
    best = max(range(len(every)), key=lambda i: (shares[i], i))  # the last is nowhere
    return every[best], shares[best]


def _standing(every: Iterable[Pair]) -> dict[int, list[Standing]]:
    found: dict[int, list[Standing]] = {}
    for pair in every:
        found.setdefault(pair.place.head, []).append((pair.person.entity, pair.likely))
    return found
