"""``fabula findings``: what is listed, of whom, of which kind, and up to where."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fabula import contradictions
from fabula.cli.findings import KINDS
from fabula.types import Finding, FindingKind, Story, Work
from tests.cli.running import Run


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts findings in place of those of the work: the kind and the probability of each."""

    def put(*wanted: tuple[FindingKind, float]) -> None:
        def findings_of(work: Work, _: Story) -> tuple[Finding, ...]:
            one = next(own for own in work.cast.entities if own.name == "Tom")
            spans = ((0, 3), (5, 9))
            return tuple(
                Finding(k, kind, f"The {kind.value} differs.", spans, (one.id,), sure)
                for k, (kind, sure) in enumerate(wanted)
            )

        monkeypatch.setattr(contradictions, "findings_of", findings_of)

    return put


def test_what_is_likely_is_listed_and_json_has_all(
    run: Run, told_world: Path, found: Callable[..., None]
) -> None:
    found((FindingKind.AGE, 0.8), (FindingKind.EYES, 0.2))
    listed = run("findings", told_world).stdout
    assert "age differs" in listed and "eyes" not in listed
    every = json.loads(run("findings", told_world, "--json").stdout)
    assert [(own["kind"], own["confidence"], own["spans"]) for own in every] == [
        ("age", 0.8, [[0, 3], [5, 9]]),
        ("eyes", 0.2, [[0, 3], [5, 9]]),
    ]


def test_of_one_and_of_a_kind(run: Run, told_world: Path, found: Callable[..., None]) -> None:
    found((FindingKind.AGE, 0.8), (FindingKind.EYES, 0.9))
    assert "age" not in run("findings", told_world, "--kind", "eyes").stdout
    assert "eyes" in run("findings", told_world, "Tom").stdout
    assert "nothing is found" in run("findings", told_world, "Ned").stderr
    assert "--kind is 'nose'" in run("findings", told_world, "--kind", "nose").stderr


def test_a_world_without_any_says_so(run: Run, ferry_world: Path) -> None:
    assert "nothing is found" in run("findings", ferry_world, "--until", "1").stderr


def test_the_help_names_every_kind() -> None:
    assert KINDS.split(", ") == [own.value for own in FindingKind]
