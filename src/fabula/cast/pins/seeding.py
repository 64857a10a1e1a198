"""Whose the settled mentions are, as a walk over the mentions of a book comes to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from fabula.cast.figures import Figure, Resolution
from fabula.cast.pins.holding import figures
from fabula.cast.pins.placing import Placed
from fabula.types import EntityType


class Seeds:
    """The figures of those whom a person has settled, in one walk.

    ``own``: the figures of the walk, to which some are added. ``number``: the persons of name mentions.
    ``before``: the resolution of the walk before.
    """

    def __init__(
        self,
        placed: Placed,
        own: list[Figure],
        number: Mapping[int, int],
        before: Resolution | None,
    ) -> None:
        self._placed, self._own = placed, own
        self.pinned: dict[int, int] = {}
        self.renewed: dict[int, int] = {}
        self.begun: dict[int, int] = {}
        for k, n in before.pinned.items() if before is not None else ():
            self.pinned[k] = self.renewed[n] = len(own)
            own.append(Figure(EntityType.PERSON, named=k in placed.names))
        self._named = {k: n for k in range(len(placed.people)) if (n := named(placed, k, number)) >= 0}
        self._before = figures(placed, before) if before is not None and placed else []

    def figure(self, i: int, again: Callable[[int], int]) -> int | None:
        """The figure of a mention: -1 where it is nobody's, None where nothing is settled.

        ``again``: from a figure of the walk before to the same one here, or -1.
        """
        if i in self._placed.nobodys:
            return -1
        k = self._placed.seeds.get(i)
        if k is None:
            return None
        number = self.pinned.get(k, self.begun.get(k, self._named.get(k, -1)))
        if number < 0 and not self._before:
            return None  # whom the text has without a name, the first walk finds
        if number < 0:
            number = again(self._before[k]) if self._before[k] >= 0 else -1
        if number < 0:
            self.begun[k] = number = len(self._own)
            self._own.append(Figure(EntityType.PERSON))
        return number


def named(placed: Placed, k: int, number: Mapping[int, int]) -> int:
    """The person whom most of the mentions that mean one of the people name, or -1.

    ``number``: the persons of name mentions.
    """
    found: Counter[int] = Counter()
    for meant in placed.people[k]:
        own = Counter(number.get(i, -1) for i in meant.mentions)
        found.update({n: times for n, times in own.items() if n >= 0 and 2 * times >= len(meant.mentions)})
    return max(found, key=lambda n: (found[n], -n), default=-1)
