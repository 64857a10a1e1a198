"""Markdown to HTML by markdown-it, with what fiction means where Markdown means something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fabula.sources.markdown.wrappers import ATTRIBUTE
from fabula.types import Apart

if TYPE_CHECKING:
    from markdown_it.token import Token

_CALLOUT = re.compile(r"^\[!(?P<kind>[\w-]{1,40})(?:\|[^\]]{0,60})?\][+-]?[ \t]*")
_TASK = re.compile(r"^\[[ xX]\][ \t]+")
_PROSE_END = re.compile(r"[.!?…,;:—–-][\"”’'»)*_]*$|[\"”»]$")
_LONGEST_HEADING = 100
_TOOLS = frozenset(
    ("dataview", "dataviewjs", "mermaid", "query", "tasks", "toc", "button", "chart", "plantuml", "leaflet")
)
_SENTENCE_END = re.compile(r"[.!?…:—–][\"”’'»)*_]*$|[\"”»]$")
_PARAGRAPHS = 0.9
_FEWEST_LINES = 6


def rendered(content: str, *, keeps_lines: bool) -> str:
    """The HTML of a Markdown text; ``keeps_lines`` tells that the ends of lines are those of a page."""
    from markdown_it import MarkdownIt

    # Four spaces before a paragraph are a writer's indent, not a listing.
    parser = MarkdownIt("commonmark", {"html": True}).enable(["strikethrough", "table"]).disable("code")
    tokens = parser.parse(content)
    _mend_headings(tokens)
    _mend_lists(tokens)
    _mark_contents(tokens)
    for i, token in enumerate(tokens):
        if token.type == "blockquote_open":
            _mark_callout(tokens, i)
        elif token.type == "fence":
            _mend_fence(token)
    if keeps_lines or _lines_are_paragraphs(tokens):
        for token in _inlines(tokens):
            if token.type == "softbreak":
                token.type, token.tag = "hardbreak", "br"
    return str(parser.renderer.render(tokens, parser.options, {}))


def _mend_fence(token: Token) -> None:
    """Pandoc fences what is HTML or of another format, and tools what they make of the page."""
    said = token.info.strip()
    if said == "{=html}":
        token.type = "html_block"
    elif said.startswith("{=") or said.split(" ")[0].casefold() in _TOOLS:
        token.type, token.content = "html_block", ""


def _inlines(tokens: Sequence[Token]) -> Iterator[Token]:
    return (child for token in tokens for child in token.children or ())


def _mend_headings(tokens: list[Token]) -> None:
    """A line of prose right over a row of dashes is no heading: the row is a break."""
    from markdown_it.token import Token

    for i in range(len(tokens) - 3, -1, -1):
        token = tokens[i]
        if token.type != "heading_open" or token.markup not in ("-", "="):
            continue
        words = tokens[i + 1].content
        if "\n" in words or len(words) > _LONGEST_HEADING or _PROSE_END.search(words):
            token.type, token.tag = "paragraph_open", "p"
            tokens[i + 2].type, tokens[i + 2].tag = "paragraph_close", "p"
            tokens.insert(i + 3, Token("hr", "hr", 0))


def _mend_lists(tokens: Sequence[Token]) -> None:
    """Numbers and dashes at the start of lines stay: "1920. That was the year", "- No, he said"."""
    from markdown_it.token import Token

    waiting = ""
    for token in tokens:
        if token.type.startswith(("ordered_list", "bullet_list", "list_item")):
            token.tag, token.attrs = "div", {}
        if token.type == "list_item_open":
            is_number = token.markup in (".", ")")
            waiting = f"{token.info}{token.markup} " if is_number else "- " if token.markup == "-" else ""
        elif token.type == "list_item_close":
            waiting = ""
        elif token.type == "inline" and token.children is not None:
            first = token.children[0] if token.children else None
            if first is not None and first.type == "text" and waiting:
                first.content = _TASK.sub("", first.content)
            if waiting:
                token.children.insert(0, Token("text", "", 0, content=waiting))
            waiting = ""


def _mark_contents(tokens: Sequence[Token]) -> None:
    """A list of nothing but links to places in the book is its table of contents."""
    i = 0
    while i < len(tokens):
        if tokens[i].type not in ("ordered_list_open", "bullet_list_open"):
            i += 1
            continue
        end = i + 1
        while tokens[end].nesting >= 0 or tokens[end].level != tokens[i].level:
            end += 1
        entries = [token for token in tokens[i:end] if token.type == "inline"]
        if len(entries) > 1 and all(map(_is_entry, entries)):
            tokens[i].attrSet(ATTRIBUTE, Apart.CONTENTS.name)
        i = end + 1


def _is_entry(inline: Token) -> bool:
    children = [
        child for child in inline.children or () if child.content.strip(" -.0123456789)") or child.nesting
    ]
    if len(children) < 3 or children[0].type != "link_open" or children[-1].type != "link_close":
        return False
    address = str(children[0].attrGet("href") or "")
    return "://" not in address and sum(child.type == "link_open" for child in children) == 1


def _mark_callout(tokens: Sequence[Token], at: int) -> None:
    """A quotation whose first words are ``[!note]`` or the like speaks of the story."""
    inline = next((token for token in tokens[at + 1 : at + 3] if token.type == "inline"), None)
    first = inline.children[0] if inline is not None and inline.children else None
    callout = _CALLOUT.match(first.content) if first is not None else None
    if first is not None and callout:
        tokens[at].attrSet(ATTRIBUTE, Apart.NOTE.name)
        first.content = first.content[callout.end() :]


def _lines_are_paragraphs(tokens: Sequence[Token]) -> bool:
    """Whether nearly all lines end with a sentence: those of a paragraph that was wrapped end anywhere."""
    ended = lines = 0
    for token in tokens:
        if token.type == "inline" and "\n" in token.content:
            found = token.content.split("\n")[:-1]
            lines += len(found)
            ended += sum(_SENTENCE_END.search(line.rstrip()) is not None for line in found)
    return lines >= _FEWEST_LINES and ended >= _PARAGRAPHS * lines
