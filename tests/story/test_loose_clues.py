"""Attributes of somebody near by in the sentence, or in the one before."""

from __future__ import annotations

from fabula.story.attributes import gathered
from fabula.story.clauses import Clauses
from fabula.story.loose_clues import loose_clues
from tests.story.parses import parsed


def told(clauses: Clauses) -> set[tuple[str, str]]:
    """The kinds and values that loose clues may tell."""
    return {(own.kind.value, own.value) for own in gathered(clauses, loose_clues(clauses))}


def test_what_somebody_feels() -> None:
    clauses = parsed("[Tom/NNP/nsubj>shook] shook/VBD/root with/IN/case>fear fear/NN/obl>shook.")
    assert ("condition", "fear") in told(clauses)


def test_what_nouns_of_nature_tell() -> None:
    clauses = parsed("[Ann/NNP/nmod:poss>vanity]’s/POS/case>Ann vanity/NN/nsubj>grew grew/VBD/root.")
    assert ("trait", "vanity") in told(clauses)


def test_a_manner_tells_a_nature_and_a_young_face_an_age() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>had] had/VBD/root a/DT/det>way haphazard/JJ/amod>way way/NN/obj>had.",
    )
    assert ("trait", "haphazard way") in told(clauses)
    clauses = parsed(
        "[Tom/NNP/nmod:poss>face]’s/POS/case>Tom young/JJ/amod>face face/NN/nsubj>fell fell/VBD/root."
    )
    assert ("age", "young") in told(clauses)


def test_a_participle_that_is_set_off() -> None:
    clauses = parsed("cried/VBD/root [Ann/NNP/nsubj>cried], appalled/VBN/advcl>cried.")
    assert ("condition", "appalled") in told(clauses)


def test_out_of_breath_and_in_hiding() -> None:
    clauses = parsed("[Tom/NNP/nsubj>breath] was/VBD/cop>breath out/IN/case>breath breath/NN/root.")
    assert ("condition", "out breath") in told(clauses)
    clauses = parsed(
        "[Tom/NNP/nsubj>went] went/VBD/root in/IN/case>hiding hiding/NN/obl>went.", lemmas={"went": "go"}
    )
    assert ("condition", "in hiding") in told(clauses)
    clauses = parsed(
        "[Tom/NNP/nsubj>went] went/VBD/root in/IN/case>house the/DT/det>house house/NN/obl>went.",
        lemmas={"went": "go"},
    )
    assert told(clauses) == set()


def test_what_is_done_to_somebody_and_what_somebody_likes() -> None:
    clauses = parsed("[Tom/NNP/nsubj:pass>disliked] was/VBD/aux:pass>disliked disliked/VBN/root.")
    assert {("condition", "disliked"), ("trait", "disliked")} <= told(clauses)
    clauses = parsed(
        "[Tom/NNP/nsubj>likes] likes/VBZ/root quiet/JJ/amod>evenings evenings/NNS/obj>likes.",
        lemmas={"likes": "like"},
    )
    assert ("trait", "likes quiet evenings") in told(clauses)


def test_an_adjective_with_a_capital_may_be_a_nation() -> None:
    clauses = parsed(
        "He/PRP/nsubj>saw saw/VBD/root [the/DT/det>boy Vendish/JJ/amod>boy boy/NN/obj>saw].",
    )
    assert ("nationality", "Vendish") in told(clauses)


def test_a_description_runs_on_without_naming_anybody() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>came] came/VBD/root. Grey/JJ/amod>eyes eyes/NNS/root.", lemmas={"eyes": "eye"}
    )
    assert ("eyes", "Grey") in told(clauses)


def test_at_nineteen_is_an_age_and_at_nine_is_none() -> None:
    for number, found in (("nineteen", True), ("nine", False)):
        clauses = parsed(f"[Ann/NNP/nsubj>wed] wed/VBD/root at/IN/case>{number} {number}/CD/obl>wed.")
        assert (("age", number) in told(clauses)) is found
