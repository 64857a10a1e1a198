"""The paragraphs of an OpenDocument text as a reader sees them: changes accepted, what is hidden left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from fabula.sources.looks import Look
from fabula.sources.odt.styles import HIDING, TEXT, OdtStyle, OdtStyles, count
from fabula.sources.office.list_numbers import Counter
from fabula.sources.office.paragraphs import Paragraph, is_drop_cap, names_chapter, note, rule
from fabula.sources.office.runs import Runs
from fabula.sources.office.style_names import ParagraphRole
from fabula.sources.pieces import Piece
from fabula.types import Apart, BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

    _Handler: TypeAlias = Callable[["OdtBody", "_Element"], bool | None]

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_SPACES = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 100
# Old words of tracked changes, marks of notes, the small words of ruby, numbers of pages, what is no text.
_UNSEEN = (
    "tracked-changes", "note-citation", "ruby-text", "page-number", "page-count", "page-continuation",
    "sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls", "script", "number",
    "alphabetical-index-auto-mark-file",
)  # fmt: skip
_INDEXES = {
    "table-of-content": Apart.CONTENTS,
    "illustration-index": Apart.CONTENTS,
    "table-index": Apart.CONTENTS,
    "object-index": Apart.CONTENTS,
    "user-index": Apart.CONTENTS,
    "alphabetical-index": Apart.INDEX,
    "bibliography": Apart.OTHER,
}
_SHAPES = (
    "text-box", "custom-shape", "rect", "ellipse", "circle", "line", "polyline", "polygon", "path",
    "regular-polygon", "connector", "measure", "caption",
)  # fmt: skip
# Elements whose own words, and those between what is in them, belong to the paragraph.
_INLINE = ("span", "a", "ruby", "ruby-base", "meta", "meta-field", "bookmark-ref", "conditional-text")


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read; ``marks`` say how what is open in it is set, the innermost last."""

    style: OdtStyle
    role: ParagraphRole | None
    marks: list[OdtStyle]
    number: str = ""
    runs: Runs = field(default_factory=Runs)
    paragraph: Paragraph = field(default_factory=Paragraph)
    hidden: bool = False
    hides: bool = False
    picture: str = ""


@dataclass(slots=True)
class _List:
    """A list that is open: its counter, how deep it lies, and what its next paragraph begins with."""

    counter: Counter | None
    level: int
    number: str = ""


