from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from fabula.cast.figures import Figure
from fabula.cast.speakers.beats import Beat, Beats
from fabula.cast.speakers.evidence import CANDIDATE, HEARER, Observer, voices_of
from fabula.cast.speakers.lines import Line
from fabula.cast.speakers.tags import Tag, TagKind
from fabula.cast.speakers.turns import TURN
from tests.cast.scenes import tell
from tests.cast.speakers.talks import Seen, line, person, said_by, voices, with_subjects

SHE = {"she": "Emma"}

TAGS: list[tuple[str, str, str, str, dict[str, Any]]] = [
    # the feature, a page that has it, one that has not, of whom, and the links of both
    ("tag: name", "“No,” said [Emma].", "[Emma] came. “No.”", "Emma", {}),
    ("tag: first person", "[I] came. “No,” said [I].", "[I] came. “No.”", "I", {"I 2": "I"}),
    ("tag: pronoun", "[Emma] came. “No,” said [she].", "“No,” said [Emma].", "Emma", SHE),
    ("tag: kin", "“No,” said [[her] father].", "“No,” said [the driver].", "", {}),
    ("tag: nominal", "“No,” said [the gentleman].", "“No,” said [the driver].", "", {}),
    ("tag: stated", "“No,” said [the driver].", "“No,” said [the gentleman].", "", {}),
    ("tag: stated", "“No,” said [a passer-by].", "“No,” said [a man].", "", {}),
    ("tag, unnamed", "“No,” said [the driver].", "“No,” said [Emma].", "", {}),
    ("unnamed", "[The driver] came. “No.”", "[Emma] came. “No.”", "", {}),
]


def first_label(page: str) -> str:
    """The words of the outermost mention that stands last on a page."""
    depth, start, found = 0, 0, ""
    for at, char in enumerate(page):
        if char == "[":
            start = at if not depth else start
            depth += 1
        elif char == "]":
            depth -= 1
            if not depth:
                found = page[start + 1 : at].replace("[", "").replace("]", "")
    return found


@pytest.mark.parametrize(("feature", "on", "off", "who", "links"), TAGS)
def test_what_a_tag_calls_its_speaker_by(
    feature: str, on: str, off: str, who: str, links: dict[str, Any]
) -> None:
    def seen(page: str) -> dict[str, float]:
        scene = tell(page, links=links if page == on else {})
        return Seen(scene).candidate("No", who or first_label(page))

    assert seen(on)[feature] > 0
    assert feature not in seen(off)


def test_the_surer_a_tag_is_the_more_it_says() -> None:
    def value(p: float) -> float:
        talk = [line(0, said_by(0, p))]
        return float(Observer(voices([person()]), talk).features(0, [0]).candidate[0, 0])

    assert 0 < value(0.1) < value(0.5) < value(0.9) < value(0.99) < 10.0
    assert value(0.0) == pytest.approx(0.0)
    assert value(0.99) == pytest.approx(math.log((20 * 0.99 + 0.011) / 0.011))


def test_a_pronoun_in_a_tag_asks_for_a_gender() -> None:
    figures = [person(she=9), person(he=9), person()]
    tag = Tag({TagKind.PRONOUN: {0: 0.5}}, 0.1, {"she": 0.9})
    rows = Observer(voices(figures), [line(0, tag)]).features(0, [0, 1, 2]).candidate
    she, he, unknown = rows[:3, CANDIDATE.index("tag asks for this gender")]
    assert he < unknown < she <= 0.0
    rows = Observer(voices(figures), [line(0, said_by(0))]).features(0, [0, 1, 2]).candidate
    assert not rows[:, CANDIDATE.index("tag asks for this gender")].any()


def test_one_called_by_way_of_another_is_not_the_other() -> None:
    seen = Seen(tell("[Emma] came. “No,” said [[her] father].", links={"her": "Emma"}))
    assert seen.candidate("No", "Emma")["cannot be meant by the tag"] == 1.0
    assert "cannot be meant by the tag" not in seen.candidate("No", "her father")
    named = Seen(tell("[Emma] came. “No,” said [[Emma]’s father|nominal]."))
    assert named.candidate("No", "Emma")["cannot be meant by the tag"] == 1.0


CALLS = ["“One.”", "“Two.”", "“Three.”", "“Four.”", "“Five.”"]


