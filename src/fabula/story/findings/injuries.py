"""A hurt shoulder that is a hurt knee later on."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final

from fabula.lang.en.contradictions import NOT_SO
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import Material
from fabula.types import FindingKind, Span

_LIMB: Final = (
    "shoulder|knee|leg|arm|ankle|wrist|foot|hand|thigh|elbow|hip|rib|ribs|collar-bone|collarbone|thumb|finger|toe|"
    "cheek|forehead|temple|neck|head|eye|ear|side|calf|shin|jaw|nose|back"
)
_HURT: Final = (
    "hurt|wounded|injured|bandaged|broken|sprained|twisted|fractured|bad|sore|bleeding|aching|dislocated|game|lame|"
    "stiff|bruised|burned|burnt|scarred"
)
_BEFORE: Final = re.compile(
    rf"\b(?:{_HURT})\s+(?:(?:left|right)\s+)?(?P<limb>{_LIMB})\b(?![’'-])", re.IGNORECASE
)
_AFTER: Final = re.compile(
    rf"\b(?:his|her|my|the|your)\s+(?:(?:left|right)\s+)?(?P<limb>{_LIMB})\s+(?:was|is|had been|"
    rf"felt)\s+(?:(?:badly|still|"
    rf"slightly|quite|all)\s+)?(?:{_HURT})\b",
    re.IGNORECASE,
)
_IN: Final = re.compile(
    rf"\b(?:wound(?:ed)?|shot|hit|stabbed|bullet|gash|cut|scar|bruise|hole|pain|bandage|blood)\s+(?:\w+\s+){{0,3}}?(?:in|on|through|"
    rf"across|round|from|down)\s+(?:his|her|my|the|your)\s+(?:(?:left|right)\s+)?(?P<limb>{_LIMB})\b",
    re.IGNORECASE,
)
_OLD: Final = re.compile(
    rf"\b(?:his|her|my|the|your)\s+(?:(?:left|right)\s+)?(?P<limb>{_LIMB})\b[^.!?\n]{{0,25}}\b(?:wound|bandage|sling|splint|crutch)",
    re.IGNORECASE,
)
_NEAR: Final = 30_000


def injuries(material: Material) -> Iterator[Candidate]:
    """Findings about limbs that are hurt."""
    told: dict[int, tuple[str, Span]] = {}
    for pattern in (_BEFORE, _AFTER, _IN, _OLD):
        for found in pattern.finditer(material.content):
            told.setdefault(found.end("limb"), (found["limb"].lower().rstrip("s"), found.span()))
    every = [told[at] for at in sorted(told)]
    for k, (limb, span) in enumerate(every):
        if k and every[k - 1][0] != limb and 0 < span[0] - every[k - 1][1][1] < _NEAR:
            yield _candidate(material, every, k)


def _candidate(material: Material, every: list[tuple[str, Span]], k: int) -> Candidate:
    (_, first), (limb, second) = every[k - 1], every[k]
    near = [own for own, span in every if abs(span[0] - second[0]) < _NEAR]
    signs = ["limb", *("said by a character" for span in (first, second) if material.is_spoken(span[0]))]
    if material.is_explained([first, second], NOT_SO, 60):
        signs.append("explained")
    if material.in_one_scene(first[0], second[0]):
        signs.append("same scene")
    message = f"“{material.reads(first)}” and “{material.reads(second)}”: it is another part that is hurt."
    return candidate(
        FindingKind.SIDE,
        message,
        [first, second],
        None,
        *signs,
        limb_once=float(near.count(limb) == 1),
        limbs=float(len(set(near))),
        told_alike=math.log(max(near.count(own) for own in near)),
        far=math.log(1 + (second[0] - first[1]) / 500),
    )
