"""Settling all marks of a text together: which open, which close, which are neither.

The best reading is the cheapest path of a finite-state machine over the marks (Viterbi 1967). A state is the
stack of families open at that point, outermost first; the moves are those that print knows: a mark opens or
closes, a closing mark is missing, a mark is a slip, a speech runs on over a paragraph. Time is linear in the
number of marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fabula.language.speech.marks import ANGLE, DOUBLE, SINGLE, Mark
from fabula.types import Block, BlockKind

_DEEPEST = 3
_MISSING_CLOSE = 4.5
_INNER_MISSING = 2.5
_NESTING = 0.4
_NESTING_SAME = 2.5
_THIRD_LEVEL = 3.0
_UNCLOSED = 3.0
_UNCLOSED_RUNS_ON = 0.7
_STAYS_OPEN = 3.0
_STAYS_OPEN_IN_VERSE = 0.8
_MINOR_SINGLE = 3.2
_MINOR_DOUBLE = 0.6
# States that cost so much more than the best are dropped: no later mark could make up for it.
_BEAM = 25.0


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch between an opening mark and its closing one, or where it must end without one.

    ``depth`` is 1 for the outermost. ``first`` and ``last`` are the blocks (places in the list given) where
    it opens and ends. ``open_width`` and ``close_width`` are the lengths of its marks (0 for a missing one).
    """

    family: str
    depth: int
    start: int
    end: int
    closed: bool
    first: int
    last: int
    open_width: int
    close_width: int


@dataclass(slots=True)
class _Step:
    """The last of the moves that lead to a state, with the cost of them all."""

    cost: float
    before: _Step | None
    move: str
    mark: Mark | None
    block: int


def decode(
    blocks: Sequence[Block],
    marks: Sequence[Sequence[Mark]],
    shares: Sequence[float],
    joined: Sequence[bool],
) -> list[Region]:
    """The regions of the cheapest reading, in order of their starts.

    ``joined[i]`` tells whether speech may run on from block ``i`` to block ``i + 1`` (no heading between).
    """
    states: dict[str, _Step] = {"": _Step(0.0, None, "", None, 0)}
    for number, of_block in enumerate(marks):
        share = shares[number]
        entry = {DOUBLE: _MINOR_DOUBLE * share, ANGLE: 0.0, SINGLE: _MINOR_SINGLE * (1.0 - share)}
        for mark in of_block:
            states = _read_mark(states, mark, entry, number)
        states = _end_block(states, number, blocks, marks, joined)
    return _replay(min(states.values(), key=lambda step: step.cost), blocks)


def _read_mark(states: dict[str, _Step], mark: Mark, entry: dict[str, float], block: int) -> dict[str, _Step]:
    after: dict[str, _Step] = {}
    family = mark.family
    for state, step in states.items():
        cost = step.cost
        _offer(after, state, cost + mark.neither, step, "", mark, block)
        top = state[-1:]
        if top == family:
            _offer(after, state[:-1], cost + mark.closes, step, "close", mark, block)
            _offer(after, state, cost + mark.opens + _MISSING_CLOSE, step, "reopen", mark, block)
            if mark.paired and len(state) == 1:
                _offer(after, state + family, cost + mark.opens + _NESTING_SAME, step, "open", mark, block)
            continue
        if len(state) > 1 and family in state:
            # The mark ends an outer quotation while an inner one still lacks its own.
            depth = state.rindex(family)
            missing = _INNER_MISSING * (len(state) - depth - 1)
            _offer(after, state[:depth], cost + mark.closes + missing, step, "close", mark, block)
        if len(state) < _DEEPEST:
            extra = (entry[family], _NESTING, _THIRD_LEVEL)[len(state)]
            _offer(after, state + family, cost + mark.opens + extra, step, "open", mark, block)
    best = min(step.cost for step in after.values())
    return {state: step for state, step in after.items() if step.cost <= best + _BEAM}


def _offer(
    states: dict[str, _Step], state: str, cost: float, before: _Step, move: str, mark: Mark, block: int
) -> None:
    known = states.get(state)
    if known is not None and known.cost <= cost:
        return
    if move:
        states[state] = _Step(cost, before, move, mark, block)
    else:
        states[state] = _Step(cost, before.before, before.move, before.mark, before.block)


def _end_block(
    states: dict[str, _Step],
    number: int,
    blocks: Sequence[Block],
    marks: Sequence[Sequence[Mark]],
    joined: Sequence[bool],
) -> dict[str, _Step]:
    """Carry the states over the end of a block: a quotation still open ends there, or stays open."""
    after: dict[str, _Step] = {}
    runs_on = number + 1 < len(blocks) and joined[number]
    opener = _opener(blocks[number + 1], marks[number + 1]) if runs_on else None
    verse = runs_on and BlockKind.VERSE in (blocks[number].kind, blocks[number + 1].kind)
    for state, step in states.items():
        if not state:
            _offer(after, "", step.cost, step, "", _NO_MARK, number)
            continue
        same = opener is not None and opener.family == state[0] and opener.opens < 2.0
        cost = step.cost + (_UNCLOSED_RUNS_ON if same else _UNCLOSED) + 0.5 * (len(state) - 1)
        _offer(after, "", cost, step, "end", _NO_MARK, number)
        if runs_on and not same:
            stay = _STAYS_OPEN_IN_VERSE if verse else _STAYS_OPEN
            _offer(after, state, step.cost + stay, step, "", _NO_MARK, number)
    return after


_NO_MARK = Mark(0, 0, "", 0.0, 0.0, 0.0)


def _opener(block: Block, marks: Sequence[Mark]) -> Mark | None:
    """The mark with which a block opens, if it opens with one."""
    return marks[0] if marks and marks[0].start - block.start < 3 else None


def _replay(last: _Step, blocks: Sequence[Block]) -> list[Region]:
    steps: list[_Step] = []
    step: _Step | None = last
    while step is not None:
        if step.move:
            steps.append(step)
        step = step.before
    regions: list[Region] = []
    opened: list[tuple[Mark, int]] = []

    def end(at: int, block: int, width: int = 0) -> None:
        mark, first = opened.pop()
        depth = len(opened) + 1
        length = mark.end - mark.start
        regions.append(Region(mark.family, depth, mark.start, at, width > 0, first, block, length, width))

    for step in reversed(steps):
        mark = step.mark
        if step.move == "end" or mark is None:
            while opened:
                end(blocks[step.block].end, step.block)
            continue
        if step.move in ("close", "reopen"):
            while opened[-1][0].family != mark.family:
                end(mark.start, step.block)
            if step.move == "close":
                end(mark.end, step.block, mark.end - mark.start)
            else:
                end(mark.start, step.block)
        if step.move in ("open", "reopen"):
            opened.append((mark, step.block))
    while opened:
        end(blocks[-1].end, len(blocks) - 1)
    return sorted(regions, key=lambda region: (region.start, region.depth))
