from __future__ import annotations

from fabula.evaluation.align import LetterIndex, TokenMap, fold, join_tokens, place_tokens


def placed(tokens: str, whole: str) -> list[str]:
    found = place_tokens(tokens.split(), whole)
    assert found is not None
    text, token_map = found
    return [text[start:end] for start, end in token_map.spans]


def test_letters_are_found_across_marks_and_underscores() -> None:
    index = LetterIndex("  A--b_c, é9")
    assert index.letters == "Abcé9"
    assert [index.place(i) for i in range(5)] == [2, 5, 7, 10, 11]


def test_tokens_take_the_spacing_of_the_novel() -> None:
    whole = "Front matter. “I cannot,”\n\nsaid he--_he_! Then more."
    tokens = ["“", "I", "can", "not", ",", "”", "said", "he", "--", "_", "he", "_", "!"]
    text, token_map = place_tokens(tokens, whole) or ("", TokenMap(()))
    assert text == "“I cannot,”\n\nsaid he--_he_!"
    assert [text[start:end] for start, end in token_map.spans] == tokens


def test_marks_of_another_edition_are_the_same_marks() -> None:
    assert placed('" No ! " ’t is --', "“No!” 'tis ——") == ["“", "No", "!", "”", "'t", "is", "——"]


def test_a_mark_that_the_novel_lacks_has_no_place() -> None:
    assert placed("one ; two", "one two") == ["one", "", "two"]
    found = place_tokens(["one", ";", "two"], "one two")
    assert found is not None
    assert found[1].tokens_of(0, 7) == (0, 3)
    assert found[1].tokens_of(2, 3) == (0, 1)
    assert found[1].tokens_of(3, 4) is None


def test_marks_that_the_tokens_lack_are_passed_over() -> None:
    assert placed("one two", 'say: "one--* two" end') == ["one", "two"]


def test_other_words_have_no_place() -> None:
    assert place_tokens(["other", "words"], "one two") is None
    assert place_tokens(["--", "!"], "one--two!") is None


def test_tokens_that_a_span_overlaps() -> None:
    _, token_map = join_tokens(["Mrs.", "Alder", "ran", "."], [(0, 3), (3, 4)])
    assert token_map.spans == ((0, 4), (5, 10), (11, 14), (15, 16))
    assert token_map.tokens_of(0, 10) == (0, 2)
    assert token_map.tokens_of(3, 6) == (0, 2)
    assert token_map.tokens_of(4, 5) is None
    assert token_map.tokens_of(16, 20) is None
    assert token_map.code_points_of(1, 3) == (5, 14)


def test_an_empty_sentence_is_an_empty_line() -> None:
    text, token_map = join_tokens(["a", "b"], [(0, 1), (1, 1), (1, 2)])
    assert text == "a\n\nb"
    assert token_map.spans == ((0, 1), (3, 4))


def test_lower_case_keeps_every_place() -> None:
    assert fold("Oh İt IS") == "oh İt is"
    assert fold("OH") == "oh"
