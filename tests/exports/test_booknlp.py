"""BookNLP's six files, read back as its own example scripts and pandas read them."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas
import pytest

import fabula
from fabula.evaluation.booknlp import read_quotes
from fabula.exports import export
from fabula.exports.booknlp import files
from fabula.types import (
    RELATIONS,
    SUPERSENSES,
    UPOS,
    Annotations,
    Entity,
    EntityType,
    Mention,
    MentionForm,
    Work,
)
from tests.builders import CONTENT, ferry, plain_work, small_work
from tests.words import annotated

ENDINGS = ["book", "book.html", "entities", "quotes", "supersense", "tokens"]


def folder_of(work: Work, tmp_path: Path, annotations: Annotations | None = None) -> Path:
    return export(work, "booknlp", tmp_path / "out", annotations or annotated(work))


def table(folder: Path, ending: str, name: str = "glove") -> Any:
    """A file as BookNLP's users read it: with tabs, and no quotation mark means anything."""
    return pandas.read_csv(folder / f"{name}.{ending}", sep="\t", quoting=3, keep_default_na=False)


def test_there_are_six_files_named_after_the_source(tmp_path: Path) -> None:
    folder = folder_of(small_work(), tmp_path)
    assert sorted(path.name for path in folder.iterdir()) == [f"glove.{ending}" for ending in ENDINGS]
    packed = export(small_work(), "booknlp", tmp_path / "out.zip", annotated(small_work()))
    for name in zipfile.ZipFile(packed).namelist():
        assert zipfile.ZipFile(packed).read(name) == (folder / name).read_bytes()


def test_tokens_have_the_columns_and_numbers_of_booknlp(tmp_path: Path) -> None:
    work = small_work()
    found = table(folder_of(work, tmp_path), "tokens")
    assert list(found.columns) == [
        *("paragraph_ID", "sentence_ID", "token_ID_within_sentence", "token_ID_within_document"),
        *("word", "lemma", "byte_onset", "byte_offset", "POS_tag", "fine_POS_tag"),
        *("dependency_relation", "syntactic_head_ID", "event"),
    ]
    assert found["token_ID_within_document"].tolist() == list(range(len(found)))
    for _, rows in found.groupby("sentence_ID"):
        assert rows["token_ID_within_sentence"].tolist() == list(range(len(rows)))
        roots = rows[rows["dependency_relation"] == "ROOT"]
        assert roots["syntactic_head_ID"].tolist() == roots["token_ID_within_document"].tolist()
        assert len(roots) == 1 and rows["syntactic_head_ID"].isin(rows["token_ID_within_document"]).all()
    for row in found.itertuples():
        assert CONTENT[row.byte_onset : row.byte_offset] == row.word
    assert set(found["event"]) == {"EVENT", "O"}
    assert set(found["dependency_relation"]) <= {"ROOT", "nsubj", "dobj", "punct", "dep"}


def test_entities_name_their_last_token_and_the_cast_keeps_its_numbers(tmp_path: Path) -> None:
    work = small_work()
    folder = folder_of(work, tmp_path)
    found, words = table(folder, "entities"), table(folder, "tokens")["word"]
    assert list(found.columns) == ["COREF", "start_token", "end_token", "prop", "cat", "text"]
    for row in found.itertuples():
        assert " ".join(words[row.start_token : row.end_token + 1]) == row.text
    assert found["text"].tolist()[:3] == ["Mrs. Alder", "you", "Tom ’s glove"]
    assert found["COREF"].tolist() == [1, 6, 7, 2, 3, 3, 1, 2, 4, 5]
    assert found["prop"].tolist()[:3] == ["PROP", "PRON", "NOM"]
    assert found["cat"].tolist()[:3] == ["PER", "PER", "VEH"]


def test_one_whom_the_cast_leaves_out_has_one_number(tmp_path: Path) -> None:
    work = plain_work("They saw them run.", mention_of=[((0, 4), None), ((9, 13), None)])
    chained = tuple(replace(own, chain=4) for own in work.cast.mentions)
    work = replace(work, cast=replace(work.cast, mentions=chained))
    assert table(folder_of(work, tmp_path), "entities", "plain")["COREF"].tolist() == [2, 2]


