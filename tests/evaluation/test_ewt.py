from __future__ import annotations

from pathlib import Path

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation.ewt import Word, read_documents, read_sentences, treebank_file
from tests.evaluation.gold import write_treebank


def test_words_heads_and_spaces(tmp_path: Path) -> None:
    first = next(iter(read_sentences(write_treebank(tmp_path) / "dev.conllu")))
    assert [word.form for word in first.words] == ["I", "do", "n't", "know", "Ned", "."]
    assert first.words[3] == Word("know", "know", "VERB", "VB", -1, "root", True)
    # Of "don't" neither half stands before a space but the last, which has that of the whole.
    assert [word.space for word in first.words] == [True, False, True, True, False, True]
    assert [word.head for word in first.words] == [3, 3, 3, -1, 3, 3]
    assert (first.document, first.paragraph) == ("email-one", True)


def test_documents_have_the_text_of_their_words(tmp_path: Path) -> None:
    one, two = read_documents(write_treebank(tmp_path))
    assert one.text.content == "I don't know Ned. Go!\n\nHe cannot(no)."
    assert [one.text.content[start:end] for start, end in one.tokens] == [word.form for word in one.words]
    assert [one.text.content[block.start : block.end] for block in one.text.blocks] == [
        "I don't know Ned. Go!",
        "He cannot(no).",
    ]
    assert one.bounds == ((0, 6), (6, 8), (8, 15))
    assert (one.genre, two.genre, two.name) == ("email", "weblog", "weblog-two")
    assert two.text.content == "Yes"


def test_a_file_that_names_no_document_is_one(tmp_path: Path) -> None:
    (tmp_path / "en_ewt-ud-test.conllu").write_text(
        "1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\r\n\r\n1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No"
    )
    (document,) = read_documents(tmp_path, "test")
    assert (document.name, document.text.content) == ("en_ewt-ud-test", "Yes No")


GOOD = "1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n"


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\n", "line 1: 9 tab-separated columns where CoNLL-U has 10"),
        (GOOD + "\n" + "Yes yes\n", "line 3: 1 tab-separated columns"),
        (GOOD.replace("INTJ", "WORD"), "line 1: 'WORD' is not a universal part of speech"),
        (GOOD.replace("1\t", "2\t"), "line 1: token 2 where 1 belongs"),
        (GOOD + GOOD, "line 2: token 1 where 2 belongs"),
        (GOOD.replace("\t0\t", "\t7\t"), "line 1: its head is word 7 of a sentence of 1"),
        (GOOD.replace("\t0\t", "\tx\t"), "line 1: 'x' is not a whole number"),
        (GOOD.replace("\t0\t", "\t1\t"), "line 1: a sentence of 0 roots"),
        (GOOD.replace("root", "_"), "line 1: the word has no relation"),
        (GOOD.replace("Yes", " "), "line 1: ' ' is no word"),
        ("1-2\tYes\t_\t_\t_\t_\t_\t_\t_\t_\n" + GOOD, "line 1: 1-2 is no range of this sentence"),
        ("1-x\tYes\t_\t_\t_\t_\t_\t_\t_\t_\n" + GOOD, "line 1: 'x' is not a whole number"),
        ("# nothing\n\n", "nothing to score"),
    ],
)
def test_a_file_of_another_form_is_refused_in_one_line(tmp_path: Path, rows: str, problem: str) -> None:
    (tmp_path / "dev.conllu").write_text(rows)
    with pytest.raises(EvaluationError) as raised:
        list(read_documents(tmp_path))
    assert problem in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_split_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"dev.conllu is missing"):
        list(read_documents(tmp_path))
    with pytest.raises(EvaluationError, match="choose one of dev, test, train"):
        treebank_file(tmp_path, "all")
    with pytest.raises(EvaluationError, match="is not a folder"):
        treebank_file(tmp_path / "nowhere", "dev")
