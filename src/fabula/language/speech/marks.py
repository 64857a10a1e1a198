"""Finding what may be a quotation mark, and weighing each reading of it from the characters around it.

A mark can open, close, or be neither (an apostrophe, an inch mark, a slip). The three weights of a mark are
costs: the lower, the more its surroundings look like that reading. They only settle what a mark looks like by
itself; :mod:`fabula.language.speech.decode` settles all marks together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fabula.lang.en.saying import TAG_VERBS
from fabula.language.speech.words import LEADING_ELISIONS, TRAILING_ELISIONS
from fabula.types import Block

DOUBLE, SINGLE, ANGLE = "D", "S", "A"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its code points, its family, and the cost of each reading.

    ``paired`` tells that this mark opens a phrase of one to three words which the next mark closes.
    """

    start: int
    end: int
    family: str
    opens: float
    closes: float
    neither: float
    paired: bool = False


_MARKS = re.compile(
    r"``|''|‘‘|’’|,,(?=[^\W_])|[\"“”„‟＂«»‘‚‹›`‛]|(?<![^\W_])['’](?!')|['’](?![^\W_'])|(?<=[^\W_])''"
)
_SINGLE_CHARACTERS = frozenset("'’‘‚`‛‹›")
# Marks of emphasis and characters without width.
_PASSED_OVER = frozenset("_*\u2060\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad")
_UNEXPECTED = 5.0

_OPEN_LEFT = {"B": 0.0, "s": 0.0, "o": 0.0, "d": 0.7, "q": 0.7, "p": 3.0, "w": 5.0}
_OPEN_RIGHT = {"w": 0.0, "d": 0.3, "o": 0.3, "q": 0.3, "e": 0.3, "p": 1.5, "s": 2.0, "E": 8.0}
_CLOSE_LEFT = {"p": 0.0, "d": 0.3, "q": 0.3, "w": 0.7, "s": 2.0, "o": 5.0, "B": 8.0}
_CLOSE_RIGHT = {"E": 0.0, "s": 0.0, "p": 0.3, "e": 0.3, "d": 0.3, "q": 0.3, "o": 1.0, "w": 4.0}

_CLASS = {
    **dict.fromkeys(".,!?;:…)]}", "p"),
    **dict.fromkeys("-—–―", "d"),
    **dict.fromkeys("([{¿¡", "o"),
    **dict.fromkeys("\"“”„‟＂«»‘’'‚‹›`", "q"),
}


def _class(character: str) -> str:
    if character.isalnum():
        return "w"
    if character.isspace():
        return "s"
    return _CLASS.get(character, "w")


@dataclass(frozen=True, slots=True)
class Habits:
    """How this text uses the marks that differ between printers."""

    low_opens: bool
    angle_opens: str
    doubled_singles: bool
    leading: frozenset[str]
    trailing: frozenset[str]


_ENDS = frozenset(".!?…")
_LEADING_WORD = re.compile(r"(.)\s['’]([^\W\d_]{1,12})", re.DOTALL)
_TRAILING_WORD = re.compile(r"(?<![\w'‘’])([^\W\d_]{1,12})['’](\s+[a-z]|[^\w\s]|\s)")
_FIRST_ANGLE = re.compile(r"[«»]")


def text_habits(content: str, blocks: Sequence[Block]) -> Habits:
    """Read the printer's habits off the whole text."""
    firsts: Counter[str] = Counter()
    for block in blocks:
        first = _FIRST_ANGLE.search(content, block.start, block.end)
        if first is not None:
            firsts[first[0]] += 1
    doubled = content.count("``") + content.count("''") + content.count("‘‘")
    doubles = content.count('"') + content.count("“")
    return Habits(
        low_opens=content.count("„") * 2 > content.count("“"),
        angle_opens="»" if firsts["»"] > firsts["«"] else "«",
        doubled_singles=content.count("``") > 1 or (doubled >= 4 and doubled > doubles),
        leading=LEADING_ELISIONS | _leading_elisions(content),
        trailing=TRAILING_ELISIONS | _trailing_elisions(content),
    )


def _leading_elisions(content: str) -> frozenset[str]:
    """Words that this text writes with an apostrophe before them in the middle of sentences."""
    within: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for match in _LEADING_WORD.finditer(content):
        (within if match[1].isalpha() else others)[match[2].lower()] += 1
    return frozenset(word for word, count in within.items() if count >= 3 and count > 2 * others[word])


def _trailing_elisions(content: str) -> frozenset[str]:
    """Words that this text writes with an apostrophe after them and the sentence going on."""
    within: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for match in _TRAILING_WORD.finditer(content):
        (within if match[2][-1].isalpha() else others)[match[1].lower()] += 1
    return frozenset(word for word, count in within.items() if count >= 3 and count > 2 * others[word])


# One to three words between marks: more likely a quoted phrase than an elision and a possessive.
_SHORT_PAIR = re.compile(
    r"(?<![\w'‘’\"“”])(?:['‘]|(?P<double>[\"“]))(?P<inside>[^\W_]+(?:[ -][^\W_]+){0,2}[,;.!?]?)"
    r"(?(double)[\"”]|['’])(?![\w'’])"
)


def block_marks(content: str, block: Block, habits: Habits) -> list[Mark]:
    """Every mark of one block that may open or close a quotation."""
    pairs = [match.span("inside") for match in _SHORT_PAIR.finditer(content, block.start, block.end)]
    opening, closing = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    marks: list[Mark] = []
    for match in _MARKS.finditer(content, block.start, block.end):
        start, end = match.span()
        if end - start == 2 and not habits.doubled_singles and match[0] in ("''", "’’"):
            marks.append(_single(content, block, start, start + 1, habits))
            marks.append(_single(content, block, start + 1, end, habits))
        elif end - start == 1 and match[0] in _SINGLE_CHARACTERS:
            mark = _single(content, block, start, end, habits)
            if (end in opening or start in closing) and mark.neither < 4.0:
                mark = replace(mark, neither=mark.neither + 1.0)
            marks.append(mark)
        else:
            marks.append(_double(content, block, start, end, habits))
        if end in opening:
            marks[-1] = replace(marks[-1], paired=True)
    return marks


