"""Chapters that an EPUB's navigation leaves out: their headings are set as those that it names are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fabula.sources.epub.navigation import Entry, Navigation
from fabula.sources.markup.trees import classes_of, tag_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_MAY_HEAD = frozenset((*_HEADINGS, "p", "div"))
_LONGEST = 100
_FEWEST = 2
_SHARE = 3
"""One in so many headings that are set alike is named, at least."""
_OWN = "fabula-heading-"

_Look = tuple[str, tuple[str, ...]]
"""What a heading is set by: its tag and its classes."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A short block that may be a heading: its page, whether it is the first there, and its line, if any."""

    page: str
    element: _Element
    first: bool
    entry: Entry | None


def with_left_out(navigation: Navigation, pages: Sequence[tuple[str, _Element]]) -> Navigation:
    """The navigation with a line for each heading that is set as those it names, and that it lacks.

    ``pages`` are names and trees in order; a heading without an anchor gets one. Where only some of what is
    set alike is short enough for a heading, it is no sign of one.
    """
    if len(navigation.entries) < _FEWEST:
        return navigation
    added: dict[Entry, list[Entry]] = defaultdict(list)
    for look, found in _alike(navigation, pages).items():
        named = [seen for seen in found if seen.entry is not None]
        if not _FEWEST <= len(named) < len(found) <= _SHARE * len(named):
            continue
        # Where those named open their pages, another in the midst of one may head a section.
        opening = all(seen.first for seen in named) and not all(seen.first for seen in found)
        if not opening and _head(look, found):
            _add(added, found)
    if not added:
        return navigation
    return replace(
        navigation, entries=[line for entry in navigation.entries for line in (entry, *added[entry])]
    )


def _alike(navigation: Navigation, pages: Sequence[tuple[str, _Element]]) -> dict[_Look, list[_Seen]]:
    """What may be headings, by what it is set as."""
    named = {(entry.page, entry.anchor): entry for entry in reversed(navigation.entries)}
    alike: dict[_Look, list[_Seen]] = defaultdict(list)
    for name, root in pages:
        opens = True
        for element in root.iter():
            if tag_of(element) not in _MAY_HEAD or not text_of(element, 1):
                continue
            look, anchor = _look(element), element.get("id") or ""
            entry = named.get((name, anchor)) if anchor else None
            if entry is None and opens:
                entry = named.get((name, ""))
            if look is not None:
                alike[look].append(_Seen(name, element, opens, entry))
            opens = opens and tag_of(element) == "div"
    return alike


def _look(element: _Element) -> _Look | None:
    tag, classes = tag_of(element), tuple(sorted(classes_of(element)))
    return (tag, classes) if classes or tag in _HEADINGS else None


def _head(look: _Look, found: Sequence[_Seen]) -> bool:
    """Whether all of them are as short as headings, and none is right over another."""
    short = all(len(text_of(seen.element, _LONGEST)) <= _LONGEST for seen in found)
    after = [seen.element.getnext() for seen in found]
    return short and all(other is not None and _look(other) != look for other in after)


def _add(added: dict[Entry, list[Entry]], found: Sequence[_Seen]) -> None:
    """Put a line behind the named one before each heading that has none."""
    last: Entry | None = None
    for seen in found:
        if seen.entry is not None:
            last = seen.entry
        elif last is not None:
            anchor = seen.element.get("id") or f"{_OWN}{sum(map(len, added.values()))}"
            seen.element.set("id", anchor)
            added[last].append(Entry(seen.page, anchor, text_of(seen.element), last.level))
