"""Whether corrections find their places again in ten edited drafts of a novel, and never another place.

    python -m tools.check_drafts NOVEL.txt [NOVEL.txt ...] --corrections 200

Corrections of lines and of mentions are anchored all over a text. Each draft knows where everything has
gone. What is there still must *stay* at that very place, what is cut or rewritten must be *listed*; anything
else is *lost* or lands *wrongly*. Each draft is checked as the next one in its world, which can be held
against the one before (``draft``), and as another edition, of which there are only anchors (``edition``).
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from fabula.evaluation.edits import Edit, Moves
from fabula.types import Metadata, Span, Text
from fabula.world.alignment import Moves as Words
from fabula.world.corrections import Anchor, Places, Thing

_LINE = re.compile(r'“[^“”]{1,600}”|"(?=\w)[^"]{1,600}"')
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b|\b(?:he|she|him|her|they)\b")
_WORD = re.compile(r"[a-z]{5,}")
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
CHAPTERS = 10
"""Parts into which a text is cut for what is done to a chapter."""


@dataclass(frozen=True)
class Draft:
    """An edited text. ``now`` is where a span of the old one is, None where it is gone."""

    what: str
    text: str
    now: Callable[[Span], Span | None]


def drafts(text: str) -> list[Draft]:
    """Ten drafts of a text."""
    bounds = _chapters(text)
    third, sixth = bounds[3], bounds[6]
    name = Counter(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}", text)).most_common(1)[0][0]
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    return [
        _rewritten(text, third),
        _exchanged(text, third, sixth),
        _edited("a chapter is cut", text, [Edit(*third, "")]),
        _edited("a name is another", text, [Edit(*m.span(), "Quillon") for m in re.finditer(name, text)]),
        _edited("a slip in every paragraph", text, list(_slips(text, paragraphs))),
        _edited("other quotation marks", text, _marks(text)),
        _edited("lines broken elsewhere", text, _unwrapped(text)),
        _edited("a sentence more in every third paragraph", text, list(_longer(paragraphs))),
        _edited(
            "every tenth line is cut", text, [Edit(*m.span(), "") for m in [*_LINE.finditer(text)][::10]]
        ),
        _edited("a preface, and soft hyphens", text, _hyphenated(text)),
    ]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of anchors in a draft."""

    stay: int
    listed: int
    lost: int
    wrong: int


