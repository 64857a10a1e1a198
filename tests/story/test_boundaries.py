from __future__ import annotations

import pytest

from fabula.story.boundaries import BOUNDARY, Boundaries
from tests.story.pages import laid_out


def seen(*page: str, at: int = -1) -> dict[str, float]:
    """The features of a paragraph, the last, that are not nought."""
    row = Boundaries(laid_out(*page)).features()[at]
    return {name: float(value) for name, value in zip(BOUNDARY, row, strict=True) if value}


EMMA = "[Emma] came."


@pytest.mark.parametrize(
    ("feature", "page"),
    [
        ("printed break", (EMMA, "* * *", "[Jane] sat.")),
        ("chapter", (EMMA, "# Two", "[Jane] sat.")),
        ("opens with a time", (EMMA, "That night [Jane] sat.")),
        ("opens with later", (EMMA, "Meanwhile [Jane] sat.")),
        ("opens with a time and later", (EMMA, "The next morning [Jane] sat.")),
        ("opens with earlier", (EMMA, "A year ago [Jane] sat.")),
        ("opens with a place", (EMMA, "At [the inn|FAC] [Jane] sat.")),
        ("opens with a new place", (EMMA, "At [the inn|FAC] [Jane] sat.")),
        ("opens with arriving", (EMMA, "[Jane] came.")),
        ("opens with a name", (EMMA, "[Jane] sat.")),
        ("closes with leaving", ("[Emma] left.", "[Jane] sat.")),
        ("opens with speech", (EMMA, "“It rained,” said [Jane].")),
        ("closes with speech", ("[Emma] said, “It rained.”", "[Jane] sat.")),
        ("within a talk", ("[Emma] said, “It rained.”", "“It snowed,” said [Jane].")),
        ("the one told of changes", (EMMA, "[Jane] sat.")),
        ("company is new", (EMMA, "[Jane] sat.")),
        ("company goes on", (EMMA, "[Emma] sat.")),
        ("past perfect begins", (EMMA, "[Jane] had sat.")),
        ("past perfect ends", ("[Emma] had sat.", "[Jane] came.")),
    ],
)
def test_each_sign_of_a_new_scene(feature: str, page: tuple[str, ...]) -> None:
    assert feature in seen(*page)
    if feature != "company goes on":
        assert feature not in seen("[Tom] sat.", "[He] saw it rain.")


def test_a_place_told_of_just_now_is_not_new() -> None:
    page = ("[Emma] sat in [the inn|FAC].", "In [the inn|FAC] [Jane] sat.")
    assert "opens with a place" in seen(*page)


def test_a_page_with_breaks_has_them_where_scenes_end() -> None:
    page = (EMMA, "* * *", "[Jane] sat.", "[Tom] left.")
    assert "breaks are printed elsewhere" in seen(*page)
    assert "breaks are printed elsewhere" not in seen(*page, at=1)
    assert "breaks are printed elsewhere" not in seen(EMMA, "[Jane] sat.")


def test_words_are_counted_from_the_last_break() -> None:
    page = ("It rained and rained. " * 30, "[Jane] sat.", "# Two", "[Tom] left.")
    assert seen(*page, at=1)["since the last break"] > 0.5
    assert "since the last break" not in seen(*page)
    assert seen(*page)["first paragraphs"] == 1.0
