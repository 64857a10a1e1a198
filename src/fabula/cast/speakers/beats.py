"""Action beats: who does something in the narration beside a line ("Anna put the cup down. “No.”").

A beat in the paragraph of a line is mostly its speaker's; one in a paragraph of narration before it mostly
tells who comes next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fabula.cast.speakers.frames import Told


_NOBODY: Mapping[int, float] = {}


class Beat(NamedTuple):
    """The people of a stretch of narration, as shares: of its subjects, and of all its mentions.

    ``first`` and ``last`` are the first and the last of those told of, or -1; ``alone``: who is the only one
    of them, or -1.
    """

    subjects: Mapping[int, float] = _NOBODY
    told: Mapping[int, float] = _NOBODY
    first: int = -1
    last: int = -1
    alone: int = -1


NOTHING = Beat()


class Beats(NamedTuple):
    """The narration in the paragraph of a line before, within and after it, and in those beside.

    ``since``: tokens of narration since the line before it.
    """

    before: Beat = NOTHING
    within: Beat = NOTHING
    after: Beat = NOTHING
    above: Beat = NOTHING
    below: Beat = NOTHING
    since: int = 0


def beat_of(mentions: Told, figures: Sequence[int]) -> Beat:
    """The people of a stretch of narration; ``figures``: of each mention, -1 for none."""
    told: dict[int, float] = {}
    subjects: dict[int, float] = {}
    order: list[int] = []
    for i, subject in mentions:
        figure = figures[i]
        if figure < 0:
            continue
        order.append(figure)
        told[figure] = told.get(figure, 0.0) + 1.0
        if subject:
            subjects[figure] = subjects.get(figure, 0.0) + 1.0
    if not order:
        return NOTHING
    alone = order[0] if len(told) == 1 else -1
    return Beat(_shares(subjects), _shares(told), order[0], order[-1], alone)


def _shares(counts: Mapping[int, float]) -> dict[int, float]:
    total = sum(counts.values())
    return {n: own / total for n, own in counts.items()}
