from __future__ import annotations

import pytest

from fabula.cast.manners import learn, manners_of
from tests.cast.scenes import tell

SERVED = (
    "“Tea, sir?” said [Parker].",
    "“Yes,” said [Hugo].",
    "“Very good, sir,” said [Parker].",
    "“And toast,” said [Hugo].",
    "“With butter, sir?” said [Parker].",
    "“Plenty,” said [Hugo].",
    "“At once, sir,” said [Parker].",
    "“Thank you,” said [Hugo].",
)
SERVED_TAGS = {
    "Tea": "Parker",
    "Yes": "Hugo",
    "Very good": "Parker 2",
    "And toast": "Hugo 2",
    "With butter": "Parker 3",
    "Plenty": "Hugo 3",
    "At once": "Parker 4",
    "Thank you": "Hugo 4",
}


@pytest.mark.parametrize(
    ("words", "manners"),
    [
        ("“Yes, sir.”", {"sir"}),
        ("“Sir, I protest.”", {"sir"}),
        ("“No sir!”", {"sir"}),
        ("“Indeed, ma’am, I could not.”", {"madam"}),
        ("“If your Grace pleases.”", {"lord"}),
        ("“My lord, the coach.”", {"lord"}),
        ("“A note, captain.”", {"master"}),
        ("“Sir John is out.”", set()),
        ("“I met the captain there.”", set()),
        ("“The lord of the manor.”", set()),
        ("“Desire and sirens.”", set()),
        ("", set()),
    ],
)
def test_what_one_calls_another_is_told_from_what_one_speaks_of(words: str, manners: set[str]) -> None:
    assert manners_of(words) == manners


def test_a_line_that_ends_in_sir_is_the_servants_and_the_other_his_masters() -> None:
    told = (*SERVED, "* * *", "[Hugo] and [Parker] waited.", "“The post, sir.”", "“Any bills?”")
    reading = tell(*told, speakers=SERVED_TAGS).read()
    assert [reading.speaker(q) for q in ("The post", "Any bills")] == ["Parker", "Hugo"]


def test_an_answer_does_not_become_the_masters_by_the_turn() -> None:
    told = (*SERVED, "* * *", "[Hugo] and [Parker] waited. [Hugo] yawned.", "“The post, sir.”")
    assert tell(*told, speakers=SERVED_TAGS).read().speaker("The post") == "Parker"


def test_a_tag_is_believed_before_the_manner() -> None:
    told = (*SERVED, "“No, sir, you shall not,” said [Hugo].")
    reading = tell(*told, speakers={**SERVED_TAGS, "shall not": "Hugo 5"}).read()
    assert reading.speaker("shall not") == "Hugo"


def test_nothing_is_learnt_of_a_book_without_tags() -> None:
    assert learn([]).fit(3, frozenset({"sir"})) == 1.0


def test_who_has_a_manner_is_likelier_to_have_it_again() -> None:
    sir, none = frozenset({"sir"}), frozenset[str]()
    manners = learn([(sir, {1: 1.0})] * 20 + [(none, {2: 1.0})] * 20)
    assert manners.fit(1, sir) > 1.0 > manners.fit(2, sir)
    assert manners.fit(2, none) > 1.0 > manners.fit(1, none)
    assert manners.fit(2, sir) < manners.fit(3, sir) < manners.fit(1, sir)