def test_quotes_join_entities_by_the_character(tmp_path: Path) -> None:
    folder = folder_of(ferry(), tmp_path)
    quotes, entities = table(folder, "quotes", "ferry"), table(folder, "entities", "ferry")
    assert list(quotes.columns) == [
        *("quote_start", "quote_end", "mention_start", "mention_end", "mention_phrase", "char_id", "quote")
    ]
    assert quotes["char_id"].tolist() == ["1", "2", "2", "1", "None"]
    assert quotes["mention_phrase"].tolist() == ["Mara Quill", "the ferryman", "the ferryman", "she", "None"]
    known = quotes[quotes["char_id"] != "None"].astype({"char_id": int})
    names = entities[entities["prop"] == "PROP"].groupby("COREF")["text"].first()
    assert known["char_id"].map(names).dropna().tolist() == ["Mara Quill", "Mara Quill"]
    joined = known.astype({"mention_start": int}).merge(
        entities, left_on=["mention_start", "char_id"], right_on=["start_token", "COREF"]
    )
    assert len(joined) == len(known)


def test_without_a_mention_that_gives_the_speaker_away_the_nearest_stands_for_it(tmp_path: Path) -> None:
    found = table(folder_of(small_work(), tmp_path), "quotes")
    assert found["mention_phrase"].tolist() == ["Mrs. Alder", "Mrs. Alder", "his"]
    assert found["quote"].tolist()[0] == "“ Good morning , ”"


def test_the_reader_of_booknlps_quotations_finds_them_in_the_text(tmp_path: Path) -> None:
    found = read_quotes(folder_of(ferry(), tmp_path) / "ferry.quotes", ferry().text.content)
    assert [quote.speaker for quote in found] == ["1", "2", "2", "1", "None"]


def test_supersenses_are_those_of_words_and_phrases(tmp_path: Path) -> None:
    work = small_work()
    notes = annotated(work)
    names = {1: "noun.act", 2: "noun.act", 4: "verb.motion"}
    sense = np.zeros(len(notes.words.lemma), np.int32)
    for at, name in names.items():
        sense[at] = 1 + SUPERSENSES.index(name) + len(SUPERSENSES) * (at == 2)
    words = replace(notes.words, sense=sense, sense_score=(sense > 0).astype(np.float32))
    found = table(folder_of(work, tmp_path, replace(notes, words=words)), "supersense")
    rows = zip(found["start_token"], found["end_token"], found["supersense_category"], strict=True)
    assert list(rows) == [(1, 2, "noun.act"), (4, 4, "verb.motion")]
    told = table(tmp_path / "out", "tokens")["word"]
    assert found["text"].tolist() == [f"{told[1]} {told[2]}", told[4]]


def test_without_them_they_are_those_that_the_types_of_mentions_give_away(tmp_path: Path) -> None:
    found = table(folder_of(small_work(), tmp_path), "supersense")
    assert list(found.columns) == ["start_token", "end_token", "supersense_category", "text"]
    assert list(zip(found["text"], found["supersense_category"], strict=True))[:2] == [
        ("Mrs. Alder", "noun.person"),
        ("Tom", "noun.artifact"),
    ]
    assert ("Fenwick", "noun.location") in set(zip(found["text"], found["supersense_category"], strict=True))


def test_booknlps_script_lists_the_characters(tmp_path: Path) -> None:
    """What the notebook of BookNLP prints: number, count, name, gender, and what each most often does."""
    data = json.loads((folder_of(small_work(), tmp_path) / "glove.book").read_text(encoding="utf-8"))
    printed = list(shown(data))
    assert printed == [
        (1, 2, "Mrs. Alder", "unknown", []),
        (2, 2, "Tom", "unknown", [("took", 1)]),
        (3, 2, "Ned", "he/him/his", [("shook", 1)]),
        (5, 1, "", "unknown", [("found", 1)]),
    ]
    ned = data["characters"][2]
    assert ned["g"]["max"] == 1.0 and ned["g"]["total"] == 1
    assert ned["g"]["inference"]["she/her"] == 0.0 and len(ned["g"]["inference"]) == 5
    assert ned["mentions"] == {
        "proper": [{"n": "Ned", "c": 1}],
        "common": [],
        "pronoun": [{"n": "his", "c": 1}],
    }


