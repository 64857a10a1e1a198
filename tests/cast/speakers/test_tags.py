from __future__ import annotations

import pytest

from fabula.cast.speakers.tags import Tag, TagKind

TAG = Tag(
    {
        TagKind.NAME: {0: 0.4},
        TagKind.PRONOUN: {0: 0.1, 1: 0.2},
        TagKind.STATED: {2: 0.1},
        TagKind.FIRST: {3: 0.05},
    },
    none=0.15,
    asks={"he": 0.3},
)


def test_what_a_tag_gives_to_each_adds_up_over_what_it_calls_them_by() -> None:
    assert TAG.figures == pytest.approx({0: 0.5, 1: 0.2, 2: 0.1, 3: 0.05})
    assert TAG.of(TagKind.PRONOUN) == {0: 0.1, 1: 0.2}
    assert TAG.of(TagKind.KIN) == {}


def test_a_name_an_i_and_what_can_mean_nobody_else_tell_outright() -> None:
    assert TAG.outright == pytest.approx({0: 0.4, 2: 0.1, 3: 0.05})


@pytest.mark.parametrize("kind", [TagKind.PRONOUN, TagKind.KIN, TagKind.NOMINAL])
def test_other_words_do_not_tell_outright(kind: TagKind) -> None:
    assert Tag({kind: {0: 0.9}}, 0.1).outright == {}


def test_without_a_tag_nobody_is_named() -> None:
    assert (Tag().figures, Tag().none, Tag().asks) == ({}, 1.0, {})


def test_a_tag_is_lessened_by_the_doubt_whether_it_is_the_lines_own() -> None:
    tag = Tag({TagKind.PRONOUN: {3: 0.5}, TagKind.NAME: {4: 0.1}}, 0.4, {"she": 0.6}).lessened(0.5)
    assert tag.of(TagKind.PRONOUN) == {3: 0.25}
    assert tag.of(TagKind.NAME) == {4: 0.05}
    assert tag.none == pytest.approx(0.7)
    assert tag.asks == {"she": pytest.approx(0.3)}


@pytest.mark.parametrize("tag", [TAG, Tag({TagKind.NAME: {3: 1.0}}, 0.0, {}), Tag()])
def test_a_tag_beyond_doubt_stays_as_it_is(tag: Tag) -> None:
    assert tag.lessened(1.0) is tag
