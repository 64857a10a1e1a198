"""HTML and XHTML: trees, and the words that a page shows, block by block."""

from __future__ import annotations

from fabula.sources.markup.trees import parse, parse_xml, tag_of, text_of, types_of
from fabula.sources.markup.walker import pieces_of

__all__ = ["parse", "parse_xml", "pieces_of", "tag_of", "text_of", "types_of"]
