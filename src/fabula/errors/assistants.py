"""Messages to assistants that ask of a world (F76x)."""

from __future__ import annotations

from fabula.errors.kinds import UsageError


def no_such_scene(number: int, count: int) -> UsageError:
    """A scene is asked for that there is not, or to which the reader has not come."""
    return UsageError("F760", f"there is no scene {number} up to here; they are numbered from 1 to {count}")


def no_such_argument(tool: str, name: str, known: str) -> UsageError:
    """A tool is given an argument that it does not know."""
    return UsageError("F761", f"{tool} takes no {name!r}; it takes {known}")