def outcome(text: str, draft: Draft, count: int, *, aligned: bool) -> Outcome:
    """What becomes of so many lines and mentions of a text in a draft."""
    lines, mentions = _things(text)
    chosen = [*_spread(lines, count // 2), *_spread(mentions, count - count // 2)]
    known = set(lines)
    before = Places(_as_text(text), lines, mentions)
    anchors = [before.anchor(Thing.QUOTATION if span in known else Thing.MENTION, *span) for span in chosen]
    moved = [[span for each in spans if (span := draft.now(each)) is not None] for spans in (lines, mentions)]
    words = Words(text, draft.text) if aligned else None
    after = Places(_as_text(draft.text), moved[0], moved[1], words)
    return _counted(draft, chosen, anchors, after)


def _counted(draft: Draft, chosen: Sequence[Span], anchors: Sequence[Anchor], after: Places) -> Outcome:
    kinds: Counter[str] = Counter()
    for span, anchor in zip(chosen, anchors, strict=True):
        there, found = draft.now(span), after.find(anchor)
        if isinstance(found, str):
            kinds["listed" if there is None else "lost"] += 1
        else:
            kinds["stay" if found == there else "wrong"] += 1
    return Outcome(kinds["stay"], kinds["listed"], kinds["lost"], kinds["wrong"])


def _as_text(content: str) -> Text:
    return Text(content, (), (), Metadata(), "draft")


def _things(text: str) -> tuple[list[Span], list[Span]]:
    lines = [match.span() for match in _LINE.finditer(text)]
    return lines, [match.span() for match in _NAME.finditer(text)]


def _spread(spans: Sequence[Span], count: int) -> list[Span]:
    return sorted(random.Random(11).sample(list(spans), min(count, len(spans))))


def _chapters(text: str) -> list[Span]:
    """Parts of a text, cut between paragraphs."""
    cuts = [0]
    for part in range(1, CHAPTERS):
        at = text.find("\n\n", part * len(text) // CHAPTERS)
        cuts.append(at + 2 if at >= 0 else len(text))
    return list(pairwise([*cuts, len(text)]))


def _edited(what: str, text: str, edits: Iterable[Edit]) -> Draft:
    ordered = sorted(edits)
    moves = Moves(ordered)
    pieces: list[str] = []
    at = 0
    for edit in ordered:
        pieces += (text[at : edit.start], edit.by)
        at = edit.end
    gone = [edit for edit in ordered if not edit.by.strip() and edit.end - edit.start > 1]

    def now(span: Span) -> Span | None:
        if any(edit.start <= span[0] and span[1] <= edit.end for edit in gone):
            return None
        start, end = moves.span(span)
        inside = [edit for edit in ordered if edit.start <= span[0] < edit.end]
        if inside and inside[0].by:  # it begins with what has been put in another's place
            start = moves.start(inside[0].start)
        return (start, max(end, start + 1)) if end > start or inside else None

    return Draft(what, "".join([*pieces, text[at:]]), now)


def _rewritten(text: str, chapter: Span) -> Draft:
    """A chapter whose sentences say other things: its words in another order."""
    start, end = chapter
    words = re.findall(r"\w+|[^\w\s]+|\s+", text[start:end])
    places = [at for at, word in enumerate(words) if word[0].isalnum()]
    shuffled = [words[at] for at in places]
    random.Random(5).shuffle(shuffled)
    for at, word in zip(places, shuffled, strict=True):
        words[at] = word
    new = "".join(words)
    shift = len(new) - (end - start)

    def now(span: Span) -> Span | None:
        if span[1] > start and span[0] < end:
            return None
        return span if span[1] <= start else (span[0] + shift, span[1] + shift)

    return Draft("a chapter is rewritten", text[:start] + new + text[end:], now)


def _exchanged(text: str, one: Span, other: Span) -> Draft:
    (a, b), (c, d) = one, other
    new = text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]
    moved = {(a, b): (d - c) + (c - b), (c, d): a - c, (b, c): (d - c) - (b - a)}

    def now(span: Span) -> Span | None:
        for (start, end), shift in moved.items():
            if start <= span[0] and span[1] <= end:
                return span[0] + shift, span[1] + shift
        return span if span[1] <= a or span[0] >= d else None

    return Draft("two chapters change places", new, now)


def _slips(text: str, paragraphs: Sequence[Span]) -> Iterable[Edit]:
    chance = random.Random(3)
    for start, end in paragraphs:
        words = list(_WORD.finditer(text, start, end))
        if words:
            match = chance.choice(words)
            word = match[0]
            yield Edit(*match.span(), word[:2] + word[3] + word[2] + word[4:])


def _marks(text: str) -> list[Edit]:
    other = {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "--"}
    if "“" not in text:
        other = {'"': "''", "--": "—"}
    return [Edit(*m.span(), other[m[0]]) for m in re.finditer("|".join(map(re.escape, other)), text)]


def _unwrapped(text: str) -> list[Edit]:
    edits = [Edit(*match.span(), " ") for match in re.finditer(r"(?<!\n)\n(?!\n)", text)]
    if edits:
        return edits
    return [Edit(*match.span(), "\n") for match in list(re.finditer(" ", text))[::11]]


def _longer(paragraphs: Sequence[Span]) -> Iterable[Edit]:
    for number, (_, end) in enumerate(paragraphs[::3]):
        yield Edit(end, end, f" It was the {number}th thing that nobody had asked for.")


def _hyphenated(text: str) -> list[Edit]:
    edits = [Edit(0, 0, "Here the editor begs leave to say a word of the manner of this printing.\n\n")]
    return [*edits, *(Edit(m.start() + 3, m.start() + 3, "\u00ad") for m in list(_WORD.finditer(text))[::5])]


def main() -> None:
    """Print a row for each draft of each text."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--corrections", type=int, default=200)
    given = parser.parse_args()
    sys.stdout.write("| novel | draft | as | stay | listed | lost | wrong |\n|---|---|---|---|---|---|---|\n")
    for file in given.files:
        text = file.read_text(encoding="utf-8")
        for draft in drafts(text):
            for aligned in (True, False):
                found = outcome(text, draft, given.corrections, aligned=aligned)
                kind = "draft" if aligned else "edition"
                row = (file.stem, draft.what, kind, found.stay, found.listed, found.lost, found.wrong)
                sys.stdout.write(f"| {' | '.join(map(str, row))} |\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
