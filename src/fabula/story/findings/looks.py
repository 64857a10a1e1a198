"""Eyes, hair and beards of one person that are told of in two ways."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fabula.lang.en.contradictions import (
    BALD,
    BEARDED,
    CHANGED_LOOKS,
    CROPPED,
    EYE_COLOURS,
    HAIR_COLOURS,
    LOCKS,
    LONG_HAIR,
    NOT_SO,
    OPPOSED_EYES,
    OPPOSED_HAIR,
    SHAVEN,
)
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import WORD, Material, signs_of
from fabula.types import AttributeKind, EntityType, FindingKind, Span

_PARTS: Final[Mapping[str, Mapping[str, str]]] = {
    "eyes": EYE_COLOURS,
    "hair": {
        **HAIR_COLOURS,
        **dict.fromkeys(BALD, "bald"),
        **dict.fromkeys(LOCKS - LONG_HAIR, "locks"),
        **dict.fromkeys(LONG_HAIR, "long"),
        **dict.fromkeys(CROPPED, "cropped"),
    },
    "beard": HAIR_COLOURS,
    "chin": {
        **dict.fromkeys(BEARDED | {"beard", "moustache", "whiskers", "mustache"}, "bearded"),
        **dict.fromkeys(SHAVEN, "shaven"),
    },
}
_OPPOSED: Final = {
    "eyes": OPPOSED_EYES,
    "hair": OPPOSED_HAIR,
    "beard": OPPOSED_HAIR,
    "chin": OPPOSED_HAIR,
}
_TWO: Final = re.compile(
    r"\b(?:(?P<eyes>eyes)|(?P<hair>hair|locks|tresses|curls|braids?|plaits?|ringlets|mane)|"
    r"(?P<beard>beard|moustache|mustache|whiskers))\b",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(
    r"\b(?:(?P<bald>"
    + "|".join(sorted(BALD))
    + r")(?=[\s,.;!?])|(?P<shaven>"
    + "|".join(sorted(SHAVEN))
    + r")|(?P<bearded>[a-z]+-bearded|bearded)|(?P<haired>[a-z]+[- ]haired)|(?P<eyed>[a-z]+[- ]eyed)|"
    r"(?P<cropped>close-cropped|cropped|bobbed) (?=hair|head)|"
    r"(?P<none>(?:not a|no|without a|scrap of|never a) (?:single )?hair on)|"
    r"(?P<locks>(?:strands?|locks?) of (?:[a-z-]+ ){0,2}hair|(?:hand|fingers|comb|"
    r"brush) through (?:his|her|my) "
    r"(?:[a-z-]+ ){0,2}hair|(?:tossed|combed|brushed|smoothed|tossing) (?:back )?(?:his|her|my) hair))",
    re.IGNORECASE,
)
_HEADS: Final = {
    **dict.fromkeys(("redhead", "ginger"), "red"),
    **dict.fromkeys(("blond", "blonde", "blondie"), "fair"),
    "brunette": "brown",
}
"""People who are called by their hair."""
_SHORT: Final = 3
_MODIFIERS: Final = re.compile(rf"((?:{WORD}(?:,? and |,? |\s)){{1,6}})$")
_NO_MODIFIER: Final = frozenset(
    (  # noqa: SIM905
        "his her my your their its the with had has of and's whose were was is are on in from at into "
        "by those "
        "these that which to for as than raised lowered turned opened closed shut fixed lifted"
    ).split()
)
_IS: Final = re.compile(
    rf"(?:,? (?:that|which))? (?:was|were|is|are|being)(?: like| of| as)?((?:,? (?:and )?{WORD}){{1,5}})"
)
_LIKE: Final = re.compile(rf"(?:,| that were| which were)? (?:like|of)((?:,? (?:and )?{WORD}){{1,4}})")
_WORD: Final = re.compile(WORD)
_BODY: Final = {AttributeKind.EYES: "eyes", AttributeKind.HAIR: "hair"}
_SPOILS: Final = frozenset("on for to not no never longer".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class _Look:
    entity: int
    part: str
    value: frozenset[str]
    span: Span
    sure: float
    how: str


def looks(material: Material) -> Iterator[Candidate]:
    """Findings about eyes, hair and beards."""
    told: dict[tuple[int, str], list[_Look]] = defaultdict(list)
    for own in _looks(material):
        told[own.entity, own.part].append(own)
    for (entity, part), every in told.items():
        if material.entities[entity].type is EntityType.PERSON:
            every.sort(key=lambda own: own.span)
            yield from _contradicting(material, part, every)


def _contradicting(material: Material, part: str, every: Sequence[_Look]) -> Iterator[Candidate]:
    """The first two that cannot both be so; more of them would say the same again."""
    for k, later in enumerate(every):
        for earlier in reversed(every[:k]):
            if _are_opposed(part, earlier, later) and earlier.span[1] <= later.span[0]:
                yield _candidate(material, part, every, earlier, later)
                return


def _candidate(
    material: Material, part: str, every: Sequence[_Look], earlier: _Look, later: _Look
) -> Candidate:
    spans = [earlier.span, later.span]
    signs = [*signs_of(material, spans, min(earlier.sure, later.sure)), part]
    if material.is_explained(spans, CHANGED_LOOKS | NOT_SO):
        signs.append("explained")
    signs += sorted({earlier.how, later.how})
    signs.append("/".join(sorted(min(own.value) for own in (earlier, later))))
    for_first = sum(own.value & earlier.value != frozenset() for own in every)
    for_second = sum(own.value & later.value != frozenset() for own in every)
    kind = FindingKind.EYES if part == "eyes" else FindingKind.HAIR
    thing = "chin" if part == "chin" else part
    message = (
        f"The {thing} of {material.name(later.entity)} {'are' if part == 'eyes' else 'is'} told in two ways: "
        f"“{material.reads(earlier.span)}” and “{material.reads(later.span)}”."
    )
    return candidate(
        kind,
        message,
        spans,
        later.entity,
        *signs,
        told_alike=math.log(max(for_first, for_second)),
        both_often=float(min(for_first, for_second) > 1),
    )


def _are_opposed(part: str, a: _Look, b: _Look) -> bool:
    return all(frozenset((one, other)) in _OPPOSED[part] for one in a.value for other in b.value)


def _looks(material: Material) -> Iterator[_Look]:
    """What is said of somebody's eyes, hair or beard."""
    owners = material.owners
    seen: list[Span] = []
    for part, start, end, value in (*_with_colours(material.content), *_by_one_word(material.content)):
        found = owners.of(start, end)
        if found is not None and found[0].entity is not None:
            mention, how = found
            first = mention.start if how in ("owned", "has") else start
            last = mention.end if how == "of" else end
            seen.append((start, end))
            yield _Look(mention.entity or 0, part, value, (first, last), mention.confidence, how)
    for own in material.mentions:
        words = material.content[own.start : own.end].lower().split()
        if own.entity is not None and words and len(words) <= _SHORT and words[-1] in _HEADS:
            seen.append((own.start, own.end))
            value = frozenset([_HEADS[words[-1]]])
            yield _Look(own.entity, "hair", value, (own.start, own.end), own.confidence, "called so")
    seen.sort()
    for every in material.attributes.values():
        for told in every:
            part = _BODY.get(told.kind, "")
            if part and (value := _classes(part, told.value)) and not _overlaps(seen, told.start, told.end):
                span = (told.start, told.end)
                yield _Look(told.entity, part, value, span, told.confidence, "attribute")


