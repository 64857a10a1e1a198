"""The styles of a DOCX: what is based on what, and how each sets its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fabula.sources.office.style_names import LOWEST_LEVEL, NamedStyle, ParagraphRole, role_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFF = frozenset(("0", "false", "off", "none"))
_LONGEST_CHAIN = 30


@dataclass(slots=True)
class Marks:
    """How a run is set; None where nothing here says it. ``size`` is in half points."""

    italic: bool | None = None
    bold: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    raised: bool | None = None
    struck: bool | None = None


@dataclass(slots=True)
class Layout:
    """How a paragraph is set, as far as it is said here; ``list_id`` and ``list_level`` number it."""

    outline: int | None = None
    centred: bool | None = None
    page_break: bool | None = None
    list_id: str | None = None
    list_level: int | None = None


@dataclass(slots=True)
class Style:
    """A paragraph or character style, and the one that it is based on."""

    name: str
    parent: str
    marks: Marks
    layout: Layout


@dataclass(slots=True)
class Styles:
    """All styles of a document by their identifiers; ``default`` is that of paragraphs that name none."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str = ""
    base: Marks = field(default_factory=Marks)
    _marks: dict[tuple[str, str], Marks] = field(default_factory=dict)

    def chain(self, name: str) -> Iterator[Style]:
        """A style and those that it is based on, the nearest first."""
        for _ in range(_LONGEST_CHAIN):
            style = self.by_id.get(name)
            if style is None:
                return
            yield style
            name = style.parent

    def role(self, name: str, layout: Layout) -> ParagraphRole | None:
        """What a paragraph of a style is; an outline level of its own counts first."""
        names = [NamedStyle(style.name, style.layout.outline) for style in self.chain(name)]
        if name not in self.by_id:
            names = [NamedStyle(name)]
        if layout.outline:
            names.insert(0, NamedStyle("", layout.outline))
        return role_of(names)

    def layout(self, name: str, own: Layout) -> Layout:
        """How a paragraph of a style is set."""
        levels = [own, *(style.layout for style in self.chain(name or self.default))]
        return Layout(
            own.outline,
            next((each.centred for each in levels if each.centred is not None), None),
            next((each.page_break for each in levels if each.page_break is not None), None),
            next((each.list_id for each in levels if each.list_id is not None), None),
            next((each.list_level for each in levels if each.list_level is not None), None),
        )

    def marks(self, paragraph: str, run: str, own: Marks | None) -> Marks:
        """How a run is set: by itself, or else by its character style and that of its paragraph."""
        key = (paragraph or self.default, run)
        found = self._marks.get(key)
        if found is None:
            found = self._marks[key] = self._by_styles(*key)
        if own is None:
            return found
        return Marks(
            found.italic if own.italic is None else own.italic,
            found.bold if own.bold is None else own.bold,
            found.hidden if own.hidden is None else own.hidden,
            found.size if own.size is None else own.size,
            found.raised if own.raised is None else own.raised,
            found.struck if own.struck is None else own.struck,
        )

    def _by_styles(self, paragraph: str, run: str) -> Marks:
        above, below = self._inherited(paragraph), self._inherited(run)
        # Italic in italic is upright (Office Open XML, section 17.7.3, "Toggle Properties").
        return Marks(
            bool(self.base.italic) or bool(above.italic) is not bool(below.italic),
            bool(self.base.bold) or bool(above.bold) is not bool(below.bold),
            bool(self.base.hidden or above.hidden or below.hidden),
            below.size or above.size or self.base.size,
            above.raised if below.raised is None else below.raised,
            above.struck if below.struck is None else below.struck,
        )

    def _inherited(self, name: str) -> Marks:
        found = Marks()
        for style in self.chain(name):
            marks = style.marks
            found = Marks(
                marks.italic if found.italic is None else found.italic,
                marks.bold if found.bold is None else found.bold,
                marks.hidden if found.hidden is None else found.hidden,
                marks.size if found.size is None else found.size,
                marks.raised if found.raised is None else found.raised,
                marks.struck if found.struck is None else found.struck,
            )
        return found


def styles_of(root: _Element | None) -> Styles:
    """The styles that ``word/styles.xml`` holds."""
    found = Styles()
    if root is None:
        return found
    space = root.tag.rpartition("}")[0] + "}" if isinstance(root.tag, str) else ""
    defaults = root.find(f"{space}docDefaults/{space}rPrDefault/{space}rPr")
    if defaults is not None:
        found.base = marks_of(defaults, space)
    for element in root.iter(f"{space}style"):
        said = {child: _value(element, child, space) for child in ("name", "basedOn")}
        name = element.get(f"{space}styleId") or ""
        run, paragraph = element.find(f"{space}rPr"), element.find(f"{space}pPr")
        found.by_id[name] = Style(
            said["name"] or name,
            said["basedOn"] or "",
            Marks() if run is None else marks_of(run, space),
            Layout() if paragraph is None else layout_of(paragraph, space),
        )
        if element.get(f"{space}type") == "paragraph" and element.get(f"{space}default"):
            found.default = name
    return found


def marks_of(properties: _Element, space: str) -> Marks:
    """What ``w:rPr`` says of a run; ``space`` is the namespace in braces."""
    size = _value(properties, "sz", space) or ""
    place = _value(properties, "vertAlign", space)
    struck = [_switch(properties, name, space) for name in ("strike", "dstrike")]
    return Marks(
        _switch(properties, "i", space),
        _switch(properties, "b", space),
        _switch(properties, "vanish", space),
        float(size) if size.isdecimal() and len(size) < 5 else None,
        None if place is None else place == "superscript",
        None if struck == [None, None] else any(struck),
    )


def layout_of(properties: _Element, space: str) -> Layout:
    """What ``w:pPr`` says of a paragraph; ``space`` is the namespace in braces."""
    outline = small_number(_value(properties, "outlineLvl", space))
    aligned = _value(properties, "jc", space)
    found = Layout(
        None if outline is None else outline + 1 if outline < LOWEST_LEVEL else 0,
        None if aligned is None else aligned == "center",
        _switch(properties, "pageBreakBefore", space),
    )
    numbers = properties.find(f"{space}numPr")
    if numbers is not None:
        found.list_id = _value(numbers, "numId", space)
        found.list_level = small_number(_value(numbers, "ilvl", space))
    return found


def small_number(words: str | None) -> int | None:
    """A small whole number as an attribute gives it; None where it gives none."""
    return int(words) if words and words.isascii() and words.isdecimal() and len(words) < 7 else None


def _value(element: _Element, child: str, space: str) -> str | None:
    found = element.find(f"{space}{child}")
    return None if found is None else found.get(f"{space}val")


def _switch(element: _Element, child: str, space: str) -> bool | None:
    found = element.find(f"{space}{child}")
    return None if found is None else (found.get(f"{space}val") or "1").lower() not in _OFF
