"""A script has every word of the story once, in order, each with the voice that reads it."""

from __future__ import annotations

from dataclasses import replace

from fabula.exports.script import Stretch, StretchKind, VoiceKind, script_of
from fabula.types import (
    Apart,
    Block,
    BlockKind,
    Cast,
    Entity,
    EntityType,
    Metadata,
    Narration,
    NarrativePerson,
    Quote,
    Repair,
    RepairKind,
    Text,
    Work,
    outside,
)
from tests.builders import ferry, small_work

from .stories import any_work


@any_work
def test_the_stretches_of_a_chapter_joined_are_its_text(work: Work) -> None:
    script, content = script_of(work), work.text.content
    assert (
        "".join(content[c.start : c.end] for c in script.chapters).split() == content.split() or not content
    )
    for chapter in script.chapters:
        pieces = [(paragraph.start, paragraph.end) for paragraph in chapter.paragraphs]
        for paragraph in chapter.paragraphs:
            at = paragraph.start
            for stretch in paragraph.stretches:
                assert stretch.start == at < stretch.end
                assert stretch.text == content[stretch.start : stretch.end]
                at = stretch.end
            assert at == paragraph.end
        pieces += [span for _, span in chapter.left_out]
        at = chapter.start
        for start, end in sorted(pieces):
            assert at <= start < end <= chapter.end
            assert not content[at:start].strip()
            at = end
        assert not content[at : chapter.end].strip()


@any_work
def test_all_that_is_said_is_somebodys_line_and_nothing_else_is(work: Work) -> None:
    said = {at for quote in work.cast.quotes for start, end in quote.spans for at in range(start, end)}
    for stretch in script_of(work).stretches:
        if stretch.kind is not StretchKind.BREAK:
            assert (stretch.quote is not None) == (stretch.start in said)
            assert len({at in said for at in range(stretch.start, stretch.end)}) == 1


def told(work: Work) -> list[tuple[str, str]]:
    return [(stretch.voice.name, stretch.text) for stretch in script_of(work).stretches]


def test_narration_and_lines_alternate() -> None:
    assert told(ferry())[2:8] == [
        ("Mara Quill", "“Is the ferry in?”"),
        ("Narrator", " asked Mara Quill."),
        ("the ferryman", "“Not yet,”"),
        ("Narrator", " said the ferryman. "),
        ("the ferryman", "“Wait here, Miss Quill.”"),
        ("Narrator", "She waited. "),
    ]


def test_what_stands_before_the_first_chapter_is_told_first() -> None:
    chapters = script_of(ferry()).chapters
    assert [(chapter.number, chapter.title) for chapter in chapters] == [
        (None, ""),
        (1, "Chapter One"),
        (2, "Chapter Two"),
    ]
    assert [s.kind for s in chapters[0].stretches] == [StretchKind.HEADING]


def test_a_line_of_nobody_known_and_an_unsure_one_are_doubtful() -> None:
    lines = [stretch for stretch in script_of(ferry()).stretches if stretch.quote]
    assert [(s.voice.name, s.is_doubtful) for s in lines][-1] == ("Unknown", True)
    assert not any(s.is_doubtful for s in lines[:-1])


def test_one_who_tells_reads_what_is_told_and_its_heading() -> None:
    script = script_of(small_work())
    assert [(s.kind.value, s.voice.name) for s in script.chapters[-1].stretches] == [
        ("heading", "I"),
        ("narration", "I"),
    ]
    assert {s.voice.kind for s in script.chapters[1].stretches if s.quote is None} == {VoiceKind.NARRATOR}


def test_what_is_set_apart_is_listed_and_not_read() -> None:
    work = small_work()
    blocks = [
        replace(b, kind=BlockKind.NOTE, apart=Apart.FOOTNOTE) if b.kind is BlockKind.VERSE else b
        for b in work.text.blocks
    ]
    script = script_of(replace(work, text=replace(work.text, blocks=tuple(blocks))))
    assert "O glove" not in "".join(stretch.text for stretch in script.stretches)
    assert [kind for kind, _ in script.chapters[1].left_out] == [Apart.FOOTNOTE]
    assert all(outside(block) is None or block.kind is BlockKind.NOTE for block in blocks)


def test_a_text_is_told_as_it_reads() -> None:
    content = "“Yes,” she whis\u00adpered."
    text = Text(
        content,
        (Block(BlockKind.PARAGRAPH, 0, len(content)),),
        (),
        Metadata(),
        "a.txt",
        repairs=(Repair(15, 16, "", RepairKind.INVISIBLE),),
    )
    work = Work(0, text, 3, Cast((), (), (Quote(1, ((0, 6),), None, None, (), 0.0),)))
    assert told(work) == [("Unknown", "“Yes,”"), ("Narrator", " she whispered.")]


