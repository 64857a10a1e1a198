"""Lists of links to the parts of a page or of a book: a table of contents, whatever it is called."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from fabula.sources.markup.roles import CONTENTS, Role, link_share
from fabula.sources.markup.trees import tag_of, text_of
from fabula.sources.matter_kinds import by_title
from fabula.types import Apart

if TYPE_CHECKING:
    from lxml.etree import _Element

_LISTS = frozenset(("ul", "ol", "table", "div", "blockquote", "dl", "nav", "center"))
_LINES = frozenset(("p", "li", "tr", "h4", "h5", "h6", "div"))
_FEWEST = 3
_MOST_LINKED = 0.7
_PAGE_LINKED = 0.6
# So many characters of a page may stand before its contents; more, and they are choices within a story.
_BEFORE = 3000
_LONGEST_LINK = 120


def contents(root: _Element) -> dict[Any, Role]:
    """The lists, and runs of lines, near the start of a page that are made of links within it."""
    roles: dict[Any, Role] = {}
    links = [a for a in root.iter("{*}a") if (a.get("href") or "").startswith("#") and text_of(a)]
    if len(links) < _FEWEST:
        return roles
    near = set(_near_start(root, links))
    # A paragraph may hold thousands of links.
    is_list, run_from = cache(_is_list), cache(_run)
    for link in links:
        if link not in near or any(above in roles for above in link.iterancestors()):
            continue
        lists = [above for above in link.iterancestors() if tag_of(above) in _LISTS and is_list(above)]
        if lists:
            roles.update(dict.fromkeys((*_title_over(lists[-1]), lists[-1]), CONTENTS))
            continue
        line = next((above for above in link.iterancestors() if tag_of(above) in _LINES), None)
        run = run_from(line) if line is not None else []
        if len(run) >= _FEWEST:
            roles.update(dict.fromkeys((*_title_over(run[0]), *run), CONTENTS))
    return roles


def _title_over(element: _Element) -> list[_Element]:
    before = element.getprevious()
    return [before] if before is not None and by_title(text_of(before)) is Apart.CONTENTS else []


def _near_start(root: _Element, links: list[_Element]) -> Iterator[_Element]:
    """The links before which hardly anything stands but other links."""
    wanted = set(links)
    before = 0
    for element in root.iter():
        if tag_of(element) in ("", "head", "script", "style", "title"):
            continue
        if element in wanted:
            yield element
            continue
        before += len((element.text or "").strip()) if tag_of(element) != "a" else 0
        if before > _BEFORE:
            return


def _is_list(element: _Element) -> bool:
    inside = [a for a in element.iter("{*}a") if (a.get("href") or "").startswith("#")]
    short = all(len(text_of(a)) <= _LONGEST_LINK for a in inside)
    return len(inside) >= _FEWEST and short and link_share(element) >= _MOST_LINKED


def _run(line: _Element) -> list[_Element]:
    """Lines after one another, each hardly more than a link."""
    run: list[_Element] = []
    at: _Element | None = line
    while at is not None and tag_of(at) == tag_of(line) and text_of(at) and _is_line(at):
        run.append(at)
        at = at.getnext()
    return run


def _is_line(element: _Element) -> bool:
    return len(text_of(element)) <= _LONGEST_LINK and link_share(element) >= _MOST_LINKED


def is_contents_page(root: _Element) -> bool:
    """Whether a page of a book is hardly more than links to others."""
    body = next((e for e in root.iter() if tag_of(e) == "body"), root)
    links = [a for a in body.iter("{*}a") if a.get("href") and text_of(a)]
    is_short = len(text_of(body)) < _LONGEST_LINK * len(links)
    return len(links) >= _FEWEST and is_short and link_share(body) >= _PAGE_LINKED
