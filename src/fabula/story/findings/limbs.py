"""One who has a single hand, arm or eye to use, and uses both."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fabula.lang.en.contradictions import NOT_SO
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import Material
from fabula.types import FindingKind, Span

_PAIRS: Final = "hand|arm|eye|leg|foot|ear|wrist|shoulder|knee"
_WHOSE: Final = r"(?:his|her|my|your|the|its|one|an?|their)"
_BOUND: Final = (
    r"(?:strapped|bound|tied up|bandaged|splinted|broken|missing|gone|useless|shattered|withered|shot off|"
    r"in (?:an?|the|his|her|its) (?:\w+ )?(?:sling|splint|cast|plaster)|hanging (?:useless|limp|loose))"
)
_ONE: Final = (
    re.compile(
        rf"\b{_WHOSE} (?:(?:left|right|other|bad) )?(?P<limb>{_PAIRS})(?: was| were| is| hung|[’']s)?,?"
        rf"(?: all| still| now)? {_BOUND}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:one|single|only) (?:good|sound|working|remaining|usable) "
        rf"(?P<limb>{_PAIRS})\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<limb>hand|arm) (?:that|which) (?:has|had) (?:no|(?:only )?(?:two|three|four)) fingers",
        re.IGNORECASE,
    ),
    re.compile(r"\bone-(?P<limb>arm|eye|legg?)e?d\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:lost|has no|had no|without|missing|minus) (?:his |her |an? )?(?:left|right|one)? ?"
        rf"(?P<limb>{_PAIRS})\b(?! for\b)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:deaf in|blind in|lame in) (?:the|his|her|one|my) (?:left |right )?"
        r"(?P<limb>ear|eye|leg|foot)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<limb>arm|leg) in (?:an?|the|his|her) (?:\w+ )?(?:sling|splint|cast|plaster)", re.IGNORECASE
    ),
)
_BOTH: Final = re.compile(
    r"\b(?:both (?:of )?(?:(?:his|her|my|your|the|its) )?(?:own )?(?:[a-z]+ )?"
    r"(?:hand|arm|eye|leg|ear|feet|fist|knee)|"
    r"(?:his|her|my) two (?:[a-z]+ )?(?:hand|arm|eye|leg|fist))(?:s\b|(?<=feet)\b)",
    re.IGNORECASE,
)
_SAME: Final = {
    "wrist": "arm",
    "shoulder": "arm",
    "hand": "arm",
    "fist": "arm",
    "foot": "leg",
    "feet": "leg",
    "knee": "leg",
    "legg": "leg",
}
_LIMB: Final = re.compile(r"(hand|arm|eye|leg|ear|feet|fist|knee)s?$", re.IGNORECASE)
_NEAR: Final = 30_000


@dataclass(frozen=True, slots=True)
class _Told:
    limb: str
    span: Span
    entity: int | None


def limbs(material: Material) -> Iterator[Candidate]:
    """Findings about hands, arms, eyes and legs of which somebody has one."""
    ones = sorted(_ones(material), key=lambda own: own.span)
    if not ones:
        return
    for found in _BOTH.finditer(material.content):
        part = _LIMB.search(found[0])
        limb = _limb(part[1]) if part else ""
        both = _Told(limb, found.span(), _whose(material, found.span()))
        near = [own for own in ones if own.limb == limb and abs(own.span[0] - both.span[0]) < _NEAR]
        fit = [own for own in near if own.entity == both.entity and own.entity is not None]
        others = [own for own in near if own.entity is None or both.entity is None]
        if fit or others:
            yield _candidate(material, (fit or others)[0], both, len(ones))


def _ones(material: Material) -> Iterator[_Told]:
    seen: set[int] = set()
    for pattern in _ONE:
        for found in pattern.finditer(material.content):
            if found.start("limb") not in seen:
                seen.add(found.start("limb"))
                yield _Told(_limb(found["limb"]), found.span(), _whose(material, found.span()))


def _limb(word: str) -> str:
    return _SAME.get(word.lower(), word.lower())


def _whose(material: Material, span: Span) -> int | None:
    """Whose part it is: of the owner within the words, or of whom the sentence tells."""
    content = material.content
    for own in re.finditer(r"\b(?:his|her|my|your)\b", content[slice(*span)], re.IGNORECASE):
        inner = material.mentions_at(span[0] + own.start())
        if inner:
            return inner[0].entity
    found = material.owners.of(*span)
    return None if found is None or found[1] == "guessed" else found[0].entity


def _candidate(material: Material, one: _Told, both: _Told, often: int) -> Candidate:
    spans = sorted([one.span, both.span])
    signs = ["one and both", *("said by a character" for span in spans if material.is_spoken(span[0]))]
    if material.is_explained(spans, NOT_SO, 60):
        signs.append("explained")
    signs.append("the same one" if one.entity == both.entity and one.entity is not None else "somebody")
    if material.in_one_scene(spans[0][0], spans[1][0]):
        signs.append("same scene")
    message = f"“{material.reads(spans[0])}” and “{material.reads(spans[1])}” do not go together."
    return candidate(
        FindingKind.SIDE,
        message,
        spans,
        one.entity if one.entity is not None else both.entity,
        *signs,
        ones=math.log(often),
        far=math.log(1 + (spans[1][0] - spans[0][1]) / 500),
    )
