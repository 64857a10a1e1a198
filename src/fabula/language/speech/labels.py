"""Speech that a label marks: the lines of chats, interviews and transcripts, "Perrin: Are you awake?".

A label is a name, a handle or "Q" before a colon, where a paragraph or a line begins. A single one may be
anything ("Note: …"). So labels are found in runs of lines, where they come up again or are words for somebody
of whom the text tells elsewhere; once found, they mark a line wherever it stands.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import zip_longest

from fabula.language.speech.plays import cues, spoken_parts
from fabula.types import BlockKind, Quotation, Span, Text

_TIME = r"[\[(]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[aApP]\.?[mM]\.?)?[\])]?"
_CAPITAL = r"[^\W\d_a-z][\w.'’-]*"
_NAME = rf"(?:[Tt]he )?{_CAPITAL}(?: (?:of |de |van |von |the )?{_CAPITAL}){{0,3}}"
_HANDLE = r"@?[^\W\d_][\w.-]{0,30}"
_LABEL = re.compile(
    rf"(?:{_TIME} ?(?:[-–—] )?)?"
    rf"(?:(?P<name>{_NAME}|{_HANDLE})(?: ?{_TIME}| ?\([^()\n]{{1,40}}\))? ?:"
    r"|<(?P<nick>[^\s<>]{1,32})>:?|(?P<turn>[QA])\.)"
    r"[ \t]+(?=\S)"
)
_MARKED_HANDLE = re.compile(r"[\d_]")
_FIELDS = frozenset(
    word
    for words in (
        "from to cc bcc re fwd subject date sent received time place location setting note notes nb ps",
        "warning warnings caution attention result results status question answer title author chapter",
        "scene act part summary rating name age sex gender height weight occupation address phone telephone",
        "email tel fax item items step day week year total price figure table exhibit case file ref",
        "reference source example tags relationship relationships characters fandom fandoms words language",
        "series stats pairing pairings disclaimer http https ftp mailto monday tuesday wednesday thursday",
        "friday saturday sunday january february march july september october november december level class",
        "race hp mp xp exp strength agility dexterity intelligence wisdom charisma constitution vitality",
        "stamina mana health skill skills quest reward rewards objective rank ability abilities cost effect",
        "duration range damage",
    )
    for word in words.split()
)
"""Words before a colon that head a field of a form, and are nobody's name."""
_MAIL = frozenset("from to cc bcc re subject date sent".split())  # noqa: SIM905
"""Fields at the head of a mail, which may follow a chat."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_TURNS = frozenset(["q", "a"])
_RUN = 2
"""Lines after one another with labels, from which on somebody may be talking in them."""
_MOSTLY = 0.8
"""The share of a labelled line in quotation marks that makes them marks around all of it."""


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled line: where it begins, the code points of its label and of what is said, and its block."""

    start: int
    label: Span
    speech: Span
    block: int
    words: str

    @property
    def is_turn(self) -> bool:
        """Whether the label tells the turn alone: the question or the answer."""
        return self.words in _TURNS


def labelled_lines(text: Text) -> list[Label]:
    """The lines of a text that a label gives to somebody, in order. Time is linear in the text."""
    runs = list(_runs(text))
    if all(len(run) < _RUN for run in runs):
        return []
    uses = Counter(line.words for run in runs for line in run)
    told, low = _told_elsewhere(text.content, [line for run in runs for line in run])
    known: set[str] = set()
    for run in runs:
        words = {line.words for line in run}
        sure = {w for w in words if uses[w] > 1 or words >= _TURNS or _is_told(w, told)}
        if len(run) < _RUN or words & _FIELDS or 2 * sum(line.words in sure for line in run) < len(run):
            continue
        # In a chat, a name may be written small; a word that the text has elsewhere is none.
        known |= sure | {line.words for line in run if _is_name(text.content, line) or line.words not in low}
    return [line for run in runs for line in _known(text.content, run, known)]


