"""The steps of the story layer: boundaries, then of each scene its company, place, mode and eyes."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fabula.story.actions import actions
from fabula.story.attributes import SignWeights, attributes
from fabula.story.boundaries import Boundaries
from fabula.story.clauses import Clauses
from fabula.story.company import Stage
from fabula.story.document import Document
from fabula.story.evidence import Evidence
from fabula.story.locations import locations, pairs
from fabula.story.modes import mode_features
from fabula.story.presence import Everybody, Showing, focal_features, showings_of
from fabula.story.relations import relations
from fabula.story.scene_places import Course
from fabula.story.segmentation import segment
from fabula.story.settled import Settled
from fabula.story.staging import Staging, decide_place
from fabula.story.timeline import timed
from fabula.story.times import as_told, expressions
from fabula.story.weights import Weights, shipped
from fabula.types import Annotations, Cast, Quote, Role, Scene, SceneMode, Story, StoryPins, Text

Array = npt.NDArray[np.float64]

_MOST = 40.0
"""Log odds that are as good as certain."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A scene before anything is decided of it: its paragraphs (end exclusive), and what it tells of whom.

    ``teller`` is who tells its beginning as *I*, or None.
    """

    first: int
    end: int
    sure: float
    everybody: Everybody
    teller: int | None
    quotes: tuple[Quote, ...]


def tell_story(
    text: Text,
    notes: Annotations,
    cast: Cast,
    weights: Weights | None = None,
    told: Mapping[str, SignWeights] | None = None,
    pins: StoryPins | None = None,
) -> Story:
    """What happens in an annotated text with its cast, and what it tells of whom.

    ``pins`` is what a person has settled. ``weights`` and ``told`` (of attributes and relations): others than
    the package ships.
    """
    weights = weights or shipped()
    document = Document(text, notes, cast)
    if not document.paragraphs:
        return Story()
    settled = Settled(document, pins)
    stretches = cut(document, boundaries(document, weights, settled))
    staging = staged(document, stretches)
    found = expressions(document)
    scenes = timed(
        document, stretches, _scenes(document, stretches, staging, weights, settled), found, weights.times
    )
    times = tuple(as_told(document, own) for own in found)
    clauses, told = Clauses(document), told or {}
    return Story(
        scenes,
        locations=locations(document, scenes, staging.pairs),
        times=times,
        events=actions(clauses, scenes),
        attributes=settled.attributes(attributes(clauses, scenes, told.get("attributes"))),
        relations=settled.relations(relations(clauses, told.get("relations"))),
    )


def staged(document: Document, stretches: Sequence[Stretch]) -> Staging:
    """The scenes with everything that is asked of who is in them, and of where they are."""
    evidence = Evidence(document)
    stages = [
        Stage(
            k,
            document.paragraphs[own.first],
            document.paragraphs[own.end - 1],
            own.end - own.first,
            own.everybody,
            own.teller,
            own.quotes,
        )
        for k, own in enumerate(stretches)
    ]
    people = [
        {n: beside(stretches, k, n) for n in about(document, stretches, k)} for k in range(len(stretches))
    ]
    return Staging(evidence, stages, people, pairs(evidence))


def probability(features: Array, weights: Array) -> Array:
    """The probabilities of rows of features."""
    found: Array = 1.0 / (1.0 + np.exp(-(features @ weights)))
    return found


def boundaries(document: Document, weights: Weights, settled: Settled | None = None) -> dict[int, float]:
    """The paragraphs at which a scene begins, each with its probability; the first one always."""
    log_odds = Boundaries(document).features() @ weights.boundary
    if settled is not None:
        log_odds = settled.boundaries(log_odds)
    least = weights.threshold["boundary"]
    words = [own.last - own.first for own in document.paragraphs]
    parted = [own.is_parted for own in document.paragraphs]
    found = segment(log_odds - math.log(least / (1.0 - least)), words, parted, weights.lengths)
    sure = {k: min(float(log_odds[k]), _MOST) for k in found}
    return {k: 1.0 / (1.0 + math.exp(-own)) if k else 1.0 for k, own in sure.items()}


def cut(document: Document, begins: dict[int, float]) -> list[Stretch]:
    """The scenes between paragraphs, with what each tells of whom."""
    firsts = sorted(begins)
    quotes = sorted(document.cast.quotes, key=lambda quote: quote.start)
    starts = [quote.start for quote in quotes]
    found: list[Stretch] = []
    for first, end in zip(firsts, [*firsts[1:], len(document.paragraphs)], strict=True):
        a, b = document.paragraphs[first], document.paragraphs[end - 1]
        inside = tuple(quotes[bisect_left(starts, a.start) : bisect_left(starts, b.end)])
        showings = showings_of(document, a.first, b.last, inside)
        if (teller := document.teller(a.start)) is not None:
            showings.setdefault(teller, Showing())
        found.append(Stretch(first, end, begins[first], Everybody.of(showings), teller, inside))
    return found


def about(document: Document, stretches: Sequence[Stretch], k: int) -> list[int]:
    """Who may be in a scene: whom it tells of, and who was in the one before if nothing parts the two."""
    own, first = stretches[k], document.paragraphs[stretches[k].first]
    found = dict.fromkeys(own.everybody.showings)
    if k and not first.is_parted:
        before = stretches[k - 1].everybody.showings
        found |= dict.fromkeys(n for n, showing in before.items() if showing.subject or showing.lines)
    return list(found)


def beside(stretches: Sequence[Stretch], k: int, n: int) -> tuple[bool, bool]:
    """Whether the scenes before and after one tell of somebody in narration, or in a line of this one's."""

    def told(own: Stretch) -> bool:
        showing = own.everybody.showing(n)
        return bool(showing.subject or showing.lines)

    return k > 0 and told(stretches[k - 1]), k + 1 < len(stretches) and told(stretches[k + 1])


