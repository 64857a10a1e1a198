"""CoNLL-U as Udapi reads it, which is the tool that CorefUD is made with."""

from __future__ import annotations

from collections import defaultdict

import pytest
from udapi.core.document import Document

import fabula
from fabula.exports.conllu import document
from fabula.types import Annotations, Work
from tests.builders import ferry, grouped_work, novel, small_work
from tests.words import annotated

Clusters = dict[str, list[tuple[int, int]]]


def udapi(work: Work, annotations: Annotations) -> Document:
    read = Document()
    read.from_conllu_string("".join(document(work, annotations)))
    return read


def clusters(read: Document) -> Clusters:
    """The code points of the mentions of each entity."""
    return {
        entity.eid: sorted(
            (int(own.words[0].misc["Start"]), int(own.words[-1].misc["End"])) for own in entity.mentions
        )
        for entity in read.coref_entities
        if entity.eid.startswith("e")
    }


def known(work: Work) -> Clusters:
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for own in work.cast.mentions:
        if own.entity is not None:
            found[f"e{own.entity}"].append((own.start, own.end))
    return {name: sorted(spans) for name, spans in found.items()}


@pytest.mark.parametrize("work", [small_work(), grouped_work(), ferry(), novel(3000)], ids=lambda w: w.title)
def test_udapi_finds_the_clusters_of_the_cast(work: Work) -> None:
    notes = annotated(work)
    read = udapi(work, notes)
    assert clusters(read) == known(work)
    assert len(read.bundles) == len(notes.sentence_start)
    words = [node.form for bundle in read.bundles for node in bundle.get_tree().descendants]
    assert len(words) == len(notes.token_start)
    assert [node.ord for node in read.bundles[1].get_tree().children] == [
        node.ord for node in read.bundles[1].nodes if node.deprel == "root"
    ]


def test_udapi_knows_types_heads_and_who_is_in_a_group() -> None:
    read = udapi(grouped_work(), annotated(grouped_work()))
    found = {entity.eid: entity for entity in read.coref_entities}
    assert (found["e4"].etype, found["u2"].etype) == ("place", "object")
    assert found["e1"].mentions[0].head.form == "Mrs."
    assert {member.eid for member in found["e1"].split_ante} == {"e2", "e3"}


@pytest.mark.model
def test_udapi_reads_a_story_as_the_program_does(
    two_voices: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("udapi") / "voices.fabula"
    path.write_bytes(two_voices)
    with fabula.open_world(path) as world:
        reading = world.only_work()
    assert clusters(udapi(reading.work, reading.annotations())) == known(reading.work)
