"""Text that is safe and plain to print, whatever a book's author or a file's name puts into it."""

from __future__ import annotations

import json
import re
import shlex
import sys
from pathlib import Path

UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls (a terminal obeys some of them), marks that turn the direction of a line, lone surrogates."""


def clean(text: str) -> str:
    """The text on one line, white space closed up, with a mark for each character no terminal should get."""
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def shorten(text: str, length: int) -> str:
    """The text cleaned and, where it is longer than ``length``, cut at a word and closed with "…"."""
    text = clean(text)
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut) + "…"


def quoted(path: Path) -> str:
    """A path as one would type it in a shell."""
    typed = clean(str(path))
    return shlex.quote(f"./{typed}" if typed.startswith("-") else typed)


def write(text: str) -> None:
    """Write to standard output."""
    sys.stdout.write(text)


def write_json(value: object) -> None:
    """Write a value as JSON, which programs read: UTF-8 where standard output is that, else only escapes."""
    readable = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(value, ensure_ascii=not readable, indent=2)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half a character, which only an escape can spell
        text = json.dumps(value, indent=2)
    write(text + "\n")


def write_utf8(text: str) -> None:
    """Write a document that says of itself that it is UTF-8, whatever the encoding of standard output."""
    write_bytes(text.encode("utf-8"))


def write_bytes(content: bytes) -> None:
    """Write what is a file of its own, as it is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
