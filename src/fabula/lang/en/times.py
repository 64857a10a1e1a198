"""Words of time."""

from __future__ import annotations

TIME_NOUNS = frozenset(
    (  # noqa: SIM905
        "second minute moment hour day night week fortnight month year century season morning noon midday "
        "afternoon evening midnight dawn daybreak sunrise sunset dusk nightfall twilight today tonight "
        "yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february march "
        "april may june july august september october november december spring summer autumn winter "
        "christmas easter breakfast lunch luncheon tea dinner supper o'clock while time"
    ).split()
)
"""Nouns that name a time or a stretch of it."""

LATER = frozenset(
    (  # noqa: SIM905
        "next following later after afterwards afterward then meanwhile meantime until till since when "
        "presently eventually finally again once soon"
    ).split()
)
"""Words that move the time of a telling on, or set two times beside each other."""

EARLIER = frozenset("ago before earlier formerly previously once remember recall used".split())  # noqa: SIM905
"""Words that lead back to an earlier time."""
