"""What is kept of works goes when others are looked at."""

from __future__ import annotations

from fabula.explorer.recent import Recent
from fabula.reading import Reading
from tests.builders import ferry


def test_it_is_made_once_and_the_last_few_are_kept() -> None:
    kept: Recent[list[Reading]] = Recent(most=2)
    one, two, three = (Reading(ferry()) for _ in range(3))
    first = kept.of(one, lambda: [one])
    assert kept.of(one, lambda: [one]) is first
    kept.of(two, lambda: [two])
    assert kept.of(one, lambda: [one]) is first
    kept.of(three, lambda: [three])
    assert len(kept) == 2
    assert kept.of(one, lambda: [one]) is first
    assert kept.of(two, lambda: [two]) != first