@pytest.mark.parametrize(
    ("feature", "line"),
    [
        ("called in the line before", 1),
        ("called two lines before", 0),
        ("called in the line", 2),
        ("called in the line after", 3),
        ("called two lines after", 4),
    ],
)
def test_who_is_called_in_a_line_and_those_around_it(feature: str, line: int) -> None:
    words = CALLS[line].strip("“.”")
    page = [f"“{words}, [Emma].”" if k == line else own for k, own in enumerate(CALLS)]
    seen = Seen(tell(*page, addressees={words: {"Emma": 0.8}}))
    for own in CALLS:
        found = seen.candidate(own.strip("“.”"), "Emma")
        calls = {name: p for name, p in found.items() if name.startswith("called")}
        assert calls == ({feature: pytest.approx(0.8, abs=1e-3)} if own == CALLS[2] else calls)


def test_who_is_named_in_a_line_without_being_called() -> None:
    assert Seen(tell("“I saw [Emma].”")).candidate("I saw", "Emma")["named in the line"] == 1.0
    called = Seen(tell("“Look, [Emma].”", addressees={"Look": "Emma"})).candidate("Look", "Emma")
    assert "named in the line" not in called


PLACES = {
    "beat before": ("[Emma] saw [Tom]. “No.”",),
    "beat within": ("“No,” [Emma] saw [Tom], “never.”",),
    "beat after": ("“No.” [Emma] saw [Tom].",),
    "paragraph above": ("[Emma] saw [Tom].", "“No.”"),
    "paragraph below": ("“No.”", "[Emma] saw [Tom]."),
}


@pytest.mark.parametrize("place", PLACES)
def test_who_does_something_beside_a_line(place: str) -> None:
    seen = Seen(with_subjects(tell(*PLACES[place]), "Emma"))

    def beat(who: str) -> dict[str, float]:
        start = tuple(f"{other}:" for other in PLACES)
        return {name: value for name, value in seen.candidate("No", who).items() if name.startswith(start)}

    assert beat("Emma") == {
        f"{place}: subject": 1.0,
        f"{place}: told of": 0.5,
        f"{place}: first": 1.0,
    }
    assert beat("Tom") == {f"{place}: told of": 0.5, f"{place}: last": 1.0}


@pytest.mark.parametrize("place", PLACES)
def test_who_is_alone_beside_a_line(place: str) -> None:
    seen = Seen(tell(*(own.replace("[Tom]", "[Emma]") for own in PLACES[place])))
    assert seen.candidate("No", "Emma")[f"{place}: alone"] == 1.0


def test_who_is_looked_at_by_the_speaker_before() -> None:
    scene = tell("“No.” [Tom] turned to [Emma].", "“Yes.”")
    seen = Seen(with_subjects(scene, "Tom"))
    assert seen.candidate("Yes", "Emma")["told of beside the line before"] == 1.0
    assert "told of beside the line before" not in seen.candidate("Yes", "Tom")
    assert "told of beside the line before" not in seen.candidate("No", "Emma")


def test_who_is_told_of_near_a_line_and_who_is_there() -> None:
    seen = Seen(tell("[Emma] came in. [Emma] sat.", *["It rained."] * 2, "[Tom] rose.", "“No.”"))
    emma, tom = (seen.candidate("No", who) for who in ("Emma", "Tom"))
    assert "told of near" not in emma  # four paragraphs up
    assert tom["told of near"] == 1.0
    assert emma["there in the scene"] == pytest.approx(math.log1p(2))
    assert tom["there in the scene"] == pytest.approx(math.log1p(1))
    after = Seen(tell("[Emma] came in.", "* * *", "[Tom] rose.", "“No.”"))
    assert "there in the scene" not in after.candidate("No", "Emma")


def test_what_the_tags_of_a_book_tell_of_one() -> None:
    talk = [line(0, said_by(0)), *(line(k) for k in range(1, 31)), line(31, said_by(0))]
    figures = [person(), person()]
    rows = Observer(voices_of(figures, talk, voices(figures).manners), talk).features(10, [0, 1]).candidate

    def both(feature: str) -> tuple[float, float]:
        column = rows[:, CANDIDATE.index(feature)]
        return float(column[0]), float(column[1])

    for feature in ("a tag of the book names them", "share of the book's tags"):
        told, untold = both(feature)
        assert untold < told <= 0.0
    assert both("tags nearby") == (0.0, 0.0)
    assert both("tags around")[0] == pytest.approx(math.log1p(0.98))
    assert both("tags around")[1] == 0.0


@pytest.mark.parametrize(("k", "tags"), [(3, 0), (4, 1), (9, 1), (10, 0), (11, 1), (16, 1), (17, 0)])
def test_the_tags_of_the_lines_around_one_tell_who_takes_part(k: int, tags: int) -> None:
    talk = [line(n, said_by(0, 1.0) if n == 10 else None) for n in range(40)]
    rows = Observer(voices([person()]), talk).features(k, [0]).candidate
    assert rows[0, CANDIDATE.index("tags nearby")] == pytest.approx(math.log1p(tags))


