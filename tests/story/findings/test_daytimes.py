"""Parts of a day, weekdays and seasons that run backwards."""

from __future__ import annotations

import pytest

from fabula.types import FindingKind
from tests.story.findings.marked import marked


@pytest.mark.parametrize(
    ("first", "value", "second", "other"),
    [
        ("that evening", "TEV", "this morning", "TMO"),
        ("Tuesday", "XXXX-WXX-2", "Friday", "XXXX-WXX-5"),
        ("January", "XXXX-01", "midsummer", "XXXX-SU"),
    ],
)
def test_time_that_does_not_run_so(first: str, value: str, second: str, other: str) -> None:
    own = marked(f"It was {first}, and Tom sat.", f"It was {second}, and Tom rose.")
    (found,) = own.clock(first, value).clock(second, other).candidates(FindingKind.TIME)
    assert "time does not run so" in found.message


def test_the_words_around_a_time_are_of_its_sentence() -> None:
    own = marked("It rained. It was Tuesday.", "“Go!” It was Friday, and Tom met Mrs. Lamb.")
    (found,) = own.clock("Tuesday", "XXXX-WXX-2").clock("Friday", "XXXX-WXX-5").candidates(FindingKind.TIME)
    said = "“It was Tuesday” and then “It was Friday, and Tom met Mrs. Lamb”"
    assert found.message.replace(".”", "”").startswith(said)


def test_what_is_on_another_day_and_the_same_hour_are_none() -> None:
    on_it = marked("It was Tuesday, and Tom sat.", "He was to come on Friday.")
    on_it.clock("Tuesday", "XXXX-WXX-2").clock("Friday", "XXXX-WXX-5")
    assert not on_it.candidates(FindingKind.TIME)
    twice = marked("It was dark at midnight.", "Tom yawned. The clock said twelve.")
    twice.clock("midnight", "T24:00").clock("twelve", "T24:00")
    assert not twice.candidates(FindingKind.TIME)


def test_time_that_runs_on_is_none() -> None:
    own = marked("It was that morning, and Tom sat.", "It was that evening, and Tom rose.")
    assert not own.clock("that morning", "TMO").clock("that evening", "TEV").candidates(FindingKind.TIME)
