from __future__ import annotations

from fabula.story.tellings import Tellings
from tests.story.knowing import page

NOUNS = {
    word: (word.lower(), "NOUN", "NN") for word in ("lantern", "cellar", "mill", "harvest", "key", "way")
}


def test_a_line_with_the_same_words_may_tell_the_same() -> None:
    own = page(
        "“The lantern is in the cellar,” said [Emma].",
        "“The harvest is late,” said [Tom].",
        "“A lantern was in the cellar,” said [Jane].",
        *["[Ned] came."] * 20,
        words=NOUNS,
    )
    (telling,) = Tellings(own.passages).of(own.at("The lantern is in the cellar"))
    assert telling.quote is own.passages.quotes[2] or telling.quote == own.document.cast.quotes[2]
    assert telling.share > 0.5


def test_words_that_say_little_are_not_shared() -> None:
    own = page("“It is the way,” said [Emma].", "“Which way?” said [Tom].", words=NOUNS)
    assert not list(Tellings(own.passages).of(own.at("the way")))


def test_a_person_alone_makes_no_telling() -> None:
    own = page("“[Jane] has the key,” said [Emma].", "“Ask [Jane],” said [Tom].", words=NOUNS)
    assert not list(Tellings(own.passages).of(own.at("Jane has the key")))
