"""Who speaks: each conversation decoded as a whole.

A quotation with a tag names its speaker through the model's scores. One without a tag takes its speaker from
the turns around it: a new paragraph changes the speaker, two people alternate, one who is called by name is
not the one who speaks. A conversation is a chain whose state is the last two different speakers; forward and
backward passes (Rabiner 1989) give the probability of every speaker of every quotation.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fabula.cast.book import Book
from fabula.cast.coreference import Attribution, Resolution
from fabula.types import PairScores

Array = npt.NDArray[np.float64]
Genders = Sequence[Counter[str]]

_FEW = 0.02
_DOUBT = 1e-4
"""The least doubt left in a tag, so that no conversation becomes impossible."""

MOST = 20
"""Speakers considered in one conversation."""


@dataclass(frozen=True, slots=True)
class Turns:
    """How turns pass, as weights; chosen on the training novels (training/EXPERIMENTS.md)."""

    plain: float = 0.9
    pronoun: float = 0.2
    nominal: float = 0.5
    kin: float = 0.2
    unnamed: float = 0.3
    same_again: float = 0.05
    same_paragraph: float = 6.0
    alternate: float = 1.0
    called: float = 0.5
    near: float = 0.24
    unknown: float = 0.02
    anybody: float = 0.01
    vocative: float = 0.95
    talked_of: float = 0.5
    gap_same: float = 0.35
    gap_alternate: float = 0.25
    break_words: int = 250


@dataclass(slots=True)
class _Line:
    """One quotation as the decoder sees it."""

    number: int
    mention: int
    tag: dict[int, float]
    none: float
    called: dict[int, float]
    talked_of: set[int]
    near: dict[int, float]
    asks: dict[str, float]
    barred: int
    first_block: int
    last_block: int
    start: int
    end: int


def attribute(book: Book, resolution: Resolution, turns: Turns | None = None) -> list[Attribution]:
    """The speaker and addressees of every quotation of a book, given who its mentions are."""
    turns = turns or Turns()
    lines = _lines(book, resolution, turns)
    found = [Attribution() for _ in book.notes.quotations]
    genders = [figure.genders for figure in resolution.figures]
    for talk in _conversations(book, lines, turns):
        _decode(talk, genders, turns, found)
        _address(talk, found)
    for line in lines:
        found[line.number].mention = line.mention
    for row in book.asides:
        found[row].addressees = ()
    return found


def _lines(book: Book, resolution: Resolution, turns: Turns) -> list[_Line]:
    notes = book.notes
    inside: dict[int, list[int]] = defaultdict(list)
    outside: dict[int, list[int]] = defaultdict(list)
    for i in range(book.size):
        if not book.is_person(i):
            continue
        if book.quotation[i] >= 0:
            inside[book.quotation[i]].append(i)
        else:
            outside[book.blocks[i]].append(i)
    lines = []
    # all at once, since each search in a column of 32 bits for a plain number copies it whole
    firsts = np.searchsorted(notes.token_end, [q.start for q in notes.quotations], side="right")
    lasts = np.searchsorted(notes.token_start, [q.end for q in notes.quotations])
    for number in range(len(notes.quotations)):
        first, last = int(firsts[number]), int(lasts[number])
        if first >= len(notes.token_block):
            continue
        block = int(notes.token_block[first])
        end_block = int(notes.token_block[max(last - 1, first)])
        called = _called(notes.addressees, number, resolution, book)
        own = inside[number]
        named = {resolution.mention_figure[i] for i in own if i in book.names}
        near = _near(book, resolution, outside, block)
        tag, none, asks = _tag(book, resolution, number, turns)
        mention = _tag_mention(book, number, turns)
        owner = book.owner(mention) if mention >= 0 else -1
        barred = resolution.mention_figure[owner] if owner >= 0 else -1
        talked_of = {n for n in named if called.get(n, 0.0) < 0.3}
        lines.append(
            _Line(
                number,
                mention,
                tag,
                none,
                called,
                talked_of,
                near,
                asks,
                barred,
                block,
                end_block,
                first,
                last,
            )
        )
    return lines


def _tag(
    book: Book, resolution: Resolution, row: int, turns: Turns
) -> tuple[dict[int, float], float, dict[str, float]]:
    """Whom the speech tag names, the probability that it names nobody, and the genders it asks for.

    A pronoun or "her brother" in a tag says less than a name: part of its weight goes to whoever of its
    gender has the turn.
    """
    found: dict[int, float] = defaultdict(float)
    asks: dict[str, float] = defaultdict(float)
    scores, none = _tag_scores(book, row, turns)
    for i, p in scores.items():
        sure = 1.0
        if book.is_third_person(i):
            sure = turns.pronoun
        elif i not in book.names and i in resolution.links:
            sure = turns.kin if book.owner(i) >= 0 else turns.nominal
        who = resolution.links.get(i) or {resolution.mention_figure[i]: 1.0}
        held = 0.0
        for figure, share in who.items():
            if figure >= 0:
                named = resolution.figures[figure].named or i not in resolution.links
                weight = p * sure * share * (1.0 if named else turns.unnamed)
                found[figure] += weight
                held += weight
        none += p - held
        if book.gender[i]:
            asks[book.gender[i]] += p - held
    return dict(found), none, {gender: p / none for gender, p in asks.items()} if none > 0 else {}


def _tag_scores(book: Book, row: int, turns: Turns) -> tuple[dict[int, float], float]:
    """The probability that each mention names the speaker, and that none does, by the model and the page."""
    columns, logs = book.notes.speakers.row(row)
    scores: dict[int, float] = dict(zip(columns.tolist(), np.exp(logs).tolist(), strict=True))
    none = float(np.exp(book.notes.speakers.none[row]))
    plain = book.plain_tags[row]
    if plain >= 0:
        scores = {i: p * (1.0 - turns.plain) for i, p in scores.items()}
        scores[plain] = scores.get(plain, 0.0) + turns.plain
        none *= 1.0 - turns.plain
    return scores, none


def _near(book: Book, resolution: Resolution, outside: dict[int, list[int]], block: int) -> dict[int, float]:
    """The people of the narration in a paragraph and up to three before it, as shares that sum to one."""
    weight: dict[int, float] = defaultdict(float)
    for away in range(4):
        if block - away in book.breaks:
            break
        for i in outside.get(block - away, ()):
            if resolution.mention_figure[i] >= 0 and not book.is_first_plural(i):
                weight[resolution.mention_figure[i]] += 4 - away
    total = sum(weight.values())
    return defaultdict(float, {n: w / total for n, w in weight.items()})


def _called(scores: PairScores, row: int, resolution: Resolution, book: Book) -> dict[int, float]:
    """The probability that a row gives each figure, through mentions inside its own quotation."""
    found: dict[int, float] = defaultdict(float)
    columns, logs = scores.row(row)
    for i, p in zip(columns.tolist(), np.exp(logs).tolist(), strict=True):
        if book.quotation[i] == row and not book.is_address(i) and resolution.mention_figure[i] >= 0:
            found[resolution.mention_figure[i]] += p
    return dict(found)


def _conversations(book: Book, lines: Sequence[_Line], turns: Turns) -> list[list[_Line]]:
    """Cuts the quotations where a long stretch of narration, a scene break or a heading parts them.

    Speech quoted inside speech takes no turn in the conversation around it, and stands alone.
    """
    nested = [line for line in lines if book.notes.quotations[line.number].depth > 1]
    talks: list[list[_Line]] = []
    for line in (line for line in lines if book.notes.quotations[line.number].depth == 1):
        before = talks[-1][-1] if talks else None
        if (
            before is None
            or line.start - before.end > turns.break_words
            or any(b in book.breaks for b in range(before.last_block + 1, line.first_block))
        ):
            talks.append([])
        talks[-1].append(line)
    return [*talks, *([line] for line in nested)]


def _decode(talk: Sequence[_Line], genders: Genders, turns: Turns, found: list[Attribution]) -> None:
    """Forward and backward over one conversation, in pieces that bound the number of speakers."""
    for low in range(0, len(talk), 40):
        start = max(0, low - 6)
        piece = talk[start : low + 46]
        people = _speakers(piece)
        posterior = _posterior(piece, people, genders, turns)
        if not people:
            continue
        for k in range(low - start, min(low - start + 40, len(piece))):
            row = posterior[k]
            best = int(row[:-1].argmax())
            if row[best] > 0.0:
                shares = {n: float(p) for n, p in zip(people, row, strict=False) if p > _FEW}
                found[piece[k].number] = Attribution(people[best], confidence=float(row[best]), shares=shares)


def _speakers(piece: Sequence[_Line]) -> list[int]:
    """The figures that may speak in a piece of conversation, the likeliest first."""
    weight: dict[int, float] = defaultdict(float)
    for line in piece:
        for n, p in line.tag.items():
            weight[n] += p
        for n, p in line.called.items():
            weight[n] += 0.5 * p
        for n, share in line.near.items():
            weight[n] += 0.3 * share
    return sorted(weight, key=lambda n: -weight[n])[:MOST]


def _posterior(piece: Sequence[_Line], people: Sequence[int], genders: Genders, turns: Turns) -> Array:
    """Probabilities (lines, people + 1) of each speaker; the last column is somebody unknown."""
    n = len(people) + 1
    steps = [_step(piece[k - 1] if k else None, line, people, genders, turns) for k, line in enumerate(piece)]
    forward: list[Array] = [np.full((n, n), 1.0 / (n * n))]
    for step in steps:
        forward.append(_normal(step.advance(forward[-1])))
    backward: list[Array] = [np.ones((n, n))]
    for step in reversed(steps):
        backward.append(_normal(step.retreat(backward[-1])))
    backward.reverse()
    joint = np.asarray(forward[1:]) * np.asarray(backward[1:])
    rows = joint.sum(axis=1)
    return np.asarray(rows / np.maximum(rows.sum(axis=1, keepdims=True), 1e-300))


@dataclass(frozen=True, slots=True)
class _Step:
    """How a line passes from the state (speaker before last, last speaker) to the next.

    The next speaker is chosen by weight: ``stay`` for the last one, ``back`` added for the one before,
    ``base`` for anybody; ``total`` (n, n) is the sum of weights in each state. ``tag`` says how well each
    explains the line's own tag. All else is (n,).
    """

    tag: Array
    base: Array
    stay: Array
    back: Array
    total: Array

    def advance(self, alpha: Array) -> Array:
        """Probabilities of the states after the line from those before it."""
        shares = alpha / self.total
        moved = shares.sum(axis=0)[:, None] * self.base + self.back * shares.T
        np.fill_diagonal(moved, 0.0)
        return np.asarray((moved + shares * self.stay) * self.tag)

    def retreat(self, beta: Array) -> Array:
        """How well the states before the line explain what follows, from the same after it."""
        worth = beta * self.tag
        others = worth.copy()
        np.fill_diagonal(others, 0.0)
        moved = (others @ self.base)[None, :] + self.back[:, None] * others.T
        return np.asarray((moved + worth * self.stay) / self.total)


def _step(before: _Line | None, line: _Line, people: Sequence[int], genders: Genders, turns: Turns) -> _Step:
    """Weighs who may speak a line, given the line before it."""
    base = np.asarray([turns.anybody + turns.near * line.near[n] for n in people] + [turns.unknown])
    same, other = 0.0, 0.0
    turn_passes = False
    if before is not None:
        base[:-1] += [turns.called * before.called.get(n, 0.0) for n in people]
        distance = line.first_block - before.last_block
        turn_passes = distance == 1
        if turn_passes:
            same, other = turns.same_again, turns.alternate
        elif distance <= 0:
            same, other = turns.same_paragraph, turns.near
        else:
            same, other = turns.gap_same, turns.gap_alternate
    likely = np.asarray([_likely(line, n, turns) * _of_gender(line, genders[n]) for n in people] + [1.0])
    base = base * likely
    stay = same * likely if turn_passes else base + same * likely
    back = other * likely
    total = base.sum() - base[None, :] + stay[None, :] + back[:, None] * (1.0 - np.eye(len(base)))
    tag = np.asarray([line.tag.get(n, 0.0) for n in people] + [0.0])
    tag[-1] = max(0.0, 1.0 - line.none - tag.sum())
    return _Step(len(tag) * tag + max(line.none, _DOUBT), base, stay, back, total)


def _of_gender(line: _Line, known: Counter[str]) -> float:
    """What the pronoun of a tag leaves of a figure of which other pronouns are used."""
    free = 1.0 - sum(line.asks.values())
    total = sum(known.values()) + 1.0
    return free + sum(p * (known[gender] + 0.5) / total for gender, p in line.asks.items())


def _likely(line: _Line, figure: int, turns: Turns) -> float:
    """What the words of a line leave of a speaker.

    Nobody calls himself, few talk of themselves by name, and "her mother" is not she.
    """
    if figure == line.barred:
        return _DOUBT
    free = 1.0 - turns.vocative * min(1.0, line.called.get(figure, 0.0))
    return free * (turns.talked_of if figure in line.talked_of else 1.0)


def _normal(a: Array) -> Array:
    return np.asarray(a / max(float(a.sum()), 1e-300))


def _address(talk: Sequence[_Line], found: list[Attribution]) -> None:
    """Whom each line is said to: one who is called in it, else the other voice of the conversation."""
    for k, line in enumerate(talk):
        own = found[line.number]
        called = {n: p for n, p in line.called.items() if n != own.speaker}
        best = max(called, key=lambda n: called[n], default=-1)
        if best >= 0 and called[best] >= 0.4:
            own.addressees = (best,)
            continue
        for other in (*reversed(talk[max(0, k - 4) : k]), *talk[k + 1 : k + 4]):
            speaker = found[other.number].speaker
            if speaker not in (-1, own.speaker):
                own.addressees = (speaker,)
                break


def _tag_mention(book: Book, row: int, turns: Turns) -> int:
    """The mention that more likely than not names the speaker of a quotation in its tag, or -1."""
    scores, _ = _tag_scores(book, row, turns)
    best = max(scores, key=lambda i: scores[i], default=-1)
    return best if best >= 0 and scores[best] > 0.5 and book.quotation[best] != row else -1
