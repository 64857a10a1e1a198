from __future__ import annotations

import pytest

from fabula.evaluation.scores.words import LAYERS, TaggedWord, score_sentences, score_words

# "He cannot go."
GOLD = (
    TaggedWord((0, 2), "he", "PRON", "PRP", 3, "nsubj"),
    TaggedWord((3, 6), "can", "AUX", "MD", 3, "aux"),
    TaggedWord((6, 9), "not", "PART", "RB", 3, "advmod:emph"),
    TaggedWord((10, 12), "go", "VERB", "VB", -1, "root"),
    TaggedWord((12, 13), ".", "PUNCT", ".", 3, "punct"),
)


def test_the_gold_itself_is_perfect() -> None:
    score = score_words(GOLD, GOLD)
    assert {name: tally.f1 for name, tally in score.tallies.items()} == dict.fromkeys(
        ("tokens", *LAYERS), 100
    )
    assert score.matched == (0, 1, 2, 3, 4)


def test_words_cut_otherwise_are_wrong_on_both_sides() -> None:
    system = (
        GOLD[0]._replace(head=2),
        TaggedWord((3, 9), "cannot", "AUX", "MD", 2, "aux"),
        GOLD[3],
        GOLD[4]._replace(head=2),
    )
    score = score_words(GOLD, system)
    tokens = score.tallies["tokens"]
    assert (tokens.precision, tokens.recall) == (75, 60)
    # The heads of the others are right: counted in words of the system, "go" is word 2.
    assert score.tallies["uas"] == tokens
    assert score.matched == (0, None, None, 2, 3)
    assert score.right["upos"] == (True, False, False, True, True)


def test_each_layer_by_hand() -> None:
    system = (
        GOLD[0]._replace(upos="NOUN", lemma="He"),
        GOLD[1]._replace(head=-1, relation="root"),
        GOLD[2]._replace(relation="advmod"),
        GOLD[3]._replace(head=1, relation="xcomp"),
        GOLD[4]._replace(relation="dep", xpos=","),
    )
    score = score_words(GOLD, system)
    right = {layer: sum(score.right[layer]) for layer in LAYERS}
    # A relation without its subtype is right in LAS; with it, it is not the same relation.
    assert right == {"upos": 4, "xpos": 4, "lemma": 4, "uas": 3, "las": 2, "las_full": 1}
    assert score.tallies["las"].f1 == pytest.approx(40)


def test_a_head_that_the_system_cuts_otherwise_is_wrong() -> None:
    system = (*GOLD[:3], TaggedWord((10, 13), "go.", "VERB", "VB", -1, "root"))
    assert score_words(GOLD, system).right["uas"] == (False,) * 5


def test_a_lemma_that_the_gold_leaves_open_is_right() -> None:
    gold = (GOLD[3]._replace(lemma="_"),)
    assert score_words(gold, (GOLD[3]._replace(lemma="went"),)).right["lemma"] == (True,)


def test_nothing_on_the_systems_side() -> None:
    score = score_words(GOLD, ())
    assert {tally.f1 for tally in score.tallies.values()} == {0}


def test_sentences_count_by_both_ends() -> None:
    tally = score_sentences([(0, 13), (14, 20), (21, 30)], [(0, 13), (14, 30)])
    assert (tally.precision, tally.recall) == pytest.approx((50, 100 / 3))
