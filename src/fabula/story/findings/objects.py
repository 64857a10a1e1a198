"""A thing that is used after it was lost, broken, given away or put out."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fabula.lang.en.contradictions import NOT_SO
from fabula.lang.en.losses import (
    GONE_BY_ITSELF,
    IN_USE,
    LOSING,
    NO_THINGS,
    PASSIVE_LOSING,
    REGAINED,
    WHERE_LOST,
)
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import WORD, Material
from fabula.types import FindingKind, Span

_MINE: Final = r"(?P<whose>his|her|my|the|their|[A-Z][a-z]+[’']s)"
_LOST: Final = re.compile(
    rf"\b(?P<verb>{'|'.join(sorted(LOSING))})\s+(?:(?:away|out|up|down|over|back|aside)\s+)?"
    rf"(?:(?:him|her|them|me|[A-Z][a-z]+)\s+)?{_MINE}\s+(?P<mods>(?:{WORD}\s+){{0,2}}?)(?P<noun>{WORD})"
    rf"(?=\s*[.,;:!?]|\s+(?:to|into|in|on|at|out|away|overboard|over|down|for|from|behind|and|upon|through|"
    rf"when|as|somewhere|with|under|before|after|against|across|between)\b)"
)
_BLEW: Final = re.compile(
    rf"\b(?P<verb>blew|put|blown|snuffed|threw|flung|tossed)\s+(?:out\s+)?{_MINE}\s+(?P<mods>(?:{WORD}\s+){{0,2}}?)"
    rf"(?P<noun>{WORD})\s+(?:out\b|(?:in|into|on|onto)\s+the\s+(?:fire|stove|flames|furnace|river|sea|water))"
)
_BLEW_OUT: Final = re.compile(
    rf"\b(?P<verb>blew|blown)\s+out\s+{_MINE}\s+(?P<mods>(?:{WORD}\s+){{0,2}}?)(?P<noun>{WORD})"
)
_WAS: Final = re.compile(
    rf"\b{_MINE}\s+(?P<mods>(?:{WORD}\s+){{0,2}}?)(?P<noun>{WORD})(?:\s+(?:that\s+|which\s+)?(?:he|she|I|they)\s+{WORD})?\s+"
    r"(?:(?:was|were|is|had\s+been|has\s+been|lay)\s+(?:(?:now|all|quite|already|accidentally)\s+)?"
    rf"(?P<verb>{'|'.join(sorted(PASSIVE_LOSING))})|(?P<itself>{'|'.join(sorted(GONE_BY_ITSELF))})\s+"
    rf"(?:{WORD}\s+){{0,3}}?(?:to|into|from|over|out|in|through|beneath|under|overboard))\b",
    re.IGNORECASE,
)
_IT: Final = re.compile(
    rf"\b(?P<verb>{'|'.join(sorted(LOSING))})\s+(?:it|them)\s+(?:away|into|out|in|to|overboard|behind|on|from|over)\b"
)
_THING: Final = re.compile(
    rf"\b(?:his|her|my|the|a|an)\s+(?:{WORD}\s+){{0,2}}?(?P<noun>{WORD})(?=[.,;]|\s+(?:and|from|in|out|to|of|on|with)\b)"
)
_IN_COMPOUND: Final = re.compile(
    r" (?!(?:and|or|but|in|on|at|to|of|from|with|by|into|out|up|down|away|back|over|under|for|as|that|which|"
    r"who|was|is|had|were|has|he|she|it|they|I|his|her|the|a|an|still|again|now|then|so|between|against|beside|"
    r"beneath|across|through|upon|round|around|about|after|before|while|when|if|open|lay|hung|stood|shook|fell|"
    r"slowly|carefully|aside|towards?|near|behind|inside|within|without|would|could|did|there|too|very|shut|off|"
    r"once|shone|went|came|swung|struck|felt|broke|gave|made|sank|drew|ran|sat|told|read|burnt|lit|slid|stuck)\b)"
    r"[a-z]+(?<!ed)(?<!ing)(?<!ly)\b"
)
"""What follows a word that only tells what kind another thing is: "the towel rail"."""
_NEAR: Final = 20_000
_OFTEN: Final = 30
_BACK: Final = 120
_LAST: Final = 1
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_SENTENCE: Final = re.compile(r"[.!?;]|\n\s*\n")
_NOT: Final = re.compile(
    r"\b(?:not|never|no|nearly|almost|would|could|if|without|might|should|will|to)\s*$|n[’']t\s*$"
)
_WORD: Final = re.compile(WORD)


@dataclass(frozen=True, slots=True)
class _Loss:
    noun: str
    whose: str
    how: str
    mods: frozenset[str]
    span: Span


def objects(material: Material) -> Iterator[Candidate]:
    """Findings about things."""
    # Where two patterns find a loss, the one that tells more comes first.
    told = (*_losses(material), *_lost_as_it(material.content))
    longest = sorted(told, key=lambda own: (own.span[0], -own.span[1]))
    losses = [own for k, own in enumerate(longest) if not k or own.span[0] >= longest[k - 1].span[1]]
    if not losses:
        return
    nouns = {own.noun for own in losses}
    places = _places(material, nouns)
    taken: set[tuple[Span, ...]] = set()
    for own in losses:
        every = places[own.noun]
        if len(every) > _OFTEN:
            continue
        later = every[bisect_left(every, (own.span[1], 0)) :]
        for count, (start, end) in enumerate(later):
            if start - own.span[1] > _NEAR or count > 3:
                break
            found = _use(material, own, (start, end), count, len(every))
            if found is not None and found.spans not in taken:
                taken.add(found.spans)
                yield found
                break


def _losses(material: Material) -> Iterator[_Loss]:
    content = material.content
    for pattern in (_LOST, _BLEW, _BLEW_OUT, _WAS):
        for found in pattern.finditer(content):
            noun = found["noun"].lower()
            if (
                noun in NO_THINGS
                or len(noun) < 3
                or _NOT.search(content[max(0, found.start() - 20) : found.start()])
            ):
                continue
            verb = (found["verb"] or found["itself"]).lower()
            if pattern is _WAS:
                how = (
                    "itself"
                    if found["verb"] is None
                    else f"was {verb}"
                    if verb in ("gone", "missing", "stolen")
                    else "was"
                )
            elif pattern in (_BLEW, _BLEW_OUT):
                how = (
                    "put out"
                    if verb in ("blew", "blown", "snuffed") or found[0].endswith("out")
                    else "thrown in"
                )
            else:
                how = LOSING[verb]
            rest = _SENTENCE.split(content[found.end() : found.end() + 50])[0]
            if how in ("thrown", "lost", "itself") and not WHERE_LOST.isdisjoint(_WORD.findall(rest.lower())):
                how += " for good"
            yield _Loss(
                noun, found["whose"].lower(), how, frozenset(found["mods"].lower().split()), found.span()
            )


def _lost_as_it(content: str) -> Iterator[_Loss]:
    """ "He took the key and threw it into the river": the things named last before the "it"."""
    for found in _IT.finditer(content):
        start = max(0, found.start() - _BACK)
        before = _PARAGRAPH.split(content[start : found.start()])[-1]
        nouns = [own for own in _THING.finditer(before) if own["noun"].lower() not in NO_THINGS]
        rest = _SENTENCE.split(content[found.end() : found.end() + 50])[0]
        if WHERE_LOST.isdisjoint(_WORD.findall(rest.lower())):
            continue
        for own in nouns[-_LAST:]:
            yield _Loss(
                own["noun"].lower(),
                "the",
                f"{LOSING[found['verb'].lower()]} as it for good",
                frozenset(),
                (found.start() - len(before) + own.start(), found.end()),
            )


def _places(material: Material, nouns: set[str]) -> dict[str, list[Span]]:
    """Where the things stand that were lost, each as "the thing" or somebody's."""
    found: dict[str, list[Span]] = defaultdict(list)
    for word, start in material.tokens:
        if word in nouns:
            found[word].append((start, start + len(word)))
    return found


