"""The paragraphs of a part of a DOCX as a reader sees them: changes accepted, what is hidden left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from fabula.sources.docx.numbering import Numbering
from fabula.sources.docx.styles import Layout, Marks, Styles, layout_of, marks_of
from fabula.sources.looks import Look
from fabula.sources.office.fields import Fields
from fabula.sources.office.paragraphs import Paragraph, drop_cap_joins, is_drop_cap, names_chapter, rule
from fabula.sources.office.runs import Runs
from fabula.sources.office.style_names import ParagraphRole
from fabula.sources.pieces import Piece
from fabula.types import Apart, BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

    _Handler: TypeAlias = Callable[["Body", "_Element"], bool | None]

Notes: TypeAlias = dict[tuple[str, str], list[Piece]]
"""The pieces of each note by its kind ("footnote", "endnote", "comment") and its identifier."""

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWN = (
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}",
    "{http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing}",
)
_VML = "{urn:schemas-microsoft-com:vml}"
_RULE = "{urn:schemas-microsoft-com:office:office}hr"
# Deleted words, the old place of moved ones, properties, the small words of ruby.
_UNSEEN = (
    "del", "moveFrom", "delText", "delInstrText", "rPr", "pPr", "sectPr", "tblPr", "tblGrid", "tblPrEx",
    "trPr", "tcPr", "sdtPr", "sdtEndPr", "rubyPr", "rt", "fldData",
)  # fmt: skip
_GALLERIES = {
    "Table of Contents": ParagraphRole(BlockKind.BOILERPLATE, 0, Apart.CONTENTS),
    "Cover Pages": ParagraphRole(BlockKind.TITLE, 0, Apart.COVER),
    "Bibliographies": ParagraphRole(BlockKind.BOILERPLATE, 0, Apart.OTHER),
}
_SYMBOL = "*"
_LEFT_OUT = "left-out"
_LINES = re.compile(r"[\r\n]+")
_HEX = re.compile(r"[0-9A-Fa-f]{1,4}")
_OPEN_END = re.compile(r"[\w,;:]\s*$")


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read; page breaks part it into several ``stretches``."""

    style: str
    layout: Layout
    role: ParagraphRole | None
    is_deleted: bool
    is_drop_cap: bool
    ruled: bool
    paragraph: Paragraph
    stretches: list[Runs] = field(default_factory=lambda: [Runs()])
    hides: bool = False
    picture: str = ""
    size: float | None = None
    is_begun: bool = False


