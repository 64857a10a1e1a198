"""Holds a resolution to what is settled: who are one, who are two, whose a mention is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fabula.cast.book import Book
from fabula.cast.figures import SURE_ENOUGH, Attribution, Figure, Held, Resolution, transfer
from fabula.cast.identity.merging import merge
from fabula.cast.pins.placing import Meant, Placed, most
from fabula.cast.pins.tellers import settle_telling
from fabula.types import EntityType


def figures(placed: Placed, resolution: Resolution, said: Sequence[Attribution] = ()) -> list[int]:
    """The figure of each of the people: that of most of their mentions, else lines; -1 for none yet.

    ``said``: who speaks each quotation, in the figures of this resolution.
    """
    return [_figure(placed, k, resolution, said) for k in range(len(placed.people))]


def _figure(placed: Placed, k: int, resolution: Resolution, said: Sequence[Attribution]) -> int:
    if k in resolution.pinned:
        return resolution.pinned[k]
    own = [_meant(meant, resolution, said) for meant in placed.people[k]]
    if max(own, default=-1) >= 0:
        return most(resolution, own)
    return most(resolution, (resolution.mention_figure[i] for i, of in placed.seeds.items() if of == k))


def _meant(meant: Meant, resolution: Resolution, said: Sequence[Attribution]) -> int:
    """The figure that most of some spans belong to, -1 where none belongs to any."""
    own = most(resolution, (resolution.mention_figure[i] for i in meant.mentions))
    if own >= 0 or not said:
        return own
    return most(resolution, (said[row].speaker for row in meant.lines if said[row].confidence >= SURE_ENOUGH))


def hold(book: Book, resolution: Resolution, placed: Placed, said: Sequence[Attribution] = ()) -> None:
    """Makes in a resolution one who are one and two who are two, and gives mentions to whose they are.

    ``said``: who speaks each quotation, in the figures of this resolution; empty where that is not known yet.
    """
    if not placed:
        return
    for k in range(len(placed.people)):
        if placed.is_new(k) or (said and _figure(placed, k, resolution, said) < 0):
            resolution.pinned.setdefault(k, _new(resolution, placed, k))
    _part(book, resolution, placed, said)
    _join(book, resolution, placed, said)
    own = figures(placed, resolution, said)
    moves = {i: own[k] for i, k in placed.seeds.items() if own[k] >= 0} | dict.fromkeys(placed.nobodys, -1)
    none = {own[k] for k in placed.nobody} - {-1}
    moves |= {i: -1 for n in none for i in resolution.figures[n].mentions}
    transfer(book, resolution, moves)
    for i in moves:
        resolution.confidence[i] = 1.0
        resolution.links.pop(i, None)
    for i, who in resolution.links.items():
        if not none.isdisjoint(who):
            resolution.links[i] = {n: share for n, share in who.items() if n not in none}
    settle_telling(book, resolution, placed, own)


def _new(resolution: Resolution, placed: Placed, k: int, *, named: bool = False) -> int:
    resolution.figures.append(Figure(EntityType.PERSON, named=named or k in placed.names))
    return len(resolution.figures) - 1


def _part(book: Book, resolution: Resolution, placed: Placed, said: Sequence[Attribution]) -> None:
    """Gives one of two who are one figure, and must not be, a figure with what means him alone."""
    for pair in placed.apart:
        own = figures(placed, resolution, said)
        whole = own[pair[0]]
        if whole < 0 or own[pair[1]] != whole:
            continue
        spans = {k: [i for meant in placed.people[k] for i in meant.mentions] for k in pair}
        less = min(pair, key=lambda k: (len(spans[k]), -k))
        number = _new(resolution, placed, less, named=resolution.figures[whole].named)
        mine = [i for i in spans[less] if resolution.mention_figure[i] == whole]
        transfer(book, resolution, dict.fromkeys(mine, number))
        resolution.pinned[less] = number


def _join(book: Book, resolution: Resolution, placed: Placed, said: Sequence[Attribution]) -> None:
    """Makes one figure of all that means one person."""
    found: dict[int, int] = {}
    own = figures(placed, resolution, said)
    for k, person in enumerate(placed.people):
        if own[k] < 0:
            continue
        others = {_meant(meant, resolution, said) for meant in person}
        others.add(resolution.seeded.get(k, -1))
        for n in others - {-1, own[k]}:
            found[n] = own[k]
    if found:
        found = {n: _last(found, n) for n in found}
        merge(book, resolution, found)
        resolution.pinned.update({k: found[n] for k, n in resolution.pinned.items() if n in found})


def _last(found: dict[int, int], n: int) -> int:
    seen = {n}
    while found.get(n, n) not in seen:
        n = found[n]
        seen.add(n)
    return n


def carried(said: Sequence[Attribution], before: Resolution, resolution: Resolution) -> list[Attribution]:
    """Attributions in the figures of one resolution, in those of the next; a figure is its first mention."""
    made = {n: resolution.pinned[k] for k, n in before.pinned.items() if k in resolution.pinned}
    again = {n: made.get(n, -1) for n in {own.speaker for own in said} | {-1}}
    for n in again:
        if n >= 0 and n not in made and before.figures[n].mentions:
            again[n] = resolution.mention_figure[before.figures[n].mentions[0]]
    return [replace(own, speaker=again[own.speaker]) for own in said]


def settled_lines(said: Sequence[Attribution], held: Held) -> list[Attribution]:
    """Attributions with those lines given to their speakers and addressees that are settled."""
    found = list(said)
    for row, n in held.speakers.items():
        sure = Attribution(n, confidence=1.0, shares={n: 1.0}) if n >= 0 else Attribution()
        others = tuple(m for m in said[row].addressees if m != n)
        found[row] = replace(sure, mention=said[row].mention, addressees=others)
    for row, heard in held.addressees.items():
        found[row] = replace(found[row], addressees=tuple(n for n in heard if n != found[row].speaker))
    return found


def shown(placed: Placed, resolution: Resolution, said: Sequence[Attribution]) -> frozenset[int]:
    """The figures that are in the cast whatever they are called, as a person has spoken of them."""
    own = figures(placed, resolution, said)
    meant = {k for k in placed.speakers.values() if k is not None} | set(placed.seeds.values())
    meant |= {k for heard in placed.addressees.values() for k in heard} | placed.names.keys()
    return frozenset(own[k] for k in meant - placed.nobody) - {-1}
