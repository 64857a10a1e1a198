"""Messages about gold data and scoring."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fabula.errors.kinds import EvaluationError


def gold_folder_missing(path: Path, corpus: str) -> EvaluationError:
    """The folder of a corpus is not there."""
    return EvaluationError("F401", f"{path} is not a folder: give the folder that holds {corpus}")


def gold_file_missing(path: Path) -> EvaluationError:
    """A file of the gold data is not there."""
    return EvaluationError("F402", f"{path} is missing: the folder does not hold the whole corpus")


def gold_list_missing(path: Path) -> EvaluationError:
    """The list of the documents of a split is not there; no corpus comes with it."""
    return EvaluationError(
        "F409",
        f"{path} is missing: it lists the split's documents, one name a line, as docs/how-to/measure.md "
        "has them; or name documents with --document",
    )


def gold_file_unreadable(path: Path, reason: str) -> EvaluationError:
    """A file of the gold data cannot be opened."""
    return EvaluationError("F403", f"{path} cannot be read: {reason}")


def gold_line_malformed(path: Path, line: int, problem: str) -> EvaluationError:
    """A line of the gold data is not as its format says."""
    return EvaluationError("F404", f"{path}, line {line}: {problem}")


def gold_value_malformed(path: Path, place: str, problem: str) -> EvaluationError:
    """A value of the gold data is not as its format says."""
    return EvaluationError("F410", f"{path}, {place}: {problem}")


def seen_by_all(name: str, folder: Path) -> EvaluationError:
    """Every model of a folder was trained on a document: none is left to read it."""
    return EvaluationError(
        "F411", f"every model in {folder} was trained on {name}: one that was not is needed to read it"
    )


def unknown_split(split: str, known: Sequence[str]) -> EvaluationError:
    """A split that the corpus does not have."""
    return EvaluationError("F405", f"there is no split {split!r}: choose one of {', '.join(known)}")


def unknown_form(form: str, known: Sequence[str]) -> EvaluationError:
    """A form of a novel that none is made in."""
    return EvaluationError("F420", f"there is no form {form!r}: choose one of {', '.join(known)}")


def gold_document_missing(name: str, path: Path) -> EvaluationError:
    """A named document or novel that the gold data does not hold."""
    return EvaluationError("F406", f"there is no {name!r} in the gold data: {path} is missing")


def nothing_to_score(path: Path, reason: str) -> EvaluationError:
    """The gold data, or the choice from it, is empty."""
    return EvaluationError("F407", f"nothing to score in {path}: {reason}")


def gold_counts_differ(path: Path, split: str, what: str, found: int, wanted: int) -> EvaluationError:
    """The gold data is not as large as its release is known to be."""
    return EvaluationError(
        "F408", f"{path} has {found:,} {what} in {split} where {wanted:,} belong: it is not the whole corpus"
    )
