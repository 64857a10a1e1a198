from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation import evaluate_stories
from fabula.evaluation.pdnc import Novel
from fabula.types import Cast, Entity, EntityType, Text, Work
from tests.evaluation.gold import parse, quote_of, work_of
from tests.evaluation.story import annotation, write_story


def reading(text: Text) -> Work:
    """Of five lines that count three have their speaker, one is the wrong one's, and one is not found."""
    return work_of(
        text,
        quotes=[
            quote_of(text, ["“Where is Olm?”"], 7),
            quote_of(text, ["“Here,”", "“Here, I said.”"], 8, (7,)),
            quote_of(text, ["“Here,” mocked"], 7, (8,)),
            quote_of(text, ["“Help!”"], 7),
        ],
    )


def nothing(text: Text) -> Work:
    return work_of(text)


def test_scores_by_hand(tmp_path: Path) -> None:
    write_story(tmp_path)
    seen: list[Novel] = []
    report = evaluate_stories([tmp_path], reading, parse=parse, seen=lambda novel, _: seen.append(novel))
    values = report.rows[0].values
    assert values["lines"] == 5
    # The gull is a third speaker of whom no entity is left over; "Help!" has a speaker whom nobody knows.
    assert values["speakers"] == pytest.approx(60)
    assert values["many_to_one"] == pytest.approx(60)
    assert values["found"] == pytest.approx(80)
    # Three lines are said to somebody, and each time the one named is right.
    assert values["addressees"] == pytest.approx(100)
    assert [novel.name for novel in seen] == ["1_ferry"]
    assert report.calibration[0].claims == 4


def test_whoever_is_named_as_hearer_of_what_is_said_to_nobody_is_wrong(tmp_path: Path) -> None:
    write_story(tmp_path)

    def read(text: Text) -> Work:
        work = reading(text)
        first = replace(work.cast.quotes[0], addressees=(8,))
        return replace(work, cast=replace(work.cast, quotes=(first, *work.cast.quotes[1:])))

    values = evaluate_stories([tmp_path], read, parse=parse).rows[0].values
    # Three of four named are right, and three of three wanted are named.
    assert values["addressees"] == pytest.approx(100 * 6 / 7)


def test_people_of_three_lines_and_recurring_entities(tmp_path: Path) -> None:
    write_story(tmp_path)
    entities = (
        Entity(1, EntityType.PERSON, "Olm", ("the gull",), quotes=1),
        Entity(2, EntityType.PERSON, "the pilot", mentions=3),
        Entity(3, EntityType.PERSON, "the crew", mentions=1),
        Entity(4, EntityType.PERSON, "the fog", mentions=9),
    )

    def read(text: Text) -> Work:
        return replace(work_of(text), cast=Cast(entities, (), ()))

    values = evaluate_stories([tmp_path], read, parse=parse).rows[0].values
    # Olm alone has three lines. The first entity is two, the crew do not recur, and the fog is nobody's.
    assert (values["people_whole"], values["people"]) == (1, 1)
    assert (values["entities_of_one"], values["entities"]) == (1, 2)


def test_the_whole_counts_lines_and_the_mean_counts_stories(tmp_path: Path) -> None:
    write_story(tmp_path)
    notes = annotation()
    notes["quotes"] = [{"text": "“Help!”", "speaker": "C1", "to": ["C2"]}]
    write_story(tmp_path, "2_help", notes)
    report = evaluate_stories(
        [tmp_path], lambda text: reading(text) if text.source == "1_ferry.txt" else nothing(text), parse=parse
    )
    assert [row.values["speakers"] for row in report.rows] == [pytest.approx(60), 0]
    assert report.overall["speakers"] == pytest.approx(50)
    assert report.overall["lines"] == 6
    assert report.means["speakers"] == pytest.approx(30)
    assert [line[0] for line in report.table()[1]] == ["1_ferry", "2_help", "all", "mean", "95 % interval"]
    assert report.as_json()["means"] == {
        "speakers": 30.0,
        "addressees": 50.0,
        "found": 40.0,
        "many_to_one": 30.0,
    }


def test_a_story_of_which_no_line_counts(tmp_path: Path) -> None:
    notes = annotation()
    notes["quotes"] = notes["quotes"][-1:]
    write_story(tmp_path, notes=notes)
    with pytest.raises(EvaluationError, match="no line has a speaker"):
        evaluate_stories([tmp_path], nothing, parse=parse)
