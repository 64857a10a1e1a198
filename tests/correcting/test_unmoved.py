"""An answer joins and splits nobody but those whom it speaks of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fabula.correcting import Corrections
from fabula.correcting.naming import Naming
from fabula.correcting.unmoved import held
from fabula.reading import Reading
from fabula.types import Cast, MentionForm, Work
from fabula.world.corrections import Correction, Kind, Person, Places, Thing
from tests.builders import small_work


def naming(work: Work) -> Naming:
    return Naming(Reading(work), Places.of_cast(work.text, work.cast), ())


def line(work: Work) -> list[Correction]:
    """What says that nobody says the first line."""
    first = work.cast.quotes[0]
    places = Places.of_cast(work.text, work.cast)
    return [Correction(Kind.SPEAKER, places.anchor(Thing.QUOTATION, first.start, first.end))]


def given(work: Work, whose: dict[int, int]) -> Cast:
    """The cast where what was one entity's is another's."""
    mentions = tuple(
        replace(each, entity=whose.get(each.entity or 0, each.entity)) for each in work.cast.mentions
    )
    quotes = tuple(
        replace(each, speaker=whose.get(each.speaker or 0, each.speaker)) for each in work.cast.quotes
    )
    return replace(work.cast, mentions=mentions, quotes=quotes)


def test_nothing_is_held_where_nobody_was_joined_or_split() -> None:
    work = small_work()
    assert held(naming(work), line(work), work.cast, [1]) == []
    gone = [Correction(Kind.NOT_CHARACTER, people=(naming(work).person(work.cast.entities[1]),))]
    assert held(naming(work), gone, given(work, {3: 1}), [1]) == []


def test_two_who_have_become_one_by_a_line_are_held_apart() -> None:
    work = small_work()
    (found,) = held(naming(work), line(work), given(work, {3: 1}), [1])
    assert found.kind is Kind.APART
    assert [person.name for person in found.people] == ["Mrs. Alder", "Ned"]


def test_somebody_without_a_name_may_turn_out_to_be_another() -> None:
    work = small_work()
    assert held(naming(work), line(work), given(work, {5: 1}), [1]) == []


def split(work: Work) -> Cast:
    """Mrs. Alder as two: the "ma’am" of hers, with lines, is somebody new."""
    new = replace(work.cast.entities[0], id=9, name="ma’am", aliases=())
    words = work.text.content
    mentions = tuple(
        replace(each, entity=9) if words[each.start : each.end] == "ma’am" else each
        for each in work.cast.mentions
    )
    quotes = tuple(replace(each, speaker=9) for each in work.cast.quotes)
    return replace(work.cast, entities=(*work.cast.entities, new), mentions=mentions, quotes=quotes)


def test_somebody_who_has_become_two_by_a_line_is_held_together() -> None:
    work = small_work()
    hers = tuple(replace(each, speaker=1) for each in work.cast.quotes)
    work = replace(work, cast=replace(work.cast, quotes=hers))
    (found,) = held(naming(work), line(work), split(work), [])
    assert found.kind is Kind.SAME
    assert [person.name for person in found.people] == ["Mrs. Alder", "ma’am"]
    one, other = ({anchor.exact for anchor in person.anchors} for person in found.people)
    assert (one, other) == ({"Mrs. Alder"}, {"ma’am"})


def test_somebody_is_held_together_though_a_word_of_another_goes_along_with_a_part() -> None:
    work = small_work()
    hers = tuple(replace(each, speaker=1) for each in work.cast.quotes)
    called = next(each for each in work.cast.mentions if each.entity == 1)
    more = tuple(replace(called, start=at, end=at + 1) for at in range(8))
    fifth = next(each for each in work.cast.mentions if each.entity == 5)
    of_five = replace(fifth, form=MentionForm.NOMINAL)
    others = tuple(each for each in work.cast.mentions if each.entity != 5)
    work = replace(work, cast=replace(work.cast, mentions=(*more, *others, of_five), quotes=hers))
    parted = split(work)
    gone = [*more[:3], of_five]
    mentions = tuple(replace(each, entity=9) if each in gone else each for each in parted.mentions)
    (found,) = held(naming(work), line(work), replace(parted, mentions=mentions), [])
    assert found.kind is Kind.SAME
    assert [person.name for person in found.people] == ["Mrs. Alder", "ma’am"]


def test_who_was_named_in_the_answer_is_no_part_of_another() -> None:
    work = small_work()
    hers = tuple(replace(each, speaker=1) for each in work.cast.quotes)
    work = replace(work, cast=replace(work.cast, quotes=hers))
    assert held(naming(work), line(work), split(work), [1]) == []


@pytest.mark.model
def test_what_holds_others_is_kept_and_undone_with_the_answer(
    desk: Corrections, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = [each for each in desk.reading.characters if each.aliases or each.mentions > 1][:2]

    def two(own: Naming, *_others: object) -> list[Correction]:
        people: tuple[Person, ...] = tuple(map(own.person, named))
        return [Correction(Kind.APART, people=people)]

    monkeypatch.setattr("fabula.correcting.desk.held", two)
    line = next(each for each in desk.reading.quotes if each.speaker != named[0])
    desk.speaker(line.id, named[0].id).keep()
    assert [entry.correction.kind for entry in desk.entries] == [Kind.SPEAKER, Kind.APART]
    assert len({entry.step for entry in desk.entries}) == 1
    desk.undo(step=desk.entries[0].step).keep()
    assert not [entry for entry in desk.entries if entry.holds]


def test_those_who_are_joined_are_not_held_apart_and_joined_whole() -> None:
    work = small_work()
    hers = tuple(replace(each, speaker=1) for each in work.cast.quotes)
    work = replace(work, cast=replace(work.cast, quotes=hers))
    alder, tom, ned, *_ = map(naming(work).person, work.cast.entities)
    assert held(naming(work), [Correction(Kind.SAME, people=(alder, ned))], given(work, {3: 1}), []) == []
    (other,) = held(naming(work), [Correction(Kind.SAME, people=(alder, tom))], given(work, {3: 1}), [])
    assert other.kind is Kind.APART
    (rest,) = held(naming(work), [Correction(Kind.SAME, people=(alder, tom))], split(work), [])
    assert (rest.kind, [person.name for person in rest.people]) == (Kind.SAME, ["Mrs. Alder", "ma’am"])


def test_who_is_joined_by_some_words_only_is_joined_by_the_others_too() -> None:
    work = small_work()
    lines = tuple(replace(each, speaker=2) for each in work.cast.quotes)
    people = tuple(replace(each, quotes=9 * (each.id == 1)) for each in work.cast.entities)
    work = replace(work, cast=replace(work.cast, quotes=lines, entities=people))
    alder, tom, *_ = map(naming(work).person, work.cast.entities)
    first = next(each for each in work.cast.mentions if each.entity == 2)
    mentions = tuple(replace(each, entity=1) if each is first else each for each in work.cast.mentions)
    after = replace(work.cast, mentions=mentions)
    (rest,) = held(naming(work), [Correction(Kind.SAME, people=(alder, tom))], after, [])
    assert (rest.kind, [len(person.anchors) for person in rest.people]) == (Kind.SAME, [1, 1])


def test_words_for_somebody_stand_for_him_before_his_lines_even_if_they_are_doubtful() -> None:
    work = small_work()
    mentions = tuple(
        replace(each, confidence=0.3 if each.form is not MentionForm.PRONOUN else 0.9, entity=3)
        for each in work.cast.mentions
    )
    own = naming(replace(work, cast=replace(work.cast, mentions=mentions)))
    things = {anchor.thing for anchor in own.person(work.cast.entities[2]).anchors}
    assert things == {Thing.MENTION}
