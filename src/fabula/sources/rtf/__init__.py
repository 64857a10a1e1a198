"""Rich Text Format: paragraphs with their styles, foot- and end-notes and comments apart."""

from __future__ import annotations

import re
from pathlib import Path

from fabula.sources import omissions
from fabula.sources.office.paragraphs import Paragraph, assembled
from fabula.sources.rtf.reader import RtfReader
from fabula.sources.rtf.tokens import tokens
from fabula.sources.shape import shape
from fabula.types import Metadata, Text

# Scrivener keeps inline notes, footnotes and the styles of paragraphs as words of the text.
_INSIDE = r"((?:(?!\\\\Scrv_).)*?)"
_SCRIVENER: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(rf"\\\{{\\\\Scrv_annot{_INSIDE}\\\\text={_INSIDE}\\\\end_Scrv_annot\\\}}", re.DOTALL),
        r"{\\*\\annotation \2}",
    ),
    (re.compile(rf"\\\{{\\\\Scrv_fn={_INSIDE}\\\\end_Scrv_fn\\\}}", re.DOTALL), r"{\\footnote \1}"),
    (re.compile(r"<!?\$Scr_\w{1,8}::\d{1,4}>"), ""),
)


def read(path: Path, data: bytes) -> Text:
    """The text of an RTF file; what is damaged in it is read as far as it goes."""
    paragraphs, reader = paragraphs_of(data)
    said = {name: " ".join(words.split()) for name, words in reader.about.items()}
    tags = tuple(tag.strip() for tag in re.split(r"[,;]", said.get("keywords", "")) if tag.strip())
    metadata = Metadata(said.get("title", ""), said.get("author", ""), "", said.get("doccomm", ""), tags)
    page = assembled(paragraphs, reader.endnotes, metadata)
    if not reader.is_closed:
        page.warnings.append(omissions.file_cut_short())
    return shape(page, path)


def paragraphs_of(data: bytes) -> tuple[list[Paragraph], RtfReader]:
    """The paragraphs of an RTF file, and the reader that knows all else that is in it."""
    reader = RtfReader()
    source = data.decode("latin-1")
    if "Scr" in source:
        for pattern, reads in _SCRIVENER:
            source = pattern.sub(reads, source)
    return reader.read(tokens(source)), reader
