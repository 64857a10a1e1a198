"""Small works built by hand, for tests of whatever takes a work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from fabula.types import (
    Attribute,
    AttributeKind,
    Block,
    BlockKind,
    Cast,
    Chapter,
    Entity,
    EntityType,
    Event,
    Location,
    Mention,
    MentionForm,
    Metadata,
    Narration,
    NarrativePerson,
    Part,
    Presence,
    Provenance,
    Quote,
    Realis,
    Relation,
    RelationKind,
    Role,
    Scene,
    SceneMode,
    Span,
    Story,
    Text,
    TimeExpression,
    When,
    Whereabouts,
    Work,
)
from fabula.world import World
from fabula.world.world import Added

FERRY = """THE FERRY

Chapter One

“Is the ferry in?” asked Mara Quill.

“Not yet,” said the ferryman. “Wait here, Miss Quill.”

She waited. “I have no time,” she told him.

Chapter Two

“Then swim!” somebody called from the bank, & <laughed>.
"""
"""The words of :func:`ferry`."""

CONTENT = """THE LOST GLOVE

Chapter One

“Good morning,” said Mrs. Alder, “have you seen Tom’s glove?”

Ned shook his head. “No, ma’am. Tom took it to Fenwick.”

* * *

O glove, O glove,
where do you rove?

Chapter Two

