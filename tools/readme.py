"""Puts what is made from runs of the program between its marks in README.md."""

from __future__ import annotations

from pathlib import Path


def put(readme: Path, begin: str, end: str, made: str) -> None:
    """Puts lines in the place of those that stand between two marks."""
    text = readme.read_text(encoding="utf-8")
    head, tail = text[: text.index(begin) + len(begin)], text[text.index(end) :]
    readme.write_text(head + made + tail, encoding="utf-8")
