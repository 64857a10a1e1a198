"""What a person settles of a whole story holds, in the characters of its file."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from fabula import read
from fabula.pipeline import resolve_text
from fabula.reading import Reading
from fabula.types import Cast, MentionForm, Pins, Who
from tests.end_to_end.program import STORIES

pytestmark = pytest.mark.model


@pytest.fixture(scope="module", name="reading")
def story_with_hidden_marks(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """A story with soft hyphens in it, which a reader does not see and the file has."""
    content = (STORIES / "dialogue.txt").read_text(encoding="utf-8")
    path: Path = tmp_path_factory.mktemp("story") / "story.txt"
    path.write_text(content.replace("Annette", "An\u00adnette"), encoding="utf-8")
    return read(path)


def who(reading: Reading, entity: int) -> Who:
    """The first names of an entity of the cast."""
    named = (m for m in reading.work.cast.mentions if m.entity == entity and m.form is MentionForm.NAME)
    return tuple((m.start, m.end) for m in islice(named, 5))


def entities(cast: Cast, spans: Who) -> set[int | None]:
    return {m.entity for m in cast.mentions if (m.start, m.end) in spans}


def test_with_nothing_settled_nothing_changes(reading: Reading) -> None:
    work, notes = reading.work, reading.annotations()
    assert resolve_text(work.text, notes, Pins()).cast == resolve_text(work.text, notes).cast == work.cast


def test_a_line_is_hers_whose_it_is_said_to_be(reading: Reading) -> None:
    work, notes = reading.work, reading.annotations()
    assert work.text.repairs
    line = next(own for own in work.cast.quotes if own.speaker not in (None, 1))
    cast = resolve_text(work.text, notes, Pins(speakers={(line.start, line.end): who(reading, 1)})).cast
    (settled,) = [own for own in cast.quotes if own.id == line.id]
    assert settled.confidence == 1.0
    assert {settled.speaker} == entities(cast, who(reading, 1))


def test_two_of_the_cast_are_one(reading: Reading) -> None:
    work, notes = reading.work, reading.annotations()
    one, other = who(reading, 1), who(reading, 2)
    assert len(entities(work.cast, (*one, *other))) == 2
    cast = resolve_text(work.text, notes, Pins(same=((one, other),))).cast
    assert len(entities(cast, (*one, *other))) == 1


def test_one_of_the_cast_is_two(reading: Reading) -> None:
    work, notes = reading.work, reading.annotations()
    names = who(reading, 1)
    assert len(entities(work.cast, names)) == 1
    cast = resolve_text(work.text, notes, Pins(apart=((names[:2], names[3:]),))).cast
    assert entities(cast, names[:2]).isdisjoint(entities(cast, names[3:]))


def test_why_points_into_the_file(reading: Reading) -> None:
    why = next(found for quote in reading.quotes if (found := reading.why(quote)).spans)
    assert all(0 <= start < end <= len(reading.work.text.content) for start, end in why.spans)
