"""Scores of who comes and who goes in scenes, and who takes part from elsewhere.

A coming or going is right if it is the same person's, no more than a paragraph away; each stands for one
annotated one at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from fabula.evaluation.scores.tally import Tally
from fabula.types import Role, Scene

Turn: TypeAlias = tuple[str, int]
"""Somebody who comes or goes, and the paragraph."""


def bodily(people: Mapping[int, str], scene: Scene | None) -> set[str]:
    """Who is bodily in a scene; whoever the annotation does not know goes by a number."""
    every = scene.present if scene is not None else ()
    return {people.get(one.entity, str(one.entity)) for one in every if one.role is Role.BODILY}


def remote(people: Mapping[int, str], scene: Scene | None) -> set[str]:
    """Who takes part in a scene from elsewhere."""
    every = scene.present if scene is not None else ()
    return {people.get(one.entity, str(one.entity)) for one in every if one.role is Role.REMOTE}


def comings(people: Mapping[int, str], scenes: Iterable[Scene]) -> list[tuple[str, int]]:
    """Who comes into a scene that has begun, and at which code point."""
    return [
        (people.get(one.entity, str(one.entity)), one.start)
        for scene in scenes
        for one in scene.present
        if one.role is Role.BODILY and one.start > scene.start
    ]


def goings(people: Mapping[int, str], scenes: Iterable[Scene]) -> list[tuple[str, int]]:
    """Who leaves a scene before it ends, and at which code point."""
    return [
        (people.get(one.entity, str(one.entity)), one.end - 1)
        for scene in scenes
        for one in scene.present
        if one.role is Role.BODILY and one.end < scene.end
    ]


def score_turns(found: Sequence[Turn], gold: Sequence[Turn]) -> Tally:
    """How many comings, or goings, are right."""
    left, hits = list(gold), 0
    for who, place in sorted(found):
        match = next((own for own in left if own[0] == who and abs(own[1] - place) <= 1), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return Tally(hits, len(found), hits, len(gold))
