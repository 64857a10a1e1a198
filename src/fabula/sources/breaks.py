"""Whether a paragraph began between two units of a text that has lost its paragraph breaks.

Between two quotations one always did. For each other kind of place (after a quotation, before one, between
two sentences of narration) there is a logistic regression over what a reader goes by: what the paragraph
under way holds, how its last unit ends, who tells or is told of on either side, what comes next. The units
are gone through in order, each with what was decided before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fabula.sources.break_weights import WEIGHTS
from fabula.sources.units import Unit

_SAID = frozenset(
    (  # noqa: SIM905
        "said says asked asks cried replied answered returned inquired enquired demanded exclaimed "
        "remarked whispered shouted observed murmured muttered declared called suggested explained "
        "agreed snapped growled continued added went began repeated interrupted retorted rejoined "
        "interposed protested thought gasped responded insisted told admitted concluded announced "
        "commented pursued resumed echoed sighed laughed cut broke put nodded screamed yelled roared "
        "groaned sobbed stammered faltered urged pleaded warned persisted objected ejaculated "
        "ventured grunted sneered drawled breathed"
    ).split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BEFORE_NAME = frozenset(
    "Mr Mrs Miss Dr Lady Sir Captain Lord Uncle Aunt the The old young poor little".split()  # noqa: SIM905
)
_PERSONS = frozenset(("he", "she", "i", "they", "we", "you", "it"))
_ANSWERS = re.compile(
    r"\W*(?:(?:Yes|No|Certainly|Sure|Never|Nothing|None|Oh|Ah|Well|Perhaps)\b(?! [a-z])"
    r"|(?:Because|Of course|I)\b)"
)
_ASKS = re.compile(r"\b(?:asks?|asked|[ie]nquire[ds]?|demand(?:s|ed)?|quer(?:y|ied))\b")
_GOES_ON = frozenset(("And", "But", "Then", "So", "For", "Now"))
_TIMES = frozenset(
    "When After At In On Then One That Next As For It There By During Before Once But So Now".split()  # noqa: SIM905
)
_OWNED = frozenset(("The", "A", "An", "His", "Her", "Their", "My"))
_ENDS = {
    ".": "stop",
    "!": "cry",
    "?": "ask",
    ",": "comma",
    ";": "comma",
    "—": "dash",
    "-": "dash",
    "–": "dash",
    "…": "dots",
    ":": "colon",
}
_MARKS = "\"'“”‘’«»`_)]( "
_FARTHEST = 5


@dataclass(slots=True)
class _Paragraph:
    """What the paragraph under way holds so far.

    ``narrated`` counts the sentences since the last quotation; ``asked`` tells that this one asks and
    ``tagged`` that a tag follows it; ``teller`` is whom narration named last.
    """

    start: int
    teller: str = ""
    spoken: int = 0
    opened: bool = False
    narrated: int = 0
    asked: bool = False
    tagged: bool = False


def break_starts(words: str, units: list[Unit]) -> list[int]:
    """Where paragraphs begin after the first unit: the places where a break is likelier than not."""
    starts: list[int] = []
    paragraph = _Paragraph(0)
    for i, unit in enumerate(units):
        breaks = not i or (_is_place(words, units[i - 1], unit) and _breaks(words, units, i, paragraph))
        if breaks:
            paragraph = _Paragraph(unit.start)
            starts.append(unit.start)
        _read(words, units, i, paragraph)
    return starts[1:]


def _breaks(words: str, units: list[Unit], i: int, paragraph: _Paragraph) -> bool:
    """Whether a break before unit ``i``, where there may be one, is likelier than not."""
    one, other = units[i - 1], units[i]
    if one.spoken and other.spoken:
        return True  # 997 cases of 1,000
    weights = WEIGHTS[_kind(one, other)]
    return sum(weights.get(feature, 0.0) for feature in _features(words, units, i, paragraph)) > 0


def _read(words: str, units: list[Unit], i: int, paragraph: _Paragraph) -> None:
    """Add unit ``i`` to the paragraph under way."""
    unit = units[i]
    if unit.spoken:
        paragraph.opened = paragraph.opened or paragraph.start == unit.start
        paragraph.spoken += 1
        paragraph.narrated = 0
        paragraph.asked = _last(words, unit) == "?"
        paragraph.tagged = False
        return
    name, tags = _who(words, unit)
    if paragraph.spoken and not paragraph.narrated:
        paragraph.tagged = tags or _last(words, units[i - 1]) == ","
    if name and not (name in _PERSONS and paragraph.teller and paragraph.teller not in _PERSONS):
        paragraph.teller = name
    paragraph.narrated += 1


def _last(words: str, unit: Unit) -> str:
    """The last character said or told, marks left out."""
    return words[unit.start : unit.end].rstrip(_MARKS)[-1:] or " "


def _who(words: str, unit: Unit) -> tuple[str, bool]:
    """Whom a sentence of narration is about, as far as its first words tell, and whether it tags speech."""
    found = [match[0] for match in _WORD.finditer(words, unit.start, min(unit.end, unit.start + 90))][:8]
    said = next((place for place, word in enumerate(found[:6]) if word in _SAID), -1)
    after = found[1:5] if said == 0 else []
    for word in after or found[: said if said > 0 else 3]:
        if word not in _BEFORE_NAME:
            return word.lower(), said >= 0
    return "", said >= 0


def _is_place(words: str, one: Unit, other: Unit) -> bool:
    """Whether a paragraph may begin between two units: one is finished, and the other starts afresh."""
    if words[other.start : other.end].lstrip(_MARKS + "—–-.…")[:1].islower():
        return False
    end = _last(words, one)
    if one.spoken:
        return end in ".!?…—–-" if other.spoken else end not in ",;"
    return end in ".!?…:—–-" or words[one.end - 1] in "\"”’'»)_]"


def _kind(one: Unit, other: Unit) -> str:
    return f"{'said' if one.spoken else 'told'}_{'said' if other.spoken else 'told'}"


def _size(value: int, *bounds: int) -> str:
    """A letter for how large a value is: a below the first bound, b below the second, and so on."""
    return "abcdefg"[sum(value >= bound for bound in bounds)]


def _features(words: str, units: list[Unit], i: int, paragraph: _Paragraph) -> list[str]:
    """What speaks for or against a break before unit ``i``."""
    one, other = units[i - 1], units[i]
    found = [
        "bias",
        f"end_{_ENDS.get(_last(words, one), 'none')}",
        f"paragraph_{_size(one.end - paragraph.start, 60, 150, 350, 700, 1500)}",
        f"spoken_{min(paragraph.spoken, 3)}{'_opened' if paragraph.opened else ''}",
        f"narrated_{min(paragraph.narrated, 4)}",
        f"next_{_size(other.end - other.start, 30, 90, 250)}",
    ]
    found += ["tagged"] * paragraph.tagged + ["asked"] * paragraph.asked
    if one.spoken:
        found.append(f"said_{_size(one.end - one.start, 30, 90, 250)}")
    else:
        found += _of_narration(words, one)
    head = _WORD.search(words, other.start, min(other.end, other.start + 60))
    first = head[0] if head else ""
    if other.spoken:
        return found + _of_speech_ahead(words, units, i, paragraph, first)
    return found + _of_narration_ahead(words, units, i, paragraph, first)


def _of_narration(words: str, one: Unit) -> list[str]:
    """Of the sentence before the place."""
    name, tags = _who(words, one)
    count = len(_WORD.findall(words, one.start, one.end))
    found = ["told_pronoun" if name in _PERSONS else "told_name", f"told_{_size(count, 4, 9, 18, 30)}"]
    if tags:
        found.append("tag")
        if _ASKS.search(words, one.start, min(one.end, one.start + 60)):
            found.append("tag_asks")
    return found


def _of_speech_ahead(words: str, units: list[Unit], i: int, paragraph: _Paragraph, first: str) -> list[str]:
    """Of the quotation after the place, and what follows it."""
    end = _last(words, units[i])
    found = [f"next_end_{_ENDS.get(end, 'none')}"]
    if _ANSWERS.match(words, units[i].start):
        found += ["answers"] + ["asked_answers"] * paragraph.asked
    if paragraph.asked and end == "?":
        found.append("asked_asks")
    if first in _GOES_ON:
        found.append("goes_on")
    if i + 1 == len(units):
        return found
    after = units[i + 1]
    if after.spoken:
        return [*found, "next_said"]
    name, tags = _who(words, after)
    if not (tags or end == "," or (words[after.start].islower() and end in "!?")):
        return [*found, "next_told"]
    found.append("next_tagged")
    if name and paragraph.teller:
        found.append(_relation(paragraph.teller, name))
    elif name:
        found.append("teller_pronoun" if name in _PERSONS else "teller_name")
    return found


def _of_narration_ahead(
    words: str, units: list[Unit], i: int, paragraph: _Paragraph, first: str
) -> list[str]:
    """Of the sentence after the place, and how far the next quotation is."""
    unit = units[i]
    name, _ = _who(words, unit)
    if name in _PERSONS:
        found = [f"head_{name}"]
    else:
        found = ["head_time" if first in _TIMES else "head_the" if first in _OWNED else "head_name"]
    if name and paragraph.teller:
        found.append(_relation(paragraph.teller, name))
    end = _last(words, unit)
    ahead = 0
    while ahead < _FARTHEST and i + ahead < len(units) and not units[i + ahead].spoken:
        ahead += 1
    if end in ",:" or (ahead == 1 and i + 1 < len(units) and end not in ".!?…"):
        found.append("leads_in")
    found.append(f"ahead_{ahead}")
    if words[unit.start] in '“"«‘':
        found.append("reopens")
    return found


def _relation(teller: str, name: str) -> str:
    """How whom narration named last and whom it names next compare."""
    if teller == name:
        return "same_teller"
    if (teller in _PERSONS) == (name in _PERSONS):
        return "other_teller"
    return "pronoun_then_name" if teller in _PERSONS else "name_then_pronoun"