I found it 🧤 under the stairs.
"""


def small_work() -> Work:
    """A story with a title, two chapters, a break, verse, three people, a place, an interrupted quotation.

    One character takes two units of UTF-16, so that offsets counted in those come out wrong.
    """
    entities = (
        Entity(1, EntityType.PERSON, "Mrs. Alder", ("ma’am",), ("she",), 2, 1, False, CONTENT.index("Mrs.")),
        Entity(2, EntityType.PERSON, "Tom", (), (), 2, 0, False, CONTENT.index("Tom")),
        Entity(3, EntityType.PERSON, "Ned", (), ("he",), 2, 1, False, CONTENT.index("Ned")),
        Entity(4, EntityType.PLACE, "Fenwick", (), (), 1, 0, False, CONTENT.index("Fenwick")),
        Entity(5, EntityType.PERSON, "I", (), ("I",), 1, 0, True, CONTENT.index("I found")),
    )
    mentions = (
        mention("Mrs. Alder", 1),
        mention("you", None, form=MentionForm.PRONOUN),
        mention("Tom’s glove", None, form=MentionForm.NOMINAL, type=EntityType.VEHICLE),
        mention("Tom", 2),
        mention("Ned", 3, confidence=1.0),
        mention("his", 3, form=MentionForm.PRONOUN),
        mention("ma’am", 1, form=MentionForm.NOMINAL),
        mention("Tom", 2, after="ma’am"),
        mention("Fenwick", 4, type=EntityType.PLACE),
        mention("I", 5, after="Two", form=MentionForm.PRONOUN),
    )
    quotes = (
        Quote(
            1,
            (span("“Good morning,”"), span("“have you seen Tom’s glove?”")),
            1,
            span("Mrs. Alder"),
            (3,),
            0.9,
        ),
        Quote(2, (span("“No, ma’am. Tom took it to Fenwick.”"),), 3, None, (1, 2), 0.625),
    )
    one, found = CONTENT.index("“Good"), CONTENT.index("I found")
    narrations = (
        Narration(one, CONTENT.index("Chapter Two"), NarrativePerson.THIRD, None, 0.75),
        Narration(found, len(CONTENT), NarrativePerson.FIRST, 5, 0.5),
    )
    made = Provenance("0.1.0", "a1b2c3d4e5f6", {"force": False})
    return Work(0, small_text(), 42, Cast(entities, mentions, quotes, narrations), made)


def storied_work() -> Work:
    """The small work with what happens in it: two scenes, the second at the stairs and seen by its *I*."""
    first, second = CONTENT.index("“Good"), CONTENT.index("I found")
    night = TimeExpression(*span("Good morning"), "TMO", spoken=True)
    there = (
        Presence(1, first, second, 0.9375),
        Presence(3, span("Ned")[0], second, 0.75),
        Presence(2, first, second, 0.5, Role.REMOTE),
    )
    talk = Scene(
        id=1,
        start=first,
        end=second,
        mode=SceneMode.SCENE,
        place=4,
        place_span=span("Fenwick"),
        place_confidence=0.5,
        present=there,
        focal=None,
        focal_confidence=0.75,
        confidence=1.0,
        time=night,
        when=When.FIRST,
        when_confidence=1.0,
        order=2,
    )
    find = replace(
        talk,
        id=2,
        start=second,
        end=len(CONTENT),
        mode=SceneMode.SUMMARY,
        place=None,
        place_span=span("the stairs"),
        present=(Presence(5, second, len(CONTENT), 1.0),),
        focal=5,
        time=None,
        when=When.EARLIER,
        order=1,
    )
    where = (
        Location(3, 4, span("Fenwick"), Whereabouts.TO, first, second, 0.25),
        Location(5, None, span("the stairs"), Whereabouts.IN, second, len(CONTENT), 0.875),
    )
    work = small_work()
    first_line, *rest = work.cast.quotes
    quotes = (replace(first_line, alternatives=((3, 0.0625),)), *rest)
    return replace(
        work, cast=replace(work.cast, quotes=quotes), story=Story((talk, find), where, (night,), *told_of())
    )


def talking() -> Work:
    """The same, in which everybody is there for more than a moment, and no scene passes a heading."""
    work = storied_work()
    everybody = tuple(replace(each, mentions=3) for each in work.cast.entities)
    assert work.story is not None
    talk, find = work.story.scenes
    end = work.text.chapters[1].start
    talk = replace(talk, end=end, present=tuple(replace(own, end=end) for own in talk.present))
    story = replace(work.story, scenes=(talk, find))
    return replace(work, cast=replace(work.cast, entities=everybody), story=story)


def told_of() -> tuple[tuple[Event, ...], tuple[Attribute, ...], tuple[Relation, ...]]:
    """What the small work tells of its people: an event of two, what one is called, and who is whose."""
    took = Event(1, *span("took"), "take", (2,), (), (3,), 4, Realis.REPORTED, True, 1, 0.75)
    found = Event(2, *span("found"), "find", (5,), (), (), None, Realis.ACTUAL, False, 2, 1.0)
    madam = Attribute(
        1, 1, AttributeKind.RANK, "ma’am", *span("ma’am"), 3, True, *span("Chapter One", "GLOVE"), 0.5
    )
    spans = (span("Tom’s glove"), span("ma’am"))
    son = Relation(2, RelationKind.CHILD, 1, spans, False, 0.625)
    mother = Relation(1, RelationKind.RELATIVE, 3, (), True, 0.25)
    return (took, found), (madam,), (son, mother)


def grouped_work() -> Work:
    """The small work where "Mrs. Alder" is the Alders: Tom and Ned."""
    work = small_work()
    entities = (replace(work.cast.entities[0], name="the Alders", members=(2, 3)), *work.cast.entities[1:])
    return replace(work, cast=replace(work.cast, entities=entities))


def small_text() -> Text:
    """The text of :func:`small_work`."""
    kinds = [
        (BlockKind.TITLE, "THE LOST GLOVE"),
        (BlockKind.HEADING, "Chapter One"),
        (BlockKind.PARAGRAPH, "“Good morning,” said Mrs. Alder, “have you seen Tom’s glove?”"),
        (BlockKind.PARAGRAPH, "Ned shook his head. “No, ma’am. Tom took it to Fenwick.”"),
        (BlockKind.SCENE_BREAK, "* * *"),
        (BlockKind.VERSE, "O glove, O glove,\nwhere do you rove?"),
        (BlockKind.HEADING, "Chapter Two"),
        (BlockKind.PARAGRAPH, "I found it 🧤 under the stairs."),
    ]
    two = CONTENT.index("Chapter Two")
    return Text(
        content=CONTENT,
        blocks=tuple(Block(kind, *span(words)) for kind, words in kinds),
        chapters=(
            Chapter("Chapter One", CONTENT.index("Chapter One"), two),
            Chapter("Chapter Two", two, len(CONTENT)),
        ),
        metadata=Metadata(
            "The Lost Glove", "A. Nonymous", "en", "A glove goes.", ("gloves", "loss"), {"rating": "G"}
        ),
        source="glove.txt",
        parts=(Part("glove.txt", 0, len(CONTENT)),),
    )


def span(words: str, after: str = "") -> tuple[int, int]:
    """Where ``words`` first stand in the small text, after ``after``."""
    start = CONTENT.index(words, CONTENT.index(after) + len(after))
    return start, start + len(words)


def mention(
    words: str,
    entity: int | None,
    *,
    after: str = "",
    form: MentionForm = MentionForm.NAME,
    type: EntityType = EntityType.PERSON,
    confidence: float = 0.75,
) -> Mention:
    """A mention of the small text by its words."""
    return Mention(*span(words, after), type, form, entity, confidence)


def plain_work(
    content: str,
    *,
    title: str = "Plain",
    name: str = "Ann",
    source: str = "plain.txt",
    mention_of: Sequence[tuple[Span, int | None]] | None = None,
) -> Work:
    """One paragraph, all of it one quotation by the first of its people.

    Without ``mention_of``, the spans and the people that they stand for, there is one person, mentioned by
    the first word.
    """
    end = len(content)
    first = len(content.split(maxsplit=1)[0]) if content.split() else end
    links = [((0, first), 1)] if mention_of is None else mention_of
    linked = sorted(links, key=lambda link: (link[0][0], -link[0][1]))
    people = sorted({entity for _, entity in linked if entity is not None} or {1})
    entities = tuple(
        Entity(number, EntityType.PERSON, name, (), (), 1, int(number == people[0]), False, 0)
        for number in people
    )
    mentions = tuple(
        Mention(*span, EntityType.PERSON, MentionForm.NAME, person, 1.0) for span, person in linked
    )
    text = Text(content, (Block(BlockKind.PARAGRAPH, 0, end),), (), Metadata(title=title), source)
    quote = Quote(1, ((0, end),), people[0], None, (), 1.0)
    return Work(0, text, 3, Cast(entities, mentions, (quote,)))


def novel(words: int = 100_000, people: int = 60) -> Work:
    """A made-up novel with a mention for every three words or so and a quotation in every other paragraph."""
    pieces: list[str] = []
    blocks: list[Block] = []
    chapters: list[Chapter] = []
    mentions: list[Mention] = []
    quotes: list[Quote] = []
    at = 0
    paragraphs = words // 40
    for number in range(paragraphs):
        if number % 60 == 0:
            heading = f"Chapter {number // 60 + 1}"
            blocks.append(Block(BlockKind.HEADING, at, at + len(heading)))
            chapters.append(Chapter(heading, at, at))
            pieces.append(heading + "\n\n")
            at += len(heading) + 2
        start = at
        for turn in range(12):
            who = (number * 7 + turn * turn) % people
            piece = f"Person{who} went out " if turn < 8 else f"she or he{turn} "
            end = at + piece.index(" ")
            form = MentionForm.NAME if turn < 8 else MentionForm.PRONOUN
            mentions.append(Mention(at, end, EntityType.PERSON, form, who + 1, 0.5 + turn / 32))
            pieces.append(piece)
            at += len(piece)
        if number % 2:
            quotes.append(Quote(len(quotes) + 1, ((start, at - 1),), number % people + 1, None, (1,), 0.75))
        blocks.append(Block(BlockKind.PARAGRAPH, start, at - 1))
        pieces.append("\n\n")
        at += 2
    ends = [chapter.start for chapter in chapters[1:]] + [at]
    cast = Cast(
        tuple(Entity(n + 1, EntityType.PERSON, f"Person{n}", (), ("she",), 1, 1) for n in range(people)),
        tuple(mentions),
        tuple(quotes),
    )
    text = Text(
        "".join(pieces),
        tuple(blocks),
        tuple(replace(chapter, end=end) for chapter, end in zip(chapters, ends, strict=True)),
        Metadata(title="A Long Novel"),
        "long.txt",
    )
    return Work(0, text, words, cast)


def ferry(source: str = "ferry.txt", title: str = "The <Ferry>", author: str = "A. Nobody") -> Work:
    """The story with two people, a place nobody speaks of, and a line whose speaker is unknown."""
    mara, ferryman, bank = 1, 2, 3
    chapters = (FERRY.index("Chapter One"), FERRY.index("Chapter Two"))
    paragraphs = [match.span() for match in re.finditer(r"[^\n]+", FERRY)]
    kinds = (
        BlockKind.TITLE,
        BlockKind.HEADING,
        *[BlockKind.PARAGRAPH] * 3,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
    )
    text = Text(
        content=FERRY,
        blocks=tuple(Block(kind, *span) for kind, span in zip(kinds, paragraphs, strict=True)),
        chapters=(
            Chapter("Chapter One", chapters[0], chapters[1]),
            Chapter("Chapter Two", chapters[1], len(FERRY)),
        ),
        metadata=Metadata(title=title, author=author, language="en"),
        source=source,
    )
    person, name, pronoun = EntityType.PERSON, MentionForm.NAME, MentionForm.PRONOUN
    mentions = (
        Mention(*span_of("Mara Quill"), person, name, mara, 0.98),
        Mention(*span_of("the ferryman"), person, MentionForm.NOMINAL, ferryman, 0.91),
        Mention(*span_of("Miss Quill"), person, name, mara, 0.95),
        Mention(*span_of("She"), person, pronoun, mara, 0.9),
        Mention(*span_of("she"), person, pronoun, mara, 0.88),
        Mention(*span_of("somebody"), person, pronoun, None, 0.5),
        Mention(*span_of("the bank"), EntityType.FACILITY, MentionForm.NOMINAL, bank, 0.8),
    )
    quotes = (
        Quote(1, (span_of("“Is the ferry in?”"),), mara, span_of("Mara Quill"), (ferryman,), 0.97),
        Quote(
            2,
            (span_of("“Not yet,”"), span_of("“Wait here, Miss Quill.”")),
            ferryman,
            span_of("the ferryman"),
            (mara,),
            0.9,
        ),
        Quote(3, (span_of("“I have no time,”"),), mara, span_of("she"), (ferryman,), 0.85),
        Quote(4, (span_of("“Then swim!”"),), None, None, (mara,), 0.4),
    )
    first = {
        entity: min(m.start for m in mentions if m.entity == entity) for entity in (mara, ferryman, bank)
    }
    entities = (
        Entity(ferryman, person, "the ferryman", (), ("he",), 1, 1, first=first[ferryman]),
        Entity(mara, person, "Mara Quill", ("Miss Quill",), ("she",), 4, 2, first=first[mara]),
        Entity(bank, EntityType.FACILITY, "the bank", (), (), 1, 0, first=first[bank]),
    )
    return Work(0, text, 61, Cast(entities, mentions, quotes))


def span_of(words: str) -> Span:
    """Where these words first stand in the story."""
    start = FERRY.index(words)
    return start, start + len(words)


def keep(path: Path, *works: Work) -> list[Added]:
    """Puts works into a world, which is made if there is none; what became of each."""
    with World.create_or_open(path) as world:
        return [world.add(work) for work in works]
