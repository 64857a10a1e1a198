"""Tokens as records and as one flat table, which spreadsheets and pandas read as it was meant."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from fabula.errors import FabulaError, UsageError
from fabula.exports import TOKEN_FORMATS, export_tokens, text_of_tokens
from fabula.exports.tokens import TOKEN_COLUMNS, sense_spans, tokens
from fabula.types import SUPERSENSES, Cast, Mention, MentionForm, Quote, Span, Token, Work
from fabula.world import World
from tests.builders import CONTENT, ferry, plain_work, small_work
from tests.words import annotated


def rows(work: Work) -> list[Token]:
    return list(tokens(work, annotated(work)))


def table(work: Work) -> list[dict[str, str]]:
    content = text_of_tokens(work, annotated(work), "csv")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_a_token_says_where_it_is_and_what_it_hangs_on() -> None:
    found = rows(small_work())
    assert [token.id for token in found] == list(range(len(found)))
    assert all(CONTENT[token.start : token.end] == token.text for token in found)
    shook = next(token for token in found if token.text == "shook")
    ned = found[shook.id - 1]
    assert (ned.head, ned.relation, ned.entity and ned.entity.name) == (shook.id, "nsubj", "Ned")
    assert (shook.head, shook.lemma, shook.upos, shook.xpos) == (None, "shake", "VERB", "VBD")
    assert (shook.is_event, ned.is_event, shook.event) == (True, False, 0.875)
    assert small_work().text.blocks[shook.paragraph].start == ned.start


def test_each_word_of_a_phrase_has_its_supersense() -> None:
    work = small_work()
    notes = annotated(work)
    assert {token.supersense for token in tokens(work, notes)} == {None}
    sense = np.zeros(len(notes.words.lemma), np.int32)
    act = 1 + SUPERSENSES.index("noun.act")
    sense[1:4] = act, act + len(SUPERSENSES), act
    told = replace(notes, words=replace(notes.words, sense=sense, sense_score=0.5 * (sense > 0)))
    found = [token.supersense for token in tokens(work, told)]
    assert found[:5] == [None, "noun.act", "noun.act", "noun.act", None]
    assert list(sense_spans(told)) == [(1, 3, "noun.act"), (3, 4, "noun.act")]
    row = list(csv.DictReader(io.StringIO(text_of_tokens(work, told, "csv"), newline="")))[1]
    assert row["supersense"] == "noun.act"
    assert "|Supersense=noun.act\n" in text_of_tokens(work, told, "conllu")


def test_every_sentence_has_one_root() -> None:
    found = rows(small_work())
    sentences = {token.sentence for token in found}
    roots = [token.sentence for token in found if token.head is None]
    assert sorted(roots) == sorted(sentences) == list(range(len(sentences)))
    assert all(found[token.head].sentence == token.sentence for token in found if token.head is not None)


def test_an_event_is_likelier_than_not() -> None:
    token = rows(small_work())[0]
    assert [replace(token, event=p).is_event for p in (0.49, 0.5, 0.51)] == [False, False, True]


def test_the_innermost_mention_and_quotation_count() -> None:
    work = plain_work("Ann told Bob: “Go to Cat's ‘big house’ now.”")
    ann = work.cast.entities[0]

    def span(words: str) -> Span:
        start = work.text.content.index(words)
        return start, start + len(words)

    spans = {2: "Cat's ‘big house’", 3: "Cat", 1: "Ann", None: "big"}
    cast = Cast(
        (ann, replace(ann, id=2), replace(ann, id=3)),
        tuple(Mention(*span(words), ann.type, MentionForm.NAME, who, 1.0) for who, words in spans.items()),
        (
            Quote(1, (span("“Go to Cat's ‘big house’ now.”"),), 1, None, (), 1.0),
            Quote(2, (span("‘big house’"),), 1, None, (), 1.0),
        ),
    )
    found = {token.text: token for token in rows(replace(work, cast=cast))}
    whose = {word: token.entity.id for word, token in found.items() if token.entity}
    assert whose == {"Ann": 1, "Cat": 3, "'s": 2, "‘": 2, "house": 2, "’": 2}
    spoken = [found[word].quote for word in ("told", "“", "Go", "big", "house", "now", "”")]
    assert spoken == [None, 1, 1, 2, 2, 1, 1]


def test_the_table_has_a_row_for_every_token() -> None:
    found, work = table(small_work()), small_work()
    assert list(found[0]) == list(TOKEN_COLUMNS)
    for row, token in zip(found, rows(work), strict=True):
        assert (row["token"], row["lemma"], row["xpos"]) == (token.text, token.lemma, token.xpos)
        assert [row["id"], row["start"], row["end"]] == [str(token.id), str(token.start), str(token.end)]
        assert row["head"] == ("" if token.head is None else str(token.head))
        assert float(row["event"]) == pytest.approx(token.event, abs=1e-4)
    alder = next(row for row in found if row["token"] == "Alder")
    assert (alder["entity"], alder["entity_name"], alder["quote"]) == ("1", "Mrs. Alder", "")


def test_lines_end_as_rfc_4180_has_them() -> None:
    content = text_of_tokens(small_work(), annotated(small_work()), "csv")
    assert content.startswith("id,token,start,end,paragraph,sentence,lemma,upos,xpos,head,relation,event,")
    assert content.count("\r\n") == len(rows(small_work())) + 1 == content.count("\n")


def test_marks_stay_as_they_are_and_a_formula_is_none() -> None:
    work = plain_work("- Ann = @ +", name='=cmd|"/c calc"!A0')
    found = table(work)
    assert [row["token"] for row in found] == ["-", "Ann", "=", "@", "+"]
    assert found[0]["entity_name"] == '\'=cmd|"/c calc"!A0'


def test_pandas_reads_what_was_written(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    work = plain_work("None said null, said “NA”.")
    path = export_tokens(work, annotated(work), "csv", tmp_path / "x.csv")
    numbers = {"head": [""], "quote": [""], "entity": [""]}
    frame = pandas.read_csv(path, keep_default_na=False, na_values=numbers)
    assert frame["token"].tolist() == [token.text for token in rows(work)]
    assert frame["head"].isna().sum() == 1
    assert frame["head"].dtype == "float64"


@pytest.mark.parametrize("format", TOKEN_FORMATS)
def test_a_file_is_written_whole(format: str, tmp_path: Path) -> None:
    work = ferry()
    path = export_tokens(work, annotated(work), format, tmp_path / "x")
    assert path.read_bytes().decode() == text_of_tokens(work, annotated(work), format)
    assert (
        export_tokens(work, annotated(work), format, tmp_path) == tmp_path / f"ferry{TOKEN_FORMATS[format]}"
    )
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("format", TOKEN_FORMATS)
def test_without_a_place_a_new_file_is_named_after_the_story(
    format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    work = ferry()
    assert export_tokens(work, annotated(work), format) == Path("ferry" + TOKEN_FORMATS[format])
    with pytest.raises(FabulaError, match="exists already"):
        export_tokens(work, annotated(work), format)


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    work = ferry()
    with World.create_or_open(tmp_path / "w.fabula") as world:
        world.add(work)
    before = (tmp_path / "w.fabula").read_bytes()
    with pytest.raises(UsageError, match="is a world"):
        export_tokens(work, annotated(work), "conllu", tmp_path / "w.fabula")
    with pytest.raises(UsageError, match="cannot write"):
        export_tokens(work, annotated(work), "csv", tmp_path / "no" / "x.csv")
    with pytest.raises(UsageError, match=r"no export format 'xml'; choose from conllu, csv"):
        export_tokens(work, annotated(work), "xml", tmp_path / "x")
    assert (tmp_path / "w.fabula").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["w.fabula"]


@pytest.mark.parametrize("format", TOKEN_FORMATS)
def test_half_a_character_is_named_with_its_place(format: str, tmp_path: Path) -> None:
    work = plain_work("Ann \ud83d sang.")
    with pytest.raises(FabulaError, match=r"U\+D83D, half a character, at position 4"):
        export_tokens(work, annotated(work), format, tmp_path / "x")
    assert not list(tmp_path.iterdir())
