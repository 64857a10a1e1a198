from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.language.features import (
    ANTECEDENT_SIZES,
    PRONOUN_CLASSES,
    SPEAKER_SIZES,
    MentionTable,
    addressee_candidates,
    antecedent_features,
    head_index,
    quotation_table,
    speaker_candidates,
    speaker_features,
)
from fabula.types import Quotation
from tests.language.fakes import NAME, NOMINAL, PRONOUN, column, mentions, quotations

APART, TOKENS, FORMS, TYPES, MATCH, PRONOUNS, SPEECH, NESTED = range(8)


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        ("captain", 0),
        ("old captain", 1),
        ("captain of the guard", 0),
        ("tall man who laughed", 1),
        ("captain 's dog", 0),
        ("of", 0),
        ("of mice", 1),
    ],
)
def test_head(phrase: str, head: int) -> None:
    assert head_index(phrase.split()) == head


def one_each(words: str, *phrases: str, form: int = NOMINAL) -> MentionTable:
    """A mention for each phrase, found in turn in the words."""
    rows, at, own = [], 0, words.split()
    for phrase in phrases:
        size = len(phrase.split())
        while own[at : at + size] != phrase.split():
            at += 1
        rows.append((at, at + size, 0, form, -1, 0))
        at += size
    return mentions(words, *rows)


def test_text_and_head_ignore_case_articles_and_possessives() -> None:
    table = one_each("The Captain saw the old captain 's dog", "The Captain", "the old captain 's")
    assert table.head[0] == table.head[1] == table.text[0] != table.text[1]
    assert [sorted(bag) for bag in table.words] == [["captain"], ["captain", "old"]]


def test_numbers_are_equal_for_equal_strings_only() -> None:
    table = one_each("a cat , the cat , cat , an owl", "a cat", "the cat", "cat", "an owl")
    assert table.text.tolist() == table.head.tolist() == [0, 0, 0, 1]


def test_a_mention_of_one_article_or_one_possessive_keeps_it() -> None:
    table = one_each("the 's", "the", "'s")
    assert len(set(table.text.tolist())) == 2


def test_pronouns_have_a_class_and_others_none() -> None:
    table = mentions("Him her thou thing nobody", *((i, i + 1, 0, PRONOUN, -1, 0) for i in range(5)))
    assert table.pronoun.tolist() == [1, 2, 7, 8, 8]
    assert one_each("he", "he", form=NAME).pronoun.tolist() == [0]
    assert set(PRONOUN_CLASSES.values()) == set(range(1, 9))


def pair(table: MentionTable, later: int, earlier: int) -> list[int]:
    found = antecedent_features(table, column(later), column(earlier))
    assert found.shape == (1, len(ANTECEDENT_SIZES))
    assert found.dtype == np.int64
    values: list[int] = found[0].tolist()
    return values


@pytest.mark.parametrize(
    ("apart", "bucket"),
    [(1, 0), (2, 1), (3, 2), (4, 3), (5, 4), (7, 4), (8, 5), (16, 6), (32, 7), (64, 8), (128, 9), (400, 9)],
)
def test_mentions_apart(apart: int, bucket: int) -> None:
    table = mentions("x " * 401, *((i, i + 1, 0, NAME, -1, 0) for i in range(401)))
    assert pair(table, apart, 0)[APART] == bucket


@pytest.mark.parametrize(
    ("gap", "bucket"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (63, 6), (64, 7), (4096, 13), (9000, 13)]
)
def test_tokens_between(gap: int, bucket: int) -> None:
    table = mentions("x " * (gap + 2), (0, 1, 0, NAME, -1, 0), (gap + 1, gap + 2, 0, NAME, -1, 0))
    assert pair(table, 1, 0)[TOKENS] == bucket


def test_forms_types_and_pronouns() -> None:
    table = mentions(
        "Anna she ship we", (0, 1, 0, NAME, -1, 0), (1, 2, 0, PRONOUN, -1, 0), (2, 3, 4, NOMINAL, -1, 0),
        (3, 4, 0, PRONOUN, -1, 0),
    )  # fmt: skip
    assert pair(table, 1, 0)[FORMS] == PRONOUN * 3 + NAME
    assert pair(table, 2, 1)[FORMS] == NOMINAL * 3 + PRONOUN
    assert pair(table, 1, 0)[TYPES] == 0 * 2 + 1
    assert pair(table, 2, 0)[TYPES] == 4 * 2 + 0
    assert pair(table, 3, 1)[PRONOUNS] == 6 * 9 + 2
    assert pair(table, 1, 0)[PRONOUNS] == 2 * 9 + 0
    assert pair(table, 2, 0)[PRONOUNS] == 0


