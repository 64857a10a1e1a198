"""The same thing told twice with another number, colour, day or month: seven cycles away, then forty."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from fabula.lang.en.bodies import COLOURS
from fabula.lang.en.contradictions import NOT_SO, NUMBERS
from fabula.lang.en.occupations import MILITARY
from fabula.lang.en.times import MONTHS, WEEKDAYS
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import Material
from fabula.types import FindingKind, Span

_TOKEN: Final = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*|[.!?;:”“\"]|\n\s*\n")
_STOPS: Final = frozenset(
    (  # noqa: SIM905
        "the and but that this with from have had has was were been being they them their there then "
        "than what "
        "when which who whom whose will would could should shall may might must not for you your yours "
        "his her "
        "hers him she its our ours are into upon over under about after before again all any some such only "
        "just very more most other said says say one two out off down back now here how why where because "
        "until while like did does done don’t didn’t i’m it’s i’ll that’s i’ve can’t won’t it i me my "
        "we us he "
        "a an of to in on at by as or so if no up be do is am go went come came got get see saw know knew "
        "well make made take took good little much many"
    ).split()
)
_KIN: Final = frozenset(
    (  # noqa: SIM905
        "brother sister son daughter nephew niece cousin father mother uncle aunt husband wife grandson "
        "granddaughter grandfather grandmother"
    ).split()
)
_RANKS: Final = frozenset().union(*(own.split() for own in MILITARY))
_DAYS: Final = frozenset("today tonight tomorrow yesterday to-day to-night to-morrow".split())  # noqa: SIM905
_SELDOM: Final = 2
"""How often a name stands at most that may be another by mistake."""
_SMALL: Final = frozenset("zero one".split())  # noqa: SIM905
_UNITS: Final = frozenset(
    (  # noqa: SIM905
        "year years minute minutes hour hours day days week weeks month months second seconds mile "
        "miles foot "
        "feet inch inches yard yards time times o’clock o'clock pound pounds dollar dollars cent cents "
        "shilling "
        "shillings clock men people things hundred thousand million or"
    ).split()
)
"""Nouns that come with any number."""
_BODY: Final = frozenset("eye eyes eyed hair face cheeks skin lips hand hands head".split())  # noqa: SIM905
_BEFORE, _AFTER = 6, 6
_RARE: Final = 25
"""How often a word stands at most that tells that two places are about the same."""
_LEAST: Final = 5.0
_NEAR_HEAD: Final = 3
_APART: Final = 60
"""Code points between two places at least: in one list they are two things."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """A number, colour, day or month with the words around it; ``head`` is the next word that counts."""

    matter: str
    value: str
    span: Span
    head: str
    around: frozenset[str]


def echoes(material: Material) -> Iterator[Candidate]:
    """Findings about numbers, colours, days and months."""
    tokens = [(own[0], own.span()) for own in _TOKEN.finditer(material.content)]
    lower = [word.lower() for word, _ in tokens]
    often = Counter(lower)
    slots = list(_slots(tokens, lower))
    plain = {word for word, _ in tokens if word.islower() or not word[0].isalpha()}
    total = math.log(max(len(tokens), 2))
    rarity = {word: total - math.log(times) for word, times in often.items() if times <= _RARE}
    index: Mapping[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for k, own in enumerate(slots):
        shared: Counter[int] = Counter()
        for word in own.around:
            if word in rarity:
                for j in index[own.matter][word]:
                    shared[j] += rarity[word]  # type: ignore[assignment]
                index[own.matter][word].append(k)
        found = _best(material, slots, own, shared, often, plain)
        if found is not None:
            yield found


def _slots(tokens: list[tuple[str, Span]], lower: list[str]) -> Iterator[_Slot]:
    for k, word in enumerate(lower):
        known = _value(word) or _proper(tokens, k)
        if known is None:
            continue
        matter, value = known
        first, last = k, k
        if (
            matter == "number"
            and k + 1 < len(lower)
            and (more := _value(lower[k + 1]))
            and more[0] == "number"
        ):
            continue
        while first > max(0, k - _BEFORE) and not _ends(lower[first - 1]):
            first -= 1
        while last + 1 < min(len(lower), k + _AFTER + 1) and not _ends(lower[last + 1]):
            last += 1
        words = [own for own in lower[k + 1 : last + 1] if own not in _STOPS]
        head = (
            next((own for own in lower[k + 1 : k + 1 + _NEAR_HEAD] if own not in _STOPS), "") if words else ""
        )
        around = frozenset(
            own
            for own in [*lower[first:k], *lower[k + 1 : last + 1]]
            if own not in _STOPS and _value(own) is None and len(own) > 1
        )
        if around:
            yield _Slot(matter, value, tokens[k][1], head, around)


def _ends(word: str) -> bool:
    return word[0] in '.!?;:”“"\n'


def _value(word: str) -> tuple[str, str] | None:
    if word in NUMBERS:
        return None if word in _SMALL else ("number", str(NUMBERS[word]))
    if word.isdigit():
        return "number", str(int(word))
    first, _, last = word.partition("-")
    if first in NUMBERS and last in NUMBERS:
        return "number", str(NUMBERS[first] + NUMBERS[last])
    if word in WEEKDAYS:
        return "weekday", word
    if word in MONTHS and word not in ("may", "march"):
        return "month", word
    if word in COLOURS:
        return "colour", word
    if word in _KIN:
        return "kin", word
    if word in _RANKS:
        return "rank", word
    return ("day", word.replace("-", "")) if word in _DAYS else None


def _proper(tokens: list[tuple[str, Span]], k: int) -> tuple[str, str] | None:
    """A name within a sentence."""
    word = tokens[k][0]
    if not word[0].isupper() or not word[1:].islower() or not k or _ends(tokens[k - 1][0]):
        return None
    return None if word.lower() in _STOPS else ("name", word.removesuffix("’s").removesuffix("'s").lower())


def _best(
    material: Material,
    slots: list[_Slot],
    own: _Slot,
    shared: Counter[int],
    often: Counter[str],
    plain: Collection[str],
) -> Candidate | None:
    """The earlier place that is most like this one, if it tells another value."""
    if not shared:
        return None
    ranked = sorted(shared.items(), key=lambda each: (-each[1], -each[0]))[:8]
    k, score = ranked[0]
    other = slots[k]
    if score < _LEAST or other.value == own.value or own.span[0] - other.span[1] < _APART:
        return None
    if not _are_of_one(own, other, plain):
        return None
    if own.matter == "name" and not (
        min(often[own.value], often[other.value]) <= _SELDOM <= max(often[own.value], often[other.value])
    ):
        return None
    alike = [slots[j].value for j, size in ranked if size >= 0.7 * score]
    same_head = own.head == other.head != ""
    spans = [other.span, own.span]
    signs = [own.matter, *("said by a character" for span in spans if material.is_spoken(span[0]))]
    if material.is_explained(spans, NOT_SO, 60):
        signs.append("explained")
    if any(word not in plain for word in own.around & other.around):
        signs += ["share a name", f"{own.matter} beside a name"]
    signs += ["same head"] * same_head + ["a unit"] * (own.head in _UNITS)
    signs += ["told so before"] * (own.value in alike) + ["many values"] * (len({*alike, own.value}) > 2)
    if material.in_one_scene(spans[0][0], spans[1][0]):
        signs.append("same scene")
    message = f"“{material.phrase(other.span)}” and “{material.phrase(own.span)}” do not agree."
    return candidate(
        FindingKind.NUMBER,
        message,
        spans,
        None,
        *signs,
        alike=math.log(score),
        shared_words=float(len(own.around & other.around)),
        unshared=float(len(own.around ^ other.around)),
        told_often=math.log(alike.count(other.value)),
        far=math.log(1 + (own.span[0] - other.span[1]) / 500),
        head_often=math.log(1 + often[own.head]) if same_head else 0.0,
    )


def _are_of_one(own: _Slot, other: _Slot, plain: Collection[str]) -> bool:
    """Whether two places may tell of the same thing."""
    shared = own.around & other.around
    same_head = own.head == other.head != "" and own.head not in _UNITS
    if own.matter == "number" and {own.head, other.head} & MONTHS.keys():
        return False
    if own.matter == "colour":
        # Of eyes and hair it is told elsewhere whose they are.
        return same_head and own.head not in _BODY and len(shared) > 1
    if own.matter in ("rank", "kin", "name"):
        return any(word not in plain for word in shared) and (same_head or len(shared) > 1)
    return same_head or len(shared) > 1
