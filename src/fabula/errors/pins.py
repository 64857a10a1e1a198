"""Errors in what a person says of a text, or asks of it."""

from __future__ import annotations

from fabula.errors.kinds import UsageError


def pins_contradict(one: str, other: str, reason: str) -> UsageError:
    """Two things that a person has settled cannot both hold."""
    return UsageError("F570", f"{one} and {other} contradict each other: {reason}; take one of them back")


def nothing_to_explain(asked: str, right: str) -> UsageError:
    """What somebody asks about is not there."""
    return UsageError("F571", f"there is no {asked}; {right}")


def cannot_be_asked(asked: object) -> UsageError:
    """What somebody asks about is none of what can be explained."""
    return UsageError(
        "F572",
        f"{asked!r} cannot be explained; give the number of a quotation (12), of somebody of the cast (#3), "
        "or the place of a mention (@1034)",
    )
