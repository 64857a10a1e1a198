"""Corrections are kept whole or not at all, whatever stops the writer."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fabula.errors import UsageError, WorldError
from fabula.types import Cast, Work
from fabula.world import World
from fabula.world.corrections import Correction, Kind, Places, State, Thing
from tests.builders import CONTENT, keep, plain_work, small_work, span
from tests.world.helpers import in_child, kill_after, names

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    keep(tmp_path / "a.fabula", plain_work("Ann sang."), small_work())
    return tmp_path / "a.fabula"


def line() -> Correction:
    """Nobody says the second line."""
    work = small_work()
    places = Places.of_cast(work.text, work.cast)
    return Correction(
        Kind.SPEAKER, places.anchor(Thing.QUOTATION, *span("“No, ma’am. Tom took it to Fenwick.”"))
    )


def without_speaker(work: Work) -> Work:
    """The work as it is settled by :func:`line`."""
    cast = work.cast
    quotes = (cast.quotes[0], replace(cast.quotes[1], speaker=None, confidence=1.0))
    return replace(work, cast=Cast(cast.entities, cast.mentions, quotes, cast.narrations))


def correct(path: Path) -> None:
    with World.create_or_open(path) as world:
        world.correct(without_speaker(world.work(2)), world.revision(2), [(line(), "")])


def told(path: Path) -> tuple[int, int | None]:
    """How many corrections there are, and who says the line, after SQLite's own checks of the file."""
    with World.open(path) as world:
        assert world._database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert world._database.execute("PRAGMA foreign_key_check").fetchall() == []
        return len(world.corrections(2)), world.work(2).cast.quotes[1].speaker


def test_a_correction_and_the_cast_are_kept_together(path: Path) -> None:
    with World.open(path) as world:
        before, speaker = world.work(2), world.work(2).cast.quotes[1].speaker
    assert told(path) == (0, speaker)
    correct(path)
    assert told(path) == (1, None)
    with World.create_or_open(path) as world:
        after = world.work(2)
        assert [entity.id for entity in after.cast.entities] == [entity.id for entity in before.cast.entities]
        assert after.text == before.text
        (entry,) = world.corrections(2)
        assert (entry.correction, entry.state, entry.step) == (line(), State.KEPT, 1)
        world.correct(before, world.revision(2), states={entry.id: State.UNDONE})
        assert [each.standing for each in world.corrections(2)] == ["undone"]
    assert told(path) == (1, speaker)


@pytest.mark.posix
@pytest.mark.parametrize("after", range(0, 14, 2))
def test_kill_between_two_statements(path: Path, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    before = told(path)
    kill_after(after, monkeypatch)
    assert in_child(lambda: correct(path)) == -signal.SIGKILL
    assert told(path) == before


@pytest.mark.posix
@pytest.mark.parametrize("room", [0, 1, 3_000])
def test_a_file_that_may_not_grow(path: Path, room: int) -> None:
    size, before = path.stat().st_size, told(path)

    def write() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, size + room))
        with World.create_or_open(path) as world:
            new = [(line(), "x" * 5_000)] * 40
            with pytest.raises(WorldError, match=r"F208|F209"):
                world.correct(without_speaker(world.work(2)), world.revision(2), new)

    assert in_child(write) == 0
    assert told(path) == before
    assert names(path.parent) == ["a.fabula"]


def test_of_two_writers_the_second_is_refused(path: Path) -> None:
    with World.create_or_open(path) as one, World.create_or_open(path) as other:
        revision = other.revision(2)
        work = other.work(2)
        one.correct(without_speaker(one.work(2)), one.revision(2), [(line(), "")])
        with pytest.raises(WorldError, match=r"work 2 of .* has been changed by another program"):
            other.correct(work, revision, [(line(), "")])
        with pytest.raises(WorldError, match="F240"):
            other.add(small_work(), revision=revision)
    assert told(path) == (1, None)


def test_a_cast_that_contradicts_itself_keeps_nothing(path: Path) -> None:
    before = told(path)
    with World.create_or_open(path) as world:
        work = world.work(2)
        broken = replace(work.cast.mentions[0], entity=999)
        cast = replace(work.cast, mentions=(broken, *work.cast.mentions[1:]))
        with pytest.raises(WorldError, match="999"):
            world.correct(replace(work, cast=cast), world.revision(2), [(line(), "")])
        with pytest.raises(UsageError, match="no work 7"):
            world.correct(replace(work, id=7), 1)
    assert told(path) == before


def test_a_new_reading_keeps_them_anchored_to_its_text(path: Path) -> None:
    correct(path)
    with World.create_or_open(path) as world:
        world.skip(2, "some question")
        more = "It was a wet spring.\n\n"
        text = replace(small_work().text, content=more + CONTENT, blocks=(), chapters=(), parts=())
        quotes = tuple(
            replace(
                quote,
                spans=tuple((a + len(more), b + len(more)) for a, b in quote.spans),
                speaker_mention=None,
            )
            for quote in small_work().cast.quotes
        )
        cast = replace(small_work().cast, mentions=(), quotes=quotes, narrations=())
        world.add(replace(small_work(), text=text, cast=cast))
        (entry,) = world.corrections(2)
        target, old = entry.correction.target, line().target
        assert target is not None and old is not None
        assert (entry.problem, target.exact, target.start) == ("", old.exact, old.start + len(more))
        assert world.skipped(2) == {"some question"}
        world.add(replace(plain_work("Nothing of it is left.", title="The Lost Glove"), id=0), replace=2)
        (entry,) = world.corrections(2)
        assert (entry.problem, entry.correction.target) == ("fits nowhere", target)


@pytest.mark.parametrize("damage", ["'{'", "'{}'", "'[]'", "x'00'", "3"])
def test_damaged_corrections_are_told_in_one_line(path: Path, damage: str) -> None:
    correct(path)
    with sqlite3.connect(path) as raw:
        raw.execute(f"UPDATE corrections SET annotation = {damage}")
    raw.close()
    asking: list[Callable[[World], object]] = [
        lambda world: world.corrections(2),
        lambda world: world.add(small_work()),
    ]
    for ask in asking:
        with World.create_or_open(path) as world, pytest.raises(WorldError, match="is damaged") as caught:
            ask(world)
        assert "\n" not in str(caught.value)


WRONG: list[Callable[[], Correction]] = [
    lambda: Correction(Kind.SPEAKER),
    lambda: Correction(Kind.SAME),
    lambda: Correction(Kind.NAME, people=()),
    lambda: Correction(Kind.CHAPTER, line().target),
]


@pytest.mark.parametrize("make", WRONG)
def test_a_correction_that_lacks_something_is_none(make: Callable[[], Correction]) -> None:
    with pytest.raises(ValueError, match=r".{5}"):
        make()
