from __future__ import annotations

import pytest

from fabula.story.actions import actions
from fabula.story.clauses import Clauses
from fabula.types import Event, Realis
from tests.story.parses import parsed


def told(clauses: Clauses) -> dict[str, tuple[list[str], list[str], list[str]]]:
    """Of each event by its lemma: agents, patients, recipients, by name."""
    names = {own.id: own.name for own in clauses.document.cast.entities}

    def of(people: tuple[int, ...]) -> list[str]:
        return [names[n] for n in people]

    return {own.lemma: (of(own.agents), of(own.patients), of(own.recipients)) for own in actions(clauses, ())}


def only(clauses: Clauses, lemma: str) -> Event:
    (found,) = [own for own in actions(clauses, ()) if own.lemma == lemma]
    return found


def test_subject_and_object() -> None:
    clauses = parsed("[Tom/NNP/nsubj>saw] saw/VBD/root [Ann/NNP/obj>saw].", lemmas={"saw": "see"})
    assert told(clauses) == {"see": (["Tom"], ["Ann"], [])}


def test_joined_verbs_share_their_subject() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>came] came/VBD/root and/CC/cc>kissed kissed/VBD/conj>came [Ann/NNP/obj>kissed].",
        lemmas={"came": "come", "kissed": "kiss"},
    )
    assert told(clauses)["kiss"] == (["Tom"], ["Ann"], [])


def test_joined_subjects_do_it_both() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>came] and/CC/cc>Ann [Ann/NNP/conj>Tom] came/VBD/root.", lemmas={"came": "come"}
    )
    assert told(clauses)["come"][0] == ["Tom", "Ann"]


def test_passive_turns_it_round() -> None:
    clauses = parsed(
        "[Ann/NNP/nsubj:pass>seen] was/VBD/aux:pass>seen seen/VBN/root "
        "by/IN/case>Tom [Tom/NNP/obl:agent>seen].",
        lemmas={"seen": "see"},
    )
    assert told(clauses) == {"see": (["Tom"], ["Ann"], [])}


def test_one_who_is_told_to_go_goes() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>told] told/VBD/root [Ann/NNP/obj>told] to/TO/mark>go go/VB/xcomp>told.",
        lemmas={"told": "tell"},
    )
    assert told(clauses)["go"][0] == ["Ann"]
    assert only(clauses, "go").realis is Realis.PLANNED


def test_one_who_wants_to_go_goes() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>wanted] wanted/VBD/root to/TO/mark>go go/VB/xcomp>wanted.",
        lemmas={"wanted": "want"},
    )
    assert told(clauses)["go"][0] == ["Tom"]


def test_recipients() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>gave] gave/VBD/root [Ann/NNP/iobj>gave] a/DT/det>book book/NN/obj>gave.",
        lemmas={"gave": "give"},
    )
    assert told(clauses)["give"] == (["Tom"], [], ["Ann"])


def test_light_verbs_say_what_their_object_says() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>took] took/VBD/root a/DT/det>look look/NN/obj>took "
        "at/IN/case>Ann [Ann/NNP/nmod>look].",
        lemmas={"took": "take"},
    )
    assert told(clauses) == {"look": (["Tom"], ["Ann"], [])}


def test_whom_she_saw() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>came], whom/WP/obj>saw [Ann/NNP/nsubj>saw] saw/VBD/acl:relcl>Tom, came/VBD/root.",
        lemmas={"saw": "see", "came": "come"},
    )
    assert told(clauses)["see"] == (["Ann"], ["Tom"], [])


REALIS = {
    "went/VBD/root": Realis.ACTUAL,
    "did/VBD/aux>go not/RB/advmod>go go/VB/root": Realis.NEGATED,
    "will/MD/aux>go go/VB/root": Realis.PLANNED,
    "would/MD/aux>go go/VB/root": Realis.HYPOTHETICAL,
    "would/MD/aux>go always/RB/advmod>go go/VB/root": Realis.HABITUAL,
    "refused/VBD/root to/TO/mark>go go/VB/xcomp>refused": Realis.NEGATED,
    "began/VBD/root to/TO/mark>go go/VB/xcomp>began": Realis.ACTUAL,
    "used/VBD/root to/TO/mark>go go/VB/xcomp>used": Realis.HABITUAL,
    "went/VBD/root every/DT/det>day day/NN/obl:unmarked>went": Realis.HABITUAL,
}


@pytest.mark.parametrize(("words", "realis"), REALIS.items())
def test_realis(words: str, realis: Realis) -> None:
    verb = "went" if "went" in words else "go"
    top = words.split("/VBD/root")[0].split()[-1] if "/VBD/root" in words else verb
    clauses = parsed(
        f"[Tom/NNP/nsubj>{top}] {words}.",
        lemmas={"went": "go", "refused": "refuse", "began": "begin", "used": "use", "would": "will"},
    )
    assert only(clauses, "go").realis is realis


def test_what_is_said_to_have_happened_is_reported() -> None:
    clauses = parsed(
        "“[Ann/NNP/nsubj>went] went/VBD/ccomp>said,” said/VBD/root [Tom/NNP/nsubj>said].",
        lemmas={"went": "go", "said": "say"},
        speakers={"went": "Tom"},
    )
    assert only(clauses, "go").realis is Realis.REPORTED
    assert only(clauses, "go").spoken
    assert only(clauses, "say").realis is Realis.ACTUAL


def test_nothing_is_done_by_a_linking_verb() -> None:
    clauses = parsed(
        "[Tom/NNP/nsubj>looked] looked/VBD/root tired/JJ/xcomp>looked.", lemmas={"looked": "look"}
    )
    assert told(clauses) == {}
