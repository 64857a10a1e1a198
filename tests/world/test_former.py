"""Whom a work had before they were made one with another goes along with the work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fabula.types import Cast, Work
from fabula.world import World
from tests.builders import keep, small_work


def joined(cast: Cast, gone: int, into: int) -> Cast:
    return replace(
        cast,
        entities=tuple(each for each in cast.entities if each.id != gone),
        mentions=tuple(replace(m, entity=into) if m.entity == gone else m for m in cast.mentions),
        quotes=tuple(
            replace(
                q,
                speaker=into if q.speaker == gone else q.speaker,
                addressees=tuple(n for n in q.addressees if n != gone),
                alternatives=(),
            )
            for q in cast.quotes
        ),
    )


def later(work: Work, more: str) -> Work:
    """The same after some more words."""
    shift = len(more)
    cast = replace(
        work.cast,
        mentions=tuple(replace(m, start=m.start + shift, end=m.end + shift) for m in work.cast.mentions),
        quotes=tuple(
            replace(q, spans=tuple((a + shift, b + shift) for a, b in q.spans), speaker_mention=None)
            for q in work.cast.quotes
        ),
        narrations=(),
    )
    text = replace(work.text, content=more + work.text.content, blocks=(), chapters=(), parts=(), emphasis=())
    return replace(work, text=replace(text, repairs=()), cast=cast, story=None)


def test_the_number_of_whom_a_correction_has_joined_is_kept_through_a_draft(tmp_path: Path) -> None:
    path = tmp_path / "a.fabula"
    keep(path, small_work())
    with World.create_or_open(path) as world:
        before = replace(world.work(1), story=None)
        gone = before.cast.entities[2].id
        into = before.cast.entities[0].id
        world.correct(replace(before, cast=joined(before.cast, gone, into)), world.revision(1))
        (own,) = world.former(1)
        mentions = [(m.start, m.end) for m in before.cast.mentions if m.entity == gone]
        lines = [(q.start, q.end) for q in before.cast.quotes if q.speaker == gone]
        assert (own.id, list(own.mentions), list(own.lines)) == (gone, mentions, lines)

        more = "It had been a quiet week until then.\n\n"
        draft = later(before, more)
        world.add(replace(draft, cast=joined(draft.cast, gone, into)), replace=1)
        (moved,) = world.former(1)
        assert list(moved.mentions) == [(start + len(more), end + len(more)) for start, end in mentions]

        world.add(draft, replace=1)
        assert gone in {entity.id for entity in world.work(1).cast.entities}
        assert world.former(1) == []


def test_who_comes_back_in_a_draft_that_moves_all_words_has_the_old_number(tmp_path: Path) -> None:
    path = tmp_path / "a.fabula"
    keep(path, small_work())
    with World.create_or_open(path) as world:
        before = replace(world.work(1), story=None)
        gone, into = before.cast.entities[2].id, before.cast.entities[0].id
        world.correct(replace(before, cast=joined(before.cast, gone, into)), world.revision(1))
        called = before.cast.entities[2].name
        world.add(later(before, "It had been a quiet week until then.\n\n"), replace=1)
        assert [each.id for each in world.work(1).cast.entities if each.name == called] == [gone]
