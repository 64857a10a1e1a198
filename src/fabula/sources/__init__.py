"""From a file to a :class:`~fabula.types.Text`: one module per format, the shape of the page shared by all.

Formats: plain text, EPUB 2 and 3, HTML (pages saved from fan-work archives too), DOCX, ODT, RTF, Markdown,
Fountain, and projects of novelWriter and Scrivener.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fabula.sources.folders import StoryFile
    from fabula.sources.manuscripts import Manuscript
    from fabula.types import Text

__all__ = ["load"]


def load(
    path: Path | str | StoryFile | Manuscript, *, force: bool = False, strict: bool = False, include: str = ""
) -> Text:
    """Read a story from a file; what the file holds decides its format, its name only where that is open.

    For plain text ``content`` is the decoded file to the last character, line ends untouched. A byte order
    mark is part of the encoding, not of the text, and is dropped. Bytes that no character stands for, lone
    surrogates among them, become U+FFFD, one for each ill-formed sequence as Unicode recommends, so that
    ``content`` can always be written as UTF-8. For every other format ``content`` is the visible text, with
    a blank line between paragraphs, a line break where the page has one, and ``* * *`` for a drawn rule.

    Blocks are in order, do not overlap and cover every visible character. A break that the page shows by
    white space alone is a ``SCENE_BREAK`` block over that white space.

    ``path`` may also be the folder of a project (novelWriter, Scrivener, Longform), a member of an archive,
    or a work in several files (:mod:`fabula.sources.folders`, :mod:`fabula.sources.manuscripts`), whose texts
    stand one after another in the content.

    ``force`` goes on where the words do not look like English. ``strict`` refuses a file of which a part
    cannot be read. ``include`` names kinds of what is set apart (:class:`~fabula.types.Apart`) that are to be
    read as story, with commas between them.

    Raises :class:`~fabula.errors.SourceError` where the file is missing, empty, damaged, encrypted, no text,
    of a format that is not read, or not in English, and :class:`~fabula.errors.UsageError` for a kind in
    ``include`` that there is not.
    """
    from fabula.sources import formats, manuscripts
    from fabula.sources.folders import story_at

    if isinstance(path, (str, Path)):
        path = manuscripts.project_at(Path(path)) or path
    if isinstance(path, manuscripts.Manuscript):
        return manuscripts.load(path, force=force, strict=strict, include=include)
    file = story_at(Path(path)) if isinstance(path, (str, Path)) else path
    text = formats.read(file.path, file.read(), force=force, strict=strict, include=include)
    return replace(text, source=file.name)
