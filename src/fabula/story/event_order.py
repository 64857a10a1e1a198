"""The order of events: of two of them, which comes first, or goes on while the other happens.

What a sentence tells after another happens after it, but for what grammar says: the past perfect leads back,
states and what goes on last while other things happen (Reichenbach 1947, Dowty 1986), and a clause with
"after", "before" or "while" says it outright.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from fabula.lang.en.states import AFTER_CLAUSE, BEFORE_CLAUSE, DURING_CLAUSE, PERCEIVED, STATES, WHEN_CLAUSE
from fabula.story.document import Document
from fabula.story.trees import Tree
from fabula.types import Span

_REALIS: Final = 0.5
"""The probability from which on a word that is no verb names an event."""
_STEPS: Final = 8
"""How far up a sentence it is looked whether one event hangs on another."""
_ENDING: Final = ("down", "up")
"""Adverbs by which a posture is taken up: to lie is a state, to lie down is none."""
_DEPENDENT: Final = ("advcl", "ccomp", "xcomp", "acl", "csubj", "parataxis")


class Temporal(str, Enum):
    """How the time of one event stands to that of another."""

    BEFORE = "before"
    AFTER = "after"
    INCLUDES = "includes"
    INCLUDED = "included"

    @property
    def turned(self) -> Temporal:
        """How the other stands to the one."""
        return _TURNED[self]


_TURNED: Final = {
    Temporal.BEFORE: Temporal.AFTER,
    Temporal.AFTER: Temporal.BEFORE,
    Temporal.INCLUDES: Temporal.INCLUDED,
    Temporal.INCLUDED: Temporal.INCLUDES,
}


@dataclass(frozen=True, slots=True)
class Event:
    """What a word tells: whether it lasts, whether it lies further back, the word that joins its clause."""

    word: int
    lasts: bool
    perfect: bool
    participle: bool
    marker: str


class EventOrder:
    """The events of a work, and how any two of them stand to each other."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._below = Tree(document).children
        self._events = {k: self._event(k) for k in range(len(document.head)) if self._is_event(k)}

    @property
    def spans(self) -> list[Span]:
        """The words that tell events, in order."""
        return [(self._document.starts[k], self._document.ends[k]) for k in self._events]

    def between(self, one: Span, two: Span) -> Temporal | None:
        """How the event that some words tell stands to that of others; None where one of them tells none."""
        first, second = self._at(one), self._at(two)
        if first is None or second is None or first is second:
            return None
        if second.word < first.word:
            return self._told(second, first).turned
        return self._told(first, second)

    def _at(self, span: Span) -> Event | None:
        starts = self._document.starts
        for k in range(bisect_left(starts, span[0]), bisect_left(starts, span[1])):
            if k in self._events:
                return self._events[k]
        return None

    def _is_event(self, k: int) -> bool:
        document = self._document
        if document.upos[k] == "VERB":
            return True
        return document.event[k] >= _REALIS or any(document.relation[c] == "cop" for c in self._below(k))

    def _event(self, k: int) -> Event:
        document = self._document
        below = self._below(k)
        helpers = [c for c in below if document.relation[c].startswith("aux")]
        forms = [document.lemma[c] for c in helpers]
        had = any(document.lemma[c] == "have" for c in helpers) and document.xpos[k] in ("VBN", "VBD")
        going = document.xpos[k] == "VBG" and "be" in forms
        ends = any(document.relation[c] == "compound:prt" or document.lemma[c] in _ENDING for c in below)
        verb = document.upos[k] == "VERB"
        state = document.lemma[k] in STATES and not ends if verb else self._is_told_of(k)
        state |= document.xpos[k] == "VBN" and document.relation[k] == "acl"
        return Event(
            word=k,
            lasts=(going or state) and not had,
            perfect=had,
            participle=document.xpos[k] == "VBG" and not helpers,
            marker=self._marker(k),
        )

    def _is_told_of(self, k: int) -> bool:
        """Whether an adjective or a noun says how somebody or something is."""
        return self._document.upos[k] == "ADJ" or any(
            self._document.relation[c] == "cop" for c in self._below(k)
        )

    def _marker(self, k: int) -> str:
        """The word that joins a clause to another: "when", "after", "because"."""
        document = self._document
        for c in self._below(k):
            word = document.lower[c]
            if document.relation[c] in ("mark", "advmod", "case") and c < k and word in _MARKERS:
                return word
        return ""

    def _told(self, one: Event, two: Event) -> Temporal:
        """How an event stands to one that is told after it."""
        down = self._path(two.word, one.word)
        if down:
            return self._of_clause(two, down).turned
        up = self._path(one.word, two.word)
        if up:
            return self._of_clause(one, up, told_first=True)
        return self._by_aspect(one, two)

    def _path(self, low: int, high: int) -> Sequence[int]:
        """The words from one that hangs on another up to the one right under it; empty if it does not."""
        document, found = self._document, [low]
        for _ in range(_STEPS):
            head = document.head[found[-1]]
            if head == high:
                return found
            if head < 0:
                break
            found.append(head)
        return ()

    def _of_clause(self, own: Event, path: Sequence[int], *, told_first: bool = False) -> Temporal:
        """How the event of a clause stands to the one that it hangs on."""
        document, top = self._document, path[-1]
        main = document.head[top]
        relation = document.relation[top].partition(":")[0]
        marker = own.marker or self._marker(top)
        over = self._events[main]
        if relation not in _DEPENDENT or relation == "parataxis":
            return self._by_aspect(own, over) if told_first else self._by_aspect(over, own).turned
        if not told_first and self._opens_another(own.word):
            return self._by_aspect(over, own).turned
        if marker in BEFORE_CLAUSE:
            return Temporal.AFTER
        if own.perfect and not over.perfect:
            return Temporal.BEFORE
        if marker in _MARKERS:
            return self._of_marked(own, over, marker, told_first=told_first)
        if document.lemma[main] in PERCEIVED and (own.participle or own.lasts):
            return Temporal.INCLUDES
        if relation == "xcomp" and not own.participle:
            return Temporal.AFTER
        if own.lasts != over.lasts:
            return Temporal.INCLUDES if own.lasts else Temporal.INCLUDED
        if own.participle and relation == "advcl":
            return Temporal.BEFORE if told_first else Temporal.INCLUDED
        return Temporal.BEFORE if told_first else Temporal.AFTER

    def _of_marked(self, own: Event, over: Event, marker: str, *, told_first: bool) -> Temporal:
        """How the event of a clause with "when", "after" or "while" stands to the one that it hangs on."""
        if marker in DURING_CLAUSE or own.lasts:
            return Temporal.INCLUDES
        if marker in WHEN_CLAUSE and not told_first:
            if over.lasts:
                return Temporal.INCLUDED
            if self._after_comma(own.word, marker):
                return Temporal.AFTER
        return Temporal.BEFORE

    def _opens_another(self, word: int) -> bool:
        """Whether a clause after "and" belongs to what comes next: "he fell, and when he rose, he ran"."""
        document = self._document
        if any(document.relation[c] == "cc" and c < word for c in self._below(word)):
            return True
        first = min((c for c in self._below(word) if c < word), default=word)
        before = [document.lower[k] for k in range(max(0, first - 2), first)]
        return bool({"and", "but", "so", "then"} & set(before))

    def _after_comma(self, word: int, marker: str) -> bool:
        """Whether a comma stands before the word that joins a clause."""
        document = self._document
        own = [c for c in self._below(word) if document.lower[c] == marker]
        return bool(own) and own[0] > 0 and document.lemma[own[0] - 1] == ","

    def _by_aspect(self, one: Event, two: Event) -> Temporal:
        """How an event stands to one told after it that is not of its sentence, or beside it there."""
        if two.perfect and not one.perfect:
            return Temporal.AFTER
        if one.perfect and not two.perfect:
            return Temporal.BEFORE
        if one.lasts:
            return Temporal.INCLUDES
        begins = self._document.relation[two.word] == "conj" and self._document.xpos[two.word] == "VBD"
        return Temporal.INCLUDED if two.lasts and not begins else Temporal.BEFORE


_MARKERS: Final = AFTER_CLAUSE | BEFORE_CLAUSE | DURING_CLAUSE | WHEN_CLAUSE
