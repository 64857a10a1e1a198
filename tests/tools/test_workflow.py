"""The workflow that checks each change: on which systems, and what it may publish."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

WORKFLOW = Path(__file__).resolve().parents[2] / ".github" / "workflows" / "test.yml"


@pytest.fixture
def jobs() -> Any:
    if not WORKFLOW.exists():
        pytest.skip("an sdist holds no workflow")
    return yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]


@pytest.mark.parametrize("job", ["test", "wheel"])
def test_each_system_is_checked_with_the_oldest_python_and_a_new_one(jobs: Any, job: str) -> None:
    matrix = jobs[job]["strategy"]["matrix"]
    assert matrix["os"] == ["ubuntu-latest", "macos-latest", "windows-latest"]
    assert matrix["python"] == ["3.10", "3.13"]


def test_only_a_tag_publishes_and_only_what_all_checks_passed(jobs: Any) -> None:
    publishing = [name for name, job in jobs.items() if "pypi-publish" in str(job["steps"])]
    assert publishing == ["publish"]
    assert jobs["publish"]["if"] == "startsWith(github.ref, 'refs/tags/v')"
    assert set(jobs["publish"]["needs"]) == {"test", "wheel"}
