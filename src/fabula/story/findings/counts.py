"""How many of a thing there are, told twice: the four arms, and both of them; the one lens, and the three."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fabula.lang.en.contradictions import NOT_SO, NUMBERS
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import WORD, Material
from fabula.types import FindingKind, Span

_NUMBER: Final = "|".join(word for word, value in NUMBERS.items() if 0 < value <= 20)
_WHOSE: Final = r"(?:the|his|her|my|its|their|our|your|these|those)"
_COUNTED: Final = re.compile(
    rf"\b(?:(?P<both>both) (?:of )?(?:{_WHOSE} )?|all (?P<all>{_NUMBER})(?: of)? (?:{_WHOSE} )?|"
    rf"{_WHOSE} (?P<plain>{_NUMBER}) |"
    rf"(?:has|have|had|got|only|just|were|are|was|is|[’']s) (?:only |just |but |got )?(?:the )?"
    rf"(?P<has>{_NUMBER}) )(?P<words>(?:{WORD} ){{0,1}}?)(?P<noun>{WORD})(?=[\s.,;:!?’'”\"—–)-])",
    re.IGNORECASE,
)
_NO_THINGS: Final = frozenset(
    (  # noqa: SIM905
        "hand hands arm eye eyes side sides way ways day days hour hours minute minutes year years "
        "week weeks month months time times mile miles foot feet inch inches yard yards pound pounds "
        "dollar dollars of thing things night nights morning mornings other others people men women "
        "man woman one ones more or and to in at on that who which is was were are had have first "
        "last next and hundred thousand million dozen half moment word words them us you me him her "
        "it knees cheeks ends person place point step steps end side sort kind o’clock o'clock part "
        "boys girls children boy girl sisters brothers ladies gentlemen"
    ).split()
)
_OFTEN: Final = 14
"""How often a thing stands at most: of what stands everywhere there are many."""
_NEAR: Final = 20_000


@dataclass(frozen=True, slots=True)
class _Count:
    noun: str
    count: int
    how: str
    span: Span
    words: str


def counts(material: Material) -> Iterator[Candidate]:
    """Findings about how many of a thing there are."""
    often: Counter[str] = Counter(_stem(word) for word, _ in material.tokens)
    told: dict[str, list[_Count]] = defaultdict(list)
    for found in _COUNTED.finditer(material.content):
        noun = found["noun"].lower()
        how = next(name for name in ("both", "all", "plain", "has") if found[name])
        count = 2 if how == "both" else NUMBERS[found[how].lower()]
        if noun in _NO_THINGS or (count > 1) != noun.endswith("s") or often[_stem(noun)] > _OFTEN:
            continue
        own = _Count(_stem(noun), count, how, found.span(), found["words"].strip().lower())
        told[own.noun].append(own)
    for noun, every in told.items():
        for k, later in enumerate(every):
            near = (own for own in every[:k] if later.span[0] - own.span[1] < _NEAR)
            earlier = next((own for own in near if own.count != later.count), None)
            if earlier is not None:
                yield _candidate(material, every, earlier, later, often[noun])
                break


def _stem(word: str) -> str:
    """A noun without its plural."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word.removesuffix("s") if not word.endswith("ss") else word


def _candidate(
    material: Material, every: list[_Count], earlier: _Count, later: _Count, often: int
) -> Candidate:
    spans = [earlier.span, later.span]
    signs = ["count", *("said by a character" for span in spans if material.is_spoken(span[0]))]
    signs += sorted({f"count, {earlier.how}", f"count, {later.how}"})
    if material.is_explained(spans, NOT_SO, 60):
        signs.append("explained")
    if earlier.words != later.words:
        signs.append("other modifiers")
    if 1 in (earlier.count, later.count):
        signs.append("one of them")
    if material.in_one_scene(spans[0][0], spans[1][0]):
        signs.append("same scene")
    message = f"“{material.reads(earlier.span)}” and “{material.reads(later.span)}” do not agree."
    return candidate(
        FindingKind.NUMBER,
        message,
        spans,
        None,
        *signs,
        counts=float(len({own.count for own in every})),
        often=math.log(often),
        far=math.log(1 + (later.span[0] - earlier.span[1]) / 500),
    )
