"""The casting sheet: who has how much to say, as what, and which lines a person should look at first."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

from fabula.exports.csv import encoded
from fabula.exports.files import write_files
from fabula.exports.markdown_text import plain
from fabula.exports.script import Script, Stretch, StretchKind, Voice, VoiceKind, doubt_of, script_of
from fabula.exports.script.lines import one_line
from fabula.types import Quote, Work

SAMPLES = 3
MIDDLE, LONGEST = 16, 40
"""Words of the line that shows best how somebody talks; samples are as near to it as there are lines.
Of a longer line than ``LONGEST`` the beginning is shown."""
_SURE = 0.9
_PARTNERS = 3
_GENDERS = {"he": "male", "she": "female"}
COLUMNS = (
    *("voice", "entity", "kind", "aliases", "pronouns", "gender", "lines", "thoughts", "words", "share"),
    *("narrated_words", "first_chapter", "talks_to", "doubtful_lines"),
    *(f"sample_{number + 1}" for number in range(SAMPLES)),
)
DOUBTFUL_COLUMNS = ("quote", "chapter", "voice", "probability", "doubt", "line")


@dataclass(slots=True)
class Part:
    """What a voice has to read."""

    voice: Voice
    quotes: dict[int, Quote] = field(default_factory=dict)
    texts: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    narrated: int = 0
    first: int | None = None

    @property
    def words(self) -> int:
        """The words of its lines."""
        return sum(len(text.split()) for texts in self.texts.values() for text in texts)

    def said(self, quote: int) -> str:
        """A line of it, its parts with dots between them."""
        return one_line(" … ".join(one_line(text) for text in self.texts[quote]))


def write(work: Work, path: Path) -> None:
    """Writes ``casting.csv``, ``casting.md`` and ``doubtful-lines.csv``. Raises what a script raises."""
    script = script_of(work)
    parts = parts_of(script)
    files = {
        "casting.csv": encoded([COLUMNS, *_rows(script, parts)]),
        "casting.md": _page(script, parts).encode(),
        "doubtful-lines.csv": encoded([DOUBTFUL_COLUMNS, *_doubtful(script, parts)]),
    }
    write_files(files, path)


def parts_of(script: Script) -> list[Part]:
    """The part of every voice: the narrator's first, then most words first, what nobody is known for last."""
    parts: dict[Voice, Part] = {}
    for stretch in script.stretches:
        if stretch.kind is not StretchKind.BREAK:
            _add(parts.setdefault(stretch.voice, Part(stretch.voice)), stretch)
    order = [VoiceKind.NARRATOR, VoiceKind.CHARACTER, VoiceKind.UNKNOWN]

    def rank(part: Part) -> tuple[int, int, str]:
        return order.index(part.voice.kind), -(part.words + part.narrated), part.voice.name

    return sorted(parts.values(), key=rank)


def _add(part: Part, stretch: Stretch) -> None:
    part.first = stretch.start if part.first is None else part.first
    if stretch.quote is None:
        part.narrated += len(stretch.text.split())
        return
    number = int(stretch.quote.id)
    part.quotes[number] = stretch.quote
    part.texts[number].append(stretch.text)


def _rows(script: Script, parts: Sequence[Part]) -> Iterator[tuple[object, ...]]:
    spoken = sum(part.words for part in parts)
    for part in parts:
        entity = part.voice.entity
        pronouns = () if entity is None else entity.pronouns
        yield (
            part.voice.name,
            None if entity is None else entity.id,
            part.voice.kind.value,
            " | ".join(() if entity is None else entity.aliases),
            "/".join(pronouns),
            gender_of(pronouns),
            sum(not quote.thought for quote in part.quotes.values()),
            sum(quote.thought for quote in part.quotes.values()),
            part.words,
            round(part.words / spoken, 4) if spoken else 0.0,
            part.narrated,
            _chapter(script, part.first),
            " | ".join(talks_to(script, part)),
            sum(bool(doubt_of(quote, script.voices)) for quote in part.quotes.values()),
            *samples_of(script, part),
        )


