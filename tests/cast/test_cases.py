from __future__ import annotations

import pytest

from fabula.cast.cases import Cases
from tests.cast.scenes import tell


@pytest.mark.parametrize(
    ("content", "word", "only"),
    [
        ("Thereupon Ivan rose. He was thereupon hanged, and thereupon buried.", "Thereupon", True),
        ("“Laddie,” he said. “Yes, laddie, and no, laddie.”", "Laddie", True),
        ("Rose laughed. Then Rose rose. The sun rose; a rose fell.", "Rose", False),
        ("“Come,” said Rose. It rose and rose.", "Rose", False),
        ("Hope came, Hope went. They hope, and hope again.", "Hope", False),
        ("Ivan rose. Ivan fell.", "Ivan", False),
        ("Faith! He kept the faith.", "Faith", False),
    ],
)
def test_a_word_with_a_capital_only_where_a_sentence_begins(content: str, word: str, only: bool) -> None:
    assert Cases(content).begins_only(word) == only


def test_what_is_called_out_at_the_head_of_a_line_is_nobody() -> None:
    reading = tell(
        "[Ivan] came in. “Frankly, frankly,” he said, and frankly he lied.",
        "“[Frankly|name], I am tired,” said [Ivan].",
        "“[Frankly|name], you are not,” said [Olga].",
        speakers={"I am tired": "Ivan 2", "you are not": "Olga"},
    ).read()
    assert reading.names == ["Ivan", "Olga"]


def test_the_word_that_begins_a_sentence_is_no_part_of_a_name() -> None:
    reading = tell(
        "[Ivan] rose. [Thereupon Ivan|name] sat, and [Olga] was thereupon glad.",
        "[Ivan] was thereupon silent.",
    ).read()
    assert reading.names == ["Ivan", "Olga"]
    assert reading.who("Thereupon Ivan") == "Ivan"
    assert reading.entity("Ivan").aliases == ()


def test_a_particle_is_part_of_a_name() -> None:
    reading = tell(
        "[Van Tromp|name] rose. A van came, and a van went.", "[Tromp|name] sat. [Tromp|name] slept."
    ).read()
    assert reading.entity("Tromp").aliases == ("Van Tromp",)


def test_a_parent_is_somebody_though_written_small() -> None:
    reading = tell("[Pap|name] was drunk. His pap and her pap fought.", "[Pap|name] slept.").read()
    assert reading.entity("Pap").mentions == 2


@pytest.mark.parametrize("lead", ["To-day", "Yesterday", "Ah", "Perhaps"])
def test_what_begins_a_sentence_is_no_part_of_a_name(lead: str) -> None:
    reading = tell(f"[{lead} Kemp|name] came. [Kemp] sat.").read()
    assert reading.names == ["Kemp"]
    assert not reading.entity("Kemp").aliases
