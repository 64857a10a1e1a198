"""A document of the book: paragraphs with marks on whoever speaks, and on how sure that is."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from fabula.amounts import percent
from fabula.exports.epub.book import Book, Part
from fabula.exports.epub.pages import page
from fabula.exports.markup import Mark, marked
from fabula.exports.page_marks import emphasis_mark
from fabula.exports.script import is_doubtful
from fabula.types import Apart, BlockKind, Quote, outside

_OTHERS = 3
_WORTH = 0.05
_TYPES = {
    Apart.COPYRIGHT: "copyright-page",
    Apart.DEDICATION: "dedication",
    Apart.EPIGRAPH: "epigraph",
    Apart.INTRODUCTION: "introduction",
    Apart.ACKNOWLEDGMENTS: "acknowledgments",
    Apart.FOOTNOTE: "footnote",
    Apart.GLOSSARY: "glossary",
    Apart.INDEX: "index",
}
"""What EPUB's own vocabulary of structure calls parts outside of the story."""


Marks = Mapping[int, Sequence[Mark]]
"""The marks of a document, by the numbers of its blocks."""


def chapter_page(book: Book, part: Part, marks: Marks) -> str:
    """The document."""
    shown = (_block(book, part, number, marks.get(number, ())) for number in range(len(part.blocks)))
    kind = Markup(' epub:type="chapter" role="doc-chapter"') if part.is_chapter else Markup("")
    headed = any(block.kind is BlockKind.HEADING for block in part.blocks)
    label = Markup("") if headed or not part.title else Markup(' aria-label="{}"').format(part.title)
    inside = Markup("\n").join(shown)
    body = Markup("<section{}{}>\n{}\n</section>").format(kind, label, inside)
    return page(book, part.title or book.title, body)


def _block(book: Book, part: Part, number: int, marks: Sequence[Mark]) -> Markup:
    block = part.blocks[number]
    if block.kind is BlockKind.SCENE_BREAK:
        return Markup('<hr class="break"/>')
    words = marked(book.work.text.reads, (block.start, block.end), marks)
    apart = outside(block)
    if apart is not None:
        said = Markup(' epub:type="{}"').format(_TYPES[apart]) if apart in _TYPES else Markup("")
        return Markup('<div class="apart"{}><p>{}</p></div>').format(said, words)
    if block.kind is BlockKind.TITLE:
        return Markup('<p class="title" epub:type="title">{}</p>').format(words)
    if block.kind is BlockKind.HEADING:
        first = next(n for n, each in enumerate(part.blocks) if each.kind is BlockKind.HEADING)
        return Markup("<{0}>{1}</{0}>").format("h1" if number == first else "h2", words)
    if block.kind is BlockKind.VERSE:
        return Markup('<p class="verse">{}</p>').format(Markup(str(words).replace("\n", "<br/>\n")))
    return Markup("<p>{}</p>").format(words)


def marks_of(book: Book) -> Mapping[str, Marks]:
    """The marks of every document, by its file; one over several blocks is in each of them."""
    found: dict[str, dict[int, list[Mark]]] = {part.file: defaultdict(list) for part in book.parts}
    blocks = [
        (block.start, block.end, part.file, number)
        for part in book.parts
        for number, block in enumerate(part.blocks)
    ]
    ends = [end for _, end, _, _ in blocks]
    for mark in _all_marks(book):
        index = bisect_right(ends, mark.start)
        while index < len(blocks) and blocks[index][0] < mark.end:
            _, _, file, number = blocks[index]
            found[file][number].append(mark)
            index += 1
    return found


def _all_marks(book: Book) -> Iterator[Mark]:
    for quote in book.work.cast.quotes:
        for number, (start, end) in enumerate(quote.spans):
            yield _line(book, quote, start, end, first=not number)
    for place, speaker in book.anchors.items():
        tag = Markup('<span id="e{}">').format(speaker.rank)
        yield Mark(place, place + 1, tag, Markup("<span>"))
    for emphasis in book.work.text.emphasis:
        yield emphasis_mark(emphasis)


def _line(book: Book, quote: Quote, start: int, end: int, *, first: bool) -> Mark:
    """A part of a line. Its speaker's name is content of the style, so that it is no word of the story."""
    speaker = book.speakers.get(quote.speaker) if quote.speaker is not None else None
    unsure = " doubt" if is_doubtful(quote) else ""
    kind = f"q u{unsure}" if speaker is None else f"q c{speaker.rank}{unsure}"
    tag = Markup('<span class="{}" title="{}"{}>')
    focus = Markup(' tabindex="0"') if first else Markup("")
    said = _said(book, quote)
    label = Markup('<span class="who" data-who="{}"></span>').format(said) if first else Markup("")
    return Mark(start, end, tag.format(kind, said, focus) + label, tag.format(kind, said, Markup("")))


def _said(book: Book, quote: Quote) -> str:
    """Who speaks a line to whom, how sure that is, and who else may."""
    likely = [(who, share) for who, share in quote.alternatives if share >= _WORTH]
    others = ", ".join(f"{book.names[who]} {percent(share)}" for who, share in likely[:_OTHERS])
    if quote.speaker is None:
        return f"Speaker not known; perhaps {others}" if others else "Speaker not known"
    told = book.names[quote.speaker] + (" thinks" if quote.thought else "")
    if quote.addressees:
        told += " to " + ", ".join(book.names[each] for each in quote.addressees)
    return f"{told} ({percent(quote.confidence)} sure)" + (f"; or {others}" if others else "")