def gender_of(pronouns: Iterable[str]) -> str:
    """What the story calls somebody: male, female, both, or nothing; no name ever tells it."""
    found = list(dict.fromkeys(_GENDERS[each] for each in pronouns if each in _GENDERS))
    return "both" if len(found) > 1 else "".join(found)


def talks_to(script: Script, part: Part) -> list[str]:
    """Whom somebody talks to most."""
    counts = Counter(
        script.voices.of_entity(entity).name
        for quote in part.quotes.values()
        if not quote.thought
        for entity in quote.addressees
    )
    return [name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_PARTNERS]]


def samples_of(script: Script, part: Part) -> list[str]:
    """Lines that show how somebody talks: of middle length, those first whose speaker is sure."""

    def fitness(quote: Quote) -> tuple[bool, bool, int, int]:
        length = len(part.said(int(quote.id)).split())
        return quote.confidence < _SURE, quote.speaker_mention is None, abs(length - MIDDLE), int(quote.id)

    clear = [
        quote for quote in part.quotes.values() if not quote.thought and not doubt_of(quote, script.voices)
    ]
    chosen = sorted(sorted(clear, key=fitness)[:SAMPLES], key=attrgetter("start"))
    said = [_shortened(part.said(int(quote.id))) for quote in chosen]
    return [*said, *[""] * (SAMPLES - len(said))]


def _shortened(line: str) -> str:
    words = line.split()
    return line if len(words) <= LONGEST else f"{' '.join(words[:LONGEST])} …"


def _doubtful(script: Script, parts: Sequence[Part]) -> Iterator[tuple[object, ...]]:
    """The lines whose speaker is in doubt, in the order of the story."""
    found = [
        (quote, part) for part in parts for quote in part.quotes.values() if doubt_of(quote, script.voices)
    ]
    for quote, part in sorted(found, key=lambda pair: (pair[0].start, pair[0].id)):
        sure = None if quote.speaker is None else round(float(quote.confidence), 4)
        doubt = doubt_of(quote, script.voices)
        yield (
            *(int(quote.id), _chapter(script, quote.start), part.voice.name, sure, doubt),
            part.said(int(quote.id)),
        )


def _chapter(script: Script, offset: int | None) -> str:
    if offset is None:
        return ""
    number = bisect_right(script.chapters, offset, key=attrgetter("start")) - 1
    chapter = script.chapters[number]
    return one_line(chapter.title) or ("" if chapter.number is None else f"Chapter {chapter.number}")


def _page(script: Script, parts: Sequence[Part]) -> str:
    """The sheet as a page of Markdown: a table of all voices, and a part for each with its samples."""
    lines = [
        f"# Casting: {plain(script.work.title)}",
        "",
        "| voice | lines | words | share | narrates | told as | first in | talks to | doubtful |",
        "|---|---:|---:|---:|---:|---|---|---|---:|",
    ]
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in _rows(script, parts)]
    for row in rows:
        share = f"{100 * float(str(row['share'])):.1f} %" if row["lines"] or row["thoughts"] else ""
        cells = (
            *(row["voice"], row["lines"] or "", row["words"] or "", share),
            *(row["narrated_words"] or "", row["pronouns"]),
            *(row["first_chapter"], row["talks_to"], row["doubtful_lines"] or ""),
        )
        lines.append(f"| {' | '.join(plain(str(cell)) for cell in cells)} |")
    for row in rows:
        samples = [str(row[f"sample_{number + 1}"]) for number in range(SAMPLES)]
        if any(samples):
            lines += ["", f"## {plain(str(row['voice']))}", ""]
            lines += [f"- {plain(sample)}" for sample in samples if sample]
    doubtful = list(_doubtful(script, parts))
    if doubtful:
        lines += ["", "## Lines to look at", ""]
        lines += [
            f"- {plain(_shortened(str(line)))}: {plain(str(doubt))} ({plain(f'{chapter}, line {quote}')})"
            for quote, chapter, _, _, doubt, line in doubtful
        ]
    return "\n".join(lines) + "\n"
