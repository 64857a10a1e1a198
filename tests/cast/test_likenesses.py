from __future__ import annotations

import pytest

from fabula.cast.likenesses import two_alike
from tests.cast.scenes import tell


def apart(*paragraphs: str) -> set[frozenset[str]]:
    """The names that are two people's."""
    return {frozenset((a.text, b.text)) for a, b in two_alike(tell(*paragraphs).book)}


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["[Will] looked at [Bill]."],
        ["“[Bill] ate it,” said [Will]."],
        ["“[I] saw [Will],” said [Bill]."],
        ["“Where is [Will], [Bill]?” [Ann] asked."],
        ["“It is late,” said [Will].", "“It is not,” said [Bill]."],
    ],
)
def test_two_who_meet_are_two(paragraphs: list[str]) -> None:
    assert apart(*paragraphs) == {frozenset(("Will", "Bill"))}
    reading = tell(*paragraphs).read()
    assert {"Will", "Bill"} <= set(reading.names)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["[Will] sat.", "[Bill] rose."],
        ["“Get up, [Will],” said [his mother].", "“[I] am up,” said [William]."],
        ["[Everybody] called [William] [Will]."],
        ["“Call [him] [Will], not [William],” said [Ann]."],
        ["“It is late, [Lizzy],” said [Ann].", "“It is not,” said [Elizabeth].", "[Lizzy] sat."],
        ["[Captain Will] looked at [Captain Bill]."],
        ["[W. Marsh] looked at [Will]."],
    ],
)
def test_names_alike_that_never_meet_may_be_of_one(paragraphs: list[str]) -> None:
    assert not apart(*paragraphs)


def test_one_meeting_among_many_uses_is_a_slip() -> None:
    many = ["[Thomas] sat. [Tom] rose."] + ["[Thomas] sat.", "[Tom] rose."] * 10
    assert not apart(*many)


def test_two_who_meet_are_two_by_all_their_names() -> None:
    paragraphs = ["[Will Marsh] met [Bill]. [Bill Marsh] sat. [Will] saw [Bill]."]
    assert apart(*paragraphs) == {
        frozenset((one, other)) for one in ("Will Marsh", "Will") for other in ("Bill Marsh", "Bill")
    }
    reading = tell(*paragraphs).read()
    assert len(reading.names) == 2
