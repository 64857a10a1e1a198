"""Words as Markdown shows them: nothing in a book becomes a heading, a link, a tag or code."""

from __future__ import annotations

import re

_MARKS = re.compile(r"[\\`*_{}\[\]<>#|$^]|~(?=~)|=(?==)|%(?=%)|&(?=#?\w+;)")
_STARTS = re.compile(r"^(\s*)([-+:>]|\d+[.)])(?=\s|$|-)")


def inline(words: str) -> str:
    """Words within a line, with a backslash before every mark that Markdown or Obsidian could act on."""
    return _MARKS.sub(r"\\\g<0>", " ".join(words.split()))


def plain(words: str) -> str:
    """Words that may stand at the start of a line, where more is a mark."""
    escaped = inline(words)
    return _STARTS.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", escaped)