def _overlaps(spans: Sequence[Span], start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in spans)


def _with_colours(content: str) -> Iterator[tuple[str, int, int, frozenset[str]]]:
    """ "His dark, almost black eyes", "hair that was long and yellow": a part with its colour."""
    for found in _TWO.finditer(content):
        part = next(name for name, word in found.groupdict().items() if word)
        start = found.start()
        if before := _MODIFIERS.search(content, max(0, found.start() - 60), found.start()):
            words = list(_WORD.finditer(before[1]))
            kept = len(words)
            while kept and words[kept - 1][0].lower() not in _NO_MODIFIER:
                kept -= 1
            # "Pale, and eyes that …": what stands before the "and" is not said of them.
            if kept < len(words) and words[-1][0].lower() != "and":
                start = before.start() + words[kept].start()
        end = found.end()
        value = _classes(part, content[start:end])
        if found[0].lower() in LOCKS and part == "hair":
            value = value or _classes(part, found[0])
        if not value and (after := _IS.match(content, end) or _LIKE.match(content, end)):
            words_after = _WORD.findall(after[1].lower())
            if _SPOILS.isdisjoint(words_after[:2]) and (value := _classes(part, after[1])):
                end = after.end()
        if part == "beard" and not value:
            yield "chin", start, end, frozenset(["bearded"])
        elif value:
            yield part, start, end, value


def _by_one_word(content: str) -> Iterator[tuple[str, int, int, frozenset[str]]]:
    """ "Black-haired", "clean-shaven", "not a hair on his head"."""
    for found in _ALONE.finditer(content):
        group = found.lastgroup or ""
        span = found.span()
        if group == "none" or group == "bald":
            yield "hair", *span, frozenset(["bald"])
        elif group == "locks":
            yield "hair", *span, frozenset(["locks"])
        elif group == "cropped":
            yield "hair", *span, frozenset(["cropped"])
        elif group in ("shaven", "bearded"):
            yield "chin", *span, frozenset([group])
        else:
            part = "hair" if group == "haired" else "eyes"
            if value := _classes(part, found[0]):
                yield part, *span, value


def _classes(part: str, words: str) -> frozenset[str]:
    """The classes of the colours in some words; of two words the colour is what both are."""
    own = _PARTS[part]
    found: set[str] = set()
    for word in _WORD.findall(words.lower()):
        parts = [word] if word in own else word.split("-")
        found.update(own[each] for each in parts if each in own)
    return frozenset(found)
