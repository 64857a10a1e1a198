"""A work that is kept as several files, a chapter each: which files they are, and one text made of them.

Known are the lists of mdBook (``SUMMARY.md``) and of Longform for Obsidian (the front matter of its index);
in any other folder all stories are taken in natural order.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeVar
from urllib.parse import unquote

from fabula import errors
from fabula.sources import formats, headings, languages, longform
from fabula.sources.decoding import decode
from fabula.sources.drafts import one_line
from fabula.sources.folders import Folder, StoryFile, folder_at, is_folder
from fabula.types import Block, BlockKind, Chapter, Emphasis, Metadata, Part, Repair, Text

_Stretch = TypeVar("_Stretch", Block, Chapter, Emphasis, Repair)

_BETWEEN = "\n\n"
_COUNTED = (headings.PART, headings.CHAPTER, headings.NUMBER)
_LINK = re.compile(
    r"^[ \t]*(?:[-*+][ \t]+)?\[[^\]\n]*\]\(<?([^)>\n]+\.(?:md|markdown))>?\)", re.MULTILINE | re.IGNORECASE
)
_TOML = re.compile(r"^[ \t]*(title|authors)[ \t]*=[ \t]*(.*)$", re.MULTILINE)
_TOML_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'([^']*)'")
_CHAPTER_NAME = re.compile(r"(?:chapter|chap|ch|scene|part|prologue|epilogue)(?![^\W\d_])", re.IGNORECASE)
_ORDER = re.compile(r"^[\d\s._)(-]+(?=[^\W\d_])")
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The files of one work in order, and what the project calls it.

    ``lists`` are the files in which the project says so, ``missing`` those that it lists and that are not
    there, ``left_out`` those that are there and no part of it.
    """

    path: Path
    name: str
    files: tuple[StoryFile, ...]
    title: str = ""
    author: str = ""
    lists: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def manuscript_in(folder: Folder) -> Manuscript:
    """The work whose chapters the files of a folder are."""
    found = _of_mdbook(folder) or _of_longform(folder) or Manuscript(folder.path, folder.name, folder.files)
    known = {*found.lists, *(file.name for file in found.files)}
    rest = (file.name for file in (*folder.files, *folder.others))
    return replace(found, left_out=tuple(name for name in rest if name not in known))


def looks_like_chapters(folder: Folder) -> bool:
    """Whether the files of a folder are rather the chapters of one work than works of their own."""
    if manuscript_in(folder).lists:
        return True
    counted = sum(_CHAPTER_NAME.match(PurePosixPath(file.name).name) is not None for file in folder.files)
    return len(folder.files) >= 3 and counted >= 0.8 * len(folder.files)


_LONGEST = 255
"""Characters of a name that are told; no system has a longer one."""


