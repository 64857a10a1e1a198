"""Pins that cannot all hold are told by the two that clash."""

from __future__ import annotations

import pytest

from fabula.cast.pins.contradictions import Pin, contradictions, require_consistent
from fabula.errors import UsageError
from fabula.types import Pins

A, B, C, LINE = ((0, 4),), ((10, 14),), ((20, 24),), (30, 40)


@pytest.mark.parametrize(
    ("pins", "one", "other"),
    [
        (Pins(same=((A, B),), apart=((B, A),)), ("apart", 0), ("same", 0)),
        (Pins(same=((A, B), (C, B)), apart=((A, C),)), ("apart", 0), ("same", 0)),
        (Pins(apart=((A, A),)), ("apart", 0), ("apart", 0)),
        (Pins(apart=(((*A, *B), (*B, *C)),)), ("apart", 0), ("apart", 0)),
        (Pins(apart=((A, B),), mentions={A[0]: B}), ("apart", 0), ("mentions", A[0])),
        (Pins(apart=(((LINE,), B),), speakers={LINE: B}), ("apart", 0), ("speakers", LINE)),
        (Pins(not_speech=frozenset([LINE]), speakers={LINE: A}), ("not_speech", LINE), ("speakers", LINE)),
        (
            Pins(not_speech=frozenset([LINE]), addressees={LINE: ()}),
            ("not_speech", LINE),
            ("addressees", LINE),
        ),
        (Pins(speakers={LINE: A}, addressees={LINE: (B, A)}), ("speakers", LINE), ("addressees", LINE)),
        (Pins(not_characters=(A,), speakers={LINE: A}), ("not_characters", 0), ("speakers", LINE)),
        (Pins(not_characters=(A,), names=((A, "Ann"),)), ("not_characters", 0), ("names", 0)),
        (Pins(same=((A, B),), names=((A, "Ann"), (B, "Bea"))), ("names", 0), ("names", 1)),
        (Pins(narrators={(0, 50): A, (40, 90): B}), ("narrators", (0, 50)), ("narrators", (40, 90))),
    ],
)
def test_the_two_that_clash_are_named(pins: Pins, one: Pin, other: Pin) -> None:
    (found,) = contradictions(pins)
    assert (found.one, found.other) == (one, other)
    with pytest.raises(UsageError, match="contradict each other"):
        require_consistent(pins)


def test_a_chain_is_told_whole() -> None:
    (found,) = contradictions(Pins(same=((A, B), (C, B)), apart=((A, C),)))
    assert found.through == (("same", 1),)


@pytest.mark.parametrize(
    "pins",
    [
        Pins(),
        Pins(same=((A, B), (B, A)), apart=((A, C),)),
        Pins(speakers={LINE: A}, addressees={LINE: (B,)}),
        Pins(narrators={(0, 50): A, (50, 90): B}),
        Pins(narrators={(0, 50): A, (40, 90): A}),
        Pins(apart=((A, B),), mentions={C[0]: A}),
        Pins(same=((A, B),), names=((A, "Ann"), (B, "Ann"))),
    ],
)
def test_what_can_hold_together_is_none(pins: Pins) -> None:
    assert not contradictions(pins)
    require_consistent(pins)
