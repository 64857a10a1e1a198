from __future__ import annotations

from fabula.story.arrivals import turns
from fabula.story.company import remote_signs
from fabula.story.scene_places import Course, candidates
from fabula.story.staging import Staging
from fabula.story.steps import cut, staged
from tests.story.pages import Arc, laid_out


def stage(*page: str, arcs: dict[str, Arc] | None = None, begins: tuple[int, ...] = (0,)) -> Staging:
    document = laid_out(*page, arcs=arcs)
    return staged(document, cut(document, dict.fromkeys(begins, 1.0)))


def number(own: Staging, name: str) -> int:
    return next(one.id for one in own.evidence.document.cast.entities if one.name == name)


def signs(own: Staging, name: str, scene: int = 0) -> dict[str, float]:
    one = next(asked for asked in own.asked[scene] if asked.entity == number(own, name))
    return {key: value for key, value in own.signs(own.stages[scene], one).items() if value}


def test_one_who_is_looked_at_is_faced_and_one_told_about_is_not() -> None:
    arcs = {"Jane": ("saw", "obj"), "Tom": ("thought", "obl"), "of": ("Tom", "case")}
    own = stage("[Emma] saw [Jane].", "[Emma] thought of [Tom].", arcs=arcs)
    assert "faced" in signs(own, "Jane")
    found = signs(own, "Tom")
    assert "told about" in found
    assert "faced" not in found


def test_one_who_has_left_is_known_to_have_gone_in_the_scene_after() -> None:
    own = stage("[Emma] sat. [Jane] left.", "[Emma] thought. [Jane] slept.", begins=(0, 1))
    assert "surely goes" in signs(own, "Jane")
    assert {"left before", "left just before"} <= signs(own, "Jane", 1).keys()
    assert "left before" not in signs(own, "Emma", 1)


def test_what_is_remembered_is_told_from_what_happens() -> None:
    arcs = {"had": ("slept", "aux")}
    own = stage("[Emma] had slept.", "[Jane] sat.", arcs=arcs)
    own.evidence.document.xpos[own.evidence.document.lemma.index("sleep")] = "VBN"
    assert "only remembered or imagined" in signs(own, "Emma")
    assert "does something" in signs(own, "Jane")


def test_a_voice_on_the_telephone() -> None:
    own = stage("[Emma] took the telephone.", "“Hello,” said [Jane].")
    found = remote_signs(own.evidence, own.stages[0], number(own, "Jane"), 0.5, before=False)
    assert found["wire near a line"] == found["speaks"] == 1.0
    assert found["wire near a mention"] == 0.0 or found["wire in the scene"] == 1.0


def test_where_somebody_comes_and_goes() -> None:
    own = stage("[Emma] sat.", "The door creaked. [Jane] came.", "[Jane] left. “Goodbye,” said [Emma].")
    jane = number(own, "Jane")
    (first, coming, _), (last, _, going) = turns(own.evidence, own.stages[0], jane, (False, False))
    assert (first, last) == (1, 2)
    assert coming["first"] == coming["door"] == coming["comes"] == coming["first, comes"] == 1.0
    assert coming["from the start"] > 0
    assert going["last"] == going["surely goes"] == going["farewell"] == going["closes"] == 1.0


def test_one_who_is_only_talked_of_comes_nowhere() -> None:
    own = stage("“[Tom] is ill,” said [Emma].")
    assert turns(own.evidence, own.stages[0], number(own, "Tom"), (False, False)) == []


ARCS = {"Highbury": ("sat", "obl"), "in": ("Highbury", "case")}


def test_every_place_that_a_scene_tells_of_may_be_its_own_and_so_may_none() -> None:
    own = stage("[Emma] sat in [Highbury|GPE].", "“[Rosings|FAC] is far,” said [Jane].", arcs=ARCS)
    every = own.places(own.stages[0], Course())
    content = own.evidence.document.text.content
    assert [one.span and content[slice(*one.span)] for one in every] == ["Highbury", "Rosings", None]
    highbury, rosings, _ = (one.signs for one in every)
    assert highbury["first place told of"] == highbury["after in"] == highbury["a town or land"] == 1.0
    assert highbury["somebody in"] > 0.5
    assert rosings["only in speech"] == 1.0


def test_a_scene_may_be_where_the_last_one_was() -> None:
    own = stage("[Emma] sat in [Highbury|GPE].", "[Jane] sat.", arcs=ARCS, begins=(0, 1))
    course = Course()
    first = candidates(own.evidence, own.stages[0], course, own.standing)[0]
    course.move(first.key, first.span, 0)
    again = candidates(own.evidence, own.stages[1], course, own.standing)[0]
    assert (again.key, again.span) == (first.key, first.span)
    assert again.signs["carried"] == again.signs["carried, nothing told"] == 1.0


def test_nouns_of_places_are_places_too() -> None:
    arcs = {"study": ("sat", "obl"), "in": ("study", "case"), "the": ("study", "det")}
    document = laid_out("[Emma] sat in the study.", arcs=arcs)
    document.upos[document.lemma.index("study")] = "NOUN"
    own = staged(document, cut(document, {0: 1.0}))
    study, nowhere = own.places(own.stages[0], Course())
    assert study.span is not None
    assert document.text.content[slice(*study.span)] == "the study"
    assert study.signs["a room"] == study.signs["nobody of the cast"] == study.signs["with the"] == 1.0
    assert nowhere.signs["nowhere, little told"] == 1.0
