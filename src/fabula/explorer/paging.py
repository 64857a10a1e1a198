"""Long lists in pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

from fabula.explorer.asking import number

ROWS = 50

_T = TypeVar("_T")


@dataclass(frozen=True)
class Paged(Generic[_T]):
    """The rows of one page of a list of ``total``; ``before`` and ``after`` lead to the pages beside it."""

    rows: Sequence[_T]
    number: int
    pages: int
    total: int
    before: str
    after: str


def paged(request: Request, rows: Sequence[_T], size: int = ROWS) -> Paged[_T]:
    """The page that ``?page=`` asks for, from 1; the last one where there are fewer."""
    pages = max(1, -(-len(rows) // size))
    at = min(max(1, number(request, "page", 1) or 1), pages)

    def link(page: int) -> str:
        if not 1 <= page <= pages:
            return ""
        return "?" + urlencode({**request.query_params, "page": str(page)})

    return Paged(rows[(at - 1) * size : at * size], at, pages, len(rows), link(at - 1), link(at + 1))
