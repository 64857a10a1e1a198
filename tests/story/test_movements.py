from __future__ import annotations

from fabula.story.movements import movements
from fabula.story.trees import Tree
from tests.story.pages import Arc, laid_out


def moves(*page: str, arcs: dict[str, Arc] | None = None) -> list[tuple[str, bool, bool, bool]]:
    document = laid_out(*page, arcs=arcs)
    names = {own.id: own.name for own in document.cast.entities}
    return [(names[m.entity], m.comes, m.sure, m.told) for m in movements(document, Tree(document))]


def test_verbs_that_say_by_themselves_who_comes_or_goes() -> None:
    assert moves("[Emma] came.", "[Jane] left.") == [
        ("Emma", True, False, True),
        ("Jane", False, True, True),
    ]


def test_a_word_beside_the_verb_says_in_or_out() -> None:
    assert moves("[Emma] went out.", arcs={"out": ("went", "advmod")}) == [("Emma", False, True, True)]
    assert moves("[Emma] walked in.", arcs={"in": ("walked", "advmod")}) == [("Emma", True, True, True)]
    assert moves("[Emma] walked.") == []


def test_those_who_are_joined_move_together() -> None:
    found = moves("[Emma] and [Jane] left.", arcs={"Emma": ("left", "nsubj"), "Jane": ("Emma", "conj")})
    assert [name for name, *_ in found] == ["Emma", "Jane"]


def test_what_is_wished_or_denied_is_not_told() -> None:
    assert moves("[Emma] would left.", arcs={"would": ("left", "aux")}) == [("Emma", False, True, False)]
    assert moves("[Emma] never left.", arcs={"never": ("left", "advmod")}) == [("Emma", False, True, False)]


def test_speech_moves_nobody() -> None:
    assert moves("“[Emma] left,” said [Jane].") == []
