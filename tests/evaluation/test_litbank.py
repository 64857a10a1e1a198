from __future__ import annotations

import re
from pathlib import Path

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation import litbank
from fabula.types import EntityType, MentionForm
from tests.evaluation.gold import NOVEL, flat_tokens, write_litbank


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_litbank(tmp_path)


def test_tokens_and_sentences(root: Path) -> None:
    document = litbank.read_document(root, "1_gate")
    assert document.tokens == tuple(flat_tokens())
    assert document.sentences == ((0, 2), (2, 12), (12, 24))


def test_mentions_are_document_wide_ranges_in_order_with_links(root: Path) -> None:
    mentions = litbank.read_document(root, "1_gate").mentions
    found = [(m.id, m.start, m.end, m.type, m.form, m.entity) for m in mentions]
    person, name, pronoun = EntityType.PERSON, MentionForm.NAME, MentionForm.PRONOUN
    assert found == [
        ("T4", 0, 2, EntityType.FACILITY, MentionForm.NOMINAL, "T4"),
        ("T0", 9, 11, person, name, "T0"),
        ("T1", 13, 14, person, name, "Ned-1"),
        ("T2", 17, 18, person, pronoun, "Ned-1"),
        ("T3", 20, 21, person, pronoun, "Ned-1"),
    ]


def test_a_mention_without_a_link_is_an_entity_of_its_own(root: Path) -> None:
    clusters = litbank.read_document(root, "1_gate").clusters
    assert {entity: [m.id for m in mentions] for entity, mentions in clusters.items()} == {
        "T4": ["T4"],
        "T0": ["T0"],
        "Ned-1": ["T1", "T2", "T3"],
    }


def test_entities_nest(root: Path) -> None:
    entities = litbank.read_document(root, "1_gate").entities
    assert [(e.start, e.end, e.type.value) for e in entities] == [
        (0, 2, "FAC"),
        (1, 2, "PER"),
        (9, 11, "PER"),
        (9, 10, "PER"),
        (13, 14, "PER"),
    ]


def test_events_and_quotations(root: Path) -> None:
    document = litbank.read_document(root, "1_gate")
    assert [document.tokens[event] for event in document.events] == ["said", "came"]
    assert [(q.id, q.start, q.end, q.speaker) for q in document.quotations] == [
        ("Q1", 2, 8, "Mrs_Alder-0"),
        ("Q2", 12, 20, None),
    ]


def test_the_text_is_the_stretch_of_the_novel(root: Path) -> None:
    document = litbank.read_document(root, "1_gate")
    assert document.original
    assert document.text == NOVEL.rstrip("\n")
    spans = document.token_map.spans
    assert [document.text[start:end] for start, end in spans] == flat_tokens()


@pytest.mark.parametrize("novel", [None, "Another story altogether."])
def test_without_its_novel_the_text_is_the_tokens(tmp_path: Path, novel: str | None) -> None:
    document = litbank.read_document(write_litbank(tmp_path, novel=novel), "1_gate")
    assert not document.original
    assert document.text.split("\n")[1] == '" Who is there ? " said Mrs. Alder .'
    assert [document.text[start:end] for start, end in document.token_map.spans] == flat_tokens()


def test_splits_and_names(root: Path) -> None:
    assert litbank.document_names(root) == ("1_gate",)
    assert litbank.document_names(root, "all") == ("1_gate",)
    assert litbank.document_names(root, documents=["1_gate_brat"]) == ("1_gate",)
    assert [document.name for document in litbank.read_documents(root, "train")] == ["1_gate"]


def test_unknown_split(root: Path) -> None:
    with pytest.raises(EvaluationError, match=r"no split 'test': choose one of dev, train, all \[F405\]"):
        litbank.document_names(root, "test")


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"nowhere is not a folder: .* LitBank"):
        litbank.document_names(tmp_path / "nowhere")


def test_unknown_document(root: Path) -> None:
    with pytest.raises(EvaluationError, match=r"no '2_moor' in the gold data: .*2_moor_brat.ann is missing"):
        litbank.document_names(root, documents=["2_moor"])


def test_empty_set(root: Path) -> None:
    (root / "dev.txt").write_text("\n")
    with pytest.raises(EvaluationError, match="nothing to score"):
        litbank.document_names(root)


