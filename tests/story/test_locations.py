from __future__ import annotations

from fabula.story.document import Document
from fabula.story.evidence import Evidence
from fabula.story.locations import ANSWERS, locations, pairs, parse, relation_of, shipped
from fabula.types import Location, Presence, Role, Scene, SceneMode, Span, Whereabouts
from tests.story.pages import laid_out, told

IN, TO = Whereabouts.IN, Whereabouts.TO
ARCS = {
    "Highbury": ("sat", "obl"),
    "in": ("Highbury", "case"),
    "Rosings": ("went", "obl"),
    "to": ("Rosings", "case"),
}
PAGE = ("[Emma] sat in [Highbury|GPE].", "[Jane] slept.", "[Emma] went to [Rosings|GPE].")


def weights(**of: Whereabouts | None) -> dict[str, list[float]]:
    """Weights by which a preposition alone says where somebody is, and all else says nothing."""
    rows = {f"preposition {word}": [4.0 * (own is answer) for own in ANSWERS] for word, answer in of.items()}
    return {"bias": [2.0 * (own is None) for own in ANSWERS], **rows}


def scene(document: Document, start: int, end: int, place: Span | None, *there: Presence) -> Scene:
    return Scene(1, start, end, SceneMode.SCENE, None, place, 0.8, there, None, 0.0, 1.0)


def number(document: Document, name: str) -> int:
    return next(own.id for own in document.cast.entities if own.name == name)


def found(page: tuple[str, ...] = PAGE, place: Span | None = None) -> tuple[Document, list[Location]]:
    document = laid_out(*page, arcs=ARCS)
    size = len(document.text.content)
    people = [number(document, "Emma"), number(document, "Jane")]
    there = (Presence(people[0], 0, size, 0.5), Presence(people[1], 9, size, 1.0, Role.REMOTE))
    model = parse(weights(**{"in": IN, "to": TO}))
    every = pairs(Evidence(document), model)
    return document, list(locations(document, [scene(document, 0, size, place, *there)], every))


def test_a_sentence_puts_somebody_in_a_place_until_the_next_does() -> None:
    document, every = found()
    emma = number(document, "Emma")
    content = document.text.content
    second = content.rindex("Emma")
    told_of = [own for own in every if own.relation is TO or (own.start == 0 and own.end == second)]
    first, then = told_of
    assert (first.entity, first.relation, first.start, first.end) == (emma, IN, 0, second)
    assert content[slice(*first.place_span)] == "Highbury"
    assert first.place == number(document, "Highbury")
    assert (then.relation, then.start) == (TO, second)
    assert content[then.start : then.end] == "Emma went to Rosings"


def test_all_who_are_bodily_in_a_scene_are_in_its_place_and_its_town() -> None:
    document, every = found(place=(0, 4))
    (own,) = [own for own in every if own.place_span == (0, 4)]
    assert (own.entity, own.relation, own.confidence) == (number(document, "Emma"), IN, 0.4)
    assert {own.entity for own in every} == {number(document, "Emma")}
    rosings = [own for own in every if own.place == number(document, "Rosings") and own.relation is IN]
    assert [(own.start, own.end) for own in rosings] == [(0, len(document.text.content))]


def test_what_is_said_puts_nobody_anywhere() -> None:
    _, every = found(("“[Emma] sat in [Highbury|GPE],” said [Jane].", "[Jane] slept."))
    assert not every


def test_the_shipped_weights_tell_in_from_to() -> None:
    text, notes, cast = told(*PAGE, arcs=ARCS)
    content = text.content

    def asked(at: int, place: str) -> Whereabouts | None:
        span = content.index(place), content.index(place) + len(place)
        likely = relation_of(text, notes, cast, (at, at + 4), span)
        return max(likely, key=lambda answer: likely[answer])

    assert asked(0, "Highbury") is IN
    assert asked(content.rindex("Emma"), "Rosings") is TO
    assert all(len(row) == len(ANSWERS) for row in shipped().rows.values())
