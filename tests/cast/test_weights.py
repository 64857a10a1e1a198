from __future__ import annotations

import copy
import json
from importlib.resources import files

import numpy as np
import pytest

from fabula.cast.calibration import LINK, SPEAKER, Reference
from fabula.cast.identity.evidence import PAIR
from fabula.cast.speakers.addressees import ADDRESSEE
from fabula.cast.speakers.evidence import CANDIDATE, HEARER, Array
from fabula.cast.speakers.turns import TURN
from fabula.cast.weights import Weights, parse, shipped
from tests.cast.speakers.talks import kept

COLUMNS = [
    ("speakers", "candidate", CANDIDATE),
    ("speakers", "hearer", HEARER),
    ("speakers", "stay", TURN),
    ("speakers", "back", TURN),
    ("addressees", "addressee", ADDRESSEE),
    ("identity", "pair", PAIR),
]


@pytest.mark.parametrize(("part", "column", "names"), COLUMNS)
def test_each_feature_has_its_weight_whatever_the_order_of_the_file(
    part: str, column: str, names: tuple[str, ...]
) -> None:
    raw = kept()
    raw[part][column] = {name: float(k) for k, name in reversed(list(enumerate(names)))}
    found = parse(raw)
    assert np.array_equal(column_of(found, part, column), np.arange(len(names)))
    others = [(where, other) for where, other, _ in COLUMNS if other != column]
    assert not any(column_of(found, *other).any() for other in others)


def column_of(weights: Weights, part: str, column: str) -> Array:
    """A column of weights."""
    where = {"speakers": weights.speaking, "addressees": weights.hearing}.get(part, weights)
    return np.asarray(getattr(where, column))


@pytest.mark.parametrize(("kind", "names"), [("candidate", CANDIDATE), ("turn", TURN)])
def test_each_feature_has_its_row_of_units_whatever_the_order_of_the_file(
    kind: str, names: tuple[str, ...]
) -> None:
    raw = kept()
    raw["speakers"]["units"][kind] = {name: [float(k)] for k, name in reversed(list(enumerate(names)))}
    raw["speakers"]["units"]["worth"] = {"goes on": [3.0], "answers": [2.0], "joins": [1.0]}
    units = parse(raw).speaking.units
    first = 0 if kind == "candidate" else len(CANDIDATE)
    assert np.array_equal(units.inputs[first : first + len(names), 0], np.arange(len(names)))
    assert not np.delete(units.inputs, slice(first, first + len(names)), 0).any()
    assert np.array_equal(units.out, [[1.0, 2.0, 3.0]])


KINDS = [f"{reference.value}{quoted}" for reference in Reference for quoted in ("", ", quoted")]


def test_each_sign_of_confidence_has_its_weight_by_the_kind_of_mention() -> None:
    raw = kept()
    raw["confidence"]["speaker"] = {name: float(k) for k, name in reversed(list(enumerate(SPEAKER)))}
    for k, kind in enumerate(KINDS):
        raw["links"][kind] = {name: 10.0 * k + n for n, name in enumerate(LINK)}
    found = parse(raw)
    assert found.speaker == tuple(range(len(SPEAKER)))
    for k, kind in enumerate(KINDS):
        reference, _, quoted = kind.partition(", ")
        own = found.links[Reference(reference), bool(quoted)]
        assert own == tuple(10.0 * k + n for n in range(len(LINK)))


@pytest.mark.parametrize(
    ("part", "column", "names"),
    [*COLUMNS, ("confidence", "speaker", SPEAKER), *(("links", kind, LINK) for kind in KINDS)],
)
def test_a_feature_without_a_weight_is_an_error(part: str, column: str, names: tuple[str, ...]) -> None:
    for name in (names[0], names[-1]):
        raw = copy.deepcopy(kept())
        del raw[part][column][name]
        with pytest.raises(KeyError, match=name.split()[0]):
            parse(raw)


def test_a_weight_of_no_feature_is_passed_over() -> None:
    raw = kept()
    raw["speakers"]["stay"]["the moon is full"] = 7.0
    assert not parse(raw).speaking.stay.any()


def test_the_threshold_of_addressees_is_read() -> None:
    assert parse(kept(addressed=0.3)).hearing.addressed == 0.3
    raw = kept()
    raw["addressees"]["threshold"] = {}
    with pytest.raises(KeyError):
        parse(raw)


def test_what_is_shipped_has_a_weight_for_each_feature_and_no_other() -> None:
    raw = json.loads(files("fabula.cast").joinpath("weights.json").read_text(encoding="utf8"))
    for part, column, names in COLUMNS:
        assert set(raw[part][column]) == set(names)
        assert np.isfinite(column_of(shipped(), part, column)).all()
    assert raw["source"]["script"]
    assert raw["source"]["date"]
    assert 0.0 < shipped().hearing.addressed < 1.0


def test_what_is_shipped_is_read_once() -> None:
    assert shipped() is shipped()
