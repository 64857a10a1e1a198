"""Ages of one person that do not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fabula.lang.en.contradictions import BACK_THEN, LATER_YEARS, NOT_SO, NUMBERS
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import Material, signs_of
from fabula.types import AttributeKind, EntityType, FindingKind, Mention, Span

_NUMBER: Final = r"(?:\d{1,3}|" + "|".join(NUMBERS) + r")(?:[- ](?:" + "|".join(list(NUMBERS)[1:10]) + r"))?"
_YEARS: Final = (
    re.compile(rf"\b({_NUMBER})[- ]years?[- ]old\b", re.IGNORECASE),
    re.compile(rf"^(?:his|her|my|your) ({_NUMBER}) years\b(?! (?:of|in|ago|at|as|with))", re.IGNORECASE),
    re.compile(rf"\b(?:aged|age of) ({_NUMBER})\b", re.IGNORECASE),
)
_AFTER: Final = (
    re.compile(rf"(?:,| was| is|[’']s|, at|, who was) ({_NUMBER}) years (?:old|of age)\b", re.IGNORECASE),
    re.compile(rf", at ({_NUMBER})(?=,| the (?:young|old)est)", re.IGNORECASE),
    re.compile(rf",? aged ({_NUMBER})\b", re.IGNORECASE),
    re.compile(
        rf"(?: was| is| am|[’'][sm])(?: only| just| barely| now)? ({_NUMBER})(?=[.,;!])", re.IGNORECASE
    ),
    re.compile(
        rf" (?:was|is) an? (?:[^\W\d_]+ ){{0,2}}[^\W\d_]+,? (?:and )?(?:only |just )?({_NUMBER})(?=[.,;!])",
        re.IGNORECASE,
    ),
    re.compile(rf" had (?:just |lately |only )?turned ({_NUMBER})(?=[.,;!])", re.IGNORECASE),
    re.compile(rf" (?:was|is) an? (?:[^\W\d_]+ ){{1,2}}of ({_NUMBER})(?=[.,;!])", re.IGNORECASE),
)
_BEFORE: Final = re.compile(rf"\bAt (?:the age of )?({_NUMBER}), (?:[^\W\d_]+ ){{0,1}}$")
_LEAST: Final = 12
"""Years from which on a bare number after "was" is an age: "he was one" is something else."""
_DECADE: Final = re.compile(
    r"\b(early|mid|middle|late)?[- ]?(twen|thir|for|fif|six|seven|eigh|nine)ties\b", re.IGNORECASE
)
_TENS: Final = ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine")
_PART: Final = {"early": (0, 4), "mid": (3, 7), "middle": (3, 7), "late": (6, 9)}
_PERSON: Final = {"he": "he", "him": "he", "she": "she", "her": "she", "i": "I", "you": "you"}
_CLOSE: Final = 20
"""Code points around an age in which a word tells of another time."""
_APART: Final = 2
"""Years that two ages are apart at least: one more is a birthday."""


@dataclass(frozen=True, slots=True)
class _Age:
    low: int
    high: int
    span: Span
    sure: float
    is_attribute: bool = False


def ages(material: Material) -> Iterator[Candidate]:
    """Findings about ages."""
    for entity, own in material.entities.items():
        if own.type is not EntityType.PERSON:
            continue
        told = sorted(_ages(material, entity), key=lambda each: each.span)
        pairs = ((a, b) for k, b in enumerate(told) for a in told[:k])
        for a, b in pairs:
            if max(a.low, b.low) - min(a.high, b.high) >= _APART:
                yield _finding(material, entity, a, b)
                break


def _finding(material: Material, entity: int, a: _Age, b: _Age) -> Candidate:
    spans = [a.span, b.span]
    signs = signs_of(material, spans, min(a.sure, b.sure))
    if material.is_explained(spans, NOT_SO) or material.is_explained(spans, BACK_THEN, _CLOSE):
        signs.append("explained")
    if _years_pass(material, a, b):
        signs.append("years pass")
    by_pronoun = [word for own in (a, b) if (word := _pronoun(material, own))]
    signs += ["told by a pronoun"] * len(by_pronoun)
    signs += ["told as an attribute" for own in (a, b) if own.is_attribute]
    if len({_PERSON[word] for word in by_pronoun}) > 1:
        signs.append("by two pronouns")
    message = (
        f"The age of {material.name(entity)} does not add up: "
        f"“{material.reads(a.span)}” and “{material.reads(b.span)}”."
    )
    unsure = (1 - a.sure) + (1 - b.sure)
    return candidate(FindingKind.AGE, message, spans, entity, *signs, unsure=unsure)


def _pronoun(material: Material, own: _Age) -> str | None:
    """The pronoun of whom an age is told."""
    words = re.split(r"\W", material.content[own.span[0] : own.span[1]].lower(), maxsplit=1)
    return words[0] if words[0] in _PERSON else None


def _years_pass(material: Material, a: _Age, b: _Age) -> bool:
    """Whether years lie between: the text between tells of them, or goes back to when one was younger."""
    if b.low > a.high:
        between = material.content[a.span[1] : b.span[0]]
        return re.search(LATER_YEARS, between, re.IGNORECASE) is not None
    return material.goes_back(a.span[0], b.span[0])


def _ages(material: Material, entity: int) -> Iterator[_Age]:
    for own in material.told_of[entity]:
        yield from _at(material, own)
    for told in material.attributes[entity]:
        if told.kind is not AttributeKind.AGE:
            continue
        span = (told.start, told.end)
        words = material.content[max(0, told.start - 8) : told.end + 10]
        if years := _number_in(told.value, words):
            yield _Age(*years, span, told.confidence, is_attribute=True)


def _number_in(value: str, words: str) -> tuple[int, int] | None:
    """The years that an attribute tells: of "early thirties" the first half."""
    decade = _DECADE.search(words)
    if decade and "ties" in value.lower():
        ten = 10 * (_TENS.index(decade[2].lower()) + 2)
        first, last = _PART.get((decade[1] or "").lower(), (0, 9))
        return ten + first, ten + last
    found = re.search(rf"\b({_NUMBER})\b(?=[- ]years?[- ]old|$)", value, re.IGNORECASE)
    if found is None or (_count(found[1]) < _LEAST and "year" not in value):
        return None
    return _count(found[1]), _count(found[1])


def _at(material: Material, own: Mention) -> Iterator[_Age]:
    """The age that a mention tells, in it or right after it."""
    words = material.content[own.start : own.end]
    if len(words) > 80:
        return
    for pattern in _YEARS:
        longer = material.content[own.start : own.end + 24] if pattern.pattern.startswith("^") else words
        if found := pattern.search(longer):
            years = _count(found[1])
            yield _Age(years, years, (own.start, own.start + found.end()), own.confidence)
    if found := _BEFORE.search(material.content, max(0, own.start - 50), own.start):
        years = _count(found[1])
        if years >= _LEAST:
            yield _Age(years, years, (found.start(), own.end), own.confidence)
    for pattern in _AFTER:
        if found := pattern.match(material.content, own.end, own.end + 60):
            years = _count(found[1])
            if years < _LEAST and not re.search("years|aged?|at ", found[0]):
                continue
            yield _Age(years, years, (own.start, found.end()), own.confidence)


def _count(words: str) -> int:
    """The number that some words are."""
    if words.isdigit():
        return int(words)
    return sum(NUMBERS[part] for part in re.split(r"[- ]", words.lower()) if part in NUMBERS)
