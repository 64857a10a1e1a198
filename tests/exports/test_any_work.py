"""Every format takes any work: names and words of any characters, spans of no word, people nowhere."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from fabula.exports import FORMATS, export
from fabula.types import (
    Block,
    BlockKind,
    Chapter,
    Entity,
    EntityType,
    Mention,
    MentionForm,
    Presence,
    Quote,
    Scene,
    SceneMode,
    Span,
    Story,
    Work,
)
from tests.builders import plain_work
from tests.exports.installed import installed_formats
from tests.words import annotated

HOSTILE = "a\tb\nc\x00\x1b[2J\u202e\u2028<b>&\"'|{}\\é🧤=1"


def odd_work() -> Work:
    """A work in which everything is as odd as it may be."""
    content = f"\ufeff \n{HOSTILE} said.\n\n   \n\n“”\n\n{HOSTILE}\x00\n"
    size = len(content)
    kinds = list(EntityType)
    people = tuple(
        Entity(number, kinds[number % len(kinds)], HOSTILE * (number % 2) or " ", (HOSTILE, ""), ("",), 0, 0)
        for number in (0, 3, 10**9)
    )
    spans: list[Span] = [(0, 1), (1, 2), (2, 9), (5, 7), (0, size), (size - 1, size)]
    mentions = tuple(
        Mention(*span, kinds[n], list(MentionForm)[n % 3], (0, 3, None)[n % 3], n / 5, chain=n or None)
        for n, span in enumerate(sorted(spans, key=lambda own: (own[0], -own[1])))
    )
    quotes = (
        Quote(5, ((0, 1), (1, 3), (3, 20)), 0, (1, 2), (0, 3, 10**9), 0.0, ((3, 1.0),)),
        Quote(7, ((30, 31),), None, None, (), 1.0, (), thought=True),
        Quote(8, ((3, 10),), 10**9, (size - 1, size), (), 0.5),
    )
    blocks = (
        Block(BlockKind.HEADING, 0, 1),
        Block(BlockKind.VERSE, 3, 12),
        Block(BlockKind.SCENE_BREAK, 12, 20),
        Block(BlockKind.NOTE, size - 5, size),
    )
    scenes = (
        Scene(1, 0, 14, SceneMode.SCENE, 3, (2, 4), 0.0, (Presence(0, 0, 2, 1.0),), 0, 0.0, 1.0),
        Scene(2, 14, 14, SceneMode.SUMMARY, None, None, 1.0, (), None, 0.0, 0.0),
        Scene(
            3, 14, size, SceneMode.SCENE, None, (12, 13), 1.0, (Presence(10**9, 14, 15, 0.5),), None, 0.0, 0.5
        ),
    )
    work = plain_work(content, title=HOSTILE, source=f"x/{HOSTILE}.txt".replace("\x00", ""))
    text = replace(work.text, blocks=blocks, chapters=(Chapter(HOSTILE, 0, 5), Chapter("", 9, size)))
    cast = replace(work.cast, entities=people, mentions=mentions, quotes=quotes)
    return replace(work, text=text, cast=cast, story=Story(scenes))


WORKS = {
    "odd": odd_work(),
    "empty": plain_work("", mention_of=()),
    "nobody": replace(
        plain_work("Ann sang."), cast=replace(plain_work("").cast, entities=(), mentions=(), quotes=())
    ),
    "untold": replace(plain_work("Ann sang."), story=Story()),
}


@pytest.mark.parametrize("format", installed_formats())
@pytest.mark.parametrize("name", WORKS)
def test_every_format_takes_any_work(format: str, name: str, tmp_path: Path) -> None:
    work = WORKS[name]
    place = export(work, format, tmp_path / "out", annotated(work))
    again = export(work, format, tmp_path / "again", annotated(work))
    files = sorted(place.rglob("*")) if FORMATS[format].several else [place]
    for file in files:
        same = again / file.relative_to(place) if FORMATS[format].several else again
        if file.is_file():
            assert file.read_bytes() == same.read_bytes(), "the same work gives the same bytes"
            well_formed(
                file if FORMATS[format].several else file.rename(tmp_path / f"x{FORMATS[format].suffix}")
            )


def well_formed(file: Path) -> None:
    """Reads a file as its format wants it."""
    if file.suffix in (".xml", ".gexf", ".graphml", ".ssml"):
        etree.parse(str(file))
    elif file.suffix in (".json", ".jsonld", ".book"):
        json.loads(file.read_text(encoding="utf-8"))
    elif file.suffix == ".jsonl":
        for line in file.read_bytes().removesuffix(b"\n").split(b"\n"):
            json.loads(line)
    elif file.suffix in (".tokens", ".entities", ".quotes", ".supersense"):
        header, *rows = file.read_bytes().removesuffix(b"\n").split(b"\n")
        assert {row.count(b"\t") for row in rows} <= {header.count(b"\t")}
