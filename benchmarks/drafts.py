"""What becomes of corrections when their novel is edited and read again.

    python -m benchmarks.drafts FILE [--corrections 200] [--edits NAME ...] [--json]

FILE, a novel as plain text, is read into a new world and corrected by chance. Each edit is made of the novel
as it was, and read into a copy of that world as its new draft. Of each correction it is known where its words
are then, so that each is one of these:

- right: it is about the same words
- listed, rightly: its words are gone, and it is listed for a person
- listed: its words are there, but it is listed for a person
- wrong: it is about other words, or about any where its own are gone
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import sys
import tempfile
import zipfile
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from benchmarks.corrections import run
from fabula import open_world
from fabula.correcting import open_corrections
from fabula.correcting.settling import places_of
from fabula.world import World
from fabula.world.corrections import State

SLACK = 3
"""Code points by which a line may begin or end elsewhere: its quotation marks."""
FAR = 2000
"""Code points in which the next word of a draft is looked for."""
_WORD = re.compile(r"(\S+)(\s*)")


@dataclass(frozen=True)
class Word:
    """A word of a draft with the white space after it; ``was`` is its number in the novel, None if new."""

    was: int | None
    text: str
    space: str


Words = list[Word]


@dataclass(frozen=True)
class Novel:
    """A novel as its words, where each begins, and the numbers of the first words of its chapters."""

    content: str
    words: Words
    starts: Sequence[int]
    chapters: Sequence[int]
    name: str

    def chapter(self, number: int) -> tuple[int, int]:
        """The words of a chapter, counted from 0 and, below 0, from the last."""
        ends = [*self.chapters[1:], len(self.words)]
        return self.chapters[number], ends[number]


def rewritten(novel: Novel) -> Words:
    """A chapter in the middle is another: its words in another order."""
    first, end = novel.chapter(len(novel.chapters) // 2)
    texts = [own.text for own in novel.words[first + 2 : end]]
    random.Random(1).shuffle(texts)
    other = [
        Word(None, text, own.space) for text, own in zip(texts, novel.words[first + 2 : end], strict=True)
    ]
    return [*novel.words[: first + 2], *other, *novel.words[end:]]


def exchanged(novel: Novel) -> Words:
    """Two chapters have changed places."""
    (a, b), (c, d) = novel.chapter(len(novel.chapters) // 3), novel.chapter(2 * len(novel.chapters) // 3)
    w = novel.words
    return [*w[:a], *w[c:d], *w[b:c], *w[a:b], *w[d:]]


def cut(novel: Novel) -> Words:
    """A chapter is gone."""
    first, end = novel.chapter(len(novel.chapters) // 2)
    return [*novel.words[:first], *novel.words[end:]]


def renamed(novel: Novel) -> Words:
    """Whoever is told of most has another name."""
    name = re.compile(rf"\b{re.escape(novel.name)}\b")
    return [Word(own.was, name.sub("Wilhelmina", own.text), own.space) for own in novel.words]


def mistyped(novel: Novel) -> Words:
    """Two letters of one word of each paragraph have changed places."""
    chance, found, paragraph = random.Random(2), list(novel.words), list[int]()
    for at, own in enumerate(novel.words):
        paragraph.append(at)
        if "\n\n" in own.space or at + 1 == len(found):
            long = [each for each in paragraph if found[each].text.isalpha() and len(found[each].text) > 4]
            if long:
                word = found[chosen := chance.choice(long)]
                text = word.text[:2] + word.text[3] + word.text[2] + word.text[4:]
                found[chosen] = Word(word.was, text, word.space)
            paragraph = []
    return found


def other_marks(novel: Novel) -> Words:
    """Curly quotation marks are straight, and straight ones curly."""
    curly = "“" in novel.content

    def turned(text: str) -> str:
        if curly:
            return text.translate(str.maketrans("“”‘’", "\"\"''"))
        return re.sub(r'^(\W*)"', "\\1“", text).replace('"', "”").replace("'", "’")

    return [Word(own.was, turned(own.text), own.space) for own in novel.words]


def wrapped(novel: Novel) -> Words:
    """The lines of a paragraph end elsewhere."""
    found, column = Words(), 0
    for own in novel.words:
        column += len(own.text) + 1
        space = own.space
        if "\n\n" not in space:
            space, column = ("\n", 0) if column > 58 else (" ", column)
        else:
            column = 0
        found.append(Word(own.was, own.text, space))
    return found


def begun_otherwise(novel: Novel) -> Words:
    """There is a new chapter before all others."""
    first, end = novel.chapter(len(novel.chapters) // 2)
    texts = [own.text for own in novel.words[first:end]]
    random.Random(3).shuffle(texts)
    spaces = ["\n\n" if at % 90 == 89 else " " for at in range(len(texts))]
    new = [Word(None, text, space) for text, space in zip(texts, spaces, strict=True)]
    at = novel.chapters[0]
    heading = [Word(None, "CHAPTER", " "), Word(None, "0", "\n\n")]
    return [*novel.words[:at], *heading, *new[:-1], Word(None, "end.", "\n\n\n"), *novel.words[at:]]


def shortened(novel: Novel) -> Words:
    """Every tenth paragraph is gone."""
    found, paragraph, number = Words(), Words(), 0
    for own in novel.words:
        paragraph.append(own)
        if "\n\n" in own.space:
            number += 1
            found += [] if number % 10 == 0 else paragraph
            paragraph = []
    return [*found, *paragraph]


def as_it_is(novel: Novel) -> Words:
    """Nothing is changed; it is read from another format."""
    return list(novel.words)


EDITS: dict[str, tuple[Callable[[Novel], Words], str]] = {
    "a chapter rewritten": (rewritten, ".txt"),
    "two exchanged": (exchanged, ".txt"),
    "one cut": (cut, ".txt"),
    "a name changed": (renamed, ".txt"),
    "a typo in every paragraph": (mistyped, ".txt"),
    "other quotation marks": (other_marks, ".txt"),
    "other lines": (wrapped, ".txt"),
    "a chapter before": (begun_otherwise, ".txt"),
    "paragraphs cut": (shortened, ".txt"),
    "an EPUB of it": (as_it_is, ".epub"),
}


def written(words: Words, path: Path) -> None:
    """Writes a draft as plain text, or as an EPUB of a page a chapter."""
    content = "".join(own.text + own.space for own in words)
    if path.suffix == ".txt":
        path.write_text(content, encoding="utf-8", newline="")
        return
    paragraphs = "".join(f"<p>{escape(' '.join(each.split()))}</p>" for each in re.split(r"\n\s*\n", content))
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="c.opf" media-type="application/oebps-package+xml"/></rootfiles>'
        "</container>",
        "c.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata/><manifest>'
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>',
        "a.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{paragraphs}</body></html>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, own in members.items():
            archive.writestr(name, own)


def novel_in(world: Path) -> Novel:
    """The novel of a world."""
    with open_world(world) as opened:
        reading = opened.only_work()
        content, chapters = reading.text, [each.start for each in reading.chapters]
        name = reading.characters[0].name.split()[-1]
    found = list(_WORD.finditer(content))
    starts = [each.start() for each in found]
    words = [Word(at, each[1], each[2]) for at, each in enumerate(found)]
    firsts = [next(at for at, start in enumerate(starts) if start >= chapter) for chapter in chapters]
    return Novel(content, words, starts, firsts, name)


def corrected(world: Path, count: int) -> None:
    """Corrects lines and mentions by chance, all in one step; those that contradict others are left out."""
    chance = random.Random(0)
    with open_corrections(world) as desk:
        people = [each.id for each in desk.reading.characters][:12]
        lines = chance.sample([each.id for each in desk.reading.quotes], count)
        said = [(own, chance.choice(people)) for own in lines[: count // 2]]
        heard = [(own, chance.choice(people)) for own in lines[count // 2 : 3 * count // 4]]
        named = chance.sample([each for each in desk.reading.mentions if each.entity], count - 3 * count // 4)
        meant = [(own.start, own.end, chance.choice(people)) for own in named]
        makers: list[Callable[[], object]] = []
        makers += [lambda a=a, b=b: desk.speaker(a, b) for a, b in said]  # type: ignore[misc]
        makers += [lambda a=a, b=b: desk.addressees(a, b) for a, b in heard]  # type: ignore[misc]
        makers += [lambda a=a, b=b, c=c: desk.mention(a, c, end=b) for a, b, c in meant]  # type: ignore[misc]
        desk.together(makers).keep()  # type: ignore[arg-type]


def targets(world: Path) -> dict[int, tuple[tuple[int, int] | None, str]]:
    """What each correction is about, and what is wrong with it, if anything."""
    with World.open(world) as opened:
        entries = opened.corrections(1)
    with open_world(world) as works:
        reading = works.only_work()
        places = places_of(reading.work.text, reading.annotations(), reading.work.cast)
    found = {}
    for each in entries:
        if each.state is State.KEPT:
            fitted = places.fit(each.correction)
            found[each.id] = (None if each.problem else fitted.target), each.problem or fitted.problem
    return found


def expected(novel: Novel, draft: Words, content: str) -> Callable[[tuple[int, int]], tuple[int, int] | None]:
    """From a stretch of the novel to the same words in the text of a draft, None where they are gone."""
    begins: dict[int, tuple[int, int, int]] = {}
    at = 0
    for number, own in enumerate(draft):
        # In other formats than plain text "_so_" is read as emphasis.
        for text in (own.text, own.text.replace("_", "")):
            found = content.find(text, at, at + FAR + len(text))
            if found >= 0:
                break
        if found < 0:  # the reader has left it out
            continue
        at = found + len(text)
        if own.was is not None:
            begins[own.was] = number, found, at

    def moved(span: tuple[int, int]) -> tuple[int, int] | None:
        first = bisect_right(novel.starts, span[0]) - 1
        inside = range(first, bisect_left(novel.starts, span[1]))
        if any(each not in begins for each in inside):
            return None
        numbers = [begins[each][0] for each in inside]
        if numbers != list(range(numbers[0], numbers[0] + len(inside))):
            return None
        last = inside[-1]
        left = novel.starts[last] + len(novel.words[last].text) - span[1]
        return begins[first][1] + span[0] - novel.starts[first], begins[last][2] - left

    return moved


def fates(novel: Novel, draft: Words, before: Path, after: Path) -> Iterator[str]:
    """What has become of each correction."""
    with open_world(after) as works:
        moved = expected(novel, draft, works.only_work().text)
    now = targets(after)
    for number, (was, _) in targets(before).items():
        if was is None:
            continue
        right, (there, problem) = moved(was), now.get(number, (None, "lost"))
        if problem == "lost":
            yield "lost"
        elif right is None:
            yield "listed, rightly" if problem or there is None else "wrong"
        elif problem or there is None:
            yield "listed"
        else:
            off = max(abs(there[0] - right[0]), abs(there[1] - right[1]))
            yield "right" if off <= SLACK else "wrong"


def measure(path: Path, count: int, edits: Sequence[str]) -> Iterator[tuple[str, Counter[str]]]:
    """What has become of the corrections of a novel in each edit of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, world = folder / "novel.txt", folder / "novel.fabula"
        shutil.copyfile(path, source)
        run("read", source, "--world", world, "--json")
        novel = novel_in(world)
        corrected(world, count)
        for edit in edits:
            make, ending = EDITS[edit]
            draft, copy, file = make(novel), folder / "copy.fabula", folder / f"draft{ending}"
            shutil.copyfile(world, copy)
            written(draft, file)
            run("read", file, "--world", copy, "--replace", "1", "--json")
            yield edit, Counter(fates(novel, draft, world, copy))


def main() -> None:
    """Prints a line an edit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, help="a novel as plain text")
    parser.add_argument("--corrections", type=int, default=200)
    parser.add_argument("--edits", nargs="+", choices=list(EDITS), default=list(EDITS), metavar="NAME")
    parser.add_argument("--json", action="store_true", help="print an object an edit")
    args = parser.parse_args()
    for edit, found in measure(args.file, args.corrections, args.edits):
        if args.json:
            print(json.dumps({"file": args.file.name, "edit": edit, **found}), flush=True)
        else:
            told = ", ".join(f"{number} {what}" for what, number in sorted(found.items()))
            print(f"{edit:28} {told}", flush=True)
    sys.exit(0)


if __name__ == "__main__":
    main()
