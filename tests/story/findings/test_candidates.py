"""How signs make a candidate likely, and that the weights name what the package gives."""

from __future__ import annotations

import pytest

from fabula.story.findings.candidates import candidate, shipped, signs_by_name, weighed
from fabula.types import FindingKind


def test_signs_add_up_by_their_weights() -> None:
    own = candidate(
        FindingKind.AGE, "Ann is nine, and ten.", [(9, 12), (1, 4)], 3, "spoken", "spoken", far=0.5
    )
    assert own.spans == ((1, 4), (9, 12)) and own.entities == (3,)
    assert own.signs == {"spoken": 2.0, "far": 0.5}
    found = weighed(own, {"any": 1.0, "age": 1.0, "spoken": -1.0, "age: far": 2.0})
    assert found.confidence == pytest.approx(0.731, abs=0.001)


def test_what_has_no_weight_says_nothing() -> None:
    own = candidate(FindingKind.AGE, "Ann is nine, and ten.", [(1, 4)], None, "unheard of")
    assert weighed(own, {}).confidence == 0.5
    assert weighed(own, {"any": 1000.0}).confidence < 1.0


def test_every_kind_has_weights_and_its_own_signs() -> None:
    own = candidate(FindingKind.OBJECT, "It is lost, and used.", [(1, 4)], None, "in_hand")
    assert set(signs_by_name(own)) == {"any", "object", "in_hand", "object: in_hand"}
    assert shipped()["any"] != 0.0
