from __future__ import annotations

import pytest

from fabula.cast.coreference import resolve_mentions
from fabula.cast.evidence import people_of
from fabula.cast.figures import Attribution
from fabula.cast.introductions import introductions
from tests.cast.scenes import tell


def found(words: str, tag: str = "the stranger", sure: float = 1.0, apart: bool = False) -> dict[str, str]:
    """Who turns out to be whom by a line that somebody says of himself."""
    scene = tell(
        "“Good evening,” said [Ann].",
        f"“{words}” said [{tag}].",
        "“You are welcome, [Mr. Crewe],” said [Ann].",
        "[Crewe] sat down. [Mr. Nye] came. [Nye] sat down.",
    )
    book = scene.book
    resolution = resolve_mentions(book, people_of(book), -1)
    tags = book.plain_tags
    said = [Attribution(resolution.mention_figure[i], i, confidence=sure) for i in tags]
    mine = [said[1].speaker] if apart else []
    other = introductions(book, resolution, said, mine)
    shown = [book.shown[figure.mentions[0]] if figure.mentions else "" for figure in resolution.figures]
    return {shown[n]: shown[person] for n, person in other.items()}


@pytest.mark.parametrize(
    "words",
    [
        "I am [Crewe],",
        "I’m [Crewe] of the college,",
        "Do you know me now? My name is [Crewe],",
        "I am called [Crewe],",
        "You may call me [Crewe],",
        "As sure as I am [Crewe], you are lost,",
    ],
)
def test_a_stranger_who_gives_a_name_is_its_bearer(words: str) -> None:
    assert found(words) == {"the stranger": "Crewe"}


def test_an_epithet_with_a_capital_is_no_name() -> None:
    assert found("I am [Crewe],", "the Marquis|name") == {"the Marquis": "Crewe"}


@pytest.mark.parametrize(
    "words",
    [
        "I am [Crewe]’s friend,",
        "If I am [Crewe], I shall go,",
        "I would sing if I were you and my name were [Crewe],",
        "I am [Smith],",
        "They all think I am [Crewe],",
        "Nobody believes I am [Crewe],",
        "Do not say I’m [Crewe],",
        "I know [Crewe],",
    ],
)
def test_others_are_not(words: str) -> None:
    assert found(words) == {}


def test_one_who_has_a_name_keeps_it() -> None:
    assert found("I am [Crewe],", "Nye") == {}


def test_nobody_is_introduced_by_a_line_of_doubtful_speaker() -> None:
    assert found("I am [Crewe],", sure=0.3) == {}


def test_a_teller_is_nobody_else() -> None:
    assert found("I am [Crewe],", apart=True) == {}


def test_a_woman_is_not_mr_crewe() -> None:
    assert found("I am [Mr. Crewe],", "the woman") == {}


def titled(words: str, speaker: str, *before: str, apart: str = "") -> dict[str, str]:
    """Who turns out to be whom by a line, in a story of [the Grey Man]."""
    scene = tell(
        "[The Grey Man|name] came in and sat down. “Good evening,” said [Ann].",
        *before,
        f"“{words}” said [{speaker}].",
        *["[The Grey Man|name] rose and went out, and [the Grey Man|name] came in again."] * 2,
        "[Crewe] sat down. [Mr. Nye] came. [Nye] sat down.",
    )
    book = scene.book
    resolution = resolve_mentions(book, people_of(book), -1)
    shown = [book.shown[figure.mentions[0]] if figure.mentions else "" for figure in resolution.figures]
    said = [
        Attribution(resolution.mention_figure[i], i, confidence=1.0) if i >= 0 else Attribution()
        for i in book.plain_tags
    ]
    other = introductions(book, resolution, said, [n for n, name in enumerate(shown) if name == apart])
    return {shown[n]: shown[person] for n, person in other.items()}


@pytest.mark.parametrize(
    ("words", "speaker", "same"),
    [
        ("I am the Grey Man,", "the stranger", {"the stranger": "The Grey Man"}),
        ("I’m a Grey Man,", "Nye", {"The Grey Man": "Nye"}),
        ("Suppose that I am the Grey Man,", "Nye", {}),
        ("I am a grey man,", "Nye", {}),
        ("I am the Brown Man,", "Nye", {}),
        ("I am not the Grey Man,", "Nye", {}),
        ("I am the\nGrey Man,", "Nye", {"The Grey Man": "Nye"}),
        ("I am the Grey Man’s brother,", "Nye", {}),
        ("I am the Grey Man?", "Nye", {}),
        ("I am the Grey Man of Kent,", "Nye", {}),
        ("Tell them that I am the Grey Man,", "Nye", {}),
        ("I saw him. ‘I am the Grey Man,’ he said, and bowed,", "Nye", {}),
    ],
)
def test_whoever_says_that_he_is_what_the_text_calls_somebody(
    words: str, speaker: str, same: dict[str, str]
) -> None:
    assert titled(words, speaker) == same


def test_of_two_who_say_so_one_alone_is_believed() -> None:
    same = titled("I am the Grey Man,” said [Crewe]. “It is all over. I am the Grey Man,", "Nye")
    assert same in ({"The Grey Man": "Crewe"}, {"The Grey Man": "Nye"})


def test_the_hero_is_not_somebody_in_the_crowd_for_a_line_without_a_tag() -> None:
    def same(line: str) -> dict[str, str]:
        scene = tell(
            *["[The stranger] rose, and [the stranger] sat down again, and [the stranger] slept."] * 14,
            line,
            "“You are welcome, [Crewe],” said [Ann].",
        )
        book = scene.book
        resolution = resolve_mentions(book, people_of(book), -1)
        hero = resolution.mention_figure[0]
        tag, welcome = book.plain_tags
        said = [Attribution(hero, tag, confidence=1.0), Attribution(confidence=1.0, mention=welcome)]
        return {
            book.shown[resolution.figures[n].mentions[0]]: book.shown[resolution.figures[m].mentions[0]]
            for n, m in introductions(book, resolution, said).items()
        }

    assert same("“I am [Crewe],” said [the stranger].") == {"The stranger": "Crewe"}
    assert same("“I am [Crewe].”") == {}


def test_two_who_take_turns_are_not_one() -> None:
    talk = (
        "“Who are you?” said [Nye].",
        "“I am no one,” said [the Grey Man|name].",
        "[Ann] laughed at them.",
    )
    assert titled("I am the Grey Man,", "Nye") == {"The Grey Man": "Nye"}
    assert titled("I am the Grey Man,", "Nye", *talk) == {}


def test_a_teller_by_such_a_title_keeps_his_place() -> None:
    same = titled("I am the Grey Man. I am [Crewe],", "the stranger", apart="The Grey Man")
    assert same == {"the stranger": "The Grey Man", "Crewe": "The Grey Man"}
