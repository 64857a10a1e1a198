"""Eyes and hair of one person that are of two colours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from fabula.lang.en.contradictions import (
    BEARDED,
    CHANGED_LOOKS,
    EYE_COLOURS,
    HAIR_COLOURS,
    NOT_SO,
    OPPOSED_EYES,
    OPPOSED_HAIR,
    SHAVEN,
)
from fabula.story.findings.material import Claim, Material, finding, signs_of
from fabula.types import AttributeKind, EntityType, Finding, FindingKind, Mention

_COLOURS: Final[Mapping[FindingKind, Mapping[str, str]]] = {
    FindingKind.EYES: EYE_COLOURS,
    FindingKind.HAIR: {
        **HAIR_COLOURS,
        **dict.fromkeys(BEARDED, "bearded"),
        **dict.fromkeys(SHAVEN, "shaven"),
    },
}
_OPPOSED: Final = {FindingKind.EYES: OPPOSED_EYES, FindingKind.HAIR: OPPOSED_HAIR}
_NOUN: Final = {
    "eyes": FindingKind.EYES,
    "hair": FindingKind.HAIR,
    "face": FindingKind.HAIR,
    "chin": FindingKind.HAIR,
}
_BEFORE: Final = re.compile(r"\s+(?:(?:[^\W\d_]+(?:-[^\W\d_]+)*),?\s+){1,4}?(eyes|hair|face|chin)\b")
_HAS: Final = re.compile(
    r"\s+(?:had|has) (?:(?:[^\W\d_]+(?:-[^\W\d_]+)*),? ){1,4}?(eyes|hair)\b(?! (?:on|for|of|to))"
)
_OF: Final = re.compile(
    r",?\s+(?:had|has|with|whose) (eyes|hair) (?:(?:was|were) |of )(?:(?:[^\W\d_]+(?:-[^\W\d_]+)*),? ?){1,3}"
    r"(?=[.;,!?]| and )"
)
_HELD: Final = re.compile(r"\b(?:[^\W\d_]+(?:-[^\W\d_]+)*) (eyes|hair) of $")
_AFTER: Final = re.compile(
    r"\s+(eyes|hair) (?:was|were|is|are) (?:(?:[^\W\d_]+(?:-[^\W\d_]+)*),? ?){1,3}(?=[.;,!?]| and )"
)
_HAIRED: Final = re.compile(r"\b[^\W\d_]+[- ](haired|eyed|bearded)\b")
_GENITIVE: Final = re.compile("[’']s\\b")
_OWNER: Final = frozenset("his her my your their its".split())  # noqa: SIM905
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BODY: Final = {AttributeKind.EYES: FindingKind.EYES, AttributeKind.HAIR: FindingKind.HAIR}


def looks(material: Material) -> Iterator[Finding]:
    """Findings about eyes and hair."""
    for kind in (FindingKind.EYES, FindingKind.HAIR):
        for entity, own in material.entities.items():
            if own.type is EntityType.PERSON:
                claims = sorted(_claims(material, entity, kind), key=lambda each: each.start)
                yield from _contradicting(material, kind, claims)


def _contradicting(material: Material, kind: FindingKind, claims: list[Claim]) -> Iterator[Finding]:
    """The first two claims that cannot both be so; more of them would say the same again."""
    for k, later in enumerate(claims):
        for earlier in reversed(claims[:k]):
            if not _are_opposed(kind, earlier, later):
                continue
            spans = [earlier.span, later.span]
            signs = signs_of(material, spans, min(earlier.sure, later.sure))
            if material.is_explained(spans, CHANGED_LOOKS | NOT_SO):
                signs.append("explained")
            verb = "are" if kind is FindingKind.EYES else "is"
            message = (
                f"The {kind.value} of {material.name(later.entity)} {verb} told in two ways: "
                f"“{material.reads(earlier.span)}” and “{material.reads(later.span)}”."
            )
            yield finding(kind, message, spans, later.entity, *signs)
            return


def _are_opposed(kind: FindingKind, a: Claim, b: Claim) -> bool:
    return all(frozenset((one, other)) in _OPPOSED[kind] for one in a.value for other in b.value)


def _claims(material: Material, entity: int, kind: FindingKind) -> Iterator[Claim]:
    """What is said of somebody's eyes or hair, with a colour in it."""
    seen: list[tuple[int, int]] = []
    for own in material.told_of[entity]:
        for start, end in _words_of(material, own, kind):
            if value := _classes(kind, material.content[start:end]):
                seen.append((start, end))
                yield Claim(entity, value, start, end, own.confidence)
    for told in material.attributes[entity]:
        if _BODY.get(told.kind) is not kind or any(a < told.end and told.start < b for a, b in seen):
            continue
        if value := _classes(kind, told.value):
            yield Claim(entity, value, told.start, told.end, told.confidence)


def _words_of(material: Material, own: Mention, kind: FindingKind) -> Iterator[tuple[int, int]]:
    """The words about somebody's eyes or hair at a mention: "his grey eyes", "a black-haired boy"."""
    words = material.content[own.start : own.end]
    for found in _HAIRED.finditer(words.lower()):
        if (kind is FindingKind.EYES) == (found[1] == "eyed"):
            yield own.start + found.start(), own.start + found.end()
    held = _HELD.search(material.content[max(0, own.start - 40) : own.start])
    if held and _NOUN[held[1]] is kind:
        yield own.start - len(held[0]), own.end
    has = _HAS.match(material.content, own.end, own.end + 80) or _OF.match(
        material.content, own.end, own.end + 80
    )
    if has and _NOUN[has[1]] is kind and " no " not in has[0] and " not " not in has[0]:
        yield own.start, has.end()
    genitive = _GENITIVE.match(material.content, own.end)
    if words.lower() in _OWNER or words.endswith(("’s", "'s")) or genitive:
        start = genitive.end() if genitive else own.end
        for pattern in (_BEFORE, _AFTER):
            after = pattern.match(material.content, start, start + 80)
            if after and _NOUN[after[1]] is kind:
                span = own.start, after.end()
                # Faces are white and red, and no colour of hair for it.
                if after[1] in ("eyes", "hair") or SHAVEN & set(_WORD.findall(after[0].lower())):
                    yield span


def _classes(kind: FindingKind, words: str) -> frozenset[str]:
    """The classes of the colours in some words; of two words the colour is what both are."""
    own = _COLOURS[kind]
    found: set[str] = set()
    for word in _WORD.findall(words.lower()):
        parts = [word] if word in own else word.split("-")
        found.update(own[part] for part in parts if part in own)
    return frozenset(found)