def shown(data: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    for character in data["characters"]:
        agents = Counter(token["w"] for token in character["agent"])
        gender = "unknown"
        if character["g"] is not None and character["g"] != "unknown":
            assert character["g"]["inference"]
            gender = character["g"]["argmax"]
        proper = character["mentions"]["proper"]
        name = proper[0]["n"] if proper else ""
        yield (
            character["id"],
            character["count"],
            name,
            gender,
            agents.most_common(10),
        )


def test_what_somebody_does_has_is_and_suffers() -> None:
    """A tree by hand: "Ann 's hat pleased Bee , Cat was tall"."""
    content = "Ann 's hat pleased Bee , Cat was tall"
    people = {"Ann": 1, "Bee": 2, "Cat": 3}
    spots = [(content.index(name), name) for name in people]
    work = plain_work(content, mention_of=[((at, at + 3), people[name]) for at, name in spots])
    notes = annotated(work)
    tree = {
        **{"Ann": ("hat", "nmod:poss"), "'s": ("Ann", "case"), "hat": ("pleased", "nsubj")},
        **{"Bee": ("pleased", "obj"), ",": ("pleased", "punct"), "tall": ("pleased", "parataxis")},
        **{"Cat": ("tall", "nsubj"), "was": ("tall", "cop"), "pleased": ("", "root")},
    }
    words = content.split()
    heads = [words.index(tree[word][0]) if tree[word][0] else -1 for word in words]
    tags = ["VERB" if word == "pleased" else "NOUN" for word in words]
    notes = replace(
        notes,
        words=replace(
            notes.words,
            head=np.array(heads, np.int32),
            relation=np.array([RELATIONS.index(tree[word][1]) for word in words], np.int32),
            upos=np.array([UPOS.index(tag) for tag in tags], np.int32),
        ),
    )
    book = json.loads(dict(files(work, notes))["book"])
    found = {own["id"]: own for own in book["characters"]}
    assert found[1]["poss"] == [{"w": "hat", "i": 2}]
    assert found[2]["patient"] == [{"w": "pleased", "i": 3}]
    assert found[3]["mod"] == [{"w": "tall", "i": 8}]
    assert not any(found[1][kind] for kind in ("agent", "patient", "mod"))


def test_a_word_of_tabs_and_line_breaks_stays_a_cell() -> None:
    work = plain_work("Ann\u2028sang.\n\nBee", name="A\tB")
    notes = annotated(work)
    notes = replace(notes, words=replace(notes.words, lemma=("a\tb", "", "c\nd", "e")))
    rows = [line.split("\t") for line in dict(files(work, notes))["tokens"].splitlines()]
    assert {len(row) for row in rows} == {13}
    assert [row[5] for row in rows[1:]] == ["ab", "_", "cd", "e"]


def test_a_text_without_words_has_headers_alone() -> None:
    work = plain_work("   ", mention_of=())
    made = dict(files(work, annotated(work)))
    assert all(made[ending].count("\n") == 1 for ending in ("tokens", "entities", "quotes", "supersense"))


def test_the_page_shows_the_text_and_escapes_it() -> None:
    assert "&lt;laughed&gt;" in dict(files(ferry(), annotated(ferry())))["book.html"]


def test_pronouns_of_all_classes_count() -> None:
    words = "she her xe hir they himself"
    spans = [(words.index(word), words.index(word) + len(word)) for word in words.split()]
    person = Entity(1, EntityType.PERSON, "Sam", (), (), 6, 1)
    mentions = tuple(Mention(*at, EntityType.PERSON, MentionForm.PRONOUN, 1, 1.0) for at in spans)
    work = plain_work(words)
    work = replace(work, cast=replace(work.cast, entities=(person,), mentions=mentions))
    (found,) = json.loads(dict(files(work, annotated(work)))["book"])["characters"]
    assert found["g"]["argmax"] == "she/her" and found["g"]["total"] == 6
    assert set(found["g"]["inference"].values()) == {0.333, 0.167}


@pytest.mark.model
def test_a_story_as_the_program_reads_it(voices: Path, tmp_path: Path) -> None:
    with fabula.open_world(voices) as world:
        folder = world.only_work().export("booknlp", tmp_path / "six")
    book = json.loads((folder / "two_voices.book").read_text(encoding="utf-8"))
    people = {
        own["mentions"]["proper"][0]["n"]: own for own in book["characters"] if own["mentions"]["proper"]
    }
    assert people["Nell"]["agent"] and people["Nell"]["poss"]
    quotes, entities = table(folder, "quotes", "two_voices"), table(folder, "entities", "two_voices")
    speakers = set(quotes["char_id"].astype(str)) - {"None"}
    assert speakers and speakers <= set(entities["COREF"].astype(str))
