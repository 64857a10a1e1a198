"""Errors of the model (F3xx)."""

from __future__ import annotations

from pathlib import Path

from fabula.errors.kinds import ModelError


def _is_shipped(path: Path) -> bool:
    return Path(__file__).parent.parent in path.parents


def _model_name(path: Path) -> str:
    return path.name if _is_shipped(path) else str(path)


def _mend(path: Path) -> str:
    if _is_shipped(path):
        return "install Fabula again to bring it back"
    return "name a folder that training.export wrote, or leave --model out to use the shipped one"


def model_file_missing(path: Path) -> ModelError:
    """A file of the model is not there."""
    return ModelError("F301", f"the model file {_model_name(path)} is missing: {_mend(path)}")


def model_file_damaged(path: Path) -> ModelError:
    """A file of the model is not the one its card lists."""
    return ModelError("F302", f"the model file {_model_name(path)} is damaged: {_mend(path)}")


def model_of_another_version(path: Path, found: str, wanted: str) -> ModelError:
    """The model's files are of a format that this version cannot run."""
    return ModelError(
        "F303",
        f"{_model_name(path)} is a model of format {found!r}, this version runs {wanted!r}: {_mend(path)}",
    )
