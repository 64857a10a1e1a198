"""The kinds of errors that are raised on purpose."""

from __future__ import annotations

import unicodedata

_LONGEST, _LAST = 1_500, 500
"""Characters of a message at most, and those of its end, which says what would be right, if it is cut."""


class FabulaError(Exception):
    """Base of all errors raised on purpose; ``str()`` is one line that names the value and the mend."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        # The names of files, titles and a system's reasons may hold line breaks, controls, half characters.
        self.message = "".join(map(_shown, _cut(message)))
        super().__init__(code, self.message)  # as unpickling calls it, in another process

    def __str__(self) -> str:
        return f"{self.message} [{self.code}]"


def _cut(message: str) -> str:
    """A message without the middle of what somebody gave that is too long for a line."""
    if len(message) <= _LONGEST:
        return message
    return f"{message[: _LONGEST - _LAST - 1]}…{message[-_LAST:]}"


def _shown(char: str) -> str:
    if char.isprintable():
        return char
    return " " if unicodedata.category(char) == "Zs" else "\N{REPLACEMENT CHARACTER}"


class SourceError(FabulaError):
    """A file cannot be read as a text."""


class WorldError(FabulaError):
    """A world file cannot be opened, read or written."""


class ModelError(FabulaError):
    """The model files are missing, damaged or of another version."""


class EvaluationError(FabulaError):
    """Gold data cannot be read or scored."""


class UsageError(FabulaError):
    """A setting, a name or a combination of options makes no sense."""


class CommandError(UsageError):
    """The words after ``fabula`` do not make a command."""
