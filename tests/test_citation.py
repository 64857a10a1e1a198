"""CITATION.cff: can be read, says what the format asks for, and names this version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import fabula

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def citation() -> Any:
    yaml = pytest.importorskip("yaml")
    return yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


def test_it_has_what_the_format_requires(citation: Any) -> None:
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert citation["cff-version"] == "1.2.0"
    assert citation["authors"] == [{"name": "The Fabula developers"}]
    assert citation["type"] == "software"


def test_it_names_the_version_of_the_package(citation: Any) -> None:
    assert str(citation["version"]) == fabula.__version__


def test_it_names_the_licences_of_the_package(citation: Any) -> None:
    stated = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'license = "{" AND ".join(citation["license"])}"' in stated
