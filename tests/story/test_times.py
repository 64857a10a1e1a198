from __future__ import annotations

import pytest

from fabula.story.times import as_told, expressions
from fabula.story.times.expression import DAY, Kind, between
from tests.story.pages import laid_out


def found(page: str) -> list[tuple[str, str]]:
    """The words and the value of each time that a page tells."""
    document = laid_out(page)
    told = [as_told(document, own) for own in expressions(document)]
    return [(document.text.content[own.start : own.end], own.value) for own in told]


@pytest.mark.parametrize(
    ("page", "words", "value"),
    [
        ("[Emma] left at nine o’clock.", "nine o’clock", "T09:00"),
        ("It was half-past nine.", "half-past nine", "T09:30"),
        ("A quarter past one in the morning.", "A quarter past one in the morning", "T01:15"),
        ("It was twenty-five minutes to eight.", "twenty-five minutes to eight", "T07:35"),
        ("He came at ten to one.", "ten to one", "T12:50"),
        ("He came at seven in the evening.", "seven in the evening", "T19:00"),
        ("At eight thirty-two she came.", "eight thirty-two", "T08:32"),
        ("By seven the rain was over.", "seven", "T07:00"),
        ("He came at 8:30 p.m. or so.", "8:30 p.m.", "T20:30"),
        ("He came at 3pm.", "3pm", "T15:00"),
        ("At 1800 hours they left.", "1800 hours", "T18:00"),
        ("The clock struck twelve.", "twelve", "T12:00"),
        ("It was after three.", "three", "T03:00"),
        ("At 11 o’clock that night somebody came.", "11 o’clock that night", "T23:00"),
        ("The 14th of June, 1815, was wet.", "The 14th of June, 1815", "1815-06-14"),
        ("On June 18th, 1815, it rained.", "June 18th, 1815", "1815-06-18"),
        ("It rained on the twenty-first of February.", "the twenty-first of February", "XXXX-02-21"),
        ("It rained in May.", "May", "XXXX-05"),
        ("It was late November.", "late November", "XXXX-11"),
        ("He was born in 1870.", "1870", "1870"),
        ("It was the 1870s.", "the 1870s", "187"),
        ("1999-06-12 was wet.", "1999-06-12", "1999-06-12"),
        ("11 February, 23:52", "11 February, 23:52", "XXXX-02-11T23:52"),
        ("On Wednesday evening [Emma] came.", "Wednesday evening", "XXXX-WXX-3TEV"),
        ("On the fourteenth Thursday she came.", "the fourteenth Thursday", "XXXX-WXX-4"),
        ("That winter he sat.", "That winter", "XXXX-WI"),
        ("He came in the spring.", "the spring", "XXXX-SP"),
        ("He came on Christmas Eve.", "Christmas Eve", "XXXX-12-24"),
        ("He came on New Year’s Day.", "New Year’s Day", "XXXX-01-01"),
        ("He left at Michaelmas.", "Michaelmas", "XXXX-09-29"),
        ("The next morning he left.", "The next morning", "+P1DTMO"),
        ("The very next day he left.", "The very next day", "+P1D"),
        ("She left the night before.", "the night before", "-P1DTNI"),
        ("That evening she sat.", "That evening", "TEV"),
        ("He left last week.", "last week", "-P1W"),
        ("She left the day before yesterday.", "the day before yesterday", "-P2D"),
        ("He came three years before.", "three years before", "-P3Y"),
        ("Ten minutes later he came.", "Ten minutes later", "+PT10M"),
        ("Half an hour later he came.", "Half an hour later", "+PT30M"),
        ("An hour and a half later he came.", "An hour and a half later", "+PT90M"),
        ("Two and a half days later he came.", "Two and a half days later", "+PT60H"),
        ("A few minutes later he came.", "A few minutes later", "+PTXM"),
        ("Within a fortnight he left.", "a fortnight", "+P2W"),
        ("Ten minutes into the reception he left.", "Ten minutes into the reception", "+PT10M"),
        ("He sat for three-quarters of an hour.", "three-quarters of an hour", "PT45M"),
        ("It took one hundred and four days.", "one hundred and four days", "P104D"),
        ("He slept for ten thousand years.", "ten thousand years", "P10000Y"),
        ("The next six months went by.", "The next six months", "P6M"),
        ("It was Floyd’s last day.", "last day", "P1D"),
        ("It was built in the eighteenth century.", "the eighteenth century", "17"),
        ("It was in the 21st century.", "the 21st century", "20"),
        ("He sat for the year and a half.", "the year and a half", "P18M"),
        ("Of that July 17th he said no more.", "July 17th", "XXXX-07-17"),
        ("It was his last year.", "his last year", "P1Y"),
        ("On the last day he left.", "the last day", "XXXX-XX-XX"),
        ("The previous evening he left.", "The previous evening", "-P1DTEV"),
        ("When he was nine, he left.", "When he was nine", "P9Y"),
        ("He left at the age of thirty-two.", "the age of thirty-two", "P32Y"),
        ("When she was a little girl she sat there.", "When she was a little girl", ""),
        ("Every morning he came.", "Every morning", "TMO"),
        ("After breakfast he left.", "After breakfast", "TMO"),
        ("It was past midnight.", "midnight", "T24:00"),
        ("It was getting dark.", "getting dark", "TEV"),
        ("Once upon a time [Emma] sat.", "Once upon a time", "PAST_REF"),
        ("At the same moment he came.", "At the same moment", ""),
        ("After a long while he left.", "a long while", "+PX"),
    ],
)
def test_an_expression_has_its_exact_words_and_a_value(page: str, words: str, value: str) -> None:
    assert found(page) == [(words, value)]


