from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from fabula.errors import EvaluationError
from fabula.evaluation.evaluate_supersense import evaluate_supersense, found_senses
from fabula.evaluation.run import Tag
from fabula.evaluation.semcor import Document, read_documents
from fabula.types import SUPERSENSES, Span, Text, Words

SENTENCE = """``\tO
Pies\tB-noun.food
took\tB-verb.change
place\tI-verb.change
,\tO
''\tO
said\tB-verb.communication
Ann\tB-noun.Tops
.\tO
"""
OTHER = "She\tO\nran\tB-verb.motion\n.\tO\n"


def write_corpus(root: Path, documents: int = 10) -> Path:
    """Documents of a sentence each but for the ninth, which has five."""
    path = root / "semcor.tsv"
    parts = [
        f"# doc d{number}\n" + "\n".join([SENTENCE, *[OTHER] * (4 if number == 9 else 0)])
        for number in range(1, documents + 1)
    ]
    path.write_text("\n".join(parts), encoding="utf8")
    return path


def words_of(document: Document, senses: list[tuple[int, int, str]]) -> Words:
    """A program's words, with these supersenses and none else."""
    count = len(document.tokens)
    sense, zeros = np.zeros(count, np.int32), np.zeros(count, np.int32)
    for start, end, name in senses:
        sense[start:end] = 1 + len(SUPERSENSES) + SUPERSENSES.index(name)
        sense[start] -= len(SUPERSENSES)
    score = np.where(sense > 0, 0.75, 0).astype(np.float32)
    nothing = np.zeros(count, np.float32)
    lemma = ("a",) * count
    return Words(lemma, zeros, zeros, zeros, zeros, nothing, nothing, nothing, sense, score)


def test_every_ninth_document_is_for_development(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    assert [own.name for own in read_documents(tmp_path)] == ["d9"]
    others = [own.name for own in read_documents(tmp_path, "train")]
    assert others == [f"d{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 10)]
    assert len(list(read_documents(tmp_path / "semcor.tsv", "all"))) == 10


def test_words_stand_where_the_document_says(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    (own,) = read_documents(tmp_path)
    said = [own.text.content[start:end] for start, end in own.tokens]
    assert said[:9] == ["“", "Pies", "took", "place", ",", "”", "said", "Ann", "."]
    assert own.bounds == ((0, 9), (9, 12), (12, 15), (15, 18), (18, 21))
    assert own.senses[:3] == ((1, 2, "noun.food"), (2, 4, "verb.change"), (6, 7, "verb.communication"))
    starts = [block.start for block in own.text.blocks]
    assert len(starts) == 2 and own.text.content[starts[1] - 2 : starts[1]] == "\n\n"


@pytest.mark.parametrize("line", ["Pies", "\tO", "pies\tnoun.food", "pies\tB-noun.pie", "pies\tX-noun.food"])
def test_a_line_that_is_none_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "semcor.tsv"
    path.write_text(f"# doc a\nShe\tO\n{line}\n", encoding="utf8")
    with pytest.raises(EvaluationError, match=r"semcor\.tsv.*3"):
        list(read_documents(tmp_path, "all"))


def test_a_file_without_documents_and_an_unknown_split(tmp_path: Path) -> None:
    (tmp_path / "semcor.tsv").write_text("", encoding="utf8")
    with pytest.raises(EvaluationError, match="document"):
        list(read_documents(tmp_path))
    with pytest.raises(EvaluationError, match="test"):
        list(read_documents(tmp_path, "test"))


def program(documents: list[Document], *, without: str = "", as_one: bool = False) -> Tag:
    """A program that knows the corpus, but finds none of one supersense, or parts its phrases."""
    known = {own.text.content: own for own in documents}

    def tag(text: Text, tokens: Sequence[Span], sentences: Sequence[Span]) -> Words:
        own = known[text.content]
        assert (tuple(tokens), tuple(sentences)) == (own.tokens, own.bounds)
        found = [(a, b, name) for a, b, name in own.senses if name != without]
        if as_one:
            found = [(at, at + 1, name) for a, b, name in found for at in range(a, b)]
        return words_of(own, found)

    return tag


def test_a_perfect_program(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    report = evaluate_supersense(tmp_path, tag=program(list(read_documents(tmp_path))))
    shares = ("f1", "precision", "recall", "nouns", "verbs", "phrases")
    assert {report.overall[key] for key in shares} == {100}
    assert report.overall["senses"] == 8
    assert [row.name for row in report.rows] == ["d9"]
    assert report.calibration[0].claims == 8


def test_bounds_and_supersense_count_together(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    documents = list(read_documents(tmp_path))
    missed = evaluate_supersense(tmp_path, tag=program(documents, without="noun.Tops"))
    assert missed.overall["precision"] == 100 and missed.overall["recall"] == 87.5
    assert missed.overall["verbs"] == 100
    parted = evaluate_supersense(tmp_path, tag=program(documents, as_one=True))
    assert parted.overall["precision"] == pytest.approx(700 / 9) and parted.overall["recall"] == 87.5
    assert parted.overall["phrases"] == 0


def test_a_program_without_the_head_finds_nothing(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    (own,) = read_documents(tmp_path)
    assert list(found_senses(Words(lemma=("a",) * len(own.tokens)), own.bounds)) == []
