"""People who are told of in two ways that cannot both be: tall and short, a baker and a tailor."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from fabula.lang.en.contradictions import NOT_SO
from fabula.lang.en.descriptions import GREW
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import Material, signs_of
from fabula.story.findings.statements import Matter, Statement, statements
from fabula.types import FindingKind

_KINDS: Final = {
    Matter.HEIGHT: FindingKind.BUILD,
    Matter.WEIGHT: FindingKind.BUILD,
    Matter.HAND: FindingKind.SIDE,
    Matter.SIDE: FindingKind.SIDE,
    Matter.TRADE: FindingKind.OCCUPATION,
    Matter.PEOPLE: FindingKind.ORIGIN,
    Matter.BIRTH: FindingKind.ORIGIN,
    Matter.FAMILY: FindingKind.KIN,
}


_SIBLINGS: Final = ("brother", "sister", "brothers", "sisters")
_NEXT: Final = 2


def descriptions(material: Material) -> Iterator[Candidate]:
    """Findings about what stays so of somebody."""
    told: dict[tuple[int, Matter, str], list[Statement]] = defaultdict(list)
    for own in statements(material):
        told[own.entity, own.matter, own.key].append(own)
    for every in told.values():
        every.sort(key=lambda own: own.span)
        pair = _opposed(every)
        if pair is not None:
            yield _candidate(material, every, *pair)
    yield from _only_children(material, told)


def _opposed(every: Sequence[Statement]) -> tuple[Statement, Statement] | None:
    """The first two that cannot both be so, and the nearest before the second."""
    for k, later in enumerate(every):
        for earlier in reversed(every[:k]):
            if earlier.value != later.value and earlier.span[1] <= later.span[0]:
                return earlier, later
    return None


def _candidate(
    material: Material, every: Sequence[Statement], earlier: Statement, later: Statement
) -> Candidate:
    spans = [earlier.span, later.span]
    signs = signs_of(material, spans, min(earlier.sure, later.sure))
    if material.is_explained(spans, NOT_SO | GREW, 80):
        signs.append("explained")
    matter = later.matter
    signs += [matter.value, *(f"{matter.value}, {how}" for how in sorted({earlier.how, later.how}))]
    same = max(
        sum(own.value == earlier.value for own in every), sum(own.value == later.value for own in every)
    )
    message = (
        f"{material.name(later.entity)} is told of in two ways: "
        f"“{material.reads(earlier.span)}” and “{material.reads(later.span)}”."
    )
    values = len({own.value for own in every})
    return candidate(
        _KINDS[matter],
        message,
        spans,
        later.entity,
        *signs,
        more_than_two_values=float(values > 2),
        told_alike=math.log(same),
        both_often=float(min(sum(own.value == v for own in every) for v in {own.value for own in every}) > 1),
    )


def _only_children(
    material: Material, told: dict[tuple[int, Matter, str], list[Statement]]
) -> Iterator[Candidate]:
    """An only child that has a brother or a sister."""
    for (entity, matter, key), every in told.items():
        if matter is not Matter.FAMILY or key != "only":
            continue
        own = every[0]
        for mention in material.told_of[entity]:
            if material.content[mention.start : mention.end].lower() not in ("his", "her", "my"):
                continue
            rest = material.content[mention.end : mention.end + 30].split()
            words = [word.strip(".,;:!?").lower() for word in rest[:_NEXT]]
            place = next((k for k, word in enumerate(words) if word in _SIBLINGS), None)
            if place is not None:
                spans = [own.span, (mention.start, mention.end + 1 + len(" ".join(rest[: place + 1])))]
                signs = [*signs_of(material, spans, min(own.sure, mention.confidence)), "only child"]
                message = (
                    f"{material.name(entity)} is told of with “{material.reads(own.span)}” and with "
                    f"“{material.reads(spans[1])}”."
                )
                yield candidate(FindingKind.KIN, message, spans, entity, *signs)
                break
