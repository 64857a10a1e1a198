"""One self-contained page of the quotations that were given to the wrong person, by cause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

from fabula import errors
from fabula.evaluation.mistakes import Cause, Line, Mistake, Reading
from fabula.pages import CONTROLS, digest, page_part, template
from fabula.types import Span
from fabula.world.files import replacing

_BEFORE, _AFTER = 600, 350
_MOST_SHOWN = 1500
"""Characters of one quotation that are shown before the rest is left out."""
_WHITE_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A mistake on the page."""

    novel: str
    mistake: Mistake
    context: Markup

    @property
    def type(self) -> str:
        """How the annotation says the quotation is tagged."""
        return self.mistake.quotation.type or "no type"

    @property
    def sure(self) -> str:
        """The program's confidence, in percent."""
        confidence = self.mistake.confidence
        return "" if confidence is None or self.mistake.said is None else f"{100 * confidence:.0f} %"


@dataclass(frozen=True, slots=True)
class _Group:
    """The mistakes of one cause."""

    cause: Cause
    entries: list[_Entry]


@dataclass(frozen=True, slots=True)
class Wrong:
    """What the page has of one reading, without its novel: how many quotations, and the mistakes."""

    quotations: int
    entries: tuple[_Entry, ...]


def wrong_in(reading: Reading) -> Wrong:
    """What the page has of a reading."""
    return Wrong(
        sum(quotation.is_scored for quotation in reading.novel.quotations),
        tuple(
            _Entry(reading.novel.name, mistake, _context(reading, mistake)) for mistake in reading.mistakes
        ),
    )


def write(readings: Sequence[Wrong], path: Path) -> None:
    """Write the page, in UTF-8.

    Raises :class:`fabula.errors.UsageError` where nothing can be written.
    """
    encoded = page(readings).encode("utf-8", "replace")
    try:
        with replacing(path) as temporary:
            temporary.write_bytes(encoded)
    except OSError as problem:
        raise errors.cannot_write(str(path), problem.strerror or str(problem)) from None


def page(readings: Sequence[Wrong]) -> str:
    """The page as text."""
    entries = [entry for reading in readings for entry in reading.entries]
    groups = [_Group(cause, [entry for entry in entries if entry.mistake.cause is cause]) for cause in Cause]
    style, script = page_part("fabula.evaluation", "errors.css"), page_part("fabula.evaluation", "errors.js")
    return (
        template("fabula.evaluation", "errors.html.jinja")
        .render(
            groups=[group for group in groups if group.entries],
            total=len(entries),
            quotations=sum(reading.quotations for reading in readings),
            novels=Counter(entry.novel for entry in entries),
            types=Counter(entry.type for entry in entries),
            style=Markup(style),
            script=Markup(script),
            style_hash=digest(style),
            script_hash=digest(script),
        )
        .translate(CONTROLS)
    )


def _context(reading: Reading, mistake: Mistake) -> Markup:
    """The text around a quotation; it and its neighbours are marked, each with who says it."""
    text, spans = reading.novel.text, mistake.quotation.spans
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    low, high = _at_word(text, start - _BEFORE), _at_word(text, end + _AFTER)
    first = bisect_left(reading.lines, low, key=lambda line: line.span[0])
    last = bisect_left(reading.lines, high, key=lambda line: line.span[0])
    pieces: list[Markup] = [escape("… ")] if low else []
    at = low
    for line in reading.lines[first:last]:
        if line.span[0] < at:
            continue
        pieces.append(_told(text, (at, line.span[0]), mistake.clue))
        pieces.append(
            _said(text, (line.span[0], min(line.span[1], max(high, end))), line, line.span in spans)
        )
        at = min(line.span[1], max(high, end))
    pieces.append(_told(text, (at, max(at, high)), mistake.clue))
    return Markup("").join(pieces) + (" …" if high < len(text) else "")


def _flowed(words: str) -> str:
    """Without the line ends of a wrapped file; blank lines stay."""
    return _WHITE_SPACE.sub(
        lambda space: ("\n\n" if space[0].count("\n") > 1 else " ") if "\n" in space[0] else space[0], words
    )


def _at_word(text: str, place: int) -> int:
    """The start of a word near ``place``, not to cut one."""
    place = max(0, min(place, len(text)))
    while 0 < place < len(text) and not text[place - 1].isspace():
        place += 1
    return place


def _told(text: str, span: Span, clue: Span | None) -> Markup:
    """Narration; the mention that gave the speaker away stands out."""
    start, end = span
    if clue is None or not start <= clue[0] < clue[1] <= end:
        return escape(_flowed(text[start:end]))
    pieces = text[start : clue[0]], text[clue[0] : clue[1]], text[clue[1] : end]
    return Markup("{}<u>{}</u>{}").format(*map(_flowed, pieces))


def _said(text: str, span: Span, line: Line, asked: bool) -> Markup:
    """Words said, and who says them: the one in question as such, its neighbours in small print."""
    words = _flowed(text[slice(*span)])
    if len(words) > _MOST_SHOWN:
        words = f"{words[: _MOST_SHOWN // 2]} […] {words[-_MOST_SHOWN // 2 :]}"
    if asked:
        return Markup("<mark>{}</mark>").format(words)
    wrong = "" if line.right else Markup(" <s>{}</s>").format(line.said or "nobody")
    return Markup("<q>{}</q><small>{}{}</small>").format(words, line.speaker, wrong)
