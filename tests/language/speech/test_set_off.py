"""Speech set off in italics or between marks of its own: minds that speak to minds, hands that sign."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest

from fabula.language.speech import find_quotations
from fabula.types import Emphasis, EmphasisKind, Text
from tests.language.speech.pages import page

MINDS = """_Is anybody there?_ said the well.

Ada let go of the rope. “Did you hear that?” she asked.

_I am down here,_ the well said. _It is very dark._

“You are a well,” said Ada, “so I should think that it _is._”

_That is no reason to shout,_ said the well.

She looked over the edge. _I am not shouting._

_You are now._

It was the _old_ well, the one in _The Book of Wells._ She stepped back.
"""
SAID = [
    ["_Is anybody there?_"],
    ["“Did you hear that?”"],
    ["_I am down here,_", "_It is very dark._"],
    ["“You are a well,”", "“so I should think that it _is._”"],
    ["_That is no reason to shout,_"],
    ["_I am not shouting._"],
    ["_You are now._"],
]


def italic(content: str) -> Text:
    """A page with what stands between underscores in italics."""
    spans = (match.span(1) for match in re.finditer(r"_([^_\n]+)_", content))
    return replace(page(content), emphasis=tuple(Emphasis(EmphasisKind.ITALIC, a, b) for a, b in spans))


def said(text: Text) -> list[list[str]]:
    return [[text.content[a:b] for a, b in own.spans] for own in find_quotations(text)]


def test_sentences_in_italics_are_speech_where_tags_say_so() -> None:
    assert said(italic(MINDS)) == SAID


def test_italics_that_leave_no_mark_in_the_text_are_the_same() -> None:
    """So it is in a book whose format has italics of its own."""
    marked = italic(MINDS)
    gone = [at for own in marked.emphasis for at in (own.start - 1, own.end)]

    def place(at: int) -> int:
        return at - sum(mark < at for mark in gone)

    text = page(MINDS.replace("_", ""))
    spans = [Emphasis(own.kind, place(own.start), place(own.end)) for own in marked.emphasis]
    bare = said(replace(text, emphasis=tuple(spans)))
    assert bare == [[part.replace("_", "") for part in line] for line in SAID]


@pytest.mark.parametrize(
    ("opens", "closes"), [("<", ">"), ("~", "~"), ("//", "//"), ("::", "::"), (":", ":")]
)
def test_other_marks_may_set_speech_off(opens: str, closes: str) -> None:
    content = re.sub(r"_([^_\n]+[,.?])_", rf"{opens}\1{closes}", MINDS.replace("_is._", "is."))
    lines = said(page(content))
    assert [f"{opens}Is anybody there?{closes}"] in lines
    assert [f"{opens}You are now.{closes}"] in lines
    assert len(lines) == len(SAID)


@pytest.mark.parametrize("sign", ["signed Bo", "Bo signed", "his sister signs"])
def test_hands_that_sign_prove_it_alone(sign: str) -> None:
    content = f"_Who?_ {sign}.\n\n“The man from the ferry,” said Ada.\n\n_Liar._\n\nShe _was_ lying."
    assert said(italic(content)) == [["_Who?_"], ["“The man from the ferry,”"], ["_Liar._"]]


def test_one_line_that_is_signed_is_enough_in_any_marks() -> None:
    assert said(page("~Look up,~ she signed.\n\nHe looked up.")) == [["~Look up,~"]]


@pytest.mark.parametrize(
    "content",
    [
        # thoughts
        "_I am late,_ thought Ada.\n\n_He is not here._\n\n_Why not?_ she wondered.\n\n_No,_ she thought.",
        # two tags are no custom yet
        "_Who?_ said the well.\n\n_I,_ said Ada.\n\n_You._\n\nShe _was_ late.",
        # words that are stressed
        "She _said_ so. He said _no,_ and she said _yes._ He _said,_ said Ada, that he had.",
        # inscriptions
        "The sign said _Keep out._ Another said _Keep in._ The third said _Go home._ She went.",
    ],
)
def test_other_italics_are_no_speech(content: str) -> None:
    assert said(italic(content)) == []


def test_three_tags_among_a_hundred_thoughts_are_slips() -> None:
    tagged = "".join(f"_It is number {n},_ said the well.\n\n" for n in ("one", "two", "three"))
    assert len(said(italic(tagged))) == 3
    assert said(italic(tagged + "_What a day this is._ She went on.\n\n" * 28)) == []


def test_an_unclosed_mark_is_nothing_and_long_texts_take_no_longer_than_their_length() -> None:
    def spent(times: int) -> float:
        text = italic((MINDS + "\n< a ~ b :: c // d : e\n\n") * times)
        start = time.process_time()
        find_quotations(text)
        return time.process_time() - start

    spent(10)
    short, long = min(spent(100) for _ in range(3)), min(spent(200) for _ in range(3))
    assert long < 3.5 * short
