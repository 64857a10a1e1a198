"""What writers' tools put among the words of a Markdown file: made plain Markdown, or left out.

Obsidian and Longform, Scrivener, mdBook, Hugo, Jekyll and Zola, Pandoc, CriticMarkup.
"""

from __future__ import annotations

import re

from fabula.sources.markdown.pairs import replaced

_COMMENTS = (("<!--", "-->"), ("{::comment}", "{:/comment}"), ("{% comment %}", "{% endcomment %}"))
_CHANGES = (("{>>", "<<}"), ("{--", "--}"), ("{++", "++}"), ("{~~", "~~}"), ("{==", "==}"))
_GONE = frozenset(("{>>", "{--"))
_PROGRAMS = (("{{", "}}"), ("{%", "%}"), ("<%", "%>"))
_LONGEST_CODE = 500
_PLACEHOLDER = re.compile(
    r"(?:your_?)?(?:user|char(?:acter)?|name|persona|player|you|yn|y/n)\d?", re.IGNORECASE
)
_LINES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(?:[-*+]|1\.)[ \t]+[^\n]{1,40}\n\{:toc\}[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"<!?\$[A-Za-z_]\w{0,30}(?:::?[\w-]{1,30})?>"), ""),
    (
        re.compile(
            r"^[ \t]*(?:\[TOC\]|\[\[_?TOC_?\]\]|\{:toc\})[ \t]*$",
            re.MULTILINE | re.IGNORECASE,
        ),
        "",
    ),
    (
        re.compile(
            r"^[ \t]{0,3}\\(?:(?:newpage|pagebreak|clearpage|cleardoublepage|tableofcontents|maketitle)"
            r"|(?:begin|end|vspace\*?|hspace\*?|thispagestyle)\{[^{}\n]{0,100}\})[ \t]*$",
            re.MULTILINE,
        ),
        "",
    ),
    (re.compile(r"^\\(?:noindent|indent|centering)\b[ \t]*", re.MULTILINE), ""),
    # What stands raised or lowered: "the 1^st^ of May"; a raised number may be the mark of a note.
    (re.compile(r"(?:(?<=[^\s\^])|^)\^(\d{1,3})\^", re.MULTILINE), r"<sup>\1</sup>"),
    (re.compile(r"(?<=\w)\^(\w{1,12})\^"), r"\1"),
    (re.compile(r"(?<=\w)~(\w{1,12})~(?!~)"), r"\1"),
)
_LINKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"!\[\[[^\[\]\n]{0,300}\]\]"), ""),
    (re.compile(r"\[\[[^\[\]|\n]{0,300}\|([^\[\]\n]{1,300})\]\]"), r"\1"),
    (re.compile(r"\[\[([^\[\]|#^\n]{1,300})(?:[#^][^\[\]|\n]{0,300})?\]\]"), r"\1"),
    (re.compile(r"\[\[#\^?([^\[\]|\n]{1,300})\]\]"), r"\1"),
)
# Attributes in braces, after a heading, a picture, a link or words in square brackets.
_ATTRIBUTE = (
    r"(?:[.#][^\s{}]{1,200}|[\w:.-]{1,60}=(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|[^\s\"'{}]{1,300})|-)"
)
_ATTRIBUTES = rf"\{{:?[ \t]*{_ATTRIBUTE}(?:\s{{1,10}}{_ATTRIBUTE}){{0,30}}[ \t]*\}}"
_INSIDE = r"(?:[^\[\]\n]|\n(?![ \t]*\n)){0,2000}"
_BRACED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"`([^`]{1,1000})`\{=html5?\}"), r"\1"),
    (re.compile(r"`[^`]{1,1000}`\{=\w{1,20}\}"), ""),
    (re.compile(rf"\[(?:{_INSIDE})\](?=\{{\.(?:paragraph-)?(?:deletion|comment-start)\s){_ATTRIBUTES}"), ""),
    (re.compile(rf"(?<![!\]\\])\[({_INSIDE})\]{_ATTRIBUTES}"), r"\1"),
    (re.compile(rf"(?<=[\])`]){_ATTRIBUTES}"), ""),
    (re.compile(rf"^(#{{1,6}}[ \t][^\n]{{0,400}}?)[ \t]*{_ATTRIBUTES}[ \t]*#*[ \t]*$", re.MULTILINE), r"\1"),
    (re.compile(rf"^[ \t]*{_ATTRIBUTES}[ \t]*$", re.MULTILINE), ""),
    (re.compile(rf"(?<=[*_.!?”\"’]){_ATTRIBUTES}(?=\s|\Z)"), ""),
)
_TAG = r"#(?=[^\W\d_])[\w/-]{1,60}"
_OF_NOTES = (
    re.compile(rf"^[ \t]{{0,9}}(?:{_TAG}[ \t]{{0,9}}){{1,30}}$", re.MULTILINE),
    re.compile(rf"(?<=[.!?…\"”’)*_])(?:[ \t]{{1,9}}{_TAG}){{1,30}}[ \t]{{0,9}}$", re.MULTILINE),
    re.compile(r"(?:^|(?<=\s))\^[A-Za-z0-9][A-Za-z0-9-]{1,40}[ \t]{0,9}$", re.MULTILINE),
)
_DATA_LINE = re.compile(r"^[ \t]{0,9}(?:[-*][ \t]+)?[A-Za-z][\w -]{0,40}::(?:[ \t].*)?$", re.MULTILINE)
_OBSIDIAN = re.compile(r"\[\[[^\[\]\n]{1,300}\]\]|^> ?\[![\w-]+\]|%%[^%]|^[\w-]{1,40}::[ \t]", re.MULTILINE)


