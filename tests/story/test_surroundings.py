from __future__ import annotations

import pytest

from fabula.story.document import Document
from fabula.story.surroundings import SURROUNDINGS, Surroundings
from tests.story.pages import laid_out


def of(document: Document, at: int = -1) -> dict[str, float]:
    """The features of a paragraph, the last, that are not nought."""
    k = at % len(document.paragraphs)
    found = Surroundings(document).features(k)
    assert set(found) <= set(SURROUNDINGS)
    return {name: value for name, value in found.items() if value}


def seen(*page: str) -> dict[str, float]:
    inn = {"inn": ("sat", "obl"), "in": ("inn", "case")}
    return of(laid_out(*page, arcs=inn if "sat in" in page[-1] else {}))


EMMA = "[Emma] slept."


@pytest.mark.parametrize(
    ("feature", "page"),
    [
        ("opens with when", (EMMA, "When it rained [Jane] sat.")),
        ("opens with where", (EMMA, "Outside [Jane] sat.")),
        ("opens with a pronoun", (EMMA, "[She] sat.")),
        ("opens with but or so", (EMMA, "But [Jane] sat.")),
        ("opens with an adverb of time", (EMMA, "Later [Jane] sat.")),
        ("opens with this day", (EMMA, "One morning [Jane] sat.")),
        ("opens at once with a time", (EMMA, "The morning was fair.")),
        ("opens with so long after", (EMMA, "A minute later [Jane] sat.")),
        ("tells early of a day", (EMMA, "[Jane] sat there all that evening.")),
        ("tells early where", (EMMA, "[Jane] sat in [the inn|FAC].")),
        ("tells early of a new place", (EMMA, "[Jane] sat in [the inn|FAC].")),
        ("new places", (EMMA, "[Jane] sat in [the inn|FAC].")),
        ("no place after", (EMMA, "[Jane] sat.")),
        ("a door early", (EMMA, "The door was open.")),
        ("a door last", ("[Emma] slept by the door.", "[Jane] sat.")),
        ("past perfect: more after", (EMMA, "[Jane] had sat.")),
        ("habits of the paragraph", (EMMA, "[Jane] always sat.")),
        ("closes with a dash", ("It rained —", "[Jane] sat.")),
        ("is all speech", (EMMA, "“It rained.”")),
        ("is all speech and before", ("“It snowed.”", "“It rained.”")),
    ],
)
def test_each_sign_around_a_paragraph(feature: str, page: tuple[str, ...]) -> None:
    assert feature in seen(*page)
    if feature != "no place after":
        assert feature not in seen("[Tom] slept.", "[Tom] sat.")


def test_somebody_goes_upstairs_and_is_told_of_there() -> None:
    page = ("[Emma] went upstairs.", "[Emma] sat.")
    document = laid_out(*page, arcs={"upstairs": ("went", "advmod")})
    found = of(document)
    assert found["moved last in an event"] == 1.0
    assert {"moved last to elsewhere", "moved in the last words", "who moved last is told of next"} <= set(
        found
    )
    assert "moves early to elsewhere" in of(document, 0)


def test_a_verb_of_moving_without_a_way_tells_of_nobody_who_moves() -> None:
    assert "somebody moved last" not in seen("[Emma] walked.", "[Jane] sat.")
    assert seen("[Emma] left.", "[Jane] sat.")["who moved last is not told of next"] == 1.0


def test_nobody_moves_and_no_place_is_in_what_is_only_said() -> None:
    found = seen(EMMA, "“[Jane] left [the inn|FAC] at night,” said [Emma].")
    assert not {"somebody moves early", "tells early where", "tells early of a day"} & set(found)
