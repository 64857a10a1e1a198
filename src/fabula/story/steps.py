"""The steps of the story layer: boundaries, then of each scene its company, place, mode and eyes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fabula.story.boundaries import Boundaries
from fabula.story.document import Document
from fabula.story.modes import mode_features
from fabula.story.places import candidates, place_features
from fabula.story.presence import Part, Whole, focal_features, parts_of, presence_features
from fabula.story.weights import Weights, shipped
from fabula.types import Annotations, Cast, Presence, Quote, Scene, SceneMode, Span, Story, Text

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A scene before anything is decided of it: its paragraphs (end exclusive), and what it tells of whom."""

    first: int
    end: int
    sure: float
    parts: dict[int, Part]
    quotes: tuple[Quote, ...]


def tell_story(text: Text, notes: Annotations, cast: Cast, weights: Weights | None = None) -> Story:
    """What happens in an annotated text with its cast; ``weights``: others than the package ships."""
    weights = weights or shipped()
    document = Document(text, notes, cast)
    if not document.paragraphs:
        return Story()
    stretches = cut(document, boundaries(document, weights))
    return Story(tuple(_scenes(document, stretches, weights)))


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
        parts = parts_of(document, a.first, b.last, inside)
        if (teller := document.teller(a.start)) is not None:
            parts.setdefault(teller, Part())
        found.append(Stretch(first, end, begins[first], parts, inside))
    return found


def about(document: Document, stretches: Sequence[Stretch], k: int) -> list[int]:
    """Who may be in a scene: whom it tells of, and who was in the one before if nothing parts the two."""
    own, first = stretches[k], document.paragraphs[stretches[k].first]
    found = dict.fromkeys(own.parts)
    if k and not (first.after_break or first.opens_chapter):
        found |= dict.fromkeys(n for n, part in stretches[k - 1].parts.items() if part.subject or part.lines)
    return list(found)


def beside(stretches: Sequence[Stretch], k: int, n: int) -> tuple[bool, bool]:
    """Whether the scenes before and after one tell of somebody in narration, or in a line of this one's."""

    def told(own: Stretch) -> bool:
        part = own.parts.get(n)
        return part is not None and bool(part.subject or part.lines)

    return k > 0 and told(stretches[k - 1]), k + 1 < len(stretches) and told(stretches[k + 1])


def _scenes(document: Document, stretches: Sequence[Stretch], weights: Weights) -> list[Scene]:
    found: list[Scene] = []
    whole = Whole.of([own.parts for own in stretches])
    for k, own in enumerate(stretches):
        first, last = document.paragraphs[own.first], document.paragraphs[own.end - 1]
        end = document.paragraphs[own.end].start if own.end < len(document.paragraphs) else last.end
        before = found[-1] if found else None
        teller = document.teller(first.start)
        there = {
            n: float(
                probability(
                    presence_features(n, own.parts, teller, beside(stretches, k, n), whole), weights.presence
                )
            )
            for n in about(document, stretches, k)
        }
        place, words, sure = _place(document, own, before, weights)
        focal, eyes = _focal(own, there, teller, before, whole, weights)
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
            part = own.parts.get(n, Part())
            start = document.starts[part.first] if part.first >= 0 else opens
            end = document.ends[part.last] if part.last >= 0 else closes
            found.append(Presence(n, start, end, there[n]))
    return found


def _place(
    document: Document, own: Stretch, before: Scene | None, weights: Weights
) -> tuple[int | None, Span | None, float]:
    """Where a scene is, the words that tell it, and the probability."""
    first, last = document.paragraphs[own.first], document.paragraphs[own.end - 1]
    carried = before is not None and before.place_span is not None
    every = candidates(document, first.first, last.last, before.place if before else None, carried=carried)
    best: tuple[float, int | None, Span | None] | None = None
    for one in every:
        features = place_features(
            document, one, every, first.first, broken=first.after_break or first.opens_chapter
        )
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
    teller: int | None,
    before: Scene | None,
    whole: Whole,
    weights: Weights,
) -> tuple[int | None, float]:
    """Through whose eyes a scene is told, with the probability."""
    eyes = before.focal if before else None
    ranked = [
        (float(probability(focal_features(n, own.parts, there, teller, eyes, whole), weights.focal)), -n)
        for n in there
    ]
    best, n = max(ranked, default=(0.0, 0))
    return (-n, best) if best >= weights.threshold["focal"] else (None, 1.0 - best)
