"""A DocBin as spaCy reads it, and the component that reads a document of spaCy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import fabula
from fabula.exports import export
from fabula.types import Repair, RepairKind, Work
from tests.builders import ferry, grouped_work, novel, plain_work, small_work, storied_work
from tests.words import annotated

spacy = pytest.importorskip("spacy")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def read(work: Work, tmp_path: Path) -> Any:
    """The document, read by a pipeline that knows nothing of the one who wrote it."""
    path = export(work, "spacy", tmp_path / "x.spacy", annotated(work))
    return document_in(path)


def document_in(path: Path) -> Any:
    (doc,) = spacy.tokens.DocBin().from_disk(path).get_docs(spacy.blank("en").vocab)
    return doc


@pytest.mark.parametrize(
    "work", [small_work(), grouped_work(), ferry(), novel(2000)], ids=lambda work: work.title
)
def test_the_text_its_sentences_and_trees_come_back(work: Work, tmp_path: Path) -> None:
    doc, notes = read(work, tmp_path), annotated(work)
    assert doc.text == work.text.content
    words = [token for token in doc if token.pos_ != "SPACE"]
    assert [token.idx for token in words] == notes.token_start.tolist()
    assert [token.lemma_ for token in words] == list(notes.words.lemma)
    sentences = [[token for token in sentence if token.pos_ != "SPACE"] for sentence in doc.sents]
    assert [len(each) for each in sentences] == (notes.sentence_end - notes.sentence_start).tolist()
    for sentence in sentences:
        roots = [token for token in sentence if token.dep_ == "ROOT"]
        assert len(roots) == 1 and roots[0].head == roots[0]
        assert all(token.head in sentence for token in sentence)


def test_quotations_are_spans_with_their_speakers(tmp_path: Path) -> None:
    doc = read(storied_work(), tmp_path)
    spans = doc.spans["quotes"]
    assert [span.text for span in spans] == [
        "“Good morning,”",
        "“have you seen Tom’s glove?”",
        "“No, ma’am. Tom took it to Fenwick.”",
    ]
    assert [(span.id_, span.kb_id_, span.label_) for span in spans] == [
        ("q1", "e1", "QUOTE"),
        ("q1", "e1", "QUOTE"),
        ("q2", "e3", "QUOTE"),
    ]
    assert [span._.speaker for span in spans] == ["Mrs. Alder", "Mrs. Alder", "Ned"]
    assert spans[2]._.addressees == ["Mrs. Alder", "Tom"] and spans[2]._.confidence == 0.625
    assert not spans[0]._.thought and spans[0]._.entity is None


def test_mentions_are_spans_and_names_are_entities(tmp_path: Path) -> None:
    doc = read(storied_work(), tmp_path)
    assert [(span.text, span._.entity) for span in doc.spans["characters"]] == [
        *(("Mrs. Alder", "Mrs. Alder"), ("Tom", "Tom"), ("Ned", "Ned"), ("his", "Ned")),
        *(("ma’am", "Mrs. Alder"), ("Tom", "Tom"), ("I", "I")),
    ]
    assert len(doc.spans["mentions"]) == 10
    assert [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents] == [
        *(("Mrs. Alder", "PERSON", "e1"), ("Tom", "PERSON", "e2"), ("Ned", "PERSON", "e3")),
        *(("Tom", "PERSON", "e2"), ("Fenwick", "GPE", "e4")),
    ]
    assert list(doc._.cast[3]["pronouns"]) == ["he"] and doc._.cast[5]["narrator"]


def test_chapters_and_scenes_are_spans(tmp_path: Path) -> None:
    doc = read(storied_work(), tmp_path)
    assert [span.text.split("\n")[0] for span in doc.spans["chapters"]] == ["Chapter One", "Chapter Two"]
    assert [(span.id_, span.text[:6]) for span in doc.spans["scenes"]] == [("1", "“Good "), ("2", "I foun")]


def test_tokens_know_their_quotation_their_entity_and_whether_they_name_an_event(tmp_path: Path) -> None:
    doc = read(storied_work(), tmp_path)
    known = {token.text: token for token in doc}
    assert known["said"]._.event == 0.875 and known["glove"]._.event < 0.5
    assert (known["morning"]._.quote, known["shook"]._.quote) == (1, None)
    assert (known["Alder"]._.entity, known["stairs"]._.entity) == (1, None)


def test_a_repair_reads_as_it_should(tmp_path: Path) -> None:
    work = plain_work("Ann sa-\nng.")
    text = replace(work.text, repairs=(Repair(6, 8, "", RepairKind.LINE_BREAK),))
    assert read(replace(work, text=text), tmp_path).text.startswith("Ann sa")


def test_white_space_at_the_ends_and_a_text_without_words(tmp_path: Path) -> None:
    assert read(plain_work("\n\n  Ann sang. \n"), tmp_path).text == "\n\n  Ann sang. \n"
    assert read(plain_work("   ", mention_of=()), tmp_path).text == "   "


def test_a_document_that_fabula_has_not_read_says_nothing() -> None:
    import fabula.spacy_component

    fabula.spacy_component.make_extensions()
    doc = spacy.blank("en")("Ann sang.")
    assert doc._.cast == {} and doc[0]._.entity is None and doc[0]._.event == 0.0
    assert doc[:1]._.speaker is None and doc[:1]._.addressees == []


@pytest.mark.model
def test_the_component_reads_a_document(tmp_path: Path) -> None:
    import fabula.spacy_component as component

    nlp = spacy.blank("en")
    nlp.add_pipe("fabula", config={"threads": 1})
    story = (Path(__file__).parents[1] / "stories" / "two_voices.txt").read_text("utf-8")
    doc = nlp(story)
    assert doc.text == story
    reading = fabula.read(Path(__file__).parents[1] / "stories" / "two_voices.txt")
    said = [(span.id_, span._.speaker) for span in doc.spans["quotes"]]
    known = [
        (f"q{quote.id}", quote.speaker and quote.speaker.name)
        for quote in reading.quotes
        for _ in quote.spans
    ]
    assert said == known
    assert {own["name"] for own in doc._.cast.values()} == {entity.name for entity in reading.entities}
    assert any(token._.event > 0.5 for token in doc)
    assert [len(nlp(text)) for text in ("", " \n")] == [0, 1]
    assert isinstance(nlp.get_pipe("fabula"), component.FabulaComponent)
    assert document_in(reading.export("spacy", tmp_path)).text == story


def test_the_component_is_one_that_spacy_finds_by_its_name() -> None:
    project = (Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8")
    assert '[project.entry-points.spacy_factories]\nfabula = "fabula.spacy_component:make"' in project
