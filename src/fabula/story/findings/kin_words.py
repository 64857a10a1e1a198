"""One who is somebody's nephew, and once this one's son: kin without their names."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from fabula.lang.en.contradictions import NOT_SO
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import Material, signs_of
from fabula.types import EntityType, FindingKind, Mention, MentionForm, Span

_HIS: Final = frozenset("son nephew brother father uncle grandson grandfather stepson".split())  # noqa: SIM905
_HER: Final = frozenset("daughter niece sister mother aunt granddaughter grandmother stepdaughter".split())  # noqa: SIM905
_ANY: Final = frozenset(["cousin"])
_OWNERS: Final = frozenset("his her my your".split())  # noqa: SIM905


def kin_words(material: Material) -> Iterator[Candidate]:
    """Findings about what somebody of the cast is of another."""
    told: Mapping[tuple[int, int], list[tuple[str, Span, Mention]]] = defaultdict(list)
    for own in material.mentions:
        if own.form is not MentionForm.NOMINAL or own.end - own.start > 40 or own.entity is None:
            continue
        words = material.content[own.start : own.end].lower().split()
        kin = words[-1] if words else ""
        if kin not in _HIS | _HER | _ANY or len(words) < 2:
            continue
        owner = _owner(material, own, words)
        if owner is not None and owner != own.entity:
            told[owner, own.entity].append((kin, (own.start, own.end), own))
    for (owner, one), every in told.items():
        yield from _of_pair(material, owner, one, every)


def _owner(material: Material, own: Mention, words: list[str]) -> int | None:
    """Whose the kin is: of "his" or of a name before it, which begins where the kin does."""
    if words[0] in _OWNERS or words[0].endswith(("’s", "'s")):
        found = [
            each
            for each in material.mentions_at(own.start)
            if each.end < own.end and each.type is EntityType.PERSON
        ]
        return found[0].entity if found else None
    return None


def _of_pair(
    material: Material, owner: int, one: int, every: list[tuple[str, Span, Mention]]
) -> Iterator[Candidate]:
    often = Counter(kin for kin, _, _ in every)
    for k, (kin, span, own) in enumerate(every):
        if often[kin] > 1:
            continue
        others = [each for each in every[:k] if each[0] != kin] or [
            each for each in every[k + 1 :] if each[0] != kin
        ]
        if not others:
            continue
        other = others[-1]
        spans = [other[1], span]
        signs = [*signs_of(material, spans, min(own.confidence, other[2].confidence)), "kin words"]
        if material.is_explained(spans, NOT_SO, 60):
            signs.append("explained")
        if {kin, other[0]} <= _HIS or {kin, other[0]} <= _HER:
            signs.append("same gender")
        message = (
            f"{material.name(one)} is “{material.reads(other[1])}” and “{material.reads(span)}” "
            f"of {material.name(owner)}."
        )
        yield candidate(FindingKind.KIN, message, spans, one, *signs, told_alike=math.log(often[other[0]]))
        return