@dataclass(slots=True)
class Body:
    """Reads parts of one document; ``space`` is the namespace of their elements in braces.

    ``chunk`` gives the pieces of the file that a relation of the part leads to.
    """

    space: str
    styles: Styles
    numbering: Numbering
    notes: Notes = field(default_factory=dict)
    chunk: Callable[[str], list[Piece]] = lambda _relation: []
    endnotes: list[Piece] = field(default_factory=list)
    _found: list[list[Paragraph]] = field(default_factory=lambda: [[]])
    _empty: list[int] = field(default_factory=lambda: [0])
    _open: list[_Open] = field(default_factory=list)
    _roles: list[ParagraphRole | None] = field(default_factory=list)
    _fields: list[Fields] = field(default_factory=lambda: [Fields()])
    _run: Marks = field(default_factory=Marks)
    _mark_follows: bool = False

    def read(self, root: _Element) -> list[Paragraph]:
        """All paragraphs inside an element, in order."""
        from lxml import etree

        starts, ends = _handlers(self.space)
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            handler = (starts if event == "start" else ends).get(element.tag)
            if handler is not None and handler(self, element):
                walk.skip_subtree()
        found, self._found = self._found[0], [[]]
        self._empty = [0]
        return found

    def _add(self, words: str) -> None:
        here = self._open[-1] if self._open else None
        if here is None or self._fields[-1].is_unread or self._mark_follows:
            return
        if self._run.hidden:
            here.hides = True
            return
        if not here.is_begun and words and not words.isspace():
            here.is_begun, here.size = True, self._run.size
        run = self._run
        here.stretches[-1].add(
            words,
            italic=bool(run.italic),
            bold=bool(run.bold),
            raised=bool(run.raised),
            struck=bool(run.struck),
        )

    def _start_paragraph(self, element: _Element) -> None:
        properties = element.find(f"{self.space}pPr")
        own, style = Layout(), ""
        is_deleted = is_drop_cap = ruled = False
        if properties is not None:
            own = layout_of(properties, self.space)
            named = properties.find(f"{self.space}pStyle")
            style = "" if named is None else named.get(f"{self.space}val") or ""
            is_deleted = _is_deleted(properties.find(f"{self.space}rPr"), self.space)
            frame = properties.find(f"{self.space}framePr")
            is_drop_cap = frame is not None and frame.get(f"{self.space}dropCap") in ("drop", "margin")
            ruled = properties.find(f"{self.space}pBdr/{self.space}bottom") is not None
        role = self.styles.role(style, own)
        layout = self.styles.layout(style, own)
        self._open.append(_Open(style, layout, role, is_deleted, is_drop_cap, ruled, Paragraph()))
        self._run = self._marks(None)

    def _end_paragraph(self, _element: _Element) -> None:
        here = self._open.pop()
        fields = self._fields[-1]
        words = "".join(runs.words for runs in here.stretches)
        is_heading = here.role is not None and here.role.kind is BlockKind.HEADING
        around = next((each for each in reversed(self._roles) if each), None)
        here.role = around or fields.role(words, is_heading=is_heading) or here.role
        fields.end_paragraph()
        first = here.stretches[0]
        if not words.strip() and (is_heading or names_chapter(here.picture)):
            first.add(here.picture)
        elif is_drop_cap(here.picture) and words[:1].isalpha():
            first.put_before(here.picture.strip())
        if here.layout.list_id and (is_heading or words.strip()):
            first.number(self.numbering.before(here.layout, here.style))
        self._keep(here)
        self._run = self._marks(None)

    def _keep(self, here: _Open) -> None:
        """Take a read paragraph in among the others, or count it as an empty one."""
        found, last = self._found[-1], here.paragraph
        stretches = [runs for runs in _without_broken_sentences(here.stretches) if runs.is_begun]
        anchors = bool(last.before or last.after or last.notes)
        if not stretches and not anchors and not here.ruled:
            self._empty[-1] += not here.hides and not here.is_deleted
            return
        if not stretches and here.ruled:
            found.append(rule())
        look = Look(bool(here.layout.centred), (here.size or 0.0) / 2, bool(here.layout.page_break))
        kept = [Paragraph(runs, here.role, look) for runs in stretches[:-1]]
        last.runs, last.role, last.look = stretches[-1] if stretches else Runs(), here.role, look
        last.joins = here.is_deleted or (here.is_drop_cap and drop_cap_joins(last.words))
        kept += [last] if stretches or anchors else []
        for paragraph in kept[1:]:
            paragraph.look = replace(look, page_break=True)
        (kept or found[-1:])[0].empty_before, self._empty[-1] = self._empty[-1], 0
        found += kept

    def _marks(self, own: Marks | None, run_style: str = "") -> Marks:
        """How a run of the open paragraph is set."""
        return self.styles.marks(self._open[-1].style, run_style, own) if self._open else Marks()

    def _start_run(self, element: _Element) -> None:
        properties = element.find(f"{self.space}rPr")
        self._mark_follows = False
        if properties is None:
            self._run = self._marks(None)
            return
        style = properties.find(f"{self.space}rStyle")
        name = "" if style is None else style.get(f"{self.space}val") or ""
        self._run = self._marks(marks_of(properties, self.space), name)

    def _text(self, element: _Element) -> None:
        self._add(_LINES.sub(" ", element.text or ""))

    def _break(self, element: _Element) -> None:
        if element.get(f"{self.space}type") not in ("page", "column"):
            self._add("\n")
        elif self._open and not self._run.hidden:
            self._open[-1].stretches.append(Runs())

    def _symbol(self, element: _Element) -> None:
        code = element.get(f"{self.space}char") or ""
        value = int(code, 16) if _HEX.fullmatch(code) else 0
        # Fonts of symbols have their signs where Unicode has none.
        self._add(chr(value) if 0x20 <= value < 0xD800 else _SYMBOL)

    def _field_code(self, element: _Element) -> bool:
        self._fields[-1].add(element.text or "")
        return True

    def _field_character(self, element: _Element) -> None:
        kind = element.get(f"{self.space}fldCharType")
        if kind == "begin":
            self._fields[-1].begin()
        elif kind == "separate":
            self._fields[-1].separate()
        elif kind == "end":
            self._add(self._fields[-1].end())

    def _start_field(self, element: _Element) -> None:
        self._fields[-1].begin(element.get(f"{self.space}instr") or "")

    def _end_field(self, _element: _Element) -> None:
        self._add(self._fields[-1].end())

    def _start_control(self, element: _Element) -> bool:
        """A content control: a table of contents, a cover; one that shows its hint only holds no words."""
        space = self.space
        properties = element.find(f"{space}sdtPr")
        gallery = element.find(f"{space}sdtPr/{space}docPartObj/{space}docPartGallery")
        said = "" if gallery is None else gallery.get(f"{space}val") or ""
        self._roles.append(_GALLERIES.get(said))
        return properties is not None and properties.find(f"{self.space}showingPlcHdr") is not None

    def _end_control(self, _element: _Element) -> None:
        self._roles.pop()

    def _start_box(self, _element: _Element) -> None:
        self._found.append([])
        self._empty.append(0)
        self._fields.append(Fields())

    def _end_box(self, _element: _Element) -> None:
        boxed = self._found.pop()
        self._empty.pop()
        self._fields.pop()
        if not self._open:
            self._found[-1] += boxed
            return
        here = self._open[-1]
        (here.paragraph.after if here.is_begun else here.paragraph.before).extend(boxed)
        self._run = self._marks(None)

    def _row(self, element: _Element) -> bool:
        return _is_deleted(element.find(f"{self.space}trPr"), self.space)

    def _alternatives(self, element: _Element) -> None:
        """Of what is given in several forms, the first that holds words or a picture is read."""
        choices = [each for each in element if each.tag in (f"{_CHOICES}Choice", f"{_CHOICES}Fallback")]
        shows = (f"{self.space}t", *(f"{drawn}docPr" for drawn in _DRAWN))
        chosen = next((each for each in choices if next(each.iter(*shows), None) is not None), None)
        for each in choices:
            if each is not chosen:
                each.tag = _LEFT_OUT

    def _picture(self, element: _Element) -> None:
        if self._open and not self._open[-1].is_begun:
            self._open[-1].picture = (element.get("descr") or element.get("title") or "").strip()

    def _rectangle(self, element: _Element) -> None:
        if self._open and element.get(_RULE) in ("t", "true", "1"):
            self._open[-1].ruled = True

    def _foreign(self, element: _Element) -> bool:
        relation = next((words for name, words in element.items() if str(name).endswith("}id")), "")
        self._found[-1].append(Paragraph(notes=self.chunk(str(relation))))
        return True

    def _note(self, kind: str, element: _Element) -> None:
        if not self._open or self._run.hidden:
            return
        self._mark_follows = element.get(f"{self.space}customMarkFollows") in ("1", "true", "on")
        pieces = self.notes.pop((kind, element.get(f"{self.space}id") or ""), [])
        (self.endnotes if kind == "endnote" else self._open[-1].paragraph.notes).extend(pieces)