@dataclass(slots=True)
class OdtBody:
    """Reads the body of a document."""

    styles: OdtStyles
    endnotes: list[Piece] = field(default_factory=list)
    _found: list[list[Paragraph]] = field(default_factory=lambda: [[]])
    _empty: list[int] = field(default_factory=lambda: [0])
    _open: list[_Open] = field(default_factory=list)
    _roles: list[ParagraphRole] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _counters: dict[str, Counter] = field(default_factory=dict)
    _outline: Counter | None = None

    def read(self, root: _Element) -> list[Paragraph]:
        """All paragraphs inside an element, in order."""
        from lxml import etree

        self._outline = Counter(self.styles.outline)
        starts, ends, inline = _handlers()
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                handler = starts.get(tag)
                if handler is not None:
                    if handler(self, element):
                        walk.skip_subtree()
                elif self._open and isinstance(tag, str) and tag.startswith(TEXT):
                    self._add(element.text)
                continue
            if event == "end":
                handler = ends.get(tag)
                if handler is not None:
                    handler(self, element)
            if element.tail and self._open:
                around = element.getparent()
                if around is not None and around.tag in inline:
                    self._add(element.tail)
        return self._found[0]

    def _add(self, words: str | None, *, spaced: bool = False) -> None:
        if not words or not self._open:
            return
        here = self._open[-1]
        marks = here.marks[-1]
        if here.hidden or marks.hidden:
            here.hides = True
            return
        here.runs.add(
            words if spaced else _SPACES.sub(" ", words),
            italic=bool(marks.italic),
            bold=bool(marks.bold),
            raised=bool(marks.raised),
            struck=bool(marks.struck),
        )

    def _start_paragraph(self, element: _Element) -> None:
        name = element.get(f"{TEXT}style-name") or ""
        style = self.styles.whole("paragraph", name)
        role = self.styles.role(name)
        if element.tag == f"{TEXT}h" and (role is None or role.kind is BlockKind.HEADING):
            role = ParagraphRole(BlockKind.HEADING, max(count(element.get(f"{TEXT}outline-level"), 1), 1))
        number = self._number(element, is_heading=element.tag == f"{TEXT}h")
        self._open.append(_Open(style, role, [style], number))
        self._add(element.text)

    def _end_paragraph(self, _element: _Element) -> None:
        here = self._open.pop()
        found, last, role = self._found[-1], here.paragraph, here.role
        if role is not None and role.kind is BlockKind.HEADING and not here.runs.is_begun:
            here.runs.add(here.number or here.picture)
        elif not here.runs.is_begun and names_chapter(here.picture):
            here.runs.add(here.picture)
        elif here.runs.is_begun:
            if is_drop_cap(here.picture) and here.runs.words[:1].isalpha():
                here.runs.put_before(here.picture)
            here.runs.number(here.number)
        anchors = last.before or last.after or last.notes
        if not here.runs.is_begun and not anchors:
            is_rule = here.style.ruled or (role is not None and role.kind is BlockKind.SCENE_BREAK)
            if is_rule and not here.hides:
                found.append(rule(self._empty[-1]))
                self._empty[-1] = 0
            else:
                self._empty[-1] += not here.hides
            return
        last.runs, last.role = here.runs, self._roles[-1] if self._roles else role
        last.look = Look(bool(here.style.centred), here.style.size or 0.0, bool(here.style.page_break))
        last.empty_before, self._empty[-1] = self._empty[-1], 0
        found.append(last)

    def _number(self, element: _Element, *, is_heading: bool) -> str:
        """What the program counts before a paragraph: only the first one of a list's item has a number."""
        if self._lists:
            number, self._lists[-1].number = self._lists[-1].number, ""
            return number
        if not is_heading or self._outline is None or element.get(f"{TEXT}is-list-header") == "true":
            return ""
        return self._outline.next(count(element.get(f"{TEXT}outline-level"), 1) - 1)

    def _start_span(self, element: _Element) -> None:
        if self._open:
            around = self._open[-1].marks[-1]
            own = self.styles.whole("text", element.get(f"{TEXT}style-name") or "")
            marks = OdtStyle(
                italic=around.italic if own.italic is None else own.italic,
                bold=around.bold if own.bold is None else own.bold,
                hidden=around.hidden or own.hidden,
                raised=around.raised if own.raised is None else own.raised,
                struck=around.struck if own.struck is None else own.struck,
            )
            self._open[-1].marks.append(marks)
            self._add(element.text)

    def _end_span(self, _element: _Element) -> None:
        if self._open:
            self._open[-1].marks.pop()

    def _spaces(self, element: _Element) -> None:
        self._add(" " * min(count(element.get(f"{TEXT}c"), 1), _MOST_SPACES), spaced=True)

    def _start_section(self, element: _Element) -> bool:
        display = element.get(f"{TEXT}display")
        return display == "none" or (display in HIDING and element.get(f"{TEXT}is-hidden") == "true")

    def _start_index(self, element: _Element) -> None:
        apart = _INDEXES[str(element.tag).removeprefix(TEXT)]
        self._roles.append(ParagraphRole(BlockKind.BOILERPLATE, 0, apart))

    def _end_index(self, _element: _Element) -> None:
        self._roles.pop()

    def _hidden_words(self, element: _Element) -> bool:
        if element.get(f"{TEXT}is-hidden") != "true":
            self._add(element.text or element.get(f"{TEXT}string-value"))
        return True

    def _hide_paragraph(self, element: _Element) -> bool:
        if self._open and element.get(f"{TEXT}is-hidden") == "true":
            self._open[-1].hidden = self._open[-1].hides = True
            self._open[-1].runs = Runs()
        return True

    def _variable(self, element: _Element) -> bool:
        if element.get(f"{TEXT}display") != "none":
            self._add(element.text)
        return True

    def _start_list(self, element: _Element) -> None:
        around = self._lists[-1] if self._lists else None
        if around is not None:
            self._lists.append(_List(around.counter, around.level + 1))
            return
        name = element.get(f"{TEXT}style-name") or ""
        goes_on = element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list")
        if name in self.styles.lists and not (goes_on and name in self._counters):
            self._counters[name] = Counter(self.styles.lists[name])
        self._lists.append(_List(self._counters.get(name), 0))

    def _end_list(self, _element: _Element) -> None:
        self._lists.pop()

    def _start_item(self, element: _Element) -> None:
        here = self._lists[-1] if self._lists else None
        if here is None or here.counter is None:
            return
        start = element.get(f"{TEXT}start-value")
        if start is not None:
            here.counter.restart(here.level, count(start, 1))
        here.number = here.counter.next(here.level)

    def _start_box(self, _element: _Element) -> None:
        self._found.append([])
        self._empty.append(0)

    def _end_box(self, _element: _Element) -> None:
        boxed = self._end_aside()
        if not self._open:
            self._found[-1] += boxed
            return
        here = self._open[-1]
        (here.paragraph.after if here.runs.is_begun else here.paragraph.before).extend(boxed)

    def _end_note(self, element: _Element) -> None:
        around = element.getparent()
        is_endnote = around is not None and around.get(f"{TEXT}note-class") == "endnote"
        pieces = [note(each.runs, Apart.FOOTNOTE) for each in self._end_aside() if each.words]
        if self._open and not is_endnote:
            self._open[-1].paragraph.notes += pieces
        else:
            self.endnotes += pieces

    def _end_annotation(self, _element: _Element) -> None:
        pieces = [note(each.runs, Apart.COMMENT) for each in self._end_aside() if each.words]
        if self._open:
            self._open[-1].paragraph.notes += pieces
        else:
            self.endnotes += pieces

    def _end_aside(self) -> list[Paragraph]:
        self._empty.pop()
        return self._found.pop()

    def _picture(self, element: _Element) -> bool:
        here = self._open[-1] if self._open else None
        if here is not None and not here.runs.is_begun:
            here.picture = here.picture or (element.text or "").strip()
        return True


