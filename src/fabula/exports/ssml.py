"""The script as SSML 1.1 of the W3C, a file a chapter: ``voice`` and ``p``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup, escape

from fabula.exports.files import write_files
from fabula.exports.names import file_names
from fabula.exports.script import Chapter, Paragraph, Script, Stretch, StretchKind, script_of
from fabula.exports.script.lines import lines_of, remark_on, turns_of
from fabula.exports.xml_text import legal
from fabula.types import Work

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_HEAD = Markup('<?xml version="1.0" encoding="UTF-8"?>\n')


def write(work: Work, path: Path) -> None:
    """Writes a file for each chapter into a folder or a .zip. Raises OSError, and UnicodeEncodeError."""
    write_files({name: content.encode() for name, content in documents(work).items()}, path)


def documents(work: Work) -> dict[str, str]:
    """The documents by the names of their files, which are in the order of the chapters."""
    script = script_of(work)
    told = [chapter for chapter in script.chapters if chapter.paragraphs]
    first = 0 if told and told[0].number is None else 1
    titles = [
        f"{number:03} {chapter.title or ('front' if chapter is told[0] else 'between chapters')}"
        for number, chapter in enumerate(told, start=first)
    ]
    names = file_names(titles, ".ssml")
    return {name: _document(script, chapter) for name, chapter in zip(names, told, strict=True)}


def _document(script: Script, chapter: Chapter) -> str:
    said = script.work.text.metadata.language
    language = said if _LANGUAGE.fullmatch(said) else "en"
    opening = Markup('<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="{}">\n')
    body = Markup("").join(part for paragraph in chapter.paragraphs for part in _paragraph(script, paragraph))
    return legal(_HEAD + opening.format(language) + body + Markup("</speak>\n"))


def _paragraph(script: Script, paragraph: Paragraph) -> Iterator[Markup]:
    turns = list(turns_of(paragraph))
    if not turns:
        return
    if turns[0][0].kind is StretchKind.BREAK:
        yield Markup('<break time="2s"/>\n')
        return
    yield Markup("<p>")
    for number, turn in enumerate(turns):
        first = turn[0]
        lines = lines_of(paragraph, "".join(stretch.text for stretch in turn))
        yield Markup("\n" if number else "") + _remarks(script, first)
        said = Markup('<break strength="medium"/>\n').join(map(escape, lines))
        yield Markup('<voice name="{}">{}</voice>').format(first.voice.name, said)
    yield Markup("</p>\n")


def _remarks(script: Script, stretch: Stretch) -> Markup:
    """Marks that a program finds again, with what a person should see in a comment."""
    found = Markup("")
    if stretch.quote is None:
        return found
    number = int(stretch.quote.id)
    if stretch.kind is StretchKind.THOUGHT:
        found += Markup('<mark name="thought-{}"/>').format(number)
    remark = remark_on(stretch, script.voices)
    if remark:
        mark = Markup('<mark name="doubtful-{}"/><!-- {} -->')
        found += mark.format(number, Markup(remark.replace("-", "\N{NON-BREAKING HYPHEN}")))
    return found
