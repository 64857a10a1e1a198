"""What is asked of a story makes no sense: what was wrong, and what would be right (F51x)."""

from __future__ import annotations

from fabula.errors.kinds import UsageError


def stretch_reversed(start: int, end: int) -> UsageError:
    """A stretch of the text ends before it begins, or is empty."""
    return UsageError("F512", f"{start}:{end} is no stretch of the text; give its start, then its end")
