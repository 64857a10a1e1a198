from __future__ import annotations

from dataclasses import replace

from fabula.story.attributes import SignWeights
from fabula.story.clauses import Clauses
from fabula.story.dealings import Dealings
from fabula.story.relation_clues import MEASURED, relation_clues, tie
from fabula.story.relations import completed, relations
from fabula.types import Entity, EntityType, Relation, RelationKind
from tests.story.parses import parsed

ALL = SignWeights({}, 0.0)


def told(clauses: Clauses) -> set[tuple[str, str, str]]:
    names = {own.id: own.name for own in clauses.document.cast.entities}
    found = (own for own in relation_clues(clauses) if own.pattern != MEASURED)
    return {(names[own.a], own.kind.value, names[own.b]) for own in found}


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
    weights = SignWeights({"times, parent of": 1.0}, 0.0)
    sure = {
        names[own.a]: own.confidence
        for own in relations(clauses, weights)
        if own.relation is RelationKind.PARENT and names[own.b] == "Ann"
    }
    assert sure["Tom"] < 0.5 < sure["Jack"]


def test_my_father_in_speech_is_spoken_of_and_my_dear_father_is_called() -> None:
    for term, called in (("my/PRP$/nmod:poss>father father", False), ("dear/JJ/amod>father father", True)):
        clauses = parsed(
            f"[Ann/NNP/nsubj>came] came/VBD/root. “Yes/UH/root, {term}/NN/vocative>Yes,” "
            "said/VBD/parataxis>Yes [Tom/NNP/nsubj>said].",
            speakers={"father": "Tom"},
        )
        cast = clauses.document.cast
        (quote,), (ann, _) = cast.quotes, cast.entities
        clauses.document.cast = replace(cast, quotes=(replace(quote, addressees=(ann.id,)),))
        assert (("Ann", "parent of", "Tom") in told(clauses)) is called


def named(*people: tuple[str, str]) -> Clauses:
    """People who are told of often, each with a pronoun, in a text that says nothing of them."""
    clauses = parsed(
        "[Tom/NNP/nsubj>came] came/VBD/root. Her/PRP$/nmod:poss>father father/NN/nsubj>sat sat/VBD/root."
    )
    made = {
        n: Entity(n, EntityType.PERSON, name, pronouns=(pronoun,), mentions=9, first=0)
        for n, (name, pronoun) in enumerate(people, 10)
    }
    clauses.document.entities = {**clauses.document.entities, **made}
    return clauses


def test_titles_of_one_surname_are_told_apart() -> None:
    clauses = named(("Mr. Hall", "he"), ("Mrs. Hall", "she"), ("Miss Reed", "she"))
    found = {own.pattern for own in relation_clues(clauses) if own.kind is RelationKind.SPOUSE}
    assert found == {"only mr and mrs of one surname"}


def test_her_father_may_be_he_of_her_surname() -> None:
    clauses = named(("Mr. Hall", "he"), ("Mrs. Hall", "she"), ("Miss Hall", "she"))
    father, _, daughter = (n for n in clauses.document.entities if n >= 10)
    (word,) = (k for k, own in enumerate(clauses.word) if own == "her")
    clauses.told[word] = replace(next(iter(clauses.told.values())), entity=daughter, head=word)
    of_the_family = [own for own in relation_clues(clauses) if own.pattern.startswith("of the family")]
    assert [(own.a, own.kind.value, own.b) for own in of_the_family] == [(father, "parent of", daughter)]


def test_who_is_called_by_the_singular_of_a_group_may_be_of_it() -> None:
    clauses = parsed(
        "The/DT/det>Picts [Picts/NNPS/nsubj>came] came/VBD/root. "
        "A/DT/det>Pict [Pict/NNP/nsubj>spoke] spoke/VBD/root."
    )
    assert ("Pict", "member of", "Picts") in told(clauses)


def test_blows_and_orders_are_counted() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>struck] struck/VBD/root [Ann/NNP/obj>struck]. "
        "[Ann/NNP/nsubj>obeyed] obeyed/VBD/root [Tom/NNP/obj>obeyed].",
        lemmas={"struck": "strike", "obeyed": "obey"},
    )
    number = {own.name: own.id for own in clauses.document.cast.entities}
    tom, ann = number["Tom"], number["Ann"]
    signs = Dealings(clauses).signs("enemy of", tom, ann)
    assert signs["enemy of: measured, hurts b"] > 0 and signs["enemy of: measured, serves a"] > 0
    assert "enemy of: measured, hurts a" not in signs


def test_of_those_over_one_another_the_likeliest_is_told() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>boss] was/VBD/cop>boss [Ann/NNP/nmod:poss>boss]’s/POS/case>Ann boss/NN/root.",
        lemmas={"boss": "boss"},
    )
    weights = SignWeights({"superior of": 1.0, "employer of": 0.5}, 0.5)
    over = [own.relation.value for own in relations(clauses, weights) if own.relation.value != "host of"]
    assert over.count("superior of") == 1 and "employer of" not in over
