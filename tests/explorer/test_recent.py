"""What is kept of works goes when others are looked at."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest

from fabula.explorer.colours import stylesheet
from fabula.explorer.recent import Recent
from fabula.explorer.rendering import colour_class
from fabula.exports.palette import COLOURS
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


def test_whoever_asks_while_it_is_made_waits_and_gets_the_same() -> None:
    kept: Recent[list[int]] = Recent()
    one, begun, go_on, calls = Reading(ferry()), Event(), Event(), []

    def made() -> list[int]:
        calls.append(1)
        begun.set()
        assert go_on.wait(10)
        return [1]

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(kept.of, one, made)
        assert begun.wait(10)
        second = pool.submit(kept.of, one, made)
        go_on.set()
        assert first.result() is second.result()
    assert calls == [1]


def test_what_could_not_be_made_is_tried_again() -> None:
    kept: Recent[int] = Recent()
    one = Reading(ferry())
    with pytest.raises(ZeroDivisionError):
        kept.of(one, lambda: 1 // 0)
    assert len(kept) == 0
    assert kept.of(one, lambda: 1) == 1


def test_nobody_changes_colour_for_a_correction_or_a_new_start() -> None:
    one = storied_work().cast.entities[0]
    assert colour_class(replace(one, mentions=1, quotes=900)) == colour_class(one) == f"c{one.id - 1}"
    assert colour_class(replace(one, id=one.id + COLOURS)) == colour_class(one)
    assert len(set(stylesheet().splitlines())) == COLOURS + 1
