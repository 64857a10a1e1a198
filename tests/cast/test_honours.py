"""His lordship, her Grace, your Majesty: who is meant by what he has a right to."""

from __future__ import annotations

import pytest

from tests.cast.scenes import tell


@pytest.mark.parametrize(
    ("words", "gender", "owner"),
    [
        ("[[his] lordship]", "he", False),
        ("[[her] ladyship]", "she", False),
        ("[[her] Grace]", "she", False),
        ("[[your] Majesty]", "", False),
        ("[[his] sister]", "she", True),
    ],
)
def test_his_lordship_belongs_to_nobody_else(words: str, gender: str, owner: bool) -> None:
    book = tell(f"They saw {words}.").book
    assert book.gender[0] == gender
    assert (book.owner(0) >= 0) == owner


def test_his_grace_is_no_girl() -> None:
    reading = tell(
        "[The Duke|name] came. “Is [she] in?” said his [Grace|name].",
        "[Anna] stood by. “No,” said [Anna]. His [Grace|name] went out, and [the Duke|name] did not return.",
        links={"Grace": "The Duke", "Grace 2": "Grace"},
        speakers={"Is she": "Grace", "No": "Anna 2"},
    ).read()
    assert "Grace" not in reading.names
    assert reading.who("Grace") == "the Duke"
    assert reading.who("Grace 2") == "the Duke"


def test_grace_is_a_name_like_another() -> None:
    reading = tell("[Grace] came. [Grace] sat.").read()
    assert reading.names == ["Grace"]


def test_his_lordship_is_the_lord_last_told_of() -> None:
    reading = tell(
        "[Lord Crewe] and [Hugo] rode out. [Hugo] sang.",
        "Then [[his] lordship] spoke.",
        links={"his lordship": {"Hugo": 0.2}},
    ).read()
    assert reading.who("his lordship") == "Lord Crewe"


def test_a_colonel_bishop_is_no_bishop() -> None:
    reading = tell(
        "[Lord Crewe] met [Colonel Bishop]. [Bishop] bowed.",
        "Then [[his] lordship] spoke.",
        links={"his lordship": {"Bishop": 0.3}},
    ).read()
    assert reading.who("his lordship") == "Lord Crewe"


def test_the_lord_of_another_chapter_is_another() -> None:
    rain = " ".join(["It rained."] * 2500)
    reading = tell("[Lord Crewe] rode out.", rain, "Then [[his] lordship] spoke.").read()
    assert reading.who("his lordship") != "Lord Crewe"


def test_your_lordship_is_the_one_spoken_to() -> None:
    reading = tell(
        "“[Your lordship|nominal] is early,” said [Hugo].",
        "“I am,” said [Lord Crewe].",
        "“Will [your lordship|nominal] sit?” said [Hugo].",
        speakers={"is early": "Hugo", "I am": "Lord Crewe", "Will": "Hugo 2"},
    ).read()
    assert reading.who("your lordship") == "Lord Crewe"
