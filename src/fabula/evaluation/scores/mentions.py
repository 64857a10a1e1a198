"""How many mentions are found, with their type: exact spans, each counted once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from fabula.evaluation.scores.tally import Tally


def exact_matches(gold: Iterable[Hashable], system: Iterable[Hashable]) -> Tally:
    """The values (start, end and type, say) that both sides have, out of those that each has."""
    wanted, predicted = set(gold), set(system)
    both = len(wanted & predicted)
    return Tally(both, len(predicted), both, len(wanted))
