"""The layout of the storyline chart: in which order lines run, and how high, in each column.

Like Tanahashi & Ma 2012 (Design considerations for optimizing storyline visualizations) it wants few
crossings, few wiggles and little white space, in this order. The order of lines comes from sweeps over the
columns as in Sugiyama's method, those who meet kept side by side (StoryFlow: Liu et al. 2013), and from
exchanges of neighbours after it (Eades & Kelly 1986). Gronemann et al. 2016 find the fewest crossings by
integer programming; the sweeps come near to that in milliseconds. Heights are then a chain of isotonic
regressions, one a column: the least sum of moves up and down that keeps the order and the distances, which
the pool-adjacent-violators method solves exactly with medians, so that lines run straight where they can.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

PATIENCE = 8
"""Columns over which the line of one who is away goes on; after a longer absence it begins anew."""
ROUNDS = 12
STIFF = 6
"""How much more it counts that the room for a name, than that a line, is straight."""
LOOSE = 1.25
"""The room that lines have from the top down, against what the fullest column takes."""
WITHIN, AROUND, ALONE = 17.0, 27.0, 20.0
"""Distances of lines: of those who meet, of a company from others, and of those who are by themselves."""

Groups = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Run:
    """The line of one person to column ``last``; ``there`` are the columns they are in.

    From ``first`` on, some columns before the line begins, its place is kept free for the name.
    """

    person: int
    first: int
    last: int
    there: frozenset[int]

    @property
    def begins(self) -> int:
        """The column where the line begins."""
        return min(self.there)


@dataclass(frozen=True, slots=True)
class Layout:
    """Lines, their order in each column from the top down, and how high each stands there."""

    runs: tuple[Run, ...]
    orders: tuple[tuple[int, ...], ...]
    heights: tuple[Mapping[int, float], ...]
    crossings: int
    crossings_before: int

    @property
    def height(self) -> float:
        """From the highest line to the lowest."""
        return max((max(own.values()) for own in self.heights if own), default=0.0)


def laid_out(columns: Sequence[Groups], lead: int = 0) -> Layout:
    """Lays the lines out. ``columns`` are, one by one, the companies that meet; nobody is in two at once.

    Before a line begins, ``lead`` columns are kept free for the name.
    """
    runs = runs_of(columns, lead)
    blocks = [_blocks(runs, at, groups) for at, groups in enumerate(columns)]
    orders = [[run for block in own for run in block] for own in blocks]
    before = crossings(orders)
    best, fewest = _swept(orders, blocks, before)
    if fewest:
        best = _exchanged(best, blocks)
    arranged = [_contiguous(order, own) for order, own in zip(best, blocks, strict=True)]
    return Layout(
        runs=tuple(runs),
        orders=tuple(map(tuple, best)),
        heights=tuple(_heights(arranged, runs)),
        crossings=crossings(best),
        crossings_before=before,
    )


def runs_of(columns: Sequence[Groups], lead: int = 0) -> list[Run]:
    """The lines: one a person, or several where they are away for long."""
    present: dict[int, list[int]] = {}
    for at, groups in enumerate(columns):
        for group in groups:
            for person in group:
                present.setdefault(person, []).append(at)
    found = []
    for person, there in present.items():
        begun = 0
        for at in range(1, len(there) + 1):
            if at == len(there) or there[at] - there[at - 1] > PATIENCE + 1:
                own = there[begun:at]
                found.append(Run(person, max(0, own[0] - lead), own[-1], frozenset(own)))
                begun = at
    return sorted(found, key=lambda run: (run.first, run.person))


def crossings(orders: Sequence[Sequence[int]]) -> int:
    """How often lines cross between columns that follow one another."""
    found = 0
    for left, right in pairwise(orders):
        place = {run: at for at, run in enumerate(right)}
        seen: list[int] = []
        for run in left:
            if run in place:
                insort(seen, place[run])
                found += len(seen) - 1 - seen.index(place[run])
    return found


def _blocks(runs: Sequence[Run], at: int, groups: Groups) -> list[list[int]]:
    """The lines of a column in blocks that stay together: each company, and each line that is away."""
    active = {run.person: number for number, run in enumerate(runs) if run.first <= at <= run.last}
    met = [[active[person] for person in group] for group in groups if group]
    busy = {run for block in met for run in block}
    alone = [[run] for run in active.values() if run not in busy]
    return sorted([sorted(block) for block in met] + alone, key=lambda block: sum(block) / len(block))


def _swept(
    orders: list[list[int]], blocks: Sequence[Sequence[Sequence[int]]], fewest: int
) -> tuple[list[list[int]], int]:
    """The best order that sweeps to the right and to the left come upon."""
    best, current = [list(own) for own in orders], [list(own) for own in orders]
    stale = 0
    for sweep in range(2 * ROUNDS):
        forward = sweep % 2 == 0
        columns = range(1, len(current)) if forward else range(len(current) - 2, -1, -1)
        for at in columns:
            beside = current[at - 1 if forward else at + 1]
            current[at] = _sorted_beside(current[at], blocks[at], beside)
        found = crossings(current)
        if found < fewest:
            best, fewest, stale = [list(own) for own in current], found, 0
        else:
            stale += 1
        if fewest == 0 or stale > 5:
            break
    return best, fewest


def _sorted_beside(order: Sequence[int], blocks: Sequence[Sequence[int]], beside: Sequence[int]) -> list[int]:
    """A column in the order of the barycentres of its blocks in the column beside it."""
    there = {run: float(at) for at, run in enumerate(beside)}
    own = {run: at for at, run in enumerate(order)}
    scale = max(1, len(beside) - 1) / max(1, len(order) - 1)

    def weight(block: Sequence[int]) -> tuple[float, float]:
        known = [there[run] for run in block if run in there]
        middle = sum(own[run] for run in block) / len(block)
        return (sum(known) / len(known) if known else middle * scale), middle

    ordered = sorted(blocks, key=weight)
    return [
        run
        for block in ordered
        for run in sorted(block, key=lambda run: (there.get(run, weight(block)[0]), own[run]))
    ]


def _exchanged(orders: list[list[int]], blocks: Sequence[Sequence[Sequence[int]]]) -> list[list[int]]:
    """Exchanges neighbours, whole companies and people within one, while that leaves fewer crossings."""
    orders = [list(own) for own in orders]
    for _ in range(ROUNDS):
        changed = False
        for at in range(len(orders)):
            beside = [orders[near] for near in (at - 1, at + 1) if 0 <= near < len(orders)]
            places = [{run: place for place, run in enumerate(own)} for own in beside]
            arranged = _contiguous(orders[at], blocks[at])
            exchanged = _bubbled([_in_company(block, places) for block in arranged], places)
            order = [run for block in exchanged for run in block]
            changed |= order != orders[at]
            orders[at] = order
        if not changed:
            break
    return orders


def _in_company(block: Sequence[int], places: list[dict[int, int]]) -> list[int]:
    return [run for one in _bubbled([[run] for run in block], places) for run in one]


def _bubbled(parts: list[list[int]], places: list[dict[int, int]]) -> list[list[int]]:
    """The parts, neighbours exchanged while that leaves fewer crossings to the columns beside."""
    parts = list(parts)
    for _ in range(len(parts)):
        swapped = False
        for at in range(len(parts) - 1):
            above, below = parts[at], parts[at + 1]
            if _between(above, below, places) > _between(below, above, places):
                parts[at], parts[at + 1] = below, above
                swapped = True
        if not swapped:
            break
    return parts


def _between(above: Sequence[int], below: Sequence[int], places: list[dict[int, int]]) -> int:
    """Crossings of the lines of two parts with one above the other, to the columns beside."""
    return sum(
        1
        for place in places
        for one in above
        for other in below
        if one in place and other in place and place[one] > place[other]
    )


def _contiguous(order: Sequence[int], blocks: Sequence[Sequence[int]]) -> list[list[int]]:
    """The blocks of a column in the order of its lines."""
    block_of = {run: number for number, block in enumerate(blocks) for run in block}
    found: dict[int, list[int]] = {}
    for run in order:
        found.setdefault(block_of[run], []).append(run)
    return list(found.values())


def _heights(columns: Sequence[Sequence[Sequence[int]]], runs: Sequence[Run]) -> list[dict[int, float]]:
    """How high each line stands in each column, from 0."""
    tops = [_tops(blocks) for blocks in columns]
    room = LOOSE * max(map(_span, columns, tops), default=0.0)
    heights: list[dict[int, float]] = [{} for _ in columns]
    for sweep in range(ROUNDS):
        forward = sweep % 2 == 0
        for at in range(len(columns)) if forward else range(len(columns) - 1, -1, -1):
            near = (at - 1,) if sweep == 0 else (at - 1, at + 1)
            beside = [heights[each] for each in near if 0 <= each < len(columns)]
            names = {run for block in columns[at] for run in block if at < runs[run].begins}
            heights[at] = _placed(columns[at], tops[at], beside, room, names)
    top = min((min(own.values()) for own in heights if own), default=0.0)
    return [{run: y - top for run, y in own.items()} for own in heights]


def _tops(blocks: Sequence[Sequence[int]]) -> list[float]:
    """How high each block of a column stands when all stand as close as they may."""
    tops, at = [], 0.0
    for number, block in enumerate(blocks):
        if number:
            wide = len(block) > 1 or len(blocks[number - 1]) > 1
            at += AROUND if wide else ALONE
        tops.append(at)
        at += WITHIN * (len(block) - 1)
    return tops


def _span(blocks: Sequence[Sequence[int]], tops: Sequence[float]) -> float:
    """How much room a column takes at least."""
    return tops[-1] + WITHIN * (len(blocks[-1]) - 1) if blocks else 0.0


def _placed(
    blocks: Sequence[Sequence[int]],
    tops: Sequence[float],
    beside: Sequence[Mapping[int, float]],
    room: float,
    names: set[int],
) -> dict[int, float]:
    """One column: the least sum of distances to the lines beside it, in order, far enough apart, in a room.

    ``names`` are the lines that have not begun here. Each pool is blocks that move as one, with what each of
    their lines wants. A solution without bounds that is cut at the bounds is the solution within them.
    """
    pools: list[tuple[list[float], list[int]]] = []
    for number, block in enumerate(blocks):
        wanted = [
            own[run] - tops[number] - WITHIN * inner
            for inner, run in enumerate(block)
            for own in beside
            if run in own
            for _ in range(STIFF if run in names else 1)
        ]
        pool = (wanted, [number])
        # What has no wish of its own goes with what is above it, or below where it is the first.
        while pools and (not pool[0] or not pools[-1][0] or _level(pools[-1][0]) > _level(pool[0])):
            earlier = pools.pop()
            pool = (earlier[0] + pool[0], earlier[1] + pool[1])
            if not pool[0]:
                break
        pools.append(pool)
    spare = room - _span(blocks, tops)
    return {
        run: (min(max(_level(wanted), 0.0), spare) if wanted else spare / 2) + tops[number] + WITHIN * inner
        for wanted, numbers in pools
        for number in numbers
        for inner, run in enumerate(blocks[number])
    }


def _level(wanted: Sequence[float]) -> float:
    # One of the two in the middle, and not what lies between them: the line to it is straight then.
    return median_low(wanted)
