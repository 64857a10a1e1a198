"""A work as TEI P5: its text with speech and names marked, and its cast beside it.

A chapter is a ``div``; ``said`` has who speaks and to whom, ``persName``, ``placeName``, ``orgName`` and
``rs`` point to the cast in ``standOff``. ``cert`` is the probability of what an element says. Nothing of the
text is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from markupsafe import Markup

from fabula.exports.blocks import every_block
from fabula.exports.files import write_file
from fabula.exports.markup import Mark, by_block, marked, reads_once
from fabula.exports.tei_names import (
    cert,
    parts_of,
    pointer,
    pointers,
    quote_id,
    safe_word,
    scene_id,
)
from fabula.exports.tei_standoff import standoff
from fabula.exports.xml_text import attributes, legal
from fabula.types import (
    Block,
    BlockKind,
    Emphasis,
    EmphasisKind,
    EntityType,
    Mention,
    MentionForm,
    Quote,
    Scene,
    Work,
    outside,
)

_NAMES = {
    EntityType.PERSON: "persName",
    EntityType.PLACE: "placeName",
    EntityType.LOCATION: "placeName",
    EntityType.FACILITY: "placeName",
    EntityType.ORGANISATION: "orgName",
}
Reads = Callable[[int, int], str]

_RENDERED = {EmphasisKind.ITALIC: "italic", EmphasisKind.BOLD: "bold"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""A tag of a language as BCP 47 has it, as far as files give such."""


def write(work: Work, path: Path) -> None:
    """Writes the document. Raises OSError, and UnicodeEncodeError for half a character."""
    write_file(document(work).encode(), path)


def document(work: Work) -> str:
    """The whole document."""
    language = work.text.metadata.language
    known = {"xml:lang": language if _LANGUAGE.fullmatch(language) else None}
    pieces = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"{attributes(known)}>\n',
        *_header(work),
        *standoff(work),
        *_text(work),
        "</TEI>\n",
    )
    return legal("".join(pieces))


def _header(work: Work) -> Iterator[str]:
    known = work.text.metadata
    author = Markup("<author>{}</author>").format(known.author) if known.author else ""
    yield Markup(
        "<teiHeader>\n<fileDesc>\n<titleStmt><title>{}</title>{}"
        "<respStmt><resp>speakers, coreference and scenes found by</resp><name>{}</name></respStmt>"
        "</titleStmt>\n"
        "<publicationStmt><p>Not published.</p></publicationStmt>\n<sourceDesc><p>{}</p></sourceDesc>\n"
        "</fileDesc>\n<encodingDesc><p>cert is the probability of what an element says, from 0 to 1.</p>"
        "</encodingDesc>\n"
    ).format(work.title, author, work.provenance.line, work.text.source)
    summary = Markup("<abstract><p>{}</p></abstract>").format(known.summary) if known.summary else ""
    terms = Markup("").join(Markup("<term>{}</term>").format(tag) for tag in known.tags)
    tags = Markup("<textClass><keywords>{}</keywords></textClass>").format(terms) if terms else ""
    if summary or tags:
        yield f"<profileDesc>{summary}{tags}</profileDesc>\n"
    yield "</teiHeader>\n"


def _text(work: Work) -> Iterator[str]:
    """The body: a division for each chapter, and for what stands before, between and after them."""
    blocks = list(every_block(work.text))
    marks = by_block(_marks(work), [(block.start, block.end) for block in blocks])
    scenes = [scene for scene in (work.story.scenes if work.story else ()) if scene.start < scene.end]
    yield "<text>\n<body>\n"
    at = 0
    for number, (start, end) in _divisions(work, blocks):
        inside = []
        while at < len(blocks) and blocks[at].start < end:
            inside.append((blocks[at], marks.get(at, [])))
            at += 1
        named = (
            {"type": "chapter", "n": number, "xml:id": f"chapter.{number}"} if number else {"type": "other"}
        )
        if inside or number:
            yield f"<div{attributes(named)}>\n"
            yield from _division(work, inside, [s for s in scenes if start <= s.start < end])
            yield "</div>\n"
    if not blocks and not work.text.chapters:
        yield '<div type="other"><p/></div>\n'
    yield "</body>\n</text>\n"


def _divisions(work: Work, blocks: Sequence[Block]) -> Iterator[tuple[int, tuple[int, int]]]:
    """The chapters with their numbers, and with 0 what is in none of them."""
    at = 0
    for number, chapter in enumerate(work.text.chapters, 1):
        if at < chapter.start:
            yield 0, (at, chapter.start)
        yield number, (chapter.start, chapter.end)
        at = chapter.end
    past = max(len(work.text.content), *(block.end for block in blocks), 0) if blocks else 0
    if at < past:
        yield 0, (at, past)


