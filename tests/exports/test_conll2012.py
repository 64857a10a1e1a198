"""CoNLL-2012, read back by the rules of the shared task: columns, sentences, brackets of chains and names."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

import fabula
from fabula.exports import export
from fabula.exports.conll2012 import document
from fabula.types import Entity, EntityType, Mention, MentionForm, Work
from tests.builders import ferry, grouped_work, novel, plain_work, small_work
from tests.words import annotated


@dataclass
class Read:
    """What a file says: its words, and the spans of words (the last one counted) of each chain."""

    words: list[str] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    names: list[tuple[int, int, str]] = field(default_factory=list)
    clusters: dict[int, set[tuple[int, int]]] = field(default_factory=lambda: defaultdict(set))


def read(content: str) -> Read:
    """Reads one document, and refuses what the format does not allow."""
    begin, *lines, end = content.removesuffix("\n").split("\n")
    assert re.fullmatch(r"#begin document \([^\s()]+\); part 000", begin) and end == "#end document"
    found = Read()
    opened: dict[int, list[int]] = defaultdict(list)
    name, expected = None, 0
    for line in lines:
        if not line:
            assert not any(opened.values()) and name is None
            expected = 0
            continue
        cells = line.split()
        assert len(cells) == 12 and cells[1] == "0" and cells[2] == str(expected)
        expected += 1
        at = len(found.words)
        found.words.append(cells[3])
        found.lemmas.append(cells[6])
        found.speakers.append(cells[9])
        kind = re.fullmatch(r"(?:\((\w+))?\*(\)?)", cells[10])
        assert kind is not None
        name = (at, kind[1]) if kind[1] else name
        if kind[2]:
            assert name is not None
            found.names.append((name[0], at, name[1]))
            name = None
        for part in [] if cells[11] == "-" else cells[11].split("|"):
            shape = re.fullmatch(r"(\(?)(\d+)(\)?)", part)
            assert shape is not None
            number = int(shape[2])
            if shape[1]:
                opened[number].append(at)
            if shape[3]:
                found.clusters[number].add((opened[number].pop(), at))
    return found


def clusters_of(work: Work) -> dict[int, set[tuple[int, int]]]:
    """The chains of a work, as spans of its words."""
    notes = annotated(work)
    starts, ends = notes.token_start.tolist(), notes.token_end.tolist()
    found: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for own in work.cast.mentions:
        if own.entity is not None:
            found[own.entity].add((starts.index(own.start), ends.index(own.end)))
    return found


@pytest.mark.parametrize("work", [small_work(), grouped_work(), ferry(), novel(3000)], ids=lambda w: w.title)
def test_the_columns_parse_to_the_clusters_of_the_cast(work: Work) -> None:
    found = read("".join(document(work, annotated(work))))
    known = clusters_of(work)
    assert {number: spans for number, spans in found.clusters.items() if number in known} == known
    others = [spans for number, spans in found.clusters.items() if number not in known]
    assert sum(map(len, others)) == sum(own.entity is None for own in work.cast.mentions)
    assert len(found.words) == len(annotated(work).token_start)


def test_brackets_nest_also_where_one_is_in_another_of_its_own_chain() -> None:
    links = [((0, 11), 1), ((4, 11), 1), ((4, 7), 2), ((8, 11), 1), ((12, 15), 3)]
    work = plain_work("Ann Bee Cat Dee", mention_of=links)
    found = read("".join(document(work, annotated(work))))
    assert found.clusters == {1: {(0, 2), (1, 2), (2, 2)}, 2: {(1, 1)}, 3: {(3, 3)}}


def test_mentions_of_one_whom_the_cast_leaves_out_share_a_chain() -> None:
    work = plain_work("They saw them run.", mention_of=[((0, 4), None), ((9, 13), None), ((14, 17), None)])
    first, again, other = work.cast.mentions
    mentions = (replace(first, chain=9), replace(again, chain=9), other)
    work = replace(work, cast=replace(work.cast, mentions=mentions))
    assert read("".join(document(work, annotated(work)))).clusters == {2: {(0, 0), (2, 2)}, 3: {(3, 3)}}


def test_speakers_lemmas_and_names_have_columns() -> None:
    found = read("".join(document(ferry(), annotated(ferry()))))
    said = dict(zip(found.words, zip(found.speakers, found.lemmas, strict=True), strict=True))
    assert said["Wait"] == ("the_ferryman", "-")
    assert said["asked"] == ("-", "ask")
    assert said["Then"] == ("-", "-"), "nobody knows who says it"
    assert [(found.words[start : end + 1], kind) for start, end, kind in found.names] == [
        (["Mara", "Quill"], "PERSON"),
        (["Miss", "Quill"], "PERSON"),
    ]


def test_of_names_in_names_the_outermost_is_told() -> None:
    work = plain_work("Ann of Bath sang.", mention_of=[((0, 11), 1), ((7, 11), 2)])
    assert read("".join(document(work, annotated(work)))).names == [(0, 2, "PERSON")]


def test_namesakes_are_told_apart() -> None:
    people = tuple(Entity(number, EntityType.PERSON, "Old Tom") for number in (1, 2))
    work = plain_work("“Hm.”")
    mention = Mention(1, 3, EntityType.PERSON, MentionForm.NAME, 1, 1.0)
    work = replace(work, cast=replace(work.cast, entities=people, mentions=(mention,)))
    assert "Old_Tom#1" in read("".join(document(work, annotated(work)))).speakers


def test_a_text_without_words_is_an_empty_document() -> None:
    work = plain_work("   ", mention_of=())
    assert "".join(document(work, annotated(work))) == "#begin document (plain); part 000\n#end document\n"


@pytest.mark.model
def test_a_story_as_the_program_reads_it(voices: Path, tmp_path: Path) -> None:
    with fabula.open_world(voices) as world:
        reading = world.only_work()
    path = export(reading.work, "conll2012", tmp_path / "x.conll", reading.annotations)
    found = read(path.read_text(encoding="utf-8"))
    counts = {entity.id: entity.mentions for entity in reading.all_characters}
    assert counts and all(len(found.clusters[number]) == count for number, count in counts.items())
