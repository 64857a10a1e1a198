"""The charts hold to the schema of Vega-Lite, which Altair checks, and say what they show."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

import fabula
from fabula import plots
from fabula.reading import Reading
from fabula.types import Cast, Work
from tests.builders import novel, talking

KINDS = list(plots.__all__)


@pytest.fixture(autouse=True)
def _needs_altair() -> None:
    pytest.importorskip("altair")


def drawn(kind: str, reading: Reading, **options: Any) -> Any:
    return getattr(plots, kind)(reading, **options).to_dict()


def found(chart: Any, key: str) -> Iterator[Any]:
    """Every value of a key, wherever in a chart."""
    if isinstance(chart, dict):
        for name, value in chart.items():
            if name == key:
                yield value
            yield from found(value, key)
    elif isinstance(chart, list):
        for each in chart:
            yield from found(each, key)


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_has_a_title_and_tells_what_one_points_at(kind: str) -> None:
    chart = drawn(kind, Reading(talking()))
    (title,) = [each for each in found(chart, "title") if isinstance(each, dict)]
    assert title["subtitle"] == "The Lost Glove by A. Nonymous"
    tooltips = [each for tips in found(chart, "tooltip") for each in tips]
    assert {"Character", "Speaker"} & {each["title"] for each in tooltips}
    fields = {each["field"] for each in tooltips}
    rows = [row for data in found(chart, "values") for row in data]
    assert fields <= {name for row in rows for name in row}


@pytest.mark.parametrize("kind", KINDS)
def test_a_work_without_people_and_a_long_novel_are_drawn_too(kind: str) -> None:
    empty = replace(talking(), cast=Cast((), (), ()), story=None)
    assert drawn(kind, Reading(empty))
    json.dumps(drawn(kind, Reading(novel(20_000)), people=40))


def test_a_chart_stops_where_its_reader_does() -> None:
    shown = json.dumps(drawn("presence", Reading(talking()).until(1)))
    assert "Mrs. Alder" in shown and "Chapter Two" not in shown and '"I"' not in shown


def test_chapters_of_a_network_can_be_chosen() -> None:
    assert list(found(drawn("network", Reading(talking()), chapters=[2]), "character")) == []


@pytest.mark.parametrize("of", ["lines", "mentions", "presence"])
def test_arcs_show_one_of_three_measures(of: str) -> None:
    shown = drawn("arcs", Reading(talking()), of=of)
    assert shown["encoding"]["y"]["field"] == of


def test_another_measure_is_refused() -> None:
    with pytest.raises(fabula.FabulaError, match="of is 'love'; it must be lines, mentions or presence"):
        plots.arcs(Reading(talking()), of="love")


@pytest.mark.parametrize("kind", KINDS)
def test_without_altair_one_line_says_what_to_install(
    work: Work, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(fabula.FabulaError, match=rf"{kind}\(\) needs altair.*'fabula\[plots\]'"):
        getattr(plots, kind)(Reading(work))
