"""What the words around a mention say of somebody that excludes something else: tall and not short."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from fabula.lang.en.contradictions import NUMBERS
from fabula.lang.en.descriptions import (
    FAMILY,
    HANDED,
    HEIGHT,
    HURTS,
    LIMBS,
    PEOPLES,
    TRADES,
    WEIGHT,
)
from fabula.story.findings.material import WORD, Material
from fabula.types import EntityType, Mention, MentionForm, Span


class Matter(str, Enum):
    """What of somebody a statement is about."""

    HEIGHT = "height"
    WEIGHT = "weight"
    HAND = "hand"
    TRADE = "trade"
    PEOPLE = "people"
    BIRTH = "birth"
    FAMILY = "family"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class Statement:
    """What some words say of somebody: ``key`` is what of the matter, and of one key only one value holds."""

    entity: int
    matter: Matter
    key: str
    value: str
    span: Span
    sure: float
    how: str


_SAID: Final[Mapping[Matter, Mapping[str, str]]] = {
    Matter.HEIGHT: HEIGHT,
    Matter.WEIGHT: WEIGHT,
    Matter.HAND: HANDED,
    Matter.TRADE: TRADES,
    Matter.PEOPLE: PEOPLES,
}
_OF_WORD: Final = {word: (matter, value) for matter, own in _SAID.items() for word, value in own.items()}
_ANY: Final = frozenset({*_OF_WORD, *FAMILY, *LIMBS, "born", "native", "came", "come", "comes", "hailed"})
_ADVERBS: Final = (
    r"(?: (?:always|still|so|very|rather|quite|too|really|unusually|already|only|just|both|now|himself|"
    r"herself|uncommonly|exceedingly|extremely|remarkably|himself|by (?:trade|profession|birth)|known as))*"
)
_IS: Final = re.compile(
    rf"(?:,? who)? (?:was|is|am|[’']s|[’']m|had (?:always )?been|has (?:always )?been){_ADVERBS} "
    rf"((?:an? |the )?(?:{WORD},? (?:and )?){{0,3}}?)({WORD})\b(?=([^\n]{{0,30}}))",
    re.IGNORECASE,
)
_WORKED: Final = re.compile(
    rf" (?:worked|earned (?:his|her) (?:living|bread)|practised|served) as an? (?:{WORD} ){{0,2}}?({WORD})\b|"
    rf" had (?:never|always) been (?:anything but |nothing but )?an? (?:{WORD} ){{0,2}}?({WORD})\b"
)
_APPOSED: Final = re.compile(rf", (an?|the) ((?:{WORD},? (?:and )?){{0,3}}?)({WORD})\b(?=([^\n]{{0,30}}))")
_FIGURE: Final = re.compile(rf" ((?:{WORD},? ){{1,3}}?)(figure|frame|form|body|stature)\b")
_BORN: Final = re.compile(
    r"(?:,? who)? (?:(?:had |have |has |[’']d )?(?:(?:was|is|been|were|am|"
    r"[’']m) )?(?:born(?: and (?:bred|raised))?|a native) "
    r"(?:in|at|of)|(?:originally )?(?:came|comes|come|hailed|hails)(?: originally)? from) "
    r"(?P<place>(?:[A-Z][\w’-]+)(?: [A-Z][\w’-]+)?)"
)
_NUMBER: Final = "|".join([*(own for own in NUMBERS if own != "zero"), "no", r"\d{1,2}"])
_MANY: Final = re.compile(
    rf"(?: (?:had|has|have|only had|lost|raised|with) (?:only |but |just )?| )({_NUMBER}) "
    rf"(?:{WORD} ){{0,2}}?({'|'.join(FAMILY)})\b",
    re.IGNORECASE,
)
_FATHER: Final = re.compile(
    rf" (?:was|is) (?:the|a) (?:father|mother) of ({_NUMBER}) (?:{WORD} ){{0,2}}?({'|'.join(FAMILY)})\b",
    re.IGNORECASE,
)
_NEVER: Final = re.compile(r" had never had (?:an?|any) (" + "|".join(FAMILY) + r")\b")
_ONLY: Final = re.compile(r" (?:was|am|is|had been|[’']m|[’']s) an only (?:child|son|daughter)\b")
_SIDE: Final = re.compile(
    rf"(?:[^.!?;\n]|\n(?!\s*\n)){{0,50}}?\b(left|right) ({'|'.join(sorted(LIMBS))})\b", re.IGNORECASE
)
_SENTENCE: Final = re.compile(r"[.!?;]|\n\s*\n")
_NOT: Final = re.compile(r"\b(?:not|no|never|neither|hardly|too)\b|n[’']t\b")
_OWNER: Final = frozenset("his her my your its".split())  # noqa: SIM905
_KIND_OF: Final = frozenset(
    [
        "man",
        "woman",
        "fellow",
        "boy",
        "girl",
        "person",
        "gentleman",
        "lady",
        "lad",
        "chap",
        "figure",
        "stranger",
    ]
)
_REACH: Final = 90


def statements(material: Material) -> Iterator[Statement]:
    """All statements about the people of a work."""
    hits = [start for word, start in material.tokens if word in _ANY]
    for entity, own in material.entities.items():
        if own.type is not EntityType.PERSON or own.members:
            continue
        for told in material.told_of[entity]:
            k = bisect_left(hits, told.start)
            if k < len(hits) and hits[k] < told.end + _REACH:
                yield from _of_mention(material, entity, told)


def _of_mention(material: Material, entity: int, told: Mention) -> Iterator[Statement]:
    content = material.content
    words = content[told.start : told.end]
    has_genitive = content[told.end : told.end + 2] in ("’s", "'s")
    end = told.end + 2 * has_genitive
    owns = words.lower() in _OWNER or words.endswith(("’s", "'s")) or has_genitive

    def state(matter: Matter, key: str, value: str, last: int, how: str) -> Statement:
        return Statement(entity, matter, key, value, (told.start, last), told.confidence, how)

    if owns:
        for matter, value, last in _figure(content, end):
            yield state(matter, "", value, last, "figure")
        yield from (state(Matter.SIDE, *rest) for rest in _side(content, told.start, end))
        if (found := _MANY.match(content, end)) and found[1].lower() != "one":
            yield state(Matter.FAMILY, FAMILY[found[2].lower()], _number(found[1]), found.end(), "owned")
        return
    if told.form is MentionForm.NOMINAL:
        for matter, value, span in _inside(words):
            yield Statement(
                entity,
                matter,
                "",
                value,
                (told.start + span[0], told.start + span[1]),
                told.confidence,
                "noun",
            )
    for matter, value, last, how in _predicate(content, end):
        yield state(matter, "", value, last, how)
    if found := _BORN.match(content, end):
        how = "from" if " from " in found[0] else "born"
        yield state(Matter.BIRTH, "", found["place"], found.end(), how)
    for pattern in (_MANY, _FATHER):
        if (found := pattern.match(content, end)) and found[0].startswith(
            (" had", " has", " have", " was", " is")
        ):
            yield state(Matter.FAMILY, FAMILY[found[2].lower()], _number(found[1]), found.end(), "has")
    if found := _NEVER.match(content, end):
        yield state(Matter.FAMILY, FAMILY[found[1].lower()], "0", found.end(), "has")
    if found := _ONLY.match(content, end):
        yield state(Matter.FAMILY, "only", "0", found.end(), "has")
    yield from (state(Matter.SIDE, *rest) for rest in _side(content, told.start, end))


def _number(word: str) -> str:
    return "0" if word.lower() == "no" else str(NUMBERS.get(word.lower(), word))


def _inside(words: str) -> Iterator[tuple[Matter, str, Span]]:
    """What a noun phrase says of whom it means: "the tall man", "a little fat Irishman"."""
    if len(words) > 60 or not set(words.lower().split()[-1:]) & (_KIND_OF | set(PEOPLES)):
        return
    for found in re.finditer(WORD, words.lower()):
        if found[0] in _OF_WORD:
            matter, value = _OF_WORD[found[0]]
            if matter in (Matter.HEIGHT, Matter.WEIGHT) or (
                matter is Matter.PEOPLE and found.end() == len(words)
            ):
                yield matter, value, found.span()


def _predicate(content: str, at: int) -> Iterator[tuple[Matter, str, int, str]]:
    """ "He was a tall, thin man", "Ann, a doctor,"."""
    for pattern, how in ((_IS, "is"), (_APPOSED, "apposed"), (_WORKED, "works")):
        found = pattern.match(content, at)
        if found is None:
            continue
        end = found.end() if how == "works" else found.end(found.lastindex - 1 if found.lastindex else 0)
        stretch = content[at : at + 80]
        stop = _SENTENCE.search(stretch)
        stretch = stretch[: stop.start()] if stop else stretch
        if how != "works" and _NOT.search(stretch):
            continue
        words = [(own[0].lower(), at + own.end()) for own in re.finditer(WORD, stretch)]
        noun = " an " in stretch or " a " in stretch or " the " in stretch
        for k, (word, last) in enumerate(words):
            if word not in _OF_WORD or last > end + 40 or k > 9:
                continue
            matter, value = _OF_WORD[word]
            of_another = " of " in content[at : last - len(word)]
            if matter is Matter.TRADE and (not noun or of_another or _goes_on(content, last)):
                continue
            if matter in (Matter.HEIGHT, Matter.WEIGHT) and not _is_of_body(content, last, noun):
                continue
            if matter is Matter.PEOPLE and not _ends(content, last):
                continue
            yield matter, value, last, how
        return


def _goes_on(content: str, at: int) -> bool:
    """Whether a noun is part of another, or somebody's: "a doctor's bag", "a nurse maid"."""
    return re.match(
        r"[’'-]\w| [a-z]+(?:[-’']| (?:of|for) (?:the|his) (?:soul|heart))", content[at : at + 12]
    ) is not None and (content[at] in "’'-")


