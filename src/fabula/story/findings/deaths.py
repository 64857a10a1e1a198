"""Somebody who acts or speaks after death."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from fabula.lang.en.contradictions import BODILY, DYING, GHOSTS, KILLING, NOT_SO, RETURNED
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import Material, signs_of
from fabula.types import (
    AttributeKind,
    EntityType,
    Event,
    FindingKind,
    Mention,
    MentionForm,
    Realis,
    Span,
    When,
)

_DEAD: Final = frozenset(["dead", "killed", "drowned", "hanged", "beheaded", "executed"])
_SURE: Final = 0.9
_FAR: Final = 200
"""Code points from a death on in which the dying may still act."""
_HEARD: Final = re.compile(r"\b(?:hear|heard|see|saw|watched)\b[^.;:!?,]*$")
"""What is seen or heard of somebody is so."""
_DIED: Final = re.compile(
    r"(?:,[^.;!?\n]{1,30},)? (?:had |has |have )?(?:(?:then|just|already|also) )?(?:died\b|(?:was|is|"
    r"had been|has "
    r"been|lay|fell|dropped) (?:quite |already |long |now |shot |stone )?(?:dead|killed|murdered|"
    r"hanged|drowned|"
    r"beheaded|executed|buried)\b|(?:[’']s|[’']d been) (?:dead|killed|murdered)\b|perished\b|"
    r"passed away\b|[^.;!?]{0,60} and was still(?=\.)|breathed (?:his|her) "
    r"last\b|drew (?:his|her) last breath\b|was no more\b|was still(?=\.))"
)
_KILLED: Final = re.compile(
    r"\b(?:killed|murdered|hanged|beheaded|buried|the late|death of|murder of|body of|corpse of|funeral of) $"
)
_REMAINS: Final = re.compile(
    r"[’']s? (?:death|funeral|corpse|dead body|murder|burial|widow|grave|body|coffin)\b"
)
_DOUBTED: Final = re.compile(
    r"\b(?:if|whether|think|thought|suppose|fear|feared|wish|wished|as though|until|till|when|before|"
    r"unless)\b"
)
_SEEN_TO: Final = re.compile(
    r"(?:[’']s (?:voice|laugh|laughter|footsteps|cough)|,? (?:who was|himself|herself) \w+ing|"
    r" could be (?:heard|seen) to \w+| was heard to \w+|"
    r"(?:, [^.;\n]{1,25},)? (?:was(?= \w+ing\b| still\b)|sat|stood|leaned|looked|laughed|"
    r"smiled|nodded|called|calling|"
    r"laughing|smiling|walked|came|went|stepped|poured|opened|turned|lifted|raised|shook|waved|ran|knocked|"
    r"watched|watching|said|answered|asked|replied|whispered|shouted|drank|ate|lit|took|put|picked|held|began)"
    r"(?= (?:\w+ing|his|her|the|in|on|at|by|from|out|up|down|over|to|into|back|away|with|a|and|toward|"
    r"towards|slowly|quietly|feebly|after)\b|[.,]))"
)
_LATELY: Final = re.compile(
    r"[^.;!?\n]{0,60}\b(?:an hour (?:ago|since)|tonight|last night|this (?:morning|evening|afternoon)|"
    r"just now|a (?:minute|moment) ago|yesterday|on the (?:tele)?phone)\b"
)
_BESIDE: Final = re.compile(r"\b(?:with|beside|next to|opposite|facing) (?:(?:my|his|her|your|old|the) )*$")
_NO_COMPANY: Final = re.compile(
    r"\b(?:died|buried|killed|funeral|dead|death|grave|did|done|happened|wrong|do|like|about|married|been|"
    r"was|used)\b"
)
_SENTENCE: Final = re.compile(r"[.!?;\n]")
_HAD: Final = frozenset("had would could might ’d 'd if".split())  # noqa: SIM905


def deaths(material: Material) -> Iterator[Candidate]:
    """Findings about the dead; none in a text where they walk."""
    for entity, own in material.entities.items():
        if own.type is not EntityType.PERSON or own.members:
            continue
        every = sorted(_deaths(material, entity))
        if not every:
            continue
        death, how = every[0]
        acts = sorted(_acts(material, entity, death[1]))
        if acts:
            yield _candidate(material, entity, death, how, acts, len({span for span, _ in every}))


def _candidate(
    material: Material, entity: int, death: Span, how: str, acts: list[tuple[Span, str]], often: int
) -> Candidate:
    first, what = acts[0]
    signs = [*signs_of(material, [death], 1.0), how, what]
    if _walks_again(material, entity) or material.is_explained([death, first], NOT_SO | RETURNED):
        signs.append("explained")
    message = (
        f"{material.name(entity)} is dead (“{material.reads(death)}”) and still acts: "
        f"“{material.reads(first)}”."
    )
    return candidate(
        FindingKind.DEAD,
        message,
        [death, first],
        entity,
        *signs,
        acts_often=math.log(len(acts)),
        deaths_often=math.log(often),
        far=math.log(1 + (first[0] - death[1]) / 500),
    )


def _walks_again(material: Material, entity: int) -> bool:
    """Whether words for ghosts or for coming back stand near this one anywhere."""
    return any(
        not material.words(own.start - 100, own.end + 100).isdisjoint(GHOSTS)
        for own in material.told_of[entity]
    )


def _deaths(material: Material, entity: int) -> Iterator[tuple[Span, str]]:
    """The words that tell that somebody is dead, by name or by the narrator; and how they tell it."""
    found: list[tuple[Span, str]] = [
        ((own.start, own.end), "told as a condition")
        for own in material.attributes[entity]
        if own.kind is AttributeKind.CONDITION and own.value.lower() in _DEAD and own.by is None
    ]
    for event in material.events[entity]:
        if event.realis is not Realis.ACTUAL or event.spoken:
            continue
        if (event.lemma in DYING and event.agents == (entity,)) or (
            event.lemma in KILLING and event.patients == (entity,)
        ):
            found.append(((event.start, event.end), "told as an event"))
    yield from (each for each in found if _names(material, entity, each[0]))
    for own in material.told_of[entity]:
        if own.form is MentionForm.PRONOUN:
            if died := _DIED.match(material.content, own.end):
                yield (own.start, died.end()), "a pronoun died"
            continue
        if (died := _DIED.match(material.content, own.end)) and not _DOUBTED.search(
            material.content, max(0, own.start - 40), own.start
        ):
            yield (own.start, died.end()), "name and died"
        if killed := _KILLED.search(material.content, max(0, own.start - 30), own.start):
            yield (killed.start(), own.end), "killed and name"
        if part := _REMAINS.match(material.content, own.end):
            yield (own.start, part.end()), "name and remains"


def _names(material: Material, entity: int, span: Span, reach: int = 60) -> bool:
    """Whether a name of somebody stands right by, so that there is no doubt whom it is of."""
    every = material.told_of[entity]
    first = bisect_left(every, span[0] - reach, key=lambda own: own.end)
    last = bisect_left(every, span[1] + reach, key=lambda own: own.start)
    return any(own.form is MentionForm.NAME for own in every[first:last])


def _acts(material: Material, entity: int, dead: int) -> Iterator[tuple[Span, str]]:
    """What somebody does after death, where the story does not go back."""
    for event in material.events[entity]:
        if event.start < dead + _FAR or entity not in event.agents or len(event.agents) > 1:
            continue
        if not event.spoken and _is_bodily(material, entity, event, dead):
            yield (event.start, event.end), "does something"
    for quote in material.lines[entity]:
        if quote.start < dead + _FAR or quote.speaker_mention is None:
            continue
        sure = quote.confidence >= _SURE and _names(material, entity, quote.speaker_mention, 0)
        if sure and not _goes_back(material, dead, quote.start):
            yield quote.spans[0], "says something"
    for own in material.told_of[entity]:
        if own.start < dead + _FAR or own.form is MentionForm.PRONOUN:
            continue
        yield from _seen_lately(material, own)
        if material.is_spoken(own.start):
            continue
        if (act := _SEEN_TO.match(material.content, own.end)) and not _goes_back(material, dead, own.start):
            yield (own.start, act.end()), "is seen to"


def _seen_lately(material: Material, own: Mention) -> Iterator[tuple[Span, str]]:
    """Where somebody tells that the dead did something today, or the narrator that one is beside them."""
    content = material.content
    lately = _LATELY.match(content, own.end)
    if lately and not _NO_COMPANY.search(lately[0]) and content[own.end : own.end + 1] == " ":
        yield (own.start, lately.end()), "did something lately"
    elif not material.is_spoken(own.start):
        beside = _BESIDE.search(content, max(0, own.start - 30), own.start)
        sentence = _SENTENCE.split(content[max(0, own.start - 80) : own.start])[-1]
        if beside and not _NO_COMPANY.search(sentence) and content[own.end : own.end + 1] in ".,;":
            yield (beside.start(), own.end), "one is beside the dead"


def _is_bodily(material: Material, entity: int, event: Event, dead: int) -> bool:
    heard = _HEARD.search(material.content[max(0, event.start - 40) : event.start])
    before = material.words(event.start - 30, event.start)
    return (
        event.lemma in BODILY
        and (heard is not None if event.realis is Realis.HYPOTHETICAL else before.isdisjoint(_HAD))
        and event.realis in (Realis.ACTUAL, Realis.HYPOTHETICAL)
        and _names(material, entity, (event.start, event.end), 20)
        and not _goes_back(material, dead, event.start)
    )


def _goes_back(material: Material, dead: int, at: int) -> bool:
    """Whether what is told at a place lies before a death, for the scene there goes back in time."""
    first, last = material.scene_at(dead), material.scene_at(at)
    return (
        first is not None
        and last is not None
        and first.id != last.id
        and (last.order < first.order or last.when is When.EARLIER)
    )
