"""One self-contained page: the story with everyone in a colour of their own, the cast beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path

from markupsafe import Markup

from fabula.amounts import percent
from fabula.exports.blocks import every_block
from fabula.exports.markup import marked, reads_once
from fabula.exports.page_contents import anchors_of, contents_of
from fabula.exports.page_marks import Member, marks_by_block
from fabula.exports.palette import DARK_PAPER, LIGHT_PAPER, colours
from fabula.pages import CONTROLS, digest, page_part, template
from fabula.repairs import work_as_read
from fabula.types import Apart, Block, BlockKind, Entity, EntityType, Work, outside
from fabula.world.files import replacing

SECTION_BLOCKS = 40
"""A browser lays out one section at a time as it comes into view, which keeps a long novel quick."""
LINE_CHARACTERS, LINE_STEP = 66, 4
NOTES_SHOWN = 4
"""More notes than this after each other (the tags of a fan-work archive, endnotes) are folded."""
SHOWN_FIRST = 24
"""Characters that the cast shows before the rest, which can be unfolded."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Shown:
    """A block on the page: its kind, its words with their marks, the anchor if a chapter begins with it.

    ``apart`` is what it is outside of the story, or nothing; ``opens`` says that no paragraph comes before
    it; ``lines`` is about how many it fills in a wide window.
    """

    kind: str
    apart: str
    words: Markup
    anchor: str
    opens: bool
    lines: int


@dataclass(frozen=True, slots=True)
class Run:
    """Blocks of one kind after each other; ``folded`` names those that a reader unfolds to see."""

    blocks: list[Shown]

    @property
    def folded(self) -> str:
        """What is said in their place; nothing where they are shown at once."""
        kind = self.blocks[0].kind
        if kind == BlockKind.BOILERPLATE.value:
            named = dict.fromkeys(block.apart for block in self.blocks if block.apart != Apart.OTHER.value)
            return "Not part of the story" + (f": {', '.join(named)}" if named else "")
        many = kind == BlockKind.NOTE.value and len(self.blocks) > NOTES_SHOWN
        return f"Notes ({len(self.blocks)})" if many else ""


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that a browser lays out together."""

    blocks: list[Shown]

    @property
    def runs(self) -> list[Run]:
        """The blocks, those of one kind together."""
        return [Run(list(run)) for _, run in groupby(self.blocks, key=attrgetter("kind"))]

    @property
    def lines(self) -> int:
        """The height to take for granted until it has been laid out, in lines, in steps of a few."""
        return max(1, round(sum(block.lines for block in self.blocks) / LINE_STEP)) * LINE_STEP


def write(work: Work, path: Path) -> None:
    """Writes the page, in UTF-8. Raises OSError, and UnicodeEncodeError for half a character."""
    encoded = page(work).encode()
    with replacing(path) as temporary:
        temporary.write_bytes(encoded)


def page(work: Work) -> str:
    """The page as text."""
    work = work_as_read(work)
    cast = _cast(work)
    members = {member.entity.id: member for member in cast}
    blocks = list(every_block(work.text))
    anchors = anchors_of(work, blocks)
    sections = _sections(_blocks(work, members, blocks, anchors))
    style = page_part("fabula.exports", "page.css") + _member_styles(cast) + _section_styles(sections)
    script = page_part("fabula.exports", "page.js")
    metadata = work.text.metadata
    characters = [member for member in cast if member.is_character]
    return (
        template("fabula.exports", "page.html.jinja")
        .render(
            work=work,
            generator=work.provenance.line,
            percent=percent,
            language=metadata.language if _LANGUAGE.fullmatch(metadata.language) else "en",
            titled=_is_titled(sections),
            sections=sections,
            contents=contents_of(work, members, blocks, anchors),
            main=characters[:SHOWN_FIRST],
            minor=characters[SHOWN_FIRST:],
            others=[member for member in cast if not member.is_character],
            style=Markup(style),
            script=Markup(script),
            style_hash=digest(style),
            script_hash=digest(script),
        )
        .translate(CONTROLS)
    )


def _is_titled(sections: Iterable[Section]) -> bool:
    """Whether the text shows its title before the story begins; an archive's page puts many notes first."""
    aside = (BlockKind.BOILERPLATE.value, BlockKind.NOTE.value)
    blocks = (block for part in sections for block in part.blocks if block.kind not in aside)
    return any(block.kind == BlockKind.TITLE.value for block in islice(blocks, 5))


