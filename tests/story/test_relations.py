from __future__ import annotations

from dataclasses import replace

from fabula.story.attributes import SignWeights
from fabula.story.clauses import Clauses
from fabula.story.relation_clues import relation_clues, tie
from fabula.story.relations import completed, relations
from fabula.types import Relation, RelationKind
from tests.story.parses import parsed

ALL = SignWeights({}, 0.0)


def told(clauses: Clauses) -> set[tuple[str, str, str]]:
    names = {own.id: own.name for own in clauses.document.cast.entities}
    return {(names[own.a], own.kind.value, names[own.b]) for own in relation_clues(clauses)}


def relation(a: int, kind: RelationKind, b: int, confidence: float = 0.9) -> Relation:
    return Relation(a, kind, b, ((a, b),), inferred=False, confidence=confidence)


def test_sister_beside_a_name() -> None:
    clauses = parsed(
        "[Tom/NNP/nmod:poss>sister]’s/POS/case>Tom sister/NN/nsubj>came [Ann/NNP/appos>sister] came/VBD/root."
    )
    assert {kind for _, kind, _ in told(clauses)} == {"sibling of"}
    assert {frozenset((a, b)) for a, _, b in told(clauses)} == {frozenset(("Tom", "Ann"))}


def test_son_of_somebody_is_told_from_the_parent() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>son] was/VBD/cop>son the/DT/det>son son/NN/root of/IN/case>Ann [Ann/NNP/nmod>son]."
    )
    assert told(clauses) == {("Ann", "parent of", "Tom")}


def test_marrying() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>married] married/VBD/root [Ann/NNP/obj>married].", lemmas={"married": "marry"}
    )
    assert [(kind) for _, kind, _ in told(clauses)] == ["spouse of"]


def test_a_call_tells_who_is_above() -> None:
    clauses = parsed(
        "[Ann/NNP/nsubj>came] came/VBD/root. “Yes/UH/root, General/NN/vocative>Yes,” said/VBD/parataxis>Yes "
        "[Tom/NNP/nsubj>said].",
        speakers={"General": "Tom"},
    )
    cast = clauses.document.cast
    (quote,), (ann, _) = cast.quotes, cast.entities
    clauses.document.cast = replace(cast, quotes=(replace(quote, addressees=(ann.id,)),))
    assert ("Ann", "superior of", "Tom") in told(clauses)


def test_nobody_is_something_of_themselves() -> None:
    assert not list(tie(1, "sibling of", 1, 0, "mention", "brother"))


def test_inverse_and_symmetric_kinds_are_told_one_way() -> None:
    (own,) = tie(1, "pupil of", 2, 0, "mention", "pupil")
    assert (own.a, own.kind, own.b) == (2, RelationKind.TEACHER, 1)
    (own,) = tie(5, "friend of", 2, 0, "mention", "friend")
    assert (own.a, own.b) == (2, 5)


def test_a_brothers_mother_is_a_mother() -> None:
    told = [relation(1, RelationKind.PARENT, 2), relation(2, RelationKind.SIBLING, 3)]
    (found,) = completed(told)
    assert (found.a, found.relation, found.b, found.inferred) == (1, RelationKind.PARENT, 3, True)
    assert found.confidence < 0.9 * 0.9


def test_a_mothers_husband_and_her_children() -> None:
    told = [
        relation(1, RelationKind.PARENT, 3),
        relation(1, RelationKind.PARENT, 4),
        relation(1, RelationKind.SPOUSE, 2),
    ]
    found = {(own.a, own.relation, own.b) for own in completed(told)}
    assert found == {
        (2, RelationKind.PARENT, 3),
        (2, RelationKind.PARENT, 4),
        (3, RelationKind.SIBLING, 4),
    }


def test_nothing_follows_for_two_of_whom_something_else_is_told() -> None:
    told = [
        relation(1, RelationKind.PARENT, 2),
        relation(2, RelationKind.SIBLING, 3),
        relation(1, RelationKind.SPOUSE, 3),
    ]
    assert (1, RelationKind.PARENT, 3) not in {(own.a, own.relation, own.b) for own in completed(told)}


def test_nothing_follows_from_what_is_hardly_told() -> None:
    told = [relation(1, RelationKind.PARENT, 2, 0.3), relation(2, RelationKind.SIBLING, 3)]
    assert completed(told) == []


def test_two_fathers_share_the_place() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>father] was/VBD/cop>father [Ann/NNP/nmod:poss>father]’s/POS/case>Ann father/NN/root. "
        "[Jack/NNP/nsubj>father] was/VBD/cop>father "
        "[Ann/NNP/nmod:poss>father]’s/POS/case>Ann father/NN/root. "
        "[Jack/NNP/nsubj>father] was/VBD/cop>father [Ann/NNP/nmod:poss>father]’s/POS/case>Ann father/NN/root."
    )
    names = {own.id: own.name for own in clauses.document.cast.entities}
    sure = {names[own.a]: own.confidence for own in relations(clauses, ALL) if not own.inferred}
    assert sure["Tom"] < sure["Jack"]
