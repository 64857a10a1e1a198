"""Rich Text Format as a stream of tokens, and the code pages that its bytes are in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fabula.sources.decoding import charset

OPEN, CLOSE, WORD, SYMBOL, BYTE, TEXT = "{", "}", "word", "symbol", "byte", "text"
_TOKEN = re.compile(
    r"\\(?:(?P<word>[a-zA-Z]{1,40})(?P<number>-?\d{1,10})? ?|'(?P<byte>[0-9a-fA-F]{2})|(?P<symbol>[^a-zA-Z]))"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
# The charsets of fonts by their numbers in Windows; 0 is the Western one, 2 are fonts of symbols.
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_SYMBOLS = 2
_WESTERN = "cp1252"
_SEVERAL_BYTES = frozenset(("cp932", "cp936", "cp949", "cp950", "gbk", "big5", "johab"))
# Words that say what the bytes of the whole file are in.
PAGES = {"ansi": _WESTERN, "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


class Token(NamedTuple):
    """``number`` is that of a control word, None where it has none; ``text`` is one character a byte."""

    kind: str
    text: str = ""
    number: int | None = None


def tokens(source: str) -> Iterator[Token]:
    """The tokens of a file; what stands in it as bare bytes is left out."""
    at, end = 0, len(source)
    while at < end:
        match = _TOKEN.match(source, at)
        if match is None:
            at += 1
            continue
        at = match.end()
        kind = match.lastgroup
        if kind == "text":
            yield Token(TEXT, match["text"])
        elif kind == "brace":
            yield Token(match["brace"])
        elif kind == "byte":
            yield Token(BYTE, chr(int(match["byte"], 16)))
        elif kind == "symbol":
            yield Token(SYMBOL, match["symbol"])
        elif match["word"]:
            number = int(match["number"]) if match["number"] else None
            if match["word"] == "bin":
                # Some programs leave out how many bytes follow, and some write too many.
                bare = max(number or 0, 0)
                at += bare if at + bare <= end else 0
            else:
                yield Token(WORD, match["word"], number)


def code_page(number: int | None) -> str:
    """The codec of a code page of Windows."""
    return charset(f"cp{number}") or _WESTERN


def codec_of_font(number: int | None, page: str) -> str | None:
    """The codec of a font by the number of its charset; None for fonts of symbols."""
    if number == _SYMBOLS:
        return None
    if number in _CHARSETS:
        return _CHARSETS[number]
    return _WESTERN if page in _SEVERAL_BYTES else page


def decoded(data: str, codec: str | None, *, bare: bool) -> str:
    """The characters of bytes, given as one character each.

    ``bare`` ones were written without an escape, as UTF-8 by programs that know no better.
    """
    if codec is None:
        return "".join(" " if char.isspace() else "*" for char in data)
    raw = data.encode("latin-1")
    if bare:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return raw.decode(codec, "replace")