def _division(
    work: Work, blocks: Sequence[tuple[Block, list[Mark]]], scenes: Sequence[Scene]
) -> Iterator[str]:
    """The blocks of a division; scenes begin between them, or within one where they do so."""
    waiting = list(scenes)
    reads = reads_once(work.text)
    heading = True
    for block, marks in blocks:
        while waiting and waiting[0].start <= block.start:
            yield _scene(waiting.pop(0)) + "\n"
        while waiting and waiting[0].start < block.end:
            scene = waiting.pop(0)
            marks = [*marks, Mark(scene.start, scene.start, _scene(scene), Markup(""), Markup(""))]
        heading = heading and block.kind in (BlockKind.TITLE, BlockKind.HEADING)
        yield from _block(work, reads, block, marks, heading=heading)
    for scene in waiting:
        yield _scene(scene) + "\n"
    if not blocks:
        yield "<p/>\n"


def _block(work: Work, reads: Reads, block: Block, marks: Sequence[Mark], *, heading: bool) -> Iterator[str]:
    span = block.start, block.end
    apart = outside(block)
    if block.kind is BlockKind.SCENE_BREAK and not marks:
        shown = " ".join(work.text.reads(*span).split())
        yield f"<milestone{attributes({'unit': 'scene-break', 'rend': shown or None})}/>\n"
    elif block.kind is BlockKind.VERSE and apart is None:
        lines = _lines(work, block)
        yield ("<lg>" + "".join(f"<l>{marked(reads, line, marks)}</l>" for line in lines) + "</lg>\n")
    elif block.kind in (BlockKind.TITLE, BlockKind.HEADING) and apart is None:
        name = "head" if heading else "ab"
        kind = attributes({"type": block.kind.value})
        yield f"<{name}{kind}>{marked(reads, span, marks)}</{name}>\n"
    elif apart is not None or block.kind is BlockKind.SCENE_BREAK:
        kind = attributes({"type": safe_word((apart or block.kind).value)})
        yield f"<ab{kind}>{marked(reads, span, marks)}</ab>\n"
    else:
        yield f"<p>{marked(reads, span, marks)}</p>\n"


def _lines(work: Work, block: Block) -> list[tuple[int, int]]:
    """The lines of a stanza, each with the break at its end; an empty one is part of the one before it."""
    found: list[tuple[int, int]] = []
    at = block.start
    for line in work.text.content[block.start : block.end].splitlines(keepends=True):
        end = at + len(line)
        if found and not line.strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((at, end))
        at = end
    return found


def _scene(scene: Scene) -> Markup:
    known = {"unit": "scene", "n": scene.id, "xml:id": scene_id(scene.id), "cert": cert(scene.confidence)}
    return Markup("<milestone{}/>").format(attributes(known))


def _marks(work: Work) -> Iterator[Mark]:
    """Quotations, mentions and emphasis over the text."""
    for quote in work.cast.quotes:
        yield from _quote_marks(work, quote)
    for mention in work.cast.mentions:
        yield _mention_mark(mention)
    for emphasis in work.text.emphasis:
        yield _emphasis_mark(emphasis)


def _quote_marks(work: Work, quote: Quote) -> Iterator[Mark]:
    """An element for each part of a quotation; parts of one are chained by ``next`` and ``prev``."""
    known: dict[str, object] = {
        "who": None if quote.speaker is None else pointer(quote.speaker),
        "toWhom": pointers(quote.addressees),
        "aloud": "false" if quote.thought else "true",
        "direct": "true",
        "cert": None if quote.speaker is None else cert(quote.confidence),
    }
    parts = parts_of(work.text, quote)
    names = [quote_id(quote.id, part) for part in range(len(parts))]
    closing = Markup("</said>")
    for part, (start, end) in enumerate(parts):
        chained = {
            "xml:id": names[part],
            "prev": f"#{names[part - 1]}" if part else None,
            "next": f"#{names[part + 1]}" if part + 1 < len(names) else None,
        }
        opening = Markup("<said{}>").format(attributes({**chained, **known}))
        resumed = Markup("<said{}>").format(attributes({"prev": f"#{names[part]}", **known}))
        yield Mark(start, end, opening, resumed, closing)


def _mention_mark(mention: Mention) -> Mark:
    named = _NAMES.get(mention.type) if mention.form is MentionForm.NAME else None
    known = {
        "type": None if named else safe_word(mention.type.name.lower()),
        "subtype": None if named else mention.form.value,
        "ref": None if mention.entity is None else pointer(mention.entity),
        "cert": None if mention.entity is None else cert(mention.confidence),
    }
    tag = Markup("<{}{}>").format(named or "rs", attributes(known))
    return Mark(mention.start, mention.end, tag, tag, Markup("</{}>").format(named or "rs"))


def _emphasis_mark(emphasis: Emphasis) -> Mark:
    tag = Markup("<hi{}>").format(attributes({"rend": _RENDERED[emphasis.kind]}))
    return Mark(emphasis.start, emphasis.end, tag, tag, Markup("</hi>"))
