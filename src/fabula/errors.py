"""Every error a user can meet: what was wrong, and what would be right.

Each function here makes one error. Codes are stable: F1xx sources, F2xx worlds, F3xx the model,
F4xx evaluation, F5xx the command line.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


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


# F5xx: the command line and the Python interface


def bad_setting(name: str, value: object, right: str) -> UsageError:
    """A setting has a value that makes no sense."""
    return UsageError("F501", f"{name} is {value!r}; it must be {right}")


def no_such_character(name: str, near: str) -> UsageError:
    """Nobody in the world is called that; ``near`` lists names that are there."""
    return UsageError("F502", f"nobody here is called {name!r}; {near}")


def no_such_work(work: int, present: str) -> UsageError:
    """The world holds no work of that number."""
    return UsageError("F503", f"there is no work {work} in this world; {present}")


def several_works(present: str) -> UsageError:
    """One work is needed and the world holds several."""
    return UsageError("F504", f"this world holds several works; choose one with --work: {present}")


def no_pandas() -> UsageError:
    """A data frame was asked for and pandas is not installed."""
    return UsageError("F505", "to_pandas() needs pandas, which is not installed; pip install pandas")


def bad_format(name: str, known: str) -> UsageError:
    """There is no export of that name."""
    return UsageError("F506", f"there is no export format {name!r}; choose from {known}")


def cannot_write(path: str, reason: str) -> UsageError:
    """A file that the user named cannot be written."""
    return UsageError("F507", f"cannot write {path}: {reason}")


def system_refused(what: str) -> UsageError:
    """The system refused something: a full disk, a folder that may not be read."""
    return UsageError("F508", what)


def out_of_memory() -> UsageError:
    """The work does not fit into the memory there is."""
    return UsageError("F509", "there is not enough memory for this text; read it in parts or set --batch 1")


# F4xx: evaluation


def gold_folder_missing(path: Path, corpus: str) -> EvaluationError:
    """The folder of a corpus is not there."""
    return EvaluationError("F401", f"{path} is not a folder: give the folder that holds {corpus}")


def gold_file_missing(path: Path) -> EvaluationError:
    """A file of the gold data is not there."""
    return EvaluationError("F402", f"{path} is missing: the folder does not hold the whole corpus")


def gold_file_unreadable(path: Path, reason: str) -> EvaluationError:
    """A file of the gold data cannot be opened."""
    return EvaluationError("F403", f"{path} cannot be read: {reason}")


def gold_line_malformed(path: Path, line: int, problem: str) -> EvaluationError:
    """A line of the gold data is not as its format says."""
    return EvaluationError("F404", f"{path}, line {line}: {problem}")


def unknown_split(split: str, known: Sequence[str]) -> EvaluationError:
    """A split that the corpus does not have."""
    return EvaluationError("F405", f"there is no split {split!r}: choose one of {', '.join(known)}")


def gold_document_missing(name: str, path: Path) -> EvaluationError:
    """A named document or novel that the gold data does not hold."""
    return EvaluationError("F406", f"there is no {name!r} in the gold data: {path} is missing")


def nothing_to_score(path: Path, reason: str) -> EvaluationError:
    """The gold data, or the choice from it, is empty."""
    return EvaluationError("F407", f"nothing to score in {path}: {reason}")