def load(manuscript: Manuscript, *, force: bool, strict: bool, include: str) -> Text:
    """One text of all files, each a chapter; the arguments are those of :func:`fabula.sources.load`.

    A file that cannot be read is left out, which a warning says, unless ``strict`` refuses that.
    """
    missing = (name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…" for name in manuscript.missing)
    warnings = [f"The file {name}, which the project lists, is missing." for name in missing]
    if strict and warnings:
        raise errors.not_whole(manuscript.path, warnings[0])
    read = partial(_read, strict=strict, include=include)
    found = {file: read(file) for file in manuscript.files}
    texts = {file: text for file, text in found.items() if isinstance(text, Text)}
    warnings += [text for text in found.values() if isinstance(text, str)]
    if not texts:
        raise errors.no_stories(manuscript.path)
    text = replace(_joined(texts), metadata=_metadata(manuscript, [*texts.values()]), source=manuscript.name)
    text = replace(text, warnings=(*warnings, *text.warnings))
    if not force:
        languages.require_english(manuscript.path, text)
    return text


def _read(file: StoryFile, *, strict: bool, include: str) -> Text | str:
    """The text of a file, or the sentence that says why there is none."""
    try:
        return formats.read(file.path, file.read(), force=True, strict=strict, include=include)
    except errors.SourceError as error:
        if strict:
            raise
        return f"The file {file.name} is left out: {error.message.removeprefix(f'{file.path}: ')}."


def _joined(texts: Mapping[StoryFile, Text]) -> Text:
    titles = Counter(text.metadata.title for text in texts.values())
    pieces: list[str] = []
    moved: list[Text] = []
    parts: list[Part] = []
    at = 0
    for file, text in texts.items():
        shared = titles[text.metadata.title] > 1
        chaptered = _with_chapters(text, _named(file), "" if shared else text.metadata.title)
        moved.append(_moved(chaptered, at))
        parts.append(Part(file.name, at, at + len(text.content)))
        pieces.append(text.content)
        at += len(text.content) + len(_BETWEEN)
    return Text(
        content=_BETWEEN.join(pieces),
        blocks=tuple(block for text in moved for block in text.blocks),
        chapters=tuple(chapter for text in moved for chapter in text.chapters),
        metadata=Metadata(),
        source="",
        parts=tuple(parts),
        guessed=tuple(each for text in moved for each in text.guessed),
        doubts=tuple(each for text in moved for each in text.doubts),
        emphasis=tuple(each for text in moved for each in text.emphasis),
        repairs=tuple(each for text in moved for each in text.repairs),
        warnings=tuple(warning for text in moved for warning in text.warnings),
    )


def _moved(text: Text, by: int) -> Text:
    """The text with every offset so much further on."""

    def along(stretches: Iterable[_Stretch]) -> tuple[_Stretch, ...]:
        return tuple(replace(each, start=each.start + by, end=each.end + by) for each in stretches)

    return replace(
        text,
        blocks=along(text.blocks),
        chapters=along(text.chapters),
        guessed=tuple((start + by, end + by) for start, end in text.guessed),
        doubts=tuple((at + by, doubt) for at, doubt in text.doubts),
        emphasis=along(text.emphasis),
        repairs=along(text.repairs),
    )


def _with_chapters(text: Text, name: str, title: str) -> Text:
    """The text as one chapter, or several where it has chapters itself; none where it tells nothing.

    The chapter is called by its heading, or what the file says its ``title`` is, or its ``name``.
    """
    told = next((block.start for block in text.blocks if block.kind.is_story), None)
    if told is None:
        return replace(text, chapters=())
    if _has_chapters(text):
        first = replace(text.chapters[0], start=0)
        return replace(text, chapters=(first, *text.chapters[1:]))
    heading = next((block for block in text.blocks if block.kind is BlockKind.TITLE), None)
    if len(text.chapters) == 1 and text.chapters[0].start <= told:
        title = text.chapters[0].title
    elif heading is not None and heading.start < told:
        title = one_line(text.reads(heading.start, heading.end))
        as_heading = replace(heading, kind=BlockKind.HEADING)
        text = replace(text, blocks=tuple(as_heading if b is heading else b for b in text.blocks))
    return replace(text, chapters=(Chapter(title or name, 0, len(text.content)),))


def _has_chapters(text: Text) -> bool:
    """Whether a file is no chapter but has several. Headings under a title may be those of its scenes."""
    counted = sum(headings.rank(chapter.title) in _COUNTED for chapter in text.chapters)
    titled = any(block.kind is BlockKind.TITLE for block in text.blocks)
    return len(text.chapters) > 1 and (bool(text.parts) or not titled or 2 * counted >= len(text.chapters))


def _named(file: StoryFile) -> str:
    """What a chapter is called after its file: "chapter-02" is "Chapter 2", "03 The Storm" is "The Storm"."""
    stem = PurePosixPath(file.name).stem
    words = one_line(stem.replace("_", " ") if " " in stem else re.sub("[-_]+", " ", stem))
    words = _ZEROS.sub("", _ORDER.sub("", words) or words)
    return words[:1].upper() + words[1:]


def _metadata(manuscript: Manuscript, texts: Sequence[Text]) -> Metadata:
    """What the project says, or else the title page, or else what all files say alike."""
    page = texts[0].metadata if not any(block.kind.is_story for block in texts[0].blocks) else Metadata()
    titles = {text.metadata.title for text in texts}
    authors = {text.metadata.author for text in texts} - {""}
    return Metadata(
        title=manuscript.title or page.title or (titles.pop() if len(titles) == 1 < len(texts) else ""),
        author=manuscript.author or page.author or (authors.pop() if len(authors) == 1 else ""),
        language=next((text.metadata.language for text in texts if text.metadata.language), ""),
    )


def _of_mdbook(folder: Folder) -> Manuscript | None:
    listing = _nearest(file for file in folder.files if PurePosixPath(file.name).name.lower() == "summary.md")
    if listing is None:
        return None
    wanted = [unquote(link) for link in _LINK.findall(_words(listing))]
    files, missing = _listed(folder, PurePosixPath(listing.name).parent, wanted)
    if not files:
        return None
    title = author = ""
    settings = _nearest(file for file in folder.others if PurePosixPath(file.name).name == "book.toml")
    if settings is not None:
        for name, value in _TOML.findall(_words(settings)):
            said = [double or single for double, single in _TOML_STRING.findall(value)]
            title = said[0] if name == "title" and said and not title else title
            author = ", ".join(said) if name == "authors" and not author else author
    lists = (listing.name, settings.name) if settings is not None else (listing.name,)
    return Manuscript(folder.path, folder.name, files, title, author, lists, missing)


def project_at(path: Path) -> Manuscript | None:
    """The one work that a folder or an archive surely is; None where there is none, or no folder."""
    try:
        return project_in(folder_at(path)) if is_folder(path) else None
    except errors.SourceError:
        return None  # reading it will say what is wrong


def project_in(folder: Folder) -> Manuscript | None:
    """The one work that a folder surely is: a Longform project whose index lies in it. None for any other."""
    indexes = [file for file in folder.files if _longform(file) is not None]
    if len(indexes) != 1 or "/" in indexes[0].name:
        return None
    return manuscript_in(folder)


def _of_longform(folder: Folder) -> Manuscript | None:
    for file in folder.files:
        index = _longform(file)
        if index is None:
            continue
        called = index.title, index.author
        if index.alone:
            return Manuscript(folder.path, folder.name, (file,), *called, (file.name,))
        where = PurePosixPath(file.name).parent / index.folder
        files, missing = _listed(folder, where, [f"{scene}.md" for scene in index.scenes])
        if files:
            return Manuscript(folder.path, folder.name, files, *called, (file.name,), missing)
    return None


def _longform(file: StoryFile) -> longform.Index | None:
    if not file.name.lower().endswith(".md"):
        return None
    try:
        begins = file.read().lstrip(b"\xef\xbb\xbf\xff\xfe\0")[:3]
    except errors.SourceError:
        return None
    # Of many notes few have fields over them, and only those are worth decoding.
    return longform.index_of(_words(file)) if begins[:1] == b"-" else None


def _words(file: StoryFile) -> str:
    """What a file says; nothing where it cannot be read, which reading it as a story will tell."""
    try:
        return decode(file.read()).replace("\r\n", "\n")
    except errors.SourceError:
        return ""


def _nearest(files: Iterable[StoryFile]) -> StoryFile | None:
    """The one of these files that lies in the fewest folders."""
    return min(files, key=lambda file: file.name.count("/"), default=None)


def _listed(
    folder: Folder, where: PurePosixPath, names: Iterable[str]
) -> tuple[tuple[StoryFile, ...], tuple[str, ...]]:
    """The files of these names in their order, each once, and the names of those that are not there."""
    known = {file.name: file for file in folder.files}
    paths = [posixpath.normpath(str(where / name)) for name in dict.fromkeys(names)]
    return (
        tuple(known[path] for path in dict.fromkeys(paths) if path in known),
        tuple(path for path in dict.fromkeys(paths) if path not in known),
    )
