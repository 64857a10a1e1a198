"""Markup that is not read: LaTeX and the references that go with it, FictionBook and other XML."""

from __future__ import annotations

import re

from fabula.sources.not_prose.sample import Sample

_DOCUMENT = re.compile(
    r"^[ \t]*\\(?:(?:documentclass|documentstyle|usepackage)\s*[\[{]|begin\s*\{document\})",
    re.MULTILINE,
)
_COMMAND = re.compile(
    r"^[ \t]*\\(?:part|chapter|(?:sub)*section|paragraph|begin|end|input|include|label|item|title|author|date"
    r"|maketitle|tableofcontents|newpage|clearpage|pagebreak|vspace|hspace|noindent|centering|frontmatter"
    r"|mainmatter|backmatter|newcommand|def)\*?(?![a-zA-Z])"
)
_ENTRY = re.compile(r"@[A-Za-z]+\s*\{\s*[^\s,{}]+,\s*$")
_XML = re.compile(r"<\?xml[\s?]|<!DOCTYPE\s+(?!html)\w")
_OTHER = re.compile(
    r"(?:<[?!][^>]{0,300}>\s*)*<(?:FictionBook|TEI|TEI\.2|tei:TEI|svg|rss|feed|plist|opml|tt|package|ncx)[\s>]"
)
_PAGE = re.compile(r"<(?:[a-z]+:)?html[\s>]|www\.w3\.org/1999/xhtml", re.IGNORECASE)
_FEW, _SHARE = 3, 0.05


def kind_of(sample: Sample) -> str:
    """What markup a file is in, or empty."""
    if _is_latex(sample):
        return "LaTeX (Pandoc makes EPUB or HTML of it)"
    if sum(_ENTRY.match(line) is not None for line in sample.lines) >= _FEW and _ENTRY.match(sample.lines[0]):
        return "a list of references (BibTeX)"
    if sample.head.startswith("%!PS"):
        return "PostScript"
    if is_other_xml(sample.head) or (_XML.match(sample.head) and not _PAGE.search(sample.head[:4096])):
        book = "<FictionBook" in sample.head[:2048]
        return "a FictionBook (Calibre makes EPUB of it)" if book else "XML"
    return ""


def is_other_xml(head: str) -> bool:
    """Whether a file begins as XML whose elements are other than those of a page."""
    return _OTHER.match(head.lstrip("\ufeff \t\r\n")) is not None


def _is_latex(sample: Sample) -> bool:
    """Whether a file names its class of document, or has the commands of one at the start of many lines."""
    lines = [line for line in sample.lines if not line.lstrip().startswith("%")]
    if not lines:
        return False
    commands = sum(_COMMAND.match(line) is not None for line in lines)
    named = _DOCUMENT.search(sample.head) is not None
    begins = lines[0].lstrip().startswith("\\")
    return (named and begins) or (commands >= _FEW and commands >= _SHARE * len(lines) and begins)
