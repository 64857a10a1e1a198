"""The order of scenes in the time of the story, against that of the telling (Genette 1972).

A scene goes on after the one before it; one that lies earlier is moved in before, as far back as its words
say, and those that follow go on from there until the telling returns to where it broke off.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from fabula.types import When

Likeness = Callable[[int, int], float]
"""How much one scene is like another: company, place, who tells."""

_RETURN: Final = 0.15
"""How much more a scene must be like where the telling broke off than like what it has gone to."""
_LONG: Final = 10
"""Scenes after which a telling that has gone elsewhere returns unless something speaks against it."""
_GAP: Final = 3 * 3600.0
"""About how many seconds lie before a scene that is later by nobody says how much."""
_NIGHT: Final = 86400.0
"""The same for one that opens a chapter."""
_DEPTH: Final = 6
"""How many tellings that broke off a scene may return to."""
_NOTHING: Final = -1


@dataclass(frozen=True, slots=True)
class Step:
    """How a scene stands to the one before it; ``seconds`` how far from it, if that is told.

    ``opens_part``: whether a chapter begins with it.
    """

    when: When
    seconds: float | None = None
    opens_part: bool = False


@dataclass(slots=True)
class _Strand:
    """Scenes told one after the other as they happen: the first, the last so far, and how many."""

    first: int
    last: int
    count: int = 1


def scene_order(steps: Sequence[Step], likeness: Likeness) -> list[int]:
    """The place of each scene in the time of the story, from 1 on; those at the same time share one."""
    line = _Line(len(steps))
    strands: list[_Strand] = []
    for k, step in enumerate(steps):
        if not strands:
            strands.append(_Strand(k, k))
        elif step.when is When.SAME_TIME:
            line.join(k, k - 1)
            strands[-1].last = k
            strands[-1].count += 1
        elif step.when is When.EARLIER:
            line.put_before(k, _where(line, steps, strands[-1], step))
            strands.append(_Strand(k, k))
        else:
            del strands[_returned(strands, k, step, likeness) + 1 :]
            line.put_after(k, strands[-1].last)
            strands[-1].last = k
            strands[-1].count += 1
    return line.places()


def _where(line: _Line, steps: Sequence[Step], strand: _Strand, step: Step) -> int:
    """Before which scene one that lies earlier is put.

    As far back as its words say; where they say nothing, before its chapter as far as this strand tells it.
    """
    back = abs(step.seconds) if step.seconds else None
    here, gone = strand.last, 0.0
    while here != strand.first:
        gone += _gap(steps[here])
        if (back is not None and gone >= back) or (back is None and steps[here].opens_part):
            break
        before = line.before(here)
        if before == _NOTHING:
            break
        here = before
    return here


def _gap(step: Step) -> float:
    """About how far a scene lies from the one before it."""
    if step.seconds is not None and step.seconds > 0.0:
        return step.seconds
    if step.when in (When.CONTINUES, When.SAME_TIME):
        return _GAP if step.opens_part else 0.0
    return _NIGHT if step.opens_part else _GAP


def _returned(strands: Sequence[_Strand], k: int, step: Step, likeness: Likeness) -> int:
    """Which strand a scene goes on with: the last, or one that broke off to which it is much more like.

    With a new chapter, or after many scenes, the telling returns unless it is more like what it has gone to.
    """
    last = len(strands) - 1
    stays = not step.opens_part and strands[last].count < _LONG
    best, most = last, likeness(k, strands[last].last) + (_RETURN if stays else -_RETURN)
    for j in range(last - 1, max(-1, last - _DEPTH), -1):
        like = likeness(k, strands[j].last)
        if like > most:
            best, most = j, like
    return best


class _Line:
    """Scenes in the order of the story, as a linked list: each is put in at once, wherever it belongs."""

    def __init__(self, size: int) -> None:
        self._next = [_NOTHING] * size
        self._previous = [_NOTHING] * size
        self._with = list(range(size))

    def _head(self, k: int) -> int:
        """The first told of the scenes that happen at the time of one."""
        return self._with[k]

    def before(self, k: int) -> int:
        """The scene before one, or nothing."""
        return self._previous[self._head(k)]

    def join(self, k: int, other: int) -> None:
        """Lets a scene happen at the time of another."""
        self._with[k] = self._head(other)

    def put_after(self, k: int, other: int) -> None:
        """Puts a scene right after another."""
        other = self._head(other)
        self._link(k, self._next[other])
        self._link(other, k)

    def put_before(self, k: int, other: int) -> None:
        """Puts a scene right before another."""
        other = self._head(other)
        self._link(self._previous[other], k)
        self._link(k, other)

    def _link(self, one: int, two: int) -> None:
        if one != _NOTHING:
            self._next[one] = two
        if two != _NOTHING:
            self._previous[two] = one

    def places(self) -> list[int]:
        """The place of each scene, from 1 on."""
        size = len(self._next)
        here = next(
            (k for k in range(size) if self._with[k] == k and self._previous[k] == _NOTHING), _NOTHING
        )
        place = dict.fromkeys(range(size), 0)
        count = 0
        while here != _NOTHING:
            count += 1
            place[here] = count
            here = self._next[here]
        return [place[self._with[k]] for k in range(size)]