def nested(*, tale: bool) -> Work:
    """Ann says what Bob said; or she tells of it, and the tale is a stretch of its own."""
    content = "“I saw him. ‘Go!’ he said. ‘Now.’ So I went.”" if tale else "“He said, ‘Go!’” said Ann."
    outer = content.index("”") + 1
    start, end = content.index("‘"), content.index("’") + 1
    quotes = [Quote(1, ((0, outer),), 1, None, (), 0.9), Quote(2, ((start, end),), 2, None, (), 0.9)]
    narrations = (Narration(0, outer, NarrativePerson.FIRST, 1, 0.9),) if tale else ()
    people = tuple(Entity(n, EntityType.PERSON, name) for n, name in ((1, "Ann"), (2, "Bob")))
    text = Text(content, (Block(BlockKind.PARAGRAPH, 0, len(content)),), (), Metadata(), "a.txt")
    return Work(0, text, 9, Cast(people, (), tuple(quotes), narrations))


def test_a_line_within_a_line_is_read_by_whoever_quotes_it() -> None:
    found: list[Stretch] = list(script_of(nested(tale=False)).stretches)
    assert [(s.voice.name, s.text, s.quoted and s.quoted.id) for s in found] == [
        ("Ann", "“He said, ", None),
        ("Ann", "‘Go!’", 2),
        ("Ann", "”", None),
        ("Narrator", " said Ann.", None),
    ]


def test_the_people_of_a_tale_that_somebody_tells_have_voices_of_their_own() -> None:
    assert told(nested(tale=True))[:3] == [
        ("Ann", "“I saw him. "),
        ("Bob", "‘Go!’"),
        ("Ann", " he said. ‘Now.’ So I went.”"),
    ]


def test_between_the_parts_of_a_tale_it_is_told_by_whoever_tells_of_it() -> None:
    """The tale is Ann's, the book is Bob's, and "said Ann" is no word of hers."""
    content = "I sat. “I was born at sea,” said Ann, “and I never learnt to swim, nor wanted to.”"
    first = content.index("“"), content.index("”") + 1
    second = content.rindex("“"), len(content)
    quote = Quote(1, (first, second), 1, None, (), 0.9)
    narrations = (
        Narration(0, first[0], NarrativePerson.FIRST, 2, 0.9),
        Narration(first[0], len(content), NarrativePerson.FIRST, 1, 0.9),
    )
    people = tuple(Entity(n, EntityType.PERSON, name) for n, name in ((1, "Ann"), (2, "Bob")))
    text = Text(content, (Block(BlockKind.PARAGRAPH, 0, len(content)),), (), Metadata(), "a.txt")
    work = Work(0, text, 9, Cast(people, (), (quote,), narrations))
    assert [voice for voice, _ in told(work)] == ["Bob", "Ann", "Bob", "Ann"]


def test_a_chapter_that_opens_with_a_line_of_its_teller_is_no_tale() -> None:
    content = "“Go,” I said, and went in myself, for it was late and I was cold."
    quote = Quote(1, ((0, 5),), 1, None, (), 0.9)
    told_by = (Narration(0, len(content), NarrativePerson.FIRST, 1, 0.9),)
    text = Text(content, (Block(BlockKind.PARAGRAPH, 0, len(content)),), (), Metadata(), "a.txt")
    cast = Cast((Entity(1, EntityType.PERSON, "Ann"),), (), (quote,), told_by)
    assert {voice for voice, _ in told(Work(0, text, 9, cast))} == {"Ann"}


def test_no_two_voices_have_one_name() -> None:
    names = ("Tom", "tom", "Narrator", "Unknown", "T[om]", "T(om)", "  ")
    people = tuple(Entity(n, EntityType.PERSON, name) for n, name in enumerate(names, start=1))
    quotes = tuple(Quote(n, ((n, n + 1),), n, None, (), 0.9) for n in range(1, 8))
    text = Text("a" * 9, (Block(BlockKind.PARAGRAPH, 0, 9),), (), Metadata(), "a.txt")
    found = [voice for voice, _ in told(Work(0, text, 9, Cast(people, (), quotes)))]
    assert found == [
        *("Narrator", "Tom", "tom (#2)", "Narrator (#3)", "Unknown (#4)", "T(om)", "T(om) (#6)"),
        *("Character 7", "Narrator"),
    ]
