"""What of a chart is asked for: all that the address of a page may say of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

PEOPLE = (6, 12, 20)
"""How many lines the storyline chart may have."""


@dataclass(frozen=True, slots=True)
class Options:
    """``by`` is what a column of the storyline is, ``order`` in which it goes, ``people`` how many it has.

    ``links`` is what links people in the network, ``first`` and ``last`` the parts between which it looks
    (``last`` is the one after it). Empty and None are the defaults, which depend on the work.
    """

    by: str = ""
    order: str = "telling"
    people: int = 12
    links: str = ""
    first: int = 0
    last: int | None = None

    @property
    def query(self) -> str:
        """The same as a query, without what is as by default."""
        given = {key: value for key, value in asdict(self).items() if value != getattr(DEFAULT, key)}
        return "?" + urlencode(given) if given else ""

    def only(self, names: Collection[str]) -> Options:
        """These alone, the others as by default."""
        return replace(DEFAULT, **{name: getattr(self, name) for name in names})


DEFAULT = Options()


def options(query: Mapping[str, str]) -> Options:
    """What a query asks for; what it says that makes no sense counts for nothing."""
    people = _number(query.get("people"))
    first, last = _number(query.get("first")) or 0, _number(query.get("last"))
    if last is not None and last <= first:
        first, last = 0, None
    return Options(
        by=_one_of(query.get("by"), ("scene", "chapter"), ""),
        order=_one_of(query.get("order"), ("telling", "story"), "telling"),
        people=people if people in PEOPLE else DEFAULT.people,
        links=_one_of(query.get("links"), ("scenes", "lines"), ""),
        first=first,
        last=last,
    )


def _one_of(given: str | None, known: tuple[str, ...], default: str) -> str:
    return given if given in known else default


def _number(given: str | None) -> int | None:
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 7 else None