def _scenes(
    document: Document,
    stretches: Sequence[Stretch],
    staging: Staging,
    weights: Weights,
    settled: Settled,
) -> list[Scene]:
    found: list[Scene] = []
    course, remote = Course(), frozenset[int]()
    for own, stage in zip(stretches, staging.stages, strict=True):
        first, last = stage.first, stage.last
        end = document.paragraphs[own.end].start if own.end < len(document.paragraphs) else last.end
        there = settled.there(stage, staging.there(stage, weights.company))
        known = {n: sure for n, sure in there.items() if staging.is_asked(stage, n)}
        present = settled.present(stage, end, staging.present(stage, end, known, remote, weights.company))
        remote = frozenset(one.entity for one in present if one.role is Role.REMOTE)
        place, sure = decide_place(staging.places(stage, course), weights.company)
        if (said := settled.place(stage)) is not None:
            place, sure = said, 1.0
        course.move(place.key, place.span, stage.number)
        focal, eyes = _focal(own, there, found[-1] if found else None, staging.whole, weights)
        mode = probability(mode_features(document, first.first, last.last, len(own.quotes)), weights.mode)
        found.append(
            Scene(
                id=stage.number + 1,
                start=first.start,
                end=end,
                mode=SceneMode.SCENE if mode >= weights.threshold["mode"] else SceneMode.SUMMARY,
                place=place.key[0] or None if place.key is not None else None,
                place_span=place.span,
                place_confidence=sure,
                present=tuple(present),
                focal=focal,
                focal_confidence=eyes,
                confidence=own.sure,
            )
        )
    return found


def _focal(
    own: Stretch,
    there: dict[int, float],
    before: Scene | None,
    whole: Everybody,
    weights: Weights,
) -> tuple[int | None, float]:
    """Through whose eyes a scene is told, with the probability."""
    eyes = before.focal if before else None
    ranked = [
        (
            float(
                probability(focal_features(n, own.everybody, there, own.teller, eyes, whole), weights.focal)
            ),
            -n,
        )
        for n in there
    ]
    best, n = max(ranked, default=(0.0, 0))
    return (-n, best) if best >= weights.threshold["focal"] else (None, 1.0 - best)