def test_where_tags_name_nobody_all_are_known_alike() -> None:
    talk = [line(0), line(1)]
    rows = Observer(voices([person(), person()], talk), talk).features(1, [0, 1]).candidate
    assert rows[:2, CANDIDATE.index("a tag of the book names them")].tolist() == [0.0, 0.0]


def test_a_name_that_a_speaker_gives_is_their_own() -> None:
    page = ("[Emma] and [Harriet] came in.", "“My name is [Emma].”", "“If I were [Harriet], or [Emma].”")
    seen = Seen(tell(*page))
    assert seen.candidate("My name", "Emma")["gives the name as their own"] == 1.0
    assert "named in the line" not in seen.candidate("My name", "Emma")
    assert "gives the name as their own" not in seen.candidate("My name", "Harriet")
    for name in ("Emma", "Harriet"):
        own = seen.candidate("If I", name)
        assert own["named in the line"] == 1.0
        assert "gives the name as their own" not in own


def test_who_tells_the_story() -> None:
    page = ("[I] came in, and [Emma] rose.", "“No.”")
    seen = Seen(tell(*page), teller="I")
    assert seen.candidate("No", "I")["tells the story"] == 1.0
    assert "tells the story" not in seen.candidate("No", "Emma")
    assert "tells the story" not in Seen(tell(*page)).candidate("No", "I")


def test_whoever_says_sir_says_it_again() -> None:
    lines = [("Tea, sir?", "Parker"), ("Yes.", "Hugo")] * 4
    page = [f"“{k}! {words}” said [{who}]." for k, (words, who) in enumerate(lines)]
    seen = Seen(tell(*page, "“Very good, sir.”", "“Good.”"))
    assert seen.candidate("Very good", "Parker")["manner of address"] > 0
    assert seen.candidate("Very good", "Hugo")["manner of address"] < 0
    assert seen.candidate("“Good", "Parker")["manner of address"] < 0


def test_somebody_else_may_be_the_one_of_the_tag() -> None:
    talk = [line(0, said_by(1, 0.9))]
    observer = Observer(voices([person(), person()]), talk)
    rest = CANDIDATE.index("somebody else: rest of the tag")
    other = CANDIDATE.index("somebody else")
    without, among = (observer.features(0, people).candidate for people in ([0], [0, 1]))
    assert without[-1, rest] > 3.0
    assert among[-1, rest] == pytest.approx(0.0)
    assert without[-1, other] == among[-1, other] == 1.0
    assert not without[:-1, [rest, other]].any()


QUESTION = {"words": "“Well?”"}
BEAT = Beats(before=Beat({}, {0: 1.0}, 0, 0, 0))


@pytest.mark.parametrize(
    ("feature", "before", "own", "off"),
    [
        ("same paragraph", {}, {"first_block": 0}, {"first_block": 1}),
        (
            "same paragraph, both with a tag",
            {"tag": said_by(0)},
            {"first_block": 0, "tag": said_by(1)},
            {"first_block": 0, "tag": said_by(1, 0.5)},
        ),
        ("next paragraph", {}, {"first_block": 1}, {"first_block": 2}),
        ("next paragraph, speech left open", {"closed": False}, {"first_block": 1}, {"first_block": 2}),
        ("two paragraphs on", {}, {"first_block": 2}, {"first_block": 3}),
        ("further on", {}, {"first_block": 3}, {"first_block": 2}),
        ("words between", {}, {"first_block": 2, "beats": Beats(since=5)}, {"beats": Beats(since=5)}),
        ("after a question", QUESTION, {}, {"first_block": 0}),
        ("goes on in lower case", {}, {"words": "“and so on.”"}, {"words": "“And so on.”"}),
        ("broken off before", {"words": "“I was—”"}, {}, None),
        ("line has a tag", {}, {"tag": said_by(0)}, {}),
        ("line before has a tag", {"tag": said_by(0)}, {}, None),
        ("beat in the paragraph", {}, {"beats": BEAT}, {"beats": Beats(above=BEAT.before)}),
        ("nothing told between", {}, {}, {"beats": Beats(since=3)}),
        ("nothing told between", {}, {}, {"first_block": 2}),
        ("thought", {}, {"aside": True}, {}),
        ("thought before", {"aside": True}, {}, None),
        ("asks", {}, QUESTION, {}),
        ("cries out", {}, {"words": "“No!”"}, {}),
        ("breaks off", {}, {"words": "“I was—”"}, {}),
        ("line before cries out", {"words": "“No!”"}, {}, None),
    ],
)
def test_how_the_turn_passes_to_a_line(
    feature: str, before: dict[str, Any], own: dict[str, Any], off: dict[str, Any] | None
) -> None:
    def value(before: dict[str, Any], own: dict[str, Any]) -> float:
        talk = [line(0, **before), line(1, **own)]
        turn = Observer(voices([person(), person()]), talk).features(1, [0, 1]).turn
        assert turn[TURN.index("first line")] == 0.0
        return float(turn[TURN.index(feature)])

    assert value(before, own) > 0
    assert value(*((before, off) if off is not None else ({}, own))) == 0.0


