"""Interviews of which only "Q" and "A" tell who speaks: one asks, and another answers.

Who, is told by the turns around, if somebody is called by name; else nobody can tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from fabula.cast.figures import Attribution
from fabula.cast.speakers.lines import Line

_CALLED = 0.4
"""How probable it must be that somebody is called by name for anybody to be known."""


def settle_turns(lines: Sequence[Line], found: list[Attribution]) -> None:
    """Gives all questions of a conversation to one, and all answers to another; ``found``: by quotation."""
    if max((p for line in lines for p in line.called.values()), default=0.0) < _CALLED:
        for line in lines:
            found[line.number] = Attribution()
        return
    weight: dict[tuple[str, int], float] = defaultdict(float)
    for line in lines:
        for figure, share in found[line.number].shares.items():
            weight[line.label, figure] += share
    labels = sorted({line.label for line in lines})
    figures = sorted({figure for _, figure in weight})
    if len(labels) != len({"q", "a"}) or len(figures) < len(labels):
        return
    pairs = ((one, other) for one in figures for other in figures if one != other)
    best = max(pairs, key=lambda pair: sum(weight[label, n] for label, n in zip(labels, pair, strict=True)))
    speaker = dict(zip(labels, best, strict=True))
    for line in lines:
        own, who = found[line.number], speaker[line.label]
        found[line.number] = Attribution(
            who, confidence=own.shares.get(who, own.confidence), shares=own.shares
        )