def is_of_obsidian(content: str) -> bool:
    """Whether a file has marks as Obsidian and its like have them."""
    return _OBSIDIAN.search(content) is not None


def without_comments(content: str) -> str:
    """The words without comments, and changes that are tracked as if they were accepted."""
    for opening, closing in _COMMENTS:
        content = replaced(content, opening, closing, _nothing, longest=200_000)
    content = replaced(f"\n{content}\n", "\n%%", "%%\n", _block_comment)[1:-1]
    content = replaced(content, "%%", "%%", _comment, in_paragraph=True)
    for opening, closing in _CHANGES:
        content = replaced(content, opening, closing, _nothing if opening in _GONE else _last)
    return content


def _nothing(_words: str) -> str:
    return ""


def _comment(words: str) -> str | None:
    return "" if words.strip() else None


def _block_comment(words: str) -> str | None:
    """A comment on lines of its own; one that closes within a line is no such thing."""
    return "\n\n" if words.strip() and "%%" not in words else None


def _last(words: str) -> str:
    """What is new of words and those that take their place."""
    return words.rpartition("~>")[2]


def without_marks(content: str, *, is_note: bool) -> str:
    """The words without calls of programs, attributes, links and marks of notes.

    ``is_note`` tells that a file is kept among notes, where ``#words`` at the end of a paragraph are tags.
    """
    for opening, closing in _PROGRAMS:
        content = replaced(content, opening, closing, _code, longest=_LONGEST_CODE, in_paragraph=True)
    content = replaced(content, "==", "==", _highlighted, longest=2000, in_paragraph=True)
    for pattern, reads in (*_LINES, *_LINKS, *_BRACED):
        content = pattern.sub(reads, content)
    if is_note:
        for pattern in (*_OF_NOTES, _DATA_LINE):
            content = pattern.sub("", content)
    return content


def _code(words: str) -> str | None:
    # "{{user}}" is whom a chat's story is about; "{{ page.title }}" is a program's.
    return None if _PLACEHOLDER.fullmatch(words) else ""


def _highlighted(words: str) -> str | None:
    bare = bool(words) and not words[:1].isspace() and not words[-1:].isspace() and "=" not in words
    return words if bare else None