@pytest.mark.parametrize(
    ("earlier", "later", "match"),
    [
        ("the captain", "Captain", 4),
        ("the old captain", "the captain", 3),
        ("old captain", "young captain", 2),
        ("Anna Alder", "Anna", 1),
        ("Anna", "Bess", 0),
        ("captain of the guard", "the guard", 1),
    ],
)
def test_match_of_words(earlier: str, later: str, match: int) -> None:
    table = one_each(f"{earlier} , {later}", earlier, later)
    assert pair(table, 1, 0)[MATCH] == match


@pytest.mark.parametrize(("earlier", "later", "match"), [("She", "she", 5), ("she", "her", 0)])
def test_match_of_pronouns(earlier: str, later: str, match: int) -> None:
    assert pair(one_each(f"{earlier} {later}", earlier, later, form=PRONOUN), 1, 0)[MATCH] == match


@pytest.mark.parametrize(
    ("later", "earlier", "speech"),
    [(-1, -1, 0), (-1, 3, 1), (3, -1, 2), (3, 3, 3), (3, 2, 4), (3, 1, 5), (3, 4, 5)],
)
def test_speech(later: int, earlier: int, speech: int) -> None:
    table = mentions("a b", (0, 1, 0, NAME, earlier, 0), (1, 2, 0, NAME, later, 0))
    assert pair(table, 1, 0)[SPEECH] == speech


def test_nested() -> None:
    table = mentions(
        "my son Tom .", (0, 3, 0, NOMINAL, -1, 0), (0, 1, 0, PRONOUN, -1, 0), (3, 4, 0, NAME, -1, 0)
    )
    assert pair(table, 1, 0)[NESTED] == 1
    assert pair(table, 1, 0)[TOKENS] == 0
    assert pair(table, 2, 0)[NESTED] == 0


WORDS = ("The", "old", "Captain", "'s", "of", "Anna", "she", "he", ",", "--", "I")


@st.composite
def tables(draw: st.DrawFn) -> MentionTable:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60))
    spans = draw(
        st.lists(st.tuples(st.integers(0, len(words) - 1), st.integers(1, 5)), min_size=1, max_size=40)
    )
    rows = [
        (
            start, min(start + size, len(words)), draw(st.integers(0, 5)), draw(st.integers(0, 2)),
            draw(st.integers(-1, 6)), start // 8,
        )
        for start, size in sorted(spans, key=lambda s: (s[0], -s[1]))
    ]  # fmt: skip
    return mentions(" ".join(words), *rows)


def slow_within(table: MentionTable, a: int, b: int) -> bool:
    return table.words[a] <= table.words[b] or table.words[b] <= table.words[a]


@given(tables())
def test_pair_features_stay_in_their_tables_and_match_a_plain_reading(table: MentionTable) -> None:
    later, earlier = np.tril_indices(len(table), -1)
    found = antecedent_features(table, later.astype(np.int32), earlier.astype(np.int32))
    assert found.shape == (len(later), len(ANTECEDENT_SIZES))
    assert (found >= 0).all()
    assert (found < np.asarray(ANTECEDENT_SIZES)).all()
    for (a, b), row in zip(zip(later.tolist(), earlier.tolist(), strict=True), found.tolist(), strict=True):
        same, head = table.text[a] == table.text[b], table.head[a] == table.head[b]
        if PRONOUN in (table.form[a], table.form[b]):
            expected = 5 if same else 0
        else:
            within = slow_within(table, a, b)
            expected = 4 if same else 3 if head and within else 2 if head else int(within)
        assert row[MATCH] == expected


def test_quotations_are_put_on_tokens() -> None:
    # "Go ," she said, "on ." with tokens two characters long and a space between
    start, end = column(0, 3, 6, 9, 12, 15), column(2, 5, 8, 11, 14, 17)
    block = column(0, 0, 0, 1, 1, 2)
    table = quotation_table([Quotation(((0, 5), (9, 14)), 0), Quotation(((15, 17),), 2)], start, end, block)
    assert table.parts == (((0, 2), (3, 5)), ((5, 6),))
    assert table.start.tolist() == [0, 5]
    assert table.end.tolist() == [5, 6]
    assert table.block.tolist() == [0, 2]
    assert table.last_block.tolist() == [1, 2]


def test_a_part_without_a_token_takes_the_nearest() -> None:
    start, end, block = column(0, 10), column(4, 14), column(0, 0)
    table = quotation_table([Quotation(((5, 7),), 0), Quotation(((20, 22),), 0)], start, end, block)
    assert table.parts == (((1, 2),), ((1, 2),))


