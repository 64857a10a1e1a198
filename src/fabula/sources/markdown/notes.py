"""Footnotes of Markdown and Pandoc's fenced divisions: what is no story is wrapped, marks are left out."""

from __future__ import annotations

import re

from fabula.sources.markdown.wrappers import CLOSING, opening, wrapped
from fabula.types import Apart

_START = re.compile(r"^[ \t]{0,3}\[\^([^\]\s]{1,60})\]:[ \t]*")
_MARK = re.compile(r"\[\^[^\]\s]{1,60}\](?!:)")
_INLINE = re.compile(r"\^\[((?:[^\[\]\n]|\n(?![ \t]*\n)|\[[^\[\]\n]{0,300}\]){1,3000})\]")
_PARAGRAPHS = re.compile(r"(\n[ \t]*\n)")
_DEEPEST = 50
_FENCE = re.compile(r"^[ \t]{0,3}:{3,}[ \t]*(?P<said>[^\s:].*)?$")
_CLASS = re.compile(r"(?<![\w#=])\.?(?P<name>[A-Za-z][\w-]*)(?![\w=])")
_NOTES = frozenset(
    ("note", "notes", "comment", "comments", "todo", "warning", "tip", "info", "important", "caution")
) | frozenset(("danger", "hint", "hidden", "admonition", "aside", "notice", "editor", "author-note"))


def with_footnotes_apart(content: str) -> str:
    """Footnotes where their text stands, those in mid sentence after their paragraph; no marks of them."""
    parts: list[str] = []
    for part in _PARAGRAPHS.split(content):
        notes = _INLINE.findall(part) if "^[" in part else []
        parts.append(_INLINE.sub("", part) if notes else part)
        parts += [wrapped(Apart.FOOTNOTE, note) for note in notes]
    lines: list[str] = []
    inside = after_blank = False
    for line in "".join(parts).split("\n"):
        start = _START.match(line)
        if start:
            lines += [CLOSING] * inside + [opening(Apart.FOOTNOTE) + line[start.end() :]]
            inside = True
        elif inside and after_blank and line.strip() and line[:1] not in " \t":
            lines += [CLOSING, line]
            inside = False
        else:
            lines.append(line)
        after_blank = not line.strip()
    return _MARK.sub("", "\n".join(lines) + CLOSING * inside)


def with_divisions(content: str) -> str:
    """Pandoc's fenced divisions as those of HTML; those of notes about the text are set apart."""
    if ":::" not in content:
        return content
    lines: list[str] = []
    depth = 0
    for line in content.split("\n"):
        fence = _FENCE.match(line)
        said = fence["said"].rstrip(" \t:") if fence and fence["said"] else ""
        if said:
            depth += 1
            lines.append(_division(said) if depth <= _DEEPEST else "")
        elif fence and depth:
            lines.append(CLOSING if depth <= _DEEPEST else "")
            depth -= 1
        elif not fence:
            lines.append(line)
    return "\n".join(lines) + CLOSING * min(depth, _DEEPEST)


def _division(said: str) -> str:
    classes = [match["name"] for match in _CLASS.finditer(said.strip("{} "))]
    if any(name.casefold() in _NOTES or name.casefold().startswith("callout") for name in classes):
        return opening(Apart.NOTE)
    return f'\n\n<div class="{" ".join(classes)}">\n\n'
