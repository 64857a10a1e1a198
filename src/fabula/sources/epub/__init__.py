"""EPUB 2 and 3: the package document gives metadata and reading order, its navigation the chapters."""

from __future__ import annotations

from fabula.sources.epub.reader import read

__all__ = ["read"]
