"""Scores of the time of scenes: how each stands to the one before, and which words tell when it is."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.evaluation.lines import share
from fabula.evaluation.scores.calibration import Claims
from fabula.evaluation.scores.tally import Tally
from fabula.evaluation.story_layers import GoldScene
from fabula.types import Scene, Span, When

_AROUND = 200
"""Code points before a scene in which the words for its time may stand: a heading, a date over it."""


def gold_times(scene: GoldScene, text: str) -> list[Span]:
    """Where the words stand that tell the time of an annotated scene; several are parted by semicolons."""
    found = []
    lower = text.lower()
    if len(lower) != len(text):
        lower = text
    for words in (scene.time or "").split(";"):
        own = words.strip().lower() if lower is not text else words.strip()
        at = lower.find(own, scene.start, scene.end) if own else -1
        if at < 0 and own:
            at = lower.find(own, max(0, scene.start - _AROUND), scene.end)
        if at >= 0:
            found.append((at, at + len(own)))
    return found


def is_told(span: Span, gold: Sequence[Span]) -> bool:
    """Whether some words share characters with those that tell the time."""
    return any(span[0] < end and start < span[1] for start, end in gold)


def score_times(scenes: Sequence[Scene], gold: Sequence[GoldScene], text: str) -> Tally:
    """The words that tell when scenes are, wherever the scenes begin: those found, and those annotated."""
    found = [(own.time.start, own.time.end) for own in scenes if own.time is not None]
    known = [gold_times(own, text) for own in gold if own.time is not None]
    every = [span for spans in known for span in spans]
    right = sum(is_told(span, every) for span in found)
    hits = sum(any(is_told(span, spans) for span in found) for spans in known)
    return Tally(right, len(found), hits, len(known))


def paired(found: Sequence[int], gold: Sequence[int], reach: int = 1) -> list[tuple[int, int | None]]:
    """Of each scene found but the first which of the gold ones begins there, by the paragraphs of all.

    No more than ``reach`` paragraphs may lie between; each gold one is taken once, by the nearest. None for a
    scene that begins within a gold one.
    """
    left = set(range(1, len(gold)))
    pairs: dict[int, int | None] = dict.fromkeys(range(1, len(found)))
    for near in range(reach + 1):
        for k in pairs:
            own = next((g for g in sorted(left) if abs(gold[g] - found[k]) == near), None)
            if pairs[k] is None and own is not None:
                pairs[k] = own
                left.discard(own)
    return list(pairs.items())


def score_when(
    scenes: Sequence[Scene], gold: Sequence[GoldScene], pairs: Sequence[tuple[int, int | None]]
) -> dict[str, Tally]:
    """Of the scenes that begin where annotated ones do: how each stands to the one before.

    Beside it stands "always later" of the same ones. ``answered`` are those of which it is not unknown.
    """
    both = [(scenes[k].when, gold[g].when) for k, g in pairs if g is not None]
    return {
        "when": share([own.value == right for own, right in both]),
        "later": share([right == When.LATER.value for _, right in both]),
        "answered": share([own is not When.UNKNOWN for own, _ in both]),
    }


def when_claims(
    scenes: Sequence[Scene], gold: Sequence[GoldScene], pairs: Sequence[tuple[int, int | None]]
) -> Claims:
    """What is said of how scenes stand to the one before: one that begins within a gold one continues it."""
    said = [(scenes[k], gold[g].when if g is not None else When.CONTINUES.value) for k, g in pairs]
    return Claims.of(
        (own.when_confidence, own.when.value == right) for own, right in said if own.when is not When.UNKNOWN
    )
