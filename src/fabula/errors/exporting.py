"""Messages about exports: what was wrong, and what would be right (F710 to F729)."""

from __future__ import annotations

from fabula.errors.kinds import UsageError


def extra_missing(what: str, library: str, extra: str) -> UsageError:
    """An export, a data frame, a graph or a plot needs a library that is not installed."""
    return UsageError(
        "F710", f"{what} needs {library}, which is not installed; pip install 'fabula[{extra}]'"
    )
