"""Errors in what a person says of a text."""

from __future__ import annotations

from fabula.errors.kinds import UsageError


def pins_contradict(one: str, other: str, reason: str) -> UsageError:
    """Two things that a person has settled cannot both hold."""
    return UsageError("F570", f"{one} and {other} contradict each other: {reason}; take one of them back")
