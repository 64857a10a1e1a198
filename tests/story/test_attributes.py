from __future__ import annotations

from collections.abc import Mapping

from fabula.story.attribute_clues import attribute_clues
from fabula.story.attributes import SignWeights, attributes, gathered, likely, shipped
from fabula.story.clauses import Clauses
from fabula.types import AttributeKind
from tests.story.parses import parsed

ALL = SignWeights({}, 0.0)
"""Weights by which everything is told."""


def told(clauses: Clauses) -> set[tuple[str, str]]:
    """The kinds and values that clues may tell."""
    return {(own.kind.value, own.value) for own in gathered(clauses, attribute_clues(clauses))}


def test_copula_tells_a_trade_and_its_adjectives() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>doctor] was/VBD/cop>doctor an/DT/det>doctor old/JJ/amod>doctor doctor/NN/root."
    )
    assert {("occupation", "doctor"), ("age", "old")} <= told(clauses)


def test_adjectives_joined_by_and_are_two_values() -> None:
    clauses = parsed(
        "[Emma/NNP/nsubj>tired] was/VBD/cop>tired tired/JJ/root and/CC/cc>hungry hungry/JJ/conj>tired."
    )
    assert {("condition", "tired"), ("condition", "hungry")} <= told(clauses)


def test_who_stops_dead_is_not_dead() -> None:
    stopped = "[Ann/NNP/nsubj>stop] stop/VBP/root dead/JJ/xcomp>stop."
    assert ("condition", "dead") not in told(parsed(stopped))
    fell = "[Ann/NNP/nsubj>fall] fall/VBP/root dead/JJ/xcomp>fall."
    assert ("condition", "dead") in told(parsed(fell))


def test_parts_of_the_body_tell_by_their_adjectives() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>came] came/VBD/root. [His/PRP$/nmod:poss>hair] red/JJ/amod>hair hair/NN/nsubj>shone "
        "shone/VBD/root.",
        links={"His": "Tom"},
    )
    assert ("hair", "red") in told(clauses)


def test_eyes_tell_by_their_predicate() -> None:
    clauses = parsed(
        "[Emma/NNP/nsubj>came] came/VBD/root. [Her/PRP$/nmod:poss>eyes] eyes/NNS/nsubj>grey "
        "were/VBD/cop>grey grey/JJ/root.",
        links={"Her": "Emma"},
    )
    assert ("eyes", "grey") in told(clauses)


def test_states_are_told_by_verbs() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>died] died/VBD/root. [Emma/NNP/nsubj:pass>killed] "
        "was/VBD/aux:pass>killed killed/VBN/root.",
        lemmas={"died": "die", "killed": "kill"},
    )
    found = [(own.entity, own.value) for own in gathered(clauses, attribute_clues(clauses))]
    assert sorted(value for _, value in found if value == "dead") == ["dead", "dead"]
    assert len({entity for entity, value in found if value == "dead"}) == 2


def test_one_who_kills_is_not_dead() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>killed] killed/VBD/root [Emma/NNP/obj>killed].", lemmas={"killed": "kill"}
    )
    tom = clauses.document.cast.mentions[0].entity
    assert (tom, "dead") not in {
        (own.entity, own.value) for own in gathered(clauses, attribute_clues(clauses))
    }


def test_clothes_follow_in() -> None:
    clauses = parsed(
        "[Emma/NNP/nsubj>came] came/VBD/root in/IN/case>coat a/DT/det>coat "
        "green/JJ/amod>coat coat/NN/obl>came."
    )
    assert ("clothing", "green coat") in told(clauses)


def test_age_in_years() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>old] was/VBD/cop>old forty/CD/nummod>years years/NNS/obl:unmarked>old old/JJ/root.",
        lemmas={"years": "year"},
    )
    assert ("age", "forty years") in told(clauses)


def test_age_in_the_old_way_of_counting() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>five] was/VBD/cop>five five/CD/root and/CC/cc>twenty twenty/CD/conj>five."
    )
    assert ("age", "five and twenty") in told(clauses)


def test_who_stands_for_whom_a_clause_hangs_on() -> None:
    clauses = parsed(
        "[Emma/NNP/nsubj>came], who/WP/nsubj>tired was/VBD/cop>tired tired/JJ/acl:relcl>Emma, came/VBD/root."
    )
    assert ("condition", "tired") in told(clauses)


