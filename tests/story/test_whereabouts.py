from __future__ import annotations

from collections.abc import Mapping

from fabula.story.trees import Tree
from fabula.story.whereabouts import pair_signs
from tests.story.pages import Arc, laid_out

INSIDE = {"Highbury": ("sat", "obl"), "in": ("Highbury", "case")}


def signs(page: str, arcs: Mapping[str, Arc] | None = None) -> set[str]:
    document = laid_out(page, arcs=arcs)
    return set(pair_signs(document, Tree(document), document.mentions[0], document.mentions[1]))


def test_one_who_does_something_in_a_place() -> None:
    found = signs("[Emma] sat in [Highbury|GPE].", INSIDE)
    assert {"person first", "path <nsubj >obl", "preposition in", "same clause, in"} <= found
    assert {"is the subject", "place's verb posture, in", "posture, in, same clause"} <= found
    assert "above denied" not in found


def test_what_is_denied_or_only_wished_stands_there() -> None:
    arcs = {**INSIDE, "not": ("sat", "advmod"), "would": ("sat", "aux")}
    found = signs("[Emma] would not sat in [Highbury|GPE].", arcs)
    assert {"above denied", "above modal", "place's verb with would", "place's verb denied"} <= found


def test_another_may_do_what_is_told_of_the_place() -> None:
    arcs = {"Highbury": ("went", "obl"), "to": ("Highbury", "case"), "mother": ("went", "nsubj")}
    document = laid_out("[Her] mother went to [Highbury|GPE].", arcs=arcs)
    found = set(pair_signs(document, Tree(document), document.mentions[0], document.mentions[-1]))
    assert {"some subject", "some subject, to"} <= found
    assert "is the subject" not in found


def test_a_place_in_another_sentence() -> None:
    assert "other sentence" in signs("[Emma] sat. [Highbury|GPE] slept.")


def test_a_noun_that_no_list_has_is_told_by_its_supersense() -> None:
    document = laid_out("[Emma] sat in [Highbury|GPE].", arcs=INSIDE)
    assert not any("sense" in sign for sign in signs("[Emma] sat in [Highbury|GPE].", INSIDE))
    document.has_senses = True
    place, verb = document.lemma.index("highbury"), document.lemma.index("sit")
    document.sense[place], document.sense[verb] = "noun.location", "verb.stative"
    found = set(pair_signs(document, Tree(document), document.mentions[0], document.mentions[1]))
    assert {"place sense noun.location, in", "place's verb sense verb.stative, in"} <= found
    assert "person's verb sense verb.stative" in found
