"""What is kept of works goes when others are looked at."""

from __future__ import annotations

from dataclasses import replace

from fabula.explorer.library import Library
from fabula.explorer.recent import Recent
from fabula.explorer.site import Site
from fabula.reading import Reading
from tests.builders import ferry, storied_work


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


def test_nobody_changes_colour_for_a_correction() -> None:
    site = Site(Library([]))
    before = Reading(storied_work())
    ranks = site.ranks(("glove", 1), before)
    entities = before.work.cast.entities
    busier = (replace(entities[-1], mentions=500), *entities[:-1], replace(entities[0], id=99, mentions=900))
    after = Reading(replace(before.work, cast=replace(before.work.cast, entities=busier)))
    now = site.ranks(("glove", 1), after)
    assert {number: now[number] for number in ranks} == ranks
    assert now[99] == len(ranks)
    assert site.ranks(("other", 1), Reading(after.work))[99] == 0