def with_labelled(text: Text, quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Quotations found by their marks, sorted by start, and the labelled lines around or between them."""
    found: list[Quotation] = []
    rest = deque(quotations)
    for start, end, parts, block in sorted(_lines_of(text)):
        while rest and rest[0].start < start:
            found.append(rest.popleft())
        inside: list[Quotation] = []
        while rest and rest[0].start < end:
            inside.append(rest.popleft())
        outer = [quotation for quotation in inside if quotation.depth == 1]
        crossed = any(q.end > end for q in outer) or (bool(found) and found[-1].end > start)
        if crossed or sum(b - a for q in outer for a, b in q.spans) >= _MOSTLY * (end - start):
            found += inside
        else:
            found.append(Quotation(parts, block))
            found += (replace(quotation, depth=2) for quotation in outer)
    return (*found, *rest)


def _lines_of(text: Text) -> Iterator[tuple[int, int, tuple[Span, ...], int]]:
    """The lines of a chat or play: where each begins and ends, what of it is said, and its block."""
    for cue in cues(text):
        yield cue.parts[0][0], cue.parts[-1][1], cue.parts, cue.block
    for line in labelled_lines(text):
        start, end = line.speech
        parts: tuple[Span, ...] = (line.speech,)
        if text.content[slice(*line.label)].isupper():
            # names in capitals are those of a play, where brackets hold what is done
            parts = spoken_parts(text.content, start, end) or parts
        yield parts[0][0], parts[-1][1], parts, line.block


def _runs(text: Text) -> Iterator[list[Label]]:
    """The lines that begin with what may be a label, those together that follow one another."""
    run: list[Label] = []
    for number, block in enumerate(text.blocks):
        if block.kind in (BlockKind.NOTE, BlockKind.BOILERPLATE):
            continue
        lines = list(_lines(text, number)) if block.kind.is_story else []
        if run and (not lines or _is_head(lines) is not _is_head(run)):
            yield run
            run = []
        run += lines
    if run:
        yield run


def _is_head(lines: Sequence[Label]) -> bool:
    """Whether lines are the head of a mail, or a part of one."""
    return all(line.words in _MAIL for line in lines)


def _lines(text: Text, number: int) -> Iterator[Label]:
    """The lines of a block that begin with what may be a label, if its first line does."""
    content, block = text.content, text.blocks[number]
    at = block.start
    while at < block.end:
        end = content.find("\n", at, block.end)
        end = block.end if end < 0 else end
        match = _LABEL.match(content, at, end)
        if match is not None and match.lastgroup is not None:
            words = match[match.lastgroup].lower()
            yield Label(at, match.span(match.lastgroup), (match.end(), block.end), number, words)
        elif at == block.start:
            return
        at = end + 1


def _known(content: str, run: Sequence[Label], known: Set[str]) -> Iterator[Label]:
    """The lines of a run with known labels; each goes on to the next of its block."""
    own = [line for line in run if line.words in known]
    for line, after in zip_longest(own, own[1:]):
        start, end = line.speech
        if after is not None and after.block == line.block:
            end = after.start
        yield replace(line, speech=(start, start + len(content[start:end].rstrip())))


def _is_name(content: str, line: Label) -> bool:
    """Whether a label looks like nothing but a name or a handle: "Perrin", "perrin_b"."""
    words = content[slice(*line.label)]
    return words[:1].isupper() or _MARKED_HANDLE.search(words) is not None


def _told_elsewhere(content: str, lines: Sequence[Label]) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a text outside of labels: those with a capital alone, lower-cased, and those without."""
    at, pieces = 0, list[str]()
    for line in lines:
        pieces.append(content[at : line.label[0]])
        at = line.label[1]
    words = Counter(_WORD.findall("".join([*pieces, content[at:]])))
    low = frozenset(word for word in words if word.islower())
    return frozenset(word.lower() for word in words if word[0].isupper()) - low, low


def _is_told(words: str, told: Set[str]) -> bool:
    """Whether any of the words of a label is a name elsewhere."""
    return not told.isdisjoint(_WORD.findall(words))