@lru_cache(maxsize=4)
def _handlers(space: str) -> tuple[dict[Any, _Handler], dict[Any, _Handler]]:
    """What is done where an element starts and where it ends; one that gives True is not looked into."""
    starts: dict[str, _Handler] = {
        "p": Body._start_paragraph,
        "r": Body._start_run,
        "t": Body._text,
        "br": Body._break,
        "cr": lambda body, _: body._add("\n"),
        "tab": lambda body, _: body._add("\t"),
        "ptab": lambda body, _: body._add("\t"),
        "noBreakHyphen": lambda body, _: body._add("-"),
        "sym": Body._symbol,
        "instrText": Body._field_code,
        "fldChar": Body._field_character,
        "fldSimple": Body._start_field,
        "sdt": Body._start_control,
        "txbxContent": Body._start_box,
        "tr": Body._row,
        "altChunk": Body._foreign,
        "footnoteReference": lambda body, element: body._note("footnote", element),
        "endnoteReference": lambda body, element: body._note("endnote", element),
        "commentReference": lambda body, element: body._note("comment", element),
        **dict.fromkeys(_UNSEEN, lambda _body, _element: True),
    }
    ends: dict[str, _Handler] = {
        "p": Body._end_paragraph,
        "fldSimple": Body._end_field,
        "sdt": Body._end_control,
        "txbxContent": Body._end_box,
    }
    others: dict[Any, _Handler] = {
        f"{_MATH}t": Body._text,
        f"{_CHOICES}AlternateContent": Body._alternatives,
        _LEFT_OUT: lambda _body, _element: True,
        f"{_VML}rect": Body._rectangle,
        **dict.fromkeys((f"{drawn}docPr" for drawn in _DRAWN), Body._picture),
    }
    return (
        {f"{space}{name}": handler for name, handler in starts.items()} | others,
        {f"{space}{name}": handler for name, handler in ends.items()},
    )


def _is_deleted(properties: _Element | None, space: str) -> bool:
    if properties is None:
        return False
    return any(properties.find(f"{space}{name}") is not None for name in ("del", "moveFrom"))


def _without_broken_sentences(stretches: list[Runs]) -> list[Runs]:
    """The stretches of a paragraph, those joined again between which a page break parts a sentence."""
    found = stretches[:1]
    for runs in stretches[1:]:
        if _OPEN_END.search(found[-1].end) and runs.words.lstrip()[:1].islower():
            found[-1].add("" if found[-1].end[-1:].isspace() or runs.words[:1].isspace() else " ")
            found[-1].extend(runs)
        else:
            found.append(runs)
    return found
