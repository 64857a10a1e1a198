"""Lines in quotation marks that nobody hears."""

from __future__ import annotations

import pytest

from tests.cast.scenes import tell


@pytest.mark.parametrize(
    ("words", "thought"),
    [
        ("“He is late,” thought [Ada].", [True]),
        ("“He is late,” [Ada] thought. “He always is.”", [True]),
        ("“He is late,” [Ada] said to herself.", [True]),
        ("“He is late,” said [Ada] to herself.", [True]),
        ("“He is late,” said [Ada] to [Tom].", [False]),
        ("“He is late,” said [Ada], who thought nothing of it.", [False]),
        ("“He is late,” [Ada] muttered to herself.", [False]),
        ("“He is late,” said [Ada]. [Tom] thought about it.", [False]),
    ],
)
def test_what_is_thought_and_what_is_said(words: str, thought: list[bool]) -> None:
    cast = tell("[Ada] stood beside [Tom].", words).read().cast
    assert [quote.thought for quote in cast.quotes] == thought


def test_nobody_hears_a_thought() -> None:
    page = ("[Ada] stood beside [Tom].", "“Good evening, [Tom],” said [Ada].", "“He is late,” thought [Ada].")
    cast = tell(*page).read().cast
    assert cast.quotes[1].thought and cast.quotes[1].addressees == ()
