"""What somebody knows by a point of a work, and what only some of those whom it concerns know."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from fabula.story.facts import Fact
from fabula.story.knowledge import Knowers
from fabula.types import How, Knowledge, Secret

ASKED: Final = 400
"""How many of the most telling sentences are asked about."""
KNOWN, UNKNOWN = 0.65, 0.35
"""The probabilities from which on somebody is said to know a secret, and up to which not to know it."""
_LEAST = 0.5
_NEWS: Final = {
    How.TOLD: 1.0,
    How.OVERHEARD: 1.0,
    How.READ: 1.0,
    How.INFERRED: 0.7,
    How.PRESENT: 0.6,
    How.OWN: 0.3,
}
"""How much it tells of somebody that this one knows a thing in some way: what one says oneself, least."""
_MOST_CONCERNED = 8
"""How many people one sentence can concern: a list of guests is no secret."""


def known_by(knowers: Knowers, entity: int, at: int, count: int, until: int | None = None) -> list[Knowledge]:
    """The most telling things that somebody has had the chance to know by a point, in order.

    Nothing that stands after ``until`` is looked at.
    """
    found: list[tuple[float, Knowledge]] = []
    for fact in _facts(knowers, at, _about(knowers, entity)):
        known = knowers.knows(entity, fact.start, fact.end, at, until)
        if known.knows > _LEAST:
            found.append((fact.rating * known.knows * _NEWS[known.how], known))
    best = sorted(found, key=lambda each: (-each[0], each[1].start))[:count]
    return sorted((own for _, own in best), key=lambda own: own.start)


def secrets(knowers: Knowers, until: int, count: int) -> list[Secret]:
    """What some of those whom it concerns have had the chance to know by a point and some not; in order."""
    found: list[tuple[float, Secret]] = []
    for fact in _facts(knowers, until):
        if not 1 < len(fact.concerned) <= _MOST_CONCERNED:
            continue
        answers = [knowers.knows(n, fact.start, fact.end, until, until=until) for n in fact.concerned]
        answers.sort(key=lambda own: -own.knows)
        knowing = tuple(own for own in answers if own.knows >= KNOWN)
        others = tuple(
            own for own in reversed(answers) if own.knows <= UNKNOWN and own.entity not in fact.does
        )
        if knowing and others:
            apart = knowing[0].knows - others[0].knows
            found.append((fact.rating * apart, Secret(fact.start, fact.end, knowing, others)))
    best = sorted(found, key=lambda each: (-each[0], each[1].start))[:count]
    return sorted((own for _, own in best), key=lambda own: own.start)


def _facts(knowers: Knowers, until: int, near: list[int] | None = None) -> list[Fact]:
    """The most telling sentences before a point; with ``near`` of those by which somebody shows."""
    facts = knowers.facts.before(until)
    return [own for own in facts if near is None or _shows(near, own)][:ASKED]


def _about(knowers: Knowers, entity: int) -> list[int]:
    """Where somebody shows, as code points."""
    trail = knowers.witnesses.trail(knowers.ones(entity))
    return [knowers.document.starts[token] for token in trail.shown]


def _shows(near: list[int], fact: Fact, reach: int = 2000) -> bool:
    """Whether somebody shows within some characters of a sentence."""
    k = bisect_left(near, fact.start - reach)
    return k < len(near) and near[k] <= fact.end + reach
