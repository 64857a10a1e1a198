"""UTF-8 that was once taken for an encoding of one byte a character, and kept so: "â€œ" for "“"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from fabula.sources.damage.search import holds_any
from fabula.types import Repair, RepairKind

NAMES = {
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp850": "DOS code page 850",
    "cp437": "DOS code page 437",
    "cp1251": "Windows-1251",
}
"""The encodings that UTF-8 is taken for, as users know them; Latin-1 differs from the first in control
characters alone."""

# What can well follow a capital with an accent: such a pair is proven by others only.
_MARKS = frozenset("‘’‚“”„–—…•‹›«»·\u00a0")
_PROOF = 3
# What English prose and its typography hold beyond ASCII, beside the characters of the encoding itself.
_WANTED = (
    (0x80, 0x24F),
    (0x300, 0x36F),
    (0x1E00, 0x1EFF),
    (0x2000, 0x27BF),
    (0x2B00, 0x2BFF),
    (0xFB00, 0xFB06),
    (0xFE0F, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFFD, 0xFFFD),
    (0x1F000, 0x1FAFF),
)


@dataclass(frozen=True, slots=True)
class _Taken:
    """One encoding: the byte of each of its characters, and what UTF-8 looks like in it.

    ``triggers`` are what begins punctuation and accented letters, by their first characters; ``sure`` begin
    nothing else.
    """

    values: dict[str, int]
    triggers: tuple[tuple[str, tuple[str, ...]], ...]
    sure: re.Pattern[str]
    sequence: re.Pattern[str]
    accented: str
    lone: re.Pattern[str]


def wrong_encoding(view: str, characters: frozenset[str]) -> tuple[list[Repair], str]:
    """What can only be UTF-8 read as another encoding, and that encoding; nothing and "" where nothing is.

    ``characters`` are those of the view.
    """
    for encoding in NAMES:
        taken = _taken(encoding)
        if any(holds_any(view, first, triggers) for first, triggers in taken.triggers if first in characters):
            found = _mended(view, taken)
            if found:
                return found, encoding
    return [], ""


@lru_cache(maxsize=8)
def _taken(encoding: str) -> _Taken:
    chars = {}
    for byte in range(0x80, 0x100):
        char = bytes((byte,)).decode(encoding, "replace")
        # A byte without a character stands for itself.
        chars[byte] = chr(byte) if char == "\N{REPLACEMENT CHARACTER}" else char
    values = {char: byte for byte, char in chars.items()}
    if encoding == "cp1252":
        values |= {chr(byte): byte for byte in range(0x80, 0xA0)}

    def of(first: int, last: int) -> str:
        return "[" + "".join(re.escape(char) for char, byte in values.items() if first <= byte <= last) + "]"

    rest, quotes = of(0x80, 0xBF), of(0x80, 0x80)
    emoji = f"|{chars[0xF0]}{of(0x9F, 0x9F)}{rest}{{2}}"
    dashes = tuple(chars[0xE2] + char for char, byte in values.items() if byte == 0x80)
    letters = (0xC3, 0xC2, 0xF0) if encoding == "cp1252" else (0xC3,)
    triggers = ((chars[0xE2], dashes), *((chars[byte], (chars[byte],)) for byte in letters))
    return _Taken(
        values,
        triggers,
        re.compile(f"{chars[0xE2]}{quotes}{rest}{emoji}"),
        re.compile(f"{of(0xF0, 0xF4)}{rest}{{3}}|{of(0xE1, 0xEF)}{rest}{{2}}|{of(0xC2, 0xDF)}{rest}"),
        chars[0xC3],
        re.compile(f"{chars[0xE2]}{quotes}\N{REPLACEMENT CHARACTER}?(?!{rest})"),
    )


def _mended(view: str, taken: _Taken) -> list[Repair]:
    found: list[Repair] = []
    doubtful: list[Repair] = []
    sure = len(taken.sure.findall(view))
    for match in taken.sequence.finditer(view):
        reads = _decoded(match[0], taken.values)
        if not reads:
            continue
        repair = Repair(match.start(), match.end(), reads, RepairKind.ENCODING)
        if taken.sure.match(match[0]):
            found.append(repair)
        elif match[0][0] == taken.accented and _is_plain(view, match, taken):
            sure += 1
            found.append(repair)
        else:
            doubtful.append(repair)
    lost = list(_closing_marks(view, taken))
    if sure + len(lost) == 0:
        return []
    proven = sure + len(lost) >= _PROOF
    found += [each for each in doubtful if proven or not _could_be_meant(view, each)]
    if taken.accented == "\N{LATIN CAPITAL LETTER A WITH TILDE}":
        found += lost
        found += _half_spaces(view) if proven else []
    return _apart(found)


def _closing_marks(view: str, taken: _Taken) -> Iterator[Repair]:
    """Closing marks that lost their last byte; it may be a question mark where none can be meant."""
    for match in taken.lone.finditer(view):
        start, end = match.span()
        replaced = view[end : end + 1] == "?" and view[start - 1 : start] in tuple(".,;:!?…—–-")
        yield Repair(start, end + replaced, "”", RepairKind.ENCODING)


def _is_plain(view: str, match: re.Match[str], taken: _Taken) -> bool:
    """An accented letter that cannot be meant as the two characters that it is."""
    if taken.accented == "\N{LATIN CAPITAL LETTER A WITH TILDE}":
        return match[0][1] not in _MARKS
    before, after = view[match.start() - 1 : match.start()], view[match.end() : match.end() + 1]
    return before.isascii() and before.isalpha() and after.isascii() and after.isalpha()


def _could_be_meant(view: str, repair: Repair) -> bool:
    """A letter with marks after it, as "É“" is."""
    return view[repair.start].isalpha() and any(c in _MARKS for c in view[repair.start + 1 : repair.end])


def _decoded(chars: str, values: dict[str, int]) -> str:
    """The character that the bytes were; "" where they are none that a story has."""
    try:
        char = bytes(values[c] for c in chars).decode("utf-8")
    except UnicodeDecodeError:
        return ""
    wanted = char in values or any(first <= ord(char) <= last for first, last in _WANTED)
    return char if wanted else ""


_HALF_A = re.compile("Ã (?=[\\s.,;:!?”’\"']|$)|Ã(?= [^\\W\\d_])")
_HALF_SPACE = re.compile("Â(?=[ \t\r\n]|$)")


def _half_spaces(view: str) -> Iterator[Repair]:
    """ "à" and the no-break space, whose second byte looks like a space and has become one."""
    for match in _HALF_A.finditer(view):
        yield Repair(*match.span(), "à", RepairKind.ENCODING)
    for match in _HALF_SPACE.finditer(view):
        yield Repair(*match.span(), "", RepairKind.ENCODING)


def _apart(found: list[Repair]) -> list[Repair]:
    """In order, each after the end of the one before."""
    kept: list[Repair] = []
    for repair in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or repair.start >= kept[-1].end:
            kept.append(repair)
    return kept
