"""Names that the reader fills in, as fan fiction has them: "Y/N", "(Y/N) L/N", "[Your Name]"."""

from __future__ import annotations

import re

from fabula.types import Span

_PLACEHOLDER = re.compile(r"\b[YyFfLl]/[Nn]\b(?: [LlSs]/[Nn]\b)?|(?<=[\[({])(?:[Yy]our )?[Nn]ame(?=[\])}])")


def placeholders(content: str) -> list[Span]:
    """Where a text leaves a name to its reader, in order, without the brackets around it."""
    return [match.span() for match in _PLACEHOLDER.finditer(content)]
