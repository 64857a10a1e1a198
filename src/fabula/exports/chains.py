"""One number for each chain of mentions, also for those of nobody in the cast."""

from __future__ import annotations

from itertools import count

from fabula.types import Work


def chain_numbers(work: Work) -> list[int]:
    """The chain of each mention: the number of its entity, or one past all of them.

    Mentions of one whom the cast leaves out share a number; a mention that is linked to none has its own.
    """
    fresh = count(1 + max((entity.id for entity in work.cast.entities), default=0))
    chains: dict[int, int] = {}
    numbers: list[int] = []
    for own in work.cast.mentions:
        if own.entity is not None:
            numbers.append(own.entity)
        elif own.chain is None:
            numbers.append(next(fresh))
        else:
            if own.chain not in chains:
                chains[own.chain] = next(fresh)
            numbers.append(chains[own.chain])
    return numbers
