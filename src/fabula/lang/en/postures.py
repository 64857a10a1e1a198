"""Verbs of being somewhere and staying there."""

from __future__ import annotations

POSTURES = frozenset(
    (  # noqa: SIM905
        "be sit stand lie stay remain live dwell wait sleep rest kneel lean linger lodge reside work hang "
        "crouch squat lounge perch settle keep hide sprawl pause stop play eat dine drink dance read write "
        "spend born bear pass"
    ).split()
)
"""Verbs by which somebody is in a place."""
