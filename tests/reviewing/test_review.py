"""A review asks what puts most right, keeps the answers, and goes on where it stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fabula.errors import FabulaError
from fabula.reading import Reading
from fabula.reviewing import Review, open_review
from fabula.reviewing.conversations import Conversations
from fabula.reviewing.questions import About, questions
from fabula.types import Quote, Work
from tests.builders import ferry, small_work
from tests.correcting.conftest import STORY

pytestmark = pytest.mark.model


@pytest.fixture
def review(world: Path) -> Iterator[Review]:
    with open_review(world) as opened:
        yield opened


def doubted(*confidences: float) -> Work:
    """The ferry with lines of these confidences, none of them given away by a tag."""
    work = ferry()
    quotes = tuple(
        replace(quote, confidence=sure, speaker_mention=None)
        for quote, sure in zip(work.cast.quotes, confidences, strict=True)
    )
    return replace(work, cast=replace(work.cast, quotes=quotes))


def test_a_line_is_worth_its_doubt_and_that_of_the_lines_that_hang_on_it() -> None:
    alone = Conversations(doubted(0.5, 1.0, 1.0, 1.0)).gains()
    assert alone[0] == pytest.approx(0.5)
    assert alone[1] == 0
    together = Conversations(doubted(0.5, 0.5, 0.5, 1.0)).gains()
    assert together[1] > together[0] > 0.5


def test_what_a_tag_gives_away_passes_nothing_on() -> None:
    work = doubted(0.5, 0.5, 0.5, 1.0)
    tagged = list(work.cast.quotes)
    tagged[1] = replace(tagged[1], speaker_mention=(80, 92))
    cast = replace(work.cast, quotes=tuple(tagged))
    assert Conversations(replace(work, cast=cast)).gains()[0] == pytest.approx(0.5)


def test_the_order_is_by_what_is_put_right_and_nothing_settled_is_asked() -> None:
    reading = Reading(doubted(0.9, 0.3, 0.8, 0.2))
    asked = questions(reading, settled=(), passed=())
    gains = [question.gain for question in asked]
    assert gains == sorted(gains, reverse=True)
    first = asked[0]
    assert first.quote is not None
    assert first.choices
    left = questions(reading, settled=(first.quote.id,), passed=(asked[1].key,))
    assert [question.key for question in left if question.about is About.LINE] == [
        question.key for question in asked[2:] if question.about is About.LINE
    ]


def test_two_who_answer_each_other_are_not_asked_to_be_one() -> None:
    work = small_work()
    lines = tuple(Quote(n, ((n * 10, n * 10 + 8),), 1 if n % 2 else 3, None, (), 0.9) for n in range(1, 9))
    people = tuple(
        replace(each, quotes=4, pronouns=()) if each.id in (1, 3) else each for each in work.cast.entities
    )
    cast = replace(work.cast, entities=people, quotes=lines)
    asked = questions(Reading(replace(work, cast=cast)), (), ())
    assert not [question for question in asked if question.about is About.PERSON]


def test_an_answer_is_kept_and_not_asked_again(review: Review, world: Path) -> None:
    question = next(each for each in review.questions() if each.about is About.LINE)
    assert question.quote is not None
    answer = question.choices[-1]
    assert review.preview(question, answer).corrections
    review.answer(question, answer)
    spoken = next(each for each in review.reading.quotes if each.start == question.quote.start)
    assert spoken.speaker is not None
    assert spoken.confidence == 1.0
    with open_review(world) as again:
        assert question.key not in {each.key for each in again.questions()}
    review.undo()
    assert question.key in {each.key for each in review.questions()}


def test_what_was_corrected_before_a_review_is_not_undone_in_it(review: Review, world: Path) -> None:
    review.corrections.speaker("#1", "Nell").keep()
    with open_review(world) as again:
        question = again.questions()[0]
        again.answer(question, question.choices[0])
        again.undo()
        with pytest.raises(FabulaError, match="nothing to undo"):
            again.undo()
        assert [entry.standing for entry in again.corrections.entries] == ["kept", "undone"]


def test_somebody_who_is_one_of_the_choices_is_joined_to_him(review: Review) -> None:
    question = next(each for each in review.questions() if each.about is About.PERSON)
    assert question.person is not None
    review.answer(question, question.choices[0])
    asked = {each.key for each in review.questions()}
    assert question.key not in asked
    assert review.corrections.entries[0].correction.kind.value == "same"


def test_what_is_passed_over_stays_passed_over(review: Review, world: Path) -> None:
    first, second, *_ = review.questions()
    review.skip(first)
    if second.about is About.PERSON:
        review.answer(second, None)
    else:
        review.skip(second)
    with open_review(world) as again:
        assert {first.key, second.key}.isdisjoint(each.key for each in again.questions())
        assert len(again.corrections.entries) == 0


def test_what_is_passed_over_stays_so_in_the_next_draft(
    review: Review, world: Path, draft: Callable[[str], Reading]
) -> None:
    lines = [each for each in review.questions() if each.about is About.LINE]
    for line in lines:
        review.skip(line)
    draft(STORY.read_text("utf-8").replace("I was nineteen", "Then, years ago, I was nineteen"))
    with open_review(world) as again:
        asked = {each.quote.text for each in again.questions() if each.quote is not None}
    assert asked.isdisjoint(each.quote.text for each in lines if each.quote is not None)


def test_lines_of_the_same_words_are_asked_about_one_by_one() -> None:
    work = doubted(0.3, 0.3, 0.3, 0.3)
    first, second, *others = work.cast.quotes
    cast = replace(work.cast, quotes=(first, replace(second, spans=first.spans), *others))
    asked = questions(Reading(replace(work, cast=cast)), settled=(first.id,), passed=())
    keys = [each.key for each in asked if each.about is About.LINE]
    assert len(set(keys)) == len(keys) == 3
    assert any(key.endswith(" 2") for key in keys)


def test_nobody_and_somebody_new(review: Review) -> None:
    lines = [each for each in review.questions() if each.about is About.LINE]
    review.answer(lines[0], None)
    review.answer(lines[1], None, new="a passer-by")
    assert lines[0].quote is not None
    assert lines[1].quote is not None
    said = {quote.start: quote.speaker for quote in review.reading.quotes}
    assert said[lines[0].quote.start] is None
    new = said[lines[1].quote.start]
    assert new is not None
    assert new.name == "a passer-by"


def test_what_is_no_speech_is_asked_no_more(review: Review) -> None:
    line = next(each for each in review.questions() if each.about is About.LINE)
    review.not_speech(line)
    assert review.corrections.entries[0].correction.kind.value == "not-speech"
    assert line.key not in {each.key for each in review.questions()}


def test_it_ends(review: Review) -> None:
    for _ in range(200):
        question = review.next()
        if question is None:
            return
        review.skip(question)
    raise AssertionError("it asks for ever")


def test_a_description_of_doubtful_lines_is_asked_to_be_somebody_before_a_sure_name() -> None:
    work = doubted(0.3, 0.3, 0.9, 0.9)
    whose = (2, 2, 1, 1)
    quotes = tuple(
        replace(quote, speaker=number, alternatives=((1, 0.5),) if number == 2 else ())
        for quote, number in zip(work.cast.quotes, whose, strict=True)
    )
    names = {1: "Tom Pell", 2: "the stranger"}
    people = tuple(
        replace(each, name=names[each.id], aliases=(), pronouns=("he",), quotes=2, mentions=9 - each.id)
        for each in work.cast.entities
        if each.id in names
    )
    asked = questions(Reading(replace(work, cast=replace(work.cast, entities=people, quotes=quotes))), (), ())
    first = asked[0]
    assert first.about is About.PERSON
    assert first.person is not None
    assert (first.person.name, [each.name for each in first.choices]) == ("the stranger", ["Tom Pell"])
    assert first.gain > 1.0
    named = tuple(replace(each, name="Ned Hale") if each.id == 2 else each for each in people)
    sure = tuple(replace(quote, confidence=0.9, alternatives=()) for quote in quotes)
    cast = replace(work.cast, entities=named, quotes=sure)
    less = [each for each in questions(Reading(replace(work, cast=cast)), (), ()) if each.person is not None]
    assert all(each.gain < 0.6 for each in less)
