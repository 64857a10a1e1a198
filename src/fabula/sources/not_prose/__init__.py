"""Files of text that hold no story: data, program code, subtitles, logs, pages that a site shows instead.

Of two errors, refusing a story is the greater: each rule asks for signs that no prose has many of, and counts
them over the beginning and the middle of a file, so that some odd lines decide nothing. ``--force`` reads on.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fabula import errors
from fabula.sources.not_prose import code, data, logs, markup, subtitles, web_pages
from fabula.sources.not_prose.markup import is_other_xml
from fabula.sources.not_prose.sample import Sample, sample_of
from fabula.types import Text

__all__ = ["is_other_xml", "require_page", "require_prose"]

_KINDS: tuple[Callable[[Sample], str], ...] = (
    data.kind_of,
    subtitles.kind_of,
    logs.kind_of,
    markup.kind_of,
    code.kind_of,
    web_pages.kind_of,
)


def require_prose(path: Path, content: str) -> None:
    """Raise SourceError where the words of a file, which is no page of HTML, are clearly no prose."""
    sample = sample_of(content)
    for kind_of in _KINDS:
        what = kind_of(sample)
        if what:
            raise errors.not_a_story(path, what)


def require_page(path: Path, page: str, text: Text) -> None:
    """Raise SourceError where a page, read as ``text``, is what a site shows in place of a story."""
    what = web_pages.kind_of_page(page, text)
    if what:
        raise errors.not_a_story(path, what)
