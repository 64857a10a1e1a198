"""Anchors find their place again after edits, and never another place."""

from __future__ import annotations

import random
import re
import time

import pytest

from fabula.types import Span
from fabula.world.corrections.anchors import Ambiguous, Missing, anchored, find
from fabula.world.corrections.values import Anchor, Thing
from fabula.world.words import WordIndex

NAMES = ("Ada", "Bertram", "Cole", "Delia", "Enid", "Frank")
VERBS = ("opened", "counted", "folded", "mended", "carried", "painted", "lifted", "measured", "weighed")
KINDS = ("heavy", "silver", "frozen", "blue", "narrow", "torn", "wooden", "crooked", "bitter", "hollow")
THINGS = ("door", "spoon", "canal", "letter", "stair", "glove", "ladder", "orchard", "saddle", "mirror")
DOINGS = [f"{verb} the {kind} {thing}" for verb in VERBS for kind in KINDS for thing in THINGS]


def story(paragraphs: int = 60) -> str:
    """Short paragraphs of which no two are alike, each with a line that hardly says anything."""
    chance = random.Random(7)
    told = []
    for number in range(paragraphs):
        who, other = chance.sample(NAMES, 2)
        said = chance.choice(("Yes", "No", "Never", "Perhaps"))
        first, second, third = chance.sample(DOINGS, 3)
        line = f"“{said},” said {who}. In year {number} she {first}"
        told.append(f"{line} while {other} {second}, and then they {third}.")
    return "\n\n".join(told)


STORY = story()
LINES = [match.span() for match in re.finditer("“[^”]+”", STORY)]
MENTIONS = [match.span() for match in re.finditer("|".join(NAMES), STORY)][::5]


def all_of(thing: Thing, spans: list[Span]) -> list[Anchor]:
    index = WordIndex(STORY)
    return [anchored(thing, *span, index) for span in spans]


ANCHORS = all_of(Thing.QUOTATION, LINES) + all_of(Thing.MENTION, MENTIONS)


def places(anchors: list[Anchor], text: str) -> list[tuple[int, int] | None]:
    """The words of each anchor by number in a text; None for one that fits nowhere or in two places."""
    index = WordIndex(text)
    found = [find(anchor, index) for anchor in anchors]
    return [None if isinstance(each, (Ambiguous, Missing)) else index.within(*each) for each in found]


def words_of(anchors: list[Anchor]) -> list[tuple[int, int]]:
    index = WordIndex(STORY)
    return [index.within(anchor.start, anchor.end) for anchor in anchors]


def slip(paragraph: str) -> str:
    """The paragraph with two letters of one word exchanged."""
    words = list(re.finditer(r"[a-z]{5,}", paragraph))
    word = words[len(paragraph) % len(words)]
    at = word.start() + 2
    return paragraph[:at] + paragraph[at + 1] + paragraph[at] + paragraph[at + 2 :]


@pytest.mark.parametrize(
    "edited",
    [
        STORY.replace("“", '"').replace("”", '"'),
        STORY.replace("“", "‘").replace("”", "’"),
        STORY.replace("\n\n", "\n"),
        re.sub(r"(\w+ \w+ \w+) ", r"\1\n", STORY),
        STORY.replace("silver", "sil\u00adver").replace("fr", "f\u200br"),
        STORY.replace("Ada", "Augusta").replace("Cole", "Cornelius"),
        "\n\n".join(map(slip, STORY.split("\n\n"))),
        STORY.upper(),
        STORY.replace(",”", "—”"),
    ],
    ids=["straight", "single", "lines", "wrapped", "hyphens", "names", "slips", "capitals", "dashes"],
)
def test_small_changes_of_all_paragraphs_lose_no_anchor(edited: str) -> None:
    assert places(ANCHORS, edited) == words_of(ANCHORS)


def test_the_place_is_found_character_for_character_where_only_what_is_before_it_has_grown() -> None:
    before = "It was a long time ago.\n\n" * 3
    index = WordIndex(before + STORY)
    for anchor in ANCHORS:
        assert find(anchor, index, anchor.start + len(before)) == (
            anchor.start + len(before),
            anchor.end + len(before),
        )


def test_what_is_cut_is_nowhere_and_the_rest_stays() -> None:
    cut = STORY.index("In year 30")
    cut = STORY.rindex("“", 0, cut)
    left = STORY[cut:]
    gone = [anchor for anchor in ANCHORS if anchor.end <= cut]
    stays = [anchor for anchor in ANCHORS if anchor.start >= cut]
    assert places(gone, left) == [None] * len(gone)
    moved = len(WordIndex(STORY[:cut]))
    assert places(stays, left) == [(a - moved, b - moved) for a, b in words_of(stays)]


def test_two_parts_that_change_places_take_their_anchors_along() -> None:
    half = STORY.index("In year 30")
    half = STORY.rindex("“", 0, half)
    first, second = STORY[:half].strip(), STORY[half:]
    swapped = WordIndex(f"{second}\n\n{first}")
    at = len(WordIndex(second))
    for anchor, (a, b) in zip(ANCHORS, words_of(ANCHORS), strict=True):
        found = find(anchor, swapped)
        assert not isinstance(found, Ambiguous)
        if not isinstance(found, Missing):  # those at the seam may be lost, but not misplaced
            whole = len(WordIndex(first))
            assert swapped.within(*found) == ((a + at, b + at) if a < whole else (a - whole, b - whole))
    assert sum(each is None for each in places(ANCHORS, swapped.content)) <= 1


def test_a_text_that_says_it_twice_leaves_it_to_a_person() -> None:
    twice = WordIndex("Prelude of sorts.\n\n" + STORY + "\n\n* * *\n\n" + STORY)
    found = [find(anchor, twice) for anchor in ANCHORS[20:30]]
    assert all(isinstance(each, Ambiguous) and len(each.spans) == 2 for each in found)


def test_another_book_has_none_of_them() -> None:
    other = story(40).replace("In year", "Of winter").replace("said", "answered")
    other = re.sub("|".join((*VERBS, *THINGS)), lambda match: match[0][::-1], other)
    assert places(ANCHORS, other) == [None] * len(ANCHORS)


def test_a_line_without_a_word_is_found_by_what_is_around_it() -> None:
    text = STORY.replace("“Never,”", "“. . .”")
    at = text.index("“. . .”", 800)
    index = WordIndex(text)
    anchor = anchored(Thing.QUOTATION, at, at + 7, index)
    assert find(anchor, index) == (at, at + 7)
    assert not isinstance(find(anchor, WordIndex(text[:at]), at), tuple)


def test_offsets_beyond_the_text_are_a_hint_like_any_other() -> None:
    anchor = Anchor(Thing.MENTION, "Ada", "nothing of the", "that is there", 10**9, 10**9 + 3)
    assert find(anchor, WordIndex(STORY)) == Missing()
    assert find(anchor, WordIndex("")) == Missing()


def test_a_quote_of_many_pages_is_found_by_the_words_that_it_has_once() -> None:
    long = story(900)
    start, end = long.index("In year 20 "), long.index("In year 880 ")
    anchor = anchored(Thing.QUOTATION, start, end, WordIndex(long))
    assert len(anchor.exact.split()) > 15_000
    edited = "It began before. " + long.replace("painted", "drew").replace("In year 880 ", "In the year 880 ")
    began = time.process_time()
    found = find(anchor, WordIndex(edited))
    assert time.process_time() - began < 5
    assert isinstance(found, tuple)
    assert abs(found[0] - edited.index("In year 20 ")) < 3
    assert abs(found[1] - edited.index("In the year 880 ")) < 3
