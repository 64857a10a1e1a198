"""Messages about projects of writers' programs: what was wrong, and what would be right (F730 to F749)."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.errors.kinds import SourceError


def project_damaged(path: object, name: str) -> SourceError:
    """The file that lists the documents of a project cannot be read."""
    return SourceError(
        "F730",
        f"{path}: {name}, which lists the documents of the project, is damaged; open and save the project "
        "once more, or go back to a copy",
    )


def project_empty(path: object, what: str) -> SourceError:
    """Nothing of a project is the story."""
    return SourceError("F731", f"{path}: the project has no text to read; it needs {what}")


def project_ambiguous(path: object, names: Sequence[str]) -> SourceError:
    """Several files list the documents of one project."""
    shown = " and ".join(names[:3])
    return SourceError(
        "F732", f"{path}: {shown} both list the documents of the project; leave one of them in it"
    )
