"""Files of novelWriter: Markdown with lines of its own for tags, comments and what a scene is about."""

from __future__ import annotations

import re

from fabula.sources.markdown.wrappers import wrapped
from fabula.types import Apart

_KEYWORDS = (
    "tag|pov|focus|char|plot|time|location|object|entity|custom|mention|story|start|end|timeline|faction"
)
_SIGN = re.compile(
    rf"^(?:%%~\w+:|@(?:{_KEYWORDS}):[ \t]*\S|%[ \t]*(?:synopsis|short|footnote\.\w+):)",
    re.MULTILINE | re.IGNORECASE,
)
_NAME = re.compile(r"^%%~name:[ \t]*(\S.*)$", re.MULTILINE)
_TITLE = re.compile(r"^#![ \t]+(\S.*)$", re.MULTILINE)
_FOOTNOTE = re.compile(r"^%[ \t]*footnote\.\w+:[ \t]*(.*)$", re.IGNORECASE)
_KEYWORD = re.compile(rf"^@(?:{_KEYWORDS}):.*$")
_PAGE = re.compile(r"^\[(?:new ?page|vspace(?::\d+)?)\][ \t]*$", re.IGNORECASE)
_CHAPTER = re.compile(r"^##!?[ \t]", re.MULTILINE)
_SCENE = re.compile(r"^#{3,4}!?[ \t]+\S")
_MARKED_HEADING = re.compile(r"^(#{1,4})!(?=[ \t])")
_REFERENCE = re.compile(r"\[(?:footnote|field):[\w:]+\]", re.IGNORECASE)
_STRUCK = re.compile(r"\[s\](?:(?!\[/?s\]|\n\s*\n).)*\[/s\]", re.IGNORECASE | re.DOTALL)
_EMPHASIS = {"i": "*", "b": "**"}
_SHORTCODE = re.compile(r"\[/?(i|b|u|m|s|sup|sub)\]", re.IGNORECASE)
_LINE_BREAK = re.compile(r"\[br\]\n?", re.IGNORECASE)


def is_novelwriter(content: str) -> bool:
    """Whether a file has lines as only novelWriter writes them."""
    return _SIGN.search(content) is not None


def name_of(content: str) -> str:
    """The title of the novel, or what the program calls the document; empty where it does not say so."""
    name = _TITLE.search(content) or _NAME.search(content)
    return name[1].rstrip() if name else ""


def as_markdown(content: str) -> str:
    """The words of a document: notes about it left out, its own marks as those of Markdown.

    Where there are chapters, the headings of scenes are for the writer alone, and breaks to a reader.
    """
    has_chapters = _CHAPTER.search(content) is not None
    lines: list[str] = []
    scene_follows = False
    for line in content.split("\n"):
        footnote = _FOOTNOTE.match(line)
        if footnote:
            lines.append(wrapped(Apart.FOOTNOTE, footnote[1]))
        elif line.startswith("%") or _KEYWORD.match(line) or _PAGE.match(line):
            lines.append("")
        elif has_chapters and _SCENE.match(line):
            lines.append("* * *" if scene_follows else "")
        else:
            scene_follows = (scene_follows or bool(line.strip())) and not line.startswith("#")
            lines.append(_without_alignment(_MARKED_HEADING.sub(r"\1", line)))
    content = _STRUCK.sub("", _REFERENCE.sub("", "\n".join(lines)))
    content = _SHORTCODE.sub(lambda match: _EMPHASIS.get(match[1].lower(), ""), content)
    return _LINE_BREAK.sub("\\\\\n", content)


def _without_alignment(line: str) -> str:
    """A line without the arrows that centre it, set it in or to the right."""
    words = line.rstrip()
    for arrows in (">>", ">"):
        if words.startswith(f"{arrows} "):
            words = words.removeprefix(arrows).lstrip()
            break
    for arrows in ("<<", "<"):
        if words.endswith(f" {arrows}"):
            return words.removesuffix(arrows).rstrip()
    return words