def passing_before(*lines: dict[str, Any]) -> dict[str, float]:
    """The features of the last of some lines that tell of the one before it."""
    talk = [line(k, **own) for k, own in enumerate(lines)]
    turn = Observer(voices([person(), person()]), talk).features(len(talk) - 1, [0, 1]).turn
    return {
        name.removeprefix("line before: "): float(value)
        for name, value in zip(TURN, turn, strict=True)
        if name.startswith("line before: ") and value
    }


def test_how_the_turn_passed_to_the_line_before_is_known_too() -> None:
    assert passing_before({}, {}, {}) == {"next paragraph": 1.0, "nothing told between": 1.0}
    assert passing_before({}, {"first_block": 0}, {}) == {"same paragraph": 1.0}
    assert passing_before({}, {"beats": BEAT}, {}).keys() >= {"next paragraph", "beat in the paragraph"}
    further = passing_before({}, {"first_block": 3, "last_block": 3}, {"first_block": 4})
    assert further == {"further on": 1.0}
    assert passing_before({}, {}) == {"second of the talk": 1.0}


def test_a_tag_two_lines_before_is_known() -> None:
    talk = [line(0, said_by(0)), line(1), line(2)]
    turn = dict(zip(TURN, Observer(voices([person(), person()]), talk).features(2, [0, 1]).turn, strict=True))
    assert turn["two lines before has a tag"] == pytest.approx(0.98)


def test_nothing_comes_before_the_first_line() -> None:
    turn = Observer(voices([person()]), [line(0, said_by(0), aside=True)]).features(0, [0]).turn
    assert dict(zip(TURN, turn, strict=True)) == {name: float(name == "first line") for name in TURN}


def heard(feature: str, figures: Sequence[Figure] = (), **own: Any) -> list[float]:
    """A feature of the last speaker, for each of two people, and for somebody else."""
    talk: list[Line] = [line(0), line(1, **own)]
    observer = Observer(voices(figures or [person(he=9), person(she=9)]), talk)
    return [float(x) for x in observer.features(1, [0, 1]).hearer[:, HEARER.index(feature)]]


def test_who_spoke_last_may_be_called_in_the_answer() -> None:
    assert heard("last speaker is called", called={0: 0.8}) == [0.8, 0.0, 0.0]
    assert heard("somebody else is called", called={0: 0.8}) == [0.0, 0.8, 0.0]
    assert heard("last speaker is called") == heard("somebody else is called") == [0.0] * 3


def test_a_sir_is_said_to_a_man_and_a_madam_to_a_woman() -> None:
    fits, clashes = "manner of address fits the last speaker", "manner of address does not"
    sir, madam = frozenset(["sir"]), frozenset(["madam"])
    assert heard(fits, manners=sir) == heard(clashes, manners=madam) == [1.0, 0.0, 0.0]
    assert heard(fits, manners=madam) == heard(clashes, manners=sir) == [0.0, 1.0, 0.0]
    assert heard(fits) == heard(clashes) == [0.0] * 3
    unknown = [person(), person(he=1, she=1)]
    assert heard(fits, unknown, manners=sir) == heard(clashes, unknown, manners=sir) == [0.0] * 3


def test_who_is_told_of_beside_the_answer_but_does_nothing_there_is_spoken_to() -> None:
    beats = Beats(after=Beat({0: 1.0}, {0: 0.5, 1: 0.5}, 0, 1))
    assert heard("last speaker is told of beside it", beats=beats) == [0.0, 1.0, 0.0]
    assert heard("last speaker is told of beside it", beats=Beats(above=beats.after)) == [0.0] * 3


def test_names_of_features_are_their_own() -> None:
    for names in (CANDIDATE, TURN, HEARER):
        assert len(set(names)) == len(names)


def test_features_of_many_people_stand_in_their_order() -> None:
    talk = [line(0, said_by(2)), line(1, called={1: 0.5})]
    observer = Observer(voices([person() for _ in range(4)]), talk)
    one, other = (observer.features(1, people).candidate for people in ([0, 1, 2], [2, 1, 0]))
    assert np.array_equal(one[:3], other[2::-1])
