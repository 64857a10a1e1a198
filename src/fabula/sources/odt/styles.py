"""The styles and lists of an OpenDocument text: what is based on what, and how each sets its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fabula.sources.office.list_numbers import Level
from fabula.sources.office.style_names import NamedStyle, ParagraphRole, role_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMESPACE = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
TEXT = _NAMESPACE.format("text")
STYLE = _NAMESPACE.format("style")
_FO = _NAMESPACE.format("xsl-fo-compatible")
_LONGEST_CHAIN = 30
_MOST_LEVELS = 9
_POINTS = re.compile(r"(\d{1,3}(?:\.\d+)?)pt")
_FORMS = {"1": "decimal", "i": "lowerRoman", "I": "upperRoman", "a": "lowerLetter", "A": "upperLetter"}
_WEIGHTS = frozenset(("bold", "bolder", "600", "700", "800", "900"))
_ABOVE = re.compile(r"[1-9]\d{0,2}(?:\.\d+)?%")
_PLACES = re.compile(r"%(\d+)%")
HIDING = frozenset(("none", "condition"))


@dataclass(frozen=True, slots=True)
class OdtStyle:
    """What a style says; None where it leaves a thing to the one that it is based on."""

    name: str = ""
    parent: str = ""
    italic: bool | None = None
    bold: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    centred: bool | None = None
    page_break: bool | None = None
    ruled: bool | None = None
    outline: int | None = None
    raised: bool | None = None
    struck: bool | None = None


_NONE = OdtStyle()
_INHERITED = ("italic", "bold", "hidden", "size", "centred", "page_break", "ruled", "raised", "struck")


@dataclass(slots=True)
class OdtStyles:
    """All styles of a document by family and name, and its lists by the names of their styles."""

    by_name: dict[tuple[str, str], OdtStyle] = field(default_factory=dict)
    lists: dict[str, list[Level]] = field(default_factory=dict)
    outline: list[Level] = field(default_factory=list)
    _whole: dict[tuple[str, str], OdtStyle] = field(default_factory=dict)

    def whole(self, family: str, name: str) -> OdtStyle:
        """A style with all that it takes over from those that it is based on."""
        key = (family, name)
        found = self._whole.get(key)
        if found is None:
            found = self._whole[key] = _inherited(self._chain(family, name))
        return found

    def role(self, name: str) -> ParagraphRole | None:
        """What a paragraph of a style is."""
        return role_of(NamedStyle(style.name, style.outline) for style in self._chain("paragraph", name))

    def _chain(self, family: str, name: str) -> Iterator[OdtStyle]:
        for _ in range(_LONGEST_CHAIN):
            style = self.by_name.get((family, name))
            if style is None:
                if name:  # "Heading_20_1" says what it is though nothing defines it
                    yield OdtStyle(name)
                return
            yield style
            name = style.parent


def _inherited(chain: Iterable[OdtStyle]) -> OdtStyle:
    whole = _NONE
    for style in chain:
        said = {name: getattr(style, name) for name in _INHERITED if getattr(whole, name) is None}
        whole = replace(whole, **said)
    return whole


def styles_of(roots: Iterable[_Element]) -> OdtStyles:
    """The styles that ``styles.xml`` and ``content.xml`` hold; the later root counts where both name one."""
    found = OdtStyles()
    for root in roots:
        for element in root.iter(f"{STYLE}style"):
            family, name = element.get(f"{STYLE}family") or "", element.get(f"{STYLE}name") or ""
            found.by_name[family, name] = _style(element, name)
        for element in root.iter(f"{TEXT}list-style"):
            found.lists[element.get(f"{STYLE}name") or ""] = _levels(element)
        for element in root.iter(f"{TEXT}outline-style"):
            found.outline = _levels(element)
    return found


def _style(element: _Element, name: str) -> OdtStyle:
    text, paragraph = element.find(f"{STYLE}text-properties"), element.find(f"{STYLE}paragraph-properties")
    italic = bold = hidden = centred = page_break = ruled = raised = struck = None
    size = None
    if text is not None:
        slant, weight = text.get(f"{_FO}font-style"), text.get(f"{_FO}font-weight")
        italic = None if slant is None else slant != "normal"
        bold = None if weight is None else weight in _WEIGHTS
        display = text.get(f"{TEXT}display")
        hidden = None if display is None else display in HIDING
        place = text.get(f"{STYLE}text-position")
        raised = None if place is None else _is_raised(place)
        line = text.get(f"{STYLE}text-line-through-style") or text.get(f"{STYLE}text-line-through-type")
        struck = None if line is None else line != "none"
        points = _POINTS.fullmatch(text.get(f"{_FO}font-size") or "")
        size = float(points[1]) if points else None
    if paragraph is not None:
        aligned, breaks = paragraph.get(f"{_FO}text-align"), paragraph.get(f"{_FO}break-before")
        border = paragraph.get(f"{_FO}border-bottom")
        centred = None if aligned is None else aligned == "center"
        page_break = None if breaks is None else breaks == "page"
        ruled = None if border is None else border != "none"
    outline = element.get(f"{STYLE}default-outline-level")
    return OdtStyle(
        element.get(f"{STYLE}display-name") or name,
        element.get(f"{STYLE}parent-style-name") or "",
        italic,
        bold,
        hidden,
        size,
        centred,
        page_break,
        ruled,
        count(outline, 0) if outline is not None else None,
        raised,
        struck,
    )


def _is_raised(place: str) -> bool:
    """Whether a position ("super 58%", "33% 58%") is above the line."""
    first = place.split()[0] if place.split() else ""
    return first == "super" or _ABOVE.fullmatch(first) is not None


def _levels(element: _Element) -> list[Level]:
    levels = [Level("none") for _ in range(_MOST_LEVELS)]
    for each in element:
        place = count(each.get(f"{TEXT}level"), 0) - 1
        if not 0 <= place < _MOST_LEVELS:
            continue
        bullet = each.get(f"{TEXT}bullet-char")
        form = each.get(f"{STYLE}num-format") or ""
        if bullet is not None:
            levels[place] = Level("bullet", bullet)
        elif form:
            start = count(each.get(f"{TEXT}start-value"), 1)
            levels[place] = Level(_FORMS.get(form, "decimal"), _pattern(each, place), start)
    return levels


def _pattern(element: _Element, place: int) -> str:
    """The text of a number with ``%1`` for that of the first level."""
    given = next((words for name, words in element.items() if str(name).endswith("num-list-format")), None)
    if given is not None:
        return _PLACES.sub(r"%\1", str(given))
    shown = count(element.get(f"{TEXT}display-levels"), 1)
    numbers = ".".join(f"%{level + 1}" for level in range(max(place + 1 - shown, 0), place + 1))
    return f"{element.get(f'{STYLE}num-prefix') or ''}{numbers}{element.get(f'{STYLE}num-suffix') or ''}"


def count(number: str | None, default: int) -> int:
    """A small whole number as an attribute gives it; ``default`` where it gives none."""
    return int(number) if number and number.isascii() and number.isdecimal() and len(number) < 7 else default
