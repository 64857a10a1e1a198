from __future__ import annotations

from fabula.story.places import PLACE, Spread, candidates, place_features
from tests.story.pages import laid_out

ARCS = {"Highbury": ("went", "obl"), "to": ("Highbury", "case")}


def seen(*page: str) -> dict[str, dict[str, float]]:
    """The features of each place that are not nought."""
    document = laid_out(*page, arcs=ARCS if "went" in page[0] else None)
    every = candidates(document, 0, len(document.starts))
    found = {}
    for one in every:
        row = place_features(document, one, Spread.of(every), 0, broken=False)
        name = document.cast.entities[one.entity - 1].name if one.entity else document.lemma[one.told[0].head]
        found[name] = {key: float(value) for key, value in zip(PLACE, row, strict=True) if value}
    return found


def test_places_are_told_from_people() -> None:
    assert set(seen("[Emma] went to [Highbury|GPE]. [Jane] sat.")) == {"Highbury"}


def test_how_somebody_stands_to_a_place() -> None:
    found = seen("[Emma] went to [Highbury|GPE].")["Highbury"]
    assert found["somebody goes to it"] == found["first place told of"] == found["no other place"] == 1.0
    assert found["a town or land"] == found["leaves"] == 1.0
    assert "somebody is in it" not in found


def test_a_place_that_is_only_spoken_of() -> None:
    found = seen("“[Highbury|GPE] is far,” said [Emma].")["Highbury"]
    assert found["only in speech"] == 1.0
    assert "first place told of" not in found


def test_the_place_of_the_scene_before_is_carried_on() -> None:
    document = laid_out("[Emma] went to [Highbury|GPE].", "[Jane] sat.")
    (highbury,) = [e.id for e in document.cast.entities if e.name == "Highbury"]
    second = document.paragraphs[1]
    (one,) = candidates(document, second.first, second.last, highbury, carried=True)
    assert one.carried
    assert not one.told
    row = dict(
        zip(PLACE, place_features(document, one, Spread.of([one]), second.first, broken=True), strict=True)
    )
    assert row["carried over a break"] == row["carried from the scene before"] == 1.0


def test_a_noun_of_place_that_no_mention_holds_is_a_place_too() -> None:
    arcs = {"study": ("sat", "obl"), "in": ("study", "case"), "the": ("study", "det")}
    document = laid_out("[Emma] sat in the study by a book.", arcs=arcs)
    document.upos[document.lemma.index("study")] = "NOUN"
    (one,) = candidates(document, 0, len(document.starts))
    assert one.entity is None
    row = dict(zip(PLACE, place_features(document, one, Spread.of([one]), 0, broken=False), strict=True))
    assert row["nobody of the cast"] == row["a room"] == row["somebody is in it"] == 1.0
    assert document.starts[one.told[0].first] == document.text.content.index("the study")
