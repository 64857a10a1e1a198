from __future__ import annotations

import pytest

from fabula.sources.units import Unit, quotations_in, units_of

STORY = "He rose. “Go, Ann,” said Mr. Pell. “Now!” She\nwent: it rained. “Why?” “Why not?”"


def shown(words: str) -> list[str]:
    spans = quotations_in(words)
    return [("Q " if unit.spoken else "N ") + words[unit.start : unit.end] for unit in units_of(words, spans)]


def test_quotations_and_sentences_in_turn() -> None:
    assert shown(STORY) == [
        "N He rose.",
        "Q “Go, Ann,”",
        "N said Mr. Pell.",
        "Q “Now!”",
        "N She\nwent: it rained.",
        "Q “Why?”",
        "Q “Why not?”",
    ]


@pytest.mark.parametrize(
    ("opening", "closing"), [('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»"), ("``", "''")]
)
def test_the_same_in_other_marks(opening: str, closing: str) -> None:
    changed = STORY.replace("“", opening).replace("”", closing)
    assert [line[:6] for line in shown(changed)] == [
        line[:6].replace("“", opening)[:6] for line in shown(STORY)
    ]


def test_a_colon_parts_only_what_leads_in() -> None:
    assert shown("He said: “Go.” One thing: rain.") == ["N He said:", "Q “Go.”", "N One thing: rain."]
    assert units_of("", []) == []
    assert units_of("  ", []) == []
    assert units_of("x", []) == [Unit(0, 1, spoken=False)]
