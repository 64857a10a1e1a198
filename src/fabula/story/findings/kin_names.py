"""Kin by their names: her brother Tom, who is her nephew elsewhere."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fabula.lang.en.contradictions import LATE, NOT_SO
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import Material
from fabula.types import EntityType, FindingKind, Span

_KIN: Final = [
    "brother",
    "sister",
    "son",
    "daughter",
    "nephew",
    "niece",
    "cousin",
    "father",
    "mother",
    "uncle",
    "aunt",
    "husband",
    "wife",
    "grandfather",
    "grandmother",
    "grandson",
    "granddaughter",
    "stepson",
    "stepdaughter",
    "stepmother",
    "stepfather",
    "widow",
    "twin",
]
_WOMEN: Final = frozenset(
    "sister daughter niece mother aunt wife grandmother granddaughter stepdaughter stepmother widow".split()  # noqa: SIM905
)
_SAME: Final = frozenset(
    [frozenset(["brother", "twin"]), frozenset(["sister", "twin"]), frozenset(["wife", "widow"])]
)
_NAME: Final = r"(?P<name>[A-Z][a-z’']+(?:-[A-Z][a-z]+)?)"
_WHOSE: Final = r"(?P<whose>his|her|my|your|their|our|[A-Z][a-z]+[’']s)"
_BEFORE: Final = re.compile(
    rf"\b{_WHOSE}\s+(?:[a-z]+\s+){{0,2}}?(?P<kin>{'|'.join(_KIN)}),?\s+{_NAME}\b", re.IGNORECASE
)
_AFTER: Final = re.compile(
    rf"\b{_NAME}(?:\s+[A-Z][a-z]+)?,\s+{_WHOSE}\s+(?:[a-z]+\s+){{0,2}}?(?P<kin>{'|'.join(_KIN)})(?=[,.;:!?])"
)
_IS: Final = re.compile(
    rf"\b{_NAME}(?:\s+[A-Z][a-z]+)?\s+(?:was|is|had been)\s+{_WHOSE}\s+(?:[a-z]+\s+){{0,2}}?"
    rf"(?P<kin>{'|'.join(_KIN)})(?=[,.;:!?]|\s+(?:and|but|who)\b)"
)
_OF: Final = re.compile(
    rf"\b(?:the|a|this)\s+(?P<kin>{'|'.join(_KIN)})\s+of\s+(?P<whose>[A-Z][a-z]+),?\s+{_NAME}\b"
)


@dataclass(frozen=True, slots=True)
class _Kin:
    owner: int | None
    kin: str
    name: str
    span: Span


def kin_names(material: Material) -> Iterator[Candidate]:
    """Findings about kin that are named."""
    told: dict[str, list[_Kin]] = defaultdict(list)
    for own in _told(material):
        told[own.name].append(own)
    for every in told.values():
        every.sort(key=lambda own: own.span)
        for k, later in enumerate(every):
            earlier = next((own for own in reversed(every[:k]) if _are_two(own, later)), None)
            if earlier is not None:
                yield _candidate(material, every, earlier, later)
                break


def _are_two(a: _Kin, b: _Kin) -> bool:
    if a.kin == b.kin or frozenset([a.kin, b.kin]) in _SAME:
        return False
    # "My uncle Philips" and "my aunt Philips" are two of one name.
    if (a.kin in _WOMEN) != (b.kin in _WOMEN) and "cousin" not in (a.kin, b.kin):
        return False
    return a.owner is not None and b.owner is not None and a.owner == b.owner


def _candidate(material: Material, every: list[_Kin], earlier: _Kin, later: _Kin) -> Candidate:
    spans = [earlier.span, later.span]
    signs = ["named kin", *("said by a character" for span in spans if material.is_spoken(span[0]))]
    if material.is_explained(spans, NOT_SO | LATE, 60):
        signs.append("explained")
    whose = {material.content[own.span[0] : own.span[1]].lower().split()[0] for own in (earlier, later)}
    if "your" in whose:
        signs.append("of one who is spoken to")
    often = Counter(own.kin for own in every if own.owner == later.owner)
    message = f"“{material.reads(earlier.span)}” and “{material.reads(later.span)}” cannot both be."
    return candidate(
        FindingKind.KIN,
        message,
        spans,
        later.owner,
        *signs,
        told_alike=math.log(often[earlier.kin] + often[later.kin] - 1),
        both_often=float(min(often[earlier.kin], often[later.kin]) > 1),
    )


def _told(material: Material) -> Iterator[_Kin]:
    called = {own.name: own.id for own in material.entities.values()}
    for pattern in (_BEFORE, _AFTER, _IS, _OF):
        for found in pattern.finditer(material.content):
            if not found["name"][0].isupper() or found["kin"][0].isupper():
                continue
            at = found.start("whose")
            owner = next(
                (own.entity for own in reversed(material.mentions_at(at)) if own.type is EntityType.PERSON),
                None,
            )
            if owner is None and found["whose"][0].isupper():
                owner = called.get(found["whose"].rstrip("s").rstrip("’'"))
            name = found["name"].removesuffix("’s").removesuffix("'s")
            yield _Kin(owner, found["kin"].lower(), name, found.span())