@pytest.mark.parametrize(
    "page",
    [
        "“Good morning,” said [Emma].",
        "He was nine years old.",
        "They may march to the spring.",
        "They went one by one.",
        "He sat at two tables.",
        "It was number 1999-13-45.",
        "He was second to none.",
        "She sat at one’s side by one or both of them.",
        "They came year after year.",
        "It grew day by day.",
        "It was cold at this time of year.",
        "[Eve] came.",
        "She came to five of them.",
        "He told them that once more.",
        "The army had 1815 men.",
    ],
)
def test_what_tells_no_time_is_none(page: str) -> None:
    assert found(page) == []


def test_times_of_speech_are_told_from_those_of_narration() -> None:
    document = laid_out("“Come tomorrow,” said [Emma] that night.")
    assert [(own.value, own.spoken) for own in expressions(document)] == [("+P1D", True), ("TNI", False)]


def test_a_day_and_an_hour_far_apart_are_two() -> None:
    assert found("On Monday she sat there and at nine she left.") == [
        ("Monday", "XXXX-WXX-1"),
        ("nine", "T09:00"),
    ]


def test_no_time_reaches_over_a_paragraph() -> None:
    document = laid_out("It was nine", "o’clock in the morning.")
    assert [own.kind for own in expressions(document)] == [Kind.PART]


def test_dates_over_letters_and_diaries_are_times_and_titles_are_none() -> None:
    document = laid_out("# 3 May", "It rained.", "# That Winter", "# Monday, 9 a.m.", "It was dark.")
    assert [own.value for own in expressions(document)][:2] == ["XXXX-05-03", "XXXX-WXX-1T09:00"]


@pytest.mark.parametrize(
    ("one", "two", "days"),
    [
        ("3 May", "5 May", 2),
        ("5 May 1893", "3 May 1893", -2),
        ("31 December", "1 January", 1),
        ("1 March 1892", "1 March 1893", 365),
        ("May", "5 May", None),
        ("Monday", "5 May", None),
    ],
)
def test_dates_are_so_many_days_apart(one: str, two: str, days: int | None) -> None:
    first, second = expressions(laid_out(f"In {one} he sat.", f"On {two} he left."))
    assert between(first, second) == (None if days is None else days * DAY)


def test_numbers_of_any_length_are_read() -> None:
    assert found("It took " + "9" * 400 + " years.")
    assert found("He sat for 8:30 hours.")
    assert found("He sat. " + "and a half " * 300 + "days.")
