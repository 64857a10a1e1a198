from __future__ import annotations

import pytest

from fabula.cast.identity.claims import claimed_names
from tests.cast.identity.pairs import Drafted
from tests.cast.scenes import tell

Claims = set[frozenset[str]]


def claims(told: Drafted) -> Claims:
    """The pairs of which one gives the other's name for his own, by the first words for each."""
    figures, shown = told.resolution.figures, told.book.shown
    return {
        frozenset(shown[figures[n].mentions[0]] for n in pair)
        for pair in claimed_names(told.book, told.resolution, told.said)
    }


def found(words: str, tag: str = "the stranger", sure: float = 1.0) -> Claims:
    """The claims of a story in which somebody says something of himself."""
    page = (
        "“Good evening,” said [Ann].",
        f"“{words}” said [{tag}].",
        "“You are welcome, [Mr. Crewe],” said [Ann].",
        "[Crewe] sat down. [Mr. Nye] came. [Nye] sat down.",
    )
    return claims(Drafted(tell(*page), sure=sure))


@pytest.mark.parametrize(
    "words",
    [
        "I am [Crewe],",
        "I’m [Crewe] of the college,",
        "I’m [Crewe] from the college,",
        "I am [Crewe]!",
        "Do you know me now? My name is [Crewe],",
        "I am called [Crewe],",
        "You may call me [Crewe],",
        "As sure as I am [Crewe], you are lost,",
        "You thought me dead. I am [Crewe],",
    ],
)
@pytest.mark.parametrize("speaker", ["the stranger", "Nye", "the Marquis|name"])
def test_whoever_gives_a_name_of_himself_claims_it(words: str, speaker: str) -> None:
    assert found(words, speaker) == {frozenset(["Crewe", speaker.removesuffix("|name")])}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("I am [Inspector Crewe],", "Inspector Crewe"),
        ("I am [Inspector Crewe|name], from the Yard,", "Inspector Crewe"),
        ("My name is [Tom Crewe],", "Tom Crewe"),
    ],
)
def test_a_rank_or_a_forename_goes_with_the_name(words: str, name: str) -> None:
    assert found(words) == {frozenset([name, "the stranger"])}


@pytest.mark.parametrize(
    "words",
    [
        "I am [Crewe]’s friend,",
        "If I am [Crewe], I shall go,",
        "I would sing if I were you and my name were [Crewe],",
        "They all think I am [Crewe],",
        "Nobody believes I am [Crewe],",
        "Do not say I’m [Crewe],",
        "Suppose I am [Crewe],",
        "I know [Crewe],",
        "You are [Crewe],",
        "I am not [Crewe],",
        "I am late, [Crewe],",
    ],
)
def test_who_speaks_of_a_name_in_other_ways_does_not_claim_it(words: str) -> None:
    assert found(words) == set()


def test_a_name_that_nobody_bears_is_claimed_by_one_alone() -> None:
    assert found("I am Smith,") == set()


def test_one_does_not_claim_his_own_name() -> None:
    assert found("I am [Crewe],", "Crewe") == set()


def test_a_line_of_doubtful_speaker_claims_nothing() -> None:
    assert found("I am [Crewe],", sure=0.3) == set()


def test_a_line_without_a_known_speaker_claims_nothing() -> None:
    assert claims(Drafted(tell("“I am [Crewe].”", "[The stranger] sat down."))) == set()


def titled(words: str, speaker: str, *before: str, times: int = 3) -> Claims:
    """The claims of a story of [the Grey Man], who is called so so often."""
    page = (
        "[The Grey Man|name] came in and sat down. “Good evening,” said [Ann].",
        *before,
        f"“{words}” said [{speaker}].",
        *["[The Grey Man|name] rose and went out, and [the Grey Man|name] came in again."] * times,
        "[Crewe] sat down. [Mr. Nye] came. [Nye] sat down.",
    )
    return claims(Drafted(tell(*page)))


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("I am the Grey Man,", "the stranger"),
        ("I’m a Grey Man,", "Nye"),
        ("I am the Grey Man!", "Nye"),
        ("I am the\nGrey Man,", "Nye"),
    ],
)
def test_whoever_says_that_he_is_what_the_text_calls_somebody_claims_it(words: str, speaker: str) -> None:
    assert titled(words, speaker) == {frozenset(["The Grey Man", speaker])}


@pytest.mark.parametrize(
    "words",
    [
        "Suppose that I am the Grey Man,",
        "I am a grey man,",
        "I am the Brown Man,",
        "I am not the Grey Man,",
        "I am the Grey Man’s brother,",
        "I am the Grey Man?",
        "I am the Grey Man of Kent,",
        "Tell them that I am the Grey Man,",
        "I saw him. ‘I am the Grey Man,’ he said, and bowed,",
    ],
)
def test_other_words_before_a_title_claim_nothing(words: str) -> None:
    assert titled(words, "Nye") == set()


def test_a_title_that_the_text_hardly_uses_means_nobody_in_particular() -> None:
    assert titled("I am the Grey Man,", "Nye", times=1) == set()


def test_two_may_claim_one_title() -> None:
    both = titled("I am the Grey Man,” said [Crewe]. “It is all over. I am the Grey Man,", "Nye")
    assert frozenset(["The Grey Man", "Nye"]) in both or frozenset(["The Grey Man", "Crewe"]) in both
    assert all("The Grey Man" in pair for pair in both)