def _is_of_body(content: str, at: int, noun: bool) -> bool:
    """Whether "tall" or "thin" is said of somebody, and not of a voice or a time."""
    if not noun:
        return _ends(content, at)
    rest = re.match(rf"(?:,? (?:and |but )?{WORD}){{0,4}}", content[at : at + 60])
    return rest is not None and not _KIND_OF.isdisjoint(re.findall(WORD, rest[0].lower()))


def _ends(content: str, at: int) -> bool:
    return (
        re.match(
            r"\s*(?:[.,;:!?”\"]|and |but |for a |that |as |man\b|woman\b|fellow\b|girl\b|boy\b)",
            content[at : at + 12],
        )
        is not None
    )


def _figure(content: str, at: int) -> Iterator[tuple[Matter, str, int]]:
    found = _FIGURE.match(content, at, at + 60)
    if found:
        for word in re.findall(WORD, found[1].lower()):
            if word in HEIGHT or word in WEIGHT:
                matter, value = _OF_WORD[word]
                yield matter, value, found.end()


def _side(content: str, start: int, at: int) -> Iterator[tuple[str, str, int, str]]:
    """The side of a wound, a scar or a limp: "the scar on his left cheek", "he limped on the left foot"."""
    found = _SIDE.match(content, at, at + _REACH)
    if found is None:
        return
    before, after = content[max(0, start - 60) : at], content[at : found.end() + 60]
    before = _SENTENCE.split(before)[-1]
    after = _SENTENCE.split(after)[0]
    for word in re.findall(WORD, f"{before} {after}".lower()):
        if word in HURTS:
            yield f"{HURTS[word]} {found[2].lower()}", found[1].lower(), found.end(), "side"
            return
