"""Makes figures one in all that a reading has of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fabula.cast.book import Book
from fabula.cast.figures import Attribution, Resolution, relink, renumbered, transfer
from fabula.cast.groups import Members


def merge(book: Book, resolution: Resolution, found: Mapping[int, int]) -> None:
    """Gives the mentions of each figure to the one that it is, and what links there are to it."""
    moves = {i: person for other, person in found.items() for i in resolution.figures[other].mentions}
    transfer(book, resolution, moves)
    relink(resolution, found)


def renamed(said: Sequence[Attribution], found: Mapping[int, int]) -> list[Attribution]:
    """The attributions of a book with each figure replaced by the one that it is."""
    return [renumbered(own, found) for own in said] if found else list(said)


def regrouped(members: Members, found: Mapping[int, int]) -> Members:
    """The members of groups with each figure replaced by the one that it is."""
    return {found.get(n, n): tuple(dict.fromkeys(found.get(m, m) for m in own)) for n, own in members.items()}
