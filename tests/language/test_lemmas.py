from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.language import irregular
from fabula.language.lemmas import SPELLING_SIZES, Lemmas, apply_rule, is_rule, rule_of, spelling
from fabula.types import XPOS

PAST, PARTICIPLE, PRESENT, NOUNS, NAME = (XPOS.index(tag) for tag in ("VBD", "VBN", "VBP", "NNS", "NNP"))
WORDS = st.text(st.sampled_from("abcdeXYZ'’-éß"), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("word", "lemma", "rule"),
    [
        ("cried", "cry", "l3/y"),
        ("The", "the", "l0/"),
        ("went", "go", "=go"),
        ("LONDON", "London", "t0/"),
        ("McGees", "McGee", "k1/"),
        ("I", "I", "k0/"),
        ("n’t", "not", "l2/ot"),
    ],
)
def test_a_rule_makes_the_lemma_it_was_made_of(word: str, lemma: str, rule: str) -> None:
    assert rule_of(word, lemma) == rule
    assert is_rule(rule)
    assert apply_rule(word, rule) == lemma


@given(WORDS, WORDS)
def test_any_lemma_has_a_rule(word: str, lemma: str) -> None:
    rule = rule_of(word, lemma)
    assert is_rule(rule)
    assert apply_rule(word, rule) == lemma


@pytest.mark.parametrize("text", ["", "l", "l/", "x1/a", "lx/", "0/", "l-1/", "L1/"])
def test_what_is_no_rule(text: str) -> None:
    assert not is_rule(text)


def test_a_rule_that_eats_the_word_leaves_it() -> None:
    assert apply_rule("Is", "l2/") == "is"
    assert apply_rule("cart", "l5/each") == "cart"
    assert apply_rule("Is", "l2/ot") == "is"
    assert Lemmas(["=", "l9/"]).of(["Go", "Go"], [0, 1], [0, 0]) == ["Go", "go"]


def test_lemmas_come_in_order_and_the_same_word_may_have_several() -> None:
    lemmas = Lemmas(["l0/", "l1/", "k0/"])
    words, rules = ["Tears", "Tears", "Tears", "ran"], [0, 1, 2, 0]
    for _ in range(2):  # the second time from memory
        assert lemmas.of(words, rules, [NAME] * 4) == ["tears", "tear", "Tears", "ran"]


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("strove", PAST, "strive"), ("STROVE", PAST, "strive"), ("striven", PARTICIPLE, "strive"),
        ("lay", PAST, "lie"), ("lay", PRESENT, "lay"), ("saw", PAST, "see"), ("saw", NOUNS, "saw"),
        ("found", PAST, "find"), ("overheard", PAST, "overhear"), ("foresaw", PAST, "foresee"),
        ("teeth", NOUNS, "tooth"), ("gentlemen", NOUNS, "gentleman"), ("women", NOUNS, "woman"),
        ("teeth", PRESENT, "teeth"), ("Walked", NAME, "walked"), ("put", PAST, "put"),
        ("under", PAST, "under"),
    ],
)  # fmt: skip
def test_irregular_forms_go_by_the_list_and_others_by_the_rule(word: str, tag: int, lemma: str) -> None:
    assert Lemmas(["l0/"]).of([word], [0], [tag]) == [lemma]


def test_what_is_inflected_as_most_words_are_is_held_to_its_spelling() -> None:
    cut = Lemmas(["l2/", "l0/"], {"smile": 7}.get)
    assert cut.of(["Smiled", "smiled", "smiled"], [0, 0, 1], [PAST, NAME, PARTICIPLE]) == [
        *("smile", "smil", "smile")
    ]


def test_double_marks_have_one_lemma() -> None:
    assert Lemmas(["k0/"]).of(["“", "”", '"', "’"], [0] * 4, [NAME] * 4) == ['"', '"', '"', "'"]


def test_no_form_is_listed_that_a_rule_could_not_get_wrong() -> None:
    assert all(form != lemma for form, lemma in (irregular._PAST | irregular._PLURAL).items())
    assert all(lemma + "ed" not in irregular._PAST for lemma in irregular._PAST.values())


def test_spelling_tells_endings_and_words_apart_and_leaves_case_and_apostrophes_aside() -> None:
    assert spelling("moving") == spelling("Moving") == spelling("MOVING")
    assert spelling("don't") == spelling("don’t")
    moving, loving, bin_ = spelling("moving"), spelling("loving"), spelling("bin")
    assert moving[:4] == loving[:4]
    assert moving[4] != loving[4]
    assert moving[0] != bin_[1], "an ending of two letters is not one of one"
    for word in ("", "a", "ab", "é", "x" * 10_000):
        assert all(0 <= number < size for number, size in zip(spelling(word), SPELLING_SIZES, strict=True))


def test_spellings_are_remembered_in_their_order() -> None:
    rows = Lemmas(["l0/"]).spellings(["go", "went", "go"])
    assert rows.tolist() == [list(spelling(word)) for word in ("go", "went", "go")]
    assert Lemmas(["l0/"]).spellings([]).shape == (0, 5)
