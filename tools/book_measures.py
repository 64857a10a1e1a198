"""What is measured of a book in one format, and what its own navigation or contents list says of it."""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from fabula import errors
from fabula.sources import headings
from fabula.types import Chapter, Text, outside

_TOLD: dict[str, tuple[str, ...]] = {}
SAMPLE = 6000
"""How many words of the story are read where narrators are looked for."""

_WORD = re.compile(r"[^\W_]+(?:['\u2010\u2011-][^\W_]+)*")
_INSIDE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_OPS = "{http://www.idpf.org/2007/ops}type"
_OUTSIDE = frozenset(("frontmatter", "backmatter"))
_CONTENTS = re.compile(r"^\W*(?:table of )?contents\W*$", re.IGNORECASE)
_COUNTED = re.compile(r"^\W*(?:chapter|letter|chap|stave|adventure)\b", re.IGNORECASE)
_CHAPTER_NUMBER = re.compile(
    rf"^\W*(?:(?:chapter|letter|chap|stave|adventure)\b\.?\s+)?({headings.ROMAN}|\d{{1,3}})(?=[\s.:,—–\])-]|$)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Measures:
    """A book as read from one format.

    ``words`` counts the story's words as they are spelt, case aside. ``apart`` counts the words of what is
    no story, by what it is. ``narrators`` are the names of those who tell the sample, None where nobody
    looked. ``error`` says why it could not be read.
    """

    words: Counter[str] = field(default_factory=Counter)
    chapters: tuple[str, ...] = ()
    apart: dict[str, int] = field(default_factory=dict)
    title: str = ""
    author: str = ""
    narrators: tuple[str, ...] | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Navigation:
    """What a book says its chapters are: the highest entries and the deepest, front and back matter aside."""

    top: tuple[str, ...] = ()
    deepest: tuple[str, ...] = ()


def words_of(characters: str) -> list[str]:
    """The words as compared: case, soft hyphens, joiners, ligatures and forms of the apostrophe aside."""
    plain = unicodedata.normalize("NFKC", _INSIDE.sub("", characters)).replace("’", "'").replace("ʼ", "'")
    return _WORD.findall(plain.casefold())


def letters_of(title: str) -> str:
    """Letters and digits of a title, so that one set differently equals it."""
    return "".join(words_of(title))


def measure(text: Text) -> Measures:
    """Words, chapters and what is set apart of a text."""
    found = Measures(title=text.metadata.title, author=text.metadata.author)
    found.chapters = tuple(chapter.title for chapter in text.chapters)
    for block in text.blocks:
        words = words_of(text.reads(block.start, block.end))
        if block.kind.is_story:
            found.words.update(words)
        elif words:
            kind = (outside(block) or block.kind).value
            found.apart[kind] = found.apart.get(kind, 0) + len(words)
    return found


def load(path: Path) -> Text:
    """The text of a file; raises SourceError."""
    from fabula import sources

    return sources.load(path, force=True)


def measure_file(path: Path, *, narrators: bool = False, first: int | None = None) -> Measures:
    """What is measured of a file or of the start of its story, or why it could not be read."""
    try:
        text = load(path)
    except errors.SourceError as error:
        return Measures(error=str(error))
    if first:
        text = sample(text, first)
    found = measure(text)
    if narrators:
        found.narrators = narrators_of(sample(text))
    return found


def sample(text: Text, most: int = SAMPLE) -> Text:
    """A text up to the end of the paragraph in which its story has had so many words."""
    count = 0
    for i, block in enumerate(text.blocks):
        if block.kind.is_story:
            count += len(words_of(text.reads(block.start, block.end)))
        if count >= most:
            return _up_to(text, i)
    return text


def _up_to(text: Text, last: int) -> Text:
    end = text.blocks[last].end
    return replace(
        text,
        content=text.content[:end],
        blocks=text.blocks[: last + 1],
        chapters=tuple(Chapter(c.title, c.start, min(c.end, end)) for c in text.chapters if c.start < end),
        parts=tuple(replace(p, end=min(p.end, end)) for p in text.parts if p.start < end),
        guessed=tuple(span for span in text.guessed if span[1] <= end),
        emphasis=tuple(each for each in text.emphasis if each.end <= end),
        repairs=tuple(each for each in text.repairs if each.end <= end),
    )


def narrators_of(text: Text) -> tuple[str, ...]:
    """The names of all who tell a text, sorted; one whose words are all set the same is read once."""
    key = _as_set(text)
    if key not in _TOLD:
        from fabula import pipeline

        work = pipeline.read_text(text)
        _TOLD[key] = tuple(sorted(entity.name for entity in work.cast.entities if entity.narrator))
    return _TOLD[key]


def _as_set(text: Text) -> str:
    """A hash of the blocks, the chapters and the emphasis, white space and wrapping aside."""
    said = [(block.kind.value, text.reads(block.start, block.end).split()) for block in text.blocks]
    set_off = [(each.kind.value, text.reads(each.start, each.end).split()) for each in text.emphasis]
    chapters = [(chapter.title, text.content[chapter.start :][:80].split()) for chapter in text.chapters]
    return hashlib.sha256(repr((said, set_off, chapters)).encode()).hexdigest()


def navigation_of(path: Path) -> Navigation:
    """What the navigation document or the NCX of an EPUB names, read without Fabula."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        tables = [
            name for name in names if name.endswith((".xhtml", ".html", ".ncx")) and "text/" not in name
        ]
        for name in sorted(tables, key=lambda table: (table.endswith(".ncx"), table)):
            root = etree.fromstring(archive.read(name), _parser())
            entries = list(_entries(root, 0))
            if entries:
                folder = posixpath.dirname(name)
                return _story_entries(archive, [(posixpath.join(folder, t), w, d) for t, w, d in entries])
    return Navigation()


def _parser() -> Any:
    return etree.XMLParser(recover=True, resolve_entities=False, no_network=True)


def _entries(root: Any, depth: int) -> Iterable[tuple[str, str, int]]:
    """Targets, titles and depths, in order."""
    for element in root.iter():
        tag = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if tag == "a" and any(_is_toc(above) for above in element.iterancestors()):
            depth = sum(etree.QName(above).localname in ("ol", "ul") for above in element.iterancestors())
            yield element.get("href") or "", " ".join("".join(element.itertext()).split()), depth
        elif tag == "navPoint":
            depth = sum(etree.QName(above).localname == "navPoint" for above in element.iterancestors())
            label, content = element.find("{*}navLabel"), element.find("{*}content")
            if label is not None and content is not None:
                words = " ".join("".join(label.itertext()).split())
                yield content.get("src") or "", words, depth


def _is_toc(element: Any) -> bool:
    return etree.QName(element).localname == "nav" and (element.get(_OPS) or "toc") == "toc"


def _story_entries(archive: zipfile.ZipFile, entries: list[tuple[str, str, int]]) -> Navigation:
    kept = [(t, w, d) for t, w, d in entries if not _is_outside(archive, unquote(t.partition("#")[0]))]
    deepest: list[str] = []
    above: list[tuple[int, str]] = []
    top: list[str] = []
    for n, (_, title, depth) in enumerate(kept):
        above = [(d, name) for d, name in above if d < depth]
        if not above:
            top.append(title)
        if n + 1 < len(kept) and kept[n + 1][2] > depth:
            above.append((depth, title))
        else:
            deepest.append(title)
    return Navigation(tuple(top), tuple(deepest))


def _is_outside(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether a page says itself that it is front or back matter, or holds a title and no story."""
    try:
        root = etree.fromstring(archive.read(posixpath.normpath(name)), _parser())
    except KeyError:
        return False
    types = " ".join(element.get(_OPS) or "" for element in root.iter() if isinstance(element.tag, str))
    return bool(_OUTSIDE & set(types.split()) or {"titlepage", "halftitlepage"} & set(types.split()))


def contents_of(content: str) -> tuple[str, ...]:
    """The entries of a plain text's own list of contents; empty where it has none."""
    lines = [line.strip() for line in content[: len(content) // 4].splitlines()]
    at = next((i for i, line in enumerate(lines) if _CONTENTS.match(line)), None)
    if at is None:
        return ()
    entries: list[str] = []
    for line in filter(None, lines[at + 1 :]):
        if entries and letters_of(line) == letters_of(entries[0]):
            return tuple(entries)
        if len(line) > 100:
            break
        entries.append(line)
    return ()


def numbering_of(chapters: Iterable[str]) -> str:
    """How the chapters' numbers run, "1-24" or "1-18 1-19", with what stands out of line after a "!"."""
    runs: list[list[int]] = []
    wrong: list[str] = []
    for title in chapters:
        number = _number(title)
        if number is None:
            continue
        if number == 1 or not runs:
            runs.append([number, number])
        elif number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            wrong.append(f"{runs[-1][1]}→{number}")
            runs[-1][1] = number
    shown = " ".join(f"{first}-{last}" for first, last in runs[:8]) + (" …" if len(runs) > 8 else "")
    return f"{shown} !{' '.join(wrong)}" if wrong else shown


def _number(title: str) -> int | None:
    parts = re.split(r",\s+", title)
    # "PART I, II" is the second chapter of the part, "CHAPTER II, I" the first section of the chapter.
    counted = [part for part in parts if _COUNTED.match(part)]
    for part in (*counted, *reversed(parts)):
        match = _CHAPTER_NUMBER.match(part)
        if match and match[1] and (part is parts[0] or part[match.end() :][:1] != " "):
            return int(match[1]) if match[1].isdigit() else headings.roman(match[1].upper())
    return headings.number_of(title.split(":")[0])
