"""The numbers that a page puts before the items of its lists: counted by the browser, never written out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fabula.sources.markup.css import Styles
from fabula.sources.markup.trees import tag_of, text_of
from fabula.sources.office.list_numbers import numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

_WHOLE = re.compile(r"\s*[+-]?\d{1,6}\s*$")
# As HTML and CSS call them, and what Office Open XML does.
_FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}
_UNMARKED = frozenset(("none", "disc", "circle", "square"))


class ListNumbers:
    """Counts the items of each list, in the order in which they come."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.last: dict[Any, int] = {}

    def before(self, item: _Element) -> str:
        """What stands before an item: "2. "; nothing in a list without numbers, and before links alone."""
        around = item.getparent()
        if around is None or tag_of(around) != "ol":
            return ""
        step = -1 if around.get("reversed") is not None else 1
        number = _whole(item.get("value"))
        if number is None:
            number = self.last[around] + step if around in self.last else _first(around)
        self.last[around] = number
        form = self._form(item, around)
        if not form:
            return ""
        mark, words = numeral(number, form), text_of(item)
        return "" if _has_own(words, mark) or _is_link(item, words) else f"{mark}. "

    def _form(self, item: _Element, around: _Element) -> str:
        for element in (item, around):
            declared = self.styles.of(element, tag_of(element))
            said = f"{declared.get('list-style-type', '')} {declared.get('list-style', '')}".lower().split()
            if _UNMARKED & set(said):
                return ""
            form = next((_FORMS[word] for word in said if word in _FORMS), "")
            if form or element.get("type") in _FORMS:
                return form or _FORMS[element.get("type") or ""]
        return "decimal"


def _first(around: _Element) -> int:
    start = _whole(around.get("start"))
    if start is None and around.get("reversed") is not None:
        start = sum(tag_of(child) == "li" for child in around)
    return 1 if start is None else start


def _whole(said: str | None) -> int | None:
    return int(said) if said is not None and _WHOLE.match(said) else None


def _has_own(words: str, mark: str) -> bool:
    """Whether the number is written out, too: a sheet that is not at hand hides the one that is counted."""
    words = words.lstrip("([")
    return words.startswith(mark) and words[len(mark) :].startswith((".", ")", "]", ":"))


def _is_link(item: _Element, words: str) -> bool:
    """An entry of a table of contents is a link and nothing else."""
    linked = sum(len(text_of(link)) for link in item.iter() if tag_of(link) == "a" and link.get("href"))
    return linked > 0 and linked >= len(words)
