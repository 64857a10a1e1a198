"""Every error a user can meet: what was wrong, and what would be right.

Each function here makes one error. Codes are stable: F1xx sources, F2xx worlds, F3xx the model,
F4xx evaluation, F5xx the command line.
"""

from __future__ import annotations


class FabulaError(Exception):
    """Base of all errors raised on purpose; ``str()`` is one line that names the value and the mend."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return f"{self.message} [{self.code}]"


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