def test_title_before_a_name() -> None:
    clauses = parsed("[General/NNP/nmod:desc>Hux Hux/NNP/nsubj>came] came/VBD/root.")
    assert ("rank", "general") in told(clauses)


def test_what_somebody_says_is_theirs_and_what_is_denied_does_not_hold() -> None:
    clauses = parsed(
        "“[Tom/NNP/nsubj>brave] is/VBZ/cop>brave not/RB/advmod>brave brave/JJ/root,” said/VBD/root "
        "[Emma/NNP/nsubj>said].",
        speakers={"brave": "Emma"},
    )
    names = {own.id: own.name for own in clauses.document.cast.entities}
    (found,) = [own for own in attributes(clauses, (), ALL) if own.kind is AttributeKind.TRAIT]
    assert found.by is not None
    assert (names[found.entity], found.value, names[found.by], found.holds) == ("Tom", "brave", "Emma", False)


def test_attributes_are_in_order_and_within_the_text() -> None:
    clauses = parsed(
        "[Emma/NNP/nsubj>tired] was/VBD/cop>tired tired/JJ/root. "
        "[Tom/NNP/nsubj>old] was/VBD/cop>old old/JJ/root."
    )
    found = attributes(clauses, (), ALL)
    assert [own.id for own in found] == list(range(1, len(found) + 1))
    assert [own.start for own in found] == sorted(own.start for own in found)
    content = clauses.document.text.content
    assert {content[own.start : own.end] for own in found} >= {"tired", "old"}


def test_a_sign_without_a_weight_says_nothing() -> None:
    signs: Mapping[str, float] = {"bias": 1.0, "never seen": 5.0}
    assert SignWeights({"bias": 0.0}, 0.5).probability(signs) == 0.5


def test_shipped_weights_know_the_signs_that_are_made() -> None:
    clauses = parsed("[Tom/NNP/nsubj>doctor] was/VBD/cop>doctor a/DT/det>doctor doctor/NN/root.")
    known = shipped().weights
    for _, signs in likely(clauses):
        assert {"bias", "denied", "times"} <= signs.keys()
        assert "bias" in known


def test_one_of_the_knights_is_a_knight_and_not_of_the_age_of_one() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>one] was/VBD/cop>one one/CD/root of/IN/case>knights the/DT/det>knights "
        "knights/NNS/nmod>one.",
        lemmas={"knights": "knight"},
    )
    assert ("rank", "knights") in told(clauses) and ("age", "one") not in told(clauses)


def test_compounds_tell_by_their_second_half_and_tallish_is_tall() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>man] was/VBD/cop>man a/DT/det>man tallish/JJ/amod>man black-bearded/JJ/amod>man "
        "good-natured/JJ/amod>man man/NN/root."
    )
    assert {("build", "tallish"), ("hair", "black-bearded"), ("trait", "good-natured")} <= told(clauses)


def test_a_title_at_the_head_of_a_name_is_a_rank() -> None:
    clauses = parsed("[Ensign/NNP/nsubj>came Lowry/NNP/flat>Ensign] came/VBD/root.")
    assert ("rank", "ensign") in told(clauses)


def test_words_that_two_may_be_told_by_are_told_of_others() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>saw] saw/VBD/root [the/DT/det>man tall/JJ/amod>man man/NN/obj>saw].",
        "[Tom/NNP/nsubj>sat] sat/VBD/root tired/JJ/xcomp>sat.",
        lemmas={"sat": "sit"},
    )
    signs = {(own.kind.value, own.value): own_signs for own, own_signs in likely(clauses)}
    assert signs["condition", "tired"]["told of others"] == 0.0
    assert signs["condition", "tired"]["far"] > 0.0


def test_the_best_of_the_three_is_not_of_the_age_of_three() -> None:
    clauses = parsed(
        "[Ann/NNP/nsubj>girl] was/VBD/cop>girl the/DT/det>girl girl/NN/root of/IN/case>three "
        "the/DT/det>three three/CD/nmod>girl."
    )
    assert ("age", "three") not in told(clauses)
    clauses = parsed(
        "[Ann/NNP/nsubj>girl] was/VBD/cop>girl a/DT/det>girl girl/NN/root of/IN/case>seventeen "
        "seventeen/CD/nmod>girl."
    )
    assert ("age", "seventeen") in told(clauses)
    (signs,) = (own_signs for own, own_signs in likely(clauses) if own.value == "seventeen")
    assert signs["age: many years"] == 1.0
