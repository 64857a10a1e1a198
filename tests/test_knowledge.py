"""What the people of a work know, in Python."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fabula.errors import UsageError
from fabula.knowledge import SECRET_COLUMNS, THING_COLUMNS, KeptSecret, KnowledgeBase
from fabula.reading import Reading
from fabula.tables import Table
from fabula.types import How, Knowledge, Secret, Story, Work
from tests.story.knowing import Page
from tests.story.test_secrets import behind_his_back


def base(own: Page) -> KnowledgeBase:
    """The base of a page, whose annotations stand in its document."""
    work = Work(0, own.document.text, 0, own.document.cast)
    made = KnowledgeBase.__new__(KnowledgeBase)
    made._text, made._chapter_at, made._knowers = work.text, lambda _: None, own.knowers
    made._entity = {entity.id: entity for entity in work.cast.entities}
    made._said = [(span, quote) for quote in work.cast.quotes for span in quote.spans]
    return made


def test_one_thing_says_who_told_it() -> None:
    own = behind_his_back()
    words = own.span("thief of the silver")
    found = base(own).knows(own.document.entities[own.who("Tom")], *words)
    assert found.how is How.TOLD
    assert found.source is not None and found.source.name == "Emma"
    assert found.to_dict()["how"] == "told"
    assert "thief of the silver" in repr(found) and "Tom" in found._repr_html_()


def test_things_and_secrets_are_tables() -> None:
    own = behind_his_back()
    things = base(own).known_by(own.document.entities[own.who("Tom")])
    assert set(things.to_dicts()[0]) == set(THING_COLUMNS)
    secrets = base(own).secrets()
    assert set(secrets.to_dicts()[0]) == set(SECRET_COLUMNS)
    assert "not of Ned" in repr(secrets[0]) and "Ned" in secrets[0]._repr_html_()


def test_whoever_is_not_to_be_told_of_is_left_out() -> None:
    own = behind_his_back()
    known = {n: entity for n, entity in own.document.entities.items() if entity.name != "Ned"}
    found: Table[KeptSecret] = base(own).secrets(names=known)
    assert not [each for each in found if "thief" in each.text]


def test_nothing_after_where_the_reader_is_counts_and_nobody_goes_by_a_later_name() -> None:
    own = behind_his_back()
    tom = own.document.entities[own.who("Tom")]
    start, end = own.span("thief of the silver")
    before = base(own).known_by(tom, until=start)
    assert all(each.end <= start for each in before)
    assert all(b <= start for each in before for _, b in each.spans)
    with pytest.raises(UsageError):
        base(own).knows(tom, start, end, until=start)
    renamed = {tom.id: replace(tom, name="a boy")}
    after = base(own).known_by(tom, until=end + 1, names=renamed)
    assert {each.entity.name for each in after} <= {"a boy"}
    found = base(own).knows(tom, start, end, until=end, names=renamed)
    assert (found.entity.name, found.source) == ("a boy", None)


@pytest.mark.parametrize(("start", "end", "at"), [(5, 5, None), (9, 3, None), (0, 10_000, None), (0, 5, -1)])
def test_a_stretch_or_a_point_that_is_not_in_the_text(start: int, end: int, at: int | None) -> None:
    own = behind_his_back()
    with pytest.raises(UsageError):
        base(own).knows(own.document.entities[own.who("Tom")], start, end, at)


def test_a_reading_without_annotations_cannot_be_asked(work: Work) -> None:
    reading = Reading(work)
    for ask in (lambda: reading.knows("Ned", 0, 5), lambda: reading.secrets):
        with pytest.raises(UsageError):
            ask()


def test_values_of_the_stage() -> None:
    known = Knowledge(1, 0, 5, 0.9, How.READ)
    assert Secret(0, 5, (known,), ()).known_by[0].spans == ()
    assert Story().scenes == ()
