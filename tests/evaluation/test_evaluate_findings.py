"""Planted contradictions: what is found, and what is a false alarm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation.evaluate_findings import evaluate_findings
from fabula.pipeline import plain_text
from fabula.types import Finding, FindingKind, Text

CONTENT = "Her grey eyes were on the sea. The sea was calm. Grey they were, those eyes."


def stories(folder: Path, *goofs: dict[str, str]) -> Path:
    (folder / "one.txt").write_text(CONTENT, encoding="utf8")
    (folder / "one.json").write_text(json.dumps({"goofs": goofs}), encoding="utf8")
    return folder


def goof(replace: str, by: str, kind: str = "eyes") -> dict[str, str]:
    return {"replace": replace, "with": by, "kind": kind, "conflicts_with": "those eyes"}


def find(text: Text) -> list[Finding]:
    """Finds the word "brown", and takes "calm" for a slip."""
    found = []
    for kind, word in ((FindingKind.EYES, "brown"), (FindingKind.TIME, "calm")):
        start = text.content.find(word)
        if start >= 0:
            found.append(Finding(0, kind, word, ((start, start + len(word)),), (), 0.9))
    return found


def test_what_is_found_and_false_alarms(tmp_path: Path) -> None:
    folder = stories(tmp_path, goof("grey eyes", "brown eyes"), goof("on the sea", "on the hill", "place"))
    report = evaluate_findings([folder], find, parse=plain_text)
    assert report.overall["found"] == 1 and report.overall["planted"] == 2
    assert report.overall["alarms"] == 1
    assert report.overall["per_words"] == pytest.approx(10_000 / len(CONTENT.split()))
    assert {own.name: own.values["found"] for own in report.rows if own.name.startswith("kind")} == {
        "kind: eyes": 1,
        "kind: place": 0,
    }


def test_what_was_found_before_is_no_hit(tmp_path: Path) -> None:
    folder = stories(tmp_path, goof("The sea was calm", "The calm was long"))
    assert evaluate_findings([folder], find, parse=plain_text).overall["found"] == 0


def test_words_that_do_not_stand_in_the_text(tmp_path: Path) -> None:
    folder = stories(tmp_path, goof("green eyes", "brown eyes"))
    with pytest.raises(EvaluationError, match="does not stand in the text"):
        evaluate_findings([folder], find, parse=plain_text)
