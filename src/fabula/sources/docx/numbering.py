"""The lists of a DOCX: which text its numbered paragraphs and headings begin with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fabula.sources.docx.styles import Layout, Styles, small_number
from fabula.sources.office.list_numbers import Counter, Level

if TYPE_CHECKING:
    from lxml.etree import _Element

_FOLLOWING = {"nothing": "", "space": " ", "tab": " "}


@dataclass(slots=True)
class Numbering:
    """The lists by the identifiers that paragraphs name, all lists of one pattern counting together."""

    patterns: dict[str, list[Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)
    counters: dict[str, Counter] = field(default_factory=dict)
    levels_of_styles: dict[str, int] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def before(self, layout: Layout, style: str) -> str:
        """What stands before a paragraph of this layout and style; empty for most."""
        pattern, restarts = self.lists.get(layout.list_id or "", ("", {}))
        if pattern not in self.patterns:
            return ""
        level = layout.list_level
        if level is None:
            level = self.levels_of_styles.get(style, 0)
        counter = self.counters.setdefault(pattern, Counter(self.patterns[pattern]))
        if layout.list_id not in self.begun:
            self.begun.add(layout.list_id or "")
            for which, start in restarts.items():
                counter.restart(which, start)
        return counter.next(level)


def numbering_of(root: _Element | None, styles: Styles) -> Numbering:
    """The lists that ``word/numbering.xml`` holds."""
    found = Numbering()
    if root is None:
        return found
    space = root.tag.rpartition("}")[0] + "}" if isinstance(root.tag, str) else ""
    links: dict[str, str] = {}
    for element in root.iter(f"{space}abstractNum"):
        name = element.get(f"{space}abstractNumId") or ""
        link = element.find(f"{space}numStyleLink")
        if link is not None:
            links[name] = link.get(f"{space}val") or ""
        found.patterns[name] = [Level() for _ in range(9)]
        for level in element.iter(f"{space}lvl"):
            _read_level(level, space, name, found)
    for element in root.iter(f"{space}num"):
        pattern = element.find(f"{space}abstractNumId")
        if pattern is not None:
            overrides = element.iter(f"{space}lvlOverride")
            starts = dict(start for override in overrides for start in _restarts(override, space))
            found.lists[element.get(f"{space}numId") or ""] = pattern.get(f"{space}val") or "", starts
    for name, style in links.items():
        linked = styles.by_id.get(style)
        target = found.lists.get((linked.layout.list_id if linked else None) or "", ("", {}))[0]
        if target in found.patterns:
            found.patterns[name] = found.patterns[target]
    return found


def _read_level(element: _Element, space: str, pattern: str, found: Numbering) -> None:
    level = small_number(element.get(f"{space}ilvl"))
    if level is None or level >= len(found.patterns[pattern]):
        return

    def said(child: str, default: str) -> str:
        named = element.find(f"{space}{child}")
        return default if named is None else named.get(f"{space}val") or ""

    start = small_number(said("start", "1"))
    found.patterns[pattern][level] = Level(
        said("numFmt", "decimal"),
        said("lvlText", ""),
        1 if start is None else start,
        _FOLLOWING.get(said("suff", "tab"), " "),
    )
    if said("pStyle", ""):
        found.levels_of_styles[said("pStyle", "")] = level


def _restarts(override: _Element, space: str) -> list[tuple[int, int]]:
    level = small_number(override.get(f"{space}ilvl"))
    start = override.find(f"{space}startOverride")
    value = small_number(start.get(f"{space}val")) if start is not None else None
    return [] if level is None or value is None or level > 8 else [(level, value)]
