"""Somebody who has left, has not come back, and is there; and somebody who is at two places at once."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final

from fabula.lang.en.contradictions import NOT_SO
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import Material, signs_of
from fabula.types import EntityType, FindingKind, Mention, MentionForm, Span

_LEAVES: Final = re.compile(
    r"(?: had)?(?: (?:then|now|already|took (?:his|her) (?:hat|coat|leave|stick|bag) and|got up and|"
    r"rose and|turned and|bowed and|nodded and|"
    r"stood up and|had|quietly|"
    r"slowly|at once|abruptly))* (?:(?:left|departed|withdrew|quitted)(?: (?:the (?:room|house|table|"
    r"building|shop|office|"
    r"bar|party|garden|kitchen|hall|place|parlour|drawing-room|library|study|cabin|deck|tent|cottage|church|inn)|town|them|us|"
    r"for (?:the )?[A-Z]?\w+|at once|by the \w+ \w+))?|(?:went|walked|strode|hurried|rushed|slipped|"
    r"stormed|stalked|stumped|ran|"
    r"marched|passed|stole|crept|swept|strolled|drove|rode|sailed|hastened)"
    r" (?:out(?: of the (?:room|house|door|shop|office|building|kitchen|hall|garden|tent|cabin))?|away|"
    r"off(?: to \w+)?|"
    r"home|upstairs|to bed|from the room|back to [A-Z]\w+|up to bed|downstairs|abroad)|(?:took (?:his|"
    r"her) leave|was gone|drove off|"
    r"set off(?: for \w+)?|set out(?: for \w+)?|headed to [\w ]+|headed for [\w ]+))(?=[.,;:!?]| and |"
    r" to | with | that | without | before | at | for )"
)
_AWAY: Final = re.compile(
    r"(?: (?:has|had|have)|[’']s|[’']d|[’']ve)?(?: (?:then|now|already|just|at once|suddenly|"
    r"only))* (?:gone|went|headed|sped|fled|"
    r"ran|rode|drove|flew|sailed|returned|travelled|traveled|started|hurried|moved|set off|set out|"
    r"go speeding|went speeding|"
    r"been sent|was sent|taken|left) (?:(?:back|off|out|away|home|down|up|over) )?(?:to|for|towards?|"
    r"into|home|away|off|abroad|out|back)\b"
)
_NO_SIGN: Final = re.compile(
    r"\b(?:no sign of|no trace of|waiting for|waited for|missed|absence of|good-?bye to|without) $"
)
_CLOSED: Final = re.compile(r"\bdoor (?:had )?(?:closed|shut|slammed|banged) (?:behind|after|on|upon) $")
_STILL: Final = re.compile(
    r" (?:was |were )?still (?:sat|stood|lay|sitting|standing|lying|slumped|crouched|leaning|perched|seated|"
    r"there|in (?:his|her|the))\b"
)
_THERE: Final = re.compile(
    r"(?:(?:, [^.;\n]{1,30},)? (?:was|were)?(?: (?:quietly|slowly|only|also|still|now|again|"
    r"suddenly))* ?(?:said|asked|answered|"
    r"replied|laughed|smiled|nodded|coughed|sighed|yawned|shrugged|leaned|leant|sat|stood|lay|snored|poured|lit|reached|"
    r"gave|put|took|looked|glanced|frowned|grinned|set|held|shifted|stretched|cleared|murmured|whispered|rose|"
    r"turned|shook|drummed|tapped|sitting|standing|leaning|watching|listening|picked|filled|stirred|crossed|snored|bought|held|threw|umpir\w+|slumped|coughing|smiling|laughing)\b)"
)
_BESIDE: Final = re.compile(
    r"\b(?:beside|next to|opposite|facing|at the side of|turned to|looked at|glanced at|handed|between|"
    r"behind|across from) $"
)
_BACKWARDS: Final = re.compile(
    r"\b(?:had|would|if|when|as if|as though|letter|wrote|telephone|phone|followed|after|with|again|"
    r"later|next|before)\b"
)
_COMES_BACK: Final = re.compile(
    r"\b(?:(?:came|come|comes|coming|was|is|been|went|ran|walked|hurried|strolled|brought|turned) back|"
    r"return(?:ed|s|ing)?|reappear\w*|re-?enter\w*|rejoin\w*|came in|entered|met)\b",
    re.IGNORECASE,
)
_NEAR: Final = 9000
"""Code points after which somebody may be anywhere."""
_MANY: Final = 12
_FEW: Final = 4
_AROUND: Final = 800


def places(material: Material) -> Iterator[Candidate]:
    """Findings about those who are where they are no more."""
    for entity, own in material.entities.items():
        if own.type is not EntityType.PERSON or own.members or own.narrator:
            continue
        taken: set[Span] = set()
        for left, how in _leavings(material, entity):
            for found in islice(_there(material, entity, left, how), _FEW):
                if found.spans[1] not in taken:
                    taken.add(found.spans[1])
                    yield found


def _leavings(material: Material, entity: int) -> Iterator[tuple[Span, str]]:
    """Where the narrator tells that somebody leaves."""
    content = material.content
    for own in material.told_of[entity]:
        if found := _AWAY.match(content, own.end):
            yield (own.start, found.end()), "went somewhere"
            continue
        is_owner = own.form is MentionForm.PRONOUN or content[own.end : own.end + 1] in ("’", "'")
        if not is_owner and (found := _NO_SIGN.search(content, max(0, own.start - 30), own.start)):
            yield (found.start(), own.end), "no sign of one"
            continue
        if material.is_spoken(own.start):
            continue
        if found := _LEAVES.match(content, own.end):
            yield (own.start, found.end()), "by name" if own.form is MentionForm.NAME else "by another word"
        elif found := _CLOSED.search(content, max(0, own.start - 50), own.start):
            yield (found.start(), own.end), "a door closed"
    for event in material.events.get(entity, ()):
        if event.lemma in ("leave", "depart") and event.agents == (entity,) and not event.spoken:
            rest = content[event.end : event.end + 1]
            if rest in (".", ",", ";"):
                yield (event.start, event.end), "told as an event"


def _there(material: Material, entity: int, left: Span, how: str) -> Iterator[Candidate]:
    """The words that tell, by name, that somebody is still where this one was, and has not come back."""
    content = material.content
    every = material.told_of[entity]
    k = bisect_left(every, left[1], key=lambda own: own.start)
    between = 0
    for own in every[k:]:
        if own.start - left[1] > _NEAR or between > _MANY:
            return
        if own.form is not MentionForm.NAME or material.is_spoken(own.start):
            between += not material.is_spoken(own.start)
            continue
        still, there = _STILL.match(content, own.end), _THERE.match(content, own.end)
        beside = _BESIDE.search(content, max(0, own.start - 25), own.start)
        if still or there or beside:
            last = (still or there or beside).end() if still or there else own.end  # type: ignore[union-attr]
            what = "still there" if still else "does something there" if there else "somebody is beside"
            yield _candidate(material, entity, left, (own.start, last), [how, what], between, own)
        between += 1


def _candidate(
    material: Material, entity: int, left: Span, there: Span, signs: list[str], between: int, own: Mention
) -> Candidate:
    spans = [left, there]
    signs = [*signs, *signs_of(material, spans, own.confidence)]
    if material.is_explained(spans, NOT_SO, 80):
        signs.append("explained")
    if _COMES_BACK.search(material.content, left[1], there[1]):
        signs.append("came back")
    near = material.content[max(0, there[0] - 80) : there[1] + 30].lower()
    if _BACKWARDS.search(near):
        signs.append("may be elsewhere")
    around = material.told_of[entity]
    first_near = bisect_left(around, there[0] - _AROUND, key=lambda each: each.start)
    last_near = bisect_left(around, there[1] + _AROUND, key=lambda each: each.start)
    if around[first_near].start >= own.start and not any(
        own.end < each.start and each.form is MentionForm.NAME for each in around[first_near:last_near]
    ):
        signs.append("told of here alone")
    if material.in_one_scene(left[0], there[0]):
        signs.append("same scene")
    others = {
        each.entity
        for each in _people_between(material, left[1], there[0])
        if each.entity != entity and each.form is not MentionForm.NOMINAL
    }
    message = (
        f"{material.name(entity)} has left (“{material.reads(left)}”) and is there: "
        f"“{material.reads(there)}”."
    )
    return candidate(
        FindingKind.PLACE,
        message,
        spans,
        entity,
        *signs,
        told_of_between=math.log(1 + between),
        others_between=float(min(3, len(others))),
        far=math.log(1 + (there[0] - left[1]) / 300),
    )


def _people_between(material: Material, start: int, end: int) -> list[Mention]:
    every = material.mentions
    first = bisect_left(every, start, key=lambda own: own.start)
    last = bisect_left(every, end, key=lambda own: own.start)
    return [own for own in every[first:last] if own.type is EntityType.PERSON]


_TIMED: Final = re.compile(
    r"\b(?:at|until|from|all|that|the whole|on|by)\s+(?P<time>(?:(?:half[- ]past|a quarter (?:past|to)|"
    r"quarter (?:past|to))\s+)?"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight|\d{1,2}(?::\d\d)?)"
    r"(?: o[’']clock)?|(?:that |the whole |all )?(?:morning|afternoon|evening|night|day)|(?:mon|tues|"
    r"wednes|thurs|fri|satur|sun)day"
    r"(?: (?:morning|afternoon|evening|night))?)\b",
    re.IGNORECASE,
)
_LEADING: Final = re.compile(r"^(?:(?:that|the whole|all) )+")
_WAS_IN: Final = re.compile(
    r"(?: had)? (?:(?:was|were|been|sat|stood|stayed|remained|waited|slept|dined|lunched|supped|"
    r"spent (?:\w+ ){0,4}?(?:night|day|evening|morning|afternoon|hour|hours|time))"
    r"(?: (?:still|alone|already|sitting|standing|working|waiting|asleep|dining|up))*) (?:in|at|on|aboard) "
    r"(?P<place>(?:the |his |her |their )?(?:[\w’-]+ ){0,2}?[\w’-]+)(?=[.,;!?]| at | until | with |"
    r" from | all | that | on | by )"
)


def two_places(material: Material) -> Iterator[Candidate]:
    """Findings about one who is at two places at one time."""
    for entity, own in material.entities.items():
        if own.type is not EntityType.PERSON or own.members:
            continue
        told: dict[str, list[tuple[str, Span]]] = defaultdict(list)
        for mention in material.told_of[entity]:
            if was := _WAS_IN.match(material.content, mention.end):
                start = (
                    max(
                        material.content.rfind(".", 0, mention.start),
                        material.content.rfind("\n", 0, mention.start),
                    )
                    + 1
                )
                end = material.content.find(".", was.end())
                end = was.end() + 60 if end < 0 else min(end, was.end() + 60)
                sentence = material.content[start:end]
                for timed in _TIMED.finditer(sentence):
                    place = was["place"].lower().split()[-1]
                    told[_LEADING.sub("", timed["time"].lower())].append((place, (mention.start, was.end())))
        for time, every in told.items():
            for (a, first), (b, second) in pairwise(every):
                if a != b and second[0] > first[1]:
                    yield _at_once(material, entity, time, first, second)


def _at_once(material: Material, entity: int, time: str, first: Span, second: Span) -> Candidate:
    signs = [*signs_of(material, [first, second], 1.0), "two places"]
    if material.is_explained([first, second], NOT_SO, 80):
        signs.append("explained")
    if (
        not time[-1].isdigit()
        and len(time.split()) == 1
        and time in ("morning", "afternoon", "evening", "night", "day")
    ):
        signs.append("a part of any day")
    if material.in_one_scene(first[0], second[0]):
        signs.append("same scene")
    name, here, there = material.name(entity), material.reads(first), material.reads(second)
    message = f"{name} is at two places, {time}: “{here}” and “{there}”."
    return candidate(
        FindingKind.PLACE,
        message,
        [first, second],
        entity,
        *signs,
        far=math.log(1 + (second[0] - first[1]) / 300),
    )
