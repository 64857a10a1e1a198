"""Who has to do with whom: lines that characters say to one another, and scenes that they share.

The counts need nothing but a work; :func:`graph_of` puts them into a graph of networkx.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from fabula import errors
from fabula.types import Entity, Span, Work

if TYPE_CHECKING:
    import networkx

LIKELY = 0.5
"""From this probability on somebody counts as present in a scene."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A character with what there is of it in a stretch."""

    entity: Entity
    mentions: int
    lines: int
    scenes: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Two characters, ``a`` the one of the lower number, and what there is between them.

    ``lines`` are those that the one says to the other, ``scenes`` those in which both take part.
    """

    a: int
    b: int
    lines: int
    scenes: int


@dataclass(frozen=True, slots=True)
class Network:
    """The characters of a stretch, most mentioned first, and the ties between them."""

    figures: tuple[Figure, ...]
    ties: tuple[Tie, ...]


def network_of(work: Work, stretches: Sequence[Span] | None = None) -> Network:
    """The network of a work, or of what begins in some stretches of it.

    The characters are those that :attr:`fabula.Reading.characters` lists, of whom there is anything in the
    stretches. Thoughts are heard by nobody and so are no lines.
    """
    people = {each.id: each for each in work.cast.entities if each.is_character and each.is_recurring}

    def within(start: int, end: int) -> bool:
        return stretches is None or any(start < last and first < end for first, last in stretches)

    mentions = Counter(own.entity for own in work.cast.mentions if within(own.start, own.end))
    lines: Counter[int | None] = Counter()
    said: Counter[tuple[int, int]] = Counter()
    for quote in work.cast.quotes:
        if quote.thought or not within(quote.start, quote.end):
            continue
        lines[quote.speaker] += 1
        if quote.speaker in people:
            heard = set(quote.addressees) & set(people) - {quote.speaker}
            said.update(_pair(quote.speaker, each) for each in heard)
    companies = [
        {own.entity for own in scene.present if own.confidence >= LIKELY and within(own.start, own.end)}
        & set(people)
        for scene in (work.story.scenes if work.story is not None else ())
        if within(scene.start, scene.end)
    ]
    scenes = Counter(each for company in companies for each in company)
    shared = Counter(pair for company in companies for pair in combinations(sorted(company), 2))
    figures = [
        Figure(each, mentions[each.id], lines[each.id], scenes[each.id])
        for each in people.values()
        if mentions[each.id] or lines[each.id] or scenes[each.id]
    ]
    figures.sort(key=lambda figure: (-figure.mentions, figure.entity.id))
    there = {figure.entity.id for figure in figures}
    ties = (Tie(*pair, said[pair], shared[pair]) for pair in sorted({*said, *shared}))
    return Network(tuple(figures), tuple(tie for tie in ties if {tie.a, tie.b} <= there))


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def graph_of(network: Network, title: str = "") -> networkx.Graph:
    """The network as a graph of networkx: nodes are the numbers of the characters.

    Nodes have ``name``, ``mentions``, ``lines`` and ``scenes``; edges ``lines``, ``scenes`` and their sum as
    ``weight``. Raises :class:`fabula.errors.UsageError` where networkx is not installed.
    """
    try:
        import networkx
    except ImportError:
        raise errors.extra_missing("network()", "networkx", "networkx") from None
    graph = networkx.Graph(title=title)
    graph.add_nodes_from(_nodes(network.figures))
    for tie in network.ties:
        graph.add_edge(tie.a, tie.b, lines=tie.lines, scenes=tie.scenes, weight=tie.lines + tie.scenes)
    return graph


def _nodes(figures: Iterable[Figure]) -> Iterable[tuple[int, dict[str, object]]]:
    for own in figures:
        counts = {"mentions": own.mentions, "lines": own.lines, "scenes": own.scenes}
        yield own.entity.id, {"name": own.entity.name, **counts}
