"""Anchors become the lines and mentions of another text."""

from __future__ import annotations

from fabula.types import Metadata, Text
from fabula.world.alignment import Moves
from fabula.world.corrections import Correction, Kind, Person, Places, Thing
from fabula.world.corrections.places import NOWHERE

OLD = (
    "“You are late,” said the miller, and shut the sluice behind him.\n\n“. . .”\n\n"
    "The boy hung his wet cap on the nail beside the hearth.\n\n“Well?” said the miller."
)
NEW = OLD.replace("“", '"').replace("”", '"').replace(". . .", "....")


def places(text: str, *lines: str, mentions: tuple[str, ...] = ("the miller", "The boy")) -> Places:
    def spans(words: tuple[str, ...]) -> list[tuple[int, int]]:
        return [(text.index(each), text.index(each) + len(each)) for each in words]

    return Places(Text(text, (), (), Metadata(), "x"), spans(lines), spans(mentions))


OLD_PLACES = places(OLD, "“You are late,”", "“. . .”", "“Well?”")
NEW_PLACES = places(
    NEW,
    '"You are late,"',
    '"......"' if '"......"' in NEW else NEW[NEW.index('".') : NEW.index('."') + 2],
    '"Well?"',
)


def moved(words: str, thing: Thing) -> str:
    start = OLD.index(words)
    found = NEW_PLACES.find(OLD_PLACES.anchor(thing, start, start + len(words)))
    assert not isinstance(found, str)
    return NEW[slice(*found)]


def test_a_line_is_found_with_the_marks_that_it_has_there() -> None:
    assert moved("“You are late,”", Thing.QUOTATION) == '"You are late,"'
    assert moved("“Well?”", Thing.QUOTATION) == '"Well?"'


def test_a_line_without_words_is_the_one_that_stands_there() -> None:
    assert moved("“. . .”", Thing.QUOTATION) == '"...."'


def test_a_stretch_begins_with_its_marks() -> None:
    assert moved("“You are late,” said", Thing.STRETCH).startswith('"You are late')


def test_what_is_no_line_there_is_nowhere() -> None:
    bare = places(NEW)
    start = OLD.index("“You")
    anchor = OLD_PLACES.anchor(Thing.QUOTATION, start, OLD.index(" said"))
    assert bare.find(anchor) == NOWHERE


def test_a_line_that_has_run_into_another_is_left_to_a_person() -> None:
    lines = '"I have already had the honour,"', '"And this young man, you saw him too on the same occasion?"'
    old, new = "\n\n".join(lines), "“I have already had the honour,“\n\n“And" + lines[1][4:-1] + "”"
    start = old.index(lines[1])
    anchor = places(old, *lines, mentions=()).anchor(Thing.QUOTATION, start, len(old))
    assert places(new, new, mentions=()).find(anchor) == NOWHERE
    longer = lines[1].replace("occasion", "occasion, and said so")  # a few words more are the same line
    assert places(f"{lines[0]}\n\n{longer}", longer, mentions=()).find(anchor) == (start, start + len(longer))


def test_half_of_the_places_of_somebody_are_enough() -> None:
    anchors = [
        OLD_PLACES.anchor(Thing.MENTION, OLD.index(each), OLD.index(each) + len(each))
        for each in ("the miller", "The boy")
    ]
    gone = OLD_PLACES.anchor(Thing.MENTION, 0, 5)
    lost = [type(gone)(Thing.MENTION, f"nobody {k}", "far from", "all of it", 0, 8) for k in range(2)]
    enough = Correction(Kind.NOT_CHARACTER, people=(Person("he", (*anchors, *lost)),))
    assert len(NEW_PLACES.fit(enough).people[0]) == 2
    too_few = Correction(Kind.NOT_CHARACTER, people=(Person("he", (anchors[0], *lost)),))
    assert NEW_PLACES.fit(too_few).problem == "he fits nowhere"
    assert NEW_PLACES.renewed(NEW_PLACES.fit(too_few)) == too_few


def test_a_draft_of_the_same_words_is_known_by_the_one_before() -> None:
    later = "It had rained since noon.\n\n" + OLD
    lines = [(later.index(each), later.index(each) + len(each)) for each in ("“You are late,”", "“Well?”")]
    after = Places(Text(later, (), (), Metadata(), "x"), lines, (), Moves(OLD, later))
    start = OLD.index("“Well?”")
    assert after.find(OLD_PLACES.anchor(Thing.QUOTATION, start, start + 7)) == lines[1]
