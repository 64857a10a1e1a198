from __future__ import annotations

import pytest

from fabula.evaluation.scores.told import (
    ToldAttribute,
    agrees,
    also_known,
    attribute_tally,
    folded,
    relation_tally,
)

TEXT = "a floury face and red-gold hair"


@pytest.mark.parametrize(
    ("found", "gold", "right"),
    [
        ("doctor", "a young doctor", True),
        ("tired", "tiredly", True),
        ("red", "blue", False),
        ("the", "the", False),
        ("old grey coat", "a long black coat", False),
    ],
)
def test_values_agree_by_their_content_words(found: str, gold: str, right: bool) -> None:
    assert agrees(found, gold) is right


def attribute(who: str | None, kind: str, value: str, start: int = 0, end: int = 6) -> ToldAttribute:
    return ToldAttribute(who, kind, value, (start, end))


def test_who_and_kind_must_agree_too() -> None:
    gold = [attribute("C1", "hair", "red-gold")]
    assert attribute_tally([attribute("C1", "hair", "red-gold")], gold, TEXT).f1 == 100.0
    assert attribute_tally([attribute("C2", "hair", "red-gold")], gold, TEXT).recall == 0.0
    assert attribute_tally([attribute("C1", "eyes", "red-gold")], gold, TEXT).recall == 0.0


def test_words_of_the_evidence_count_as_the_value() -> None:
    gold = [attribute("C1", "face", "white as chalk", 0, 13)]
    assert attribute_tally([attribute("C1", "face", "floury", 2, 13)], gold, TEXT).recall == 100.0
    assert attribute_tally([attribute("C1", "face", "floury", 2, 20)], gold, TEXT).recall == 0.0


def test_people_whom_the_gold_does_not_know_do_not_count() -> None:
    tally = attribute_tally([attribute(None, "hair", "red")], [], TEXT)
    assert tally.predicted == 0


def test_relations_are_folded() -> None:
    assert folded(("C1", "child of", "C2")) == ("C2", "parent of", "C1")
    assert folded(("C2", "friend of", "C1")) == ("C1", "friend of", "C2")
    tally = relation_tally([("C2", "parent of", "C1"), ("C1", "friend of", None)], [("C1", "child of", "C2")])
    assert (tally.recall, tally.precision) == (100.0, 100.0)


def test_an_entity_that_the_cast_split_off_is_known_by_a_name_that_one_alone_bears() -> None:
    names = {"C1": ("Tom", "the boy"), "C2": ("Jack", "the boy")}
    found = also_known({1: "C1"}, names, [("Tom", 2), ("the boy", 3)])
    assert found == {1: "C1", 2: "C1"}
