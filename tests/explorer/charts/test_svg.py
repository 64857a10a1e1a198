"""Drawings are escaped, take no style attribute, and are XML of their own when they are saved."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from fabula.explorer.charts.gallery import CHARTS, Gallery
from fabula.explorer.charts.options import options
from fabula.explorer.charts.svg import FILE, Cell, Grid, fitting, tag
from tests.explorer.charts.stories import CROSSED, Paths, Told, telling

HOSTILE = "<script>alert('1')</script>\"&\x07\ufffe"


def test_elements_are_escaped() -> None:
    assert tag("text", HOSTILE[:8], x=1.0, text_anchor='"', class_=None) == (
        '<text x="1" text-anchor="&#34;">&lt;script&gt;</text>'
    )
    table = str(Grid(("",), ((Cell(HOSTILE, "/x?a=1&b=2"), Cell("")),)).in_page())
    assert "<script" not in table
    assert "a=1&amp;b=2" in table


def test_words_are_cut_to_a_width() -> None:
    assert fitting("the  old\nmill", 400) == "the old mill"
    assert fitting("the old mill by the river", 60) == "the old…"
    assert fitting("the old mill", 8) == ""


@pytest.mark.parametrize("key", CHARTS)
def test_every_chart_is_drawn(key: str) -> None:
    drawn = str(Gallery(telling(CROSSED)).picture(CHARTS[key], Paths()).drawn)
    etree.fromstring(drawn)
    assert "style=" not in drawn
    assert "Ada" in drawn or key in ("pace", "times", "places")
    links = re.findall(r'<a href="(/[a-z]+/)\d+"[^>]*><title>[^<]+</title>', drawn)
    assert links
    assert len(links) == drawn.count("<a "), "every link leads somewhere and has a name"


@pytest.mark.parametrize("key", CHARTS)
def test_every_chart_is_saved(key: str) -> None:
    told = telling([Told((HOSTILE, "Bo"), HOSTILE, at // 2) for at in range(8)])
    picture = Gallery(told).picture(CHARTS[key], Paths(), pen=FILE)
    saved = picture.file(HOSTILE)
    root = etree.fromstring(saved.encode())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    names = {str(each.tag).rpartition("}")[2] for each in root.iter()}
    assert not names & {"script", "a", "style", "image", "use", "foreignObject"}
    assert "style=" not in saved
    assert "href" not in saved


@pytest.mark.parametrize("key", CHARTS)
def test_every_chart_is_a_table_too(key: str) -> None:
    grid = Gallery(telling(CROSSED)).picture(CHARTS[key], Paths()).grid
    assert grid.rows
    assert {len(row) for row in grid.rows} == {len(grid.head)}


def test_lines_are_told_apart_without_colours() -> None:
    told = telling([Told(tuple("ABCDEFGHIJKL"))] * 2)
    drawn = str(Gallery(told).picture(CHARTS["storyline"], Paths()).drawn)
    assert drawn.count('stroke-dasharray="9 5"') == 4
    assert drawn.count('stroke-width="1.3"') == 4
    assert drawn.count(">L</text>") == 2, "the name at both ends"


def test_nonsense_in_a_query_counts_for_nothing() -> None:
    assert options({"by": "x", "order": "'", "people": "9999999", "first": "9", "last": "3"}) == options({})
    assert options({"last": "²", "first": "-1"}).last is None
    assert options({"by": "scene", "people": "20", "first": "1", "last": "4"}).query == (
        "?by=scene&people=20&first=1&last=4"
    )
