from __future__ import annotations

from fabula.story.secrets import known_by, secrets
from tests.story.knowing import Page, page

NOUNS = {word: (word, "NOUN", "NN") for word in ("letter", "cellar", "harvest", "thief", "silver", "barn")}


def behind_his_back() -> Page:
    return page(
        "[Ned] came. [Ned] sat. [Ned] left.",
        "[Emma] came. [Tom] sat.",
        "“It is [Ned] who is the thief of the silver,” said [Emma].",
        "“So the silver is gone with him,” said [Tom].",
        "* * *",
        "[Ned] walked. [Jane] sat. [Ned] saw [Jane]. [Ned] left.",
        "“The harvest in the barn is late, [Jane],” said [Ned].",
        there=[("Ned came", ["Ned"]), ("Emma came", ["Emma", "Tom"]), ("Ned walked", ["Ned", "Jane"])],
        by={"thief": "Emma", "gone": "Tom", "harvest": "Ned"},
        to={"thief": ["Tom"], "gone": ["Emma"], "harvest": ["Jane"]},
        words=NOUNS,
    )


def test_what_is_said_of_somebody_behind_his_back_is_a_secret() -> None:
    own = behind_his_back()
    found = secrets(own.knowers, 10_000, 10)
    told = next(each for each in found if each.start == own.span("“It is Ned")[0])
    assert {each.entity for each in told.known_by} == {own.who("Emma"), own.who("Tom")}
    assert [each.entity for each in told.hidden_from] == [own.who("Ned")]


def test_nothing_after_a_point_is_a_secret_yet() -> None:
    own = behind_his_back()
    assert secrets(own.knowers, own.span("“It is Ned")[0], 10) == []


def test_the_most_telling_things_that_one_knows() -> None:
    own = behind_his_back()
    found = known_by(own.knowers, own.who("Tom"), 10_000, 10)
    assert own.span("“It is Ned")[0] in [each.start for each in found]
    assert own.span("“The harvest")[0] not in [each.start for each in found]
    assert len(known_by(own.knowers, own.who("Tom"), 10_000, 1)) == 1