def _around(content: str, block: Block, start: int, end: int) -> tuple[int, int]:
    """Where the characters before and after a mark stand, emphasis and invisible characters passed over."""
    left, right = start - 1, end
    for _ in range(3):
        if left >= block.start and content[left] in _PASSED_OVER:
            left -= 1
        if right < block.end and content[right] in _PASSED_OVER:
            right += 1
    return left, right


def _shape_costs(content: str, block: Block, start: int, end: int) -> tuple[float, float]:
    """The costs of opening and closing by the neighbouring characters alone."""
    at_left, at_right = _around(content, block, start, end)
    left = _class(content[at_left]) if at_left >= block.start else "B"
    right = _class(content[at_right]) if at_right < block.end else "E"
    if left == "s" and start - block.start < 40 and not content[block.start : start].strip():
        left = "B"
    if right == "s" and block.end - end < 40 and not content[end : block.end].strip():
        right = "E"
    if right == "p" and content[at_right] in ".…" and left in "Bsod":
        right = "e"
    opens, closes = _OPEN_LEFT[left] + _OPEN_RIGHT[right], _CLOSE_LEFT[left] + _CLOSE_RIGHT[right]
    if left == "s" and right in "sE" and content[start - 2 : start - 1] in _ENDS:
        # A mark set apart by spaces, as in text that was tokenised once.
        return opens + 0.7, closes - 1.0
    return opens, closes


def _double(content: str, block: Block, start: int, end: int, habits: Habits) -> Mark:
    opens, closes = _shape_costs(content, block, start, end)
    character = content[start]
    neither = _UNEXPECTED
    family = DOUBLE
    if character in "«»":
        family = ANGLE
        leaning = 1 if character == habits.angle_opens else -1
    elif character == "“":
        leaning = 0 if habits.low_opens else 1
    elif character in "„`‘,‟":
        leaning = 1
    elif character in "”’":
        leaning = -1
    else:
        leaning = 0
        if start > block.start and content[start - 1].isdigit():
            neither = 1.5
    if leaning > 0:
        opens, closes = 0.5 * opens, 4.0 + closes
    elif leaning < 0:
        opens, closes = 4.0 + opens, 0.5 * closes
    return Mark(start, end, family, opens, closes, neither)


_WORD_AFTER = re.compile(r"[^\W\d_]{1,20}")
_ANY_WORD = re.compile(r"[^\W\d_]+")
_WORD_BEFORE = re.compile(r"[^\W\d_]{1,20}\Z")


def _single(content: str, block: Block, start: int, end: int, habits: Habits) -> Mark:
    opens, closes = _shape_costs(content, block, start, end)
    character = content[start]
    after = _WORD_AFTER.match(content, end, block.end)
    before = _WORD_BEFORE.search(content[max(block.start, start - 20) : start])
    neither = _UNEXPECTED + 1.0
    if after is not None:
        neither, extra = _leading_costs(content, block, start, after[0], habits)
        opens += extra
    elif before is not None:
        neither, extra = _trailing_costs(before[0], habits)
        closes += extra
        if end >= block.end or content[end] in "-—–":
            neither += 2.0
    elif start > block.start and content[start - 1].isdigit():
        neither = 1.0
    elif end < block.end and content[end].isdigit():
        neither = 1.5
    elif content[start - 1 : start].isspace() and content[end : end + 1].isspace():
        neither = 2.5
    if character in "‘‚`‹":
        opens, closes = 0.5 * opens, 5.0 + closes
        neither += 0.0 if after is not None and neither < 1.0 else 1.5
    elif character in "’›":
        opens, closes = 5.0 + opens, 0.7 * closes
    return Mark(start, end, SINGLE, opens, closes, neither)


def _leading_costs(content: str, block: Block, start: int, word: str, habits: Habits) -> tuple[float, float]:
    """For a mark before a word: the cost of an elision, and what opening costs beyond its shape."""
    outer = start - 1
    while outer >= block.start and start - outer < 4 and content[outer].isspace():
        outer -= 1
    in_sentence = outer >= block.start and content[outer].isalnum()
    extra = 1.0 if in_sentence else 0.0
    if word.lower() in habits.leading:
        if word[0].islower() and not in_sentence and _led_in(content, block, start):
            return 2.5, 0.3
        if word[0].islower():
            return 0.3, extra + (2.0 if in_sentence else 1.2)
        return 1.5, extra + 0.3
    if word[0].islower():
        return 3.0, extra + 0.7
    return 4.5, extra


def _led_in(content: str, block: Block, start: int) -> bool:
    """Whether a tag with a comma or colon after it stands before ``start``: *she said, 'as …*."""
    before = content[max(block.start, start - 40) : start].rstrip()
    if before[-1:] not in ",:;":
        return False
    words = _ANY_WORD.findall(re.split(r"[.!?'\"’”]", before[:-1])[-1])
    return any(word.lower() in TAG_VERBS for word in words[-6:])


def _trailing_costs(word: str, habits: Habits) -> tuple[float, float]:
    """For a mark right after a word: the cost of an elision or possessive, and what closing costs more."""
    lowered = word.lower()
    if lowered in habits.trailing or (lowered.endswith("in") and len(lowered) > 3):
        return 0.3, 2.3
    if lowered.endswith(("s", "z", "x", "ce")):
        return 0.0, 0.9
    return 2.8, 0.0