@lru_cache(maxsize=1)
def _handlers() -> tuple[dict[Any, _Handler], dict[Any, _Handler], frozenset[str]]:
    """What is done where an element starts and where it ends; one that gives True is not looked into.

    The third are the elements between whose children a paragraph has words.
    """
    starts: dict[str, _Handler] = {
        "p": OdtBody._start_paragraph,
        "h": OdtBody._start_paragraph,
        "span": OdtBody._start_span,
        "s": OdtBody._spaces,
        "tab": lambda body, _: body._add("\t", spaced=True),
        "line-break": lambda body, _: body._add("\n", spaced=True),
        "section": OdtBody._start_section,
        "note-body": OdtBody._start_box,
        "list": OdtBody._start_list,
        "list-item": OdtBody._start_item,
        "hidden-text": OdtBody._hidden_words,
        "hidden-paragraph": OdtBody._hide_paragraph,
        "variable-set": OdtBody._variable,
        "variable-input": OdtBody._variable,
        **dict.fromkeys(_INDEXES, OdtBody._start_index),
        **dict.fromkeys(_UNSEEN, lambda _body, _element: True),
    }
    ends: dict[str, _Handler] = {
        "p": OdtBody._end_paragraph,
        "h": OdtBody._end_paragraph,
        "span": OdtBody._end_span,
        "note-body": OdtBody._end_note,
        "list": OdtBody._end_list,
        **dict.fromkeys(_INDEXES, OdtBody._end_index),
    }
    others_start: dict[Any, _Handler] = {
        f"{_OFFICE}annotation": OdtBody._start_box,
        f"{_OFFICE}forms": lambda _body, _element: True,
        f"{_SVG}title": OdtBody._picture,
        f"{_SVG}desc": OdtBody._picture,
        **dict.fromkeys((f"{_DRAW}{name}" for name in _SHAPES), OdtBody._start_box),
    }
    others_end: dict[Any, _Handler] = {
        f"{_OFFICE}annotation": OdtBody._end_annotation,
        **dict.fromkeys((f"{_DRAW}{name}" for name in _SHAPES), OdtBody._end_box),
    }
    return (
        {f"{TEXT}{name}": handler for name, handler in starts.items()} | others_start,
        {f"{TEXT}{name}": handler for name, handler in ends.items()} | others_end,
        frozenset(f"{TEXT}{name}" for name in ("p", "h", *_INLINE)),
    )
