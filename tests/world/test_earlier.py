"""Which work a text is another reading of, or a new draft of; and what becomes of both."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from fabula.errors import UsageError, WorldError
from fabula.types import Block, BlockKind, Metadata, Repair, RepairKind, Text, Work
from fabula.world import Added, Earlier, World, migrations
from fabula.world.likeness import KEPT, LARGELY, Sketch, sketch
from tests.builders import keep, plain_work, small_work


def words_of(seed: int, count: int = 400) -> list[str]:
    """The words of a story, the same for the same seed."""
    chance = random.Random(seed)
    return ["".join(chance.choice("aeioulnrst") for _ in range(5)) for _ in range(count)]


def text_of(words: str, source: str = "a.txt", title: str = "", author: str = "") -> Text:
    block = Block(BlockKind.PARAGRAPH, 0, len(words))
    return Text(words, (block,), (), Metadata(title=title, author=author), source)


def story(seed: int, source: str = "a.txt", title: str = "", author: str = "") -> Work:
    """A work of which no other seed shares a sentence."""
    work = plain_work("“Ann sang.” " + " ".join(words_of(seed)), title=title, source=source)
    return replace(work, text=replace(work.text, metadata=Metadata(title=title, author=author)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.fabula"


def found(path: Path, work: Work, *beside: str) -> Earlier | None:
    with World.open(path) as world:
        return world.earlier(work.text, beside)


def test_a_text_is_like_itself_and_unlike_others() -> None:
    one, other = (sketch(text_of(" ".join(words_of(seed, 2000)))) for seed in (1, 2))
    assert one.likeness(one) == 1
    assert one.likeness(other) == 0
    assert len(one.lowest) == KEPT
    assert Sketch.unpacked(one.packed()) == one


@pytest.mark.parametrize(
    "change",
    [
        lambda words: [word if at % 10 else "other" for at, word in enumerate(words)],
        lambda words: words[: len(words) // 3],
        lambda words: [*words_of(9, 1500), *words],
        lambda words: [*words[1000:], *words[:1000]],
    ],
    ids=["a word in ten", "a third of it", "grown", "moved about"],
)
def test_a_draft_is_largely_the_same(change) -> None:  # type: ignore[no-untyped-def]
    words = words_of(1, 2000)
    before, after = sketch(text_of(" ".join(words))), sketch(text_of(" ".join(change(words))))
    assert LARGELY < before.likeness(after) < 1


@pytest.mark.parametrize("words", ["", "One.", "One two three.", "one two three four"])
def test_short_texts_are_compared_too(words: str) -> None:
    drawn = sketch(text_of(words))
    assert drawn.likeness(drawn) == bool(words)
    assert drawn.likeness(sketch(text_of("Something else altogether."))) == 0


def test_marks_case_breaks_and_what_is_set_apart_do_not_count() -> None:
    plain = text_of("He said: Come in, Ann! And she came in at once.")
    marked = "NOTE\n\n“HE SAID: ‘Co\u00adme   in, _Ann_!’\n\nAnd she came in at once.”"
    blocks = (Block(BlockKind.NOTE, 0, 4), Block(BlockKind.PARAGRAPH, 6, len(marked)))
    at = marked.index("\u00ad")
    repairs = (Repair(at, at + 1, "", RepairKind.INVISIBLE),)
    assert sketch(replace(plain, content=marked, blocks=blocks, repairs=repairs)) == sketch(plain)


def test_the_same_source_and_title_are_another_reading(path: Path) -> None:
    keep(path, story(1, title="One"), story(2, "b.txt"))
    assert found(path, story(3, title="One")) == Earlier(1, "One", again=True)
    assert found(path, story(3, "b.txt")) == Earlier(2, "b.txt", again=True)
    assert found(path, story(3, "c.txt")) is None
    assert found(path, story(3, title="Another")) is None


def test_largely_the_same_words_of_another_source_or_title_are_a_draft(path: Path) -> None:
    keep(path, story(1), story(2, "b.txt", "Two"))
    assert found(path, story(2, "b-draft2.docx", "Two")) == Earlier(2, "Two", again=False)
    assert found(path, story(1, "a.txt", "A Title at Last")) == Earlier(1, "a.txt", again=False)
    assert found(path, story(1, "c.txt"), "a.txt", "b.txt", "c.txt") == Earlier(1, "a.txt", again=False)


def test_the_same_title_and_author_are_a_draft_unless_read_along(path: Path) -> None:
    keep(path, story(1, title="The Weir", author="J. Hale"), story(2, "b.txt", "Untitled"))
    rewritten = story(3, "weir2.txt", "THE WEIR", "J Hale")
    assert found(path, rewritten) == Earlier(1, "The Weir", again=False)
    assert found(path, rewritten, "a.txt", "weir2.txt") is None
    assert found(path, story(3, "weir2.txt", "The Weir", "K. Hale")) is None
    assert found(path, story(3, "c.txt", "Untitled")) is None, "a title without an author tells nothing"


def test_a_draft_takes_the_place_and_the_numbers_of_a_work(path: Path) -> None:
    keep(path, story(2, "b.txt"), small_work())
    draft = replace(small_work(), text=replace(small_work().text, source="glove-2.docx"))
    with World.create_or_open(path) as world:
        before = world.entities(2)
        assert world.add(draft, replace=2) == Added(2, replaced=True)
        assert [(work.id, work.source) for work in world.works()] == [(1, "b.txt"), (2, "glove-2.docx")]
        assert world.entities(2) == before
        with pytest.raises(UsageError, match="no work 7 in this world; there is 1, 2"):
            world.add(draft, replace=7)


def test_a_world_itself_replaces_no_draft_unasked(path: Path) -> None:
    added = keep(path, story(1), story(1, "b.txt"))
    assert [each.id for each in added] == [1, 2]


def test_two_works_of_one_source_and_title_there_are_not(path: Path) -> None:
    keep(path, story(1), story(2, "b.txt"))
    with World.create_or_open(path) as world:
        with pytest.raises(WorldError, match=r"'a.txt' with this title is work 1 .*--title.* \[F219\]"):
            world.add(story(1), replace=2)
        assert world.add(story(1), new=True) == Added(1, replaced=True)
        assert [work.source for work in world.works()] == ["a.txt", "b.txt"]
        assert world.add(story(1, title="Other"), new=True).id == 3


def named(work: Work, title: str | None = None, author: str | None = None) -> Work:
    return replace(work, text=replace(work.text, metadata=work.text.metadata.named(title, author)))


def test_a_title_that_a_person_gives_stays_with_the_work(path: Path) -> None:
    keep(path, named(story(1, author="scan"), "The Weir", "J. Hale"))
    again = story(1, author="scan")
    assert found(path, again) == Earlier(1, "The Weir", again=True)
    with World.create_or_open(path) as world:
        assert world.add(again) == Added(1, replaced=True)
        assert world.work(1).text.metadata == Metadata(
            "The Weir", "J. Hale", file_title="", file_author="scan"
        )
        world.add(story(1, "weir-2.txt"), replace=1)
        kept = world.work(1).text.metadata
        assert (kept.title, kept.author) == ("The Weir", "J. Hale")
        world.add(named(story(1, "weir-2.txt"), "The Mill"))
        assert [(work.id, work.title) for work in world.works()] == [(1, "The Mill")]


def test_files_of_one_name_and_no_title_keep_apart_by_the_titles_given(path: Path) -> None:
    keep(path, named(story(1), "One"))
    assert found(path, named(story(2), "Two")) is None
    keep(path, named(story(2), "Two"))
    for seed, title in ((1, "One"), (2, "Two")):
        assert found(path, story(seed)) == Earlier(seed, title, again=True)
    assert found(path, named(story(2), "Two, Mended")) == Earlier(2, "Two", again=True)


def test_works_of_an_older_world_are_compared_and_get_their_sketches(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(path, story(1), story(2, "b.txt"))
    with World.create_or_open(path) as world:
        world._database.execute("DELETE FROM sketches")
    assert found(path, story(2, "c.txt")) == Earlier(2, "b.txt", again=False)
    keep(path, story(3, "d.txt"))
    with World.open(path) as world:
        assert world._database.execute("SELECT work_id FROM sketches").fetchall() == [(1,), (2,), (3,)]


def test_a_damaged_sketch_is_a_damaged_world(path: Path) -> None:
    keep(path, story(1))
    with World.create_or_open(path) as world:
        world._database.execute("UPDATE sketches SET shingles = x'010203'")
        with pytest.raises(WorldError, match="damaged"):
            world.earlier(story(1, "b.txt").text)
        with pytest.raises(WorldError, match="damaged"):
            world.add(named(story(1), "One"))


def test_warnings_and_what_read_a_work_are_kept(path: Path) -> None:
    warnings = ("Page 3 is missing from the file.", "“b.md” could not be read.")
    work = small_work()
    keep(path, replace(work, text=replace(work.text, warnings=warnings)))
    with World.open(path) as world:
        assert world.work(1).text.warnings == warnings
        (summary,) = world.works()
    assert (summary.program, summary.model) == ("0.1.0", "a1b2c3d4e5f6")
    assert summary.settings == {"force": False}
    assert migrations.MIGRATIONS[4].name.startswith("0005 names")