def _use(material: Material, loss: _Loss, noun: Span, count: int, often: int) -> Candidate | None:
    """The candidate that a thing makes which stands at a place after its loss."""
    content = material.content
    before = _SENTENCE.split(content[max(0, noun[0] - 60) : noun[0]])[-1]
    after = _SENTENCE.split(content[noun[1] : noun[1] + 60])[0]
    held = re.search(
        rf"\b(his|her|my|the|their|[A-Z][a-z]+[’']s)\s+((?:{WORD}\s+){{0,2}})$", before, re.IGNORECASE
    )
    if held is None:
        return None
    around = set(_WORD.findall(f"{before} {after}".lower()))
    used = around & IN_USE
    if not used:
        return None
    if _IN_COMPOUND.match(after):
        return None
    mods = frozenset(held[2].lower().split())
    between = material.words(loss.span[1], noun[0]) if noun[0] - loss.span[1] < 3000 else frozenset()
    at_hand = material.words(loss.span[1], loss.span[1] + 200) | material.words(noun[0] - 200, noun[1] + 30)
    spans = [loss.span, (noun[0] - len(held[0]), noun[1])]
    signs = [loss.how, "used thing"]
    if material.is_explained(spans, NOT_SO, 80):
        signs.append("explained")
    if at_hand & REGAINED:
        signs.append("regained")
    if between & REGAINED:
        signs.append("may be regained")
    signs += ["said by a character" for span in spans if material.is_spoken(span[0])]
    if {"hand", "hands", "fingers", "belt", "pocket"} & set(_WORD.findall(after.lower())[:5]):
        signs.append("in hand")
    if held[1].lower() == loss.whose:
        signs.append("same owner word")
    if held[1].lower() != "the" and loss.whose != "the" and held[1].lower() != loss.whose:
        signs.append("other owner word")
    if mods and loss.mods and mods.isdisjoint(loss.mods):
        signs.append("other modifiers")
    if material.in_one_scene(loss.span[0], noun[0]):
        signs.append("same scene")
    used_as = material.reads((spans[1][0], noun[1] + len(after)))
    message = f"“{material.reads(loss.span)}”, and after that “{used_as}”."
    return candidate(
        FindingKind.OBJECT,
        message,
        spans,
        None,
        *signs,
        far=math.log(1 + (noun[0] - loss.span[1]) / 500),
        mentions_between=float(count),
        often=math.log(often),
    )
