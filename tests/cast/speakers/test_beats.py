from __future__ import annotations

import pytest

from fabula.cast.speakers.beats import NOTHING, Beat
from fabula.cast.syntax import is_subject
from tests.cast.scenes import tell
from tests.cast.speakers.talks import Seen, with_subjects


def told(seen: Seen, beat: Beat) -> dict[str, float]:
    return seen.shares(beat.told)


def test_a_beat_holds_shares_of_all_who_are_told_of_and_of_those_who_act() -> None:
    page = "“No.” [Emma] looked at [Tom], and [Emma] and [Jane] laughed."
    seen = Seen(with_subjects(tell(page), "Emma", "Emma 2", "Jane"))
    beat = seen.line("No").beats.after
    assert told(seen, beat) == {"Emma": 0.5, "Tom": 0.25, "Jane": 0.25}
    assert seen.shares(beat.subjects) == {"Emma": pytest.approx(2 / 3), "Jane": pytest.approx(1 / 3)}
    assert (seen.name(beat.first), seen.name(beat.last), seen.name(beat.alone)) == ("Emma", "Jane", "")


def test_one_is_alone_however_often_the_words_tell_of_her() -> None:
    seen = Seen(tell("[Emma] rose, and [Emma] sat. “No.”"))
    beat = seen.line("No").beats.before
    assert (seen.name(beat.first), seen.name(beat.last), seen.name(beat.alone)) == ("Emma", "Emma", "Emma")


def test_each_place_has_its_own() -> None:
    seen = Seen(tell("[Ann] sat.", "[Ben] rose. “No,” said [Cora], “never.” [Dan] wept.", "[Eva] laughed."))
    beats = seen.line("No").beats
    places = (beats.above, beats.before, beats.within, beats.after, beats.below)
    assert [list(told(seen, beat)) for beat in places] == [[n] for n in ("Ann", "Ben", "Cora", "Dan", "Eva")]


def test_words_between_two_lines_of_a_paragraph_are_after_one_and_before_the_other() -> None:
    seen = Seen(tell("“No.” [Emma] sat. Rain fell. The clock struck. “Never.”"))
    assert told(seen, seen.line("No").beats.after) == {"Emma": 1.0}
    assert told(seen, seen.line("Never").beats.before) == {"Emma": 1.0}


def test_words_beyond_another_line_are_not_beside_one() -> None:
    seen = Seen(tell("[Ann] sat. “Yes.” “No.” “Well.” [Ben] rose."))
    beats = seen.line("No").beats
    assert beats.before == beats.after == NOTHING


@pytest.mark.parametrize(("words", "far"), [(20, False), (80, True)])
def test_words_far_from_a_line_are_not_beside_it(words: int, far: bool) -> None:
    rain = "it rained and " * (words // 3)
    seen = Seen(tell(f"[Ann] sat, {rain}so on. “No.” Then {rain}[Ben] rose."))
    beats = seen.line("No").beats
    assert (beats.before == NOTHING, beats.after == NOTHING) == (far, far)


@pytest.mark.parametrize(
    ("between", "above"),
    [
        ([], {"Ann": 1.0}),
        (["It rained."], {"Ann": 1.0}),
        (["It rained."] * 2, {"Ann": 1.0}),
        (["It rained."] * 3, {}),
        (["* * *"], {}),
        (["# Two"], {}),
        (["“Well,” it said."], {}),
    ],
)
def test_the_last_paragraph_that_tells_of_anybody_is_looked_for_above(
    between: list[str], above: dict[str, float]
) -> None:
    seen = Seen(tell("[Ann] sat.", *between, "“No.”"))
    assert told(seen, seen.line("No").beats.above) == above


@pytest.mark.parametrize(
    ("between", "below"), [([], {"Ann": 1.0}), (["It rained."], {}), (["* * *"], {}), (["“Well.”"], {})]
)
def test_only_the_next_paragraph_is_below(between: list[str], below: dict[str, float]) -> None:
    seen = Seen(tell("“No.”", *between, "[Ann] sat."))
    assert told(seen, seen.line("No").beats.below) == below


def test_a_line_is_so_many_words_after_the_line_before() -> None:
    seen = Seen(tell("“One.”", "“Two.”", "It rained. “Three.”"))
    assert [own.beats.since for own in seen.lines] == [0, 0, 3]


def test_a_we_is_nobody_alone() -> None:
    seen = Seen(tell("“No.” [We] laughed at [Emma]."))
    assert told(seen, seen.line("No").beats.after) == {"Emma": 1.0}


def test_a_subject_is_found_by_the_parse_and_never_without_one() -> None:
    scene = tell("[Emma] saw [the old man].")
    book = with_subjects(scene, "the old man").book
    assert [is_subject(book, i) for i in range(book.size)] == [False, True]
    assert not any(is_subject(scene.book, i) for i in range(book.size))


def test_a_line_with_another_quoted_in_it_has_the_words_after_it() -> None:
    seen = Seen(tell("“[He] told me ‘No’ and went,” sighed [Emma].", "“I see.”"))
    assert told(seen, seen.line("and went").beats.after) == {"Emma": 1.0}


def test_words_of_a_line_behind_what_it_quotes_are_no_narration() -> None:
    seen = Seen(tell("“[He] told me ‘No’ and he went out of the house.”", "“I see.”"))
    assert seen.line("I see").beats.since == 0
