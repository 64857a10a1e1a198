"""The paragraphs of an RTF file as a reader sees them: changes accepted, what is hidden left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from fabula.sources.looks import Look
from fabula.sources.office.fields import Fields
from fabula.sources.office.paragraphs import Paragraph, drop_cap_joins, note
from fabula.sources.office.style_names import ParagraphRole
from fabula.sources.pieces import Piece
from fabula.sources.rtf.state import DESTINATIONS, STARRED, Goes, RtfStyle, RtfStyles, State
from fabula.sources.rtf.tokens import (
    BYTE,
    CLOSE,
    OPEN,
    PAGES,
    SYMBOL,
    TEXT,
    WORD,
    Token,
    code_page,
    codec_of_font,
    decoded,
)
from fabula.types import Apart

_CHARACTERS = {
    "line": "\n", "lbr": "\n", "tab": "\t", "emdash": "—", "endash": "–", "emspace": "\u2003",
    "enspace": "\u2002", "qmspace": "\u2005", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "_": "-", "{": "{", "}": "}", "\\": "\\"}
_PARAGRAPH_ENDS = frozenset(("par", "sect", "cell", "nestcell", "row", "nestrow"))
_ASIDES = {
    "footnote": Apart.FOOTNOTE, "annotation": Apart.COMMENT, "shptxt": None, "dptxbxtext": None,
}  # fmt: skip
_LISTED = frozenset("-–—―")


@dataclass(slots=True)
class _Flow:
    """A stream of paragraphs: the story, a note, a text box; ``last`` is the paragraph under way."""

    apart: Apart | None = None
    is_endnote: bool = False
    found: list[Paragraph] = field(default_factory=list)
    last: Paragraph = field(default_factory=Paragraph)
    number: str = ""
    size: int = 0
    empty: int = 0
    hides: bool = False
    new_page: bool = False


@dataclass(slots=True)
class RtfReader:
    """Reads the tokens of one file. ``about`` is what the file says of itself, by the words of RTF."""

    styles: RtfStyles = field(default_factory=lambda: RtfStyles({}))
    about: dict[str, str] = field(default_factory=dict)
    endnotes: list[Piece] = field(default_factory=list)
    is_closed: bool = False
    _page: str = "cp1252"
    _fonts: dict[int, int] = field(default_factory=dict)
    _default_font: int | None = None
    _states: list[State] = field(default_factory=list)
    _flows: list[_Flow] = field(default_factory=lambda: [_Flow()])
    _fields: list[Fields] = field(default_factory=lambda: [Fields()])
    _style: RtfStyle = field(default_factory=RtfStyle)
    _style_number: int | None = 0
    _bytes: list[str] = field(default_factory=list)
    _bare: bool = True
    _left: int = 0
    _half: int = 0
    _starred: bool = False

    def read(self, stream: Iterable[Token]) -> list[Paragraph]:
        """All paragraphs of the story, in order."""
        for token in stream:
            if token.kind == TEXT:
                self._text(token.text)
            elif token.kind == BYTE:
                self._byte(token.text)
            else:
                self._flush()
                self._control(token)
                if self.is_closed:
                    break
        self._flush()
        self._end_paragraph()
        return self._flows[0].found

    def _control(self, token: Token) -> None:
        if token.kind == OPEN:
            self._left = 0
            self._states.append(self._states[-1].inner() if self._states else State())
        elif token.kind == CLOSE:
            self._left = 0
            self._close()
        elif self._left and (token.text in _CHARACTERS or token.text in _SYMBOLS):
            self._left -= 1
        elif token.kind == SYMBOL:
            self._left = 0
            self._symbol(token.text)
        elif token.kind == WORD and self._states:
            self._left = 0
            self._word(token.text, token.number)
            self._starred = False

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._starred = True
        elif symbol in "\r\n":
            self._end_paragraph()
        else:
            self._put(_SYMBOLS.get(symbol, ""))

    def _close(self) -> None:
        if not self._states:
            return
        state = self._states.pop()
        self._starred = False
        if state.closes == "field":
            self._put(self._fields[-1].end())
        elif state.closes == "style":
            self._keep_style()
        elif state.closes in _ASIDES:
            self._end_aside()
        self.is_closed = not self._states

    # Words of the file.

    def _text(self, words: str) -> None:
        if self._left:
            skipped = min(self._left, len(words))
            self._left -= skipped
            words = words[skipped:]
        if words and self._states and self._states[-1].goes is not Goes.NOWHERE:
            self._bytes.append(words)

    def _byte(self, byte: str) -> None:
        if self._left:
            self._left -= 1
        elif self._states and self._states[-1].goes is not Goes.NOWHERE:
            self._bytes.append(byte)
            self._bare = False

    def _flush(self) -> None:
        """The bytes so far are characters: a character may be written in several of them."""
        if self._bytes:
            data, bare, self._bare = "".join(self._bytes), self._bare, True
            self._bytes.clear()
            state = self._states[-1] if self._states else State()
            font = self._default_font if state.font is None else state.font
            codec = codec_of_font(self._fonts.get(font) if font is not None else None, self._page)
            plain = data.isascii() and codec is not None
            self._put(data if plain else decoded(data, codec, bare=bare))

    def _put(self, words: str) -> None:
        if not words or not self._states:
            return
        state, flow = self._states[-1], self._flows[-1]
        if state.goes is Goes.STORY:
            if self._fields[-1].is_unread:
                return
            if state.hidden or state.deleted:
                flow.hides = True
                return
            flow.size = flow.size or (state.size if words.strip() else 0)
            flow.last.runs.add(
                words, italic=state.italic, bold=state.bold, raised=state.raised, struck=state.struck
            )
        elif state.goes is Goes.NUMBER:
            flow.number += words
        elif state.goes is Goes.CODE:
            self._fields[-1].add(words)
        elif state.goes is Goes.ABOUT:
            self.about[state.about] = self.about.get(state.about, "") + words
        elif state.goes is Goes.STYLES:
            self._style.name += words

    # Control words.

    def _word(self, word: str, number: int | None) -> None:
        state = self._states[-1]
        if self._opens(word, state) or state.goes is Goes.NOWHERE:
            return
        if state.goes is Goes.STYLES:
            self._of_style(word, number, state)
        elif state.goes is Goes.FONTS:
            self._of_font(word, number, state)
        elif word in _WORDS:
            _WORDS[word](self, state, number)
        elif word in _CHARACTERS:
            self._put(_CHARACTERS[word])
        elif word in _PARAGRAPH_ENDS:
            self._end_paragraph(is_cell=word not in ("par", "sect"))
        elif word in PAGES:
            self._page = PAGES[word]

    def _opens(self, word: str, state: State) -> bool:
        """Whether the word says what the group is that it stands in, and where its words go."""
        starred = self._starred
        if state.goes is Goes.NOWHERE and word != "ud":
            return True
        if word in _ASIDES and state.goes in (Goes.STORY, Goes.NUMBER):
            state.closes = word
            self._begin_aside(_ASIDES[word])
        elif word in DESTINATIONS and state.goes is not Goes.STYLES:
            state.outside = state.goes if word == "upr" else Goes.NOWHERE
            state.goes, state.about = DESTINATIONS[word], word
        elif word == "ud":
            state.goes = state.outside
        elif word == "field":
            state.closes = "field"
            self._fields[-1].begin()
        elif word == "fldrslt":
            self._fields[-1].separate()
        elif starred and word not in STARRED and state.goes is not Goes.STYLES:
            state.goes = Goes.NOWHERE
        else:
            return False
        return True

    def _of_style(self, word: str, number: int | None, state: State) -> None:
        state.closes = state.closes or "style"
        if word in ("s", "cs", "ds", "ts"):
            self._style_number = number if word == "s" else None
        elif word == "sbasedon":
            self._style.parent = number
        elif word == "outlinelevel":
            self._style.outline = number

    def _keep_style(self) -> None:
        self._style.name = self._style.name.strip().rstrip(";")
        if self._style_number is not None and self._style.name:
            self.styles.by_number.setdefault(self._style_number, self._style)
        self._style, self._style_number = RtfStyle(), 0

    def _of_font(self, word: str, number: int | None, state: State) -> None:
        if word == "f":
            state.font = number
        elif word == "fcharset" and state.font is not None and number is not None:
            self._fonts[state.font] = number

    def _unicode(self, _state: State, number: int | None) -> None:
        """A character, or half of one beyond the first plane: the two halves come one after the other."""
        self._left = self._states[-1].skipped
        value = (number or 0) % 0x10000
        half, self._half = self._half, 0
        if 0xD800 <= value < 0xDC00:
            self._half = value
        elif 0xDC00 <= value < 0xE000 and half:
            self._put(chr(0x10000 + ((half - 0xD800) << 10) + value - 0xDC00))
        elif number is not None:
            self._put(chr(value))

    # Paragraphs.

    def _end_paragraph(self, *, is_cell: bool = False) -> None:
        state = self._states[-1] if self._states else State()
        flow = self._flows[-1]
        if state.goes is not Goes.STORY or state.deleted:
            return
        last, flow.last = flow.last, Paragraph()
        words, fields = last.words, self._fields[-1]
        number, flow.number = flow.number.strip(), ""
        size, flow.size = flow.size, 0
        hides, flow.hides = flow.hides, False
        if not words and not (last.before or last.after or last.notes):
            flow.empty += not hides and not is_cell
            return
        role = self.styles.role(state.style, state.outline)
        last.role = fields.role(words, is_heading=_is_heading(role)) or role
        if number in _LISTED or any(map(str.isalnum, number)):
            last.runs.number(f"{number} ")
        last.look = Look(state.centred, size / 2, state.page_break or flow.new_page)
        last.joins = state.drop_cap and drop_cap_joins(words)
        last.empty_before, flow.empty, flow.new_page = flow.empty, 0, False
        flow.found.append(last)

    def _page_break(self, _state: State, _number: int | None) -> None:
        """A new page: most often between paragraphs, and sometimes in a sentence."""
        flow = self._flows[-1]
        end = flow.last.runs.end.rstrip()
        if not end or end[-1:] in ".!?”\"’'…*":
            self._end_paragraph()
            flow.new_page = True
        else:
            self._put(" ")

    def _begin_aside(self, apart: Apart | None) -> None:
        self._flows.append(_Flow(apart))
        self._fields.append(Fields())
        state = self._states[-1]
        state.goes = Goes.STORY
        state.plain()
        state.paragraph()

    def _end_aside(self) -> None:
        self._states.append(State())
        self._end_paragraph()
        self._states.pop()
        flow = self._flows.pop()
        self._fields.pop()
        around = self._flows[-1].last
        if flow.apart is None:
            (around.after if around.runs.is_begun else around.before).extend(flow.found)
            return
        state = self._states[-1] if self._states else State()
        if state.hidden or state.deleted:
            return
        notes = [note(each.runs, flow.apart) for each in flow.found]
        (self.endnotes if flow.is_endnote else around.notes).extend(notes)

    def _is_endnote(self, _state: State, _number: int | None) -> None:
        self._flows[-1].is_endnote = self._flows[-1].apart is Apart.FOOTNOTE

    def _set_page(self, _state: State, number: int | None) -> None:
        self._page = code_page(number)

    def _set_default_font(self, _state: State, number: int | None) -> None:
        self._default_font = number


def _is_heading(role: ParagraphRole | None) -> bool:
    return role is not None and role.level > 0


def _switch(name: str, *, value: bool | None = None) -> _Handler:
    """Switches a property on, or off where the number is 0; ``value`` sets it whatever the number."""

    def switch(_reader: RtfReader, state: State, number: int | None) -> None:
        setattr(state, name, number != 0 if value is None else value)

    return switch


def _count(name: str, default: int | None) -> _Handler:
    """Sets a property to the number of the word."""

    def set_number(_reader: RtfReader, state: State, number: int | None) -> None:
        setattr(state, name, default if number is None else number)

    return set_number


_Handler: TypeAlias = Callable[[RtfReader, State, "int | None"], None]
_WORDS: dict[str, _Handler] = {
    "i": _switch("italic"),
    "b": _switch("bold"),
    "v": _switch("hidden"),
    "deleted": _switch("deleted"),
    "mvf": _switch("deleted"),
    **dict.fromkeys(("strike", "striked"), _switch("struck")),
    "super": _switch("raised"),
    **dict.fromkeys(("nosupersub", "sub"), _switch("raised", value=False)),
    "up": lambda _reader, state, number: setattr(state, "raised", number != 0),
    "qc": _switch("centred", value=True),
    **dict.fromkeys(("ql", "qr", "qj", "qd"), _switch("centred", value=False)),
    "pagebb": _switch("page_break"),
    "dropcapli": _switch("drop_cap"),
    "fs": _count("size", 0),
    "f": _count("font", None),
    "uc": _count("skipped", 1),
    "s": _count("style", 0),
    "outlinelevel": _count("outline", None),
    "plain": lambda _reader, state, _number: state.plain(),
    "pard": lambda _reader, state, _number: state.paragraph(),
    "u": RtfReader._unicode,
    "page": RtfReader._page_break,
    "column": RtfReader._page_break,
    "ftnalt": RtfReader._is_endnote,
    "ansicpg": RtfReader._set_page,
    "deff": RtfReader._set_default_font,
}
