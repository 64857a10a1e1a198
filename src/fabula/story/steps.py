"""The steps of the story layer: boundaries, then of each scene its company, place, mode and eyes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fabula.story.boundaries import Boundaries
from fabula.story.document import Document
from fabula.story.locations import locations
from fabula.story.modes import mode_features
from fabula.story.places import Spread, candidates, place_features
from fabula.story.presence import Everybody, Showing, focal_features, presence_features, showings_of
from fabula.story.timeline import timed
from fabula.story.times import as_told, expressions
from fabula.story.weights import Weights, shipped
from fabula.types import Annotations, Cast, Presence, Quote, Scene, SceneMode, Span, Story, Text

Array = npt.NDArray[np.float64]


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


def tell_story(text: Text, notes: Annotations, cast: Cast, weights: Weights | None = None) -> Story:
    """What happens in an annotated text with its cast; ``weights``: others than the package ships."""
    weights = weights or shipped()
    document = Document(text, notes, cast)
    if not document.paragraphs:
        return Story()
    stretches = cut(document, boundaries(document, weights))
    found = expressions(document)
    scenes = timed(document, stretches, _scenes(document, stretches, weights), found, weights.times)
    times = tuple(as_told(document, own) for own in found)
    return Story(scenes, locations=locations(document, scenes), times=times)


def probability(features: Array, weights: Array) -> Array:
    """The probabilities of rows of features."""
    found: Array = 1.0 / (1.0 + np.exp(-(features @ weights)))
    return found


def boundaries(document: Document, weights: Weights) -> dict[int, float]:
    """The paragraphs at which a scene begins, each with its probability; the first one always."""
    sure = probability(Boundaries(document).features(), weights.boundary)
    found = {k: float(p) for k, p in enumerate(sure) if p >= weights.threshold["boundary"]}
    return {**found, 0: 1.0}


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


def _scenes(document: Document, stretches: Sequence[Stretch], weights: Weights) -> list[Scene]:
    found: list[Scene] = []
    whole = Everybody.together(own.everybody for own in stretches)
    for k, own in enumerate(stretches):
        first, last = document.paragraphs[own.first], document.paragraphs[own.end - 1]
        end = document.paragraphs[own.end].start if own.end < len(document.paragraphs) else last.end
        before = found[-1] if found else None
        there = {
            n: float(
                probability(
                    presence_features(n, own.everybody, own.teller, beside(stretches, k, n), whole),
                    weights.presence,
                )
            )
            for n in about(document, stretches, k)
        }
        place, words, sure = _place(document, own, before, weights)
        focal, eyes = _focal(own, there, before, whole, weights)
        mode = probability(mode_features(document, first.first, last.last, len(own.quotes)), weights.mode)
        found.append(
            Scene(
                id=k + 1,
                start=first.start,
                end=end,
                mode=SceneMode.SCENE if mode >= weights.threshold["mode"] else SceneMode.SUMMARY,
                place=place,
                place_span=words,
                place_confidence=sure,
                present=tuple(_present(document, own, there, weights)),
                focal=focal,
                focal_confidence=eyes,
                confidence=own.sure,
            )
        )
    return found


def _present(document: Document, own: Stretch, there: dict[int, float], weights: Weights) -> list[Presence]:
    """Who is in a scene, the surest first, from where to where."""
    opens, closes = document.paragraphs[own.first].start, document.paragraphs[own.end - 1].end
    found = []
    for n in sorted(there, key=lambda n: -there[n]):
        if there[n] >= weights.threshold["presence"]:
            showing = own.everybody.showing(n)
            start = document.starts[showing.first] if showing.first >= 0 else opens
            end = document.ends[showing.last] if showing.last >= 0 else closes
            found.append(Presence(n, start, end, there[n]))
    return found


def _place(
    document: Document, own: Stretch, before: Scene | None, weights: Weights
) -> tuple[int | None, Span | None, float]:
    """Where a scene is, the words that tell it, and the probability."""
    first, last = document.paragraphs[own.first], document.paragraphs[own.end - 1]
    carried = before is not None and before.place_span is not None
    every = candidates(document, first.first, last.last, before.place if before else None, carried=carried)
    spread = Spread.of(every)
    best: tuple[float, int | None, Span | None] | None = None
    for one in every:
        features = place_features(document, one, spread, first.first, broken=first.is_parted)
        sure = float(probability(features, weights.place))
        told = sorted(one.told, key=lambda m: m.spoken)[:1]
        span = (document.starts[told[0].first], document.ends[told[0].end - 1]) if told else None
        if best is None or sure > best[0]:
            best = sure, one.entity, span or (before.place_span if before else None)
    if best is None or best[0] < weights.threshold["place"]:
        return None, None, 1.0 - best[0] if best else 0.0
    return best[1], best[2], best[0]


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
