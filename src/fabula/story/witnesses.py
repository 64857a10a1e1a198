"""Who is there at a passage: the signs of each person around it, and the company of its scene."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fabula.lang.en.movement import ARRIVING, LEAVING
from fabula.story.document import Document
from fabula.story.passages import Passage, Passages
from fabula.types import MentionForm, Presence, Role, Scene, Story

Array = npt.NDArray[np.float64]

WITNESS: Final = (
    "bias",
    "speech",
    "in the scene",
    "there",
    "remote",
    "focal",
    "tells",
    "speaks",
    "said to",
    "said to others",
    "shown within",
    "shown before",
    "acts before",
    "heard before",
    "shown after",
    "acts after",
    "heard after",
    "shown before in the scene",
    "acts before in the scene",
    "line before in the scene",
    "heard before in the scene",
    "shown after in the scene",
    "acts after in the scene",
    "line after in the scene",
    "heard after in the scene",
    "shown on both sides",
    "shown on neither side",
    "came last",
    "leaves next",
    "left lately",
    "comes soon",
    "speaks the line before",
    "speaks the line after",
    "spoken of in the line",
    "spoken of near",
    "called near",
    "not shown before",
    "not shown after",
    "gap",
)
"""Features of somebody who may be there at a passage."""

_NEAR, _CLOSE = 6.0, 3.0
"""Paragraphs after which a sign of somebody, or a mention in speech, counts for 1/e."""
_LATELY, _SOON = 4, 3
"""How many signs back somebody may have left, and how many on may come."""
_PAGES = 2000
"""Words before and after a passage that are the pages around it: a short story is little more."""
_FAR = 30
"""Paragraphs that stand for the distance to a sign that is not there."""
_TURN = 3
"""Paragraphs within which one line answers another."""
_EVENT = 0.3
_THIRD = frozenset("he she they it".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Trail:
    """Where somebody shows, as tokens in order.

    ``shown``: acts, speaks or is told of in narration; ``acts``: acts or speaks; ``lines``, ``heard``: speaks
    or is spoken to; ``leaves``, ``comes``: of the shown, by a verb of moving; ``spoken``, ``called``: spoken
    of in speech, or called by name there; ``mentions``: every mention.
    """

    shown: Sequence[int]
    acts: Sequence[int]
    lines: Sequence[int]
    heard: Sequence[int]
    leaves: Sequence[int]
    comes: Sequence[int]
    spoken: Sequence[int]
    called: Sequence[int]
    mentions: Sequence[int]

    @classmethod
    def together(cls, trails: Iterable[Trail]) -> Trail:
        """The trails of several as that of one."""
        every = list(trails)
        return cls(*(sorted(k for own in every for k in getattr(own, name)) for name in cls.__slots__))


class Witnesses:
    """The trails of everybody in a work, and who is in each of its scenes."""

    def __init__(self, passages: Passages, story: Story) -> None:
        self.document, self.passages, self.scenes = passages.document, passages, story.scenes
        self._scene_starts = [scene.start for scene in story.scenes]
        self._present: list[Mapping[int, Sequence[Presence]]] = []
        for scene in story.scenes:
            here: dict[int, list[Presence]] = defaultdict(list)
            for own in scene.present:
                here[own.entity].append(own)
            self._present.append(here)
        self._trails = _trails(self.document, passages)
        self._of: dict[frozenset[int], Trail] = {}

    def trail(self, ones: Collection[int]) -> Trail:
        """The trail of one person and of the groups that stand for this one."""
        key = frozenset(ones)
        if key not in self._of:
            self._of[key] = Trail.together(self._trails[n] for n in key if n in self._trails)
        return self._of[key]

    def mentions(self, ones: Collection[int], passage: Passage) -> int:
        """How often somebody is mentioned in the pages around a passage."""
        found = self.trail(ones).mentions
        return bisect_left(found, passage.last + _PAGES) - bisect_left(found, passage.first - _PAGES)

    def scene(self, offset: int) -> Scene | None:
        """The scene around a point."""
        k = self._place(offset)
        return None if k is None else self.scenes[k]

    def _place(self, offset: int) -> int | None:
        return max(0, bisect_right(self._scene_starts, offset) - 1) if self.scenes else None

    def features(self, ones: Collection[int], passage: Passage) -> Array:
        """The features of somebody at a passage, in the order of ``WITNESS``; ``ones`` as for ``trail``."""
        values = {
            "bias": 1.0,
            "speech": float(passage.is_spoken),
            **self._in_scene(ones, passage),
            **_in_line(ones, passage),
            **self._around(ones, passage),
            **self._turns(ones, passage),
            **self._spoken_of(ones, passage),
        }
        return np.asarray([values[name] for name in WITNESS])

    def _in_scene(self, ones: Collection[int], passage: Passage) -> dict[str, float]:
        k = self._place(passage.start)
        present = [] if k is None else [own for n in ones for own in self._present[k].get(n, ())]
        here = (own.confidence for own in present if own.start <= passage.start < own.end)
        remote = (own.confidence for own in present if own.role is Role.REMOTE)
        return {
            "in the scene": max((own.confidence for own in present), default=0.0),
            "there": max(here, default=0.0),
            "remote": max(remote, default=0.0),
            "focal": float(k is not None and self.scenes[k].focal in ones),
            "tells": float(self.document.teller(passage.start) in ones),
        }

    def _around(self, ones: Collection[int], passage: Passage) -> dict[str, float]:
        """What the signs before and after say."""
        trail, scene = self.trail(ones), self.scene(passage.start)
        first, last = passage.first, passage.last
        here = self.passages.paragraph(first), self.passages.paragraph(last - 1)
        found: dict[str, float] = {}
        for name, signs in (
            ("shown", trail.shown),
            ("acts", trail.acts),
            ("line", trail.lines),
            ("heard", trail.heard),
        ):
            for side, token, paragraph in (
                ("before", _last(signs, first), here[0]),
                ("after", _next(signs, last), here[1]),
            ):
                found[f"{name} {side}"] = self._near(token, paragraph, _NEAR)
                found[f"{name} {side} in the scene"] = float(self._is_within(token, scene))
        i, j = bisect_left(trail.shown, first), bisect_left(trail.shown, last)
        found["shown within"] = float(j > i)
        sides = found["shown before in the scene"], found["shown after in the scene"]
        found["shown on both sides"] = sides[0] * sides[1]
        found["shown on neither side"] = float(not any(sides) and i == j)
        found["not shown before"], found["not shown after"] = float(i == 0), float(j == len(trail.shown))
        found["gap"] = math.log1p(
            (here[0] - self.passages.paragraph(trail.shown[i - 1]) if i else _FAR)
            + (self.passages.paragraph(trail.shown[j]) - here[1] if j < len(trail.shown) else _FAR)
        )
        return found | _moves(trail, i, j)

    def _is_within(self, token: int | None, scene: Scene | None) -> bool:
        if token is None or scene is None:
            return False
        return scene.start <= self.document.starts[token] < scene.end

    def _near(self, token: int | None, paragraph: int, reach: float) -> float:
        """How near a sign is, from 1 in the same paragraph down to 0."""
        return 0.0 if token is None else math.exp(-abs(self.passages.paragraph(token) - paragraph) / reach)

    def _turns(self, ones: Collection[int], passage: Passage) -> dict[str, float]:
        """Whether somebody speaks the line before or after, as far as they belong to one conversation."""
        quotes, tokens = self.passages.quotes, self.passages.quote_tokens
        k = bisect_left(tokens, passage.first)
        own = next((i for i in (k - 1, k) if 0 <= i < len(quotes) and quotes[i] is passage.quote), None)
        before, after = (k - 1, k) if own is None else (own - 1, own + 1)
        paragraph = self.passages.paragraph(passage.first)

        def speaks(i: int) -> float:
            near = 0 <= i < len(quotes) and abs(self.passages.paragraph(tokens[i]) - paragraph) <= _TURN
            return float(near and quotes[i].speaker in ones)

        return {"speaks the line before": speaks(before), "speaks the line after": speaks(after)}

    def _spoken_of(self, ones: Collection[int], passage: Passage) -> dict[str, float]:
        trail, paragraph = self.trail(ones), self.passages.paragraph(passage.first)
        first, last = passage.first, passage.last
        if passage.quote is not None:
            first = min(first, bisect_left(self.document.starts, passage.quote.start))
            last = max(last, bisect_left(self.document.starts, passage.quote.end))

        def near(signs: Sequence[int]) -> float:
            around = _last(signs, passage.first), _next(signs, passage.first)
            return max(self._near(token, paragraph, _CLOSE) for token in around)

        return {
            "spoken of in the line": float(_any_within(trail.spoken, first, last)),
            "spoken of near": near(trail.spoken),
            "called near": near(trail.called),
        }


def _in_line(ones: Collection[int], passage: Passage) -> dict[str, float]:
    """Whether somebody says a passage, or it is said to this one, or to others."""
    quote = passage.quote
    speaks = quote is not None and quote.speaker in ones
    heard = quote is not None and not set(quote.addressees).isdisjoint(ones)
    return {
        "speaks": quote.confidence if quote is not None and speaks else 0.0,
        "said to": float(heard),
        "said to others": float(quote is not None and bool(quote.addressees) and not heard and not speaks),
    }


def _moves(trail: Trail, i: int, j: int) -> dict[str, float]:
    """Whether somebody has left before the sign of number ``i``, or comes from that of number ``j`` on."""
    before, after = trail.shown[max(0, i - _LATELY) : i], trail.shown[j : j + _SOON]
    left = next((token for token in reversed(before) if _holds(trail.leaves, token)), None)
    comes = next((token for token in after if _holds(trail.comes, token)), None)
    here = trail.shown[i - 1] + 1 if i else 0
    return {
        "came last": float(i > 0 and _holds(trail.comes, trail.shown[i - 1])),
        "leaves next": float(j < len(trail.shown) and _holds(trail.leaves, trail.shown[j])),
        "left lately": float(left is not None and not _any_within(trail.acts, left + 1, here)),
        "comes soon": float(comes is not None and not _any_within(trail.acts, trail.shown[j], comes)),
    }


def _trails(document: Document, passages: Passages) -> dict[int, Trail]:
    """Where each person shows."""
    found: dict[int, dict[str, list[int]]] = defaultdict(lambda: {name: [] for name in Trail.__slots__})
    for m in document.mentions:
        own = found[m.entity]
        own["mentions"].append(m.first)
        if m.spoken:
            third = m.form is not MentionForm.PRONOUN or document.lower[m.head] in _THIRD
            if third:
                own["called" if m.relation == "vocative" else "spoken"].append(m.first)
            continue
        if m.relation == "nmod:poss":
            continue
        own["shown"].append(m.first)
        over = document.head[m.head]
        if m.relation.startswith("nsubj") and over >= 0:
            own["acts"] += [m.first] if document.event[over] > _EVENT else []
            own["leaves"] += [m.first] if m.governor in LEAVING else []
            own["comes"] += [m.first] if m.governor in ARRIVING else []
    for quote, token in zip(passages.quotes, passages.quote_tokens, strict=True):
        if quote.speaker is not None:
            for name in ("shown", "acts", "lines"):
                found[quote.speaker][name].append(token)
        for n in quote.addressees:
            found[n]["heard"].append(token)
    return {n: Trail(**{name: sorted(tokens) for name, tokens in own.items()}) for n, own in found.items()}


def _last(signs: Sequence[int], token: int) -> int | None:
    """The last sign before a token."""
    k = bisect_left(signs, token)
    return signs[k - 1] if k else None


def _next(signs: Sequence[int], token: int) -> int | None:
    """The first sign from a token on."""
    k = bisect_left(signs, token)
    return signs[k] if k < len(signs) else None


def _any_within(signs: Sequence[int], first: int, end: int) -> bool:
    token = _next(signs, first)
    return token is not None and token < end


def _holds(signs: Sequence[int], token: int) -> bool:
    return _any_within(signs, token, token + 1)
