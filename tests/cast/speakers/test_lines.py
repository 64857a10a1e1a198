from __future__ import annotations

import pytest

from fabula.cast.speakers.frames import tag_mention
from fabula.cast.speakers.tags import TagKind
from tests.cast.scenes import tell
from tests.cast.speakers.talks import Seen


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("“No,” said [Emma].", TagKind.NAME),
        ("“No,” said [I].", TagKind.FIRST),
        ("“No,” said [she].", TagKind.PRONOUN),
        ("“No,” said [[her] father].", TagKind.KIN),
        ("“No,” said [the driver].", TagKind.STATED),
        ("“No,” said [the man at the door].", TagKind.STATED),
        ("“No,” said [a man].", TagKind.NOMINAL),
        ("“No,” said [the man].", TagKind.NOMINAL),
        ("“No,” said [the old gentleman].", TagKind.NOMINAL),
    ],
)
def test_what_a_tag_calls_its_speaker_by(page: str, kind: TagKind) -> None:
    [own] = Seen(tell(page)).lines
    assert max(own.tag.masses, key=lambda k: sum(own.tag.of(k).values())) is kind
    assert max(own.tag.figures.values()) > 0.85


def test_a_description_far_from_the_line_is_no_more_than_what_the_model_makes_of_it() -> None:
    seen = Seen(tell("“No.” Then [the driver] laughed.", speakers={"No": "the driver"}))
    assert list(seen.line("No").tag.masses) == [TagKind.NOMINAL]


def test_a_tag_passes_what_its_pronoun_may_mean_to_each() -> None:
    seen = Seen(
        tell(
            "[Emma] met [Jane]. “No,” said [she].",
            links={"she": {"Emma": 0.6, "Jane": 0.3}},
            speakers={"No": {"she": 0.8}},
        )
    )
    tag = seen.line("No").tag
    shares = seen.shares(tag.of(TagKind.PRONOUN))
    assert shares["Emma"] > shares["Jane"] > 0.1
    assert tag.asks == {"she": pytest.approx(0.98, abs=0.03)}
    assert sum(tag.figures.values()) + tag.none == pytest.approx(1.0, abs=1e-5)


def test_who_is_called_by_way_of_another_is_not_the_other() -> None:
    seen = Seen(tell("[Emma] came. “No,” said [[her] father].", links={"her": "Emma"}))
    assert [seen.name(n) for n in seen.line("No").barred] == ["Emma"]
    assert not Seen(tell("[Emma] came. “No,” said [she].", links={"she": "Emma"})).line("No").barred


def test_whom_the_teller_describes_is_not_the_teller() -> None:
    seen = Seen(tell("[I] came. “No,” said [the man].", "“Yes,” said [I].", links={"I 2": "I"}), teller="I")
    assert [seen.name(n) for n in seen.line("No").barred] == ["I"]
    assert not seen.line("Yes").barred


def test_who_is_called_and_who_is_only_named() -> None:
    seen = Seen(
        tell("“[Emma], have you seen [Tom]?” said [Jane].", addressees={"have": {"Emma": 0.4, "Tom": 0.1}})
    )
    own = seen.line("have")
    assert seen.shares(own.called) == {"Emma": pytest.approx(0.4), "Tom": pytest.approx(0.1)}
    assert {seen.name(n) for n in own.talked_of} == {"Tom"}


def test_what_the_model_says_of_one_outside_the_line_calls_nobody() -> None:
    seen = Seen(tell("“No.” [Emma] laughed.", addressees={"No": "Emma"}))
    assert seen.line("No").called == {}


def test_a_sir_calls_nobody_in_particular() -> None:
    seen = Seen(tell("“Yes, [sir],” said [Emma].", addressees={"Yes": "sir"}))
    assert seen.line("Yes").called == {}


def test_those_told_of_near_count_the_more_the_nearer_they_are() -> None:
    seen = Seen(tell("[Ann] sat.", "[Ben] sat.", "[Cora] sat.", "[Dan] sat.", "[Eva] sat. “No.”"))
    assert seen.shares(seen.line("No").near) == {
        name: pytest.approx(weight / 10) for name, weight in (("Eva", 4), ("Dan", 3), ("Cora", 2), ("Ben", 1))
    }


def test_nobody_of_the_scene_before_is_near_or_there() -> None:
    own = Seen(tell("[Ann] sat.", "* * *", "“No.”")).line("No")
    assert own.near == own.there == {}


def test_one_is_there_from_when_the_scene_tells_of_him() -> None:
    seen = Seen(tell("[Ann] sat. [Ann] rose.", *["It rained."] * 10, "[Ben] sat.", "“No.”", "[Cora] rose."))
    assert seen.shares(seen.line("No").there) == {"Ann": 2, "Ben": 1}
    far = Seen(tell("[Ann] sat.", *["It rained."] * 30, "“No.”"))
    assert far.line("No").there == {}


def test_a_crowd_is_cut_to_those_told_of_most() -> None:
    crowd = ", ".join(f"[P{chr(97 + n // 26)}{chr(97 + n % 26)}|name]" for n in range(250))
    own = Seen(tell(f"{crowd} were there, and [Paa|name] spoke.", "“No.”")).line("No")
    assert len(own.near) == len(own.there) == 200
    assert own.there[0] == 2


def test_the_teller_of_the_words_around_a_line() -> None:
    page = ("[I] came in.", "“No.”")
    seen = Seen(tell(*page), teller="I")
    assert seen.name(seen.line("No").teller) == "I"
    assert Seen(tell(*page)).line("No").teller == -1
    assert Seen(tell("[I] came in.", *["It rained."] * 4, "“No.”"), teller="I").line("No").teller == -1


def test_a_line_knows_its_words_manners_and_whether_it_is_thought() -> None:
    seen = Seen(tell("“Yes, sir,” said [Emma], “at once.”", "“Bother!” thought [Emma]."))
    yes, bother = seen.lines
    assert yes.words == "“Yes, sir,” “at once.”"
    assert yes.manners == {"sir"}
    assert (yes.aside, bother.aside) == (False, True)
    assert yes.closed


@pytest.mark.parametrize(("other", "away"), [("Emma", 0), ("Tom", 1)])
def test_lines_of_a_chat_are_apart_by_their_labels(other: str, away: int) -> None:
    _, first, second = Seen(tell("“Emma! Tom!” somebody said.", f"[Emma]: no\n[{other}]: yes")).lines
    assert second.after(first) == away


def test_lines_are_as_far_apart_as_their_paragraphs() -> None:
    one, two, three = Seen(tell("“One.” “Two.”", "It rained.", "“Three.”")).lines
    assert (two.after(one), three.after(two)) == (0, 2)


def test_who_more_likely_than_not_is_the_tag() -> None:
    scene = tell(
        "“No.” [Emma] rose.",
        "“Yes.” [Jane] rose.",
        speakers={"No": {"Emma": 0.6}, "Yes": {"Jane": 0.4}},
    )
    assert [tag_mention(scene.book, row) for row in (0, 1)] == [scene.labels["Emma"], -1]


def test_a_name_within_the_line_is_no_tag_of_it() -> None:
    scene = tell("“No, [Emma].” It rained.", speakers={"No": "Emma"})
    assert tag_mention(scene.book, 0) == -1
