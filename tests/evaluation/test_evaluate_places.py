from __future__ import annotations

from pathlib import Path

import pytest

from fabula.evaluation import evaluate_places
from fabula.evaluation.evaluate_places import score_answers
from fabula.pipeline import plain_text
from fabula.types import Span, Text, Whereabouts
from tests.evaluation.test_passages import write_passages

IN, TO = Whereabouts.IN, Whereabouts.TO


def test_scores_by_hand() -> None:
    given = [(IN, 0.9, IN), (IN, 0.6, None), (None, 0.7, None), (IN, 0.5, TO)]
    scores = score_answers(given)
    assert scores["accuracy"] == pytest.approx(50)
    assert scores["always_in"] == pytest.approx(25)
    assert scores["macro"] == pytest.approx((50 + 200 / 3) / 6)


def test_valid_pairs_are_asked_for_and_shown_beside_what_is_published(tmp_path: Path) -> None:
    valid = "<char> Ida </char> sat in <place> the barn </place> ."
    write_passages(tmp_path, [(valid, "IN"), (valid, "NO REL"), (valid, "")])

    def relate(text: Text, person: Span, place: Span) -> dict[Whereabouts | None, float]:
        assert (text.content[slice(*person)], text.content[slice(*place)]) == ("Ida", "the barn")
        return {IN: 0.8, None: 0.2}

    report = evaluate_places(tmp_path, relate, parse=plain_text)
    assert report.overall["passages"] == 2
    assert report.overall["accuracy"] == report.overall["always_in"] == pytest.approx(50)
    assert report.overall["published"] == pytest.approx(56.8)
    assert [own.name for own in report.calibration] == ["relation to a place"]