def test_no_quotations() -> None:
    table = quotation_table([], column(0), column(1), column(0))
    assert len(table) == 0
    assert table.block.dtype == table.last_block.dtype == np.int32


def test_speakers_are_people_of_the_narration_around() -> None:
    table = mentions(
        "x " * 500,
        (39, 40, 0, NAME, -1, 0),
        (40, 41, 0, NAME, -1, 0),
        (100, 101, 1, NAME, -1, 0),
        (201, 202, 0, NAME, 0, 0),
        (205, 206, 0, PRONOUN, -1, 0),
        (269, 270, 0, NAME, -1, 0),
        (270, 271, 0, NAME, -1, 0),
    )
    (found,) = speaker_candidates(quotations((0, 0, ((200, 204), (206, 210)))), table)
    assert found.tolist() == [1, 4, 5]
    assert found.dtype == np.int32


def test_of_too_many_speakers_the_nearest_to_a_part_stay() -> None:
    table = mentions("x " * 200, *((i, i + 1, 0, NAME, -1, 0) for i in range(200)))
    (found,) = speaker_candidates(quotations((0, 0, ((50, 52), (120, 122)))), table, most=8)
    assert found.tolist() == [49, 50, 51, 52, 119, 120, 121, 122]


def test_addressees_are_named_inside_or_stand_around() -> None:
    table = mentions(
        "x " * 300,
        (90, 91, 0, NAME, -1, 0),
        (101, 102, 0, NAME, 0, 0),
        (102, 103, 0, PRONOUN, 0, 0),
        (103, 104, 3, NAME, 0, 0),
        (104, 105, 0, NAME, 1, 0),
        (112, 113, 0, PRONOUN, -1, 0),
        (200, 201, 0, NAME, -1, 0),
    )
    found = addressee_candidates(quotations((0, 0, ((100, 110),)), (0, 0, ((250, 252),))), table)
    assert [f.tolist() for f in found] == [[0, 1, 5], [4, 6]]


DISTANCE, PLACE, RANK, FORM, KIND, CLASS, BLOCKS = range(7)


def speech_features() -> tuple[list[list[int]], MentionTable]:
    """A quotation of blocks 2 and 3 in two parts, with mentions before, between, inside and after it."""
    table = mentions(
        "x " * 60,
        (0, 1, 0, NAME, -1, 0),
        (18, 19, 0, NOMINAL, -1, 2),
        (21, 22, 0, NAME, 0, 2),
        (26, 27, 0, PRONOUN, -1, 2),
        (36, 38, 0, NAME, -1, 3),
        (50, 51, 2, NAME, -1, 9),
    )
    q = quotations((2, 3, ((20, 25), (30, 35))))
    return speaker_features(q, table, 0, column(*range(6))).tolist(), table


def test_speaker_features_of_each_mention() -> None:
    rows, _ = speech_features()
    first, tag, vocative, between, after, far = rows
    assert [r[DISTANCE] for r in rows] == [7, 1, 12, 12 + 1, 12 + 1, 12 + 7]
    assert [r[PLACE] for r in rows] == [3, 0, 5, 1, 2, 4]
    assert [r[FORM] for r in rows] == [NAME, NOMINAL, NAME, PRONOUN, NAME, NAME]
    assert [r[KIND] for r in rows] == [0, 0, 0, 0, 0, 2]
    assert between[CLASS] == 8
    assert {r[CLASS] for r in rows if r is not between} == {0}
    assert [r[BLOCKS] for r in (first, tag, after, far)] == [2, 0, 0, 4]
    assert vocative[BLOCKS] == between[BLOCKS] == 0
    assert [first[RANK], tag[RANK]] == [1, 0]
    assert [between[RANK], after[RANK], far[RANK]] == [0, 1, 2]


@given(tables(), st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_speaker_features_stay_in_their_tables(table: MentionTable, sizes: list[int]) -> None:
    at, rows = 0, []
    for size in sizes:
        rows.append((at // 8, (at + size) // 8, ((at, at + size), (at + size + 1, at + size + 3))))
        at += size
    q = quotations(*rows)
    for i, (near, whom) in enumerate(
        zip(speaker_candidates(q, table), addressee_candidates(q, table), strict=True)
    ):
        for which in (near, whom):
            found = speaker_features(q, table, i, which)
            assert found.shape == (len(which), len(SPEAKER_SIZES))
            assert (found >= 0).all()
            assert (found < np.asarray(SPEAKER_SIZES)).all()