def _cast(work: Work) -> list[Member]:
    """Everyone who is mentioned or speaks, people and speakers first, then most mentioned first."""
    mentions: dict[int | None, int] = defaultdict(int)
    quotes: dict[int | None, int] = defaultdict(int)
    sure: dict[int | None, float] = defaultdict(float)
    for mention in work.cast.mentions:
        mentions[mention.entity] += 1
    for quote in work.cast.quotes:
        quotes[quote.speaker] += 1
        sure[quote.speaker] += quote.confidence

    def is_character(entity: Entity) -> bool:
        return entity.type is EntityType.PERSON or quotes[entity.id] > 0

    present = [entity for entity in work.cast.entities if mentions[entity.id] or quotes[entity.id]]
    present.sort(
        key=lambda entity: (not is_character(entity), -mentions[entity.id], -quotes[entity.id], entity.id)
    )
    return [
        Member(
            rank,
            entity,
            is_character(entity),
            mentions[entity.id],
            quotes[entity.id],
            sure[entity.id] / max(1, quotes[entity.id]),
        )
        for rank, entity in enumerate(present)
    ]


def _member_styles(cast: Iterable[Member]) -> str:
    """Each character's colours, and the rule that brings it out when it is chosen, which needs no script."""
    lines = [f":root{{--light-paper:{LIGHT_PAPER};--dark-paper:{DARK_PAPER}}}"]
    for member in cast:
        name = f"c{member.rank}"
        if member.is_character:
            light, dark = colours(member.rank)
            lines.append(f".{name}{{--light:{light};--dark:{dark}}}")
        chosen = f":root:has(#w{member.rank}:checked) .story .{name}"
        lines.append(
            f"{chosen}{{color:var(--own);background:var(--tint)}}{chosen} .{name}{{background:none}}"
        )
    return "\n".join(lines) + "\n"


def _section_styles(sections: Iterable[Section]) -> str:
    heights = sorted({section.lines for section in sections})
    return "".join(f".l{lines}{{contain-intrinsic-size:auto {1.62 * lines:.1f}rem}}\n" for lines in heights)


def _sections(blocks: Iterable[Shown]) -> list[Section]:
    sections: list[list[Shown]] = []
    for block in blocks:
        heading = block.kind == BlockKind.HEADING.value and not (sections and _is_heading_run(sections[-1]))
        if not sections or heading or len(sections[-1]) >= SECTION_BLOCKS:
            sections.append([])
        sections[-1].append(block)
    return [Section(section) for section in sections]


def _is_heading_run(section: list[Shown]) -> bool:
    return all(block.kind in (BlockKind.HEADING.value, BlockKind.TITLE.value) for block in section)


def _blocks(
    work: Work, members: dict[int, Member], spans: Sequence[Block], anchors: Mapping[int, str]
) -> Iterator[Shown]:
    """The blocks in order, as the page shows them."""
    reads = reads_once(work.text)
    marks = marks_by_block(work, members, [(block.start, block.end) for block in spans])
    opens = True
    for index, block in enumerate(spans):
        words = marked(reads, (block.start, block.end), marks[index])
        lines = 1 + (block.end - block.start) // LINE_CHARACTERS
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            lines += 5  # the space around them
        apart = outside(block)
        yield Shown(
            block.kind.value, apart.value if apart else "", words, anchors.get(index, ""), opens, lines
        )
        opens = not block.kind.is_story
