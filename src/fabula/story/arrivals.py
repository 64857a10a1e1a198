"""Who comes into a scene that has begun, who leaves before it ends, and at which words: evidence."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from fabula.lang.en.company import COMING, FAREWELLS
from fabula.lang.en.minds import PERCEIVING
from fabula.story.company import Stage
from fabula.story.document import ToldMention
from fabula.story.evidence import Evidence
from fabula.story.movements import Movement

_SOME = frozenset("a an another some two three several".split())  # noqa: SIM905


@dataclass(slots=True)
class Shown:
    """Where a scene shows somebody: mentions, lines, lines to them and movements, by paragraph."""

    narrated: dict[int, list[ToldMention]] = field(default_factory=lambda: defaultdict(list))
    spoken: Counter[int] = field(default_factory=Counter)
    lines: Counter[int] = field(default_factory=Counter)
    heard: Counter[int] = field(default_factory=Counter)
    moves: dict[int, list[Movement]] = field(default_factory=lambda: defaultdict(list))

    @property
    def paragraphs(self) -> list[int]:
        """The paragraphs that show somebody, in order."""
        return sorted(self.narrated.keys() | self.lines.keys() | self.heard.keys())


def shown(evidence: Evidence, stage: Stage, n: int) -> Shown:
    """Where a scene shows somebody."""
    found = Shown()
    first, end = stage.first.first, stage.last.last
    for m in evidence.told_of(n, first, end):
        if m.spoken:
            found.spoken[evidence.paragraph(m.first)] += 1
        else:
            found.narrated[evidence.paragraph(m.first)].append(m)
    for quote in stage.quotes:
        place = evidence.paragraph(evidence.document.word_at(quote.start))
        found.lines[place] += quote.speaker == n
        found.heard[place] += n in quote.addressees
    found.lines, found.heard = +found.lines, +found.heard
    for move in evidence.moves_of(n, first, end):
        found.moves[evidence.paragraph(move.verb)].append(move)
    return found


def turns(
    evidence: Evidence, stage: Stage, n: int, beside: tuple[bool, bool]
) -> list[tuple[int, dict[str, float], dict[str, float]]]:
    """The paragraphs at which somebody may come or go: each with the features of coming, and of going.

    ``beside``: whether the scenes before and after show this one.
    """
    own = shown(evidence, stage, n)
    places = own.paragraphs
    if not places:
        return []
    opens = evidence.paragraph(stage.first.first)
    found = []
    for p in sorted({*places, *own.moves}):
        common = _common(evidence, stage, own, p, n)
        coming = _coming(evidence, stage, own, p, n, opens, beside) | common
        found.append((p, coming, _going(evidence, stage, own, p, opens, beside) | common))
    return found


def _common(evidence: Evidence, stage: Stage, own: Shown, p: int, n: int) -> dict[str, float]:
    words = evidence.narrated(evidence.document.paragraphs[p])
    found = {
        "bias": 1.0,
        "door": float(bool(words & COMING)),
        "speaks": float(own.lines[p] > 0),
        "is spoken to": float(own.heard[p] > 0),
        "narrated": float(p in own.narrated),
        "tells": float(n == stage.teller),
        "long scene": math.log1p(stage.paragraphs),
    }
    for move in own.moves.get(p, ()):
        way = "comes" if move.comes else "goes"
        for sign, is_so in (("", True), ("surely ", move.sure), ("really ", move.told)):
            found[f"{sign}{way}"] = max(found.get(f"{sign}{way}", 0.0), float(is_so))
        both = float(move.sure and move.told)
        found[f"surely and really {way}"] = max(found.get(f"surely and really {way}", 0.0), both)
    return found


def _coming(
    evidence: Evidence, stage: Stage, own: Shown, p: int, n: int, opens: int, beside: tuple[bool, bool]
) -> dict[str, float]:
    document, places = evidence.document, own.paragraphs
    first = float(p == places[0])
    paragraph, begun = document.paragraphs[p], document.entities[n].first
    found = {
        "first": first,
        "after the first": math.log1p(max(0, p - places[0])),
        "from the start": math.log1p(p - opens),
        "opens": float(p == opens),
        "at": (p - opens) / stage.paragraphs,
        "there before": float(beside[0]),
        "there after": float(beside[1]),
        "spoken of before": first * float(any(q < p for q in own.spoken)),
        "new to the work": float(begun is not None and paragraph.start <= begun < paragraph.end),
        "shown later": math.log1p(sum(q > p for q in places)),
    }
    if own.narrated.get(p):
        m = own.narrated[p][0]
        verb = evidence.tree.clause(m.head)
        acts = m.relation.startswith("nsubj")
        found["somebody new"] = float(document.lower[m.first] in _SOME)
        found["acts"] = float(acts)
        found["after its verb"] = float(acts and 0 <= document.head[m.head] < m.head)
        found["seen"] = float(not acts and document.lower[verb] in PERCEIVING)
        found["in an event"] = float(document.event[verb] >= 0.5)
    moved = any(move.comes and move.told for move in own.moves.get(p, ()))
    found["first, comes"] = first * float(moved)
    for name in (
        "opens",
        "there before",
        "from the start",
        "at",
        "somebody new",
        "acts",
        "seen",
        "in an event",
    ):
        found[f"first, {name}"] = first * found.get(name, 0.0)
    return found


def _going(
    evidence: Evidence, stage: Stage, own: Shown, p: int, opens: int, beside: tuple[bool, bool]
) -> dict[str, float]:
    document, places = evidence.document, own.paragraphs
    last, closes = float(p == places[-1]), opens + stage.paragraphs - 1
    paragraph = document.paragraphs[p]
    told = document.text.content[paragraph.start : paragraph.end].lower()
    words = evidence.narrated(paragraph)
    moved = float(any(not move.comes and move.told for move in own.moves.get(p, ())))
    found = {
        "last": last,
        "before the last": math.log1p(max(0, places[-1] - p)),
        "to the end": math.log1p(max(0, closes - p)),
        "closes": float(p == closes),
        "there after": float(beside[1]),
        "farewell": float(any(word in told for word in FAREWELLS)),
        "gone": float("gone" in words and "be" in words),
        "goes, before the last": moved * math.log1p(max(0, places[-1] - p)),
    }
    for name in ("to the end", "closes", "there after", "gone"):
        found[f"last, {name}"] = last * found[name]
    found["last, goes"] = last * moved
    found["last, goes, to the end"] = last * moved * found["to the end"]
    return found