def test_a_list_that_is_missing_is_described(root: Path) -> None:
    for split, name in (("dev", "dev.txt"), ("all", "dev.txt"), ("train", "train.txt")):
        (root / name).unlink(missing_ok=True)
        with pytest.raises(
            EvaluationError, match=rf"{name} is missing: it lists the split's documents"
        ) as told:
            litbank.document_names(root, split)
        assert "docs/how-to/measure.md" in str(told.value)
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "measure.md").read_text("utf-8")
    (listed,) = re.findall(r"^```text\n((?:\w+\n)+)```$", page, re.MULTILINE)
    assert len(set(listed.split())) == 10


@pytest.mark.parametrize("layer", ["coref/tsv/1_gate_brat.txt", "entities/tsv/1_gate_brat.tsv", "dev.txt"])
def test_missing_file(root: Path, layer: str) -> None:
    (root / layer).unlink()
    with pytest.raises(EvaluationError, match=rf"{layer} is missing"):
        list(litbank.read_documents(root))


@pytest.mark.parametrize(
    ("layer", "old", "new", "problem"),
    [
        ("coref", "T1\t2\t1\t2\t1", "T1\t2\t1\t9\t1", "line 2: there is no sentence 9"),
        ("coref", "T1\t2\t1\t2\t1", "T1\t2\t1\t2\t99", "line 2: sentence 2 has no token 99"),
        ("coref", "T1\t2\t1\t2\t1", "T1\t2\t3\t2\t1", "line 2: it ends before it starts"),
        ("coref", "T1\t2\t1\t2\t1", "T1\t2\tx\t2\t1", "line 2: 'x' is not a whole number"),
        ("coref", "FAC\tNOM", "CAT\tNOM", "line 5: type 'CAT' with form 'NOM'"),
        ("coref", "COP\tT1", "COPS\tT1", "line 10: 'COPS' is no row"),
        ("coref", "COP\tT1\tT2", "COP\tT1", "line 10: 2 tab-separated fields where at least 3"),
        ("coref", "\tPER\tPRON\nMENTION\tT3", "\nMENTION\tT3", "line 3: a MENTION has nine"),
        ("quotations", "ATTRIB", "SAID", "line 3: 'SAID' is no row"),
    ],
)
def test_malformed_annotation(root: Path, layer: str, old: str, new: str, problem: str) -> None:
    path = root / layer / "tsv" / "1_gate_brat.ann"
    content = path.read_text()
    assert old in content
    path.write_text(content.replace(old, new, 1))
    with pytest.raises(EvaluationError) as caught:
        litbank.read_document(root, "1_gate")
    assert str(caught.value).startswith(f"{path}, {problem}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("layer", "line", "new", "problem"),
    [
        ("entities", 2, "Gate\tI-ORG\tO", "line 2: label 'I-ORG' does not fit"),
        ("entities", 3, "'\tO\tO", "line 3: token \"'\" where '\"' belongs"),
        ("events", 4, "Who\tMAYBE", "line 4: label 'MAYBE' is neither"),
    ],
)
def test_malformed_columns(root: Path, layer: str, line: int, new: str, problem: str) -> None:
    path = root / layer / "tsv" / "1_gate_brat.tsv"
    lines = path.read_text().split("\n")
    lines[line - 1] = new
    path.write_text("\n".join(lines))
    with pytest.raises(EvaluationError) as caught:
        litbank.read_document(root, "1_gate")
    assert problem in str(caught.value)


def test_too_few_tokens(root: Path) -> None:
    path = root / "events" / "tsv" / "1_gate_brat.tsv"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))
    with pytest.raises(EvaluationError, match="23 tokens where the text has 24"):
        litbank.read_document(root, "1_gate")


def test_a_file_that_is_no_text(root: Path) -> None:
    (root / "coref" / "tsv" / "1_gate_brat.ann").write_bytes(b"MENTION\n\xff\xfe\n")
    with pytest.raises(EvaluationError, match="line 2: it is not UTF-8 text"):
        litbank.read_document(root, "1_gate")


def test_an_empty_text(root: Path) -> None:
    (root / "coref" / "tsv" / "1_gate_brat.txt").write_text("")
    with pytest.raises(EvaluationError, match="line 1: no tokens"):
        litbank.read_document(root, "1_gate")
